package maturity_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Facts of one scope say nothing of another: a measure in two scopes is two numbers, as
// if it were two measures, under every gate.
func TestScopesAreNumbersOfTheirOwn(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		t.Run(gate.String(), func(t *testing.T) {
			r := draw.From(t, 8, uint64(gate))
			differs := 0
			for range fewer(200) {
				m := randomGated(r, gate).model
				scoped, split := *m, *m
				scoped.Criteria, split.Criteria, split.Measures = nil, nil, nil
				for _, measure := range m.Measures {
					for _, scope := range []string{"here", "there"} {
						measure := measure
						measure.ID += " " + scope
						split.Measures = append(split.Measures, measure)
					}
				}
				for _, c := range m.Criteria {
					c.Scope = pick(r, "here", "there")
					scoped.Criteria = append(scoped.Criteria, c)
					c.Measure, c.Scope = c.Measure+" "+c.Scope, ""
					split.Criteria = append(split.Criteria, c)
				}
				var facts, apart maturity.Evidence
				for _, measure := range m.Measures {
					for _, scope := range []string{"here", "there"} {
						value, _ := possible(r, measure, m)
						facts = append(facts, maturity.Fact{Measure: measure.ID, Value: value, Scope: scope})
						apart = append(apart, maturity.Fact{Measure: measure.ID + " " + scope, Value: value})
					}
				}
				require.Equal(t, split.Validate() == nil, scoped.Validate() == nil)
				if scoped.Validate() != nil {
					continue
				}
				a, err := scoped.Assess(facts, maturity.Options{})
				require.NoError(t, err)
				b, err := split.Assess(apart, maturity.Options{})
				require.NoError(t, err)
				require.Equal(t, []any{b.Lowest, b.Highest, b.Score, b.Areas, b.Limiting, b.Gaps}, []any{a.Lowest, a.Highest, a.Score, a.Areas, a.Limiting, a.Gaps}, encoded(t, scoped))
				if a.Lowest != a.Highest {
					differs++
				}
			}
			require.True(t, gate == maturity.Profile || differs > fewer(20))
		})
	}
}

// Of sources that disagree the worst counts for each criterion by itself, whichever
// side of the need it lies on.
// A score has the open ends that its numbers have.
func TestScoreOpenAtItsEnds(t *testing.T) {
	for gate, levels := range map[maturity.Gate][]maturity.Level{
		maturity.BandedMean: {{ID: "low", Band: metrics.Below(0.5)}, {ID: "high", Band: metrics.From(0.5)}},
		maturity.BandedSum:  {{ID: "low", Band: metrics.Below(0.5)}, {ID: "high", Band: metrics.From(0.5)}},
	} {
		m := maturity.Model{ID: "x", Version: "1", Gate: gate, Levels: levels, Areas: []maturity.Area{{ID: "a"}},
			Measures: []metrics.Measure{{ID: "share", Kind: metrics.Share}}, Criteria: []maturity.Criterion{{ID: "c", Area: "a", Measure: "share"}}}
		for _, text := range []string{"[0.25, 0.75]", "(0.25, 0.75]", "[0.25, 0.75)", "(0.25, 0.75)", "0.5"} {
			known, err := metrics.ParseInterval(text)
			require.NoError(t, err)
			a, err := m.Assess(maturity.Evidence{{Measure: "share", Value: known}}, maturity.Options{})
			require.NoError(t, err)
			require.Equal(t, known, a.Score, "%s", gate)
			require.Equal(t, known, a.Areas[0].Score, "%s", gate)
		}
	}
}

// Facts of one day of which some say that a criterion doesn't apply: it does if one says
// so, and where none does the first of their reasons tells why.
func TestSomeDontApply(t *testing.T) {
	m := maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}},
		Measures: []metrics.Measure{{ID: "posts", Kind: metrics.Count}}, Criteria: []maturity.Criterion{{ID: "c", Level: "1", Measure: "posts", Need: metrics.From(1)}}}
	no := func(why, source string) maturity.Fact {
		return maturity.Fact{Measure: "posts", NotApplicable: why, Source: source}
	}
	three := maturity.Fact{Measure: "posts", Value: metrics.Exactly(3), Source: "HR"}
	for _, row := range []struct {
		facts   maturity.Evidence
		outcome maturity.Outcome
		because string
	}{
		{maturity.Evidence{no("there is one person", "b"), no("all is outsourced", "c")}, maturity.NotApplicable, "all is outsourced"},
		{maturity.Evidence{no("there is one person", "b"), three, no("all is outsourced", "c")}, maturity.Met, ""},
		{maturity.Evidence{three, no("all is outsourced", "c")}, maturity.Met, ""},
	} {
		for range row.facts {
			row.facts = append(row.facts[1:], row.facts[0])
			a, err := m.Assess(row.facts, maturity.Options{})
			require.NoError(t, err)
			f := a.Findings[0]
			require.Equal(t, row.outcome, f.Outcome, "%v", row.facts)
			require.Equal(t, row.because, f.Because, "%v", row.facts)
			require.Equal(t, row.outcome == maturity.Met, f.Conflict, "%v", row.facts)
			if row.outcome == maturity.Met {
				require.Equal(t, metrics.Exactly(3), f.Have)
				require.Equal(t, "HR", f.Evidence)
			}
		}
	}
}

