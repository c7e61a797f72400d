package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// question is a candidate as the engines are asked about it: laid out for the
// library, and as the numbers that it was laid out with.
type question struct {
	laid  *pilot.Case
	facts facts
}

// slate is n random candidates, the same ones for the same seed. Over points all
// is known of them; else what is known of a number is a point, a range, a range
// without an end, or nothing.
func slate(seed uint64, n int, form *form) ([]question, error) {
	r := rand.New(rand.NewPCG(seed, 2020))
	programme := pilottest.Programme(maturity.Embedded)
	all := make([]question, n)
	for i := range all {
		c := drawPoints(r)
		if form == &intervals {
			c = drawIntervals(r)
		}
		k, err := pilot.NewCase(c, programme, pilot.Policy{})
		if err != nil {
			return nil, fmt.Errorf("versus: candidate %d: %w", i, err)
		}
		all[i] = question{k, factsOf(k.Verdict())}
	}
	return all, nil
}

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

func people(n int) community.Weight { return community.Weight(n) * community.Person }

// drawPoints is a candidate of which all is known. One in eight is of a support
// function; the others stand near every threshold, so that each decides now and
// then.
func drawPoints(r *rand.Rand) pilot.Candidate {
	members := r.IntN(11)
	return pilottest.Showcase(pilottest.WithClaimed(false),
		pilottest.WithFunction(pick(r, append(repeat(pilottest.FieldService, 7), pilottest.Finance)...)),
		pilottest.WithMetric(pick(r, append(repeat(pilottest.RepairCost, 7), pilottest.RepairHours)...)),
		pilottest.WithPractitioners(metrics.Exactly(float64(95+r.IntN(40)))),
		pilottest.WithBaseline(metrics.Exactly(float64(5+r.IntN(8)))),
		pilottest.WithMembers(community.Census{Practising: people(10), Interested: people(members + 1)}))
}

// drawIntervals is a candidate of which little may be known.
func drawIntervals(r *rand.Rand) pilot.Candidate {
	return pilottest.Showcase(pilottest.WithClaimed(false),
		pilottest.WithFunction(pick(r, append(repeat(pilottest.FieldService, 6), pilottest.Finance, pilottest.Projects)...)),
		pilottest.WithMetric(pick(r, append(repeat(pilottest.RepairCost, 6), pilottest.RepairHours, pilottest.PageViews, "")...)),
		pilottest.WithPractitioners(around(r, 95, 40)),
		pilottest.WithBaseline(around(r, 5, 8)),
		pilottest.WithMembers(community.Census{Practising: people(10), Interested: people(r.IntN(11)), Unknown: people(max(0, r.IntN(8)-3))}))
}

func repeat(s string, n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = s
	}
	return all
}

// around is what may be known of a number from low to low+width.
func around(r *rand.Rand, low, width int) metrics.Interval {
	a, b := float64(low+r.IntN(width)), float64(low+r.IntN(width))
	return pick(r, metrics.Exactly(a), metrics.Exactly(a), metrics.Exactly(a), metrics.Exactly(a),
		metrics.MustBetween(min(a, b), max(a, b)), metrics.From(a), metrics.UpTo(a), metrics.Anything())
}

// factsOf are the numbers that a verdict rests on.
func factsOf(v pilot.Verdict) facts {
	number := func(rule string) span {
		f, _ := v.Finding(rule)
		s := span{math.Inf(-1), math.Inf(1)}
		if low, ok := f.Have.Low(); ok {
			s.low = low
		}
		if high, ok := f.Have.High(); ok {
			s.high = high
		}
		return s
	}
	return facts{
		steps: number(pilot.RuleFrontline), distance: number(pilot.RuleHardMetric),
		practitioners: number(pilot.RulePracticeArea), share: number(pilot.RuleMembersPractise),
		baseline: number(pilot.RuleBaseline),
	}
}
