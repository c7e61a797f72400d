package study_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// chartOf builds a chart that must be in order.
func chartOf(t testing.TB, values []float64, o study.ChartOptions) study.Chart {
	t.Helper()
	c, err := study.NewChart(values, o)
	require.NoError(t, err)
	return c
}

func chartSignals(c study.Chart) []study.Signal { return slices.Collect(c.Signals()) }

func TestChartErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	ten := make([]float64, 10)
	tests := []struct {
		name   string
		values []float64
		o      study.ChartOptions
		want   string
	}{
		{"nothing", nil, study.ChartOptions{}, "study: baseline: want at least 2 values, there are 0"},
		{"one value", ten[:1], study.ChartOptions{}, "study: baseline: want at least 2 values, there are 1"},
		{"one value, more asked for", ten[:1], study.ChartOptions{Baseline: 5}, "study: baseline: want at least 2 values, there are 1"},
		{"baseline of one", ten, study.ChartOptions{Baseline: 1}, "study: baseline: want at least 2 values, or 0 for all, have 1"},
		{"negative baseline", ten, study.ChartOptions{Baseline: -1}, "study: baseline: want at least 2 values, or 0 for all, have -1"},
		{"baseline too long", ten, study.ChartOptions{Baseline: 11}, "study: baseline: want at most the 10 values there are, have 11"},
		{"all at once", []float64{1, nan, 2, -inf}, study.ChartOptions{
			Baseline: 5, Rules: []study.Rule{study.RuleOutside, 99, study.RuleOutside, 0, 99}, Better: 9,
		}, `study: values[1]: want a finite number, have NaN
study: values[3]: want a finite number, have -Inf
study: baseline: want at most the 4 values there are, have 5
study: rules[1]: want a rule, have Rule(99)
study: rules[2]: outside stands twice, first as rules[0]
study: rules[3]: want a rule, have unknown
study: rules[4]: want a rule, have Rule(99)
study: better: no text for Direction(9)`},
		{"limits out of reach", []float64{math.MaxFloat64, -math.MaxFloat64}, study.ChartOptions{},
			"study: baseline: the limits are beyond the range of a float64: take a larger unit"},
		{"only the range limit out of reach", []float64{6e307, 0}, study.ChartOptions{},
			"study: baseline: the limits are beyond the range of a float64: take a larger unit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := study.NewChart(tt.values, tt.o)
			require.EqualError(t, err, tt.want)
			require.Equal(t, study.Chart{}, c)
			var e *metrics.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, strings.Contains(tt.want, "float64"), errors.Is(err, study.ErrChartLimits))
		})
	}
	many := slices.Repeat([]float64{nan}, 100_000)
	_, err := study.NewChart(many, study.ChartOptions{Rules: make([]study.Rule, 100_000)})
	require.Less(t, len(err.Error()), 200_000)
}

func TestRebaseErrors(t *testing.T) {
	c := chartOf(t, make([]float64, 40), study.ChartOptions{Baseline: 12})
	c, err := c.Rebase(20, 6, "law")
	require.NoError(t, err)
	tests := []struct {
		name         string
		at, baseline int
		why, want    string
	}{
		{"before the first value", -1, 0, "x", "study: at: want one of the values 0 to 39, have -1"},
		{"after the last value", 40, 0, "x", "study: at: want one of the values 0 to 39, have 40"},
		{"before an earlier rebase", 15, 0, "x", "study: at: want a value after the baseline of the phase before, which is values 20 to 25, have 15"},
		{"at an earlier rebase", 20, 0, "x", "study: at: want a value after the baseline of the phase before, which is values 20 to 25, have 20"},
		{"within a baseline", 25, 0, "x", "study: at: want a value after the baseline of the phase before, which is values 20 to 25, have 25"},
		{"too few left", 39, 0, "x", "study: baseline: want at least 2 values, there are 1"},
		{"too long a baseline, no reason", 30, 11, " \n", "study: baseline: want at most the 10 values there are, have 11\nstudy: why: is missing: say what changed"},
		{"baseline of one", 30, 1, "x", "study: baseline: want at least 2 values, or 0 for all, have 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := c.Rebase(tt.at, tt.baseline, tt.why)
			require.EqualError(t, err, tt.want)
			require.Equal(t, study.Chart{}, got)
		})
	}
	for _, at := range []int{26, 38} { // the borders of what is allowed
		_, err := c.Rebase(at, 0, "x")
		require.NoError(t, err)
	}
	_, err = study.Chart{}.Rebase(0, 0, "x")
	require.EqualError(t, err, "study: at: there are no values")
	c, err = study.NewChart([]float64{1, 2, 1, 2, 1e308, -1e308}, study.ChartOptions{Baseline: 4})
	require.NoError(t, err)
	_, err = c.Rebase(4, 0, "x")
	require.ErrorIs(t, err, study.ErrChartLimits)
}

