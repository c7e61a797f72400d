package metrics

import (
	"fmt"
	"math"
)

// Interval is what is known of a number: that it lies between a low and a high
// end. A head count is a point, a survey band is a range that may be open at
// one end, and the zero value is Anything: nothing is known.
//
//	Exactly(7)                          7
//	From(100)        [100, ∞)           at least 100
//	Above(1).Intersect(UpTo(2))  (1, 2] the band ">1 to 2"
//	Interval{}       anything           nobody knows
//
// An Interval is never empty, its ends are never NaN or infinite (an end is
// either a finite number or missing), and equal intervals are equal by ==.
// It is a plain value: copy it, compare it, use it as a map key.
type Interval struct {
	low, high float64 // 0 where the end is missing, so that == compares what is known
	ends      ends
}

type ends uint8

const (
	hasLow ends = 1 << iota
	hasHigh
	lowOpen
	highOpen
)

// Anything is the interval of a number of which nothing is known; it is the
// zero value under a name.
func Anything() Interval { return Interval{} }

// Exactly is the interval of a number that is known. Of a NaN or an infinity
// nothing can be known to be true, so they give Anything.
func Exactly(x float64) Interval {
	if !finite(x) {
		return Interval{}
	}
	x = unsigned0(x)
	return Interval{low: x, high: x, ends: hasLow | hasHigh}
}

// From is the interval of a number known to be at least x. If x isn't finite
// it is Anything.
func From(x float64) Interval {
	if !finite(x) {
		return Interval{}
	}
	return Interval{low: unsigned0(x), ends: hasLow}
}

// UpTo is the interval of a number known to be at most x. If x isn't finite it
// is Anything.
func UpTo(x float64) Interval {
	if !finite(x) {
		return Interval{}
	}
	return Interval{high: unsigned0(x), ends: hasHigh}
}

// Above is From(x) without x itself.
func Above(x float64) Interval {
	i := From(x)
	if i.ends != 0 {
		i.ends |= lowOpen
	}
	return i
}

// Below is UpTo(x) without x itself.
func Below(x float64) Interval {
	i := UpTo(x)
	if i.ends != 0 {
		i.ends |= highOpen
	}
	return i
}

// Between is the interval of a number known to lie from low to high, both
// included. It is an error if low is greater than high or an end isn't finite;
// for a missing end use From or UpTo.
func Between(low, high float64) (Interval, error) {
	return bounded(low, high, hasLow|hasHigh)
}

// MustBetween is Between for ends written in a program; it panics where
// Between gives an error.
func MustBetween(low, high float64) Interval {
	i, err := Between(low, high)
	if err != nil {
		panic(err)
	}
	return i
}

func bounded(low, high float64, e ends) (Interval, error) {
	if e&hasLow == 0 {
		low, e = 0, e&^lowOpen
	}
	if e&hasHigh == 0 {
		high, e = 0, e&^highOpen
	}
	if !finite(low) || !finite(high) {
		return Interval{}, fmt.Errorf("an end of an interval must be a finite number, have %v and %v", low, high)
	}
	if e&hasLow != 0 && e&hasHigh != 0 && (low > high || low == high && e&(lowOpen|highOpen) != 0) {
		return Interval{}, fmt.Errorf("no number lies in an interval from %s to %s%s", number(low), number(high), openness(e))
	}
	return Interval{unsigned0(low), unsigned0(high), e}, nil
}

