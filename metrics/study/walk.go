package study

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// The bounds of repeated looks by recursive integration (P. Armitage, C. K.
// McPherson & B. C. Rowe, "Repeated Significance Tests on Accumulating Data",
// Journal of the Royal Statistical Society A 132, 1969). Where there is no
// effect, x(t) = z·√t is a Brownian motion. With g the density of x at the last
// look over the paths that have stayed between −z·√t and z·√t so far,
//
//	P(first beyond z at t′) = ∫ g(x)·(1 − Φ((z·√t′ − x)/√(t′−t))) dx  on each side
//	g′(y)                   = ∫ g(x)·φ((y − x)/√(t′−t)) dx / √(t′−t)
//
// Each bound is the z whose first-passage chance is what may be spent at its
// look. g is even, and kept at Gauss-Legendre nodes on panels no wider than the
// steps on either side of it: its own edges are smooth to the step before, the
// normal around it to the step after. Every term is positive, so that a chance
// of 1e-200 has as many digits as one of 0.01.

const (
	walkNodes = 8      // of a panel one step wide; more change nothing above 1e-14
	walkReach = 38     // Φ(−38), 3e-316, is under all that is spent
	leastOdds = 1e-290 // a chance below, near the end of float64, isn't spent
)

// walk is where the paths are that no look has stopped; the zero value is the
// start, all of them at 0.
type walk struct {
	at float64   // the time of the last look, 0 at the start
	x  []float64 // nodes, in rising order and symmetric about 0
	p  []float64 // the mass at each: density by weight
}

// beyond is the chance of a first passage above z at the time t, and of one
// below −z, each.
func (w walk) beyond(z, t float64) float64 {
	if w.at == 0 {
		return upperTail(z)
	}
	bound, step := z*math.Sqrt(t), math.Sqrt(t-w.at)
	var sum float64
	for i, x := range w.x {
		sum += w.p[i] * upperTail((bound-x)/step)
	}
	return sum
}

// step is the walk at t without the paths beyond z; next is the time of the
// look after it, t if there is none.
func (w walk) step(z, t, next float64) walk {
	if next <= t {
		return walk{}
	}
	z = max(min(z, walkReach), 0)
	// A stretch of the kernel is left out where it is under exp(−9²/2) of what was
	// spent at this look; the next spends more, or not much less.
	reach := math.Hypot(z, 9) * math.Sqrt(t-w.at)
	bound := z * math.Sqrt(t)
	wide := math.Sqrt(min(t-w.at, next-t))
	panels := int(math.Ceil(bound / wide))
	half := bound / float64(panels) / 2
	n := panels * walkNodes
	kept := walk{at: t, x: make([]float64, 2*n), p: make([]float64, 2*n)}
	rule := newGauss(walkNodes)
	first := 0 // of the nodes within reach
	for i := range n {
		k := i % walkNodes
		x := (float64(2*(i/walkNodes)) + 1 + rule.at[k]) * half
		var density float64
		density, first = w.density(x, t, reach, first)
		mass := density * rule.weight[k] * half
		kept.x[n+i], kept.p[n+i] = x, mass
		kept.x[n-1-i], kept.p[n-1-i] = -x, mass
	}
	return kept
}

// density is that of the paths at x at the time t, from the nodes within reach.
// Those before first are known to be out of it; it returns how many are, for the
// next x to the right.
func (w walk) density(x, t, reach float64, first int) (float64, int) {
	scale := math.Sqrt(t - w.at)
	top := 1 / (math.Sqrt(2*math.Pi) * scale)
	if w.at == 0 {
		return top * math.Exp(-x*x/(2*t)), 0
	}
	for first < len(w.x) && w.x[first] < x-reach {
		first++
	}
	var sum float64
	for i := first; i < len(w.x) && w.x[i] <= x+reach; i++ {
		u := (x - w.x[i]) / scale
		sum += w.p[i] * math.Exp(-u*u/2)
	}
	return sum * top, first
}

// bounds returns the looks at these fractions of a chance alpha on both sides.
func bounds(fractions []float64, alpha float64, s Spending) []Look {
	looks := make([]Look, len(fractions))
	var w walk
	var before float64 // spent up to the look before
	for i, t := range fractions {
		spent := s.spent(alpha, t)
		look := Look{Number: i + 1, Fraction: t, Spent: spent, Z: math.Inf(1)}
		if spent-before < leastOdds {
			look.Spent = before // what wasn't spent here is left for the next look
		} else {
			look.Z = w.bound(spent-before, t)
			look.P = 2 * upperTail(look.Z)
			before = spent
		}
		looks[i] = look
		if before > 0 { // until then no path is lost, and the walk may start at 0
			w = w.step(look.Z, t, following(fractions, i))
		}
	}
	return looks
}

// bound is the z, not below 0, that is first passed at t with the chance odds on
// each side.
func (w walk) bound(odds, t float64) float64 {
	high := max(-mathext.NormalQuantile(odds), 0)
	if w.at == 0 {
		return high
	}
	// Some paths were stopped before, so the bound is below the plain quantile.
	excess := func(z float64) float64 { return math.Log(w.beyond(z, t) / odds) }
	low := high
	for step := 0.1; excess(low) < 0; step *= 2 {
		if low == 0 {
			return 0 // level is so low that all that is left is spent
		}
		low = max(low-step, 0)
	}
	return crossing(excess, low, high)
}

// following is the fraction after the i-th, the i-th itself if it is the last.
func following(fractions []float64, i int) float64 {
	return fractions[min(i+1, len(fractions)-1)]
}
