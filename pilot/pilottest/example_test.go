package pilottest_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// One option changes one thing, and so the decision.
func ExampleShowcase() {
	p := pilottest.Programme(maturity.NotStarted)
	for _, c := range []pilot.Candidate{
		pilottest.Showcase(),
		pilottest.Showcase(pilottest.WithPractitioners(metrics.MustBetween(90, 110))),
		pilottest.Showcase(pilottest.WithPractitioners(metrics.Exactly(90))),
		pilottest.Showcase(pilottest.WithFunction(pilottest.Finance)),
	} {
		v, err := pilot.Screen(c, p, pilot.Policy{})
		fmt.Println(v.Decision(), err)
	}
	// Output:
	// showcase <nil>
	// undetermined <nil>
	// later <nil>
	// decline <nil>
}

// The community of KM people is declined whatever the stage; were its function
// frontline and its figures those of a showcase, it would be too early for it.
func ExampleEarlyKMCommunity() {
	for stage := maturity.NotStarted; stage <= maturity.Embedded; stage++ {
		p := pilottest.Programme(stage)
		early, _ := pilot.Screen(pilottest.EarlyKMCommunity(), p, pilot.Policy{})
		ready, _ := pilot.Screen(pilottest.EarlyKMCommunity(
			pilottest.WithFunction(pilottest.FieldService), pilottest.WithMetric(pilottest.RepairCost), pilottest.WithBaseline(metrics.Exactly(12)),
			pilottest.WithMembers(community.Census{Practising: 40 * community.Person}), pilottest.WithClaimed(false)), p, pilot.Policy{})
		fmt.Printf("%s: %s, %s\n", stage, early.Decision(), ready.Decision())
	}
	// Output:
	// not started: decline, later
	// champions network: decline, later
	// roles established: decline, later
	// embedded: decline, showcase
}

// A network of champions is to be supported, unless it is to be shown as proof.
func ExampleChampionsNetwork() {
	p := pilottest.Programme(maturity.NotStarted)
	quiet, _ := pilot.Screen(pilottest.ChampionsNetwork(), p, pilot.Policy{})
	loud, _ := pilot.Screen(pilottest.ChampionsNetwork(pilottest.WithAnnounced(true)), p, pilot.Policy{})
	fmt.Println(quiet.Decision(), loud.Decision())
	// Output: support decline
}

// Random slates are for properties of one's own code.
func ExampleRandomSlate() {
	for seed := range uint64(100) {
		s := pilottest.RandomSlate(seed, pilottest.GeneratorOptions{})
		selection, err := pilot.Select(s, pilot.SelectOptions{})
		if err != nil || len(selection.Verdicts) != len(s.Candidates) {
			fmt.Println(seed, err)
		}
	}
	// Output:
}

// A selection that was tampered with contradicts itself.
func ExampleCheckSelection() {
	s := pilottest.Slate(pilottest.Programme(maturity.NotStarted), pilottest.Showcase(pilottest.WithFunction(pilottest.Finance)))
	selection, _ := pilot.Select(s, pilot.SelectOptions{})
	fmt.Println(pilottest.CheckSelection(selection))
	selection.Verdicts[0].Lowest, selection.Verdicts[0].Highest = pilot.Showcase, pilot.Showcase
	fmt.Println(pilottest.CheckSelection(selection))
	// Output:
	// <nil>
	// pilottest: decision: selection of "Invented Lifts": candidate "field engineers": it is showcase to showcase, and its findings give decline to decline
}
