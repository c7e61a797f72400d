package maturity

import (
	"math"
	"math/big"
	"slices"

	"example.com/kmaturity/metrics"
)

// A score is a sum over measures: what one number gives to all criteria that take
// it. Numbers vary freely, so the least and the greatest sum are the sums of the
// least and the greatest of each, and to find those it is enough to look at the ends
// of what is known, at the thresholds between them, and just beside each. That takes
// O(n log n) for n criteria, also where one number carries an at-least and an
// at-most. Sums are compared with bands as exact fractions.

// point is a number, or what lies just beside it.
type point struct {
	x    float64
	side int // -1: just below, 1: just above, 0: the number itself
}

// in reports whether a point lies in an interval.
func (p point) in(i metrics.Interval) bool {
	if low, ok := i.Low(); ok && (p.x < low || p.x == low && (p.side < 0 || p.side == 0 && i.LowOpen())) {
		return false
	}
	if high, ok := i.High(); ok && (p.x > high || p.x == high && (p.side > 0 || p.side == 0 && i.HighOpen())) {
		return false
	}
	return true
}

// term is a criterion that takes a number.
type term struct {
	share
	need metrics.Interval // Anything: the number itself counts
}

// at is what a number gives to the terms, and whether it takes on that value there.
func at(terms []term, p point) (near float64, attained bool) {
	attained = true
	for _, t := range terms {
		switch {
		case t.need.IsAnything():
			near += t.near * p.x
			attained = attained && (p.side == 0 || t.near == 0)
		case p.in(t.need):
			near += t.near
		}
	}
	return near, attained
}

// exactlyAt is what at is near to.
func exactlyAt(terms []term, p point) *big.Rat {
	sum := new(big.Rat)
	for _, t := range terms {
		switch {
		case t.need.IsAnything():
			sum.Add(sum, new(big.Rat).Mul(t.exact, new(big.Rat).SetFloat64(p.x)))
		case p.in(t.need):
			sum.Add(sum, t.exact)
		}
	}
	return sum
}

// pointsOf are the points of what is known of a number that can make a difference.
func pointsOf(have metrics.Interval, kind metrics.Kind, terms []term) []point {
	if kind == metrics.YesNo {
		return slices.DeleteFunc([]point{{0, 0}, {1, 0}}, func(p point) bool { return !p.in(have) })
	}
	marks := []float64{}
	add := func(i metrics.Interval) {
		if x, ok := i.Low(); ok {
			marks = append(marks, x)
		}
		if x, ok := i.High(); ok {
			marks = append(marks, x)
		}
	}
	add(have)
	for _, t := range terms {
		add(t.need)
	}
	if len(marks) == 0 {
		marks = append(marks, 0)
	}
	slices.Sort(marks)
	var all []point
	for _, x := range slices.Compact(marks) {
		for _, p := range []point{{x, -1}, {x, 0}, {x, 1}} {
			if p.in(have) {
				all = append(all, p)
			}
		}
	}
	return all
}

// extreme is the least or the greatest score, and where each measure is then.
type extreme struct {
	near     float64
	size     float64 // of what was summed, without signs
	attained bool
	terms    [][]term
	points   []point
}

// add takes one more measure at a point.
func (e *extreme) add(terms []term, p point) {
	near, attained := at(terms, p)
	e.near += near
	e.size += math.Abs(near)
	e.attained = e.attained && attained
	e.terms, e.points = append(e.terms, terms), append(e.points, p)
}

// exact is the score as a fraction.
func (e *extreme) exact() *big.Rat {
	sum := new(big.Rat)
	for i, terms := range e.terms {
		sum.Add(sum, exactlyAt(terms, e.points[i]))
	}
	return sum
}

// compare compares the score with a number: exactly where rounding could matter.
func (e *extreme) compare(x float64) int {
	if doubt := 1e-9 * (e.size + math.Abs(x)); math.Abs(e.near-x) > doubt {
		if e.near < x {
			return -1
		}
		return 1
	}
	return e.exact().Cmp(new(big.Rat).SetFloat64(x))
}

