package maturity_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// From a document of many units to the fire picture, in a few lines.
func TestUnits(t *testing.T) {
	var units maturity.Units
	require.NoError(t, json.Unmarshal([]byte(`[
		{"unit": "north", "name": "North", "facts": [{"measure": "roof", "value": true}, {"measure": "books", "value": true}]},
		{"unit": "south", "facts": [{"measure": "roof", "value": true}],
		 "waivers": [{"criterion": "books", "reason": "in store", "approver": "head", "until": "2025-01-01"}]},
		{"unit": "west", "facts": []}]`), &units))
	m := school()
	a, err := m.Assessor()
	require.NoError(t, err)
	all, err := a.AssessAll(units, maturity.Options{AsOf: day("2024-06-30")})
	require.NoError(t, err)
	require.Len(t, all, 3)
	require.Equal(t, 1, all["south"].Counts.Waived)
	require.Zero(t, all["north"].Counts.Waived, "the waiver is another's")
	s, err := maturity.NewSpread(m, all, maturity.SpreadOptions{Lit: "some"})
	require.NoError(t, err)
	require.Equal(t, 2, s.Lit.Certain)
	require.Equal(t, 3, s.Lit.Possible)
	f, ok := all["north"].Finding("books")
	require.True(t, ok)
	require.Equal(t, maturity.Met, f.Outcome)
	_, ok = all["north"].Finding("garden")
	require.False(t, ok)
	require.Equal(t, []int{0, -1}, []int{m.Place("none"), m.Place("most")})
}

// What is wrong is told of every unit, each with its place.
func TestUnitsRefused(t *testing.T) {
	var units maturity.Units
	err := json.Unmarshal([]byte(`[{"unit": "a", "facts": [{"measure": 3}], "x": 1}, {}, {"unit": "a", "facts": []}]`), &units)
	require.EqualError(t, err, `maturity: [0].facts[0].measure: want a string, have a number
maturity: [0].x: unknown field
maturity: [1].facts: is missing
maturity: [1].unit: is missing
maturity: [2].unit: "a" stands twice, first in [0]`)
	a, err := school().Assessor()
	require.NoError(t, err)
	units = maturity.Units{
		{ID: "a", Facts: maturity.Evidence{{Measure: "roof", Value: metrics.Exactly(3)}}},
		{ID: "a", Waivers: []maturity.Waiver{{Criterion: "garden", Reason: "none", Approver: "head", Until: day("2025-01-01")}}},
	}
	all, err := a.AssessAll(units, maturity.Options{})
	require.Nil(t, all)
	require.EqualError(t, err, `maturity: [1].unit: "a" stands twice, first in [0]
maturity: [0].facts[0].value: "roof": 3 is outside [0, 1], the numbers that the yes-no can be
maturity: [1].waivers[0].criterion: there is no criterion "garden"`)
	_, err = a.AssessAll(units, maturity.Options{Target: "most"})
	require.EqualError(t, err, `maturity: target: there is no level "most"`)
}

// The levels of one area are counted like those of the whole, also where there is none
// for the whole.
func TestSpreadOfAnArea(t *testing.T) {
	for _, gate := range []maturity.Gate{maturity.WeakestArea, maturity.Profile} {
		all, later := map[string]maturity.Assessment{}, map[string]maturity.Assessment{}
		m, _ := survey(0, 0, 0)
		m.Gate = gate
		for unit, people := range map[string]float64{"north": 3, "south": 1, "west": 0} {
			_, e := survey(people, 0, 0)
			a, err := m.Assess(e, maturity.Options{})
			require.NoError(t, err)
			all[unit] = a
			_, e = survey(min(people, 1), 0, 3)
			a, err = m.Assess(e, maturity.Options{})
			require.NoError(t, err)
			later[unit] = a
		}
		o := maturity.SpreadOptions{Area: "people", Lit: "defined", Seen: "aware", Tips: 0.3, Seeing: 0.6}
		s, err := maturity.NewSpread(m, all, o)
		require.NoError(t, err)
		require.Equal(t, "people", s.Area)
		require.Equal(t, []int{1, 2}, []int{s.Lit.Certain, s.Seen.Certain})
		require.Equal(t, metrics.Yes, s.Tipped)
		require.Equal(t, maturity.LevelRange{Lowest: "initial", Highest: "initial"}, s.Minimum)

		// As many see it as before, but nobody is lit any more: it has tipped back.
		back, err := maturity.NewSpread(m, later, o)
		require.NoError(t, err)
		c, err := s.Change(back)
		require.NoError(t, err)
		require.Equal(t, []string{"north"}, c.WentOut)
		require.Equal(t, []string{"south", "west"}, c.Lagging)
		require.Equal(t, metrics.Yes, c.TippedBack)

		o.Area = "technology"
		other, err := maturity.NewSpread(m, later, o)
		require.NoError(t, err)
		_, err = s.Change(other)
		require.EqualError(t, err, `maturity: area: want the same area in both, have "people" and "technology"`)
		o.Area = "garden"
		_, err = maturity.NewSpread(m, later, o)
		require.ErrorContains(t, err, "maturity: units.north.areas.garden: is missing, or has no level")
	}
}
