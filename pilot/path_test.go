package pilot_test

import (
	"context"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

func waysOf(t *testing.T, s pilot.Slate, m pilot.Methods) map[string]pilot.Path {
	selection, err := pilot.Select(s, pilot.SelectOptions{Methods: m})
	require.NoError(t, err)
	all := map[string]pilot.Path{}
	for _, p := range selection.Chosen.Paths {
		all[p.Candidate] = p
	}
	return all
}

// The way of each candidate that isn't a showcase yet: cheapest first, with days,
// and as many readings as the change worth having asks for.
func TestPaths(t *testing.T) {
	s := choosable()
	s.Programme.AsOf = metrics.MustDate("2026-01-31")
	s.Candidates[1].Benefit.Baseline.Points = metrics.Exactly(4) // repair
	s.Candidates[1].Worth, s.Candidates[1].Noise = 2, &pilot.Noise{SD: 2}
	own := pilot.Candidate{Name: "KM community", Offer: pilot.PublicShowcase, Function: "km", Problem: "x"}
	own.Area.ID = "km"
	s.Candidates = append(s.Candidates, own)

	all := waysOf(t, s, pilot.Methods{})
	require.Len(t, all, 4)
	repair := all["repair"]
	require.Equal(t, metrics.Yes, repair.Reachable)
	require.Len(t, repair.Steps, 1)
	require.Equal(t, metrics.Exactly(2), repair.Steps[0].More)
	require.Equal(t, "2026-03-31", repair.Ready.String())
	require.Zero(t, repair.Periods, "nobody computes it")
	require.Equal(t, metrics.No, all["budgeting"].Reachable, "a support function stays one")
	require.True(t, all["budgeting"].Ready.IsZero())
	require.Equal(t, maturity.Embedded, all["KM community"].Waits)
	require.Equal(t, "R2-practice-area", all["pumps"].Steps[0].Rule, "what isn't known is part of the way")

	asked := 0
	planned := waysOf(t, s, pilot.Methods{Plan: func(worth float64, n pilot.Noise) (int, bool) {
		asked++
		require.Equal(t, 2.0, worth)
		require.Equal(t, 2.0, n.SD)
		return 17, true
	}})
	require.Equal(t, 1, asked)
	require.Equal(t, 17, planned["repair"].Periods)
	require.Equal(t, metrics.Exactly(13), planned["repair"].Steps[0].More)
	require.Equal(t, "2027-02-28", planned["repair"].Ready.String())
	noisy := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return 0, false }})
	require.True(t, noisy["repair"].TooNoisy)
	require.Zero(t, noisy["repair"].Periods)

	// A plan that asks for no more than the rule does changes nothing.
	for readings := range 7 {
		few := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return readings, true }})
		require.Equal(t, repair.Steps, few["repair"].Steps, "%d readings", readings)
	}
	// Without a change worth having there is nothing to plan for.
	worth := s.Candidates[1].Worth
	s.Candidates[1].Worth = 0
	idle := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { asked++; return 0, false }})
	require.Equal(t, 1, asked)
	require.False(t, idle["repair"].TooNoisy)
	s.Candidates[1].Worth = worth
	// A baseline that passes the rule and not the plan is on the way again.
	s.Candidates[1].Benefit.Baseline.Points = metrics.Exactly(12)
	s.Candidates[1].Area.Practitioners = metrics.MustBetween(80, 200)
	again := waysOf(t, s, pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return 17, true }})
	require.Len(t, again["repair"].Steps, 2)
	require.Equal(t, metrics.Exactly(5), again["repair"].Steps[1].More)
}

