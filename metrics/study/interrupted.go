package study

import (
	"errors"
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Further figures of an interrupted series.
const (
	FigureTrendBefore        = "trend-before"        // slope of the line before, a period
	FigureLevelChange        = "level-change"        // jump at the first reading after
	FigureSlopeChange        = "slope-change"        // what the slope changed by, a period
	FigureCumulativeEffect   = "cumulative-effect"   // over all readings after
	FigureEffectAtEnd        = "effect-at-end"       // at the last reading
	FigureCounterfactualMean = "counterfactual-mean" // of the readings after, had nothing changed
	FigureRelativeEffect     = "relative-effect"     // cumulative effect as a share of the counterfactual
	FigurePhi                = "phi"                 // autocorrelation one period apart that REML estimates
)

// Interrupted fits a line before the change and another after it, and compares
// the readings after with the line before, carried on: the counterfactual. It
// takes a trend before into account where BeforeAfter can only warn of it. The
// estimate is the mean effect over the readings after, in the metric's unit.
//
// Under 12 readings in all the lines are fitted by least squares, from there with
// autocorrelated errors by REML (Turner et al. 2021, doi
// 10.1186/s12874-021-01364-0), unless the caller chooses. SegmentedNeweyWest is
// offered and never picked: at 12+12 readings it raises 16 % false alarms where
// there is no autocorrelation at all. Of a metric with a season of 2 or more
// periods the model has terms for each of them, which needs two years of
// baseline. A control is left aside.
//
// Fewer than 3 readings beyond the parameters are ErrTooFewPoints, terms that
// can't be told apart ErrCollinear; a fit at the edge, where the series has no
// level of its own, carries the warning MethodLimits and can't tell. In short
// series that are much alike REML still raises more false alarms than the
// comparison of means does: the figures stand in the package's overview.
func Interrupted(c Case, o Options) (metrics.Change, error) {
	p := strict.In("study")
	c.validate(p, "")
	o.validate(p)
	if err := p.Err(); err != nil {
		return metrics.Change{}, err
	}
	c.Control = nil
	r := c.readings()
	fit, err := c.fit(r, o)
	if err != nil {
		return metrics.Change{}, err
	}
	method, because := fittedMethods[fit.Method], metrics.LongEnough
	switch {
	case o.Method != metrics.MethodUnknown:
		because = metrics.CallersMethod
	case method == metrics.SegmentedOLS:
		because = metrics.ShortInAll
	}
	change := c.change(r, method, because, o)
	exp := exponent(r.before, r.after)
	summed := c.Metric.Kind == metrics.Count || c.Metric.Kind == metrics.Amount
	change.Before = r.group(r.before, r.pointsBefore, momentsOf(scale(r.before, -exp)), exp, summed)
	change.After = r.group(r.after, r.pointsAfter, momentsOf(scale(r.after, -exp)), exp, summed)

	df := float64(fit.DF)
	change.Estimate = fit.MeanEffect.Estimate
	if fit.MeanEffect.SE == 0 {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.NoVariation})
	} else {
		d := difference{fit.MeanEffect.Estimate, fit.MeanEffect.SE, df}
		change.SE, change.DF, change.P = d.se, df, metrics.Exactly(d.p())
		change.Interval = between(d.interval(change.Level))
	}
	for _, f := range []struct {
		id, unit string
		term     term
	}{
		{FigureTrendBefore, "", fit.Trend}, {FigureLevelChange, "", fit.Level}, {FigureSlopeChange, "", fit.Slope},
		{FigureCumulativeEffect, "", fit.CumulativeEffect}, {FigureEffectAtEnd, "", fit.EffectAtEnd},
		{FigureCounterfactualMean, "", fit.CounterfactualMean},
	} {
		figure := metrics.Figure{ID: f.id, Estimate: f.term.Estimate, Unit: f.unit}
		if f.term.SE > 0 {
			figure.Interval = between(difference{f.term.Estimate, f.term.SE, df}.interval(change.Level))
		}
		change.Figures = append(change.Figures, figure)
	}
	if !math.IsInf(fit.Relative, 0) {
		change.Figures = append(change.Figures, metrics.Figure{ID: FigureRelativeEffect, Estimate: fit.Relative, Unit: "share"})
	}
	before := between(slices.Min(r.before), slices.Max(r.before))
	if mean := fit.CounterfactualMean.Estimate; !before.Contains(mean) {
		change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.Extrapolated, Have: metrics.Exactly(mean).Rounded(), Need: before.Rounded()})
	}
	if method == metrics.SegmentedOLS {
		warnAutocorrelation(&change, fit.ResidualR1, fit.N)
	}
	if method == metrics.SegmentedAR1 {
		change.Figures = append(change.Figures, metrics.Figure{ID: FigurePhi, Estimate: fit.Phi, Unit: "share"})
		if fit.PhiAtEdge {
			change.Warnings = append(change.Warnings, metrics.Warning{Kind: metrics.MethodLimits, Have: metrics.Exactly(fit.Phi).Rounded(), Where: "autocorrelation"})
		}
	}
	return checked(change)
}

