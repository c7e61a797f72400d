package models

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

var (
	// ErrModel is the error of an id that no model has.
	ErrModel = errors.New("there is no such model")
	// ErrGate is the error of a gate that doesn't fit a model, and of none where no
	// rule is published.
	ErrGate = errors.New("the gate doesn't fit")
)

// Entry tells what there is to know of a model before it is made.
type Entry struct {
	ID      string         // publisher and name, frozen
	Version string         // the year of the publication, or of the model where that is the year known
	Name    string         // as published
	Source  metrics.Source // of names, levels and areas
	// Gates are those that fit the model: where Published the first is the published
	// rule and the others come to the same, else the caller chooses.
	Gates     []maturity.Gate
	Published bool   // the rule by which a level is reached is published and verified
	Note      string // what isn't published, and what is ours
}

// All yields every model, in an order that doesn't change.
func All(yield func(Entry) bool) {
	for _, o := range published() {
		if !yield(o.Entry) {
			return
		}
	}
}

// New makes the model with an id, under a gate; GateUnknown takes the published
// one. An id that no model has is ErrModel. A gate that doesn't fit is ErrGate, and
// so is GateUnknown where no rule is published; the error names those that fit.
func New(id string, gate maturity.Gate) (*maturity.Model, error) {
	p := strict.In("models")
	all := published()
	at := slices.IndexFunc(all, func(o outline) bool { return o.ID == id })
	if at < 0 {
		p.Addf("id", "%w, have %q, want one of %s", ErrModel, strict.Clip(id), listed(all, func(o outline) string { return o.ID }))
		return nil, p.Err()
	}
	o := all[at]
	fit := listed(o.Gates, maturity.Gate.String)
	switch {
	case gate == maturity.GateUnknown && !o.Published:
		p.Addf("gate", "%w: no rule of %s is verified as published, choose one of %s", ErrGate, o.ID, fit)
		return nil, p.Err()
	case gate == maturity.GateUnknown:
		gate = o.Gates[0]
	case !slices.Contains(o.Gates, gate):
		p.Addf("gate", "%w %s: have %s, want one of %s", ErrGate, o.ID, gate, fit)
		return nil, p.Err()
	}
	return o.model(gate), nil
}

// listed are the texts of things, one after another.
func listed[T any](all []T, text func(T) string) string {
	var texts []string
	for _, x := range all {
		texts = append(texts, text(x))
	}
	return strings.Join(texts, ", ")
}

// levelID is the id of a level with a name.
func levelID(name string) string { return strings.ToLower(name) }

// model is the model of an outline: a measure for each area that holds no others,
// and for each of its levels above the first a criterion, that it has been reached.
func (o outline) model(gate maturity.Gate) *maturity.Model {
	m := &maturity.Model{ID: o.ID, Version: o.Version, Name: o.Name, Gate: gate, Source: o.Source, Note: o.Note}
	for _, name := range o.levels {
		m.Levels = append(m.Levels, maturity.Level{ID: levelID(name), Name: name})
	}
	var leaves []area
	for _, a := range o.areas {
		weight := a.weight
		if gate != maturity.Weighted {
			weight = 0
		}
		m.Areas = append(m.Areas, maturity.Area{ID: a.id, Name: a.name, In: a.in, Weight: weight})
		if !slices.ContainsFunc(o.areas, func(b area) bool { return b.in == a.id }) {
			leaves = append(leaves, a)
		}
	}
	for _, a := range leaves {
		measure, scale := o.measure(a)
		m.Measures = append(m.Measures, measure)
		if len(scale.Answers) > 0 {
			m.Scales = append(m.Scales, scale)
		}
	}
	for at, level := range o.levels[1:] {
		for _, a := range leaves {
			m.Criteria = append(m.Criteria, o.criterion(a, at+2, level))
		}
	}
	return m
}

// measure is what an assessor says of an area: the number of its level or its name,
// or whether a clause is met.
func (o outline) measure(a area) (metrics.Measure, maturity.Scale) {
	if o.clause {
		return metrics.Measure{ID: a.id, Kind: metrics.YesNo}, maturity.Scale{}
	}
	scale := maturity.Scale{Measure: a.id}
	for i, name := range o.levels {
		scale.Answers = append(scale.Answers, maturity.ScaleValue{Says: name, Value: metrics.Exactly(float64(i + 1))})
	}
	return metrics.Measure{ID: a.id, Unit: "level", Kind: metrics.Count, Range: metrics.MustBetween(1, float64(len(o.levels)))}, scale
}

// criterion asks that an area has reached a level, the number of which counts from 1.
func (o outline) criterion(a area, number int, level string) maturity.Criterion {
	c := maturity.Criterion{ID: a.id + "-" + levelID(level), Level: levelID(level), Area: a.id, Measure: a.id, Source: o.Source}
	if o.clause {
		c.Need = metrics.From(1)
		c.Says = "all that is required is met: " + a.name
		c.Remedy = "meet what isn't yet met: " + a.name
		return c
	}
	c.Need = metrics.From(float64(number))
	c.Says = fmt.Sprintf("%s has reached level %d, %s", a.name, number, level)
	c.Remedy = fmt.Sprintf("bring %s to level %d, %s", a.name, number, level)
	return c
}
