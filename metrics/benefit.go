package metrics

import "example.com/kmaturity/internal/strict"

// MinBaselinePoints is how many readings a baseline needs at least before a
// change from it can be claimed: 6, our default.
const MinBaselinePoints = 6

// Benefit says by what a business benefit is to be shown: which metric, and
// what was measured of it before. The zero value says nothing, so nothing is
// known; NoMetric says that nothing is measured, which is a different answer.
type Benefit struct {
	Metric   string   `json:"metric,omitzero"`   // id in the Map
	NoMetric bool     `json:"noMetric,omitzero"` // nothing that the community does is measured
	Baseline Baseline `json:"baseline,omitzero"` // how it was measured before
	Change   *Change  `json:"change,omitempty"`  // what a study found of the metric once something was changed; nil: nothing yet
}

// Distance returns how many steps the benefit is from a hard business metric,
// given how many steps its owner is from the frontline.
//
// A support function is never at distance 0, whatever its metric is called:
// its metrics are one step away from hard business metrics, even when
// knowledge management is mature (R6, Milton 2020). A metric from which no
// path leads to a hard one, and a benefit without a metric, is at distance 1
// or more. Where no metric is named, or m doesn't hold it, nothing else is known.
func (b Benefit) Distance(m *Map, ownerSteps Interval) Interval {
	metric, ok := m.Metric(b.Metric)
	switch {
	case b.NoMetric, !ok && ownerSteps.AtMost(0) == No:
		return From(1)
	case !ok:
		return From(0)
	}
	steps, linked := m.Distance(metric.ID)
	if !linked {
		return From(1)
	}
	own := Exactly(float64(steps))
	if steps > 0 {
		return own
	}
	switch ownerSteps.AtMost(0) {
	case Yes:
		return own
	case No:
		return Exactly(1)
	}
	return MustBetween(0, 1)
}

// Points returns how many readings the baseline has: where only a change is
// given, those before it. A benefit without a metric has none.
func (b Benefit) Points() Interval {
	if b.NoMetric {
		return Exactly(0)
	}
	if b.Change != nil && b.Baseline.IsZero() {
		return Exactly(float64(b.Change.Before.Points))
	}
	return b.Baseline.points()
}

// Gain returns how much better the metric got, in its unit, more than 0 for
// better, and the day of the last reading that says so. It is Anything where
// nothing was studied yet, and where the study can't tell.
func (b Benefit) Gain() (Interval, Date) {
	if b.Change == nil || b.Change.Conclusion() == CannotTell {
		return Anything(), Date{}
	}
	return b.Change.Gain(), b.Change.After.To
}

// CanBeShown answers whether a business benefit can be shown: the metric is a
// hard one of a frontline function, and its baseline has at least so many
// readings: MinBaselinePoints if less than 1 is asked for. Without a baseline there is no
// saving to show (R5), with indirect metrics no hard one (R6).
func (b Benefit) CanBeShown(m *Map, ownerSteps Interval, points float64) Answer {
	if !(points >= 1) { // NaN too: no saving can be shown without a baseline
		points = MinBaselinePoints
	}
	return b.Distance(m, ownerSteps).AtMost(0).And(b.Points().AtLeast(points))
}

// Validate reports everything that is wrong with the benefit itself.
func (b Benefit) Validate() error {
	p := strict.In("metrics")
	if b.NoMetric && b.Metric != "" {
		p.Addf("noMetric", "there is a metric, %q", strict.Clip(b.Metric))
	}
	if b.NoMetric && b.Baseline.Exists() == Yes {
		p.Addf("baseline.points", "where there is no metric there is no baseline")
	}
	if err := b.Baseline.Validate(); err != nil {
		p.Add("baseline", err)
	}
	if c := b.Change; c != nil {
		c.validate(p, "change")
		switch {
		case b.NoMetric:
			p.Addf("change", "where there is no metric nothing can have changed")
		case c.Metric != "" && c.Metric != b.Metric:
			p.Addf("change.metric", "is %q, and the benefit's metric is %q", strict.Clip(c.Metric), strict.Clip(b.Metric))
		}
		if b.Baseline.Exists() == No && c.Before.Points > 0 {
			p.Addf("change.before", "there is no baseline, says the benefit, and %d readings before, says the change", c.Before.Points)
		}
	}
	return p.Err()
}

// UnmarshalJSON reads a benefit strictly.
func (b *Benefit) UnmarshalJSON(data []byte) error {
	type plain Benefit
	return strict.Unmarshal("metrics", data, (*plain)(b), nil)
}