var fittedMethods = map[segmentMethod]metrics.Method{
	segmentsOLS: metrics.SegmentedOLS, segmentsREML: metrics.SegmentedAR1, segmentsNeweyWest: metrics.SegmentedNeweyWest,
}

// fit fits the lines to a case.
func (c Case) fit(r readings, o Options) (segmentedFit, error) {
	p := strict.In("study")
	in := segmentedInput{y: r.all(), t: r.numbers(), change: len(r.before), season: c.Season, lags: c.Lags}
	switch o.Method {
	case metrics.MethodUnknown:
	case metrics.SegmentedOLS:
		in.method = segmentsOLS
	case metrics.SegmentedAR1:
		in.method = segmentsREML
	case metrics.SegmentedNeweyWest:
		in.method = segmentsNeweyWest
		if in.lags == 0 {
			in.lags = int(4 * math.Pow(float64(len(in.y))/100, 2.0/9))
		}
	default:
		badf(p, "options.method", ErrMethod, "%s doesn't fit lines", o.Method)
	}
	if !r.ordered {
		badf(p, "before", ErrMethod, "an interrupted series needs readings in order of time")
	} else if in.t == nil && r.pointsBefore != nil {
		badf(p, "series", ErrMethod, "how often the metric is read can't be told from the dates")
	}
	for i := 1; i < len(in.t); i++ {
		if in.t[i] == in.t[i-1] {
			points := slices.Concat(r.pointsBefore, r.pointsAfter)
			badf(p, "series", ErrMethod, "%s and %s lie in one period", points[i-1].Date, points[i].Date)
		}
	}
	if err := p.Err(); err != nil {
		return segmentedFit{}, err
	}
	if c.Season > 1 {
		before, _ := r.seasons(c.Season, c.SeasonStart)
		in.start = before[0] + 1
	}
	fit, err := fitSegmented(in)
	switch {
	case errors.Is(err, ErrTooFewPoints):
		p.Add("before", err)
	case errors.Is(err, ErrCollinear) && c.Season > 1:
		p.Add("season", err)
	case errors.Is(err, ErrCollinear):
		n, side := smaller(len(r.before), len(r.after))
		p.Addf(side, "%d of them: %w", n, err)
	case err != nil:
		p.Add("", err)
	}
	for _, x := range []float64{fit.MeanEffect.Estimate, fit.CumulativeEffect.Estimate, fit.Level.Estimate, fit.Trend.Estimate, fit.Slope.Estimate} {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			p.Add("", ErrOutOfRange)
			break
		}
	}
	return fit, p.Err()
}

// Lines are the two lines of an interrupted series, a number for each reading of
// both sides in order: for a picture.
type Lines struct {
	Fitted         []float64 `json:"fitted"`         // the line before, then the line after
	Counterfactual []float64 `json:"counterfactual"` // the line before, carried on as if nothing had changed
}

// FitLines fits the lines that Interrupted takes its change from, with the same
// errors.
func FitLines(c Case, o Options) (Lines, error) {
	p := strict.In("study")
	c.validate(p, "")
	o.validate(p)
	if err := p.Err(); err != nil {
		return Lines{}, err
	}
	fit, err := c.fit(c.readings(), o)
	if err != nil {
		return Lines{}, err
	}
	return Lines{Fitted: fit.Fitted, Counterfactual: fit.Counterfactual}, nil
}
