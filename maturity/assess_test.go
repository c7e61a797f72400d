package maturity_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// on is a fact as of a day.
func on(measure string, value metrics.Interval, asOf string) maturity.Fact {
	return maturity.Fact{Measure: measure, Value: value, AsOf: day(asOf), Source: "HR"}
}

// TestAssess compares one assessment as a whole.
func TestAssess(t *testing.T) {
	m := small()
	got, err := m.Assess(maturity.Evidence{
		on("trained", some(0.4, 0.6), "2023-06-30"),
		on("staff", metrics.From(3), "2024-06-01"), on("staff", metrics.Exactly(1), "2024-07-01"),
		on("saved", metrics.Exactly(2), "2024-01-01"), on("saved", some(4, 5), "2024-01-01"),
		on("visits", metrics.Exactly(7), "2024-01-01"),
	}, maturity.Options{AsOf: today})
	require.NoError(t, err)
	want := maturity.Assessment{
		Model: "shop", Version: "2", Gate: maturity.Staged, AsOf: today, Lowest: "start", Highest: "done",
		Findings: []maturity.Finding{
			{Criterion: "ask", Outcome: maturity.Unknown, Measure: m.Measures[2], Have: some(0, 1), Need: metrics.Exactly(1), Says: "asked", Remedy: "ask"},
			{Criterion: "staff", Outcome: maturity.Met, Measure: m.Measures[0], Have: metrics.From(3), Need: metrics.From(3),
				Source: metrics.OurDefault(), AsOf: day("2024-06-01"), Evidence: "HR"},
			{Criterion: "train", Outcome: maturity.Unknown, Measure: m.Measures[1], Have: some(0, 1), Need: metrics.Above(0.5),
				AsOf: day("2023-06-30"), Evidence: "HR", Stale: true}, // 366 days
			{Criterion: "save", Outcome: maturity.Unknown, Measure: m.Measures[3], Have: some(2, 5), Need: some(1, 4),
				AsOf: day("2024-01-01"), Evidence: "HR", Conflict: true,
				Disputed: []maturity.Fact{on("saved", metrics.Exactly(2), "2024-01-01"), on("saved", some(4, 5), "2024-01-01")}},
			{Criterion: "few", Outcome: maturity.Unknown, Measure: m.Measures[0], Have: metrics.From(3), Need: metrics.UpTo(8),
				AsOf: day("2024-06-01"), Evidence: "HR"},
		},
		Counts:   maturity.Counts{Met: 1, Unknown: 4, Of: 5},
		Limiting: []string{"train"}, Gaps: []string{"train"},
		Areas: []maturity.AreaResult{
			{Area: "people", Counts: maturity.Counts{Met: 1, Unknown: 1, Of: 2}},
			{Area: "tools", Counts: maturity.Counts{Unknown: 1, Of: 1}},
		},
		Ignored: []maturity.Ignored{
			{Fact: on("staff", metrics.Exactly(1), "2024-07-01"), Why: maturity.WhyLater},
			{Fact: on("visits", metrics.Exactly(7), "2024-01-01"), Why: maturity.WhyNoMeasure},
		},
	}
	require.Empty(t, cmp.Diff(want, got, exactly))
	require.False(t, got.Certain())
}

func TestAssessWithNothing(t *testing.T) {
	a, err := (&maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "start"}}}).Assess(nil, maturity.Options{})
	require.NoError(t, err)
	require.True(t, a.Certain())
	require.Equal(t, `{"model":"x","version":"1","gate":"staged","lowest":"start","highest":"start","findings":[],`+
		`"counts":{"met":0,"unmet":0,"unknown":0,"notApplicable":0,"of":0},"limiting":[],"ignored":[]}`, encoded(t, a))
	require.False(t, maturity.Assessment{}.Certain(), "of nothing nothing is certain")
	require.False(t, maturity.Assessment{Highest: "x"}.Certain())
	require.False(t, maturity.Assessment{Gate: maturity.Profile}.Certain(), "there are no areas")
	_, err = (&maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "start"}}}).Assess(nil, maturity.Options{Target: "start"})
	require.NoError(t, err, "the lowest level is one to aim at")
	two := maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "start"}, {ID: "end"}}, Measures: []metrics.Measure{{ID: "n", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{{ID: "c", Level: "end", Measure: "n", Need: metrics.From(1)}}}
	for target, gaps := range map[string][]string{"": {"c"}, "end": {"c"}, "start": nil} {
		a, err := two.Assess(nil, maturity.Options{Target: target})
		require.NoError(t, err)
		require.Equal(t, gaps, a.Gaps, "to %q", target)
	}
}

