package maturity

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// Assessor is a model that has been found valid and laid out, for assessing many
// organisations under it. It is safe for concurrent use as long as nobody changes
// the model.
type Assessor struct {
	model    *Model
	measures map[string]int
	criteria map[string]int
	measure  []int                                  // of each criterion
	level    []int                                  // of each criterion; 0: none
	area     []int                                  // of each criterion; -1: none
	stands   [][]int                                // of each level, those that it stands on, itself last, under Prerequisite
	parents  []int                                  // of each area, the one that it is part of; -1: none
	leaves   []int                                  // areas that criteria belong to
	steps    [][]int                                // places of all criteria, by level
	areaOf   [][][]int                              // of each area, places of its criteria, by level
	reads    [][]int                                // of each measure, places of the criteria that read it
	scales   map[string]map[string]metrics.Interval // by measure, by answer
	readsOf  map[int][][]int                        // the same of an area, under a scored gate
	shares   []share                                // of each criterion under a scored gate but Weighted, if all count
	areas    []share                                // of each area under a scored gate, if all count
}

// Assessor lays the model out; it is an error, which names every fault at once, if
// the model isn't valid.
func (m *Model) Assessor() (*Assessor, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return m.layOut(), nil
}

// layOut lays out a valid model.
func (m *Model) layOut() *Assessor {
	a := &Assessor{model: m, measures: map[string]int{}, criteria: map[string]int{}, scales: map[string]map[string]metrics.Interval{}, readsOf: map[int][][]int{}}
	for i, measure := range m.Measures {
		a.measures[measure.ID] = i
	}
	levels, areas := map[string]int{}, map[string]int{}
	for i, l := range m.Levels {
		levels[l.ID] = i
	}
	for i, x := range m.Areas {
		areas[x.ID] = i
	}
	for _, x := range m.Areas {
		at, ok := areas[x.In]
		if !ok {
			at = -1
		}
		a.parents = append(a.parents, at)
	}
	for _, s := range m.Scales {
		a.scales[s.Measure] = map[string]metrics.Interval{}
		for _, v := range s.Answers {
			a.scales[s.Measure][v.Says] = v.Value
		}
	}
	a.steps, a.reads = make([][]int, len(m.Levels)), make([][]int, len(m.Measures))
	for range m.Areas {
		a.areaOf = append(a.areaOf, make([][]int, len(m.Levels)))
	}
	belongs := make([]bool, len(m.Areas))
	for i, c := range m.Criteria {
		a.criteria[c.ID] = i
		a.measure = append(a.measure, a.measures[c.Measure])
		a.level = append(a.level, levels[c.Level])
		at, ok := areas[c.Area]
		if !ok {
			at = -1
		}
		a.area = append(a.area, at)
		level, measure := a.level[i], a.measure[i]
		a.steps[level] = append(a.steps[level], i)
		a.reads[measure] = append(a.reads[measure], i)
		if at >= 0 {
			a.areaOf[at][level] = append(a.areaOf[at][level], i)
			belongs[at] = true
		}
	}
	for at, does := range belongs {
		if does {
			a.leaves = append(a.leaves, at)
		}
	}
	if m.Gate == Prerequisite {
		for i := range m.Levels {
			a.stands = append(a.stands, m.standsOn(i, levels))
		}
	}
	if m.Gate.scored() {
		all := make([]bool, len(m.Criteria))
		for i := range all {
			all[i] = true
		}
		a.areas = a.partsOf(all)
		if m.Gate != Weighted {
			a.shares = a.sharesOf(all)
		}
		for _, area := range a.leaves {
			a.readsOf[area] = make([][]int, len(m.Measures))
		}
		for i, at := range a.area {
			if at >= 0 {
				a.readsOf[at][a.measure[i]] = append(a.readsOf[at][a.measure[i]], i)
			}
		}
	}
	return a
}

// standsOn are the levels that a level stands on under Prerequisite, itself last.
func (m *Model) standsOn(at int, levels map[string]int) []int {
	var all []int
	var add func(i int)
	add = func(i int) {
		if slices.Contains(all, i) {
			return
		}
		for _, id := range m.Levels[i].Requires {
			add(levels[id])
		}
		all = append(all, i)
	}
	add(at)
	return all
}

// needs reports whether a level stands on another, or is it.
func (a *Assessor) needs(target, level int) bool {
	if a.model.Gate == Prerequisite {
		return slices.Contains(a.stands[target], level)
	}
	return level == target || level < target && !a.model.Levels[level].Optional
}
