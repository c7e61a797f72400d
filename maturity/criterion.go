package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Criterion is one thing that a model asks for: that the number of a measure
// lies in Need. "At least 100" is metrics.From(100), "at most 0" is
// metrics.UpTo(0), "yes" is metrics.From(1) on a yes-no measure.
type Criterion struct {
	ID      string           `json:"id"`
	Level   string           `json:"level"`           // id of the level that it belongs to
	Area    string           `json:"area,omitzero"`   // id of the area that it belongs to, if the model has areas
	Says    string           `json:"says"`            // what it asks for, in words
	Remedy  string           `json:"remedy,omitzero"` // what to do where it isn't met
	Source  metrics.Source   `json:"source,omitzero"` // of the rule or its number
	Measure string           `json:"measure"`         // id of the measure
	Need    metrics.Interval `json:"need"`            // the numbers that meet it
	MaxAge  int              `json:"maxAge,omitzero"` // days after which a fact no longer counts; 0: no limit
}

// UnmarshalJSON reads a criterion strictly. Only Model.Validate can tell whether
// what it refers to is there.
func (c *Criterion) UnmarshalJSON(data []byte) error {
	type plain Criterion
	return strict.Unmarshal("maturity", data, (*plain)(c), nil)
}

// Finding is what one criterion came to, and why. It is structure: text for
// people is made from it in one place, so that an embedder can translate.
type Finding struct {
	Criterion string           `json:"criterion"`
	Outcome   Outcome          `json:"outcome"`
	Measure   metrics.Measure  `json:"measure"`
	Have      metrics.Interval `json:"have,omitzero"` // what is known of the measure
	Need      metrics.Interval `json:"need,omitzero"` // what meets the criterion
	Says      string           `json:"says,omitzero"`
	Remedy    string           `json:"remedy,omitzero"`
	Source    metrics.Source   `json:"source,omitzero"`   // of the rule or its number
	AsOf      metrics.Date     `json:"asOf,omitzero"`     // the day that the evidence speaks for
	Evidence  string           `json:"evidence,omitzero"` // who says so
	Conflict  bool             `json:"conflict,omitzero"` // facts of one day disagree
	Stale     bool             `json:"stale,omitzero"`    // there are facts, but too old to count
}

// Missing is how far what is known is from what is needed, rounded to 12 digits:
// 0 where it is met.
func (f Finding) Missing() metrics.Interval { return f.Have.Missing(f.Need).Rounded() }

// UnmarshalJSON reads a finding strictly.
func (f *Finding) UnmarshalJSON(data []byte) error {
	type plain Finding
	return strict.Unmarshal("maturity", data, (*plain)(f), nil)
}