func TestLevels(t *testing.T) {
	yes, no := metrics.Exactly(1), metrics.Exactly(0)
	fresh := func(measure string, value metrics.Interval) maturity.Fact { return on(measure, value, "2024-06-01") }
	tests := []struct {
		name            string
		e               maturity.Evidence
		lowest, highest string
		limiting        []string
	}{
		{"nothing known", nil, "start", "done", []string{"staff", "train"}},
		{"optional level alone", maturity.Evidence{fresh("asked", yes), fresh("staff", metrics.Exactly(2))}, "tried", "tried", []string{"staff", "train"}},
		{"optional level passed over", maturity.Evidence{fresh("asked", no), fresh("staff", metrics.Exactly(3)), fresh("trained", metrics.Exactly(1))},
			"known", "done", []string{"save"}},
		{"optional level not known", maturity.Evidence{fresh("staff", metrics.Exactly(9)), fresh("trained", metrics.Exactly(1))},
			"known", "known", []string{"save", "few"}},
		{"on a threshold that is included", maturity.Evidence{fresh("staff", metrics.Exactly(3)), fresh("trained", some(0.51, 1)), fresh("saved", some(1, 4))},
			"done", "done", []string{}},
		{"on one that isn't", maturity.Evidence{fresh("asked", no), fresh("staff", metrics.Exactly(3)), fresh("trained", metrics.Exactly(0.5))},
			"start", "start", []string{"train"}},
		{"needs that one number can't meet", maturity.Evidence{fresh("asked", yes), fresh("staff", metrics.Above(8)), fresh("trained", metrics.Exactly(1))},
			"known", "known", []string{"save", "few"}},
		{"more than no is yes", maturity.Evidence{fresh("asked", metrics.Above(0)), fresh("staff", no)}, "tried", "tried", []string{"staff", "train"}},
		{"less than yes is no", maturity.Evidence{fresh("asked", metrics.Below(1)), fresh("staff", no)}, "start", "start", []string{"staff", "train"}},
		{"at least a quarter is yes", maturity.Evidence{fresh("asked", metrics.From(0.25)), fresh("staff", no)}, "tried", "tried", []string{"staff", "train"}},
		{"unknown with a wide interval is one of two", maturity.Evidence{fresh("asked", metrics.Anything()), fresh("staff", no)},
			"start", "tried", []string{"staff", "train"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := small().Assess(tt.e, maturity.Options{AsOf: today})
			require.NoError(t, err)
			require.Equal(t, [2]string{tt.lowest, tt.highest}, [2]string{a.Lowest, a.Highest})
			require.Equal(t, tt.lowest == tt.highest, a.Certain())
			require.Equal(t, tt.limiting, a.Limiting)
		})
	}
}

// TestYesNoHasTwoNumbers: needs that meet between no and yes can't both be met.
func TestYesNoHasTwoNumbers(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2"}},
		Measures: []metrics.Measure{{ID: "asked", Kind: metrics.YesNo}},
		Criteria: []maturity.Criterion{
			{ID: "a", Level: "1", Measure: "asked", Need: metrics.Above(0.2)},
			{ID: "b", Level: "2", Measure: "asked", Need: metrics.Below(0.8)},
		},
	}
	require.EqualError(t, m.Validate(), `maturity: criteria[1].need: (-∞, 0.8) and what else is asked of "asked" up to the level "2" can't be met together, so it is never reached`)
	m.Criteria[1].Scope = "there" // which is another number
	require.NoError(t, m.Validate())
}

// TestTwoAgesOfOneMeasure: a number too old for one criterion may have become any
// to it, while another that sets no limit still takes the old one.
func TestTwoAgesOfOneMeasure(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}, {ID: "2"}, {ID: "3"}},
		Measures: []metrics.Measure{{ID: "staff", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{
			{ID: "any", Level: "1", Measure: "staff", Need: metrics.From(10)},
			{ID: "new", Level: "2", Measure: "staff", Need: metrics.From(50), MaxAge: 30},
			{ID: "few", Level: "3", Measure: "staff", Need: metrics.Below(60), MaxAge: 60},
		},
	}
	for range 2 {
		a, err := m.Assess(maturity.Evidence{on("staff", metrics.Exactly(40), "2023-01-01")}, maturity.Options{AsOf: today})
		require.NoError(t, err)
		require.Equal(t, "1", a.Lowest)
		require.Equal(t, "3", a.Highest)
		require.Equal(t, maturity.Counts{Met: 1, Unknown: 2, Of: 3}, a.Counts)
		slices.Reverse(m.Criteria)
	}
}

func TestLimitingAmongOptionalLevels(t *testing.T) {
	m := &maturity.Model{
		ID: "x", Version: "1", Gate: maturity.Staged,
		Levels:   []maturity.Level{{ID: "0"}, {ID: "1", Optional: true}, {ID: "2", Optional: true}},
		Measures: []metrics.Measure{{ID: "staff", Kind: metrics.Count}},
		Criteria: []maturity.Criterion{
			{ID: "two", Level: "2", Measure: "staff", Need: metrics.From(2)}, {ID: "one", Level: "1", Measure: "staff", Need: metrics.From(1)},
		},
	}
	for staff, want := range map[float64][]string{0: {"one"}, 1: {"two"}, 2: {}} {
		a, err := m.Assess(maturity.Evidence{on("staff", metrics.Exactly(staff), "2024-01-01")}, maturity.Options{AsOf: today})
		require.NoError(t, err)
		require.Equal(t, want, a.Limiting, "with %v", staff)
	}
}

