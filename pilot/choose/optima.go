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
	var walk func(i int, covered covered, left int, budget float64)
	walk = func(i int, covered covered, left int, budget float64) {
		if nodes++; nodes&1023 == 0 && ctx.Err() != nil {
			stopped = true
		}
		if stopped || more || !s.canReach(i, covered.met, left, budget, blocked, coverage) {
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
		fits := left > 0 && blocked[i] == 0 && s.within(s.cost[i], budget)
		if fits {
			in[i] = true
			for _, k := range s.conflicts[i] {
				blocked[k]++
			}
			walk(i+1, s.with(covered, i), left-1, budget-s.cost[i])
			in[i] = false
			for _, k := range s.conflicts[i] {
				blocked[k]--
			}
		}
		if !s.required[i] {
			walk(i+1, covered, left, budget)
		}
	}
	walk(0, s.nothing(), s.most, s.budget)
	return sets, more || stopped
}

// canReach reports whether items from i on can still bring the coverage, and all
// that must be covered.
func (s *search) canReach(i int, met []uint64, left int, budget float64, blocked []int, coverage float64) bool {
	reach, gains := slices.Clone(met), make([]float64, 0, s.n-i)
	for k := i; k < s.n; k++ {
		if s.required[k] && blocked[k] > 0 {
			return false
		}
		if blocked[k] > 0 || left == 0 || !s.within(s.cost[k], budget) {
			if s.required[k] {
				return false
			}
			continue
		}
		gains = append(gains, s.gainOf(k, met))
		for w := range reach {
			reach[w] |= s.covers[k*s.words+w]
		}
	}
	if !s.whole(reach) {
		return false
	}
	slices.Sort(gains)
	bound := s.weigh(met)
	for k := 0; k < left && k < len(gains); k++ {
		bound += gains[len(gains)-1-k]
	}
	bound = min(bound, s.weigh(reach))
	return bound >= coverage || s.sameWeight(bound, coverage)
}

// frontier steps down from the best set: the cheapest that covers as much, then
// the best of what costs less, until nothing does; the cheapest first.
func (s *search) frontier(ctx context.Context) (steps []found) {
	at := *s
	at.thrifty = true
	for ctx.Err() == nil {
		best, proven := at.solve(ctx)
		if !proven || best.chosen == nil {
			break
		}
		steps = append(steps, best)
		if best.cost == 0 {
			break
		}
		at.budget, at.limit = best.cost, best.cost
	}
	slices.Reverse(steps)
	return steps
}
