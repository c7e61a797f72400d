package study

import (
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Options are what the caller chooses of a study. The zero value lets the shape
// of the data choose.
type Options struct {
	// Method is the method to use; MethodUnknown picks the one that fits. One that
	// doesn't fit the case is ErrMethod.
	Method metrics.Method
	// Level is the confidence level of intervals, above 0 and below 1; 0: 0.95.
	Level float64
	// Family is how many comparisons Level allows for, where it was raised for
	// several; it is noted in the change and changes nothing.
	Family int
}

func (o Options) validate(p *strict.Problems) {
	if o.Level != 0 && !(o.Level > 0 && o.Level < 1) {
		p.Addf("options.level", "want a share above 0 and below 1, have %v", o.Level)
	}
	if o.Family < 0 {
		p.Addf("options.family", "want 0 or more, have %d", o.Family)
	}
}

func (o Options) level() float64 {
	if o.Level == 0 {
		return DefaultLevel
	}
	return o.Level
}

// BeforeAfter compares the readings after a change with those before it, without
// a control.
//
// The method follows from the shape of the data unless the caller chooses:
// Paired for the same units before and after, WelchEffective for readings in
// order of time, MannWhitney for units without an order of which more than half
// share their value with another (a scale with few steps), else Welch.
//
// Faults of the case come all at once with their paths. Samples too short to
// compute anything from, fewer than 2 a side, are ErrTooFewPoints; those too
// short for a claim, fewer than 6, are compared and carry a warning that leaves
// the conclusion at "cannot tell".
func BeforeAfter(c Case, o Options) (metrics.Change, error) {
	p := strict.In("study")
	c.validate(p, "")
	o.validate(p)
	if err := p.Err(); err != nil {
		return metrics.Change{}, err
	}
	c.Control = nil
	return c.beforeAfter(c.readings(), o)
}

func (c Case) beforeAfter(r readings, o Options) (metrics.Change, error) {
	p := strict.In("study")
	method, because := r.method()
	if o.Method != metrics.MethodUnknown {
		method, because = o.Method, metrics.CallersMethod
	}
	switch {
	case method == metrics.Paired && !r.paired:
		badf(p, "options.method", ErrMethod, "%s needs the same units before and after", method)
	case method == metrics.WelchEffective && !r.ordered:
		badf(p, "options.method", ErrMethod, "%s needs readings in order of time", method)
	case !slices.Contains([]metrics.Method{metrics.Welch, metrics.WelchEffective, metrics.Paired, metrics.MannWhitney}, method):
		badf(p, "options.method", ErrMethod, "%s doesn't compare before with after", method)
	}
	for _, side := range []struct {
		path string
		n    int
	}{{"before", len(r.before)}, {"after", len(r.after)}} {
		if side.n < 2 {
			badf(p, side.path, ErrTooFewPoints, "%d reading: nothing can be said of chance under 2", side.n)
		}
	}
	if err := p.Err(); err != nil {
		return metrics.Change{}, err
	}
	change := c.change(r, method, because, o)
	exp := exponent(r.before, r.after)
	before, after := scale(r.before, -exp), scale(r.after, -exp)
	mb, ma := momentsOf(before), momentsOf(after)
	nb, na := float64(mb.n), float64(ma.n)
	summed := c.Metric.Kind == metrics.Count || c.Metric.Kind == metrics.Amount
	change.Before = r.group(r.before, r.pointsBefore, mb, exp, summed)
	change.After = r.group(r.after, r.pointsAfter, ma, exp, summed)

	var d difference
	switch method {
	case metrics.MannWhitney:
		rankChange(&change, before, after, exp)
		return checked(change)
	case metrics.Paired:
		changes := make([]float64, len(after))
		for i := range after {
			changes[i] = after[i] - before[i]
		}
		d = paired(changes)
	case metrics.WelchEffective:
		s := effectiveSizes(before, after, r.numbersBefore, r.numbersAfter)
		nb, na = s.before, s.after
		change.Before.Effective, change.After.Effective = nb, na
		change.Figures = append(change.Figures, metrics.Figure{ID: FigureAutocorrelation, Estimate: s.r, Unit: "share"})
		d = welch(mb, ma, nb, na)
	default:
		d = welch(mb, ma, nb, na)
	}
	setDifference(&change, d, exp)
	if method != metrics.Paired && d.se > rounding {
		addRatio(&change, mb, ma, nb, na, d.df)
	}
	return checked(change)
}

// The ids of further figures.
const (
	FigureAutocorrelation = "autocorrelation" // lag-1, corrected and held to 0 to 0.9, that the effective sizes were cut by
	FigureRatio           = "ratio"           // mean after over mean before, by Fieller
	FigureCliffsDelta     = "cliffs-delta"    // pairs with after above before less those below, as a share: -1 to 1
)

// method picks the method from the shape of the data.
func (r readings) method() (metrics.Method, metrics.Reason) {
	switch {
	case r.paired:
		return metrics.Paired, metrics.SameUnits
	case r.ordered:
		return metrics.WelchEffective, metrics.OrderedInTime
	case mostlyTied(r.all()):
		return metrics.MannWhitney, metrics.FewSteps
	}
	return metrics.Welch, metrics.SeparateUnits
}

// mostlyTied reports whether more than half of the values share theirs with
// another, which we take for the sign of a scale with few steps. Our default.
func mostlyTied(values []float64) bool {
	sorted := slices.Sorted(slices.Values(values))
	tied := 0
	for i, x := range sorted {
		if i > 0 && sorted[i-1] == x || i+1 < len(sorted) && sorted[i+1] == x {
			tied++
		}
	}
	return 2*tied > len(sorted)
}

// change is the frame of a change, without its numbers.
func (c Case) change(r readings, method metrics.Method, because metrics.Reason, o Options) metrics.Change {
	return metrics.Change{
		Metric: c.Metric.ID, Unit: c.Metric.Unit, Better: c.Metric.Better,
		Method: method, Because: because, Level: o.level(), Family: o.Family,
		Warnings: c.warnings(r, method),
	}
}

// setDifference fills in an estimate of values divided by 2^exp. Where nothing
// varies there is no interval: nobody knows how far chance moves the metric.
func setDifference(change *metrics.Change, d difference, exp int) {
	change.Estimate = math.Ldexp(d.estimate, exp)
	if d.se <= rounding {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.NoVariation})
		return
	}
	low, high := d.interval(change.Level)
	change.SE, change.DF = math.Ldexp(d.se, exp), d.df
	change.Interval = between(math.Ldexp(low, exp), math.Ldexp(high, exp))
	change.P = metrics.Exactly(d.p())
}

