package pilot

import "example.com/kmaturity/internal/enum"

// Segment is how a manager takes to something new
// <https://www.nickmilton.com/2010/01/4-audiences.html>. How many pilots have to count
// with them, as Convinces says, before they are convinced is our default:
//
//	early adopter, interested   1
//	sceptic, unknown            Choice.Wins
//	die-hard                    nothing convinces them
type Segment uint8

// The segments. Their texts, "unknown", "early adopter", "interested", "sceptic"
// and "die-hard", are frozen.
const (
	SegmentUnknown Segment = iota // taken for a sceptic
	EarlyAdopter
	Interested
	Sceptic
	DieHard // isn't convinced by pilots
)

var segments = enum.Names{"unknown", "early adopter", "interested", "sceptic", "die-hard"}

// Segments yields every segment, SegmentUnknown first.
func Segments(yield func(Segment) bool) {
	for i := range segments {
		if !yield(Segment(i)) {
			return
		}
	}
}

// ParseSegment reads the text of a segment.
func ParseSegment(s string) (Segment, error) {
	v, err := segments.Parse("Segment", s)
	return Segment(v), err
}

// String returns the segment's text, "Segment(9)" for a value that is none.
func (s Segment) String() string { return segments.Text("Segment", uint8(s)) }

// AppendText appends the segment's text; an invalid segment is an error.
func (s Segment) AppendText(b []byte) ([]byte, error) { return segments.Append("Segment", b, uint8(s)) }

// MarshalText returns the segment's text; an invalid segment is an error.
func (s Segment) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *Segment) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSegment(string(text))
	return err
}
