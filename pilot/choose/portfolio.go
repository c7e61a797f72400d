package choose

import (
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Item is something that can be chosen into a portfolio.
type Item struct {
	ID     string   `json:"id"`
	Value  float64  `json:"value"`            // of its own, whoever else is chosen
	Cost   float64  `json:"cost"`             // 0 or more, in the unit of the budget
	Covers []string `json:"covers,omitempty"` // ids of what it covers
	// Shares are what no other chosen item may share with it: endorsers, of each of
	// whom at most one pilot is asked.
	Shares []string `json:"shares,omitempty"`
}

// Cover is something to be covered: an audience with its weight, or an element
// of the framework that a set of pilots must test.
type Cover struct {
	ID     string  `json:"id"`
	Weight float64 `json:"weight"`        // 0 or more
	Must   bool    `json:"must,omitzero"` // some chosen item has to cover it
}

// Problem asks for the best set of items.
type Problem struct {
	Items     []Item      `json:"items"`
	Covers    []Cover     `json:"covers"`
	Most      int         `json:"most"`                // items at most; 0: none
	Budget    float64     `json:"budget"`              // cost at most
	Required  []string    `json:"required,omitempty"`  // items that must be in
	Conflicts [][2]string `json:"conflicts,omitempty"` // items that can't be in together
}

// Portfolio is the best set: the one that covers the greatest weight, among those
// the one of greatest value, then of least cost, then the first in order of the
// items.
type Portfolio struct {
	Feasible bool     `json:"feasible"`
	Chosen   []string `json:"chosen"` // in order of the items
	Covered  []string `json:"covered"`
	Coverage float64  `json:"coverage"` // weight covered
	Value    float64  `json:"value"`
	Cost     float64  `json:"cost"`
	// Bound is what no set can exceed in coverage; where it equals Coverage the
	// set is proven best.
	Bound  float64 `json:"bound"`
	Proven bool    `json:"proven"`
	// Clash is, where no set is feasible, a smallest set of constraints that
	// can't be met together, in words.
	Clash []string `json:"clash,omitempty"`
}

// search is a problem laid out in numbers.
type search struct {
	n, words  int
	value     []float64
	cost      []float64
	covers    []uint64 // n rows of words
	weight    []float64
	must      []uint64
	required  []bool
	conflicts [][]int // of each item, with those it shares something with
	most      int
	budget    float64
	below     bool // the budget itself is too much
	any       bool // the first feasible set will do
	thrifty   bool // of sets that cover as much the cheapest is best, whatever its value
}

// MostProven is how many items are searched to a proof: 40, our default.
const MostProven = 40

// newChecked lays out a problem that is known to be without faults.
func newChecked(q Problem) (*search, error) {
	p := strict.In("choose")
	s := newSearch(p, q)
	return s, p.Err()
}

func newSearch(p *strict.Problems, q Problem) *search {
	s := &search{n: len(q.Items), words: (len(q.Covers) + 63) / 64, most: q.Most, budget: q.Budget}
	at := map[string]int{}
	for i, c := range q.Covers {
		path := strict.Index("covers", i)
		checkID(p, path, c.ID, at)
		if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
			p.Addf(strict.Join(path, "weight"), "want 0 or more, have %v", c.Weight)
		}
		at[c.ID] = i
		s.weight = append(s.weight, c.Weight)
	}
	s.must = make([]uint64, s.words)
	for i, c := range q.Covers {
		if c.Must {
			s.must[i/64] |= 1 << (i % 64)
		}
	}
	s.covers = make([]uint64, s.n*s.words)
	items := map[string]int{}
	shared := map[string][]int{}
	for i, item := range q.Items {
		path := strict.Index("items", i)
		checkID(p, path, item.ID, items)
		items[item.ID] = i
		if math.IsNaN(item.Value) || math.IsInf(item.Value, 0) {
			p.Addf(strict.Join(path, "value"), "want a finite number, have %v", item.Value)
		}
		if !(item.Cost >= 0) || math.IsInf(item.Cost, 0) {
			p.Addf(strict.Join(path, "cost"), "want 0 or more, have %v", item.Cost)
		}
		for k, id := range item.Covers {
			c, ok := at[id]
			if !ok {
				p.Absentf(strict.Index(strict.Join(path, "covers"), k), "there is nothing to cover called %q", strict.Clip(id))
				continue
			}
			s.covers[i*s.words+c/64] |= 1 << (c % 64)
		}
		s.value, s.cost = append(s.value, item.Value), append(s.cost, item.Cost)
		for _, id := range item.Shares {
			if !slices.Contains(shared[id], i) {
				shared[id] = append(shared[id], i)
			}
		}
	}
	var weight, value, cost float64
	for _, w := range s.weight {
		weight += math.Abs(w)
	}
	for i := range s.value {
		value += math.Abs(s.value[i])
		cost += math.Abs(s.cost[i])
	}
	for _, sum := range []struct {
		path string
		x    float64
	}{{"covers", weight}, {"items", value}, {"items", cost}} {
		if math.IsInf(sum.x, 0) {
			p.Addf(sum.path, "add up to more than a number holds")
		}
	}
	if q.Most < 0 {
		p.Addf("most", "want 0 or more, have %d", q.Most)
	}
	if !(q.Budget >= 0) || math.IsInf(q.Budget, 0) {
		p.Addf("budget", "want 0 or more, have %v", q.Budget)
	}
	s.required = make([]bool, s.n)
	for i, id := range q.Required {
		k, ok := items[id]
		if !ok {
			p.Absentf(strict.Index("required", i), "there is no item %q", strict.Clip(id))
			continue
		}
		s.required[k] = true
	}
	s.conflicts = make([][]int, s.n)
	conflict := func(a, b int) {
		if !slices.Contains(s.conflicts[a], b) {
			s.conflicts[a], s.conflicts[b] = append(s.conflicts[a], b), append(s.conflicts[b], a)
		}
	}
	for i, pair := range q.Conflicts {
		a, okA := items[pair[0]]
		b, okB := items[pair[1]]
		if !okA || !okB {
			p.Absentf(strict.Index("conflicts", i), "there is no item %q or %q", strict.Clip(pair[0]), strict.Clip(pair[1]))
		} else if a == b {
			p.Addf(strict.Index("conflicts", i), "%q can't conflict with itself", strict.Clip(pair[0]))
		} else {
			conflict(a, b)
		}
	}
	for _, id := range sortedKeys(shared) {
		for k, a := range shared[id] {
			for _, b := range shared[id][:k] {
				conflict(a, b)
			}
		}
	}
	return s
}
