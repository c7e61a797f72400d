package study_test

import (
	"errors"
	"fmt"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// repairHours is an invented metric: hours per repair, read once a month.
var repairHours = metrics.Metric{
	Measure: metrics.Measure{ID: "hours per repair", Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower, Hard: true,
}

// invented are 24 months of it; a community of repair crews starts in January 2024.
func invented() metrics.Series {
	var points []metrics.Point
	for i, hours := range []float64{
		9.1, 8.8, 9.4, 9.0, 8.7, 9.2, 9.3, 8.9, 9.0, 9.5, 8.8, 9.1,
		8.2, 7.9, 8.0, 8.4, 7.8, 8.1, 8.3, 7.7, 8.0, 8.2, 7.9, 8.1,
	} {
		points = append(points, metrics.Point{Date: metrics.MustDate("2023-01-01").AddMonths(i), Value: hours})
	}
	series, _ := metrics.NewSeries(points...)
	return series
}

func ExampleBeforeAfter() {
	change, err := study.BeforeAfter(study.Case{
		Metric: repairHours, Series: invented(), Split: metrics.SplitAt(metrics.MustDate("2024-01-01")),
		Chosen: metrics.No,
	}, study.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(change)
	fmt.Println(change.Because)
	for _, w := range change.Warnings {
		fmt.Println("not ruled out:", w.Kind)
	}
	// Output:
	// hours per repair: better: -1.01666666667, 95% interval [-1.21119535361, -0.822137979726] h (welch-effective)
	// readings in order of time
}

// Before anything is claimed the library looks for what else may explain it. Here
// the metric was falling already.
func ExampleBeforeAfter_trend() {
	c := study.Case{Metric: repairHours, InOrder: true, Season: 1, Chosen: metrics.No}
	for i := range 12 {
		noise := []float64{0.1, -0.1, 0.2, 0, -0.2, 0}[i%6]
		c.Before = append(c.Before, 12-0.2*float64(i)+noise)
		c.After = append(c.After, 12-0.2*float64(12+i)+noise)
	}
	change, _ := study.BeforeAfter(c, study.Options{})
	fmt.Println(change.Conclusion())
	fmt.Println(change.Warnings[0].Kind.Says())
	// With the trend in the model nothing is left of it.
	lines, _ := study.Interrupted(c, study.Options{})
	fmt.Println(lines.Conclusion())
	// Output:
	// cannot tell
	// the metric was moving before anything was changed: a trend explains the difference as well
	// no effect shown
}

// Units measured before and after are pairs: differences are taken unit by unit.
func ExampleBeforeAfter_pairs() {
	change, _ := study.BeforeAfter(study.Case{
		Metric: repairHours, Paired: true, Chosen: metrics.No,
		Before: []float64{9.1, 7.0, 12.4, 8.0, 10.2, 9.9, 11.0},
		After:  []float64{8.4, 6.5, 11.1, 7.8, 9.6, 9.0, 10.5},
	}, study.Options{})
	fmt.Println(change)
	// Output:
	// hours per repair: better: -0.671428571429, 95% interval [-0.994967258416, -0.347889884441] h (paired)
}

func ExampleControlled() {
	change, _ := study.Controlled(study.Case{
		Metric: repairHours, InOrder: true, Season: 1, Chosen: metrics.No,
		Before: []float64{9.1, 8.8, 9.4, 9.0, 8.7, 9.2, 9.3, 8.9},
		After:  []float64{8.2, 7.9, 8.0, 8.4, 7.8, 8.1, 8.3, 7.7},
		Control: &study.Control{ // the depot next door, where nothing was changed
			Before: []float64{9.9, 9.7, 10.1, 9.8, 9.6, 10.0, 10.1, 9.7},
			After:  []float64{9.5, 9.4, 9.3, 9.8, 9.2, 9.6, 9.6, 9.2},
		},
	}, study.Options{})
	own, _ := change.Figure(study.FigureOwnChange)
	control, _ := change.Figure(study.FigureControlChange)
	fmt.Println(change)
	fmt.Printf("%.2f by itself, %.2f in the control\n", own.Estimate, control.Estimate)
	// Output:
	// hours per repair: better: -0.5875, 95% interval [-0.673887484063, -0.501112515937] h (gap-change)
	// -1.00 by itself, -0.41 in the control
}

func ExampleInterrupted() {
	change, _ := study.Interrupted(study.Case{
		Metric: repairHours, Series: invented(), Split: metrics.SplitAt(metrics.MustDate("2024-01-01")), Season: 1,
	}, study.Options{})
	level, _ := change.Figure(study.FigureLevelChange)
	fmt.Println(change.Method, change.Conclusion())
	fmt.Printf("a jump of %.2f\n", level.Estimate)
	// Output:
	// segmented-ar1 better
	// a jump of -1.03
}

// The line before, carried on, is what would have come.
func ExampleFitLines() {
	lines, _ := study.FitLines(study.Case{
		Metric: repairHours, InOrder: true, Season: 1,
		Before: []float64{10, 9.9, 9.8, 9.7, 9.6, 9.5}, After: []float64{8, 8, 8, 8, 8, 8},
	}, study.Options{})
	fmt.Printf("%.1f without the change, %.1f with it\n", lines.Counterfactual[11], lines.Fitted[11])
	// Output:
	// 8.9 without the change, 8.0 with it
}

// Compare takes the design that the case allows.
func ExampleCompare() {
	c := study.Case{Metric: repairHours, Before: []float64{9.1, 8.2, 7.4, 9, 8.3, 9.5}, After: []float64{7, 6.1, 6.5, 7.5, 6, 5.5}}
	alone, _ := study.Compare(c, study.Options{})
	c.Control = &study.Control{Before: []float64{9, 8.5, 7}, After: []float64{9, 8, 7.1}}
	controlled, _ := study.Compare(c, study.Options{})
	fmt.Println(alone.Method, controlled.Method)
	// Output:
	// welch four-means
}

// Three pilots, each of the same depots before and after: what they say together, and what of each still holds when three are looked at.
func ExamplePooled() {
	depot := func(shift float64) study.Case {
		c := study.Case{Metric: repairHours, Paired: true, Chosen: metrics.No}
		for _, hours := range []float64{9.1, 7.0, 12.4, 8.0, 10.2, 9.9, 11.0} {
			c.Before = append(c.Before, hours)
			c.After = append(c.After, hours*0.99+shift)
		}
		return c
	}
	pool, err := study.Pooled([]study.Case{depot(-1), depot(-0.8), depot(0.1)}, study.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, change := range pool.Pilots {
		fmt.Println(change.Conclusion())
	}
	fmt.Println("together:", pool.Pooled.Conclusion(), "-", pool.Pooled.Warnings[0])
	// Output:
	// better
	// better
	// no effect shown
	// together: cannot tell - too few points (pilots): too few readings on one side to tell anything from chance; have 3, need [6, ∞)
}

// The metric agreed on beforehand is taken at its word; the others are adjusted.
func ExampleSeveral() {
	metric := func(id string, after ...float64) study.Case {
		m := repairHours
		m.ID = id
		return study.Case{Metric: m, Paired: true, Before: []float64{9, 8, 10, 9, 8.5, 9.5}, After: after}
	}
	changes, _ := study.Several("hours", []study.Case{
		metric("hours", 8.5, 7.8, 9.3, 8.4, 8.3, 9),
		metric("visits", 8.6, 7.9, 9.4, 8.6, 8.2, 9.6),
		metric("parts", 9.1, 8, 9.8, 9.2, 8.4, 9.5),
	}, study.Options{})
	for _, c := range changes {
		fmt.Printf("%s: %v at %.1f %%\n", c.Metric, c.Conclusion(), 100*c.Level)
	}
	// Output:
	// hours: better at 95.0 %
	// visits: no effect shown at 97.5 %
	// parts: no effect shown at 97.5 %
}

func ExampleDescribe() {
	s, _ := study.Describe([]float64{9.1, 8.8, 9.4, 9.0, 8.7, 9.2, 9.3, 8.9})
	fmt.Printf("%d values, mean %.2f, sd %.2f, median %.2f in %v\n", s.N, s.Mean, s.SD, s.Median, s.MedianInterval)
	// Output:
	// 8 values, mean 9.05, sd 0.24, median 9.05 in [8.7, 9.4]
}

// A look agreed beforehand is read at its own level.
func ExampleLook_Options() {
	c := study.Case{Metric: repairHours, InOrder: true, Season: 1, Chosen: metrics.No}
	for i := range 8 {
		c.Before = append(c.Before, 9+[]float64{0.2, -0.1, 0.3, -0.2}[i%4])
		c.After = append(c.After, 8.6+[]float64{-0.1, 0.2, -0.2, 0.3}[i%4])
	}
	looks, _ := study.NewLooks(4, study.LookOptions{})
	for look := range looks.All() {
		if look.Number == 2 {
			change, _ := study.BeforeAfter(c, look.Options())
			p, _ := change.P.Point()
			fmt.Printf("p %.4f, to pass %.4f: %v\n", p, look.P, change.Conclusion())
		}
	}
	// Output:
	// p 0.0027, to pass 0.0030: better
}

// A fault of the case comes with its path and can be told by errors.Is.
func ExampleCase_Validate() {
	err := study.Case{
		Metric: repairHours, Series: invented(),
		Split: metrics.Split{Before: metrics.Span{To: metrics.MustDate("2024-02-01")}, After: metrics.Span{From: metrics.MustDate("2024-01-01")}},
	}.Validate()
	fmt.Println(err)
	err = study.Case{Metric: repairHours, After: []float64{1, 2}}.Validate()
	fmt.Println(errors.Is(err, metrics.ErrNoBaseline))
	// Output:
	// study: split.after.from: 2024-01-01 lies in the baseline, start to 2024-02-01: the windows overlap
	// true
}

// The readings as a picture over time needs them: limits frozen before the change.
func ExampleNewRunChart() {
	chart, err := study.NewRunChart(study.Case{
		Metric: repairHours, Series: invented(), Split: metrics.SplitAt(metrics.MustDate("2024-01-01")), Season: 1,
	}, study.Options{})
	fmt.Println(len(chart.Readings), "readings,", chart.Before, "before", err)
	fmt.Printf("mean before %.2f, limits %s\n", chart.Centre, chart.Limits.Rounded())
	fmt.Println("picked out:", chart.Signals)
	// Output:
	// 24 readings, 12 before <nil>
	// mean before 9.07, limits [8.05103030303, 10.0823030303]
	// picked out: [12 13 14 15 16 17 18 19 20 21 22 23]
}
