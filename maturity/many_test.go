package maturity_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// 10,000 criteria read one number, some at least and some at most: to look at each
// threshold for each criterion would take hours.
func TestManyCriteriaOnOneNumber(t *testing.T) {
	many := fewer(10_000) &^ 3
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		m := &maturity.Model{
			ID: "m", Version: "1", Gate: gate, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}, Areas: []maturity.Area{{ID: "a"}},
			Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count, Range: some(0, float64(3*many))}},
		}
		if gate == maturity.BandedMean || gate == maturity.BandedSum {
			edge := 0.75
			if gate == maturity.BandedSum {
				edge *= float64(many)
			}
			m.Levels[0].Band, m.Levels[1].Band = metrics.Below(edge), metrics.From(edge)
		}
		for i := range many {
			need := metrics.From(float64(i + 1))
			if i%4 == 3 {
				need = metrics.UpTo(float64(many + i))
			}
			c := maturity.Criterion{ID: fmt.Sprint(i), Level: "1", Area: "a", Measure: "x", Need: need}
			if gate == maturity.BandedMean || gate == maturity.BandedSum {
				c.Level = ""
			}
			m.Criteria = append(m.Criteria, c)
		}
		a, err := m.Assess(nil, maturity.Options{})
		require.NoError(t, err)
		if gate != maturity.Profile {
			require.Equal(t, [2]string{"0", "1"}, [2]string{a.Lowest, a.Highest}, gate)
		}
		switch gate {
		case maturity.BandedMean, maturity.Additive: // at 0 a quarter is met, at as many all are
			require.Equal(t, some(0.25, 1), a.Score)
		case maturity.BandedSum:
			require.Equal(t, some(float64(many/4), float64(many)), a.Score)
		}
	}
}

// Areas nested 2,000 deep, each with one more beside it, under every gate.
func TestDeepAreas(t *testing.T) {
	deep := fewer(2000)
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		m := &maturity.Model{ID: "m", Version: "1", Gate: gate, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}}
		if gate == maturity.BandedMean || gate == maturity.BandedSum {
			m.Levels[0].Band, m.Levels[1].Band = metrics.Below(0.5), metrics.From(0.5)
		}
		var e maturity.Evidence
		for i := range deep {
			leaf := fmt.Sprint("leaf ", i)
			in := ""
			if i > 0 {
				in = fmt.Sprint("branch ", i-1)
			}
			m.Areas = append(m.Areas, maturity.Area{ID: leaf, In: in})
			if i < deep-1 {
				m.Areas = append(m.Areas, maturity.Area{ID: fmt.Sprint("branch ", i), In: in})
			}
			m.Measures = append(m.Measures, metrics.Measure{ID: leaf, Kind: metrics.YesNo})
			c := maturity.Criterion{ID: leaf, Level: "1", Area: leaf, Measure: leaf, Need: metrics.From(1)}
			if gate == maturity.BandedMean || gate == maturity.BandedSum {
				c.Level = ""
			}
			m.Criteria = append(m.Criteria, c)
			e = append(e, maturity.Fact{Measure: leaf, Value: metrics.Exactly(1)})
		}
		a, err := m.Assess(e, maturity.Options{})
		require.NoError(t, err)
		require.Len(t, a.Areas, 2*deep-1)
		if gate != maturity.Profile {
			require.Equal(t, "1", a.Lowest, gate)
		}
	}
}

// Scores beyond every number aren't divided into bands.
func TestGreatScores(t *testing.T) {
	m := &maturity.Model{
		ID: "m", Version: "1", Gate: maturity.BandedMean, Levels: []maturity.Level{{ID: "0", Band: metrics.Below(1)}, {ID: "1", Band: metrics.From(1)}},
		Measures: []metrics.Measure{{ID: "x", Kind: metrics.Amount, Range: some(0, 1e308)}},
	}
	for i := range 4 {
		m.Criteria = append(m.Criteria, maturity.Criterion{ID: fmt.Sprint(i), Measure: "x"})
	}
	require.NoError(t, m.Validate())
	_, err := m.Under(maturity.BandedSum)
	require.EqualError(t, err, "maturity: levels: scores are too great to be divided into bands")
}

// The gaps of a number that several criteria read: what they ask for together, never what
// contradicts itself, and none that isn't needed.
func TestGapsOnOneNumber(t *testing.T) {
	staged := &maturity.Model{
		ID: "m", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}, Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "c", Level: "1", Measure: "x", Need: some(5, 30)}, {ID: "d", Level: "1", Measure: "x", Need: metrics.From(20)}},
	}
	for have, want := range map[metrics.Interval][]string{
		metrics.Exactly(0):  {"c", "d"},
		some(0, 5):          {"c", "d"},
		some(0, 10):         {"c", "d"},
		metrics.Anything():  {"c", "d"},
		some(6, 9):          {"d"}, // and c stays met
		metrics.Exactly(20): nil,
	} {
		a, err := staged.Assess(maturity.Evidence{{Measure: "x", Value: have}}, maturity.Options{Target: "1"})
		require.NoError(t, err)
		require.Equal(t, want, a.Gaps, have.String())
	}
	sum := func(edge float64, all ...maturity.Criterion) *maturity.Model {
		return &maturity.Model{
			ID: "m", Version: "1", Gate: maturity.BandedSum, Levels: []maturity.Level{{ID: "0", Band: metrics.Below(edge)}, {ID: "1", Band: metrics.From(edge)}},
			Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}, {ID: "y", Kind: metrics.YesNo}}, Criteria: all,
		}
	}
	yes := maturity.Criterion{ID: "yes", Measure: "y", Need: metrics.From(1)}
	few := maturity.Criterion{ID: "few", Measure: "x", Need: metrics.From(3), Weight: 2}
	many := maturity.Criterion{ID: "many", Measure: "x", Need: metrics.From(5), Weight: 1}
	weighed := func(weight float64) maturity.Criterion {
		c := yes
		c.Weight = weight
		return c
	}
	for _, tt := range []struct {
		m    *maturity.Model
		want []string
	}{
		{sum(2, maturity.Criterion{ID: "few", Measure: "x", Need: some(1, 2)}, maturity.Criterion{ID: "more", Measure: "x", Need: some(5, 6)}, yes), []string{"few", "yes"}},
		{sum(2, maturity.Criterion{ID: "least", Measure: "x", Need: metrics.From(5)}, maturity.Criterion{ID: "most", Measure: "x", Need: metrics.UpTo(10)}), []string{"least", "most"}},
		{sum(1, maturity.Criterion{ID: "later", Measure: "x", Need: metrics.From(1), Requires: []string{"yes"}}, yes), []string{"yes"}},
		{sum(3, few, many, weighed(2.5)), []string{"many"}},          // what it adds is both
		{sum(4.5, few, many, weighed(1.5)), []string{"many", "yes"}}, // few comes with many
	} {
		a, err := tt.m.Assess(nil, maturity.Options{})
		require.NoError(t, err)
		require.Equal(t, tt.want, a.Gaps)
	}
}
