package choose

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Best finds the best set of items. Up to 40 items it is proven best; beyond, it is
// the best found, with Bound as what no set can exceed. When ctx ends it answers
// with the best so far and its bound, beside the context's error.
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
	proven := false
	if s.n <= MostProven {
		best, proven = s.solve(ctx)
		bound = best.coverage
		if !proven {
			bound = max(s.bound(ctx, best.coverage), best.coverage)
		}
	} else {
		best, bound = s.approximate(ctx)
	}
	if best.chosen == nil && ctx.Err() == nil {
		return Portfolio{Proven: proven, Clash: s.clash(ctx, q), Chosen: []string{}, Covered: []string{}}, nil
	}
	return s.portfolio(q, best, bound, proven), ctx.Err()
}

// portfolio names what was found.
func (s *search) portfolio(q Problem, f found, bound float64, proven bool) Portfolio {
	out := Portfolio{
		Feasible: f.chosen != nil, Coverage: f.coverage, Value: f.value, Cost: f.cost, Bound: bound,
		Proven: proven || same(bound, f.coverage) && f.chosen != nil, Chosen: []string{}, Covered: []string{},
	}
	if f.chosen == nil {
		return out
	}
	out.Chosen = s.names(q, f.chosen)
	_, covered := s.keys(f.chosen)
	for i, c := range q.Covers {
		if covered[i/64]>>(i%64)&1 == 1 {
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
// whether there are more. It answers for up to 40 items.
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
	Coverage float64  `json:"coverage"`
	Cost     float64  `json:"cost"`
	Chosen   []string `json:"chosen"`
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
// anything. What is required belongs to the first wave.
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
		q.Items = slices.DeleteFunc(slices.Clone(q.Items), func(i Item) bool { return slices.Contains(best.Chosen, i.ID) })
		left := func(id string) bool { return !slices.Contains(best.Chosen, id) }
		q.Required = slices.DeleteFunc(slices.Clone(q.Required), func(id string) bool { return !left(id) })
		q.Conflicts = slices.DeleteFunc(slices.Clone(q.Conflicts), func(pair [2]string) bool { return !left(pair[0]) || !left(pair[1]) })
		q.Covers = slices.Clone(q.Covers)
		for i := range q.Covers {
			if slices.Contains(best.Covered, q.Covers[i].ID) {
				q.Covers[i].Weight, q.Covers[i].Must = 0, false
			}
		}
	}
}

// Core says how often each item is in the best set over random weights of what is
// to be covered, uniform on all weightings, in order of the items (J. Liesiö, P.
// Mild and A. Salo, European Journal of Operational Research 181, 2007: the core
// index; they look at criteria, we at audiences). 0 draws are 200. It answers for
// up to 40 items.
func Core(ctx context.Context, q Problem, draws int, seed uint64) ([]float64, error) {
	s, err := small(q)
	if err != nil {
		return nil, err
	}
	draws = cmp.Or(draws, 200)
	if draws < 0 {
		p := strict.In("choose")
		p.Addf("draws", "want 1 or more, have %d", draws)
		return nil, p.Err()
	}
	w := newWorker(nil, 0, len(s.weight), nil, false)
	rng := rand.New(rand.NewPCG(seed, 0))
	times := make([]float64, s.n)
	for range draws {
		w.weigh(rng)
		copy(s.weight, w.weights)
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
