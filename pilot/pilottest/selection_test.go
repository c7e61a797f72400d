package pilottest_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/pilottest"
)

// chosen is a sound selection with a choice, of which some candidates run, some may and
// some stand aside.
func chosen(t *testing.T) pilot.Selection {
	score := pilottest.WithScore("impact", metrics.Exactly(7))
	early := pilottest.EarlyKMCommunity(pilottest.WithFunction(pilottest.FieldService))
	s := pilottest.Slate(pilottest.Programme(maturity.RolesEstablished),
		pilottest.Showcase(score, pilottest.WithCost(metrics.Quantity{Value: metrics.Exactly(40), Unit: "EUR"})),
		pilottest.Showcase(pilottest.WithName("menders"), pilottest.WithCost(metrics.Quantity{Value: metrics.Exactly(30), Unit: "EUR"})),
		pilottest.Showcase(pilottest.WithName("planners"), pilottest.WithPractitioners(metrics.MustBetween(90, 110)), pilottest.WithUnknownEndorsers()),
		pilottest.Showcase(pilottest.WithName("clerks"), pilottest.WithFunction(pilottest.Finance)), early, pilottest.ChampionsNetwork())
	s.Choice = &pilot.Choice{
		AtOnce: 1, Budget: metrics.Quantity{Value: metrics.Exactly(100), Unit: "EUR"},
		Managers: []pilot.Manager{{Function: pilottest.FieldService, Weight: 1, Segment: pilot.Interested}},
	}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.NotEmpty(t, selection.Chosen.Portfolio.Chosen)
	return selection
}

