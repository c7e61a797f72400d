package maturity

import "example.com/kmaturity/internal/enum"

// FlagKind is what makes a reading doubtful.
type FlagKind uint8

// The kinds of flags. Their texts, "unknown", "coverage break", "stale repeat" and
// "repeated series", are frozen.
const (
	FlagUnknown    FlagKind = iota
	CoverageBreak           // the measured population jumps, so that values before and after aren't comparable
	StaleRepeat             // the same value for the same day, reported once more as if it were new
	RepeatedSeries          // several values in a row repeat those just before them, one by one
)

var flagKinds = enum.Names{"unknown", "coverage break", "stale repeat", "repeated series"}

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

// String returns the kind's text, "FlagKind(99)" for a value that is none.
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
