package metrics_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// TestBenefitDistance has a row for each answer on each of what it depends on:
// what is said of the metric, and how far its owner is from the frontline.
func TestBenefitDistance(t *testing.T) {
	m := newMap(t, metric("cost!"), metric("hours", "cost!"), metric("searches", "hours"), metric("posts"))
	frontline, support := metrics.Exactly(0), metrics.Exactly(2)
	tests := []struct {
		name  string
		b     metrics.Benefit
		owner metrics.Interval
		want  metrics.Interval
	}{
		{"a hard metric of the frontline", metrics.Benefit{Metric: "cost!"}, frontline, metrics.Exactly(0)},
		{"a hard metric of a support function", metrics.Benefit{Metric: "cost!"}, support, metrics.Exactly(1)},
		{"of one a step away", metrics.Benefit{Metric: "cost!"}, metrics.Exactly(1), metrics.Exactly(1)},
		{"of one at some distance", metrics.Benefit{Metric: "cost!"}, metrics.From(1), metrics.Exactly(1)},
		{"of an owner just beyond the frontline", metrics.Benefit{Metric: "cost!"}, metrics.Above(0), metrics.Exactly(1)},
		{"of an unknown owner", metrics.Benefit{Metric: "cost!"}, metrics.Anything(), between(0, 1)},
		{"of an owner at the frontline or not", metrics.Benefit{Metric: "cost!"}, between(0, 1), between(0, 1)},
		{"a step away, of the frontline", metrics.Benefit{Metric: "hours"}, frontline, metrics.Exactly(1)},
		{"a step away, of a support function", metrics.Benefit{Metric: "hours"}, support, metrics.Exactly(1)},
		{"a step away, of an unknown owner", metrics.Benefit{Metric: "hours"}, metrics.Anything(), metrics.Exactly(1)},
		{"two steps away, of an unknown owner", metrics.Benefit{Metric: "searches"}, metrics.Anything(), metrics.Exactly(2)},
		{"unlinked", metrics.Benefit{Metric: "posts"}, frontline, metrics.From(1)},
		{"unlinked, of a support function", metrics.Benefit{Metric: "posts"}, support, metrics.From(1)},
		{"nothing measured", metrics.Benefit{NoMetric: true}, frontline, metrics.From(1)},
		{"nothing measured, and yet named", metrics.Benefit{NoMetric: true, Metric: "cost!"}, frontline, metrics.From(1)},
		{"nothing said", metrics.Benefit{}, frontline, metrics.From(0)},
		{"not in the map", metrics.Benefit{Metric: "calls"}, frontline, metrics.From(0)},
		{"not in the map, of a support function", metrics.Benefit{Metric: "calls"}, support, metrics.From(1)},
		{"nothing said, of a support function", metrics.Benefit{}, metrics.From(1), metrics.From(1)},
		{"nothing said, of an unknown owner", metrics.Benefit{}, metrics.Anything(), metrics.From(0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.b.Distance(m, tt.owner))
		})
	}
	require.Equal(t, metrics.From(0), metrics.Benefit{Metric: "cost!"}.Distance(nil, frontline))
}