// A rebase leaves the phases before and their signals alone, begins the new one
// as if it were a chart by itself, and leaves the chart it came from as it was.
func TestRebase(t *testing.T) {
	random := draw.From(t, 3, 4)
	o := study.ChartOptions{Rules: slices.Collect(study.Rules)[1:], Better: metrics.Lower, Screen: true}
	for range 50 {
		values := chartNoise(random, 60)
		for i := 30; i < 60; i++ {
			values[i] += 2
		}
		o.Baseline = 2 + random.IntN(20)
		c := chartOf(t, values, o)
		before := chartSignals(c)
		got, err := c.Rebase(30, 10, "new tool")
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(before, chartSignals(c), chartCompareSignals))

		first := chartOf(t, values[:30], o)
		alone := o
		alone.Baseline = 10
		second := chartOf(t, values[30:], alone)
		want := chartSignals(first)
		for s := range second.Signals() {
			s.First, s.Last = s.First+30, s.Last+30
			want = append(want, s)
		}
		require.Empty(t, cmp.Diff(want, chartSignals(got), chartCompareSignals, cmpopts.EquateEmpty()))
		p := second.Current()
		p.From, p.Until, p.Why = 30, 60, "new tool"
		require.Equal(t, []study.Phase{first.Current(), p}, slices.Collect(got.Phases()))

		again, err := got.Rebase(45, 0, "another")
		require.NoError(t, err)
		require.Equal(t, 45, slices.Collect(again.Phases())[1].Until)
		require.Equal(t, 60, got.Current().Until)
		require.Equal(t, 15, again.Current().Baseline)
	}
}

var chartCompareSignals = cmp.Comparer(func(a, b study.Signal) bool { return a == b })

// What the caller does to its slices later, or to what it is given, changes nothing.
func TestChartSharesNothing(t *testing.T) {
	values, rules := []float64{1, 2, 3, 2, 1, 9}, []study.Rule{study.RuleOutside}
	c := chartOf(t, values, study.ChartOptions{Baseline: 5, Rules: rules})
	values[0], rules[0] = 100, study.RuleUnknown
	require.Equal(t, []float64{1, 2, 3, 2, 1, 9}, slices.Collect(c.Values()))
	require.Equal(t, 6, c.Len())
	c, err := c.Rebase(5, 0, "x")
	require.Error(t, err)
	require.Zero(t, c.Len())
	study.DefaultRules()[0] = study.RuleUnknown
	require.Equal(t, study.RuleOutside, study.DefaultRules()[0])
}

func TestChartTrial(t *testing.T) {
	for n, want := range map[int]bool{2: true, 11: true, 12: false, 20: false} {
		require.Equal(t, want, chartOf(t, make([]float64, 20), study.ChartOptions{Baseline: n}).Current().Trial, n)
	}
}

func TestCapable(t *testing.T) {
	// centre 10, mean range 2: limits 4.68 and 15.32
	values := []float64{9, 11, 9, 11, 9, 11}
	tests := []struct {
		name   string
		target metrics.Interval
		want   metrics.Answer
	}{
		{"no target", metrics.Anything(), metrics.Unknown},
		{"always met", metrics.UpTo(16), metrics.Yes},
		{"met at the limit", metrics.UpTo(15.32), metrics.Yes},
		{"met now and then", metrics.UpTo(15), metrics.Unknown},
		{"band inside the limits", metrics.MustBetween(9, 11), metrics.Unknown},
		{"never met", metrics.Above(15.32), metrics.No},
		{"never met, far off", metrics.UpTo(4), metrics.No},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := chartOf(t, values, study.ChartOptions{Target: tt.target})
			require.Equal(t, tt.want, c.Capable())
			require.Equal(t, tt.want, c.Current().Capable(tt.target))
		})
	}
	require.Equal(t, metrics.Unknown, study.Chart{}.Capable())
	require.Equal(t, metrics.Unknown, study.Phase{Lower: math.NaN()}.Capable(metrics.UpTo(1)))
}

func TestChartString(t *testing.T) {
	require.Equal(t, "values=0 phases=0 baseline=0 centre=0 lower=0 upper=0 signals=0 capable=unknown: XmR chart", study.Chart{}.String())
	c := chartOf(t, []float64{9, 11, 9, 11, 9, 11, 30, 31}, study.ChartOptions{Baseline: 6, Target: metrics.UpTo(16)})
	require.Equal(t, "values=8 phases=1 baseline=6 centre=10 lower=4.68 upper=15.32 signals=2 capable=yes: XmR chart with trial limits, from fewer than 12 points", c.String())
	c, err := c.Rebase(6, 0, "new tool\nanother line")
	require.NoError(t, err)
	require.Equal(t, `values=8 phases=2 baseline=2 centre=30.5 lower=27.84 upper=33.16 signals=0 capable=no: XmR chart with trial limits, from fewer than 12 points, rebased at value 6: "new tool\nanother line"`, c.String())
	require.Equal(t, "rule=unknown first=0 last=0 points=0 side=unknown improvement=unknown: no rule", study.Signal{}.String())
}
