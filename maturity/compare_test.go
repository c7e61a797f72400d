package maturity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// survey is a model of three areas at three levels, and an answer to each.
func survey(answers ...float64) (*maturity.Model, maturity.Evidence) {
	m := &maturity.Model{ID: "survey", Version: "1", Gate: maturity.WeakestArea, Levels: []maturity.Level{{ID: "initial"}, {ID: "aware"}, {ID: "defined"}, {ID: "managed"}}}
	var e maturity.Evidence
	for i, area := range []string{"people", "process", "technology"} {
		m.Areas = append(m.Areas, maturity.Area{ID: area})
		m.Measures = append(m.Measures, metrics.Measure{ID: area, Kind: metrics.Count, Range: metrics.MustBetween(0, 3)})
		for k := 1; k <= 3; k++ {
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: fmt.Sprint(area, k), Level: m.Levels[k].ID, Area: area, Measure: area, Need: metrics.From(float64(k))})
		}
		e = append(e, maturity.Fact{Measure: area, Value: metrics.Exactly(answers[i])})
	}
	return m, e
}

// One set of answers under every gate: the levels differ, and so does what holds back.
func TestCompare(t *testing.T) {
	m, e := survey(3, 2, 1)
	all, err := m.Compare(e, maturity.Options{})
	require.NoError(t, err)
	got := map[string]string{}
	for _, c := range all {
		require.Empty(t, c.Not, c.Gate)
		got[c.Gate.String()] = fmt.Sprintf("%s %s %s", c.Assessment.Lowest, c.Assessment.Score, c.Holds)
	}
	require.Equal(t, map[string]string{
		"staged":       "aware anything technology2",
		"prerequisite": "aware anything technology2",
		"weakest area": "aware anything technology2",
		"profile":      " anything technology2",
		"weighted":     "defined 2 technology3",
		"banded mean":  "defined 0.666666666667 technology3",
		"banded sum":   "defined 6 technology3",
		"additive":     "defined 2 technology3",
	}, got)
	profile := all[slices.IndexFunc(all, func(c maturity.Comparison) bool { return c.Gate == maturity.Profile })].Assessment
	require.Equal(t, []string{"managed", "defined", "aware"}, []string{profile.Areas[0].Lowest, profile.Areas[1].Lowest, profile.Areas[2].Lowest})
	m.Areas[0].ID, m.Criteria[0].Level = "nobody", "managed"
	_, err = m.Compare(e, maturity.Options{})
	require.ErrorContains(t, err, `no criterion belongs to the area "nobody"`)

	m, e = survey(3, 3, 3)
	m.Gate = maturity.Staged // and no areas: some gates don't fit
	m.Areas = nil
	for i := range m.Criteria {
		m.Criteria[i].Area = ""
	}
	all, err = m.Compare(e, maturity.Options{})
	require.NoError(t, err)
	for _, c := range all {
		if c.Assessment == nil {
			require.Contains(t, c.Not, "area", c.Gate)
			continue
		}
		require.Equal(t, "managed", c.Assessment.Lowest, c.Gate)
		require.Empty(t, c.Holds)
	}
}

// A last band may end above every score, its end in it or not.
func TestBandsEndAbove(t *testing.T) {
	m, _ := survey(1, 1, 1)
	m, err := m.Under(maturity.BandedMean)
	require.NoError(t, err)
	last := &m.Levels[len(m.Levels)-1].Band
	for _, end := range []metrics.Interval{metrics.UpTo(1), metrics.UpTo(2), metrics.Below(2)} {
		*last, _ = metrics.From(0.75).Intersect(end)
		require.NoError(t, m.Validate(), last.String())
	}
}

