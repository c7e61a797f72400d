package health

import (
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// The figures of an activity hang together: contributors are among the visitors,
// visitors, core and active members among the members, and each contributor
// makes a contribution.
//
//	contributors ≤ visitors ≤ members
//	core + active ≤ members
//	contributors ≤ contributions
//
// Low ends are carried up these chains, then high ends down. A number that is
// left without a place is a contradiction; else every end that remains is reached
// by some numbers that satisfy all.

// figures are the numbers of an activity, cut to what the others allow.
type figures struct {
	members, core, active                 metrics.Interval
	visitors, contributors, contributions metrics.Interval
	support                               metrics.Interval
}

// resolve cuts the figures and adds what is wrong to p.
func (a Activity) resolve(p *strict.Problems) figures {
	if a.Kind > OpenOnline {
		p.Addf("kind", "%s is no kind of community", a.Kind)
	}
	if a.Months < 0 {
		p.Addf("months", "want 1 or more, have %d", a.Months)
	}
	q := strict.In("health")
	f := figures{
		members: count(q, "members", a.Members), core: count(q, "core", a.Core), active: count(q, "active", a.Active),
		visitors: count(q, "visitors", a.Visitors), contributors: count(q, "contributors", a.Contributors),
		contributions: count(q, "contributions", a.Contributions), support: count(q, "supportFTE", a.SupportFTE),
	}
	if q.Err() == nil { // else the contradictions below may be echoes
		f.tighten(q)
	}
	p.Add("", q.Err())
	a.ActivityByMembers.resolve(p, "activityByMembers", "contributions")
	a.GrowthByMembers.resolve(p, "growthByMembers", "new members")
	for _, factor := range slices.Sorted(maps.Keys(a.Factors)) {
		if factor == FactorUnknown || factor > Sponsor {
			p.Addf(strict.Key("factors", factor.String()), "%s is no factor", factor)
		}
		if present := a.Factors[factor]; present > metrics.Yes {
			p.Addf(strict.Key("factors", factor.String()), "%s is no answer", present)
		}
	}
	validateTopics(p, "topics", a.Topics)
	return f
}

func (f *figures) tighten(p *strict.Problems) {
	if !narrow(&f.visitors, atLeast(f.contributors)) {
		p.Addf("contributors", "%s contributors are more than the visitors, %s, whom they are among", f.contributors, f.visitors)
	}
	if !narrow(&f.members, atLeast(f.visitors)) {
		p.Addf("visitors", "%s visitors are more than the members, %s", f.visitors, f.members)
	}
	switch {
	case f.core.Within(atMost(f.members)) == metrics.No:
		p.Addf("core", "%s core members are more than the members, %s", f.core, f.members)
	case f.active.Within(atMost(f.members)) == metrics.No:
		p.Addf("active", "%s active members are more than the members, %s", f.active, f.members)
	case !narrow(&f.members, atLeast(f.core.Add(f.active))):
		p.Addf("active", "%s active members beside a core of %s are more than the members, %s", f.active, f.core, f.members)
	}
	some := f.contributions.Within(metrics.Above(0))
	if !narrow(&f.contributions, atLeast(f.contributors)) {
		p.Addf("contributions", "%s contributions are fewer than the contributors, %s, who make at least one each", f.contributions, f.contributors)
	}
	narrow(&f.visitors, atMost(f.members))
	narrow(&f.contributors, atMost(f.visitors))
	narrow(&f.contributors, atMost(f.contributions))
	narrow(&f.core, atMost(f.members.Sub(f.active)))
	narrow(&f.active, atMost(f.members.Sub(f.core)))
	if nobody := f.contributors == metrics.Exactly(0); nobody && some == metrics.Yes {
		p.Addf("contributions", "%s contributions, but nobody contributes", f.contributions)
	} else if nobody {
		narrow(&f.contributions, metrics.Exactly(0))
	}
}

// resolve cuts the part to the whole. With p nil nothing is reported.
func (a Portion) resolve(p *strict.Problems, path, what string) (Portion, bool) {
	report := p
	if report == nil {
		report = strict.In("health")
	}
	a.Count = count(report, strict.Join(path, "count"), a.Count)
	a.Of = count(report, strict.Join(path, "of"), a.Of)
	ok := narrow(&a.Of, atLeast(a.Count))
	if !ok {
		report.Addf(strict.Join(path, "count"), "%s %s by members are more than all, %s", a.Count, what, a.Of)
	}
	narrow(&a.Count, atMost(a.Of))
	return a, ok
}

// count cuts i to the numbers that a count can be, 0 or more.
func count(p *strict.Problems, path string, i metrics.Interval) metrics.Interval {
	known, err := metrics.Measure{Kind: metrics.Count}.Resolve(i)
	if err != nil {
		p.Addf(path, "want a number of 0 or more, have %s", i)
		return metrics.From(0)
	}
	return known
}

// narrow cuts i by what else is known of it, and reports false and leaves it if
// nothing remains.
func narrow(i *metrics.Interval, by metrics.Interval) bool {
	cut, ok := i.Intersect(by)
	if ok {
		*i = cut
	}
	return ok
}

// atLeast is what is known of a number that isn't less than one in i, a count.
func atLeast(i metrics.Interval) metrics.Interval {
	low, _ := i.Low()
	if i.LowOpen() {
		return metrics.Above(low)
	}
	return metrics.From(low)
}

// atMost is what is known of a number that isn't more than one in i.
func atMost(i metrics.Interval) metrics.Interval {
	high, ok := i.High()
	switch {
	case !ok:
		return metrics.Anything()
	case i.HighOpen():
		return metrics.Below(high)
	}
	return metrics.UpTo(high)
}
