package pilottest_test

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

type (
	candidate = pilot.Candidate
	programme = pilot.Programme
)

// own is a rule of one's own on a value of its own.
func own(kind metrics.Kind, need metrics.Interval, value func(candidate, programme) metrics.Interval) pilot.Rule {
	return pilot.Rule{
		ID: "own", Says: "so it is", Offer: pilot.PublicShowcase, Ceiling: pilot.Later,
		Measure: metrics.Measure{ID: "own number", Kind: kind}, Need: need, Value: value,
	}
}

// share is how large a part of the workforce practises, wherever that stands.
func share(c candidate, p programme) metrics.Interval {
	if c.Area.ID == p.Area.ID {
		return p.Area.Share()
	}
	return c.Area.Share()
}

// practitioners is how many practise, wherever that stands.
func practitioners(c candidate, p programme) metrics.Interval {
	if c.Area.ID == p.Area.ID {
		return p.Area.Known()
	}
	return c.Area.Known()
}

// Rules that are right are let through, with facts, with functions, and on the numbers
// of every built-in rule.
func TestSoundRules(t *testing.T) {
	few := pilottest.CheckOptions{Seed: 11, Cases: 150}
	pilottest.Rule(t, own(metrics.Count, metrics.From(3), nil), few)
	pilottest.Rule(t, own(metrics.YesNo, metrics.From(1), nil), few)
	pilottest.Rule(t, own(metrics.YesNo, metrics.UpTo(0), nil), few)
	pilottest.Rule(t, own(metrics.Share, metrics.MustBetween(0.25, 0.5), nil), few)
	pilottest.Rule(t, own(metrics.Share, metrics.From(0.1), share), few)
	pilottest.Rule(t, own(metrics.Count, metrics.UpTo(90), practitioners), few)
	network := own(metrics.Count, metrics.From(3), nil)
	network.Offer, network.Ceiling = pilot.SupportingNetwork, pilot.Decline
	pilottest.Rule(t, network, few)
	all := 0
	for r := range pilot.Rules {
		if r.ID == pilot.RuleNature || r.ID == pilot.RuleForm { // no own rule can rest on these
			continue
		}
		r.ID, all = "our "+r.ID, all+1
		few.Cases = 30
		pilottest.Rule(t, r, few)
	}
	require.Equal(t, 15, all)
}

// A rule whose functions read facts on other measures is let through once it says so.
func TestRuleOnFactsOfOthers(t *testing.T) {
	days := metrics.Measure{ID: "days on site", Kind: metrics.Count}
	rule := own(metrics.Count, metrics.From(5), func(c candidate, p programme) metrics.Interval {
		known, _ := days.Resolve(c.Facts.Read(days.ID, p.AsOf, 0).Value)
		return known
	})
	require.ErrorContains(t, pilottest.CheckRule(rule, pilottest.CheckOptions{Cases: 20}), "attained")
	require.NoError(t, pilottest.CheckRule(rule, pilottest.CheckOptions{Cases: 200, Facts: []metrics.Measure{days}}))
}

