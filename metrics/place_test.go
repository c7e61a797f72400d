package metrics_test

import (
	"cmp"
	"math"

	"example.com/kmaturity/metrics"
)

// A slow reference for everything that asks which numbers lie in an interval.
//
// Whether a number lies in one of two intervals changes only at their ends. So
// it is enough to look at each end, at a number a hair to its left and one a
// hair to its right, and at one beyond all ends on either side:
//
//	     low          high
//	·····[············)·····
//	↑   ↑↑↑          ↑↑↑   ↑
//
// A hair is less than any float64 can say, so an interval from one float64 to
// the next has numbers inside.
type place struct {
	x    float64 // ±Inf is a number beyond all ends, not infinity itself
	hair int     // -1, 0 or 1: to the left of x, x itself, or to its right
}

// compare is -1, 0 or 1 as the place is below, at or above x.
func (p place) compare(x float64) int {
	return cmp.Or(cmp.Compare(p.x, x), cmp.Compare(p.hair, 0))
}

// holds reports whether the number at p lies in i.
func holds(i metrics.Interval, p place) bool {
	if low, ok := i.Low(); ok {
		if c := p.compare(low); c < 0 || c == 0 && i.LowOpen() {
			return false
		}
	}
	if high, ok := i.High(); ok {
		if c := p.compare(high); c > 0 || c == 0 && i.HighOpen() {
			return false
		}
	}
	return true
}

// places are all that can be told apart by the intervals and the numbers.
func places(intervals []metrics.Interval, numbers ...float64) []place {
	all := []place{{math.Inf(-1), 0}, {math.Inf(1), 0}}
	for _, i := range intervals {
		if low, ok := i.Low(); ok {
			numbers = append(numbers, low)
		}
		if high, ok := i.High(); ok {
			numbers = append(numbers, high)
		}
	}
	for _, x := range numbers {
		all = append(all, place{x, -1}, place{x, 0}, place{x, 1})
	}
	return all
}

// answer asks the question at every place inside of i.
func answer(i metrics.Interval, at []place, question func(place) bool) metrics.Answer {
	var yes, no bool
	for _, p := range at {
		if holds(i, p) {
			if question(p) {
				yes = true
			} else {
				no = true
			}
		}
	}
	switch {
	case yes && !no:
		return metrics.Yes
	case no && !yes:
		return metrics.No
	}
	return metrics.Unknown
}

// rebuilt makes an interval anew from what it says of itself; it equals i by ==
// if nothing but that is stored.
func rebuilt(i metrics.Interval) metrics.Interval {
	var low, high metrics.Interval
	if x, ok := i.Low(); ok && i.LowOpen() {
		low = metrics.Above(x)
	} else if ok {
		low = metrics.From(x)
	}
	if x, ok := i.High(); ok && i.HighOpen() {
		high = metrics.Below(x)
	} else if ok {
		high = metrics.UpTo(x)
	}
	both, _ := low.Intersect(high)
	return both
}

// onThreshold reports whether an end of i is an end of need.
func onThreshold(i, need metrics.Interval) bool {
	for _, p := range places([]metrics.Interval{i})[2:] {
		for _, q := range places([]metrics.Interval{need})[2:] {
			if p.x == q.x {
				return true
			}
		}
	}
	return false
}
