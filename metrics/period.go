package metrics

import "example.com/kmaturity/internal/enum"

// Period is how often a metric is read.
type Period uint8

// The periods. Their texts, "unknown", "daily", "weekly", "monthly",
// "quarterly" and "yearly", are frozen.
const (
	PeriodUnknown Period = iota
	Daily
	Weekly
	Monthly
	Quarterly
	Yearly
)

var periods = enum.Names{"unknown", "daily", "weekly", "monthly", "quarterly", "yearly"}

// Periods yields every period, PeriodUnknown first.
func Periods(yield func(Period) bool) {
	for i := range periods {
		if !yield(Period(i)) {
			return
		}
	}
}

// ParsePeriod reads the text of a period.
func ParsePeriod(s string) (Period, error) {
	v, err := periods.Parse("Period", s)
	return Period(v), err
}

// After returns the day on which n periods that start at d are complete: the
// first day after them. Of an unknown period, and outside the calendar, it is no
// date.
func (p Period) After(d Date, n int) Date {
	if n > mostDays || n < -mostDays {
		return Date{} // and 7*n below can't overflow
	}
	switch p {
	case Daily:
		return d.AddDays(n)
	case Weekly:
		return d.AddDays(7 * n)
	case Monthly:
		return d.AddMonths(n)
	case Quarterly:
		return d.AddMonths(3 * n)
	case Yearly:
		return d.AddMonths(12 * n)
	}
	return Date{}
}

// String returns the period's text, "Period(9)" for a value that is none.
func (p Period) String() string { return periods.Text("Period", uint8(p)) }

// AppendText appends the period's text; an invalid period is an error.
func (p Period) AppendText(b []byte) ([]byte, error) { return periods.Append("Period", b, uint8(p)) }

// MarshalText returns the period's text; an invalid period is an error.
func (p Period) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(text []byte) (err error) {
	*p, err = ParsePeriod(string(text))
	return err
}
