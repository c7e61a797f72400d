package metrics

import (
	"math"
	"strconv"
)

// Sub is what is known of the difference of two numbers, i's minus j's, when
// nothing ties them to each other.
//
// Each end is one subtraction. Where its result is exact it is kept; where
// rounding or overflow took it inwards it is moved outwards to the next
// floating-point number, so that the true difference always lies inside. Where
// there is no such number, the difference has no known bound.
func (i Interval) Sub(j Interval) Interval {
	var d Interval
	if i.ends&hasLow != 0 && j.ends&hasHigh != 0 {
		if x := subtract(i.low, j.high, math.Inf(-1)); finite(x) {
			d.low, d.ends = unsigned0(x), d.ends|hasLow
			if i.ends&lowOpen != 0 || j.ends&highOpen != 0 {
				d.ends |= lowOpen
			}
		}
	}
	if i.ends&hasHigh != 0 && j.ends&hasLow != 0 {
		if x := subtract(i.high, j.low, math.Inf(1)); finite(x) {
			d.high, d.ends = unsigned0(x), d.ends|hasHigh
			if i.ends&highOpen != 0 || j.ends&lowOpen != 0 {
				d.ends |= highOpen
			}
		}
	}
	return d
}

// subtract is a−b, moved one step towards out if it isn't exact and lies on
// the wrong side of the true difference. The rounding error comes from Dekker's
// fast two-sum (A floating-point technique for extending the available
// precision, Numerische Mathematik 18, 1971): with the larger operand taken
// first it is exact, and unlike Knuth's no step of it can overflow unless s does.
func subtract(a, b, out float64) float64 {
	s := a - b
	large, small := a, -b
	if math.Abs(large) < math.Abs(small) {
		large, small = small, large
	}
	e := small - (s - large)
	if e > 0 && out > 0 || e < 0 && out < 0 {
		return math.Nextafter(s, out)
	}
	return s
}

// Missing is how far the number is from lying in need: 0 where it does, else
// the distance to the nearest end of need. An open end counts as the number it
// excludes. With need From(100) it is what is missing to 100.
func (i Interval) Missing(need Interval) Interval {
	m := Exactly(0)
	if low, ok := need.Low(); ok {
		m = m.max(Exactly(low).Sub(i))
	}
	if high, ok := need.High(); ok {
		m = m.max(i.Sub(Exactly(high)))
	}
	return m
}

// max is what is known of the larger of two numbers, with its ends closed; i has
// a low end, and its ends are closed.
func (i Interval) max(j Interval) Interval {
	if low, ok := j.Low(); ok && low > i.low {
		i.low = low
	}
	if high, ok := j.High(); !ok {
		i.high, i.ends = 0, i.ends&^hasHigh
	} else if i.ends&hasHigh != 0 && high > i.high {
		i.high = high
	}
	return i
}

// Rounded is the interval with its ends rounded to 12 significant digits, for
// computed numbers that are printed or compared as text: 100 − 85.29 is
// 14.709999999999994 to a float64 and 14.71 to everybody else.
func (i Interval) Rounded() Interval {
	r := i
	if i.ends&hasLow != 0 {
		r.low = round12(i.low)
	}
	if i.ends&hasHigh != 0 {
		r.high = round12(i.high)
	}
	if r.low == r.high && r.ends&(lowOpen|highOpen) != 0 {
		return i // rounding must not empty it
	}
	return r
}

func round12(x float64) float64 {
	if math.Abs(x) < 1e12 && x == math.Trunc(x) {
		return x // whole, with 12 digits at most: nothing to round
	}
	// Never out of range, as the largest float64 is rounded down.
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'g', 12, 64), 64)
	return r
}
