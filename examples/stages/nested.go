package main

import (
	"fmt"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// nested is the model under a gate where no strength makes up for a gap: WeakestArea
// or Profile. A banded mean turns into one with an area for each criterion and, in
// it, a criterion for each level but the first: that the number lies above where the
// level's band begins. It is an error if the model can't be turned.
func nested(m *maturity.Model, gate maturity.Gate) (*maturity.Model, error) {
	out := *m
	out.Gate = gate
	switch m.Gate {
	case maturity.WeakestArea, maturity.Profile:
		return &out, nil
	case maturity.BandedMean:
	default:
		return nil, fmt.Errorf("the gate %s has no such form here", m.Gate)
	}
	out.ID += "-" + map[maturity.Gate]string{maturity.WeakestArea: "weakest", maturity.Profile: "profile"}[gate]
	out.Areas, out.Criteria = nil, nil
	out.Levels = slices.Clone(m.Levels)
	for i := range out.Levels {
		out.Levels[i].Band = metrics.Anything()
	}
	for _, c := range m.Criteria {
		if !c.Need.IsAnything() {
			return nil, fmt.Errorf("the criterion %q has a need, so that its number has no level", c.ID)
		}
		out.Areas = append(out.Areas, maturity.Area{ID: c.ID, Name: c.Says})
		for _, l := range m.Levels[1:] {
			begins, _ := l.Band.Low()
			need := metrics.From(begins)
			if l.Band.LowOpen() {
				need = metrics.Above(begins)
			}
			out.Criteria = append(out.Criteria, maturity.Criterion{
				ID: c.ID + ": " + l.ID, Level: l.ID, Area: c.ID, Says: c.Says, Remedy: c.Remedy, Source: c.Source,
				Measure: c.Measure, Need: need, MaxAge: c.MaxAge, Scope: c.Scope,
			})
		}
	}
	return &out, out.Validate()
}
