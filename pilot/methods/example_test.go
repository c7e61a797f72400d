package methods_test

import (
	"fmt"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
)

// How long a baseline has to be for a change worth having, by the noise of the metric.
func ExampleStudy() {
	study := methods.Study()
	for _, sd := range []float64{0.5, 1, 5000} {
		periods, enough := study.Plan(1, pilot.Noise{SD: sd})
		fmt.Println(sd, periods, enough)
	}
	// Output:
	// 0.5 6 true
	// 1 17 true
	// 5000 0 false
}
