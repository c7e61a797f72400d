package pilottest

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/metrics"
)

// variable is one thing that may be known of a proposal, better or worse. It may not
// be there, as the practitioners of a candidate of KM's own aren't.
type variable struct {
	name string
	// number, of what is a number, is where it stands, and between which bounds.
	number func(*proposal) (at *metrics.Interval, set func(metrics.Interval), bounds metrics.Interval)
	// others, of what isn't a number, are the ways to know it exactly; none if it is.
	others func(*proposal) []way
	// more, of what isn't a number but has one, is the ways to have more of it, from the
	// least up, whatever is known. tell are numbers to try.
	more func(p *proposal, tell []float64) []way
}

// way is one way to know something exactly.
type way struct {
	says string
	set  func(*proposal)
}

// exactly are the ways to know a variable exactly within what is known, numbers from
// the least up. tell are numbers to try.
func (v variable) exactly(p *proposal, tell []float64) (all []way) {
	if v.number == nil {
		return v.others(p)
	}
	at, _, bounds := v.number(p)
	if at == nil {
		return nil
	}
	if _, known := at.Point(); known {
		return nil
	}
	return v.points(*at, bounds, tell)
}

// scan are the ways to know a number exactly whatever is known, from the least up.
func (v variable) scan(p *proposal, tell []float64) []way {
	if v.more != nil {
		return v.more(p, tell)
	}
	if v.number == nil {
		return nil
	}
	at, _, bounds := v.number(p)
	if at == nil {
		return nil
	}
	return v.points(metrics.Anything(), bounds, tell)
}

// points are the ways to know a number in an interval: its ends, or what lies next to
// them where they are open, and what tells.
func (v variable) points(have, bounds metrics.Interval, tell []float64) (all []way) {
	within, ok := have.Intersect(bounds)
	if !ok {
		return nil
	}
	numbers := slices.Clone(tell)
	if x, ok := within.Low(); ok {
		numbers = append(numbers, x, math.Nextafter(x, math.Inf(1)))
	}
	if x, ok := within.High(); ok {
		numbers = append(numbers, x, math.Nextafter(x, math.Inf(-1)))
	}
	slices.Sort(numbers)
	for _, x := range slices.Compact(numbers) {
		if within.Contains(x) {
			all = append(all, v.at(metrics.Exactly(x)))
		}
	}
	return all
}

// at is the way to know that a number is in an interval.
func (v variable) at(i metrics.Interval) way {
	return way{fmt.Sprintf("%s %s", v.name, i), func(p *proposal) {
		if _, set, _ := v.number(p); set != nil {
			set(i)
		}
	}}
}

// narrower is a way to know more of it, and false where there is none.
func (v variable) narrower(r *rand.Rand, p *proposal, tell []float64) (way, bool) {
	all := v.exactly(p, tell)
	if len(all) == 0 {
		return way{}, false
	}
	if v.number == nil || chance(r, 3) {
		return pick(r, all...), true
	}
	at, _, bounds := v.number(p)
	x, y := pick(r, tell...), pick(r, tell...)
	narrow, ok := pick(r, metrics.MustBetween(min(x, y), max(x, y)), metrics.From(x), metrics.Below(x)).Intersect(*at)
	if ok {
		narrow, ok = narrow.Intersect(bounds)
	}
	if !ok {
		return pick(r, all...), true
	}
	return v.at(narrow), true
}

// telling are numbers that thresholds are likely to tell apart: the usual ones, the
// ends of what passes, and some at random of every size.
func telling(r *rand.Rand, need metrics.Interval) []float64 {
	all := []float64{0, 0.5, 1, 5, 6, 7, 19, 20, 50, 99, 100, 101, 1000, 5999, 6000, 1e6}
	for _, end := range []func() (float64, bool){need.Low, need.High} {
		if x, ok := end(); ok {
			all = append(all, x-1, x, x+1, x/2, 2*x)
		}
	}
	for range 3 {
		all = append(all, float64(r.IntN(8000))/8, float64((1+r.IntN(15))<<r.IntN(17)), float64(r.IntN(1024))/1024)
	}
	slices.SortFunc(all, cmp.Compare)
	return slices.Compact(all)
}
