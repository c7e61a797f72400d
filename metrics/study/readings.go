package study

import (
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// readings are both sides of a case as the methods take them.
type readings struct {
	before, after []float64
	ordered       bool // in order of time
	paired        bool
	period        metrics.Period

	// Of dated readings.
	pointsBefore, pointsAfter   []metrics.Point
	numbersBefore, numbersAfter []int // of periods, counted through both sides; nil where the period is unknown
	rates                       bool
	per                         float64
}

func (c Case) readings() readings {
	if c.Series.Len() > 0 {
		return datedReadings(c.Series, c.Split)
	}
	r := readings{before: c.Before, after: c.After, ordered: c.InOrder, paired: c.Paired}
	if r.ordered {
		for i := range len(r.before) + len(r.after) {
			if i < len(r.before) {
				r.numbersBefore = append(r.numbersBefore, i+1)
			} else {
				r.numbersAfter = append(r.numbersAfter, i+1)
			}
		}
	}
	return r
}

func (c Case) controlReadings() readings {
	k := Case{Series: c.Control.Series, Split: c.Split, Before: c.Control.Before, After: c.Control.After, InOrder: c.InOrder, Paired: c.Control.Paired}
	return k.readings()
}

func datedReadings(s metrics.Series, split metrics.Split) readings {
	r := readings{ordered: true, period: s.Period()}
	r.per, r.rates = s.Per()
	numbers := s.Numbers()
	i := 0
	for point := range s.All() {
		number := 0
		if numbers != nil {
			number = numbers[i]
		}
		switch {
		case split.Before.Contains(point.Date):
			r.before, r.pointsBefore, r.numbersBefore = append(r.before, point.Value), append(r.pointsBefore, point), append(r.numbersBefore, number)
		case split.After.Contains(point.Date):
			r.after, r.pointsAfter, r.numbersAfter = append(r.after, point.Value), append(r.pointsAfter, point), append(r.numbersAfter, number)
		}
		i++
	}
	if numbers == nil {
		r.numbersBefore, r.numbersAfter = nil, nil
	}
	return r
}

// checkSamePeriods adds a problem if the control wasn't read in the periods of
// the pilot, on either side.
func (r readings) checkSamePeriods(p *strict.Problems, path string, control readings) {
	for _, side := range []struct {
		name           string
		pilot, control int
		dates          [2][]metrics.Point
	}{
		{"before", len(r.before), len(control.before), [2][]metrics.Point{r.pointsBefore, control.pointsBefore}},
		{"after", len(r.after), len(control.after), [2][]metrics.Point{r.pointsAfter, control.pointsAfter}},
	} {
		where := strict.Join(path, side.name)
		if side.pilot != side.control {
			badf(p, where, ErrOtherPeriods, "the control has %d readings and the pilot %d", side.control, side.pilot)
			continue
		}
		for i, point := range side.dates[0] {
			if other := side.dates[1][i]; other.Date != point.Date {
				badf(p, where, ErrOtherPeriods, "reading %d of the control is of %s, the pilot's of %s", i+1, other.Date, point.Date)
				break
			}
		}
	}
}

// all is both sides in order of time.
func (r readings) all() []float64 { return slices.Concat(r.before, r.after) }

// numbers are the period numbers of both sides, counted from 1 for the first
// reading, or nil where the period isn't known.
func (r readings) numbers() []int {
	n := slices.Concat(r.numbersBefore, r.numbersAfter)
	for i := len(n) - 1; i >= 0; i-- {
		n[i] -= n[0] - 1
	}
	return n
}

// seasons are the place in the year, 0 to n-1, of each reading of both sides; nil
// where it can't be told. Months and quarters of dated readings are those of
// the calendar; of undated ones they are counted on from the start.
func (r readings) seasons(n, start int) (before, after []int) {
	place := func(points []metrics.Point, numbers []int) []int {
		places := make([]int, 0, len(numbers))
		for i, number := range numbers {
			if points == nil {
				places = append(places, (number-1+max(start, 1)-1)%n)
				continue
			}
			month := int(points[i].Date.Time().Month()) - 1
			switch r.period {
			case metrics.Monthly:
				places = append(places, month*n/12)
			case metrics.Quarterly:
				places = append(places, month/3*n/4)
			default:
				places = append(places, (number-1)%n)
			}
		}
		return places
	}
	return place(r.pointsBefore, r.numbersBefore), place(r.pointsAfter, r.numbersAfter)
}

// group describes one side.
func (r readings) group(values []float64, points []metrics.Point, m moments, exp int, summed bool) metrics.Group {
	g := metrics.Group{Points: len(values), Mean: math.Ldexp(m.mean, exp), SD: math.Ldexp(math.Sqrt(m.variance), exp)}
	if len(points) > 0 {
		g.From, g.To = points[0].Date, points[len(points)-1].Date
	}
	switch {
	case r.rates:
		for _, point := range points {
			g.Volume += point.Of / r.per
			g.Total += point.Count
		}
	case summed:
		g.Volume = float64(len(values))
		for _, x := range values {
			g.Total += x
		}
	}
	return g
}
