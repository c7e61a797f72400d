package pilot

import (
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Candidate is a community proposed as a pilot, as far as it is known. What is
// left out is unknown, which is neither no nor zero: say Endorsers of none with
// an empty list, no metric with Benefit.NoMetric, no baseline with
// metrics.NoBaseline.
type Candidate struct {
	Name string `json:"name"` // by which everything refers to it
	// Problem is the business problem that it addresses: "better geological
	// predictions", not "a geologists' community"
	// <https://www.nickmilton.com/2018/01/how-to-select-successful-km-pilot.html>.
	Problem   string `json:"problem,omitzero"`
	Offer     Offer  `json:"offer"`              // what it is proposed as
	Announced bool   `json:"announced,omitzero"` // of a supporting network: it is to be announced as public proof after all

	Function string `json:"function,omitzero"` // id of the function whose community it is
	// Area is its practice area. A candidate is knowledge management's own if
	// this has the id of Programme.Area; then the figures stand there, and here
	// the id alone is given.
	Area      community.PracticeArea `json:"area"`
	Community community.Census       `json:"community,omitzero"` // who gathers; of nobody if it wasn't counted
	Form      community.Form         `json:"form,omitzero"`      // of a KM network
	Benefit   metrics.Benefit        `json:"benefit,omitzero"`

	Claimed   bool       `json:"claimed,omitzero"`   // success is already claimed, so that somebody credible must say so
	Endorsers []Endorser `json:"endorsers,omitzero"` // nil: not known; empty: none
	Audience  []Audience `json:"audience,omitzero"`  // whom it is to convince

	// For choosing among candidates: scores by criterion, what it costs, and which
	// elements of the KM framework it tests.
	Scores   map[string]metrics.Interval `json:"scores,omitzero"`
	Cost     metrics.Quantity            `json:"cost,omitzero"` // exactly known, or left out: then it can't run within a budget
	Elements []string                    `json:"elements,omitzero"`
	// Worth is the smallest change worth having, in the metric's unit, and Noise how
	// similar metrics vary: together they say how long a baseline has to be.
	Worth float64 `json:"worth,omitzero"`
	Noise *Noise  `json:"noise,omitempty"`

	Facts maturity.Evidence `json:"facts,omitzero"` // on the measures of an embedder's own rules
	Note  string            `json:"note,omitzero"`  // where the figures come from
}

// Validate reports everything that is wrong with the candidate by itself.
func (c *Candidate) Validate() error {
	p := strict.In("pilot")
	if strings.TrimSpace(c.Name) == "" {
		p.Absentf("name", "is missing")
	}
	if c.Offer != PublicShowcase && c.Offer != SupportingNetwork {
		p.Absentf("offer", "want public showcase or supporting network, have %s", c.Offer)
	}
	if c.Announced && c.Offer == PublicShowcase {
		p.Addf("announced", "a public showcase is always announced: say it of a supporting network alone")
	}
	p.Add("area", c.Area.Validate())
	p.Add("community", c.Community.Validate())
	if c.Form > community.CommunityOfPractice {
		p.Addf("form", "%s is no form", c.Form)
	}
	p.Add("benefit", c.Benefit.Validate())
	if x, known := c.Cost.Value.Point(); !c.Cost.IsZero() && (!known || x < 0 || c.Cost.Unit == "") {
		p.Addf("cost", "want an exactly known amount of 0 or more in a currency, have %s", c.Cost)
	}
	checkElements(p, c.Elements)
	c.Noise.validate(p, c.Worth)
	for i, e := range c.Endorsers {
		path := strict.Index("endorsers", i)
		if e.Name == "" {
			p.Absentf(strict.Join(path, "name"), "is missing: an endorsement has an author")
		}
		if e.Gained > metrics.Yes {
			p.Addf(strict.Join(path, "gained"), "%s is no answer", e.Gained)
		}
	}
	for i, a := range c.Audience {
		if a.Function == "" {
			p.Absentf(strict.Join(strict.Index("audience", i), "function"), "is missing")
		}
	}
	return p.Err()
}

// UnmarshalJSON reads a candidate strictly.
func (c *Candidate) UnmarshalJSON(data []byte) error {
	type plain Candidate
	return strict.Unmarshal("pilot", data, (*plain)(c), nil)
}
