package study

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"example.com/kmaturity/internal/draw"
)

func segmentedMust(t *testing.T, in segmentedInput) segmentedFit {
	t.Helper()
	f, err := fitSegmented(in)
	require.NoError(t, err)
	return f
}

// segmentedBroken is a series that follows the model exactly.
func segmentedBroken(t []int, change int, intercept, trend, level, slope float64) []float64 {
	y := make([]float64, len(t))
	for i, p := range t {
		y[i] = intercept + trend*float64(p)
		if i >= change {
			y[i] += level + slope*float64(p-t[change])
		}
	}
	return y
}

func TestSegmentedAuto(t *testing.T) {
	r := draw.From(t, 7, 8)
	for n, want := range map[int]segmentMethod{7: segmentsOLS, 11: segmentsOLS, 12: segmentsREML, 40: segmentsREML} {
		f := segmentedMust(t, segmentedInput{y: segmentedAR(r, segmentedPeriods(n), 0), change: n / 2})
		require.Equal(t, want, f.Method, "%d values", n)
		require.Equal(t, n-4, f.DF)
	}
}

func TestSegmentedResidualDegrees(t *testing.T) {
	r := draw.From(t, 9, 10)
	for _, method := range []segmentMethod{segmentsAuto, segmentsOLS, segmentsREML, segmentsNeweyWest} {
		y := segmentedAR(r, segmentedPeriods(7), 0)
		f := segmentedMust(t, segmentedInput{y: y, change: 3, method: method})
		require.Equal(t, 3, f.DF)
		_, err := fitSegmented(segmentedInput{y: y[:6], change: 3, method: method})
		require.ErrorIs(t, err, ErrTooFewPoints)
		require.EqualError(t, err, "too few points: have 6, need 7 for 4 terms and 3 residual degrees of freedom")

		// Two values a year: five terms, and four values of baseline.
		y = segmentedAR(r, segmentedPeriods(8), 0)
		require.Equal(t, 3, segmentedMust(t, segmentedInput{y: y, change: 4, season: 2, start: 1, method: method}).DF)
		_, err = fitSegmented(segmentedInput{y: y[:7], change: 4, season: 2, start: 1, method: method})
		require.ErrorIs(t, err, ErrTooFewPoints)
		_, err = fitSegmented(segmentedInput{y: y, change: 3, season: 2, start: 1, method: method})
		require.ErrorIs(t, err, ErrTooFewPoints)
		require.EqualError(t, err, "too few points: the baseline spans 3 periods, need 2 full years of 2")
	}
}

func TestSegmentedRefuses(t *testing.T) {
	y := segmentedAR(draw.From(t, 11, 12), segmentedPeriods(20), 0)
	with := func(change func(*segmentedInput)) segmentedInput {
		in := segmentedInput{y: slices.Clone(y), change: 10}
		change(&in)
		return in
	}
	tests := []struct {
		name string
		in   segmentedInput
		is   error
		text string
	}{
		{"nothing", segmentedInput{}, errSegmentedInput, "the first after value is number 1 of 0"},
		{"no baseline", with(func(in *segmentedInput) { in.change = 0 }), errSegmentedInput, "the first after value is number 1 of 20"},
		{"no after", with(func(in *segmentedInput) { in.change = 20 }), errSegmentedInput, "the first after value is number 21 of 20"},
		{"a change before the series", with(func(in *segmentedInput) { in.change = -1 }), errSegmentedInput, "the first after value is number 0 of 20"},
		{"one baseline value", with(func(in *segmentedInput) { in.change = 1 }), ErrCollinear, "the trend"},
		{"one after value", with(func(in *segmentedInput) { in.change = 19 }), ErrCollinear, "the slope change"},
		{"unknown method", with(func(in *segmentedInput) { in.method = 4 }), errSegmentedInput, "unknown method 4"},
		{"lags", with(func(in *segmentedInput) { in.method, in.lags = segmentsNeweyWest, -1 }), errSegmentedInput, "want 0 lags or more, have -1"},
		{"season", with(func(in *segmentedInput) { in.season = -1 }), errSegmentedInput, "want 0 or more periods a year, have -1"},
		{"no start", with(func(in *segmentedInput) { in.season = 4 }), errSegmentedInput, "want the month of period 1 from 1 to 4, have 0"},
		{"late start", with(func(in *segmentedInput) { in.season, in.start = 4, 5 }), errSegmentedInput, "want the month of period 1 from 1 to 4, have 5"},
		{"NaN", with(func(in *segmentedInput) { in.y[3] = math.NaN() }), errSegmentedInput, "value 4 isn't a finite number"},
		{"infinity", with(func(in *segmentedInput) { in.y[0] = math.Inf(-1) }), errSegmentedInput, "value 1 isn't a finite number"},
		{"periods missing", with(func(in *segmentedInput) { in.t = []int{1} }), errSegmentedInput, "20 values have 1 periods"},
		{"period twice", with(func(in *segmentedInput) { in.t = segmentedPeriods(20); in.t[5] = 5 }), errSegmentedInput, "period 5 comes after period 5"},
		{"periods too far apart", with(func(in *segmentedInput) { in.t = segmentedPeriods(20); in.t[0], in.t[19] = math.MinInt, math.MaxInt }), errSegmentedInput, "period 2 comes after period -9223372036854775808"},
		{"year too long", with(func(in *segmentedInput) { in.season, in.start = math.MaxInt, 1 }), ErrTooFewPoints, "the baseline spans 10 periods, need 2 full years of 9223372036854775807"},
		{"after values of a single month", segmentedInput{y: y[:16], t: append(segmentedPeriods(11), 12, 16, 20, 24, 28), change: 11, season: 4, start: 1}, nil, ""},
		{"after values of a month without a baseline", segmentedInput{y: y[:16], t: []int{1, 2, 3, 5, 6, 7, 9, 10, 11, 13, 14, 16, 20, 24, 28, 32}, change: 11, season: 4, start: 1}, ErrCollinear, "the shift of month 4"},
		{"a season of one is none", with(func(in *segmentedInput) { in.season = 1 }), nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, err := fitSegmented(tt.in)
			if tt.is == nil {
				require.NoError(t, err)
				return
			}
			require.ErrorIs(t, err, tt.is)
			require.EqualError(t, err, fmt.Sprintf("%v: %s", tt.is, tt.text))
			require.Zero(t, f)
		})
	}
}