// What a path says in each case: the steps from the cheapest to the dearest, whether
// they can be gone, and by when.
func TestWaysToAShowcase(t *testing.T) {
	noisy := func(p *proposal) { p.candidate.Worth, p.candidate.Noise = 2, &pilot.Noise{SD: 2} }
	plan := func(periods int, enough bool) pilot.Methods {
		return pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return periods, enough }}
	}
	for _, c := range []struct {
		reason string
		from   func() *proposal
		change []func(*proposal)
		method pilot.Methods
		steps  []string
		open   int // of the steps
		want   pilot.Path
	}{
		{
			"what is merely unknown is a step too", frontline, []func(*proposal){baseline(metrics.Exactly(0)), practitioners(metrics.Anything()), census(0, 0, 0, 0, 0)}, pilot.Methods{},
			[]string{pilot.RulePracticeArea, pilot.RuleMembersPractise, pilot.RuleBaseline}, 2, pilot.Path{Reachable: metrics.Yes},
		},
		{
			"unknown whether there are so many people at all", frontline, []func(*proposal){baseline(metrics.Exactly(0)), practitioners(metrics.Anything()), func(p *proposal) { p.candidate.Area.Workforce = metrics.Anything() }}, pilot.Methods{},
			[]string{pilot.RulePracticeArea, pilot.RuleBaseline}, 1, pilot.Path{Reachable: metrics.Unknown},
		},
		{
			"people, an endorser and one reading", frontline, []func(*proposal){baseline(metrics.Exactly(5)), practitioners(metrics.Exactly(40)), endorsers()}, pilot.Methods{},
			[]string{pilot.RuleEndorsement, pilot.RuleBaseline, pilot.RulePracticeArea}, 0, pilot.Path{Reachable: metrics.Yes},
		},
		{
			"a reading alone", frontline, []func(*proposal){baseline(metrics.Exactly(5))}, pilot.Methods{},
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes, Ready: metrics.MustDate("2026-02-28")},
		},
		{
			"a baseline that nobody knows, at the latest", frontline, []func(*proposal){baseline(metrics.Anything())}, pilot.Methods{},
			[]string{pilot.RuleBaseline}, 1, pilot.Path{Reachable: metrics.Yes, Ready: metrics.MustDate("2026-07-31")},
		},
		{
			"a programme of no day", frontline, []func(*proposal){baseline(metrics.Exactly(5)), func(p *proposal) { p.programme.AsOf = metrics.Date{} }}, pilot.Methods{},
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes},
		},
		{
			"a hard metric is named first", frontline, []func(*proposal){metric("questions"), endorsers(), census(40, 60, 0, 0, 0)}, pilot.Methods{},
			[]string{pilot.RuleHardMetric, pilot.RuleEndorsement, pilot.RuleMembersPractise}, 0, pilot.Path{Reachable: metrics.Yes},
		},
		{
			"it may be a support function", frontline, []func(*proposal){function(""), baseline(metrics.Exactly(0)), census(0, 0, 0, 0, 0)}, pilot.Methods{},
			[]string{pilot.RuleFrontline, pilot.RuleHardMetric, pilot.RuleMembersPractise, pilot.RuleBaseline}, 3, pilot.Path{Reachable: metrics.Unknown},
		},
		{
			"a support function stays one", frontline, []func(*proposal){function("finance"), practitioners(metrics.Anything())}, pilot.Methods{},
			[]string{pilot.RulePracticeArea, pilot.RuleHardMetric, pilot.RuleFrontline}, 1, pilot.Path{Reachable: metrics.No},
		},
		{
			"KM's own waits for the stage", kmCoP, []func(*proposal){kmPractitioners(metrics.Exactly(30)), baseline(metrics.Exactly(5))}, pilot.Methods{},
			[]string{pilot.RuleBaseline, pilot.RulePracticeArea, pilot.RuleKMPracticeArea}, 0, pilot.Path{Reachable: metrics.Yes, Waits: maturity.Embedded},
		},
		{
			"KM's own where KM is embedded waits for nothing", kmCoP, []func(*proposal){baseline(metrics.Exactly(5))}, pilot.Methods{},
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes, Ready: metrics.MustDate("2026-02-28")},
		},
		{
			"an own rule comes after recruiting", frontline, []func(*proposal){practitioners(metrics.Exactly(40)), func(p *proposal) {
				p.own = []pilot.Rule{ownRule("a", "m", zeroObjections, decline)}
				p.candidate.Facts = maturity.Evidence{{Measure: "m", Value: metrics.Exactly(3)}}
			}}, pilot.Methods{},
			[]string{pilot.RulePracticeArea, "a"}, 0, pilot.Path{Reachable: metrics.Yes},
		},
		{
			"too noisy", frontline, []func(*proposal){baseline(metrics.Exactly(5)), noisy}, plan(0, false),
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.No, TooNoisy: true},
		},
		{
			"a plan of less than nothing isn't computed", frontline, []func(*proposal){baseline(metrics.Exactly(5)), noisy}, plan(-5, true),
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes, Ready: metrics.MustDate("2026-02-28")},
		},
		{
			"nor is one of nothing", frontline, []func(*proposal){baseline(metrics.Exactly(5)), noisy}, plan(0, true),
			[]string{pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes, Ready: metrics.MustDate("2026-02-28")},
		},
		{
			"a plan asks for a longer baseline than the rule", frontline, []func(*proposal){endorsers(), noisy}, plan(30, true),
			[]string{pilot.RuleEndorsement, pilot.RuleBaseline}, 0, pilot.Path{Reachable: metrics.Yes, Periods: 30},
		},
		{
			"readings of a later day don't count towards a plan", frontline, []func(*proposal){func(p *proposal) { p.candidate.Benefit.Baseline.To = metrics.MustDate("2026-12-31") }, noisy}, plan(12, true),
			[]string{pilot.RuleBaseline}, 1, pilot.Path{Reachable: metrics.Yes, Periods: 12, Ready: metrics.MustDate("2027-01-31")},
		},
	} {
		t.Run(c.reason, func(t *testing.T) {
			p := c.from()
			for _, change := range c.change {
				change(p)
			}
			s := pilot.Slate{Version: pilot.SlateVersion, Programme: p.programme, Candidates: []pilot.Candidate{p.candidate}, Choice: &pilot.Choice{AtOnce: 1}}
			selection, err := pilot.Select(s, pilot.SelectOptions{Rules: p.own, Methods: c.method})
			require.NoError(t, err)
			require.Len(t, selection.Chosen.Paths, 1)
			have, open := selection.Chosen.Paths[0], 0
			var rules []string
			for _, g := range have.Steps {
				rules = append(rules, g.Rule)
				if g.Open {
					open++
				}
			}
			require.Equal(t, c.steps, rules)
			require.Equal(t, c.open, open)
			c.want.Candidate, c.want.Steps = have.Candidate, have.Steps
			require.Equal(t, c.want, have)
		})
	}
}

