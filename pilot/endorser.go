package pilot

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Endorser is somebody who says that a community works: an author, a function
// and a gain (R4, Milton 2020). Managers are convinced by other business
// managers who gained; the KM team's own word weighs nothing.
type Endorser struct {
	Name     string         `json:"name"`              // of the person
	Function string         `json:"function,omitzero"` // id of the function that they manage or work in
	Gained   metrics.Answer `json:"gained,omitzero"`   // whether their own unit gained
}

// Audience is the managers of a function whom a showcase is to convince.
type Audience struct {
	Function string `json:"function"` // id
}

// credible answers whether an endorser's word carries weight: they gained, and
// they aren't of the KM team, whose function is km. Where either function isn't
// named, whether they are isn't known.
func (e Endorser) credible(km string) metrics.Answer {
	independent := metrics.Unknown
	if km != "" && e.Function != "" {
		independent = metrics.AnswerOf(e.Function != km)
	}
	return independent.And(e.Gained)
}

// credible counts the endorsers whose word carries weight, each once. A nil list
// says nothing of how many there are.
func credible(all []Endorser, km string) metrics.Interval {
	if all == nil {
		return metrics.From(0)
	}
	type author struct{ name, function string }
	words := map[author]metrics.Answer{}
	for _, e := range all {
		of, word := author{e.Name, e.Function}, e.credible(km)
		if said, met := words[of]; met {
			word = word.Or(said)
		}
		words[of] = word
	}
	var certain, possible float64
	for _, a := range words {
		switch a {
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
func (c *Candidate) reach(km string) []Reach {
	if len(c.Audience) == 0 {
		return nil
	}
	type count map[metrics.Answer]int
	total, of := count{}, map[string]count{}
	for _, e := range c.Endorsers {
		a := e.credible(km)
		total[a]++
		if of[e.Function] == nil {
			of[e.Function] = count{}
		}
		of[e.Function][a]++
	}
	var all []Reach
	for _, a := range c.Audience {
		heard := metrics.No
		switch own := of[a.Function]; {
		case total[metrics.Yes] > own[metrics.Yes]:
			heard = metrics.Yes
		case c.Endorsers == nil, total[metrics.Unknown] > own[metrics.Unknown]:
			heard = metrics.Unknown
		}
		all = append(all, Reach{a.Function, heard})
	}
	return all
}

// UnmarshalJSON reads an endorser strictly.
func (e *Endorser) UnmarshalJSON(data []byte) error {
	type plain Endorser
	return strict.Unmarshal("pilot", data, (*plain)(e), nil)
}
