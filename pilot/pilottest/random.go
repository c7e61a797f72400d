package pilottest

import (
	"fmt"
	"math/rand/v2"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// GeneratorOptions say what random slates are like. The zero value is the defaults.
type GeneratorOptions struct {
	Candidates int          // how many; 0 or less: 5
	Choice     bool         // scores, costs and managers, so that candidates are ranked and chosen
	Rules      []pilot.Rule // own rules, of whose measures facts are drawn
}

// source draws random numbers from a seed and the number of a case.
func source(seed, number uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, number)) }

func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

// RandomSlate is a valid slate by seed: a programme at any stage, whose numbers are
// points, ranges, open at an end or without one, often right on a threshold; candidates
// of every kind of offer and every decision. Of each of these sorts there is at least
// a twentieth.
func RandomSlate(seed uint64, o GeneratorOptions) pilot.Slate {
	r := source(seed, 2020)
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: RandomProgramme(r)}
	if o.Candidates <= 0 {
		o.Candidates = 5
	}
	for i := range o.Candidates {
		c := RandomCandidate(r, o)
		c.Name = fmt.Sprintf("candidate %c", 'a'+i%26)
		if i >= 26 {
			c.Name += fmt.Sprint(" ", i/26)
		}
		s.Candidates = append(s.Candidates, c)
	}
	if o.Choice {
		s.Choice = choice(r)
	}
	return s
}

// choice says by what to choose among random candidates.
func choice(r *rand.Rand) *pilot.Choice {
	c := &pilot.Choice{Staff: float64(3 * r.IntN(4)), Budget: metrics.Quantity{Value: metrics.Exactly(100), Unit: "EUR"}}
	for _, f := range []string{FieldService, Workshop, Finance} {
		c.Managers = append(c.Managers, pilot.Manager{Function: f, Weight: float64(r.IntN(5)), Segment: pilot.Segment(r.IntN(5))})
	}
	if chance(r, 2) {
		c.Elements = []string{"roles", "technology"}
	}
	return c
}

// RandomProgramme is a valid programme with the functions and metrics of the fixtures.
// Whether a function is frontline, and anything of KM, may not be known.
func RandomProgramme(r *rand.Rand) pilot.Programme {
	p := Programme(maturity.Embedded)
	for i := range p.Functions {
		if chance(r, 6) {
			p.Functions[i].Kind = community.KindUnknown
		}
	}
	p.Area.Practitioners = around(r, pick(r, 1.0, 100, 100), 1)
	p.Area.Workforce = pick(r, metrics.Anything(), metrics.From(1000), metrics.MustBetween(1000, 6000), metrics.Exactly(6000))
	for i := range p.Facts {
		p.Facts[i].Value = pick(r, metrics.Exactly(0), metrics.Exactly(1), metrics.Exactly(1), metrics.Exactly(1), metrics.Anything())
	}
	return p
}

// RandomCandidate is a valid candidate of a programme of RandomProgramme, or of another
// one with its functions, metrics and KM area. One in four is a showcase of which one
// thing alone is drawn, since of those where all is drawn few are let through.
func RandomCandidate(r *rand.Rand, o GeneratorOptions) pilot.Candidate {
	if chance(r, 4) {
		c := Showcase(pick(r, WithPractitioners(around(r, 100, 1)), WithBaseline(around(r, 6, 1)), WithMetric(pick(r, RepairHours, RepairCost)),
			WithFunction(pick(r, Finance, Workshop, Projects)), WithUnknownEndorsers(), WithMembers(census(r))))
		c.Facts = RandomEvidence(r, o.Rules...)
		return c
	}
	c := Showcase()
	c.Problem = pick(r, "", c.Problem)
	c.Function = pick(r, FieldService, FieldService, FieldService, FieldService, Workshop, Projects, Finance, KM, "")
	switch r.IntN(6) {
	case 0:
		c.Area = community.PracticeArea{ID: KMArea}
	case 1:
		c = ChampionsNetwork()
		c.Announced = chance(r, 3)
		c.Form = pick(r, community.FormUnknown, community.NetworkOfChampions, community.CommunityOfPractice)
	default:
		c.Area.Practitioners = around(r, 100, 1)
		c.Area.Workforce = pick(r, metrics.Anything(), metrics.From(1000), metrics.MustBetween(1000, 6000), metrics.Exactly(6000))
		if c.Area.FaceToFace = chance(r, 5); c.Area.FaceToFace {
			c.Area.Practitioners = around(r, 20, 1)
		}
	}
	c.Community = census(r)
	if chance(r, 3) {
		c.Community = community.Census{Practising: 2 * community.Person}
	}
	c.Benefit.Metric = pick(r, RepairCost, RepairCost, RepairCost, RepairCost, RepairHours, PageViews, "")
	c.Benefit.Baseline = metrics.Baseline{Points: around(r, 6, 1), Period: metrics.Monthly}
	if c.Benefit.Baseline.Exists() != metrics.No {
		c.Benefit.Baseline.Mean = around(r, 50, 10)
	}
	if chance(r, 12) {
		c.Benefit = metrics.Benefit{NoMetric: true}
	}
	c.Claimed = chance(r, 2)
	c.Endorsers = pick(r, nil, []pilot.Endorser{}, endorsers(r, 1), endorsers(r, 1+r.IntN(3)))
	c.Audience = pick(r, nil, []pilot.Audience{{Function: Finance}, {Function: Workshop}})
	c.Cost = pick(r, metrics.Quantity{}, metrics.Quantity{Value: metrics.Exactly(float64(10 * r.IntN(9))), Unit: "EUR"})
	c.Elements = pick(r, nil, []string{"roles"}, []string{"roles", "technology"})
	c.Worth = pick(r, 0, 0.5, 5)
	c.Noise = pick(r, nil, &pilot.Noise{SD: 1, Correlation: 0.25})
	c.Scores = nil
	for criterion := range scored {
		if !chance(r, 4) {
			if c.Scores == nil {
				c.Scores = map[string]metrics.Interval{}
			}
			low := float64(r.IntN(9))
			c.Scores[criterion] = pick(r, metrics.Exactly(low), metrics.MustBetween(low, low+2))
		}
	}
	c.Facts = RandomEvidence(r, o.Rules...)
	return c
}

