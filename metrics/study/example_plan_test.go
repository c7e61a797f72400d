package study_test

import (
	"fmt"

	"example.com/kmaturity/metrics/study"
)

// Repairs took 90 minutes on average, give or take 20 from month to month. To
// be worth its cost a community has to save 20 minutes. Seventeen months before
// and after show that, if it is there, in four cases of five; months that
// resemble the one before carry less, and more of them are needed.
func ExamplePlan() {
	plain, _ := study.Plan(-20, 20, study.PlanOptions{})
	fmt.Printf("%d months a side (%.2f), power %.2f\n", plain.After, plain.Exact, plain.Power)
	alike, _ := study.Plan(-20, 20, study.PlanOptions{Correlation: 0.3})
	fmt.Printf("%d months a side at r = 0.3\n", alike.After)
	none, _ := study.Plan(-0.001, 20, study.PlanOptions{})
	fmt.Println("a saving of 60 ms can be shown:", none.Feasible())
	// Output:
	// 17 months a side (16.71), power 0.81
	// 32 months a side at r = 0.3
	// a saving of 60 ms can be shown: false
}

// There are 12 months of baseline, and no more will come. For a change of one
// standard deviation 27 months after are enough; for half of one no number is.
func ExamplePlanAfter() {
	for _, change := range []float64{20, 10} {
		p, _ := study.PlanAfter(12, change, 20, study.PlanOptions{})
		fmt.Printf("%v: %v, %d after, power %.2f\n", change, p.Feasible(), p.After, p.Power)
	}
	// Output:
	// 20: true, 27 after, power 0.80
	// 10: false, 0 after, power 0.41
}

func ExampleDetectableChange() {
	for _, months := range []int{6, 12, 24} {
		change, _ := study.DetectableChange(months, months, 20, study.PlanOptions{})
		fmt.Printf("%2d months a side show %.1f minutes\n", months, change)
	}
	// Output:
	//  6 months a side show 35.9 minutes
	// 12 months a side show 23.9 minutes
	// 24 months a side show 16.5 minutes
}

func ExamplePowerOf() {
	power, _ := study.PowerOf(-10, 20, 12, 12, study.PlanOptions{})
	fmt.Printf("half a standard deviation in a year: %.2f\n", power)
	_, err := study.PowerOf(0, 20, 12, 1, study.PlanOptions{})
	fmt.Println(err)
	// Output:
	// half a standard deviation in a year: 0.22
	// study: change: must not be 0: no number of periods shows that
	// study: after: must be from 2 to 1000000 periods, have 1
}
