package models_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
)

// Every level of every model has one correspondence, in order, and says that it is
// ours; who stands higher in a model stands no lower in the stages.
func TestCrosswalk(t *testing.T) {
	type place struct{ model, version, level string }
	var want, have []place
	for e := range models.All {
		m, err := models.New(e.ID, e.Gates[0])
		require.NoError(t, err)
		for _, l := range m.Levels {
			want = append(want, place{m.ID, m.Version, l.ID})
		}
	}
	before := models.Correspondence{}
	for c := range models.Crosswalk {
		have = append(have, place{c.Model, c.Version, c.Level})
		require.True(t, c.Ours)
		require.Equal(t, metrics.OurDefault(), c.Source)
		require.NotEqual(t, maturity.StageUnknown, c.Lowest)
		require.LessOrEqual(t, c.Lowest, c.Highest)
		require.LessOrEqual(t, c.Highest, maturity.Embedded)
		if before.Model == c.Model {
			require.LessOrEqual(t, before.Lowest, c.Lowest, c)
			require.LessOrEqual(t, before.Highest, c.Highest, c)
		} else {
			require.Equal(t, maturity.NotStarted, c.Lowest, "the first level is where everybody starts")
		}
		before = c

		lowest, highest, ok := models.StageOf(c.Model, c.Level)
		require.True(t, ok)
		require.Equal(t, []maturity.Stage{c.Lowest, c.Highest}, []maturity.Stage{lowest, highest})
	}
	require.Equal(t, want, have)
	for range models.Crosswalk { // a loop may end early
		break
	}
}

func TestStageOf(t *testing.T) {
	tests := []struct {
		model, level    string
		lowest, highest maturity.Stage
		ok              bool
		why             string
	}{
		{models.GKMMM, "aware", maturity.ChampionsNetwork, maturity.ChampionsNetwork, true, "its second level"},
		{models.Infosys, "aware", maturity.RolesEstablished, maturity.RolesEstablished, true, "its third, by the same name"},
		{models.ISO30401, "not conforming", maturity.NotStarted, maturity.Embedded, true, "nobody must conform"},
		{models.ISO30401, "conforming", maturity.RolesEstablished, maturity.Embedded, true, "it asks for no practice area"},
		{models.APQC, "optimizing", maturity.StageUnknown, maturity.StageUnknown, false, "a name of the CMM"},
		{"cmm", "managed", maturity.StageUnknown, maturity.StageUnknown, false, "no such model"},
		{models.APQC, "Develop", maturity.StageUnknown, maturity.StageUnknown, false, "a name and no id"},
		{"", "", maturity.StageUnknown, maturity.StageUnknown, false, "nothing named"},
	}
	for _, test := range tests {
		lowest, highest, ok := models.StageOf(test.model, test.level)
		require.Equal(t, test.ok, ok, test.why)
		require.Equal(t, []maturity.Stage{test.lowest, test.highest}, []maturity.Stage{lowest, highest}, test.why)
	}
}
