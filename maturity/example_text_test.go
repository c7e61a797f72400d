package maturity_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
)

func ExampleParseForm() {
	form, err := maturity.ParseForm("mixed network")
	fmt.Println(form == maturity.MixedNetwork, err)
	// Output: true <nil>
}

func ExampleForms() {
	for form := range maturity.Forms {
		fmt.Println(form)
	}
	// Output:
	// unknown
	// network of champions
	// mixed network
	// community of practice
}

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
