package choose

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"example.com/kmaturity/internal/strict"
)

// AcceptabilityOptions say over which weightings a ranking is looked at. The zero
// value takes 10,000 draws over all of them.
type AcceptabilityOptions struct {
	Draws int // 0: 10,000
	// Order are criteria from the most important down: then only weightings in
	// that order are drawn. It names all criteria or none.
	Order []string
	// Wins asks for the pairwise winning shares too, which take longer.
	Wins bool
	Seed uint64 // of the draws: the same seed gives the same answer on any number of cores
}

// Acceptability says how often each alternative comes r-th over all weightings,
// and all scores that are possible, each as likely as any other (R. Lahdelma and P.
// Salminen, SMAA-2, Operations Research 49, 2001: a score that is known as a range is
// drawn from it evenly, which is our default). The weights of the criteria themselves
// aren't looked at.
type Acceptability struct {
	IDs []string `json:"ids"` // sorted; rows below are in this order
	// Ranks[i][r] is the share of weightings in which i comes r-th, counted from
	// 0. Alternatives that tie share the ranks that they cover equally, so that
	// rows and columns add up to 1.
	Ranks [][]float64 `json:"ranks"`
	// Central[i] are the mean weights, by criterion in order of id, of the
	// weightings in which i comes first; nil where it never does. They rest on the
	// share Ranks[i][0] of the draws alone.
	Central  [][]float64 `json:"central"`
	Criteria []string    `json:"criteria"`
	// Wins[i][k] is the share of weightings in which i scores more than k, ties
	// counting half; nil unless asked for.
	Wins  [][]float64 `json:"wins,omitempty"`
	Exact bool        `json:"exact,omitzero"` // worked out, not drawn: two criteria at most, and scores that are points
	Draws int         `json:"draws,omitzero"`
	// SE is the largest standard error that a share of so many draws can have.
	SE float64 `json:"se,omitzero"`
}

// chunk is how many draws one stream of random numbers serves: draws are cut up
// by it whatever the number of cores, so that the sums are the same.
const chunk = 500

// Acceptabilities works it out for two criteria and exact scores, and draws
// weightings, and scores where they are ranges, for more.
// When ctx ends it stops, and answers with the draws made so far, if there are
// any, beside the context's error.
func Acceptabilities(ctx context.Context, alternatives []Alternative, criteria []Criterion, o AcceptabilityOptions) (Acceptability, error) {
	equal := slices.Clone(criteria)
	for j := range equal {
		equal[j].Weight = 1
	}
	t, err := newTable(alternatives, equal)
	p := strict.In("choose")
	p.Add("", err)
	if o.Draws == 0 {
		o.Draws = 10_000
	}
	if o.Draws < 0 || o.Draws > mostDraws {
		p.Addf("options.draws", "want 1 to %d, have %d", mostDraws, o.Draws)
	}
	if err := p.Err(); err != nil {
		return Acceptability{}, err
	}
	t.sortCriteria()
	order := t.order(p, o.Order)
	if err := p.Err(); err != nil {
		return Acceptability{}, err
	}
	a := Acceptability{IDs: t.ids}
	for _, c := range t.criteria {
		a.Criteria = append(a.Criteria, c.ID)
	}
	if len(t.criteria) <= 2 && !t.ranges() {
		a.Exact = true
		a.take(t.exactly(order), 1, o.Wins)
		return a, nil
	}
	sums, draws, err := t.draw(ctx, order, o)
	if draws == 0 {
		return Acceptability{}, err
	}
	a.Draws, a.SE = draws, math.Sqrt(0.25/float64(draws))
	a.take(sums, float64(draws), o.Wins)
	return a, err
}

const mostDraws = 100_000_000

