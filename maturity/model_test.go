package maturity_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// small is a valid model with a measure of each kind and an optional level.
func small() *maturity.Model {
	return &maturity.Model{
		ID: "shop", Version: "2", Name: "A shop's way up", Gate: maturity.Staged,
		Levels: []maturity.Level{{ID: "start"}, {ID: "tried", Optional: true}, {ID: "known", Name: "Known of"}, {ID: "done"}},
		Areas:  []maturity.Area{{ID: "people", Name: "People"}, {ID: "tools"}},
		Measures: []metrics.Measure{
			{ID: "staff", Unit: "FTE", Kind: metrics.Count},
			{ID: "trained", Kind: metrics.Share},
			{ID: "asked", Kind: metrics.YesNo},
			{ID: "saved", Unit: "EUR", Kind: metrics.Amount, Range: some(-5, 5)},
			{ID: "other"},
		},
		Criteria: []maturity.Criterion{
			{ID: "ask", Level: "tried", Area: "people", Measure: "asked", Need: metrics.Exactly(1), Says: "asked", Remedy: "ask"},
			{ID: "staff", Level: "known", Area: "people", Measure: "staff", Need: metrics.From(3), Source: metrics.OurDefault()},
			{ID: "train", Level: "known", Measure: "trained", Need: metrics.Above(0.5), MaxAge: 365},
			{ID: "save", Level: "done", Area: "tools", Measure: "saved", Need: some(1, 4)},
			{ID: "few", Level: "done", Measure: "staff", Need: metrics.UpTo(8)},
		},
	}
}

