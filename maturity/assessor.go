package maturity

import (
	"reflect"

	"example.com/kmaturity/metrics"
)

// Assessor is a model that has been found valid and laid out, for assessing many
// organisations under it. It is safe for concurrent use as long as nobody changes
// the model.
type Assessor struct {
	model     *Model
	measures  map[string]int
	criteria  map[string]int
	measure   []int                                  // of each criterion
	level     []int                                  // of each criterion; 0: none
	area      []int                                  // of each criterion; -1: none
	number    []int                                  // of each criterion, what it reads: a measure in a scope
	requires  [][]int                                // of each level, those that it requires, under Prerequisite
	parents   []int                                  // of each area, the one that it is part of; -1: none
	leaves    []int                                  // areas that criteria belong to
	outer     []bool                                 // whether an area has areas in it
	inward    []int                                  // all areas, those in one before it
	steps     [][]int                                // places of all criteria, by level
	areaOf    [][][]int                              // of each area, places of its criteria, by level
	reads     [][]int                                // of each number, places of the criteria that read it
	readsOf   map[int][][]int                        // the same of an area, under a scored gate
	entangled bool                                   // whether numbers are read by several criteria, or criteria require others
	looked    []bool                                 // whether some criterion reads a measure
	scales    map[string]map[string]metrics.Interval // by measure, by answer
	shares    []share                                // of each criterion under a scored gate but Weighted, if all count
	areas     []share                                // of each area under a scored gate, if all count
}

// Assessor lays the model out; it is an error, which names every fault at once, if
// the model isn't valid.
func (m *Model) Assessor() (*Assessor, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	return m.layOut(), nil
}

// Equal reports whether both assess under equal models. A nil Assessor is equal to
// a nil one alone.
func (a *Assessor) Equal(b *Assessor) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(a.model, b.model)
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
	a.inward, a.outer = inward(a.parents)
	for _, s := range m.Scales {
		a.scales[s.Measure] = map[string]metrics.Interval{}
		for _, v := range s.Answers {
			a.scales[s.Measure][v.Says] = v.Value
		}
	}
	a.steps, a.looked = make([][]int, len(m.Levels)), make([]bool, len(m.Measures))
	a.number, a.reads = m.numbers()
	for range m.Areas {
		a.areaOf = append(a.areaOf, make([][]int, len(m.Levels)))
	}
	belongs := make([]bool, len(m.Areas))
	a.entangled = len(a.reads) < len(m.Criteria)
	for i, c := range m.Criteria {
		a.entangled = a.entangled || len(c.Requires) > 0
		a.criteria[c.ID] = i
		a.measure = append(a.measure, a.measures[c.Measure])
		a.level = append(a.level, levels[c.Level])
		at, ok := areas[c.Area]
		if !ok {
			at = -1
		}
		a.area = append(a.area, at)
		level := a.level[i]
		a.looked[a.measure[i]] = true
		a.steps[level] = append(a.steps[level], i)
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
		a.requires = make([][]int, len(m.Levels))
		for i, l := range m.Levels {
			for _, id := range l.Requires {
				a.requires[i] = append(a.requires[i], levels[id])
			}
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
		for _, of := range a.reads {
			for _, i := range of {
				all := a.readsOf[a.area[i]]
				if len(all) == 0 || a.number[all[len(all)-1][0]] != a.number[i] {
					all = append(all, nil)
				}
				all[len(all)-1] = append(all[len(all)-1], i)
				a.readsOf[a.area[i]] = all
			}
		}
	}
	return a
}

// numbers are what criteria read: a measure in a scope, since facts of one scope say
// nothing of another; and of each the criteria that read it.
func (m *Model) numbers() (number []int, reads [][]int) {
	type what struct{ measure, scope string }
	at := map[what]int{}
	for i, c := range m.Criteria {
		n, ok := at[what{c.Measure, c.Scope}]
		if !ok {
			n = len(reads)
			at[what{c.Measure, c.Scope}] = n
			reads = append(reads, nil)
		}
		number, reads[n] = append(number, n), append(reads[n], i)
	}
	return number, reads
}

// inward are areas in an order in which those in one come before it, and whether there
// are any.
func inward(parents []int) (order []int, holds []bool) {
	left := make([]int, len(parents)) // of each area, how many in it are still to come
	holds = make([]bool, len(parents))
	for _, in := range parents {
		if in >= 0 {
			left[in]++
			holds[in] = true
		}
	}
	for start := range parents {
		if holds[start] {
			continue
		}
		for at := start; at >= 0; {
			order = append(order, at)
			in := parents[at]
			if in < 0 {
				break
			}
			if left[in]--; left[in] > 0 {
				break
			}
			at = in
		}
	}
	return order, holds
}
