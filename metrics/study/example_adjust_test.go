package study_test

import (
	"fmt"

	"example.com/kmaturity/metrics/study"
)

// Of four metrics beside the primary one, two were under 0.05 by themselves.
// One is left when it counts that four were tried.
func ExampleHolm() {
	adjusted, _ := study.Holm([]float64{0.03, 0.004, 0.2, 0.6})
	fmt.Printf("%.3f\n", adjusted)
	// Output: [0.090 0.016 0.400 0.600]
}

// Of six pilots of a portfolio, three are claimed at a false share of 0.05.
func ExampleBenjaminiHochberg() {
	adjusted, _ := study.BenjaminiHochberg([]float64{0.001, 0.01, 0.02, 0.2, 0.5, 0.9})
	fmt.Printf("%.3f\n", adjusted)
	_, err := study.BenjaminiHochberg([]float64{0.001, 5})
	fmt.Println(err)
	// Output:
	// [0.006 0.030 0.040 0.300 0.600 0.900]
	// study: p[1]: must be from 0 to 1, have 5
}
