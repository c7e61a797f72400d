package study

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// An XmR chart, or process behaviour chart, draws one metric in order of time
// between limits that say how far it usually strays:
//
//	  ............................. upper  = centre + 2.66 × mean moving range
//	      *         *
//	  ---------*----------*-------- centre = mean of the baseline
//	    *         *     *      *
//	  ............................. lower  = centre − 2.66 × mean moving range
//	  |-- baseline --|
//
// A moving range is the distance from one value to the next. The limits come
// from the baseline alone and are frozen: what comes after is judged by them and
// never moves them. They begin anew only where someone says so and why (Rebase).

// ChartOptions says how a chart is built. The zero value takes all values as the
// baseline, doesn't screen, uses DefaultRules, and knows neither which side is
// better nor a target.
type ChartOptions struct {
	// Baseline is how many leading values the limits are frozen at, at least 2.
	// 0 is all of them: then every value added moves the limits.
	Baseline int
	// Screen leaves moving ranges above the range limit out, once, before the
	// limits are computed, so that one freak doesn't widen them.
	Screen bool
	// Rules is what is looked for, each rule once. None is DefaultRules.
	Rules []Rule
	// Better is the side that is an improvement; unknown leaves every signal's
	// Improvement unknown.
	Better metrics.Direction
	// Target is what is aimed at; Anything, the zero value, is no target.
	Target metrics.Interval
}

// Chart is an XmR chart with its signals. It can't be changed once built and is
// safe for concurrent use; the zero value has no values, phases or signals.
//
// Values are counted from 0, in signals as in phases.
type Chart struct {
	values  []float64
	phases  []Phase
	signals []Signal
	options ChartOptions
}

// NewChart draws the values, which are in order of time and evenly spaced.
//
// It is an error, which names every fault at once, if a value isn't finite, the
// baseline has fewer than 2 values or more than there are, a rule is unknown or
// stands twice, or the direction is none. Where the values are so large that a
// limit is beyond a float64 the error is ErrChartLimits. Values that are all the
// same are no error: the limits collapse onto them.
func NewChart(values []float64, o ChartOptions) (Chart, error) {
	p := strict.In("study")
	for i, x := range values {
		if (math.IsNaN(x) || math.IsInf(x, 0)) && !p.Full() {
			p.Addf(strict.Index("values", i), "want a finite number, have %v", x)
		}
	}
	checkChartBaseline(p, o.Baseline, len(values))
	at := map[Rule]int{}
	for i, r := range o.Rules {
		if p.Full() {
			break
		}
		path := strict.Index("rules", i)
		if first, twice := at[r]; !r.valid() {
			p.Addf(path, "want a rule, have %v", r)
		} else if twice {
			p.Addf(path, "%v stands twice, first as rules[%d]", r, first)
		} else {
			at[r] = i
		}
	}
	if _, err := o.Better.AppendText(nil); err != nil {
		p.Add("better", err)
	}
	if err := p.Err(); err != nil {
		return Chart{}, err
	}
	o.Rules = slices.Clone(o.Rules)
	if len(o.Rules) == 0 {
		o.Rules = DefaultRules()
	}
	return Chart{values: slices.Clone(values), options: o}.begin(0, o.Baseline, "")
}

// Rebase begins a new phase at value number at: its limits come from the first
// baseline values from there on, 0 for all of them, and why says what changed.
// The phases before keep their limits and their signals. The chart itself stays
// as it was.
//
// It is never done by a rule, however long a run: a chart that rebases itself
// explains away what it should show (NHSRplotthedots, issues 16, 93, 142 and 143).
//
// It is an error if at isn't a value after the baseline of the last phase, whose
// limits are frozen, so also if it is before an earlier rebase, and anywhere in a
// chart whose baseline is all of its values; if the baseline
// has fewer than 2 values or more than there are from at on; if there is no
// reason; or, as in NewChart, if a limit can't be represented.
func (c Chart) Rebase(at, baseline int, why string) (Chart, error) {
	p := strict.In("study")
	last := c.Current()
	switch {
	case len(c.values) == 0:
		p.Addf("at", "there are no values")
	case at < 0 || at >= len(c.values):
		p.Addf("at", "want one of the values 0 to %d, have %d", len(c.values)-1, at)
	case at < last.From+last.Baseline:
		p.Addf("at", "want a value after the baseline of the phase before, which is values %d to %d, have %d",
			last.From, last.From+last.Baseline-1, at)
	default:
		checkChartBaseline(p, baseline, len(c.values)-at)
	}
	if strings.TrimSpace(why) == "" {
		p.Absentf("why", "is missing: say what changed")
	}
	if err := p.Err(); err != nil {
		return Chart{}, err
	}
	c.phases = slices.Clone(c.phases)
	c.phases[len(c.phases)-1].Until = at
	c.signals = slices.Clone(c.signals)
	c.signals = slices.DeleteFunc(c.signals, func(s Signal) bool { return s.Last >= at })
	return c.begin(at, baseline, why)
}

