package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"example.com/kmaturity/metrics"
)

// hoursSaved is what a study found: an hour less per repair, half an hour at
// least.
func hoursSaved() metrics.Change {
	return metrics.Change{
		Metric: "hours per repair", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective, Because: metrics.OrderedInTime,
		Estimate: -1, Interval: metrics.MustBetween(-1.5, -0.5), Level: 0.95, SE: 0.2, DF: 20,
		Before: metrics.Group{Points: 24, Mean: 9, SD: 0.6},
		After:  metrics.Group{Points: 12, Mean: 8, SD: 0.5, Volume: 400, Total: 3200}, // 400 repairs
	}
}

// The conclusion follows from the interval, and from the warnings that
// disqualify it.
func ExampleChange_Conclusion() {
	c := hoursSaved()
	fmt.Println(c.Conclusion())
	c.Interval = metrics.MustBetween(-1.5, 0.2)
	fmt.Println(c.Conclusion())
	c.Warnings = []metrics.Warning{{Kind: metrics.TrendWithoutControl}}
	fmt.Println(c.Conclusion(), "-", c.Warnings[0].Kind.Remedy())
	// Output:
	// better
	// no effect shown
	// cannot tell - find a control that nothing was changed for, or model the trend as an interrupted series
}

// The saving quotes its low end first: what a sceptic has to grant.
func ExampleChange_Saving() {
	saving, err := hoursSaved().Saving(metrics.Terms{
		Price:    metrics.Quantity{Value: metrics.Exactly(62), Unit: "EUR"},
		Distance: metrics.Exactly(1), // hours drive a hard metric, and aren't one
	})
	fmt.Println(saving, err)
	c := hoursSaved()
	c.Before = metrics.Group{}
	_, err = c.Saving(metrics.Terms{})
	fmt.Println(errors.Is(err, metrics.ErrNoBaseline))
	// Output:
	// indirect saving: at least 12400 EUR ([12400, 37200] EUR) <nil>
	// true
}

// A document can't claim more than its figures.
func ExampleChange_UnmarshalJSON() {
	var c metrics.Change
	err := json.Unmarshal([]byte(`{"conclusion": "better", "method": "welch", "better": "lower", "estimate": -1,
		"interval": {"low": -2, "high": 0.5}, "level": 0.95, "before": {"points": 12, "mean": 9, "sd": 1}, "after": {"points": 12, "mean": 8, "sd": 1}}`), &c)
	fmt.Println(err)
	// Output:
	// metrics: conclusion: "better" doesn't follow from the figures, which say "no effect shown"
}

func ExampleWarning() {
	w := metrics.Warning{Kind: metrics.TooFewPoints, Have: metrics.Exactly(4), Need: metrics.From(6), Where: "after"}
	fmt.Println(w)
	fmt.Println("do:", w.Kind.Remedy())
	fmt.Println("disqualifies:", w.Kind.Disqualifies())
	// Output:
	// too few points (after): too few readings on one side to tell anything from chance; have 4, need [6, ∞)
	// do: read the metric for more periods, or more often
	// disqualifies: true
}

// Amounts keep their currency.
func ExampleQuantity_Add() {
	euro := metrics.Quantity{Value: metrics.MustBetween(100, 200), Unit: "EUR"}
	fmt.Println(euro.Add(metrics.Quantity{Value: metrics.Exactly(50), Unit: "EUR"}))
	_, err := euro.Add(metrics.Quantity{Value: metrics.Exactly(50), Unit: "USD"})
	fmt.Println(err)
	// Output:
	// [150, 250] EUR <nil>
	// metrics: "EUR" and "USD": quantities of different units can't be added
}

// The months in which the change was made belong to neither side.
func ExampleSplitAround() {
	s := metrics.SplitAround(metrics.MustDate("2024-03-01"), metrics.MustDate("2024-04-30"))
	fmt.Println(s.Before)
	fmt.Println(s.After)
	// Output:
	// start to 2024-02-29
	// 2024-05-01 to end
}

func ExampleNewRates() {
	s, _ := metrics.NewRates(1000,
		metrics.Point{Date: metrics.MustDate("1855-01-01"), Count: 2761, Of: 32393},
		metrics.Point{Date: metrics.MustDate("1856-01-01"), Count: 42, Of: 44212},
	)
	for point := range s.All() {
		fmt.Printf("%s: %.1f deaths per 1,000 men\n", point.Date, point.Value)
	}
	// Output:
	// 1855-01-01: 85.2 deaths per 1,000 men
	// 1856-01-01: 0.9 deaths per 1,000 men
}

func ExampleInterval_Times() {
	hours, price := metrics.MustBetween(6, 18), metrics.MustBetween(30, 50)
	fmt.Println(hours.Times(price))
	fmt.Println(hours.Add(metrics.Exactly(1)), hours.Neg())
	// Output:
	// [180, 900]
	// [7, 19] [-18, -6]
}

func ExampleSeries_Numbers() {
	var points []metrics.Point
	for _, d := range []string{"2024-01-31", "2024-02-29", "2024-04-30"} {
		points = append(points, metrics.Point{Date: metrics.MustDate(d), Value: 1})
	}
	s, _ := metrics.NewSeries(points...)
	fmt.Println(s.Period(), s.Numbers())
	// Output:
	// monthly [1 2 4]
}

// The day of the change is the first of those after it.
func ExampleSplitAt() {
	s := metrics.SplitAt(metrics.MustDate("2024-03-01"))
	fmt.Println(s.Before)
	fmt.Println(s.After)
	// Output:
	// start to 2024-02-29
	// 2024-03-01 to end
}

// Which methods aren't fooled by a baseline that was on its way already?
func ExampleMethod_ModelsTrend() {
	for method := range metrics.Methods {
		if method.ModelsTrend() {
			fmt.Println(method)
		}
	}
	// Output:
	// segmented-ols
	// segmented-ar1
	// segmented-newey-west
}
