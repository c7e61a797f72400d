package maturity

import "example.com/kmaturity/internal/enum"

// Gate says how the levels of a model are reached.
//
// The nested gates, Staged to Profile, ask for criteria: all of a level and of what
// it stands on. The scored ones add up numbers, so that strength here makes up for a
// gap there.
type Gate uint8

// The gates. Their texts, "unknown", "staged", "prerequisite", "weakest area",
// "profile", "weighted", "banded mean", "banded sum" and "additive", are frozen.
const (
	GateUnknown Gate = iota
	// Staged: a level is reached if all its criteria are met and those of every
	// level below, except levels marked optional, which may be passed over (CMMI
	// staged).
	Staged
	// Prerequisite: a level is reached if all its criteria are met and the levels
	// that it Requires are reached, and those that they require (KMCA, C2M2: each the
	// one below).
	Prerequisite
	// WeakestArea: an area reaches a level if all its criteria of the level and
	// below are met, and the whole stands where its weakest area does (PMMM). An area of
	// which nothing applies reaches none.
	WeakestArea
	// Profile: as WeakestArea, a level for each area, and none for the whole (Siemens
	// KMMM).
	Profile
	// Weighted: the score is the weighted mean of the places that areas have reached,
	// counted from 0 (our reading of 5iKM3's weights), of the areas of which something
	// applies.
	Weighted
	// BandedMean: the score is the weighted mean of criteria within areas, then of
	// areas; a level is a band of scores (the US Section 508 assessment).
	BandedMean
	// BandedSum: the score is the weighted sum of all criteria.
	BandedSum
	// Additive: an area's score is the sum over levels of the mean of its criteria
	// there, and the whole is the weighted mean of areas; levels don't gate each other
	// (OWASP SAMM).
	Additive
)

var gates = enum.Names{"unknown", "staged", "prerequisite", "weakest area", "profile", "weighted", "banded mean", "banded sum", "additive"}

// Gates yields every gate, GateUnknown first.
func Gates(yield func(Gate) bool) {
	for i := range gates {
		if !yield(Gate(i)) {
			return
		}
	}
}

// ParseGate reads the text of a gate.
func ParseGate(s string) (Gate, error) {
	v, err := gates.Parse("Gate", s)
	return Gate(v), err
}

// String returns the gate's text, "Gate(9)" for a value that is none.
func (g Gate) String() string { return gates.Text("Gate", uint8(g)) }

// AppendText appends the gate's text; an invalid gate is an error.
func (g Gate) AppendText(b []byte) ([]byte, error) { return gates.Append("Gate", b, uint8(g)) }

// MarshalText returns the gate's text; an invalid gate is an error.
func (g Gate) MarshalText() ([]byte, error) { return g.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (g *Gate) UnmarshalText(text []byte) (err error) {
	*g, err = ParseGate(string(text))
	return err
}

// byArea reports whether the gate gives each area a level.
func (g Gate) byArea() bool { return g == WeakestArea || g == Profile || g == Weighted }

// scored reports whether the gate adds up numbers.
func (g Gate) scored() bool { return g >= Weighted && g <= Additive }
