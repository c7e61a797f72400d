package study_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// monthly is a series of random readings around a level, from 2023-01 on.
func monthly(t *testing.T, rng *rand.Rand, n int, level float64) metrics.Series {
	t.Helper()
	var points []metrics.Point
	for i := range n {
		day, err := metrics.NewDate(2023+i/12, time.Month(i%12+1), 1)
		require.NoError(t, err)
		points = append(points, metrics.Point{Date: day, Value: level + float64(i%3) + rng.Float64()})
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}

// What was expected without the change is what the change is reckoned from: the
// readings after are, on average, as far from it as the estimate says.
func TestRunChartAgreesWithTheChange(t *testing.T) {
	for seed := range uint64(200) {
		rng := draw.From(t, seed, 7)
		before, after := 8+rng.IntN(16), 8+rng.IntN(16)
		change, err := metrics.NewDate(2023+before/12, time.Month(before%12+1), 1)
		require.NoError(t, err)
		c := study.Case{
			Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower},
			Series: monthly(t, rng, before+after, 20), Split: metrics.SplitAt(change),
		}
		var o study.Options
		switch rng.IntN(4) {
		case 1:
			c.Control = &study.Control{Name: "others", Series: monthly(t, rng, before+after, 22)}
		case 2:
			c.Control = &study.Control{Name: "others", Series: monthly(t, rng, before+after, 200)}
		case 3:
			o.Method = metrics.SegmentedOLS
		}
		var changed metrics.Change
		if o.Method.ModelsTrend() {
			changed, err = study.Interrupted(c, o)
		} else {
			changed, err = study.Compare(c, o)
		}
		require.NoError(t, err)
		chart, err := study.NewRunChart(c, o)
		require.NoError(t, err)
		require.NoError(t, chart.Validate())
		require.Equal(t, before, chart.Before)
		require.Len(t, chart.Readings, before+after)
		require.Len(t, chart.Expected, after)
		require.Equal(t, c.Control != nil, len(chart.Control) == before+after)
		require.InDelta(t, changed.Before.Mean, chart.Centre, 1e-9)
		off := 0.0
		for i, x := range chart.Expected {
			require.Equal(t, chart.Readings[before+i].Date, x.Date)
			off += (chart.Readings[before+i].Value - x.Value) / float64(after)
		}
		if changed.Method == metrics.LogGapChange { // of means of logarithms there, of readings here
			require.InDelta(t, changed.Estimate, off, 0.1)
		} else {
			require.InDelta(t, changed.Estimate, off, 1e-9, "%s", changed.Method)
		}
	}
}

// Limits are those of the chart of the readings before, and nothing after moves them.
func TestRunChartLimits(t *testing.T) {
	rng := draw.From(t, 1, 1)
	c := study.Case{Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours"}, Better: metrics.Lower}, Series: monthly(t, rng, 24, 20), Split: metrics.SplitAt(metrics.MustDate("2024-01-01"))}
	chart, err := study.NewRunChart(c, study.Options{})
	require.NoError(t, err)
	values, before, _ := c.Readings()
	want, err := study.NewChart(values[:before], study.ChartOptions{})
	require.NoError(t, err)
	require.Equal(t, metrics.MustBetween(want.Current().Lower, want.Current().Upper), chart.Limits)
	require.Equal(t, want.Current().Trial, chart.Trial)
	require.Empty(t, chart.Signals)

	var points []metrics.Point
	for p := range c.Series.All() {
		if p.Date == metrics.MustDate("2024-05-01") {
			p.Value = 90
		}
		points = append(points, p)
	}
	c.Series, err = metrics.NewSeries(points...)
	require.NoError(t, err)
	again, err := study.NewRunChart(c, study.Options{})
	require.NoError(t, err)
	require.Equal(t, chart.Limits, again.Limits)
	require.Equal(t, []int{16}, again.Signals)

	c.Split = metrics.SplitAt(metrics.MustDate("2023-02-01"))
	few, err := study.NewRunChart(c, study.Options{})
	require.NoError(t, err)
	require.True(t, few.Limits.IsAnything(), "one reading has no range")
	require.Equal(t, few.Readings[0].Value, few.Centre)
}

func TestRunChartRefuses(t *testing.T) {
	rng := draw.From(t, 1, 1)
	undated := study.Case{Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours"}}, Before: []float64{1, 2}, After: []float64{3, 4}, InOrder: true}
	_, err := study.NewRunChart(undated, study.Options{})
	require.EqualError(t, err, "study: series: is missing: a picture over time needs readings with dates")
	c := study.Case{
		Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours"}}, Series: monthly(t, rng, 24, 20), Split: metrics.SplitAt(metrics.MustDate("2024-01-01")),
		Control: &study.Control{Series: monthly(t, rng, 23, 20)},
	}
	_, err = study.NewRunChart(c, study.Options{})
	require.ErrorIs(t, err, study.ErrOtherPeriods)
	c.Control = nil
	for _, m := range []metrics.Method{metrics.Paired, metrics.PooledPilots, metrics.GapChange} {
		_, err = study.NewRunChart(c, study.Options{Method: m})
		require.ErrorIs(t, err, study.ErrMethod, m)
	}
	for _, m := range []metrics.Method{metrics.Welch, metrics.WelchEffective, metrics.MannWhitney} {
		_, err = study.NewRunChart(c, study.Options{Method: m})
		require.NoError(t, err, m)
	}
	huge, err := metrics.NewSeries(metrics.Point{Date: metrics.MustDate("2023-01-01"), Value: -math.MaxFloat64}, metrics.Point{Date: metrics.MustDate("2023-02-01"), Value: math.MaxFloat64}, metrics.Point{Date: metrics.MustDate("2024-01-01"), Value: 1})
	require.NoError(t, err)
	_, err = study.NewRunChart(study.Case{Metric: c.Metric, Series: huge, Split: c.Split}, study.Options{})
	require.ErrorIs(t, err, study.ErrChartLimits)
}