func TestValidate(t *testing.T) {
	require.NoError(t, small().Validate())
	type M = *maturity.Model
	tests := []struct {
		name  string
		spoil func(m M)
		want  string
	}{
		{"no id", func(m M) { m.ID = "" }, "id: is missing"},
		{"no version", func(m M) { m.Version = "" }, "version: is missing"},
		{"no gate", func(m M) { m.Gate = 0 }, "gate: want one of the gates, have unknown"},
		{"no such gate", func(m M) { m.Gate = 77 }, "gate: want one of the gates, have Gate(77)"},
		{"no levels", func(m M) { m.Levels, m.Criteria = nil, nil }, "levels: a model needs at least one level, where everybody starts"},
		{"level without id", func(m M) { m.Levels = append(m.Levels, maturity.Level{Name: "x"}) }, "levels[4].id: is missing"},
		{"level twice", func(m M) { m.Levels = append(m.Levels, m.Levels[1]) }, `levels[4].id: "tried" stands twice, first in levels[1]`},
		{"first level twice", func(m M) { m.Levels = append(m.Levels, m.Levels[0]) }, `levels[4].id: "start" stands twice, first in levels[0]`},
		{"level for free", func(m M) { m.Levels = append(m.Levels, maturity.Level{ID: "x"}) },
			`levels[4]: no criterion gates the level "x", so it would be reached for free`},
		{"optional level for free", func(m M) { m.Levels = append(m.Levels, maturity.Level{ID: "x", Optional: true}) },
			`levels[4]: no criterion gates the level "x", so it would be reached for free`},
		{"second level for free", func(m M) { m.Criteria = m.Criteria[1:] },
			`levels[1]: no criterion gates the level "tried", so it would be reached for free`},
		{"area without id", func(m M) { m.Areas[1].ID, m.Criteria[3].Area = "", "" }, "areas[1].id: is missing"},
		{"area twice", func(m M) { m.Areas = append(m.Areas, m.Areas[0]) }, `areas[2].id: "people" stands twice, first in areas[0]`},
		{"measure without id", func(m M) { m.Measures[4].ID = "" }, "measures[4].id: is missing"},
		{"measure twice", func(m M) { m.Measures[4].ID = "staff" }, `measures[4].id: "staff" stands twice, first in measures[0]`},
		{"measure of no kind", func(m M) { m.Measures[4].Kind = 9 }, "measures[4].kind: no text for Kind(9)"},
		{"measure without numbers", func(m M) { m.Measures[4] = metrics.Measure{ID: "x", Kind: metrics.Share, Range: metrics.From(2)} },
			"measures[4]: no share lies in the range [2, ∞)"},
		{"yes-no without yes and no", func(m M) { m.Measures[4] = metrics.Measure{ID: "x", Kind: metrics.YesNo, Range: some(0.2, 0.8)} },
			"measures[4]: neither 0 for no nor 1 for yes lies in the range [0.2, 0.8]"},
		{"criterion without id", func(m M) { m.Criteria[2].ID = "" }, "criteria[2].id: is missing"},
		{"criterion twice", func(m M) { m.Criteria[2].ID = "ask" }, `criteria[2].id: "ask" stands twice, first in criteria[0]`},
		{"criterion of no level", func(m M) { m.Criteria[2].Level = "" }, `criteria[2].level: there is no level ""`},
		{"no such level", func(m M) { m.Criteria[2].Level = "Known" }, `criteria[2].level: there is no level "Known"`},
		{"criterion of the first level", func(m M) { m.Criteria[2].Level = "start" },
			`criteria[2].level: "start" is where everybody starts and has no criteria`},
		{"no such area", func(m M) { m.Criteria[2].Area = "x" }, `criteria[2].area: there is no area "x"`},
		{"negative age", func(m M) { m.Criteria[2].MaxAge = -1 }, "criteria[2].maxAge: an age can't be negative, have -1 days"},
		{"criterion of no measure", func(m M) { m.Criteria[2].Measure = "" }, `criteria[2].measure: there is no measure ""`},
		{"no such measure", func(m M) { m.Criteria[2].Measure = "x" }, `criteria[2].measure: there is no measure "x"`},
		{"no need", func(m M) { m.Criteria[2].Need = metrics.Anything() }, "criteria[2].need: is missing: every number would meet it"},
		{"percentage", func(m M) { m.Criteria[2].Need = metrics.From(50) }, `criteria[2].need: no number that "trained" can be lies in [50, ∞)`},
		{"more than all", func(m M) { m.Criteria[2].Need = metrics.Above(1) }, `criteria[2].need: no number that "trained" can be lies in (1, ∞)`},
		{"outside the range", func(m M) { m.Criteria[3].Need = metrics.Below(-5) }, `criteria[3].need: no number that "saved" can be lies in (-∞, -5)`},
		{"between no and yes", func(m M) { m.Criteria[0].Need = some(0.2, 0.8) }, `criteria[0].need: no number that "asked" can be lies in [0.2, 0.8]`},
		{"between no and yes, beside a no", func(m M) {
			m.Criteria[0].Need, m.Criteria[2].Measure, m.Criteria[2].Need = some(0.2, 0.8), "asked", metrics.Exactly(0)
		}, `criteria[0].need: no number that "asked" can be lies in [0.2, 0.8]`},
		{"between no and yes, beside a yes", func(m M) {
			m.Criteria[0].Need, m.Criteria[2].Measure, m.Criteria[2].Need = some(0.2, 0.8), "asked", metrics.Exactly(1)
		}, `criteria[0].need: no number that "asked" can be lies in [0.2, 0.8]`},
		{"measure without numbers, from both sides", func(m M) {
			m.Measures[2] = metrics.Measure{ID: "asked", Kind: metrics.Share, Range: metrics.From(2)}
			m.Criteria[0].Need = some(0.2, 0.8)
		}, "measures[2]: no share lies in the range [2, ∞)"},
		{"no such level, and the first optional", func(m M) {
			m.Levels[0].Optional = true
			m.Criteria[4].Level = "x"
			m.Criteria[1].Need = some(3, 5)
		}, `criteria[4].level: there is no level "x"`},
		{"every count", func(m M) { m.Criteria[1].Need = metrics.From(0) },
			`criteria[1].need: every number that "staff" can be lies in [0, ∞), so it asks for nothing`},
		{"every number of the range", func(m M) { m.Criteria[3].Need = some(-5, 5) },
			`criteria[3].need: every number that "saved" can be lies in [-5, 5], so it asks for nothing`},
		{"no or yes", func(m M) { m.Criteria[0].Need = some(0, 1) },
			`criteria[0].need: every number that "asked" can be lies in [0, 1], so it asks for nothing`},
		{"optional and bounded from both sides", func(m M) { m.Criteria[1].Level, m.Criteria[4].Level = "tried", "known" },
			`criteria[1].measure: "staff" is bounded from both sides, and the level "tried" is optional: that can't be told apart`},
		{"optional, bounded from both sides at once", func(m M) { m.Criteria[0].Measure, m.Criteria[0].Need = "saved", some(0, 1) },
			`criteria[0].measure: "saved" is bounded from both sides, and the level "tried" is optional: that can't be told apart`},
		{"optional, yes here and no there", func(m M) { m.Criteria[2].Measure, m.Criteria[2].Need = "asked", metrics.UpTo(0) },
			`criteria[0].measure: "asked" is bounded from both sides, and the level "tried" is optional: that can't be told apart`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := small()
			tt.spoil(m)
			require.EqualError(t, m.Validate(), "maturity: "+tt.want)
			_, err := m.Assess(nil, maturity.Options{})
			require.EqualError(t, err, "maturity: "+tt.want)
		})
	}
}

