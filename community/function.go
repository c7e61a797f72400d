package community

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
)

// Kind says whether a function is frontline or support.
type Kind uint8

// The kinds of function. Their texts, "unknown", "frontline" and "support", are
// frozen.
const (
	KindUnknown Kind = iota
	Frontline        // does what the organisation exists for
	Support          // helps other functions do it
)

var kinds = enum.Names{"unknown", "frontline", "support"}

// Kinds yields every kind, KindUnknown first.
func Kinds(yield func(Kind) bool) {
	for i := range kinds {
		if !yield(Kind(i)) {
			return
		}
	}
}

// ParseKind reads the text of a kind.
func ParseKind(s string) (Kind, error) {
	v, err := kinds.Parse("Kind", s)
	return Kind(v), err
}

// String returns the kind's text, "Kind(9)" for a value that is none.
func (k Kind) String() string { return kinds.Text("Kind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k Kind) AppendText(b []byte) ([]byte, error) { return kinds.Append("Kind", b, uint8(k)) }

// MarshalText returns the kind's text; an invalid kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseKind(string(text))
	return err
}

// Function is a part of an organisation. Who is frontline is for the
// organisation to say; the library can't tell.
type Function struct {
	ID       string   `json:"id"`                // as rosters and slates refer to it
	Name     string   `json:"name,omitzero"`     // for people; empty: the id serves
	Kind     Kind     `json:"kind,omitzero"`     // frontline or support
	Supports []string `json:"supports,omitzero"` // ids of the functions it helps
	Note     string   `json:"note,omitzero"`     // who says so, and why
}

// UnmarshalJSON reads a function strictly.
func (f *Function) UnmarshalJSON(data []byte) error {
	type plain Function
	return strict.Unmarshal("community", data, (*plain)(f), nil)
}
