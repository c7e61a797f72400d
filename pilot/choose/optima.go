package choose

import (
	"context"
	"slices"
)

// mostOptima is how many of the sets that cover as much are listed.
const mostOptima = 100

// optima lists the feasible sets that cover as much as the best, in order: of two
// the one that has the first item that only one of them has comes first. It goes
// over the items in their order, in before out, and leaves a branch that can't
// cover so much. more says that there are others.
func (s *search) optima(ctx context.Context, coverage float64) (sets [][]bool, more bool) {
	in, blocked := make([]bool, s.n), make([]int, s.n)
	nodes, stopped := 0, false
	var walk func(i int, covered []uint64, left int, budget float64)
	walk = func(i int, covered []uint64, left int, budget float64) {
		if nodes++; nodes&1023 == 0 && ctx.Err() != nil {
			stopped = true
		}
		if stopped || more || !s.canReach(i, covered, left, budget, blocked, coverage) {
			return
		}
		if i == s.n {
			if len(sets) == mostOptima {
				more = true
			} else {
				sets = append(sets, slices.Clone(in))
			}
			return
		}
		fits := left > 0 && blocked[i] == 0 && (s.cost[i] <= budget || same(s.cost[i], budget))
		if fits {
			with := slices.Clone(covered)
			for w := range with {
				with[w] |= s.covers[i*s.words+w]
			}
			in[i] = true
			for _, k := range s.conflicts[i] {
				blocked[k]++
			}
			walk(i+1, with, left-1, budget-s.cost[i])
			in[i] = false
			for _, k := range s.conflicts[i] {
				blocked[k]--
			}
		}
		if !s.required[i] {
			walk(i+1, covered, left, budget)
		}
	}
	walk(0, make([]uint64, s.words), s.most, s.budget)
	return sets, more || stopped
}

// canReach reports whether items from i on can still bring the coverage, and all
// that must be covered.
func (s *search) canReach(i int, covered []uint64, left int, budget float64, blocked []int, coverage float64) bool {
	reach, gains := slices.Clone(covered), make([]float64, 0, s.n-i)
	for k := i; k < s.n; k++ {
		if s.required[k] && blocked[k] > 0 {
			return false
		}
		if blocked[k] > 0 || left == 0 || s.cost[k] > budget && !same(s.cost[k], budget) {
			if s.required[k] {
				return false
			}
			continue
		}
		gains = append(gains, s.gainOf(k, covered))
		for w := range reach {
			reach[w] |= s.covers[k*s.words+w]
		}
	}
	for w := range reach {
		if s.must[w]&^reach[w] != 0 {
			return false
		}
	}
	slices.Sort(gains)
	bound := s.weigh(covered)
	for k := 0; k < left && k < len(gains); k++ {
		bound += gains[len(gains)-1-k]
	}
	bound = min(bound, s.weigh(reach))
	return bound >= coverage || same(bound, coverage)
}

// frontier steps down from the best set: the cheapest that covers as much, then
// the best of what costs less, until nothing does; the cheapest first.
func (s *search) frontier(ctx context.Context) (steps []found) {
	at := *s
	at.thrifty = true
	for {
		best, proven := at.solve(ctx)
		if !proven || best.chosen == nil {
			break
		}
		steps = append(steps, best)
		at.budget, at.below = best.cost, true
		if best.cost == 0 {
			break
		}
	}
	slices.Reverse(steps)
	return steps
}

// greedy takes what covers most for its cost, again and again, and looks at
// nothing but number and budget: what is often done, for comparison.
func (s *search) greedy() (order []int, coverage float64) {
	covered := make([]uint64, s.words)
	left, budget := s.most, s.budget
	for left > 0 {
		best, most := -1, 0.0
		for i := range s.n {
			if slices.Contains(order, i) || s.cost[i] > budget {
				continue
			}
			gain := s.gainOf(i, covered)
			if gain > 0 && (best < 0 || gain*s.cost[best] > most*s.cost[i]) {
				best, most = i, gain
			}
		}
		if best < 0 {
			break
		}
		order = append(order, best)
		left--
		budget -= s.cost[best]
		for w := range covered {
			covered[w] |= s.covers[best*s.words+w]
		}
	}
	return order, s.weigh(covered)
}
