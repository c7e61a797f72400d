package maturity_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// findings compares findings as Changes does: no disputed facts are none.
var findings = cmp.Options{exactly, cmpopts.EquateEmpty()}

// Where a criterion has no limit of age nothing grows too old, and of a gate that gives
// areas no level none is told.
func TestWhyWithoutAge(t *testing.T) {
	m := &maturity.Model{
		ID: "m", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}, Areas: []maturity.Area{{ID: "a"}},
		Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "c", Area: "a", Level: "1", Measure: "x", Need: metrics.From(5)}},
	}
	e := maturity.Evidence{
		{Measure: "x", Value: metrics.Exactly(9), AsOf: day("2021-02-01"), Source: "HR"}, {Measure: "x", Value: metrics.Exactly(2), AsOf: day("2021-01-15"), Source: "union"},
	}
	o := maturity.Options{AsOf: day("2021-06-01"), Conflicts: maturity.Worst}
	before, err := m.Assess(e, o)
	require.NoError(t, err)
	after, err := m.Assess(e[:1], o)
	require.NoError(t, err)
	c, err := m.Diff(before, after, maturity.DiffOptions{})
	require.NoError(t, err)
	require.Len(t, c.Criteria, 1)
	require.Equal(t, []maturity.Cause{maturity.NewerEvidence}, c.Criteria[0].Why)
	require.Len(t, after.Areas, 1)
	require.Empty(t, c.Areas)
}

