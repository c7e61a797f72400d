package pilot

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// Endorser is somebody who says that a community works: an author, a function
// and a gain (R4, Milton 2020). Managers are convinced by other business
// managers who gained; the KM team's own word weighs nothing.
type Endorser struct {
	Name     string         `json:"name"`
	Function string         `json:"function,omitzero"` // id of the function that they manage or work in
	Gained   metrics.Answer `json:"gained,omitzero"`   // whether their own unit gained
}

// Audience is the managers of a function whom a showcase is to convince.
type Audience struct {
	Function string `json:"function"` // id
}

// credible answers whether an endorser's word carries weight: they gained, and
// they aren't of the KM team, whose function is km. Where that function isn't
// named, somebody from the frontline is known not to be of it.
func (e Endorser) credible(o *community.Organisation, km string) metrics.Answer {
	independent := metrics.Unknown
	switch f, ok := o.Function(e.Function); {
	case km != "" && ok:
		independent = metrics.AnswerOf(e.Function != km)
	case ok && f.Kind == community.Frontline:
		independent = metrics.Yes
	}
	return independent.And(e.Gained)
}

// credible counts the endorsers whose word carries weight. A nil list says
// nothing of how many there are.
func credible(all []Endorser, o *community.Organisation, km string) metrics.Interval {
	if all == nil {
		return metrics.From(0)
	}
	var certain, possible float64
	for _, e := range all {
		switch e.credible(o, km) {
		case metrics.Yes:
			certain++
			possible++
		case metrics.Unknown:
			possible++
		}
	}
	return metrics.MustBetween(certain, possible)
}

// Reach is whether an audience hears it from somebody other than themselves.
type Reach struct {
	Function string         `json:"function"` // id
	Heard    metrics.Answer `json:"heard"`    // a credible endorser from another function speaks to it
}

// reach answers for each audience whether some credible endorser manages
// another function than theirs: nobody is convinced by their own word.
func (c *Candidate) reach(o *community.Organisation, km string) []Reach {
	var all []Reach
	for _, a := range c.Audience {
		heard := metrics.No
		if c.Endorsers == nil {
			heard = metrics.Unknown
		}
		for _, e := range c.Endorsers {
			if e.Function != a.Function {
				heard = heard.Or(e.credible(o, km))
			}
		}
		all = append(all, Reach{a.Function, heard})
	}
	return all
}
