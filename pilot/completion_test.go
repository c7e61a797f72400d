package pilot_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// random makes proposals with the numbers that matter at, around and across
// every threshold.
type random struct{ *rand.Rand }

func newRandom(t testing.TB, seed uint64) random { return random{draw.From(t, seed, 2020)} }

func pick[T any](r random, all ...T) T { return all[r.IntN(len(all))] }

// around is an interval near a threshold: a point or a range, closed or open,
// bounded or not, often right on the threshold.
func (r random) around(x, step float64) metrics.Interval {
	at := func() float64 { return max(0, x+step*float64(r.IntN(5)-2)) }
	switch r.IntN(6) {
	case 0:
		return metrics.Anything()
	case 1:
		return metrics.From(at())
	case 2:
		low, high := at(), at()
		i, ok := metrics.Above(min(low, high)).Intersect(metrics.Below(max(low, high) + step))
		if ok {
			return i
		}
	case 3:
		low, high := at(), at()
		return metrics.MustBetween(min(low, high), max(low, high))
	}
	return metrics.Exactly(at())
}

func (r random) yesNo() metrics.Interval {
	return pick(r, metrics.Exactly(0), metrics.Exactly(1), metrics.Exactly(1), metrics.Anything())
}

func (r random) proposal() *proposal {
	p := frontline()
	for i, f := range p.programme.Functions {
		if r.IntN(6) == 0 {
			p.programme.Functions[i].Kind = community.KindUnknown
		}
		_ = f
	}
	p.kmPractitioners(r.around(100, 1))
	p.programme.Area.Workforce = metrics.Exactly(100_000)
	for _, m := range []string{maturity.KMChampionsNetwork, maturity.KMCoreCompetence, maturity.KMMetrics, maturity.KMBaseline} {
		p.fact(m, r.yesNo())
	}
	c := &p.candidate
	c.Function = pick(r, "drilling", "drilling", "drilling", "open", "finance", "audit")
	if r.IntN(3) == 0 {
		c.Area = community.PracticeArea{ID: "km"}
	} else {
		c.Area.Practitioners = r.around(100, 1)
		c.Area.Workforce = metrics.Exactly(100_000)
	}
	c.Community = community.Census{Practising: people(r.Int64N(3)), Interested: people(r.Int64N(3)), Elsewhere: people(r.Int64N(2)), Unknown: people(r.Int64N(3))}
	c.Benefit.Metric = pick(r, "days-per-well", "days-per-well", "stuck-pipes", "page-views", "")
	c.Benefit.Baseline.Points = r.around(6, 1)
	c.Claimed = r.IntN(2) == 0
	c.Endorsers = pick(r, nil, []pilot.Endorser{}, []pilot.Endorser{{Name: "rig manager", Function: "geology", Gained: pick(r, metrics.Unknown, metrics.No, metrics.Yes, metrics.Yes)}})
	if r.IntN(5) == 0 {
		c.Offer, c.Announced = pilot.SupportingNetwork, r.IntN(2) == 0
	}
	return p
}

