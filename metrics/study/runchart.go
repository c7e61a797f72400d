package study

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// NewRunChart lays a case of dated readings out for a picture: the readings of both
// sides, with limits frozen at those before, as NewChart has them by DefaultRules,
// where there are 2 or more; the control's, unless the method models a trend; and what
// the readings after were to be without the change, which is what the method in the
// options holds them against:
//
//   - the line before carried on, for a method that models a trend;
//   - the control with its distance to the readings before, or with its ratio for
//     LogGapChange, where there is a control; with no method chosen the one that
//     Controlled takes decides;
//   - else the mean of those before.
//
// It is an error, which names every fault at once, if the case or the options aren't
// valid, the method doesn't take such readings (ErrMethod), the readings have no dates,
// or the control was read in other periods; and the error of FitLines where its lines
// can't be fitted.
func NewRunChart(c Case, o Options) (metrics.RunChart, error) {
	p := strict.In("study")
	c.validate(p, "")
	o.validate(p)
	if m := o.Method; m != metrics.MethodUnknown && !m.ModelsTrend() && !slices.Contains(overTime(c.Control != nil), m) {
		badf(p, "options.method", ErrMethod, "%s doesn't take such readings", m)
	}
	if c.Series.Len() == 0 {
		p.Absentf("series", "is missing: a picture over time needs readings with dates")
	}
	if err := p.Err(); err != nil {
		return metrics.RunChart{}, err
	}
	r := c.readings()
	out := metrics.RunChart{
		Metric: cmp.Or(c.Metric.Name, c.Metric.ID), Unit: c.Metric.Unit, Better: c.Metric.Better,
		Readings: append(append([]metrics.Point{}, r.pointsBefore...), r.pointsAfter...), Before: len(r.before), Centre: mean(r.before),
	}
	expected := make([]float64, len(r.after))
	for i := range expected {
		expected[i] = out.Centre
	}
	switch {
	case o.Method.ModelsTrend():
		lines, err := FitLines(c, o)
		if err != nil {
			return metrics.RunChart{}, err
		}
		copy(expected, lines.Counterfactual[len(r.before):])
	case c.Control != nil:
		k := c.controlReadings()
		r.checkSamePeriods(p, "control", k)
		if err := p.Err(); err != nil {
			return metrics.RunChart{}, err
		}
		out.ControlName = c.Control.Name
		out.Control = append(append([]metrics.Point{}, k.pointsBefore...), k.pointsAfter...)
		method := o.Method
		if method == metrics.MethodUnknown {
			method, _ = c.controlMethod(r, k)
		}
		if len(r.before) > 0 {
			carryOn(expected, r, k, method == metrics.LogGapChange && positive(r.all(), k.all()))
		}
	}
	for i, point := range r.pointsAfter {
		out.Expected = append(out.Expected, metrics.Point{Date: point.Date, Value: expected[i]})
	}
	if len(r.before) < 2 {
		return checkedRunChart(out)
	}
	chart, err := NewChart(r.all(), ChartOptions{Baseline: len(r.before), Better: c.Metric.Better})
	if err != nil {
		return metrics.RunChart{}, err
	}
	limits := chart.Current()
	out.Limits, out.Trial = between(limits.Lower, limits.Upper), limits.Trial
	picked := make([]bool, chart.Len())
	for s := range chart.Signals() {
		for i := s.First; i <= s.Last; i++ {
			picked[i] = true
		}
	}
	for i, signal := range picked {
		if signal {
			out.Signals = append(out.Signals, i)
		}
	}
	return checkedRunChart(out)
}

// overTime are the methods that compare readings in order of time without a line.
func overTime(controlled bool) []metrics.Method {
	if controlled {
		return []metrics.Method{metrics.GapChange, metrics.LogGapChange, metrics.GapRegression}
	}
	return []metrics.Method{metrics.Welch, metrics.WelchEffective, metrics.MannWhitney}
}

// carryOn puts into expected where the control leads the pilot: as far from it as
// before, or at the same ratio.
func carryOn(expected []float64, pilot, control readings, ratio bool) {
	gap := mean(minus(pilot.before, control.before))
	if ratio {
		gap = mean(logs(pilot.before, control.before))
	}
	for i, k := range control.after {
		if ratio {
			expected[i] = k * math.Exp(gap)
		} else {
			expected[i] = k + gap
		}
	}
}

func checkedRunChart(c metrics.RunChart) (metrics.RunChart, error) {
	if c.Validate() != nil { // its readings were checked: a mean or a line left the range of a number
		return metrics.RunChart{}, outOfRange("series")
	}
	return c, nil
}

// mean of the values, 0 of none.
func mean(values []float64) float64 {
	exp := exponent(values)
	return math.Ldexp(momentsOf(scale(values, -exp)).mean, exp)
}
