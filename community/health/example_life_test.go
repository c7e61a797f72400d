package health_test

import (
	"fmt"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// The lower of two stages counts, and a stage is certain only if every number
// inside both shares gives it.
func ExampleLifeLimits_Stage() {
	share := func(low, high float64) health.Portion {
		return health.Portion{Count: metrics.MustBetween(low, high), Of: metrics.Exactly(1)}
	}
	fmt.Println(health.LifeLimits{}.Stage(share(.7, .8), share(.95, .95)))
	fmt.Println(health.LifeLimits{}.Stage(share(.7, .8), health.Portion{}))
	fmt.Println(health.LifeLimits{}.Stage(share(.3, .4), health.Portion{}).Life()) // growth makes no difference
	// Output:
	// life cycle: establishment (members make 70 to 80 % of the activity and 95 % of the growth; more than 50 % and 90 % of both are asked)
	// life cycle: inception to establishment (members make 70 to 80 % of the activity and 0 to 100 % of the growth; more than 50 % and 90 % of both are asked); needed: growthByMembers
	// inception
}
