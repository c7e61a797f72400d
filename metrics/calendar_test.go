package metrics_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// A slow calendar, by the rule of 1582 and without package time.
type day struct{ year, month, day int }

func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func (d day) next() day {
	switch {
	case d.day < daysIn(d.year, d.month):
		return day{d.year, d.month, d.day + 1}
	case d.month < 12:
		return day{d.year, d.month + 1, 1}
	}
	return day{d.year + 1, 1, 1}
}

// monthsLater is the same day n months later, or the last one of a shorter month.
func (d day) monthsLater(n int) day {
	for ; n > 0; n-- {
		if d.month++; d.month > 12 {
			d.year, d.month = d.year+1, 1
		}
	}
	for ; n < 0; n++ {
		if d.month--; d.month < 1 {
			d.year, d.month = d.year-1, 12
		}
	}
	d.day = min(d.day, daysIn(d.year, d.month))
	return d
}

// In 400 years the calendar comes round; all their days are walked through.
func TestEveryDayOf400Years(t *testing.T) {
	first, n := date("1900-01-01"), 0
	for year := 1900; year < 2300; year++ {
		var want, got []string
		for d := (day{year, 1, 1}); d.year == year; d = d.next() {
			want = append(want, d.String())
			got = append(got, first.AddDays(n).String())
			n++
		}
		require.Equal(t, want, got)
	}
	require.Equal(t, 146_097, n)
	require.Equal(t, first, date("2300-01-01").AddDays(-n))
}

// A date is that of its year, month and day, and its text reads back as it.
func TestEveryDayOfFourYears(t *testing.T) {
	before := date("1999-12-31")
	for d := (day{2000, 1, 1}); d.year < 2004; d = d.next() {
		made, err := metrics.NewDate(d.year, time.Month(d.month), d.day)
		require.NoError(t, err)
		require.Equal(t, date(d.String()), made)
		require.Equal(t, d.String(), made.String())
		require.Equal(t, made, before.AddDays(1))
		require.Equal(t, before, made.AddDays(-1))
		require.True(t, before.Before(made), "%v follows %v", made, before)
		before = made
	}
}

func TestAddMonths(t *testing.T) {
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2023-01-31", 1, "2023-02-28"},
		{"2024-01-31", 2, "2024-03-31"},
		{"2024-03-31", -1, "2024-02-29"},
		{"2024-05-31", 1, "2024-06-30"},
		{"2024-02-29", 12, "2025-02-28"},
		{"2024-02-29", 48, "2028-02-29"},
		{"2024-01-15", 0, "2024-01-15"},
		{"2024-12-15", 1, "2025-01-15"},
		{"2024-01-15", -1, "2023-12-15"},
		{"9999-11-30", 1, "9999-12-30"},
		{"9999-12-01", 1, ""},
		{"9999-12-31", 0, "9999-12-31"},
		{"0001-01-31", -1, ""},
		{"0001-02-28", -1, "0001-01-28"},
		{"0001-01-01", 119_987, "9999-12-01"},
		{"0001-01-01", 119_988, ""},
		{"9999-12-31", -119_987, "0001-01-31"},
		{"9999-12-31", -119_988, ""},
		{"2024-01-01", math.MaxInt, ""},
		{"2024-01-01", math.MinInt, ""},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, date(tt.from).AddMonths(tt.n).String(), "%d months after %s", tt.n, tt.from)
	}
}

func TestAddMonthsAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			year, month := 1800+r.IntN(400), 1+r.IntN(12)
			d := day{year, month, 1 + r.IntN(daysIn(year, month))}
			if r.IntN(2) == 0 {
				d.day = daysIn(year, month)
			}
			n := r.IntN(1201) - 600
			want := d.monthsLater(n)
			c.add("cut to the end of the month", want.day != d.day)
			c.add("a day in February", want.month == 2)
			require.Equal(t, want.String(), date(d.String()).AddMonths(n).String(), "%d months after %v", n, d)
		}
		c.atLeast5Percent(t)
	})
}

func TestAddDaysLeavesTheCalendar(t *testing.T) {
	const days = 3_652_058 // from the first day of the calendar to the last
	tests := []struct {
		from string
		n    int
		want string
	}{
		{"0001-01-01", days, "9999-12-31"},
		{"9999-12-31", -days, "0001-01-01"},
		{"0001-01-01", days + 1, ""},
		{"9999-12-31", -days - 1, ""},
		{"9999-12-31", 1, ""},
		{"0001-01-01", -1, ""},
		{"2024-01-01", math.MaxInt, ""},
		{"2024-01-01", math.MinInt, ""},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, date(tt.from).AddDays(tt.n).String(), "%d days after %s", tt.n, tt.from)
	}
}

func TestPeriodAfter(t *testing.T) {
	tests := []struct {
		period metrics.Period
		from   string
		n      int
		want   string
	}{
		{metrics.Daily, "2024-02-28", 2, "2024-03-01"},
		{metrics.Weekly, "2024-02-26", 2, "2024-03-11"},
		{metrics.Monthly, "2024-01-01", 6, "2024-07-01"},
		{metrics.Monthly, "2024-01-31", 1, "2024-02-29"},
		{metrics.Quarterly, "2024-01-01", 3, "2024-10-01"},
		{metrics.Yearly, "2024-01-01", 2, "2026-01-01"},
		{metrics.Yearly, "2024-01-01", -1, "2023-01-01"},
		{metrics.Weekly, "2024-01-01", 0, "2024-01-01"},
		{metrics.PeriodUnknown, "2024-01-01", 1, ""},
		{metrics.Period(9), "2024-01-01", 1, ""},
		{metrics.Daily, "0001-01-01", 3_652_058, "9999-12-31"},
		{metrics.Daily, "9999-12-31", -3_652_058, "0001-01-01"},
		{metrics.Weekly, "9999-12-30", 1, ""},
		// 7 times each of the first two, 3 times the third, wrap round to a few days or months.
		{metrics.Weekly, "2024-01-01", (2*math.MaxInt + 7) / 7, ""},
		{metrics.Weekly, "2024-01-01", -(2*math.MaxInt + 7) / 7, ""},
		{metrics.Quarterly, "2024-01-01", math.MaxInt/3*2 + 2, ""},
		{metrics.Yearly, "2024-01-01", math.MaxInt, ""},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, tt.period.After(date(tt.from), tt.n).String(), "%d %v periods after %s", tt.n, tt.period, tt.from)
	}
	require.Zero(t, metrics.Daily.After(metrics.Date{}, 1))
}
