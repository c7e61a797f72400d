package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
)

func ExampleParseWeight() {
	for _, s := range []string{"148.11", "0.0000005", "1,200", "1e3", "NaN"} {
		w, err := community.ParseWeight(s)
		fmt.Println(w, err)
	}
	// Output:
	// 148.11 <nil>
	// 0.000001 <nil>
	// 0 want a number of people or FTE such as 12 or 0.5, have "1,200"
	// 0 want a number of people or FTE such as 12 or 0.5, have "1e3"
	// 0 want a number of people or FTE such as 12 or 0.5, have "NaN"
}

// Ten posts of a tenth are one post, which sums of float64 would miss.
func ExampleWeight() {
	var c community.Census
	for range 10 {
		c = c.Add(community.Census{Practising: community.Person / 10})
	}
	fmt.Println(c.Practising, c.Practising == community.Person, c.Practising.Float())
	// Output: 1 true 1
}
