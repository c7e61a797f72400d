package maturitytest_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
)

// One option changes one measure, and so the stage.
func ExampleEvidence() {
	for _, e := range []maturity.Evidence{
		maturitytest.Evidence(maturity.Embedded),
		maturitytest.Evidence(maturity.Embedded, maturitytest.With(maturity.KMMetrics, metrics.Exactly(0))),
		maturitytest.Evidence(maturity.Embedded, maturitytest.Without(maturity.KMMetrics)),
	} {
		a, err := maturity.Journey().Assess(e, maturity.Options{})
		fmt.Println(a.Lowest, "to", a.Highest, err)
	}
	// Output:
	// embedded to embedded <nil>
	// roles established to roles established <nil>
	// roles established to embedded <nil>
}

// The same small model under each gate.
func ExampleModel() {
	for gate := maturity.Staged; gate <= maturity.Additive; gate++ {
		m := maturitytest.Model(gate)
		a, err := m.Assess(maturity.Evidence{{Measure: "coaches", Value: metrics.Exactly(3)}, {Measure: "trained", Value: metrics.Exactly(0.75)}}, maturity.Options{})
		fmt.Printf("%s: %s to %s %v\n", gate, a.Lowest, a.Highest, err)
	}
	// Output:
	// staged: begun to embedded <nil>
	// prerequisite: begun to embedded <nil>
	// weakest area: begun to embedded <nil>
	// profile:  to  <nil>
	// weighted: usual to embedded <nil>
	// banded mean: usual to embedded <nil>
	// banded sum: usual to embedded <nil>
	// additive: usual to embedded <nil>
}

// Random models and evidence are for properties of one's own code.
func ExampleRandomEvidence() {
	for seed := range uint64(100) {
		m := maturitytest.RandomModel(seed, maturity.Staged)
		a, err := m.Assess(maturitytest.RandomEvidence(m, seed), maturity.Options{})
		if err != nil || m.Place(a.Lowest) > m.Place(a.Highest) {
			fmt.Println(seed, a.Lowest, a.Highest, err)
		}
	}
	// Output:
}
