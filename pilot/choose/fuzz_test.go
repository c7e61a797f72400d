package choose

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// FuzzBest: whatever the problem, no panic; faults come with their paths; and the set of
// at most ten items is the one that trying all finds.
func FuzzBest(f *testing.F) {
	for _, q := range []Problem{
		{Items: []Item{{ID: "a", Value: 1, Cost: 2, Covers: []string{"x"}}, {ID: "b", Cost: 1, Covers: []string{"x", "y"}, Shares: []string{"e"}}, {ID: "c", Value: -1, Shares: []string{"e"}}},
			Covers: []Cover{{ID: "x", Weight: 2, Need: 2}, {ID: "y", Weight: 1, Must: true}}, Most: 2, Budget: 3, Conflicts: [][2]string{{"a", "c"}}},
		{Items: []Item{{ID: "a", Value: 1e308}, {ID: "b", Cost: 5e-324}}, Most: 1, Required: []string{"b"}},
		{},
	} {
		text, err := json.Marshal(q)
		require.NoError(f, err)
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var q Problem
		if json.Unmarshal(text, &q) != nil || len(q.Items) > 10 || len(q.Covers) > 100 {
			return
		}
		p, err := Best(context.Background(), q)
		if err != nil {
			require.Zero(t, p)
			for e := range metrics.Errors(err) {
				require.NotEmpty(t, e.Path)
			}
			var located *metrics.Error
			require.ErrorAs(t, err, &located)
			return
		}
		require.True(t, p.Proven)
		best, coverage, _, _, _ := brute(q)
		require.Equal(t, best != nil, p.Feasible)
		require.Equal(t, p.Feasible, p.Clash == nil)
		if p.Feasible {
			require.InDelta(t, coverage, p.Coverage, 1e-9*(1+coverage))
			require.Equal(t, p.Coverage, p.Bound)
		}
	})
}
