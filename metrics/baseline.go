package metrics

import "example.com/kmaturity/internal/strict"

// Baseline is what was measured before anything was changed. Series.Baseline
// makes one from readings; written by hand it may say as little as is known.
// The zero value says nothing: whether there is a baseline is unknown. Points
// of exactly 0 say that there is none.
type Baseline struct {
	From   Date     `json:"from,omitzero"`   // day of the first reading
	To     Date     `json:"to,omitzero"`     // day of the last
	Period Period   `json:"period,omitzero"` // how often it is read
	Points Interval `json:"points,omitzero"` // number of readings
	Mean   Interval `json:"mean,omitzero"`   // of the readings, in the metric's unit
}

// NoBaseline is the baseline of a metric that is known never to have been
// measured.
func NoBaseline() Baseline { return Baseline{Points: Exactly(0)} }

// IsZero reports whether nothing is known, not even whether there is one.
func (b Baseline) IsZero() bool { return b == Baseline{} }

// Exists answers whether anything was measured at all.
func (b Baseline) Exists() Answer { return b.points().Within(From(1)) }

var baselinePoints = Measure{ID: "baseline-points", Unit: "readings", Kind: Count}

// points is the number of readings, cut to what a count can be.
func (b Baseline) points() Interval {
	i, err := baselinePoints.Resolve(b.Points)
	if err != nil {
		return From(0)
	}
	return i
}

// Level returns the mean before, and ErrNoBaseline where there is none: never
// a zero. Where nobody knows whether there is one, nothing is known of it.
func (b Baseline) Level() (Interval, error) {
	if b.Exists() == No {
		return Interval{}, ErrNoBaseline
	}
	return b.Mean, nil
}

// Validate reports everything that is wrong with the baseline.
func (b Baseline) Validate() error {
	p := strict.In("metrics")
	if _, err := baselinePoints.Resolve(b.Points); err != nil {
		p.Add("points", err)
	}
	if !b.From.IsZero() && !b.To.IsZero() && b.To.Before(b.From) {
		p.Addf("to", "%s is before %s, where the baseline starts", b.To, b.From)
	}
	if _, err := periods.Append("Period", nil, uint8(b.Period)); err != nil {
		p.Add("period", err)
	}
	if b.Exists() == No && !b.Mean.IsAnything() {
		p.Addf("mean", "a baseline of no readings has no mean")
	}
	return p.Err()
}

// UnmarshalJSON reads a baseline strictly.
func (b *Baseline) UnmarshalJSON(data []byte) error {
	type plain Baseline
	return strict.Unmarshal("metrics", data, (*plain)(b), nil)
}