func TestBenefitCanBeShown(t *testing.T) {
	m := newMap(t, metric("cost!"), metric("hours", "cost!"), metric("posts"))
	frontline, support := metrics.Exactly(0), metrics.Exactly(1)
	year, none := metrics.Baseline{Points: metrics.Exactly(12)}, metrics.NoBaseline()
	readings := func(i metrics.Interval) metrics.Baseline { return metrics.Baseline{Points: i} }
	tests := []struct {
		name  string
		b     metrics.Benefit
		owner metrics.Interval
		want  metrics.Answer
	}{
		{"a hard metric of the frontline with a baseline", metrics.Benefit{Metric: "cost!", Baseline: year}, frontline, yes},
		{"just enough readings", metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(6))}, frontline, yes},
		{"one too few", metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(5))}, frontline, no},
		{"some readings", metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.From(1))}, frontline, unknown},
		{"an impossible number of them", metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(-7))}, frontline, unknown},
		{"a baseline that isn't there", metrics.Benefit{Metric: "cost!", Baseline: none}, frontline, no},
		{"a baseline of which nothing is said", metrics.Benefit{Metric: "cost!"}, frontline, unknown},
		{"a support function", metrics.Benefit{Metric: "cost!", Baseline: year}, support, no},
		{"a support function, nothing said of a baseline", metrics.Benefit{Metric: "cost!"}, support, no},
		{"an unknown owner", metrics.Benefit{Metric: "cost!", Baseline: year}, metrics.Anything(), unknown},
		{"an unknown owner without a baseline", metrics.Benefit{Metric: "cost!", Baseline: none}, metrics.Anything(), no},
		{"an indirect metric", metrics.Benefit{Metric: "hours", Baseline: year}, frontline, no},
		{"an unlinked metric", metrics.Benefit{Metric: "posts", Baseline: year}, frontline, no},
		{"a metric that isn't in the map", metrics.Benefit{Metric: "calls", Baseline: year}, frontline, unknown},
		{"the same without a baseline", metrics.Benefit{Metric: "calls", Baseline: none}, frontline, no},
		{"nothing measured", metrics.Benefit{NoMetric: true}, frontline, no},
		{"nothing measured, of an unknown owner", metrics.Benefit{NoMetric: true}, metrics.Anything(), no},
		{"nothing said", metrics.Benefit{}, metrics.Anything(), unknown},
		{"nothing said but that a support function owns it", metrics.Benefit{}, support, no},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.b.CanBeShown(m, tt.owner, metrics.MinBaselinePoints))
		})
	}
	b := metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(5))}
	require.Equal(t, yes, b.CanBeShown(m, frontline, 5))
	require.Equal(t, no, b.CanBeShown(m, frontline, 5.5))
	require.Equal(t, no, b.CanBeShown(m, frontline, inf))

	// Less than one reading is not asked for: the default holds instead.
	six := metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(6))}
	for _, points := range []float64{0, -1, 0.5, nan, -inf} {
		require.Equal(t, no, b.CanBeShown(m, frontline, points), "5 readings where %v are asked for", points)
		require.Equal(t, yes, six.CanBeShown(m, frontline, points), "6 readings where %v are asked for", points)
	}
	one := metrics.Benefit{Metric: "cost!", Baseline: readings(metrics.Exactly(1))}
	require.Equal(t, yes, one.CanBeShown(m, frontline, 1))
}

func TestBenefitPoints(t *testing.T) {
	tests := []struct {
		name string
		b    metrics.Benefit
		want metrics.Interval
	}{
		{"nothing said", metrics.Benefit{}, metrics.From(0)},
		{"nothing measured", metrics.Benefit{NoMetric: true}, metrics.Exactly(0)},
		{"no baseline", metrics.Benefit{Metric: "x", Baseline: metrics.NoBaseline()}, metrics.Exactly(0)},
		{"known", metrics.Benefit{Metric: "x", Baseline: metrics.Baseline{Points: between(6, 8)}}, between(6, 8)},
		{"a number that can't be", metrics.Benefit{Metric: "x", Baseline: metrics.Baseline{Points: metrics.Exactly(-1)}}, metrics.From(0)},
		{"at most", metrics.Benefit{Metric: "x", Baseline: metrics.Baseline{Points: metrics.UpTo(8)}}, between(0, 8)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.b.Points())
		})
	}
}

