package choose

import (
	"context"
	"slices"
)

// Beyond forty items the set is found by greed and mended by exchanges, and what
// no set can exceed is proven from the other side.

// mostBranches is how many branches are looked at for any feasible set where greed
// finds none: our default.
const mostBranches = 20_000

// approximate finds a good set and a proven bound on coverage. Where it finds none,
// none says whether that is proven.
func (s *search) approximate(ctx context.Context) (best found, bound float64, none bool) {
	best = s.byGreed(ctx)
	if best.chosen == nil {
		any := *s
		any.any, any.nodes = true, mostBranches
		best, none = any.solve(ctx)
	}
	if none {
		return best, 0, true
	}
	bound = s.bound(ctx, best.coverage)
	if best.chosen != nil && s.all.weight > 0 {
		best = s.exchange(ctx, best, bound)
	}
	return best, max(bound, best.coverage), false
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
				gain := s.gainOf(i, covered.met)
				switch {
				case s.opens(i, covered.met): // what must be covered comes first
					gain += 1 + s.all.weight
				case gain == 0:
					gain = 1e-12 * s.value[i]
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
			s.add(&covered, at)
		}
		if f, met := s.keys(in); s.whole(met) && s.better(f, best) {
			f.chosen = slices.Clone(in)
			best = f
		}
	}
	return s.trim(best)
}

// trim leaves out what the set is better without.
func (s *search) trim(best found) found {
	for i, in := range best.chosen {
		if !in || s.required[i] {
			continue
		}
		without := slices.Clone(best.chosen)
		without[i] = false
		if f, met := s.keys(without); s.whole(met) && s.better(f, best) {
			best = f
		}
	}
	return best
}
