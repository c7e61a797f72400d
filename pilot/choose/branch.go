package choose

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"
)

// The exact search goes over items one by one, in and out, and leaves a branch
// when nothing below it can be better than the best found:
//
//	covered so far + the largest gains that still fit  <  best coverage
//
// A gain counted for each item by itself is never less than what it adds later,
// since what is covered by others by then only lowers it; so the bound holds. At
// equal coverage the same is done with values, then with costs.

// state is a branch of the search.
type branch struct {
	*search
	ctx     context.Context
	in      []bool
	blocked []int // how many chosen items conflict with it
	best    found
	nodes   int
	stopped bool
}

type gain struct {
	i    int
	gain float64
}

// byGain puts the largest gain first, of equal ones the first item.
func byGain(x, y gain) int { return cmp.Or(cmp.Compare(y.gain, x.gain), cmp.Compare(x.i, y.i)) }

// found is a set with its three keys; nil chosen: none yet.
type found struct {
	chosen                []bool
	coverage, value, cost float64
}

// same is how near two sums must be to count as equal: sums of the same numbers
// in another order differ by rounding alone.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(math.Abs(a), math.Abs(b), 1) }

// keys sums up a set in order of the items and covers, so that a set has one
// coverage whatever way led to it.
func (s *search) keys(in []bool) (found, []uint64) {
	f := found{chosen: in}
	covered := make([]uint64, s.words)
	for i, chosen := range in {
		if !chosen {
			continue
		}
		f.value += s.value[i]
		f.cost += s.cost[i]
		for w := range covered {
			covered[w] |= s.covers[i*s.words+w]
		}
	}
	f.coverage = s.weigh(covered)
	return f, covered
}

func (s *search) weigh(covered []uint64) (sum float64) {
	for w, word := range covered {
		for ; word != 0; word &= word - 1 {
			sum += s.weight[w*64+bits.TrailingZeros64(word)]
		}
	}
	return sum
}

// gainOf is the weight that an item adds to what is covered.
func (s *search) gainOf(i int, covered []uint64) (sum float64) {
	for w, have := range covered {
		for word := s.covers[i*s.words+w] &^ have; word != 0; word &= word - 1 {
			sum += s.weight[w*64+bits.TrailingZeros64(word)]
		}
	}
	return sum
}

// better reports whether a beats b by the keys, then by order: the first item
// that only one of them has decides for the one that has it.
func (s *search) better(a, b found) bool {
	switch {
	case b.chosen == nil:
		return true
	case !same(a.coverage, b.coverage):
		return a.coverage > b.coverage
	case s.thrifty && !same(a.cost, b.cost):
		return a.cost < b.cost
	case !same(a.value, b.value):
		return a.value > b.value
	case !same(a.cost, b.cost):
		return a.cost < b.cost
	}
	for i := range a.chosen {
		if a.chosen[i] != b.chosen[i] {
			return a.chosen[i]
		}
	}
	return false
}

// solve finds the best set exactly, or the best so far when ctx ends.
func (s *search) solve(ctx context.Context) (found, bool) {
	b := &branch{search: s, ctx: ctx, in: make([]bool, s.n), blocked: make([]int, s.n)}
	covered := make([]uint64, s.words)
	left, budget := s.most, s.budget
	if s.below {
		budget = math.Nextafter(budget-1e-9*max(budget, 1), 0)
	}
	for i := range s.n {
		if !s.required[i] {
			continue
		}
		if b.blocked[i] > 0 {
			return found{}, true
		}
		b.choose(i, 1)
		left--
		budget -= s.cost[i]
		for w := range covered {
			covered[w] |= s.covers[i*s.words+w]
		}
	}
	if left < 0 || budget < 0 && !same(budget, 0) {
		return found{}, true
	}
	var open []int
	for i := range s.n {
		if !s.required[i] {
			open = append(open, i)
		}
	}
	b.descend(open, covered, left, budget)
	return b.best, !b.stopped
}

