package choose

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
)

// randomProblem is a problem with every kind of constraint.
func randomProblem(rng *rand.Rand, items, covers int, density float64) Problem {
	q := Problem{Most: rng.IntN(8), Budget: float64(rng.IntN(50))}
	for c := range covers {
		q.Covers = append(q.Covers, Cover{ID: fmt.Sprintf("a%d", c), Weight: float64(rng.IntN(10)), Must: rng.IntN(3*covers) == 0, Need: rng.IntN(6) / 3 * (1 + rng.IntN(3))})
	}
	for i := range items {
		item := Item{ID: fmt.Sprintf("i%02d", i), Value: float64(rng.IntN(12) - 2), Cost: float64(rng.IntN(12))}
		for _, c := range q.Covers {
			if rng.Float64() < density {
				item.Covers = append(item.Covers, c.ID)
			}
		}
		for range rng.IntN(8) / 5 {
			item.Shares = append(item.Shares, fmt.Sprintf("e%d", rng.IntN(6)))
		}
		q.Items = append(q.Items, item)
	}
	for range rng.IntN(3) {
		if rng.IntN(3) == 0 {
			q.Required = append(q.Required, q.Items[rng.IntN(items)].ID)
		}
	}
	slices.Sort(q.Required)
	q.Required = slices.Compact(q.Required)
	for range rng.IntN(4) {
		if a, b := rng.IntN(items), rng.IntN(items); a != b {
			q.Conflicts = append(q.Conflicts, [2]string{q.Items[a].ID, q.Items[b].ID})
		}
	}
	return q
}

// useless reports what is never chosen: it covers nothing, is worth nothing and isn't
// required.
func useless(q Problem, item Item) bool {
	covers := slices.ContainsFunc(q.Covers, func(c Cover) bool { return (c.Weight > 0 || c.Must) && slices.Contains(item.Covers, c.ID) })
	return item.Value <= 0 && !covers && !slices.Contains(q.Required, item.ID)
}

// allowed reports whether a set meets every constraint, straight from the problem.
func allowed(q Problem, in []bool) (ok bool, coverage, value, cost float64) {
	chosen, covered, shared, n := map[string]bool{}, map[string]int{}, map[string]int{}, 0
	for i, item := range q.Items {
		if !in[i] {
			continue
		}
		n++
		chosen[item.ID] = true
		value += item.Value
		cost += item.Cost
		for _, c := range item.Covers {
			covered[c]++
		}
		slices.Sort(item.Shares)
		for _, id := range slices.Compact(slices.Clone(item.Shares)) {
			shared[id]++
		}
	}
	ok = n <= q.Most && cost <= q.Budget
	for _, id := range q.Required {
		ok = ok && chosen[id]
	}
	for _, pair := range q.Conflicts {
		ok = ok && !(chosen[pair[0]] && chosen[pair[1]])
	}
	for _, n := range shared {
		ok = ok && n <= 1
	}
	for _, c := range q.Covers {
		met := covered[c.ID] >= max(c.Need, 1)
		if met {
			coverage += c.Weight
		}
		ok = ok && (!c.Must || met)
	}
	return ok, coverage, value, cost
}

// brute tries every set; sets is how many cover as much as the best.
func brute(q Problem) (best []bool, coverage, value, cost float64, sets int) {
	n := len(q.Items)
	most := 0.0
	for mask := 1<<n - 1; mask >= 0; mask-- { // the first item is the highest bit: of equals the first in order is met first
		in := make([]bool, n)
		for i := range in {
			in[i] = mask>>(n-1-i)&1 == 1
		}
		ok, c, v, k := allowed(q, in)
		if !ok {
			continue
		}
		if sets == 0 || c > most {
			sets, most = 0, c
		}
		if c >= most {
			sets++
		}
		none := true
		for i, chosen := range in {
			none = none && !(chosen && useless(q, q.Items[i]))
		}
		if none && (best == nil || c > coverage || c == coverage && (v > value || v == value && k < cost)) {
			best, coverage, value, cost = in, c, v, k
		}
	}
	return best, coverage, value, cost, sets
}

