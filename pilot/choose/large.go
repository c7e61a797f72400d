package choose

import (
	"context"
	"slices"
)

// Beyond forty items the set is found by greed and mended by exchanges, and what
// no set can exceed is proven from the other side.

// approximate finds a good set and a proven bound on coverage.
func (s *search) approximate(ctx context.Context) (found, float64) {
	best := s.byGreed(ctx)
	if best.chosen == nil {
		return best, 0
	}
	bound := s.bound(ctx, best.coverage)
	best = s.exchange(ctx, best, bound)
	return best, max(bound, best.coverage)
}

// byGreed builds feasible sets by greed, first of what must be covered, then by gain
// for what an item takes: its cost and a place, which are weighed against one
// another in several ways.
func (s *search) byGreed(ctx context.Context) found {
	var best found
	place := (s.budget + 1e-9) / float64(max(s.most, 1)) // what a place is worth if budget and places run out together
	for _, weight := range []float64{1e9, 8, 2, 0.5, 0.125} {
		in, covered, left, budget, ok := s.start()
		if !ok {
			return found{}
		}
		for left > 0 && ctx.Err() == nil {
			at, most := -1, 0.0
			for i := range s.n {
				if !s.fits(i, in, left, budget) {
					continue
				}
				gain := s.gainOf(i, covered)
				if s.opens(i, covered) { // what must be covered comes first
					gain += 1 + s.total()
				}
				if gain <= 0 {
					gain = 1e-12 * (1 + s.value[i])
					if gain <= 0 {
						continue
					}
				}
				if gain /= s.cost[i] + weight*place; gain > most {
					at, most = i, gain
				}
			}
			if at < 0 {
				break
			}
			in[at] = true
			left--
			budget -= s.cost[at]
			s.add(covered, at)
		}
		if f, covered := s.keys(in); s.whole(covered) && s.better(f, best) {
			f.chosen = slices.Clone(in)
			best = f
		}
	}
	return best
}

// start is the set of the required items.
func (s *search) start() (in []bool, covered []uint64, left int, budget float64, ok bool) {
	in, covered, left, budget = make([]bool, s.n), make([]uint64, s.words), s.most, s.budget
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
		s.add(covered, i)
	}
	return in, covered, left, budget, true
}

func (s *search) add(covered []uint64, i int) {
	for w := range covered {
		covered[w] |= s.covers[i*s.words+w]
	}
}

// fits reports whether an item may join a set.
func (s *search) fits(i int, in []bool, left int, budget float64) bool {
	if in[i] || left <= 0 || s.cost[i] > budget && !same(s.cost[i], budget) {
		return false
	}
	for _, k := range s.conflicts[i] {
		if in[k] {
			return false
		}
	}
	return true
}

// opens reports whether an item covers something that must be and isn't yet.
func (s *search) opens(i int, covered []uint64) bool {
	for w, have := range covered {
		if s.covers[i*s.words+w]&s.must[w]&^have != 0 {
			return true
		}
	}
	return false
}

func (s *search) whole(covered []uint64) bool {
	for w := range covered {
		if s.must[w]&^covered[w] != 0 {
			return false
		}
	}
	return true
}

func (s *search) total() (sum float64) {
	for _, w := range s.weight {
		sum += w
	}
	return sum
}
