package metrics_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

var dateOf = metrics.MustDate

func TestSplit(t *testing.T) {
	s := metrics.SplitAt(dateOf("2024-03-01"))
	require.Equal(t, metrics.Split{Before: metrics.Span{To: dateOf("2024-02-29")}, After: metrics.Span{From: dateOf("2024-03-01")}}, s)
	around := metrics.SplitAround(dateOf("2024-03-01"), dateOf("2024-04-30"))
	require.Equal(t, metrics.Split{Before: metrics.Span{To: dateOf("2024-02-29")}, After: metrics.Span{From: dateOf("2024-05-01")}}, around)
	require.NoError(t, s.Validate())
	require.NoError(t, around.Validate())
	require.True(t, metrics.Split{}.IsZero())
	require.False(t, s.IsZero())
	require.Equal(t, "start to 2024-02-29", s.Before.String())
	require.Equal(t, "2024-03-01 to end", s.After.String())
	require.True(t, s.Before.Contains(dateOf("2024-02-29")))
	require.False(t, s.Before.Contains(dateOf("2024-03-01")))
	require.True(t, s.After.Contains(dateOf("2024-03-01")))
	require.False(t, s.After.Contains(dateOf("2024-02-29")))

	var points []metrics.Point
	for i := range 6 {
		points = append(points, metrics.Point{Date: dateOf("2024-01-01").AddMonths(i), Value: float64(i)})
	}
	series, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	before, after := series.Split(around)
	require.Equal(t, 2, before.Len())
	require.Equal(t, 2, after.Len(), "March and April belong to no side")
}

func TestSplitValidate(t *testing.T) {
	span := func(from, to string) (s metrics.Span) {
		if from != "" {
			s.From = dateOf(from)
		}
		if to != "" {
			s.To = dateOf(to)
		}
		return s
	}
	for _, tt := range []struct {
		reason string
		split  metrics.Split
		want   string
	}{
		{"nothing said", metrics.Split{}, "metrics: before.to: is missing: a baseline ends before the change"},
		{"no start after", metrics.Split{Before: span("", "2024-01-31")}, "metrics: after.from: is missing: what comes after starts with a day"},
		{"touching", metrics.Split{Before: span("", "2024-01-31"), After: span("2024-02-01", "")}, ""},
		{"one day shared", metrics.Split{Before: span("", "2024-02-01"), After: span("2024-02-01", "")}, "metrics: after.from: 2024-02-01 lies in the baseline, start to 2024-02-01: the windows overlap"},
		{"the baseline after the pilot", metrics.Split{Before: span("2024-06-01", "2024-07-01"), After: span("2024-01-01", "2024-05-31")}, "metrics: before: the baseline, 2024-06-01 to 2024-07-01, is after the pilot, 2024-01-01 to 2024-05-31"},
		{"inside one another", metrics.Split{Before: span("2024-01-01", "2024-12-31"), After: span("2024-03-01", "2024-04-01")}, "metrics: after.from: 2024-03-01 lies in the baseline, 2024-01-01 to 2024-12-31: the windows overlap"},
		{"both turned round", metrics.Split{Before: span("2024-02-01", "2024-01-01"), After: span("2024-04-01", "2024-03-01")},
			"metrics: before.to: 2024-01-01 is before 2024-02-01, where the span starts\nmetrics: after.to: 2024-03-01 is before 2024-04-01, where the span starts"},
	} {
		err := tt.split.Validate()
		if tt.want == "" {
			require.NoError(t, err, tt.reason)
		} else {
			require.EqualError(t, err, tt.want, tt.reason)
		}
	}
	var s metrics.Split
	require.NoError(t, json.Unmarshal([]byte(`{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01","to":"2024-06-30"}}`), &s))
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.JSONEq(t, `{"before":{"to":"2024-01-31"},"after":{"from":"2024-02-01","to":"2024-06-30"}}`, string(b))
	require.ErrorContains(t, json.Unmarshal([]byte(`{"before":{"until":"2024-01-31"}}`), &s), "metrics: before.until: unknown field")
}

