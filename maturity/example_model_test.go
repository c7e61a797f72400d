package maturity_test

import (
	"encoding/json"
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// A model is data: this one has two steps above the start, of which the first
// may be passed over.
func ExampleModel() {
	var model maturity.Model
	err := json.Unmarshal([]byte(`{
		"id": "acme/sharing", "version": "3", "gate": "staged",
		"levels": [{"id": "start"}, {"id": "tried", "optional": true}, {"id": "usual"}],
		"measures": [{"id": "pilots", "kind": "count"}, {"id": "sharing", "unit": "of the projects", "kind": "share"}],
		"criteria": [
			{"id": "one-pilot", "level": "tried", "says": "a pilot ran", "measure": "pilots", "need": {"low": 1}},
			{"id": "most-share", "level": "usual", "says": "most projects share", "measure": "sharing", "need": {"low": 0.5, "lowOpen": true}, "maxAge": 365}
		]
	}`), &model)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := model.Assess(maturity.Evidence{
		{Measure: "pilots", Value: metrics.Exactly(0)},
		{Measure: "sharing", Value: metrics.MustBetween(0.5, 0.7), AsOf: metrics.MustDate("2024-01-31")},
	}, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	fmt.Println(a.Lowest, "to", a.Highest, err)
	// Output:
	// start to usual <nil>
}

// Models are tuned by editing data.
func ExampleModel_Assess() {
	model := maturity.Journey()
	model.Version = "1, two posts"
	for i, c := range model.Criteria {
		if c.ID == "km-posts" {
			model.Criteria[i].Need = metrics.From(2)
		}
	}
	evidence := maturity.Evidence{{Measure: maturity.KMPractitioners, Value: metrics.Exactly(1.5)}}
	for _, m := range []*maturity.Model{maturity.Journey(), model} {
		a, err := m.Assess(evidence, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
		fmt.Println(m.Version+":", a.Lowest, err)
	}
	// Output:
	// 1: roles established <nil>
	// 1, two posts: not started <nil>
}

// All faults are reported at once, each with its path.
func ExampleModel_Validate() {
	model := maturity.Journey()
	model.Version = ""
	model.Levels = append(model.Levels, maturity.Level{ID: "legendary"})
	model.Criteria[0].Measure = "champions"
	for problem := range metrics.Errors(model.Validate()) {
		fmt.Println(problem.Path, "-", problem.Err)
	}
	// Output:
	// version - is missing
	// criteria[0].measure - there is no measure "champions"
	// levels[4] - no criterion gates the level "legendary", so it would be reached for free
}

// A value that its measure can't have is an error, not an unknown.
func ExampleModel_Assess_refused() {
	_, err := maturity.Journey().Assess(maturity.Evidence{
		{Measure: maturity.KMPractitioners, Value: metrics.Exactly(-3)},
		{Measure: maturity.KMMetrics, Value: metrics.Exactly(0.5)},
	}, maturity.Options{})
	fmt.Println(err)
	// Output:
	// maturity: facts[0].value: "km-practitioners": -3 is outside [0, ∞), the numbers that the count can be
	// maturity: facts[1].value: "km-metrics": 0.5 is neither 0 for no nor 1 for yes
}

// A criterion asks for at least, at most, a band, or a yes; in JSON too.
func ExampleCriterion() {
	var c maturity.Criterion
	err := json.Unmarshal([]byte(`{
		"id": "few-complaints", "level": "usual", "says": "1 to 2 complaints a month",
		"measure": "complaints", "need": {"low": 1, "high": 2}, "maxAge": 30
	}`), &c)
	fmt.Println(c.Need, err)
	for _, need := range []metrics.Interval{metrics.From(100), metrics.UpTo(0), metrics.Above(0.5)} {
		c.Need = need
		fmt.Println(c.Need)
	}
	// Output:
	// [1, 2] <nil>
	// [100, ∞)
	// (-∞, 0]
	// (0.5, ∞)
}
