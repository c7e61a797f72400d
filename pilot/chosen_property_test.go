package pilot_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// randomChoice is a slate with a choice: some candidates are vetoed, some may be
// showcases, some certainly are.
func randomChoice(rng *rand.Rand) pilot.Slate {
	s := choosable()
	functions := []string{"wells", "depots", "labs", "finance", "km"}
	s.Candidates = nil
	for i := range 2 + rng.IntN(6) {
		var by []string
		for range rng.IntN(4) {
			by = append(by, functions[rng.IntN(5)])
		}
		c := readyShowcase(fmt.Sprintf("candidate %d", i), functions[rng.IntN(4)], float64(rng.IntN(60)), 0, by...)
		c.Scores = map[string]metrics.Interval{}
		for criterion := range slices.Values([]string{"impact", "support", "transfer", "achievable"}) {
			low := float64(rng.IntN(9))
			if high := low + float64(rng.IntN(3)); high <= 10 && rng.IntN(5) > 0 {
				c.Scores[criterion] = metrics.MustBetween(low, high)
			}
		}
		for e := range pilot.Elements {
			if rng.IntN(3) > 0 {
				c.Elements = append(c.Elements, e)
			}
		}
		switch rng.IntN(6) {
		case 0:
			c.Area.Practitioners = metrics.MustBetween(50, 200)
		case 1:
			c.Area.Practitioners = metrics.Exactly(50)
		case 2:
			c.Cost = metrics.Quantity{}
		}
		s.Candidates = append(s.Candidates, c)
	}
	s.Choice.Managers = nil
	for _, f := range functions[:4] {
		s.Choice.Managers = append(s.Choice.Managers, pilot.Manager{Function: f, Weight: float64(rng.IntN(6)), Segment: pilot.Segment(rng.IntN(5))})
	}
	s.Choice.Staff, s.Choice.Elements, s.Choice.Criteria = float64(3*rng.IntN(5)), nil, pilot.PublishedCriteria()
	for i := range s.Choice.Criteria {
		s.Choice.Criteria[i].Weight = 0.1 + rng.Float64()
	}
	if rng.IntN(2) == 0 {
		s.Choice.Elements = []string{"technology", "roles"}
	}
	if rng.IntN(2) == 0 {
		s.Choice.Conflicts = [][2]string{{"candidate 1", "candidate 0"}}
	}
	if rng.IntN(4) == 0 {
		s.Choice.Required = []string{s.Candidates[rng.IntN(len(s.Candidates))].Name}
	}
	return s
}

// Points buy no veto back, whatever the weights: who is vetoed is never ranked, and
// who isn't certain to be a showcase never runs.
func TestVetoHoldsWhateverTheWeights(t *testing.T) {
	rng := draw.From(t, 64, 1)
	ran, aside, maybe := 0, 0, 0
	for range 300 {
		s := randomChoice(rng)
		selection, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		c := selection.Chosen
		ranked := map[string]bool{}
		if c.Ranking != nil {
			for _, r := range c.Ranking.Ranked {
				ranked[r.ID] = true
			}
		}
		require.Len(t, ranked, len(s.Candidates)-len(c.Aside))
		for _, wave := range append(c.Waves, c.Portfolio) {
			for _, name := range wave.Chosen {
				v, _ := selection.Verdict(name)
				require.Equal(t, pilot.Showcase, v.Lowest)
				ran++
			}
		}
		for _, v := range selection.Verdicts {
			require.Equal(t, v.Highest == pilot.Showcase, ranked[v.Candidate])
			if v.Highest != pilot.Showcase {
				aside++
			} else if v.Lowest != pilot.Showcase {
				maybe++
			}
		}
	}
	for _, n := range []int{ran, aside, maybe} {
		require.Greater(t, n, 75)
	}
}