// One criterion of each finding, and every cause that shows in the pair.
func TestWhy(t *testing.T) {
	m := &maturity.Model{
		ID: "m", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}},
		Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "c", Level: "1", Says: "at least 5", Measure: "x", Need: metrics.From(5), MaxAge: 365}},
	}
	waiver := []maturity.Waiver{{Criterion: "c", Reason: "merger", Approver: "board", Until: day("2021-12-31")}}
	at := func(f maturity.Evidence, asOf string, w []maturity.Waiver) maturity.Assessment {
		a, err := m.Assess(f, maturity.Options{AsOf: day(asOf), Waivers: w})
		require.NoError(t, err)
		return a
	}
	one := func(x float64, asOf string) maturity.Evidence {
		f := fact(metrics.Exactly(x), asOf, "HR")
		f.Measure = "x"
		return maturity.Evidence{f}
	}
	absent := maturity.Evidence{{Measure: "x", NotApplicable: "no posts", AsOf: day("2021-01-01")}}
	value := at(one(3, "2021-01-01"), "2021-06-01", nil)
	changed := func(edit func(f *maturity.Finding)) maturity.Assessment {
		a := at(one(3, "2021-01-01"), "2021-06-01", nil)
		edit(&a.Findings[0])
		return a
	}
	undated := func(f *maturity.Finding) { f.AsOf = metrics.Date{} }
	silent := func(f *maturity.Finding) { f.AsOf, f.Have, f.Evidence = metrics.Date{}, metrics.From(0), "" }
	two := append(one(9, "2021-02-01"), one(2, "2021-01-15")...)
	two[1].Source, two[1].Confidence = "union", 0.9
	by := func(way maturity.Conflicts, e maturity.Evidence) maturity.Assessment {
		a, err := m.Assess(e, maturity.Options{AsOf: day("2021-06-01"), Conflicts: way})
		require.NoError(t, err)
		require.Equal(t, way, a.Conflicts)
		return a
	}
	agree := append(one(9, "2021-02-01"), one(9, "2021-01-15")...)
	agree[1].Source, agree[1].Confidence = "union", 0.9
	later := func(way maturity.Conflicts, asOf string) maturity.Assessment {
		a, err := m.Assess(two, maturity.Options{AsOf: day(asOf), Conflicts: way})
		require.NoError(t, err)
		return a
	}
	tests := []struct {
		name string
		a, b maturity.Assessment
		want string
	}{
		{"another policy, same evidence", by(maturity.Newest, two), by(maturity.MostTrusted, two), "[policy]"},
		{"another policy, sources agree", by(maturity.Newest, agree), by(maturity.MostTrusted, agree), "[policy]"},
		{"a newer fact of another source, the worst stays", by(maturity.Worst, two[1:]), by(maturity.Worst, two), "[evidence]"},
		{"a fact that had a say grew too old", later(maturity.Worst, "2021-06-01"), later(maturity.Worst, "2022-01-20"), "[staleness]"},
		{"the trusted fact grew too old", later(maturity.MostTrusted, "2021-06-01"), later(maturity.MostTrusted, "2022-01-20"), "[staleness]"},
		{"another policy that changes nothing", by(maturity.Newest, one(3, "2021-01-01")), by(maturity.Worst, one(3, "2021-01-01")), "[]"},
		{"another policy, another value", by(maturity.Newest, one(3, "2021-01-01")), by(maturity.Worst, one(4, "2021-05-01")), "[policy]"},
		{"nothing", value, value, "[]"},
		{"another day of the assessment alone", value, at(one(3, "2021-01-01"), "2021-07-01", nil), "[]"},
		{"newer day", value, at(one(4, "2021-05-01"), "2021-06-01", nil), "[evidence]"},
		{"newer day, same value", value, at(one(3, "2021-05-01"), "2021-06-01", nil), "[evidence]"},
		{"nothing was known", at(nil, "2021-06-01", nil), value, "[evidence]"},
		{"same day, another value", value, at(one(4, "2021-01-01"), "2021-06-01", nil), "[restatement]"},
		{"an earlier day", value, at(one(3, "2020-12-01"), "2021-06-01", nil), "[restatement]"},
		{"said no longer", value, at(nil, "2021-06-01", nil), "[restatement]"},
		{"waiver granted", value, at(one(3, "2021-01-01"), "2021-06-01", waiver), "[waiver]"},
		{"waiver expired", at(one(3, "2021-12-01"), "2021-12-31", waiver), at(one(3, "2021-12-01"), "2022-01-01", waiver), "[waiver]"},
		{"too old", value, at(one(3, "2021-01-01"), "2022-06-01", nil), "[staleness]"},
		{"fresh again", at(one(3, "2020-01-01"), "2021-06-01", nil), at(one(3, "2021-06-02"), "2021-06-02", nil), "[evidence staleness]"},
		{"doesn't apply any more", value, at(absent, "2021-06-01", nil), "[applicability]"},
		{"several at once", value, at(one(7, "2021-05-01"), "2021-06-01", waiver), "[evidence waiver]"},
		{"need", value, changed(func(f *maturity.Finding) { f.Need = metrics.From(4) }), "[rule]"},
		{"words", value, changed(func(f *maturity.Finding) { f.Says = "five" }), "[rule]"},
		{"range of the measure", value, changed(func(f *maturity.Finding) { f.Measure.Range = metrics.UpTo(9) }), "[rule]"},
		{"outcome alone", value, changed(func(f *maturity.Finding) { f.Outcome = maturity.Met }), "[unknown]"},
		{"removed", value, func() maturity.Assessment { a := value; a.Findings = nil; return a }(), "[removed]"},
		{"added", func() maturity.Assessment { a := value; a.Findings = nil; return a }(), value, "[added]"},
		{"a fact that had a say is withdrawn, and was young", by(maturity.Worst, two), by(maturity.Worst, two[:1]), "[evidence]"},
		{"another policy that changes nothing, and a waiver", by(maturity.Newest, one(3, "2021-01-01")), func() maturity.Assessment {
			a, err := m.Assess(one(3, "2021-01-01"), maturity.Options{AsOf: day("2021-06-01"), Conflicts: maturity.Worst, Waivers: waiver})
			require.NoError(t, err)
			return a
		}(), "[waiver]"},
		{"no disputed facts", value, changed(func(f *maturity.Finding) { f.Disputed = []maturity.Fact{} }), "[]"},
		{"no disputed facts before", changed(func(f *maturity.Finding) { f.Disputed = []maturity.Fact{} }), value, "[]"},
		{"undated, where nothing was known", changed(silent), changed(undated), "[evidence]"},
		{"undated, and said no longer", changed(undated), changed(silent), "[restatement]"},
		{"undated", func() maturity.Assessment {
			a := changed(func(f *maturity.Finding) { f.AsOf = metrics.Date{} })
			return a
		}(), changed(func(f *maturity.Finding) { f.AsOf, f.Have = metrics.Date{}, metrics.Exactly(9) }), "[unknown]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, err := m.Diff(tt.a, tt.b, maturity.DiffOptions{})
			require.NoError(t, err)
			got := "[]"
			if len(c.Criteria) > 0 {
				require.Len(t, c.Criteria, 1)
				got = fmt.Sprint(c.Criteria[0].Why)
			}
			require.Equal(t, tt.want, got)
			applied, err := c.Apply(tt.a)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(tt.b.Findings, applied, findings))
		})
	}
}

