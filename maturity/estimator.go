package maturity

import "example.com/kmaturity/internal/enum"

// Estimator is what a published number of years at a stage estimates. The two don't
// agree and must not be mixed.
type Estimator uint8

// The estimators. Their texts, "unknown", "mean years at" and "years half crossed",
// are frozen.
const (
	EstimatorUnknown Estimator = iota // nothing is said
	MeanYearsAt                       // for how many years those found at a stage have been doing KM, on average: not how long they stay there
	YearsHalfCrossed                  // for how many years KM has been done where half have come as far as a stage
)

var estimators = enum.Names{"unknown", "mean years at", "years half crossed"}

// Estimators yields every estimator, EstimatorUnknown first.
func Estimators(yield func(Estimator) bool) {
	for i := range estimators {
		if !yield(Estimator(i)) {
			return
		}
	}
}

// ParseEstimator reads the text of an estimator.
func ParseEstimator(s string) (Estimator, error) {
	v, err := estimators.Parse("Estimator", s)
	return Estimator(v), err
}

// String returns the estimator's text, "Estimator(99)" for a value that is none.
func (e Estimator) String() string { return estimators.Text("Estimator", uint8(e)) }

// AppendText appends the estimator's text; an invalid estimator is an error.
func (e Estimator) AppendText(b []byte) ([]byte, error) {
	return estimators.Append("Estimator", b, uint8(e))
}

// MarshalText returns the estimator's text; an invalid estimator is an error.
func (e Estimator) MarshalText() ([]byte, error) { return e.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (e *Estimator) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEstimator(string(text))
	return err
}