// addRatio adds the mean after over the mean before, with the sizes and the t of
// the comparison itself.
func addRatio(change *metrics.Change, before, after moments, nBefore, nAfter, df float64) {
	if before.mean == 0 {
		return
	}
	f := metrics.Figure{ID: FigureRatio, Estimate: after.mean / before.mean, Unit: "ratio"}
	if low, high, bounded := fieller(before, after, nBefore, nAfter, critical(change.Level, df)); bounded {
		f.Interval = between(low, high)
	}
	if !math.IsInf(f.Estimate, 0) {
		change.Figures = append(change.Figures, f)
	}
}

// rankChange fills in the test of ranks, with the shift as estimate.
func rankChange(change *metrics.Change, before, after []float64, exp int) {
	test := mannWhitney(before, after)
	s := hodgesLehmann(before, after, change.Level)
	change.Estimate = math.Ldexp(s.Estimate, exp)
	change.P = metrics.Exactly(test.P)
	if s.Bounded {
		change.Interval = between(math.Ldexp(s.Low, exp), math.Ldexp(s.High, exp))
		change.Level = s.Achieved
	} else {
		n, side := smaller(len(before), len(after))
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.TooFewPoints, Have: metrics.Exactly(float64(n)), Where: side + ", for an interval at that level"})
	}
	change.Figures = append(change.Figures, metrics.Figure{ID: FigureCliffsDelta, Estimate: test.cliffsDelta(), Unit: "share"})
}

// checked rounds the numbers of a change to 12 digits, so that the same input
// gives the same bytes on every machine, and refuses one that no number can
// hold.
func checked(change metrics.Change) (metrics.Change, error) {
	sides := []*metrics.Group{&change.Before, &change.After}
	if change.Control != nil {
		sides = append(sides, &change.Control.Before, &change.Control.After)
	}
	numbers := []*float64{&change.Estimate, &change.SE, &change.DF}
	for _, g := range sides {
		numbers = append(numbers, &g.Mean, &g.SD, &g.Effective, &g.Volume, &g.Total)
	}
	for i := range change.Figures {
		numbers = append(numbers, &change.Figures[i].Estimate)
		change.Figures[i].Interval = change.Figures[i].Interval.Rounded()
	}
	for _, x := range numbers {
		rounded, finite := metrics.Exactly(*x).Rounded().Point()
		if !finite {
			return metrics.Change{}, outOfRange("")
		}
		*x = rounded
	}
	change.Interval, change.P = change.Interval.Rounded(), change.P.Rounded()
	return change, nil
}
