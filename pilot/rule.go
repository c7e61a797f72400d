package pilot

import (
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Rule is a criterion with a ceiling: the number of a measure must lie in Need,
// and a failure allows at best the decision Ceiling, whatever else speaks for
// the candidate. Points never buy it back (R7, Milton 2020).
//
// The built-in rules are yielded by Rules. An embedder's own is handed to
// Screen or Select beside them; a Policy, and so a document, names it by id.
type Rule struct {
	ID     string         `json:"id"`              // by which findings and policies refer to it
	Claim  string         `json:"claim,omitzero"`  // of the founding text, R1 to R9, that it rests on
	Says   string         `json:"says"`            // what it asks for, in words
	Remedy string         `json:"remedy,omitzero"` // what to do where it fails
	Find   string         `json:"find,omitzero"`   // what to find out where its number isn't known
	Source metrics.Source `json:"source,omitzero"` // of the rule or its number

	Offer   Offer    `json:"offer,omitzero"`   // the kind of offer that it judges; OfferUnknown: every kind
	Ceiling Decision `json:"ceiling,omitzero"` // what a failure allows at best: Decline or, of a public showcase, Later; Undetermined: it is only reported
	Effort  Effort   `json:"effort,omitzero"`  // of finding its number out

	// Measure is what it looks at. Rules that look at one measure look at one
	// number. The built-in measures are those of Rules; the number of any other
	// measure comes from Value, or else from the candidate's Facts.
	Measure metrics.Measure  `json:"measure"`
	Need    metrics.Interval `json:"need"` // the numbers that pass

	// Value works the number out; nil: it stands in the candidate's Facts. It
	// must depend on its arguments alone, and not keep or change them. A value
	// that the measure can't have says nothing.
	Value func(Candidate, Programme) metrics.Interval `json:"-"`
	// Applies says whether the rule concerns a candidate; nil: all of its Offer.
	Applies func(Candidate, Programme) bool `json:"-"`
}

// judges reports whether the rule concerns the candidate.
func (r *Rule) judges(c *Candidate, p *Programme) bool {
	return (r.Offer == OfferUnknown || r.Offer == c.Offer) && (r.Applies == nil || r.Applies(*c, *p))
}

// validate adds what is wrong with an embedder's own rule.
func (r *Rule) validate(p *strict.Problems, path string) {
	at := func(field string) string { return strict.Join(path, field) }
	if r.ID == "" {
		p.Absentf(at("id"), "is missing")
	}
	if r.Says == "" {
		p.Absentf(at("says"), "is missing")
	}
	if r.Offer > SupportingNetwork {
		p.Addf(at("offer"), "%s is no offer", r.Offer)
	}
	switch {
	case r.Ceiling == Undetermined || r.Ceiling == Decline || r.Ceiling == Later && r.Offer == PublicShowcase:
	case r.Ceiling == Later:
		p.Addf(at("ceiling"), "later is a decision about public showcases alone: set the rule's offer to that")
	default:
		p.Addf(at("ceiling"), "a failure allows decline or later at best, have %s", r.Ceiling)
	}
	p.Add(at("measure"), r.Measure.Validate())
	if r.Need.IsAnything() {
		p.Absentf(at("need"), "is missing: every number would pass")
	} else if _, ok := r.Measure.Cut(r.Need); !ok {
		p.Addf(at("need"), "no number that the measure can have lies in %s", r.Need)
	}
	builtin, ok := builtinMeasure(r.Measure.ID)
	switch {
	case !ok:
	case builtin != r.Measure.Kind:
		p.Addf(at("measure.kind"), "%q is a built-in measure of the kind %s", r.Measure.ID, builtin)
	case r.Value != nil:
		p.Addf(at("measure.id"), "%q is a built-in measure, whose value is worked out already", r.Measure.ID)
	case r.Measure.Range != (metrics.Interval{}):
		p.Addf(at("measure.range"), "%q is a built-in measure, whose range is fixed", r.Measure.ID)
	}
	if _, low := r.Need.Low(); low && (r.Measure.ID == MeasureSteps || r.Measure.ID == MeasureDistance) {
		// The two hang together (a support function's metric is never hard),
		// and only from above do their ends stay attainable together.
		p.Addf(at("need"), "%q can only be bounded from above", r.Measure.ID)
	}
	if r.Measure.ID == MeasureNature || r.Measure.ID == MeasureForm {
		p.Addf(at("measure.id"), "%q says what is known, not what is: no rule of one's own can rest on it", r.Measure.ID)
	}
}

// validateRules reports everything that is wrong with an embedder's own rules.
func validateRules(own []Rule) error {
	p := strict.In("pilot")
	ids := map[string]bool{}
	for r := range Rules {
		ids[r.ID] = true
	}
	measures := map[string]*Rule{}
	for i := range own {
		r, path := &own[i], strict.Index("rules", i)
		r.validate(p, path)
		if ids[r.ID] {
			p.Addf(strict.Join(path, "id"), "there is another rule %q", r.ID)
		}
		ids[r.ID] = true
		first, met := measures[r.Measure.ID]
		switch {
		case !met:
			measures[r.Measure.ID] = r
		case first.Measure != r.Measure:
			p.Addf(strict.Join(path, "measure"), "the rule %q has another measure of the id %q", first.ID, r.Measure.ID)
		case first.Value != nil || r.Value != nil:
			p.Addf(strict.Join(path, "measure"), "the rule %q looks at the measure %q too: two ways to work out one number", first.ID, r.Measure.ID)
		}
	}
	return p.Err()
}