// What is wrong with a model under a gate is told with its path, all at once.
func TestValidateGates(t *testing.T) {
	mean := func() *maturity.Model {
		m, _ := survey(1, 1, 1)
		out, err := m.Under(maturity.BandedMean)
		require.NoError(t, err)
		return out
	}
	for _, tt := range []struct {
		reason string
		model  func() *maturity.Model
		want   string
	}{
		{"a hole between bands", func() *maturity.Model { m := mean(); m.Levels[1].Band = metrics.From(0.3); return m }, "levels[1].band: want an end above, where the next band begins"},
		{"holes", func() *maturity.Model { m := mean(); m.Levels[3].Band = metrics.From(0.8); return m }, "levels[3].band: there is a hole between [0.5, 0.75) and [0.8, ∞)"},
		{"both ends open", func() *maturity.Model { m := mean(); m.Levels[3].Band = metrics.Above(0.75); return m }, "levels[3].band: there is a hole between"},
		{"overlaps", func() *maturity.Model { m := mean(); m.Levels[3].Band = metrics.From(0.7); return m }, "levels[3].band: [0.7, ∞) overlaps [0.5, 0.75)"},
		{"scores in no band", func() *maturity.Model { m := mean(); m.Levels[3].Band = metrics.MustBetween(0.75, 0.9); return m }, "levels[3].band: scores go up to 1, which is in no band"},
		{"scores below", func() *maturity.Model {
			m := mean()
			m.Levels[0].Band, _ = metrics.Above(0).Intersect(metrics.Below(0.25))
			return m
		}, "levels[0].band: scores go down to 0, which is in no band"},
		{"the greatest score in no band", func() *maturity.Model {
			m := mean()
			m.Levels[3].Band, _ = metrics.From(0.75).Intersect(metrics.Below(1))
			return m
		}, "levels[3].band: scores go up to 1, which is in no band"},
		{"no bands", func() *maturity.Model {
			m := mean()
			for i := range m.Levels {
				m.Levels[i].Band = metrics.Anything()
			}
			return m
		}, "levels: have no bands: the gate banded mean tells levels by them"},
		{"weights", func() *maturity.Model {
			m := mean()
			m.Areas[0].Weight, m.Areas[1].Weight, m.Areas[2].Weight = 0.7, 0.2, 0.2
			return m
		}, "areas: the weights of the areas in it add up to 1.0999999999999999, want 1"},
		{"some weights", func() *maturity.Model { m := mean(); m.Areas[0].Weight = 1; return m }, "areas: 1 of 3 areas in it have a weight: all or none"},
		{"negative weight", func() *maturity.Model { m := mean(); m.Criteria[0].Weight = -1; return m }, "criteria[0].weight: want 0 or more, have -1"},
		{"a level", func() *maturity.Model { m := mean(); m.Criteria[0].Level = "aware"; return m }, "criteria[0].level: criteria belong to no level under the gate banded mean"},
		{"an area in itself", func() *maturity.Model { m := mean(); m.Areas[0].In = "people"; return m }, `areas[0].in: "people" comes back to itself`},
		{"an area in a leaf", func() *maturity.Model { m := mean(); m.Areas[0].In = "process"; return m }, "areas[1]: has criteria of its own and areas in it"},
		{"criteria in a circle", func() *maturity.Model {
			m := mean()
			m.Criteria[0].Requires, m.Criteria[1].Requires = []string{"people2"}, []string{"people1"}
			return m
		}, `criteria[1].requires[0]: "people1" comes back to itself`},
		{"a scale of nothing", func() *maturity.Model { m := mean(); m.Scales = []maturity.Scale{{Measure: "people"}}; return m }, "scales[0].answers: are missing"},
		{"a scale beyond the measure", func() *maturity.Model {
			m := mean()
			m.Scales = []maturity.Scale{{Measure: "people", Answers: []maturity.ScaleValue{{Says: "x", Value: metrics.Exactly(4)}, {Says: "x"}}}}
			return m
		}, "scales[0].answers[0].value: 4 is outside [0, 3]"},
		{"optional", func() *maturity.Model { m, _ := survey(1, 1, 1); m.Levels[1].Optional = true; return m }, "levels[1].optional: no level is passed over under the gate weakest area"},
		{"requires", func() *maturity.Model { m, _ := survey(1, 1, 1); m.Levels[1].Requires = []string{"x"}; return m }, "levels[1].requires: a level requires no others under the gate weakest area"},
		{"bands", func() *maturity.Model { m, _ := survey(1, 1, 1); m.Levels[1].Band = metrics.From(1); return m }, "levels[1].band: there are no scores under the gate weakest area"},
		{"a level that an area hasn't", func() *maturity.Model {
			m, _ := survey(1, 1, 1)
			m.Criteria = m.Criteria[1:]
			return m
		}, `areas[0]: no criterion gates the level "aware" in the area "people", so it would be reached for free`},
		{"levels in a circle", func() *maturity.Model {
			m, _ := survey(1, 1, 1)
			m, err := m.Under(maturity.Prerequisite)
			require.NoError(t, err)
			m.Levels[1].Requires = []string{"managed"}
			return m
		}, `levels[1].requires[0]: "managed" isn't below: a level stands on lower ones`},
	} {
		require.ErrorContains(t, tt.model().Validate(), "maturity: "+tt.want, tt.reason)
	}
}

