package pilot_test

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// proposal is a candidate in its programme under a policy.
type proposal struct {
	candidate pilot.Candidate
	programme pilot.Programme
	policy    pilot.Policy
	own       []pilot.Rule
}

// people is a number of whole people.
func people(n int64) community.Weight { return community.Weight(n) * community.Person }

// frontline is a proposal with which everything is right: a large community of
// drilling engineers, as a public showcase of a programme whose KM is embedded.
func frontline() *proposal {
	return &proposal{
		programme: pilot.Programme{
			Organisation: "Invented Drilling", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
			Functions: []community.Function{
				{ID: "drilling", Kind: community.Frontline},
				{ID: "geology", Kind: community.Frontline},
				{ID: "open"},
				{ID: "km", Kind: community.Support, Supports: []string{"drilling"}},
				{ID: "finance", Kind: community.Support, Supports: []string{"drilling", "km"}},
				{ID: "audit", Kind: community.Support, Supports: []string{"finance"}},
			},
			Metrics: []metrics.Metric{
				{Measure: metrics.Measure{ID: "days-per-well", Unit: "days"}, Hard: true},
				{Measure: metrics.Measure{ID: "stuck-pipes"}, Drives: []string{"days-per-well"}},
				{Measure: metrics.Measure{ID: "questions"}, Drives: []string{"stuck-pipes"}},
				{Measure: metrics.Measure{ID: "page-views"}},
			},
			Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(120), Workforce: metrics.Exactly(60_000)},
			Facts: maturity.Evidence{
				{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)},
				{Measure: maturity.KMCoreCompetence, Value: metrics.Exactly(1)},
				{Measure: maturity.KMMetrics, Value: metrics.Exactly(1)},
				{Measure: maturity.KMBaseline, Value: metrics.Exactly(1)},
			},
		},
		candidate: pilot.Candidate{
			Name: "drilling engineers", Problem: "the same well problems are solved again on every rig",
			Offer: pilot.PublicShowcase, Function: "drilling", Claimed: true,
			Area:      community.PracticeArea{ID: "drilling engineering", Practitioners: metrics.Exactly(250), Workforce: metrics.Exactly(60_000)},
			Community: community.Census{Practising: people(120), Interested: people(20)},
			Benefit:   metrics.Benefit{Metric: "days-per-well", Baseline: metrics.Baseline{Points: metrics.Exactly(24), Period: metrics.Monthly}},
			Endorsers: []pilot.Endorser{{Name: "rig manager", Function: "geology", Gained: metrics.Yes}},
		},
	}
}

// kmCoP is a community of KM people as a public showcase, in an organisation
// whose very business is knowledge, so that its function is frontline and
// nothing but R8 can stand against it.
func kmCoP() *proposal {
	p := frontline()
	p.candidate.Name, p.candidate.Function = "KM community of practice", "geology"
	p.candidate.Area = community.PracticeArea{ID: "km"}
	return p
}

// champions is a network of KM champions, proposed as such.
func champions() *proposal {
	p := frontline()
	p.candidate = pilot.Candidate{
		Name: "KM champions", Problem: "nobody knows whom to ask", Offer: pilot.SupportingNetwork, Function: "km",
		Area: community.PracticeArea{ID: "km"}, Form: community.CommunityOfPractice,
		Community: community.Census{Interested: people(30), Innovating: people(20)},
	}
	return p
}

func (p *proposal) screen() (pilot.Verdict, error) {
	return pilot.Screen(p.candidate, p.programme, p.policy, p.own...)
}

// fact sets a fact of the programme.
func (p *proposal) fact(measure string, value metrics.Interval) {
	for i := range p.programme.Facts {
		if p.programme.Facts[i].Measure == measure {
			p.programme.Facts[i].Value = value
			return
		}
	}
	p.programme.Facts = append(p.programme.Facts, maturity.Fact{Measure: measure, Value: value})
}

// kmPractitioners sets KM's own head count.
func (p *proposal) kmPractitioners(n metrics.Interval) { p.programme.Area.Practitioners = n }