// checkChartBaseline adds to p what is wrong with a baseline of n values out of have.
func checkChartBaseline(p *strict.Problems, n, have int) {
	switch {
	case n < 0 || n == 1:
		p.Addf("baseline", "want at least 2 values, or 0 for all, have %d", n)
	case have < 2:
		p.Addf("baseline", "want at least 2 values, there are %d", have)
	case n > have:
		p.Addf("baseline", "want at most the %d values there are, have %d", have, n)
	}
}

// begin returns c with one more phase, and its signals. The caller has checked
// the arguments and shares neither phases nor signals.
func (c Chart) begin(at, baseline int, why string) (Chart, error) {
	values := c.values[at:]
	if baseline == 0 {
		baseline = len(values)
	}
	phase, lines, err := newPhase(values[:baseline], c.options.Screen)
	if err != nil {
		p := strict.In("study")
		p.Add("baseline", err)
		return Chart{}, p.Err()
	}
	phase.From, phase.Until, phase.Why = at, len(c.values), why
	c.phases = append(c.phases, phase)
	var past rulePast
	for i, x := range values {
		past.see(x, lines)
		for _, r := range c.options.Rules {
			if points, side := r.in(&past); points != 0 {
				c.signals = append(c.signals, newSignal(r, at+i, points, side, c.options.Better))
			}
		}
	}
	return c, nil
}

// Equal reports whether both are the same chart: the same values, looked at in the
// same way, in the same phases.
func (c Chart) Equal(d Chart) bool {
	o, p := c.options, d.options
	return slices.Equal(c.values, d.values) && slices.Equal(c.phases, d.phases) && slices.Equal(c.signals, d.signals) &&
		o.Baseline == p.Baseline && o.Screen == p.Screen && slices.Equal(o.Rules, p.Rules) && o.Better == p.Better && o.Target == p.Target
}

// Len returns the number of values.
func (c Chart) Len() int { return len(c.values) }

// Values yields the values, in order of time.
func (c Chart) Values() iter.Seq[float64] { return slices.Values(c.values) }

// Phases yields the phases, in order of time: the first, and one for each Rebase.
func (c Chart) Phases() iter.Seq[Phase] { return slices.Values(c.phases) }

// Signals yields the signals in order of the last point of each, those with the
// same last point in the order of the rules in the options. Values added after a
// baseline that isn't "all" only add signals at the end.
func (c Chart) Signals() iter.Seq[Signal] { return slices.Values(c.signals) }

// Current returns the last phase; of a chart without values, the zero Phase.
func (c Chart) Current() Phase {
	if len(c.phases) == 0 {
		return Phase{}
	}
	return c.phases[len(c.phases)-1]
}

// Capable answers whether the process, as it is in the last phase, meets the
// target of the options: see Phase.Capable. Without values it is Unknown.
func (c Chart) Capable() metrics.Answer {
	if len(c.phases) == 0 {
		return metrics.Unknown
	}
	return c.Current().Capable(c.options.Target)
}

// String returns one line for a log: the figures of the last phase and the
// number of signals, then the same in words.
func (c Chart) String() string {
	p := c.Current()
	return fmt.Sprintf("values=%d phases=%d baseline=%d centre=%.6g lower=%.6g upper=%.6g signals=%d capable=%v: XmR chart%s",
		len(c.values), len(c.phases), p.Baseline, p.Centre, p.Lower, p.Upper, len(c.signals), c.Capable(), p.words())
}
