package health

import "example.com/kmaturity/internal/enum"

// Kind says what kind of community it is, which decides the bands that it may be
// held against: how many take part in a managed community says nothing of an open
// one, nor the other way round.
type Kind uint8

// The kinds of community. Their texts, "unknown", "managed" and "open online",
// are frozen.
const (
	KindUnknown Kind = iota
	Managed          // its members are known: of an organisation or a profession, with somebody who runs it
	OpenOnline       // anybody on the internet may join or read it
)

var kinds = enum.Names{"unknown", "managed", "open online"}

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

// String returns the kind's text, "Kind(99)" for a value that is none.
func (k Kind) String() string { return kinds.Text("Kind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k Kind) AppendText(b []byte) ([]byte, error) {
	return kinds.Append("Kind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *Kind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseKind(string(text))
	return err
}
