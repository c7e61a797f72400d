package maturity_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Where all weigh the same, mean and sum give the same levels: also where bands begin at
// thirds, sevenths and ninths, which no decimal is.
func TestMeanAndSumAgree(t *testing.T) {
	r := draw.From(t, 9, 1)
	onEdges := 0
	for range 400 {
		levels, areas, each := 2+r.IntN(8), 1+r.IntN(4), 1+r.IntN(3)
		m := &maturity.Model{ID: "m", Version: "1", Gate: maturity.Additive}
		for i := range levels {
			m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint(i)})
		}
		var e maturity.Evidence
		met := 0
		for a := range areas {
			m.Areas = append(m.Areas, maturity.Area{ID: fmt.Sprint(a)})
			for i := range each {
				id := fmt.Sprint(a, " ", i)
				m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.YesNo})
				m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: fmt.Sprint(a), Level: "1", Measure: id, Need: metrics.From(1)})
				yes := r.IntN(2)
				met += yes
				e = append(e, maturity.Fact{Measure: id, Value: metrics.Exactly(float64(yes))})
			}
		}
		var got [2]string
		for i, gate := range []maturity.Gate{maturity.BandedMean, maturity.BandedSum} {
			under, err := m.Under(gate)
			require.NoError(t, err)
			a, err := under.Assess(e, maturity.Options{})
			require.NoError(t, err)
			require.True(t, a.Certain())
			got[i] = a.Lowest
		}
		n := areas * each
		want := min(met*levels/n, levels-1) // in whole numbers
		require.Equal(t, [2]string{fmt.Sprint(want), fmt.Sprint(want)}, got, "%d of %d in %d levels", met, n, levels)
		if met*levels%n == 0 && met > 0 && met < n {
			onEdges++
		}
	}
	require.Greater(t, onEdges, 20)
}

// dimensions is a banded mean of numbers on the scale of its bands.
func dimensions() *maturity.Model {
	m := &maturity.Model{
		ID: "d", Version: "1", Gate: maturity.BandedMean,
		Levels: []maturity.Level{{ID: "low", Band: some(0, 1)}, {ID: "middle", Band: band(1, 2)}, {ID: "high", Band: band(2, 3)}},
	}
	for _, id := range []string{"policy", "training", "testing"} {
		m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.Amount, Range: some(0, 3)})
		m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Says: "it is in place", Measure: id})
	}
	m.Criteria[2].Requires = []string{"training"}
	return m
}

// A banded mean stands under the nested gates too: a number has the level in whose band
// it lies.
func TestBandedMeanUnderEveryGate(t *testing.T) {
	e := maturity.Evidence{
		{Measure: "policy", Value: metrics.Exactly(3)}, {Measure: "training", Value: metrics.Exactly(1)}, {Measure: "testing", Value: band(1, 2)},
	}
	all, err := dimensions().Compare(e, maturity.Options{})
	require.NoError(t, err)
	got := map[string]string{}
	for _, c := range all {
		require.Empty(t, c.Not, c.Gate)
		got[c.Gate.String()] = fmt.Sprintf("%s-%s %s", c.Assessment.Lowest, c.Assessment.Highest, c.Holds)
	}
	require.Equal(t, map[string]string{
		"staged":       "low-low training: middle",
		"prerequisite": "low-low training: middle",
		"weakest area": "low-low training: middle",
		"profile":      "- training: middle",
		"weighted":     "middle-middle training: high",
		"banded mean":  "middle-middle training",
		"banded sum":   "middle-high training",
		"additive":     "middle-middle training: high",
	}, got)
	b, err := json.Marshal(all)
	require.NoError(t, err)
	var again []maturity.Comparison
	require.NoError(t, json.Unmarshal(b, &again))
	require.Equal(t, encoded(t, all), encoded(t, again))

	profile, err := dimensions().Under(maturity.Profile)
	require.NoError(t, err)
	a, err := profile.Assess(e, maturity.Options{})
	require.NoError(t, err)
	var levels []string
	for _, r := range a.Areas {
		levels = append(levels, fmt.Sprintf("%s %s-%s", r.Area, r.Lowest, r.Highest))
	}
	require.Equal(t, []string{"policy high-high", "training low-low", "testing middle-middle"}, levels)
	require.Equal(t, []string{"training: high"}, profile.Criteria[5].Requires)

	// A waiver of the whole is one at every level.
	all, err = dimensions().Compare(e, maturity.Options{Waivers: []maturity.Waiver{{Criterion: "training", Reason: "merger", Approver: "board", Until: day("2030-01-01")}}})
	require.NoError(t, err)
	for _, c := range all {
		if c.Gate == maturity.WeakestArea {
			require.Equal(t, "middle", c.Assessment.Lowest)
			require.Equal(t, 2, c.Assessment.Counts.Waived)
		}
	}

	m := dimensions()
	m.Criteria[1].Need = metrics.From(2)
	_, err = m.Under(maturity.Profile)
	require.EqualError(t, err, "maturity: criteria[1].need: is met or isn't: that has no place among the bands of levels")
}

