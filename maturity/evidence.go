package maturity

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Evidence is all the facts about a programme, in any order.
//
// Of several facts on one measure the newest counts. Where the newest ones, of
// one day, disagree, every value that one of them gives is possible, and the
// finding says that there is a conflict. An undated fact is older than every
// dated one.
type Evidence []Fact

// Reading is what the evidence says of one measure.
type Reading struct {
	Value    metrics.Interval // Anything if no fact counts
	AsOf     metrics.Date     // the day it speaks for
	Source   string           // who says so; of several, the first by name
	Conflict bool             // facts of the same day disagree
	Stale    bool             // there are facts, but none young enough
}

// UnmarshalJSON reads facts strictly, and reports the faults of all at once.
func (e *Evidence) UnmarshalJSON(data []byte) error {
	type plain Evidence
	return strict.Unmarshal("maturity", data, (*plain)(e), nil)
}

// Read looks a measure up as of a day. Facts of later days don't count, and
// facts more than maxAge days old (0: no limit) or of unknown age don't where
// there is a limit. Without a day there are no later facts and no old ones.
func (e Evidence) Read(measure string, asOf metrics.Date, maxAge int) Reading {
	var r Reading
	found := false
	for _, f := range e {
		if f.Measure != measure || later(f, asOf) {
			continue
		}
		switch c := f.AsOf.Compare(r.AsOf); {
		case !found || c > 0:
			r, found = Reading{Value: f.Value, AsOf: f.AsOf, Source: f.Source}, true
		case c == 0:
			r.Conflict = r.Conflict || f.Value != r.Value
			r.Value = r.Value.Hull(f.Value)
			if r.Source == "" || f.Source != "" && f.Source < r.Source { // the same whatever the order
				r.Source = f.Source
			}
		}
	}
	if found && maxAge > 0 && !asOf.IsZero() && (r.AsOf.IsZero() || r.AsOf.Before(asOf.AddDays(-maxAge))) {
		r.Stale, r.Value = true, metrics.Anything()
	}
	return r
}

// later reports whether a fact speaks for a day after asOf.
func later(f Fact, asOf metrics.Date) bool { return !asOf.IsZero() && f.AsOf.After(asOf) }
