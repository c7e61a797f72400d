package study

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/internal/enum"
)

// Spending is how the chance of a false alarm is handed out over repeated
// looks. Both are of the O'Brien-Fleming type of Lan & DeMets ("Discrete
// Sequential Boundaries for Clinical Trials", Biometrika 70, 1983): hardly any
// of it early, so that the last look has nearly the bound of a single one.
// At the information fraction t, and with α = 1 − level,
//
//	SpendEachSide  2·(1 − Φ(z(α/4)/√t))  on each side, of α/2
//	SpendOnePiece  2·(1 − Φ(z(α/2)/√t))  on both together, of α
//
// Both come to the same α at the end. Five equal looks at 0.05 have the bounds
//
//	SpendEachSide  4.877  3.357  2.680  2.290  2.031
//	SpendOnePiece  4.383  3.100  2.553  2.254  2.064
type Spending uint8

// The ways of spending. Their texts, "unknown", "each-side" and "one-piece",
// are frozen.
const (
	SpendingUnknown Spending = iota // in LookOptions, SpendEachSide
	SpendEachSide
	SpendOnePiece
)

var spendings = enum.Names{"unknown", "each-side", "one-piece"}

// Spendings yields every way of spending, SpendingUnknown first.
func Spendings(yield func(Spending) bool) {
	for i := range spendings {
		if !yield(Spending(i)) {
			return
		}
	}
}

// ParseSpending reads the text of a way of spending.
func ParseSpending(s string) (Spending, error) {
	v, err := spendings.Parse("Spending", s)
	return Spending(v), err
}

// String returns the text, "Spending(9)" for a value that is none.
func (s Spending) String() string { return spendings.Text("Spending", uint8(s)) }

// AppendText appends the text; an invalid value is an error.
func (s Spending) AppendText(b []byte) ([]byte, error) {
	return spendings.Append("Spending", b, uint8(s))
}

// MarshalText returns the text; an invalid value is an error.
func (s Spending) MarshalText() ([]byte, error) { return s.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (s *Spending) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSpending(string(text))
	return err
}

// spent is what has been spent on each side at the fraction t, of a chance of
// alpha on both together.
func (s Spending) spent(alpha, t float64) float64 {
	if s == SpendOnePiece {
		return upperTail(-mathext.NormalQuantile(alpha/2) / math.Sqrt(t))
	}
	return 2 * upperTail(-mathext.NormalQuantile(alpha/4)/math.Sqrt(t))
}
