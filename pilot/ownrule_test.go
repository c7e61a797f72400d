package pilot_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// ownRule is an embedder's rule on a measure of the candidate's facts.
func ownRule(id, measure string, need metrics.Interval, ceiling pilot.Decision) pilot.Rule {
	return pilot.Rule{
		ID: id, Says: id, Offer: pilot.PublicShowcase, Ceiling: ceiling,
		Measure: metrics.Measure{ID: measure, Kind: metrics.Count}, Need: need,
	}
}

func TestOwnRuleVetoes(t *testing.T) {
	p := frontline()
	p.own = []pilot.Rule{ownRule("privacy", "open-objections", metrics.UpTo(0), pilot.Decline)}
	for _, c := range []struct {
		reason  string
		facts   maturity.Evidence
		lowest  pilot.Decision
		highest pilot.Decision
	}{
		{"unknown", nil, decline, showcase},
		{"passes", maturity.Evidence{{Measure: "open-objections", Value: metrics.Exactly(0)}}, showcase, showcase},
		{"fails", maturity.Evidence{{Measure: "open-objections", Value: metrics.Exactly(1)}}, decline, decline},
	} {
		t.Run(c.reason, func(t *testing.T) {
			p.candidate.Facts = c.facts
			v, err := p.screen()
			require.NoError(t, err)
			require.Equal(t, c.lowest, v.Lowest)
			require.Equal(t, c.highest, v.Highest)
			_, ok := v.Finding("privacy")
			require.True(t, ok)
		})
	}
}

func TestOwnRuleByFunction(t *testing.T) {
	p := frontline()
	r := ownRule("name-length", "letters", metrics.UpTo(10), pilot.Later)
	r.Value = func(c pilot.Candidate, _ pilot.Programme) metrics.Interval {
		return metrics.Exactly(float64(len(c.Name)))
	}
	p.own = []pilot.Rule{r}
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, later, v.Decision())
	p.own[0].Applies = func(c pilot.Candidate, _ pilot.Programme) bool { return c.Function == "km" }
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, showcase, v.Decision())
	f, _ := v.Finding("name-length")
	require.Equal(t, na, f.Outcome)
	require.Equal(t, pilot.Undetermined, f.Ceiling)
}

// An own rule on a built-in measure looks at the same number, so that two
// demands that can't be met together are seen to clash though either could be.
func TestOneNumberCannotMeetBoth(t *testing.T) {
	p := frontline()
	p.candidate.Area.Practitioners = metrics.MustBetween(50, 150)
	small := ownRule("small", "practitioners", metrics.UpTo(90), pilot.Decline)
	p.own = []pilot.Rule{small}
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, decline, v.Lowest)
	require.Equal(t, later, v.Highest, "at most 90 to pass the own rule, so fewer than 100")
}

// Rules that bound one number from both sides, against brute force over its
// completions: the ends must be attained, and nothing may lie outside.
func TestTwoSidedNumbersEqualBruteForce(t *testing.T) {
	for _, seed := range draw.Seeds(t) {
		r := newRandom(t, seed)
		undetermined, clashes := 0, 0
		for n := range 3000 {
			p := frontline()
			rules := 1 + r.IntN(4)
			for i := range rules {
				need := r.around(3, 1)
				if need.IsAnything() {
					need = metrics.UpTo(float64(r.IntN(5)))
				}
				p.own = append(p.own, ownRule(fmt.Sprint("own", i), pick(r, "a", "a", "b"), need, pick(r, decline, later)))
			}
			have := map[string]metrics.Interval{"a": r.around(3, 1), "b": r.around(3, 1)}
			p.candidate.Facts = maturity.Evidence{{Measure: "a", Value: have["a"]}, {Measure: "b", Value: have["b"]}}
			v, err := p.screen()
			require.NoError(t, err)
			lowest, highest, oneByOne := showcase, decline, showcase
			for _, a := range points(have["a"], metrics.From(0), 0, 1, 2, 3, 4, 5, 6, 7) {
				for _, b := range points(have["b"], metrics.From(0), 0, 1, 2, 3, 4, 5, 6, 7) {
					d := showcase
					for _, rule := range p.own {
						x := map[string]float64{"a": a, "b": b}[rule.Measure.ID]
						if !rule.Need.Contains(x) {
							d = min(d, rule.Ceiling)
						}
					}
					lowest, highest = min(lowest, d), max(highest, d)
				}
			}
			for _, rule := range p.own {
				if have[rule.Measure.ID].Within(rule.Need) == metrics.No {
					oneByOne = min(oneByOne, rule.Ceiling)
				}
			}
			require.Equal(t, fmt.Sprint(lowest, highest), fmt.Sprint(v.Lowest, v.Highest), "seed %d, case %d: have %v, rules %+v", seed, n, have, p.own)
			if v.Lowest != v.Highest {
				undetermined++
			}
			if oneByOne != highest {
				clashes++
			}
		}
		require.Greater(t, undetermined, 150, "seed %d", seed)
		require.Greater(t, clashes, 20, "seed %d: too few cases where only the cut tells", seed)
	}
}