// order is the places of the criteria from the most important down, nil where
// nobody stated any.
func (t *table) order(p *strict.Problems, ids []string) []int {
	if len(ids) == 0 {
		return nil
	}
	var order []int
	for i, id := range ids {
		j := slices.IndexFunc(t.criteria, func(c Criterion) bool { return c.ID == id })
		switch {
		case j < 0:
			p.Absentf(strict.Index("options.order", i), "there is no criterion %q", strict.Clip(id))
		case slices.Contains(order, j):
			p.Addf(strict.Index("options.order", i), "%q stands twice", strict.Clip(id))
		default:
			order = append(order, j)
		}
	}
	if p.Err() == nil && len(order) != len(t.criteria) {
		p.Addf("options.order", "names %d of %d criteria: all or none", len(order), len(t.criteria))
	}
	return order
}

// tally are sums over weightings.
type tally struct {
	ranks   []float64 // n by n
	central []float64 // n by m
	wins    []float64 // n by n
}

func (a *Acceptability) take(s tally, total float64, wins bool) {
	n, m := len(a.IDs), len(a.Criteria)
	for i := range n {
		row := make([]float64, n)
		for r := range row {
			row[r] = s.ranks[i*n+r] / total
		}
		a.Ranks = append(a.Ranks, row)
		var central []float64
		if first := s.ranks[i*n]; first > 0 {
			for j := range m {
				central = append(central, s.central[i*m+j]/first)
			}
		}
		a.Central = append(a.Central, central)
		if wins {
			row := make([]float64, n)
			for k := range row {
				row[k] = s.wins[i*n+k] / total
			}
			a.Wins = append(a.Wins, row)
		}
	}
}

// draw draws weightings, chunk by chunk on all cores.
func (t *table) draw(ctx context.Context, order []int, o AcceptabilityOptions) (tally, int, error) {
	n, m := len(t.ids), len(t.criteria)
	chunks := (o.Draws + chunk - 1) / chunk
	done := make([]*tally, chunks)
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), chunks) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			w := newWorker(t, order, o.Wins)
			for c := range next {
				done[c] = w.run(o.Seed, uint64(c), min(chunk, o.Draws-c*chunk))
			}
		}()
	}
	var err error
feed:
	for c := range chunks {
		if err = ctx.Err(); err != nil { // of two that are ready, select takes either
			break
		}
		select {
		case next <- c:
		case <-ctx.Done():
			err = ctx.Err()
			break feed
		}
	}
	close(next)
	wait.Wait()
	sum := tally{make([]float64, n*n), make([]float64, n*m), make([]float64, n*n)}
	draws := 0
	for c, part := range done { // in order, so that rounding is the same
		if part == nil {
			continue
		}
		draws += min(chunk, o.Draws-c*chunk)
		for k, x := range part.ranks {
			sum.ranks[k] += x
		}
		for k, x := range part.central {
			sum.central[k] += x
		}
		for k, x := range part.wins {
			sum.wins[k] += x
		}
	}
	return sum, draws, err
}

// scored is an alternative with its score under one weighting.
type scored struct {
	score float64
	i     int
}

// worker draws weightings, and scores that are ranges.
type worker struct {
	*table
	values  []float64 // n by m, those of ranges as drawn last
	open    []int     // places of the ranges
	n, m    int
	order   []int
	wins    bool
	weights []float64
	scores  []scored
}

func newWorker(t *table, order []int, wins bool) *worker {
	n, m := len(t.ids), len(t.criteria)
	w := &worker{t, slices.Clone(t.low), nil, n, m, order, wins, make([]float64, m), make([]scored, n)}
	for k, low := range t.low {
		if t.high[k] > low {
			w.open = append(w.open, k)
		}
	}
	return w
}

// ranges reports whether any score is one.
func (t *table) ranges() bool {
	for k, low := range t.low {
		if t.high[k] > low {
			return true
		}
	}
	return false
}