// points are numbers inside an interval: its ends, their neighbours, inner
// points, and each threshold with its neighbours, cut to bounds.
func points(i, bounds metrics.Interval, thresholds ...float64) []float64 {
	var all []float64
	try := func(x float64) {
		if i.Contains(x) && bounds.Contains(x) && !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	around := slices.Clone(thresholds)
	if low, ok := i.Low(); ok {
		around = append(around, low)
	}
	if high, ok := i.High(); ok {
		around = append(around, high)
	}
	for _, x := range around {
		try(x)
		try(math.Nextafter(x, math.Inf(-1)))
		try(math.Nextafter(x, math.Inf(1)))
		try(x + 1000)
	}
	return all
}

// complete calls f with every completion of the unknowns of a proposal, each
// input filled in with numbers of its own: nothing of the library is used to
// tell what they come to.
func complete(p *proposal, f func(*proposal)) {
	var steps []func(next func())
	number := func(at *metrics.Interval, bounds metrics.Interval, thresholds ...float64) {
		had := *at
		all := points(had, bounds, thresholds...)
		steps = append(steps, func(next func()) {
			for _, x := range all {
				*at = metrics.Exactly(x)
				next()
			}
			*at = had
		})
	}
	km := p.candidate.Area.ID == p.programme.Area.ID
	if !km { // a community of the business doesn't depend on KM: one completion will do
		facts, area := slices.Clone(p.programme.Facts), p.programme.Area
		defer func() { p.programme.Facts, p.programme.Area = facts, area }()
		p.programme.Area.Practitioners = metrics.Exactly(0)
		for i := range p.programme.Facts {
			p.programme.Facts[i].Value = metrics.Exactly(0)
		}
	}
	number(&p.programme.Area.Practitioners, metrics.MustBetween(0, 100_000), 1, 100)
	for i := range p.programme.Facts {
		at := &p.programme.Facts[i].Value
		had := *at
		steps = append(steps, func(next func()) {
			for _, x := range []float64{0, 1} {
				if had.Contains(x) {
					*at = metrics.Exactly(x)
					next()
				}
			}
			*at = had
		})
	}
	if !km {
		number(&p.candidate.Area.Practitioners, metrics.MustBetween(0, 100_000), 100)
	}
	number(&p.candidate.Benefit.Baseline.Points, metrics.From(0), 6)
	for i := range p.programme.Functions {
		at := &p.programme.Functions[i].Kind
		if *at == community.KindUnknown {
			steps = append(steps, func(next func()) {
				for _, k := range []community.Kind{community.Frontline, community.Support} {
					*at = k
					next()
				}
				*at = community.KindUnknown
			})
		}
	}
	if p.candidate.Benefit.Metric == "" {
		steps = append(steps, func(next func()) {
			for _, m := range []string{"days-per-well", "page-views"} {
				p.candidate.Benefit.Metric = m
				next()
			}
			p.candidate.Benefit.Metric = ""
		})
	}
	if had := p.candidate.Community; had.Unknown > 0 {
		steps = append(steps, func(next func()) {
			for _, practising := range []community.Weight{0, had.Unknown / 2, had.Unknown} {
				p.candidate.Community = had
				p.candidate.Community.Practising += practising
				p.candidate.Community.Interested += had.Unknown - practising
				p.candidate.Community.Unknown = 0
				next()
			}
			p.candidate.Community = had
		})
	} else if had.Total() == 0 {
		steps = append(steps, func(next func()) {
			for _, c := range []community.Census{{Practising: people(1)}, {Interested: people(1)}} {
				p.candidate.Community = c
				next()
			}
			p.candidate.Community = had
		})
	}
	if had := p.candidate.Endorsers; had == nil {
		steps = append(steps, func(next func()) {
			for _, e := range [][]pilot.Endorser{{}, {{Name: "someone", Function: "drilling", Gained: metrics.Yes}}} {
				p.candidate.Endorsers = e
				next()
			}
			p.candidate.Endorsers = nil
		})
	} else if len(had) == 1 && had[0].Gained == metrics.Unknown {
		steps = append(steps, func(next func()) {
			for _, a := range []metrics.Answer{metrics.No, metrics.Yes} {
				p.candidate.Endorsers[0].Gained = a
				next()
			}
			p.candidate.Endorsers[0].Gained = metrics.Unknown
		})
	}
	var walk func(int)
	walk = func(i int) {
		if i == len(steps) {
			f(p)
			return
		}
		steps[i](func() { walk(i + 1) })
	}
	walk(0)
}

// plain is the rules R1 to R9 once more, written as plain ifs on numbers that
// are all known: the slow reference.
func plain(p *proposal) pilot.Decision {
	c, km := &p.candidate, p.candidate.Area.ID == p.programme.Area.ID
	point := func(i metrics.Interval) float64 {
		x, ok := i.Point()
		if !ok {
			panic("not complete")
		}
		return x
	}
	if c.Offer == pilot.SupportingNetwork {
		if !km || c.Announced {
			return pilot.Decline
		}
		return pilot.Support
	}
	kind := map[string]community.Kind{}
	for _, f := range p.programme.Functions {
		kind[f.ID] = f.Kind
	}
	if kind[c.Function] != community.Frontline {
		return pilot.Decline
	}
	kmPractitioners := point(p.programme.Area.Practitioners)
	practitioners := kmPractitioners
	if !km {
		practitioners = point(c.Area.Practitioners)
	}
	if practitioners < 100 {
		return pilot.Later
	}
	if total := c.Community.Total(); 2*c.Community.Practising < total {
		return pilot.Later
	}
	if point(c.Benefit.Baseline.Points) < 6 || c.Benefit.Metric != "days-per-well" {
		return pilot.Later
	}
	if c.Claimed && (len(c.Endorsers) == 0 || c.Endorsers[0].Gained != metrics.Yes) {
		return pilot.Later
	}
	if km {
		for _, f := range p.programme.Facts {
			if f.Measure != maturity.KMChampionsNetwork && point(f.Value) < 1 {
				return pilot.Later
			}
		}
	}
	return pilot.Showcase
}

// Invariant 1 by brute force: the lowest and the highest decision are those of
// some completions of the unknowns (T), and none lies outside; and what is
// fully known is never undetermined.
func TestDecisionsEqualBruteForce(t *testing.T) {
	for _, seed := range draw.Seeds(t) {
		r := newRandom(t, seed)
		undetermined, completions := 0, 0
		sorts := map[string]int{}
		const cases = 600
		for n := range cases {
			p := r.proposal()
			v, err := p.screen()
			require.NoError(t, err)
			for _, i := range numbersOf(p) {
				for sort, is := range sortsOf(*i, 1, 6, 100) {
					if is {
						sorts[sort]++
					}
				}
				sorts["all"]++
			}
			lowest, highest := pilot.Showcase, pilot.Decline
			if p.candidate.Offer == pilot.SupportingNetwork {
				lowest = pilot.Support
			}
			complete(p, func(p *proposal) {
				d := plain(p)
				lowest, highest = min(lowest, d), max(highest, d)
				if completions++; completions%499 == 0 { // all are compared with plain; some are screened themselves
					w, err := p.screen()
					require.NoError(t, err)
					require.Equal(t, d, w.Decision(), "seed %d, case %d: fully known", seed, n)
				}
			})
			require.Equal(t, fmt.Sprint(lowest, highest), fmt.Sprint(v.Lowest, v.Highest), "seed %d, case %d: %+v", seed, n, p.candidate)
			if v.Decision() == pilot.Undetermined {
				undetermined++
			}
		}
		require.Greater(t, undetermined, cases/20, "seed %d: too few undetermined cases to prove anything", seed)
		require.Less(t, undetermined, cases*19/20, "seed %d", seed)
		for _, sort := range []string{"point", "range", "open", "unbounded", "on a threshold"} {
			require.GreaterOrEqual(t, 20*sorts[sort], sorts["all"], "seed %d: less than 5 %% of the numbers are of the sort %q: %v", seed, sort, sorts)
		}
	}
}

// sortsOf tells of which sorts a number is, so that a test can be seen to have
// met them all.
func sortsOf(i metrics.Interval, thresholds ...float64) map[string]bool {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	_, point := i.Point()
	return map[string]bool{
		"point": point, "range": hasLow && hasHigh && !point, "open": i.LowOpen() || i.HighOpen(), "unbounded": !hasLow || !hasHigh,
		"on a threshold": hasLow && slices.Contains(thresholds, low) || hasHigh && slices.Contains(thresholds, high),
	}
}
