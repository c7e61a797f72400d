package metrics_test

import (
	"errors"
	"fmt"

	"example.com/kmaturity/metrics"
)

func ExampleSource() {
	s := metrics.Source{Title: "Nick Milton, Why you should not make the KM CoP your first Community", Year: 2020}
	fmt.Println(s)
	fmt.Println(metrics.OurDefault())
	fmt.Println(metrics.CallersChoice())
	// Output:
	// Nick Milton, Why you should not make the KM CoP your first Community (2020)
	// our default
	// set by the caller
}

func ExampleErrors() {
	_, err := metrics.NewMap(metrics.Metric{}, metrics.Metric{Measure: metrics.Measure{ID: "hours"}, Drives: []string{"cost"}})
	for problem := range metrics.Errors(err) {
		fmt.Println("at", problem.Path, "it", problem.Err)
	}
	var first *metrics.Error
	fmt.Println(errors.As(err, &first), first.Path)
	// Output:
	// at metrics[0].id it is missing
	// at metrics[1].drives[0] it there is no metric "cost"
	// true metrics[0].id
}
