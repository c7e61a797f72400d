package metrics

import (
	"cmp"
	"example.com/kmaturity/internal/strict"
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time or a place: small, comparable
// by ==, ordered by Compare. The zero value is no date at all; its text is "".
// Years run from 1 to 9999.
type Date struct {
	year  int16
	month uint8
	day   uint8
}

const layout = "2006-01-02"

const mostDays = 4_000_000 // more than the calendar has, and so of any period

// NewDate returns the date, or an error if the calendar has no such day.
func NewDate(year int, month time.Month, day int) (Date, error) {
	d := DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
	if year < 1 || int(d.year) != year || d.month != uint8(month) || int(d.day) != day {
		return Date{}, fmt.Errorf("the calendar has no day %04d-%02d-%02d", year, int(month), day)
	}
	return d, nil
}

// MustDate is ParseDate for a date written in a program; it panics where
// ParseDate gives an error.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// DateOf returns the day of t in t's own time zone; a year outside 1 to 9999
// gives no date.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	if y < 1 || y > 9999 {
		return Date{}
	}
	return Date{int16(y), uint8(m), uint8(d)}
}

// ParseDate reads a date as YYYY-MM-DD (ISO 8601).
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Year() < 1 {
		return Date{}, fmt.Errorf("want a date as YYYY-MM-DD, have %q", strict.Clip(s))
	}
	return DateOf(t), nil
}

func (d Date) time() time.Time {
	return time.Date(int(d.year), time.Month(d.month), int(d.day), 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Compare is -1 if d is before e, 0 if they are the same day, 1 if d is after.
// No date is before every date.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.year, e.year), cmp.Compare(d.month, e.month), cmp.Compare(d.day, e.day))
}

// Equal is ==, for packages that compare by method.
func (d Date) Equal(e Date) bool { return d == e }

// Before reports whether d is before e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is after e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays returns the date n days later; no date if that leaves the calendar.
func (d Date) AddDays(n int) Date {
	if d.IsZero() {
		return d
	}
	if n > mostDays || n < -mostDays { // keeps time.AddDate in range
		return Date{}
	}
	return DateOf(d.time().AddDate(0, 0, n))
}

// AddMonths returns the same day n months later, or that month's last day where
// it is shorter (a month after 31 January is 28 or 29 February); no date if
// that leaves the calendar.
func (d Date) AddMonths(n int) Date {
	if d.IsZero() {
		return d
	}
	if n > mostDays || n < -mostDays {
		return Date{}
	}
	first := time.Date(int(d.year), time.Month(d.month), 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return DateOf(first.AddDate(0, 0, min(int(d.day), last)-1))
}

// Time returns midnight of the day in UTC; the zero Time for no date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return d.time()
}

// String returns the date as YYYY-MM-DD, "" for no date.
func (d Date) String() string { b, _ := d.AppendText(nil); return string(b) }

// AppendText appends the date as YYYY-MM-DD, nothing for no date.
func (d Date) AppendText(b []byte) ([]byte, error) {
	if d.IsZero() {
		return b, nil
	}
	return d.time().AppendFormat(b, layout), nil
}

// MarshalText returns the date as YYYY-MM-DD, "" for no date.
func (d Date) MarshalText() ([]byte, error) { return d.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = ParseDate(string(text))
	return err
}
