package pilot_test

import (
	"fmt"

	"example.com/kmaturity/pilot"
)

// A slate's choice ranks by the published criteria, under weights of its own.
func ExamplePublishedCriteria() {
	criteria := pilot.PublishedCriteria()
	criteria[0].Weight = 3
	for _, c := range criteria {
		fmt.Println(c.ID, c.Scale, c.Unit, c.Weight)
	}
	// Output:
	// impact [0, 10] points 3
	// support [0, 10] points 1
	// transfer [0, 10] points 1
	// achievable [0, 10] points 1
}

// What a set of pilots has to have tested between them.
func ExampleElements() {
	tested := map[string]bool{"processes": true, "technology": true}
	for element := range pilot.Elements {
		fmt.Println(element, tested[element])
	}
	// Output:
	// roles false
	// processes true
	// technology true
	// governance false
}
