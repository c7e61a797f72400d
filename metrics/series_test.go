package metrics_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// readings makes a point a day of the value's position in the list, 1 first.
func readings(days ...string) []metrics.Point {
	points := make([]metrics.Point, len(days))
	for i, day := range days {
		points[i] = metrics.Point{Date: date(day), Value: float64(i + 1)}
	}
	return points
}

func newSeries(t *testing.T, points ...metrics.Point) metrics.Series {
	t.Helper()
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}

func TestNewSeriesSorts(t *testing.T) {
	points := readings("2024-03-01", "2024-01-01", "2024-02-01")
	s := newSeries(t, points...)
	points[1].Value = 99 // too late to change anything
	want := []metrics.Point{{Date: date("2024-01-01"), Value: 2}, {Date: date("2024-02-01"), Value: 3}, {Date: date("2024-03-01"), Value: 1}}
	require.Empty(t, cmp.Diff(want, slices.Collect(s.All())))
	require.Equal(t, 3, s.Len())
	var none metrics.Series
	require.Zero(t, none.Len())
	require.Empty(t, slices.Collect(none.All()))
	require.Zero(t, newSeries(t).Len())
}

func TestNewSeriesRefuses(t *testing.T) {
	day := date("2024-01-01")
	tests := []struct {
		name   string
		points []metrics.Point
		want   string
	}{
		{"no date", []metrics.Point{{Value: 1}}, "metrics: points[0].date: is missing"},
		{"no date twice", []metrics.Point{{Value: 1}, {Value: 1}}, "metrics: points[0].date: is missing\nmetrics: points[1].date: is missing"},
		{"a date twice", []metrics.Point{{Date: day, Value: 1}, {Date: day, Value: 1}}, "metrics: points[1].date: 2024-01-01 stands twice, first as points[0]"},
		{"a date three times", []metrics.Point{{Date: day}, {Date: day}, {Date: day}}, "metrics: points[1].date: 2024-01-01 stands twice, first as points[0]\nmetrics: points[2].date: 2024-01-01 stands twice, first as points[0]"},
		{"NaN", []metrics.Point{{Date: day, Value: nan}}, "metrics: points[0].value: want a finite number, have NaN"},
		{"infinite", []metrics.Point{{Date: day, Value: -inf}}, "metrics: points[0].value: want a finite number, have -Inf"},
		{"all at once", []metrics.Point{{Date: day}, {Value: inf}, {Date: day, Value: nan}}, "metrics: points[1].date: is missing\nmetrics: points[1].value: want a finite number, have +Inf\n" +
			"metrics: points[2].date: 2024-01-01 stands twice, first as points[0]\nmetrics: points[2].value: want a finite number, have NaN"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := metrics.NewSeries(tt.points...)
			require.EqualError(t, err, tt.want)
			require.Zero(t, s.Len())
		})
	}
}

func TestWindow(t *testing.T) {
	s := newSeries(t, readings("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01")...)
	tests := []struct {
		name, from, to string
		want           []float64
	}{
		{"open on both sides", "", "", []float64{1, 2, 3, 4}},
		{"days included", "2024-02-01", "2024-03-01", []float64{2, 3}},
		{"a day later and earlier", "2024-02-02", "2024-03-31", []float64{3}},
		{"from only", "2024-03-01", "", []float64{3, 4}},
		{"to only", "", "2024-01-31", []float64{1}},
		{"one day", "2024-02-01", "2024-02-01", []float64{2}},
		{"before all", "", "2023-12-31", nil},
		{"after all", "2024-04-02", "", nil},
		{"the wrong way round", "2024-03-01", "2024-02-01", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var from, to metrics.Date
			require.NoError(t, from.UnmarshalText([]byte(tt.from)))
			require.NoError(t, to.UnmarshalText([]byte(tt.to)))
			w := s.Window(from, to)
			var got []float64
			for p := range w.All() {
				got = append(got, p.Value)
			}
			require.Equal(t, tt.want, got)
			require.Len(t, tt.want, w.Len())
		})
	}
}

