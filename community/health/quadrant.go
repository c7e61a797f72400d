package health

import "example.com/kmaturity/internal/enum"

// Quadrant is what the questions on a topic call for, by how many there are and
// how many answers each gets (Milton 2013).
type Quadrant uint8

// The quadrants. Their texts, "unknown", "write the FAQ", "exchange", "research
// gap" and "watch", are frozen.
const (
	QuadrantUnknown Quadrant = iota
	FAQ                      // few questions, many answers each: common knowledge to write down for newcomers
	Exchange                 // many questions, many answers each: a topic that moves; bring people together on it
	ResearchGap              // many questions, few answers each: nobody knows yet
	Watch                    // few questions, few answers each: it may become a problem
)

var quadrants = enum.Names{"unknown", "write the FAQ", "exchange", "research gap", "watch"}

// Quadrants yields every quadrant, QuadrantUnknown first.
func Quadrants(yield func(Quadrant) bool) {
	for i := range quadrants {
		if !yield(Quadrant(i)) {
			return
		}
	}
}

// ParseQuadrant reads the text of a quadrant.
func ParseQuadrant(s string) (Quadrant, error) {
	v, err := quadrants.Parse("Quadrant", s)
	return Quadrant(v), err
}

// String returns the quadrant's text, "Quadrant(99)" for a value that is none.
func (q Quadrant) String() string { return quadrants.Text("Quadrant", uint8(q)) }

// AppendText appends the quadrant's text; an invalid quadrant is an error.
func (q Quadrant) AppendText(b []byte) ([]byte, error) {
	return quadrants.Append("Quadrant", b, uint8(q))
}

// MarshalText returns the quadrant's text; an invalid quadrant is an error.
func (q Quadrant) MarshalText() ([]byte, error) { return q.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (q *Quadrant) UnmarshalText(text []byte) (err error) {
	*q, err = ParseQuadrant(string(text))
	return err
}
