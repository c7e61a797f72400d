package maturity_test

import (
	"encoding/json"
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// From a document of many units to the picture: who is lit, and who lags.
func ExampleAssessor_AssessAll() {
	var units maturity.Units
	err := json.Unmarshal([]byte(`[
		{"unit": "drilling", "facts": [{"measure": "km-champions-network", "value": true}, {"measure": "km-practitioners", "value": 2}]},
		{"unit": "geology", "facts": [{"measure": "km-champions-network", "value": true}, {"measure": "km-practitioners", "value": 0}]},
		{"unit": "finance", "facts": [{"measure": "km-practitioners", "value": 0}]}
	]`), &units)
	if err != nil {
		fmt.Println(err)
		return
	}
	journey := maturity.Journey()
	assessor, err := journey.Assessor()
	if err != nil {
		fmt.Println(err)
		return
	}
	all, err := assessor.AssessAll(units, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	if err != nil {
		fmt.Println(err)
		return
	}
	s, err := maturity.NewSpread(journey, all, maturity.SpreadOptions{Lit: maturity.ChampionsNetwork.String()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, u := range s.Units {
		fmt.Println(u.Unit, "-", u.Lowest, "to", u.Highest)
	}
	fmt.Println("lit:", s.Lit.Certain, "to", s.Lit.Possible, "of", s.Lit.Of, "- tipped:", s.Tipped)
	// Output:
	// drilling - roles established to roles established
	// finance - not started to champions network
	// geology - champions network to champions network
	// lit: 2 to 3 of 3 - tipped: yes
}

// A banded mean hides what the weakest area shows.
func ExampleModel_Under() {
	m := &maturity.Model{
		ID: "survey", Version: "1", Gate: maturity.BandedMean,
		Levels: []maturity.Level{
			{ID: "low", Band: metrics.UpTo(2)}, {ID: "high", Band: metrics.Above(2)},
		},
		Measures: []metrics.Measure{
			{ID: "people", Kind: metrics.Amount, Range: metrics.MustBetween(0, 5)},
			{ID: "process", Kind: metrics.Amount, Range: metrics.MustBetween(0, 5)},
		},
		Criteria: []maturity.Criterion{{ID: "people", Measure: "people", Says: "people"}, {ID: "process", Measure: "process", Says: "process"}},
	}
	all, err := m.Compare(maturity.Evidence{
		{Measure: "people", Value: metrics.Exactly(5)}, {Measure: "process", Value: metrics.Exactly(1)},
	}, maturity.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range all {
		if c.Gate == maturity.WeakestArea || c.Gate == maturity.BandedMean {
			fmt.Printf("%s: %s; held back by %q\n", c.Gate, c.Assessment.Lowest, c.Holds)
		}
	}
	// Output:
	// weakest area: low; held back by "process: high"
	// banded mean: high; held back by "process"
}