// The search agrees with trying everything, on 10,000 small problems: the set and
// its keys, the number of others that cover as much, and whether there is one.
func TestBestAgainstBruteForce(t *testing.T) {
	rng := draw.From(t, 61, 1)
	ctx := context.Background()
	feasible := 0
	for range 10_000 {
		q := randomProblem(rng, 1+rng.IntN(9), 1+rng.IntN(8), 0.3)
		in, coverage, value, cost, sets := brute(q)
		best, err := Best(ctx, q)
		require.NoError(t, err)
		require.Equal(t, in != nil, best.Feasible, "%+v", q)
		require.True(t, best.Proven)
		if in == nil {
			require.NotEmpty(t, best.Clash, "%+v", q)
			continue
		}
		feasible++
		names := []string{}
		for i, chosen := range in {
			if chosen {
				names = append(names, q.Items[i].ID)
			}
		}
		require.Equal(t, names, best.Chosen, "%+v", q)
		require.Equal(t, []float64{coverage, value, cost}, []float64{best.Coverage, best.Value, best.Cost})
		all, more, err := Optima(ctx, q)
		require.NoError(t, err)
		require.Equal(t, sets, len(all)+map[bool]int{true: sets - len(all)}[more])
	}
	require.Greater(t, feasible, 4000)
	require.Less(t, feasible, 9000)
}

// What coverage costs: at each step trying everything finds nothing that covers as
// much for less, and nothing between the steps.
func TestCostsAgainstBruteForce(t *testing.T) {
	rng := draw.From(t, 61, 2)
	for range 500 {
		q := randomProblem(rng, 1+rng.IntN(8), 1+rng.IntN(6), 0.3)
		var want [][2]float64
		for budget := 0.0; budget <= q.Budget; budget++ {
			at := q
			at.Budget = budget
			if in, coverage, _, _, _ := brute(at); in != nil && (len(want) == 0 || coverage > want[len(want)-1][0]) {
				want = append(want, [2]float64{coverage, budget})
			}
		}
		steps, err := Costs(context.Background(), q)
		require.NoError(t, err)
		var have [][2]float64
		for _, s := range steps {
			have = append(have, [2]float64{s.Coverage, s.Cost})
		}
		require.Equal(t, want, have, "%+v", q)
	}
}

// The bound of the search for many items is sound, and its sets are feasible.
func TestBoundIsSound(t *testing.T) {
	rng := draw.From(t, 61, 3)
	found, missed := 0, 0
	for range 2000 {
		q := randomProblem(rng, 1+rng.IntN(10), 1+rng.IntN(9), 0.3)
		s, err := newChecked(q)
		require.NoError(t, err)
		in, coverage, _, _, _ := brute(q)
		f, bound, _ := s.approximate(context.Background())
		if in == nil {
			require.Nil(t, f.chosen)
			continue
		}
		require.GreaterOrEqual(t, bound+1e-9, coverage, "%+v", q)
		if f.chosen == nil {
			missed++ // greed may not meet all that must be covered
			continue
		}
		found++
		ok, c, _, _ := allowed(q, f.chosen)
		require.True(t, ok, "%+v", q)
		require.InDelta(t, c, f.coverage, 1e-9)
		require.LessOrEqual(t, f.coverage, coverage+1e-9)
	}
	require.Less(t, missed, found/10)
}

// More capacity or budget never makes the best set worse, and an item that covers
// nothing and is worth nothing changes nothing.
func TestMoreIsNeverWorse(t *testing.T) {
	rng := draw.From(t, 61, 4)
	ctx := context.Background()
	for range 400 {
		q := randomProblem(rng, 2+rng.IntN(15), 1+rng.IntN(12), 0.3)
		best, err := Best(ctx, q)
		require.NoError(t, err)
		more := q
		if rng.IntN(2) == 0 {
			more.Most++
		} else {
			more.Budget += 5
		}
		larger, err := Best(ctx, more)
		require.NoError(t, err)
		if best.Feasible {
			require.True(t, larger.Feasible)
			require.GreaterOrEqual(t, larger.Coverage, best.Coverage)
		}
		useless := q
		useless.Items = append(slices.Clone(q.Items), Item{ID: "useless", Cost: 1})
		with, err := Best(ctx, useless)
		require.NoError(t, err)
		require.Equal(t, best.Chosen, with.Chosen)
	}
}

