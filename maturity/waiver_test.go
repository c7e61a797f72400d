package maturity_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// school is a staged model of three yes-no measures over two levels.
func school() *maturity.Model {
	yes := func(id string) metrics.Measure { return metrics.Measure{ID: id, Kind: metrics.YesNo} }
	return &maturity.Model{
		ID: "school", Version: "1", Gate: maturity.Staged,
		Levels:   []maturity.Level{{ID: "none"}, {ID: "some"}, {ID: "all"}},
		Measures: []metrics.Measure{yes("roof"), yes("books"), yes("staff")},
		Criteria: []maturity.Criterion{
			{ID: "roof", Level: "some", Measure: "roof", Need: metrics.From(1)},
			{ID: "books", Level: "all", Measure: "books", Need: metrics.From(1), Requires: []string{"staff"}},
			{ID: "staff", Level: "all", Measure: "staff", Need: metrics.From(1), Scope: "teachers"},
		},
	}
}

func say(measure string, yes float64, source string, confidence float64, date string) maturity.Fact {
	return maturity.Fact{Measure: measure, Value: metrics.Exactly(yes), Source: source, Confidence: confidence, AsOf: day(date)}
}

// A waiver grants a level and hides nothing; once expired it grants nothing and is
// listed.
func TestWaivers(t *testing.T) {
	e := maturity.Evidence{say("roof", 0, "", 0, "2024-01-01")}
	w := maturity.Waiver{Criterion: "roof", Reason: "moving house", Approver: "head", Until: day("2024-06-30")}
	a, err := school().Assess(e, maturity.Options{AsOf: day("2024-06-30"), Waivers: []maturity.Waiver{w}})
	require.NoError(t, err)
	require.Equal(t, "some", a.Lowest)
	require.Equal(t, maturity.Unmet, a.Findings[0].Outcome)
	require.Equal(t, &w, a.Findings[0].Waiver)
	require.Equal(t, 1, a.Counts.Waived)
	require.NotContains(t, a.Limiting, "roof")
	a, err = school().Assess(e, maturity.Options{AsOf: day("2024-07-01"), Waivers: []maturity.Waiver{w}})
	require.NoError(t, err)
	require.Equal(t, "none", a.Highest)
	require.Nil(t, a.Findings[0].Waiver)
	require.Equal(t, []maturity.Waiver{w}, a.Expired)
	_, err = school().Assess(e, maturity.Options{Waivers: []maturity.Waiver{{Criterion: "rooof", Reason: " "}}})
	require.EqualError(t, err, `maturity: waivers[0].criterion: there is no criterion "rooof"
maturity: waivers[0].reason: is missing: a waiver has a reason and somebody who answers for it
maturity: waivers[0].approver: is missing: a waiver has a reason and somebody who answers for it
maturity: waivers[0].until: is missing: a waiver ends`)
}

// What doesn't apply doesn't count, and nothing but that passes no level.
func TestNotApplicable(t *testing.T) {
	na := func(measure string) maturity.Fact {
		return maturity.Fact{Measure: measure, NotApplicable: "taught outdoors", Scope: "teachers"}
	}
	a, err := school().Assess(maturity.Evidence{na("roof"), say("books", 1, "", 0, "2024-01-01"), {Measure: "staff", Value: metrics.Exactly(1), Scope: "teachers"}}, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, "none", a.Highest, "a level of which nothing applies isn't passed")
	require.Equal(t, "taught outdoors", a.Findings[0].Because)
	a, err = school().Assess(maturity.Evidence{say("roof", 1, "", 0, "2024-01-01"), say("books", 1, "", 0, "2024-01-01"), na("staff")}, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, "all", a.Lowest)
	require.Equal(t, maturity.Counts{Met: 2, NotApplicable: 1, Of: 3}, a.Counts)
	_, err = school().Assess(maturity.Evidence{{Measure: "roof", Value: metrics.Exactly(1), NotApplicable: "no"}}, maturity.Options{})
	require.EqualError(t, err, "maturity: facts[0]: want a value, an answer or why it is not applicable, have more than one of them")
}

// Only facts of its scope count for a criterion that names one.
func TestScope(t *testing.T) {
	e := maturity.Evidence{say("roof", 1, "", 0, "2024-01-01"), say("books", 1, "", 0, "2024-01-01"), say("staff", 1, "", 0, "2024-01-01")}
	e[1].Scope = "library" // to a criterion without a scope any fact counts
	a, err := school().Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, maturity.Unknown, a.Findings[2].Outcome)
	e[2].Scope = "caretakers"
	a, err = school().Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, []maturity.Ignored{{Fact: e[2], Why: maturity.WhyScope}}, a.Ignored)
	e[2].Scope = "teachers"
	a, err = school().Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, "all", a.Lowest)
}

// Sources that disagree are shown, and the stated way says which one counts.
func TestConflictsResolved(t *testing.T) {
	e := maturity.Evidence{say("roof", 1, "head", 0.5, "2024-03-01"), say("roof", 0, "parents", 0.9, "2024-02-01"), say("roof", 0, "head", 1, "2023-01-01")}
	for _, tt := range []struct {
		way      maturity.Conflicts
		outcome  maturity.Outcome
		conflict bool
		disputed int
	}{{maturity.Newest, maturity.Met, false, 0}, {maturity.MostTrusted, maturity.Unmet, true, 2}, {maturity.Worst, maturity.Unmet, true, 2}} {
		a, err := school().Assess(e, maturity.Options{Conflicts: tt.way})
		require.NoError(t, err)
		f := a.Findings[0]
		require.Equal(t, tt.outcome, f.Outcome, tt.way)
		require.Equal(t, tt.conflict, f.Conflict, tt.way)
		require.Len(t, f.Disputed, tt.disputed, "the head's older word is superseded by the head's own")
	}
	_, err := school().Assess(maturity.Evidence{say("roof", 1, "", 1.5, "2024-01-01")}, maturity.Options{})
	require.EqualError(t, err, "maturity: facts[0].confidence: want a share from 0 to 1, have 1.5")
}

// Gaps come in the order of what they require.
func TestGapsInOrder(t *testing.T) {
	a, err := school().Assess(nil, maturity.Options{Target: "all"})
	require.NoError(t, err)
	require.Equal(t, []string{"roof", "staff", "books"}, a.Gaps)
	require.Equal(t, []string{"roof"}, a.Limiting, "to the next level")
	_, err = school().Assess(nil, maturity.Options{Target: "most"})
	require.EqualError(t, err, `maturity: target: there is no level "most"`)
}

// Answers in words are worth what their scale says.
func TestAnswers(t *testing.T) {
	m := school()
	m.Scales = []maturity.Scale{{Measure: "roof", Answers: []maturity.ScaleValue{{Says: "tiles", Value: metrics.Exactly(1)}, {Says: "leaks", Value: metrics.Exactly(0)}}}}
	var e maturity.Evidence
	require.NoError(t, json.Unmarshal([]byte(`[{"measure": "roof", "answer": "tiles"}]`), &e))
	a, err := m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, "some", a.Lowest)
	_, err = m.Assess(maturity.Evidence{{Measure: "roof", Answer: "thatch"}, {Measure: "books", Answer: "many"}}, maturity.Options{})
	require.EqualError(t, err, `maturity: facts[0].answer: "roof" has no answer "thatch": its answers are "tiles", "leaks", "no", "yes"
maturity: facts[1].answer: "books" has no answer "many": its answers are "no", "yes"`)
}
