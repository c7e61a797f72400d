package report

import (
	"math"
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
)

// amount writes a number with thousands separators and at most two decimals;
// more where it is small, so that nothing but zero is written as zero.
func amount(x float64) string { return decimal(x, 2) }

// decimal is amount with at most so many decimals.
func decimal(x float64, decimals int) string {
	for a := math.Abs(x); a != 0 && a < 0.5*math.Pow10(-decimals) && decimals < 12; {
		decimals++
	}
	s := strconv.FormatFloat(x, 'f', decimals, 64)
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	fraction = strings.TrimRight(fraction, "0")
	var b strings.Builder
	if strings.HasPrefix(s, "-") && strings.Trim(whole+fraction, "0") != "" {
		b.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// compared writes what is known beside what is needed, with as many decimals as
// it takes to tell them apart: 99.9999 isn't 100 where 100 is needed.
func compared(have, need metrics.Interval, kind metrics.Kind) (string, string) {
	for decimals := 2; ; decimals++ {
		h, n := known(have, kind, decimals), needed(need, kind, decimals)
		if decimals == 12 || !confused(have, need, kind, decimals) {
			return h, n
		}
	}
}

// confused reports whether two ends that differ are written alike.
func confused(have, need metrics.Interval, kind metrics.Kind, decimals int) bool {
	ends := func(i metrics.Interval) (all []float64) {
		for _, end := range []func() (float64, bool){i.Low, i.High} {
			if x, ok := end(); ok {
				all = append(all, x)
			}
		}
		return all
	}
	write := writer(kind, decimals)
	for _, x := range ends(have) {
		for _, y := range ends(need) {
			if x != y && write(x) == write(y) {
				return true
			}
		}
	}
	return false
}

func writer(kind metrics.Kind, decimals int) func(float64) string {
	if kind == metrics.Share {
		return func(x float64) string { return decimal(100*x, decimals) + " %" }
	}
	return func(x float64) string { return decimal(x, decimals) }
}

// known writes what is known of a number of that kind: "85.29", "40 to 60",
// "at least 1", "yes", "not known".
func known(i metrics.Interval, kind metrics.Kind, decimals int) string {
	switch kind {
	case metrics.YesNo:
		switch {
		case i == metrics.Exactly(1):
			return "yes"
		case i == metrics.Exactly(0):
			return "no"
		}
		return "not known"
	case metrics.Share:
		if i == metrics.Unknown.Interval() {
			return "not known"
		}
	case metrics.Count:
		if i == metrics.From(0) {
			return "not known"
		}
	}
	return span(i, writer(kind, decimals), "not known")
}

// span writes an interval in words.
func span(i metrics.Interval, write func(float64) string, anything string) string {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	if x, ok := i.Point(); ok {
		return write(x)
	}
	from, to := "at least ", "at most "
	if i.LowOpen() {
		from = "more than "
	}
	if i.HighOpen() {
		to = "less than "
	}
	switch {
	case !hasLow && !hasHigh:
		return anything
	case !hasHigh:
		return from + write(low)
	case !hasLow:
		return to + write(high)
	case i.LowOpen() || i.HighOpen():
		return from + write(low) + " and " + to + write(high)
	}
	if a, b := write(low), write(high); a != b {
		return a + " to " + b
	}
	return "about " + write(low)
}

// needed writes the numbers that pass.
func needed(i metrics.Interval, kind metrics.Kind, decimals int) string {
	switch kind {
	case metrics.YesNo:
		if i.Contains(0) {
			return "no"
		}
		return "yes"
	}
	return span(i, writer(kind, decimals), "anything")
}