// Where the number itself counts the worst is the least of them, and no greater than
// any.
func TestWorstOfNumbers(t *testing.T) {
	m := maturity.Model{ID: "x", Version: "1", Gate: maturity.BandedSum, Levels: []maturity.Level{{ID: "low", Band: metrics.Below(2)}, {ID: "high", Band: metrics.From(2)}},
		Areas: []maturity.Area{{ID: "a"}}, Measures: []metrics.Measure{{ID: "grade", Range: metrics.MustBetween(0, 4)}}, Criteria: []maturity.Criterion{{ID: "c", Area: "a", Measure: "grade"}}}
	fact := func(i metrics.Interval, source string) maturity.Fact {
		return maturity.Fact{Measure: "grade", Value: i, Source: source}
	}
	for _, row := range []struct {
		facts maturity.Evidence
		want  metrics.Interval
		whose string // the first by name of those that may be the lowest
	}{
		{maturity.Evidence{fact(metrics.Exactly(3), "a"), fact(metrics.Exactly(1), "b"), fact(metrics.Exactly(2), "c")}, metrics.Exactly(1), "b"},
		{maturity.Evidence{fact(metrics.Exactly(1), "a"), fact(metrics.MustBetween(2, 3), "b")}, metrics.Exactly(1), "a"},
		{maturity.Evidence{fact(metrics.Exactly(3), "a"), fact(metrics.UpTo(4), "b"), fact(metrics.Exactly(1), "c")}, metrics.MustBetween(0, 1), "b"},
		{maturity.Evidence{fact(metrics.Exactly(2), "a"), fact(metrics.MustBetween(1.5, 3), "b")}, metrics.MustBetween(1.5, 2), "a"},
		{maturity.Evidence{{Measure: "grade", NotApplicable: "no grades here", Source: "a"}, fact(metrics.Exactly(2), "b")}, metrics.Exactly(2), "b"},
	} {
		for range row.facts {
			row.facts = append(row.facts[1:], row.facts[0])
			a, err := m.Assess(row.facts, maturity.Options{Conflicts: maturity.Worst})
			require.NoError(t, err)
			require.Equal(t, row.want, a.Findings[0].Have, "%v", row.facts)
			require.Equal(t, row.whose, a.Findings[0].Evidence, "%v", row.facts)
		}
	}
}

// The worst of numbers is the least, whatever each of them is; so that to know one
// better never widens it, nor the level.
func TestWorstOfNumbersKnownBetter(t *testing.T) {
	m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.BandedSum, Levels: []maturity.Level{{ID: "low", Band: metrics.Below(2)}, {ID: "high", Band: metrics.From(2)}},
		Measures: []metrics.Measure{{ID: "grade", Range: metrics.MustBetween(0, 4)}}, Criteria: []maturity.Criterion{{ID: "c", Measure: "grade"}}}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		narrower := 0
		for range 500 {
			var e maturity.Evidence
			least := [2]float64{4, 4}
			for i := range 1 + r.IntN(4) {
				x, y := float64(r.IntN(9))/2, float64(r.IntN(9))/2
				e = append(e, maturity.Fact{Measure: "grade", Source: fmt.Sprint(i), Value: some(min(x, y), max(x, y))})
				least[0], least[1] = min(least[0], x, y), min(least[1], max(x, y))
			}
			see := func() (metrics.Interval, maturity.LevelRange) {
				a, err := m.Assess(e, maturity.Options{Conflicts: maturity.Worst})
				require.NoError(t, err)
				require.Equal(t, a.Findings[0].Have, a.Score)
				return a.Score, maturity.LevelRange{Lowest: a.Lowest, Highest: a.Highest}
			}
			score, was := see()
			require.Equal(t, some(least[0], least[1]), score, "%v", e)
			f := &e[r.IntN(len(e))]
			had := f.Value
			low, _ := had.Low()
			high, _ := had.High()
			f.Value = pick(r, metrics.Exactly(low), metrics.Exactly(high), some((low+high)/2, high), some(low, (low+high)/2))
			now, is := see()
			require.Equal(t, metrics.Yes, now.Within(score), "%v, which was %s: %s, then %s", e, had, score, now)
			require.True(t, m.Place(was.Lowest) <= m.Place(is.Lowest) && m.Place(is.Highest) <= m.Place(was.Highest), "%v, which was %s: %s, then %s", e, had, was, is)
			if now != score {
				narrower++
			}
		}
		require.Greater(t, narrower, 50)
	})
}

