package community_test

import (
	"fmt"
	"log"
	"slices"

	"example.com/kmaturity/community"
)

func ExampleOrganisation_Steps() {
	o, err := community.NewOrganisation(
		community.Function{ID: "drilling", Kind: community.Frontline},
		community.Function{ID: "geology", Kind: community.Support, Supports: []string{"drilling"}},
		community.Function{ID: "km", Kind: community.Support, Supports: []string{"geology", "training"}},
		community.Function{ID: "training"}, // nobody has said what it is
		community.Function{ID: "archive", Kind: community.Support},
	)
	if err != nil {
		log.Fatal(err)
	}
	for f := range o.Functions() {
		fmt.Println(f.ID, o.Steps(f.ID))
	}
	fmt.Println("leads nowhere:", slices.Collect(o.Unreachable()))
	// Output:
	// archive [1, ∞)
	// drilling 0
	// geology 1
	// km [1, 2]
	// training [0, ∞)
	// leads nowhere: [archive]
}

// Every fault is named at once.
func ExampleNewOrganisation() {
	_, err := community.NewOrganisation(
		community.Function{ID: "km", Kind: community.Support, Supports: []string{"drillling", "km"}},
		community.Function{ID: "km"},
	)
	fmt.Println(err)
	// Output:
	// community: functions[1].id: there is another function "km"
	// community: functions[0].supports[0]: there is no function "drillling"
	// community: functions[0].supports[1]: "km" supports itself
}

func ExampleOrganisation_Function() {
	o, err := community.NewOrganisation(community.Function{ID: "drilling", Kind: community.Frontline, Note: "the board, 2026"})
	if err != nil {
		log.Fatal(err)
	}
	f, ok := o.Function("drilling")
	fmt.Println(f.Kind, f.Note, ok)
	// Output: frontline the board, 2026 true
}