// TestSegmentedMonthWithoutValues: such a month has no term, so the fit is that
// of a year without it.
func TestSegmentedMonthWithoutValues(t *testing.T) {
	r := draw.From(t, 13, 14)
	var in segmentedInput
	for p := 1; p <= 48; p++ {
		if month := (p + 1) % 4; month != 0 { // period 1 is the third of four
			in.t = append(in.t, p)
			in.y = append(in.y, float64(month)+r.NormFloat64())
		}
	}
	in.change, in.season, in.start, in.method = 18, 4, 3, segmentsOLS
	f := segmentedMust(t, in)
	require.Equal(t, 36-6, f.DF)

	// The intercept is that of the second month, the first to occur. Where the year
	// begins with it, that is the same model.
	in.start = 2
	require.Equal(t, f, segmentedMust(t, in))
}

func TestSegmentedExact(t *testing.T) {
	for _, method := range []segmentMethod{segmentsOLS, segmentsREML, segmentsNeweyWest} {
		for _, constant := range []float64{0, 0.1, -3, 1e300, 1e-300, 5e-324} {
			y := slices.Repeat([]float64{constant}, 30)
			f := segmentedMust(t, segmentedInput{y: y, change: 15, season: 3, start: 2, method: method})
			require.Equal(t, segmentedFit{
				Method: method, N: 30, DF: 24, DurbinWatson: 2,
				Intercept: term{constant, 0}, CounterfactualMean: term{constant, 0},
				Counterfactual: y, Fitted: y,
			}, f)
		}
		y := segmentedBroken(segmentedPeriods(30), 12, 5.5, 0.1, -2.2, 0.3)
		f := segmentedMust(t, segmentedInput{y: y, change: 12, method: method})
		require.Zero(t, f.Sigma)
		require.Zero(t, f.Level.SE)
		require.Equal(t, 1.0, f.R2)
		require.Equal(t, y, f.Fitted)
		require.InDelta(t, 5.5, f.Intercept.Estimate, 1e-12)
		require.InDelta(t, 0.1, f.Trend.Estimate, 1e-12)
		require.InDelta(t, -2.2, f.Level.Estimate, 1e-12)
		require.InDelta(t, 0.3, f.Slope.Estimate, 1e-12)
		require.InDelta(t, -2.2+0.3*17, f.EffectAtEnd.Estimate, 1e-12)
		require.InDelta(t, -2.2*18+0.3*17*18/2, f.CumulativeEffect.Estimate, 1e-11)
	}
}

func TestSegmentedRelative(t *testing.T) {
	y := make([]float64, 20)
	for i := 10; i < 20; i++ {
		y[i] = -3
	}
	f := segmentedMust(t, segmentedInput{y: y, change: 10})
	require.InDelta(t, -3, f.MeanEffect.Estimate, 1e-12)
	require.Equal(t, math.Inf(-1), f.Relative)
	for i := range y {
		y[i] = -y[i]
	}
	require.Equal(t, math.Inf(1), segmentedMust(t, segmentedInput{y: y, change: 10}).Relative)
}

