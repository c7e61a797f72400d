package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// A network of drillers whose members are appointed, but who owe nobody
// anything, is a mismatch.
func ExampleCharter_Network() {
	drillers := community.Census{Practising: 60 * community.Person, Interested: 5 * community.Person}
	n := community.Charter{Formal: metrics.Yes, Contracted: metrics.No}.Network(drillers.Nature())
	fmt.Println(n, "→", n.Form().Fix())

	n = community.Charter{Formal: metrics.No}.Network(drillers.Nature())
	fmt.Println(n)
	// Output:
	// formality without a deliverable → relax the formality
	// community of practice or deliverable without formality
}

func ExampleForms() {
	for form := range community.Forms {
		fmt.Println(form)
	}
	// Output:
	// unknown
	// network of champions
	// mixed network
	// community of practice
	// community of purpose
	// community of interest
	// innovation community
	// formality without a deliverable
	// deliverable without formality
}
