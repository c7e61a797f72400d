package study

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// interruptedCase is readings in order of time, n of them before.
func interruptedCase(values []float64, n int) Case {
	return Case{
		Metric: metrics.Metric{Better: metrics.Higher}, Before: values[:n:n], After: values[n:],
		InOrder: true, Season: 1, Chosen: metrics.No,
	}
}

// The fields of a Change are those of the fit, rounded to 12 digits.
func TestInterruptedIsTheFit(t *testing.T) {
	rng := draw.From(t, 1, 9)
	for _, method := range []metrics.Method{metrics.MethodUnknown, metrics.SegmentedOLS, metrics.SegmentedAR1, metrics.SegmentedNeweyWest} {
		for _, n := range []int{5, 6, 18} {
			values := autoregressive(rng, 2*n, 0.3)
			for i := range values {
				values[i] += 20 + 0.1*float64(i)
			}
			c := interruptedCase(values, n)
			change, err := Interrupted(c, Options{Method: method})
			require.NoError(t, err)
			require.NoError(t, change.Validate())
			in := segmentedInput{y: values, change: n, lags: 2} // ⌊4·(n/100)^(2/9)⌋ is 2 of 10 and 12, 3 of 36
			if n == 18 {
				in.lags = 3
			}
			in.method = map[metrics.Method]segmentMethod{metrics.SegmentedOLS: segmentsOLS, metrics.SegmentedAR1: segmentsREML, metrics.SegmentedNeweyWest: segmentsNeweyWest}[method]
			fit, err := fitSegmented(in)
			require.NoError(t, err)
			require.Equal(t, fittedMethods[fit.Method], change.Method)
			because := metrics.CallersMethod
			if method == metrics.MethodUnknown {
				because = map[bool]metrics.Reason{true: metrics.ShortInAll, false: metrics.LongEnough}[2*n < 12]
			}
			require.Equal(t, because, change.Because)
			d := difference{fit.MeanEffect.Estimate, fit.MeanEffect.SE, float64(fit.DF)}
			low, high := d.interval(DefaultLevel)
			require.InEpsilon(t, d.estimate, change.Estimate, 1e-11)
			require.InEpsilon(t, d.se, change.SE, 1e-11)
			require.Equal(t, d.df, change.DF)
			require.Equal(t, between(low, high).Rounded(), change.Interval)
			require.Equal(t, metrics.Exactly(d.p()).Rounded(), change.P)
			for id, want := range map[string]term{
				FigureTrendBefore: fit.Trend, FigureLevelChange: fit.Level, FigureSlopeChange: fit.Slope,
				FigureCumulativeEffect: fit.CumulativeEffect, FigureEffectAtEnd: fit.EffectAtEnd,
				FigureCounterfactualMean: fit.CounterfactualMean, FigureRelativeEffect: {fit.Relative, 0},
			} {
				have, ok := change.Figure(id)
				require.True(t, ok, id)
				require.InEpsilon(t, want.Estimate, have.Estimate, 1e-11, id)
				require.Equal(t, want.SE == 0, have.Interval.IsAnything(), id)
			}
			phi, ok := change.Figure(FigurePhi)
			require.Equal(t, change.Method == metrics.SegmentedAR1, ok)
			require.InDelta(t, fit.Phi, phi.Estimate, 1e-11)
			require.Equal(t, fit.PhiAtEdge, slices.Contains(controlledKinds(change), metrics.MethodLimits))
		}
	}
}

