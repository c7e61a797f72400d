package choose

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Best finds the best set of items. Up to 40 items it is proven best; beyond, it is
// the best that a fixed amount of work finds, with Bound as what no set can exceed:
// more time doesn't change it. When ctx ends it answers with the best so far and its
// bound, beside the context's error.
//
// No feasible set is an answer, not an error: Feasible is false then, and Clash
// says what can't be met together. Faults of the problem come all at once, with
// their paths.
func Best(ctx context.Context, q Problem) (Portfolio, error) {
	p := strict.In("choose")
	s := newSearch(p, q)
	if err := p.Err(); err != nil {
		return Portfolio{}, err
	}
	var best found
	var bound float64
	var proven bool // the search came to its end
	if s.n <= MostProven {
		best, proven = s.solve(ctx)
		if bound = best.coverage; !proven {
			bound = s.bound(ctx, best.coverage)
		}
	} else {
		best, bound, proven = s.approximate(ctx)
	}
	out := s.portfolio(q, best, bound, proven)
	if best.chosen == nil && proven {
		out.Clash = s.clash(ctx, q)
	}
	return out, ctx.Err()
}

// portfolio names what was found.
func (s *search) portfolio(q Problem, f found, bound float64, proven bool) Portfolio {
	out := Portfolio{
		Feasible: f.chosen != nil, Coverage: f.coverage, Value: f.value, Cost: f.cost, Bound: bound,
		Proven: proven, Chosen: []string{}, Covered: []string{},
	}
	if s.sameWeight(bound, f.coverage) {
		out.Bound = f.coverage
	}
	if f.chosen == nil {
		return out
	}
	out.Chosen = s.names(q, f.chosen)
	_, met := s.keys(f.chosen)
	for i, c := range q.Covers {
		if met[i/64]>>(i%64)&1 == 1 {
			out.Covered = append(out.Covered, c.ID)
		}
	}
	return out
}

func (s *search) names(q Problem, chosen []bool) []string {
	names := []string{}
	for i, in := range chosen {
		if in {
			names = append(names, q.Items[i].ID)
		}
	}
	return names
}

// Optima are the sets that cover as much as the best, the first 100 in order, and
// whether there are more; none where none is feasible. It answers for up to 40 items.
func Optima(ctx context.Context, q Problem) (sets [][]string, more bool, err error) {
	s, err := small(q)
	if err != nil {
		return nil, false, err
	}
	best, proven := s.solve(ctx)
	if !proven || best.chosen == nil {
		return nil, !proven, ctx.Err()
	}
	all, more := s.optima(ctx, best.coverage)
	for _, chosen := range all {
		sets = append(sets, s.names(q, chosen))
	}
	return sets, more, ctx.Err()
}

// Step is one of the sets that nobody beats in coverage and cost together.
type Step struct {
	Coverage float64  `json:"coverage"` // weight that is covered
	Cost     float64  `json:"cost"`     // in the unit of the budget
	Chosen   []string `json:"chosen"`   // ids of the items
}

// Costs are what coverage costs: for each cost at which more can be covered than
// below it, the most, with a set that does; the cheapest first. It answers for up
// to 40 items; when ctx ends, with the steps found so far, the dearest.
func Costs(ctx context.Context, q Problem) ([]Step, error) {
	s, err := small(q)
	if err != nil {
		return nil, err
	}
	steps := s.frontier(ctx)
	out := make([]Step, len(steps))
	for i, f := range steps {
		out[i] = Step{f.coverage, f.cost, s.names(q, f.chosen)}
	}
	return out, ctx.Err()
}

// small lays out a problem that is to be searched exactly.
func small(q Problem) (*search, error) {
	p := strict.In("choose")
	s := newSearch(p, q)
	if len(q.Items) > MostProven {
		p.Addf("items", "want %d at most for a proof, have %d", MostProven, len(q.Items))
	}
	return s, p.Err()
}

