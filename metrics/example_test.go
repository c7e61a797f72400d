package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

func Example() {
	m, _ := metrics.NewMap(
		metrics.Metric{Measure: metrics.Measure{ID: "repair-cost", Unit: "EUR"}, Hard: true},
		metrics.Metric{Measure: metrics.Measure{ID: "repair-hours", Unit: "h"}, Drives: []string{"repair-cost"}},
	)
	frontline := metrics.Exactly(0) // steps of the owner from the frontline
	b := metrics.Benefit{Metric: "repair-cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12)}}
	fmt.Println(b.CanBeShown(m, frontline, metrics.MinBaselinePoints)) // yes
	b.Baseline = metrics.Baseline{}                                    // nobody knows
	fmt.Println(b.CanBeShown(m, frontline, metrics.MinBaselinePoints)) // unknown
	// Output:
	// yes
	// unknown
}
