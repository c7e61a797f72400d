package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Waiver grants a criterion that isn't met, for a reason and a time. What was found
// stays as it is.
type Waiver struct {
	Criterion string       `json:"criterion"` // id
	Reason    string       `json:"reason"`    // why it is granted, in words
	Approver  string       `json:"approver"`  // who answers for it
	Until     metrics.Date `json:"until"`     // the last day that it is in force
}

// UnmarshalJSON reads a waiver strictly.
func (w *Waiver) UnmarshalJSON(data []byte) error {
	type plain Waiver
	return strict.Unmarshal("maturity", data, (*plain)(w), nil)
}

// Options say how evidence is held against a model. The zero value takes all facts,
// the newest of each measure.
type Options struct {
	AsOf      metrics.Date `json:"asOf,omitzero"`      // the day it is made for; none: all facts count and none is too old, and waivers are in force
	Conflicts Conflicts    `json:"conflicts,omitzero"` // how facts that disagree are settled
	Waivers   []Waiver     `json:"waivers,omitzero"`   // of several in force on one criterion the one that ends last
	Target    string       `json:"target,omitzero"`    // id of the level that Assessment.Gaps aims at; empty: the next one
}

// UnmarshalJSON reads options strictly. Only Assess can tell whether what they refer
// to is there.
func (o *Options) UnmarshalJSON(data []byte) error {
	type plain Options
	return strict.Unmarshal("maturity", data, (*plain)(o), nil)
}
