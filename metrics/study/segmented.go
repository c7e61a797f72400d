package study

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/floats"
)

// Segmented regression of an interrupted series (A.K. Wagner et al., J Clin
// Pharm Ther 27, 2002): a line before the change, another one after it, and
// where asked for a shift for each month of the year.
//
//	y = b0 + b1·t + b2·D + b3·P + month     D = 1 from the change on
//	                                        P = periods since the first after value
//	   fitted  ___/
//	 ___/   | b2        ← the counterfactual goes on as if nothing had happened;
//	/  - - -´ - - -       the effect at any period is b2 + b3·P
//
// Everything is computed in an orthonormal basis Q of the model's columns,
// X = Q·R, so that a period counted from year 0 costs no digits. A number
// reported is a combination c'b of the coefficients; in that basis it is g'β
// with R'g = c, whatever the method.

// segmentMethod is how the line is fitted and its errors are found.
type segmentMethod uint8

const (
	// segmentsAuto is segmentsOLS under 12 values in all and segmentsREML from
	// there on (Turner et al. 2021, doi 10.1186/s12874-021-01364-0).
	segmentsAuto segmentMethod = iota
	segmentsOLS
	segmentsREML
	// segmentsNeweyWest keeps the coefficients of least squares.
	segmentsNeweyWest
)

const (
	segmentsREMLFrom  = 12 // values in all; Turner et al. 2021
	segmentsResidual  = 3  // degrees of freedom that must be left
	segmentsCycles    = 2  // years of baseline that month terms need
	segmentsCollinear = 1e-10
	// segmentsExact is the size of the residuals, against the largest value, up
	// to which they are rounding: 64 times the spacing of floating-point numbers.
	segmentsExact = 0x1p-46
)

var errSegmentedInput = errors.New("not a series with a change in it")

type segmentedInput struct {
	y      []float64
	t      []int // period of each value, strictly rising; nil is 1, 2, …
	change int   // index of the first after value
	season int   // periods a year for month terms; 0 and 1 are none
	start  int   // month, 1 to season, of period 1
	method segmentMethod
	lags   int // of Newey-West, in periods
}

// term is a number with its standard error.
type term struct{ Estimate, SE float64 }

// segmentedFit is a fitted segmented regression. Effects are after minus
// before, and Counterfactual and Fitted have one number a value.
type segmentedFit struct {
	Method segmentMethod // never segmentsAuto
	N, DF  int           // DF = N − terms; a t interval is to use it

	Phi       float64 // autocorrelation one period apart; 0 unless by REML
	PhiAtEdge bool    // the likelihood rises to ±1: no stationary series fits, so levels are unknown
	Sigma     float64 // of a value about the line; under REML the marginal one, as in R's nlme

	// Of the residuals y − Fitted. Only neighbours one period apart count as
	// correlated. With no residuals at all they are 0 and 2. R2 is 0 for a
	// constant series, and may be negative where REML gives up the level.
	ResidualR1, DurbinWatson, R2 float64

	// Intercept is the line at period 0, in the first month of the year that
	// occurs; Level is the jump at the first after value.
	Intercept, Trend, Level, Slope term

	MeanEffect, CumulativeEffect, EffectAtEnd term // over the after values
	CounterfactualMean                        term // over the after values
	// Relative is the cumulative effect as a share of the counterfactual: 0 if
	// there is no effect, and infinite where the counterfactual adds up to nothing.
	Relative float64

	Counterfactual, Fitted []float64
}

