package choose

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
)

// Costs whose sums round, free items beside dear ones, and bounds of nothing.
func TestRounding(t *testing.T) {
	q := Problem{Most: 9, Budget: 0.3, Conflicts: [][2]string{{"c", "d"}},
		Covers: []Cover{{ID: "x", Weight: 2}, {ID: "y", Weight: 2}, {ID: "z", Weight: 1}},
		Items: []Item{{ID: "d", Cost: 0.3, Value: 10, Covers: []string{"x", "y"}}, {ID: "a", Cost: 0.1, Covers: []string{"x"}},
			{ID: "b", Cost: 0.2, Covers: []string{"y"}}, {ID: "c", Covers: []string{"z"}}}}
	best, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b", "c"}, best.Chosen, "0.1 + 0.2 is 0.3")
	large := q
	large.Budget, large.Items = 1e9, slices.Clone(q.Items)
	large.Items[0].Cost = 1e9 + 1
	best, err = Best(context.Background(), large)
	require.NoError(t, err)
	require.NotContains(t, best.Chosen, "d", "a budget of a milliard is one too")
	for _, weight := range []float64{1e-10, 1, 1e12} { // the unit of weights makes no difference
		at := q
		at.Budget, at.Most = 1, 1
		at.Covers = []Cover{{ID: "x", Weight: weight}, {ID: "y", Weight: 5 * weight}, {ID: "z"}}
		at.Items = []Item{{ID: "much", Value: 100, Covers: []string{"x"}}, {ID: "right", Covers: []string{"y"}}}
		at.Conflicts = nil
		best, err = Best(context.Background(), at)
		require.NoError(t, err)
		require.Equal(t, []string{"right"}, best.Chosen)
	}
}

// Costs comes to an end whatever the cents.
func TestCostsEnds(t *testing.T) {
	for a := range 100 {
		for b := range a {
			q := Problem{Most: 2, Budget: 5, Covers: []Cover{{ID: "x", Weight: 1}, {ID: "y", Weight: 1}},
				Items: []Item{{ID: "a", Cost: float64(a) / 100, Covers: []string{"x"}}, {ID: "b", Cost: float64(b) / 100, Covers: []string{"y"}}}}
			steps, err := Costs(context.Background(), q)
			require.NoError(t, err)
			want := map[bool]int{true: 2, false: 3}[b == 0]
			require.Len(t, steps, want, "%v %v", a, b)
		}
	}
}

// Many equal items, and items without audiences, are searched to the end.
func TestEqualItems(t *testing.T) {
	q := Problem{Most: 20, Budget: 60}
	for i := range 40 {
		q.Items = append(q.Items, Item{ID: fmt.Sprintf("i%02d", i), Value: 1, Cost: 3})
	}
	best, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.True(t, best.Proven)
	require.Equal(t, 20.0, best.Value)
	require.Equal(t, "i19", best.Chosen[19], "of equals the first")
	for i := range q.Items {
		q.Items[i].Cost = 0
	}
	steps, err := Costs(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, steps, 1)
	rng := draw.From(t, 61, 9)
	for i := range q.Items {
		q.Items[i].Cost, q.Items[i].Value = 1+rng.Float64()*9, 1+rng.Float64()*9
	}
	best, err = Best(context.Background(), q)
	require.NoError(t, err)
	require.True(t, best.Proven)
}

// Beyond 40 items: a set that greed misses is found, that there is none is proven
// where a search can, nothing useless is taken, and nothing is called proven.
func TestManyItems(t *testing.T) {
	q := Problem{Most: 2, Budget: 1, Covers: []Cover{{ID: "m1", Must: true}, {ID: "m2", Must: true}, {ID: "m3", Must: true}, {ID: "m4", Must: true}, {ID: "w", Weight: 5}},
		Items: []Item{{ID: "C", Covers: []string{"m1", "m3", "w"}}, {ID: "A", Covers: []string{"m1", "m2"}}, {ID: "B", Covers: []string{"m3", "m4"}}}}
	for i := range 40 {
		q.Items = append(q.Items, Item{ID: fmt.Sprintf("filler%d", i), Cost: 0.1, Covers: []string{"w"}})
	}
	best, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, []string{"A", "B"}, best.Chosen)
	require.False(t, best.Proven)
	q.Most = 1
	best, err = Best(context.Background(), q)
	require.NoError(t, err)
	require.False(t, best.Feasible)
	require.True(t, best.Proven)
	require.Equal(t, []string{"at most 1 at a time", `"m1" must be covered`, `"m4" must be covered`}, best.Clash)
	good := Problem{Most: 5, Budget: 1000, Covers: []Cover{{ID: "w", Weight: 5}}, Items: []Item{{ID: "good", Cost: 1, Covers: []string{"w"}}}}
	for i := range 40 {
		good.Items = append(good.Items, Item{ID: fmt.Sprintf("useless%d", i), Cost: 10})
	}
	best, err = Best(context.Background(), good)
	require.NoError(t, err)
	require.Equal(t, []string{"good"}, best.Chosen)
	require.Equal(t, best.Coverage, best.Bound)
}

// A useless item changes nothing even where sets are equal in all but order.
func TestUselessItem(t *testing.T) {
	q := Problem{Most: 2, Covers: []Cover{{ID: "x", Weight: 4}, {ID: "y", Weight: 4}}, Conflicts: [][2]string{{"b", "z"}, {"c", "z"}},
		Items: []Item{{ID: "b", Covers: []string{"x"}}, {ID: "c", Covers: []string{"y"}}, {ID: "z", Covers: []string{"x", "y"}}}}
	best, err := Best(context.Background(), q)
	require.NoError(t, err)
	q.Items = append([]Item{{ID: "a-useless"}}, q.Items...)
	with, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, best.Chosen, with.Chosen)
}

// What sceptics ask for counts when there is enough of it, over the waves too.
func TestNeed(t *testing.T) {
	q := Problem{Most: 2, Budget: 100, Covers: []Cover{{ID: "open", Weight: 1}, {ID: "sceptic", Weight: 5, Need: 3}},
		Items: []Item{{ID: "a", Covers: []string{"sceptic"}}, {ID: "b", Covers: []string{"sceptic"}}, {ID: "c", Covers: []string{"sceptic"}}, {ID: "d", Covers: []string{"open"}}}}
	best, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, []string{"a", "d"}, best.Chosen, "two wins convince no sceptic")
	require.Equal(t, []string{"open"}, best.Covered)
	q.Most = 3
	best, err = Best(context.Background(), q)
	require.NoError(t, err)
	require.Equal(t, []string{"a", "b", "c"}, best.Chosen)
	q.Most = 2
	waves, err := Waves(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, waves, 2)
	require.Equal(t, []string{"b", "c"}, waves[1].Chosen)
	require.Equal(t, []string{"sceptic"}, waves[1].Covered, "with the win of the first wave there are three")
}
