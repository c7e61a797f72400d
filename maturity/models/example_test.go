package models_test

import (
	"errors"
	"fmt"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
)

func Example() {
	model, err := models.New(models.GKMMM, maturity.WeakestArea)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, err := model.Assess(maturity.Evidence{
		{Measure: "people", Value: metrics.Exactly(3)}, // an assessor gave it level 3
		{Measure: "process", Answer: "Aware"},          // or named the level
		{Measure: "technology", Value: metrics.MustBetween(2, 4)},
	}, maturity.Options{})
	fmt.Println(a.Lowest, a.Highest, a.Gaps, err)
	// Output:
	// aware aware [process-defined technology-defined] <nil>
}

func ExampleAll() {
	for e := range models.All {
		fmt.Println(e.ID, e.Version, e.Published, e.Gates)
	}
	// Output:
	// apqc/levels-of-km-maturity 2007 false [weakest area profile weighted]
	// siemens/kmmm 2002 true [profile]
	// pee-kankanhalli/g-kmmm 2009 false [weakest area profile]
	// infosys/kmm 2000 false [weakest area profile]
	// tcs/5ikm3 2004 false [weighted weakest area profile]
	// iso/30401 2018 true [staged weakest area]
}

// Where the rule is published no gate need be named.
func ExampleNew() {
	model, err := models.New(models.ISO30401, maturity.GateUnknown)
	if err != nil {
		fmt.Println(err)
		return
	}
	var evidence maturity.Evidence
	for _, clause := range model.Areas {
		evidence = append(evidence, maturity.Fact{Measure: clause.ID, Value: metrics.Exactly(1)})
	}
	evidence[6].Value = metrics.Exactly(0) // clause 10
	a, err := model.Assess(evidence, maturity.Options{})
	fmt.Println(a.Lowest, a.Counts.Met, "of", a.Counts.Of, a.Gaps, err)
	// Output:
	// not conforming 6 of 7 [improvement-conforming] <nil>
}

// Where it isn't, the choice is the caller's, and changes the answer.
func ExampleNew_choice() {
	_, err := models.New(models.FiveIKM3, maturity.GateUnknown)
	fmt.Println(errors.Is(err, models.ErrGate), err)
	for _, gate := range []maturity.Gate{maturity.Weighted, maturity.WeakestArea} {
		model, err := models.New(models.FiveIKM3, gate)
		if err != nil {
			fmt.Println(err)
			return
		}
		a, err := model.Assess(maturity.Evidence{
			{Measure: "people", Answer: "Innovative"},
			{Measure: "process", Answer: "Initial"},
			{Measure: "technology", Answer: "Initial"},
		}, maturity.Options{})
		fmt.Println(gate, "-", a.Lowest, err)
	}
	// Output:
	// true models: gate: the gate doesn't fit: no rule of tcs/5ikm3 is verified as published, choose one of weighted, weakest area, profile
	// weighted - initiative <nil>
	// weakest area - initial <nil>
}

func ExampleCrosswalk() {
	for c := range models.Crosswalk {
		if c.Model == models.APQC {
			fmt.Println(c.Level, "-", c.Lowest, "to", c.Highest, c.Ours)
		}
	}
	// Output:
	// initiate - not started to not started true
	// develop - champions network to champions network true
	// standardize - roles established to roles established true
	// optimize - roles established to embedded true
	// innovate - embedded to embedded true
}

// "Managed" is a level of two models, and none of APQC's.
func ExampleStageOf() {
	fmt.Println(models.StageOf(models.Siemens, "managed"))
	fmt.Println(models.StageOf(models.APQC, "managed"))
	// Output:
	// roles established embedded true
	// unknown unknown false
}
