package maturity

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Assessment is what a model says of the evidence: the level that is certain,
// the highest that is still possible, and why.
type Assessment struct {
	Model   string       `json:"model"`         // its id
	Version string       `json:"version"`       // of the model
	Gate    Gate         `json:"gate"`          // of the model
	AsOf    metrics.Date `json:"asOf,omitzero"` // the day the assessment is made for
	// Conflicts and Target are those of the Options that it was made with.
	Conflicts Conflicts `json:"conflicts,omitzero"`
	Target    string    `json:"target,omitzero"`

	// Lowest is the id of the least level that some number inside the evidence gives,
	// and Highest of the greatest: between them lies the level. Under Profile there is
	// none for the whole.
	Lowest  string           `json:"lowest,omitzero"`
	Highest string           `json:"highest,omitzero"`
	Score   metrics.Interval `json:"score,omitzero"` // under a scored gate, rounded to 12 digits
	Areas   []AreaResult     `json:"areas,omitzero"` // those that criteria belong to and what these are part of, in the model's order

	Findings []Finding `json:"findings"` // one for each criterion, in the model's order
	Counts   Counts    `json:"counts"`   // of the findings
	// Limiting are the criteria that keep the next level, optional ones left aside,
	// from being certain; under a scored gate those that aren't as good as can be.
	Limiting []string `json:"limiting"`
	// Gaps are criteria that bring the target, or the next level, if they are met for
	// certain and what is met stays so, in the order in which they come before one another;
	// empty where it is certain already, or can't be reached by them. Under a nested gate
	// they are all that it lacks. Under a scored one they are a smallest set where each
	// criterion reads a number of its own and none requires another; else a set of which
	// none can be left out, if it is of no more than 100.
	Gaps    []string  `json:"gaps,omitzero"`
	Closed  []Closed  `json:"closed,omitzero"` // levels that can't be reached, whatever is met
	Ignored []Ignored `json:"ignored"`         // facts that didn't count, and why
	Expired []Waiver  `json:"expired,omitzero"`
}

// Closed is a level, of an area where the gate looks at areas, of which nothing applies,
// so that it is never passed.
type Closed struct {
	Level string `json:"level"`         // id
	Area  string `json:"area,omitzero"` // id
}

// Counts counts findings by outcome; the four add up to Of.
type Counts struct {
	Met           int `json:"met"`             // criteria that the evidence meets
	Unmet         int `json:"unmet"`           // criteria that it certainly doesn't meet
	Unknown       int `json:"unknown"`         // criteria that it doesn't decide
	NotApplicable int `json:"notApplicable"`   // criteria that don't concern the unit
	Of            int `json:"of"`              // all criteria
	Waived        int `json:"waived,omitzero"` // of them, whatever they came to
}

// Add counts one more outcome.
func (c *Counts) Add(o Outcome) {
	c.Of++
	switch o {
	case Met:
		c.Met++
	case Unmet:
		c.Unmet++
	case NotApplicable:
		c.NotApplicable++
	default:
		c.Unknown++
	}
}

// Ignored is a fact that an assessment didn't count.
type Ignored struct {
	Fact Fact   `json:"fact"` // as it was handed over
	Why  string `json:"why"`  // one of the texts below
}

// Compare puts ignored facts in an order that doesn't depend on how they came:
// by measure, date, value and source.
func (i Ignored) Compare(j Ignored) int {
	return cmp.Or(
		cmp.Compare(i.Fact.Measure, j.Fact.Measure), i.Fact.AsOf.Compare(j.Fact.AsOf),
		cmp.Compare(i.Fact.Value.String(), j.Fact.Value.String()), cmp.Compare(i.Fact.Source, j.Fact.Source))
}

// Why a fact isn't counted: the texts are frozen.
const (
	WhyNoMeasure = "the model has no such measure"
	WhyUnused    = "no criterion looks at its measure"
	WhyLater     = "it speaks for a later day"
	WhySilent    = "it says nothing"
	WhyScope     = "no criterion looks at its scope"
)

// Certain reports whether the level is certain; under Profile, those of all areas. The
// zero Assessment has none.
func (a Assessment) Certain() bool {
	if a.Gate == Profile {
		return len(a.Areas) > 0 && !slices.ContainsFunc(a.Areas, func(r AreaResult) bool { return r.Lowest != r.Highest })
	}
	return a.Lowest == a.Highest && a.Lowest != ""
}

// UnmarshalJSON reads an assessment strictly.
func (a *Assessment) UnmarshalJSON(data []byte) error {
	type plain Assessment
	return strict.Unmarshal("maturity", data, (*plain)(a), nil)
}

