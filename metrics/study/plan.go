package study

import (
	"math"

	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/internal/strict"
)

// Defaults of a plan.
const (
	DefaultPower = 0.80 // J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, 2.4
	DefaultLevel = 0.95 // of every interval and comparison
)

// MostPeriods is the ceiling of a plan, a million periods a side: our default.
// A change that needs more has no feasible number of periods.
const MostPeriods = 1_000_000

const (
	leastPlanned    = 6   // periods a side: no claim is made below (our default)
	leastEffective  = 2   // effective periods a side: one has no spread
	mostCorrelation = 0.9 // as in the comparison by effective n
)

// PlanOptions says what a plan has to reach. The zero value is a power of
// 0.80 at a confidence level of 0.95 without autocorrelation.
type PlanOptions struct {
	// Power is the chance of showing a change that is there, from (1−Level)/2,
	// which luck alone reaches, to 1, both excluded; 0 means DefaultPower.
	Power float64
	// Level is the confidence level of the later comparison, in (0, 1); 0 means
	// DefaultLevel.
	Level float64
	// Correlation is the lag-1 autocorrelation r of the baseline, in [-1, 1]:
	// Summary.Corrected of Describe, which is the one that a comparison takes. It
	// is held to [0, 0.9]; of n periods n(1−r)/(1+r) count (Bayley & Hammersley,
	// "The 'Effective' Number of Independent Observations in an Autocorrelated
	// Time Series", 1946).
	Correlation float64
}

// Planned is how many periods a change needs. The zero value of the numbers of
// periods says that no feasible number is enough.
type Planned struct {
	Before int // periods before the change; those given, where they were given
	After  int // periods after it, 0 if no number up to MostPeriods is enough
	// Exact is the fractional number a side that reaches the power, 0 if none
	// does. Before and After are it rounded up, but at least 6, below which no
	// claim is made.
	Exact float64
	// Power is the chance of showing the change with Before and After periods; if
	// no number is enough, with MostPeriods in place of every number sought.
	Power float64
}

// Feasible reports whether there is a number of periods that is enough.
func (p Planned) Feasible() bool { return p.After > 0 }

// Plan says how many periods a side a change worth having needs, given the
// standard deviation sd of the baseline, both in the unit of the metric; the
// sign of the change doesn't matter.
//
// It is the power of the two-sided two-sample t test with the same spread on
// both sides, from the noncentral t distribution. A result in the wrong
// direction doesn't show the change, so that tail isn't counted (R's
// power.t.test with strict = FALSE). A change of 0.5, 0.8, 1, 1.5 and 2 sd needs
// 64, 26, 17, 9 and 6 periods a side.
//
// What a comparison finds is somewhat less: it also tests the trend of the
// baseline, which disqualifies one series in twenty or so, and estimates r anew.
// The table of the package's overview has the figures: at 24+24 readings and a
// change of one sd, 85 % are found for 92 % planned. A change of 10 % is 0.1 times
// the baseline's mean.
//
// Its errors are a change of 0, an sd that isn't above 0, a number that isn't
// finite, and an option out of range.
func Plan(change, sd float64, o PlanOptions) (Planned, error) {
	p := strict.In("study")
	design := newDesign(o, p)
	d := effect(change, sd, p)
	if err := p.Err(); err != nil {
		return Planned{}, err
	}
	plan := design.least(d, func(n float64) (before, after float64) { return n, n })
	plan.Before = plan.After
	return plan, nil
}

// PlanAfter is Plan where the baseline is there already, with so many periods
// before: it says how many are needed after the change. A short baseline limits
// what any number of periods after can show; then the plan isn't Feasible, nor is
// it with fewer than 6 before, of which no claim is made.
//
// The power is that of the pooled test. Where the sides are very unequal
// Welch's has less: at a change of 1 sd, 12 before and 48 after, 0.83 for 0.86.
func PlanAfter(before int, change, sd float64, o PlanOptions) (Planned, error) {
	p := strict.In("study")
	sidePeriods("before", before, p)
	design := newDesign(o, p)
	d := effect(change, sd, p)
	if err := p.Err(); err != nil {
		return Planned{}, err
	}
	plan := design.least(d, func(n float64) (float64, float64) { return float64(before), n })
	if before < leastPlanned {
		plan = Planned{Power: 1 - design.missed(d, float64(before), MostPeriods)}
	}
	plan.Before = before
	return plan, nil
}

// DetectableChange is the smallest change, in the unit of sd, that so many
// periods before and after show with the power of o. It is the inverse of Plan.
// It is +Inf if no change is large enough, because autocorrelation leaves fewer
// than two effective periods on a side.
func DetectableChange(before, after int, sd float64, o PlanOptions) (float64, error) {
	p := strict.In("study")
	sidePeriods("before", before, p)
	sidePeriods("after", after, p)
	design := newDesign(o, p)
	effect(1, sd, p)
	if err := p.Err(); err != nil {
		return 0, err
	}
	root, df, ok := design.weight(float64(before), float64(after))
	if !ok {
		return math.Inf(1), nil
	}
	c := criticalT(df, design.tail)
	excess := func(delta float64) float64 { return noncentralT(c, df, delta) - design.miss }
	high := c
	for excess(high) > 0 {
		high *= 2
	}
	return crossing(excess, 0, high) / root * sd, nil
}

