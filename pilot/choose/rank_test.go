package choose

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func randomRanking(rng *rand.Rand, n, m int) ([]Alternative, []Criterion) {
	var criteria []Criterion
	for j := range m {
		criteria = append(criteria, Criterion{
			ID: fmt.Sprintf("c%d", j), Better: metrics.Direction(1 + rng.IntN(2)), Scale: metrics.MustBetween(0, 10), Weight: float64(1 + rng.IntN(5)),
		})
	}
	var alternatives []Alternative
	for i := range n {
		a := Alternative{ID: fmt.Sprintf("a%02d", i), Scores: map[string]metrics.Interval{}}
		for _, c := range criteria {
			low := float64(rng.IntN(9))
			switch rng.IntN(6) {
			case 0:
				a.Scores[c.ID] = metrics.MustBetween(low, low+float64(rng.IntN(2)))
			case 1: // unknown
			default:
				a.Scores[c.ID] = metrics.Exactly(low)
			}
		}
		alternatives = append(alternatives, a)
	}
	return alternatives, criteria
}

// The rank range holds the rank that any numbers inside the scores give, and a
// dominated alternative is never before the one that dominates it, whatever the
// weights.
func TestRankRanges(t *testing.T) {
	rng := draw.From(t, 71, 1)
	wide := 0
	for range 400 {
		alternatives, criteria := randomRanking(rng, 2+rng.IntN(6), 1+rng.IntN(4))
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		ranks := map[string]metrics.Interval{}
		for _, x := range r.Ranked {
			ranks[x.ID] = x.Ranks
			require.True(t, x.Ranks.Contains(float64(x.Rank)), "%+v", x)
			require.True(t, x.Scores.Contains(x.Score))
			if _, point := x.Ranks.Point(); !point {
				wide++
			}
		}
		for range 10 { // a completion
			fixed := make([]Alternative, len(alternatives))
			for i, a := range alternatives {
				fixed[i] = Alternative{ID: a.ID, Scores: map[string]metrics.Interval{}}
				for _, c := range criteria {
					low, high := 0.0, 10.0
					if x, ok := a.Scores[c.ID].Low(); ok {
						low = x
					}
					if x, ok := a.Scores[c.ID].High(); ok {
						high = x
					}
					fixed[i].Scores[c.ID] = metrics.Exactly(low + rng.Float64()*(high-low))
				}
			}
			at, err := Rank(fixed, criteria)
			require.NoError(t, err)
			place := map[string]int{}
			for _, x := range at.Ranked {
				require.True(t, ranks[x.ID].Contains(float64(x.Rank)), "%s: %d not in %s", x.ID, x.Rank, ranks[x.ID])
				place[x.ID] = x.Rank
			}
			for _, x := range r.Ranked {
				for _, by := range x.DominatedBy {
					require.LessOrEqual(t, place[by], place[x.ID])
				}
			}
		}
	}
	require.Greater(t, wide, 200)
}

// Order of alternatives and criteria doesn't matter, an alternative more never
// turns the others round where scales are fixed, and a constant criterion gives
// everyone all of it.
func TestRankInvariance(t *testing.T) {
	rng := draw.From(t, 71, 2)
	for range 300 {
		alternatives, criteria := randomRanking(rng, 2+rng.IntN(8), 1+rng.IntN(5))
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		shuffled, mixed := slices.Clone(alternatives), slices.Clone(criteria)
		rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		again, err := Rank(shuffled, mixed)
		require.NoError(t, err)
		require.Equal(t, r, again)

		useless := Alternative{ID: "useless", Scores: map[string]metrics.Interval{}}
		for _, c := range criteria {
			worst := 0.0
			if c.Better == metrics.Lower {
				worst = 10
			}
			useless.Scores[c.ID] = metrics.Exactly(worst)
		}
		with, err := Rank(append(slices.Clone(alternatives), useless), criteria)
		require.NoError(t, err)
		var order, left []string
		for _, x := range r.Ranked {
			order = append(order, x.ID)
		}
		for _, x := range with.Ranked {
			if x.ID != "useless" {
				left = append(left, x.ID)
			}
		}
		require.Equal(t, order, left)
	}
	same := Alternative{ID: "a", Scores: map[string]metrics.Interval{"c": metrics.Exactly(3)}}
	r, err := Rank([]Alternative{same, {ID: "b", Scores: same.Scores}}, []Criterion{{ID: "c", Better: metrics.Lower, Weight: 2}})
	require.NoError(t, err)
	require.Equal(t, 1.0, r.Ranked[0].Score)
	require.Equal(t, 1, r.Ranked[1].Rank)
	require.Nil(t, r.Stability, "two share the lead")
}

