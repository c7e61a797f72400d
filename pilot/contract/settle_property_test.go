package contract_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/contract"
)

// A change that lies further in the metric's direction never gets a less favourable
// decision, whether it was settled or is still open; and a narrower one takes back
// nothing that was decided but for want of knowing.
func TestBetterAndNarrowerChanges(t *testing.T) {
	d := agreed().Decisions
	rank := map[string]int{d.Worse: 0, d.NoEffect: 1, "": 1, d.Little: 2, d.Better: 3} // open is neither
	for _, seed := range []uint64{1, 2, 3} {
		r := draw.From(t, seed, 1)
		seen, turned := map[metrics.Direction]map[string]int{metrics.Higher: {}, metrics.Lower: {}}, 0
		for n := range 1500 {
			c := agreed()
			c.Metric.Better = metrics.Direction(1 + r.IntN(2))
			sealed, err := contract.Seal(c)
			require.NoError(t, err)
			m := measured(c)
			if r.IntN(2) == 0 {
				m = early(c)
			}
			settle := func(interval metrics.Interval) string {
				low, _ := interval.Low()
				high, _ := interval.High()
				m := m
				m.Change.Better, m.Change.Interval, m.Change.Estimate = c.Metric.Better, interval, (low+high)/2
				m.Change.After.Mean = m.Change.Before.Mean + m.Change.Estimate
				s, err := contract.Settle(sealed, sealed.Digest, m)
				require.NoError(t, err)
				require.Empty(t, s.Breaches)
				require.Equal(t, s.Decision == "", s.Open)
				return s.Decision
			}
			low, width := float64(r.IntN(17)-8)/4, float64(r.IntN(7))/4
			wide := metrics.MustBetween(low, low+width)
			was := settle(wide)
			seen[c.Metric.Better][was]++

			further := metrics.Exactly(float64(r.IntN(5)) / 4)
			better := wide.Add(further)
			if c.Metric.Better == metrics.Lower {
				better = wide.Sub(further)
			}
			is := settle(better)
			require.GreaterOrEqual(t, rank[is], rank[was], "seed %d, case %d: %s gets %q, and %s, better by %s, %q", seed, n, wide, was, better, further, is)
			if is != was {
				turned++
			}

			a, b := low+width*r.Float64(), low+width*r.Float64()
			narrow := metrics.MustBetween(min(a, b), max(a, b))
			switch is := settle(narrow); was {
			case d.Better, d.Worse:
				require.Equal(t, was, is, "seed %d, case %d: %s of %s", seed, n, narrow, wide)
			case d.Little: // by as much as is worth having, perhaps
				require.Contains(t, []string{d.Little, d.Better}, is, "seed %d, case %d: %s of %s", seed, n, narrow, wide)
			}
		}
		for decision := range rank {
			for better, of := range seen {
				require.Greater(t, of[decision], 20, "%q, where %s is better: %v", decision, better, of)
			}
		}
		require.Greater(t, turned, 200)
	}
}