// Every invariant is found broken where it is broken, within 200 cases.
func TestBrokenRulesAreFound(t *testing.T) {
	calls, last, kept := 0, metrics.Anything(), []pilot.Endorser(nil)
	remembered := map[string]metrics.Interval{}
	fromTheMiddle := func(c candidate, p programme) metrics.Interval {
		known := share(c, p)
		low, _ := known.Low()
		high, _ := known.High()
		near, far := min(math.Abs(low-0.5), math.Abs(high-0.5)), max(math.Abs(low-0.5), math.Abs(high-0.5))
		if known.Contains(0.5) {
			near = 0
		}
		return metrics.MustBetween(near, far)
	}
	for _, tt := range []struct {
		reason, invariant string
		rule              pilot.Rule
	}{
		{"every call is another", "pure", own(metrics.Count, metrics.From(3), func(candidate, programme) metrics.Interval {
			calls++
			return metrics.Exactly(float64(calls % 7))
		})},
		{"the candidate before counts", "pure", own(metrics.Count, metrics.From(100), func(c candidate, _ programme) metrics.Interval {
			was := last
			last = c.Area.Known()
			return was
		})},
		{"it sorts the caller's endorsers", "pure", own(metrics.Count, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			slices.SortFunc(c.Endorsers, func(a, b pilot.Endorser) int { return int(b.Gained) - int(a.Gained) })
			return metrics.Exactly(float64(len(c.Endorsers)))
		})},
		{"it keeps the caller's endorsers", "pure", own(metrics.Count, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			if len(kept) == 0 {
				kept = c.Endorsers
			}
			if len(kept) > 0 && kept[0].Name != "" {
				return metrics.Exactly(1)
			}
			return metrics.Exactly(0)
		})},
		{"it remembers by name", "attained", own(metrics.Count, metrics.From(100), func(c candidate, p programme) metrics.Interval {
			if _, met := remembered[c.Name]; !met {
				remembered[c.Name] = practitioners(c, p)
			}
			return remembered[c.Name]
		})},
		{"the first function counts", "order-free", own(metrics.Count, metrics.UpTo(0), func(_ candidate, p programme) metrics.Interval {
			return metrics.Exactly(float64(len(p.Functions[0].Supports)))
		})},
		{"a share in percent", "bounds", own(metrics.Share, metrics.From(0.1), func(c candidate, p programme) metrics.Interval {
			x, _ := share(c, p).High()
			return metrics.Exactly(100 * x)
		})},
		{"unknown counts as zero", "refines", own(metrics.Count, metrics.From(100), func(c candidate, _ programme) metrics.Interval {
			low, _ := c.Area.Practitioners.Low()
			return metrics.Exactly(low)
		})},
		{"the middle passes for the number", "refines", own(metrics.Count, metrics.From(6), func(c candidate, _ programme) metrics.Interval {
			low, ok := c.Benefit.Points().Low()
			high, ok2 := c.Benefit.Points().High()
			if ok && ok2 {
				return metrics.Exactly(low/2 + high/2)
			}
			return c.Benefit.Points()
		})},
		{"it applies once something is known", "refines", func() pilot.Rule {
			r := own(metrics.Count, metrics.From(100), func(c candidate, _ programme) metrics.Interval { return c.Benefit.Points() })
			r.Applies = func(c candidate, _ programme) bool {
				_, known := c.Benefit.Points().Point()
				return known
			}
			return r
		}()},
		{"wider than what is known", "attained", own(metrics.Count, metrics.From(6), func(c candidate, _ programme) metrics.Interval {
			low, _ := c.Benefit.Points().Low()
			return metrics.From(low / 4)
		})},
		{"figures of KM's own looked for in the candidate", "attained", own(metrics.Share, metrics.From(0.1), func(c candidate, _ programme) metrics.Interval {
			return c.Area.Share()
		})},
		{"neither cheap nor dear", "monotone", own(metrics.YesNo, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			return c.Cost.Value.Within(metrics.MustBetween(1000, 5000)).Interval()
		})},
		{"neither few members nor many", "monotone", own(metrics.YesNo, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			if c.Community.Total() == 0 {
				return metrics.Anything()
			}
			return metrics.AnswerOf(c.Community.Practising >= 20*community.Person && c.Community.Practising <= 40*community.Person).Interval()
		})},
		{"one endorser and no more", "monotone", own(metrics.YesNo, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			if c.Endorsers == nil {
				return metrics.Anything()
			}
			return metrics.AnswerOf(len(c.Endorsers) == 1).Interval()
		})},
		{"it counts on an endorser", "total", own(metrics.YesNo, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
			return c.Endorsers[0].Gained.Interval()
		})},
		{"right in the middle by another name", "monotone", own(metrics.Share, metrics.UpTo(0.49), fromTheMiddle)},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			err := pilottest.CheckRule(tt.rule, pilottest.CheckOptions{Seed: 5, Cases: 200})
			require.Error(t, err)
			at := regexp.MustCompile(`pilottest: ` + tt.invariant + `: rule "own", seed 5, case (\d+): .+`).FindStringSubmatch(err.Error())
			require.NotNil(t, at, "%v", err)
			n, _ := strconv.Atoi(at[1])
			require.Less(t, n, 200)
			t.Log(at[0])
		})
	}
	// Who goes by the candidate before gives other answers in another order of candidates too.
	before := own(metrics.Count, metrics.From(100), func(c candidate, _ programme) metrics.Interval {
		was := last
		last = c.Area.Known()
		return was
	})
	require.ErrorContains(t, pilottest.CheckRule(before, pilottest.CheckOptions{Cases: 100}), "candidates in another order get other verdicts")
	require.NoError(t, pilottest.CheckRule(own(metrics.Share, metrics.UpTo(0.49), fromTheMiddle), pilottest.CheckOptions{Cases: 100, Between: true}))
}