// Just inside the stable weights the leader leads, just outside it doesn't.
func TestStabilityAtItsEdges(t *testing.T) {
	const step = 1e-6
	rng := draw.From(t, 71, 3)
	edges := 0
	for range 200 {
		alternatives, criteria := randomRanking(rng, 2+rng.IntN(6), 2+rng.IntN(3))
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		leader := r.Ranked[0].ID
		for id, interval := range r.Stability {
			low, _ := interval.Low()
			high, _ := interval.High()
			leads := func(w float64) bool {
				at := slices.Clone(criteria)
				own := r.Weights[id]
				for j := range at {
					if at[j].ID == id {
						at[j].Weight = w
					} else {
						at[j].Weight = r.Weights[at[j].ID] * (1 - w) / (1 - own)
					}
				}
				again, err := Rank(alternatives, at)
				require.NoError(t, err)
				for _, x := range again.Ranked {
					if x.ID == leader {
						return x.Rank == 1
					}
				}
				return false
			}
			if high < 1-2*step {
				edges++
				require.True(t, leads(high-step), "%s %s", id, interval)
				require.False(t, leads(high+step), "%s %s", id, interval)
			}
			if low > 2*step {
				edges++
				require.True(t, leads(low+step), "%s %s", id, interval)
				require.False(t, leads(low-step), "%s %s", id, interval)
			}
		}
	}
	require.Greater(t, edges, 50)
}

// Rows and columns of acceptabilities add up to 1, a dominated alternative is never
// first, and any number of cores gives the same answer.
func TestAcceptabilitiesAddUp(t *testing.T) {
	rng := draw.From(t, 71, 4)
	for range 40 {
		alternatives, criteria := randomRanking(rng, 2+rng.IntN(8), 1+rng.IntN(5))
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		a, err := Acceptabilities(context.Background(), alternatives, criteria, AcceptabilityOptions{Draws: 3000, Wins: true, Seed: 9})
		require.NoError(t, err)
		n := len(a.IDs)
		for i := range n {
			row, column := 0.0, 0.0
			for k := range n {
				row += a.Ranks[i][k]
				column += a.Ranks[k][i]
				if i != k {
					require.InDelta(t, 1, a.Wins[i][k]+a.Wins[k][i], 1e-9)
				}
			}
			require.InDelta(t, 1, row, 1e-9)
			require.InDelta(t, 1, column, 1e-9)
			if a.Central[i] != nil {
				sum := 0.0
				for _, w := range a.Central[i] {
					sum += w
				}
				require.InDelta(t, 1, sum, 1e-9)
			}
		}
		points := true
		for _, alt := range alternatives {
			points = points && len(alt.Scores) == len(criteria)
		}
		for _, x := range r.Ranked {
			if i := slices.Index(a.IDs, x.ID); len(x.DominatedBy) > 0 && points {
				require.Zero(t, a.Ranks[i][0], "dominated")
			}
		}
		again, err := Acceptabilities(context.Background(), alternatives, criteria, AcceptabilityOptions{Draws: 3000, Wins: true, Seed: 9})
		require.NoError(t, err)
		require.Equal(t, a, again)
	}
}

func TestOrderWeights(t *testing.T) {
	roc, err := RankOrderCentroid(3)
	require.NoError(t, err)
	require.InDeltaSlice(t, []float64{0.611111111111111, 0.27777777777777773, 0.1111111111111111}, roc, 1e-12)
	sum, err := RankSum(5)
	require.NoError(t, err)
	require.InDeltaSlice(t, []float64{1.0 / 3, 4.0 / 15, 0.2, 2.0 / 15, 1.0 / 15}, sum, 1e-12)
	for n := 1; n < 40; n++ {
		for _, f := range []func(int) ([]float64, error){RankOrderCentroid, RankSum} {
			w, err := f(n)
			require.NoError(t, err)
			total := 0.0
			for i, x := range w {
				total += x
				require.True(t, i == 0 || x < w[i-1])
			}
			require.InDelta(t, 1, total, 1e-12)
		}
	}
	_, err = RankSum(0)
	require.EqualError(t, err, "choose: criteria: want 1 to 1000 of them, have 0")
}

