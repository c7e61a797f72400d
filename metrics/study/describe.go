package study

import (
	"math"
	"slices"

	"golang.org/x/exp/stats"
	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Summary describes a sample.
type Summary struct {
	N      int     `json:"n"`      // how many values
	Mean   float64 `json:"mean"`   // in the unit of the values
	Median float64 `json:"median"` // in the unit of the values
	// MedianInterval is the narrowest symmetric pair of order statistics that
	// holds the median with at least 95 %, by the binomial distribution. Anything
	// under 6 values: no pair does.
	MedianInterval metrics.Interval `json:"medianInterval,omitzero"`
	// MedianCoverage is the probability that it holds the median; without an
	// interval, the most that the smallest and the largest value could reach.
	MedianCoverage float64 `json:"medianCoverage"`
	SD             float64 `json:"sd"` // with n-1; 0 of a single value
	// Quantiles are those of type 7 in R's numbering, at 0, 5, 10, 25, 50, 75,
	// 90, 95 and 100 %.
	Quantiles []Quantile `json:"quantiles"`
	// Autocorrelation is that of neighbouring values (lag 1), in the order given,
	// and Effective the number of independent values that they are worth by it,
	// n(1-r)/(1+r): more than N where neighbours are unlike.
	Autocorrelation float64 `json:"autocorrelation"`
	Effective       float64 `json:"effective"`
	// Corrected is the autocorrelation as a comparison takes it, raised since short
	// runs understate it and held to 0 to 0.9: what PlanOptions.Correlation asks for.
	Corrected float64 `json:"corrected"`
}

// Quantile is the value below which a share of the values lies.
type Quantile struct {
	At    float64 `json:"at"`    // share, 0 to 1
	Value float64 `json:"value"` // in the unit of the values
}

// MinMedianPoints is how many values an interval of the median needs: 6, since
// the extremes of five hold it with 93.75 % only.
const MinMedianPoints = 6

// Describe describes the values, in the order in which they were read. It is an
// error if there is none or one isn't a finite number, and ErrOutOfRange where a
// result isn't one.
func Describe(values []float64) (Summary, error) {
	p := strict.In("study")
	checkValues(p, "values", values)
	if len(values) == 0 {
		p.Absentf("values", "are missing: nothing can be said of none")
	}
	if err := p.Err(); err != nil {
		return Summary{}, err
	}
	exp := exponent(values)
	scaled := scale(values, -exp)
	back := func(x float64) float64 { return math.Ldexp(x, exp) }
	m := momentsOf(scaled)
	s := Summary{
		N: len(values), Mean: back(m.mean), SD: back(math.Sqrt(m.variance)),
		Autocorrelation: lag1(scaled, nil),
	}
	s.Effective = effective(float64(s.N), s.Autocorrelation)
	s.Corrected = corrected(s.Autocorrelation, float64(s.N))
	at := []float64{0, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1}
	for i, q := range stats.Quantiles(scaled, at...) {
		s.Quantiles = append(s.Quantiles, Quantile{at[i], back(q)})
	}
	s.Median = s.Quantiles[4].Value
	sorted := slices.Sorted(slices.Values(values))
	k, coverage := medianRank(s.N)
	s.MedianCoverage = coverage
	if s.N >= MinMedianPoints {
		s.MedianInterval = between(sorted[k-1], sorted[s.N-k])
	}
	if math.IsInf(s.SD, 0) || math.IsInf(s.Effective, 0) {
		return Summary{}, outOfRange("values")
	}
	return s, nil
}

// medianRank is the largest k for which the k-th smallest and the k-th largest
// of n values hold the median with at least 95 %, and with how much; k is 1,
// and the coverage less, where no pair does. A pair misses the median if fewer
// than k values lie on one side of it: 2·P(Binomial(n, ½) < k).
func medianRank(n int) (k int, coverage float64) {
	covers := func(k int) float64 {
		// P(Binomial(n, ½) ≤ k-1) as an incomplete beta function.
		return 1 - 2*mathext.RegIncBeta(float64(n-k+1), float64(k), 0.5)
	}
	k = 1
	for 2*(k+1) <= n && covers(k+1) >= 0.95 {
		k++
	}
	return k, max(covers(k), 0)
}
