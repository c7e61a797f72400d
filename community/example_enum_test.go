package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
)

func ExampleTies() {
	for t := range community.Ties {
		fmt.Println(t)
	}
	// Output:
	// unknown
	// practising
	// interested
	// innovating
}

func ExampleParseTie() {
	_, err := community.ParseTie("practicing")
	fmt.Println(err)
	// Output: unknown tie "practicing": want one of unknown, practising, interested, innovating; did you mean "practising"?
}

func ExampleTypes() {
	for t := range community.Types {
		fmt.Println(t)
	}
	// Output:
	// unknown
	// practice
	// interest
	// innovation
	// between practice and interest
	// between practice and innovation
	// between interest and innovation
	// mixed
}

func ExampleParseType() { fmt.Println(community.ParseType("mixed")) /* Output: mixed <nil> */ }

func ExampleParseKind() { fmt.Println(community.ParseKind("support")) /* Output: support <nil> */ }

func ExampleParseBasis() { fmt.Println(community.ParseBasis("FTE")) /* Output: FTE <nil> */ }

func ExampleParseLever() {
	fmt.Println(community.ParseLever("central team"))
	// Output: central team <nil>
}

// A value that is none is shown with its number, and is never written.
func ExampleKind_String() {
	fmt.Println(community.Frontline, community.Kind(9))
	_, err := community.Kind(9).MarshalText()
	fmt.Println(err)
	// Output:
	// frontline Kind(9)
	// no text for Kind(9)
}
