// Package methods fills in from metrics/study what package pilot describes and
// doesn't compute: how long a baseline has to be, what a pilot changed, and its
// chart.
//
//	selection, err := pilot.Select(slate, pilot.SelectOptions{Methods: methods.Study()})
//
// It stands apart so that who only screens candidates compiles no statistics.
package methods

import (
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
)

// Study returns the methods of metrics/study, each at its defaults where a contract
// says nothing.
func Study() pilot.Methods {
	return pilot.Methods{Plan: plan, Compare: compare, Chart: chart}
}

// plan is how many readings before a change worth having asks for: those of
// study.Plan. What it refuses isn't computed.
func plan(worth float64, noise pilot.Noise) (periods int, enough bool) {
	p, err := study.Plan(worth, noise.SD, study.PlanOptions{Correlation: noise.Correlation})
	return p.Before, err != nil || p.Feasible()
}

// compare is the comparison that the contract names, at the level of the look that
// it is.
func compare(c pilot.Comparison) (metrics.Change, error) {
	k, o := studied(c)
	if o.Method.ModelsTrend() {
		return study.Interrupted(k, o)
	}
	return study.Compare(k, o)
}

func chart(c pilot.Comparison) (metrics.RunChart, error) {
	return study.NewRunChart(studied(c))
}

// studied is a comparison as a case.
func studied(c pilot.Comparison) (study.Case, study.Options) {
	k := study.Case{Name: c.Contract.Pilot, Metric: c.Contract.Metric, Series: c.Readings, Split: c.Contract.Split, Chosen: c.Contract.Chosen, Season: c.Contract.Season}
	if c.Control.Len() > 0 {
		k.Control = &study.Control{Name: c.Contract.Control, Series: c.Control}
	}
	return k, study.Options{Method: c.Contract.Method, Level: c.Level}
}
