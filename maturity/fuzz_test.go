package maturity_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// problems fails unless err lists at least one problem in words.
func problems(t *testing.T, err error) {
	t.Helper()
	all := slices.Collect(metrics.Errors(err))
	require.NotEmpty(t, all)
	for _, problem := range all {
		require.NotEmpty(t, problem.Err.Error())
	}
}

// seed is the document of v, for a corpus.
func seed(f *testing.F, v any) []byte {
	doc, err := json.Marshal(v)
	if err != nil {
		f.Fatal(err)
	}
	return doc
}

func FuzzModelJSON(f *testing.F) {
	f.Add([]byte(`{}`))
	f.Add([]byte(`{"id":"x","version":"1","gate":"staged","levels":[{"id":"0"}],"measures":[],"criteria":null}`))
	for _, m := range []*maturity.Model{small(), maturity.Journey()} {
		doc := seed(f, m)
		f.Add(doc)
		f.Add(doc[:len(doc)/2])
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		m := maturity.Model{ID: "before"}
		if err := m.UnmarshalJSON(doc); err != nil {
			problems(t, err)
			require.Empty(t, cmp.Diff(maturity.Model{ID: "before"}, m, exactly))
			return
		}
		require.NoError(t, m.Validate())
		var again maturity.Model
		require.NoError(t, json.Unmarshal([]byte(encoded(t, m)), &again))
		require.Empty(t, cmp.Diff(m, again, exactly))
		a, err := m.Assess(nil, maturity.Options{})
		require.NoError(t, err)
		require.Equal(t, m.Levels[0].ID, a.Lowest, "nothing is certain of nothing")
	})
}

func FuzzFactJSON(f *testing.F) {
	for _, doc := range []string{
		`{"measure":"x","value":true,"asOf":"2020-09-04","source":"HR"}`, `{"measure":"x","value":{"low":1,"high":2,"lowOpen":true}}`,
		`{"measure":"x","value":null}`, `{"measure":"x","value":1e999}`, `{"measure":"x","value":-0}`, `{"value":"abc"}`, `{"asOf":"2021-02-29"}`, `{`,
	} {
		f.Add([]byte(doc))
	}
	f.Fuzz(func(t *testing.T, doc []byte) {
		fact := maturity.Fact{Measure: "before"}
		if err := fact.UnmarshalJSON(doc); err != nil {
			problems(t, err)
			require.Equal(t, maturity.Fact{Measure: "before"}, fact)
			return
		}
		var again maturity.Fact
		require.NoError(t, json.Unmarshal([]byte(encoded(t, fact)), &again))
		require.Equal(t, fact, again)
		var e maturity.Evidence
		require.NoError(t, e.UnmarshalJSON(slices.Concat([]byte("["), doc, []byte("]"))))
		require.Equal(t, maturity.Evidence{fact}, e)
	})
}

