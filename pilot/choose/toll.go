package choose

import (
	"context"
	"math"
	"math/bits"
	"slices"
)

// What no set can exceed: give every cover a toll u between 0 and its weight, to be
// paid by each chosen item that covers it, and the budget a price p. Then
//
//	coverage  ≤  Σ (weight - need·u)  +  p·budget  +  Σ of the largest tolls less p·cost
//
// for any tolls of at most weight by need and any price, the last sum over as many items as there may be (a
// Lagrange relaxation of "what is covered twice counts once" and of the budget;
// A. M. Geoffrion, Mathematical Programming Study 2, 1974). Tolls and a price that
// make it small are found by going against its slope.

// toll is one point of the descent.
type toll struct {
	of    []float64 // by cover
	price float64
}

// descent is what the bound's descent works with.
type descent struct {
	*search
	coverable []uint64
	scale     float64   // of costs, so that a price moves as a toll does
	worth     []gain    // of each item: its tolls less its price
	times     []float64 // how often each cover is collected, less its need
	over      float64   // what is spent over the budget, in scales
}

// bound is the least upper bound that so many steps find: 400, our default.
func (s *search) bound(ctx context.Context, reached float64) float64 {
	const steps, patience = 400, 12
	d := &descent{search: s, coverable: make([]uint64, s.words), worth: make([]gain, s.n), times: make([]float64, len(s.weight))}
	for i := range s.n {
		for w := range s.words {
			d.coverable[w] |= s.covers[i*s.words+w]
		}
		d.scale += s.cost[i] / float64(s.n)
	}
	if d.scale == 0 {
		d.scale = 1
	}
	best := s.weigh(d.coverable)
	at := toll{make([]float64, len(s.weight)), 0}
	for a, part := range s.part {
		at.of[a] = part / 2
	}
	stretch, idle := 1.5, 0
	for range steps {
		if ctx.Err() != nil || best <= reached || s.sameWeight(best, reached) {
			break
		}
		now := d.collect(at)
		if idle++; now < best {
			best, idle = now, 0
		}
		if idle == patience {
			stretch, idle = stretch/1.6, 0
		}
		norm := d.slope(at)
		if norm == 0 {
			break
		}
		move := stretch * (now - reached) / norm
		for a, part := range s.part {
			at.of[a] = min(max(at.of[a]-move*d.times[a], 0), part)
		}
		at.price = max(0, at.price+move*d.over/d.scale)
	}
	return max(best+near*s.all.weight, reached)
}

// collect is the bound at a point, and lays out its slope there.
func (d *descent) collect(at toll) (bound float64) {
	for i := range d.worth {
		d.worth[i] = gain{i, d.tolls(i, at.of) - at.price*d.cost[i]}
	}
	most := d.largest()
	bound = at.price * d.budget
	for a, w := range d.weight {
		if d.coverable[a/64]>>(a%64)&1 == 1 {
			bound += w - float64(d.need[a])*at.of[a]
		}
	}
	clear(d.times)
	d.over = -d.budget
	collected := 0.0
	for _, g := range most {
		if g.gain <= 0 {
			break
		}
		collected += g.gain
		d.over += d.cost[g.i]
		for w := range d.words {
			for word := d.covers[g.i*d.words+w]; word != 0; word &= word - 1 {
				d.times[w*64+bits.TrailingZeros64(word)]++
			}
		}
	}
	d.over /= d.scale
	for a, need := range d.need {
		d.times[a] -= float64(need)
	}
	return bound + collected
}

// slope is the square of the slope's length, without what leads out of bounds.
func (d *descent) slope(at toll) (norm float64) {
	for a, part := range d.part {
		if at.of[a] <= 0 && d.times[a] > 0 || at.of[a] >= part && d.times[a] < 0 {
			d.times[a] = 0
		}
		norm += d.times[a] * d.times[a]
	}
	if at.price <= 0 && d.over < 0 {
		d.over = 0
	}
	return norm + d.over*d.over
}

// largest are the items of greatest worth, as many as there may be, the greatest first.
func (d *descent) largest() []gain {
	k := min(d.most, d.n)
	most := d.worth[:k]
	if k == 0 {
		return most
	}
	slices.SortFunc(most, byGain)
	for i := k; i < d.n; i++ { // items beyond are put in where they belong
		if byGain(d.worth[i], most[k-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(most, d.worth[i], byGain)
		x := d.worth[i]
		copy(most[at+1:], most[at:k-1])
		most[at] = x
	}
	return most
}

func (s *search) tolls(i int, toll []float64) (sum float64) {
	for w := range s.words {
		for word := s.covers[i*s.words+w]; word != 0; word &= word - 1 {
			sum += toll[w*64+bits.TrailingZeros64(word)]
		}
	}
	return math.Max(sum, 0)
}