// Every two parts that don't say the same are found.
func TestBrokenSelectionsAreFound(t *testing.T) {
	at := func(s *pilot.Selection, name string) *pilot.Verdict {
		for i := range s.Verdicts {
			if s.Verdicts[i].Candidate == name {
				return &s.Verdicts[i]
			}
		}
		return nil
	}
	for _, tt := range []struct {
		reason, invariant string
		change            func(*pilot.Selection)
	}{
		{"another version", "document", func(s *pilot.Selection) { s.Version = 7 }},
		{"a text that JSON can't hold", "document", func(s *pilot.Selection) { s.Verdicts[0].Lowest = 99 }},
		{"out of order", "verdicts", func(s *pilot.Selection) { s.Verdicts[0], s.Verdicts[1] = s.Verdicts[1], s.Verdicts[0] }},
		{"twice", "verdicts", func(s *pilot.Selection) { s.Verdicts = append(s.Verdicts, s.Verdicts[len(s.Verdicts)-1]) }},
		{"undetermined as an end", "verdicts", func(s *pilot.Selection) { at(s, "planners").Lowest = pilot.Undetermined }},
		{"support of a showcase", "verdicts", func(s *pilot.Selection) { at(s, "planners").Lowest = pilot.Support }},
		{"upside down", "verdicts", func(s *pilot.Selection) {
			v := at(s, "planners")
			v.Lowest, v.Highest = v.Highest, v.Lowest
		}},
		{"another outcome", "findings", func(s *pilot.Selection) { at(s, "clerks").Findings[1].Outcome = maturity.Unmet }},
		{"a ceiling of what doesn't apply", "findings", func(s *pilot.Selection) {
			for i, f := range at(s, "clerks").Findings {
				if f.Outcome == maturity.NotApplicable {
					at(s, "clerks").Findings[i].Ceiling = pilot.Later
				}
			}
		}},
		{"one more is met", "findings", func(s *pilot.Selection) { at(s, "clerks").Counts.Met++ }},
		{"a veto bought back", "decision", func(s *pilot.Selection) {
			at(s, "clerks").Lowest, at(s, "clerks").Highest = pilot.Showcase, pilot.Showcase
		}},
		{"lower than need be", "decision", func(s *pilot.Selection) { at(s, "planners").Lowest = pilot.Decline }},
		{"a gap is lost", "gaps", func(s *pilot.Selection) { at(s, "clerks").Gaps = nil }},
		{"a gap that isn't", "gaps", func(s *pilot.Selection) {
			at(s, "field engineers").Gaps = append([]pilot.Gap{}, at(s, "clerks").Gaps...)
		}},
		{"nothing is asked", "gaps", func(s *pilot.Selection) { at(s, "planners").Asks = nil }},
		{"the dearest is asked first", "gaps", func(s *pilot.Selection) {
			a := at(s, "planners").Asks
			a[0], a[1] = a[1], a[0]
		}},
		{"a gap needs something else", "gaps", func(s *pilot.Selection) { at(s, "clerks").Gaps[0].Need = metrics.From(7) }},
		{"no advice", "instead", func(s *pilot.Selection) { at(s, "KM community of practice").Instead = nil }},
		{"advice to who needs none", "instead", func(s *pilot.Selection) { at(s, "clerks").Instead = &pilot.Instead{} }},
		{"who is vetoed is ranked", "chosen", func(s *pilot.Selection) { s.Chosen.Ranking.Ranked[0].ID = "clerks" }},
		{"the better one is behind", "chosen", func(s *pilot.Selection) { s.Chosen.Ranking.Ranked[0].Score = -1 }},
		{"nobody stands aside", "chosen", func(s *pilot.Selection) { s.Chosen.Aside = nil }},
		{"aside for another rule", "chosen", func(s *pilot.Selection) { s.Chosen.Aside[1].Rules = []string{"none"} }},
		{"a path is lost", "chosen", func(s *pilot.Selection) { s.Chosen.Paths = s.Chosen.Paths[1:] }},
		{"who may be one runs", "run", func(s *pilot.Selection) {
			s.Chosen.Portfolio.Chosen, s.Chosen.Waves = []string{"planners"}, nil
		}},
		{"too many run", "run", func(s *pilot.Selection) { s.Chosen.AtOnce = 0 }},
		{"one runs twice", "run", func(s *pilot.Selection) { s.Chosen.Waves = append(s.Chosen.Waves, s.Chosen.Waves[0]) }},
		{"another set than the first wave", "run", func(s *pilot.Selection) { s.Chosen.Portfolio.Chosen = []string{"menders", "field engineers"} }},
		{"too dear", "run", func(s *pilot.Selection) { s.Chosen.Budget.Value = metrics.Exactly(1) }},
		{"shares of more than all", "doubt", func(s *pilot.Selection) {
			s.Chosen.Doubt = &choose.Acceptability{IDs: []string{"a", "b"}, Ranks: [][]float64{{1, 0}, {1, 0}}}
		}},
		{"shares of less than all", "doubt", func(s *pilot.Selection) { s.Chosen.Doubt.Ranks[0][0] /= 2 }},
		{"pending of nobody", "settled", func(s *pilot.Selection) { s.Pending = []string{"nobody"} }},
		{"settled of nobody", "settled", func(s *pilot.Selection) { s.Settled = []pilot.Settled{{}} }},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			s := chosen(t)
			require.NoError(t, pilottest.CheckSelection(s))
			tt.change(&s)
			require.ErrorContains(t, pilottest.CheckSelection(s), `pilottest: `+tt.invariant+`: selection of "Invented Lifts": `)
		})
	}
}

// A selection that was stored and read back is as sound.
func TestStoredSelection(t *testing.T) {
	s := chosen(t)
	text, err := json.Marshal(s)
	require.NoError(t, err)
	var back pilot.Selection
	require.NoError(t, json.Unmarshal(text, &back))
	pilottest.Selection(t, back)
}

// Own rules from both sides of one number clash, and both ends are worked out as pilot
// does.
func TestSelectionsOfClashingRules(t *testing.T) {
	small, large := own(metrics.Count, metrics.UpTo(3), nil), own(metrics.Count, metrics.From(3), nil)
	large.ID, large.Ceiling, large.Need = "large", pilot.Decline, metrics.Above(3)
	rules, clashes := []pilot.Rule{small, large}, 0
	for seed := range uint64(150) {
		s := pilottest.RandomSlate(seed, pilottest.GeneratorOptions{Rules: rules[:1]})
		selection, err := pilot.Select(s, pilot.SelectOptions{Rules: rules})
		require.NoError(t, err)
		pilottest.Selection(t, selection)
		for _, v := range selection.Verdicts {
			if v.Offer == pilot.PublicShowcase && v.Highest < pilot.Showcase && len(v.Gaps) == 0 {
				clashes++
			}
		}
	}
	require.Greater(t, clashes, 10)
}
