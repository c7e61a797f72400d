package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// A chart says everything that is wrong with it at once.
func ExampleRunChart_Validate() {
	chart := metrics.RunChart{
		Metric: "repair-hours", Unit: "h", Better: metrics.Lower,
		Readings: []metrics.Point{{Date: metrics.MustDate("2024-02-01"), Value: 41}, {Date: metrics.MustDate("2024-01-01"), Value: 44}},
		Before:   3, Centre: 42.5,
	}
	fmt.Println(chart.Validate())
	// Output:
	// metrics: readings[1].date: 2024-01-01 isn't after 2024-02-01, the one before it
	// metrics: before: want 0 to 2, the number of readings, have 3
}
