package report_test

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

var update = flag.Bool("update", false, "rewrite testdata/text.txt")

// A page with something of everything that can be told, to the letter: verdicts
// of every kind, evidence of other days, rules left out, support without an end.
func TestTextGolden(t *testing.T) {
	first := acme()
	first.Programme.Note = "Invented."
	first.Programme.Functions = append(first.Programme.Functions, community.Function{ID: "finance", Kind: community.Support, Supports: []string{"service"}})
	first.Programme.Metrics = append(first.Programme.Metrics, metrics.Metric{Measure: metrics.Measure{ID: "cost", Unit: "EUR", Kind: metrics.Amount}, Hard: true})
	first.Programme.Facts = append(first.Programme.Facts,
		maturity.Fact{Measure: maturity.KMBaseline, Value: metrics.Exactly(1), AsOf: metrics.MustDate("2025-12-01"), Source: "wiki"},
		maturity.Fact{Measure: maturity.KMBaseline, Value: metrics.Exactly(0), AsOf: metrics.MustDate("2025-12-01"), Source: "intranet"},
		maturity.Fact{Measure: "coffee", Value: metrics.Exactly(4)})
	first.Candidates[0].Note = "figures of the works council"
	first.Candidates = append(first.Candidates,
		pilot.Candidate{
			Name: "Depots", Problem: "parts are missing", Offer: pilot.PublicShowcase, Function: "service", Claimed: true,
			Area:      community.PracticeArea{ID: "depots", Name: "Running a depot", Practitioners: metrics.Exactly(140), Workforce: metrics.Exactly(4000), AsOf: metrics.MustDate("2025-12-31"), Scope: "all depots"},
			Community: community.Census{Practising: 60 * community.Person, Unknown: 10 * community.Person},
			Benefit: metrics.Benefit{Metric: "cost", Change: &metrics.Change{
				Unit: "EUR", Better: metrics.Lower, Method: metrics.WelchEffective, Estimate: -40, Interval: metrics.MustBetween(-60, -20), Level: 0.95,
				Before: metrics.Group{Points: 24, Mean: 540, To: metrics.MustDate("2024-12-01")}, After: metrics.Group{Points: 12, Mean: 500, From: metrics.MustDate("2025-01-01"), To: metrics.MustDate("2025-12-01")},
			}},
			Endorsers: []pilot.Endorser{{Name: "depot north", Function: "service", Gained: metrics.Yes}},
			Audience:  []pilot.Audience{{Function: "finance"}},
		},
		pilot.Candidate{Name: "Controllers", Offer: pilot.PublicShowcase, Function: "finance", Area: community.PracticeArea{ID: "control"}, Benefit: metrics.Benefit{NoMetric: true}},
		pilot.Candidate{Name: "KM community", Offer: pilot.PublicShowcase, Function: "km", Area: community.PracticeArea{ID: "km"}},
		pilot.Candidate{Name: "KM champions", Offer: pilot.SupportingNetwork, Function: "km", Area: community.PracticeArea{ID: "km"}, Form: community.NetworkOfChampions},
		pilot.Candidate{Name: "Book club", Offer: pilot.SupportingNetwork, Announced: true, Area: community.PracticeArea{ID: "books"}},
	)
	first.Choice = &pilot.Choice{
		AtOnce: 1, Managers: []pilot.Manager{{Function: "finance", Weight: 2, Segment: pilot.Interested}, {Function: "service", Weight: 3}},
	}

	second := acme()
	second.Programme.Organisation = "Other"
	second.Programme.AsOf = metrics.Date{}
	second.Programme.Area = community.PracticeArea{ID: "km", Name: "Knowledge work", Practitioners: metrics.Exactly(140), Workforce: metrics.Exactly(900), Basis: community.FTE}
	second.Programme.Facts = maturity.Evidence{
		{Measure: maturity.KMMetrics, Value: metrics.Exactly(1)}, {Measure: maturity.KMBaseline, Value: metrics.Exactly(1)}, {Measure: maturity.KMCoreCompetence, Value: metrics.Exactly(1)},
	}
	second.Policy.Rules = []string{pilot.RuleFrontline, pilot.RulePracticeArea}
	second.Candidates = append(second.Candidates, second.Candidates[0])
	second.Candidates[1].Name = "Service planners"

	third := first
	third.Programme.Organisation, third.Candidates = "Third", []pilot.Candidate{first.Candidates[1]}
	third.Choice = &pilot.Choice{AtOnce: 1, Elements: []string{"roles"}}
	out := text(t, first, second, third)
	const golden = "testdata/text.txt"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(out), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.True(t, string(want) == out, "the text isn't what %s says; look at the difference and run with -update", golden)
}