// On random candidates: every rule in force that could keep a candidate from being a
// showcase and isn't met has a step, and no other has; it is reachable as its worst
// step is; and it is ready only where every step has a day.
func TestPathsAreWhole(t *testing.T) {
	now, cancel := context.WithCancel(context.Background())
	cancel() // the best set isn't looked at
	for _, seed := range draw.Seeds(t) {
		r, seen := newRandom(t, seed), map[string]int{}
		for range 400 {
			s := slate(r)
			s.Choice = &pilot.Choice{AtOnce: 1}
			for i := range s.Candidates {
				c := &s.Candidates[i]
				if c.Area.ID != "km" {
					c.Area.Workforce = pick(r, metrics.Anything(), metrics.From(200), metrics.Exactly(100_000))
				}
				if r.IntN(2) == 0 { // all but the baseline is as it should be, often
					*c = frontline().candidate
					c.Name = string(rune('a' + i))
					c.Benefit.Baseline.Points = r.around(6, 1)
				}
				c.Worth, c.Noise = 1, pick(r, nil, &pilot.Noise{SD: 1})
				c.Facts = maturity.Evidence{{Measure: "m", Value: pick(r, metrics.Exactly(0), metrics.Exactly(0), metrics.From(0), metrics.Exactly(2))}}
			}
			periods, enough := r.IntN(40)-5, r.IntN(4) > 0
			o := pilot.SelectOptions{
				Context: now, Rules: []pilot.Rule{ownRule("own", "m", metrics.UpTo(1), pick(r, decline, later))},
				Methods: pilot.Methods{Plan: func(float64, pilot.Noise) (int, bool) { return periods, enough }},
			}
			selection, _ := pilot.Select(s, o)
			require.NotNil(t, selection.Chosen)
			ways := map[string]pilot.Path{}
			for _, w := range selection.Chosen.Paths {
				ways[w.Candidate] = w
			}
			for _, v := range selection.Verdicts {
				w, has := ways[v.Candidate]
				require.Equal(t, v.Offer == pilot.PublicShowcase && v.Decision() != showcase, has)
				if !has {
					continue
				}
				checkPath(t, v, w)
				seen[w.Reachable.String()]++
				if !w.Ready.IsZero() {
					seen["ready"]++
				}
				if w.Waits != maturity.StageUnknown {
					seen["waits"]++
				}
				if w.TooNoisy {
					seen["noisy"]++
				}
			}
		}
		for _, what := range []string{"yes", "no", "unknown", "ready", "waits", "noisy"} {
			require.Greater(t, seen[what], 20, "seed %d: %s", seed, what)
		}
	}
}

