package choose

import (
	"context"
	"math"
	"math/bits"
	"slices"
)

// Beyond forty items the set is found by greed and mended by exchanges, and what
// no set can exceed is proven from the other side: give every cover a toll u
// between 0 and its weight, to be paid by each chosen item that covers it. Then
//
//	coverage  ≤  Σ (weight - u)  +  Σ of the largest tolls that a set can collect
//
// for any tolls (a Lagrange relaxation of "an item covered twice counts once";
// A. M. Geoffrion, Mathematical Programming Study 2, 1974), and tolls that make
// it small are found by going against its slope.

// approximate finds a good set and a proven bound on coverage.
func (s *search) approximate(ctx context.Context) (found, float64) {
	best := s.repair(ctx)
	return best, max(s.bound(ctx, best.coverage), best.coverage)
}

// repair builds a feasible set by greed, first of what must be, then by gain and
// by gain for cost, and exchanges items while that helps.
func (s *search) repair(ctx context.Context) found {
	var best found
	for _, byCost := range []bool{false, true} {
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
				if byCost {
					gain /= s.cost[i] + 1e-9
				}
				if gain > most {
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
	if best.chosen == nil {
		return best
	}
	return s.exchange(ctx, best)
}

// exchange replaces one chosen item by another while that makes the set better.
func (s *search) exchange(ctx context.Context, best found) found {
	for improved := true; improved && ctx.Err() == nil; {
		improved = false
		for out := range s.n {
			if !best.chosen[out] || s.required[out] || ctx.Err() != nil {
				continue
			}
			in := slices.Clone(best.chosen)
			in[out] = false
			base, covered := s.keys(in)
			left := s.most - count(in)
			for i := range s.n {
				if i == out || !s.fits(i, in, left, s.budget-base.cost) {
					continue
				}
				if base.coverage+s.gainOf(i, covered) < best.coverage && !same(base.coverage+s.gainOf(i, covered), best.coverage) {
					continue
				}
				in[i] = true
				if f, with := s.keys(in); s.whole(with) && s.better(f, best) {
					f.chosen = slices.Clone(in)
					best, improved = f, true
				}
				in[i] = false
			}
			if improved {
				break
			}
		}
	}
	return best
}

func count(in []bool) (n int) {
	for _, chosen := range in {
		if chosen {
			n++
		}
	}
	return n
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

// bound is the least upper bound that so many steps of the tolls find.
func (s *search) bound(ctx context.Context, reached float64) float64 {
	const steps = 400
	toll := make([]float64, len(s.weight))
	for a, w := range s.weight {
		toll[a] = w / 2
	}
	coverable := make([]uint64, s.words)
	for i := range s.n {
		s.add(coverable, i)
	}
	best := s.weigh(coverable)
	gains := make([]gain, s.n)
	times := make([]float64, len(s.weight)) // how often each is covered by what the tolls choose
	stretch := 1.0
	for step := range steps {
		if ctx.Err() != nil {
			break
		}
		for i := range gains {
			gains[i] = gain{i, s.tolls(i, toll)}
		}
		free := 0.0
		for a, w := range s.weight {
			if coverable[a/64]>>(a%64)&1 == 1 {
				free += w - toll[a]
			}
		}
		slices.SortFunc(gains, byGain)
		byNumber := 0.0
		for _, g := range gains[:min(s.most, len(gains))] {
			byNumber += g.gain
		}
		collected := min(byNumber, knapsack(gains, s.cost, s.budget))
		now := free + collected
		if now < best {
			best = now
		} else if step%20 == 19 {
			stretch /= 2
		}
		if same(best, reached) || best < reached {
			return max(best, reached)
		}
		// The slope: a cover that is collected more than once has too high a toll.
		clear(times)
		left := s.most
		budget := s.budget
		for _, g := range gains {
			if left == 0 || g.gain <= 0 {
				break
			}
			if s.cost[g.i] > budget {
				continue
			}
			left--
			budget -= s.cost[g.i]
			for w := range s.words {
				for word := s.covers[g.i*s.words+w]; word != 0; word &= word - 1 {
					times[w*64+bits.TrailingZeros64(word)]++
				}
			}
		}
		norm := 0.0
		for a := range times {
			times[a]--
			norm += times[a] * times[a]
		}
		if norm == 0 {
			break
		}
		move := stretch * (now - reached) / norm
		for a, w := range s.weight {
			toll[a] = min(max(toll[a]-move*times[a], 0), w)
		}
	}
	return best * (1 + 1e-12)
}

func (s *search) tolls(i int, toll []float64) (sum float64) {
	for w := range s.words {
		for word := s.covers[i*s.words+w]; word != 0; word &= word - 1 {
			sum += toll[w*64+bits.TrailingZeros64(word)]
		}
	}
	return math.Max(sum, 0)
}
