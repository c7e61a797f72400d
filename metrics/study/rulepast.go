package study

import "math/bits"

// rulePast is what rules remember of a phase: for each thing that can be said of
// a point, one bit a point, the latest in bit 0. A new point shifts the rest up
// by one, and "7 in a row above" is seven ones. No rule looks back further than
// the 16 points that fit.
//
//	values   5  7  6  9        centre 6
//	above    0  1  0  1   = 0101
//	rising   0  1  0  1
//	turn     0  0  1  1        rising after falling, or falling after rising
type rulePast struct {
	n    int // points seen
	last float64

	// Index 0 is above the centre or rising, 1 below or falling.
	outside, outer, step [2]uint16
	beyond               [4][2]uint16 // beyond[k]: further than k sigma from the centre
	turn                 uint16
}

// see takes in the next point.
func (p *rulePast) see(x float64, l ruleLines) {
	outside := chartSides(x, l.limit, l.slack)
	outer := chartSides(x, l.outer, l.slack)
	for side := range 2 {
		push(&p.outside[side], outside[side])
		push(&p.outer[side], outer[side] && !outside[side])
		for k := range p.beyond {
			push(&p.beyond[k][side], chartSides(x, l.sigma[k], l.slack)[side])
		}
	}
	up, down := p.n > 0 && x > p.last, p.n > 0 && x < p.last
	turn := up && p.step[1]&1 != 0 || down && p.step[0]&1 != 0
	push(&p.turn, turn)
	push(&p.step[0], up)
	push(&p.step[1], down)
	p.last = x
	p.n++
}

func push(past *uint16, bit bool) {
	*past <<= 1
	if bit {
		*past |= 1
	}
}

// chartSides reports whether x is above the upper line, and below the lower one.
// The difference of two finite numbers may overflow, but to the right side.
func chartSides(x float64, line [2]float64, slack float64) [2]bool {
	return [2]bool{x-line[0] > slack, line[1]-x > slack}
}

// in returns the points that make up the pattern of r, if it is complete at the
// point just seen, and their side; otherwise no points.
func (r Rule) in(p *rulePast) (points uint16, side Side) {
	window := r.window()
	if p.n < window {
		return 0, SideUnknown
	}
	switch r {
	case RuleOutside:
		return atLeast(1, window, p.outside)
	case RuleShift, WesternElectric4, Nelson2:
		return atLeast(window, window, p.beyond[0])
	case RuleTwoOfThree:
		if all, _ := atLeast(window, window, p.beyond[0]); all != 0 {
			return atLeast(2, window, p.outer)
		}
	case RuleTrend, Nelson3:
		// One step less than points; the first point has no step of its own.
		steps, side := atLeast(window-1, window-1, p.step)
		return steps | steps<<1, side
	case WesternElectric1, Nelson1:
		return atLeast(1, window, p.beyond[3])
	case WesternElectric2, Nelson5:
		return atLeast(2, window, p.beyond[2])
	case WesternElectric3, Nelson6:
		return atLeast(4, window, p.beyond[1])
	case Nelson4:
		// The first turn is at the third point.
		turns := latest(window - 2)
		return all(window, p.turn&turns == turns)
	case Nelson7:
		return all(window, (p.beyond[1][0]|p.beyond[1][1])&latest(window) == 0)
	case Nelson8, Nelson8BothSides:
		above, below := p.beyond[1][0]&latest(window), p.beyond[1][1]&latest(window)
		switch {
		case above|below != latest(window):
			return 0, SideUnknown
		case above != 0 && below != 0:
			return latest(window), Either
		case r == Nelson8:
			return atLeast(window, window, p.beyond[1])
		}
	}
	return 0, SideUnknown
}

// latest is the window of the n latest points.
func latest(n int) uint16 { return 1<<n - 1 }

// all is the whole window, without a side, if ok.
func all(window int, ok bool) (uint16, Side) {
	if !ok {
		return 0, SideUnknown
	}
	return latest(window), Either
}

// atLeast returns the points of the window that lie on one side, if there are as
// many as need; need is more than half the window, so one side at most has them.
func atLeast(need, window int, of [2]uint16) (uint16, Side) {
	for i, side := range [2]Side{Above, Below} {
		if points := of[i] & latest(window); bits.OnesCount16(points) >= need {
			return points, side
		}
	}
	return 0, SideUnknown
}
