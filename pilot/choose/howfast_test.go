package choose

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// The benchmarks here are those of the README's table.

// bareDraws draws weightings, scores 50 alternatives by 8 criteria, and sorts them.
func bareDraws(t *table, n int) {
	rng := rand.New(rand.NewPCG(0, 0))
	w, scores := make([]float64, 8), make([]scored, 50)
	for range n {
		sum := 0.0
		for j := range w {
			w[j] = rng.ExpFloat64()
			sum += w[j]
		}
		for i := range scores {
			s := 0.0
			for j := range w {
				s += t.low[i*8+j] * w[j] / sum
			}
			scores[i] = scored{s, i}
		}
		slices.SortFunc(scores, func(a, b scored) int {
			switch {
			case a.score > b.score:
				return -1
			case a.score < b.score:
				return 1
			}
			return 0
		})
	}
}

// BenchmarkHowFastAcceptability draws so many weightings of 8 criteria for 50
// alternatives on all cores, beside a loop on one that draws, scores and sorts.
func BenchmarkHowFastAcceptability(b *testing.B) {
	t := benchmarkTable(50, 8)
	for _, n := range []int{100, 10_000, 1_000_000} {
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := t.draw(context.Background(), nil, AcceptabilityOptions{Draws: n}); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bareDraws(t, n)
			}
		})
	}
}

// A weighting allocates nothing: what there is comes with the worker and with each
// chunk of draws.
func TestDrawsAllocateByChunk(t *testing.T) {
	small := benchmarkTable(50, 8)
	allocations := func(chunks int) float64 {
		return testing.AllocsPerRun(5, func() {
			if _, _, err := small.draw(context.Background(), nil, AcceptabilityOptions{Draws: chunks * chunk}); err != nil {
				t.Error(err)
			}
		})
	}
	one, many := allocations(4), allocations(40)
	t.Log(one, many)
	require.LessOrEqual(t, many-one, 36*6.0)
}

// manyItems is a problem of n items that each cover about a twentieth of 30.
func manyItems(n int) Problem {
	rng := rand.New(rand.NewPCG(61, uint64(n)))
	q := Problem{Most: 10, Budget: 60}
	for c := range 30 {
		q.Covers = append(q.Covers, Cover{ID: fmt.Sprint("audience ", c), Weight: float64(1 + rng.IntN(9))})
	}
	for i := range n {
		item := Item{ID: fmt.Sprint("item ", i), Cost: float64(1 + rng.IntN(12))}
		for _, c := range q.Covers {
			if rng.IntN(20) == 0 {
				item.Covers = append(item.Covers, c.ID)
			}
		}
		q.Items = append(q.Items, item)
	}
	return q
}

// bareGreedy takes ten times the item that adds most for its cost, and knows of no
// bound.
func bareGreedy(q Problem, covers [][]int) (taken int) {
	met, budget := make([]bool, len(q.Covers)), q.Budget
	for range q.Most {
		best, at := 0.0, -1
		for i, c := range covers {
			if q.Items[i].Cost > budget {
				continue
			}
			gain := 0.0
			for _, k := range c {
				if !met[k] {
					gain += q.Covers[k].Weight
				}
			}
			if gain /= q.Items[i].Cost; gain > best {
				best, at = gain, i
			}
		}
		if at < 0 {
			break
		}
		for _, k := range covers[at] {
			met[k] = true
		}
		budget -= q.Items[at].Cost
		taken++
	}
	return taken
}

// BenchmarkHowFastPortfolio finds the set of up to ten of so many items that covers
// most of 30 within a budget, with its bound, beside a greedy loop without one. Up to
// 40 items the set is proven best.
func BenchmarkHowFastPortfolio(b *testing.B) {
	for _, n := range []int{40, 100, 10_000, 100_000, 1_000_000} {
		q := manyItems(n)
		var covers [][]int
		for _, item := range q.Items {
			var c []int
			for k := range q.Covers {
				if slices.Contains(item.Covers, q.Covers[k].ID) {
					c = append(c, k)
				}
			}
			covers = append(covers, c)
		}
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Best(context.Background(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bareGreedy(q, covers)
			}
		})
	}
}
