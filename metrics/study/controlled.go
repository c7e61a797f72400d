package study

import (
	"fmt"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Further figures of a controlled study.
const (
	FigureOwnChange     = "own-change"      // the pilot's after less before, the control left aside
	FigureControlChange = "control-change"  // the control's after less before
	FigureGapTrend      = "gap-trend"       // change of the gap to the control a period, before
	FigureGapDifference = "gap-difference"  // the effect by differences, where ratios decide
	FigureRatioOfRatios = "ratio-of-ratios" // the pilot's after over before, by the control's
)

// otherScale is by what factor the baselines of pilot and control must differ
// for ratios to be compared instead of differences: one is more than half as
// large again as the other.
const otherScale = 1.5

// Controlled compares the change of a pilot with that of a control that nothing
// was changed for: (after - before) less (control after - before).
//
// The method follows from the shape of the data unless the caller chooses:
//
//   - two series in the same periods: GapChange, the gap between them before and
//     after, with effective sizes; LogGapChange, a ratio of ratios, where one
//     baseline is more than half as large again as the other and all readings are
//     above 0. Then both are shown, and a disagreement is a warning. By choice
//     GapRegression, plain least squares of the gap.
//   - the same units before and after: UnitChanges; CovarianceAnalysis where the
//     pilot was chosen for a bad baseline, which differences of changes don't
//     correct for.
//   - other units before than after: FourMeans.
//
// A gap that was moving before the change disqualifies the comparison, and so does
// a control of another size where ratios aren't compared (OtherScale). The
// dates of two series must be the same, day by day. The
// estimate of LogGapChange is in the metric's unit too: the mean after, less what
// it would have been with the control's ratio.
func Controlled(c Case, o Options) (metrics.Change, error) {
	p := strict.In("study")
	c.validate(p, "")
	o.validate(p)
	if c.Control == nil {
		p.Absentf("control", "is missing")
	}
	if err := p.Err(); err != nil {
		return metrics.Change{}, err
	}
	r, k := c.readings(), c.controlReadings()
	method, because := c.controlMethod(r, k)
	if o.Method != metrics.MethodUnknown {
		method, because = o.Method, metrics.CallersMethod
	}
	var fits []metrics.Method
	switch {
	case r.ordered:
		fits = []metrics.Method{metrics.GapChange, metrics.LogGapChange, metrics.GapRegression}
	case r.paired:
		fits = []metrics.Method{metrics.UnitChanges, metrics.CovarianceAnalysis, metrics.FourMeans}
	default:
		fits = []metrics.Method{metrics.FourMeans}
	}
	if !slices.Contains(fits, method) {
		badf(p, "options.method", ErrMethod, "%s doesn't take such readings", method)
	}
	if method == metrics.LogGapChange && !positive(r.all(), k.all()) {
		badf(p, "options.method", ErrMethod, "%s takes readings above 0 only", method)
	}
	for _, side := range []struct {
		path string
		n    int
	}{{"before", len(r.before)}, {"after", len(r.after)}, {"control.before", len(k.before)}, {"control.after", len(k.after)}} {
		if side.n < 2 {
			badf(p, side.path, ErrTooFewPoints, "%d reading: nothing can be said of chance under 2", side.n)
		}
	}
	if err := p.Err(); err != nil {
		return metrics.Change{}, err
	}
	change := c.change(r, method, because, o)
	if n, side := smaller(len(k.before), len(k.after)); n < minPoints {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.TooFewPoints, Have: metrics.Exactly(float64(n)), Need: metrics.From(minPoints), Where: "control " + side})
	}
	if factor := r.factor(k); method != metrics.LogGapChange && factor > otherScale {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.OtherScale, Have: metrics.Exactly(factor).Rounded(), Need: metrics.UpTo(otherScale)})
	}

	exp := exponent(r.before, r.after, k.before, k.after)
	s := controlled{r: r, k: k, exp: exp,
		before: scale(r.before, -exp), after: scale(r.after, -exp),
		controlBefore: scale(k.before, -exp), controlAfter: scale(k.after, -exp)}
	summed := c.Metric.Kind == metrics.Count || c.Metric.Kind == metrics.Amount
	mb, ma, kb, ka := momentsOf(s.before), momentsOf(s.after), momentsOf(s.controlBefore), momentsOf(s.controlAfter)
	change.Before = r.group(r.before, r.pointsBefore, mb, exp, summed)
	change.After = r.group(r.after, r.pointsAfter, ma, exp, summed)
	change.Control = &metrics.Control{
		Name:   c.Control.Name,
		Before: k.group(k.before, k.pointsBefore, kb, exp, summed),
		After:  k.group(k.after, k.pointsAfter, ka, exp, summed),
	}
	change.Figures = append(change.Figures,
		metrics.Figure{ID: FigureOwnChange, Estimate: math.Ldexp(ma.mean-mb.mean, exp)},
		metrics.Figure{ID: FigureControlChange, Estimate: math.Ldexp(ka.mean-kb.mean, exp)})

	switch method {
	case metrics.UnitChanges:
		pilot, control := momentsOf(minus(s.after, s.before)), momentsOf(minus(s.controlAfter, s.controlBefore))
		setDifference(&change, welch(control, pilot, float64(control.n), float64(pilot.n)), exp)
	case metrics.CovarianceAnalysis:
		d, err := covarianceAnalysis(s.before, s.after, s.controlBefore, s.controlAfter)
		if err != nil {
			p.Add("before", err)
			return metrics.Change{}, p.Err()
		}
		setDifference(&change, d, exp)
	case metrics.FourMeans:
		setDifference(&change, fourMeans(mb, ma, kb, ka), exp)
	default:
		s.gaps(&change)
	}
	return checked(change)
}

