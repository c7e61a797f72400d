package study_test

import (
	"fmt"

	"example.com/kmaturity/metrics/study"
)

// How many months must a pilot run so that an hour less per repair would show,
// where the hours vary by 1.2 from month to month?
func ExamplePlan() {
	p, _ := study.Plan(-1, 1.2, study.PlanOptions{})
	alike, _ := study.Plan(-1, 1.2, study.PlanOptions{Correlation: 0.3})
	fmt.Printf("%d months a side for %.0f %% power; %d if neighbouring months are alike\n", p.After, 100*p.Power, alike.After)
	// Output:
	// 24 months a side for 81 % power; 44 if neighbouring months are alike
}

// With the baseline there already only the months after can be chosen.
func ExamplePlanAfter() {
	for _, before := range []int{8, 12, 24} {
		if p, _ := study.PlanAfter(before, -1, 1, study.PlanOptions{}); p.Feasible() {
			fmt.Println(before, "before:", p.After, "after")
		} else {
			fmt.Println(before, "before: no number after is enough")
		}
	}
	// Output:
	// 8 before: 516 after
	// 12 before: 27 after
	// 24 before: 13 after
}

func ExampleDetectableChange() {
	least, _ := study.DetectableChange(12, 6, 1.2, study.PlanOptions{})
	power, _ := study.PowerOf(-1, 1.2, 12, 6, study.PlanOptions{})
	fmt.Printf("a change of %.1f h shows; one of 1 h in %.0f of 100 pilots\n", least, 100*power)
	// Output:
	// a change of 1.8 h shows; one of 1 h in 35 of 100 pilots
}

// Five readings agreed beforehand: the first has to be overwhelming, the last is
// nearly as if it were the only one. A comparison passes if its p is at most P.
func ExampleNewLooks() {
	looks, _ := study.NewLooks(5, study.LookOptions{})
	for look := range looks.All() {
		fmt.Printf("%d: z %.3f, p %.2g\n", look.Number, look.Z, look.P)
	}
	naive, _ := study.NaiveFalseAlarms(12)
	fmt.Printf("twelve naive readings: %.1f %% false alarms\n", 100*naive)
	// Output:
	// 1: z 4.877, p 1.1e-06
	// 2: z 3.357, p 0.00079
	// 3: z 2.680, p 0.0074
	// 4: z 2.290, p 0.022
	// 5: z 2.031, p 0.042
	// twelve naive readings: 20.8 % false alarms
}

func ExampleHolm() {
	adjusted, _ := study.Holm([]float64{0.01, 0.04, 0.03})
	fmt.Printf("%.2f\n", adjusted)
	// Output:
	// [0.03 0.06 0.06]
}

func ExampleBenjaminiHochberg() {
	adjusted, _ := study.BenjaminiHochberg([]float64{0.01, 0.04, 0.03})
	fmt.Printf("%.2f\n", adjusted)
	// Output:
	// [0.03 0.04 0.04]
}
