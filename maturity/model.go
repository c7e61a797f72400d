package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Level is one step of a model.
type Level struct {
	ID       string   `json:"id"`                // as criteria refer to it
	Name     string   `json:"name,omitzero"`     // for people; empty: the id serves
	Optional bool     `json:"optional,omitzero"` // under Staged: may be passed over on the way up
	Requires []string `json:"requires,omitzero"` // under Prerequisite: ids of the levels that it stands on
	// Band are the scores that are this level, under a scored gate. Bands follow one
	// another without holes or overlaps; the first may go down and the last up without
	// end. Without any, a level is reached by a score of its place, counted from 0.
	Band metrics.Interval `json:"band,omitzero"`
}

// Area is one of the fields that a model looks at, in another one or of its own.
type Area struct {
	ID     string  `json:"id"`              // as criteria refer to it
	Name   string  `json:"name,omitzero"`   // for people; empty: the id serves
	In     string  `json:"in,omitzero"`     // id of the area that it is part of
	Weight float64 `json:"weight,omitzero"` // under a scored gate, beside those of the same area; 0: all weigh the same
}

// Model is a maturity model as data. Levels stand from the lowest to the
// highest; under a nested gate the first is where everybody starts, and has no
// criteria. A model is named by id and version, never by the names of its levels:
// models share them.
type Model struct {
	ID       string            `json:"id"`              // publisher and name
	Version  string            `json:"version"`         // of the publication
	Name     string            `json:"name,omitzero"`   // as published
	Gate     Gate              `json:"gate"`            // the rule by which a level is reached
	Source   metrics.Source    `json:"source,omitzero"` // where levels and criteria come from
	Levels   []Level           `json:"levels"`          // from the lowest
	Areas    []Area            `json:"areas,omitzero"`  // none: the model has no parts
	Measures []metrics.Measure `json:"measures"`        // all that the criteria look at
	Scales   []Scale           `json:"scales,omitzero"` // answers in words
	Criteria []Criterion       `json:"criteria"`        // what the levels ask for
	Note     string            `json:"note,omitzero"`   // for whoever reads the model
}

// Scale says what the answers to a measure are worth, where it is answered in
// words: "partly" is 0.25 to 0.5.
type Scale struct {
	Measure string       `json:"measure"` // id
	Answers []ScaleValue `json:"answers"` // all that may be given
}

// ScaleValue is one answer of a Scale.
type ScaleValue struct {
	Says  string           `json:"says"`  // the answer, in words
	Value metrics.Interval `json:"value"` // what it counts as
}

// UnmarshalJSON reads a model strictly and validates it.
func (m *Model) UnmarshalJSON(data []byte) error {
	type plain Model
	return strict.Unmarshal("maturity", data, (*plain)(m), m.Validate)
}
