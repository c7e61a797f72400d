package maturity

import (
	"math"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Validate reports everything that is wrong with the model, each with its path:
// ids that are missing or stand twice, references to what isn't there, a level that
// requires one that isn't below, areas or criteria that come back to themselves, a
// level, or under the gates that look at areas an area, that nothing gates (it would be
// reached for free), a level that no numbers reach (under a scored gate one below or
// above every score), a criterion that no number can meet or that every number meets,
// weights that don't add up, bands with holes or overlaps or beyond every score, what
// the gate has no use for, and a measure that criteria bound from both sides where
// several levels read it that can be passed over, or several areas that make up for
// one another (whether a level is certain could then not be told from its criteria one
// by one). Without a gate it reports what is wrong under each. A nil model is no model.
func (m *Model) Validate() error {
	p := strict.In("maturity")
	if m == nil {
		p.Absentf("", "there is no model")
		return p.Err()
	}
	for _, f := range []struct{ path, text string }{{"id", m.ID}, {"version", m.Version}} {
		if f.text == "" {
			p.Absentf(f.path, "is missing")
		}
	}
	if _, err := m.Gate.MarshalText(); err != nil || m.Gate == GateUnknown {
		p.Absentf("gate", "want one of the gates, have %s", m.Gate)
		m.underAny(p)
		return p.Err()
	}
	m.validate(p)
	return p.Err()
}

// underAny reports what is wrong under whichever gate, in the words of Staged.
func (m *Model) underAny(p *strict.Problems) {
	under := func(g Gate) error {
		other, of := *m, strict.In("maturity")
		other.Gate = g
		other.validate(of)
		return of.Err()
	}
	gatesOf := map[string]int{} // how many refuse what stands at a path
	for g := range Gates {
		if g == GateUnknown {
			continue
		}
		paths := map[string]bool{}
		for e := range strict.All(under(g)) {
			paths[e.Path] = true
		}
		for path := range paths {
			gatesOf[path]++
		}
	}
	for e := range strict.All(under(Staged)) {
		if gatesOf[e.Path] == len(gates)-1 {
			p.Add(e.Path, e.Err)
		}
	}
}

// validate reports what is wrong under the gate of the model.
func (m *Model) validate(p *strict.Problems) {
	v := validation{
		Model: m, Problems: p,
		levels:   ids(p, "levels", m.Levels, func(l Level) string { return l.ID }),
		areas:    ids(p, "areas", m.Areas, func(a Area) string { return a.ID }),
		measures: ids(p, "measures", m.Measures, func(m metrics.Measure) string { return m.ID }),
		criteria: ids(p, "criteria", m.Criteria, func(c Criterion) string { return c.ID }),
	}
	if len(m.Levels) == 0 {
		p.Absentf("levels", "a model needs at least one level, where everybody starts")
	}
	v.checkLevels()
	v.checkAreas()
	v.checkMeasures()
	v.checkScales()
	v.checkCriteria()
	v.checkGated()
	v.checkBothSides()
	if m.Gate.scored() {
		v.checkBands()
	}
	if p.Err() != nil { // what isn't sound can't be laid out
		return
	}
	if !m.counts() {
		v.checkReach()
	}
	if m.Gate.scored() {
		v.checkScores()
	}
}

// validation is a model with the places of its parts by id, and what is wrong.
type validation struct {
	*Model
	*strict.Problems
	levels, areas, measures, criteria map[string]int
}

// ids indexes things by their id, and reports ids that are missing or twice.
func ids[T any](p *strict.Problems, path string, all []T, id func(T) string) map[string]int {
	at := map[string]int{}
	for i, x := range all {
		here := strict.Join(strict.Index(path, i), "id")
		if first, twice := at[id(x)]; id(x) == "" {
			p.Absentf(here, "is missing")
		} else if twice {
			p.Addf(here, "%q stands twice, first in %s", strict.Clip(id(x)), strict.Index(path, first))
		} else {
			at[id(x)] = i
		}
	}
	return at
}

func (v *validation) checkLevels() {
	for i, l := range v.Levels {
		path := strict.Index("levels", i)
		if l.Optional && v.Gate != Staged {
			v.Addf(strict.Join(path, "optional"), "no level is passed over under the gate %s", v.Gate)
		}
		if len(l.Requires) > 0 && v.Gate != Prerequisite {
			v.Addf(strict.Join(path, "requires"), "a level requires no others under the gate %s", v.Gate)
		}
		for k, id := range l.Requires {
			here := strict.Index(strict.Join(path, "requires"), k)
			if at, ok := v.levels[id]; !ok {
				v.Absentf(here, "there is no %q", strict.Clip(id))
			} else if at >= i {
				v.Addf(here, "%q isn't below: a level stands on lower ones", strict.Clip(id))
			}
		}
		if !l.Band.IsAnything() && !v.Gate.scored() {
			v.Addf(strict.Join(path, "band"), "there are no scores under the gate %s", v.Gate)
		}
	}
}

func (v *validation) checkAreas() {
	weights, counts, weighed := map[string]float64{}, map[string]int{}, map[string]int{}
	for i, a := range v.Areas {
		path := strict.Index("areas", i)
		if !(a.Weight >= 0) || math.IsInf(a.Weight, 0) {
			v.Addf(strict.Join(path, "weight"), "want 0 or more, have %v", a.Weight)
		}
		if a.Weight != 0 && !v.Gate.scored() {
			v.Addf(strict.Join(path, "weight"), "areas have no weights under the gate %s", v.Gate)
		}
		weights[a.In] += a.Weight
		counts[a.In]++
		if a.Weight > 0 {
			weighed[a.In]++
		}
	}
	v.checkRequires("areas", len(v.Areas), v.areas, func(i int) []string {
		if v.Areas[i].In == "" {
			return nil
		}
		return []string{v.Areas[i].In}
	})
	for _, in := range sortedKeys(weights) {
		where := "areas"
		if i, ok := v.areas[in]; ok {
			where = strict.Index("areas", i)
		}
		switch n := weighed[in]; {
		case n == 0 || v.Gate == BandedSum || math.IsInf(weights[in], 0):
		case n < counts[in]:
			v.Addf(where, "%d of %d areas in it have a weight: all or none", n, counts[in])
		case math.Abs(weights[in]-1) > 1e-9:
			v.Addf(where, "the weights of the areas in it add up to %v, want 1", weights[in])
		}
	}
}

// checkRequires reports references that aren't there, and circles, of which each is
// told once.
func (v *validation) checkRequires(path string, n int, at map[string]int, requires func(i int) []string) {
	field := "requires"
	if path == "areas" {
		field = "in"
	}
	state := make([]int, n) // 0 new, 1 on the way, 2 done
	for start := range n {
		type visit struct{ i, next int } // no recursion: models may be deep
		stack := []visit{}
		if state[start] == 0 {
			state[start] = 1
			stack = append(stack, visit{i: start})
		}
		for len(stack) > 0 {
			top := &stack[len(stack)-1]
			all := requires(top.i)
			if top.next == len(all) {
				state[top.i] = 2
				stack = stack[:len(stack)-1]
				continue
			}
			id := all[top.next]
			here := strict.Join(strict.Index(path, top.i), field)
			if field == "requires" {
				here = strict.Index(here, top.next)
			}
			top.next++
			k, ok := at[id]
			switch {
			case !ok:
				v.Absentf(here, "there is no %q", strict.Clip(id))
			case state[k] == 1:
				v.Addf(here, "%q comes back to itself", strict.Clip(id))
			case state[k] == 0:
				state[k] = 1
				stack = append(stack, visit{i: k})
			}
		}
	}
}

func (v *validation) checkMeasures() {
	for i, measure := range v.Measures {
		path := strict.Index("measures", i)
		if measure.ID == "" {
			measure.ID = path // that it is missing stands in the list already
		}
		if err := measure.Validate(); err != nil {
			v.Add(path, err)
		} else if _, ok := measure.Cut(metrics.Anything()); !ok {
			v.Addf(path, "neither 0 for no nor 1 for yes lies in the range %s", measure.Range)
		}
	}
}

func (v *validation) checkScales() {
	seen := map[string]bool{}
	for i, s := range v.Scales {
		path := strict.Index("scales", i)
		at, ok := v.measures[s.Measure]
		if !ok {
			v.Absentf(strict.Join(path, "measure"), "there is no measure %q", strict.Clip(s.Measure))
		} else if seen[s.Measure] {
			v.Addf(strict.Join(path, "measure"), "%q has a scale already", strict.Clip(s.Measure))
		}
		seen[s.Measure] = true
		if len(s.Answers) == 0 {
			v.Absentf(strict.Join(path, "answers"), "are missing")
		}
		says := map[string]bool{}
		for k, a := range s.Answers {
			here := strict.Index(strict.Join(path, "answers"), k)
			if a.Says == "" {
				v.Absentf(strict.Join(here, "says"), "is missing")
			} else if says[a.Says] {
				v.Addf(strict.Join(here, "says"), "%q stands twice", strict.Clip(a.Says))
			}
			says[a.Says] = true
			if ok {
				if _, err := v.Measures[at].Resolve(a.Value); err != nil {
					v.Add(strict.Join(here, "value"), err)
				}
			}
		}
	}
}
