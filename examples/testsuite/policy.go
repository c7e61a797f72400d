package testsuite

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// Policy is ours: a practice area is established with 60 practitioners, and a baseline
// has a whole year.
func Policy() pilot.Policy {
	return pilot.Policy{Established: community.Threshold{Practitioners: 60}, BaselinePoints: 12}
}

// Rules are ours, in force beside those of the library.
func Rules() []pilot.Rule { return []pilot.Rule{Objections(), Mass()} }

// Objections asks that the works council has none open. The number stands in the
// candidate's facts.
func Objections() pilot.Rule {
	return pilot.Rule{
		ID: "objections", Says: "the works council has no open objection", Remedy: "settle them with the works council",
		Offer: pilot.PublicShowcase, Ceiling: pilot.Decline, Effort: pilot.Asking,
		Measure: metrics.Measure{ID: "open objections", Unit: "objections", Kind: metrics.Count}, Need: metrics.UpTo(0),
	}
}

// Mass asks that 30 members practise. Of a community that nobody counted that isn't
// known, which is not the same as nobody.
func Mass() pilot.Rule {
	return mass(func(c pilot.Candidate, _ pilot.Programme) metrics.Interval {
		if c.Community.Total() == 0 {
			return metrics.From(0)
		}
		return c.Community.Practitioners()
	})
}

func mass(value func(pilot.Candidate, pilot.Programme) metrics.Interval) pilot.Rule {
	return pilot.Rule{
		ID: "mass", Says: "enough members practise to answer each other", Remedy: "win members who practise",
		Offer: pilot.PublicShowcase, Ceiling: pilot.Later, Effort: pilot.Surveying,
		Measure: metrics.Measure{ID: "practising members", Unit: "members", Kind: metrics.Count}, Need: metrics.From(30), Value: value,
	}
}

// Model is how we tell how far a department's KM has come.
func Model() *maturity.Model {
	return &maturity.Model{
		ID: "our departments", Version: "2026", Gate: maturity.Staged,
		Levels: []maturity.Level{{ID: "not yet"}, {ID: "on the way"}, {ID: "there"}},
		Measures: []metrics.Measure{
			{ID: "lessons used", Unit: "of those written", Kind: metrics.Share},
			{ID: "days to an answer", Unit: "days", Kind: metrics.Count},
		},
		Criteria: []maturity.Criterion{
			{ID: "answers", Level: "on the way", Says: "a question is answered within a week", Measure: "days to an answer", Need: metrics.UpTo(7)},
			{ID: "lessons", Level: "there", Says: "half of the lessons are used", Measure: "lessons used", Need: metrics.From(0.5)},
		},
	}
}

// Shortlist is whom our page shows: who is certain to be a showcase.
func Shortlist(s pilot.Selection) []string {
	names := []string{}
	for _, v := range s.Verdicts {
		if v.Decision() == pilot.Showcase {
			names = append(names, v.Candidate)
		}
	}
	return names
}
