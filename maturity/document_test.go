package maturity_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
)

func TestDocumentsAreStrict(t *testing.T) {
	tests := []struct {
		name, doc string
		into      any
		want      string
	}{
		{"model", `{"id":"x","version":"1","gate":"staged","levels":[{"id":"0","nmae":"x"}],"measures":[],"criteria":[],"x":1}`, new(maturity.Model),
			"maturity: levels[0].nmae: unknown field; did you mean \"name\"?\nmaturity: x: unknown field"},
		{"model, key twice", `{"id":"x","version":"1","gate":"staged","levels":[{"id":"0"}],"levels":[{"id":"0"}],"measures":[],"criteria":[]}`,
			new(maturity.Model), "maturity: levels: duplicate key"},
		{"model that isn't valid", `{"id":"x","version":"1","gate":"heavy","levels":[],"measures":[{"id":"m","kind":"share"}],"criteria":[{"id":"c","level":"z","says":"","measure":"m","need":85}]}`,
			new(maturity.Model), "maturity: gate: unknown gate \"heavy\": want one of unknown, staged, prerequisite, weakest area, profile, weighted, banded mean, banded sum, additive\n" +
				"maturity: levels: a model needs at least one level, where everybody starts\n" +
				"maturity: criteria[0].level: there is no level \"z\"\n" +
				"maturity: criteria[0].need: no number that \"m\" can be lies in 85"},
		{"model of nothing", `{}`, new(maturity.Model), "maturity: id: is missing\nmaturity: version: is missing\n" +
			"maturity: gate: want one of the gates, have unknown\nmaturity: levels: a model needs at least one level, where everybody starts"},
		{"criterion", `{"id":"c","need":{"low":1,"hihg":2},"maxAge":1.5,"x":0}`, new(maturity.Criterion),
			"maturity: need.hihg: unknown field; did you mean \"high\"?\n" +
				"maturity: maxAge: want a whole number without fraction or exponent, have 1.5\nmaturity: x: unknown field"},
		{"finding", `{"criterion":"c","outcome":"met","measure":{"id":"m","x":1},"have":1,"have":2}`, new(maturity.Finding),
			"maturity: measure.x: unknown field\nmaturity: have: duplicate key"},
		{"assessment", `{"model":"x","lowest":"0","findings":[{"criterion":"c","outcome":"maybe","x":1}],"counts":{"met":1,"met":2},"ignored":[{"fact":{"y":1},"why":""}]}`,
			new(maturity.Assessment), "maturity: findings[0].outcome: unknown outcome \"maybe\": want one of unknown, unmet, met, not applicable\n" +
				"maturity: findings[0].x: unknown field\nmaturity: counts.met: duplicate key\nmaturity: ignored[0].fact.y: unknown field"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.EqualError(t, json.Unmarshal([]byte(tt.doc), tt.into), tt.want)
		})
	}
}

// TestRefusedDocumentChangesNothing: a target is written whole or not at all.
func TestRefusedDocumentChangesNothing(t *testing.T) {
	m, c, a, f := small(), small().Criteria[0], maturity.Assessment{Model: "before"}, maturity.Finding{Says: "before"}
	require.Error(t, f.UnmarshalJSON([]byte(`{"says":"after","x":1}`)))
	require.Empty(t, cmp.Diff(maturity.Finding{Says: "before"}, f, exactly))
	require.Error(t, m.UnmarshalJSON([]byte(`{"id":"after"}`)))
	require.Empty(t, cmp.Diff(small(), m, exactly))
	require.Error(t, c.UnmarshalJSON([]byte(`{"id":"after","x":1}`)))
	require.Empty(t, cmp.Diff(small().Criteria[0], c, exactly))
	require.Error(t, a.UnmarshalJSON([]byte(`{"model":"after","x":1}`)))
	require.Empty(t, cmp.Diff(maturity.Assessment{Model: "before"}, a, exactly))
}
