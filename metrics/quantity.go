package metrics

import (
	"errors"
	"fmt"

	"example.com/kmaturity/internal/strict"
)

// ErrUnits says that two quantities of different units, or currencies, were to be
// added: there is no rate of exchange in here.
var ErrUnits = errors.New("quantities of different units can't be added")

// Quantity is what is known of how much there is of something: hours, breaches,
// or money in a currency. It keeps its unit. The zero value is of nothing known.
type Quantity struct {
	Value Interval `json:"value,omitzero"` // how much
	Unit  string   `json:"unit"`           // "EUR", "h", "breaches"
}

// Add adds two quantities of one unit; of two it is ErrUnits. Nothing is assumed to
// tie the two numbers to each other: their intervals add end by end, which is
// wider than the interval of a sum of independent estimates.
func (q Quantity) Add(b Quantity) (Quantity, error) {
	if q.Unit != b.Unit {
		return Quantity{}, fmt.Errorf("metrics: %q and %q: %w", strict.Clip(q.Unit), strict.Clip(b.Unit), ErrUnits)
	}
	return Quantity{q.Value.Add(b.Value), q.Unit}, nil
}

// IsZero reports whether nothing is said, not even a unit.
func (q Quantity) IsZero() bool { return q == Quantity{} }

// String is the value, to 12 digits, and the unit.
func (q Quantity) String() string {
	if q.Unit == "" {
		return q.Value.Rounded().String()
	}
	return q.Value.Rounded().String() + " " + q.Unit
}

// UnmarshalJSON reads a quantity strictly.
func (q *Quantity) UnmarshalJSON(data []byte) error {
	type plain Quantity
	return strict.Unmarshal("metrics", data, (*plain)(q), nil)
}
