package pilot_test

import (
	"context"
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// An own rule is in force beside the built-in ones, and a context bounds the choice.
func ExampleSelectOptions() {
	safe := pilot.Rule{
		ID: "safe", Says: "nobody was hurt in it this year", Offer: pilot.PublicShowcase, Ceiling: pilot.Later,
		Measure: metrics.Measure{ID: "injuries", Unit: "injuries", Kind: metrics.Count}, Need: metrics.UpTo(0),
	}
	s := pilot.Slate{Version: pilot.SlateVersion,
		Programme:  pilot.Programme{Organisation: "Acme", Area: community.PracticeArea{ID: "km"}},
		Candidates: []pilot.Candidate{{Name: "Drilling", Offer: pilot.PublicShowcase, Area: community.PracticeArea{ID: "drilling"}}},
	}
	selection, err := pilot.Select(s, pilot.SelectOptions{Rules: []pilot.Rule{safe}, Context: context.Background()})
	f, ok := selection.Verdicts[0].Finding("safe")
	fmt.Println(f.Outcome, ok, err)
	fmt.Println(pilot.SelectOptions{}.Equal(pilot.SelectOptions{}))
	// Output:
	// unknown true <nil>
	// true
}
