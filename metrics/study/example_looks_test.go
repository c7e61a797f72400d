package study_test

import (
	"fmt"

	"example.com/kmaturity/metrics/study"
)

// A pilot of a year is read after every quarter. The second reading would pass
// for a single one, but not for one of four.
func ExampleNewLooks() {
	l, _ := study.NewLooks(4, study.LookOptions{})
	for look := range l.All() {
		fmt.Printf("look %d: z %.3f, p %.6f, spent %.6f on each side\n", look.Number, look.Z, look.P, look.Spent)
	}
	for number, z := range []float64{0.4, 2.1, 2.6} {
		shown, _ := l.At(number+1, z)
		fmt.Println(z, shown)
	}
	// Output:
	// look 1: z 4.333, p 0.000015, spent 0.000007 on each side
	// look 2: z 2.963, p 0.003045, spent 0.001525 on each side
	// look 3: z 2.359, p 0.018322, spent 0.009649 on each side
	// look 4: z 2.014, p 0.044000, spent 0.025000 on each side
	// 0.4 unknown
	// 2.1 unknown
	// 2.6 yes
}

// The looks needn't be equally spaced: here after 6, 18 and 24 of 24 months.
func ExampleLooksAt() {
	l, _ := study.LooksAt([]float64{6. / 24, 18. / 24, 1}, study.LookOptions{})
	fmt.Println(l)
	_, err := study.LooksAt([]float64{0.5, 0.25, 1.5}, study.LookOptions{Level: 95})
	fmt.Println(err)
	// Output:
	// each-side 4.333 2.340 2.012
	// study: fractions[1]: must be above the 0.5 before it, have 0.25
	// study: fractions[2]: must be above 0 and at most 1, have 1.5
	// study: level: must be between 0 and 1, have 95
}

// The two ways of spending 0.05.
func ExampleSpending() {
	for _, s := range []study.Spending{study.SpendEachSide, study.SpendOnePiece} {
		l, _ := study.NewLooks(5, study.LookOptions{Spending: s})
		fmt.Println(l)
	}
	// Output:
	// each-side 4.877 3.357 2.680 2.290 2.031
	// one-piece 4.383 3.100 2.553 2.254 2.064
}

func ExampleNaiveFalseAlarms() {
	for _, looks := range []int{1, 4, 12} {
		rate, _ := study.NaiveFalseAlarms(looks)
		fmt.Printf("%2d looks: %.1f %%\n", looks, 100*rate)
	}
	// Output:
	//  1 looks: 5.0 %
	//  4 looks: 12.6 %
	// 12 looks: 20.8 %
}
