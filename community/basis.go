package community

import "example.com/kmaturity/internal/enum"

// Basis says what a figure counts.
type Basis uint8

// The bases. Their texts, "unknown", "heads" and "FTE", are frozen.
const (
	BasisUnknown Basis = iota
	Heads              // people
	FTE                // full-time equivalents
)

var bases = enum.Names{"unknown", "heads", "FTE"}

// Bases yields every basis, BasisUnknown first.
func Bases(yield func(Basis) bool) {
	for i := range bases {
		if !yield(Basis(i)) {
			return
		}
	}
}

// ParseBasis reads the text of a basis.
func ParseBasis(s string) (Basis, error) {
	v, err := bases.Parse("Basis", s)
	return Basis(v), err
}

// String returns the basis's text, "Basis(9)" for a value that is none.
func (b Basis) String() string { return bases.Text("Basis", uint8(b)) }

// AppendText appends the basis's text; an invalid basis is an error.
func (b Basis) AppendText(buf []byte) ([]byte, error) { return bases.Append("Basis", buf, uint8(b)) }

// MarshalText returns the basis's text; an invalid basis is an error.
func (b Basis) MarshalText() ([]byte, error) { return b.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (b *Basis) UnmarshalText(text []byte) (err error) {
	*b, err = ParseBasis(string(text))
	return err
}