// run draws so many times. Weights and scores have a stream each, so that scores
// known better leave the weights as they are.
func (w *worker) run(seed, stream uint64, draws int) *tally {
	t := &tally{ranks: make([]float64, w.n*w.n), central: make([]float64, w.n*w.m)}
	if w.wins {
		t.wins = make([]float64, w.n*w.n)
	}
	rng, within := rand.New(rand.NewPCG(seed, stream)), rand.New(rand.NewPCG(^seed, stream))
	for range draws {
		w.weigh(rng)
		for _, k := range w.open {
			w.values[k] = w.low[k] + float64(within.Float64()*(w.high[k]-w.low[k]))
		}
		for i := range w.scores {
			row, s := w.values[i*w.m:(i+1)*w.m], 0.0
			for j, x := range row {
				s += float64(x * w.weights[j])
			}
			w.scores[i] = scored{s, i}
		}
		slices.SortFunc(w.scores, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		w.count(t, 1)
	}
	return t
}

// weigh draws weights uniformly on the simplex: exponential numbers over their
// sum. Sorted into the stated order they are uniform on those in that order.
func (w *worker) weigh(rng *rand.Rand) {
	sum := 0.0
	for j := range w.weights {
		w.weights[j] = rng.ExpFloat64()
		sum += w.weights[j]
	}
	for j := range w.weights {
		w.weights[j] /= sum
	}
	if w.order != nil {
		sorted := slices.Clone(w.weights)
		slices.Sort(sorted)
		for k, j := range w.order {
			w.weights[j] = sorted[len(sorted)-1-k]
		}
	}
}

// count adds one weighting of sorted scores, with a share of all.
func (w *worker) count(t *tally, share float64) {
	for from := 0; from < w.n; {
		to := from + 1
		for to < w.n && w.scores[to-1].score-w.scores[to].score <= tie {
			to++
		}
		part := share / float64(to-from)
		for _, s := range w.scores[from:to] {
			for r := from; r < to; r++ {
				t.ranks[s.i*w.n+r] += part
			}
			if from == 0 {
				for j, x := range w.weights {
					t.central[s.i*w.m+j] += float64(part * x)
				}
			}
			if w.wins {
				for _, other := range w.scores[from:to] {
					if other.i != s.i {
						t.wins[s.i*w.n+other.i] += share / 2
					}
				}
				for _, other := range w.scores[to:] {
					t.wins[s.i*w.n+other.i] += share
				}
			}
		}
		from = to
	}
}

// exactly works out the sums for one or two criteria: between the weights at
// which two alternatives score alike the order doesn't change, so each stretch
// counts with its length, at its middle.
func (t *table) exactly(order []int) tally {
	n, m := len(t.ids), len(t.criteria)
	values, w := t.low, newWorker(t, nil, true)
	sum := &tally{make([]float64, n*n), make([]float64, n*m), make([]float64, n*n)}
	low, high := 0.0, 1.0 // of the first criterion's weight
	if m == 2 && order != nil {
		if order[0] == 0 {
			low = 0.5
		} else {
			high = 0.5
		}
	}
	ends := []float64{low, high}
	if m == 2 {
		for i := range n {
			for k := range i {
				// x·a + (1-x)·b = 0 of the differences on both criteria.
				a, b := values[i*2]-values[k*2], values[i*2+1]-values[k*2+1]
				if x := b / (b - a); a != b && x > low && x < high {
					ends = append(ends, x)
				}
			}
		}
	}
	slices.Sort(ends)
	for e := 1; e < len(ends); e++ {
		if ends[e] == ends[e-1] {
			continue
		}
		x := (ends[e] + ends[e-1]) / 2
		w.weights[0] = x
		if m == 2 {
			w.weights[1] = 1 - x
		} else {
			w.weights[0] = 1
		}
		for i := range w.scores {
			s := 0.0
			for j := range m {
				s += float64(values[i*m+j] * w.weights[j])
			}
			w.scores[i] = scored{s, i}
		}
		slices.SortFunc(w.scores, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		w.count(sum, (ends[e]-ends[e-1])/(high-low))
	}
	return *sum
}