// However little else is known: a support function is never at distance 0, and
// to learn more of owner or baseline never takes a certain answer back.
func TestBenefitProperties(t *testing.T) {
	steps := func(r *rand.Rand) float64 { return float64(r.IntN(3)) }
	points := func(r *rand.Rand) float64 { return float64(4 + r.IntN(4)) }
	m := newMap(t, metric("cost!"), metric("hours", "cost!"), metric("posts"))
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 3000 {
			b := metrics.Benefit{Metric: []string{"cost!", "cost!", "hours", "posts", "", "calls"}[r.IntN(6)], NoMetric: r.IntN(10) == 0}
			b.Baseline.Points = randomInterval(r, points)
			owner := randomInterval(r, steps)
			if r.IntN(2) == 0 {
				owner, b.Metric = metrics.UpTo(float64(r.IntN(2))), "cost!"
			}
			shown := b.CanBeShown(m, owner, metrics.MinBaselinePoints)
			d := b.Distance(m, owner)
			if owner.AtMost(0) == no {
				require.Equal(t, yes, d.AtLeast(1), "%+v of %v is at distance %v", b, owner, d)
			}
			more := b
			more.Baseline.Points = randomPart(r, b.Baseline.Points, points)
			part := randomPart(r, owner, steps)
			then := more.CanBeShown(m, part, metrics.MinBaselinePoints)
			if shown != unknown {
				require.Equal(t, shown, then, "%+v of %v; %+v of %v", b, owner, more, part)
			}
			require.Equal(t, yes, more.Distance(m, part).Within(d), "%+v of %v; %+v of %v", b, owner, more, part)
			c.add("shown", then == yes)
			c.add("not shown", shown == no)
			c.add("settled by knowing more", shown != then)
			c.add("of a support function", owner.AtMost(0) == no)
		}
		c.atLeast5Percent(t)
	})
}

func TestBenefitValidate(t *testing.T) {
	tests := []struct {
		name string
		b    metrics.Benefit
		want string
	}{
		{"nothing said", metrics.Benefit{}, ""},
		{"nothing measured", metrics.Benefit{NoMetric: true, Baseline: metrics.NoBaseline()}, ""},
		{"nothing measured, some or no readings", metrics.Benefit{NoMetric: true, Baseline: metrics.Baseline{Points: metrics.From(0)}}, ""},
		{"a metric with a baseline", metrics.Benefit{Metric: "cost", Baseline: metrics.Baseline{Points: metrics.Exactly(6)}}, ""},
		{"a metric and none", metrics.Benefit{Metric: "cost", NoMetric: true}, `metrics: noMetric: there is a metric, "cost"`},
		{"a baseline of nothing", metrics.Benefit{NoMetric: true, Baseline: metrics.Baseline{Points: metrics.Exactly(6)}}, "metrics: baseline.points: where there is no metric there is no baseline"},
		{"a bad baseline", metrics.Benefit{Baseline: metrics.Baseline{Period: 9}}, "metrics: baseline.period: no text for Period(9)"},
		{"no baseline, and a change without readings before", metrics.Benefit{Metric: "cost", Baseline: metrics.NoBaseline(), Change: &metrics.Change{}}, ""},
		{"no baseline, and a change with a reading before", metrics.Benefit{Metric: "cost", Baseline: metrics.NoBaseline(), Change: &metrics.Change{Before: metrics.Group{Points: 1}}},
			"metrics: change.before: there is no baseline, says the benefit, and 1 readings before, says the change"},
		{"all at once", metrics.Benefit{Metric: "cost", NoMetric: true, Baseline: metrics.Baseline{Points: metrics.From(1), Period: 9}},
			"metrics: noMetric: there is a metric, \"cost\"\nmetrics: baseline.points: where there is no metric there is no baseline\nmetrics: baseline.period: no text for Period(9)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantProblems(t, tt.b.Validate(), tt.want)
		})
	}
}

func TestBenefitJSON(t *testing.T) {
	tests := []struct {
		b    metrics.Benefit
		json string
	}{
		{metrics.Benefit{}, `{}`},
		{metrics.Benefit{NoMetric: true}, `{"noMetric":true}`},
		{metrics.Benefit{Metric: "cost", Baseline: metrics.NoBaseline()}, `{"metric":"cost","baseline":{"points":0}}`},
	}
	for _, tt := range tests {
		data, err := json.Marshal(tt.b)
		require.NoError(t, err)
		require.Equal(t, tt.json, string(data))
		var back metrics.Benefit
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, tt.b, back)
	}
}
