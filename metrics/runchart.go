package metrics

import "example.com/kmaturity/internal/strict"

// RunChart is a metric over time as a picture needs it: readings, the limits
// frozen before the change, what it is compared with, and what would have been
// expected without the change. All values are in the unit of the metric. It is
// plain data: package metrics/study computes what stands in it, and the zero value
// has no readings.
type RunChart struct {
	Metric      string    `json:"metric,omitzero"`      // its name, or its id where it has none
	Unit        string    `json:"unit,omitzero"`        // of the readings
	Better      Direction `json:"better,omitzero"`      // which way is better
	Readings    []Point   `json:"readings"`             // in order of time: before, then after
	Before      int       `json:"before"`               // how many of them are before the change
	Centre      float64   `json:"centre"`               // mean of those before; 0 of none
	Limits      Interval  `json:"limits,omitzero"`      // natural process limits, frozen before; Anything: too few readings
	Trial       bool      `json:"trial,omitzero"`       // too few readings for limits to stay
	Signals     []int     `json:"signals,omitempty"`    // numbers of the readings, from 0, that a rule picks out
	Control     []Point   `json:"control,omitempty"`    // of what nothing was changed for
	ControlName string    `json:"controlName,omitzero"` // what that is; empty: nobody said
	Expected    []Point   `json:"expected,omitempty"`   // without the change, for the readings after
}

// Validate reports everything that is wrong with the chart: a direction that is
// none, numbers that aren't finite, a date that is missing or isn't after the one
// before it, more readings before the change than there are, a centre outside of the
// limits, signals that are no readings or don't stand in order, each once, and what
// is expected on a day on which nothing was read after the change.
func (c RunChart) Validate() error {
	p := strict.In("metrics")
	if err := textError(c.Better); err != nil {
		p.Add("better", err)
	}
	inOrder(p, "readings", c.Readings)
	if c.Before < 0 || c.Before > len(c.Readings) {
		p.Addf("before", "want 0 to %d, the number of readings, have %d", len(c.Readings), c.Before)
	}
	checkNumbers(p, "", []numbered{{"centre", c.Centre, true}})
	for i, at := range c.Signals {
		switch path := strict.Index("signals", i); {
		case p.Full():
			return p.Err()
		case at < 0 || at >= len(c.Readings):
			p.Addf(path, "there is no reading %d, of %d", at, len(c.Readings))
		case i > 0 && at <= c.Signals[i-1]:
			p.Addf(path, "want a reading after %d, the one before it, have %d", c.Signals[i-1], at)
		}
	}
	inOrder(p, "control", c.Control)
	inOrder(p, "expected", c.Expected)
	if err := p.Err(); err != nil {
		return err // what follows makes no sense of such numbers
	}
	if !c.Limits.Contains(c.Centre) {
		p.Addf("centre", "%v lies outside of the limits, %s", c.Centre, c.Limits)
	}
	after := map[Date]bool{}
	for _, point := range c.Readings[c.Before:] {
		after[point.Date] = true
	}
	for i, point := range c.Expected {
		if !after[point.Date] && !p.Full() {
			p.Addf(strict.Join(strict.Index("expected", i), "date"), "nothing was read on %s after the change", point.Date)
		}
	}
	return p.Err()
}

// inOrder adds what is wrong with points that are to stand in order of time, one a
// day at most.
func inOrder(p *strict.Problems, path string, points []Point) {
	for i, point := range points {
		if p.Full() {
			return
		}
		at := strict.Index(path, i)
		if point.Date.IsZero() {
			p.Absentf(strict.Join(at, "date"), "is missing")
		} else if i > 0 && !point.Date.After(points[i-1].Date) {
			p.Addf(strict.Join(at, "date"), "%s isn't after %s, the one before it", point.Date, points[i-1].Date)
		}
		checkNumbers(p, at, []numbered{{"value", point.Value, true}, {"count", point.Count, true}, {"of", point.Of, false}})
	}
}

// UnmarshalJSON reads a chart strictly.
func (c *RunChart) UnmarshalJSON(data []byte) error {
	type plain RunChart
	return strict.Unmarshal("metrics", data, (*plain)(c), func() error { return c.Validate() })
}
