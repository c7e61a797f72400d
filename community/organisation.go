package community

import (
	"iter"
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Organisation holds the functions of an organisation and which of them
// supports which. It can't be changed once built and is safe for concurrent
// use. A nil Organisation has no functions.
type Organisation struct {
	functions map[string]Function
	best      map[string]int // steps to the frontline, were every function of unknown kind frontline
	worst     map[string]int // steps to the frontline, were none of them
}

// Equal reports whether both have the same functions, whatever the order in which
// they, and what each supports, were given. A nil Organisation is equal to an empty
// one.
func (o *Organisation) Equal(p *Organisation) bool {
	if o == nil {
		o = &Organisation{}
	}
	if p == nil {
		p = &Organisation{}
	}
	return maps.EqualFunc(o.functions, p.functions, func(a, b Function) bool {
		return a.ID == b.ID && a.Name == b.Name && a.Kind == b.Kind && a.Note == b.Note &&
			slices.Equal(slices.Sorted(slices.Values(a.Supports)), slices.Sorted(slices.Values(b.Supports)))
	})
}

// NewOrganisation builds an organisation. It is an error, which names every
// fault at once, if a function has no id, two share one, or one supports itself
// or a function that isn't there. Circles are fine.
func NewOrganisation(functions ...Function) (*Organisation, error) {
	p := strict.In("community")
	o := &Organisation{functions: map[string]Function{}}
	for i, f := range functions {
		path := strict.Index("functions", i)
		if f.ID == "" {
			p.Absentf(strict.Join(path, "id"), "is missing")
		} else if _, twice := o.functions[f.ID]; twice {
			p.Addf(strict.Join(path, "id"), "there is another function %q", strict.Clip(f.ID))
		}
		if f.Kind > Support {
			p.Addf(strict.Join(path, "kind"), "%s is no kind of function", f.Kind)
		}
		f.Supports = slices.Clone(f.Supports)
		if f.ID != "" {
			o.functions[f.ID] = f
		}
	}
	supporters := map[string][]string{}
	for i, f := range functions {
		for k, id := range f.Supports {
			path := strict.Index(strict.Join(strict.Index("functions", i), "supports"), k)
			if _, known := o.functions[id]; !known {
				p.Absentf(path, "there is no function %q", strict.Clip(id))
			} else if id == f.ID {
				p.Addf(path, "%q supports itself", strict.Clip(id))
			}
			supporters[id] = append(supporters[id], f.ID)
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	o.best = o.walk(supporters, func(k Kind) bool { return k != Support })
	o.worst = o.walk(supporters, func(k Kind) bool { return k == Frontline })
	return o, nil
}

// walk goes breadth first from the frontline against the arrows of support.
func (o *Organisation) walk(supporters map[string][]string, frontline func(Kind) bool) map[string]int {
	steps := map[string]int{}
	var queue []string
	for id, f := range o.functions {
		if frontline(f.Kind) {
			steps[id] = 0
			queue = append(queue, id)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, s := range supporters[queue[0]] {
			if _, seen := steps[s]; !seen {
				steps[s] = steps[queue[0]] + 1
				queue = append(queue, s)
			}
		}
	}
	return steps
}

// Function returns the function with that id.
func (o *Organisation) Function(id string) (Function, bool) {
	if o == nil {
		return Function{}, false
	}
	f, ok := o.functions[id]
	f.Supports = slices.Clone(f.Supports)
	return f, ok
}

// Functions yields every function, sorted by id.
func (o *Organisation) Functions() iter.Seq[Function] {
	return func(yield func(Function) bool) {
		if o == nil {
			return
		}
		for _, id := range slices.Sorted(maps.Keys(o.functions)) {
			f, _ := o.Function(id)
			if !yield(f) {
				return
			}
		}
	}
}

// Steps is how far a function is from the frontline: 0 for a frontline
// function, else one more than the nearest function that it supports. A support
// function from which no support leads to the frontline is at least one step
// away, and how far isn't known. A function of unknown kind may be frontline
// itself, so it, and whoever supports it, is at a range of steps. Of a function
// that the organisation doesn't have nothing is known.
func (o *Organisation) Steps(id string) metrics.Interval {
	if _, ok := o.Function(id); !ok {
		return metrics.From(0)
	}
	low, ok := o.best[id]
	if !ok {
		low = 1
	}
	high, ok := o.worst[id]
	if !ok {
		return metrics.From(float64(low))
	}
	return metrics.MustBetween(float64(low), float64(high))
}

// Unreachable yields the ids of support functions from which no support leads
// to the frontline, even if every function of unknown kind were frontline,
// sorted: whom they support has been left out, or they only support one
// another.
func (o *Organisation) Unreachable() iter.Seq[string] {
	return func(yield func(string) bool) {
		for f := range o.Functions() {
			if _, ok := o.best[f.ID]; !ok && !yield(f.ID) {
				return
			}
		}
	}
}
