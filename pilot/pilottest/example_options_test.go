package pilottest_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// What the options of a candidate change, each by itself.
func ExampleOption() {
	p := pilottest.Programme(maturity.NotStarted)
	side := metrics.Group{Points: 12, Mean: 100, SD: 2}
	loss := metrics.Change{
		Metric: pilottest.RepairCost, Unit: "EUR", Better: metrics.Lower, Method: metrics.Welch,
		Level: 0.95, Estimate: 1.5, Interval: metrics.MustBetween(1, 2), Before: side, After: metrics.Group{Points: 12, Mean: 101.5, SD: 2},
	}
	for _, o := range []struct {
		says   string
		option pilottest.Option
	}{
		{"another name", pilottest.WithName("crews")},
		{"no problem", pilottest.WithProblem("")},
		{"of a workforce of 600", pilottest.WithWorkforce(metrics.Exactly(600))},
		{"in one place", pilottest.WithFaceToFace(true)},
		{"no metric", pilottest.WithNoMetric()},
		{"a change for the worse", pilottest.WithChange(loss)},
		{"nobody speaks for it", pilottest.WithEndorsers()},
		{"who speaks for it isn't known", pilottest.WithUnknownEndorsers()},
		{"for finance", pilottest.WithAudience(pilottest.Finance)},
		{"a form", pilottest.WithForm(community.NetworkOfChampions)},
		{"a fact of one's own", pilottest.WithFact("coffee", metrics.Exactly(4))},
		{"a score", pilottest.WithScore("impact", metrics.Exactly(7))},
		{"a cost", pilottest.WithCost(metrics.Quantity{Value: metrics.Exactly(40), Unit: "kEUR"})},
		{"elements", pilottest.WithElements("roles", "processes")},
	} {
		v, err := pilot.Screen(pilottest.Showcase(pilottest.WithClaimed(true), o.option), p, pilot.Policy{})
		fmt.Printf("%s: %s %v\n", o.says, v.Decision(), err)
	}
	// Output:
	// another name: showcase <nil>
	// no problem: showcase <nil>
	// of a workforce of 600: showcase <nil>
	// in one place: showcase <nil>
	// no metric: later <nil>
	// a change for the worse: showcase <nil>
	// nobody speaks for it: later <nil>
	// who speaks for it isn't known: undetermined <nil>
	// for finance: showcase <nil>
	// a form: showcase <nil>
	// a fact of one's own: showcase <nil>
	// a score: showcase <nil>
	// a cost: showcase <nil>
	// elements: showcase <nil>
}

// What the options of a programme change: the decision on a showcase, and the stage.
func ExampleProgrammeOption() {
	for _, o := range []struct {
		says   string
		option pilottest.ProgrammeOption
	}{
		{"as it is", pilottest.WithDate(metrics.MustDate("2026-01-31"))},
		{"its metric isn't hard", pilottest.WithHard(pilottest.RepairCost, false)},
		{"its function is support", pilottest.WithKind(pilottest.FieldService, community.Support)},
		{"posts for KM", pilottest.WithKMPractitioners(metrics.Exactly(5))},
		{"champions", pilottest.WithKMFact(maturity.KMChampionsNetwork, metrics.Exactly(1))},
	} {
		s, err := pilot.Select(pilottest.Slate(pilottest.Programme(maturity.NotStarted, o.option), pilottest.Showcase()), pilot.SelectOptions{})
		lowest, highest := s.Stage.Stage()
		fmt.Printf("%s: %s, %s to %s %v\n", o.says, s.Verdicts[0].Decision(), lowest, highest, err)
	}
	// Output:
	// as it is: showcase, not started to not started <nil>
	// its metric isn't hard: later, not started to not started <nil>
	// its function is support: decline, not started to not started <nil>
	// posts for KM: showcase, roles established to roles established <nil>
	// champions: showcase, champions network to champions network <nil>
}

// Parts of a random slate, and the checks in a test.
func ExampleCheckSelection_random() {
	r := rand.New(rand.NewPCG(1, 2))
	p := pilottest.RandomProgramme(r)
	c := pilottest.RandomCandidate(r, pilottest.GeneratorOptions{})
	c.Facts = pilottest.RandomEvidence(r)
	fmt.Println(p.Validate(), c.Validate())

	s := pilottest.Slate(pilottest.Programme(maturity.NotStarted), pilottest.Showcase())
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	fmt.Println(err, pilottest.CheckSelection(selection))
	_ = func(t *testing.T) { // in a test of one's own
		pilottest.Selection(t, selection)
		pilottest.Decisions(t, s, map[string]pilot.Decision{s.Candidates[0].Name: pilot.Showcase})
		for rule := range pilot.Rules {
			pilottest.Rule(t, rule, pilottest.CheckOptions{})
		}
	}
	// Output:
	// <nil> <nil>
	// <nil> <nil>
}