// An additive model that counts numbers stands under the nested gates by the most that
// they can be.
func TestAdditiveNumbersUnderNestedGates(t *testing.T) {
	m := &maturity.Model{
		ID: "s", Version: "1", Gate: maturity.Additive, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2"}}, Areas: []maturity.Area{{ID: "a"}},
		Measures: []metrics.Measure{{ID: "one", Kind: metrics.Share}, {ID: "two", Kind: metrics.Share}},
		Criteria: []maturity.Criterion{{ID: "one", Level: "1", Area: "a", Measure: "one"}, {ID: "two", Level: "2", Area: "a", Measure: "two"}},
	}
	all, err := m.Compare(maturity.Evidence{{Measure: "one", Value: metrics.Exactly(1)}, {Measure: "two", Value: metrics.Exactly(0.5)}}, maturity.Options{})
	require.NoError(t, err)
	for _, c := range all {
		if c.Gate <= maturity.Weighted && c.Gate != maturity.Profile {
			require.Empty(t, c.Not, c.Gate)
			require.Equal(t, "1", c.Assessment.Lowest, c.Gate)
		}
	}
}

// Bands divide the scores evenly, each edge rounded down to 12 digits, and the lowest has
// no low end; under Prerequisite each level stands on the one below, but for the first.
func TestUnderEdges(t *testing.T) {
	for _, row := range []struct {
		gate     maturity.Gate
		criteria int
		edges    []float64
	}{
		{maturity.BandedMean, 2, []float64{0.333333333333, 0.666666666666}},
		{maturity.BandedSum, 10, []float64{3.33333333333, 6.66666666666}},
		{maturity.BandedSum, 100, []float64{33.3333333333, 66.6666666666}},
	} {
		m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.WeakestArea, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2"}}, Areas: []maturity.Area{{ID: "a"}}}
		for i := range row.criteria {
			id := fmt.Sprint("c", i)
			m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.YesNo})
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: "a", Level: fmt.Sprint(1 + i%2), Measure: id, Need: metrics.From(1)})
		}
		under, err := m.Under(row.gate)
		require.NoError(t, err)
		low, _ := metrics.From(row.edges[0]).Intersect(metrics.Below(row.edges[1]))
		require.Equal(t, []metrics.Interval{metrics.Below(row.edges[0]), low, metrics.From(row.edges[1])},
			[]metrics.Interval{under.Levels[0].Band, under.Levels[1].Band, under.Levels[2].Band})
		ladder, err := m.Under(maturity.Prerequisite)
		require.NoError(t, err)
		require.Empty(t, ladder.Levels[1].Requires)
		require.Equal(t, []string{"1"}, ladder.Levels[2].Requires)
	}
}

// Edges of great scores have 12 digits too.
func TestUnderGreatEdges(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.BandedMean, Levels: []maturity.Level{{ID: "0", Band: metrics.Below(1)}, {ID: "1", Band: some(1, 2)}, {ID: "2", Band: metrics.Above(2)}},
		Measures: []metrics.Measure{{ID: "saved", Kind: metrics.Amount, Range: some(0, 1e15)}}, Criteria: []maturity.Criterion{{ID: "c", Measure: "saved"}},
	}
	under, err := m.Under(maturity.BandedSum)
	require.NoError(t, err)
	require.Equal(t, metrics.From(666_666_666_666_000), under.Levels[2].Band)
	require.Equal(t, metrics.Below(333_333_333_333_000), under.Levels[0].Band)
}

// Areas weighed as one likes, where weights are added up, are weighed in shares of one
// where there is a mean.
func TestUnderScalesWeights(t *testing.T) {
	m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.BandedSum, Levels: []maturity.Level{{ID: "0", Band: metrics.Below(2)}, {ID: "1", Band: metrics.From(2)}}, Areas: []maturity.Area{{ID: "a", Weight: 3}, {ID: "b", Weight: 1}}}
	for _, id := range []string{"a", "b"} {
		m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.YesNo})
		m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: id, Measure: id, Need: metrics.From(1)})
	}
	require.NoError(t, m.Validate())
	under, err := m.Under(maturity.BandedMean)
	require.NoError(t, err)
	require.Equal(t, []maturity.Area{{ID: "a", Weight: 0.75}, {ID: "b", Weight: 0.25}}, under.Areas)
	a, err := under.Assess(maturity.Evidence{{Measure: "a", Value: metrics.Exactly(1)}, {Measure: "b", Value: metrics.Exactly(0)}}, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.Exactly(0.75), a.Score)

	m.Areas = append(m.Areas, maturity.Area{ID: "inner", In: "a"}) // without a weight, and alone in it
	m.Criteria[0].Area = "inner"
	under, err = m.Under(maturity.BandedMean)
	require.NoError(t, err)
	require.Equal(t, []maturity.Area{{ID: "a", Weight: 0.75}, {ID: "b", Weight: 0.25}, {ID: "inner", In: "a"}}, under.Areas)
}
