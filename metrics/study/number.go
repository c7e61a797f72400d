package study

import (
	"math"

	"golang.org/x/exp/stats"
	"gonum.org/v1/gonum/mathext"
)

// Samples of 1e300 and of 1e-300 are read as well as samples of 1: everything is
// computed on values divided by a power of two that brings the largest near 1,
// which loses nothing, and what comes out is multiplied by it again.

// exponent returns the power of two to divide by, 0 where all values are 0.
func exponent(samples ...[]float64) int {
	largest := 0.0
	for _, sample := range samples {
		for _, x := range sample {
			largest = max(largest, math.Abs(x))
		}
	}
	if largest == 0 {
		return 0
	}
	_, exp := math.Frexp(largest)
	return exp
}

// scale returns the sample times 2^exp.
func scale(sample []float64, exp int) []float64 {
	scaled := make([]float64, len(sample))
	for i, x := range sample {
		scaled[i] = math.Ldexp(x, exp)
	}
	return scaled
}

// moments are the size, mean and variance of a sample.
type moments struct {
	n              int
	mean, variance float64 // variance with n-1; 0 of a single value
}

func momentsOf(sample []float64) moments {
	m := moments{n: len(sample)}
	if m.n == 0 {
		return m
	}
	first, constant := sample[0], true
	for _, x := range sample {
		constant = constant && x == first
	}
	if constant { // exactly, so that rounding doesn't pass for variation
		m.mean = first
		return m
	}
	mean, sd := stats.MeanAndStdDev(sample)
	return moments{m.n, mean, sd * sd}
}

// lag1 is the lag-1 autocorrelation of readings, 0 of a constant: the sum of the
// products of neighbours' deviations over that of the squares. Of readings with
// period numbers only those in neighbouring periods are neighbours, and their
// products stand for those that are missing.
func lag1(sample []float64, numbers []int) float64 {
	m := momentsOf(sample)
	if m.n < 2 || m.variance == 0 {
		return 0
	}
	var products, squares float64
	pairs := 0
	for i, x := range sample {
		squares += float64((x - m.mean) * (x - m.mean))
		if i > 0 && (numbers == nil || numbers[i] == numbers[i-1]+1) {
			products += float64((x - m.mean) * (sample[i-1] - m.mean))
			pairs++
		}
	}
	if pairs == 0 {
		return 0
	}
	return products / squares * (float64(m.n-1) / float64(pairs))
}

// rounding is how large a standard error is that rounding alone gives, of values
// near 1.
const rounding = 0x1p-46

// effective is how many independent readings n with autocorrelation r are worth.
func effective(n, r float64) float64 { return n * (1 - r) / (1 + r) }

// twoSided is the probability of a Student's t with df degrees of freedom being
// at least as far from 0 as t. Of what is no number it is none.
func twoSided(t, df float64) float64 {
	if math.IsNaN(t) || !(df > 0) {
		return math.NaN()
	}
	if math.IsInf(t, 0) {
		return 0
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

// critical is the t that is exceeded on both sides together with probability
// 1-level. It is bisected on twoSided, which is accurate in the tail, so that
// an interval and a p value can't contradict each other.
func critical(level, df float64) float64 {
	alpha := 1 - level
	if !(df > 0) {
		return math.NaN()
	}
	low, high := 0.0, 1.0
	for twoSided(high, df) > alpha && high < math.MaxFloat64/4 {
		low, high = high, 2*high
	}
	for range 2000 {
		mid := low + (high-low)/2
		if mid <= low || mid >= high {
			break
		}
		if twoSided(mid, df) > alpha {
			low = mid
		} else {
			high = mid
		}
	}
	return low + (high-low)/2
}
