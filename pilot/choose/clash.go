package choose

import (
	"context"
	"fmt"
	"slices"
)

// constraint is one demand of a problem, in words, and how to lift it.
type constraint struct {
	says string
	lift func(*Problem)
}

// constraints lists the demands of a problem that can make it infeasible.
func constraints(q Problem) []constraint {
	var all []constraint
	all = append(all,
		constraint{fmt.Sprintf("at most %d at a time", q.Most), func(q *Problem) { q.Most = len(q.Items) }},
		constraint{fmt.Sprintf("a budget of %v", q.Budget), func(q *Problem) {
			q.Budget = 0
			for _, item := range q.Items {
				q.Budget += item.Cost
			}
		}})
	for i, id := range q.Required {
		if slices.Contains(q.Required[:i], id) {
			continue
		}
		all = append(all, constraint{fmt.Sprintf("%q is required", id), func(q *Problem) {
			q.Required = slices.DeleteFunc(slices.Clone(q.Required), func(r string) bool { return r == id })
		}})
	}
	for _, pair := range q.Conflicts {
		all = append(all, constraint{fmt.Sprintf("%q and %q exclude one another", pair[0], pair[1]), func(q *Problem) {
			q.Conflicts = slices.DeleteFunc(slices.Clone(q.Conflicts), func(c [2]string) bool { return c == pair })
		}})
	}
	shared := map[string]int{}
	for _, item := range q.Items {
		for _, id := range item.Shares {
			shared[id]++
		}
	}
	for _, id := range sortedKeys(shared) {
		if shared[id] > 1 {
			all = append(all, constraint{fmt.Sprintf("%q is asked for one only", id), func(q *Problem) {
				q.Items = slices.Clone(q.Items)
				for i := range q.Items {
					q.Items[i].Shares = slices.DeleteFunc(slices.Clone(q.Items[i].Shares), func(s string) bool { return s == id })
				}
			}})
		}
	}
	for _, c := range q.Covers {
		if c.Must {
			all = append(all, constraint{fmt.Sprintf("%q must be covered", c.ID), func(q *Problem) {
				q.Covers = slices.Clone(q.Covers)
				for i := range q.Covers {
					if q.Covers[i].ID == c.ID {
						q.Covers[i].Must = false
					}
				}
			}})
		}
	}
	return all
}

// mostTried is how many sets of constraints are tried for a smallest clash: our
// default.
const mostTried = 5_000

// clash is a set of constraints that can't be met together and of which nothing can
// be left out, in words: a smallest one, unless there are too many to try. It is nil
// where it isn't proven that there is one.
func (s *search) clash(ctx context.Context, q Problem) []string {
	all := constraints(q)
	tried := 0
	clashes := func(kept []int) bool { // proven infeasible with these alone
		relaxed := q
		for i, c := range all {
			if !slices.Contains(kept, i) {
				c.lift(&relaxed)
			}
		}
		tried++
		return infeasible(ctx, relaxed)
	}
	smallest := make([]int, len(all))
	for i := range smallest {
		smallest[i] = i
	}
	if !clashes(smallest) {
		return nil
	}
	for i := range all { // what isn't needed for the clash is left out
		without := slices.DeleteFunc(slices.Clone(smallest), func(k int) bool { return k == i })
		if clashes(without) {
			smallest = without
		}
	}
	for size := 1; size <= len(smallest) && ctx.Err() == nil; size++ {
		ask := func(kept []int) bool { return tried < mostTried && clashes(kept) }
		if found := firstOf(len(all), size, ask); found != nil {
			smallest = found
			break
		}
	}
	says := make([]string, len(smallest))
	for k, i := range smallest {
		says[k] = all[i].says
	}
	return says
}

// firstOf is the first set of so many of n for which a question is answered yes.
func firstOf(n, size int, asks func([]int) bool) []int {
	set := make([]int, size)
	var walk func(k, from int) []int
	walk = func(k, from int) []int {
		if k == size {
			if asks(set) {
				return slices.Clone(set)
			}
			return nil
		}
		for i := from; i < n; i++ {
			set[k] = i
			if found := walk(k+1, i+1); found != nil {
				return found
			}
		}
		return nil
	}
	return walk(0, 0)
}

// infeasible reports whether it is proven that no set meets the constraints. What
// must be covered is all that weighs anything, and the first set ends the search.
func infeasible(ctx context.Context, q Problem) bool {
	q.Covers = slices.Clone(q.Covers)
	for i := range q.Covers {
		q.Covers[i].Weight = 0
		if q.Covers[i].Must {
			q.Covers[i].Weight = 1
		}
	}
	s, err := newChecked(q)
	if err != nil {
		return false
	}
	s.any, s.nodes = true, mostBranches
	if s.n <= MostProven {
		s.nodes = 0
	}
	best, ended := s.solve(ctx)
	return ended && best.chosen == nil
}
