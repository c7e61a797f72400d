package maturity

import (
	"bytes"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Fact is one measured value with its source and date: a number, an answer in words
// where the measure has a Scale, or that the measure doesn't apply, and why.
type Fact struct {
	Measure string           `json:"measure"`         // id of the measure
	Value   metrics.Interval `json:"value,omitzero"`  // in the measure's unit; yes is 1, no is 0
	AsOf    metrics.Date     `json:"asOf,omitzero"`   // the day it speaks for; none if not known
	Source  string           `json:"source,omitzero"` // who says so

	Answer        string  `json:"answer,omitzero"`        // in words, instead of Value
	NotApplicable string  `json:"notApplicable,omitzero"` // why the measure doesn't apply, instead of Value
	Confidence    float64 `json:"confidence,omitzero"`    // 0 to 1, how far it is to be trusted; 0: not stated
	Scope         string  `json:"scope,omitzero"`         // what it speaks of, such as a unit or a population; empty: all
}

// UnmarshalJSON reads a fact strictly. The value of a yes-no measure may be
// written as true or false.
func (f *Fact) UnmarshalJSON(data []byte) error {
	var j struct {
		Measure string       `json:"measure"`
		Value   value        `json:"value"`
		AsOf    metrics.Date `json:"asOf"`
		Source  string       `json:"source"`

		Answer        string  `json:"answer"`
		NotApplicable string  `json:"notApplicable"`
		Confidence    float64 `json:"confidence"`
		Scope         string  `json:"scope"`
	}
	if err := strict.Unmarshal("maturity", data, &j, nil); err != nil {
		return err
	}
	*f = Fact{j.Measure, j.Value.Interval, j.AsOf, j.Source, j.Answer, j.NotApplicable, j.Confidence, j.Scope}
	return nil
}

// value is an interval that may be written as true or false.
type value struct{ metrics.Interval }

func (v *value) UnmarshalJSON(data []byte) error {
	switch text := string(bytes.TrimSpace(data)); text {
	case "true", "false":
		v.Interval = metrics.AnswerOf(text == "true").Interval()
		return nil
	}
	return v.Interval.UnmarshalJSON(data)
}
