package metrics

import (
	"fmt"

	"example.com/kmaturity/internal/strict"
)

// Span is a run of days, both ends included; no date leaves that side open.
type Span struct {
	From Date `json:"from,omitzero"` // first day; none: open
	To   Date `json:"to,omitzero"`   // last day; none: open
}

// Contains reports whether the day lies in the span.
func (s Span) Contains(d Date) bool {
	return !d.Before(s.From) && (s.To.IsZero() || !d.After(s.To))
}

// problem says what is wrong with the span, if anything.
func (s Span) problem() string {
	if !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From) {
		return fmt.Sprintf("%s is before %s, where the span starts", s.To, s.From)
	}
	return ""
}

// String is the span as "2024-01-01 to 2024-06-30", with "start" and "end" for
// open sides.
func (s Span) String() string {
	from, to := "start", "end"
	if !s.From.IsZero() {
		from = s.From.String()
	}
	if !s.To.IsZero() {
		to = s.To.String()
	}
	return from + " to " + to
}

// UnmarshalJSON reads a span strictly.
func (s *Span) UnmarshalJSON(data []byte) error {
	type plain Span
	return strict.Unmarshal("metrics", data, (*plain)(s), nil)
}

// Split says which readings are before a change and which after. Days in
// neither, such as the months in which the change was made, belong to no side.
type Split struct {
	Before Span `json:"before"` // the days before the change
	After  Span `json:"after"`  // the days after it
}

// SplitAt is the split at a day: everything earlier is before, that day and
// everything later after.
func SplitAt(change Date) Split { return SplitAround(change, change.AddDays(-1)) }

// SplitAround is the split that leaves out the days from one to another, both
// included, in which the change was made.
func SplitAround(from, to Date) Split {
	return Split{Before: Span{To: from.AddDays(-1)}, After: Span{From: to.AddDays(1)}}
}

// IsZero reports whether nothing is said.
func (s Split) IsZero() bool { return s == Split{} }

// Validate reports what is wrong with the split: a span that ends before it
// starts, a baseline after the pilot, and two sides that overlap.
func (s Split) Validate() error {
	p := strict.In("metrics")
	s.validate(p, "")
	return p.Err()
}

func (s Split) validate(p *strict.Problems, path string) {
	at := func(field string) string { return strict.Join(path, field) }
	if problem := s.Before.problem(); problem != "" {
		p.Addf(at("before.to"), "%s", problem)
	}
	if problem := s.After.problem(); problem != "" {
		p.Addf(at("after.to"), "%s", problem)
	}
	if s.Before.problem() != "" || s.After.problem() != "" {
		return
	}
	switch {
	case s.Before.To.IsZero():
		p.Absentf(at("before.to"), "is missing: a baseline ends before the change")
	case s.After.From.IsZero():
		p.Absentf(at("after.from"), "is missing: what comes after starts with a day")
	case s.After.From.After(s.Before.To):
	case !s.After.To.IsZero() && s.After.To.Before(s.Before.From):
		p.Addf(at("before"), "the baseline, %s, is after the pilot, %s", s.Before, s.After)
	default:
		p.Addf(at("after.from"), "%s lies in the baseline, %s: the windows overlap", s.After.From, s.Before)
	}
}

// Split returns the readings of both sides.
func (s Series) Split(at Split) (before, after Series) {
	return s.Window(at.Before.From, at.Before.To), s.Window(at.After.From, at.After.To)
}

// UnmarshalJSON reads a split strictly.
func (s *Split) UnmarshalJSON(data []byte) error {
	type plain Split
	return strict.Unmarshal("metrics", data, (*plain)(s), func() error { return s.Validate() })
}