// scoreRange is the least and the greatest score of the findings that count.
func (a *Assessor) scoreRange(findings []Finding) (least, greatest extreme) {
	shares := a.shares
	if slices.ContainsFunc(findings, func(f Finding) bool { return f.Outcome == NotApplicable }) {
		count := make([]bool, len(findings))
		for i, f := range findings {
			count[i] = f.Outcome != NotApplicable
		}
		shares = a.sharesOf(count)
	}
	groups := map[reading][]term{}
	var order []reading
	first := map[reading]int{}
	for i, f := range findings {
		if f.Outcome == NotApplicable || f.Waiver != nil {
			continue
		}
		of := f.reading()
		if groups[of] == nil {
			order = append(order, of)
			first[of] = i
		}
		groups[of] = append(groups[of], term{shares[i], a.model.Criteria[i].Need})
	}
	least, greatest = extreme{attained: true}, extreme{attained: true}
	for i, f := range findings {
		if f.Waiver != nil && f.Outcome != NotApplicable { // it counts as fully met
			t := []term{{shares[i], metrics.Anything()}}
			best := point{x: 1}
			if a.model.Criteria[i].Need.IsAnything() {
				best.x, _ = f.Need.Low()
			}
			least.add(t, best)
			greatest.add(t, best)
		}
	}
	for _, of := range order {
		terms, have := groups[of], findings[first[of]].Have
		var low, high point
		var lowest, highest float64
		var lowAttained, highAttained bool
		for k, p := range pointsOf(have, findings[first[of]].Measure.Kind, terms) {
			x, attained := at(terms, p)
			if k == 0 || x < lowest || x == lowest && attained && !lowAttained {
				low, lowest, lowAttained = p, x, attained
			}
			if k == 0 || x > highest || x == highest && attained && !highAttained {
				high, highest, highAttained = p, x, attained
			}
		}
		least.add(terms, low)
		greatest.add(terms, high)
	}
	return least, greatest
}

// interval is a range of scores, for people to read.
func scoreInterval(least, greatest extreme) metrics.Interval {
	low, high := metrics.From(least.near), metrics.UpTo(max(greatest.near, least.near))
	if !least.attained && least.near < greatest.near {
		low = metrics.Above(least.near)
	}
	if !greatest.attained && least.near < greatest.near {
		high = metrics.Below(greatest.near)
	}
	i, _ := low.Intersect(high)
	return i.Rounded()
}

// band is the interval of scores of a level: its own, or from its place on.
func (m *Model) band(at int) metrics.Interval {
	if m.banded() {
		return m.Levels[at].Band
	}
	band := metrics.From(float64(at))
	if at == 0 {
		band = metrics.Anything()
	}
	if at+1 < len(m.Levels) {
		band, _ = band.Intersect(metrics.Below(float64(at + 1)))
	}
	return band
}

// banded reports whether levels have bands of their own.
func (m *Model) banded() bool {
	return slices.ContainsFunc(m.Levels, func(l Level) bool { return !l.Band.IsAnything() })
}

// lowestBand is the place of the level of the least score.
func (m *Model) lowestBand(e *extreme) int {
	for at := range m.Levels { // the first whose band isn't all below
		high, ok := m.band(at).High()
		if !ok {
			return at
		}
		if c := e.compare(high); c < 0 || c == 0 && e.attained && !m.band(at).HighOpen() {
			return at
		}
	}
	return len(m.Levels) - 1
}

// highestBand is the place of the level of the greatest score.
func (m *Model) highestBand(e *extreme) int {
	for at := len(m.Levels) - 1; at >= 0; at-- { // the last whose band isn't all above
		low, ok := m.band(at).Low()
		if !ok {
			return at
		}
		if c := e.compare(low); c > 0 || c == 0 && e.attained && !m.band(at).LowOpen() {
			return at
		}
	}
	return 0
}
