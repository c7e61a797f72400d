package maturity_test

import (
	"cmp"
	"encoding/json"
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The newest fact counts; two that disagree leave every value possible that one
// of them gives.
func ExampleEvidence_Read() {
	survey, hr := metrics.MustDate("2023-03-01"), metrics.MustDate("2024-03-01")
	evidence := maturity.Evidence{
		{Measure: "km-practitioners", Value: metrics.Exactly(12), AsOf: survey, Source: "survey"},
		{Measure: "km-practitioners", Value: metrics.Exactly(40), AsOf: hr, Source: "HR"},
		{Measure: "km-practitioners", Value: metrics.Exactly(44), AsOf: hr, Source: "HR, corrected"},
	}
	for _, asOf := range []string{"2023-12-31", "2024-06-30", "2026-06-30"} {
		r := evidence.Read("km-practitioners", metrics.MustDate(asOf), 365)
		fmt.Printf("%s: %s (conflict %t, stale %t)\n", asOf, r.Value, r.Conflict, r.Stale)
	}
	// Output:
	// 2023-12-31: 12 (conflict false, stale false)
	// 2024-06-30: [40, 44] (conflict true, stale false)
	// 2026-06-30: anything (conflict true, stale true)
}

// What a fact says may be yes or no, a number, or a range with any end missing.
func ExampleEvidence_UnmarshalJSON() {
	var evidence maturity.Evidence
	err := json.Unmarshal([]byte(`[
		{"measure": "km-metrics", "value": true, "asOf": "2024-06-30", "source": "KM team"},
		{"measure": "km-practitioners", "value": {"low": 3, "high": 5}},
		{"measure": "km-core-competence", "value": null}
	]`), &evidence)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range evidence {
		fmt.Println(f.Measure, cmp.Or(f.Answer, f.Value.String()))
	}
	// Output:
	// km-metrics yes
	// km-practitioners [3, 5]
	// km-core-competence anything
}

func ExampleFact_UnmarshalJSON() {
	var f maturity.Fact
	err := json.Unmarshal([]byte(`{"measure": "km-metrics", "valeu": true, "asOf": "2024-02-30"}`), &f)
	fmt.Println(err)
	// Output:
	// maturity: valeu: unknown field; did you mean "value"?
	// maturity: asOf: want a date as YYYY-MM-DD, have "2024-02-30"
}