func TestValidateNil(t *testing.T) {
	var m *maturity.Model
	require.EqualError(t, m.Validate(), "maturity: there is no model")
	_, err := m.Assess(nil, maturity.Options{})
	require.EqualError(t, err, "maturity: there is no model")
}

func TestValidateAccepts(t *testing.T) {
	type M = *maturity.Model
	tests := []struct {
		name string
		tune func(m M)
	}{
		{"one level and nothing else", func(m M) { *m = maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: m.Levels[:1]} }},
		{"first level optional", func(m M) { m.Levels[0].Optional = true }},
		{"no areas", func(m M) {
			m.Areas = nil
			for i := range m.Criteria {
				m.Criteria[i].Area = ""
			}
		}},
		{"no age limit", func(m M) { m.Criteria[2].MaxAge = 0 }},
		{"both sides where nothing is optional", func(m M) {
			m.Levels[1].Optional = false
			m.Criteria[0].Measure, m.Criteria[0].Need = "saved", some(0, 1)
		}},
		{"optional, all but the least number", func(m M) {
			m.Criteria[0].Measure, m.Criteria[0].Need, m.Criteria[3].Need = "saved", band(-5, 5), metrics.From(1)
		}},
		{"optional, no", func(m M) { m.Criteria[0].Need = metrics.Exactly(0) }},
		{"optional, more than no", func(m M) { m.Criteria[0].Need = metrics.Above(0) }},
		{"optional, less than yes", func(m M) { m.Criteria[0].Need = metrics.Below(1) }},
		{"optional, from the least to less than the largest", func(m M) {
			m.Criteria[0].Measure = "trained"
			m.Criteria[0].Need, _ = metrics.From(0).Intersect(metrics.Below(0.5))
			m.Criteria[2].Measure, m.Criteria[2].Need = "other", metrics.From(1)
		}},
		{"yes-no that can only be yes, asked for in a range of which no is left", func(m M) {
			m.Measures[4] = metrics.Measure{ID: "other", Kind: metrics.YesNo, Range: some(0, 0.5)}
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := small()
			tt.tune(m)
			require.NoError(t, m.Validate())
		})
	}
}