// Twenty orders of everything in a slate give the same bytes.
func TestChoiceInAnyOrder(t *testing.T) {
	rng := draw.From(t, 64, 2)
	for range 10 {
		s := randomChoice(rng)
		var first string
		for range 20 {
			rng.Shuffle(len(s.Candidates), func(i, k int) { s.Candidates[i], s.Candidates[k] = s.Candidates[k], s.Candidates[i] })
			rng.Shuffle(len(s.Choice.Managers), func(i, k int) {
				s.Choice.Managers[i], s.Choice.Managers[k] = s.Choice.Managers[k], s.Choice.Managers[i]
			})
			rng.Shuffle(len(s.Choice.Criteria), func(i, k int) {
				s.Choice.Criteria[i], s.Choice.Criteria[k] = s.Choice.Criteria[k], s.Choice.Criteria[i]
			})
			slices.Reverse(s.Choice.Elements)
			slices.Reverse(s.Programme.Functions)
			for i := range s.Candidates {
				e := s.Candidates[i].Endorsers
				rng.Shuffle(len(e), func(i, k int) { e[i], e[k] = e[k], e[i] })
			}
			selection, err := pilot.Select(s, pilot.SelectOptions{})
			require.NoError(t, err)
			var b bytes.Buffer
			require.NoError(t, selection.WriteJSON(&b))
			if first == "" {
				first = b.String()
			}
			require.True(t, first == b.String())
		}
	}
}

// A candidate who convinces nobody and scores nothing changes nothing for the others,
// whatever its name; and more staff never convinces less.
func TestUselessCandidateAndMoreStaff(t *testing.T) {
	rng := draw.From(t, 64, 3)
	for range 150 {
		s := randomChoice(rng)
		alone, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		useless := readyShowcase([]string{"a useless one", "useless"}[rng.IntN(2)], "wells", 0, 0)
		for criterion := range useless.Scores {
			useless.Scores[criterion] = metrics.Exactly(0)
		}
		with := s
		with.Candidates = append(slices.Clone(s.Candidates), useless)
		beside, err := pilot.Select(with, pilot.SelectOptions{})
		require.NoError(t, err)
		require.Equal(t, alone.Chosen.Portfolio, beside.Chosen.Portfolio)
		require.Equal(t, alone.Chosen.Waves, beside.Chosen.Waves)
		require.Equal(t, alone.Chosen.Optima == nil, beside.Chosen.Optima == nil)
		if alone.Chosen.Ranking != nil {
			scores := map[string]float64{}
			for _, r := range beside.Chosen.Ranking.Ranked {
				scores[r.ID] = r.Score
			}
			for _, r := range alone.Chosen.Ranking.Ranked {
				require.Equal(t, scores[r.ID], r.Score)
			}
		}
		more := s
		choice := *s.Choice
		choice.Staff += 3
		more.Choice = &choice
		larger, err := pilot.Select(more, pilot.SelectOptions{})
		require.NoError(t, err)
		require.GreaterOrEqual(t, larger.Chosen.Portfolio.Coverage, alone.Chosen.Portfolio.Coverage)
		require.True(t, larger.Chosen.Portfolio.Feasible || !alone.Chosen.Portfolio.Feasible)
	}
}

// Who is dominated is never first, whatever the scores that are only known as ranges,
// and a veto stands aside from dominance too.
func TestDominatedIsNeverFirst(t *testing.T) {
	rng := draw.From(t, 64, 4)
	dominated := 0
	for range 150 {
		s := randomChoice(rng)
		for _, c := range s.Candidates {
			for _, criterion := range []string{"impact", "support", "transfer"} {
				c.Scores[criterion] = metrics.Exactly(float64(rng.IntN(4)))
			}
		}
		selection, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		c := selection.Chosen
		if c.Ranking == nil {
			continue
		}
		for _, r := range c.Ranking.Ranked {
			if len(r.DominatedBy) == 0 {
				continue
			}
			dominated++
			at := slices.Index(c.Doubt.IDs, r.ID)
			require.Zero(t, c.Doubt.Ranks[at][0], "%v", r)
			best, _ := r.Ranks.Low()
			require.Greater(t, best, 1.0)
		}
	}
	require.Greater(t, dominated, 30)
}