func TestBadRankings(t *testing.T) {
	_, err := Rank([]Alternative{{ID: "a", Scores: map[string]metrics.Interval{"y": metrics.Exactly(1), "x": metrics.Exactly(11)}}, {ID: "a"}, {}}, []Criterion{
		{ID: "x", Better: metrics.Higher, Scale: metrics.MustBetween(0, 10), Weight: -1}, {ID: "x", Weight: math.NaN()}, {Better: metrics.Lower, Scale: metrics.From(3)},
	})
	require.EqualError(t, err, `choose: criteria[0].weight: want 0 or more, have -1
choose: criteria[1].id: "x" stands twice
choose: criteria[1].better: want higher or lower, have unknown
choose: criteria[1].weight: want 0 or more, have NaN
choose: criteria[2].id: is missing
choose: criteria[2].scale: want the smallest and the largest number that can occur, have [3, ∞)
choose: alternatives[0].scores.y: there is no criterion "y"
choose: alternatives[1].id: "a" stands twice
choose: alternatives[2].id: is missing`)
	for want, c := range map[string]Criterion{
		"choose: criteria: all weights are 0: nothing is said to matter":                             {ID: "x", Better: metrics.Higher, Scale: metrics.MustBetween(0, 1)},
		"choose: criteria[0].scale: is missing: one alternative gives no scale to stand on":          {ID: "x", Better: metrics.Higher, Weight: 1},
		"choose: alternatives[0].scores.x: 5 isn't on the scale [0, 1]":                              {ID: "x", Better: metrics.Higher, Weight: 1, Scale: metrics.MustBetween(0, 1)},
		"choose: criteria[0].scale: want the smallest and the largest number that can occur, have 3": {ID: "x", Better: metrics.Higher, Weight: 1, Scale: metrics.Exactly(3)},
	} {
		_, err := Rank([]Alternative{{ID: "a", Scores: map[string]metrics.Interval{"x": metrics.Exactly(5)}}}, []Criterion{c})
		require.ErrorContains(t, err, want)
	}
	_, err = Rank([]Alternative{{ID: "a"}, {ID: "b", Scores: map[string]metrics.Interval{"x": metrics.Exactly(5)}}}, []Criterion{{ID: "x", Better: metrics.Higher, Weight: 1}})
	require.EqualError(t, err, "choose: alternatives[0].scores.x: must be known from both sides: the criterion has no scale of its own")
	two := []Criterion{{ID: "x", Better: metrics.Higher, Scale: metrics.MustBetween(0, 1)}, {ID: "y", Better: metrics.Higher, Scale: metrics.MustBetween(0, 1)}}
	_, err = Acceptabilities(context.Background(), []Alternative{{ID: "a"}}, two, AcceptabilityOptions{Draws: -1})
	require.ErrorContains(t, err, "choose: options.draws: want 1 to")
	_, err = Acceptabilities(context.Background(), []Alternative{{ID: "a"}}, two, AcceptabilityOptions{Order: []string{"x"}})
	require.EqualError(t, err, "choose: options.order: names 1 of 2 criteria: all or none")
	_, err = Acceptabilities(context.Background(), []Alternative{{ID: "a"}}, two, AcceptabilityOptions{Order: []string{"x", "x", "z"}})
	require.ErrorContains(t, err, `choose: options.order[1]: "x" stands twice`)
	require.ErrorContains(t, err, `choose: options.order[2]: there is no criterion "z"`)
}

func benchmarkTable(n, m int) *table {
	rng := rand.New(rand.NewPCG(71, 5))
	t := &table{low: make([]float64, n*m), ids: make([]string, n), criteria: make([]Criterion, m), weights: make([]float64, m)}
	for k := range t.low {
		t.low[k] = rng.Float64()
	}
	for j := range t.weights {
		t.weights[j] = 1 / float64(m)
	}
	t.high = t.low
	return t
}

// The weighted sum of 100,000 × 8 beside a bare loop, and 10,000 draws × 50 × 8
// beside one that draws, scores and sorts.
func BenchmarkAgainstBareLoops(b *testing.B) {
	t := benchmarkTable(100_000, 8)
	b.Run("sum", func(b *testing.B) {
		for b.Loop() {
			weightedSums(t.low, t.weights)
		}
	})
	b.Run("sum/bare", func(b *testing.B) {
		for b.Loop() {
			sums := make([]float64, 100_000)
			for i := range sums {
				for j := range 8 {
					sums[i] += t.low[i*8+j] * t.weights[j]
				}
			}
		}
	})
	small := benchmarkTable(50, 8)
	b.Run("draws", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := small.draw(context.Background(), nil, AcceptabilityOptions{Draws: 10_000}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("draws/on one core", func(b *testing.B) { // -cpu 1,2 doesn't do for b.Loop: its first run has all cores
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		for b.Loop() {
			if _, _, err := small.draw(context.Background(), nil, AcceptabilityOptions{Draws: 10_000}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("draws/bare on one core", func(b *testing.B) {
		for b.Loop() {
			bareDraws(small, 10_000)
		}
	})
}
