package pilot_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// cases are 64 different showcases, laid out for deciding both ways.
func cases(t testing.TB) (laid []*pilot.Case, plain []*bare) {
	r := newRandom(t, 64)
	for len(laid) < 64 {
		p := r.proposal()
		if p.candidate.Offer != pilot.PublicShowcase {
			continue
		}
		k, err := pilot.NewCase(p.candidate, p.programme, p.policy)
		require.NoError(t, err)
		v := k.Verdict()
		number := func(rule string) [2]float64 {
			f, ok := v.Finding(rule)
			require.True(t, ok, rule)
			low, ok := f.Have.Low()
			if !ok {
				low = -infinite
			}
			high, ok := f.Have.High()
			if !ok {
				high = infinite
			}
			return [2]float64{low, high}
		}
		b := &bare{
			practitioners: number(pilot.RulePracticeArea), practise: number(pilot.RuleMembersPractise),
			endorsers: number(pilot.RuleEndorsement), points: number(pilot.RuleBaseline),
			steps: number(pilot.RuleFrontline), distance: number(pilot.RuleHardMetric),
			claimed: p.candidate.Claimed, km: v.KMOwn,
			kmPractitioners: number(pilot.RuleKMPosts), competence: number(pilot.RuleKMCompetence),
			metrics: number(pilot.RuleKMMetrics), baseline: number(pilot.RuleKMBaseline),
		}
		if open(v) { // the yardstick knows closed ends alone
			continue
		}
		laid, plain = append(laid, k), append(plain, b)
	}
	return laid, plain
}

func open(v pilot.Verdict) bool {
	return slices.ContainsFunc(v.Findings, func(f pilot.Finding) bool { return f.Have.LowOpen() || f.Have.HighOpen() })
}

//go:noinline
func decide(k *pilot.Case) (lowest, highest pilot.Decision) { return k.Decide() }

// BenchmarkDecide is a bare decision, without texts, beside the same rules
// written as plain ifs; each operation is 64 different cases.
func BenchmarkDecide(b *testing.B) {
	laid, plain := cases(b)
	b.Run("rules", func(b *testing.B) {
		for b.Loop() {
			for _, k := range laid {
				decide(k)
			}
		}
	})
	b.Run("ifs", func(b *testing.B) {
		for b.Loop() {
			for _, k := range plain {
				k.decide()
			}
		}
	})
}

func TestDecideAgreesWithPlainIfs(t *testing.T) {
	laid, plain := cases(t)
	seen := map[[2]pilot.Decision]int{}
	for i := range laid {
		lowest, highest := decide(laid[i])
		l, h := plain[i].decide()
		require.Equal(t, [2]pilot.Decision{l, h}, [2]pilot.Decision{lowest, highest}, i)
		v := laid[i].Verdict()
		require.Equal(t, [2]pilot.Decision{v.Lowest, v.Highest}, [2]pilot.Decision{lowest, highest}, "the full verdict comes from the same rules")
		seen[[2]pilot.Decision{lowest, highest}]++
	}
	require.GreaterOrEqual(t, len(seen), 4, "cases of every sort: %v", seen)
}

func TestDecideAllocatesNothing(t *testing.T) {
	laid, _ := cases(t)
	p := frontline()
	p.candidate.Area.Practitioners = metrics.MustBetween(50, 150)
	p.candidate.Facts = maturity.Evidence{{Measure: "m", Value: metrics.MustBetween(0, 9)}}
	p.own = []pilot.Rule{ownRule("a", "m", metrics.UpTo(4), decline), ownRule("b", "m", metrics.From(5), later)}
	twoSided, err := pilot.NewCase(p.candidate, p.programme, p.policy, p.own...)
	require.NoError(t, err)
	laid = append(laid, twoSided)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		for _, k := range laid {
			decide(k)
		}
	}))
}

// The reasons can be had alone: they are the verdict's, whatever stood in the slice
// before, and cost no allocation where it has room. A whole verdict without gaps costs
// two at most.
func TestAppendFindings(t *testing.T) {
	laid, _ := cases(t)
	var all, used []pilot.Finding
	for _, k := range laid {
		want := k.Verdict().Findings
		before := slices.Clone(all)
		all = k.AppendFindings(all)
		require.Equal(t, slices.Concat(before, want), all, "what is there already stays")

		used = slices.Grow(used[:0], len(want)+1)[:len(want)+1]
		for i := range used {
			used[i].Disputed, used[i].Because, used[i].Waiver = maturity.Evidence{{}}, "of another", &maturity.Waiver{}
		}
		used = k.AppendFindings(used[:0])
		require.Equal(t, want, used)
	}
	met := 0
	require.Zero(t, testing.AllocsPerRun(100, func() {
		for _, k := range laid {
			used = k.AppendFindings(used[:0])
			for i := range used {
				if used[i].Outcome == maturity.Met {
					met++
				}
			}
		}
	}))
	require.NotZero(t, met)
	require.Empty(t, new(pilot.Case).AppendFindings(nil))

	p := frontline()
	k, err := pilot.NewCase(p.candidate, p.programme, p.policy)
	require.NoError(t, err)
	var v pilot.Verdict
	require.LessOrEqual(t, testing.AllocsPerRun(100, func() { v = k.Verdict() }), 2.0)
	require.Equal(t, pilot.Showcase, v.Decision())
}

// A bare decision costs at most ten times plain ifs. Of many short rounds taken
// in turn the fastest of each counts: a busy machine only ever slows a round.
func TestDecideCostsAtMostTenTimesPlainIfs(t *testing.T) {
	laid, plain := cases(t)
	const rounds, times = 200, 100
	fastest := func(best time.Duration, f func()) time.Duration {
		start := time.Now()
		f()
		return min(best, time.Since(start))
	}
	rules, ifs := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for range rounds {
		rules = fastest(rules, func() {
			for range times {
				for _, k := range laid {
					decide(k)
				}
			}
		})
		ifs = fastest(ifs, func() {
			for range times {
				for _, b := range plain {
					b.decide()
				}
			}
		})
	}
	ratio := float64(rules) / float64(ifs)
	t.Logf("a decision takes %.1f ns, plain ifs %.1f ns: %.1f times", float64(rules)/times/64, float64(ifs)/times/64, ratio)
	if !raceEnabled { // the race detector slows the two differently
		require.LessOrEqual(t, ratio, 10.0)
	}
}

// The zero case is nobody's: nothing is decided, and nothing panics.
func TestZeroCase(t *testing.T) {
	var k pilot.Case
	lowest, highest := k.Decide()
	require.Equal(t, []pilot.Decision{pilot.Undetermined, pilot.Undetermined}, []pilot.Decision{lowest, highest})
	require.Zero(t, k.Verdict().Lowest)
	_, ok := k.With("practitioners", metrics.Exactly(1))
	require.False(t, ok)
}
