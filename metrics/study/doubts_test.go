package study

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// Rounding isn't variation: what differs by it alone has no interval, and so no
// conclusion, whatever the method.
func TestRoundingIsNoVariation(t *testing.T) {
	var before, after, control, tenth, third []float64
	for i := range 8 {
		before = append(before, 1.1*float64(i+1))
		after = append(after, 1.1*float64(i+1)+0.1)
		control = append(control, 0.7*float64(i+1)+0.2)
		tenth = append(tenth, 3*(0.7*float64(i+1)+0.2))
		third = append(third, 3.01*(0.7*float64(i+1)+0.2))
	}
	lower := metrics.Metric{Better: metrics.Higher}
	for _, c := range []Case{
		{Metric: lower, Paired: true, Before: before, After: after},
		{Metric: lower, InOrder: true, Season: 1, Before: []float64{0.3, 0.30000000000000004, 0.3, 0.3, 0.3, 0.3}, After: []float64{0.31, 0.31, 0.31, 0.31, 0.31, 0.31}},
		{Metric: lower, InOrder: true, Season: 1, Before: tenth, After: third, Control: &Control{Before: control, After: control}},
	} {
		change, err := Compare(c, Options{})
		require.NoError(t, err)
		require.True(t, warned(change, metrics.NoVariation), "%v", change)
		require.Equal(t, metrics.CannotTell, change.Conclusion())
		require.True(t, change.Interval.IsAnything())
	}
}

// A season that repeats exactly is no trend, whoever says what of it.
func TestSeasonIsNoTrend(t *testing.T) {
	for _, season := range []int{0, 1, 12} {
		c := flatCase()
		c.Season = season
		change, err := BeforeAfter(c, Options{})
		require.NoError(t, err)
		require.False(t, warned(change, metrics.TrendWithoutControl), "season %d: %v", season, change.Warnings)
		require.Equal(t, metrics.Better, change.Conclusion())
	}
}

// A shock that takes the same share of both isn't taken for a change of the
// smaller or larger one: where ratios can't be compared nothing is told.
func TestSharedShockOnAnotherScale(t *testing.T) {
	c := controlledSeries(100, 70, 10, 7)
	c.Control.Before[3] = 0
	change, err := Controlled(c, Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.GapChange, change.Method)
	require.True(t, warned(change, metrics.OtherScale))
	require.Equal(t, metrics.CannotTell, change.Conclusion())

	units := Case{Metric: metrics.Metric{Better: metrics.Lower}, Paired: true, Chosen: metrics.No, Control: &Control{Paired: true}}
	for i := range 12 {
		x := float64(i % 5)
		units.Before, units.After = append(units.Before, 100+x), append(units.After, 0.7*(100+x)+float64(i%3))
		units.Control.Before, units.Control.After = append(units.Control.Before, 10+x/10), append(units.Control.After, 0.7*(10+x/10)+float64(i%3)/10)
	}
	change, err = Controlled(units, Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.OtherScale))
	require.Equal(t, metrics.CannotTell, change.Conclusion())
}

// What speaks against the control's figures is told as well as what speaks against
// the pilot's.
func TestControlIsLookedAt(t *testing.T) {
	pilot, control := []float64{}, []float64{}
	for i := range 24 {
		of := 1000.0
		if i >= 12 {
			of = 4000
		}
		pilot = append(pilot, float64(8-2*(i/12)+i%3), 1000)
		control = append(control, float64(1+i%2), of)
	}
	c := Case{
		Metric: metrics.Metric{Better: metrics.Lower}, Chosen: metrics.No, Split: metrics.SplitAt(metrics.MustDate("2023-01-01")),
		Series: rates(t, "2022-01-01", pilot...), Control: &Control{Series: rates(t, "2022-01-01", control...)},
	}
	change, err := Controlled(c, Options{Method: metrics.GapChange})
	require.NoError(t, err)
	where := map[metrics.WarningKind]string{}
	for _, w := range change.Warnings {
		where[w.Kind] = w.Where
	}
	require.Equal(t, "control before", where[metrics.CountsTooSmall])
	require.Equal(t, "control 2023-01-01", where[metrics.CoverageBreak])
	require.Equal(t, metrics.CannotTell, change.Conclusion())
}

// Half a year against the other half is told of weeks too, and beside a control,
// which may not share the season; a model with terms for the season has it covered.
func TestUnlikeSeasons(t *testing.T) {
	var weeks []metrics.Point
	for i := range 52 {
		weeks = append(weeks, metrics.Point{Date: metrics.MustDate("2023-01-02").AddDays(7 * i), Value: 20 - 5*float64(i/26) + float64(i%4)})
	}
	s, err := metrics.NewSeries(weeks...)
	require.NoError(t, err)
	c := Case{Metric: metrics.Metric{Better: metrics.Lower}, Chosen: metrics.No, Series: s, Split: metrics.SplitAt(metrics.MustDate("2023-07-03"))}
	change, err := BeforeAfter(c, Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.SeasonUnknown))

	var year []float64
	for i := range 12 {
		year = append(year, 20-5*float64(i/6)+float64(i%3))
	}
	both := Case{Metric: metrics.Metric{Better: metrics.Lower}, Season: 12, Split: metrics.SplitAt(metrics.MustDate("2023-07-01")),
		Series: monthly(t, "2023-01-01", year...), Control: &Control{Series: monthly(t, "2023-01-01", 20, 21, 20, 22, 20, 21, 20, 22, 21, 20, 21, 20)}}
	change, err = Controlled(both, Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.SeasonUnknown))

	var months []float64
	for i := range 30 {
		x := 100 + 10*float64(i%12) + float64(i*7%5)/10
		if i >= 24 {
			x -= 15
		}
		months = append(months, x)
	}
	modelled := Case{Metric: metrics.Metric{Better: metrics.Lower}, Season: 12, Series: monthly(t, "2021-01-01", months...), Split: metrics.SplitAt(metrics.MustDate("2023-01-01"))}
	change, err = Interrupted(modelled, Options{})
	require.NoError(t, err)
	require.False(t, warned(change, metrics.SeasonNotCovered))
	require.Equal(t, metrics.Better, change.Conclusion())
	change, err = BeforeAfter(modelled, Options{})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.SeasonNotCovered))
}