// ladderOf is a model of levels 0 to 4, with an assessment that has a level.
func ladderOf() *maturity.Model {
	m := &maturity.Model{ID: "m", Version: "1", Gate: maturity.Staged, Measures: []metrics.Measure{{ID: "x", Kind: metrics.Count}}}
	for i := range 5 {
		m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint(i)})
		if i > 0 {
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: fmt.Sprint("c", i), Level: fmt.Sprint(i), Says: "more", Measure: "x", Need: metrics.From(float64(i))})
		}
	}
	return m
}

// at is an assessment at a range of levels; "" is no day.
func at(lowest, highest, asOf string) maturity.Assessment {
	a := maturity.Assessment{Model: "m", Version: "1", Gate: maturity.Staged, Lowest: lowest, Highest: highest}
	if asOf != "" {
		a.AsOf = day(asOf)
	}
	return a
}

func TestMoves(t *testing.T) {
	tests := []struct{ a, b, want string }{
		{"11", "11", "unchanged"}, {"11", "22", "rise"}, {"11", "33", "skip"}, {"33", "22", "fall"}, {"33", "00", "fall"},
		{"12", "12", "unchanged"}, // nothing was found that differs
		{"12", "23", "unclear"}, {"12", "34", "rise"}, {"01", "34", "skip"}, {"23", "11", "fall"}, {"12", "11", "unclear"},
	}
	for _, tt := range tests {
		c, err := ladderOf().Diff(at(tt.a[:1], tt.a[1:], ""), at(tt.b[:1], tt.b[1:], ""), maturity.DiffOptions{})
		require.NoError(t, err)
		require.Equal(t, tt.want, c.Whole.Move.String(), "%s to %s", tt.a, tt.b)
		require.Equal(t, tt.want == "unchanged", c.Empty())
	}
	a, b := at("1", "2", ""), at("1", "2", "")
	b.Findings = []maturity.Finding{{Criterion: "c1"}}
	c, err := ladderOf().Diff(a, b, maturity.DiffOptions{})
	require.NoError(t, err)
	require.Equal(t, maturity.Unclear, c.Whole.Move, "the same range, but a finding differs")
}

func TestDiffRefused(t *testing.T) {
	m := ladderOf()
	twice := at("1", "1", "2021-01-01")
	twice.Findings = []maturity.Finding{{Criterion: "c1"}, {Criterion: "c1"}, {}}
	other := at("1", "1", "")
	other.Version = "2"
	_, err := m.Diff(other, twice, maturity.DiffOptions{})
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.EqualError(t, err, `maturity: a: made under another model, version or gate: want "m", version "1", staged, have "m", version "2", staged
maturity: b.findings[1].criterion: "c1" stands twice
maturity: b.findings[2].criterion: is missing`)
	_, err = m.Diff(at("2", "1", "2021-01-02"), at("x", "1", "2021-01-01"), maturity.DiffOptions{})
	require.EqualError(t, err, `maturity: a: want two levels of the model in their order, have "2" and "1"
maturity: b: want two levels of the model in their order, have "x" and "1"
maturity: b.asOf: 2021-01-01 is before 2021-01-02, the day of a`)
	a, b := at("1", "1", ""), at("1", "1", "")
	a.Findings = []maturity.Finding{{Criterion: "p"}, {Criterion: "q"}}
	b.Findings = []maturity.Finding{{Criterion: "c1"}}
	_, err = m.Diff(a, b, maturity.DiffOptions{Mapping: map[string]string{"p": "c1", "q": "c1", "r": "s"}})
	require.EqualError(t, err, `maturity: mapping.q: the criterion "c1" of b has another one already
maturity: mapping.r: a has no criterion "r"
maturity: mapping.r: b has no criterion "s"`)
	_, err = new(maturity.Model).Diff(a, b, maturity.DiffOptions{})
	require.Error(t, err)
}

