package health

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Activity is what is known of what a community does, over some months. Every
// figure is optional: what isn't given is unknown, never zero. Take it from a log
// with Observe, or fill it in by hand from a survey. The zero value is of a
// community of which nothing is known.
//
// Monthly figures are means over the months, so they may be fractions.
type Activity struct {
	Kind    Kind             `json:"kind,omitzero"`    // unknown: bands of every kind are named
	Months  int              `json:"months,omitzero"`  // that were looked at; 0: not said
	Members metrics.Interval `json:"members,omitzero"` // people who can take part, at the end

	Core   metrics.Interval `json:"core,omitzero"`   // members who take part regularly
	Active metrics.Interval `json:"active,omitzero"` // members who take part now and then, without the core

	Visitors      metrics.Interval `json:"visitors,omitzero"`      // members who visit in a month
	Contributors  metrics.Interval `json:"contributors,omitzero"`  // members who contribute in a month, all of them visitors
	Contributions metrics.Interval `json:"contributions,omitzero"` // by them in a month, at least one each

	ActivityByMembers Portion `json:"activityByMembers,omitzero"` // contributions by members, of all with those of organisers and outsiders
	GrowthByMembers   Portion `json:"growthByMembers,omitzero"`   // new members brought by members, of all new members

	SupportFTE metrics.Interval          `json:"supportFTE,omitzero"` // full-time equivalents who run it
	Factors    map[Factor]metrics.Answer `json:"factors,omitzero"`    // success factors; those not in it are unknown
	Topics     []Topic                   `json:"topics,omitzero"`     // of the questions asked
}

// Portion is a part of a whole, both as counts. Of a share that is known without
// its counts write the share as a part of 1.
type Portion struct {
	Count metrics.Interval `json:"count,omitzero"` // the part
	Of    metrics.Interval `json:"of,omitzero"`    // the whole
}

// Share is the share of the part in the whole, from 0 to 1. It is all of that
// where the whole may be nothing.
func (p Portion) Share() metrics.Interval {
	known, _ := p.resolve(nil, "", "")
	return part(known.Count, known.Of, metrics.Exactly(0))
}

// Validate reports a negative count, and a part that is more than its whole.
func (p Portion) Validate() error {
	problems := strict.In("health")
	p.resolve(problems, "", "contributions")
	return problems.Err()
}

// UnmarshalJSON reads a portion strictly.
func (p *Portion) UnmarshalJSON(data []byte) error {
	type plain Portion
	return strict.Unmarshal("health", data, (*plain)(p), nil)
}

// Validate reports every figure that can't be, with its path: a negative count,
// more core and active members than members, more visitors than members, more
// contributors than visitors or contributions, contributions by nobody, a kind or
// a factor that is none, and topics without a name or of one name.
//
// Figures may be wider than others allow, as where 0 to 60 of 10 to 50 members
// visit: they are cut to what is possible. Only what no numbers inside satisfy is
// refused.
func (a Activity) Validate() error {
	p := strict.In("health")
	a.resolve(p)
	return p.Err()
}

// UnmarshalJSON reads an activity strictly, and refuses what Validate does.
func (a *Activity) UnmarshalJSON(data []byte) error {
	type plain Activity
	return strict.Unmarshal("health", data, (*plain)(a), func() error { return a.Validate() })
}
