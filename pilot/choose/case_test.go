package choose

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func readJSON(t *testing.T, path string, into any) {
	t.Helper()
	b, err := os.ReadFile("testdata/cases/" + path)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(b, into))
}

// The worked portfolios, equal in every field.
func TestPortfolioCases(t *testing.T) {
	for _, name := range []string{"portfolio_small", "portfolio_ties", "portfolio_constraints"} {
		var in struct {
			K              int
			Budget         float64
			AudienceWeight []float64 `json:"audience_weight"`
			Cost, Value    []float64
			Covers         [][]int
			Required       []int
			Conflicts      [][2]int
			MustCover      []int `json:"must_cover"`
		}
		var want struct {
			Feasible              bool
			Selected, Covered     []int
			Coverage, Value, Cost float64
			Optima                int `json:"optima_on_first_key"`
			Greedy                struct {
				Selected []int
				Coverage float64
			}
			Frontier []struct {
				Best    float64
				MinCost float64 `json:"min_cost"`
			} `json:"cost_frontier_of_first_key"`
		}
		readJSON(t, name+".json", &in)
		readJSON(t, "expected/"+name+".json", &want)
		q := Problem{Most: in.K, Budget: in.Budget}
		id := func(i int) string { return fmt.Sprintf("%02d", i) }
		for i, w := range in.AudienceWeight {
			q.Covers = append(q.Covers, Cover{ID: id(i), Weight: w, Must: slices.Contains(in.MustCover, i)})
		}
		for i := range in.Cost {
			item := Item{ID: id(i), Cost: in.Cost[i], Value: in.Value[i]}
			for _, k := range in.Covers[i] {
				item.Covers = append(item.Covers, id(k))
			}
			q.Items = append(q.Items, item)
		}
		for _, i := range in.Required {
			q.Required = append(q.Required, id(i))
		}
		for _, pair := range in.Conflicts {
			q.Conflicts = append(q.Conflicts, [2]string{id(pair[0]), id(pair[1])})
		}
		names := func(all []int) (out []string) {
			for _, i := range all {
				out = append(out, id(i))
			}
			return out
		}
		ctx := context.Background()
		best, err := Best(ctx, q)
		require.NoError(t, err)
		require.Equal(t, Portfolio{
			Feasible: want.Feasible, Chosen: names(want.Selected), Covered: names(want.Covered),
			Coverage: want.Coverage, Value: want.Value, Cost: want.Cost, Bound: want.Coverage, Proven: true,
		}, best, name)
		sets, more, err := Optima(ctx, q)
		require.NoError(t, err)
		require.Len(t, sets, want.Optima, name)
		require.False(t, more)
		steps, err := Costs(ctx, q)
		require.NoError(t, err)
		require.Len(t, steps, len(want.Frontier), name)
		for i, f := range want.Frontier {
			require.Equal(t, f.Best, steps[i].Coverage, name)
			require.Equal(t, f.MinCost, steps[i].Cost, name)
		}
		s, err := newChecked(q)
		require.NoError(t, err)
		order, coverage := bareGreed(s)
		require.Equal(t, want.Greedy.Selected, order, name)
		require.Equal(t, want.Greedy.Coverage, coverage, name)
	}
}