func openness(e ends) string {
	if e&(lowOpen|highOpen) != 0 {
		return " without its ends"
	}
	return ""
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// unsigned0 turns -0 into 0, so that equal numbers have equal bits.
func unsigned0(x float64) float64 { return x + 0 }

// Low returns the low end, and false if there is none.
func (i Interval) Low() (x float64, ok bool) { return i.low, i.ends&hasLow != 0 }

// High returns the high end, and false if there is none.
func (i Interval) High() (x float64, ok bool) { return i.high, i.ends&hasHigh != 0 }

// LowOpen reports whether there is a low end that doesn't itself belong.
func (i Interval) LowOpen() bool { return i.ends&lowOpen != 0 }

// HighOpen reports whether there is a high end that doesn't itself belong.
func (i Interval) HighOpen() bool { return i.ends&highOpen != 0 }

// Point returns the number if it is known exactly, and false if it isn't.
func (i Interval) Point() (x float64, ok bool) {
	return i.low, i.ends == hasLow|hasHigh && i.low == i.high
}

// Equal is ==, for packages that compare by method.
func (i Interval) Equal(j Interval) bool { return i == j }

// IsAnything reports whether nothing is known.
func (i Interval) IsAnything() bool { return i == Interval{} }

// Contains reports whether the number may be x.
func (i Interval) Contains(x float64) bool {
	return finite(x) && i.Within(Exactly(x)) != No
}

// Within answers whether the number lies in need: Yes if all of i does, No if
// none of it does, else Unknown. Every threshold of the library is this one
// question; need is then From(100), UpTo(0), a band, or a point.
func (i Interval) Within(need Interval) Answer {
	return i.above(need).And(i.below(need))
}

// above answers whether the number clears the low end of need.
func (i Interval) above(need Interval) Answer {
	switch {
	case need.ends&hasLow == 0:
		return Yes
	case i.ends&hasLow != 0 && (i.low > need.low || i.low == need.low && (need.ends&lowOpen == 0 || i.ends&lowOpen != 0)):
		return Yes
	case i.ends&hasHigh != 0 && (i.high < need.low || i.high == need.low && (need.ends&lowOpen != 0 || i.ends&highOpen != 0)):
		return No
	}
	return Unknown
}

// below answers whether the number stays under the high end of need.
func (i Interval) below(need Interval) Answer {
	switch {
	case need.ends&hasHigh == 0:
		return Yes
	case i.ends&hasHigh != 0 && (i.high < need.high || i.high == need.high && (need.ends&highOpen == 0 || i.ends&highOpen != 0)):
		return Yes
	case i.ends&hasLow != 0 && (i.low > need.high || i.low == need.high && (need.ends&highOpen != 0 || i.ends&lowOpen != 0)):
		return No
	}
	return Unknown
}

// AtLeast answers whether the number is at least x: Yes if all of the interval
// is, No if none of it is, else Unknown. Every number is at least -∞, none is
// at least ∞, and of a NaN nothing is known.
func (i Interval) AtLeast(x float64) Answer {
	switch {
	case math.IsNaN(x):
		return Unknown
	case math.IsInf(x, 1):
		return No
	}
	return i.Within(From(x)) // of -∞ that is Anything
}

// AtMost answers whether the number is at most x: Yes if all of the interval
// is, No if none of it is, else Unknown. Every number is at most ∞, none is at
// most -∞, and of a NaN nothing is known.
func (i Interval) AtMost(x float64) Answer {
	if !finite(x) {
		return i.AtLeast(-x)
	}
	return i.Within(UpTo(x))
}

// Intersect is what is known when both intervals hold, and false if no number
// lies in both: they contradict one another.
func (i Interval) Intersect(j Interval) (Interval, bool) {
	if j.ends&hasLow != 0 && (i.ends&hasLow == 0 || j.low > i.low || j.low == i.low && j.ends&lowOpen != 0) {
		i.low, i.ends = j.low, i.ends&^lowOpen|j.ends&(hasLow|lowOpen)
	}
	if j.ends&hasHigh != 0 && (i.ends&hasHigh == 0 || j.high < i.high || j.high == i.high && j.ends&highOpen != 0) {
		i.high, i.ends = j.high, i.ends&^highOpen|j.ends&(hasHigh|highOpen)
	}
	if i.ends&hasLow != 0 && i.ends&hasHigh != 0 && (i.low > i.high || i.low == i.high && i.ends&(lowOpen|highOpen) != 0) {
		return Interval{}, false
	}
	return i, true
}

// Hull is what is known when one of the two holds and nobody knows which: the
// smallest interval that covers both.
func (i Interval) Hull(j Interval) Interval {
	var h Interval
	if i.ends&j.ends&hasLow != 0 {
		h.low, h.ends = i.low, h.ends|hasLow|i.ends&lowOpen
		if j.low < i.low || j.low == i.low && j.ends&lowOpen == 0 {
			h.low, h.ends = j.low, hasLow|j.ends&lowOpen
		}
	}
	if i.ends&j.ends&hasHigh != 0 {
		high, e := i.high, i.ends
		if j.high > i.high || j.high == i.high && j.ends&highOpen == 0 {
			high, e = j.high, j.ends
		}
		h.high, h.ends = high, h.ends|hasHigh|e&highOpen
	}
	return h
}
