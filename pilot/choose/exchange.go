package choose

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// exchange looks for better sets around the best: it takes out an item that is
// little missed and puts in what adds most, for as long as its work lasts, and
// leaves what it has just moved alone for a while (F. Glover, ORSA Journal on
// Computing 1, 1989: tabu search). Its random numbers have a fixed seed and its
// work is counted, not timed, so that the same problem has the same answer.
func (s *search) exchange(ctx context.Context, best found, bound float64) found {
	x := s.newExchanges(best.chosen)
	work := 400_000_000 // looks at an item's gain: about half a second, our default
	for step := 0; x.work < work && step < 100*s.n; step++ {
		x.work += 4 * s.n // looks for what to move, and sums
		if step&63 == 0 && ctx.Err() != nil {
			break
		}
		if s.sameWeight(best.coverage, bound) { // value and cost are left
			work = min(work, 40_000_000)
		}
		if out := x.leastMissed(step); out >= 0 {
			x.put(out, -1)
			x.until[out] = step + 5 + x.rng.IntN(10)
		}
		for {
			in := x.mostAdded(step)
			if in < 0 {
				break
			}
			x.put(in, 1)
			x.until[in] = step + 2 + x.rng.IntN(4)
		}
		if x.open > 0 || x.coverage < best.coverage && !s.sameWeight(x.coverage, best.coverage) {
			continue
		}
		if f, met := s.keys(x.in); s.whole(met) && s.better(f, best) {
			f.chosen = slices.Clone(x.in)
			best = f
		}
	}
	return s.trim(best)
}

// exchanges is a set that changes item by item, with what each item would add.
type exchanges struct {
	*search
	in       []bool
	chosen   int
	budget   float64
	blocked  []int     // how many chosen items conflict with it
	times    []int     // how often each cover is covered
	coverage float64   // up to rounding, as are the gains; of a need met in part, that part
	open     int       // how many times what must be covered isn't yet
	worth    []float64 // of covering a cover once: its part, and more than all if it must be
	gain     []float64 // what each item adds, or would, in worth
	by       [][]int32 // of each cover, the items that cover it
	until    []int     // the step until which an item is left alone
	rng      *rand.Rand
	work     int
}

func (s *search) newExchanges(in []bool) *exchanges {
	x := &exchanges{
		search: s, in: make([]bool, s.n), budget: s.budget, blocked: make([]int, s.n), times: make([]int, s.words*64),
		worth: slices.Clone(s.part), gain: make([]float64, s.n), by: make([][]int32, s.words*64), until: make([]int, s.n), rng: rand.New(rand.NewPCG(0, 0)),
	}
	for a := range s.weight {
		if s.must[a/64]>>(a%64)&1 == 1 {
			x.worth[a] += 1 + s.all.weight
			x.open += s.need[a]
		}
	}
	for i := range s.n {
		x.each(i, func(a int) {
			x.by[a] = append(x.by[a], int32(i))
			x.gain[i] += x.worth[a]
		})
	}
	for i, chosen := range in {
		if chosen {
			x.put(i, 1)
		}
	}
	return x
}

// put takes an item in (1) or out (-1).
func (x *exchanges) put(i, by int) {
	x.in[i] = by > 0
	x.chosen += by
	x.budget -= float64(by) * x.cost[i]
	for _, k := range x.conflicts[i] {
		x.blocked[k] += by
	}
	x.each(i, func(a int) {
		before := x.times[a]
		x.times[a] += by
		if max(before, x.times[a]) > x.need[a] {
			return // more than enough before or after
		}
		x.coverage += float64(by) * x.part[a]
		if x.must[a/64]>>(a%64)&1 == 1 {
			x.open -= by
		}
		// Where the need is met others add nothing to it; where it no longer is, they do.
		if max(before, x.times[a]) == x.need[a] {
			x.work += len(x.by[a])
			for _, k := range x.by[a] {
				x.gain[k] -= float64(by) * x.worth[a]
			}
		}
	})
}

// leastMissed is the chosen item whose loss is least, give or take chance; -1: none
// may go.
func (x *exchanges) leastMissed(step int) int {
	out, least := -1, math.Inf(1)
	for i, chosen := range x.in {
		if !chosen || x.required[i] || x.until[i] > step {
			continue
		}
		loss := 0.0
		x.each(i, func(a int) {
			if x.times[a] <= x.need[a] {
				loss += x.worth[a]
			}
		})
		if loss *= 0.5 + x.rng.Float64(); loss < least {
			out, least = i, loss
		}
	}
	return out
}

// mostAdded is the item that adds most of those that fit, in weight covered, then in
// value; -1: none adds anything.
func (x *exchanges) mostAdded(step int) int {
	if x.chosen >= x.most {
		return -1
	}
	at, most, value := -1, 0.0, 0.0
	for i, gain := range x.gain {
		if gain < most-1e-9*x.all.weight || x.in[i] || x.blocked[i] > 0 || x.until[i] > step || !x.within(x.cost[i], x.budget) {
			continue
		}
		if gain > most+1e-9*x.all.weight || x.value[i] > value {
			at, most, value = i, gain, x.value[i]
		}
	}
	return at
}
