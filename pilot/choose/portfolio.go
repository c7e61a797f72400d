package choose

import (
	"math"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Item is something that can be chosen into a portfolio.
type Item struct {
	ID     string   `json:"id"`               // by which everything refers to it
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
	ID     string  `json:"id"`            // by which items refer to it
	Weight float64 `json:"weight"`        // 0 or more
	Must   bool    `json:"must,omitzero"` // it has to be covered
	// Need is how many chosen items have to cover it before it counts as covered,
	// such as the wins that sceptics ask for; 0 is 1.
	Need int `json:"need,omitzero"`
}

// Problem asks for the best set of items.
type Problem struct {
	Items     []Item      `json:"items"`               // all that can be chosen
	Covers    []Cover     `json:"covers"`              // all that can be covered
	Most      int         `json:"most"`                // items at most; 0: none at all
	Budget    float64     `json:"budget"`              // cost at most; 0: nothing that costs
	Required  []string    `json:"required,omitempty"`  // items that must be in
	Conflicts [][2]string `json:"conflicts,omitempty"` // items that can't be in together
}

// Portfolio is the best set: the one that covers the greatest weight, among those
// the one of greatest value, then of least cost, then the first in order of the
// items: of two the one that has the first item that only one of them has. What
// covers nothing and is worth nothing is never in it unless it is required. Sums
// within 1e-12 of all there is to sum are equal.
type Portfolio struct {
	// Feasible says that a set was found that meets all constraints. Where none was
	// and there is no Clash, there may be one all the same: time was up, or it is too
	// hard to find among more than 40 items.
	Feasible bool     `json:"feasible"`
	Chosen   []string `json:"chosen"` // in order of the items
	Covered  []string `json:"covered"`
	Coverage float64  `json:"coverage"` // weight covered
	Value    float64  `json:"value"`
	Cost     float64  `json:"cost"`
	// Bound is what no set can exceed in coverage; where it equals Coverage none
	// covers more, though one that covers as much may be worth more or cost less.
	Bound float64 `json:"bound"`
	// Proven says that the search came to its end: no set is better, or none is
	// feasible.
	Proven bool `json:"proven"`
	// Clash is, where it is proven that no set is feasible, a set of constraints that
	// can't be met together, in words: nothing can be left out of it, and it is a
	// smallest one unless there are too many to try.
	Clash []string `json:"clash,omitempty"`
}

// search is a problem laid out in numbers.
type search struct {
	n, words  int
	value     []float64
	cost      []float64
	covers    []uint64 // n rows of words
	weight    []float64
	need      []int
	deep      []uint64  // covers that need more than one item; nil: none does
	part      []float64 // weight by need
	must      []uint64
	useless   []bool // covers nothing, is worth nothing, isn't required
	required  []bool
	conflicts [][]int // of each item, with those it shares something with
	most      int
	budget    float64
	limit     float64                               // cost below which it must be; infinite: none
	nodes     int                                   // branches at most; 0: no end
	any       bool                                  // the first feasible set will do
	thrifty   bool                                  // of sets that cover as much the cheapest is best, whatever its value
	all       struct{ weight, value, cost float64 } // what there is of each
}

// near is how near two sums must be to count as equal, of all there is to sum: sums
// of the same numbers in another order differ by rounding alone.
const near = 1e-12

func (s *search) sameWeight(a, b float64) bool { return math.Abs(a-b) <= near*s.all.weight }
func (s *search) sameValue(a, b float64) bool  { return math.Abs(a-b) <= near*s.all.value }

// within reports whether a cost is within a limit.
func (s *search) within(cost, limit float64) bool { return cost <= limit+near*s.all.cost }

// MostProven is how many items are searched to a proof: 40, our default.
const MostProven = 40

// newChecked lays out a problem that is known to be without faults.
func newChecked(q Problem) (*search, error) {
	p := strict.In("choose")
	s := newSearch(p, q)
	return s, p.Err()
}

func newSearch(p *strict.Problems, q Problem) *search {
	s := &search{n: len(q.Items), words: (len(q.Covers) + 63) / 64, most: q.Most, budget: q.Budget, limit: math.Inf(1)}
	at := map[string]int{}
	for i, c := range q.Covers {
		path := strict.Index("covers", i)
		checkID(p, path, c.ID, at)
		if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
			p.Addf(strict.Join(path, "weight"), "want 0 or more, have %v", c.Weight)
		}
		if c.Need < 0 {
			p.Addf(strict.Join(path, "need"), "want 0 or more, have %d", c.Need)
		}
		at[c.ID] = i
		need := max(c.Need, 1)
		s.weight, s.need, s.part = append(s.weight, c.Weight), append(s.need, need), append(s.part, c.Weight/float64(need))
		if need > 1 && s.deep == nil {
			s.deep = make([]uint64, s.words)
		}
		if need > 1 {
			s.deep[i/64] |= 1 << (i % 64)
		}
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
	for _, w := range s.weight {
		s.all.weight += math.Abs(w)
	}
	for i := range s.value {
		s.all.value += math.Abs(s.value[i])
		s.all.cost += math.Abs(s.cost[i])
	}
	for _, sum := range []struct {
		path string
		x    float64
	}{{"covers", s.all.weight}, {"items", s.all.value}, {"items", s.all.cost}} {
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
		for k, ok := range []bool{okA, okB} {
			if !ok {
				p.Absentf(strict.Index(strict.Index("conflicts", i), k), "there is no item %q", strict.Clip(pair[k]))
			}
		}
		if !okA || !okB {
			continue
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
	s.useless = make([]bool, s.n)
	for i := range s.n {
		s.useless[i] = !s.required[i] && s.value[i] <= 0 && s.gainOf(i, make([]uint64, s.words)) == 0
		for w := range s.words {
			s.useless[i] = s.useless[i] && s.covers[i*s.words+w]&s.must[w] == 0
		}
	}
	return s
}
