package pilot

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Case is a candidate with its rules and numbers laid out for deciding: what
// Screen judges, without its texts. It can't be changed once built and is safe
// for concurrent use; With makes another one.
type Case struct {
	offer   Offer
	numbers []number
	rules   []placed // in the order of findings
	halves  []half   // the vetoes among them, compiled
	clash   bool     // some number is bounded from both sides

	candidate *Candidate
	programme *programme
	policy    Policy
	nature    community.Nature
}

// number is one number that rules look at.
type number struct {
	have    metrics.Interval
	measure string
	from    maturity.Reading // when it was read and who says so
}

// placed is a rule with the number that it looks at.
type placed struct {
	need    metrics.Interval
	number  int
	ceiling Decision
	applies bool
	rule    *Rule
}

// NewCase lays out a candidate. It is an error, which names every fault at
// once, if the candidate, the programme, the policy or an own rule isn't valid.
func NewCase(c Candidate, p Programme, policy Policy, own ...Rule) (*Case, error) {
	problems := strict.In("pilot")
	problems.Add("policy", policy.Validate(own...))
	problems.Add("", validateRules(own))
	if err := problems.Err(); err != nil {
		return nil, err
	}
	compiled, err := p.compile(policy)
	problems.Add("programme", err)
	problems.Add("candidate", c.Validate())
	problems.Add("candidate", c.validateIn(&p, p.names(), own))
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return newCase(&c, compiled, policy, own), nil
}

// Equal reports whether both give equal verdicts, reasons and all. Functions of own
// rules can't be compared, but what they came to is. A nil Case is equal to a nil one
// alone.
func (k *Case) Equal(l *Case) bool {
	if k == nil || l == nil {
		return k == l
	}
	return reflect.DeepEqual(k.Verdict(), l.Verdict())
}

// names are the ids that candidates may refer to.
type names struct{ functions, metrics map[string]bool }

func (p *Programme) names() names {
	n := names{map[string]bool{}, map[string]bool{}}
	for _, f := range p.Functions {
		n.functions[f.ID] = true
	}
	for _, m := range p.Metrics {
		n.metrics[m.ID] = true
	}
	return n
}

// validateIn reports what is wrong with the candidate in its programme.
func (c *Candidate) validateIn(p *Programme, n names, own []Rule) error {
	problems := strict.In("pilot")
	known := func(path, id string) {
		if id != "" && !n.functions[id] {
			problems.Absentf(path, "there is no function %q", strict.Clip(id))
		}
	}
	known("function", c.Function)
	for i, e := range c.Endorsers {
		known(strict.Join(strict.Index("endorsers", i), "function"), e.Function)
	}
	for i, a := range c.Audience {
		known(strict.Join(strict.Index("audience", i), "function"), a.Function)
	}
	if id := c.Benefit.Metric; id != "" && !n.metrics[id] {
		problems.Absentf("benefit.metric", "there is no metric %q", strict.Clip(id))
	}
	if change := c.Benefit.Change; change != nil {
		for _, m := range p.Metrics {
			if m.ID != c.Benefit.Metric {
				continue
			}
			if change.Unit != m.Unit {
				problems.Addf("benefit.change.unit", "is %q, and the metric's unit is %q", strict.Clip(change.Unit), strict.Clip(m.Unit))
			}
			if m.Better != metrics.DirectionUnknown && change.Better != m.Better {
				problems.Addf("benefit.change.better", "is %s, and of the metric %s is better", change.Better, m.Better)
			}
		}
	}
	if a, b := strings.TrimSpace(c.Area.ID), strings.TrimSpace(p.Area.ID); c.Area.ID != p.Area.ID && strings.EqualFold(a, b) {
		problems.Addf("area.id", "%q and %q, KM's own practice area, differ in case or spaces alone", c.Area.ID, p.Area.ID)
	}
	if c.Area.ID != "" && c.Area.ID == p.Area.ID && c.Area != p.Area && c.Area != (community.PracticeArea{ID: c.Area.ID, Name: c.Area.Name}) {
		problems.Addf("area", "%q is KM's own practice area, whose figures are stored once, in the programme's area", c.Area.ID)
	}
	measures := map[string]metrics.Measure{}
	for _, r := range own {
		measures[r.Measure.ID] = r.Measure
	}
	for i, f := range c.Facts {
		path := strict.Index("facts", i)
		if f.Measure == "" {
			problems.Absentf(strict.Join(path, "measure"), "is missing")
		}
		if _, builtin := builtinMeasure(f.Measure); builtin {
			problems.Addf(strict.Join(path, "measure"), "%q is worked out from the candidate and its programme", f.Measure)
		} else if m, ok := measures[f.Measure]; ok {
			if _, err := m.Resolve(f.Value); err != nil {
				problems.Add(strict.Join(path, "value"), err)
			}
		}
	}
	return problems.Err()
}

