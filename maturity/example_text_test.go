package maturity_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
)

func ExampleOutcomes() {
	for o := range maturity.Outcomes {
		fmt.Println(o)
	}
	// Output:
	// unknown
	// unmet
	// met
	// not applicable
}

func ExampleParseGate() {
	gate, err := maturity.ParseGate("staged")
	fmt.Println(gate == maturity.Staged, err)
	// Output: true <nil>
}
