package maturitytest_test

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
)

type assess = func(maturity.Evidence) (maturity.Assessment, error)

// changed assesses under the small model after the facts were changed.
func changed(change func(maturity.Evidence) maturity.Evidence) assess {
	m := maturitytest.Model(maturity.Staged)
	return func(e maturity.Evidence) (maturity.Assessment, error) { return m.Assess(change(e), maturity.Options{}) }
}

// values changes the number of every fact.
func values(change func(metrics.Interval) metrics.Interval) assess {
	return changed(func(e maturity.Evidence) maturity.Evidence {
		e = slices.Clone(e)
		for i := range e {
			if e[i].NotApplicable == "" {
				e[i].Value = change(e[i].Value)
			}
		}
		return e
	})
}

// Every invariant is found broken where it is broken, within 100 cases.
func TestBrokenAssessmentsAreFound(t *testing.T) {
	calls := 0
	for _, tt := range []struct {
		reason, invariant string
		assess            assess
	}{
		{"every third answer is another", "same", changed(func(e maturity.Evidence) maturity.Evidence {
			if calls++; calls%3 == 0 {
				return nil
			}
			return e
		})},
		{"it sorts the caller's facts", "same", changed(func(e maturity.Evidence) maturity.Evidence {
			slices.SortFunc(e, func(a, b maturity.Fact) int { return len(a.Measure) - len(b.Measure) })
			return e
		})},
		{"refuses", "same", func(maturity.Evidence) (maturity.Assessment, error) { return maturity.Assessment{}, errors.New("no") }},
		{"panics", "same", func(e maturity.Evidence) (maturity.Assessment, error) {
			return maturitytest.Model(maturity.Staged).Assess(e[:1], maturity.Options{})
		}},
		{"another model", "same", func(e maturity.Evidence) (maturity.Assessment, error) {
			return maturity.Journey().Assess(nil, maturity.Options{})
		}},
		{"the last fact is left out", "order-free", changed(func(e maturity.Evidence) maturity.Evidence { return e[:max(0, len(e)-1)] })},
		{"unknown counts as zero", "refines", changed(func(e maturity.Evidence) maturity.Evidence {
			for _, m := range maturitytest.Model(maturity.Staged).Measures {
				if !slices.ContainsFunc(e, func(f maturity.Fact) bool { return f.Measure == m.ID }) {
					e = append(e, maturity.Fact{Measure: m.ID, Value: metrics.Exactly(0)})
				}
			}
			return e
		})},
		{"the middle passes for the number", "refines", values(func(i metrics.Interval) metrics.Interval {
			low, ok := i.Low()
			high, ok2 := i.High()
			if ok && ok2 {
				return metrics.Exactly(low/2 + high/2)
			}
			return i
		})},
		{"more than three is taken for a slip of the pen", "monotone", values(func(i metrics.Interval) metrics.Interval {
			if i.AtMost(3) == metrics.No {
				return metrics.Exactly(0)
			}
			return i
		})},
		{"a text that JSON can't hold", "round trip", func(e maturity.Evidence) (maturity.Assessment, error) {
			a, err := maturitytest.Model(maturity.Staged).Assess(e, maturity.Options{})
			a.Target = "\xff"
			return a, err
		}},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			err := maturitytest.CheckModel(maturitytest.Model(maturity.Staged), maturitytest.CheckOptions{Seed: 9, Cases: 100, Assess: tt.assess})
			require.Error(t, err)
			at := regexp.MustCompile(`maturitytest: ` + tt.invariant + `: model "maturitytest/small", seed 9, case (\d+): .+`).FindStringSubmatch(err.Error())
			require.NotNil(t, at, err)
			n, _ := strconv.Atoi(at[1])
			require.Less(t, n, 100)
			t.Log(at[0])
		})
	}
}

// What several criteria read counts one way if it does for all of them, and else it is
// left out; and the default is to look at cases, not at none.
func TestSeveralNeedsOfOneNumber(t *testing.T) {
	for _, tt := range []struct {
		reason string
		second metrics.Interval // that a criterion needs of coaches, beside at least 3
		finds  bool
		cases  int
	}{
		{"both ask for more", metrics.From(6), true, 0},
		{"one asks for more, one for less", metrics.UpTo(10), false, 200},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			m := maturitytest.Model(maturity.Staged)
			m.Criteria[1].Measure, m.Criteria[1].Need = "coaches", tt.second
			require.NoError(t, maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: 200}))
			turned := func(e maturity.Evidence) (maturity.Assessment, error) {
				e = slices.Clone(e)
				for i, f := range e {
					if f.Measure == "coaches" && f.Value.AtLeast(6) == metrics.Yes {
						e[i].Value = metrics.Exactly(0)
					}
				}
				return m.Assess(e, maturity.Options{})
			}
			err := maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: tt.cases, Assess: turned})
			require.Error(t, err)
			require.Equal(t, tt.finds, strings.Contains(err.Error(), "monotone"), err)
		})
	}
}