func TestRates(t *testing.T) {
	s, err := metrics.NewRates(1000, metrics.Point{Date: dateOf("2024-02-01"), Count: 30, Of: 1500}, metrics.Point{Date: dateOf("2024-01-01"), Count: 5, Of: 1000})
	require.NoError(t, err)
	var values []float64
	for v := range s.Values() {
		values = append(values, v)
		if len(values) == 2 {
			break
		}
	}
	require.Equal(t, []float64{5, 20}, values)
	per, ok := s.Per()
	require.True(t, ok)
	require.Equal(t, 1000.0, per)
	_, ok = metrics.Series{}.Per()
	require.False(t, ok)
	first := s.Window(dateOf("2024-01-01"), dateOf("2024-01-31"))
	per, ok = first.Per()
	require.True(t, ok && per == 1000, "a window of rates is one of rates")

	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.JSONEq(t, `{"per":1000,"points":[{"date":"2024-01-01","count":5,"of":1000},{"date":"2024-02-01","count":30,"of":1500}]}`, string(b))
	var back metrics.Series
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, s, back)

	none, err := metrics.NewRates(1000, metrics.Point{Date: dateOf("2024-01-01"), Of: 1500})
	require.NoError(t, err)
	require.Equal(t, []float64{0}, slices.Collect(none.Values()), "nobody of 1,500 is a rate too")

	_, err = metrics.NewRates(0, metrics.Point{Count: -1, Value: 3}, metrics.Point{Date: dateOf("2024-01-01"), Count: 1, Of: -2}, metrics.Point{Date: dateOf("2024-01-01"), Count: 1, Of: 2})
	require.EqualError(t, err, strings.Join([]string{
		"metrics: per: want a number above 0, have 0",
		"metrics: points[0].value: is worked out from count and of: leave it out",
		"metrics: points[0].count: want 0 or more, have -1",
		"metrics: points[0].of: is missing: a rate needs what it is counted of",
		"metrics: points[1].of: want a number above 0, have -2",
		"metrics: points[0].date: is missing",
		"metrics: points[2].date: 2024-01-01 stands twice, first as points[1]",
	}, "\n"))
	_, err = metrics.NewSeries(metrics.Point{Date: dateOf("2024-01-01"), Value: 1, Of: 2})
	require.EqualError(t, err, "metrics: points[0]: has a count or what it is counted of: make a series of rates")
}

func TestSeriesJSON(t *testing.T) {
	var s metrics.Series
	require.NoError(t, json.Unmarshal([]byte(` [{"date":"2024-02-01","value":2},{"date":"2024-01-01","value":1}]`), &s))
	b, err := json.Marshal(s)
	require.NoError(t, err)
	require.Equal(t, `[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":2}]`, string(b))
	b, err = json.Marshal(metrics.Series{})
	require.NoError(t, err)
	require.Equal(t, `[]`, string(b))
	for document, want := range map[string]string{
		`[{"date":"2024-01-01","value":1},{"date":"2024-01-01","value":2}]`: "metrics: [1].date: 2024-01-01 stands twice, first as points[0]",
		`[{"date":"2024-01-01"}]`:                                        "metrics: [0].value: is missing",
		`{"per":100,"points":[{"date":"2024-01-01","of":3}]}`:            "metrics: points[0].count: is missing",
		`[{"date":"2024-01-01","value":1,"of":3}]`:                       "metrics: [0]: has a count or what it is counted of",
		`{"per":100,"points":[{"date":"2024-01-01","count":1}]}`:         "metrics: points[0].of: is missing",
		`{"per":100,"points":[{"date":"2024-01-01","counts":1,"of":1}]}`: "metrics: points[0].counts: unknown field",
		`7`: "want an array, have a number",
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(document), &s), want)
	}
}

// The number of a period by the calendar: a missing one is skipped, a month's end
// and a weekly reading a day late belong where they were meant.
func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		reason string
		days   []string
		want   []int
	}{
		{"daily over a leap day, one missing", []string{"2024-02-27", "2024-02-28", "2024-02-29", "2024-03-02"}, []int{1, 2, 3, 5}},
		{"weekly, one a day late", []string{"2024-01-01", "2024-01-09", "2024-01-15", "2024-01-22", "2024-02-05"}, []int{1, 2, 3, 4, 6}},
		{"monthly by month's ends, March missing", []string{"2024-01-31", "2024-02-29", "2024-04-30", "2024-05-31"}, []int{1, 2, 4, 5}},
		{"over the year", []string{"2023-11-01", "2023-12-01", "2024-01-01"}, []int{1, 2, 3}},
		{"quarterly, one a month late", []string{"2023-01-01", "2023-04-01", "2023-07-01", "2023-11-01", "2024-04-01"}, []int{1, 2, 3, 4, 6}},
		{"over more years than a Duration holds", []string{"1000-01-01", "1000-01-02", "1000-01-03", "2000-01-01"}, []int{1, 2, 3, 365243}},
		{"yearly, by the end of the business year", []string{"2020-03-31", "2021-03-31", "2023-03-31"}, []int{1, 2, 4}},
		{"no period fits", []string{"2024-01-01", "2024-01-03", "2024-01-05"}, nil},
		{"one reading", []string{"2024-01-01"}, nil},
	} {
		var points []metrics.Point
		for _, d := range tt.days {
			points = append(points, metrics.Point{Date: dateOf(d)})
		}
		s, err := metrics.NewSeries(points...)
		require.NoError(t, err)
		require.Equal(t, tt.want, s.Numbers(), tt.reason)
	}
}

