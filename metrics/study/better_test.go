package study

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// Readings after that are all better by the same never turn a conclusion down.
func TestBetterReadingsAreNeverWorse(t *testing.T) {
	rank := map[metrics.Conclusion]int{metrics.Worse: 0, metrics.NoEffectShown: 1, metrics.Better: 2}
	for _, seed := range []uint64{1, 2} {
		rng := draw.From(t, seed, 77)
		turned, methods := 0, map[metrics.Method]int{}
		for n := range 2000 {
			c := randomCase(rng)
			if c.Metric.Better == metrics.DirectionUnknown {
				c.Metric.Better = metrics.Lower
			}
			study := []func(Case, Options) (metrics.Change, error){BeforeAfter, Interrupted, Controlled}[rng.IntN(3)]
			was, err := study(c, Options{})
			if err != nil || was.Conclusion() == metrics.CannotTell {
				continue
			}
			better := c
			by := momentsOf(c.Before).mean * []float64{0.001, 0.05, 0.3}[rng.IntN(3)]
			if c.Metric.Better == metrics.Lower {
				by = -by
			}
			better.After = slices.Clone(c.After)
			for i := range better.After {
				better.After[i] += by
			}
			is, err := study(better, Options{Method: was.Method})
			if err != nil { // a count below 0
				continue
			}
			if is.Conclusion() == metrics.CannotTell { // only of one that turns into the direction in which it went before already
				require.NotEqual(t, metrics.Better, was.Conclusion(), "seed %d, case %d: %v, by %v: %v: %+v", seed, n, was, by, is, c)
				continue
			}
			require.GreaterOrEqual(t, rank[is.Conclusion()], rank[was.Conclusion()], "seed %d, case %d: %v, by %v: %v: %+v", seed, n, was, by, is, c)
			methods[was.Method]++
			if is.Conclusion() != was.Conclusion() {
				turned++
			}
		}
		require.Greater(t, turned, 50)
		require.Greater(t, len(methods), 3, "%v", methods)
	}
}
