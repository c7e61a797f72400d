package study

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// binomialBelow is 2·P(Binomial(n, ½) < k), by exact counting.
func binomialBelow(n, k int) float64 {
	sum := new(big.Int)
	for i := range k {
		sum.Add(sum, new(big.Int).Binomial(int64(n), int64(i)))
	}
	r, _ := new(big.Rat).SetFrac(new(big.Int).Lsh(sum, 1), new(big.Int).Lsh(big.NewInt(1), uint(n))).Float64()
	return r
}

// The pair of order statistics is the narrowest symmetric one with 95 %, and its
// coverage is what counting says, for every size up to 120.
func TestMedianCoverage(t *testing.T) {
	for key, want := range expected(t, "extras") {
		var n int
		if _, err := fmt.Sscanf(key, "median_ci_max_coverage.%d", &n); err == nil {
			require.InEpsilon(t, want, 1-binomialBelow(n, 1), 1e-12, key)
		}
	}
	for n := 1; n <= 120; n++ {
		values := make([]float64, n)
		for i := range values {
			values[i] = float64(i + 1)
		}
		s, err := Describe(values)
		require.NoError(t, err)
		best := 1
		for k := 2; 2*k <= n && 1-binomialBelow(n, k) >= 0.95; k++ {
			best = k
		}
		require.InDelta(t, max(1-binomialBelow(n, best), 0), s.MedianCoverage, 1e-12, n)
		want := metrics.MustBetween(float64(best), float64(n+1-best))
		if n < 6 {
			want = metrics.Anything()
		}
		require.Equal(t, want, s.MedianInterval, n)
	}
}

func TestDescribeExtremes(t *testing.T) {
	for _, tt := range []struct {
		reason string
		values []float64
		mean   float64
		sd     float64
	}{
		{"one value", []float64{7}, 7, 0},
		{"constant, not rounded into variation", []float64{0.1, 0.1, 0.1}, 0.1, 0},
		{"huge", []float64{1e300, 2e300, 3e300}, 2e300, 1e300},
		{"tiny", []float64{1e-300, 2e-300, 3e-300}, 2e-300, 1e-300},
		{"both", []float64{-1e300, 1e300}, 0, math.Sqrt2 * 1e300},
		{"zeros", []float64{0, 0}, 0, 0},
	} {
		s, err := Describe(tt.values)
		require.NoError(t, err, tt.reason)
		require.InDelta(t, tt.mean, s.Mean, 1e-12*math.Abs(tt.mean), tt.reason)
		require.InDelta(t, tt.sd, s.SD, 1e-12*tt.sd, tt.reason)
		require.Equal(t, slices.Min(tt.values), s.Quantiles[0].Value, tt.reason)
		require.Equal(t, slices.Max(tt.values), s.Quantiles[8].Value, tt.reason)
	}
	_, err := Describe([]float64{1, math.NaN(), math.Inf(1)})
	require.EqualError(t, err, "study: values[1]: want a finite number, have NaN\nstudy: values[2]: want a finite number, have +Inf")
	_, err = Describe(nil)
	require.ErrorContains(t, err, "study: values: are missing")
	_, err = Describe([]float64{-math.MaxFloat64, math.MaxFloat64})
	require.ErrorIs(t, err, ErrOutOfRange)
}

// The t quantile and the tail agree, far out and for few and fractional degrees
// of freedom; a normal quantile is their limit.
func TestCritical(t *testing.T) {
	for _, tt := range []struct{ level, df, want float64 }{
		{0.95, 1, 12.706204736174704}, {0.95, 10, 2.2281388519862744}, {0.99, 3, 5.840909309733355}, {0.95, 1e5, 1.95998770753461},
	} {
		require.InEpsilon(t, tt.want, critical(tt.level, tt.df), 1e-9)
	}
	for _, df := range []float64{0.5, 1, 1.7, 2, 6.86, 30, 1000} {
		for _, level := range []float64{0.5, 0.9, 0.95, 0.999, 1 - 1e-9} {
			c := critical(level, df)
			require.InEpsilon(t, 1-level, twoSided(c, df), 1e-9, "%v %v", df, level)
		}
	}
	require.Zero(t, twoSided(math.Inf(-1), 3))
	require.InDelta(t, 1, twoSided(0, 3), 1e-15)
}
