package contract_test

import (
	"fmt"
	"math"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot/contract"
)

// Agreed beforehand, settled by what came of it; and what moved the goalposts.
func ExampleSettle() {
	c := agreed()
	c.Looks = nil
	bounds, _ := study.LooksAt([]float64{6. / 11, 1}, study.LookOptions{}) // after 6 of 11 readings, and at the end
	for look := range bounds.All() {
		c.Looks = append(c.Looks, contract.Look{Readings: int(math.Round(11 * look.Fraction)), Level: look.Options().Level})
	}
	sealed, _ := contract.Seal(c)
	noted := sealed.Digest // by the head of service, not by the KM team
	s, _ := contract.Settle(sealed, noted, measured(c))
	fmt.Println(s.Conclusion, "-", s.Decision)

	moved := measured(c)
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

// A seal shows that nothing was changed since, if its digest was noted elsewhere.
func ExampleSealed_Intact() {
	sealed, err := contract.Seal(agreed())
	fmt.Println(len(sealed.Digest), sealed.Intact(), err)
	sealed.Contract.Worth = 0.1 // less is worth having, now that less came of it
	fmt.Println(sealed.Intact())
	// Output:
	// 64 true <nil>
	// false
}