// TestSegmentedLargest has sums that no floating-point number can hold: they are
// infinite, and the rest is what it is.
func TestSegmentedLargest(t *testing.T) {
	y := segmentedAR(draw.From(t, 21, 22), segmentedPeriods(30), 0.3)
	for i := range y {
		y[i] = math.Copysign(math.MaxFloat64, y[i])
	}
	f := segmentedMust(t, segmentedInput{y: y, change: 10})
	for _, v := range segmentedInvariant(f, math.MaxFloat64, 0) {
		require.False(t, math.IsNaN(v))
	}
	require.True(t, math.IsInf(f.CumulativeEffect.Estimate, 0))
	require.Less(t, math.Abs(f.Relative), 100.0)
}

// segmentedInvariant is what of a fit a change of unit and origin must keep, in
// the unit given and after taking the new origin away.
func segmentedInvariant(f segmentedFit, unit, origin float64) []float64 {
	f.Intercept.Estimate -= origin
	f.CounterfactualMean.Estimate -= origin
	var all []float64
	for _, b := range []term{f.Intercept, f.Trend, f.Level, f.Slope, f.MeanEffect, f.CumulativeEffect, f.EffectAtEnd, f.CounterfactualMean} {
		all = append(all, b.Estimate/unit, b.SE/math.Abs(unit))
	}
	for i := range f.Fitted {
		all = append(all, (f.Fitted[i]-origin)/unit, (f.Counterfactual[i]-origin)/unit)
	}
	return append(all, f.Phi, f.Sigma/math.Abs(unit), f.ResidualR1, f.DurbinWatson, f.R2)
}

func TestSegmentedInvariance(t *testing.T) {
	r := draw.From(t, 15, 16)
	compared := 0
	for range 30 {
		in := segmentedRandom(r)
		in.method = segmentsOLS + segmentMethod(r.IntN(3))
		in.lags = 2
		f := segmentedMust(t, in)
		if f.PhiAtEdge { // levels are then rounding errors
			continue
		}
		compared++
		want := segmentedInvariant(f, 1, 0)
		for _, m := range []struct{ unit, origin float64 }{{1, 1000}, {1, -20}, {-1, 0}, {1e-3, 0}, {3, 7}, {1e300, 0}, {1e-300, 0}, {0x1p200, 0}} {
			moved := in
			moved.y = slices.Clone(in.y)
			for i := range moved.y {
				moved.y[i] = moved.y[i]*m.unit + m.origin
			}
			g := segmentedMust(t, moved)
			require.InDeltaSlice(t, want, segmentedInvariant(g, m.unit, m.origin), 1e-7, "%v", m)
			if m.origin == 0 {
				require.InDelta(t, f.Relative, g.Relative, 1e-9)
			}
		}
		for _, later := range []int{12, -1200, 1_200_000} { // whole years
			moved := in
			moved.t = slices.Clone(segmentedDense(in).t)
			for i := range moved.t {
				moved.t[i] += later
			}
			g := segmentedMust(t, moved)
			got := segmentedInvariant(g, 1, 0)
			require.InDelta(t, f.Intercept.Estimate, g.Intercept.Estimate+g.Trend.Estimate*float64(later), 1e-6)
			require.InDeltaSlice(t, want[2:], got[2:], 1e-9)
		}
	}
	require.Greater(t, compared, 20)
}

// TestSegmentedCoverage simulates what the 95 % interval of the level change is
// worth with DF degrees of freedom: 400 series of 24 + 24 values a row, so a
// share has a standard error of 1.1 points at 95 %.
func TestSegmentedCoverage(t *testing.T) {
	for _, tt := range []struct {
		method   segmentMethod
		phi      float64
		low, top float64
	}{
		{segmentsOLS, 0, 0.92, 0.98},
		{segmentsREML, 0, 0.92, 0.98},
		{segmentsREML, 0.4, 0.89, 0.97},
		{segmentsOLS, 0.4, 0.70, 0.90}, // why least squares isn't the default
	} {
		r := draw.From(t, 17, 18)
		periods := segmentedPeriods(48)
		inside, sum := 0, [4]float64{}
		for range 400 {
			y := segmentedBroken(periods, 24, 10, 0.05, -1.5, 0.1)
			for i, v := range segmentedAR(r, periods, tt.phi) {
				y[i] += v
			}
			f := segmentedMust(t, segmentedInput{y: y, change: 24, method: tt.method})
			half := f.Level.SE * distuv.StudentsT{Sigma: 1, Nu: float64(f.DF)}.Quantile(0.975)
			if math.Abs(f.Level.Estimate+1.5) <= half {
				inside++
			}
			for j, b := range []term{f.Intercept, f.Trend, f.Level, f.Slope} {
				sum[j] += b.Estimate / 400
			}
		}
		share := float64(inside) / 400
		t.Logf("method %d, φ = %v: %v", tt.method, tt.phi, share)
		require.Greater(t, share, tt.low, "method %d, φ = %v", tt.method, tt.phi)
		require.Less(t, share, tt.top, "method %d, φ = %v", tt.method, tt.phi)
		require.InDeltaSlice(t, []float64{10, 0.05, -1.5, 0.1}, sum[:], 0.15)
	}
}
