package metrics_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/kmaturity/metrics"
)

// metric is one that drives others; an id ending in "!" is a hard one.
func metric(id string, drives ...string) metrics.Metric {
	return metrics.Metric{Measure: metrics.Measure{ID: id}, Hard: id[len(id)-1] == '!', Drives: drives}
}

func newMap(t *testing.T, all ...metrics.Metric) *metrics.Map {
	t.Helper()
	m, err := metrics.NewMap(all...)
	if err != nil {
		t.Fatal(err)
	}
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
				if diff := cmp.Diff(tt.want, newMap(t, tt.all...).String()); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
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
			wantError(t, err, tt.want)
			if m != nil {
				t.Errorf("%v beside an error", m)
			}
		})
	}
}

func TestMapLooksUp(t *testing.T) {
	m := newMap(t, metric("hours", "cost!"), metric("cost!"), metric("posts"))
	got, ok := m.Metric("hours")
	if diff := cmp.Diff(metric("hours", "cost!"), got, byValue); !ok || diff != "" {
		t.Errorf("%v, -want +got:\n%s", ok, diff)
	}
	if got, ok := m.Metric("calls"); ok || got.ID != "" {
		t.Errorf("a metric that isn't there: %v", got)
	}
	if steps, ok := m.Distance("calls"); ok || steps != 0 || m.Path("calls") != nil {
		t.Errorf("a metric that isn't there is %d steps away, by %v", steps, m.Path("calls"))
	}
	if steps, ok := m.Distance("posts"); ok || steps != 0 || m.Path("posts") != nil {
		t.Errorf("an unlinked metric is %d steps away, by %v", steps, m.Path("posts"))
	}
	if got := slices.Collect(m.Unlinked()); !slices.Equal(got, []string{"posts"}) {
		t.Errorf("unlinked %v", got)
	}
	for range m.All() {
		break // must stop the iterator, and not panic
	}
	several := newMap(t, metric("a"), metric("b"))
	for id := range several.Unlinked() {
		if id != "a" {
			t.Errorf("%s comes first", id)
		}
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
	if after.Drives[0] != "cost!" || m.String() != before {
		t.Errorf("drives %v; %s", after.Drives, m)
	}
}

func TestNilMap(t *testing.T) {
	var m *metrics.Map
	if _, ok := m.Metric("x"); ok {
		t.Error("it holds a metric")
	}
	if _, ok := m.Distance("x"); ok || m.Path("x") != nil || m.String() != "" {
		t.Error("a metric in it has a distance")
	}
	if n := len(slices.Collect(m.All())) + len(slices.Collect(m.Unlinked())); n != 0 {
		t.Errorf("it lists %d metrics", n)
	}
}
