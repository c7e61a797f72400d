package models

import (
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Correspondence sets a level of a model beside the stages of a KM programme: who
// stands at the level stands between Lowest and Highest.
//
// All correspondences are ours. No source gives them: the models ask for other
// things than the stages do, so they are a first guess and no measurement.
type Correspondence struct {
	Model   string         // id
	Version string         // of the model
	Level   string         // id
	Lowest  maturity.Stage // the lowest stage of the journey that it may be
	Highest maturity.Stage // the highest
	Ours    bool           // no source gives it
	Source  metrics.Source // that gives it, or our default
}

// Crosswalk yields the correspondence of each level of each model with the stages
// of maturity.Journey, all of them ours (see Correspondence).
//
// Of five levels, the first is not started, the second a champions network, the
// third roles established; the fourth, managed by numbers in most models, asks for no
// practice area, so that roles are certain and embedded is possible; the fifth is
// embedded. Conformity to ISO 30401:2018 asks for roles, leadership and
// measurement, whatever the number of practitioners: roles established or embedded.
// Not to conform says nothing, since nobody must.
func Crosswalk(yield func(Correspondence) bool) {
	type stages struct{ lowest, highest maturity.Stage }
	five := []stages{
		{maturity.NotStarted, maturity.NotStarted},
		{maturity.ChampionsNetwork, maturity.ChampionsNetwork},
		{maturity.RolesEstablished, maturity.RolesEstablished},
		{maturity.RolesEstablished, maturity.Embedded},
		{maturity.Embedded, maturity.Embedded},
	}
	conformity := []stages{
		{maturity.NotStarted, maturity.Embedded},
		{maturity.RolesEstablished, maturity.Embedded},
	}
	for _, o := range published() {
		by := five
		if o.clause {
			by = conformity
		}
		for i, level := range o.levels {
			if !yield(Correspondence{o.ID, o.Version, levelID(level), by[i].lowest, by[i].highest, true, metrics.OurDefault()}) {
				return
			}
		}
	}
}

// StageOf is the range of stages that Crosswalk, which is ours, sets beside a level;
// both are ids. It is StageUnknown at both ends and false where there is no such
// model or level.
func StageOf(model, level string) (lowest, highest maturity.Stage, ok bool) {
	for c := range Crosswalk {
		if c.Model == model && c.Level == level {
			return c.Lowest, c.Highest, true
		}
	}
	return maturity.StageUnknown, maturity.StageUnknown, false
}
