package pilottest

import (
	"fmt"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// variables are those of the fixtures' organisation, with facts on these measures.
func variables(facts []measured) []variable {
	km := func(p *proposal) bool { return p.Candidate.Area.ID == p.Programme.Area.ID }
	all := []variable{
		area("practitioners", func(p *proposal) *community.PracticeArea {
			if km(p) {
				return nil
			}
			return &p.Candidate.Area
		}),
		area("KM practitioners", func(p *proposal) *community.PracticeArea { return &p.Programme.Area }),
		workforce("workforce", func(p *proposal) *community.PracticeArea {
			if km(p) {
				return nil
			}
			return &p.Candidate.Area
		}),
		workforce("workforce of KM", func(p *proposal) *community.PracticeArea { return &p.Programme.Area }),
		{name: "baseline readings", number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
			b := &p.Candidate.Benefit
			if b.NoMetric {
				return nil, nil, metrics.Anything()
			}
			return &b.Baseline.Points, func(i metrics.Interval) {
				if b.Baseline.Points = i; b.Baseline.Exists() == metrics.No {
					b.Baseline.Mean = metrics.Anything()
				}
			}, metrics.From(0)
		}},
		{name: "baseline mean", number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
			b := &p.Candidate.Benefit.Baseline
			if b.Exists() != metrics.Yes {
				return nil, nil, metrics.Anything()
			}
			return &b.Mean, func(i metrics.Interval) { b.Mean = i }, metrics.Anything()
		}},
		{name: "function", others: func(p *proposal) (all []way) {
			if p.Candidate.Function == "" {
				for _, f := range []string{FieldService, Workshop, Finance, KM, Projects} {
					all = append(all, way{"function " + f, func(p *proposal) { p.Candidate.Function = f }})
				}
			}
			return all
		}},
		{name: "metric", others: metric},
		{name: "endorsers", others: speak, more: gained},
		{name: "members", others: members, more: practising},
		{name: "form", others: func(p *proposal) (all []way) {
			if p.Candidate.Form == community.FormUnknown {
				for _, f := range []community.Form{community.NetworkOfChampions, community.CommunityOfPractice} {
					all = append(all, way{"form " + f.String(), func(p *proposal) { p.Candidate.Form = f }})
				}
			}
			return all
		}},
		{name: "cost", number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
			c := &p.Candidate.Cost
			return &c.Value, func(i metrics.Interval) { *c = metrics.Quantity{Value: i, Unit: "EUR"} }, metrics.From(0)
		}},
	}
	for _, id := range []string{FieldService, Workshop, Finance, KM, Projects} {
		all = append(all, kind(id))
	}
	for _, m := range []string{maturity.KMChampionsNetwork, maturity.KMCoreCompetence, maturity.KMMetrics, maturity.KMBaseline} {
		all = append(all, fact(metrics.Measure{ID: m, Kind: metrics.YesNo}, func(p *proposal) *maturity.Evidence { return &p.Programme.Facts }))
	}
	for _, m := range facts {
		all = append(all, fact(m.measure, func(p *proposal) *maturity.Evidence { return &p.Candidate.Facts }))
	}
	for id := range scored {
		all = append(all, variable{name: "score of " + id, number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
			have := p.Candidate.Scores[id]
			return &have, func(i metrics.Interval) { WithScore(id, i)(&p.Candidate) }, metrics.MustBetween(0, 10)
		}})
	}
	return all
}

// area is the practitioners of a practice area, no more than its workforce.
func area(name string, of func(*proposal) *community.PracticeArea) variable {
	return variable{name: name, number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
		a := of(p)
		if a == nil {
			return nil, nil, metrics.Anything()
		}
		bounds := metrics.From(0)
		if most, ok := a.Workforce.High(); ok {
			bounds = metrics.MustBetween(0, most)
		}
		return &a.Practitioners, func(i metrics.Interval) { a.Practitioners = i }, bounds
	}}
}

// workforce is the workforce of a practice area, no fewer than its practitioners.
func workforce(name string, of func(*proposal) *community.PracticeArea) variable {
	return variable{name: name, number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
		a := of(p)
		if a == nil {
			return nil, nil, metrics.Anything()
		}
		least, _ := a.Practitioners.Low()
		if most, ok := a.Practitioners.High(); ok {
			least = most
		}
		return &a.Workforce, func(i metrics.Interval) { a.Workforce = i }, metrics.From(max(0, least))
	}}
}