// What no pilot could rule out their mean can't, and a mean pilot's change times
// all their volume is no saving.
func TestPoolKeepsDoubts(t *testing.T) {
	rng := draw.From(t, 51, 1)
	var cases []Case
	for range 8 {
		c := Case{Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower}, Paired: true, Chosen: metrics.Yes}
		for range 10 {
			x := 20 + rng.NormFloat64()
			c.Before, c.After = append(c.Before, x), append(c.After, x-3+rng.NormFloat64())
		}
		cases = append(cases, c)
	}
	pool, err := Pooled(cases, Options{})
	require.NoError(t, err)
	require.True(t, warned(pool.Pooled, metrics.ChosenForBaseline))
	saving, err := pool.Pooled.Saving(metrics.Terms{})
	require.NoError(t, err)
	require.Equal(t, metrics.NotComputable, saving.Claim)
	require.True(t, saving.NoVolume)
}

// Periods left out don't make readings look less alike than they are, and a side
// that never varies says nothing of how alike they are.
func TestAutocorrelationOfWhatIsThere(t *testing.T) {
	rng := draw.From(t, 51, 2)
	whole, gaps := 0.0, 0.0
	for range 400 {
		values := autoregressive(rng, 36, 0.6)
		whole += lag1(values, nil)
		var kept []float64
		var numbers []int
		for i, x := range values {
			if i%3 != 2 {
				kept, numbers = append(kept, x), append(numbers, i+1)
			}
		}
		gaps += lag1(kept, numbers)
	}
	require.InDelta(t, whole/400, gaps/400, 0.05)
	require.Zero(t, lag1([]float64{1, 2, 3}, []int{1, 3, 5}), "no neighbours")

	values := autoregressive(rng, 30, 0.6)
	constant := make([]float64, 30)
	require.InDelta(t, lag1(values, nil), effectiveSizes(constant, values, nil, nil).raw, 1e-12)
	require.Zero(t, effectiveSizes(constant, constant, nil, nil).raw)
}

// Plain least squares, of a gap or of lines, says where it takes readings that are
// alike for independent.
func TestAutocorrelationIsTold(t *testing.T) {
	rng := draw.From(t, 51, 3)
	lines, gap := 0, 0
	for range 50 {
		values, control := autoregressive(rng, 48, 0.8), autoregressive(rng, 48, 0)
		c := Case{Metric: metrics.Metric{Better: metrics.Lower}, InOrder: true, Season: 1, Before: values[:24], After: values[24:], Control: &Control{Before: control[:24], After: control[24:]}}
		change, err := Interrupted(c, Options{Method: metrics.SegmentedOLS})
		require.NoError(t, err)
		if warned(change, metrics.Autocorrelation) {
			lines++
		}
		for i := range control {
			control[i] /= 10
		}
		change, err = Controlled(c, Options{Method: metrics.GapRegression})
		require.NoError(t, err)
		if warned(change, metrics.Autocorrelation) {
			gap++
		}
	}
	require.Greater(t, lines, 35)
	require.Greater(t, gap, 35)
}

// Of a rate it is the count and what it is counted of that must repeat.
func TestStaleRate(t *testing.T) {
	for _, tt := range []struct {
		reason string
		second float64
		of     float64
		raised bool
	}{{"both repeat", 120, 3105, true}, {"the count alone", 120, 3106, false}, {"of alone", 121, 3105, false}} {
		c := Case{Metric: metrics.Metric{Better: metrics.Lower}, Chosen: metrics.No, Season: 1, Split: metrics.SplitAt(metrics.MustDate("2022-07-01")),
			Series: rates(t, "2022-01-01", 120, 3105, tt.second, tt.of, 118, 3100, 122, 3110, 119, 3090, 121, 3120, 117, 3101, 116, 3111, 119, 3099, 120, 3103, 118, 3107, 117, 3102)}
		change, err := BeforeAfter(c, Options{})
		require.NoError(t, err)
		require.Equal(t, tt.raised, warned(change, metrics.StaleRepeat), tt.reason)
	}
}

// With ties an interval of ranks may hold 0 beside a small p: the interval decides,
// for the adjustment too.
func TestRanksAreAdjustedByTheirInterval(t *testing.T) {
	c := Case{Metric: metrics.Metric{Better: metrics.Higher}, Before: []float64{2, 1, 1, 1, 2, 1, 1, 2}, After: []float64{3, 2, 3, 2, 2, 2, 3}}
	change, err := BeforeAfter(c, Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.MannWhitney, change.Method)
	p, _ := change.P.Point()
	require.Less(t, p, 0.05)
	require.Equal(t, metrics.NoEffectShown, change.Conclusion())
	x, ok := testable(change)
	require.True(t, ok)
	require.Greater(t, x, 1-change.Level)

	// At a level that so few can't reach there is no interval, and it says so.
	change, err = BeforeAfter(c, Options{Level: 0.9999})
	require.NoError(t, err)
	require.True(t, warned(change, metrics.TooFewPoints))
	require.Equal(t, metrics.CannotTell, change.Conclusion())
}
