package maturity

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Assessment is what a model says of the evidence: the level that is certain,
// the highest that is still possible, and why.
type Assessment struct {
	Model   string       `json:"model"`         // its id
	Version string       `json:"version"`       // of the model
	AsOf    metrics.Date `json:"asOf,omitzero"` // the day the assessment is made for

	Lowest  string `json:"lowest"`  // id of the highest level that every number inside the evidence reaches
	Highest string `json:"highest"` // id of the highest level that some number inside the evidence reaches

	Findings []Finding `json:"findings"` // one for each criterion, in the model's order
	Counts   Counts    `json:"counts"`   // of the findings
	Limiting []string  `json:"limiting"` // ids of the criteria that keep the next level, optional ones left aside, from being certain
	Ignored  []Ignored `json:"ignored"`  // facts that didn't count, and why
}

// Counts counts findings by outcome; the four add up to Of.
type Counts struct {
	Met           int `json:"met"`
	Unmet         int `json:"unmet"`
	Unknown       int `json:"unknown"`
	NotApplicable int `json:"notApplicable"`
	Of            int `json:"of"`
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
	Fact Fact   `json:"fact"`
	Why  string `json:"why"` // WhyLater or WhyNoMeasure
}

// Compare puts ignored facts in an order that doesn't depend on how they came:
// by measure, date, value and source.
func (i Ignored) Compare(j Ignored) int {
	return cmp.Or(
		cmp.Compare(i.Fact.Measure, j.Fact.Measure), i.Fact.AsOf.Compare(j.Fact.AsOf),
		cmp.Compare(i.Fact.Value.String(), j.Fact.Value.String()), cmp.Compare(i.Fact.Source, j.Fact.Source))
}

// Why a fact isn't counted.
const (
	WhyLater     = "it speaks for a later day"
	WhyNoMeasure = "the model has no such measure"
)

// Certain reports whether the level is certain. The zero Assessment has none.
func (a Assessment) Certain() bool { return a.Lowest == a.Highest && a.Lowest != "" }

// UnmarshalJSON reads an assessment strictly.
func (a *Assessment) UnmarshalJSON(data []byte) error {
	type plain Assessment
	return strict.Unmarshal("maturity", data, (*plain)(a), nil)
}

// Assess holds the evidence against the model as of a day; without a day all
// facts count and none is too old. It is an error, which names every fault at
// once, if the model isn't valid or a fact has a value that its measure can't
// have. Facts on measures that the model lacks and facts of later days are
// listed as ignored.
//
// Both ends of the level are exact for evidence whose measures vary freely: a
// level is certain if each of its criteria and of the levels below is, and
// possible if every measure keeps a number once all their needs are cut out of
// it together. A number that is too old for one criterion and young enough for
// another is two numbers: to the first it may have become any.
func (m *Model) Assess(e Evidence, asOf metrics.Date) (Assessment, error) {
	if err := m.Validate(); err != nil {
		return Assessment{}, err
	}
	p := strict.In("maturity")
	measures := map[string]metrics.Measure{}
	for _, measure := range m.Measures {
		measures[measure.ID] = measure
	}
	a := Assessment{Model: m.ID, Version: m.Version, AsOf: asOf, Findings: []Finding{}, Limiting: []string{}, Ignored: []Ignored{}}
	facts := map[string]Evidence{} // by measure
	for i, f := range e {
		facts[f.Measure] = append(facts[f.Measure], f)
		measure, known := measures[f.Measure]
		switch {
		case !known:
			a.Ignored = append(a.Ignored, Ignored{f, WhyNoMeasure})
		case later(f, asOf):
			a.Ignored = append(a.Ignored, Ignored{f, WhyLater})
		}
		if known {
			if _, err := measure.Resolve(f.Value); err != nil {
				p.Add(strict.Join(strict.Index("facts", i), "value"), err)
			}
		}
	}
	if err := p.Err(); err != nil {
		return Assessment{}, err
	}
	slices.SortFunc(a.Ignored, Ignored.Compare)
	for _, c := range m.Criteria {
		f := find(c, measures[c.Measure], facts[c.Measure], asOf)
		a.Findings = append(a.Findings, f)
		a.Counts.Add(f.Outcome)
	}
	l := newLadder(m, a.Findings)
	lowest, highest := l.reached()
	a.Lowest, a.Highest = m.Levels[lowest].ID, m.Levels[highest].ID
	a.Limiting = l.limiting(lowest)
	return a, nil
}

// find holds the evidence against one criterion.
func find(c Criterion, measure metrics.Measure, e Evidence, asOf metrics.Date) Finding {
	r := e.Read(c.Measure, asOf, c.MaxAge)
	have, _ := measure.Cut(r.Value) // there is one: Assess has checked each value, and a hull holds them
	return Finding{
		Criterion: c.ID, Outcome: OutcomeOf(have.Within(c.Need)),
		Measure: measure, Have: have, Need: c.Need,
		Says: c.Says, Remedy: c.Remedy, Source: c.Source,
		AsOf: r.AsOf, Evidence: r.Source, Conflict: r.Conflict, Stale: r.Stale,
	}
}