func TestWorstOnBothSides(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2"}},
		Measures: []metrics.Measure{{ID: "staff", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{
			{ID: "some", Level: "1", Measure: "staff", Need: metrics.From(2)},
			{ID: "right", Level: "2", Measure: "staff", Need: some(5, 10)},
		},
	}
	e := maturity.Evidence{
		{Measure: "staff", Value: metrics.Exactly(20), Source: "a", AsOf: day("2024-01-01")},
		{Measure: "staff", Value: metrics.Exactly(3), Source: "b", AsOf: day("2024-01-02")},
	}
	a, err := m.Assess(e, maturity.Options{Conflicts: maturity.Worst})
	require.NoError(t, err)
	require.Equal(t, maturity.Unmet, a.Findings[1].Outcome)
	require.Equal(t, [2]string{"1", "1"}, [2]string{a.Lowest, a.Highest})
	e[1].AsOf = e[0].AsOf
	a, err = m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, maturity.Unknown, a.Findings[1].Outcome, "the newest of one day may be anything between")
	require.Equal(t, some(3, 20), a.Findings[1].Have)
}

// A need between two numbers may stand in an optional level if no other level reads
// its measure.
func TestBetweenInAnOptionalLevel(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1", Optional: true}, {ID: "2"}},
		Measures: []metrics.Measure{{ID: "staff", Kind: metrics.Count}, {ID: "visits", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{
			{ID: "right", Level: "1", Measure: "staff", Need: some(5, 10)},
			{ID: "many", Level: "2", Measure: "visits", Need: metrics.From(2)},
		},
	}
	for _, tt := range []struct {
		staff, visits   metrics.Interval
		lowest, highest string
	}{{some(4, 11), metrics.Exactly(0), "0", "1"}, {some(5, 10), some(1, 2), "1", "2"}, {metrics.Exactly(11), some(1, 2), "0", "2"}} {
		a, err := m.Assess(maturity.Evidence{{Measure: "staff", Value: tt.staff}, {Measure: "visits", Value: tt.visits}}, maturity.Options{})
		require.NoError(t, err)
		require.Equal(t, [2]string{tt.lowest, tt.highest}, [2]string{a.Lowest, a.Highest})
	}
	m.Criteria[0].Need, m.Criteria[1] = some(5, 10), maturity.Criterion{ID: "many", Level: "2", Measure: "staff", Need: metrics.From(20)}
	require.ErrorContains(t, m.Validate(), "that can't be told apart")
	m.Levels[1].Optional = false
	require.EqualError(t, m.Validate(), `maturity: criteria[1].need: [20, ∞) and what else is asked of "staff" up to the level "2" can't be met together, so it is never reached`)
}

// A band that no score reaches is no level, and holes are told beside other faults.
func TestBandsOutOfReach(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.BandedSum,
		Levels:   []maturity.Level{{ID: "low", Band: metrics.UpTo(1)}, {ID: "high", Band: band(1, 3)}, {ID: "top", Band: metrics.Above(3)}},
		Measures: []metrics.Measure{{ID: "m", Kind: metrics.Share}},
		Criteria: []maturity.Criterion{{ID: "c", Measure: "m", Weight: 2}},
	}
	require.EqualError(t, m.Validate(), "maturity: levels[2].band: scores go from 0 to 2, never into (3, ∞)")
	m.Levels[1].Band, m.Version = band(1.5, 3), ""
	require.EqualError(t, m.Validate(), "maturity: version: is missing\nmaturity: levels[1].band: there is a hole between (-∞, 1] and (1.5, 3]")
}