func TestBadOwnRules(t *testing.T) {
	good := ownRule("own", "m", metrics.UpTo(0), pilot.Decline)
	change := func(f func(*pilot.Rule)) []pilot.Rule {
		r := good
		f(&r)
		return []pilot.Rule{r}
	}
	for _, c := range []struct {
		path  string
		rules []pilot.Rule
	}{
		{"rules[0].id", change(func(r *pilot.Rule) { r.ID = "" })},
		{"rules[0].id", change(func(r *pilot.Rule) { r.ID = pilot.RuleFrontline })},
		{"rules[0].says", change(func(r *pilot.Rule) { r.Says = "" })},
		{"rules[0].offer", change(func(r *pilot.Rule) { r.Offer = 7 })},
		{"rules[0].ceiling", change(func(r *pilot.Rule) { r.Ceiling = pilot.Showcase })},
		{"rules[0].ceiling", change(func(r *pilot.Rule) { r.Ceiling, r.Offer = pilot.Later, pilot.OfferUnknown })},
		{"rules[0].measure.id", change(func(r *pilot.Rule) { r.Measure.ID = "" })},
		{"rules[0].need", change(func(r *pilot.Rule) { r.Need = metrics.Anything() })},
		{"rules[0].need", change(func(r *pilot.Rule) { r.Need = metrics.UpTo(-1) })},
		{"rules[0].need", change(func(r *pilot.Rule) {
			r.Measure.Kind, r.Need = metrics.YesNo, metrics.MustBetween(0.2, 0.8)
		})},
		{"rules[0].measure.kind", change(func(r *pilot.Rule) { r.Measure = metrics.Measure{ID: "practitioners", Kind: metrics.Amount} })},
		{"rules[0].measure.range", change(func(r *pilot.Rule) {
			r.Measure = metrics.Measure{ID: "practitioners", Kind: metrics.Count, Range: metrics.UpTo(7)}
		})},
		{"rules[0].measure.id", change(func(r *pilot.Rule) {
			r.Measure = metrics.Measure{ID: "practitioners", Kind: metrics.Count}
			r.Value = func(pilot.Candidate, pilot.Programme) metrics.Interval { return metrics.Exactly(1) }
		})},
		{"rules[0].need", change(func(r *pilot.Rule) {
			r.Measure = metrics.Measure{ID: "function-steps", Kind: metrics.Count}
			r.Need = metrics.From(1)
		})},
		{"rules[0].need", change(func(r *pilot.Rule) {
			r.Measure = metrics.Measure{ID: "metric-distance", Kind: metrics.Count}
			r.Need = metrics.From(1)
		})},
		{"rules[0].measure.id", change(func(r *pilot.Rule) {
			r.Measure, r.Need = metrics.Measure{ID: "nature-known", Kind: metrics.YesNo}, metrics.From(1)
		})},
		{"rules[1].id", []pilot.Rule{good, good}},
		{"rules[1].measure", []pilot.Rule{good, {ID: "other", Says: "x", Measure: metrics.Measure{ID: "m", Kind: metrics.Amount}, Need: metrics.UpTo(0)}}},
		{"rules[1].measure", []pilot.Rule{good, {ID: "other", Says: "x", Measure: good.Measure, Need: metrics.UpTo(0), Value: func(pilot.Candidate, pilot.Programme) metrics.Interval { return metrics.Anything() }}}},
	} {
		p := frontline()
		p.own = c.rules
		_, err := p.screen()
		require.Error(t, err, c.path)
		require.Contains(t, paths(err), c.path)
	}
}