// The worked rankings: scores, ranks, stability and dominance to 1e-9,
// acceptabilities within five standard errors, and exactly for two criteria.
func TestRankingCases(t *testing.T) {
	for _, name := range []string{"mcda_two", "mcda_three"} {
		var in struct {
			Alternatives, Criteria, Directions []string
			Weights                            []float64
			Matrix                             [][]float64
		}
		type smaa struct {
			Ranks   [][]float64 `json:"rank_acceptability"`
			SE      [][]float64
			Central [][]float64 `json:"central_weights"`
			Wins    [][]float64 `json:"pairwise_winning"`
		}
		var want struct {
			Saw struct {
				Score []float64
				Rank  []int
			} `json:"saw_minmax"`
			Dominates [][2]int
			Stability struct {
				Top       int
				Intervals []struct{ Lo, Hi float64 }
			} `json:"saw_stability"`
			Uniform smaa `json:"smaa_uniform"`
			Order   smaa `json:"smaa_order_as_listed"`
			Exact   struct {
				Ranks [][]float64 `json:"rank_acceptability"`
			} `json:"smaa_uniform_exact"`
		}
		readJSON(t, name+".json", &in)
		readJSON(t, "expected/"+name+".json", &want)
		var criteria []Criterion
		var alternatives []Alternative
		for j, id := range in.Criteria {
			better := map[string]metrics.Direction{"max": metrics.Higher, "min": metrics.Lower}[in.Directions[j]]
			criteria = append(criteria, Criterion{ID: id, Better: better, Weight: in.Weights[j]})
		}
		for i, id := range in.Alternatives {
			a := Alternative{ID: id, Scores: map[string]metrics.Interval{}}
			for j, x := range in.Matrix[i] {
				a.Scores[in.Criteria[j]] = metrics.Exactly(x)
			}
			alternatives = append(alternatives, a)
		}
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		require.Equal(t, in.Criteria, r.Relative, "min-max is relative, and says so")
		at := map[string]Ranked{}
		for _, x := range r.Ranked {
			at[x.ID] = x
		}
		for i, id := range in.Alternatives {
			require.InDelta(t, want.Saw.Score[i], at[id].Score, 1e-9*want.Saw.Score[i], "%s %s", name, id)
			require.Equal(t, want.Saw.Rank[i], at[id].Rank)
			require.Equal(t, metrics.Exactly(float64(want.Saw.Rank[i])), at[id].Ranks)
			var by []string
			for _, pair := range want.Dominates {
				if pair[1] == i {
					by = append(by, in.Alternatives[pair[0]])
				}
			}
			require.Equal(t, by, at[id].DominatedBy)
		}
		for j, id := range in.Criteria {
			low, _ := r.Stability[id].Low()
			high, _ := r.Stability[id].High()
			require.InDelta(t, want.Stability.Intervals[j].Lo, low, 1e-9, "%s %s", name, id)
			require.InDelta(t, want.Stability.Intervals[j].Hi, high, 1e-9, "%s %s", name, id)
		}
		for _, tt := range []struct {
			want  smaa
			order []string
		}{{want.Uniform, nil}, {want.Order, in.Criteria}} {
			a, err := Acceptabilities(context.Background(), alternatives, criteria, AcceptabilityOptions{Draws: 200_000, Order: tt.order, Wins: true})
			require.NoError(t, err)
			require.Equal(t, len(in.Criteria) == 2, a.Exact)
			for i := range in.Alternatives {
				for k, share := range tt.want.Ranks[i] {
					// The file's own draws err too; of nothing in its million nothing much.
					se := math.Hypot(tt.want.SE[i][k], tt.want.SE[i][k]*math.Sqrt(1e6/200_000)) + 1e-6
					require.InDelta(t, share, a.Ranks[i][k], 5*se, "%s: %s at %d", name, in.Alternatives[i], k)
				}
				for k, share := range tt.want.Wins[i] {
					require.InDelta(t, share, a.Wins[i][k], 0.007, "%s: %d over %d", name, i, k)
				}
				if tt.want.Central[i] == nil {
					require.Nil(t, a.Central[i])
				}
				for j, w := range tt.want.Central[i] {
					if tt.want.Ranks[i][0] > 0.01 { // of few draws a mean is worth little
						require.InDelta(t, w, a.Central[i][j], 0.01)
					}
				}
			}
			if tt.order == nil && a.Exact {
				for i := range want.Exact.Ranks {
					require.InDeltaSlice(t, want.Exact.Ranks[i], a.Ranks[i], 1e-9)
				}
			} else if tt.order == nil {
				for i := range want.Exact.Ranks {
					require.InDeltaSlice(t, want.Exact.Ranks[i], a.Ranks[i], 5*math.Sqrt(0.25/200_000))
				}
			}
		}
	}
}

// bareGreed takes what covers most for its cost, again and again, and looks at
// nothing but number and budget: what is often done, for comparison.
func bareGreed(s *search) (order []int, coverage float64) {
	covered := s.nothing()
	left, budget := s.most, s.budget
	for left > 0 {
		best, most := -1, 0.0
		for i := range s.n {
			if slices.Contains(order, i) || s.cost[i] > budget {
				continue
			}
			gain := s.gainOf(i, covered.met)
			if gain > 0 && (best < 0 || gain*s.cost[best] > most*s.cost[i]) {
				best, most = i, gain
			}
		}
		if best < 0 {
			break
		}
		order = append(order, best)
		left--
		budget -= s.cost[best]
		s.add(&covered, best)
	}
	return order, s.weigh(covered.met)
}
