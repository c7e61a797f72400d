package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Criterion is one thing that a model asks for: that the number of a measure
// lies in Need. "At least 100" is metrics.From(100), "at most 0" is
// metrics.UpTo(0), "yes" is metrics.From(1) on a yes-no measure.
//
// Under a scored gate it counts 1 where it is met and 0 where it isn't; without a
// Need it counts the number itself, of which more is better.
type Criterion struct {
	ID      string           `json:"id"`              // as findings and waivers refer to it
	Level   string           `json:"level,omitzero"`  // id of the level that it belongs to; none under BandedMean and BandedSum
	Area    string           `json:"area,omitzero"`   // id of the area that it belongs to, if the model has areas
	Says    string           `json:"says"`            // what it asks for, in words
	Remedy  string           `json:"remedy,omitzero"` // what to do where it isn't met
	Source  metrics.Source   `json:"source,omitzero"` // of the rule or its number
	Measure string           `json:"measure"`         // id of the measure
	Need    metrics.Interval `json:"need,omitzero"`   // the numbers that meet it
	MaxAge  int              `json:"maxAge,omitzero"` // days after which a fact no longer counts; 0: no limit
	Scope   string           `json:"scope,omitzero"`  // what a fact must speak of to count here, such as "central team"; empty: anything
	// Weight is what it counts under BandedMean and BandedSum, beside the others of its
	// area; 0 is 1.
	Weight   float64  `json:"weight,omitzero"`
	Requires []string `json:"requires,omitzero"` // ids of criteria that come before it where there is more than one to meet
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
	Criterion string           `json:"criterion"`         // id
	Outcome   Outcome          `json:"outcome"`           // what the evidence came to
	Measure   metrics.Measure  `json:"measure"`           // what was looked at
	Have      metrics.Interval `json:"have,omitzero"`     // what is known of the measure
	Need      metrics.Interval `json:"need,omitzero"`     // what meets the criterion; where the number itself counts, the most it can be
	Says      string           `json:"says,omitzero"`     // the criterion, in words
	Remedy    string           `json:"remedy,omitzero"`   // what to do where it isn't met
	Source    metrics.Source   `json:"source,omitzero"`   // of the rule or its number
	AsOf      metrics.Date     `json:"asOf,omitzero"`     // the day that the evidence speaks for
	Evidence  string           `json:"evidence,omitzero"` // who says so
	Conflict  bool             `json:"conflict,omitzero"` // facts that could count disagree
	Stale     bool             `json:"stale,omitzero"`    // there are facts, but too old to count
	Disputed  []Fact           `json:"disputed,omitzero"` // where there is a conflict, the facts that disagree
	Because   string           `json:"because,omitzero"`  // why it is not applicable
	Waiver    *Waiver          `json:"waiver,omitempty"`  // in force: the level is granted without it
}

// Missing is how far what is known is from what is needed, rounded to 12 digits:
// 0 where it is met.
func (f Finding) Missing() metrics.Interval { return f.Have.Missing(f.Need).Rounded() }

// UnmarshalJSON reads a finding strictly.
func (f *Finding) UnmarshalJSON(data []byte) error {
	type plain Finding
	return strict.Unmarshal("maturity", data, (*plain)(f), nil)
}
