package health

import (
	"math"

	"example.com/kmaturity/metrics"
)

// Shares of intervals. Numerator and denominator aren't independent: a part is
// never more than its whole, so that a share never leaves 0 to 1, and a part that
// is large needs a whole that holds it. With P from p to P, W from w to W and o
// others in the whole at least, who aren't in the part:
//
//	least     p / W
//	greatest  min(P, W' − o) / W'  with W' = P + o, brought into w … W
//
// since (W' − o)/W' grows with W', and P/W' falls. Where the whole may be nobody
// the share is 0 to 1: of nobody no share can be told.
//
// Ends of a share are closed, and rounded to 12 significant digits: what a finding has
// is what is held against a band.

// ends are the ends of a number of 0 or more, infinite where there is none.
func ends(i metrics.Interval) (low, high float64) {
	low, _ = i.Low()
	high, ok := i.High()
	if !ok {
		high = math.Inf(1)
	}
	return max(low, 0), high
}

// part is the share of a part in its whole, in which there are others too.
func part(of, whole, others metrics.Interval) metrics.Interval {
	p, most := ends(of)
	w, all := ends(whole)
	o, _ := ends(others)
	if w <= 0 {
		return unit(0, 1)
	}
	at := min(max(most+o, w), all)
	high := min(most, at-o) / at
	if math.IsInf(at, 1) {
		high = 1
	}
	return unit(p/all, high)
}

// rest is the share of the whole that isn't in the part.
func rest(of, whole metrics.Interval) metrics.Interval {
	p, most := ends(of)
	w, all := ends(whole)
	if w <= 0 {
		return unit(0, 1)
	}
	low, high := 0., 1.
	if at := min(max(most, w), all); !math.IsInf(at, 1) {
		low = (at - min(most, at)) / at
	}
	if !math.IsInf(all, 1) {
		high = (all - p) / all
	}
	return unit(low, high)
}

// unit is from low to high, brought into 0 to 1.
func unit(low, high float64) metrics.Interval {
	low, high = min(max(low, 0), 1), min(max(high, 0), 1)
	i, err := metrics.Between(low, max(low, high))
	if err != nil {
		return metrics.MustBetween(0, 1)
	}
	return i.Rounded()
}

// each is how many there are of n for one of d, and at least floor. Where d may
// be nothing there is no upper end.
func each(n, d metrics.Interval, floor, times float64) metrics.Interval {
	least, most := ends(n)
	l, h := ends(d)
	low, high := floor, math.Inf(1)
	if h > 0 {
		low = min(max(low, least/h*times), math.MaxFloat64)
	}
	if l > 0 {
		high = max(most/l*times, low)
	}
	if i, err := metrics.Between(low, high); err == nil {
		return i.Rounded()
	}
	return metrics.From(low).Rounded()
}