// What is told can be read by somebody who has never seen the kit: what was known, what
// it gave, and what it gives now.
func TestFailuresReadWell(t *testing.T) {
	lastLeftOut := func(e maturity.Evidence) maturity.Evidence { return e[:max(0, len(e)-1)] }
	lowest := func(e maturity.Evidence) maturity.Evidence {
		e = slices.Clone(e)
		for i, f := range e {
			if low, ok := f.Value.Low(); ok {
				e[i].Value = metrics.Exactly(low)
			}
		}
		return e
	}
	check := func(gate maturity.Gate, seed uint64, change func(maturity.Evidence) maturity.Evidence) string {
		m := maturitytest.Model(gate)
		return maturitytest.CheckModel(m, maturitytest.CheckOptions{Seed: seed, Cases: 100, Assess: func(e maturity.Evidence) (maturity.Assessment, error) {
			return m.Assess(change(e), maturity.Options{})
		}}).Error()
	}
	require.Contains(t, check(maturity.Profile, 9, lowest), `maturitytest: refines: model "maturitytest/small", seed 9, case 83: of "search" [0, 1] is known, `+
		`which gives "people" at usual, "technology" at begun; to know 1 gives "people" at usual, "technology" at embedded`)
	require.Contains(t, check(maturity.Weighted, 9, lowest), `of "search" [0, 1] is known, `+
		`which gives begun, "people" at usual, "technology" at begun, score 0.5; to know 1 gives usual, "people" at usual, "technology" at embedded, score 1.5`)
	require.Contains(t, check(maturity.Staged, 9, lastLeftOut), `order-free: model "maturitytest/small", seed 9, case 0: `+
		`the facts [coaches (0, ∞), trained (-∞, 1], search (-∞, 1], answers-in-days 1] give begun to embedded, `+
		`in the order [coaches (0, ∞), answers-in-days 1, trained (-∞, 1], search (-∞, 1]] they give the same for other reasons`)
	require.Contains(t, check(maturity.BandedMean, 9, lastLeftOut), `give begun to embedded, score [0, 1], in the order [`)
	var absent string
	for seed := uint64(0); seed < 100 && !strings.Contains(absent, "not applicable"); seed++ {
		absent = check(maturity.Staged, seed, lastLeftOut)
	}
	require.Regexp(t, `the facts \[.*(coaches|trained|search|answers-in-days) not applicable[],].* give `, absent)
}

// What is wrong with a model as data is found too.
func TestBrokenModelsAreFound(t *testing.T) {
	for _, tt := range []struct {
		reason string
		change func(*maturity.Model)
		words  string
	}{
		{"a level that asks for no more than the one below", func(m *maturity.Model) {
			m.Criteria[1].Measure, m.Criteria[1].Need = "coaches", metrics.From(3)
			m.Criteria[3].Measure, m.Criteria[3].Need = "search", metrics.From(1)
		}, `reachable level "usual"`},
		{"a level that nothing gates", func(m *maturity.Model) { m.Criteria = m.Criteria[:1] }, "isn't sound"},
		{"a text that JSON can't hold", func(m *maturity.Model) { m.Name = "\xff" }, "round trip"},
		{"no model", func(m *maturity.Model) { *m = maturity.Model{} }, "isn't sound"},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			m := maturitytest.Model(maturity.Staged)
			tt.change(m)
			require.ErrorContains(t, maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: 50}), tt.words)
		})
	}
	require.ErrorContains(t, maturitytest.CheckModel(nil, maturitytest.CheckOptions{}), "there is no model")
}

// The same seed tells the same, and other seeds other cases.
func TestSameSeedSameProblem(t *testing.T) {
	check := func(seed uint64) string {
		return maturitytest.CheckModel(maturitytest.Model(maturity.Staged), maturitytest.CheckOptions{
			Seed: seed, Cases: 100, Assess: values(func(metrics.Interval) metrics.Interval { return metrics.Exactly(1) }),
		}).Error()
	}
	require.Equal(t, check(3), check(3))
	require.NotEqual(t, check(3), check(4))
}