func TestReadSeriesColumns(t *testing.T) {
	const file = "month,late,all,other\n1854-04-01T07:00:00.000Z,1,8571,x\n1854-05-01 08:00:00,12,23333,y\n1854-06-01,11,28333,\n"
	s, err := metrics.ReadSeries(strings.NewReader(file), metrics.SeriesColumns{Date: "month", Value: "late", Of: "all", Per: 1000})
	require.NoError(t, err)
	require.Equal(t, 3, s.Len())
	for point := range s.All() {
		require.Equal(t, "1854-04-01", point.Date.String())
		require.Equal(t, 1.0, point.Count)
		require.Equal(t, 8571.0, point.Of)
		break
	}
	plain, err := metrics.ReadSeries(strings.NewReader(file), metrics.SeriesColumns{Date: "Month", Value: "ALL"})
	require.NoError(t, err)
	_, rates := plain.Per()
	require.False(t, rates)
	one, err := metrics.ReadSeries(strings.NewReader(file), metrics.SeriesColumns{Date: "month", Value: "late", Of: "all"})
	require.NoError(t, err)
	per, _ := one.Per()
	require.Equal(t, 1.0, per)

	_, err = metrics.ReadSeries(strings.NewReader("date,value,of\n2024-01-01,-1,5\n2024-02-01,2,0\n2024-03-01T25:00,3,many\n"), metrics.SeriesColumns{Of: "of"})
	for _, want := range []string{"line 2, column 12: want a count of 0 or more, have -1", "line 3, column 14: want a number above 0 to count of, have 0", `want a date as YYYY-MM-DD, have "2024-03-01T25:00"`, "line 4, column 20"} {
		require.ErrorContains(t, err, want)
	}
	_, err = metrics.ReadSeries(strings.NewReader("date,value\n2024-01-01,1\n"), metrics.SeriesColumns{Of: "attendances"})
	require.ErrorContains(t, err, `no column named "attendances"`)
}

// A benefit with a study's change: its readings before are the baseline, its gain
// counts where it can tell, and what contradicts the rest is refused.
func TestBenefitWithChange(t *testing.T) {
	c := change()
	b := metrics.Benefit{Metric: "hours", Change: &c}
	require.NoError(t, b.Validate())
	require.Equal(t, metrics.Exactly(12), b.Points())
	gain, asOf := b.Gain()
	require.Equal(t, metrics.MustBetween(0.5, 1.5), gain)
	require.Equal(t, dateOf("2024-12-01"), asOf)
	b.Baseline.Points = metrics.Exactly(30)
	require.Equal(t, metrics.Exactly(30), b.Points(), "a stated baseline stands")
	c.Warnings = []metrics.Warning{{Kind: metrics.NoVariation}}
	gain, asOf = b.Gain()
	require.True(t, gain.IsAnything() && asOf.IsZero())
	gain, _ = metrics.Benefit{}.Gain()
	require.True(t, gain.IsAnything())

	b = metrics.Benefit{Metric: "visits", Baseline: metrics.NoBaseline(), Change: &c}
	require.EqualError(t, b.Validate(), `metrics: change.metric: is "hours", and the benefit's metric is "visits"`+"\n"+
		"metrics: change.before: there is no baseline, says the benefit, and 12 readings before, says the change")
	c.Level = 2
	require.EqualError(t, metrics.Benefit{NoMetric: true, Change: &c}.Validate(), "metrics: change.level: want a share below 1, have 2\nmetrics: change: where there is no metric nothing can have changed")
}