func (b *branch) choose(i, by int) {
	b.in[i] = by > 0
	for _, k := range b.conflicts[i] {
		b.blocked[k] += by
	}
}

// descend looks at every set made of what is chosen and some of open.
func (b *branch) descend(open []int, covered []uint64, left int, budget float64) {
	if b.nodes++; b.nodes&1023 == 0 && b.ctx.Err() != nil {
		b.stopped = true
	}
	if b.stopped {
		return
	}
	b.offer(covered)
	if b.any && b.best.chosen != nil {
		b.stopped = true
		return
	}
	// What still fits, with its gain; and all that it could cover together.
	reach := slices.Clone(covered)
	fits := make([]gain, 0, len(open))
	for _, i := range open {
		if left > 0 && b.blocked[i] == 0 && (b.cost[i] <= budget || same(b.cost[i], budget)) {
			fits = append(fits, gain{i, b.gainOf(i, covered)})
			for w := range reach {
				reach[w] |= b.covers[i*b.words+w]
			}
		}
	}
	for w := range reach {
		if b.must[w]&^reach[w] != 0 {
			return // something that must be covered can't be any more
		}
	}
	if len(fits) == 0 {
		return
	}
	slices.SortFunc(fits, byGain)
	if b.hopeless(fits, covered, reach, left, budget) {
		return
	}
	i := fits[0].i
	rest := make([]int, 0, len(fits)-1)
	for _, f := range fits[1:] {
		rest = append(rest, f.i)
	}
	with := slices.Clone(covered)
	for w := range with {
		with[w] |= b.covers[i*b.words+w]
	}
	b.choose(i, 1)
	b.descend(rest, with, left-1, budget-b.cost[i])
	b.choose(i, -1)
	b.descend(rest, covered, left, budget)
}

// offer takes the chosen set if it is feasible and better.
func (b *branch) offer(covered []uint64) {
	for w := range covered {
		if b.must[w]&^covered[w] != 0 {
			return
		}
	}
	f, _ := b.keys(b.in)
	if b.better(f, b.best) {
		f.chosen = slices.Clone(b.in)
		b.best = f
	}
}

// hopeless reports whether no set below can beat the best found.
func (b *branch) hopeless(fits []gain, covered, reach []uint64, left int, budget float64) bool {
	if b.best.chosen == nil {
		return false
	}
	now := b.weigh(covered)
	bound := now
	for k, f := range fits {
		if k == left {
			break
		}
		bound += f.gain
	}
	bound = min(bound, b.weigh(reach), now+knapsack(fits, b.cost, budget))
	if !same(bound, b.best.coverage) {
		return bound < b.best.coverage
	}
	// Coverage can be equalled at best: then value decides, then cost.
	chosen, _ := b.keys(b.in)
	if b.thrifty {
		return chosen.cost > b.best.cost && !same(chosen.cost, b.best.cost)
	}
	values := make([]float64, 0, len(fits))
	for _, f := range fits {
		if v := b.value[f.i]; v > 0 {
			values = append(values, v)
		}
	}
	slices.SortFunc(values, func(x, y float64) int { return cmp.Compare(y, x) })
	most := chosen.value
	for k, v := range values {
		if k == left {
			break
		}
		most += v
	}
	return !same(most, b.best.value) && most < b.best.value
}

// knapsack is the most that gains can add within a budget if items could be cut:
// best gain for its cost first.
func knapsack(fits []gain, cost []float64, budget float64) (sum float64) {
	order := slices.Clone(fits)
	slices.SortFunc(order, func(x, y gain) int {
		// x.gain/x.cost against y.gain/y.cost, without dividing by a cost of 0.
		return cmp.Or(cmp.Compare(y.gain*cost[x.i], x.gain*cost[y.i]), cmp.Compare(x.i, y.i))
	})
	for _, f := range order {
		c := cost[f.i]
		if c <= budget {
			sum += f.gain
			budget -= c
			continue
		}
		return sum + f.gain*budget/c
	}
	return sum
}
