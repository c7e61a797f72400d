package choose

import (
	"context"
	"math"
	"math/bits"
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
		if step&63 == 0 && ctx.Err() != nil {
			break
		}
		if same(best.coverage, bound) { // value and cost are left
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
		if x.coverage < best.coverage && !same(x.coverage, best.coverage) {
			continue
		}
		if f, covered := s.keys(x.in); s.whole(covered) && s.better(f, best) {
			f.chosen = slices.Clone(x.in)
			best = f
		}
	}
	return best
}

// exchanges is a set that changes item by item, with what each item would add.
type exchanges struct {
	*search
	in       []bool
	chosen   int
	budget   float64
	blocked  []int     // how many chosen items conflict with it
	times    []int     // how often each cover is covered
	coverage float64   // up to rounding, as are the gains
	gain     []float64 // what each item adds, or would
	by       [][]int32 // of each cover, the items that cover it
	until    []int     // the step until which an item is left alone
	rng      *rand.Rand
	work     int
}

func (s *search) newExchanges(in []bool) *exchanges {
	x := &exchanges{
		search: s, in: make([]bool, s.n), budget: s.budget, blocked: make([]int, s.n), times: make([]int, s.words*64),
		gain: make([]float64, s.n), by: make([][]int32, s.words*64), until: make([]int, s.n), rng: rand.New(rand.NewPCG(0, 0)),
	}
	for i := range s.n {
		x.each(i, func(a int) {
			x.by[a] = append(x.by[a], int32(i))
			x.gain[i] += s.weight[a]
		})
	}
	for i, chosen := range in {
		if chosen {
			x.put(i, 1)
		}
	}
	return x
}

// each visits what an item covers.
func (x *exchanges) each(i int, visit func(a int)) {
	for w := range x.words {
		for word := x.covers[i*x.words+w]; word != 0; word &= word - 1 {
			visit(w*64 + bits.TrailingZeros64(word))
		}
	}
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
		first := x.times[a] == 0 // it becomes covered
		x.times[a] += by
		if !first && x.times[a] > 0 {
			return
		}
		x.coverage += float64(by) * x.weight[a]
		x.work += len(x.by[a])
		for _, k := range x.by[a] {
			x.gain[k] -= float64(by) * x.weight[a]
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
			if x.times[a] == 1 {
				loss += x.weight[a]
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
	x.work += x.n
	at, most, value := -1, 0.0, 0.0
	for i, gain := range x.gain {
		if gain < most-1e-9 || x.in[i] || x.blocked[i] > 0 || x.until[i] > step || x.cost[i] > x.budget && !same(x.cost[i], x.budget) {
			continue
		}
		if gain > most+1e-9 || x.value[i] > value {
			at, most, value = i, gain, x.value[i]
		}
	}
	return at
}