// Constraints that can't be met together are told in words, as few as will do.
func TestClash(t *testing.T) {
	q := Problem{
		Most: 1, Budget: 10,
		Items:  []Item{{ID: "wells", Cost: 4, Covers: []string{"north"}}, {ID: "depots", Cost: 5, Covers: []string{"south"}}, {ID: "labs", Cost: 12, Covers: []string{"board"}}},
		Covers: []Cover{{ID: "north", Weight: 1}, {ID: "south", Weight: 1}, {ID: "board", Weight: 1}, {ID: "roles", Must: false}},
	}
	for _, tt := range []struct {
		reason string
		change func(*Problem)
		want   []string
	}{
		{"two required, one at a time", func(q *Problem) { q.Required = []string{"wells", "depots"} }, []string{"at most 1 at a time", `"wells" is required`, `"depots" is required`}},
		{"over the budget", func(q *Problem) { q.Required = []string{"labs"} }, []string{"a budget of 10", `"labs" is required`}},
		{"two required that exclude one another", func(q *Problem) {
			q.Most, q.Required, q.Conflicts = 2, []string{"wells", "depots"}, [][2]string{{"depots", "wells"}}
		}, []string{`"wells" is required`, `"depots" is required`, `"depots" and "wells" exclude one another`}},
		{"nobody covers it", func(q *Problem) { q.Covers[3].Must = true }, []string{`"roles" must be covered`}},
		{"one endorser for two", func(q *Problem) {
			q.Most, q.Required = 2, []string{"wells", "depots"}
			q.Items = slices.Clone(q.Items)
			q.Items[0].Shares, q.Items[1].Shares = []string{"north manager"}, []string{"south manager", "north manager"}
		}, []string{`"wells" is required`, `"depots" is required`, `"north manager" is asked for one only`}},
	} {
		at := q
		at.Covers = slices.Clone(q.Covers)
		tt.change(&at)
		best, err := Best(context.Background(), at)
		require.NoError(t, err, tt.reason)
		require.False(t, best.Feasible, tt.reason)
		require.Equal(t, tt.want, best.Clash, tt.reason)
	}
}

// One wave after another, until nothing is left that adds anything.
func TestWaves(t *testing.T) {
	q := Problem{
		Most: 1, Budget: 10,
		Items:  []Item{{ID: "a", Cost: 4, Covers: []string{"x", "y"}}, {ID: "b", Cost: 5, Covers: []string{"y", "z"}}, {ID: "c", Cost: 5, Covers: []string{"y"}}},
		Covers: []Cover{{ID: "x", Weight: 5}, {ID: "y", Weight: 3}, {ID: "z", Weight: 1}},
	}
	waves, err := Waves(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, waves, 2)
	require.Equal(t, []string{"a"}, waves[0].Chosen)
	require.Equal(t, []string{"b"}, waves[1].Chosen)
	require.Equal(t, 1.0, waves[1].Coverage, "y is covered already")
	q.Budget = 8 // for all waves together
	waves, err = Waves(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, waves, 1)
	q.Budget, q.Conflicts = 10, [][2]string{{"a", "b"}}
	waves, err = Waves(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, waves, 1, "what excludes one another does so later too")
	q.Conflicts = nil
	q.Items[0].Shares, q.Items[1].Shares = []string{"Ann"}, []string{"Ann"}
	waves, err = Waves(context.Background(), q)
	require.NoError(t, err)
	require.Len(t, waves, 1, "Ann has spoken already")
}

