package metrics_test

import (
	"fmt"
	"strings"

	"example.com/kmaturity/metrics"
)

func ExampleReadSeries() {
	s, err := metrics.ReadSeries(strings.NewReader("site,Date,Value\nA,2024-02-01,44\nA,2024-01-01,41.5\n"), metrics.SeriesColumns{})
	for p := range s.All() {
		fmt.Println(p.Date, p.Value)
	}
	fmt.Println(err)
	// Output:
	// 2024-01-01 41.5
	// 2024-02-01 44
	// <nil>
}

// Whoever made the export gets all that is wrong with it at once.
func ExampleReadSeries_refused() {
	_, err := metrics.ReadSeries(strings.NewReader("date,value\n2024-01-01,41.5\n2024-02-30,44\n2024-01-01,many\n"), metrics.SeriesColumns{})
	fmt.Println(err)
	// Output:
	// metrics: line 3, column 1: want a date as YYYY-MM-DD, have "2024-02-30"
	// metrics: line 4, column 1: 2024-01-01 stands twice, first in line 2
	// metrics: line 4, column 12: "many" is no plain decimal number: it has no digits
}
