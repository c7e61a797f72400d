package pilot_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

func waysOf(t *testing.T, s pilot.Slate, m pilot.Methods) map[string]pilot.Path {
	selection, err := pilot.Select(s, pilot.SelectOptions{Methods: m})
	require.NoError(t, err)
	all := map[string]pilot.Path{}
	for _, p := range selection.Chosen.Paths {
		all[p.Candidate] = p
	}
	return all
}

// The way of each candidate that isn't a showcase yet: cheapest first, with days,
// and as many readings as the change worth having asks for.
func TestPaths(t *testing.T) {
	s := choosable()
	s.Programme.AsOf = metrics.MustDate("2026-01-31")
	s.Candidates[1].Benefit.Baseline.Points = metrics.Exactly(4) // repair
	s.Candidates[1].Worth, s.Candidates[1].Noise = 2, &pilot.Noise{SD: 2}
	own := pilot.Candidate{Name: "KM community", Offer: pilot.PublicShowcase, Function: "km", Problem: "x"}
	own.Area.ID = "km"
	s.Candidates = append(s.Candidates, own)

	all := waysOf(t, s, pilot.Methods{})
	require.Len(t, all, 4)
	repair := all["repair"]
	require.Equal(t, metrics.Yes, repair.Reachable)
	require.Len(t, repair.Steps, 1)
	require.Equal(t, metrics.Exactly(2), repair.Steps[0].More)
	require.Equal(t, "2026-03-31", repair.Ready.String())
	require.Zero(t, repair.Periods, "nobody computes it")
	require.Equal(t, metrics.No, all["budgeting"].Reachable, "a support function stays one")
	require.True(t, all["budgeting"].Ready.IsZero())
	require.Equal(t, maturity.Embedded, all["KM community"].Waits)
	require.Equal(t, "R2-practice-area", all["pumps"].Steps[0].Rule, "what isn't known is part of the way")

	asked := 0
	planned := waysOf(t, s, pilot.Methods{Plan: func(worth float64, n pilot.Noise) (int, bool) {
		asked++
		require.Equal(t, 2.0, worth)
		require.Equal(t, 2.0, n.SD)
		return 17, true
	}})
	require.Equal(t, 1, asked)
	require.Equal(t, 17, planned["repair"].Periods)
	require.Equal(t, metrics.Exactly(13), planned["repair"].Steps[0].More)
	require.Equal(t, "2027-02-28", planned["repair"].Ready.String())
	noisy := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return 0, false }})
	require.True(t, noisy["repair"].TooNoisy)
	require.Zero(t, noisy["repair"].Periods)

	// A plan that asks for no more than the rule does changes nothing.
	few := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return 5, true }})
	require.Equal(t, repair.Steps, few["repair"].Steps)
	// A baseline that passes the rule and not the plan is on the way again.
	s.Candidates[1].Benefit.Baseline.Points = metrics.Exactly(12)
	s.Candidates[1].Area.Practitioners = metrics.MustBetween(80, 200)
	again := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return 17, true }})
	require.Len(t, again["repair"].Steps, 2)
	require.Equal(t, metrics.Exactly(5), again["repair"].Steps[1].More)
}

func TestBadNoise(t *testing.T) {
	s := choosable()
	s.Candidates[0].Worth, s.Candidates[0].Noise = -1, &pilot.Noise{SD: 0, Correlation: 2}
	_, err := pilot.Select(s, pilot.SelectOptions{})
	for _, want := range []string{
		"pilot: candidates[0].worth: want 0 or more, have -1", "pilot: candidates[0].noise.sd: want a number above 0, have 0", "pilot: candidates[0].noise.correlation: want -1 to 1, have 2",
	} {
		require.ErrorContains(t, err, want)
	}
}
