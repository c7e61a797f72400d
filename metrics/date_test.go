package metrics_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func date(s string) metrics.Date { return metrics.MustDate(s) }

func TestParseDate(t *testing.T) {
	for _, text := range []string{"0001-01-01", "2024-02-29", "2000-02-29", "2023-12-31", "9999-12-31"} {
		d, err := metrics.ParseDate(text)
		require.NoError(t, err)
		require.Equal(t, text, d.String())
		require.False(t, d.IsZero())
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "today", "0000-01-01", "0000-12-31", "2023-02-29", "1900-02-29", "2024-04-31", "2024-00-10", "2024-13-01", "2024-01-00", "2024-01-32",
		"2024-1-05", "2024-01-5", "24-01-05", "02024-01-05", "10000-01-01", "-001-01-01", "+024-01-05", "2024/01/05", "05.01.2024", "20240105",
		" 2024-01-05", "2024-01-05 ", "2024-01-05T00:00:00Z", "2024-01", "2024-W01-1", "٢024-01-05",
	} {
		d, err := metrics.ParseDate(text)
		want := fmt.Sprintf("want a date as YYYY-MM-DD, have %q", text)
		require.EqualError(t, err, want)
		require.Zero(t, d, text)
		require.PanicsWithError(t, want, func() { metrics.MustDate(text) })
	}
}

func TestNewDate(t *testing.T) {
	tests := []struct {
		year  int
		month time.Month
		day   int
		want  string // empty where there is no such day
	}{
		{1, time.January, 1, "0001-01-01"},
		{9999, time.December, 31, "9999-12-31"},
		{2024, time.February, 29, "2024-02-29"},
		{2023, time.February, 29, ""},
		{2024, time.February, 0, ""},
		{2024, time.February, -1, ""},
		{2024, 0, 1, ""},
		{2024, 13, 1, ""},
		{2024, 257, 1, ""},
		{2024, -255, 1, ""},
		{2024, 1 + 768, 1, ""}, // 64 years, and the same in 8 bits
		{2024, time.January, 257, ""},
		{0, time.December, 31, ""},
		{0, 0, 0, ""},
		{0, 13, 1, ""},
		{-1, time.January, 1, ""},
		{10000, time.January, 1, ""},
		{10000, 0, 1, ""},
		{65536 + 2024, time.January, 1, ""},
		{math.MaxInt, math.MaxInt, math.MaxInt, ""},
		{math.MinInt, math.MinInt, math.MinInt, ""},
	}
	for _, tt := range tests {
		d, err := metrics.NewDate(tt.year, tt.month, tt.day)
		require.Equal(t, tt.want, d.String(), "%d, %d, %d", tt.year, tt.month, tt.day)
		require.Equal(t, tt.want == "", d.IsZero(), "%d, %d, %d", tt.year, tt.month, tt.day)
		require.Equal(t, tt.want == "", err != nil, "%d, %d, %d", tt.year, tt.month, tt.day)
	}
	_, err := metrics.NewDate(2023, time.February, 29)
	require.EqualError(t, err, "the calendar has no day 2023-02-29")
}

func TestDateOf(t *testing.T) {
	east := time.FixedZone("east", 14*60*60)
	tests := []struct {
		name string
		t    time.Time
		want string
	}{
		{"last moment of a day", time.Date(2024, 3, 31, 23, 59, 59, 999_999_999, time.UTC), "2024-03-31"},
		{"the day where it was taken, not in UTC", time.Date(2024, 4, 1, 1, 0, 0, 0, east), "2024-04-01"},
		{"first of the calendar", time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC), "0001-01-01"},
		{"before it", time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC), ""},
		{"last of the calendar", time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC), "9999-12-31"},
		{"after it", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, metrics.DateOf(tt.t).String())
		})
	}
}

func TestDateEqual(t *testing.T) {
	require.True(t, date("2024-02-29").Equal(date("2024-02-29")))
	require.False(t, date("2024-02-29").Equal(date("2024-02-28")))
	require.False(t, date("2024-02-29").Equal(metrics.Date{}))
}

func TestDateTime(t *testing.T) {
	require.Equal(t, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC), date("2024-02-29").Time())
}

// No date is before every date and has no text, and nothing is counted from it.
func TestZeroDate(t *testing.T) {
	var none metrics.Date
	first := date("0001-01-01")
	require.True(t, none.IsZero())
	require.Empty(t, none.String())
	require.True(t, none.Time().IsZero())
	require.Equal(t, -1, none.Compare(first))
	require.Equal(t, 1, first.Compare(none))
	require.True(t, none.Before(first))
	require.True(t, first.After(none))
	require.Zero(t, none.AddDays(800))
	require.Zero(t, none.AddMonths(30))
	d := first
	require.NoError(t, d.UnmarshalText(nil))
	require.True(t, d.IsZero())
	require.Error(t, d.UnmarshalText([]byte("soon")))
	type document struct {
		AsOf  metrics.Date `json:"asOf"`
		Until metrics.Date `json:"until,omitzero"`
	}
	data, err := json.Marshal(document{})
	require.NoError(t, err)
	require.Equal(t, `{"asOf":""}`, string(data))
	var back document
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, document{}, back)
}

func TestDateOrder(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			d, e := nearDate(r), nearDate(r)
			want := d.Time().Compare(e.Time())
			c.add("the same day", want == 0)
			c.add("the same month", d.Time().Format("2006-01") == e.Time().Format("2006-01") && want != 0)
			require.Equal(t, want, d.Compare(e), "%v and %v", d, e)
			require.Equal(t, -want, e.Compare(d), "%v and %v", d, e)
			require.Equal(t, want < 0, d.Before(e), "%v and %v", d, e)
			require.Equal(t, want > 0, d.After(e), "%v and %v", d, e)
			require.Equal(t, want == 0, d == e, "%v and %v", d, e)
		}
		c.atLeast5Percent(t)
	})
}

// nearDate is one of few dates, in two years, months and days of either.
func nearDate(r *rand.Rand) metrics.Date {
	return date([]string{"2023-01-02", "2023-01-31", "2023-02-01", "2023-02-28", "2024-01-01", "2024-01-31", "2024-02-01"}[r.IntN(7)])
}
