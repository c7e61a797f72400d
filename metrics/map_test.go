package metrics_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// metric is one that drives others; an id ending in "!" is a hard one.
func metric(id string, drives ...string) metrics.Metric {
	return metrics.Metric{Measure: metrics.Measure{ID: id}, Hard: id[len(id)-1] == '!', Drives: drives}
}

func newMap(t *testing.T, all ...metrics.Metric) *metrics.Map {
	t.Helper()
	m, err := metrics.NewMap(all...)
	require.NoError(t, err)
	return m
}

func TestMap(t *testing.T) {
	tests := []struct {
		name string
		all  []metrics.Metric
		want string
	}{
		{"nothing", nil, ""},
		{"one hard", []metrics.Metric{metric("cost!")}, "cost!: distance 0\n"},
		{"one soft", []metrics.Metric{metric("posts")}, "posts: unlinked\n"},
		{"a chain", []metrics.Metric{metric("searches", "hours"), metric("hours", "cost!"), metric("cost!")},
			"cost!: distance 0\nhours: distance 1 (hours → cost!)\nsearches: distance 2 (searches → hours → cost!)\n"},
		{"a short cut", []metrics.Metric{metric("a", "b", "cost!"), metric("b", "cost!"), metric("cost!")},
			"a: distance 1 (a → cost!)\nb: distance 1 (b → cost!)\ncost!: distance 0\n"},
		{"a hard one that drives another", []metrics.Metric{metric("a!", "b!"), metric("b!")}, "a!: distance 0\nb!: distance 0\n"},
		{"a hard one that drives a soft one", []metrics.Metric{metric("cost!", "mood"), metric("mood")}, "cost!: distance 0\nmood: unlinked\n"},
		{"a circle with a way out", []metrics.Metric{metric("a", "b"), metric("b", "a", "cost!"), metric("cost!", "a")},
			"a: distance 2 (a → b → cost!)\nb: distance 1 (b → cost!)\ncost!: distance 0\n"},
		{"a circle without", []metrics.Metric{metric("a", "b"), metric("b", "a"), metric("cost!")}, "a: unlinked\nb: unlinked\ncost!: distance 0\n"},
		{"named twice", []metrics.Metric{metric("a", "cost!", "cost!"), metric("cost!")}, "a: distance 1 (a → cost!)\ncost!: distance 0\n"},
		// x sorts before y, so a goes by x although that leads to the later of the hard ones.
		{"the first ids from the metric on", []metrics.Metric{metric("a", "y", "x"), metric("x", "n!"), metric("y", "m!"), metric("m!"), metric("n!")},
			"a: distance 2 (a → x → n!)\nm!: distance 0\nn!: distance 0\nx: distance 1 (x → n!)\ny: distance 1 (y → m!)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for range 2 {
				require.Empty(t, cmp.Diff(tt.want, newMap(t, tt.all...).String()))
				slices.Reverse(tt.all)
			}
		})
	}
}

func TestNewMapRefuses(t *testing.T) {
	tests := []struct {
		name string
		all  []metrics.Metric
		want string
	}{
		{"no id", []metrics.Metric{{}}, "metrics: metrics[0].id: is missing"},
		{"no id twice", []metrics.Metric{{}, {}}, "metrics: metrics[0].id: is missing\nmetrics: metrics[1].id: is missing"},
		{"an id twice", []metrics.Metric{metric("a"), metric("b"), metric("a")}, `metrics: metrics[2].id: there is another metric "a"`},
		{"no such metric", []metrics.Metric{metric("a", "b")}, `metrics: metrics[0].drives[0]: there is no metric "b"`},
		{"itself", []metrics.Metric{metric("a", "b", "a"), metric("b")}, `metrics: metrics[0].drives[1]: "a" drives itself`},
		{"invalid kind", []metrics.Metric{{Measure: metrics.Measure{ID: "a", Kind: 9}}}, "metrics: metrics[0].kind: no text for Kind(9)"},
		{"invalid direction", []metrics.Metric{{Measure: metrics.Measure{ID: "a"}, Better: 9}}, "metrics: metrics[0].better: no text for Direction(9)"},
		{"empty range", []metrics.Metric{{Measure: metrics.Measure{ID: "a", Kind: metrics.Share, Range: metrics.From(2)}}}, "metrics: metrics[0]: no share lies in the range [2, ∞)"},
		{"all at once", []metrics.Metric{metric("a", "z", "a"), metric("b"), metric("b", "y")}, `metrics: metrics[2].id: there is another metric "b"
metrics: metrics[0].drives[0]: there is no metric "z"
metrics: metrics[0].drives[1]: "a" drives itself
metrics: metrics[2].drives[0]: there is no metric "y"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := metrics.NewMap(tt.all...)
			require.EqualError(t, err, tt.want)
			require.Nil(t, m)
		})
	}
}

func TestMapLooksUp(t *testing.T) {
	m := newMap(t, metric("hours", "cost!"), metric("cost!"), metric("posts"))
	got, ok := m.Metric("hours")
	require.True(t, ok)
	require.Empty(t, cmp.Diff(metric("hours", "cost!"), got))
	got, ok = m.Metric("calls")
	require.False(t, ok)
	require.Zero(t, got)
	steps, ok := m.Distance("calls")
	require.False(t, ok)
	require.Zero(t, steps)
	require.Nil(t, m.Path("calls"))
	steps, ok = m.Distance("posts")
	require.False(t, ok)
	require.Zero(t, steps)
	require.Nil(t, m.Path("posts"))
	require.Equal(t, []string{"posts"}, slices.Collect(m.Unlinked()))
	for range m.All() {
		break // must stop the iterator, and not panic
	}
	several := newMap(t, metric("a"), metric("b"))
	for id := range several.Unlinked() {
		require.Equal(t, "a", id)
		break
	}
}

// A map can't be changed from outside once it is built.
func TestMapIsImmutable(t *testing.T) {
	drives := []string{"cost!"}
	m := newMap(t, metric("hours", drives...), metric("cost!"))
	before := m.String()
	drives[0] = "changed"
	got, _ := m.Metric("hours")
	got.Drives[0] = "changed"
	for each := range m.All() {
		if len(each.Drives) > 0 {
			each.Drives[0] = "changed"
		}
	}
	m.Path("hours")[0] = "changed"
	after, _ := m.Metric("hours")
	require.Equal(t, "cost!", after.Drives[0])
	require.Equal(t, before, m.String())
}

func TestNilMap(t *testing.T) {
	var m *metrics.Map
	_, ok := m.Metric("x")
	require.False(t, ok)
	steps, ok := m.Distance("x")
	require.False(t, ok)
	require.Zero(t, steps)
	require.Nil(t, m.Path("x"))
	require.Empty(t, m.String())
	require.Empty(t, slices.Collect(m.All()))
	require.Empty(t, slices.Collect(m.Unlinked()))
}
