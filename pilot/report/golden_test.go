package report_test

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/report"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

// rich is slates with something of everything that can be told: verdicts of every
// kind, evidence of other days, rules left out, support without an end, a choice,
// and an agreement that is settled.
func rich(t testing.TB) []pilot.Slate {
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
	first.Candidates[1].Cost = metrics.Quantity{Value: metrics.Exactly(40), Unit: "kEUR"}
	yards := first.Candidates[1]
	yards.Name, yards.Benefit.Change, yards.Benefit.Baseline = "Yards", nil, metrics.Baseline{Points: metrics.Exactly(24), Period: metrics.Monthly}
	yards.Endorsers, yards.Audience = []pilot.Endorser{{Name: "yard south", Function: "service", Gained: metrics.Yes}}, nil
	yards.Cost.Value = metrics.Exactly(50)
	first.Candidates = append(first.Candidates, yards)
	first.Agreements = agreed(t)
	first.Choice = &pilot.Choice{
		AtOnce: 2, Budget: metrics.Quantity{Value: metrics.Exactly(100), Unit: "kEUR"}, Managers: []pilot.Manager{{Function: "finance", Weight: 2, Segment: pilot.Interested}, {Function: "service", Weight: 3}},
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
	third.Agreements, third.Choice = nil, &pilot.Choice{AtOnce: 1, Elements: []string{"roles"}}
	return []pilot.Slate{first, second, third}
}

// agreed is an agreement on the yards, with readings, and one on the depots that
// isn't settled yet.
func agreed(t testing.TB) []pilot.Agreement {
	d := metrics.MustDate
	readings := func(level, step float64, every int) metrics.Series {
		var points []metrics.Point
		for k := range 24 {
			value := level + float64(k*7%every)
			if k >= 12 {
				value -= step
			}
			points = append(points, metrics.Point{Date: metrics.Monthly.After(d("2024-01-01"), k), Value: value})
		}
		s, err := metrics.NewSeries(points...)
		require.NoError(t, err)
		return s
	}
	c := contract.Contract{
		Version: contract.Version, Pilot: "Yards", Problem: "parts are missing", Metric: metrics.Metric{Measure: metrics.Measure{ID: "cost", Unit: "EUR", Kind: metrics.Amount}, Better: metrics.Lower, Hard: true},
		Start: d("2025-01-01"), Split: metrics.Split{Before: metrics.Span{From: d("2024-01-01"), To: d("2024-12-31")}, After: metrics.Span{From: d("2025-01-01"), To: d("2025-12-31")}},
		Period: metrics.Monthly, BaselineReadings: 12, Method: metrics.GapChange, Control: "other yards", Looks: []contract.Look{{Readings: 12, Level: 0.95}}, Worth: 10,
		Decisions: contract.Decisions{Better: "roll out", Little: "one more year", NoEffect: "stop", Worse: "stop now", CannotTell: "read on"},
		Decides:   "head of yards", Agreed: d("2024-12-01"),
	}
	yards, err := contract.Seal(c)
	require.NoError(t, err)
	c.Pilot = "Depots"
	depots, err := contract.Seal(c)
	require.NoError(t, err)
	return []pilot.Agreement{
		{Sealed: yards, Noted: yards.Digest, Readings: readings(540, 40, 5), Control: readings(520, 2, 4), Looks: 1, On: d("2026-01-15")},
		{Sealed: depots, Noted: depots.Digest},
	}
}

func selected(t testing.TB, slates ...pilot.Slate) []pilot.Selection {
	t.Helper()
	var all []pilot.Selection
	for _, s := range slates {
		selection, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
		require.NoError(t, err)
		all = append(all, selection)
	}
	return all
}

// written is a page by one of the three functions.
func written(t *testing.T, write func(io.Writer, ...pilot.Selection) error, all ...pilot.Selection) string {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, write(&b, all...))
	return b.String()
}

// The same page in three forms, to the letter.
func TestGolden(t *testing.T) {
	all := selected(t, rich(t)...)
	for file, write := range map[string]func(io.Writer, ...pilot.Selection) error{"text.txt": report.Text, "page.md": report.Markdown, "page.html": report.HTML} {
		out, file := written(t, write, all...), filepath.Join("testdata", file)
		if *update {
			require.NoError(t, os.WriteFile(file, []byte(out), 0o644))
		}
		want, err := os.ReadFile(file)
		require.NoError(t, err)
		require.True(t, string(want) == out, "the page isn't what %s says; look at the difference and run with -update", file)
	}
}
