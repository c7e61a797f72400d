package pilot

import (
	"cmp"
	"math"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Verdict is what the rules say of a candidate, and why.
type Verdict struct {
	Candidate string `json:"candidate"`        // its name
	Offer     Offer  `json:"offer"`            // what it was proposed as
	Problem   string `json:"problem,omitzero"` // that it addresses

	// Lowest and Highest are the decisions that the least and the most
	// favourable numbers inside the evidence would give.
	Lowest  Decision `json:"lowest"`
	Highest Decision `json:"highest"`

	// Benefit answers whether a business benefit can be shown: by a hard metric
	// of a frontline function, with a baseline.
	Benefit  metrics.Answer      `json:"benefitCanBeShown"`
	Nature   community.Nature    `json:"nature"`            // of its community
	Standing community.Shortfall `json:"standing"`          // of its practice area
	KMOwn    bool                `json:"kmOwn,omitzero"`    // it is knowledge management's own
	Findings []Finding           `json:"findings"`          // one for each rule in force for such an offer
	Counts   maturity.Counts     `json:"counts"`            // of the findings
	Gaps     []Gap               `json:"gaps"`              // what it would take, for each rule that keeps the decision down
	Asks     []Gap               `json:"asks"`              // what isn't known and could change the decision, cheapest first
	Audience []Reach             `json:"audience,omitzero"` // whom its endorsers reach
	Instead  *Instead            `json:"instead,omitzero"`  // of a showcase of KM's own that isn't certain: what to do now
	Change   *metrics.Change     `json:"change,omitempty"`  // what a study found of its metric, as the candidate has it; nil: nothing yet
	Ignored  []maturity.Ignored  `json:"ignored,omitzero"`  // facts of the candidate that didn't count, and why
	Note     string              `json:"note,omitzero"`     // where the candidate's figures come from
}

// WhyNoRule is why a fact of a candidate isn't counted: no rule in force looks
// at its measure.
const WhyNoRule = "no rule in force looks at its measure"

// Decision is the decision that is certain, else Undetermined.
func (v Verdict) Decision() Decision {
	if v.Lowest == v.Highest {
		return v.Lowest
	}
	return Undetermined
}

// Finding returns the finding of a rule, by id.
func (v Verdict) Finding(rule string) (Finding, bool) {
	for _, f := range v.Findings {
		if f.Criterion == rule {
			return f, true
		}
	}
	return Finding{}, false
}

// Finding is what one rule came to, and what its failure allows at best.
type Finding struct {
	maturity.Finding          // Criterion is the rule's id
	Claim            string   `json:"claim,omitzero"`   // of the founding text, R1 to R9
	Ceiling          Decision `json:"ceiling,omitzero"` // Undetermined: it is only reported
}

// Gap is the smallest change that would make a rule pass.
type Gap struct {
	Rule string           `json:"rule"`          // id
	Need metrics.Interval `json:"need,omitzero"` // the numbers that pass
	Unit string           `json:"unit,omitzero"` // of More
	// More is how much more of the measure it takes, or how much less where Need
	// has no low end; a range where the measure isn't known exactly, anything
	// where no amount would do.
	More   metrics.Interval `json:"more,omitzero"`
	Effort Effort           `json:"effort,omitzero"` // of finding the number out
	// Period and Earliest are for readings over time: read so often from the
	// day of the programme on, those missing are complete on that day. Monthly,
	// our default, where the candidate doesn't say how often.
	Period   metrics.Period `json:"period,omitzero"`
	Earliest metrics.Date   `json:"earliest,omitzero"`
	// Reachable is No where no waiting and no work would do it: a support
	// function stays one, and an organisation of 80 has no 100 practitioners. It is
	// unknown where that turns on what isn't known.
	Reachable metrics.Answer `json:"reachable"`
	Open      bool           `json:"open,omitzero"`   // whether the rule passes already isn't known
	Remedy    string         `json:"remedy,omitzero"` // what to do, or where it is Open what to find out
}

// Instead is the advice to run a KM community quietly for now.
type Instead struct {
	Offer   Offer          `json:"offer"`   // supporting network
	Form    community.Form `json:"form"`    // that fits the stage; unknown where the stages that are possible differ in it
	AtStage maturity.Stage `json:"atStage"` // at which a KM community of practice takes off
}

// Screen judges a candidate: every rule in force, the decision as a range, and
// what would change it. It is an error, which names every fault at once, if the
// candidate, the programme, the policy or an own rule isn't valid. The same
// input gives an equal verdict.
func Screen(c Candidate, p Programme, policy Policy, own ...Rule) (Verdict, error) {
	k, err := NewCase(c, p, policy, own...)
	if err != nil {
		return Verdict{}, err
	}
	return k.Verdict(), nil
}

// Verdict is the decision with its reasons. The zero Case has none.
func (k *Case) Verdict() Verdict {
	if k.candidate == nil {
		return Verdict{}
	}
	c, p := k.candidate, k.programme
	area := k.area()
	v := Verdict{
		Candidate: c.Name, Offer: c.Offer, Problem: c.Problem, Note: c.Note,
		Benefit: c.Benefit.CanBeShown(p.metrics, p.organisation.Steps(c.Function), k.policy.BaselinePoints),
		Nature:  k.nature, Standing: area.Shortfall(k.policy.Established), KMOwn: kmOwn(*c, *p.Programme),
		Findings: k.AppendFindings(make([]Finding, 0, len(k.rules))), Gaps: []Gap{}, Asks: []Gap{}, Audience: c.reach(p.Function), Change: c.Benefit.Change,
	}
	if !v.KMOwn { // no central KM team supplies another area's practitioners
		v.Standing.CentralTeam, v.Standing.Lever = metrics.Anything(), community.LeverUnknown
	}
	v.Lowest, v.Highest = k.Decide()
	for i := range k.rules {
		r, f := &k.rules[i], &v.Findings[i]
		v.Counts.Add(f.Outcome)
		switch {
		case !r.veto():
		case f.Outcome == maturity.Unmet:
			v.Gaps = append(v.Gaps, k.gap(r, *f))
		case f.Outcome == maturity.Unknown && r.ceiling < v.Highest:
			v.Asks = append(v.Asks, k.gap(r, *f))
		}
	}
	slices.SortStableFunc(v.Asks, func(a, b Gap) int { return cmp.Compare(a.effort(), b.effort()) })
	for _, f := range c.Facts {
		switch {
		case !slices.ContainsFunc(k.numbers, func(n number) bool { return n.measure == f.Measure }):
			v.Ignored = append(v.Ignored, maturity.Ignored{Fact: f, Why: WhyNoRule})
		case !p.AsOf.IsZero() && f.AsOf.After(p.AsOf):
			v.Ignored = append(v.Ignored, maturity.Ignored{Fact: f, Why: maturity.WhyLater})
		}
	}
	slices.SortFunc(v.Ignored, maturity.Ignored.Compare)
	if v.KMOwn && c.Offer == PublicShowcase && v.Lowest != Showcase {
		v.Instead = &Instead{SupportingNetwork, p.form(), maturity.Embedded}
	}
	return v
}

// effort puts what nobody has graded last.
func (g Gap) effort() Effort { return g.Effort - 1 } // EffortUnknown wraps to the largest

// AppendFindings appends what each rule came to, as Verdict's Findings have it, and
// returns the longer slice: the reasons of Decide, for whoever judges many. It
// allocates nothing where there is room, so that one slice will do for all of them.
func (k *Case) AppendFindings(to []Finding) []Finding {
	n := len(to)
	to = slices.Grow(to, len(k.rules))[:n+len(k.rules)]
	for i := range k.rules {
		k.find(&k.rules[i], &to[n+i])
	}
	return to
}

// find fills in the finding of a rule, whatever was there: field by field, because a
// literal would be made elsewhere and copied.
func (k *Case) find(r *placed, f *Finding) {
	n, rule := &k.numbers[r.number], r.rule
	f.Criterion, f.Claim, f.Outcome, f.Ceiling = rule.ID, rule.Claim, maturity.NotApplicable, Undetermined
	f.Measure, f.Have, f.Need = rule.Measure, n.have, rule.Need
	f.Says, f.Remedy, f.Source = rule.Says, rule.Remedy, rule.Source
	f.AsOf, f.Evidence, f.Conflict, f.Stale = n.from.AsOf, n.from.Source, n.from.Conflict, n.from.Stale
	f.Disputed, f.Because, f.Waiver = nil, "", nil
	if r.applies {
		f.Outcome = maturity.OutcomeOf(n.have.Within(r.need))
		f.Ceiling = r.ceiling
	}
}

// gap is the smallest change that makes a rule pass, or what to find out where it
// may pass already.
func (k *Case) gap(r *placed, f Finding) Gap {
	g := Gap{
		Rule: f.Criterion, Need: f.Need, Unit: f.Measure.Unit, More: f.Have.Missing(f.Need).Rounded(),
		Effort: r.rule.Effort, Reachable: metrics.Yes, Remedy: f.Remedy, Open: f.Outcome == maturity.Unknown,
	}
	if g.Open {
		g.Remedy = cmp.Or(r.rule.Find, "whether "+r.rule.Says)
	}
	switch f.Criterion {
	case RuleFrontline:
		g.Reachable = metrics.No
		if g.Open {
			g.Reachable = metrics.Unknown
		}
	case RulePracticeArea, RuleKMPracticeArea:
		s := k.area().Shortfall(k.policy.Established)
		g.Unit, g.More, g.Reachable = people(k.area().Basis), s.Missing, s.Reachable
	case RuleMembersPractise:
		g.Unit, g.More = "practising members", k.members(f.Need)
	case RuleBaseline:
		g.Period = k.candidate.Benefit.Baseline.Period
		if g.Period == metrics.PeriodUnknown {
			g.Period = metrics.Monthly // our default
		}
		most, ok := g.More.High()
		if !ok { // of an unknown baseline, all of it may be missing
			most, _ = f.Need.Low()
		}
		g.Earliest = g.Period.After(k.programme.AsOf, int(math.Ceil(most)))
	}
	return g
}

// people is the unit of a head count on that basis.
func people(b community.Basis) string {
	if b == community.BasisUnknown {
		return "practitioners"
	}
	return "practitioners (" + b.String() + ")"
}

// members is how many practising members must join until the share of those who
// practise is enough. With k of them joining it is (P+k)/(T+k), which reaches s
// at k = (s·T − P)/(1 − s).
func (k *Case) members(need metrics.Interval) metrics.Interval {
	share, _ := need.Low()
	total, practise := k.candidate.Community.Total(), k.candidate.Community.Practitioners()
	if total == 0 || total == community.MaxWeight || share >= 1 {
		return metrics.From(0) // of nobody nothing is known, and a share of 1 is out of reach by joining
	}
	lacks := func(p float64) float64 { return max(0, (float64(share*total.Float())-p)/(1-share)) }
	low, _ := practise.Low()
	high, _ := practise.High()
	i, err := metrics.Between(lacks(high), lacks(low))
	if err != nil {
		return metrics.From(0)
	}
	return i.Rounded()
}

// UnmarshalJSON reads a verdict strictly.
func (v *Verdict) UnmarshalJSON(data []byte) error {
	type plain Verdict
	return strict.Unmarshal("pilot", data, (*plain)(v), nil)
}

// UnmarshalJSON reads a finding strictly.
func (f *Finding) UnmarshalJSON(data []byte) error {
	type plain Finding
	return strict.Unmarshal("pilot", data, (*plain)(f), nil)
}

// UnmarshalJSON reads a gap strictly.
func (g *Gap) UnmarshalJSON(data []byte) error {
	type plain Gap
	return strict.Unmarshal("pilot", data, (*plain)(g), nil)
}
