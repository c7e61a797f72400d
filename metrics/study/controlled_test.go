package study

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// The analysis of covariance is least squares of after on group and before.
func TestCovarianceAnalysisAgainstLeastSquares(t *testing.T) {
	rng := draw.From(t, 21, 1)
	for range 200 {
		np, nc := 2+rng.IntN(9), 2+rng.IntN(9)
		sample := func(n int) []float64 { return autoregressive(rng, n, 0) }
		b, a, kb, ka := sample(np), sample(np), sample(nc), sample(nc)
		d, err := covarianceAnalysis(b, a, kb, ka)
		require.NoError(t, err)
		n := np + nc
		x, y := mat.NewDense(n, 3, nil), mat.NewDense(n, 1, nil)
		for i := range n {
			x.Set(i, 0, 1)
			if i < np {
				x.Set(i, 1, 1)
				x.Set(i, 2, b[i])
				y.Set(i, 0, a[i])
			} else {
				x.Set(i, 2, kb[i-np])
				y.Set(i, 0, ka[i-np])
			}
		}
		var xx, inverse, xy, beta, fitted, left mat.Dense
		xx.Mul(x.T(), x)
		require.NoError(t, inverse.Inverse(&xx))
		xy.Mul(x.T(), y)
		beta.Mul(&inverse, &xy)
		fitted.Mul(x, &beta)
		left.Sub(y, &fitted)
		rss := 0.0
		for i := range n {
			rss += left.At(i, 0) * left.At(i, 0)
		}
		require.InDelta(t, beta.At(1, 0), d.estimate, 1e-9)
		require.InEpsilon(t, math.Sqrt(rss/float64(n-3)*inverse.At(1, 1)), d.se, 1e-8)
		require.Equal(t, float64(n-3), d.df)
	}
	_, err := covarianceAnalysis([]float64{1}, []float64{2}, []float64{1, 3}, []float64{2, 3})
	require.ErrorIs(t, err, ErrTooFewPoints)
}

func controlledSeries(before, after, controlBefore, controlAfter float64) Case {
	noise := []float64{0.1, -0.2, 0.15, 0, -0.1, 0.05, 0.2, -0.15}
	c := Case{Metric: metrics.Metric{Better: metrics.Lower}, InOrder: true, Season: 1, Chosen: metrics.No, Control: &Control{}}
	for i := range 16 {
		c.Before = append(c.Before, before+noise[i%8])
		c.After = append(c.After, after+noise[(i+3)%8])
		c.Control.Before = append(c.Control.Before, controlBefore+noise[(i+5)%8])
		c.Control.After = append(c.Control.After, controlAfter+noise[(i+6)%8])
	}
	return c
}

func warned(c metrics.Change, k metrics.WarningKind) bool {
	return slices.ContainsFunc(c.Warnings, func(w metrics.Warning) bool { return w.Kind == k })
}

// Ratios are compared where one baseline is more than half as large again as the
// other, and differences where it isn't, or where a reading is 0.
func TestControlScale(t *testing.T) {
	for _, tt := range []struct {
		reason string
		c      Case
		method metrics.Method
		why    metrics.Reason
	}{
		{"half as large again", controlledSeries(15, 14, 10, 10), metrics.GapChange, metrics.ControlSeries},
		{"a little more", controlledSeries(15.2, 14, 10, 10), metrics.LogGapChange, metrics.ControlElsewhere},
		{"the control is the larger", controlledSeries(10, 9, 15.3, 15), metrics.LogGapChange, metrics.ControlElsewhere},
		{"a reading of 0", func() Case { c := controlledSeries(20, 14, 10, 10); c.After[3] = 0; return c }(), metrics.GapChange, metrics.ControlSeries},
	} {
		change, err := Controlled(tt.c, Options{})
		require.NoError(t, err, tt.reason)
		require.Equal(t, tt.method, change.Method, tt.reason)
		require.Equal(t, tt.why, change.Because, tt.reason)
		require.NotNil(t, change.Control)
	}
	change, err := Controlled(controlledSeries(20, 14, 10, 10), Options{})
	require.NoError(t, err)
	ratio, ok := change.Figure(FigureRatioOfRatios)
	require.True(t, ok)
	require.InDelta(t, 0.7, ratio.Estimate, 0.01)
	require.InDelta(t, -6, change.Estimate, 0.1, "in the metric's unit")
	gap, ok := change.Figure(FigureGapDifference)
	require.True(t, ok)
	require.InDelta(t, -6, gap.Estimate, 0.1)
	require.False(t, warned(change, metrics.ScalesDisagree))

	// Both fall by a tenth: as ratios nothing happened, as differences the larger
	// fell further.
	change, err = Controlled(controlledSeries(40, 36, 10, 9), Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.ScalesDisagree))
	require.Equal(t, metrics.NoEffectShown, change.Conclusion())
}