// A window is the points that lie in it, in order, and a window of a window is
// the window of both.
func TestWindowAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		start := date("2024-01-01")
		var c classes
		for c.cases = range 2000 {
			var points []metrics.Point
			for n := range 20 {
				if r.IntN(2) == 0 {
					points = append(points, metrics.Point{Date: start.AddDays(n), Value: float64(n)})
				}
			}
			inOrder := slices.Clone(points)
			r.Shuffle(len(points), func(i, j int) { points[i], points[j] = points[j], points[i] })
			s := newSeries(t, points...)
			from, to := start.AddDays(r.IntN(22)-1), start.AddDays(r.IntN(22)-1)
			want := slices.DeleteFunc(slices.Clone(inOrder), func(p metrics.Point) bool { return p.Date.Before(from) || p.Date.After(to) })
			c.add("empty", len(want) == 0)
			c.add("starting on a reading", len(want) > 0 && want[0].Date == from)
			c.add("ending on a reading", len(want) > 0 && want[len(want)-1].Date == to)
			got := slices.Collect(s.Window(from, to).All())
			twice := slices.Collect(s.Window(from, metrics.Date{}).Window(metrics.Date{}, to).All())
			require.True(t, slices.Equal(want, got), "%v from %v to %v: %v, want %v", inOrder, from, to, got, want)
			require.True(t, slices.Equal(want, twice), "%v from %v, then to %v: %v, want %v", inOrder, from, to, twice, want)
			require.True(t, slices.Equal(inOrder, slices.Collect(s.All())), "%v is changed", inOrder)
		}
		c.atLeast5Percent(t)
	})
}

func TestSeriesPeriod(t *testing.T) {
	tests := []struct {
		name string
		days []string
		want metrics.Period
	}{
		{"no reading", nil, metrics.PeriodUnknown},
		{"one", []string{"2024-01-01"}, metrics.PeriodUnknown},
		{"daily", []string{"2024-02-28", "2024-02-29", "2024-03-01"}, metrics.Daily},
		{"working days", []string{"2024-01-04", "2024-01-05", "2024-01-08", "2024-01-09", "2024-01-10"}, metrics.Daily},
		{"every other day", []string{"2024-01-01", "2024-01-03"}, metrics.PeriodUnknown},
		{"every sixth day", []string{"2024-01-01", "2024-01-07"}, metrics.PeriodUnknown},
		{"weekly", []string{"2024-02-26", "2024-03-04", "2024-03-11"}, metrics.Weekly},
		{"every eighth day", []string{"2024-01-01", "2024-01-09"}, metrics.PeriodUnknown},
		{"27 days", []string{"2024-01-01", "2024-01-28"}, metrics.PeriodUnknown},
		{"the shortest month", []string{"2023-02-01", "2023-03-01"}, metrics.Monthly},
		{"the longest month", []string{"2024-01-01", "2024-02-01"}, metrics.Monthly},
		{"32 days", []string{"2024-01-01", "2024-02-02"}, metrics.PeriodUnknown},
		{"ends of months", []string{"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"}, metrics.Monthly},
		{"88 days", []string{"2023-02-01", "2023-04-30"}, metrics.PeriodUnknown},
		{"the shortest quarter", []string{"2023-02-01", "2023-05-01"}, metrics.Quarterly},
		{"the longest quarter", []string{"2024-07-01", "2024-10-01"}, metrics.Quarterly},
		{"93 days", []string{"2024-07-01", "2024-10-02"}, metrics.PeriodUnknown},
		{"364 days", []string{"2023-01-01", "2023-12-31"}, metrics.PeriodUnknown},
		{"yearly", []string{"2023-01-01", "2024-01-01"}, metrics.Yearly},
		{"a leap year", []string{"2024-01-01", "2025-01-01"}, metrics.Yearly},
		{"367 days", []string{"2024-01-01", "2025-01-02"}, metrics.PeriodUnknown},
		{"a month missing of four", []string{"2024-01-01", "2024-02-01", "2024-04-01"}, metrics.Monthly},
		{"two months missing of six", []string{"2024-01-01", "2024-02-01", "2024-04-01", "2024-06-01", "2024-07-01"}, metrics.Monthly},
		{"most months missing", []string{"2024-01-01", "2024-03-01", "2024-05-01", "2024-06-01"}, metrics.PeriodUnknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, newSeries(t, readings(tt.days...)...).Period())
		})
	}
}

// Readings a period apart have that period, wherever they start and although every
// fourth may be missing.
func TestSeriesPeriodOfRegularReadings(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for p := range metrics.Periods {
			if p == metrics.PeriodUnknown {
				continue
			}
			for range 200 {
				day := date("1990-01-01").AddDays(r.IntN(10000))
				if p == metrics.Quarterly || p == metrics.Monthly { // the 31st has no place in every month
					day = day.AddDays(1 - day.Time().Day())
				}
				missing := r.IntN(5) // 4 for none
				var points []metrics.Point
				for n := range 12 {
					if n == 0 || n%4 != missing {
						points = append(points, metrics.Point{Date: p.After(day, n), Value: math.Pi})
					}
				}
				require.Equal(t, p, newSeries(t, points...).Period(), "%v", points)
			}
		}
	})
}