// Waves runs one portfolio after another: the best set first, then the best of
// what is left for what isn't covered yet, until nothing is left that fits or adds
// anything. Each wave has as many places as the problem; the budget is for all of
// them together, and what excludes or shares something with an item of an earlier
// wave stays out. What is required belongs to the first wave. A later wave's Coverage
// counts what no earlier one covered, though Covered names all that it covers; items
// of an earlier wave count for the need of a cover. Where there is no first wave it
// is the only one, infeasible or empty.
func Waves(ctx context.Context, q Problem) ([]Portfolio, error) {
	var waves []Portfolio
	for {
		best, err := Best(ctx, q)
		if err != nil && len(waves) == 0 && !best.Feasible {
			return nil, err
		}
		if !best.Feasible || len(best.Chosen) == 0 || len(waves) > 0 && best.Coverage == 0 && best.Value <= 0 {
			if len(waves) == 0 {
				waves = append(waves, best)
			}
			return waves, err
		}
		waves = append(waves, best)
		if err != nil {
			return waves, err
		}
		q = q.after(best)
	}
}

// after is what is left of a problem when a portfolio has run.
func (q Problem) after(done Portfolio) Problem {
	ran := map[string]bool{} // and what can't run any more
	shared, times := map[string]bool{}, map[string]int{}
	for _, item := range q.Items {
		if !slices.Contains(done.Chosen, item.ID) {
			continue
		}
		ran[item.ID] = true
		for _, id := range item.Shares {
			shared[id] = true
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(item.Covers))) {
			times[id]++
		}
	}
	for _, pair := range q.Conflicts {
		if slices.Contains(done.Chosen, pair[0]) || slices.Contains(done.Chosen, pair[1]) {
			ran[pair[0]], ran[pair[1]] = true, true
		}
	}
	out := Problem{Most: q.Most, Budget: max(q.Budget-done.Cost, 0)}
	for _, item := range q.Items {
		if slices.ContainsFunc(item.Shares, func(id string) bool { return shared[id] }) {
			ran[item.ID] = true
		}
		if !ran[item.ID] {
			out.Items = append(out.Items, item)
		}
	}
	for _, pair := range q.Conflicts {
		if !ran[pair[0]] && !ran[pair[1]] {
			out.Conflicts = append(out.Conflicts, pair)
		}
	}
	for _, c := range q.Covers {
		if slices.Contains(done.Covered, c.ID) {
			c.Weight, c.Must = 0, false
		}
		c.Need = max(max(c.Need, 1)-times[c.ID], 1)
		out.Covers = append(out.Covers, c)
	}
	return out
}

// Core says how often each item is in the best set over random weights of what is
// to be covered, uniform on all weightings of the covers that weigh anything, in
// order of the items (J. Liesiö, P. Mild and A. Salo, European Journal of Operational
// Research 181, 2007: the core index; they look at criteria, we at audiences). Where
// sets cover as much, value, cost and order decide as in Best, and where none is
// feasible all are 0. 0 draws are 200, our default; there are 100 million at most. It answers for up
// to 40 items.
func Core(ctx context.Context, q Problem, draws int, seed uint64) ([]float64, error) {
	s, err := small(q)
	if err != nil {
		return nil, err
	}
	draws = cmp.Or(draws, 200)
	if draws < 0 || draws > mostDraws {
		p := strict.In("choose")
		p.Addf("draws", "want 1 to %d, have %d", mostDraws, draws)
		return nil, p.Err()
	}
	var weighed []int // in order of id, so that the order of covers makes no difference
	for a, w := range s.weight {
		if w > 0 {
			weighed = append(weighed, a)
		}
	}
	slices.SortFunc(weighed, func(a, b int) int { return cmp.Compare(q.Covers[a].ID, q.Covers[b].ID) })
	w := newWorker(&table{criteria: make([]Criterion, len(weighed))}, nil, false)
	rng := rand.New(rand.NewPCG(seed, 0))
	s.all.weight = 1
	times := make([]float64, s.n)
	for range draws {
		if err := ctx.Err(); err != nil { // a search of few sets doesn't look
			return nil, err
		}
		w.weigh(rng)
		for k, a := range weighed {
			s.weight[a] = w.weights[k]
		}
		best, proven := s.solve(ctx)
		if !proven {
			return nil, ctx.Err()
		}
		for i, in := range best.chosen {
			if in {
				times[i]++
			}
		}
	}
	for i := range times {
		times[i] /= float64(draws)
	}
	return times, nil
}