func paths(err error) []string {
	var all []string
	for e := range metrics.Errors(err) {
		all = append(all, e.Path)
	}
	return all
}

// The facts that an own rule looks at are checked against its measure; others
// are left alone.
func TestFactsOfOwnRules(t *testing.T) {
	p := frontline()
	p.own = []pilot.Rule{ownRule("own", "m", metrics.UpTo(5), pilot.Decline)}
	p.candidate.Facts = maturity.Evidence{{Measure: "m", Value: metrics.Exactly(-1)}, {Measure: "other", Value: metrics.Exactly(-1)}}
	_, err := p.screen()
	require.Equal(t, []string{"candidate.facts[0].value"}, paths(err))
	p.candidate.Facts[0].Value = metrics.Exactly(1)
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, pilot.Showcase, v.Decision())
	require.Equal(t, []maturity.Ignored{{Fact: p.candidate.Facts[1], Why: pilot.WhyNoRule}}, v.Ignored, "said, not passed over")
	future := maturity.Fact{Measure: "m", Value: metrics.Exactly(9), AsOf: metrics.MustDate("2026-02-01")}
	p.candidate.Facts = append(p.candidate.Facts[:1:1], future)
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, pilot.Showcase, v.Decision(), "a fact of a later day doesn't count")
	require.Equal(t, []maturity.Ignored{{Fact: future, Why: maturity.WhyLater}}, v.Ignored)
	p.candidate.Facts = append(p.candidate.Facts, maturity.Fact{Measure: "m", Value: metrics.Exactly(6), AsOf: metrics.MustDate("2026-01-01")})
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, pilot.Decline, v.Decision(), "the newest fact counts")
}

func TestCeilingsThatCantBe(t *testing.T) {
	for ceiling, words := range map[pilot.Decision]string{pilot.Later: "public showcases alone", pilot.Support: "decline or later at best", pilot.Showcase: "decline or later at best"} {
		p := champions()
		r := ownRule("own", "m", metrics.UpTo(5), ceiling)
		r.Offer = pilot.SupportingNetwork
		p.own = []pilot.Rule{r}
		_, err := p.screen()
		require.ErrorContains(t, err, words)
	}
}

// A function that gives a number its measure can't have says nothing.
func TestOwnValueOutOfBoundsIsUnknown(t *testing.T) {
	p := frontline()
	r := ownRule("own", "m", metrics.UpTo(5), pilot.Decline)
	r.Value = func(pilot.Candidate, pilot.Programme) metrics.Interval { return metrics.Exactly(-math.MaxFloat64) }
	p.own = []pilot.Rule{r}
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, []pilot.Decision{decline, showcase}, []pilot.Decision{v.Lowest, v.Highest})
}

// An own rule may judge supporting networks, and not showcases then.
func TestOwnRuleOfNetworks(t *testing.T) {
	r := ownRule("own", "m", metrics.UpTo(5), pilot.Decline)
	r.Offer = pilot.SupportingNetwork
	for from, want := range map[*proposal]pilot.Decision{champions(): decline, frontline(): showcase} {
		from.own = []pilot.Rule{r}
		from.candidate.Facts = maturity.Evidence{{Measure: "m", Value: metrics.Exactly(6)}}
		v, err := from.screen()
		require.NoError(t, err)
		require.Equal(t, want, v.Decision())
	}
}
