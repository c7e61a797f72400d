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
// at-most. Sums are compared with bands as exact fractions of the decimals that
// numbers are written as.

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

// pointsOf yields the points of what is known of a number that can make a difference.
func pointsOf(have metrics.Interval, kind metrics.Kind, terms []term, yield func(point)) {
	if kind == metrics.YesNo {
		for _, p := range [...]point{{0, 0}, {1, 0}} {
			if p.in(have) {
				yield(p)
			}
		}
		return
	}
	var room [16]float64
	marks := room[:0]
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
	for i, x := range marks {
		if i > 0 && x == marks[i-1] {
			continue
		}
		for side := -1; side <= 1; side++ {
			if p := (point{x, side}); p.in(have) {
				yield(p)
			}
		}
	}
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
	type part struct {
		share *big.Rat
		times int64
	}
	var parts []part // of each share how often it counts whole
	sum := new(big.Rat)
	for i, terms := range e.terms {
		p := e.points[i]
		for _, t := range terms {
			value := t.need.IsAnything()
			switch {
			case value && p.x != 1:
				if p.x != 0 {
					sum.Add(sum, new(big.Rat).Mul(t.exact, fraction(p.x)))
				}
			case value || p.in(t.need):
				k := slices.IndexFunc(parts, func(x part) bool { return x.share == t.exact })
				if k < 0 {
					k, parts = len(parts), append(parts, part{share: t.exact})
				}
				parts[k].times++
			}
		}
	}
	for _, x := range parts {
		sum.Add(sum, new(big.Rat).Mul(x.share, big.NewRat(x.times, 1)))
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
	return e.exact().Cmp(fraction(x))
}

// sharesNow are the shares of the criteria that apply.
func (a *Assessor) sharesNow(findings []Finding) []share {
	if count := counting(findings); count != nil {
		return a.sharesOf(count)
	}
	return a.shares
}

// scoreRange is the least and the greatest score that numbers give, by the criteria
// that read each: all of them, or those of an area.
func (a *Assessor) scoreRange(findings []Finding, shares []share, reads [][]int) (least, greatest extreme) {
	n := 0
	for _, of := range reads {
		n += len(of)
	}
	room := make([]term, 0, n)
	least = extreme{attained: true, terms: make([][]term, 0, len(reads)), points: make([]point, 0, len(reads))}
	greatest = extreme{attained: true, terms: make([][]term, 0, len(reads)), points: make([]point, 0, len(reads))}
	type same struct { // to which the facts are too old, or others count, read another number
		stale bool
		have  metrics.Interval
	}
	var groups []same
	for _, of := range reads {
		groups = groups[:0]
		for _, i := range of {
			if g := (same{findings[i].Stale, findings[i].Have}); !slices.Contains(groups, g) {
				groups = append(groups, g)
			}
		}
		for _, group := range groups {
			from := len(room)
			var first *Finding
			for _, i := range of {
				f := &findings[i]
				switch {
				case group != same{f.Stale, f.Have} || f.Outcome == NotApplicable:
				case f.Waiver != nil: // it counts as fully met
					best := point{x: 1}
					if a.model.Criteria[i].Need.IsAnything() {
						best.x, _ = f.Need.Low()
					}
					t := []term{{shares[i], metrics.Anything()}}
					least.add(t, best)
					greatest.add(t, best)
				default:
					first = f
					room = append(room, term{shares[i], a.model.Criteria[i].Need})
				}
			}
			if first == nil {
				continue
			}
			terms := room[from:len(room):len(room)]
			if len(terms) == 1 && !terms[0].need.IsAnything() { // as almost always: it counts whole or not at all
				terms[0].need = metrics.Anything()
				least.add(terms, whole(first.Outcome == Met))
				greatest.add(terms, whole(first.Outcome != Unmet))
				continue
			}
			low, high := ends(terms, first)
			least.add(terms, low)
			greatest.add(terms, high)
		}
	}
	return least, greatest
}

// whole is the point at which a criterion counts whole, or not at all.
func whole(is bool) point {
	if is {
		return point{x: 1}
	}
	return point{}
}

// ends are the points at which what is known of a number gives least and most.
func ends(terms []term, f *Finding) (low, high point) {
	var lowest, highest float64
	var lowAttained, highAttained, begun bool
	pointsOf(f.Have, f.Measure.Kind, terms, func(p point) {
		x, attained := at(terms, p)
		if !begun || x < lowest || x == lowest && attained && !lowAttained {
			low, lowest, lowAttained = p, x, attained
		}
		if !begun || x > highest || x == highest && attained && !highAttained {
			high, highest, highAttained = p, x, attained
		}
		begun = true
	})
	return low, high
}

// allScores are the least and the greatest score of a model of which nothing is known.
func (a *Assessor) allScores() (least, greatest extreme) {
	findings := make([]Finding, len(a.model.Criteria))
	for i := range findings {
		a.find(&findings[i], i, nil, Options{})
	}
	return a.scores(findings)
}

// scoreInterval is a range of scores, for people to read.
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