// PowerOf is the chance that so many periods before and after show a change in
// its own direction, given the sd of the baseline; Power of o isn't used. With
// fewer than two effective periods on a side it is 0.
func PowerOf(change, sd float64, before, after int, o PlanOptions) (float64, error) {
	p := strict.In("study")
	o.Power = 0
	d := effect(change, sd, p)
	sidePeriods("before", before, p)
	sidePeriods("after", after, p)
	design := newDesign(o, p)
	if err := p.Err(); err != nil {
		return 0, err
	}
	return 1 - design.missed(d, float64(before), float64(after)), nil
}

// effect is the size of a change in standard deviations; it may be 0 or
// infinite where the quotient is out of range.
func effect(change, sd float64, p *strict.Problems) float64 {
	switch {
	case !finiteNumber(change):
		p.Addf("change", "must be a finite number, have %v", change)
	case change == 0:
		p.Addf("change", "must not be 0: no number of periods shows that")
	}
	if !finiteNumber(sd) || sd <= 0 {
		p.Addf("sd", "must be a finite number above 0, have %v", sd)
	}
	return math.Abs(change) / sd
}

func sidePeriods(path string, n int, p *strict.Problems) {
	if n < leastEffective || n > MostPeriods {
		p.Addf(path, "must be from %d to %d periods, have %d", leastEffective, MostPeriods, n)
	}
}

func finiteNumber(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// design is PlanOptions with the defaults put in.
type design struct {
	tail  float64 // chance of a false alarm on one side
	miss  float64 // 1 − power
	count float64 // effective periods a period
}

func newDesign(o PlanOptions, p *strict.Problems) design {
	level := levelOf(o.Level, p)
	d := design{tail: (1 - level) / 2}
	power := o.Power
	if power == 0 {
		power = DefaultPower
	}
	d.miss = 1 - power
	if power = 1 - d.miss; !(power > d.tail && power < 1) {
		p.Addf("power", "must be between %.4g, which luck alone reaches, and 1, have %v", d.tail, o.Power)
	}
	if !(math.Abs(o.Correlation) <= 1) {
		p.Addf("correlation", "must be from -1 to 1, have %v", o.Correlation)
	}
	r := min(max(o.Correlation, 0), mostCorrelation)
	d.count = (1 - r) / (1 + r)
	return d
}

// levelOf puts in the default of a confidence level. Of one that is wrong it
// reports that and goes on with the default.
func levelOf(level float64, p *strict.Problems) float64 {
	switch {
	case level == 0:
		return DefaultLevel
	case !(level > 0 && level < 1):
		p.Addf("level", "must be between 0 and 1, have %v", level)
		return DefaultLevel
	}
	return level
}

// weight returns what a change of one sd is multiplied by to give the
// noncentrality, and the degrees of freedom; ok is false if a side has fewer
// than two effective periods.
func (d design) weight(before, after float64) (root, df float64, ok bool) {
	before, after = before*d.count, after*d.count
	// An exact 2 may have come back from a division by count.
	if min(before, after) < leastEffective*(1-1e-12) {
		return 0, 0, false
	}
	return math.Sqrt(before / (before + after) * after), max(before+after-2, 2), true
}

// missed is the chance of not showing a change of effect sd.
func (d design) missed(effect, before, after float64) float64 {
	root, df, ok := d.weight(before, after)
	if !ok {
		return 1
	}
	return noncentralT(criticalT(df, d.tail), df, effect*root)
}

// least finds the least n whose sides reach the power. More periods never lower
// it, so the ceiling answers whether there is one.
func (d design) least(effect float64, sides func(n float64) (before, after float64)) Planned {
	missed := func(n float64) float64 {
		before, after := sides(n)
		return d.missed(effect, before, after)
	}
	if most := missed(MostPeriods); most > d.miss {
		return Planned{Power: 1 - most}
	}
	// The quantile of the power is nearly a straight line in the root of n.
	target := mathext.NormalQuantile(d.miss)
	excess := func(root float64) float64 {
		return mathext.NormalQuantile(max(missed(root*root), math.SmallestNonzeroFloat64)) - target
	}
	exact := leastEffective / d.count
	low, ceiling := math.Sqrt(exact), math.Sqrt(MostPeriods)
	if excess(low) > 0 {
		high := min(2*low, ceiling)
		for high < ceiling && excess(high) > 0 {
			low, high = high, min(2*high, ceiling)
		}
		exact = math.Pow(crossing(excess, low, high), 2)
	}
	// 17 and a rounding error are 17 periods, not 18.
	n := max(int(math.Ceil(exact*(1-1e-10))), leastPlanned)
	return Planned{After: n, Exact: exact, Power: 1 - missed(float64(n))}
}