// newCase lays out a candidate that is valid.
func newCase(c *Candidate, p *programme, policy Policy, own []Rule) *Case {
	policy = policy.withDefaults()
	k := &Case{offer: c.Offer, candidate: c, programme: p, policy: policy}
	k.nature, _ = c.Community.NatureAt(policy.Counting)
	own = slices.Clone(own)
	slices.SortFunc(own, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	rules := slices.Concat(builtin(policy, k.area(), p.journey), own)
	k.rules, k.numbers = make([]placed, 0, len(rules)), make([]number, 0, len(rules))
	for i := range rules {
		r := &rules[i]
		if !policy.inForce(r.ID) || r.Offer != OfferUnknown && r.Offer != c.Offer {
			continue
		}
		at := placed{need: r.Need, ceiling: r.Ceiling, applies: r.judges(c, p.Programme), rule: r}
		if r.ID == RuleEndorsement && !c.Claimed {
			at.ceiling = Undetermined // until success is claimed nobody has to vouch for it
		}
		if change := c.Benefit.Change; r.ID == RuleClaim && change != nil {
			r.Measure.Unit = change.Unit
		}
		if r.Measure.Kind == metrics.YesNo {
			at.need = yesOrNo(r.Need)
		}
		at.number = k.place(r)
		k.rules = append(k.rules, at)
	}
	k.compile()
	return k
}

// area is the candidate's practice area; the figures of KM's own stand in the
// programme.
func (k *Case) area() community.PracticeArea {
	if kmOwn(*k.candidate, *k.programme.Programme) {
		return k.programme.Area
	}
	return k.candidate.Area
}

// yesOrNo is a need of a yes-no number as one end: what lies between no and
// yes is no answer, so that two needs which meet only there clash.
func yesOrNo(need metrics.Interval) metrics.Interval {
	switch yes, no := need.Contains(1), need.Contains(0); {
	case yes && no:
		return metrics.From(0)
	case yes:
		return metrics.From(1)
	}
	return metrics.UpTo(0)
}

// veto reports whether the rule can lower the decision.
func (r *placed) veto() bool { return r.applies && r.ceiling != Undetermined }

// place finds the number that a rule looks at, working it out if it is new.
func (k *Case) place(r *Rule) int {
	id := r.Measure.ID
	if kmOwn(*k.candidate, *k.programme.Programme) {
		switch id { // KM's own head count is one number, whoever asks for it
		case MeasurePractitioners:
			id = maturity.KMPractitioners
		case MeasurePractitionerShare:
			id = maturity.KMPractitionerShare
		}
	}
	for i := range k.numbers {
		if k.numbers[i].measure == id {
			return i
		}
	}
	from := k.read(r, id)
	have, err := r.Measure.Resolve(from.Value)
	if err != nil {
		have, _ = r.Measure.Bounds() // an own Value out of its measure's bounds says nothing
	}
	k.numbers = append(k.numbers, number{have: have, measure: id, from: from})
	return len(k.numbers) - 1
}

// read works out a number.
func (k *Case) read(r *Rule, measure string) maturity.Reading {
	c, p := k.candidate, k.programme
	var have metrics.Interval
	asOf, source := metrics.Date{}, c.Note // undated but for what says its own day
	switch measure {
	case MeasureNature:
		have = metrics.Unknown.Interval()
		if k.nature.Type() != community.TypeUnknown {
			have = metrics.Exactly(1)
		}
	case MeasurePractitioners, MeasurePractitionerShare:
		have, source, asOf = k.policy.Established.Have(c.Area), c.Area.Scope, c.Area.AsOf
	case MeasurePractisingShare:
		have = c.Community.PractisingShare()
	case MeasureEndorsers:
		have = credible(c.Endorsers, p.Function)
	case MeasureBaseline:
		have, asOf = c.Benefit.Points(), c.Benefit.Baseline.To
		if c.Benefit.Change != nil && c.Benefit.Baseline.IsZero() {
			asOf = c.Benefit.Change.Before.To
		}
	case MeasureGain:
		have, asOf = c.Benefit.Gain()
	case MeasureSteps:
		f, _ := p.organisation.Function(c.Function)
		have, source = p.organisation.Steps(c.Function), f.Note
	case MeasureDistance:
		have = metrics.From(0) // of a metric that isn't named; what the function alone says of it is R6's to tell
		if c.Benefit.Metric != "" || c.Benefit.NoMetric {
			have = c.Benefit.Distance(p.metrics, p.organisation.Steps(c.Function))
		}
	case MeasureTopic:
		have = metrics.AnswerOf(kmOwn(*c, *p.Programme)).Interval()
	case MeasureAnnounced:
		have = metrics.AnswerOf(c.Announced).Interval()
	case MeasureForm:
		have = p.fits(c.Form).Interval()
	case MeasureProblem:
		have = metrics.AnswerOf(c.Problem != "").Interval()
	default:
		if f, ok := p.find(measure); ok {
			return maturity.Reading{Value: f.Have, AsOf: f.AsOf, Source: f.Evidence, Conflict: f.Conflict, Stale: f.Stale}
		}
		if r.Value == nil {
			return c.Facts.Read(measure, p.AsOf, 0)
		}
		have = r.Value(*c, *p.Programme)
	}
	if !p.AsOf.IsZero() && asOf.After(p.AsOf) {
		return maturity.Reading{} // what speaks for a later day doesn't count
	}
	if bounds, err := r.Measure.Bounds(); err != nil || bounds.Within(have) == metrics.Yes {
		return maturity.Reading{Value: have} // nothing is known, so nobody says so
	}
	return maturity.Reading{Value: have, AsOf: asOf, Source: source}
}

// find looks up what the journey found of a measure.
func (p *programme) find(measure string) (maturity.Finding, bool) {
	for _, f := range p.assessment.Findings {
		if f.Measure.ID == measure {
			return f, true
		}
	}
	return maturity.Finding{}, false
}

// fits answers whether a form of network fits every stage that is possible.
func (p *programme) fits(form community.Form) metrics.Answer {
	lowest, highest := p.stages()
	if form == community.FormUnknown {
		return metrics.Unknown
	}
	fits, misfits := false, false
	for s := lowest; s <= highest; s++ {
		if s.Form() == form {
			fits = true
		} else {
			misfits = true
		}
	}
	if fits && misfits {
		return metrics.Unknown
	}
	return metrics.AnswerOf(fits)
}

// With is the same case with another number for a measure, for asking what
// would change the answer; false if no rule looks at that measure or the
// measure can't have such a number. KM's own head count is
// maturity.KMPractitioners for every rule.
func (k *Case) With(measure string, value metrics.Interval) (*Case, bool) {
	for i := range k.numbers {
		if k.numbers[i].measure != measure {
			continue
		}
		for _, r := range k.rules {
			if r.number == i {
				have, err := r.rule.Measure.Resolve(value)
				if err != nil {
					return nil, false
				}
				other := *k
				other.numbers = slices.Clone(k.numbers)
				other.numbers[i].have = have
				other.compile()
				return &other, true
			}
		}
	}
	return nil, false
}
