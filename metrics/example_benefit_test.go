package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// A hard metric of a frontline function shows a benefit if it was read often
// enough before; that of a support function never does.
func ExampleBenefit_CanBeShown() {
	frontline, support := metrics.Exactly(0), metrics.Exactly(1)
	measured := metrics.Benefit{Metric: "cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12)}}
	never := metrics.Benefit{Metric: "cost", Baseline: metrics.NoBaseline()}
	const enough = metrics.MinBaselinePoints
	fmt.Println(measured.CanBeShown(service(), frontline, enough))
	fmt.Println(measured.CanBeShown(service(), support, enough))
	fmt.Println(measured.CanBeShown(service(), metrics.Anything(), enough))
	fmt.Println(never.CanBeShown(service(), frontline, enough))
	// Output:
	// yes
	// no
	// unknown
	// no
}

func ExampleBenefit_Distance() {
	for _, b := range []metrics.Benefit{{Metric: "cost"}, {Metric: "searches"}, {Metric: "posts"}, {NoMetric: true}, {}} {
		fmt.Printf("%q: %v of the frontline, %v of a support function\n", b.Metric, b.Distance(service(), metrics.Exactly(0)), b.Distance(service(), metrics.From(1)))
	}
	// Output:
	// "cost": 0 of the frontline, 1 of a support function
	// "searches": 2 of the frontline, 2 of a support function
	// "posts": [1, ∞) of the frontline, [1, ∞) of a support function
	// "": [1, ∞) of the frontline, [1, ∞) of a support function
	// "": [0, ∞) of the frontline, [1, ∞) of a support function
}

func ExampleBenefit_Validate() {
	fmt.Println(metrics.Benefit{Metric: "cost", NoMetric: true}.Validate())
	// Output: metrics: noMetric: there is a metric, "cost"
}
