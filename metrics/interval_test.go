package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

func TestIntervalEnds(t *testing.T) {
	tests := []struct {
		name              string
		i                 metrics.Interval
		low, high         float64
		hasLow, hasHigh   bool
		lowOpen, highOpen bool
		point, anything   bool
		text              string
	}{
		{name: "zero value", i: metrics.Interval{}, anything: true, text: "anything"},
		{name: "anything", i: metrics.Anything(), anything: true, text: "anything"},
		{name: "point", i: metrics.Exactly(7), low: 7, high: 7, hasLow: true, hasHigh: true, point: true, text: "7"},
		{name: "zero", i: metrics.Exactly(0), hasLow: true, hasHigh: true, point: true, text: "0"},
		{name: "from", i: metrics.From(100), low: 100, hasLow: true, text: "[100, ∞)"},
		{name: "from zero", i: metrics.From(0), hasLow: true, text: "[0, ∞)"},
		{name: "above", i: metrics.Above(1), low: 1, hasLow: true, lowOpen: true, text: "(1, ∞)"},
		{name: "up to", i: metrics.UpTo(5), high: 5, hasHigh: true, text: "(-∞, 5]"},
		{name: "up to zero", i: metrics.UpTo(0), hasHigh: true, text: "(-∞, 0]"},
		{name: "below", i: metrics.Below(5), high: 5, hasHigh: true, highOpen: true, text: "(-∞, 5)"},
		{name: "between", i: metrics.MustBetween(40, 60), low: 40, high: 60, hasLow: true, hasHigh: true, text: "[40, 60]"},
		{name: "between equals", i: metrics.MustBetween(3, 3), low: 3, high: 3, hasLow: true, hasHigh: true, point: true, text: "3"},
		{name: "exactly NaN", i: metrics.Exactly(nan), anything: true, text: "anything"},
		{name: "exactly infinite", i: metrics.Exactly(inf), anything: true, text: "anything"},
		{name: "from minus infinity", i: metrics.From(-inf), anything: true, text: "anything"},
		{name: "above infinity", i: metrics.Above(inf), anything: true, text: "anything"},
		{name: "up to NaN", i: metrics.UpTo(nan), anything: true, text: "anything"},
		{name: "below infinity", i: metrics.Below(inf), anything: true, text: "anything"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			low, hasLow := tt.i.Low()
			high, hasHigh := tt.i.High()
			require.Equal(t, tt.low, low)
			require.Equal(t, tt.hasLow, hasLow)
			require.Equal(t, tt.lowOpen, tt.i.LowOpen())
			require.Equal(t, tt.high, high)
			require.Equal(t, tt.hasHigh, hasHigh)
			require.Equal(t, tt.highOpen, tt.i.HighOpen())
			x, point := tt.i.Point()
			require.Equal(t, tt.point, point)
			if point {
				require.Equal(t, tt.low, x)
			}
			require.Equal(t, tt.anything, tt.i.IsAnything())
			require.Equal(t, tt.text, tt.i.String())
		})
	}
}

func TestBetweenRefuses(t *testing.T) {
	tests := []struct {
		low, high float64
		want      string
	}{
		{2, 1, "no number lies in an interval from 2 to 1"},
		{math.Nextafter(1, 2), 1, "no number lies in an interval from 1.0000000000000002 to 1"},
		{nan, 1, "an end of an interval must be a finite number, have NaN and 1"},
		{1, nan, "an end of an interval must be a finite number, have 1 and NaN"},
		{-inf, 1, "an end of an interval must be a finite number, have -Inf and 1"},
		{1, inf, "an end of an interval must be a finite number, have 1 and +Inf"},
	}
	for _, tt := range tests {
		i, err := metrics.Between(tt.low, tt.high)
		require.EqualError(t, err, tt.want)
		require.True(t, i.IsAnything())
		require.PanicsWithError(t, tt.want, func() { metrics.MustBetween(tt.low, tt.high) })
	}
}

// Equal numbers make equal intervals, and -0 equals 0.
func TestNegativeZero(t *testing.T) {
	zero := math.Copysign(0, -1)
	both, err := metrics.Between(zero, zero)
	require.NoError(t, err)
	tests := []struct {
		name      string
		got, want metrics.Interval
	}{
		{"exactly", metrics.Exactly(zero), metrics.Exactly(0)},
		{"from", metrics.From(zero), metrics.From(0)},
		{"above", metrics.Above(zero), metrics.Above(0)},
		{"up to", metrics.UpTo(zero), metrics.UpTo(0)},
		{"below", metrics.Below(zero), metrics.Below(0)},
		{"between", both, metrics.Exactly(0)},
		{"difference", metrics.Exactly(zero).Sub(metrics.Exactly(0)), metrics.Exactly(0)},
		{"rounded", metrics.Exactly(zero).Rounded(), metrics.Exactly(0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.got)
			low, _ := tt.got.Low()
			high, _ := tt.got.High()
			require.False(t, math.Signbit(low))
			require.False(t, math.Signbit(high))
			require.Equal(t, tt.want.String(), tt.got.String())
		})
	}
}

func TestIntervalEqual(t *testing.T) {
	require.True(t, metrics.From(1).Equal(metrics.From(1)))
	require.False(t, metrics.From(1).Equal(metrics.Above(1)))
	require.False(t, metrics.From(0).Equal(metrics.Anything()))
}

func TestContains(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			i := randomInterval(r, gridNumber)
			require.Equal(t, rebuilt(i), i)
			c.countInterval(i)
			for _, x := range []float64{gridNumber(r), wildNumber(r), math.Nextafter(gridNumber(r), inf)} {
				require.Equal(t, holds(i, place{x, 0}), i.Contains(x), "%v contains %v", i, x)
			}
			for _, x := range []float64{nan, inf, -inf} {
				require.False(t, i.Contains(x), "%v contains %v", i, x)
			}
		}
		c.atLeast5Percent(t)
	})
}

// wantProblems fails unless err has exactly that text; none is no error.
func wantProblems(t *testing.T, err error, text string) {
	t.Helper()
	if text == "" {
		require.NoError(t, err)
		return
	}
	require.EqualError(t, err, text)
}
