package maturity

import "example.com/kmaturity/internal/enum"

// Cause is why a finding differs from an earlier one on the same criterion.
type Cause uint8

// The causes. Their texts, "unknown", "evidence", "restatement", "waiver",
// "staleness", "applicability", "rule", "added", "removed" and "policy", are frozen.
const (
	CauseUnknown     Cause = iota // the two findings don't tell: such as another value without a day
	NewerEvidence                 // the evidence speaks for a newer day, or there was none
	Restatement                   // of the same day something else is said, or nothing any more
	WaiverChange                  // a waiver was granted, changed or withdrawn, or has expired
	Staleness                     // the evidence, or a fact that had a say, has become too old, or is young enough again
	Applicability                 // the criterion has come to apply, or no longer does, or for another reason
	RuleChange                    // the criterion itself: its id, measure, need, words or source
	AddedCriterion                // there was no such criterion
	RemovedCriterion              // there is no such criterion any more
	PolicyChange                  // which of several facts counts is settled in another way, and another does; whether the evidence changed too doesn't show
)

var causes = enum.Names{"unknown", "evidence", "restatement", "waiver", "staleness", "applicability", "rule", "added", "removed", "policy"}

// Causes yields every cause, CauseUnknown first.
func Causes(yield func(Cause) bool) {
	for i := range causes {
		if !yield(Cause(i)) {
			return
		}
	}
}

// ParseCause reads the text of a cause.
func ParseCause(s string) (Cause, error) {
	v, err := causes.Parse("Cause", s)
	return Cause(v), err
}

// String returns the cause's text, "Cause(99)" for a value that is none.
func (c Cause) String() string { return causes.Text("Cause", uint8(c)) }

// AppendText appends the cause's text; an invalid cause is an error.
func (c Cause) AppendText(b []byte) ([]byte, error) {
	return causes.Append("Cause", b, uint8(c))
}

// MarshalText returns the cause's text; an invalid cause is an error.
func (c Cause) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (c *Cause) UnmarshalText(text []byte) (err error) {
	*c, err = ParseCause(string(text))
	return err
}
