package pilottest_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// Random slates are valid, their selections are sound, and each sort of number and of
// decision is at least a twentieth of all; the same seed gives the same slate.
func TestRandomSlates(t *testing.T) {
	o := pilottest.GeneratorOptions{Rules: []pilot.Rule{own(metrics.Count, metrics.From(3), nil), {ID: "between", Measure: metrics.Measure{ID: "share", Kind: metrics.Share}, Need: metrics.MustBetween(0.25, 0.5)}}}
	o.Rules[1].Says = "it is in between"
	sorts, numbers, decisions, verdicts := map[string]int{}, 0, map[pilot.Decision]int{}, 0
	for seed := range uint64(120) {
		o.Choice = seed%60 == 0
		s := pilottest.RandomSlate(seed, o)
		require.NoError(t, s.Validate(o.Rules...))
		require.Len(t, s.Candidates, 5)
		require.Empty(t, cmp.Diff(s, pilottest.RandomSlate(seed, o)))
		selection, err := pilot.Select(s, pilot.SelectOptions{Rules: o.Rules[:1]})
		require.NoError(t, err)
		pilottest.Selection(t, selection)
		count := func(i metrics.Interval, thresholds ...float64) {
			numbers++
			for sort, is := range sortsOf(i, thresholds...) {
				if is {
					sorts[sort]++
				}
			}
		}
		count(s.Programme.Area.Practitioners, 1, 100)
		for _, c := range s.Candidates {
			if c.Area.ID != pilottest.KMArea {
				count(c.Area.Practitioners, 20, 100)
			}
			count(c.Benefit.Baseline.Points, 6)
			for _, f := range c.Facts {
				count(f.Value, 3, 0.25, 0.5)
			}
		}
		plain := s
		plain.Choice = nil
		judged, err := pilot.Select(plain, pilot.SelectOptions{})
		require.NoError(t, err)
		for _, v := range judged.Verdicts {
			verdicts++
			decisions[v.Decision()]++
		}
	}
	require.Len(t, sorts, 5)
	for sort, n := range sorts {
		require.GreaterOrEqual(t, 20*n, numbers, "%s: %v of %d", sort, sorts, numbers)
	}
	require.Len(t, decisions, 5)
	for d, n := range decisions {
		require.GreaterOrEqual(t, 20*n, verdicts, "%s: %v of %d", d, decisions, verdicts)
	}
	require.NotEmpty(t, cmp.Diff(pilottest.RandomSlate(1, o), pilottest.RandomSlate(2, o)))
}

// sortsOf tells of which sorts a number is.
func sortsOf(i metrics.Interval, thresholds ...float64) map[string]bool {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	_, point := i.Point()
	return map[string]bool{
		"point": point, "range": hasLow && hasHigh && !point, "open": i.LowOpen() || i.HighOpen(), "unbounded": !hasLow || !hasHigh,
		"on a threshold": hasLow && slices.Contains(thresholds, low) || hasHigh && slices.Contains(thresholds, high),
	}
}

// A random candidate fits any programme with the fixtures' organisation, and many have
// names of their own.
func TestRandomParts(t *testing.T) {
	r := draw.From(t, 1, 2)
	for stage := range maturity.Stages {
		for range 20 {
			c := pilottest.RandomCandidate(r, pilottest.GeneratorOptions{})
			_, err := pilot.Screen(c, pilottest.Programme(stage), pilot.Policy{})
			require.NoError(t, err)
			p := pilottest.RandomProgramme(r)
			require.NoError(t, p.Validate())
		}
	}
	s := pilottest.RandomSlate(1, pilottest.GeneratorOptions{Candidates: 60})
	require.NoError(t, s.Validate())
	require.Len(t, s.Candidates, 60)
}