// A mapping alone says what is the same; of levels of another model nothing is told.
func TestDiffMapping(t *testing.T) {
	m := ladderOf()
	a, b := at("1", "1", ""), at("1", "1", "")
	a.Model, a.Version = "old", "9"
	need := metrics.From(1)
	a.Findings = []maturity.Finding{{Criterion: "p", Need: need}, {Criterion: "c2"}, {Criterion: "gone"}}
	b.Findings = []maturity.Finding{{Criterion: "c2"}, {Criterion: "c1", Need: need}}
	c, err := m.Diff(a, b, maturity.DiffOptions{Mapping: map[string]string{"p": "c1"}})
	require.NoError(t, err)
	require.Equal(t, maturity.Unclear, c.Whole.Move)
	require.Equal(t, []string{"c2", "c1"}, c.Order)
	var got []string
	for _, x := range c.Criteria {
		got = append(got, fmt.Sprint(x.Before.Criterion, ">", x.After.Criterion, x.Why))
	}
	require.Equal(t, []string{">c2[added]", "p>c1[rule]", "c2>[removed]", "gone>[removed]"}, got)
	applied, err := c.Apply(a)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(b.Findings, applied, findings))

	a.Model = "m" // an earlier version of the same model has the same levels
	c, err = m.Diff(a, b, maturity.DiffOptions{Mapping: map[string]string{"p": "c1"}})
	require.NoError(t, err)
	require.Equal(t, maturity.Unchanged, c.Whole.Move)
}

func TestApplyRefused(t *testing.T) {
	m := ladderOf()
	a, b := at("1", "1", ""), at("1", "1", "")
	a.Findings = []maturity.Finding{{Criterion: "c1"}}
	b.Findings = []maturity.Finding{{Criterion: "c1", Outcome: maturity.Met}}
	c, err := m.Diff(a, b, maturity.DiffOptions{})
	require.NoError(t, err)
	b.Model = "other"
	c.Order = []string{"c1", "c1"}
	_, err = c.Apply(b)
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.EqualError(t, err, `maturity: made under another model, version or gate: want "m", version "1", staged, have "other", version "1", staged
maturity: criteria[0].before: "c1" isn't what was found
maturity: order: want every criterion once`)
}

// Under every gate: Diff(a, a) is empty, Apply gives b's findings, and the document reads
// back; areas have moves where they have levels.
func TestDiffProperties(t *testing.T) {
	of, cases := tally{}, 0
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		r := draw.From(t, 11, uint64(gate))
		for range 40 {
			g := randomGated(r, gate)
			other := evidenceFor(r, g.model)
			a, err := g.model.Assess(g.facts, maturity.Options{Waivers: g.waivers})
			require.NoError(t, err)
			b, err := g.model.Assess(other.facts, maturity.Options{Waivers: other.waivers, AsOf: today})
			require.NoError(t, err)
			none, err := g.model.Diff(a, a, maturity.DiffOptions{})
			require.NoError(t, err)
			require.True(t, none.Empty())
			c, err := g.model.Diff(a, b, maturity.DiffOptions{})
			require.NoError(t, err)
			applied, err := c.Apply(a)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(b.Findings, applied, findings))
			var again maturity.Changes
			require.NoError(t, json.Unmarshal([]byte(encoded(t, c)), &again))
			require.Empty(t, cmp.Diff(c, again, findings))
			require.Equal(t, gate == maturity.Profile, c.Whole.Move == maturity.MoveUnknown)
			cases++
			for move := range maturity.Moves {
				of.add(move.String(), c.Whole.Move == move)
			}
			for _, x := range c.Criteria {
				require.NotEmpty(t, x.Why)
			}
		}
	}
	of.want(t, cases, "unchanged", "unclear")
	for _, move := range []string{"rise", "skip", "fall"} {
		require.NotZero(t, of[move], move)
	}
}

