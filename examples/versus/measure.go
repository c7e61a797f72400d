package main

import (
	"fmt"
	"runtime"
	"slices"
	"time"
)

// way is one way to do a job: do does it once, for the i-th of its inputs.
type way struct {
	name string
	do   func(i int) error
}

// figures are what a way costs.
type figures struct {
	name        string
	ns          float64 // of one, the median of all rounds
	allocations float64 // of one
	times       float64 // as long as the first way, the median of all rounds
}

// measure runs the ways in turn, many short rounds of each, so that a machine which
// is busy for a while slows all of them. A round is long enough for the garbage
// collector to have its share in it.
func measure(ways []way, rounds int, round time.Duration) ([]figures, error) {
	all := make([]figures, len(ways))
	counts := make([]int, len(ways))
	for i, w := range ways {
		all[i].name = w.name
		n := 1
		for {
			took, _, err := run(w, n)
			if err != nil {
				return nil, fmt.Errorf("versus: %s: %w", w.name, err)
			}
			if took >= round/4 {
				counts[i] = max(1, int(float64(n)*float64(round)/float64(took)))
				break
			}
			n *= 2
		}
	}
	ns, times := make([][]float64, len(ways)), make([][]float64, len(ways))
	for range rounds {
		for i, w := range ways {
			took, allocations, err := run(w, counts[i])
			if err != nil {
				return nil, fmt.Errorf("versus: %s: %w", w.name, err)
			}
			one := float64(took) / float64(counts[i])
			ns[i] = append(ns[i], one)
			times[i] = append(times[i], one/ns[0][len(ns[0])-1])
			all[i].allocations = float64(allocations) / float64(counts[i])
		}
	}
	for i := range all {
		all[i].ns, all[i].times = median(ns[i]), median(times[i])
	}
	return all, nil
}

// run does the job n times.
func run(w way, n int) (took time.Duration, allocations uint64, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	for i := range n {
		if err := w.do(i); err != nil {
			return 0, 0, err
		}
	}
	took = time.Since(start)
	runtime.ReadMemStats(&after)
	return took, after.Mallocs - before.Mallocs, nil
}

func median(xs []float64) float64 {
	slices.Sort(xs)
	return xs[len(xs)/2]
}
