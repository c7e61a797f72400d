package community

import "example.com/kmaturity/internal/enum"

// Tie is how a member relates to the topic of a community. Interest and passion
// don't make a practitioner; the main role does (R2, Milton 2020).
type Tie uint8

// The ties. Their texts, "unknown", "practising", "interested" and
// "innovating", are frozen.
const (
	TieUnknown Tie = iota
	Practising     // has the topic as main role
	Interested     // wants to know about it, does something else
	Innovating     // is creating a practice that does not exist yet (our definition)
)

var ties = enum.Names{"unknown", "practising", "interested", "innovating"}

// Ties yields every tie, TieUnknown first.
func Ties(yield func(Tie) bool) {
	for i := range ties {
		if !yield(Tie(i)) {
			return
		}
	}
}

// ParseTie reads the text of a tie.
func ParseTie(s string) (Tie, error) {
	v, err := ties.Parse("Tie", s)
	return Tie(v), err
}

// String returns the tie's text, "Tie(9)" for a value that is none.
func (t Tie) String() string { return ties.Text("Tie", uint8(t)) }

// AppendText appends the tie's text; an invalid tie is an error.
func (t Tie) AppendText(b []byte) ([]byte, error) { return ties.Append("Tie", b, uint8(t)) }

// MarshalText returns the tie's text; an invalid tie is an error.
func (t Tie) MarshalText() ([]byte, error) { return t.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (t *Tie) UnmarshalText(text []byte) (err error) {
	*t, err = ParseTie(string(text))
	return err
}
