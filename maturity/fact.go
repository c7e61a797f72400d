package maturity

import (
	"bytes"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Fact is one measured value with its source and date.
type Fact struct {
	Measure string           `json:"measure"`         // id of the measure
	Value   metrics.Interval `json:"value,omitzero"`  // in the measure's unit; yes is 1, no is 0
	AsOf    metrics.Date     `json:"asOf,omitzero"`   // the day it speaks for; none if not known
	Source  string           `json:"source,omitzero"` // who says so
}

// UnmarshalJSON reads a fact strictly. The value of a yes-no measure may be
// written as true or false.
func (f *Fact) UnmarshalJSON(data []byte) error {
	var j struct {
		Measure string       `json:"measure"`
		Value   value        `json:"value"`
		AsOf    metrics.Date `json:"asOf"`
		Source  string       `json:"source"`
	}
	if err := strict.Unmarshal("maturity", data, &j, nil); err != nil {
		return err
	}
	*f = Fact{j.Measure, j.Value.Interval, j.AsOf, j.Source}
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