func TestInterruptedRefuses(t *testing.T) {
	rng := draw.From(t, 2, 9)
	values := controlledNormal(rng, 40, 50, 5)
	with := func(n, total int, change func(*Case)) Case {
		c := interruptedCase(values[:total], n)
		change(&c)
		return c
	}
	dated := func(change string, days ...string) Case {
		var points []metrics.Point
		for i, day := range days {
			points = append(points, metrics.Point{Date: metrics.MustDate(day), Value: values[i]})
		}
		s, err := metrics.NewSeries(points...)
		require.NoError(t, err)
		return Case{Series: s, Split: metrics.SplitAt(metrics.MustDate(change))}
	}
	for _, tt := range []struct {
		reason string
		c      Case
		o      Options
		is     error
		path   string
	}{
		{"six readings for four terms and three to spare", with(3, 6, func(*Case) {}), Options{}, ErrTooFewPoints, "before"},
		{"one year of baseline for a season", with(12, 36, func(c *Case) { c.Season = 12 }), Options{}, ErrTooFewPoints, "before"},
		{"23 months aren't two years", with(23, 40, func(c *Case) { c.Season = 12 }), Options{}, ErrTooFewPoints, "before"},
		{"a season of two adds a term to the four", with(4, 7, func(c *Case) { c.Season = 2 }), Options{}, ErrTooFewPoints, "before"},
		{"one reading before has no trend", with(1, 20, func(*Case) {}), Options{}, ErrCollinear, "before"},
		{"one reading after has no slope", with(19, 20, func(*Case) {}), Options{}, ErrCollinear, "after"},
		{"units", with(10, 20, func(c *Case) { c.InOrder = false }), Options{}, ErrMethod, "before"},
		{"pairs", with(10, 20, func(c *Case) { c.InOrder, c.Paired = false, true }), Options{}, ErrMethod, "before"},
		{"a method for two means", with(10, 20, func(*Case) {}), Options{Method: metrics.Welch}, ErrMethod, "options.method"},
		{"no baseline", with(0, 20, func(*Case) {}), Options{}, metrics.ErrNoBaseline, "before"},
		{"nothing after", with(20, 20, func(*Case) {}), Options{}, ErrTooFewPoints, "after"},
		{"two readings of one month", dated("2024-06-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-03-20", "2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01", "2024-08-01"), Options{}, ErrMethod, "series"},
		{"days with no period", dated("2024-06-01", "2024-01-01", "2024-01-12", "2024-03-01", "2024-03-20", "2024-04-09", "2024-05-01", "2024-06-01", "2024-06-15", "2024-07-02"), Options{}, ErrMethod, "series"},
	} {
		change, err := Interrupted(tt.c, tt.o)
		require.ErrorIs(t, err, tt.is, tt.reason)
		require.Zero(t, change, tt.reason)
		var paths []string
		for e := range metrics.Errors(err) {
			paths = append(paths, e.Path)
		}
		require.Equal(t, []string{tt.path}, paths, tt.reason)
	}
}

// Missing months stay missing: the line is fitted by the calendar.
func TestInterruptedGaps(t *testing.T) {
	var points []metrics.Point
	start := metrics.MustDate("2022-01-01")
	for i := range 30 {
		if i == 4 || i == 9 || i == 22 {
			continue
		}
		x := 3 * float64(i)
		if i >= 15 {
			x += 100
		}
		points = append(points, metrics.Point{Date: start.AddMonths(i), Value: x})
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	change, err := Interrupted(Case{Series: s, Split: metrics.SplitAt(start.AddMonths(15)), Season: 1}, Options{})
	require.NoError(t, err)
	require.Equal(t, 100.0, change.Estimate)
	slope, _ := change.Figure(FigureTrendBefore)
	require.Equal(t, 3.0, slope.Estimate)
	kinds := controlledKinds(change)
	require.Contains(t, kinds, metrics.PeriodsMissing)
	require.Contains(t, kinds, metrics.NoVariation, "two straight lines leave nothing to tell chance from")
	require.Equal(t, metrics.CannotTell, change.Conclusion())
	require.True(t, change.Interval.IsAnything())
}

// A series says by its dates what an undated one says by season_start; and month
// terms stand for months that aren't in both sides.
func TestInterruptedSeason(t *testing.T) {
	rng := draw.From(t, 4, 9)
	for start := 1; start <= 12; start++ {
		values := controlledNormal(rng, 36+start, 100, 2)
		for i := range values {
			values[i] += []float64{0, 5, 9, 2, -4, -8, 1, 0, 3, 7, -2, -6}[(i+start-1)%12]
		}
		undated := interruptedCase(values, 30)
		undated.Season, undated.SeasonStart = 12, start
		first := metrics.MustDate("2020-01-15").AddMonths(start - 1)
		dated := Case{
			Metric: undated.Metric, Chosen: metrics.No, Season: 12,
			Series: controlledDates(t, first.String(), values...), Split: metrics.SplitAt(first.AddMonths(30)),
		}
		a, err := Interrupted(undated, Options{})
		require.NoError(t, err)
		b, err := Interrupted(dated, Options{})
		require.NoError(t, err)
		for _, g := range []*metrics.Group{&b.Before, &b.After} {
			g.From, g.To = metrics.Date{}, metrics.Date{}
		}
		require.Equal(t, a, b)
		require.NotContains(t, controlledKinds(a), metrics.SeasonNotCovered, "each month after is in the baseline and has its term")
		plain, err := BeforeAfter(undated, Options{})
		require.NoError(t, err)
		require.Equal(t, len(undated.After) < 12, slices.Contains(controlledKinds(plain), metrics.SeasonNotCovered))
	}
}

func controlledKinds(change metrics.Change) (kinds []metrics.WarningKind) {
	for _, w := range change.Warnings {
		kinds = append(kinds, w.Kind)
	}
	return kinds
}

func controlledNormal(rng *rand.Rand, n int, mean, sd float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = mean + sd*rng.NormFloat64()
	}
	return x
}

// controlledDates is a monthly series from a day on.
func controlledDates(t testing.TB, from string, values ...float64) metrics.Series {
	t.Helper()
	start := metrics.MustDate(from)
	points := make([]metrics.Point, len(values))
	for i, x := range values {
		points[i] = metrics.Point{Date: start.AddMonths(i), Value: x}
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}
