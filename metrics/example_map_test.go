package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

func service() *metrics.Map {
	m, err := metrics.NewMap(
		metrics.Metric{Measure: metrics.Measure{ID: "searches"}, Drives: []string{"hours"}},
		metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h"}, Drives: []string{"cost"}},
		metrics.Metric{Measure: metrics.Measure{ID: "cost", Unit: "EUR"}, Hard: true},
		metrics.Metric{Measure: metrics.Measure{ID: "posts"}},
	)
	if err != nil {
		panic(err)
	}
	return m
}

// How far is each metric from one that the business counts?
func ExampleMap() {
	fmt.Print(service())
	// Output:
	// cost: distance 0
	// hours: distance 1 (hours → cost)
	// posts: unlinked
	// searches: distance 2 (searches → hours → cost)
}

// Every problem is reported at once, with its place.
func ExampleNewMap() {
	_, err := metrics.NewMap(
		metrics.Metric{Measure: metrics.Measure{ID: "hours"}, Drives: []string{"costs"}},
		metrics.Metric{Measure: metrics.Measure{Kind: metrics.Count}},
	)
	fmt.Println(err)
	// Output:
	// metrics: metrics[1].id: is missing
	// metrics: metrics[0].drives[0]: there is no metric "costs"
}

func ExampleMap_Metric() {
	hours, ok := service().Metric("hours")
	fmt.Println(hours.Unit, hours.Drives, ok)
	// Output: h [cost] true
}

func ExampleMap_All() {
	for m := range service().All() {
		fmt.Print(m.ID, " ")
	}
	// Output: cost hours posts searches
}

func ExampleMap_Distance() {
	fmt.Println(service().Distance("searches"))
	fmt.Println(service().Distance("posts"))
	// Output:
	// 2 true
	// 0 false
}

func ExampleMap_Path() {
	fmt.Println(service().Path("searches"))
	// Output: [searches hours cost]
}

func ExampleMap_Unlinked() {
	for id := range service().Unlinked() {
		fmt.Println("what does it drive?", id)
	}
	// Output: what does it drive? posts
}
