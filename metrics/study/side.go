package study

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/metrics"
)

// Side is on which side of the centre the points of a signal lie; of a trend,
// towards which side it runs.
type Side uint8

// The sides. Their texts, "unknown", "above", "below" and "either", are frozen.
const (
	SideUnknown Side = iota
	Above            // above the centre, or rising
	Below            // below the centre, or falling
	Either           // the pattern has no side, or its points lie on both
)

var sides = enum.Names{"unknown", "above", "below", "either"}

// Sides yields every side, SideUnknown first.
func Sides(yield func(Side) bool) {
	for i := range sides {
		if !yield(Side(i)) {
			return
		}
	}
}

// ParseSide reads the text of a side.
func ParseSide(s string) (Side, error) {
	v, err := sides.Parse("Side", s)
	return Side(v), err
}

// improves answers whether points on this side are better ones.
func (s Side) improves(better metrics.Direction) metrics.Answer {
	if s != Above && s != Below || better != metrics.Higher && better != metrics.Lower {
		return metrics.Unknown
	}
	return metrics.AnswerOf((s == Above) == (better == metrics.Higher))
}

// String returns the side's text, "Side(9)" for a value that is none.
func (s Side) String() string { return sides.Text("Side", uint8(s)) }

// AppendText appends the side's text; an invalid side is an error.
func (s Side) AppendText(b []byte) ([]byte, error) { return sides.Append("Side", b, uint8(s)) }

// MarshalText returns the side's text; an invalid side is an error.
func (s Side) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *Side) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSide(string(text))
	return err
}
