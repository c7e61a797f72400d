package study

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// monthly is a series of a value a month from a day on; a 0 is a month left out.
func monthly(t *testing.T, from string, values ...float64) metrics.Series {
	t.Helper()
	var points []metrics.Point
	for i, x := range values {
		if x != 0 {
			points = append(points, metrics.Point{Date: metrics.MustDate(from).AddMonths(i), Value: x})
		}
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}

func rates(t *testing.T, from string, countOf ...float64) metrics.Series {
	t.Helper()
	var points []metrics.Point
	for pair := range slices.Chunk(countOf, 2) {
		points = append(points, metrics.Point{Date: metrics.MustDate(from).AddMonths(len(points)), Count: pair[0], Of: pair[1]})
	}
	s, err := metrics.NewRates(100, points...)
	require.NoError(t, err)
	return s
}

// flatCase is a case that nothing can be said against: 24 readings before and 24
// after, without trend, of which it is known why it was chosen.
func flatCase() Case {
	c := Case{Metric: metrics.Metric{Better: metrics.Lower}, InOrder: true, Season: 1, Chosen: metrics.No}
	for i := range 24 {
		c.Before = append(c.Before, 40+[]float64{0, 2, -1, 1, -2, 0.5}[i%6])
		c.After = append(c.After, 30+[]float64{1, -2, 0, 2, -1, 0.5}[i%6])
	}
	return c
}

// Each warning is raised by what it speaks of, and isn't by what stands beside
// it.
func TestWarnings(t *testing.T) {
	year := func(base float64) []float64 {
		v := make([]float64, 12)
		for i := range v {
			v[i] = base + []float64{0, 2, -1, 1, -2, 0.5}[i%6]
		}
		return v
	}
	with := func(change func(*Case)) Case { c := flatCase(); change(&c); return c }
	dated := func(s metrics.Series, split string) Case {
		return Case{Metric: metrics.Metric{Better: metrics.Lower}, Chosen: metrics.No, Series: s, Split: metrics.SplitAt(metrics.MustDate(split))}
	}
	units := func(before, after []float64) Case {
		return Case{Metric: metrics.Metric{Better: metrics.Lower}, Chosen: metrics.No, Before: before, After: after}
	}
	for _, tt := range []struct {
		reason string
		c      Case
		o      Options
		kind   metrics.WarningKind
		raised bool
		where  string
		have   metrics.Interval
	}{
		{"five after", with(func(c *Case) { c.After = c.After[:5] }), Options{}, metrics.TooFewPoints, true, "after", metrics.Exactly(5)},
		{"five before", with(func(c *Case) { c.Before = c.Before[:5] }), Options{}, metrics.TooFewPoints, true, "before", metrics.Exactly(5)},
		{"six a side", with(func(c *Case) { c.Before, c.After = c.Before[:6], c.After[:6] }), Options{}, metrics.TooFewPoints, false, "", metrics.Anything()},
		{"a mean of 4.9 events", units([]float64{5, 5, 4, 5, 6, 4.4}, []float64{8, 9, 9, 8, 7, 9}), Options{}, metrics.CountsTooSmall, false, "", metrics.Anything()},
		{"nobody said which way is better", with(func(c *Case) { c.Metric.Better = metrics.DirectionUnknown }), Options{}, metrics.DirectionMissing, true, "", metrics.Anything()},
		{"it is said", flatCase(), Options{}, metrics.DirectionMissing, false, "", metrics.Anything()},
		{"the baseline moves", with(func(c *Case) {
			for i := range c.Before {
				c.Before[i] -= float64(i) / 2
			}
		}), Options{}, metrics.TrendWithoutControl, true, "before", metrics.Anything()},
		{"the baseline stands", flatCase(), Options{}, metrics.TrendWithoutControl, false, "", metrics.Anything()},
		{"a step larger than any drift of the baseline", flatCase(), Options{}, metrics.TrendNotExcluded, false, "", metrics.Anything()},
		{"a step that a drift would explain", with(func(c *Case) {
			for i := range c.After {
				c.After[i] += 9.5
			}
		}), Options{}, metrics.TrendNotExcluded, true, "slope before", metrics.Anything()},
		{"chosen for its figures", with(func(c *Case) { c.Chosen = metrics.Yes }), Options{}, metrics.ChosenForBaseline, true, "", metrics.Anything()},
		{"nobody said how", with(func(c *Case) { c.Chosen = metrics.Unknown }), Options{}, metrics.ChoiceUnknown, true, "", metrics.Anything()},
		{"it is said that it wasn't", flatCase(), Options{}, metrics.ChoiceUnknown, false, "", metrics.Anything()},
		{"half a year against the other half", dated(monthly(t, "2022-01-01", year(40)...), "2022-07-01"), Options{}, metrics.SeasonUnknown, true, "seasons in both", metrics.Exactly(0)},
		{"the same, and it is seasonal", func() Case {
			c := dated(monthly(t, "2022-01-01", year(40)...), "2022-07-01")
			c.Season = 12
			return c
		}(), Options{}, metrics.SeasonNotCovered, true, "seasons in both", metrics.Exactly(0)},
		{"the same, and it isn't", func() Case {
			c := dated(monthly(t, "2022-01-01", year(40)...), "2022-07-01")
			c.Season = 1
			return c
		}(), Options{}, metrics.SeasonUnknown, false, "", metrics.Anything()},
		{"a year against the next", dated(monthly(t, "2022-01-01", append(year(40), year(30)...)...), "2023-01-01"), Options{}, metrics.SeasonUnknown, false, "", metrics.Anything()},
		{"a month missing", dated(monthly(t, "2022-01-01", append(year(40), 30, 0, 31, 32, 30, 31, 29)...), "2023-01-01"), Options{}, metrics.PeriodsMissing, true, "", metrics.Exactly(1)},
		{"the gap at the change is no missing month", func() Case {
			c := dated(monthly(t, "2022-01-01", append(year(40), year(30)...)...), "2023-01-01")
			c.Split = metrics.SplitAround(metrics.MustDate("2022-12-01"), metrics.MustDate("2023-01-31"))
			return c
		}(), Options{}, metrics.PeriodsMissing, false, "", metrics.Anything()},
		{"two months alike to four digits", with(func(c *Case) { c.Before[3], c.Before[4] = 41.25, 41.25 }), Options{}, metrics.StaleRepeat, true, "reading 5", metrics.Exactly(1)},
		{"two months alike to three digits", with(func(c *Case) { c.Before[3], c.Before[4] = 41.2, 41.2 }), Options{}, metrics.StaleRepeat, false, "", metrics.Anything()},
		{"units may be alike", units([]float64{41.25, 41.25, 40, 39, 44, 42}, []float64{31, 30, 33, 35, 32, 30}), Options{}, metrics.StaleRepeat, false, "", metrics.Anything()},
		{"a count of how many", with(func(c *Case) { c.Metric.Kind = metrics.Count }), Options{}, metrics.DenominatorMissing, true, "", metrics.Anything()},
		{"an amount isn't counted of any", with(func(c *Case) { c.Metric.Kind = metrics.Amount }), Options{}, metrics.DenominatorMissing, false, "", metrics.Anything()},
		{"plain Welch on readings that are alike", with(func(c *Case) {
			slices.Sort(c.Before)
			slices.Sort(c.After)
		}), Options{Method: metrics.Welch}, metrics.Autocorrelation, true, "", metrics.Anything()},
		{"effective sizes allow for it", with(func(c *Case) {
			slices.Sort(c.Before)
			slices.Sort(c.After)
		}), Options{}, metrics.Autocorrelation, false, "", metrics.Anything()},
		{"the population grew by more than half", dated(rates(t, "2022-01-01", 30, 1000, 33, 1000, 31, 1510, 45, 1500, 44, 1500, 46, 1500, 40, 1500, 41, 1500, 42, 1500, 40, 1500, 41, 1500, 39, 1500), "2022-07-01"), Options{}, metrics.CoverageBreak, true, "2022-03-01", metrics.Exactly(1.51)},
		{"it grew by half", dated(rates(t, "2022-01-01", 30, 1000, 33, 1000, 31, 1500, 45, 1500, 44, 1500, 46, 1500, 40, 1500, 41, 1500, 42, 1500, 40, 1500, 41, 1500, 39, 1500), "2022-07-01"), Options{}, metrics.CoverageBreak, false, "", metrics.Anything()},
		{"under five events a month", dated(rates(t, "2022-01-01", 6, 100, 5, 100, 6, 100, 5, 100, 6, 100, 5, 100, 5, 100, 4, 100, 5, 100, 5, 100, 5, 100, 5, 100), "2022-07-01"), Options{}, metrics.CountsTooSmall, true, "after", metrics.Exactly(4.83333333333)},
		{"five events a month", dated(rates(t, "2022-01-01", 6, 100, 5, 100, 6, 100, 5, 100, 6, 100, 5, 100, 5, 100, 4, 100, 6, 100, 5, 100, 5, 100, 5, 100), "2022-07-01"), Options{}, metrics.CountsTooSmall, false, "", metrics.Anything()},
		{"months before, weeks after", func() Case {
			points := []metrics.Point{}
			for point := range monthly(t, "2022-01-01", year(400)...).All() {
				points = append(points, point)
			}
			for i := range 30 {
				points = append(points, metrics.Point{Date: metrics.MustDate("2023-01-02").AddDays(7 * i), Value: 92 + float64(i%3)})
			}
			s, err := metrics.NewSeries(points...)
			require.NoError(t, err)
			return dated(s, "2023-01-01")
		}(), Options{}, metrics.PeriodsDiffer, true, "monthly before, weekly after", metrics.Anything()},
		{"a month read twice", func() Case {
			points := []metrics.Point{{Date: metrics.MustDate("2022-05-15"), Value: 41}}
			for point := range monthly(t, "2022-01-01", append(year(40), year(30)...)...).All() {
				points = append(points, point)
			}
			s, err := metrics.NewSeries(points...)
			require.NoError(t, err)
			return dated(s, "2023-01-01")
		}(), Options{}, metrics.PeriodsDiffer, true, "2022-05-15", metrics.Anything()},
		{"one period throughout", dated(monthly(t, "2022-01-01", append(year(40), year(30)...)...), "2023-01-01"), Options{}, metrics.PeriodsDiffer, false, "", metrics.Anything()},
		{"no period at all", func() Case {
			var points []metrics.Point
			for i := range 24 {
				points = append(points, metrics.Point{Date: metrics.MustDate("2022-01-01").AddDays(3*i + i*i%2), Value: 40 + float64(i*7%5)})
			}
			s, err := metrics.NewSeries(points...)
			require.NoError(t, err)
			return dated(s, "2022-02-10")
		}(), Options{}, metrics.PeriodNotTold, true, "", metrics.Anything()},
		{"no reading ever varies", with(func(c *Case) {
			for i := range c.Before {
				c.Before[i], c.After[i] = 40.1, 30.3
			}
		}), Options{}, metrics.NoVariation, true, "", metrics.Anything()},
		{"those after never vary", with(func(c *Case) {
			for i := range c.After {
				c.After[i] = 0
			}
		}), Options{}, metrics.NoVariation, false, "", metrics.Anything()},
	} {
		change, err := BeforeAfter(tt.c, tt.o)
		require.NoError(t, err, tt.reason)
		at := slices.IndexFunc(change.Warnings, func(w metrics.Warning) bool { return w.Kind == tt.kind })
		if !tt.raised {
			require.Negative(t, at, "%s: %v", tt.reason, change.Warnings)
			continue
		}
		require.GreaterOrEqual(t, at, 0, "%s: %v", tt.reason, change.Warnings)
		w := change.Warnings[at]
		require.Equal(t, tt.where, w.Where, tt.reason)
		if !tt.have.IsAnything() {
			require.Equal(t, tt.have, w.Have, tt.reason)
		}
		if !w.Have.IsAnything() && !w.Need.IsAnything() {
			require.NotEqual(t, metrics.Yes, w.Have.Within(w.Need), "%s: %s", tt.reason, w)
		}
		if tt.kind.Disqualifies() {
			require.Equal(t, metrics.CannotTell, change.Conclusion(), tt.reason)
		}
	}
}

// A case that nothing can be said against has no warnings, and a large step is
// found.
func TestNoWarnings(t *testing.T) {
	change, err := BeforeAfter(flatCase(), Options{})
	require.NoError(t, err)
	require.Empty(t, change.Warnings)
	require.Equal(t, metrics.Better, change.Conclusion())
	require.Equal(t, metrics.WelchEffective, change.Method)
	require.Equal(t, metrics.OrderedInTime, change.Because)
}

// The method follows from the shape of the data, and one that doesn't fit is
// refused.
func TestMethodOfShape(t *testing.T) {
	scale := Case{Before: []float64{1, 2, 2, 3, 3, 3}, After: []float64{2, 3, 4, 4, 4, 5}}
	half := Case{Before: []float64{1, 2, 2, 3, 7, 9}, After: []float64{2, 3, 4, 5, 6, 8}} // 5 of 12 tied
	for _, tt := range []struct {
		reason string
		c      Case
		method metrics.Method
		why    metrics.Reason
	}{
		{"in order of time", flatCase(), metrics.WelchEffective, metrics.OrderedInTime},
		{"pairs", Case{Paired: true, Before: []float64{1, 2, 3}, After: []float64{2, 2, 5}}, metrics.Paired, metrics.SameUnits},
		{"more than half tied", scale, metrics.MannWhitney, metrics.FewSteps},
		{"fewer tied", half, metrics.Welch, metrics.SeparateUnits},
	} {
		change, err := BeforeAfter(tt.c, Options{})
		require.NoError(t, err, tt.reason)
		require.Equal(t, tt.method, change.Method, tt.reason)
		require.Equal(t, tt.why, change.Because, tt.reason)
		chosen, err := BeforeAfter(tt.c, Options{Method: tt.method})
		require.NoError(t, err)
		require.Equal(t, metrics.CallersMethod, chosen.Because)
		require.Equal(t, change.Interval, chosen.Interval)
	}
	_, err := BeforeAfter(scale, Options{Method: metrics.WelchEffective})
	require.ErrorIs(t, err, ErrMethod)
	require.EqualError(t, err, "study: options.method: welch-effective needs readings in order of time: the method doesn't fit the case")
	_, err = BeforeAfter(scale, Options{Method: metrics.Paired})
	require.ErrorIs(t, err, ErrMethod)
	_, err = BeforeAfter(scale, Options{Method: metrics.GapChange, Level: 1.5, Family: -1})
	require.EqualError(t, err, "study: options.level: want a share above 0 and below 1, have 1.5\nstudy: options.family: want 0 or more, have -1")
	_, err = BeforeAfter(scale, Options{Method: metrics.GapChange})
	require.ErrorIs(t, err, ErrMethod)
	_, err = BeforeAfter(Case{Before: []float64{1}, After: []float64{2, 3}}, Options{})
	require.ErrorIs(t, err, ErrTooFewPoints)
	_, err = BeforeAfter(Case{After: []float64{2, 3}}, Options{})
	require.ErrorIs(t, err, metrics.ErrNoBaseline)
}
