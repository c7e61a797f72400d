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

// repair builds feasible sets by greed, first of what must be covered, then by gain
// for what an item takes: its cost and a place, which are weighed against one
// another in several ways; and exchanges items of the best while that helps.
func (s *search) repair(ctx context.Context) found {
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
				// By the keys alone, before the set itself is looked at.
				now := found{coverage: base.coverage + s.gainOf(i, covered), value: base.value + s.value[i], cost: base.cost + s.cost[i]}
				if !ahead(now, best) {
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

// ahead reports whether a beats b by the keys, whatever the order of items.
func ahead(a, b found) bool {
	switch {
	case !same(a.coverage, b.coverage):
		return a.coverage > b.coverage
	case !same(a.value, b.value):
		return a.value > b.value
	}
	return !same(a.cost, b.cost) && a.cost < b.cost
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

// bound is the least upper bound that so many steps of the tolls find. The largest
// tolls that a set can collect are bounded by number, by budget, and by both with a
// price p on the budget: p·budget and the largest tolls less p times cost.
func (s *search) bound(ctx context.Context, reached float64) float64 {
	const steps, prices = 150, 12
	coverable := make([]uint64, s.words)
	for i := range s.n {
		s.add(coverable, i)
	}
	best := s.weigh(coverable)
	toll := make([]float64, len(s.weight))
	for a, w := range s.weight {
		toll[a] = w / 2
	}
	price := 0.0
	for round := range 3 { // steps without a price, then with the best one so far
		best = min(best, s.descendTolls(ctx, toll, coverable, price, best, reached, steps))
		if round == 2 || best <= reached || same(best, reached) || s.budget <= 0 {
			break
		}
		least, top := math.Inf(1), 2*best/s.budget
		for k := range prices {
			p := top * math.Pow(0.6, float64(k))
			if now, _ := s.collect(toll, coverable, p, nil); now < least {
				least, price = now, p
			}
		}
		if now, _ := s.collect(toll, coverable, 0, nil); now <= least {
			price = 0
		}
		best = min(best, least)
	}
	return max(best*(1+1e-12), reached)
}

// collect is the bound by tolls and a price, with how often each cover is collected
// less once, if asked for.
func (s *search) collect(toll []float64, coverable []uint64, price float64, times []float64) (bound, norm float64) {
	worth := make([]gain, s.n)
	for i := range worth {
		worth[i] = gain{i, s.tolls(i, toll) - price*s.cost[i]}
	}
	slices.SortFunc(worth, byGain)
	bound = price * s.budget
	for a, w := range s.weight {
		if coverable[a/64]>>(a%64)&1 == 1 {
			bound += w - toll[a]
		}
	}
	collected, budget := 0.0, s.budget
	clear(times)
	for _, g := range worth[:min(s.most, len(worth))] {
		if g.gain <= 0 {
			break
		}
		collected += g.gain
		if times == nil || price == 0 && s.cost[g.i] > budget {
			continue
		}
		budget -= s.cost[g.i]
		for w := range s.words {
			for word := s.covers[g.i*s.words+w]; word != 0; word &= word - 1 {
				times[w*64+bits.TrailingZeros64(word)]++
			}
		}
	}
	if price == 0 {
		collected = min(collected, knapsack(worth, s.cost, s.budget))
	}
	for a := range times {
		times[a]--
		norm += times[a] * times[a]
	}
	return bound + collected, norm
}

// descendTolls goes against the slope of the bound: what is collected more than once
// has too high a toll.
func (s *search) descendTolls(ctx context.Context, toll []float64, coverable []uint64, price, best, reached float64, steps int) float64 {
	times := make([]float64, len(s.weight))
	stretch := 1.0
	for step := range steps {
		now, norm := s.collect(toll, coverable, price, times)
		if now < best {
			best = now
		} else if step%20 == 19 {
			stretch /= 2
		}
		if ctx.Err() != nil || norm == 0 || best <= reached || same(best, reached) {
			break
		}
		move := stretch * (now - reached) / norm
		for a, w := range s.weight {
			toll[a] = min(max(toll[a]-move*times[a], 0), w)
		}
	}
	return best
}

func (s *search) tolls(i int, toll []float64) (sum float64) {
	for w := range s.words {
		for word := s.covers[i*s.words+w]; word != 0; word &= word - 1 {
			sum += toll[w*64+bits.TrailingZeros64(word)]
		}
	}
	return math.Max(sum, 0)
}