func TestAssessRefuses(t *testing.T) {
	e := maturity.Evidence{
		on("staff", metrics.Exactly(3), "2024-06-01"),
		on("trained", metrics.Exactly(85), "2024-06-01"),
		on("asked", metrics.Exactly(0.5), "2024-06-01"),
		on("asked", some(0.2, 0.8), "2024-06-01"),
		on("staff", metrics.UpTo(-1), "2024-07-01"), // of a later day, and wrong all the same
		on("saved", some(5, 6), "2024-06-01"),
		on("visits", metrics.Exactly(-7), "2024-06-01"), // of which nothing is known
		on("trained", metrics.Above(1), "2024-06-01"),
	}
	a, err := small().Assess(e, maturity.Options{AsOf: today})
	var paths []string
	for problem := range metrics.Errors(err) {
		paths = append(paths, problem.Path)
	}
	require.Equal(t, []string{"facts[1].value", "facts[2].value", "facts[3].value", "facts[4].value", "facts[5].value", "facts[7].value"}, paths)
	require.ErrorContains(t, err, `maturity: facts[1].value: "trained": 85 is outside [0, 1], the numbers that the share can be: 85 % is 0.85`)
	require.Empty(t, cmp.Diff(maturity.Assessment{}, a, exactly))
	require.False(t, a.Certain())
}

func TestIgnored(t *testing.T) {
	later, unheard := on("staff", metrics.Exactly(1), "2024-07-01"), on("visits", metrics.Exactly(7), "2024-07-01")
	tests := []struct {
		name string
		e    maturity.Evidence
		asOf metrics.Date
		want []maturity.Ignored
	}{
		{"of the day itself", maturity.Evidence{on("staff", metrics.Exactly(1), "2024-06-30")}, today, []maturity.Ignored{}},
		{"of a later day", maturity.Evidence{later}, today, []maturity.Ignored{{Fact: later, Why: maturity.WhyLater}}},
		{"without a day", maturity.Evidence{later}, metrics.Date{}, []maturity.Ignored{}},
		{"no such measure, whatever the day", maturity.Evidence{unheard}, today, []maturity.Ignored{{Fact: unheard, Why: maturity.WhyNoMeasure}}},
		{"undated", maturity.Evidence{{Measure: "staff", Value: metrics.Exactly(1)}}, today, []maturity.Ignored{}},
		{"empty", maturity.Evidence{{Measure: "staff", AsOf: today}}, today, []maturity.Ignored{{Fact: maturity.Fact{Measure: "staff", AsOf: today}, Why: maturity.WhySilent}}},
		{"in an order of their own", maturity.Evidence{
			{Measure: "y", Value: metrics.Exactly(2), Source: "b"}, {Measure: "y", Value: metrics.Exactly(2), Source: "a"},
			{Measure: "y", Value: metrics.Exactly(1), Source: "c"}, on("x", metrics.Exactly(9), "2024-02-01"), on("x", metrics.Exactly(9), "2024-01-01"),
		}, today, []maturity.Ignored{
			{Fact: on("x", metrics.Exactly(9), "2024-01-01"), Why: maturity.WhyNoMeasure}, {Fact: on("x", metrics.Exactly(9), "2024-02-01"), Why: maturity.WhyNoMeasure},
			{Fact: maturity.Fact{Measure: "y", Value: metrics.Exactly(1), Source: "c"}, Why: maturity.WhyNoMeasure},
			{Fact: maturity.Fact{Measure: "y", Value: metrics.Exactly(2), Source: "a"}, Why: maturity.WhyNoMeasure},
			{Fact: maturity.Fact{Measure: "y", Value: metrics.Exactly(2), Source: "b"}, Why: maturity.WhyNoMeasure},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := small().Assess(tt.e, maturity.Options{AsOf: tt.asOf})
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(tt.want, a.Ignored, exactly))
		})
	}
}

func TestCountsAdd(t *testing.T) {
	var c maturity.Counts
	for o, times := range map[maturity.Outcome]int{maturity.Met: 1, maturity.Unmet: 2, maturity.NotApplicable: 3, maturity.Unknown: 4, 9: 5} {
		for range times {
			c.Add(o)
		}
	}
	require.Equal(t, maturity.Counts{Met: 1, Unmet: 2, NotApplicable: 3, Unknown: 9, Of: 15}, c)
}

func TestMissing(t *testing.T) {
	tests := []struct{ have, need, want metrics.Interval }{
		{metrics.Exactly(85.29), metrics.From(100), metrics.Exactly(14.71)},
		{some(90, 110), metrics.From(100), some(0, 10)},
		{metrics.Exactly(100), metrics.From(100), metrics.Exactly(0)},
		{metrics.Exactly(7), metrics.UpTo(3), metrics.Exactly(4)},
		{metrics.From(0), metrics.From(100), some(0, 100)},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, maturity.Finding{Have: tt.have, Need: tt.need}.Missing(), "%s of %s", tt.have, tt.need)
	}
}