// controlMethod picks the method from the shape of the data.
func (c Case) controlMethod(r, k readings) (metrics.Method, metrics.Reason) {
	switch {
	case r.ordered:
		if positive(r.all(), k.all()) && r.factor(k) > otherScale {
			return metrics.LogGapChange, metrics.ControlElsewhere
		}
		return metrics.GapChange, metrics.ControlSeries
	case r.paired && c.Chosen == metrics.Yes:
		return metrics.CovarianceAnalysis, metrics.ControlOfUnits
	case r.paired:
		return metrics.UnitChanges, metrics.ControlOfUnits
	}
	return metrics.FourMeans, metrics.ControlOfOthers
}

// factor is by what the larger baseline mean is larger than the other, 1 where
// readings below 0 leave it without a sense.
func (r readings) factor(k readings) float64 {
	for _, sample := range [][]float64{r.all(), k.all()} {
		for _, x := range sample {
			if x < 0 {
				return 1
			}
		}
	}
	exp := exponent(r.before, k.before)
	pilot, control := momentsOf(scale(r.before, -exp)).mean, momentsOf(scale(k.before, -exp)).mean
	if pilot == 0 && control == 0 {
		return 1
	}
	return min(max(pilot, control)/min(pilot, control), math.MaxFloat64)
}

func positive(samples ...[]float64) bool {
	for _, sample := range samples {
		for _, x := range sample {
			if x <= 0 {
				return false
			}
		}
	}
	return true
}

func minus(a, b []float64) []float64 {
	d := make([]float64, len(a))
	for i := range a {
		d[i] = a[i] - b[i]
	}
	return d
}

// controlled are the values of both groups, divided by 2^exp.
type controlled struct {
	r, k                        readings
	exp                         int
	before, after               []float64
	controlBefore, controlAfter []float64
}

// gaps compares the gap between two series before and after.
func (s controlled) gaps(change *metrics.Change) {
	before, after := minus(s.before, s.controlBefore), minus(s.after, s.controlAfter)
	plain, r := s.gapChange(before, after)
	if change.Method == metrics.GapRegression {
		plain = pooledVariance(momentsOf(before), momentsOf(after))
		sizes := effectiveSizes(before, after, s.r.numbersBefore, s.r.numbersAfter)
		warnAutocorrelation(change, sizes.raw, len(before)+len(after))
	}
	if change.Method == metrics.GapChange {
		change.Figures = append(change.Figures, metrics.Figure{ID: FigureAutocorrelation, Estimate: r, Unit: "share"})
	}
	if change.Method != metrics.LogGapChange {
		s.addGapTrend(change, before, s.exp, "")
		setDifference(change, plain, s.exp)
		return
	}
	logBefore, logAfter := logs(s.r.before, s.k.before), logs(s.r.after, s.k.after) // undivided: a divided one may be 0
	s.addGapTrend(change, logBefore, 0, "logarithm")
	d, r := s.gapChange(logBefore, logAfter)
	change.Figures = append(change.Figures, metrics.Figure{ID: FigureAutocorrelation, Estimate: r, Unit: "share"})
	ratio := metrics.Figure{ID: FigureRatioOfRatios, Estimate: math.Exp(d.estimate), Unit: "ratio"}
	gap := metrics.Figure{ID: FigureGapDifference, Estimate: math.Ldexp(plain.estimate, s.exp)}
	mean := change.After.Mean
	effect := func(log float64) float64 { return mean * -math.Expm1(-log) }
	change.Estimate = effect(d.estimate)
	size := 1.0 // of the logarithms, which rounding is measured by
	for _, l := range [][]float64{logBefore, logAfter} {
		for _, x := range l {
			size = max(size, math.Abs(x))
		}
	}
	if d.se <= rounding*size || plain.se <= rounding {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.NoVariation})
	} else {
		low, high := d.interval(change.Level)
		change.SE = mean * math.Exp(-d.estimate) * d.se // by the slope of effect at the estimate
		ratio.Interval = between(math.Exp(low), math.Exp(high))
		change.Interval = between(effect(low), effect(high))
		change.P, change.DF = metrics.Exactly(d.p()), d.df
		l, h := plain.interval(change.Level)
		gap.Interval = between(math.Ldexp(l, s.exp), math.Ldexp(h, s.exp))
		if side(low, high) != side(l, h) {
			change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.ScalesDisagree})
		}
	}
	change.Figures = append(change.Figures, ratio, gap)
}

