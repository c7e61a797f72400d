package choose

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// Forty candidates, thirty audiences, three kinds of constraints; and thousands.
func BenchmarkBest(b *testing.B) {
	rng := rand.New(rand.NewPCG(61, 6))
	var problems, sceptics []Problem
	for range 200 {
		q := randomProblem(rng, 40, 30, []float64{0.1, 0.2, 0.3}[rng.IntN(3)])
		q.Most, q.Budget = 3+rng.IntN(5), float64(20+rng.IntN(30))
		problems, sceptics = append(problems, eager(q)), append(sceptics, q)
	}
	benchmarkProblems(b, "40x30", problems)
	benchmarkProblems(b, "40x30 with sceptics", sceptics)
	for _, density := range []float64{0.002, 0.01, 0.05, 0.2} {
		large := eager(randomProblem(rng, 5000, 500, density))
		large.Most, large.Budget, large.Required = 20, 100, nil
		for i := range large.Covers {
			large.Covers[i].Must = false
		}
		b.Run(fmt.Sprintf("5000x500 at %v", density), func(b *testing.B) {
			gap := 0.0
			for b.Loop() {
				best, err := Best(context.Background(), large)
				if err != nil {
					b.Fatal(err)
				}
				gap = (best.Bound - best.Coverage) / best.Bound
			}
			b.ReportMetric(100*gap, "%gap")
		})
	}
}

// eager is a problem in which everybody is convinced by one.
func eager(q Problem) Problem {
	q.Covers = slices.Clone(q.Covers)
	for i := range q.Covers {
		q.Covers[i].Need = 0
	}
	return q
}

func benchmarkProblems(b *testing.B, name string, problems []Problem) {
	b.Run(name, func(b *testing.B) {
		var times []time.Duration
		for b.Loop() {
			times = times[:0]
			for _, q := range problems {
				start := time.Now()
				if _, err := Best(context.Background(), q); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
			}
		}
		slices.Sort(times)
		b.ReportMetric(float64(times[100].Microseconds()), "µs-median")
		b.ReportMetric(float64(times[199].Microseconds()), "µs-worst")
	})
}
