package metrics_test

import (
	"fmt"

	"example.com/kmaturity/metrics"
)

// The band "more than 1, up to 2" is open below.
func ExampleInterval_LowOpen() {
	band, _ := metrics.Above(1).Intersect(metrics.UpTo(2))
	fmt.Println(band, band.LowOpen(), band.HighOpen(), band.Contains(1), band.IsAnything())
	// Output: (1, 2] true false false false
}

func ExampleDate_Compare() {
	fmt.Println(metrics.MustDate("2026-01-31").Compare(metrics.MustDate("2026-02-01")))
	fmt.Println(metrics.Date{}.Compare(metrics.MustDate("0001-01-01"))) // no date is before every date
	// Output:
	// -1
	// -1
}