// Assess holds the evidence against the model. It is an error, which names every
// fault at once, if the model isn't valid or a fact or a waiver isn't. Facts on
// measures that the model lacks or that no criterion looks at, facts of later days, of
// a scope that no criterion looks at, and such that say nothing are listed as ignored,
// and waivers that have expired too.
//
// Both ends of the level are exact for evidence whose measures vary freely: the
// level of every completion lies between them, and each end is the level of one. A
// number that is too old for one criterion and young enough for another is two
// numbers: to the first it may have become any. So is a number in two scopes, or in one
// and in any.
func (m *Model) Assess(e Evidence, o Options) (Assessment, error) {
	a, err := m.Assessor()
	if err != nil {
		return Assessment{}, err
	}
	return a.Assess(e, o)
}

// Assess is Model.Assess of the model.
func (a *Assessor) Assess(e Evidence, o Options) (Assessment, error) {
	p := strict.In("maturity")
	if a == nil || a.model == nil {
		p.Absentf("", "there is no model")
		return Assessment{}, p.Err()
	}
	m := a.model
	out := Assessment{Model: m.ID, Version: m.Version, Gate: m.Gate, AsOf: o.AsOf, Conflicts: o.Conflicts, Target: o.Target, Findings: make([]Finding, len(m.Criteria)), Limiting: []string{}, Ignored: []Ignored{}}
	facts := a.sort(p, e, o, &out)
	waivers := a.waivers(p, o, &out)
	target := slices.IndexFunc(m.Levels, func(l Level) bool { return l.ID == o.Target })
	if target < 0 && o.Target != "" {
		p.Absentf("target", "there is no level %q", strict.Clip(o.Target))
	}
	if _, err := o.Conflicts.MarshalText(); err != nil {
		p.Add("conflicts", err)
	}
	if err := p.Err(); err != nil {
		return Assessment{}, err
	}
	g := gathering{Assessor: a, o: o, facts: facts}
	for i := range m.Criteria {
		a.find(&out.Findings[i], i, g.of(i).settle(o.Conflicts, m.Criteria[i].Need))
		if w, ok := waivers[m.Criteria[i].ID]; ok && out.Findings[i].Outcome != NotApplicable {
			out.Findings[i].Waiver = w
			out.Counts.Waived++
		}
		out.Counts.Add(out.Findings[i].Outcome)
	}
	a.grade(&out, target)
	return out, nil
}

// sort sorts the facts by measure, with values for their answers, and lists those
// that don't count.
func (a *Assessor) sort(p *strict.Problems, e Evidence, o Options, out *Assessment) [][]Fact {
	facts := make([][]Fact, len(a.model.Measures))
	counts := make([]int, len(facts))
	for i := range e {
		if at, known := a.measures[e[i].Measure]; known {
			counts[at]++
		}
	}
	room := make([]Fact, len(e)) // one for all, cut up by measure
	for at, n := range counts {
		facts[at], room = room[:0:n], room[n:]
	}
	for i, f := range e {
		said := f
		ok := a.value(p, i, &f)
		if why := a.ignores(&f, o); why != "" {
			out.Ignored = append(out.Ignored, Ignored{said, why})
			if why != WhyScope {
				continue
			}
		}
		if ok {
			at := a.measures[f.Measure]
			facts[at] = append(facts[at], f)
		}
	}
	slices.SortFunc(out.Ignored, Ignored.Compare)
	return facts
}

// ignores is why a fact doesn't count; empty if it may.
func (a *Assessor) ignores(f *Fact, o Options) string {
	at, known := a.measures[f.Measure]
	switch {
	case !known:
		return WhyNoMeasure
	case !a.looked[at]:
		return WhyUnused
	case later(*f, o.AsOf):
		return WhyLater
	case f.Value.IsAnything() && f.NotApplicable == "":
		return WhySilent
	case f.Scope != "" && !a.looks(at, f.Scope):
		return WhyScope
	}
	return ""
}

// value gives a fact the value of its answer, and reports what is wrong with it.
func (a *Assessor) value(p *strict.Problems, i int, f *Fact) bool {
	path := func(field string) string { return strict.Join(strict.Index("facts", i), field) }
	at, known := a.measures[f.Measure]
	if f.Measure == "" {
		p.Absentf(path("measure"), "is missing")
	}
	if !(f.Confidence >= 0 && f.Confidence <= 1) {
		p.Addf(path("confidence"), "want a share from 0 to 1, have %v", f.Confidence)
	}
	stated := 0
	for _, x := range [...]bool{!f.Value.IsAnything(), f.Answer != "", f.NotApplicable != ""} {
		if x {
			stated++
		}
	}
	if stated > 1 {
		p.Addf(strict.Index("facts", i), "want a value, an answer or why it is not applicable, have more than one of them")
		return false
	}
	if !known {
		return false
	}
	if f.Answer != "" {
		value, ok := a.answer(at, f.Answer)
		if !ok {
			p.Absentf(path("answer"), "%q has no answer %q%s", strict.Clip(f.Measure), strict.Clip(f.Answer), a.answers(at))
			return false
		}
		f.Value = value
	}
	value, err := a.model.Measures[at].Resolve(f.Value)
	if err != nil {
		p.Add(path("value"), fmt.Errorf("%q: %w", strict.Clip(f.Measure), err))
		return false
	}
	if !f.Value.IsAnything() {
		f.Value = value // so that of a yes-no measure more than no is yes
	}
	return true
}

