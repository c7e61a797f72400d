package maturity

import (
	"bytes"
	"strings"

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

	Answer        string  `json:"answer,omitzero"`        // in words, instead of Value: of the measure's Scale, or yes or no of a yes-no measure
	NotApplicable string  `json:"notApplicable,omitzero"` // why the measure doesn't apply, instead of Value
	Confidence    float64 `json:"confidence,omitzero"`    // 0 to 1, how far it is to be trusted; 0: not stated, which is the least
	Scope         string  `json:"scope,omitzero"`         // what it speaks of, such as a unit or a population; empty: all
}

// UnmarshalJSON reads a fact strictly. A value may be written as true or false: that
// is the answer yes or no, which only a yes-no measure has, or one with a Scale that
// says so.
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
	err := strict.Unmarshal("maturity", data, &j, func() error {
		p := strict.In("maturity")
		if j.Value.answer != metrics.Unknown {
			if j.Answer != "" {
				p.Addf("value", "want a value or an answer in words, have both")
			}
			j.Answer = j.Value.answer.String()
		}
		return p.Err()
	})
	if err == nil {
		*f = Fact{j.Measure, j.Value.Interval, j.AsOf, j.Source, j.Answer, j.NotApplicable, j.Confidence, j.Scope}
	}
	return err
}

// value is an interval that may be written as true or false.
type value struct {
	metrics.Interval
	answer metrics.Answer // if it is
}

func (v *value) UnmarshalJSON(data []byte) error {
	switch text := string(bytes.TrimSpace(data)); {
	case text == "true" || text == "false":
		*v = value{answer: metrics.AnswerOf(text == "true")}
		return nil
	case strings.HasPrefix(text, `"`):
		p := strict.In("maturity")
		p.Addf("", "want a number, an object with low and high, true or false, have %s: answers in words stand in answer", strict.Clip(text))
		return p.Err()
	}
	v.answer = metrics.Unknown
	return v.Interval.UnmarshalJSON(data)
}
