package maturitytest_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
)

// Random models are valid under every gate, and hold everything but that somebody
// stands at each of their levels; the same seed gives the same one.
func TestRandomModels(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			require.Nil(t, maturitytest.RandomModel(1, gate))
			continue
		}
		for seed := range uint64(100) {
			m := maturitytest.RandomModel(seed, gate)
			require.NoError(t, m.Validate())
			require.Equal(t, gate, m.Gate)
			if seed >= 4 {
				continue
			}
			require.Empty(t, cmp.Diff(m, maturitytest.RandomModel(seed, gate)))
			require.NotEmpty(t, cmp.Diff(m, maturitytest.RandomModel(seed+1, gate)))
			if err := maturitytest.CheckModel(m, maturitytest.CheckOptions{Seed: seed, Cases: 20}); err != nil {
				for line := range strings.Lines(err.Error()) {
					require.True(t, strings.HasPrefix(line, "maturitytest: reachable"), line)
				}
			}
		}
	}
	require.Nil(t, maturitytest.RandomModel(1, maturity.Additive+1))
}

// Random evidence is valid, and each telling class of numbers is at least a twentieth
// of it.
func TestRandomEvidence(t *testing.T) {
	classes, facts := map[string]int{}, 0
	for gate := range maturity.Gates {
		for seed := range uint64(60) {
			m := maturitytest.RandomModel(seed, gate)
			if m == nil {
				continue
			}
			e := maturitytest.RandomEvidence(m, seed)
			require.Equal(t, e, maturitytest.RandomEvidence(m, seed))
			_, err := m.Assess(e, maturity.Options{})
			require.NoError(t, err)
			for _, f := range e {
				facts++
				for class, is := range classesOf(f, m) {
					if is {
						classes[class]++
					}
				}
			}
		}
	}
	require.Len(t, classes, 6)
	for class, n := range classes {
		require.GreaterOrEqual(t, 20*n, facts, "%s: %d of %d", class, n, facts)
	}
	require.Nil(t, maturitytest.RandomEvidence(&maturity.Model{}, 1))
}

func classesOf(f maturity.Fact, m *maturity.Model) map[string]bool {
	low, hasLow := f.Value.Low()
	high, hasHigh := f.Value.High()
	_, point := f.Value.Point()
	threshold := false
	for _, c := range m.Criteria {
		for _, end := range []func() (float64, bool){c.Need.Low, c.Need.High} {
			if x, ok := end(); ok && c.Measure == f.Measure {
				threshold = threshold || hasLow && low == x || hasHigh && high == x
			}
		}
	}
	number := f.NotApplicable == ""
	return map[string]bool{
		"point": point, "range": hasLow && hasHigh && !point, "open": f.Value.LowOpen() || f.Value.HighOpen(),
		"unbounded": number && (!hasLow || !hasHigh), "on a threshold": threshold, "not applicable": !number,
	}
}

// Answers in words are drawn where the model has them, and scopes too.
func TestRandomEvidenceOfScalesAndScopes(t *testing.T) {
	m := maturitytest.Model(maturity.Staged)
	m.Scales = []maturity.Scale{{Measure: "trained", Answers: []maturity.ScaleValue{{Says: "most", Value: metrics.Above(0.5)}, {Says: "few", Value: metrics.Exactly(0.1)}}}}
	m.Criteria[1].Scope = "head office"
	require.NoError(t, m.Validate())
	said := map[string]bool{}
	for seed := range uint64(50) {
		e := maturitytest.RandomEvidence(m, seed)
		_, err := m.Assess(e, maturity.Options{})
		require.NoError(t, err)
		for _, f := range e {
			said[f.Answer] = true
			require.Equal(t, f.Measure == "trained" && m.Criteria[1].Measure == "trained", f.Scope == "head office")
		}
	}
	require.Equal(t, map[string]bool{"": true, "most": true, "few": true}, said)
	maturitytest.Sound(t, m, maturitytest.CheckOptions{Cases: 100})
}
