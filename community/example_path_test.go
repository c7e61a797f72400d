package community_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// A network of champions in which KM roles are established, year by year.
func ExampleTrace() {
	year := func(y string, practising, interested, innovating community.Weight) community.Reading {
		return community.Reading{AsOf: metrics.MustDate(y + "-06-30"), Census: community.Census{
			Practising: practising * community.Person, Interested: interested * community.Person, Innovating: innovating * community.Person}}
	}
	path, err := community.Trace([]community.Reading{
		year("2021", 0, 30, 20), year("2022", 3, 30, 20), year("2023", 8, 30, 20), year("2024", 21, 28, 20),
	}, community.Fraction{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, place := range path.Places {
		fmt.Println(place.AsOf, place.Nature)
	}
	fmt.Println("towards practice:", path.Drift)
	for _, step := range path.Steps {
		if step.Turned == metrics.Yes {
			fmt.Println("turned by", step.To, "through new roles:", step.Roles)
		}
	}
	for _, line := range path.Lines {
		if line.Crosses == metrics.Yes {
			fmt.Printf("%s counts: %s, and crosses the line between %s and %s\n", line.Tie, line.Counts, line.First, line.Last)
		}
	}
	arrival := path.Becomes(community.Practice)
	fmt.Printf("a community of practice: %s, between %s and %s\n", arrival.Comes, arrival.First, arrival.Last)
	// Output:
	// 2021-06-30 between interest and innovation
	// 2022-06-30 between interest and innovation
	// 2023-06-30 between interest and innovation
	// 2024-06-30 mixed
	// towards practice: yes
	// turned by 2024-06-30 through new roles: yes
	// interested counts: yes, and crosses the line between 2025-11-24 and 2026-11-27
	// innovating counts: yes, and crosses the line between 2025-03-23 and 2025-08-01
	// a community of practice: yes, between 2025-11-24 and 2026-11-27
}
