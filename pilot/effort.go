package pilot

import "example.com/kmaturity/internal/enum"

// Effort is what it takes to find out a number that isn't known, from the
// cheapest to the dearest. The order, and which rule has which, are our
// default.
type Effort uint8

// The efforts. Their texts, "unknown", "ask", "extract", "survey" and
// "collect", are frozen.
const (
	EffortUnknown Effort = iota
	Asking               // one question to one person who knows
	Extracting           // a head count from the HR system
	Surveying            // a question to every member or manager
	Collecting           // readings over several periods
)

var efforts = enum.Names{"unknown", "ask", "extract", "survey", "collect"}

// Efforts yields every effort, EffortUnknown first.
func Efforts(yield func(Effort) bool) {
	for i := range efforts {
		if !yield(Effort(i)) {
			return
		}
	}
}

// ParseEffort reads the text of an effort.
func ParseEffort(s string) (Effort, error) {
	v, err := efforts.Parse("Effort", s)
	return Effort(v), err
}

// String returns the effort's text, "Effort(9)" for a value that is none.
func (e Effort) String() string { return efforts.Text("Effort", uint8(e)) }

// AppendText appends the effort's text; an invalid effort is an error.
func (e Effort) AppendText(b []byte) ([]byte, error) { return efforts.Append("Effort", b, uint8(e)) }

// MarshalText returns the effort's text; an invalid effort is an error.
func (e Effort) MarshalText() ([]byte, error) { return e.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (e *Effort) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEffort(string(text))
	return err
}
