package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"

	"example.com/kmaturity/metrics"
)

// What is known of a number decides what can be said of a threshold.
func ExampleInterval() {
	for _, practitioners := range []metrics.Interval{
		metrics.Exactly(120),         // counted
		metrics.MustBetween(90, 110), // estimated
		metrics.Below(100),           // "fewer than 100"
		{},                           // nobody knows
	} {
		fmt.Printf("%v, at least 100: %v\n", practitioners, practitioners.AtLeast(100))
	}
	// Output:
	// 120, at least 100: yes
	// [90, 110], at least 100: unknown
	// (-∞, 100), at least 100: no
	// anything, at least 100: unknown
}

func ExampleAnything() {
	fmt.Println(metrics.Anything() == metrics.Interval{}, metrics.Anything().AtMost(0))
	// Output: true unknown
}

func ExampleExactly() {
	posts, ok := metrics.Exactly(85.29).Point()
	fmt.Println(posts, ok)
	// Output: 85.29 true
}

func ExampleFrom() {
	fmt.Println(metrics.From(100), metrics.From(100).Contains(100))
	// Output: [100, ∞) true
}

func ExampleUpTo() {
	fmt.Println(metrics.UpTo(5), metrics.UpTo(5).AtMost(5))
	// Output: (-∞, 5] yes
}

func ExampleAbove() {
	fmt.Println(metrics.Above(0), metrics.Above(0).AtMost(0))
	// Output: (0, ∞) no
}

func ExampleBelow() {
	fmt.Println(metrics.Below(100), metrics.Below(100).AtLeast(100))
	// Output: (-∞, 100) no
}

func ExampleBetween() {
	fmt.Println(metrics.Between(40, 60))
	_, err := metrics.Between(60, 40)
	fmt.Println(err)
	// Output:
	// [40, 60] <nil>
	// no number lies in an interval from 60 to 40
}

func ExampleMustBetween() {
	low, _ := metrics.MustBetween(40, 60).Low()
	high, _ := metrics.MustBetween(40, 60).High()
	fmt.Println(low, high)
	// Output: 40 60
}

// A band of a survey, ">1 to 2", is open below: it lies in a need of more than
// 1, and the band before doesn't.
func ExampleInterval_Within() {
	need := metrics.Above(1)
	band, _ := metrics.Above(1).Intersect(metrics.UpTo(2))
	before, _ := metrics.Above(0).Intersect(metrics.UpTo(1))
	fmt.Println(band, band.Within(need))
	fmt.Println(before, before.Within(need))
	fmt.Println(metrics.MustBetween(0, 2), metrics.MustBetween(0, 2).Within(need))
	// Output:
	// (1, 2] yes
	// (0, 1] no
	// [0, 2] unknown
}

func ExampleInterval_AtLeast() {
	fmt.Println(metrics.MustBetween(40, 60).AtLeast(40), metrics.MustBetween(40, 60).AtLeast(50), metrics.MustBetween(40, 60).AtLeast(61))
	// Output: yes unknown no
}

func ExampleInterval_AtMost() {
	fmt.Println(metrics.Exactly(0).AtMost(0), metrics.From(0).AtMost(0), metrics.Above(0).AtMost(0))
	// Output: yes unknown no
}

// Two sources that both hold narrow what is known, or contradict one another.
func ExampleInterval_Intersect() {
	survey, payroll := metrics.MustBetween(40, 60), metrics.From(55)
	fmt.Println(survey.Intersect(payroll))
	_, ok := survey.Intersect(metrics.From(61))
	fmt.Println(ok)
	// Output:
	// [55, 60] true
	// false
}

// Of two sources of which only one holds, the number lies in one or the other.
func ExampleInterval_Hull() {
	fmt.Println(metrics.Exactly(52).Hull(metrics.MustBetween(40, 45)))
	// Output: [40, 52]
}

func ExampleInterval_Sub() {
	everyone, elsewhere := metrics.Exactly(80), metrics.MustBetween(10, 25)
	fmt.Println(everyone.Sub(elsewhere))
	// Output: [55, 70]
}

func ExampleInterval_Missing() {
	need := metrics.From(100)
	fmt.Println(metrics.MustBetween(60, 110).Missing(need))
	fmt.Println(metrics.Exactly(85.29).Missing(need))
	fmt.Println(metrics.Exactly(85.29).Missing(need).Rounded())
	// Output:
	// [0, 40]
	// 14.709999999999994
	// 14.71
}

func ExampleInterval_Rounded() {
	fmt.Println(metrics.Exactly(2.0/3), metrics.Exactly(2.0/3).Rounded())
	// Output: 0.6666666666666666 0.666666666667
}

func ExampleParseInterval() {
	fmt.Println(metrics.ParseInterval("(1, 2]"))
	_, err := metrics.ParseInterval("1-2")
	fmt.Println(err)
	// Output:
	// (1, 2] <nil>
	// want a number or an interval such as "[40, 60]", have "1-2"
}

func ExampleInterval_UnmarshalJSON() {
	var staff map[string]metrics.Interval
	err := json.Unmarshal([]byte(`{"engineering": 120, "sales": {"low": 40, "high": 60}, "legal": {"high": 5}, "it": null}`), &staff)
	fmt.Println(staff, err)

	var i metrics.Interval
	err = i.UnmarshalJSON([]byte(`{"low": 40, "highOpen": true, "hihg": 60}`))
	for problem := range metrics.Errors(err) {
		fmt.Println(problem.Path)
	}
	var first *metrics.Error
	fmt.Println(errors.As(err, &first))
	// Output:
	// map[engineering:120 it:anything legal:(-∞, 5] sales:[40, 60]] <nil>
	// highOpen
	// hihg
	// true
}

func ExampleInterval_MarshalJSON() {
	half, _ := metrics.From(0).Intersect(metrics.Below(0.5))
	data, err := json.Marshal([]metrics.Interval{metrics.Exactly(7), half, metrics.From(100), {}})
	fmt.Println(string(data), err)
	// Output: [7,{"low":0,"high":0.5,"highOpen":true},{"low":100},null] <nil>
}
