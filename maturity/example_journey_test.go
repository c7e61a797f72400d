package maturity_test

import (
	"fmt"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Nothing known is a range too: from the bottom of the ladder to its top.
func ExampleJourney() {
	a, err := maturity.Journey().Assess(nil, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s, version %s: from %s to %s\n", a.Model, a.Version, a.Lowest, a.Highest)
	// Output:
	// kmaturity/journey, version 1: from not started to embedded
}

// An organisation of 90 has no 100 practitioners. It can ask for a share of its
// workforce instead; the version of the model then says so.
func ExampleJourneyFor() {
	km := community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(9), Workforce: metrics.Exactly(90)}
	tenth := community.Threshold{Share: 0.1}
	asOf := metrics.MustDate("2024-06-30")

	model := maturity.JourneyFor(km, tenth)
	a, err := model.Assess(maturity.AreaFacts(km, tenth), maturity.Options{AsOf: asOf})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(model.Version)
	for _, f := range a.Findings {
		if f.Outcome == maturity.Met {
			fmt.Println(f.Says+":", f.Have, "in", f.Need)
		}
	}
	// Output:
	// 1, km-practitioner-share in [0.1, ∞)
	// KM posts exist as main roles: 9 in [1, ∞)
	// KM is an established practice area: 0.1 in [0.1, ∞)
}

// The head count of KM's own practice area is stored in the area alone.
func ExampleAreaFacts() {
	km := community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(85.29), Basis: community.FTE,
		Scope: "junior posts in the return", AsOf: metrics.MustDate("2024-06-30")}
	for _, f := range maturity.AreaFacts(km, community.Threshold{}) {
		fmt.Println(f.Measure, f.Value, f.AsOf, f.Source)
	}
	// Output:
	// km-practitioners 85.29 2024-06-30 junior posts in the return
}

// Each criterion says where it comes from.
func ExampleMilton() {
	for _, c := range maturity.Journey().Criteria {
		fmt.Println(c.ID, c.Source == maturity.Milton())
	}
	// Output:
	// champions-network true
	// km-posts false
	// practice-area false
	// core-competence true
	// km-metrics true
	// km-baseline true
}