func TestGapTrend(t *testing.T) {
	c := controlledSeries(12, 10, 11, 11)
	change, err := Controlled(c, Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.Better, change.Conclusion())
	for i := range c.Before {
		c.Before[i] -= 0.1 * float64(i) // the pilot was gaining on the control already
	}
	change, err = Controlled(c, Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.GapTrend))
	require.Equal(t, metrics.CannotTell, change.Conclusion())
	// A trend that both share is no objection.
	c = controlledSeries(12, 10, 11, 11)
	for i := range c.Before {
		c.Before[i] -= 0.1 * float64(i)
		c.Control.Before[i] -= 0.1 * float64(i)
		c.After[i] -= 0.1 * float64(16+i)
		c.Control.After[i] -= 0.1 * float64(16+i)
	}
	change, err = Controlled(c, Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.Better, change.Conclusion())
}

// What both share changes nothing, and pilot and control exchanged turn the sign.
func TestControlledInvariance(t *testing.T) {
	rng := draw.From(t, 21, 2)
	near := func(want, have metrics.Change) {
		t.Helper()
		wl, _ := want.Interval.Low()
		wh, _ := want.Interval.High()
		hl, _ := have.Interval.Low()
		hh, _ := have.Interval.High()
		require.InDelta(t, want.Estimate, have.Estimate, 1e-8)
		require.InDelta(t, wl, hl, 1e-8)
		require.InDelta(t, wh, hh, 1e-8)
	}
	for range 100 {
		c := controlledSeries(12, 10+rng.Float64(), 11, 11)
		for i := range c.Before {
			c.Before[i] += rng.NormFloat64() / 4
		}
		change, err := Controlled(c, Options{Method: metrics.GapChange})
		require.NoError(t, err)
		shared := c
		season := func(values []float64) []float64 {
			out := slices.Clone(values)
			for i := range out {
				out[i] += 3 + []float64{0, 1, 2, 5}[i%4]
			}
			return out
		}
		shared.Before, shared.After = season(c.Before), season(c.After)
		shared.Control = &Control{Before: season(c.Control.Before), After: season(c.Control.After)}
		again, err := Controlled(shared, Options{Method: metrics.GapChange})
		require.NoError(t, err)
		near(change, again)
		swapped := c
		swapped.Before, swapped.After, swapped.Control = c.Control.Before, c.Control.After, &Control{Before: c.Before, After: c.After}
		turned, err := Controlled(swapped, Options{Method: metrics.GapChange})
		require.NoError(t, err)
		require.InDelta(t, -change.Estimate, turned.Estimate, 1e-8)
	}
}

// Units: by their changes, and by covariance where the pilot was chosen for bad
// figures, since those come back by themselves.
func TestControlledUnits(t *testing.T) {
	rng := draw.From(t, 21, 3)
	better := map[metrics.Method]int{}
	for range 200 {
		c := Case{Metric: metrics.Metric{Better: metrics.Lower}, Paired: true, Chosen: metrics.Yes, Control: &Control{Paired: true}}
		for len(c.Before) < 12 || len(c.Control.Before) < 12 {
			level := rng.NormFloat64()
			before, after := level+rng.NormFloat64(), level+rng.NormFloat64()
			if before > 0.5 && len(c.Before) < 12 {
				c.Before, c.After = append(c.Before, before), append(c.After, after) // chosen because it looked bad
			} else if len(c.Control.Before) < 12 {
				c.Control.Before, c.Control.After = append(c.Control.Before, before), append(c.Control.After, after)
			}
		}
		change, err := Controlled(c, Options{})
		require.NoError(t, err)
		require.Equal(t, metrics.CovarianceAnalysis, change.Method)
		require.False(t, warned(change, metrics.ChosenForBaseline))
		by, err := Controlled(c, Options{Method: metrics.UnitChanges})
		require.NoError(t, err)
		require.True(t, warned(by, metrics.ChosenForBaseline))
		for _, x := range []metrics.Change{change, by} {
			if x.Conclusion() == metrics.Better {
				better[x.Method]++
			}
		}
	}
	require.Less(t, better[metrics.CovarianceAnalysis], 20, "nothing was changed")
	require.Greater(t, better[metrics.UnitChanges], 60, "changes alone take regression to the mean for success")

	c := Case{Metric: metrics.Metric{Better: metrics.Lower}, Paired: true, Before: []float64{9, 8, 10, 9.5, 8.5, 9.2}, After: []float64{8, 7.5, 9, 8.2, 7.8, 8.1}}
	c.Control = &Control{Paired: true, Before: []float64{9, 8, 10, 9.5, 8.5, 9.1}, After: []float64{9, 8.1, 9.9, 9.6, 8.4, 9}}
	change, err := Controlled(c, Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.UnitChanges, change.Method)
	require.InDelta(t, -(1+0.5+1+1.3+0.7+1.1)/6-(0+0.1-0.1+0.1-0.1-0.1)/6, change.Estimate, 1e-9)
	_, err = Controlled(c, Options{Method: metrics.GapChange})
	require.ErrorIs(t, err, ErrMethod)
	_, err = Controlled(controlledSeries(1, 1, 1, -1), Options{Method: metrics.LogGapChange})
	require.ErrorIs(t, err, ErrMethod)
}