func FuzzAssess(f *testing.F) {
	// A model drawn at random is valid, which a document hardly is after a change.
	model := func(drawn uint64) *maturity.Model {
		switch drawn {
		case 0:
			return small()
		case 1:
			return maturity.Journey()
		}
		r := rand.New(rand.NewPCG(drawn, 0))
		if gate := maturity.Gate(drawn % 9); gate != maturity.GateUnknown {
			return randomGated(r, gate).model
		}
		return randomProgramme(r, upwards, downwards, anyway).model
	}
	facts := func(drawn uint64) maturity.Evidence {
		r := rand.New(rand.NewPCG(drawn, 0))
		if gate := maturity.Gate(drawn % 9); gate != maturity.GateUnknown {
			return randomGated(r, gate).facts
		}
		return randomProgramme(r, upwards, downwards, anyway).facts
	}
	f.Add(uint64(0), seed(f, maturity.Evidence{
		on("staff", some(3, 9), "2024-06-01"), on("trained", metrics.Exactly(0.5), "2020-06-01"), on("asked", metrics.Above(0), "2024-07-01"),
		on("saved", band(1, 2), "2024-06-01"), on("saved", metrics.Below(2), "2024-06-01"),
	}), "2024-06-30")
	f.Add(uint64(0), []byte(`[{"measure":"trained","value":85}]`), "9999-12-31")
	f.Add(uint64(1), seed(f, km{posts: metrics.From(99)}.evidence(today)), "")
	f.Add(uint64(3), []byte(`[{"measure":"m0","notApplicable":"none"},{"measure":"m1","value":1,"source":"a"},{"measure":"m1","value":0,"source":"b","confidence":0.5}]`), "")
	for drawn := range uint64(27) {
		f.Add(2+drawn, seed(f, facts(2+drawn)), today.String())
	}
	f.Fuzz(func(t *testing.T, drawn uint64, evidence []byte, asOf string) {
		var e maturity.Evidence
		var d metrics.Date
		if e.UnmarshalJSON(evidence) != nil || d.UnmarshalText([]byte(asOf)) != nil {
			return // the other targets look at these
		}
		m := model(drawn)
		o := maturity.Options{AsOf: d, Conflicts: maturity.Conflicts(drawn / 9 % 3)}
		a, err := m.Assess(e, o)
		if err != nil {
			problems(t, err)
			require.Empty(t, cmp.Diff(maturity.Assessment{}, a, exactly))
			return
		}
		place := func(id string) int {
			return slices.IndexFunc(m.Levels, func(l maturity.Level) bool { return l.ID == id })
		}
		lowest, highest := place(a.Lowest), place(a.Highest)
		if m.Gate != maturity.Profile {
			require.GreaterOrEqual(t, lowest, 0)
			require.LessOrEqual(t, lowest, highest)
		}
		require.Len(t, a.Findings, len(m.Criteria))
		require.Equal(t, len(m.Criteria), a.Counts.Of)
		if m.Gate <= maturity.Prerequisite && len(a.Closed) == 0 {
			require.Equal(t, lowest == len(m.Levels)-1, len(a.Limiting) == 0)
		}
		if a.Counts.Unknown == 0 && m.Gate <= maturity.Weighted { // else numbers count themselves
			require.True(t, a.Certain(), "nothing is unknown")
		}
		var again maturity.Assessment
		require.NoError(t, json.Unmarshal([]byte(encoded(t, a)), &again))
		require.Empty(t, cmp.Diff(a, again, exactly))
		slices.Reverse(e)
		reversed, err := m.Assess(e, o)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(a, reversed, exactly))
	})
}

// Every document is refused with a path and leaves what was there, or reads back as it
// is written.
func FuzzDocuments(f *testing.F) {
	m := &maturity.Model{ // as small as can be, so that there is time for many
		ID: "m", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}},
		Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "c", Level: "1", Measure: "x", Need: metrics.From(1)}},
	}
	e := maturity.Evidence{{Measure: "x", Value: metrics.Exactly(1)}}
	a, err := m.Assess(e, maturity.Options{})
	require.NoError(f, err)
	b, err := m.Assess(e[1:], maturity.Options{AsOf: today})
	require.NoError(f, err)
	diff, err := m.Diff(a, b, maturity.DiffOptions{})
	require.NoError(f, err)
	spread, err := maturity.NewSpread(m, map[string]maturity.Assessment{"a": a, "b": b}, maturity.SpreadOptions{})
	require.NoError(f, err)
	change, err := spread.Change(spread)
	require.NoError(f, err)
	history, err := m.History(b)
	require.NoError(f, err)
	compared, err := m.Compare(e, maturity.Options{})
	require.NoError(f, err)
	kinds := []func() any{
		func() any { return new(maturity.Units) }, func() any { return new(maturity.Options) }, func() any { return new(maturity.Assessment) },
		func() any { return new(maturity.Changes) }, func() any { return new(maturity.Spread) }, func() any { return new(maturity.SpreadChange) },
		func() any { return new(maturity.History) }, func() any { return new(maturity.Comparison) },
	}
	for kind, v := range []any{
		maturity.Units{{ID: "a", Facts: e}}, maturity.Options{AsOf: today, Conflicts: maturity.Worst, Target: "x"}, a, diff, spread, change, history, compared[0],
	} {
		f.Add(kind, seed(f, v))
	}
	f.Fuzz(func(t *testing.T, kind int, doc []byte) {
		if kind < 0 || kind >= len(kinds) {
			return
		}
		v := kinds[kind]()
		if err := json.Unmarshal(doc, v); err != nil {
			if json.Valid(doc) {
				problems(t, err)
			}
			require.Equal(t, kinds[kind](), v)
			return
		}
		written := encoded(t, v)
		again := kinds[kind]()
		require.NoError(t, json.Unmarshal([]byte(written), again), written)
		require.Equal(t, written, encoded(t, again))
	})
}
