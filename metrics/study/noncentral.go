package study

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
)

// The noncentral t distribution, as far as planning needs it. With Z standard
// normal and S² = χ²(ν)/ν independent of it,
//
//	T = (Z + δ) / S      P(T ≤ c) = E Φ(c·S − δ)
//
// so one integral over the density of S gives the chance of missing a change
// (Owen, "A Survey of Properties and Applications of the Noncentral
// t-Distribution", Technometrics 10, 1968). It is taken over
// x = ln S, where the integrand s^ν·exp(−ν·s²/2)·Φ(c·s − δ) is analytic also for
// a fractional ν, in Gauss-Legendre panels narrow against both the density and
// the step of Φ. The same nodes give the density's own mass, which divides it
// out: no gamma function is needed, and what the ends cut off (less than 1e-34)
// cancels too. The test checks it against the series of Lenth, Algorithm AS 243
// (Applied Statistics 38, 1989).

const (
	panelNodes = 16  // of a Gauss-Legendre panel; twice as many change nothing
	stepReach  = 9   // standard deviations: beyond them Φ is 0 or 1 to 1e-18
	tailLog    = -80 // a density of exp(−80) of its top, 2e-35, ends the integral
)

// gauss holds the nodes and weights of a Gauss-Legendre rule on [-1, 1].
type gauss struct{ at, weight []float64 }

func newGauss(n int) gauss {
	g := gauss{make([]float64, n), make([]float64, n)}
	quad.Legendre{}.FixedLocations(g.at, g.weight, -1, 1)
	return g
}

// noncentralT is P(T ≤ c) for T noncentral t with df degrees of freedom and
// noncentrality delta; c is positive, df at least 2, delta not negative.
func noncentralT(c, df, delta float64) float64 {
	return scaleMean(c, df, delta, func(s float64) float64 { return upperTail(delta - c*s) })
}

// criticalT is the value that a central t with df degrees of freedom exceeds
// with the chance tail, which is under a half. (The quantile of gonum v0.17.0
// is off by 4e-7 at 400 degrees of freedom and a tail of 5e-9, and lost at 2e6.)
func criticalT(df, tail float64) float64 {
	excess := func(logC float64) float64 {
		c := math.Exp(logC)
		p := scaleMean(c, df, 0, func(s float64) float64 { return upperTail(c * s) })
		return math.Log(p / tail)
	}
	z := max(-mathext.NormalQuantile(tail), 1e-17)
	low := math.Log(z) - 1e-9 // t has the longer tail, by little if df is large
	// Its quantile is z·(1 + (z²+1)/4ν + …), Abramowitz & Stegun 26.7.5.
	step := (z*z + 1) / (4 * df)
	high := low + step + 2e-9
	for ; excess(high) > 0; step *= 2 {
		low, high = high, high+step
	}
	return math.Exp(crossing(excess, low, high))
}

// scaleMean is the mean of f over S, for an f that steps where c·S is near
// delta. It divides by the density's own mass.
func scaleMean(c, df, delta float64, f func(float64) float64) float64 {
	if math.IsInf(delta, 1) {
		return f(1) // all of S is on one side of the step
	}
	cuts := scalePanels(c, df, delta)
	rule := newGauss(panelNodes)
	var sum, all float64
	for i, from := range cuts[:len(cuts)-1] {
		half := (cuts[i+1] - from) / 2
		for j, u := range rule.at {
			x := from + half*(1+u)
			mass := half * rule.weight[j] * math.Exp(logScale(x, df))
			all += mass
			sum += mass * f(math.Exp(x))
		}
	}
	return sum / all
}

// logScale is the logarithm of the density of ln S, less its value at the top,
// which is at 0.
func logScale(x, df float64) float64 { return df * (x - math.Expm1(2*x)/2) }

// scalePanels returns where the panels meet, from the low end to the high.
func scalePanels(c, df, delta float64) []float64 {
	width := 1 / math.Sqrt(df)
	low, high := 0.0, 0.0
	cuts := []float64{0}
	for logScale(low, df) > tailLog {
		low -= width
		cuts = append(cuts, low)
	}
	for logScale(high, df) > tailLog {
		high += width
		cuts = append(cuts, high)
	}
	for k := -stepReach; k <= stepReach; k++ {
		if x := math.Log(max((delta+float64(k))/c, 0)); x > low && x < high {
			cuts = append(cuts, x)
		}
	}
	slices.Sort(cuts)
	return cuts
}

// upperTail is the chance that a standard normal is above z, without the loss
// of 1 − Φ(z) far out.
func upperTail(z float64) float64 { return math.Erfc(z/math.Sqrt2) / 2 }

// crossing finds where f, of different sign at a and b, is zero, to 1e-14: the
// method of R. P. Brent, Algorithms for Minimization without Derivatives, 1973,
// chapter 4. A step is by inverse quadratic or linear interpolation while that
// closes in, else a bisection, so that the steps are few and always end.
func crossing(f func(float64) float64, a, b float64) float64 {
	fa, fb := f(a), f(b)
	c, fc := a, fa // b is the best so far, and the zero is between b and c
	last := b - a
	before := last
	for range 200 {
		if math.Abs(fc) < math.Abs(fb) {
			a, b, c = b, c, b
			fa, fb, fc = fb, fc, fb
		}
		half := (c - b) / 2
		near := 1e-14 * max(math.Abs(b), 1)
		if fb == 0 || math.Abs(half) <= near {
			break
		}
		step := half
		if math.Abs(before) >= near && math.Abs(fa) > math.Abs(fb) {
			var p, q float64
			if s := fb / fa; a == c {
				p, q = 2*half*s, 1-s
			} else {
				u, v := fa/fc, fb/fc
				p, q = s*(2*half*u*(u-v)-(b-a)*(v-1)), (u-1)*(v-1)*(s-1)
			}
			if p > 0 {
				q = -q
			}
			p = math.Abs(p)
			if 2*p < min(3*half*q-math.Abs(near*q), math.Abs(before*q)) {
				step = p / q
			}
		}
		before = last
		if last = step; step == half {
			before = half
		}
		a, fa = b, fb
		b += math.Copysign(max(math.Abs(step), near), step)
		if fb = f(b); (fb > 0) == (fc > 0) {
			c, fc = a, fa
			last = b - a
			before = last
		}
	}
	return b
}
