package pilot_test

import (
	"fmt"
	"os"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

func Example() {
	programme := pilot.Programme{
		Organisation: "Acme", Function: "km",
		Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support}},
		Area:      community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3)},
	}
	verdict, err := pilot.Screen(pilot.Candidate{
		Name: "KM community", Offer: pilot.PublicShowcase, Function: "km",
		Area: community.PracticeArea{ID: "km"},
	}, programme, pilot.Policy{})
	fmt.Println(verdict.Decision(), err)
	// Output: decline <nil>
}

// acme is the programme of the examples; its figures are invented.
func acme() pilot.Programme {
	return pilot.Programme{
		Organisation: "Acme", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
		Functions: []community.Function{
			{ID: "service", Kind: community.Frontline},
			{ID: "km", Kind: community.Support, Supports: []string{"service"}},
		},
		Metrics: []metrics.Metric{{Measure: metrics.Measure{ID: "repair-cost", Unit: "EUR"}, Hard: true}},
		Area:    community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(4000)},
	}
}

// engineers is a candidate of which the head count is an estimate, and the
// members' roles aren't all known.
func engineers() pilot.Candidate {
	return pilot.Candidate{
		Name: "Service engineers", Problem: "the same faults are solved again in every depot",
		Offer: pilot.PublicShowcase, Function: "service",
		Area:      community.PracticeArea{ID: "service engineering", Practitioners: metrics.MustBetween(80, 120), Workforce: metrics.Exactly(4000)},
		Community: community.Census{Practising: 60 * community.Person, Unknown: 20 * community.Person},
		Benefit:   metrics.Benefit{Metric: "repair-cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12), Period: metrics.Monthly}},
	}
}

// A verdict is a range of decisions where the evidence allows more than one, and
// says what would decide.
func ExampleScreen() {
	v, err := pilot.Screen(engineers(), acme(), pilot.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.Decision(), "from", v.Lowest, "to", v.Highest)
	for _, ask := range v.Asks {
		fmt.Println("find out", ask.Remedy)
	}
	// Output:
	// undetermined from later to showcase
	// find out how many people have it as main role
}

// Gaps tell the smallest change that would make each failed rule pass.
func ExampleGap() {
	c := engineers()
	c.Area.Practitioners = metrics.Exactly(85.29)
	c.Benefit.Baseline.Points = metrics.Exactly(2)
	v, _ := pilot.Screen(c, acme(), pilot.Policy{})
	for _, g := range v.Gaps {
		fmt.Printf("%s more %s, at best on %q\n", g.More, g.Unit, g.Earliest)
	}
	// Output:
	// 14.71 more practitioners, at best on ""
	// 4 more readings of the baseline, at best on "2026-05-31"
}

// A policy changes thresholds and says which rules are in force.
func ExamplePolicy() {
	v, _ := pilot.Screen(engineers(), acme(), pilot.Policy{Established: community.Threshold{Practitioners: 50}})
	fmt.Println(v.Decision())
	// Output: showcase
}

// An embedder's own rule is judged beside the built-in ones, and its failure
// can't be bought back either.
func ExampleRule() {
	privacy := pilot.Rule{
		ID: "privacy", Says: "the works council has no open objection", Ceiling: pilot.Decline,
		Measure: metrics.Measure{ID: "open-objections", Kind: metrics.Count}, Need: metrics.UpTo(0),
	}
	c := engineers()
	c.Facts = maturity.Evidence{{Measure: "open-objections", Value: metrics.Exactly(1)}}
	v, _ := pilot.Screen(c, acme(), pilot.Policy{}, privacy)
	fmt.Println(v.Decision())
	// Output: decline
}

func ExampleRules() {
	for r := range pilot.Rules {
		if r.Ceiling == pilot.Decline {
			fmt.Println(r.ID, "needs", r.Measure.ID, "in", r.Need)
		}
	}
	// Output:
	// R6-frontline needs function-steps in (-∞, 0]
	// R8-topic needs topic-is-km in [1, ∞)
	// R8-not-announced needs announced in (-∞, 0]
}

// A case answers what would change the decision without writing texts.
func ExampleCase() {
	k, err := pilot.NewCase(engineers(), acme(), pilot.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(k.Decide())
	if counted, ok := k.With("practitioners", metrics.Exactly(104)); ok {
		fmt.Println(counted.Decide())
	}
	// Output:
	// later showcase
	// showcase showcase
}

func ExampleCase_AppendFindings() {
	k, err := pilot.NewCase(engineers(), acme(), pilot.Policy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range k.AppendFindings(nil) {
		if f.Outcome == maturity.Unknown && f.Ceiling != pilot.Undetermined {
			fmt.Println(f.Criterion, f.Have, "of", f.Need, f.Measure.Unit)
		}
	}
	// Output:
	// R2-practice-area [80, 120] of [100, ∞) practitioners
}

func ExampleDecision_Compare() {
	fmt.Println(pilot.Later.Compare(pilot.Showcase))
	fmt.Println(pilot.Support.Compare(pilot.Showcase)) // no common scale
	// Output:
	// -1 true
	// 0 false
}

// A champions network is supported as a network, and declined as public proof.
func ExampleOffer() {
	network := pilot.Candidate{
		Name: "KM champions", Offer: pilot.SupportingNetwork, Function: "km",
		Area: community.PracticeArea{ID: "km"}, Form: community.NetworkOfChampions,
	}
	v, _ := pilot.Screen(network, acme(), pilot.Policy{})
	fmt.Println(v.Decision())
	network.Offer = pilot.PublicShowcase
	v, _ = pilot.Screen(network, acme(), pilot.Policy{})
	fmt.Printf("%s; instead a %s, as a %s; a community of practice once %s\n", v.Decision(), v.Instead.Offer, v.Instead.Form, v.Instead.AtStage)
	// Output:
	// support
	// decline; instead a supporting network, as a mixed network; a community of practice once embedded
}

// An endorsement has an author, a function and a gain; the KM team's own word
// weighs nothing.
func ExampleEndorser() {
	c := engineers()
	c.Area.Practitioners = metrics.Exactly(120)
	c.Claimed = true
	c.Endorsers = []pilot.Endorser{{Name: "head of KM", Function: "km", Gained: metrics.Yes}}
	v, _ := pilot.Screen(c, acme(), pilot.Policy{})
	fmt.Println(v.Decision())
	c.Endorsers = append(c.Endorsers, pilot.Endorser{Name: "depot manager", Function: "service", Gained: metrics.Yes})
	v, _ = pilot.Screen(c, acme(), pilot.Policy{})
	fmt.Println(v.Decision())
	// Output:
	// later
	// showcase
}

// A slate is the whole input as one document; every problem in it is named.
func ExampleReadSlates() {
	_, err := pilot.ReadSlates(strings.NewReader(`{
		"version": 1,
		"programme": {"organisation": "Acme", "area": {"id": "km", "practitioners": -3}},
		"candidates": [{"name": "Engineers", "offer": "public showcase", "area": {"id": "eng"}, "function": "service"}]
	}`))
	fmt.Println(err)
	// Output:
	// pilot: programme.area.practitioners: a number of people can't be negative, have -3
	// pilot: candidates[0].function: there is no function "service"
}

func ExampleSelect() {
	selection, err := pilot.Select(pilot.Slate{Version: pilot.SlateVersion, Programme: acme(), Candidates: []pilot.Candidate{engineers()}}, pilot.SelectOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	lowest, highest := selection.Stage.Stage()
	fmt.Println("stage:", lowest, "to", highest)
	for _, v := range selection.Verdicts {
		fmt.Println(v.Candidate+":", v.Lowest, "to", v.Highest)
	}
	// Output:
	// stage: roles established to roles established
	// Service engineers: later to showcase
}

func ExampleSlate_WriteJSON() {
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{Organisation: "Acme", Area: community.PracticeArea{ID: "km"}}}
	if err := s.WriteJSON(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "version": 1,
	//   "programme": {
	//     "organisation": "Acme",
	//     "area": {
	//       "id": "km"
	//     }
	//   },
	//   "candidates": null
	// }
}