// fact is the number of a measure in facts.
func fact(m metrics.Measure, of func(*proposal) *maturity.Evidence) variable {
	bounds, _ := m.Bounds()
	find := func(p *proposal) metrics.Interval {
		known, _ := m.Cut(of(p).Read(m.ID, p.Programme.AsOf, 0).Value)
		return known
	}
	set := func(p *proposal, i metrics.Interval) { *of(p) = withFact(*of(p), m.ID, i) }
	if m.Kind != metrics.YesNo {
		return variable{name: m.ID, number: func(p *proposal) (*metrics.Interval, func(metrics.Interval), metrics.Interval) {
			have := find(p)
			return &have, func(i metrics.Interval) { set(p, i) }, bounds
		}}
	}
	return variable{name: m.ID, others: func(p *proposal) (all []way) {
		if _, known := find(p).Point(); known {
			return nil
		}
		for _, a := range []metrics.Answer{metrics.No, metrics.Yes} {
			all = append(all, way{fmt.Sprint(m.ID, " ", a), func(p *proposal) { set(p, a.Interval()) }})
		}
		return all
	}}
}

// kind is whether a function is frontline.
func kind(id string) variable {
	return variable{name: "kind of " + id, others: func(p *proposal) (all []way) {
		at := slices.IndexFunc(p.Programme.Functions, func(f community.Function) bool { return f.ID == id })
		if p.Programme.Functions[at].Kind != community.KindUnknown {
			return nil
		}
		for _, k := range []community.Kind{community.Support, community.Frontline} {
			all = append(all, way{fmt.Sprintf("%s being %s", id, k), func(p *proposal) { WithKind(id, k)(&p.Programme) }})
		}
		return all
	}}
}

// metric is which metric shows the benefit.
func metric(p *proposal) (all []way) {
	if b := p.Candidate.Benefit; b.Metric != "" || b.NoMetric {
		return nil
	}
	for _, m := range []string{RepairCost, RepairHours, PageViews} {
		all = append(all, way{"metric " + m, func(p *proposal) { p.Candidate.Benefit.Metric = m }})
	}
	if p.Candidate.Benefit.Baseline.Exists() != metrics.Yes {
		all = append(all, way{"no metric", func(p *proposal) { p.Candidate.Benefit = metrics.Benefit{NoMetric: true} }})
	}
	return all
}

// speak is who speaks for it, and whether they gained.
func speak(p *proposal) (all []way) {
	if p.Candidate.Endorsers == nil {
		return gained(p, nil)
	}
	unknown := func(e pilot.Endorser) bool { return e.Gained == metrics.Unknown }
	if !slices.ContainsFunc(p.Candidate.Endorsers, unknown) {
		return nil
	}
	for _, a := range []metrics.Answer{metrics.No, metrics.Yes} {
		all = append(all, way{fmt.Sprint("whether endorsers gained: ", a), func(p *proposal) {
			list := slices.Clone(p.Candidate.Endorsers)
			for i := range list {
				if unknown(list[i]) {
					list[i].Gained = a
				}
			}
			p.Candidate.Endorsers = list
		}})
	}
	return all
}

// gained is that few endorsers or many gained, and that there is nobody else.
func gained(*proposal, []float64) (all []way) {
	for _, n := range []int{0, 1, 2, 5, 20} {
		all = append(all, way{fmt.Sprint(n, " endorsers who gained"), func(p *proposal) {
			list := []pilot.Endorser{}
			for i := range n {
				list = append(list, pilot.Endorser{Name: fmt.Sprint("endorser ", i), Function: Workshop, Gained: metrics.Yes})
			}
			p.Candidate.Endorsers = list
		}})
	}
	return all
}

// practising is that few members practise or many, beside the others that there are;
// without any of them nobody was counted, which isn't the least.
func practising(p *proposal, tell []float64) (all []way) {
	for _, x := range tell {
		c := p.Candidate.Community
		if c.Practising = community.Weight(min(max(0, x), 1e9) * float64(community.Person)); c.Total() > 0 {
			all = append(all, way{fmt.Sprintf("%s members who practise", c.Practising), func(p *proposal) { p.Candidate.Community = c }})
		}
	}
	return all
}

// members is who gathers: how those of unknown tie, or of another main role, are tied.
func members(p *proposal) (all []way) {
	c := p.Candidate.Community
	add := func(says string, c community.Census) {
		all = append(all, way{says, func(p *proposal) { p.Candidate.Community = c }})
	}
	switch {
	case c.Total() == 0:
		for _, n := range []int{1, 50, 5000} {
			people := community.Weight(n) * community.Person
			add(fmt.Sprint(n, " members who practise"), community.Census{Practising: people})
			add(fmt.Sprint(n, " members who are interested"), community.Census{Interested: people})
		}
	case c.Unknown+c.Elsewhere > 0:
		for _, share := range []community.Weight{0, c.Unknown / 2, c.Unknown} {
			d := community.Census{Practising: c.Practising + share, Interested: c.Interested + c.Unknown - share + c.Elsewhere, Innovating: c.Innovating}
			add(fmt.Sprintf("%s practising members of %s", d.Practising, d.Total()), d)
			d.Interested, d.Innovating = c.Interested, c.Innovating+c.Unknown-share+c.Elsewhere
			add(fmt.Sprintf("%s practising members and %s innovating ones of %s", d.Practising, d.Innovating, d.Total()), d)
		}
	}
	return all
}
