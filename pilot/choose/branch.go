package choose

import (
	"cmp"
	"context"
	"slices"
)

// The exact search goes over items one by one, in and out, and leaves a branch
// when nothing below it can be better than the best found:
//
//	covered so far + the largest gains that still fit  <  best coverage
//
// A gain counted for each item by itself is never less than what it adds later,
// since what is covered by others by then only lowers it; so the bound holds. At
// equal coverage the same is done with values, then with costs, then with order.

// branch is a branch of the search.
type branch struct {
	*search
	ctx     context.Context
	in      []bool
	blocked []int // how many chosen items conflict with it
	best    found
	seen    int
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

// keys sums up a set in order of the items and covers, so that a set has one
// coverage whatever way led to it.
func (s *search) keys(in []bool) (found, []uint64) {
	f := found{chosen: in}
	covered := s.nothing()
	for i, chosen := range in {
		if !chosen {
			continue
		}
		f.value += s.value[i]
		f.cost += s.cost[i]
		s.add(&covered, i)
	}
	f.coverage = s.weigh(covered.met)
	return f, covered.met
}

// better reports whether a beats b by the keys, then by order: the first item
// that only one of them has decides for the one that has it.
func (s *search) better(a, b found) bool {
	switch {
	case b.chosen == nil:
		return true
	case !s.sameWeight(a.coverage, b.coverage):
		return a.coverage > b.coverage
	case s.thrifty && !s.within(a.cost, b.cost):
		return false
	case s.thrifty && !s.within(b.cost, a.cost):
		return true
	case !s.sameValue(a.value, b.value):
		return a.value > b.value
	case !s.within(a.cost, b.cost):
		return false
	case !s.within(b.cost, a.cost):
		return true
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
	in, covered, left, budget, ok := s.start()
	if !ok {
		return found{}, true
	}
	var open []int
	for i := range s.n {
		if in[i] {
			b.choose(i, 1)
		} else if !s.useless[i] {
			open = append(open, i)
		}
	}
	b.descend(open, covered, left, budget)
	return b.best, !b.stopped
}

// start is the set of the required items.
func (s *search) start() (in []bool, covered covered, left int, budget float64, ok bool) {
	in, covered, left, budget = make([]bool, s.n), s.nothing(), s.most, s.budget
	for i := range s.n {
		if !s.required[i] {
			continue
		}
		if !s.fits(i, in, left, budget) {
			return in, covered, left, budget, false
		}
		in[i] = true
		left--
		budget -= s.cost[i]
		s.add(&covered, i)
	}
	return in, covered, left, budget, true
}

// fits reports whether an item may join a set.
func (s *search) fits(i int, in []bool, left int, budget float64) bool {
	if in[i] || left <= 0 || !s.within(s.cost[i], budget) {
		return false
	}
	for _, k := range s.conflicts[i] {
		if in[k] {
			return false
		}
	}
	return true
}

func (b *branch) choose(i, by int) {
	b.in[i] = by > 0
	for _, k := range b.conflicts[i] {
		b.blocked[k] += by
	}
}

// descend looks at every set made of what is chosen and some of open.
func (b *branch) descend(open []int, covered covered, left int, budget float64) {
	if b.seen++; b.seen&1023 == 0 && b.ctx.Err() != nil || b.nodes > 0 && b.seen > b.nodes {
		b.stopped = true
	}
	if b.stopped {
		return
	}
	b.offer(covered.met)
	if b.any && b.best.chosen != nil {
		b.stopped = true
		return
	}
	// What still fits, with its gain; and all that it could cover together.
	reach := slices.Clone(covered.met)
	fits := make([]gain, 0, len(open))
	for _, i := range open {
		if left > 0 && b.blocked[i] == 0 && b.within(b.cost[i], budget) {
			fits = append(fits, gain{i, b.gainOf(i, covered.met)})
			for w := range reach {
				reach[w] |= b.covers[i*b.words+w]
			}
		}
	}
	if len(fits) == 0 || !b.whole(reach) {
		return // nothing more fits, or something that must be covered can't be any more
	}
	slices.SortFunc(fits, func(x, y gain) int { // of equal gains the greatest value for its cost
		return cmp.Or(cmp.Compare(y.gain, x.gain), cmp.Compare(b.value[y.i]/b.cost[y.i], b.value[x.i]/b.cost[x.i]), cmp.Compare(x.i, y.i))
	})
	if b.hopeless(fits, covered.met, reach, left, budget) {
		return
	}
	i := fits[0].i
	rest := make([]int, 0, len(fits)-1)
	for _, f := range fits[1:] {
		rest = append(rest, f.i)
	}
	b.choose(i, 1)
	b.descend(rest, b.with(covered, i), left-1, budget-b.cost[i])
	b.choose(i, -1)
	b.descend(rest, covered, left, budget)
}

// offer takes the chosen set if it is feasible and better.
func (b *branch) offer(met []uint64) {
	if !b.whole(met) {
		return
	}
	f, _ := b.keys(b.in)
	if b.within(b.limit, f.cost) {
		return
	}
	if b.better(f, b.best) {
		f.chosen = slices.Clone(b.in)
		b.best = f
	}
}

// hopeless reports whether no set below can beat the best found.
func (b *branch) hopeless(fits []gain, met, reach []uint64, left int, budget float64) bool {
	if b.best.chosen == nil {
		return false
	}
	now := b.weigh(met)
	bound := min(now+b.mostOf(fits, left, budget), b.weigh(reach))
	if !b.sameWeight(bound, b.best.coverage) {
		return bound < b.best.coverage
	}
	// Coverage can be equalled at best: then value decides, then cost, then order.
	chosen, _ := b.keys(b.in)
	cost := chosen.cost + b.cheapest(fits, b.best.coverage-now)
	if b.thrifty && !b.within(cost, b.best.cost) {
		return true
	}
	if b.thrifty && !b.within(b.best.cost, cost) {
		return false // it may be cheaper
	}
	values := make([]gain, 0, len(fits))
	for _, f := range fits {
		if v := b.value[f.i]; v > 0 {
			values = append(values, gain{f.i, v})
		}
	}
	slices.SortFunc(values, byGain)
	most := chosen.value + b.mostOf(values, left, budget)
	if !b.sameValue(most, b.best.value) {
		return most < b.best.value
	}
	cost = max(cost, chosen.cost+b.cheapest(values, b.best.value-chosen.value))
	if !b.within(cost, b.best.cost) {
		return true
	}
	return b.within(b.best.cost, cost) && !b.earlier(fits)
}

// earlier reports whether what is chosen with some of what fits can come before the
// best found in order.
func (b *branch) earlier(fits []gain) bool {
	may := slices.Clone(b.in)
	for _, f := range fits {
		may[f.i] = true
	}
	for i, in := range b.best.chosen {
		if may[i] != in {
			return may[i]
		}
	}
	return false
}

// mostOf is the most that gains, the largest first, can add for a number of places
// and for a budget.
func (b *branch) mostOf(fits []gain, left int, budget float64) (sum float64) {
	for _, f := range fits[:min(left, len(fits))] {
		sum += f.gain
	}
	return min(sum, knapsack(fits, b.cost, budget+near*b.all.cost))
}

// knapsack is the most that gains can add within a budget if items could be cut:
// best gain for its cost first.
func knapsack(fits []gain, cost []float64, budget float64) float64 {
	sum, order := byCost(fits, cost)
	for _, f := range order {
		c := cost[f.i]
		if c > budget {
			return sum + f.gain*max(budget, 0)
		}
		sum += f.gain * c
		budget -= c
	}
	return sum
}

// cheapest is the least that gains of so much cost if items could be cut.
func (s *search) cheapest(fits []gain, need float64) (sum float64) {
	free, order := byCost(fits, s.cost)
	need -= free
	for _, f := range order {
		if need <= 0 {
			break
		}
		c := s.cost[f.i]
		sum += min(c, need/f.gain)
		need -= f.gain * c
	}
	return sum
}

// byCost sums up the gains that are free, and puts the others, by cost, in order.
func byCost(fits []gain, cost []float64) (free float64, order []gain) {
	for _, f := range fits {
		switch {
		case f.gain <= 0:
		case cost[f.i] <= 0:
			free += f.gain
		default:
			order = append(order, gain{f.i, f.gain / cost[f.i]})
		}
	}
	slices.SortFunc(order, byGain)
	return free, order
}
