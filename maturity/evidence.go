package maturity

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Evidence is all the facts about a programme, in any order.
//
// Of several facts on one measure the newest counts. Where the newest ones, of
// one day, disagree, what is known is the least interval that holds what each of
// them says, and the finding says that there is a conflict; one that gives a value
// beats one by which the measure doesn't apply. An undated fact is older than every
// dated one, and a fact that says nothing counts for nothing. Facts without a source
// are of one source.
type Evidence []Fact

// Reading is what the evidence says of one measure.
type Reading struct {
	Value    metrics.Interval // Anything if no fact counts
	AsOf     metrics.Date     // the day it speaks for
	Source   string           // who says so; of several, the first by name
	Conflict bool             // facts that could count disagree
	Stale    bool             // there are facts, but none young enough

	Disputed      []Fact // the facts that disagree
	NotApplicable string // why the measure doesn't apply, if that is what counts
}

// UnmarshalJSON reads facts strictly, and reports the faults of all at once.
func (e *Evidence) UnmarshalJSON(data []byte) error {
	type plain Evidence
	return strict.Unmarshal("maturity", data, (*plain)(e), nil)
}

// Read looks a measure up as of a day. Facts of later days don't count, and
// facts more than maxAge days old (0: no limit) or of unknown age don't where
// there is a limit. Without a day there are no later facts and no old ones. That a
// measure isn't applicable is no value, and of answers in words only yes, 1, and no, 0,
// are one.
func (e Evidence) Read(measure string, asOf metrics.Date, maxAge int) Reading {
	var facts []Fact
	for _, f := range e {
		if f.Measure == measure {
			if yes, err := metrics.ParseAnswer(f.Answer); err == nil {
				f.Value = yes.Interval()
			}
			facts = append(facts, f)
		}
	}
	return read(facts, Criterion{MaxAge: maxAge}, Options{AsOf: asOf})
}

// read is what facts on one measure, with values for answers, say to a criterion.
func read(facts []Fact, c Criterion, o Options) Reading {
	return gather(facts, c, o).settle(o.Conflicts, c.Need)
}

// gathered are the facts of which one way or another one counts for criteria of one
// scope and limit of age.
type gathered struct {
	contenders []Fact
	stale      bool // they are too old, and say no more than how old
}

func gather(facts []Fact, c Criterion, o Options) gathered {
	old := func(f Fact) bool {
		return c.MaxAge > 0 && !o.AsOf.IsZero() && (f.AsOf.IsZero() || f.AsOf.Before(o.AsOf.AddDays(-c.MaxAge)))
	}
	out := func(f Fact) bool { return later(f, o.AsOf) || c.Scope != "" && f.Scope != c.Scope }
	if len(facts) == 0 || len(facts) == 1 && !out(facts[0]) && !old(facts[0]) { // as almost always
		return gathered{contenders: facts}
	}
	facts = slices.DeleteFunc(slices.Clone(facts), out)
	young := slices.DeleteFunc(slices.Clone(facts), old)
	if len(young) == 0 {
		return gathered{Newest.contenders(facts), len(facts) > 0}
	}
	return gathered{o.Conflicts.contenders(young), false}
}

// settle is what they say to a need.
func (g gathered) settle(way Conflicts, need metrics.Interval) Reading {
	var r Reading
	contenders := g.contenders
	switch {
	case len(contenders) == 0:
		return r
	case len(contenders) == 1 && !g.stale:
		f := &contenders[0]
		return Reading{Value: f.Value, AsOf: f.AsOf, Source: f.Source, NotApplicable: f.NotApplicable}
	case g.stale:
		way = Newest
	}
	counting := way.resolve(contenders, need)
	applies := slices.DeleteFunc(slices.Clone(counting), func(f Fact) bool { return f.NotApplicable != "" })
	if len(applies) == 0 {
		first := slices.MinFunc(counting, func(a, b Fact) int { return cmp.Compare(a.NotApplicable, b.NotApplicable) })
		r.NotApplicable = first.NotApplicable
		applies = counting
	}
	for i, f := range applies {
		if i == 0 {
			r.Value, r.AsOf, r.Source = f.Value, f.AsOf, f.Source
			continue
		}
		if r.Value = r.Value.Hull(f.Value); f.AsOf.After(r.AsOf) {
			r.AsOf = f.AsOf
		}
		r.Source = named(r.Source, f.Source)
	}
	if way == Worst && need.IsAnything() { // the lowest of them is no higher than any
		if low, ok := r.Value.Intersect(upTo(applies)); ok {
			r.Value = low
		}
	}
	for _, f := range contenders {
		if f.Value != contenders[0].Value || (f.NotApplicable == "") != (contenders[0].NotApplicable == "") {
			r.Conflict = true
		}
	}
	if r.Conflict {
		r.Disputed = slices.SortedFunc(slices.Values(contenders), func(a, b Fact) int { return Ignored{Fact: a}.Compare(Ignored{Fact: b}) })
	}
	if g.stale {
		r.Stale, r.Value, r.NotApplicable = true, metrics.Anything(), ""
	}
	return r
}

// named is the first by name of two sources, of which one may have none.
func named(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

// later reports whether a fact speaks for a day after asOf.
func later(f Fact, asOf metrics.Date) bool { return !asOf.IsZero() && f.AsOf.After(asOf) }
