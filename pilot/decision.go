package pilot

import (
	"cmp"

	"example.com/kmaturity/internal/enum"
)

// Decision is what is to be done with a candidate.
//
// For a public showcase the scale is Decline < Later < Showcase, for a
// supporting network Decline < Support. Support is not comparable with Later or
// Showcase, and Undetermined is no point on either scale: it is the answer
// where the least and the most favourable numbers give different ones.
type Decision uint8

// The decisions. Their texts, "undetermined", "decline", "later", "support" and
// "showcase", are frozen.
const (
	Undetermined Decision = iota
	Decline               // don't: no waiting lifts what stands against it
	Later                 // not now: what stands against it can be lifted
	Support               // run it as a supporting network, not as public proof
	Showcase              // show it to the sceptics
)

var decisions = enum.Names{"undetermined", "decline", "later", "support", "showcase"}

// Decisions yields every decision, Undetermined first.
func Decisions(yield func(Decision) bool) {
	for i := range decisions {
		if !yield(Decision(i)) {
			return
		}
	}
}

// ParseDecision reads the text of a decision.
func ParseDecision(s string) (Decision, error) {
	v, err := decisions.Parse("Decision", s)
	return Decision(v), err
}

// Compare is -1 if d is less favourable than e, 0 if they are the same and 1 if
// d is more favourable; false where they stand on no common scale.
func (d Decision) Compare(e Decision) (int, bool) {
	switch {
	case d == Undetermined || e == Undetermined || d > Showcase || e > Showcase:
		return 0, false
	case d == e:
		return 0, true
	case d == Support && e != Decline || e == Support && d != Decline:
		return 0, false
	}
	return cmp.Compare(d, e), true
}

// String returns the decision's text, "Decision(9)" for a value that is none.
func (d Decision) String() string { return decisions.Text("Decision", uint8(d)) }

// AppendText appends the decision's text; an invalid decision is an error.
func (d Decision) AppendText(b []byte) ([]byte, error) {
	return decisions.Append("Decision", b, uint8(d))
}

// MarshalText returns the decision's text; an invalid decision is an error.
func (d Decision) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (d *Decision) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDecision(string(text))
	return err
}
