package study

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// Each fault is a named error with its path, and several come at once.
func TestBadCases(t *testing.T) {
	hours := metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h"}, Better: metrics.Lower}
	year := monthly(t, "2023-01-01", 9.1, 8.8, 9.4, 9, 8.7, 9.2, 9.3, 8.9, 9, 9.5, 8.8, 9.1, 8.2, 7.9, 8, 8.4)
	day := metrics.MustDate
	dated := Case{Metric: hours, Series: year, Split: metrics.SplitAt(day("2024-01-01"))}
	with := func(c Case, change func(*Case)) Case { change(&c); return c }
	// Three quarters before, the fourth alone after: season and change are one.
	var quarters []metrics.Point
	for y := range 6 {
		for q := range 4 {
			if (q == 3) == (y >= 3) {
				quarters = append(quarters, metrics.Point{Date: day("2018-01-01").AddMonths(12*y + 3*q), Value: float64(9 + q + y%2)})
			}
		}
	}
	fourth, err := metrics.NewSeries(quarters...)
	require.NoError(t, err)
	for _, tt := range []struct {
		reason string
		c      Case
		study  func(Case, Options) (metrics.Change, error)
		kind   error
		says   []string
	}{
		{"mixed units", with(dated, func(c *Case) { c.Control = &Control{Unit: "min", Series: year} }), Controlled, ErrUnits,
			[]string{`study: control.unit: the control is in "min", the pilot in "h"`}},
		{"a baseline after the pilot", with(dated, func(c *Case) {
			c.Split = metrics.Split{Before: metrics.Span{From: day("2024-01-01"), To: day("2024-04-01")}, After: metrics.Span{From: day("2023-01-01"), To: day("2023-12-31")}}
		}), BeforeAfter, nil, []string{"study: split.before: the baseline, 2024-01-01 to 2024-04-01, is after the pilot, 2023-01-01 to 2023-12-31"}},
		{"overlapping windows", with(dated, func(c *Case) { c.Split.Before.To = day("2024-02-01") }), BeforeAfter, nil,
			[]string{"study: split.after.from: 2024-01-01 lies in the baseline, start to 2024-02-01: the windows overlap"}},
		{"no reading before", with(dated, func(c *Case) { c.Split = metrics.SplitAt(day("2020-01-01")) }), BeforeAfter, metrics.ErrNoBaseline, []string{"study: before: "}},
		{"no reading after", with(dated, func(c *Case) { c.Split = metrics.SplitAt(day("2030-01-01")) }), BeforeAfter, ErrTooFewPoints, []string{"study: after: "}},
		{"fewer points than parameters", Case{Metric: hours, InOrder: true, Before: []float64{1, 2, 4}, After: []float64{2, 3, 1}}, Interrupted, ErrTooFewPoints, []string{"study: before: "}},
		{"a season of one year", with(dated, func(c *Case) { c.Season = 12 }), Interrupted, ErrTooFewPoints, []string{"study: before: "}},
		{"a season that only comes after", Case{Metric: hours, Series: fourth, Season: 4, Split: metrics.SplitAt(day("2021-01-01"))}, Interrupted, ErrCollinear,
			[]string{"study: season: terms can't be told apart: the shift of month 4"}},
		{"units aren't a series", Case{Metric: hours, Before: []float64{1, 2, 3, 4, 5, 6}, After: []float64{1, 2, 3, 4, 5, 7}}, Interrupted, ErrMethod, []string{"study: before: an interrupted series needs readings in order of time"}},
		{"a control in other periods", with(dated, func(c *Case) {
			c.Control = &Control{Series: monthly(t, "2023-02-01", 9.1, 8.8, 9.4, 9, 8.7, 9.2, 9.3, 8.9, 9, 9.5, 8.8, 9.1, 8.2, 7.9, 8, 8.4)}
		}), Controlled, ErrOtherPeriods, []string{"study: control.before: the control has 11 readings and the pilot 12", "study: control.after: the control has 5 readings and the pilot 4"}},
		{"a control of other days", with(dated, func(c *Case) {
			c.Control = &Control{Series: monthly(t, "2023-01-02", 9.1, 8.8, 9.4, 9, 8.7, 9.2, 9.3, 8.9, 9, 9.5, 8.8, 9.1, 8.2, 7.9, 8, 8.4)}
		}), Controlled, ErrOtherPeriods, []string{"study: control.before: reading 1 of the control is of 2023-01-02, the pilot's of 2023-01-01"}},
		{"no control", dated, Controlled, nil, []string{"study: control: is missing"}},
		{"pairs of unequal number", Case{Metric: hours, Paired: true, Before: []float64{1, 2}, After: []float64{1, 2, 3}}, BeforeAfter, nil, []string{"study: after: 3 after and 2 before: pairs are of equal number"}},
		{"not numbers, both at once", Case{Metric: hours, Before: []float64{1, math.NaN()}, After: []float64{math.Inf(1), 2}}, BeforeAfter, nil,
			[]string{"study: before[1]: want a finite number, have NaN", "study: after[0]: want a finite number, have +Inf"}},
		{"a change too large for a number", Case{Metric: hours, Before: []float64{-math.MaxFloat64, -1e308}, After: []float64{math.MaxFloat64, 1e308}}, BeforeAfter, ErrOutOfRange, []string{"study: "}},
		{"units that can't be told from the group", Case{Metric: hours, Paired: true, Before: []float64{1, 1}, After: []float64{2, 3}, Control: &Control{Paired: true, Before: []float64{2, 2}, After: []float64{2, 4}}, Chosen: metrics.Yes},
			Controlled, ErrCollinear, []string{"study: before: "}},
	} {
		change, err := tt.study(tt.c, Options{})
		require.Error(t, err, tt.reason)
		require.Equal(t, metrics.Change{}, change, tt.reason)
		for _, s := range tt.says {
			require.ErrorContains(t, err, s, tt.reason)
		}
		if tt.kind != nil {
			require.ErrorIs(t, err, tt.kind, tt.reason)
		}
		for e := range metrics.Errors(err) {
			require.NotNil(t, e)
		}
	}
}