func TestValidateAllAtOnce(t *testing.T) {
	m := &maturity.Model{
		Gate:   9,
		Levels: []maturity.Level{{ID: "a"}, {ID: "b"}, {}, {ID: "a"}},
		Areas:  []maturity.Area{{}},
		Measures: []metrics.Measure{
			{Kind: 77}, {ID: "m", Kind: metrics.Share, Range: metrics.UpTo(-1)}, {ID: "n", Kind: metrics.Count},
		},
		Criteria: []maturity.Criterion{
			{Level: "a", Area: "z", Measure: "z", MaxAge: math.MinInt},
			{ID: "c", Level: "z", Measure: "n", Need: metrics.UpTo(-1)},
			{ID: "c", Level: "a", Measure: "m", Need: metrics.From(1)},
		},
	}
	require.EqualError(t, m.Validate(), `maturity: id: is missing
maturity: version: is missing
maturity: gate: want one of the gates, have Gate(9)
maturity: levels[2].id: is missing
maturity: levels[3].id: "a" stands twice, first in levels[0]
maturity: areas[0].id: is missing
maturity: measures[0].id: is missing
maturity: criteria[0].id: is missing
maturity: criteria[2].id: "c" stands twice, first in criteria[1]
maturity: measures[0].kind: no text for Kind(77)
maturity: measures[1]: no share lies in the range (-∞, -1]
maturity: criteria[0].level: "a" is where everybody starts and has no criteria
maturity: criteria[0].area: there is no area "z"
maturity: criteria[0].maxAge: an age can't be negative, have -9223372036854775808 days
maturity: criteria[0].measure: there is no measure "z"
maturity: criteria[1].level: there is no level "z"
maturity: criteria[1].need: no number that "n" can be lies in (-∞, -1]
maturity: criteria[2].level: "a" is where everybody starts and has no criteria`)
}

// Criteria have weights where they are added up one by one, and nowhere else.
func TestWeightsOfCriteria(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		banded := gate == maturity.BandedMean || gate == maturity.BandedSum
		m := &maturity.Model{ID: "x", Version: "1", Gate: gate, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}, Areas: []maturity.Area{{ID: "a"}},
			Measures: []metrics.Measure{{ID: "m", Kind: metrics.YesNo}}, Criteria: []maturity.Criterion{{ID: "c", Area: "a", Level: "1", Measure: "m", Need: metrics.From(1)}}}
		if banded {
			m.Levels[0].Band, m.Levels[1].Band, m.Criteria[0].Level = metrics.Below(1), metrics.From(1), ""
		}
		require.NoError(t, m.Validate(), gate)
		m.Criteria[0].Weight = 2
		if err := m.Validate(); banded {
			require.NoError(t, err, gate)
		} else {
			require.EqualError(t, err, "maturity: criteria[0].weight: criteria have no weights under the gate "+gate.String())
		}
	}
	itself := &maturity.Model{ID: "x", Version: "1", Gate: maturity.Prerequisite, Levels: []maturity.Level{{ID: "0"}, {ID: "1", Requires: []string{"1"}}},
		Measures: []metrics.Measure{{ID: "m", Kind: metrics.YesNo}}, Criteria: []maturity.Criterion{{ID: "c", Level: "1", Measure: "m", Need: metrics.From(1)}}}
	require.EqualError(t, itself.Validate(), `maturity: levels[1].requires[0]: "1" isn't below: a level stands on lower ones`)
}

// A number that levels bound from both sides is one that each stands on: under
// Prerequisite no level above the first that reads it may do without it.
func TestBothSidesUnderPrerequisite(t *testing.T) {
	m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.Prerequisite, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2", Requires: []string{"1"}}},
		Measures: []metrics.Measure{{ID: "m", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "a", Level: "1", Measure: "m", Need: metrics.From(2)}, {ID: "b", Level: "2", Measure: "m", Need: metrics.UpTo(8)}}}
	require.NoError(t, m.Validate())
	m.Levels[2].Requires = nil
	require.Error(t, m.Validate(), "the second level is reached without the first")
}
