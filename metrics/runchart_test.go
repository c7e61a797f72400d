package metrics_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// runChart is one that nothing is wrong with.
func runChart() metrics.RunChart {
	at := func(day string, value float64) metrics.Point { return metrics.Point{Date: date(day), Value: value} }
	return metrics.RunChart{
		Metric: "repair-hours", Unit: "h", Better: metrics.Lower,
		Readings: []metrics.Point{at("2024-01-01", 9), at("2024-02-01", 11), at("2024-03-01", 4)}, Before: 2,
		Centre: 10, Limits: metrics.MustBetween(4.68, 15.32), Trial: true, Signals: []int{2},
		Control: []metrics.Point{at("2024-01-01", 8), at("2024-03-01", 8)}, ControlName: "the other shifts",
		Expected: []metrics.Point{at("2024-03-01", 10)},
	}
}

// Everything that can be wrong with a chart, each with its path.
func TestRunChartValidate(t *testing.T) {
	require.NoError(t, runChart().Validate())
	require.NoError(t, metrics.RunChart{}.Validate())
	for want, spoil := range map[string]func(*metrics.RunChart){
		"metrics: better: no text for Direction(9)":                                                                      func(c *metrics.RunChart) { c.Better = 9 },
		"metrics: readings[1].date: is missing":                                                                          func(c *metrics.RunChart) { c.Readings[1].Date = metrics.Date{} },
		"metrics: readings[1].date: 2024-01-01 isn't after 2024-01-01, the one before it":                                func(c *metrics.RunChart) { c.Readings[1].Date = date("2024-01-01") },
		"metrics: readings[2].value: want a finite number, have NaN":                                                     func(c *metrics.RunChart) { c.Readings[2].Value = math.NaN() },
		"metrics: readings[0].count: want a finite number, have +Inf":                                                    func(c *metrics.RunChart) { c.Readings[0].Count = math.Inf(1) },
		"metrics: readings[0].of: want 0 or more, have -1":                                                               func(c *metrics.RunChart) { c.Readings[0].Of = -1 },
		"metrics: before: want 0 to 3, the number of readings, have 4":                                                   func(c *metrics.RunChart) { c.Before = 4 },
		"metrics: before: want 0 to 3, the number of readings, have -1":                                                  func(c *metrics.RunChart) { c.Before = -1 },
		"metrics: centre: want a finite number, have -Inf":                                                               func(c *metrics.RunChart) { c.Centre = math.Inf(-1) },
		"metrics: centre: 16 lies outside of the limits, [4.68, 15.32]":                                                  func(c *metrics.RunChart) { c.Centre = 16 },
		"metrics: expected[0].date: nothing was read on 2024-01-01 after the change":                                     func(c *metrics.RunChart) { c.Expected[0].Date = date("2024-01-01") },
		"metrics: signals[0]: there is no reading 3, of 3":                                                               func(c *metrics.RunChart) { c.Signals[0] = 3 },
		"metrics: signals[0]: there is no reading -1, of 3":                                                              func(c *metrics.RunChart) { c.Signals[0] = -1 },
		"metrics: signals[1]: want a reading after 2, the one before it, have 2":                                         func(c *metrics.RunChart) { c.Signals = []int{2, 2} },
		"metrics: control[1].date: 2023-12-31 isn't after 2024-01-01, the one before it":                                 func(c *metrics.RunChart) { c.Control[1].Date = date("2023-12-31") },
		"metrics: control[0].value: want a finite number, have NaN":                                                      func(c *metrics.RunChart) { c.Control[0].Value = math.NaN() },
		"metrics: expected[0].date: is missing":                                                                          func(c *metrics.RunChart) { c.Expected[0].Date = metrics.Date{} },
		"metrics: expected[0].value: want a finite number, have +Inf":                                                    func(c *metrics.RunChart) { c.Expected[0].Value = math.Inf(1) },
		"metrics: before: want 0 to 0, the number of readings, have 2\nmetrics: signals[0]: there is no reading 2, of 0": func(c *metrics.RunChart) { c.Readings = nil },
	} {
		c := runChart()
		spoil(&c)
		require.EqualError(t, c.Validate(), want)
	}
}

// A chart of faults alone is told of as far as anybody reads.
func TestRunChartOfManyFaults(t *testing.T) {
	problems := func(c metrics.RunChart) (n int) {
		for range metrics.Errors(c.Validate()) {
			n++
		}
		return n
	}
	few := problems(metrics.RunChart{Signals: make([]int, 10)})
	require.Equal(t, 10, few)
	many := problems(metrics.RunChart{Readings: make([]metrics.Point, 100_000), Signals: make([]int, 100_000)})
	require.Greater(t, many, few)
	require.Less(t, many, 2000)
	require.Equal(t, many, problems(metrics.RunChart{Signals: make([]int, 100_000)}))
}

// A chart reads back as it was; whatever is wrong with a document is refused, all
// at once with paths, and leaves what was there.
func TestRunChartJSON(t *testing.T) {
	for _, c := range []metrics.RunChart{runChart(), {}} {
		data, err := json.Marshal(c)
		require.NoError(t, err)
		var back metrics.RunChart
		require.NoError(t, json.Unmarshal(data, &back))
		require.Empty(t, cmp.Diff(c, back))
	}
	c := runChart()
	wantPaths(t, c.UnmarshalJSON([]byte(`{"readings":[{"date":"2024-02-01","value":1},{"date":"2024-01-01","value":2,"unit":"h"}],"before":3,"before":1,"limits":{"low":2,"high":1},"signals":[0.5],"wonderful":true}`)),
		"readings[1].date", "readings[1].unit", "before", "limits", "signals[0]", "wonderful")
	wantPaths(t, c.UnmarshalJSON([]byte(`{"readings":[{"date":"2024-02-01","value":1},{"date":"2024-01-01","value":2}],"before":3,"centre":0,"signals":[2]}`)),
		"readings[1].date", "before", "signals[0]")
	require.Equal(t, runChart(), c)
}
