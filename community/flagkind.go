package community

import "example.com/kmaturity/internal/enum"

// FlagKind is what makes a return doubtful beside the one before.
type FlagKind uint8

// The kinds of flags. Their texts, "unknown", "coverage break", "relabelling" and
// "stale repeat", are frozen.
const (
	FlagUnknown   FlagKind = iota
	CoverageBreak          // the return covers many more or many fewer than the one before
	Relabelling            // a main role falls to nothing while another rises by as much
	StaleRepeat            // every count is that of the return before, to the last digit
)

var flagKinds = enum.Names{"unknown", "coverage break", "relabelling", "stale repeat"}

// FlagKinds yields every kind, FlagUnknown first.
func FlagKinds(yield func(FlagKind) bool) {
	for i := range flagKinds {
		if !yield(FlagKind(i)) {
			return
		}
	}
}

// ParseFlagKind reads the text of a kind of flag.
func ParseFlagKind(s string) (FlagKind, error) {
	v, err := flagKinds.Parse("FlagKind", s)
	return FlagKind(v), err
}

// String returns the kind's text, "FlagKind(9)" for a value that is none.
func (k FlagKind) String() string { return flagKinds.Text("FlagKind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k FlagKind) AppendText(b []byte) ([]byte, error) {
	return flagKinds.Append("FlagKind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind is an error.
func (k FlagKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *FlagKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseFlagKind(string(text))
	return err
}
