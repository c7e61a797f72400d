package study

import (
	"math"
	"slices"
)

// The rank statistics: the test of Mann and Whitney (On a test of whether one
// of two random variables is stochastically larger than the other, Annals of
// Mathematical Statistics 18, 1947), Cliff's delta (Psychological Bulletin 114,
// 1993) and the shift of Hodges and Lehmann (Annals of Mathematical Statistics
// 34, 1963). They ask only which of two values is larger, so one wild value
// moves them no more than any other.
//
// The values must be finite; metrics.Series holds no others. The order within a
// sample changes no bit of any result.

// rankTest is Mann and Whitney's test of after against before.
type rankTest struct {
	U     float64 // pairs with after > before, ties count half
	Pairs float64 // m*n

	// P is the two-sided probability, where before and after are drawn at
	// random from the pooled values, of a U at least as far from its mean.
	P float64

	// Exact is false where P is the normal approximation, because the exact
	// distribution takes more than exactWork.
	Exact bool

	Ties bool // whether any two of all the values are equal
}

// mannWhitney tests after against before. If either is empty there is nothing
// to test and P is 1.
func mannWhitney(before, after []float64) rankTest {
	groups, twoU := tieGroups(ascending(before), ascending(after))
	m, n := len(after), len(before)
	t := rankTest{
		U:     float64(twoU) / 2,
		Pairs: float64(m * n),
		P:     1,
		Exact: true,
		Ties:  len(groups) < m+n,
	}
	distance := max(twoU, 2*m*n-twoU) - m*n // twice that of U from its mean
	if distance == 0 {
		return t // every U is at least as far
	}
	if t.Ties {
		t.P, t.Exact = tiedP(groups, min(m, n), distance)
	} else if d, ok := newUntied(m, n); ok {
		t.P = min(1, 2*d.atMost((m*n-distance)/2))
	} else {
		t.Exact = false
	}
	if !t.Exact {
		t.P = normalP(groups, m, n, distance)
	}
	return t
}

// cliffsDelta is the share of pairs with after > before minus the share with
// after < before, from -1 to 1; it is 0 where there are no pairs.
func (t rankTest) cliffsDelta() float64 {
	if t.Pairs == 0 {
		return 0
	}
	return (2*t.U - t.Pairs) / t.Pairs // 2U/mn - 1, rounded once
}

// normalP is the normal approximation to P with a continuity correction of ½,
// the variance corrected for ties (Lehmann, Nonparametrics, 1975, section 1.2).
// distance is twice that of U from its mean, at least 1.
func normalP(groups []int, m, n, distance int) float64 {
	all := float64(m + n)
	var ties float64
	for _, g := range groups {
		t := float64(g)
		ties += t * (t - 1) * (t + 1)
	}
	variance := float64(m*n) / 12 * (all + 1 - ties/(all*(all-1)))
	return math.Erfc(float64(distance-1) / 2 / math.Sqrt(2*variance))
}

func ascending(xs []float64) []float64 {
	xs = slices.Clone(xs)
	slices.Sort(xs)
	return xs
}

// tieGroups returns how often each distinct value occurs in the two sorted
// samples together, in ascending order of the values, and 2U. A midrank is a
// whole or half number; all the work on ranks is done on doubled ones, which
// are compared as integers.
func tieGroups(before, after []float64) (groups []int, twoU int) {
	groups = make([]int, 0, len(before)+len(after))
	for i, j := 0, 0; i < len(before) || j < len(after); {
		var x float64
		if j == len(after) || i < len(before) && before[i] < after[j] {
			x = before[i]
		} else {
			x = after[j]
		}
		b, a := leading(before[i:], x), leading(after[j:], x)
		if a+b == 0 {
			return groups, twoU // NaN equals nothing; it is the caller's mistake, but no reason to hang
		}
		twoU += a * (2*i + b)
		groups = append(groups, a+b)
		i, j = i+b, j+a
	}
	return groups, twoU
}

// leading is how many values at the start of xs equal x.
func leading(xs []float64, x float64) int {
	n := 0
	for n < len(xs) && xs[n] == x {
		n++
	}
	return n
}

// shift is by how much after exceeds before, as Hodges and Lehmann estimate it.
type shift struct {
	// Estimate is the median of all after - before differences. If it
	// overflows it is the largest finite number of its sign.
	Estimate float64

	// Low and High are d[K] and d[mn-K+1], counted from 1, of the sorted
	// differences d.
	Low, High float64

	// Bounded is false, and Low, High, K and Achieved are 0, where there is no
	// such interval: the samples are so small that not even all the
	// differences reach the level, or an end overflows.
	Bounded bool

	K        int
	Achieved float64 // level that the interval reaches, if no two values tie

	// Exact is false where K and Achieved come from the normal approximation,
	// because the exact distribution takes more than exactWork.
	Exact bool
}

// hodgesLehmann estimates the shift, with an interval at a level between 0 and
// 1. K is R's: the smallest u with P(U ≤ u) ≥ (1-level)/2 where nothing ties,
// also if the values do tie. Where that is 0 it is 1 if the level is reached
// nonetheless. If a sample is empty the result is the zero shift; if a value
// isn't finite the estimate is NaN, without an interval.
func hodgesLehmann(before, after []float64, level float64) shift {
	if len(before) == 0 || len(after) == 0 {
		return shift{}
	}
	d := differences{ascending(after), ascending(before)}
	if !d.finite() {
		return shift{Estimate: math.NaN()}
	}
	s := shift{Estimate: d.median()}
	var k int
	var achieved float64
	k, achieved, s.Exact = shiftRank(len(after), len(before), level)
	if k == 0 {
		return s
	}
	low, high := d.ranked(k), d.ranked(d.len()-k+1)
	if math.IsInf(low, 0) || math.IsInf(high, 0) {
		return s
	}
	s.Low, s.High, s.Bounded, s.K, s.Achieved = low, high, true, k, achieved
	return s
}

// levelSlack is how near to (1-level)/2, relatively, a probability counts as
// equal to it: 1-0.9 isn't 0.1 to a float64. It covers the rounding of every
// level up to 1-1e-7.
const levelSlack = 1e-9

// shiftRank is the k of the interval from d[k] to d[mn-k+1], 0 if there is none
// at that level, and the level the interval reaches.
func shiftRank(m, n int, level float64) (k int, achieved float64, exact bool) {
	if !(level > 0 && level < 1) {
		return 0, 0, true
	}
	mean := float64(m*n) / 2
	sd := math.Sqrt(float64(m*n) * float64(m+n+1) / 12)
	// Moses' k (Hollander & Wolfe, Nonparametric Statistical Methods, section
	// 4.3): below the exact one by at most a few.
	moses := max(0, int(mean-math.Sqrt2*math.Erfinv(level)*sd))
	d, exact := newUntied(m, n)
	if !exact {
		if moses == 0 {
			return 0, 0, false
		}
		return moses, math.Erf((mean - float64(moses) + 0.5) / (sd * math.Sqrt2)), false
	}
	tail := (1 - level) / 2
	k, below := d.quantile(tail*(1-levelSlack), moses)
	if k == 0 {
		if d.atMost(0) > tail*(1+levelSlack) {
			return 0, 0, true
		}
		k, below = 1, d.atMost(0)
	}
	return k, 1 - 2*below, true
}
