package health

import (
	"iter"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Event is something that somebody did in a community, once or several times on
// a day.
type Event struct {
	Member string       `json:"member"`         // who, by the id that the list of members has
	Date   metrics.Date `json:"date"`           // when it happened
	Act    Act          `json:"act"`            // what they did
	Count  int64        `json:"count,omitzero"` // how often; 0 means not given and counts as once
	Topic  string       `json:"topic,omitzero"` // of a question or answer; empty if unknown
	By     string       `json:"by,omitzero"`    // of a join: who brought them; empty if unknown
}

// mostCount is the largest count of one event. More is a number in the wrong
// column, and no log is long enough for sums of these to overflow.
const mostCount = 1_000_000_000

// Events makes a sequence of events at hand, for Observe.
func Events(events ...Event) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for _, e := range events {
			if !yield(e, nil) {
				return
			}
		}
	}
}

// validate reports what is wrong with event i of a sequence.
func (e Event) validate(i int) error {
	p := strict.In("health")
	at := func(field string) string { return strict.Join(strict.Index("events", i), field) }
	if e.Member == "" {
		p.Absentf(at("member"), "is missing")
	}
	if e.Date.IsZero() {
		p.Absentf(at("date"), "is missing")
	}
	if e.Act == ActUnknown || e.Act > Joined {
		p.Addf(at("act"), "want a known act, have %s", e.Act)
	}
	if e.Count < 0 || e.Count > mostCount {
		p.Addf(at("count"), "want a count from 0 to %d, have %d", mostCount, e.Count)
	}
	return p.Err()
}

// UnmarshalJSON reads an event strictly.
func (e *Event) UnmarshalJSON(data []byte) error {
	type plain Event
	return strict.Unmarshal("health", data, (*plain)(e), nil)
}
