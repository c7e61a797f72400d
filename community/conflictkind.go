package community

import "example.com/kmaturity/internal/enum"

// ConflictKind is what rows about one person disagree in.
type ConflictKind uint8

// The kinds of conflicts. Their texts, "unknown", "main roles", "ties",
// "functions", "weights", "over one", "repeated row" and "ids alike", are frozen.
const (
	ConflictUnknown   ConflictKind = iota
	MainRolesConflict              // several main roles in a source that decides between none, or in several
	TiesConflict                   // several stated ties
	FunctionsConflict              // several functions
	WeightsConflict                // another FTE in another source: the first counts
	OverOne                        // more than one full-time equivalent: it counts as stated
	RepeatedRow                    // a row that stands more than once in one source: it counts once
	IDsAlike                       // ids that differ only by case or space: they count as different people
)

var conflictKinds = enum.Names{"unknown", "main roles", "ties", "functions", "weights", "over one", "repeated row", "ids alike"}

// ConflictKinds yields every kind, ConflictUnknown first.
func ConflictKinds(yield func(ConflictKind) bool) {
	for i := range conflictKinds {
		if !yield(ConflictKind(i)) {
			return
		}
	}
}

// ParseConflictKind reads the text of a kind.
func ParseConflictKind(s string) (ConflictKind, error) {
	v, err := conflictKinds.Parse("ConflictKind", s)
	return ConflictKind(v), err
}

// String returns the kind's text, "ConflictKind(9)" for a value that is none.
func (k ConflictKind) String() string { return conflictKinds.Text("ConflictKind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k ConflictKind) AppendText(b []byte) ([]byte, error) {
	return conflictKinds.Append("ConflictKind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind is an error.
func (k ConflictKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *ConflictKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseConflictKind(string(text))
	return err
}
