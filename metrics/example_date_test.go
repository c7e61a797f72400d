package metrics_test

import (
	"fmt"
	"time"

	"example.com/kmaturity/metrics"
)

func ExampleDate() {
	start, end := metrics.MustDate("2024-01-31"), metrics.MustDate("2024-02-29")
	fmt.Println(start.Before(end), start.AddMonths(1) == end, start.AddDays(29) == end)
	fmt.Printf("%q\n", metrics.Date{})
	// Output:
	// true true true
	// ""
}

func ExampleParseDate() {
	fmt.Println(metrics.ParseDate("2024-02-29"))
	_, err := metrics.ParseDate("29.02.2024")
	fmt.Println(err)
	// Output:
	// 2024-02-29 <nil>
	// want a date as YYYY-MM-DD, have "29.02.2024"
}

func ExampleNewDate() {
	fmt.Println(metrics.NewDate(2024, time.February, 29))
	_, err := metrics.NewDate(2023, time.February, 29)
	fmt.Println(err)
	// Output:
	// 2024-02-29 <nil>
	// the calendar has no day 2023-02-29
}

func ExampleMustDate() {
	fmt.Println(metrics.MustDate("2024-02-29").Time().Weekday())
	// Output: Thursday
}

// A moment belongs to the day of the place where it was noted.
func ExampleDateOf() {
	tokyo := time.FixedZone("Tokyo", 9*60*60)
	noted := time.Date(2024, time.April, 1, 1, 30, 0, 0, tokyo)
	fmt.Println(metrics.DateOf(noted), metrics.DateOf(noted.UTC()))
	// Output: 2024-04-01 2024-03-31
}

func ExampleDate_AddMonths() {
	d := metrics.MustDate("2024-01-31")
	fmt.Println(d.AddMonths(1), d.AddMonths(2))
	// Output: 2024-02-29 2024-03-31
}

// Six monthly readings that start in January are complete on 1 July.
func ExamplePeriod_After() {
	fmt.Println(metrics.Monthly.After(metrics.MustDate("2024-01-01"), 6))
	// Output: 2024-07-01
}

func ExampleParsePeriod() {
	fmt.Println(metrics.ParsePeriod("quarterly"))
	// Output: quarterly <nil>
}

func ExamplePeriods() {
	for p := range metrics.Periods {
		fmt.Print(p, " ")
	}
	// Output: unknown daily weekly monthly quarterly yearly
}
