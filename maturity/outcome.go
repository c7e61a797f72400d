package maturity

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Outcome is what a criterion came to. It stands in findings; in arithmetic it
// is a metrics.Answer.
type Outcome uint8

// The outcomes. Their texts, "unknown", "unmet", "met" and "not applicable",
// are frozen.
const (
	Unknown Outcome = iota // the evidence doesn't tell
	Unmet
	Met
	NotApplicable // the criterion doesn't concern this case; neither met nor unmet
)

var outcomes = enum.Names{"unknown", "unmet", "met", "not applicable"}

// Outcomes yields every outcome, Unknown first.
func Outcomes(yield func(Outcome) bool) {
	for i := range outcomes {
		if !yield(Outcome(i)) {
			return
		}
	}
}

// OutcomeOf is what an answer means for a criterion.
func OutcomeOf(a metrics.Answer) Outcome {
	switch a {
	case metrics.Yes:
		return Met
	case metrics.No:
		return Unmet
	}
	return Unknown
}

// ParseOutcome reads the text of an outcome.
func ParseOutcome(s string) (Outcome, error) {
	v, err := outcomes.Parse("Outcome", s)
	return Outcome(v), err
}

// String returns the outcome's text, "Outcome(9)" for a value that is none.
func (o Outcome) String() string { return outcomes.Text("Outcome", uint8(o)) }

// AppendText appends the outcome's text; an invalid outcome is an error.
func (o Outcome) AppendText(b []byte) ([]byte, error) {
	return outcomes.Append("Outcome", b, uint8(o))
}

// MarshalText returns the outcome's text; an invalid outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) { return o.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (o *Outcome) UnmarshalText(text []byte) (err error) {
	*o, err = ParseOutcome(string(text))
	return err
}
