package pilot_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// A finding is structure: what is known, what is needed, and the best decision
// that its failure allows.
func ExampleVerdict_Finding() {
	v, _ := pilot.Screen(engineers(), acme(), pilot.Policy{})
	f, ok := v.Finding(pilot.RulePracticeArea)
	fmt.Println(ok, f.Outcome, f.Have, "of", f.Need, f.Ceiling)
	// Output: true unknown [80, 120] of [100, ∞) later
}

func ExampleSelection_Verdict() {
	selection, _ := pilot.Select(pilot.Slate{Version: pilot.SlateVersion, Programme: acme(), Candidates: []pilot.Candidate{engineers()}}, pilot.SelectOptions{})
	v, ok := selection.Verdict("Service engineers")
	fmt.Println(ok, v.Decision(), v.Benefit)
	// Output: true undetermined yes
}

// A case gives the full verdict from the same rules.
func ExampleCase_Verdict() {
	k, _ := pilot.NewCase(engineers(), acme(), pilot.Policy{})
	v := k.Verdict()
	fmt.Println(v.Lowest, v.Highest, v.Counts.Unknown, "of", v.Counts.Of)
	// Output: later showcase 3 of 14
}

// Validate names every fault of a slate at once, each with its path.
func ExampleSlate_Validate() {
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: acme(), Candidates: []pilot.Candidate{{Name: "x"}}}
	s.Candidates[0].Function = "sales"
	for e := range metrics.Errors(s.Validate()) {
		fmt.Println(e.Path)
	}
	// Output:
	// candidates[0].offer
	// candidates[0].area.id
	// candidates[0].function
}

func ExamplePolicy_Validate() {
	fmt.Println(pilot.Policy{MembersPractise: 50, Rules: []string{"R99"}}.Validate())
	// Output:
	// pilot: membersPractise: want a number from 0 to 1, have 50
	// pilot: rules[0]: there is no rule "R99"
}

func ExampleCandidate_Validate() {
	c := engineers()
	c.Area.Practitioners = metrics.Exactly(5000)
	fmt.Println(c.Validate())
	// Output: pilot: area.practitioners: 5000 practitioners are more than the workforce of 4000
}

func ExampleProgramme_Validate() {
	p := acme()
	p.Functions = append(p.Functions, community.Function{ID: "audit", Supports: []string{"audit"}})
	fmt.Println(p.Validate())
	// Output: pilot: functions[2].supports[0]: "audit" supports itself
}

// Nobody is convinced by their own word: the depot manager reaches the KM team,
// not the service managers.
func ExampleReach() {
	c := engineers()
	c.Endorsers = []pilot.Endorser{{Name: "depot manager", Function: "service", Gained: metrics.Yes}}
	c.Audience = []pilot.Audience{{Function: "service"}, {Function: "km"}}
	v, _ := pilot.Screen(c, acme(), pilot.Policy{})
	for _, r := range v.Audience {
		fmt.Println(r.Function, r.Heard)
	}
	// Output:
	// service no
	// km yes
}

func ExampleParseDecision() {
	d, err := pilot.ParseDecision("showcase")
	fmt.Println(d, err)
	_, err = pilot.ParseDecision("showcaes")
	fmt.Println(err)
	// Output:
	// showcase <nil>
	// unknown decision "showcaes": want one of undetermined, decline, later, support, showcase; did you mean "showcase"?
}

func ExampleDecisions() {
	for d := range pilot.Decisions {
		fmt.Print(d, " ")
	}
	fmt.Println()
	// Output: undetermined decline later support showcase
}

func ExampleParseOffer() {
	o, err := pilot.ParseOffer("supporting network")
	fmt.Println(o == pilot.SupportingNetwork, err)
	// Output: true <nil>
}

func ExampleEffort() {
	for e := range pilot.Efforts {
		fmt.Print(e, " ")
	}
	fmt.Println()
	// Output: unknown ask extract survey collect
}