// side is on which side of 0 an interval lies: -1, 1, or 0 if 0 lies in it.
func side(low, high float64) int {
	switch {
	case low > 0:
		return 1
	case high < 0:
		return -1
	}
	return 0
}

// gapChange compares a gap before and after, with sizes cut by an
// autocorrelation of r.
func (s controlled) gapChange(before, after []float64) (d difference, r float64) {
	sizes := effectiveSizes(before, after, s.r.numbersBefore, s.r.numbersAfter)
	return welch(momentsOf(before), momentsOf(after), sizes.before, sizes.after), sizes.r
}

// addGapTrend says how the gap moved before the change, and warns if it did.
func (s controlled) addGapTrend(change *metrics.Change, gap []float64, exp int, unit string) {
	d := trend(trendInput{values: gap, numbers: s.r.numbersBefore})
	if len(gap) < minPoints {
		return
	}
	figure := metrics.Figure{ID: FigureGapTrend, Estimate: math.Ldexp(d.estimate, exp), Unit: unit}
	if d.se > 0 {
		low, high := d.interval(change.Level)
		figure.Interval = between(math.Ldexp(low, exp), math.Ldexp(high, exp))
	}
	change.Figures = append(change.Figures, figure)
	if p := d.p(); p < trendP {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.GapTrend, Have: metrics.Exactly(p).Rounded(), Need: metrics.From(trendP), Where: "before"})
	}
}

func logs(pilot, control []float64) []float64 {
	l := make([]float64, len(pilot))
	for i := range pilot {
		l[i] = math.Log(pilot[i]) - math.Log(control[i])
	}
	return l
}

// pooledVariance is the regression of readings on before or after: a difference
// of means with one variance for both.
func pooledVariance(before, after moments) difference {
	nb, na := float64(before.n), float64(after.n)
	df := nb + na - 2
	v := (before.variance*(nb-1) + after.variance*(na-1)) / df
	return difference{after.mean - before.mean, math.Sqrt(v/nb + v/na), df}
}

// fourMeans is the difference of two differences of means, all four independent,
// with Satterthwaite's degrees of freedom.
func fourMeans(before, after, controlBefore, controlAfter moments) difference {
	d := difference{estimate: (after.mean - before.mean) - (controlAfter.mean - controlBefore.mean)}
	var v float64
	groups := []moments{before, after, controlBefore, controlAfter}
	for _, m := range groups {
		v += m.variance / float64(m.n)
	}
	if v == 0 {
		return d
	}
	d.se = math.Sqrt(v)
	var squares float64
	for _, m := range groups {
		share := m.variance / float64(m.n) / v
		squares += float64(share * share / float64(m.n-1))
	}
	d.df = 1 / squares
	return d
}

// covarianceAnalysis is the coefficient of group in after ~ group + before (R. A.
// Fisher, Statistical Methods for Research Workers, 1932): the difference of the
// means after, less what the difference before accounts for by the slope within
// the groups.
func covarianceAnalysis(before, after, controlBefore, controlAfter []float64) (difference, error) {
	xp, yp, xc, yc := momentsOf(before), momentsOf(after), momentsOf(controlBefore), momentsOf(controlAfter)
	n := float64(xp.n + xc.n)
	if n < 4 {
		return difference{}, fmt.Errorf("%v units for 3 parameters: %w", n, ErrTooFewPoints)
	}
	var xx, xy float64
	add := func(x, y []float64, mx, my moments) {
		for i := range x {
			xx += float64((x[i] - mx.mean) * (x[i] - mx.mean))
			xy += float64((x[i] - mx.mean) * (y[i] - my.mean))
		}
	}
	add(before, after, xp, yp)
	add(controlBefore, controlAfter, xc, yc)
	if xx == 0 {
		return difference{}, ErrCollinear
	}
	slope := xy / xx
	var left float64
	rest := func(x, y []float64, mx, my moments) {
		for i := range x {
			e := y[i] - my.mean - slope*(x[i]-mx.mean)
			left += float64(e * e)
		}
	}
	rest(before, after, xp, yp)
	rest(controlBefore, controlAfter, xc, yc)
	df := n - 3
	gap := xp.mean - xc.mean
	return difference{
		estimate: yp.mean - yc.mean - slope*gap,
		se:       math.Sqrt(left / df * (1/float64(xp.n) + 1/float64(xc.n) + gap/xx*gap)),
		df:       df,
	}, nil
}
