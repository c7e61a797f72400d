package contract

import (
	"fmt"

	"example.com/kmaturity/internal/enum"
)

// BreachKind names a way in which goalposts were moved.
type BreachKind uint8

// The kinds of breaches. Their texts are frozen.
const (
	BreachUnknown  BreachKind = iota
	Edited                    // the contract isn't what was sealed
	NotNoted                  // its digest isn't the one that was noted
	MetricSwapped             // another metric, unit or direction was measured
	WindowMoved               // readings lie outside the windows agreed on, don't reach their ends, or aren't as many
	EndedEarly                // fewer readings after than agreed, or settled before the window's end
	MethodChanged             // compared by another method or at another level
	ControlDropped            // compared without the control agreed on, with another or with one that wasn't
	ExtraLook                 // read more often than agreed, or at another time
	SettledTooSoon            // settled before it started, or before the day of its last reading was over
)

var breachKinds = enum.Names{
	"unknown", "edited", "not noted", "metric swapped", "window moved", "ended early",
	"method changed", "control dropped", "extra look", "settled too soon",
}

// BreachKinds yields every kind of breach, BreachUnknown first.
func BreachKinds(yield func(BreachKind) bool) {
	for i := range breachKinds {
		if !yield(BreachKind(i)) {
			return
		}
	}
}

// ParseBreachKind reads the text of a kind of breach.
func ParseBreachKind(s string) (BreachKind, error) {
	v, err := breachKinds.Parse("BreachKind", s)
	return BreachKind(v), err
}

// String returns the kind's text, "BreachKind(99)" for a value that is none.
func (k BreachKind) String() string { return breachKinds.Text("BreachKind", uint8(k)) }

// AppendText appends the kind's text; an invalid kind is an error.
func (k BreachKind) AppendText(b []byte) ([]byte, error) {
	return breachKinds.Append("BreachKind", b, uint8(k))
}

// MarshalText returns the kind's text; an invalid kind is an error.
func (k BreachKind) MarshalText() ([]byte, error) { return k.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (k *BreachKind) UnmarshalText(text []byte) (err error) {
	*k, err = ParseBreachKind(string(text))
	return err
}

// Breach is one goalpost that was moved.
type Breach struct {
	Kind   BreachKind `json:"kind"`            // which goalpost moved
	Agreed string     `json:"agreed,omitzero"` // what the contract says
	Found  string     `json:"found,omitzero"`  // what was measured instead
}

// String is the breach in one line.
func (b Breach) String() string {
	if b.Agreed == "" {
		return b.Kind.String() + ": " + b.Found
	}
	return fmt.Sprintf("%s: agreed %s, found %s", b.Kind, b.Agreed, b.Found)
}
