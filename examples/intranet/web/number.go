package web

import (
	"strconv"

	"example.com/kmaturity/metrics"
)

// ends are the texts of an interval's ends; "" is an end that isn't known.
func ends(i metrics.Interval) (low, high string) {
	if x, ok := i.Low(); ok {
		low = decimal(x)
	}
	if x, ok := i.High(); ok {
		high = decimal(x)
	}
	return low, high
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// round is a number for people, with four digits that count.
func round(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 4, 64), 64)
	return decimal(x)
}

// rounded is an interval for people, wherever it ends.
func rounded(i metrics.Interval) metrics.Interval {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	if !hasLow || !hasHigh {
		return i
	}
	x, _ := strconv.ParseFloat(round(low), 64)
	y, _ := strconv.ParseFloat(round(high), 64)
	r, err := metrics.Between(x, y)
	if err != nil {
		return i
	}
	return r
}

// addInterval adds two fields for an interval.
func (f *form) addInterval(g *group, name, label, hint string, i metrics.Interval) {
	low, high := ends(i)
	f.add(g, name, field{Name: name + ".low", Label: label + ", at least", Hint: hint, Kind: "number", Value: low})
	f.add(g, name, field{Name: name + ".high", Label: label + ", at most", Kind: "number", Value: high})
}

// interval is what stands in two fields; where nobody touched them, what it was. An
// empty field is an end that isn't known, never 0.
func (f *form) interval(name string, was metrics.Interval) metrics.Interval {
	low, high := f.get(name+".low"), f.get(name+".high")
	if l, h := ends(was); l == low && h == high {
		return was
	}
	x, okX := f.number(name + ".low")
	y, okY := f.number(name + ".high")
	switch {
	case !okX || !okY:
		return was
	case low == "" && high == "":
		return metrics.Anything()
	case high == "":
		return metrics.From(x)
	case low == "":
		return metrics.UpTo(y)
	}
	i, err := metrics.Between(x, y)
	if err != nil {
		f.bad(name+".high", "is less than the least, "+low)
		return was
	}
	return i
}

// number is the number in a field, 0 if it is empty; false, and a problem, if there is
// something else.
func (f *form) number(name string) (float64, bool) {
	text := f.get(name)
	if text == "" {
		return 0, true
	}
	i, err := metrics.ParseInterval(text)
	x, exact := i.Point()
	if err != nil || !exact {
		f.bad(name, "want a number such as 120 or 0.5, without a sign between thousands")
		return 0, false
	}
	return x, true
}

// whole is the whole number in a field, 0 if it is empty.
func (f *form) whole(name string) int {
	text := f.get(name)
	if text == "" {
		return 0
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		f.bad(name, "want a whole number such as 12")
	}
	return n
}

// date is the day in a field, none if it is empty.
func (f *form) date(name string) metrics.Date {
	var d metrics.Date
	if err := d.UnmarshalText([]byte(f.get(name))); err != nil {
		f.bad(name, "want a day as 2026-01-31")
	}
	return d
}
