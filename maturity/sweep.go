package maturity

import (
	"cmp"
	"math"
	"math/big"
	"slices"

	"example.com/kmaturity/metrics"
)

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

// whole is the point at which a criterion counts whole, or not at all.
func whole(is bool) point {
	if is {
		return point{x: 1}
	}
	return point{}
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

// turn is a number at which (side 0) or just above which (side 1) something begins to
// count, or ceases to.
type turn struct {
	point
	near float64
}

// sweep goes through the numbers that a measure can be, once and in order.
type sweep struct {
	terms     []term
	have      metrics.Interval
	yesNo     bool
	size      float64 // of all that may count
	sum       float64 // of what is met
	slope     float64 // of what counts the number itself
	turns     []turn
	low, high point
	least     float64
	most      float64
	lowest    bool // whether the least is attained
	highest   bool
	begun     bool
}

// ends are the points at which what is known of a number gives least and most. Between
// thresholds nothing changes but what counts the number itself, so that it is enough to
// look at each, and just beside it, with a running sum: O(n log n) for n terms.
func ends(terms []term, f *Finding) (low, high point) {
	var room [32]turn
	s := sweep{terms: terms, have: f.Have, yesNo: f.Measure.Kind == metrics.YesNo, turns: room[:0]}
	mark := func(x float64, side int, near float64) { s.turns = append(s.turns, turn{point{x, side}, near}) }
	for _, t := range terms {
		s.size += t.near
	}
	unit := math.Ldexp(1, math.Ilogb(s.size)-50)
	for _, t := range terms {
		if t.need.IsAnything() {
			s.slope += t.near
			continue
		}
		near := t.near
		if unit > 0 && !math.IsInf(unit, 1) { // sums of its multiples are exact, so that what ceases leaves nothing behind
			near = math.Round(near/unit) * unit
		}
		if x, ok := t.need.Low(); !ok {
			s.sum += near
		} else {
			mark(x, above(t.need.LowOpen()), near)
		}
		if x, ok := t.need.High(); ok {
			mark(x, above(!t.need.HighOpen()), -near)
		}
	}
	for _, end := range [...]func() (float64, bool){s.have.Low, s.have.High} {
		if x, ok := end(); ok {
			mark(x, 0, 0)
		}
	}
	if s.yesNo || len(s.turns) == 0 {
		mark(0, 0, 0)
		mark(1, 0, 0)
	}
	slices.SortFunc(s.turns, func(a, b turn) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.side, b.side)) })
	for i := 0; i < len(s.turns); {
		x := s.turns[i].x
		for side := -1; side <= 1; side++ {
			for ; i < len(s.turns) && s.turns[i].x == x && s.turns[i].side == side; i++ {
				s.sum += s.turns[i].near
			}
			s.look(point{x, side})
		}
	}
	return s.low, s.high
}

// above is the side of a number from which on something counts.
func above(open bool) int {
	if open {
		return 1
	}
	return 0
}

// look compares what a point gives with the least and the most so far.
func (s *sweep) look(p point) {
	if !p.in(s.have) || s.yesNo && (p.side != 0 || p.x != 0 && p.x != 1) {
		return
	}
	x, attained := s.sum+float64(s.slope*p.x), p.side == 0 || s.slope == 0
	if c := s.compare(x, s.least, p, s.low); !s.begun || c < 0 || c == 0 && attained && !s.lowest {
		s.low, s.least, s.lowest = p, x, attained
	}
	if c := s.compare(x, s.most, p, s.high); !s.begun || c > 0 || c == 0 && attained && !s.highest {
		s.high, s.most, s.highest = p, x, attained
	}
	s.begun = true
}

// compare compares what two points give, of which x and y are near: exactly where
// rounding could matter, which it can only where the number itself counts.
func (s *sweep) compare(x, y float64, p, q point) int {
	if doubt := 1e-12 * (s.size + math.Abs(x) + math.Abs(y)); s.slope == 0 || !s.begun || x == y || math.Abs(x-y) > doubt {
		return cmp.Compare(x, y)
	}
	return exactAt(s.terms, p).Cmp(exactAt(s.terms, q))
}

// exactAt is what a number gives to the terms, as a fraction.
func exactAt(terms []term, p point) *big.Rat {
	sum := new(big.Rat)
	for _, t := range terms {
		switch {
		case t.need.IsAnything():
			sum.Add(sum, new(big.Rat).Mul(t.exact, fraction(p.x)))
		case p.in(t.need):
			sum.Add(sum, t.exact)
		}
	}
	return sum
}