// With days, ages and conflicts too.
func TestDiffOverTime(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		of := tally{}
		for range 100 {
			p := randomProgramme(r, upwards, downwards, anyway)
			a, err := p.model.Assess(p.facts, maturity.Options{AsOf: today.AddDays(-pick(r, 0, 1, 30, 400))})
			require.NoError(t, err)
			_, _, b := assessed(t, p.model, p.facts)
			c, err := p.model.Diff(a, b, maturity.DiffOptions{})
			require.NoError(t, err)
			applied, err := c.Apply(a)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(b.Findings, applied, findings))
			for _, x := range c.Criteria {
				require.NotContains(t, x.Why, maturity.Restatement, "the same facts, only later: %+v", x)
				require.NotContains(t, x.Why, maturity.CauseUnknown, "%+v", x)
				for _, cause := range x.Why {
					of[cause.String()]++
				}
			}
		}
		require.NotZero(t, of["evidence"])
		require.NotZero(t, of["staleness"])
	})
}

func TestDiffRestated(t *testing.T) {
	m := ladderOf()
	c, err := m.DiffRestated(at("3", "3", "2023-01-01"), at("2", "2", "2023-01-01"), at("3", "3", "2024-01-01"))
	require.NoError(t, err)
	require.Equal(t, "fall rise unchanged", fmt.Sprint(c.Restatement.Whole.Move, " ", c.Movement.Whole.Move, " ", c.Apparent.Move))
	var again maturity.RestatedChanges
	require.NoError(t, json.Unmarshal([]byte(encoded(t, c)), &again))
	require.Empty(t, cmp.Diff(c, again, findings))
	other := at("3", "3", "2022-01-01")
	other.Model = "x"
	_, err = m.DiffRestated(at("3", "3", "2023-01-01"), at("2", "2", "2023-02-01"), other)
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.ErrorContains(t, err, "restated.asOf: want the day of the published assessment")
	require.ErrorContains(t, err, "later.asOf: 2022-01-01 is before 2023-02-01")
	_, err = new(maturity.Model).DiffRestated(other, other, other)
	require.Error(t, err)
}

// Areas: what stayed a range without a new finding in the area is unchanged there.
func TestDiffAreas(t *testing.T) {
	m := ladderOf()
	m.Gate = maturity.Profile
	m.Areas = []maturity.Area{{ID: "p"}, {ID: "q"}}
	for i, area := range []string{"p", "p", "p", "p", "q", "q", "q", "q"} {
		c := maturity.Criterion{ID: fmt.Sprint(area, 1+i%4), Area: area, Level: fmt.Sprint(1 + i%4), Says: "more", Measure: "x", Need: metrics.From(float64(1 + i%4))}
		m.Criteria = append(m.Criteria[:i:i], append([]maturity.Criterion{c}, m.Criteria[min(i, len(m.Criteria)):]...)...)
	}
	m.Criteria = m.Criteria[:8]
	require.NoError(t, m.Validate())
	a := maturity.Assessment{Model: "m", Version: "1", Gate: maturity.Profile, Areas: []maturity.AreaResult{{Area: "p", Lowest: "0", Highest: "2"}, {Area: "q", Lowest: "0", Highest: "2"}, {Area: "z", Lowest: "1", Highest: "1"}}}
	b := a
	b.Areas = []maturity.AreaResult{{Area: "p", Lowest: "0", Highest: "2"}, {Area: "q", Lowest: "0", Highest: "2"}}
	b.Findings = []maturity.Finding{{Criterion: "q1"}}
	c, err := m.Diff(a, b, maturity.DiffOptions{})
	require.NoError(t, err)
	require.Len(t, c.Areas, 3)
	require.Equal(t, "unchanged unclear unclear", fmt.Sprint(c.Areas[0].Move, " ", c.Areas[1].Move, " ", c.Areas[2].Move))
	require.Equal(t, maturity.MoveUnknown, c.Whole.Move)
	b.Areas = append(b.Areas, b.Areas[0])
	_, err = m.Diff(a, b, maturity.DiffOptions{})
	require.EqualError(t, err, `maturity: b.areas[2].area: "p" stands twice`)
}
