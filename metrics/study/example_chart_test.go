package study_test

import (
	"errors"
	"fmt"
	"slices"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// exampleHours is the hours to a first answer, twelve months before a community
// of practice began and eight months after.
var exampleHours = []float64{
	31, 28, 33, 30, 29, 34, 27, 32, 30, 31, 28, 33,
	26, 24, 22, 23, 21, 20, 22, 21,
}

func ExampleNewChart() {
	c, err := study.NewChart(exampleHours, study.ChartOptions{
		Baseline: 12,
		Better:   metrics.Lower,
		Target:   metrics.UpTo(48),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := c.Current()
	fmt.Printf("usually %.1f h, between %.1f and %.1f; trial limits: %t\n", p.Centre, p.Lower, p.Upper, p.Trial)
	fmt.Println("at most 48 h without doing anything:", c.Capable())
	for s := range c.Signals() {
		fmt.Printf("values %d to %d: %v, %v, improvement %v\n", s.First, s.Last, s.Rule, s.Side, s.Improvement)
	}
	// Output:
	// usually 30.5 h, between 20.8 and 40.2; trial limits: false
	// at most 48 h without doing anything: yes
	// values 12 to 14: two-of-three, below, improvement yes
	// values 13 to 15: two-of-three, below, improvement yes
	// values 14 to 16: two-of-three, below, improvement yes
	// values 17 to 17: outside, below, improvement yes
	// values 15 to 17: two-of-three, below, improvement yes
	// values 12 to 18: shift-7, below, improvement yes
	// values 16 to 18: two-of-three, below, improvement yes
	// values 13 to 19: shift-7, below, improvement yes
	// values 17 to 19: two-of-three, below, improvement yes
}

// Every problem is told at once.
func ExampleNewChart_errors() {
	_, err := study.NewChart(exampleHours[:1], study.ChartOptions{Rules: []study.Rule{study.Nelson4, study.Nelson4}})
	for e := range metrics.Errors(err) {
		fmt.Println(e.Path, "->", e.Err)
	}
	_, err = study.NewChart([]float64{1e308, -1e308}, study.ChartOptions{})
	fmt.Println(errors.Is(err, study.ErrChartLimits))
	// Output:
	// baseline -> want at least 2 values, there are 1
	// rules[1] -> nelson-4 stands twice, first as rules[0]
	// true
}

// Once it is known what changed, the values since are judged by limits of their
// own; the chart before stays as it was.
func ExampleChart_Rebase() {
	before, _ := study.NewChart(exampleHours, study.ChartOptions{Baseline: 12})
	after, err := before.Rebase(12, 0, "community of practice began")
	if err != nil {
		fmt.Println(err)
		return
	}
	for p := range after.Phases() {
		fmt.Printf("%d to %d: %.1f to %.1f, trial %t, why %q\n", p.From, p.Until-1, p.Lower, p.Upper, p.Trial, p.Why)
	}
	_, err = after.Rebase(5, 0, "")
	fmt.Println(err)
	// Output:
	// 0 to 11: 20.8 to 40.2, trial false, why ""
	// 12 to 19: 18.2 to 26.6, trial true, why "community of practice began"
	// study: at: want a value after the baseline of the phase before, which is values 12 to 19, have 5
	// study: why: is missing: say what changed
}

// A line for a log: the figures first, then what they mean.
func ExampleSignal_String() {
	c, _ := study.NewChart(exampleHours, study.ChartOptions{Baseline: 12, Rules: []study.Rule{study.RuleOutside}})
	fmt.Println(c)
	for s := range c.Signals() {
		fmt.Println(s)
	}
	// Output:
	// values=20 phases=1 baseline=12 centre=30.5 lower=20.8273 upper=40.1727 signals=1 capable=unknown: XmR chart
	// rule=outside first=17 last=17 points=1 side=below improvement=unknown: a point outside the limits
}

func ExampleRules() {
	for r := range study.Rules {
		fmt.Printf("%v: %s\n", r, r.Pattern())
	}
	// Output:
	// unknown: no rule
	// outside: a point outside the limits
	// shift-7: 7 points in a row on one side of the centre
	// two-of-three: 3 points in a row on one side of the centre, 2 of them beyond two thirds of the limit
	// trend-7: 7 points in a row rising or falling
	// western-electric-1: a point beyond 3 sigma
	// western-electric-2: 2 of 3 points beyond 2 sigma on the same side
	// western-electric-3: 4 of 5 points beyond 1 sigma on the same side
	// western-electric-4: 8 points in a row on one side of the centre
	// nelson-1: a point beyond 3 sigma
	// nelson-2: 9 points in a row on one side of the centre
	// nelson-3: 6 points in a row rising or falling
	// nelson-4: 14 points in a row alternating up and down
	// nelson-5: 2 of 3 points beyond 2 sigma on the same side
	// nelson-6: 4 of 5 points beyond 1 sigma on the same side
	// nelson-7: 15 points in a row within 1 sigma of the centre
	// nelson-8: 8 points in a row beyond 1 sigma
	// nelson-8-both-sides: 8 points in a row beyond 1 sigma, on both sides of the centre
}

// The default rules with one of Nelson's beside them.
func ExampleDefaultRules() {
	rules := append(study.DefaultRules(), study.Nelson4)
	c, _ := study.NewChart(exampleHours, study.ChartOptions{Baseline: 12, Rules: rules})
	fmt.Println(rules)
	fmt.Println(len(slices.Collect(c.Signals())), "signals")
	// Output:
	// [outside shift-7 two-of-three trend-7 nelson-4]
	// 9 signals
}

func ExampleWesternElectricRules() {
	fmt.Println(study.WesternElectricRules())
	// Output:
	// [western-electric-1 western-electric-2 western-electric-3 western-electric-4]
}

func ExampleNelsonRules() {
	fmt.Println(study.NelsonRules())
	// Output:
	// [nelson-1 nelson-2 nelson-3 nelson-4 nelson-5 nelson-6 nelson-7 nelson-8]
}

func ExampleParseRule() {
	fmt.Println(study.ParseRule("shift-7"))
	_, err := study.ParseRule("shift7")
	fmt.Println(err)
	// Output:
	// shift-7 <nil>
	// unknown rule "shift7": want one of unknown, outside, shift-7, two-of-three, trend-7, western-electric-1, western-electric-2, western-electric-3, western-electric-4, nelson-1, nelson-2, nelson-3, nelson-4, nelson-5, nelson-6, nelson-7, nelson-8, nelson-8-both-sides; did you mean "shift-7"?
}

// Of the points that a signal looked at, those that count.
func ExampleSignal_Points() {
	values := []float64{9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 9, 11, 14.5, 10.5, 15}
	c, _ := study.NewChart(values, study.ChartOptions{Baseline: 12, Better: metrics.Higher})
	for s := range c.Signals() {
		fmt.Println(s.Rule, s.Side, slices.Collect(s.Points()), "better:", s.Improvement)
	}
	// Output:
	// two-of-three above [12 14] better: yes
}

// A process between 4.7 and 15.3 keeps under 16, never over 20, and under 12 as
// it happens.
func ExamplePhase_Capable() {
	c, _ := study.NewChart([]float64{9, 11, 9, 11, 9, 11}, study.ChartOptions{})
	for _, target := range []metrics.Interval{metrics.UpTo(16), metrics.Above(20), metrics.UpTo(12), metrics.Anything()} {
		fmt.Println(target, c.Current().Capable(target))
	}
	// Output:
	// (-∞, 16] yes
	// (20, ∞) no
	// (-∞, 12] unknown
	// anything unknown
}
