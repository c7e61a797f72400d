package maturity_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The KM network changes its nature on the way.
func ExampleStage_Form() {
	for stage := range maturity.Stages {
		fmt.Printf("%s: %s\n", stage, stage.Form())
	}
	// Output:
	// unknown: unknown
	// not started: network of champions
	// champions network: network of champions
	// roles established: mixed network
	// embedded: community of practice
}

func ExampleParseStage() {
	stage, err := maturity.ParseStage("embedded")
	fmt.Println(stage == maturity.Embedded, err)
	_, err = maturity.ParseStage("embeded")
	fmt.Println(err)
	// Output:
	// true <nil>
	// unknown stage "embeded": want one of unknown, not started, champions network, roles established, embedded; did you mean "embedded"?
}

// The stage is a range where the evidence leaves it open.
func ExampleAssessment_Stage() {
	a, err := maturity.Journey().Assess(maturity.Evidence{
		{Measure: maturity.KMPractitioners, Value: metrics.Exactly(0)},
	}, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	if err != nil {
		fmt.Println(err)
		return
	}
	lowest, highest := a.Stage()
	fmt.Println(lowest, "or", highest)
	fmt.Println(lowest < maturity.RolesEstablished && highest < maturity.RolesEstablished)
	// Output:
	// not started or champions network
	// true
}

func ExampleOutcomeOf() {
	for answer := range metrics.Answers {
		fmt.Println(answer, "→", maturity.OutcomeOf(answer))
	}
	// Output:
	// unknown → unknown
	// no → unmet
	// yes → met
}

// A KM network is held against the form that fits the stage.
func ExampleStage_Fits() {
	champions := community.Census{Interested: 12 * community.Person, Innovating: 9 * community.Person}
	network := community.Charter{Formal: metrics.No, Contracted: metrics.No}.Network(champions.Nature())
	fmt.Println(network)
	fmt.Println(maturity.ChampionsNetwork.Fits(network), maturity.RolesEstablished.Fits(network), maturity.StageUnknown.Fits(network))
	// Output:
	// network of champions
	// yes no unknown
}
