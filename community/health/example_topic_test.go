package health_test

import (
	"fmt"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// What the questions on each topic call for.
func ExampleCuts_Sort() {
	topics, err := health.Cuts{}.Sort([]health.Topic{
		{Name: "passwords", Questions: metrics.Exactly(2), Answers: metrics.Exactly(12)},
		{Name: "welds", Questions: metrics.Exactly(20), Answers: metrics.Exactly(50)},
		{Name: "corrosion", Questions: metrics.Exactly(18), Answers: metrics.Exactly(9)},
		{Name: "paint", Questions: metrics.Exactly(1), Answers: metrics.Exactly(1)},
		{Name: "pumps", Questions: metrics.Exactly(19)}, // nobody counted the answers
	})
	if err != nil {
		fmt.Println(err)
	}
	for _, t := range topics {
		fmt.Println(t)
	}
	// Output:
	// passwords: write the FAQ (2 questions, 6 answers each)
	// welds: exchange (20 questions, 2.5 answers each)
	// corrosion: research gap (18 questions, 0.5 answers each)
	// paint: watch (1 questions, 1 answers each)
	// pumps: exchange or research gap (19 questions, 0 or more answers each)
}

// The quadrant of a topic, where every possible number of answers gives the same.
func ExampleTopicFinding_Quadrant() {
	topics, err := health.Cuts{Questions: 10}.Sort([]health.Topic{
		{Name: "welds", Questions: metrics.Exactly(20), Answers: metrics.From(45)},
		{Name: "pumps", Questions: metrics.Exactly(19)}, // nobody counted the answers
	})
	for _, t := range topics {
		fmt.Println(t.Topic, "-", t.Quadrant(), err)
	}
	// Output:
	// welds - exchange <nil>
	// pumps - unknown <nil>
}

// What each indicator measures, with its denominator.
func ExampleIndicator_Measure() {
	for i := range health.Indicators {
		if m := i.Measure(); m.Kind == metrics.Count {
			fmt.Println(m.ID, "in", m.Unit)
		}
	}
	// Output:
	// contributions-each in contributions per contributor and month
	// contributions-per-member in contributions per member-month
	// support-load in FTE per 1,000 members
}
