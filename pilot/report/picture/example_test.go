package picture_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report/picture"
)

// Where a network of champions stands, as a picture and in numbers.
func ExampleTriangle() {
	champions := community.Census{Interested: 12 * community.Person, Innovating: 9 * community.Person, Unknown: 3 * community.Person}
	p := picture.Triangle(picture.Options{}, picture.Place{Label: "champions", Nature: champions.Nature()})
	fmt.Println(strings.HasPrefix(p.String(), "<svg "))
	fmt.Println(p.Description)
	fmt.Println(p.Table.Columns)
	for _, row := range p.Table.Rows {
		fmt.Println(row)
	}
	// Output:
	// true
	// A tie counts from 1/4 of the members on: the three lines part seven regions. champions: somewhere in the outlined area: interest and innovation.
	// [place practice interest innovation nature]
	// [champions 0 % to 12.5 % 50 % to 62.5 % 37.5 % to 50 % interest and innovation]
}

// The stage ladder of a programme with champions and no posts yet.
func ExampleLadder() {
	journey := maturity.Journey()
	a, err := journey.Assess(maturity.Evidence{
		{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)}, {Measure: maturity.KMPractitioners, Value: metrics.Exactly(0)},
	}, maturity.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Ladder(picture.Options{}, journey, a).Description)
	// Output:
	// embedded: not reached. roles established: not reached. champions network: reached. not started: reached.
}