func checkPath(t *testing.T, v pilot.Verdict, w pilot.Path) {
	worst, last, dated := metrics.Yes, metrics.Date{}, true
	for i, g := range w.Steps {
		worst = worst.And(g.Reachable)
		dated = dated && !g.Earliest.IsZero()
		if g.Earliest.After(last) {
			last = g.Earliest
		}
		require.False(t, i > 0 && g.Open && !w.Steps[i-1].Open, "what to find out is first")
		require.True(t, g.Remedy != "" || g.Rule == "own" && !g.Open, g.Rule)
	}
	if w.TooNoisy {
		worst = metrics.No
	}
	require.Equal(t, worst, w.Reachable)
	ready := dated && worst == metrics.Yes && w.Waits == maturity.StageUnknown
	require.Equal(t, ready, !w.Ready.IsZero())
	if ready {
		require.Equal(t, last, w.Ready)
	}
	require.GreaterOrEqual(t, w.Periods, 0)
	for _, f := range v.Findings {
		steps := slices.DeleteFunc(slices.Clone(w.Steps), func(g pilot.Gap) bool { return g.Rule != f.Criterion })
		lacks := f.Ceiling != pilot.Undetermined && f.Outcome != maturity.Met
		if f.Criterion == pilot.RuleBaseline && w.Periods > 0 && f.Have.AtLeast(float64(w.Periods)) != metrics.Yes {
			lacks = true // of what the plan asks for
		}
		if !lacks {
			require.Empty(t, steps, f.Criterion)
			continue
		}
		require.Len(t, steps, 1, f.Criterion)
		require.Equal(t, f.Have.Within(steps[0].Need) == metrics.Unknown, steps[0].Open, f.Criterion)
	}
	require.GreaterOrEqual(t, len(w.Steps), len(v.Gaps)+len(v.Asks))
}

func TestBadNoise(t *testing.T) {
	s := choosable()
	for _, most := range []float64{-1, 1} {
		s.Candidates[0].Noise = &pilot.Noise{SD: 1, Correlation: most}
		_, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
	}
	s.Candidates[0].Worth, s.Candidates[0].Noise = -1, &pilot.Noise{SD: 0, Correlation: 2}
	_, err := pilot.Select(s, pilot.SelectOptions{})
	for _, want := range []string{
		"pilot: candidates[0].worth: want 0 or more, have -1", "pilot: candidates[0].noise.sd: want a number above 0, have 0", "pilot: candidates[0].noise.correlation: want -1 to 1, have 2",
	} {
		require.ErrorContains(t, err, want)
	}
}