// answer is what an answer in words is worth.
func (a *Assessor) answer(measure int, says string) (metrics.Interval, bool) {
	m := &a.model.Measures[measure]
	if scale, ok := a.scales[m.ID]; ok {
		if value, ok := scale[says]; ok {
			return value, true
		}
	}
	if yes, err := metrics.ParseAnswer(says); err == nil && m.Kind == metrics.YesNo {
		return yes.Interval(), true
	}
	return metrics.Interval{}, false
}

// answers lists the answers that a measure has, in words.
func (a *Assessor) answers(measure int) string {
	m := &a.model.Measures[measure]
	var all []string
	for _, s := range a.model.Scales {
		if s.Measure == m.ID {
			for _, x := range s.Answers {
				all = append(all, fmt.Sprintf("%q", strict.Clip(x.Says)))
			}
		}
	}
	if m.Kind == metrics.YesNo {
		all = append(all, `"no"`, `"yes"`)
	}
	const most = 12 // our default
	switch {
	case len(all) == 0:
		return ": it is told in numbers"
	case len(all) > most:
		all = append(all[:most], "...")
	}
	return ": its answers are " + strings.Join(all, ", ")
}

// looks reports whether some criterion on a measure takes facts of a scope.
func (a *Assessor) looks(measure int, scope string) bool {
	return slices.ContainsFunc(a.reads, func(of []int) bool { // those of a number share its scope
		c := &a.model.Criteria[of[0]]
		return a.measure[of[0]] == measure && (c.Scope == "" || c.Scope == scope)
	})
}

// waivers are those in force, by criterion.
func (a *Assessor) waivers(p *strict.Problems, o Options, out *Assessment) map[string]*Waiver {
	all := map[string]*Waiver{}
	for i, w := range o.Waivers {
		path := strict.Index("waivers", i)
		if _, ok := a.criteria[w.Criterion]; !ok {
			p.Absentf(strict.Join(path, "criterion"), "there is no criterion %q", strict.Clip(w.Criterion))
		}
		for _, text := range []struct{ field, says string }{{"reason", w.Reason}, {"approver", w.Approver}} {
			if strings.TrimSpace(text.says) == "" {
				p.Absentf(strict.Join(path, text.field), "is missing: a waiver has a reason and somebody who answers for it")
			}
		}
		if w.Until.IsZero() {
			p.Absentf(strict.Join(path, "until"), "is missing: a waiver ends")
		}
		if !o.AsOf.IsZero() && w.Until.Before(o.AsOf) {
			out.Expired = append(out.Expired, w)
		} else if have, twice := all[w.Criterion]; !twice || w.Until.After(have.Until) {
			all[w.Criterion] = &w
		}
	}
	slices.SortFunc(out.Expired, func(a, b Waiver) int { return cmp.Or(cmp.Compare(a.Criterion, b.Criterion), a.Until.Compare(b.Until)) })
	return all
}

// gathering gathers facts once for all criteria that read a number with one limit of age.
type gathering struct {
	*Assessor
	o     Options
	facts [][]Fact // by measure
	known map[limited]gathered
}

type limited struct{ number, maxAge int }

func (g *gathering) of(i int) gathered {
	c, facts := &g.model.Criteria[i], g.facts[g.measure[i]]
	if len(facts) < 2 || len(g.reads[g.number[i]]) == 1 {
		return gather(facts, *c, g.o)
	}
	key := limited{g.number[i], c.MaxAge}
	all, ok := g.known[key]
	if !ok {
		if g.known == nil {
			g.known = map[limited]gathered{}
		}
		all = gather(facts, *c, g.o)
		g.known[key] = all
	}
	return all
}

// find holds what is read against one criterion.
func (a *Assessor) find(f *Finding, i int, r Reading) {
	c, measure := &a.model.Criteria[i], a.model.Measures[a.measure[i]]
	have, _ := measure.Cut(r.Value) // there is one: each value has been checked, and a hull holds them
	need := c.Need
	if need.IsAnything() {
		need = metrics.From(most(measure))
	}
	*f = Finding{
		Criterion: c.ID, Outcome: OutcomeOf(have.Within(need)),
		Measure: measure, Have: have, Need: need,
		Says: c.Says, Remedy: c.Remedy, Source: c.Source,
		AsOf: r.AsOf, Evidence: r.Source, Conflict: r.Conflict, Stale: r.Stale, Disputed: r.Disputed,
	}
	if r.NotApplicable != "" {
		f.Outcome, f.Because = NotApplicable, r.NotApplicable
	}
}
