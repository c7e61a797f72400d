package health

import (
	"errors"
	"fmt"
	"iter"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Community says whose events a log has, and which months are looked at.
type Community struct {
	Kind Kind // unknown: bands of every kind are named
	// From is the first day that is looked at, and Months how many months from it
	// on, 1 to 60. Where From isn't the first of a month, months run from day to day.
	From   metrics.Date
	Months int
	// Members are the ids of the members at the end of these months; nil: not
	// known, and then nobody is known to be a member, or not to be. An empty list
	// that isn't nil says that the community has nobody.
	Members []string
	// Organisers are the ids of those who run the community, members or not. What
	// they contribute, and whom they bring, isn't made by members.
	Organisers []string
	// CoreMonths is the share of the months in which a core member contributes, at
	// least: 0.5 by default, ours. The sources speak of regularity and intensity
	// and give no number.
	CoreMonths float64
	// Fold gives the spellings of an id one name; nil leaves ids as they are.
	Fold func(string) string
}

// The defaults of Observe, all ours.
const (
	// CoreMonths is the default of Community.CoreMonths.
	CoreMonths = 0.5
	// MinMonths is how many months it takes to tell who is regular; in fewer,
	// contributors may be core or active.
	MinMonths = 3
)

const mostMonths = 60 // they must fit into the bits of a number

// mostIDs is how many ids the notes list, mostFaults how many faulty events are
// reported before counting stops.
const (
	mostIDs    = 20
	mostFaults = 100
)

// Notes says what was met on the way: how an activity came about. Lists of ids
// are sorted, and the first 20 of them.
type Notes struct {
	Events       int          `json:"events"`                // all that were read
	First        metrics.Date `json:"first,omitzero"`        // day of the first event, in the months or not
	Last         metrics.Date `json:"last,omitzero"`         // and of the last: does the log cover the months?
	Outside      int          `json:"outside,omitzero"`      // events before or after the months
	Outsiders    int          `json:"outsiders,omitzero"`    // events in them by people who aren't members or organisers
	OutsiderIDs  []string     `json:"outsiderIDs,omitzero"`  // those people
	Organisers   int          `json:"organisers,omitzero"`   // events in them by organisers
	Unattributed int          `json:"unattributed,omitzero"` // new members of whom it isn't known whether a member brought them
	Alike        []string     `json:"alike,omitzero"`        // ids that differ from a member's or organiser's only by case or spaces, and those
	Twice        []string     `json:"twice,omitzero"`        // ids that stand twice in the list of members
}

// Observe makes an activity of a log. A member visits in a month in which they do
// anything but join (a log that has visits is taken to have everybody's), and
// contributes in one in which they ask, answer or contribute otherwise. Core members contribute in at least half of all months,
// whenever they joined; active ones at least once; the rest is peripheral. Those
// are our readings: the source of the bands speaks of how regularly and how
// intensely people take part, meetings included, so log these as contributions.
//
// What people do who are neither members nor organisers is never counted as
// members' activity, only in the whole that shares of activity are taken of; it
// is noted. If the members aren't known anybody may be one, and every figure is a
// range. An id is somebody else's if it differs by as much as a letter's case, but
// where case and spaces alone tell it from a member's it may be theirs, and
// figures are ranges: such ids are noted, and Fold makes them one. Two members'
// ids are two people, however alike, and so are those of people who may be members.
//
// An act that the log never has, on any day, isn't logged rather than never done:
// a mailing list has no visits. Then members who were active visited at least, and
// what rests on the act alone is unknown. Questions and answers are contributions:
// a log that has one of the two and no others tells how many there were at least. A question without a topic may be on any.
//
// Faulty events are reported together, up to 100, and then there is no activity: a
// part would pass for the whole. A log without events in the months is ErrNoEvents.
// Memory grows with the number of people and topics, not of events.
func Observe(events iter.Seq2[Event, error], c Community) (Activity, Notes, error) {
	o, err := c.open()
	if err != nil {
		return Activity{}, Notes{}, err
	}
	var faults []error
	i := -1
	if events == nil {
		events = Events()
	}
	for e, err := range events {
		i++
		if err == nil {
			e.Member = o.fold(e.Member)
			err = e.validate(i)
		}
		if err == nil {
			o.add(e)
			continue
		}
		if faults = append(faults, err); len(faults) == mostFaults {
			faults = append(faults, problem(fmt.Errorf("there may be more: counting stopped after %d faults", mostFaults)))
			break
		}
	}
	if faults != nil {
		return Activity{}, Notes{}, errors.Join(faults...)
	}
	notes := o.result()
	if o.inside == 0 {
		return Activity{}, notes, problem(fmt.Errorf("%d months from %s on: %w", c.Months, c.From, ErrNoEvents))
	}
	return o.activity(), notes, nil
}

// UnmarshalJSON reads notes strictly.
func (n *Notes) UnmarshalJSON(data []byte) error {
	type plain Notes
	return strict.Unmarshal("health", data, (*plain)(n), nil)
}
