package maturity_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

func Example() {
	evidence := maturity.Evidence{
		{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)},
		{Measure: maturity.KMPractitioners, Value: metrics.MustBetween(3, 5)}, // HR says "three to five"
		{Measure: maturity.KMBaseline, Value: metrics.Exactly(0)},
	}
	a, _ := maturity.Journey().Assess(evidence, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	lowest, highest := a.Stage()
	fmt.Println(lowest, highest, lowest.Form())
	fmt.Println(a.Certain(), a.Counts.Unknown)
	fmt.Println(a.Limiting)
	// Output:
	// roles established roles established mixed network
	// true 2
	// [practice-area core-competence km-metrics km-baseline]
}
