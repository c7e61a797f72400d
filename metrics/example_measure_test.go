package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// A share is a part of 1, never a percentage.
func ExampleMeasure_Resolve() {
	practise := metrics.Measure{ID: "practise", Unit: "of the members", Kind: metrics.Share}
	fmt.Println(practise.Resolve(metrics.From(0.5)))
	fmt.Println(practise.Resolve(metrics.Anything()))
	_, err := practise.Resolve(metrics.Exactly(85))
	fmt.Println(err)
	// Output:
	// [0.5, 1] <nil>
	// [0, 1] <nil>
	// 85 is outside [0, 1], the numbers that the share can be: 85 % is 0.85
}

func ExampleMeasure_Bounds() {
	fmt.Println(metrics.Measure{ID: "practitioners", Kind: metrics.Count}.Bounds())
	fmt.Println(metrics.Measure{ID: "maturity", Range: metrics.MustBetween(1, 5)}.Bounds())
	// Output:
	// [0, ∞) <nil>
	// [1, 5] <nil>
}

// Between no and yes there is no number to be cut to.
func ExampleMeasure_Cut() {
	embedded := metrics.Measure{ID: "embedded", Kind: metrics.YesNo}
	fmt.Println(embedded.Cut(metrics.Above(0)))
	fmt.Println(embedded.Cut(metrics.MustBetween(0.2, 0.8)))
	// Output:
	// 1 true
	// anything false
}

func ExampleMeasure_Validate() {
	fmt.Println(metrics.Measure{Kind: metrics.Share, Range: metrics.From(2)}.Validate())
	// Output:
	// metrics: id: is missing
	// metrics: no share lies in the range [2, ∞)
}

func ExampleKinds() {
	for k := range metrics.Kinds {
		bounds, _ := metrics.Measure{Kind: k}.Bounds()
		fmt.Println(k, bounds)
	}
	// Output:
	// unknown anything
	// yes-no [0, 1]
	// count [0, ∞)
	// share [0, 1]
	// amount anything
}

func ExampleParseKind() {
	_, err := metrics.ParseKind("shares")
	fmt.Println(err)
	// Output: unknown kind "shares": want one of unknown, yes-no, count, share, amount; did you mean "share"?
}

func ExampleMetric() {
	m := metrics.Metric{
		Measure: metrics.Measure{ID: "repair-hours", Unit: "h", Kind: metrics.Amount, Range: metrics.From(0)},
		Name:    "Hours per repair",
		Better:  metrics.Lower,
		Drives:  []string{"repair-cost"},
	}
	fmt.Println(m.Validate(), m.Better)
	m.Better = 7
	fmt.Println(m.Validate())
	// Output:
	// <nil> lower
	// metrics: better: no text for Direction(7)
}

func ExampleDirections() {
	for d := range metrics.Directions {
		fmt.Print(d, " ")
	}
	// Output: unknown higher lower
}

func ExampleParseDirection() {
	fmt.Println(metrics.ParseDirection("lower"))
	// Output: lower <nil>
}