// Short, constant, huge and tiny samples: never a panic, and either a change of
// finite numbers or a named error.
func TestExtremeSamples(t *testing.T) {
	samples := map[string][]float64{
		"none": nil, "one": {3}, "two": {3, 4}, "constant": {2, 2, 2, 2, 2, 2}, "zeros": {0, 0, 0, 0, 0, 0},
		"huge": {1e300, 2e300, -1e300, 1.5e300, 3e300, 1e299}, "tiny": {1e-300, 2e-300, 3e-300, 1e-300, 2.5e-300, 5e-324},
		"both": {1e300, 1e-300, -1e300, 0, 1, 2}, "line": {1, 2, 3, 4, 5, 6}, "largest": {math.MaxFloat64, -math.MaxFloat64, 0, 1, 2, 3},
		"usual": {3.1, 2.9, 3.4, 3.3, 2.8, 3.0}, "far": {1e15, 1e15 + 1, 1e15 + 2, 1e15 + 1, 1e15, 1e15 + 3},
	}
	seen := map[bool]int{}
	for nb, before := range samples {
		for na, after := range samples {
			for shape := range 12 {
				c := Case{Metric: metrics.Metric{Better: metrics.Higher}, Before: before, After: after, InOrder: shape%3 == 0, Paired: shape%3 == 1, Season: []int{0, 4}[shape/3%2]}
				if shape >= 6 {
					c.Control = &Control{Before: samples["usual"][:min(len(before), 6)], After: samples["usual"][:min(len(after), 6)], Paired: c.Paired}
				}
				for method := range metrics.Methods {
					for name, study := range map[string]func(Case, Options) (metrics.Change, error){"compare": Compare, "before": BeforeAfter, "lines": Interrupted} {
						change, err := study(c, Options{Method: method})
						seen[err == nil]++
						if err == nil {
							require.NoError(t, change.Validate(), "%s %s %d %s %s", nb, na, shape, method, name)
						} else {
							require.Equal(t, metrics.Change{}, change)
						}
					}
				}
			}
		}
	}
	require.Greater(t, seen[true], 500)
	require.Greater(t, seen[false], 500)
}