// A level of which nothing applies is told, since neither the limiting criteria nor the
// gaps can show why it isn't reached.
func TestClosed(t *testing.T) {
	m, _ := survey(1, 1, 1)
	m.Gate = maturity.WeakestArea
	for i := range m.Criteria { // each cell a measure of its own
		m.Measures = append(m.Measures, metrics.Measure{ID: m.Criteria[i].ID, Kind: metrics.YesNo})
		m.Criteria[i].Measure, m.Criteria[i].Need = m.Criteria[i].ID, metrics.From(1)
	}
	var e maturity.Evidence
	for _, c := range m.Criteria {
		f := maturity.Fact{Measure: c.ID, Answer: "yes"}
		if c.Area == "people" && c.Level == m.Levels[2].ID {
			f.Answer, f.NotApplicable = "", "no people"
		}
		e = append(e, f)
	}
	for _, gate := range []maturity.Gate{maturity.WeakestArea, maturity.Profile, maturity.Weighted} {
		under, err := m.Under(gate)
		require.NoError(t, err)
		a, err := under.Assess(e, maturity.Options{})
		require.NoError(t, err)
		require.True(t, a.Certain())
		require.Equal(t, []maturity.Closed{{Level: m.Levels[2].ID, Area: "people"}}, a.Closed)
		require.Empty(t, a.Gaps)
	}
	m, err := m.Under(maturity.Staged)
	require.NoError(t, err)
	a, err := m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Empty(t, a.Closed, "of the level something applies in another area")
	require.Equal(t, m.Levels[len(m.Levels)-1].ID, a.Lowest)
}

// What was made under one gate isn't compared with what was made under another, nor
// applied to it.
func TestAnotherGate(t *testing.T) {
	m, e := survey(1, 2, 3)
	weakest, err := m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	staged, err := m.Under(maturity.Staged)
	require.NoError(t, err)
	other, err := staged.Assess(e, maturity.Options{})
	require.NoError(t, err)
	c, err := m.Diff(weakest, weakest, maturity.DiffOptions{})
	require.NoError(t, err)
	_, err = c.Apply(other)
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	_, err = m.Diff(weakest, other, maturity.DiffOptions{})
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	one, err := maturity.NewSpread(m, map[string]maturity.Assessment{"x": weakest}, maturity.SpreadOptions{})
	require.NoError(t, err)
	two, err := maturity.NewSpread(staged, map[string]maturity.Assessment{"x": other}, maturity.SpreadOptions{})
	require.NoError(t, err)
	_, err = one.Change(two)
	require.ErrorIs(t, err, maturity.ErrOtherModel)
}

// Facts are held against a need, and against one another, as what their measure can be:
// of a yes-no more than 0 is yes.
func TestFactsAreCutFirst(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}},
		Measures: []metrics.Measure{{ID: "late", Kind: metrics.YesNo}},
		Criteria: []maturity.Criterion{{ID: "not", Level: "1", Measure: "late", Need: metrics.UpTo(0)}},
	}
	e := maturity.Evidence{{Measure: "late", Value: metrics.Above(0), Source: "a"}, {Measure: "late", Value: some(0, 1), Source: "b"}}
	a, err := m.Assess(e, maturity.Options{Conflicts: maturity.Worst})
	require.NoError(t, err)
	require.Equal(t, maturity.Unmet, a.Findings[0].Outcome)
	e[0].Value, e[1].Value = some(0, 0.5), metrics.Exactly(0)
	a, err = m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, maturity.Met, a.Findings[0].Outcome)
	require.False(t, a.Findings[0].Conflict, "both say no")
}

// Just below 1 the number and the need together give what 2 gives by itself: the score is
// attained there, whichever comes first, though a third and a third of 1 round to more
// than a third of 2.
func TestScoreAttainedElsewhere(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.BandedMean, Levels: []maturity.Level{{ID: "0", Band: metrics.Below(1)}, {ID: "1", Band: metrics.From(1)}},
		Measures: []metrics.Measure{{ID: "x", Kind: metrics.Amount, Range: some(0, 2)}, {ID: "y", Kind: metrics.YesNo}},
		Criteria: []maturity.Criterion{
			{ID: "number", Measure: "x"}, {ID: "between", Measure: "x", Need: few()}, {ID: "yes", Measure: "y", Need: metrics.From(1)},
		},
	}
	a, err := m.Assess(maturity.Evidence{{Measure: "y", Answer: "yes"}}, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, [2]string{"0", "1"}, [2]string{a.Lowest, a.Highest})
	require.False(t, a.Score.HighOpen(), a.Score.String())
}

// few is a quarter or more and less than 1.
func few() metrics.Interval {
	i, _ := metrics.From(0.25).Intersect(metrics.Below(1))
	return i
}
