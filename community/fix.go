package community

import "example.com/kmaturity/internal/enum"

// Fix is what mends a network whose formality and deliverable don't go
// together (Milton 2014, "Two types of business networks").
type Fix uint8

// The fixes. Their texts, "nothing to fix", "relax the formality" and "add formality",
// are frozen.
const (
	NoFix          Fix = iota
	RelaxFormality     // nothing is owed: let people join and leave freely, as in a community of practice
	AddFormality       // a deliverable is owed: appoint sponsor, leader and members, give them time and money, have them report
)

var fixes = enum.Names{"nothing to fix", "relax the formality", "add formality"}

// Fixes yields every fix, NoFix first.
func Fixes(yield func(Fix) bool) {
	for i := range fixes {
		if !yield(Fix(i)) {
			return
		}
	}
}

// ParseFix reads the text of a fix.
func ParseFix(s string) (Fix, error) {
	v, err := fixes.Parse("Fix", s)
	return Fix(v), err
}

// String returns the fix's text, "Fix(9)" for a value that is none.
func (f Fix) String() string { return fixes.Text("Fix", uint8(f)) }

// AppendText appends the fix's text; an invalid fix is an error.
func (f Fix) AppendText(b []byte) ([]byte, error) { return fixes.Append("Fix", b, uint8(f)) }

// MarshalText returns the fix's text; an invalid fix is an error.
func (f Fix) MarshalText() ([]byte, error) { return f.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (f *Fix) UnmarshalText(text []byte) (err error) {
	*f, err = ParseFix(string(text))
	return err
}
