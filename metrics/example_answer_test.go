package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// An unknown part leaves the whole unknown, unless the other part settles it.
func ExampleAnswer() {
	fmt.Println(metrics.Unknown.And(metrics.Yes), metrics.Unknown.And(metrics.No))
	fmt.Println(metrics.Unknown.Or(metrics.Yes), metrics.Unknown.Or(metrics.No))
	fmt.Println(metrics.Unknown.Not())
	// Output:
	// unknown no
	// yes unknown
	// unknown
}

func ExampleAnswers() {
	for a := range metrics.Answers {
		fmt.Printf("%v is %v as a number\n", a, a.Interval())
	}
	// Output:
	// unknown is [0, 1] as a number
	// no is 0 as a number
	// yes is 1 as a number
}

func ExampleAnswerOf() {
	fmt.Println(metrics.AnswerOf(2 > 1), metrics.AnswerOf(1 > 2))
	// Output: yes no
}

func ExampleParseAnswer() {
	fmt.Println(metrics.ParseAnswer("yes"))
	_, err := metrics.ParseAnswer("Yes")
	fmt.Println(err)
	// Output:
	// yes <nil>
	// unknown answer "Yes": want one of unknown, no, yes; did you mean "yes"?
}
