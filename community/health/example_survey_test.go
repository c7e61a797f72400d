package health_test

import (
	"fmt"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// The next factor is the one with the greatest uplift that is certainly absent;
// what isn't known and would come before it is to be asked. Uplifts rank factors
// and are never added up.
func ExampleSurvey_Next() {
	fmt.Println(health.Survey2014().Next(map[health.Factor]metrics.Answer{
		health.Online: metrics.Yes, health.Charter: metrics.Yes, health.PerformanceContract: metrics.Unknown,
		health.BusinessCase: metrics.No, health.Sponsor: metrics.No,
	}))
	// Output:
	// success factors: 2 of 10 present, 2 absent, 6 unknown; next: business case (uplift 23 %); ask about performance contract (uplift 24 %)
}
