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
	for _, id := range q.Required {
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

// mostClashes is up to how many constraints a smallest clash is looked for among
// all of that size; with more, one that nothing can be left out of is told.
const mostClashes = 24

// clash is a smallest set of constraints that can't be met together, in words.
func (s *search) clash(ctx context.Context, q Problem) []string {
	all := constraints(q)
	keeps := func(kept []int) bool { // infeasible with these alone
		relaxed := q
		for i, c := range all {
			if !slices.Contains(kept, i) {
				c.lift(&relaxed)
			}
		}
		return !feasible(ctx, relaxed)
	}
	every := make([]int, len(all))
	for i := range every {
		every[i] = i
	}
	var smallest []int
	if len(all) <= mostClashes {
		for size := 1; size <= 3 && smallest == nil; size++ {
			smallest = firstOf(len(all), size, keeps)
		}
	}
	if smallest == nil {
		smallest = every
		for i := range all { // what isn't needed for the clash is left out
			without := slices.DeleteFunc(slices.Clone(smallest), func(k int) bool { return k == i })
			if len(without) < len(smallest) && keeps(without) {
				smallest = without
			}
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

// feasible reports whether any set meets the constraints. Without weights and
// values the first set that does ends the search.
func feasible(ctx context.Context, q Problem) bool {
	q.Covers = slices.Clone(q.Covers)
	for i := range q.Covers {
		q.Covers[i].Weight = 0
	}
	q.Items = slices.Clone(q.Items)
	for i := range q.Items {
		q.Items[i].Value = 0
	}
	s, err := newChecked(q)
	if err != nil {
		return false
	}
	s.any = true
	best, _ := s.solve(ctx)
	return best.chosen != nil
}