// A rule on a built-in number is looked at too: the number is pilot's, but whom the rule
// asks is decided by a function of its own. Without a number of cases the default holds.
func TestWhomARuleAsks(t *testing.T) {
	var rule pilot.Rule
	for r := range pilot.Rules {
		if r.ID == pilot.RuleBaseline {
			rule = r
		}
	}
	rule.ID = "own"
	rule.Applies = func(c candidate, _ programme) bool {
		low, known := c.Area.Known().Low()
		return known && low >= 100
	}
	require.Regexp(t, `^pilottest: refines: rule "own", seed 0, case \d+: it says that it doesn't apply, and knowing practitioners .*: .*, fails$`,
		pilottest.CheckRule(rule, pilottest.CheckOptions{}).Error())
}

// Whose order makes a difference is told by name, and what differs by chance alone isn't
// taken for it.
func TestWhoseOrderIsTold(t *testing.T) {
	first := own(metrics.YesNo, metrics.From(1), func(c candidate, _ programme) metrics.Interval {
		return metrics.AnswerOf(len(c.Audience) > 0 && c.Audience[0].Function == pilottest.Finance).Interval()
	})
	require.ErrorContains(t, pilottest.CheckRule(first, pilottest.CheckOptions{Cases: 50}), "it says 1, passes, and with audience in another order 0, fails")
	coin := draw.From(t, 1, 0)
	chance := own(metrics.YesNo, metrics.From(1), func(candidate, programme) metrics.Interval { return metrics.Exactly(float64(coin.IntN(2))) })
	for seed := range uint64(3) {
		err := pilottest.CheckRule(chance, pilottest.CheckOptions{Seed: seed, Cases: 50})
		require.ErrorContains(t, err, "pilottest: pure")
		require.NotRegexp(t, `order-free.*, and with`, err.Error())
	}
}

// Of a rule that panics it is told where, with the case that shows it, and the rest is
// looked at as well.
func TestRuleThatPanics(t *testing.T) {
	rule := own(metrics.Count, metrics.From(6), func(c candidate, _ programme) metrics.Interval {
		if c.Function == "" {
			panic("whose is it?")
		}
		low, _ := c.Benefit.Points().Low()
		return metrics.Exactly(low)
	})
	err := pilottest.CheckRule(rule, pilottest.CheckOptions{Cases: 200})
	require.Regexp(t, `pilottest: total: rule "own", seed 0, case \d+: it panics in rule_test\.go:\d+: whose is it\?`, err.Error())
	require.ErrorContains(t, err, "pilottest: refines")
}

// A rule that pilot doesn't take isn't looked at.
func TestRuleThatIsntValid(t *testing.T) {
	rule := own(metrics.Count, metrics.From(3), nil)
	rule.Says = ""
	err := pilottest.CheckRule(rule, pilottest.CheckOptions{})
	require.ErrorContains(t, err, `the rule "own" isn't valid: pilot: rules[0].says: is missing`)
	rule.Says = "so it is"
	err = pilottest.CheckRule(rule, pilottest.CheckOptions{Facts: []metrics.Measure{{ID: "days", Kind: metrics.Count}, {Kind: metrics.Count}}})
	require.ErrorContains(t, err, `of the rule "own": CheckOptions.Facts[1]: metrics: id: is missing`)
}

// The same seed tells the same.
func TestSameSeedSameProblem(t *testing.T) {
	rule := own(metrics.Count, metrics.From(6), func(c candidate, _ programme) metrics.Interval {
		low, _ := c.Benefit.Points().Low()
		return metrics.Exactly(low)
	})
	check := func(seed uint64) string {
		return pilottest.CheckRule(rule, pilottest.CheckOptions{Seed: seed, Cases: 50}).Error()
	}
	require.Equal(t, check(3), check(3))
	require.NotEqual(t, check(3), check(4))
}
