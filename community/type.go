package community

import "example.com/kmaturity/internal/enum"

// Type is the kind of community that a place between practice, interest and
// innovation amounts to (R1, Milton 2020: a community is one of the three, and
// an early KM community lies between interest and innovation).
type Type uint8

// The types: three pure ones, three between two of them, and the one where all
// three count. Their texts are frozen: "unknown", "practice", "interest",
// "innovation", "between practice and interest", "between practice and
// innovation", "between interest and innovation", "mixed".
const (
	TypeUnknown Type = iota
	Practice
	Interest
	Innovation
	PracticeInterest
	PracticeInnovation
	InterestInnovation
	Mixed
)

var types = enum.Names{
	"unknown", "practice", "interest", "innovation",
	"between practice and interest", "between practice and innovation", "between interest and innovation", "mixed",
}

// Types yields every type, TypeUnknown first.
func Types(yield func(Type) bool) {
	for i := range types {
		if !yield(Type(i)) {
			return
		}
	}
}

// ParseType reads the text of a type.
func ParseType(s string) (Type, error) {
	v, err := types.Parse("Type", s)
	return Type(v), err
}

// counts tells which ties count in a community of that type.
func (t Type) counts() (practising, interested, innovating bool) {
	switch t {
	case Practice:
		return true, false, false
	case Interest:
		return false, true, false
	case Innovation:
		return false, false, true
	case PracticeInterest:
		return true, true, false
	case PracticeInnovation:
		return true, false, true
	case InterestInnovation:
		return false, true, true
	}
	return true, true, true
}

// String returns the type's text, "Type(9)" for a value that is none.
func (t Type) String() string { return types.Text("Type", uint8(t)) }

// AppendText appends the type's text; an invalid type is an error.
func (t Type) AppendText(b []byte) ([]byte, error) { return types.Append("Type", b, uint8(t)) }

// MarshalText returns the type's text; an invalid type is an error.
func (t Type) MarshalText() ([]byte, error) { return t.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (t *Type) UnmarshalText(text []byte) (err error) {
	*t, err = ParseType(string(text))
	return err
}
