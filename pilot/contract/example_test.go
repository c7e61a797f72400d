package contract_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/contract"
)

// Agreed beforehand, settled by what came of it; and what moved the goalposts.
func ExampleSettle() {
	sealed, _ := contract.Seal(agreed())
	noted := sealed.Digest // by the head of service, not by the KM team
	s, _ := contract.Settle(sealed, noted, measured())
	fmt.Println(s.Conclusion, "-", s.Decision)

	moved := measured()
	moved.Change.Metric, moved.Change.Before.From = "visits", metrics.MustDate("2022-06-01")
	s, _ = contract.Settle(sealed, noted, moved)
	for _, b := range s.Breaches {
		fmt.Println(b)
	}
	// Output:
	// better - roll out to all depots
	// metric swapped: agreed "hours", found "visits"
	// window moved: agreed before 2023-01-01 to 2023-12-31, found 2022-06-01 to 2023-12-01
}
