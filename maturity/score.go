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
	times := map[*big.Rat]int64{} // of each share how often it counts whole
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
				times[t.exact]++
			}
		}
	}
	for share, n := range times { // exact in any order
		sum.Add(sum, new(big.Rat).Mul(share, big.NewRat(n, 1)))
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
	var groups []reading
	for _, of := range reads {
		groups = groups[:0]
		for _, i := range of {
			if g := a.reading(findings, i); !slices.Contains(groups, g) {
				groups = append(groups, g)
			}
		}
		for _, group := range groups {
			from := len(room)
			var first *Finding
			for _, i := range of {
				f := &findings[i]
				switch {
				case group != a.reading(findings, i) || f.Outcome == NotApplicable:
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

// allScores are the least and the greatest score of a model of which nothing is known.
func (a *Assessor) allScores() (least, greatest extreme) {
	findings := make([]Finding, len(a.model.Criteria))
	for i := range findings {
		a.find(&findings[i], i, Reading{})
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
func (m *Model) band(at int) metrics.Interval { return m.bandOf(at, m.banded()) }

func (m *Model) bandOf(at int, banded bool) metrics.Interval {
	if banded {
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
	banded := m.banded()
	for at := range m.Levels { // the first whose band isn't all below
		band := m.bandOf(at, banded)
		high, ok := band.High()
		if !ok {
			return at
		}
		if c := e.compare(high); c < 0 || c == 0 && e.attained && !band.HighOpen() {
			return at
		}
	}
	return len(m.Levels) - 1
}

// highestBand is the place of the level of the greatest score.
func (m *Model) highestBand(e *extreme) int {
	banded := m.banded()
	for at := len(m.Levels) - 1; at >= 0; at-- { // the last whose band isn't all above
		band := m.bandOf(at, banded)
		low, ok := band.Low()
		if !ok {
			return at
		}
		if c := e.compare(low); c > 0 || c == 0 && e.attained && !band.LowOpen() {
			return at
		}
	}
	return 0
}