// A model nested 10,000 deep, and one of 10 MB, are read or refused like any other.
func TestLargeModels(t *testing.T) {
	m, _ := survey(1, 1, 1)
	m, err := m.Under(maturity.BandedMean)
	require.NoError(t, err)
	for i := range 10_000 {
		m.Areas = append(m.Areas, maturity.Area{ID: fmt.Sprint("deep", i), In: fmt.Sprint("deep", i+1)})
	}
	m.Areas = append(m.Areas, maturity.Area{ID: "deep10000", In: "people"})
	require.ErrorContains(t, m.Validate(), "areas[0]: has criteria of its own and areas in it")
	m.Areas[0].In, m.Areas = "deep0", m.Areas[:len(m.Areas)-1]
	m.Areas[len(m.Areas)-1].In = ""
	one, err := m.Assess(nil, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, []string{"initial", "managed"}, []string{one.Lowest, one.Highest})
	deep := strings.Repeat(`{"areas":[`, 10_000)
	require.Error(t, new(maturity.Model).UnmarshalJSON([]byte(deep)))
	r := draw.From(t, 1, 1)
	large := &maturity.Model{ID: "large", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}}
	for i := range 80_000 {
		id := fmt.Sprint("measure ", i)
		large.Measures = append(large.Measures, metrics.Measure{ID: id, Kind: metrics.Count})
		large.Criteria = append(large.Criteria, maturity.Criterion{ID: fmt.Sprint("criterion ", i), Level: "1", Measure: id, Need: metrics.From(float64(1 + r.IntN(9)))})
	}
	doc := encoded(t, large)
	require.Greater(t, len(doc), 10_000_000)
	var back maturity.Model
	require.NoError(t, back.UnmarshalJSON([]byte(doc)))
	a, err := back.Assess(nil, maturity.Options{})
	require.NoError(t, err)
	require.Len(t, a.Gaps, 80_000)
}

// Holds is the criterion that alone would raise the certain level most, or else the
// least score, as granting each in turn shows; of equals the first, and where none does
// the first of the gaps.
func TestHoldsAgainstWaivers(t *testing.T) {
	met := map[string]int{}
	for _, gate := range []maturity.Gate{maturity.Staged, maturity.Prerequisite, maturity.WeakestArea, maturity.Weighted} {
		r := draw.From(t, 12, uint64(gate))
		for range fewer(400) {
			g := randomGated(r, gate)
			for i := range g.model.Criteria { // where two read one number, to meet one says something of the other
				c := &g.model.Criteria[i]
				measure := g.model.Measures[slices.IndexFunc(g.model.Measures, func(m metrics.Measure) bool { return m.ID == c.Measure })]
				measure.ID, c.Measure = c.ID, c.ID
				g.model.Measures = append(g.model.Measures, measure)
			}
			g = evidenceFor(r, g.model)
			o := maturity.Options{Waivers: g.waivers}
			all, err := g.model.Compare(g.facts, o)
			require.NoError(t, err)
			c := all[slices.IndexFunc(all, func(c maturity.Comparison) bool { return c.Gate == gate })]
			low := func(a maturity.Assessment) float64 { x, _ := a.Score.Low(); return x }
			want, raised, more := "", 0, 0.0
			for _, f := range c.Assessment.Findings {
				if f.Outcome == maturity.Met || f.Outcome == maturity.NotApplicable || f.Waiver != nil {
					continue
				}
				granted := maturity.Options{Waivers: append(slices.Clone(g.waivers), maturity.Waiver{Criterion: f.Criterion, Reason: "as if", Approver: "met", Until: metrics.MustDate("2030-01-01")})}
				a, err := g.model.Assess(g.facts, granted)
				require.NoError(t, err)
				steps, gain := g.model.Place(a.Lowest)-g.model.Place(c.Assessment.Lowest), low(a)-low(*c.Assessment)
				if steps > raised || steps == raised && gain > more+1e-9 {
					want, raised, more = f.Criterion, steps, gain
				}
			}
			switch {
			case want != "":
				met["one raises it"]++
			case len(c.Assessment.Gaps) > 0:
				want = c.Assessment.Gaps[0]
				met["none alone"]++
			case len(c.Assessment.Limiting) > 0:
				want = c.Assessment.Limiting[0]
			}
			require.Equal(t, want, c.Holds, "%s\n%v", encoded(t, g.model), g.facts)
		}
	}
	require.Greater(t, met["one raises it"], fewer(50))
	require.Greater(t, met["none alone"], fewer(50))
}