// How often an item is chosen, whatever the weights: one that alone covers as much
// as all always, one that covers nothing never.
func TestCore(t *testing.T) {
	q := Problem{Most: 1, Budget: 9, Covers: []Cover{{ID: "x", Weight: 1}, {ID: "y", Weight: 1}},
		Items: []Item{{ID: "x", Covers: []string{"x"}}, {ID: "y", Covers: []string{"y"}}, {ID: "none"}}}
	core, err := Core(context.Background(), q, 2000, 1)
	require.NoError(t, err)
	require.InDelta(t, 0.5, core[0], 0.05)
	require.InDelta(t, 1, core[0]+core[1], 1e-12)
	require.Zero(t, core[2])
	q.Items = append(q.Items, Item{ID: "both", Covers: []string{"x", "y"}})
	core, err = Core(context.Background(), q, 0, 1)
	require.NoError(t, err)
	require.Equal(t, []float64{0, 0, 0, 1}, core)
	q.Items = q.Items[:3]
	one, err := Core(context.Background(), q, 0, 1)
	require.NoError(t, err)
	slices.Reverse(q.Covers)
	other, err := Core(context.Background(), q, 0, 1)
	require.NoError(t, err)
	require.Equal(t, one, other, "the order of covers makes no difference")
	q.Covers[0].Weight, q.Covers[1].Weight = 0, 1
	core, err = Core(context.Background(), q, 0, 1)
	require.NoError(t, err)
	require.Equal(t, []float64{1, 0, 0}, core, "what weighs nothing stays so")
}

func TestBadProblems(t *testing.T) {
	_, err := Best(context.Background(), Problem{
		Most: -1, Budget: -2, Required: []string{"z"}, Conflicts: [][2]string{{"a", "a"}, {"a", "q"}},
		Items:  []Item{{ID: "a", Cost: -1, Covers: []string{"n"}}, {ID: "a"}, {}},
		Covers: []Cover{{ID: "x", Weight: -1}, {ID: "x"}, {}},
	})
	require.EqualError(t, err, `choose: covers[0].weight: want 0 or more, have -1
choose: covers[1].id: "x" stands twice
choose: covers[2].id: is missing
choose: items[0].cost: want 0 or more, have -1
choose: items[0].covers[0]: there is nothing to cover called "n"
choose: items[1].id: "a" stands twice
choose: items[2].id: is missing
choose: most: want 0 or more, have -1
choose: budget: want 0 or more, have -2
choose: required[0]: there is no item "z"
choose: conflicts[0]: "a" can't conflict with itself
choose: conflicts[1][1]: there is no item "q"`)
	_, err = Best(context.Background(), Problem{Covers: []Cover{{ID: "a", Weight: 1e308}, {ID: "b", Weight: 1e308}}, Items: []Item{{ID: "x", Cost: 1e308}, {ID: "y", Cost: 1e308}}})
	require.EqualError(t, err, "choose: covers: add up to more than a number holds\nchoose: items: add up to more than a number holds")
	many := Problem{Most: 1, Budget: 1}
	for i := range 41 {
		many.Items = append(many.Items, Item{ID: fmt.Sprint(i)})
	}
	_, _, err = Optima(context.Background(), many)
	require.ErrorContains(t, err, "choose: items: want 40 at most for a proof, have 41")
}

// When its time is up the search answers with the best so far and its bound.
func TestCancelled(t *testing.T) {
	rng := draw.From(t, 61, 5)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	q := randomProblem(rng, 40, 30, 0.2)
	q.Most, q.Budget, q.Required, q.Conflicts = 8, 60, nil, nil
	for i := range q.Covers {
		q.Covers[i].Must = false
	}
	best, err := Best(ctx, q)
	require.ErrorIs(t, err, context.Canceled)
	require.GreaterOrEqual(t, best.Bound, best.Coverage)
	full, err := Best(context.Background(), q)
	require.NoError(t, err)
	require.GreaterOrEqual(t, best.Bound, full.Coverage)
}
