package pilot

import (
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Policy sets the thresholds of the rules, and which rules are in force. The
// zero value is the defaults, and a threshold of 0 stands for its default; a
// rule is put out of force by leaving it out of Rules.
type Policy struct {
	// Established says when a practice area is established (R2, and for KM's
	// own R8): 100 practitioners, 20 face to face.
	Established community.Threshold `json:"established,omitzero"`
	// MembersPractise is the least share of a showcase's members who practise
	// (R3): 0.5, our reading of how a showcase represents what follows it.
	MembersPractise float64 `json:"membersPractise,omitzero"`
	// Endorsers is the least number of credible endorsers once success is
	// claimed (R4): 1, our default.
	Endorsers float64 `json:"endorsers,omitzero"`
	// BaselinePoints is the least number of readings of a baseline (R5): 6, our
	// default.
	BaselinePoints float64 `json:"baselinePoints,omitzero"`
	// MetricDistance is the most steps that the benefit's metric may be from a
	// hard business metric (R7): 0, our reading of a benefit that can be shown.
	MetricDistance float64 `json:"metricDistance,omitzero"`
	// Counting is the share of members from which on a tie counts in a
	// community's nature (R1): 1/4, our default.
	Counting community.Fraction `json:"counting,omitzero"`
	// Rules are the ids of the rules in force; nil: all of Rules and all that
	// are handed in. An empty list is refused: with no rule at all everything
	// would be a showcase.
	Rules []string `json:"rules,omitzero"`
}

// The defaults of Policy that stand nowhere else.
const (
	MinMembersPractise = 0.5
	MinEndorsers       = 1
)

// withDefaults fills in what isn't set.
func (p Policy) withDefaults() Policy {
	set := func(x *float64, to float64) {
		if *x == 0 {
			*x = to
		}
	}
	set(&p.MembersPractise, MinMembersPractise)
	set(&p.Endorsers, MinEndorsers)
	set(&p.BaselinePoints, metrics.MinBaselinePoints)
	if p.Counting == (community.Fraction{}) {
		p.Counting = community.DefaultCounting()
	}
	return p
}

// Validate reports every threshold that can't be, and rule ids that stand twice
// or are neither of Rules nor of own.
func (p Policy) Validate(own ...Rule) error {
	problems := strict.In("pilot")
	problems.Add("established", p.Established.Validate())
	d := p.withDefaults()
	for _, t := range []struct {
		path      string
		x         float64
		low, high float64
	}{
		{"membersPractise", d.MembersPractise, 0, 1},
		{"endorsers", d.Endorsers, 1, 1e6},
		{"baselinePoints", d.BaselinePoints, 1, 1e6},
		{"metricDistance", d.MetricDistance, 0, 1e6},
	} {
		if metrics.Exactly(t.x).Within(metrics.MustBetween(t.low, t.high)) != metrics.Yes {
			problems.Addf(t.path, "want a number from %v to %v, have %v", t.low, t.high, t.x)
		}
	}
	if _, err := (community.Census{}).NatureAt(d.Counting); err != nil {
		problems.Addf("counting", "want a fraction above 0 and below 1/3, have %s", d.Counting)
	}
	known := map[string]bool{}
	for r := range Rules {
		known[r.ID] = true
	}
	for _, r := range own {
		known[r.ID] = true
	}
	if p.Rules != nil && len(p.Rules) == 0 {
		problems.Addf("rules", "no rule would be in force: leave it out for all of them")
	}
	for i, id := range p.Rules {
		if !known[id] {
			problems.Addf(strict.Index("rules", i), "there is no rule %q", strict.Clip(id))
		} else if slices.Index(p.Rules, id) < i {
			problems.Addf(strict.Index("rules", i), "%q stands twice", id)
		}
	}
	return problems.Err()
}

// inForce reports whether a rule is in force.
func (p Policy) inForce(id string) bool { return p.Rules == nil || slices.Contains(p.Rules, id) }

// UnmarshalJSON reads a policy strictly.
func (p *Policy) UnmarshalJSON(data []byte) error {
	type plain Policy
	return strict.Unmarshal("pilot", data, (*plain)(p), nil)
}
