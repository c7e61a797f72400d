package metrics_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"example.com/kmaturity/metrics"
)

func TestIntersect(t *testing.T) {
	tests := []struct {
		name       string
		i, j, want metrics.Interval
		ok         bool
	}{
		{"nothing known", metrics.Anything(), metrics.Anything(), metrics.Anything(), true},
		{"one known", metrics.Anything(), metrics.Exactly(7), metrics.Exactly(7), true},
		{"overlap", between(0, 2), between(1, 3), between(1, 2), true},
		{"inside", between(0, 9), band(1, 2), band(1, 2), true},
		{"same low end, one open", metrics.From(1), metrics.Above(1), metrics.Above(1), true},
		{"same high end, one open", metrics.UpTo(1), metrics.Below(1), metrics.Below(1), true},
		{"touching", metrics.UpTo(1), metrics.From(1), metrics.Exactly(1), true},
		{"touching, low open", metrics.UpTo(1), metrics.Above(1), metrics.Anything(), false},
		{"touching, high open", metrics.Below(1), metrics.From(1), metrics.Anything(), false},
		{"touching, both open", metrics.Below(1), metrics.Above(1), metrics.Anything(), false},
		{"neighbours", metrics.Below(1), metrics.Above(0), open(0, 1), true},
		{"apart", metrics.Exactly(1), metrics.Exactly(2), metrics.Anything(), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, pair := range [][2]metrics.Interval{{tt.i, tt.j}, {tt.j, tt.i}} {
				if got, ok := pair[0].Intersect(pair[1]); got != tt.want || ok != tt.ok {
					t.Errorf("%v and %v: %v, %v", pair[0], pair[1], got, ok)
				}
			}
		})
	}
}

func TestIntersectAgreesWithReference(t *testing.T) {
	bySeed(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 10000 {
			i, j := randomInterval(r, gridNumber), randomInterval(r, gridNumber)
			c.countInterval(i)
			c.add("with an end in common", onThreshold(i, j))
			both, ok := i.Intersect(j)
			c.add("a contradiction", !ok)
			if both != rebuilt(both) || !ok && !both.IsAnything() {
				t.Fatalf("%v and %v: %v is not in its one form", i, j, both)
			}
			some := false
			for _, p := range places([]metrics.Interval{i, j}) {
				in := holds(i, p) && holds(j, p)
				some = some || in
				if ok && holds(both, p) != in {
					t.Fatalf("%v and %v: %v, wrong at %v", i, j, both, p)
				}
			}
			if ok != some {
				t.Fatalf("%v and %v: %v, but some number lies in both: %v", i, j, ok, some)
			}
		}
		c.atLeast5Percent(t)
	})
}

func TestHull(t *testing.T) {
	tests := []struct {
		name       string
		i, j, want metrics.Interval
	}{
		{"nothing known of one", metrics.Anything(), metrics.Exactly(7), metrics.Anything()},
		{"points", metrics.Exactly(7), metrics.Exactly(3), between(3, 7)},
		{"same point", metrics.Exactly(7), metrics.Exactly(7), metrics.Exactly(7)},
		{"same ends, one open", open(0, 1), between(0, 1), between(0, 1)},
		{"same ends, both open", open(0, 1), open(0, 1), open(0, 1)},
		{"open low end further out", band(0, 1), between(0.5, 1), band(0, 1)},
		{"unbounded below", metrics.Below(1), between(0, 3), metrics.UpTo(3)},
		{"unbounded above", metrics.Above(1), between(0, 3), metrics.From(0)},
		{"unbounded both ways", metrics.Below(0), metrics.Above(1), metrics.Anything()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if a, b := tt.i.Hull(tt.j), tt.j.Hull(tt.i); a != tt.want || b != tt.want {
				t.Errorf("%v, %v: %v and %v, want %v", tt.i, tt.j, a, b, tt.want)
			}
		})
	}
}

// The hull holds a number if and only if one of the two reaches as low and one
// as high, so it covers both and no interval that does is smaller.
func TestHullAgreesWithReference(t *testing.T) {
	bySeed(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 10000 {
			i, j := randomInterval(r, gridNumber), randomInterval(r, gridNumber)
			c.countInterval(i)
			c.add("with an end in common", onThreshold(i, j))
			h := i.Hull(j)
			if h != rebuilt(h) {
				t.Fatalf("%v, %v: %v is not in its one form", i, j, h)
			}
			at := places([]metrics.Interval{i, j})
			slices.SortFunc(at, func(p, q place) int {
				return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.hair, q.hair))
			})
			first := slices.IndexFunc(at, func(p place) bool { return holds(i, p) || holds(j, p) })
			last := len(at) - 1
			for !holds(i, at[last]) && !holds(j, at[last]) {
				last--
			}
			for k, p := range at {
				if holds(h, p) != (k >= first && k <= last) {
					t.Fatalf("%v, %v: %v, wrong at %v", i, j, h, p)
				}
			}
		}
		c.atLeast5Percent(t)
	})
}
