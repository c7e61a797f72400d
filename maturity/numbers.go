package maturity

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// A yes-no measure has two numbers, 0 and 1, and none between them. An interval
// doesn't know that: (0, 1] on such a measure says yes, (0.2, 0.8) says nothing
// that can be, and two needs of which one asks for more than 0.2 and the other
// for less than 0.8 can't both be met, though the intervals meet. So every
// interval on a measure passes through numbers, which leaves of it what the
// measure can be.

// numbers is the smallest interval that holds every number of the measure that
// lies in i, and false if there is none.
func numbers(m metrics.Measure, i metrics.Interval) (metrics.Interval, bool) {
	bounds, err := m.Bounds()
	if err != nil {
		return metrics.Interval{}, false
	}
	i, ok := i.Intersect(bounds)
	if !ok || m.Kind != metrics.YesNo {
		return i, ok
	}
	switch no, yes := i.Contains(0), i.Contains(1); {
	case no && yes:
		return metrics.Unknown.Interval(), true
	case no:
		return metrics.No.Interval(), true
	case yes:
		return metrics.Yes.Interval(), true
	}
	return metrics.Interval{}, false
}

// resolve is numbers for the value of a fact, which may not even state an end
// that the measure can't have.
func resolve(m metrics.Measure, value metrics.Interval) (metrics.Interval, error) {
	if _, err := m.Resolve(value); err != nil {
		return metrics.Interval{}, err
	}
	known, ok := numbers(m, value)
	if !ok {
		return metrics.Interval{}, fmt.Errorf("%s is neither 0 for no nor 1 for yes", value)
	}
	return known, nil
}

// bites reports which ends of a need exclude a number that the measure can be.
// Exactly(1) on a yes-no measure bites only below: nothing lies above. A need
// that excludes them all is wrong in itself and doesn't count.
func bites(m metrics.Measure, need metrics.Interval) (low, high bool) {
	if _, ok := numbers(m, need); !ok {
		return false, false
	}
	all, _ := numbers(m, metrics.Anything())
	if x, ok := need.Low(); ok {
		above := metrics.From(x)
		if need.LowOpen() {
			above = metrics.Above(x)
		}
		low = all.Within(above) != metrics.Yes
	}
	if x, ok := need.High(); ok {
		below := metrics.UpTo(x)
		if need.HighOpen() {
			below = metrics.Below(x)
		}
		high = all.Within(below) != metrics.Yes
	}
	return low, high
}
