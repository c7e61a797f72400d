package metrics_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
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
				got, ok := pair[0].Intersect(pair[1])
				require.Equal(t, tt.ok, ok)
				require.Equal(t, tt.want, got)
			}
		})
	}
}

func TestIntersectAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			i, j := randomInterval(r, gridNumber), randomInterval(r, gridNumber)
			c.countInterval(i)
			c.add("with an end in common", onThreshold(i, j))
			both, ok := i.Intersect(j)
			c.add("a contradiction", !ok)
			require.Equal(t, rebuilt(both), both, "%v and %v", i, j)
			some := false
			for _, p := range places([]metrics.Interval{i, j}) {
				in := holds(i, p) && holds(j, p)
				some = some || in
				if ok {
					require.Equal(t, in, holds(both, p), "%v and %v: %v at %v", i, j, both, p)
				}
			}
			require.Equal(t, some, ok, "%v and %v", i, j)
			if !ok {
				require.Zero(t, both, "%v and %v", i, j)
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
			require.Equal(t, tt.want, tt.i.Hull(tt.j))
			require.Equal(t, tt.want, tt.j.Hull(tt.i))
		})
	}
}

// The hull holds a number if and only if one of the two reaches as low and one
// as high, so it covers both and no interval that does is smaller.
func TestHullAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			i, j := randomInterval(r, gridNumber), randomInterval(r, gridNumber)
			c.countInterval(i)
			c.add("with an end in common", onThreshold(i, j))
			h := i.Hull(j)
			require.Equal(t, rebuilt(h), h, "%v or %v", i, j)
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
				require.Equal(t, k >= first && k <= last, holds(h, p), "%v or %v: %v at %v", i, j, h, p)
			}
		}
		c.atLeast5Percent(t)
	})
}