// census is a few members of every tie, or of a community that nobody counted.
func census(r *rand.Rand) community.Census {
	if chance(r, 8) {
		return community.Census{}
	}
	few := func() community.Weight { return community.Weight(r.IntN(3)) * community.Person }
	return community.Census{Practising: 2 * few(), Interested: few(), Innovating: few() / 2, Elsewhere: few() / 2, Unknown: few()}
}

// scored yields the criteria that pilots are chosen by, by id.
func scored(yield func(string) bool) {
	for _, c := range pilot.PublishedCriteria() {
		if !yield(c.ID) {
			return
		}
	}
}

// endorsers are some who speak for a candidate.
func endorsers(r *rand.Rand, n int) (all []pilot.Endorser) {
	for i := range n {
		all = append(all, pilot.Endorser{
			Name: fmt.Sprint("manager ", i), Function: pick(r, Workshop, Workshop, Finance, KM),
			Gained: pick(r, metrics.Unknown, metrics.No, metrics.Yes, metrics.Yes),
		})
	}
	return all
}

// RandomEvidence is facts on the measures of own rules whose numbers stand in the
// candidate's Facts: on each usually one, around the numbers that pass.
func RandomEvidence(r *rand.Rand, own ...pilot.Rule) maturity.Evidence {
	var facts maturity.Evidence
	for _, m := range measures(own) {
		if chance(r, 6) {
			continue
		}
		value := metrics.Exactly(float64(r.IntN(2)))
		if m.measure.Kind != metrics.YesNo {
			value = around(r, pick(r, m.ends...), m.step)
		}
		if _, err := m.measure.Resolve(value); err == nil {
			facts = withFact(facts, m.measure.ID, value)
		}
	}
	return facts
}

// measured is a measure that facts are drawn of, with the ends of what passes.
type measured struct {
	measure metrics.Measure
	ends    []float64
	step    float64
}

// measures are those of rules whose numbers stand in facts.
func measures(own []pilot.Rule) (all []measured) {
	for _, rule := range own {
		if rule.Value != nil || builtin(rule.Measure.ID) {
			continue
		}
		m := measured{measure: rule.Measure, step: 1}
		if rule.Measure.Kind == metrics.Share {
			m.step = 0.125
		}
		if x, ok := rule.Need.Low(); ok {
			m.ends = append(m.ends, x)
		}
		if x, ok := rule.Need.High(); ok {
			m.ends = append(m.ends, x)
		}
		if len(m.ends) == 0 { // a need that all numbers meet, which pilot doesn't take
			m.ends = []float64{0}
		}
		all = append(all, m)
	}
	return all
}

// builtin reports whether a measure is worked out from the candidate and its programme.
func builtin(measure string) bool {
	switch measure {
	case pilot.MeasurePractitionerShare, maturity.KMPractitionerShare:
		return true
	}
	for r := range pilot.Rules {
		if r.Measure.ID == measure {
			return true
		}
	}
	return false
}

// around is something that may be known of a number near a threshold: a point or a
// range, closed or open, bounded or not, often right on the threshold.
func around(r *rand.Rand, x, step float64) metrics.Interval {
	at := func() float64 { return max(0, x+step*float64(r.IntN(5)-2)) }
	low, high := at(), at()
	low, high = min(low, high), max(low, high)
	switch r.IntN(8) {
	case 0:
		return metrics.Anything()
	case 1:
		return pick(r, metrics.From(low), metrics.Above(low), metrics.UpTo(high))
	case 2, 3:
		i, _ := metrics.Above(low).Intersect(metrics.Below(high + step))
		return i
	case 4, 5:
		return metrics.MustBetween(low, high)
	}
	return metrics.Exactly(low)
}
