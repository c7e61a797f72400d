package maturity_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Every fact is checked, whether the model has its measure or not, and so are the
// options.
func TestEveryFactIsChecked(t *testing.T) {
	e := maturity.Evidence{
		{Measure: "elsewhere", Value: metrics.Exactly(1), Answer: "yes", Confidence: -1},
		{Value: metrics.Exactly(1)},
		{Measure: "books", Answer: "perhaps"},
	}
	_, err := school().Assess(e, maturity.Options{Conflicts: 9})
	require.EqualError(t, err, `maturity: facts[0].confidence: want a share from 0 to 1, have -1
maturity: facts[0]: want a value, an answer or why it is not applicable, have more than one of them
maturity: facts[1].measure: is missing
maturity: facts[2].answer: "books" has no answer "perhaps": its answers are "no", "yes"
maturity: conflicts: no text for Conflicts(9)`)
	var none *maturity.Assessor
	for _, a := range []*maturity.Assessor{none, {}} {
		_, err = a.Assess(nil, maturity.Options{})
		require.EqualError(t, err, "maturity: there is no model")
	}
}

// True is an answer, not a number: a count isn't 1 because somebody says yes.
func TestTrueIsNoNumber(t *testing.T) {
	var e maturity.Evidence
	require.NoError(t, json.Unmarshal([]byte(`[{"measure": "km-practitioners", "value": true}, {"measure": "km-metrics", "value": true}]`), &e))
	_, err := maturity.Journey().Assess(e, maturity.Options{})
	require.EqualError(t, err, `maturity: facts[0].answer: "km-practitioners" has no answer "yes": it is told in numbers`)
	a, err := maturity.Journey().Assess(e[1:], maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, maturity.Met, a.Findings[4].Outcome)

	err = json.Unmarshal([]byte(`[{"measure": "x", "value": "yes"}, {"measure": "x", "value": true, "answer": "no"}]`), &e)
	require.EqualError(t, err, `maturity: [0].value: want a number, an object with low and high, true or false, have "yes": answers in words stand in answer
maturity: [1].value: want a value or an answer in words, have both`)
}

// A fact that says nothing takes nothing away from an older one that does, and one
// on a measure that no criterion looks at is told.
func TestSilentFacts(t *testing.T) {
	m := school()
	m.Measures = append(m.Measures, metrics.Measure{ID: "garden", Kind: metrics.YesNo})
	said := maturity.Fact{Measure: "roof", Answer: "yes", AsOf: metrics.MustDate("2024-01-01")}
	empty := maturity.Fact{Measure: "roof", AsOf: metrics.MustDate("2024-05-01")}
	unused := maturity.Fact{Measure: "garden", Answer: "yes"}
	for _, way := range []maturity.Conflicts{maturity.Newest, maturity.MostTrusted, maturity.Worst} {
		a, err := m.Assess(maturity.Evidence{empty, said, unused}, maturity.Options{Conflicts: way})
		require.NoError(t, err)
		require.Equal(t, maturity.Met, a.Findings[0].Outcome)
		require.False(t, a.Findings[0].Conflict)
		require.Equal(t, []maturity.Ignored{{Fact: unused, Why: maturity.WhyUnused}, {Fact: empty, Why: maturity.WhySilent}}, a.Ignored)
	}
}

func TestOptionsJSON(t *testing.T) {
	o := maturity.Options{
		AsOf: metrics.MustDate("2024-06-30"), Conflicts: maturity.Worst, Target: "all",
		Waivers: []maturity.Waiver{{Criterion: "roof", Reason: "in repair", Approver: "head", Until: metrics.MustDate("2024-12-31")}},
	}
	b, err := json.Marshal(o)
	require.NoError(t, err)
	var again maturity.Options
	require.NoError(t, json.Unmarshal(b, &again))
	require.Equal(t, o, again)
	require.EqualError(t, json.Unmarshal([]byte(`{"conflicts": "best", "policy": 1}`), &again), `maturity: conflicts: unknown conflicts "best": want one of newest, most trusted, worst
maturity: policy: unknown field`)
}
