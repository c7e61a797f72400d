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
	stands   [][]int                                // of each level, those that it stands on, itself included
	leaves   []int                                  // areas that criteria belong to
	scales   map[string]map[string]metrics.Interval // by measure, by answer
	shares   []share                                // of each criterion under a scored gate, if all count
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
	a := &Assessor{model: m, measures: map[string]int{}, criteria: map[string]int{}, scales: map[string]map[string]metrics.Interval{}}
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
	for _, s := range m.Scales {
		a.scales[s.Measure] = map[string]metrics.Interval{}
		for _, v := range s.Answers {
			a.scales[s.Measure][v.Says] = v.Value
		}
	}
	for i, c := range m.Criteria {
		a.criteria[c.ID] = i
		a.measure = append(a.measure, a.measures[c.Measure])
		a.level = append(a.level, levels[c.Level])
		at, ok := areas[c.Area]
		if !ok {
			at = -1
		}
		a.area = append(a.area, at)
		if at >= 0 && !slices.Contains(a.leaves, at) {
			a.leaves = append(a.leaves, at)
		}
	}
	slices.Sort(a.leaves)
	for i := range m.Levels {
		a.stands = append(a.stands, m.standsOn(i, levels))
	}
	if m.Gate.scored() && m.Gate != Weighted {
		all := make([]bool, len(m.Criteria))
		for i := range all {
			all[i] = true
		}
		a.shares = a.sharesOf(all)
	}
	return a
}

// standsOn are the levels that a level stands on, itself last.
func (m *Model) standsOn(at int, levels map[string]int) []int {
	var all []int
	if m.Gate != Prerequisite {
		for i := range at {
			if !m.Levels[i].Optional {
				all = append(all, i)
			}
		}
		return append(all, at)
	}
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
