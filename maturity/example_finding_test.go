package maturity_test

import (
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The limiting criteria, with what is missing and what to do.
func ExampleAssessment() {
	a, err := maturity.Journey().Assess(maturity.Evidence{
		{Measure: maturity.KMPractitioners, Value: metrics.MustBetween(80, 90)},
		{Measure: maturity.KMCoreCompetence, Value: metrics.Exactly(1)},
		{Measure: maturity.KMMetrics, Value: metrics.Exactly(1)},
		{Measure: "coffee-corners", Value: metrics.Exactly(4)},
	}, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
	if err != nil {
		fmt.Println(err)
		return
	}
	c := a.Counts
	fmt.Printf("%s; of %d criteria %d met, %d unmet, %d unknown\n", a.Highest, c.Of, c.Met, c.Unmet, c.Unknown)
	for _, f := range a.Findings {
		for _, id := range a.Limiting {
			if f.Criterion == id {
				fmt.Printf("%s: %s, missing %s %s: %s\n", f.Criterion, f.Outcome, f.Missing(), f.Measure.Unit, f.Remedy)
			}
		}
	}
	for _, i := range a.Ignored {
		fmt.Println("ignored:", i.Fact.Measure, "-", i.Why)
	}
	// Output:
	// roles established; of 6 criteria 3 met, 1 unmet, 2 unknown
	// practice-area: unmet, missing [10, 20] practitioners: make KM the main role of more people, in the central team or in the business
	// km-baseline: unknown, missing [0, 1] : measure the KM metrics and keep the first readings as baseline
	// ignored: coffee-corners - the model has no such measure
}

func ExampleFinding_Missing() {
	f := maturity.Finding{Have: metrics.MustBetween(90, 110), Need: metrics.From(100)}
	fmt.Println(f.Missing())
	// Output:
	// [0, 10]
}

// An embedder that judges by rules of its own counts the same way.
func ExampleCounts_Add() {
	var c maturity.Counts
	for _, o := range []maturity.Outcome{maturity.Met, maturity.Unknown, maturity.NotApplicable} {
		c.Add(o)
	}
	fmt.Printf("%+v\n", c)
	// Output:
	// {Met:1 Unmet:0 Unknown:1 NotApplicable:1 Of:3 Waived:0}
}

func ExampleAssessment_Certain() {
	posts := func(value metrics.Interval) maturity.Evidence {
		return maturity.Evidence{
			{Measure: maturity.KMPractitioners, Value: value},
			{Measure: maturity.KMBaseline, Value: metrics.Exactly(0)},
		}
	}
	for _, known := range []metrics.Interval{metrics.Exactly(2), metrics.MustBetween(0.5, 2)} {
		a, err := maturity.Journey().Assess(posts(known), maturity.Options{})
		fmt.Println(known, a.Certain(), err)
	}
	// Output:
	// 2 true <nil>
	// [0.5, 2] false <nil>
}