// fitSegmented fits the model. Its errors are errSegmentedInput, ErrTooFewPoints
// and ErrCollinear, with the numbers.
func fitSegmented(in segmentedInput) (segmentedFit, error) {
	t, err := in.periods()
	if err != nil {
		return segmentedFit{}, err
	}
	d, err := newSegmentDesign(in, t)
	if err != nil {
		return segmentedFit{}, err
	}
	f := segmentedFit{Method: in.method, N: d.n, DF: d.n - d.p}
	if f.Method == segmentsAuto {
		f.Method = segmentsOLS
		if f.N >= segmentsREMLFrom {
			f.Method = segmentsREML
		}
	}

	// Scaled by a power of two, which is exact, and counted from the first value,
	// so that neither 1e300 nor a constant is a special case further down.
	y, exp := make([]float64, d.n), 0
	_, exp = math.Frexp(floats.Norm(in.y, math.Inf(1)))
	for i, v := range in.y {
		y[i] = math.Ldexp(v, -exp)
	}
	y0 := y[0]
	for i := range y {
		y[i] -= y0
	}

	beta := make([]float64, d.p)
	d.project(y, beta)
	e := d.residuals(y, beta)
	exact := floats.Norm(e, 2) <= segmentsExact*math.Sqrt(float64(d.n))
	if exact {
		clear(e)
	}
	sigma := floats.Norm(e, 2) / math.Sqrt(float64(f.DF))
	se := func(g []float64) float64 { return sigma * floats.Norm(g, 2) }
	switch {
	case exact:
	case f.Method == segmentsREML:
		r := newRestricted(d, e).maximize()
		for j, v := range r.shift {
			beta[j] += v
		}
		f.Phi, f.PhiAtEdge, sigma = r.phi, r.atEdge, r.sigma
		e = d.residuals(y, beta)
		se = r.se
	case f.Method == segmentsNeweyWest:
		nw := neweyWest{d: d, e: e, lags: in.lags}
		se = nw.se
	}
	f.describe(y, e, t)
	f.Sigma = math.Ldexp(sigma, exp)

	report := func(c []float64, origin float64) (scaled float64, out term) {
		forward(d.r, d.p, c)
		scaled = floats.Dot(c, beta) + origin
		return scaled, term{math.Ldexp(scaled, exp), math.Ldexp(se(c), exp)}
	}
	_, f.Intercept = report(d.combination(1, 0, 0, -d.origin, nil), y0)
	_, f.Trend = report(d.combination(0, 0, 0, 1, nil), 0)
	level, lt := report(d.combination(0, 1, 0, 0, nil), 0)
	slope, st := report(d.combination(0, 0, 1, 0, nil), 0)
	f.Level, f.Slope = lt, st
	mean, mt := report(d.combination(0, 1, d.meanSince(), 0, nil), 0)
	f.MeanEffect = mt
	after := float64(d.n - in.change)
	f.CumulativeEffect = term{mt.Estimate * after, mt.SE * after}
	_, f.EffectAtEnd = report(d.combination(0, 1, d.since[d.n-1], 0, nil), 0)
	without, wt := report(d.combination(1, 0, 0, d.meanSince(), d.monthShares()), y0)
	f.CounterfactualMean = wt
	f.Relative = relative(mean, without)

	f.Fitted, f.Counterfactual = make([]float64, d.n), make([]float64, d.n)
	for i := range y {
		v := y[i] - e[i] + y0
		f.Fitted[i] = math.Ldexp(v, exp)
		if i >= in.change {
			v -= level + slope*d.since[i]
		}
		f.Counterfactual[i] = math.Ldexp(v, exp)
	}
	return f, nil
}

// relative is the share of an effect in a level, both scaled so that the largest
// value of the series is about 1: a level of rounding errors is none.
func relative(effect, level float64) float64 {
	switch {
	case effect == 0:
		return 0
	case math.Abs(level) <= segmentsExact:
		return math.Inf(int(math.Copysign(1, effect)))
	}
	return effect / level
}

// describe sets what is said of the residuals e. A pair of neighbours across a
// gap counts as uncorrelated, so that without gaps these are the usual figures.
func (f *segmentedFit) describe(y, e []float64, t []int) {
	f.DurbinWatson = 2
	var mean, total float64
	for _, v := range y {
		mean += v / float64(len(y))
	}
	for _, v := range y {
		total += (v - mean) * (v - mean)
	}
	rss := floats.Dot(e, e)
	if total > 0 {
		f.R2 = 1 - rss/total
	}
	if rss == 0 {
		return
	}
	var pairs, squares float64
	for i := 1; i < len(e); i++ {
		squares += e[i]*e[i] + e[i-1]*e[i-1]
		if t[i]-t[i-1] == 1 {
			pairs += e[i] * e[i-1]
		}
	}
	f.ResidualR1 = pairs / rss
	f.DurbinWatson = (squares - 2*pairs) / rss
}

// periods checks the series and returns the period of each of its values.
func (in segmentedInput) periods() ([]int, error) {
	n := len(in.y)
	bad := func(format string, args ...any) ([]int, error) {
		return nil, fmt.Errorf("%w: %s", errSegmentedInput, fmt.Sprintf(format, args...))
	}
	switch {
	case in.method > segmentsNeweyWest:
		return bad("unknown method %d", in.method)
	case in.method == segmentsNeweyWest && in.lags < 0:
		return bad("want 0 lags or more, have %d", in.lags)
	case in.change < 1 || in.change >= n:
		return bad("the first after value is number %d of %d", in.change+1, n)
	case in.season < 0:
		return bad("want 0 or more periods a year, have %d", in.season)
	case in.season > 1 && (in.start < 1 || in.start > in.season):
		return bad("want the month of period 1 from 1 to %d, have %d", in.season, in.start)
	case in.t != nil && len(in.t) != n:
		return bad("%d values have %d periods", n, len(in.t))
	}
	for i, v := range in.y {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return bad("value %d isn't a finite number", i+1)
		}
	}
	if in.t == nil {
		t := make([]int, n)
		for i := range t {
			t[i] = i + 1
		}
		return t, nil
	}
	for i := 1; i < n; i++ {
		// The second comparison is false where the difference overflows.
		if in.t[i] <= in.t[i-1] || in.t[i]-in.t[0] <= 0 {
			return bad("period %d comes after period %d", in.t[i], in.t[i-1])
		}
	}
	return in.t, nil
}
