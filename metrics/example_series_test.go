package metrics_test

import (
	"errors"
	"fmt"

	"example.com/kmaturity/metrics"
)

func repairs() metrics.Series {
	s, err := metrics.NewSeries(
		metrics.Point{Date: metrics.MustDate("2024-03-01"), Value: 38},
		metrics.Point{Date: metrics.MustDate("2024-01-01"), Value: 41},
		metrics.Point{Date: metrics.MustDate("2024-02-01"), Value: 44},
		metrics.Point{Date: metrics.MustDate("2024-05-01"), Value: 29},
	)
	if err != nil {
		panic(err)
	}
	return s
}

func ExampleSeries() {
	for p := range repairs().All() {
		fmt.Println(p.Date, p.Value)
	}
	// Output:
	// 2024-01-01 41
	// 2024-02-01 44
	// 2024-03-01 38
	// 2024-05-01 29
}

func ExampleNewSeries() {
	day := metrics.MustDate("2024-01-01")
	_, err := metrics.NewSeries(metrics.Point{Date: day, Value: 41}, metrics.Point{Date: day, Value: 44}, metrics.Point{Value: 38})
	fmt.Println(err)
	// Output:
	// metrics: points[1].date: 2024-01-01 stands twice, first as points[0]
	// metrics: points[2].date: is missing
}

// A missing month doesn't hide that the readings are monthly.
func ExampleSeries_Period() {
	fmt.Println(repairs().Period())
	// Output: monthly
}

func ExampleSeries_Window() {
	spring := repairs().Window(metrics.MustDate("2024-03-01"), metrics.Date{})
	fmt.Println(spring.Len())
	// Output: 2
}

func ExampleSeries_Baseline() {
	b, err := repairs().Baseline(metrics.Date{}, metrics.MustDate("2024-03-31"))
	fmt.Println(b.Points, "readings up to", b.To, "with a mean of", b.Mean, err)

	_, err = repairs().Baseline(metrics.Date{}, metrics.MustDate("2023-12-31"))
	fmt.Println(errors.Is(err, metrics.ErrNoBaseline))
	// Output:
	// 3 readings up to 2024-03-01 with a mean of 41 <nil>
	// true
}

// To say nothing of a baseline is not to say that there is none.
func ExampleBaseline() {
	for _, b := range []metrics.Baseline{{}, metrics.NoBaseline(), {Points: metrics.From(1)}} {
		fmt.Println(b.Exists(), b.Points)
	}
	// Output:
	// unknown anything
	// no 0
	// yes [1, ∞)
}

func ExampleBaseline_Level() {
	fmt.Println(metrics.Baseline{Points: metrics.Exactly(12), Mean: metrics.MustBetween(40, 42)}.Level())
	_, err := metrics.NoBaseline().Level()
	fmt.Println(err)
	// Output:
	// [40, 42] <nil>
	// there is no baseline, so no change and no saving can be computed
}

func ExampleBaseline_Validate() {
	b := metrics.Baseline{From: metrics.MustDate("2024-12-01"), To: metrics.MustDate("2024-01-01"), Points: metrics.Exactly(-1)}
	fmt.Println(b.Validate())
	// Output:
	// metrics: points: -1 is outside [0, ∞), the numbers that the count can be
	// metrics: to: 2024-01-01 is before 2024-12-01, where the baseline starts
}
