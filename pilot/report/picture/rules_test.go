package picture_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

func TestRulesGolden(t *testing.T) {
	s := selected(t, slate())
	p := picture.Rules(picture.Options{}, s.Verdicts)
	golden(t, "rules.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"KM champions", "support", "later to showcase", "R8-km-posts: KM posts exist as main roles", "17", "only reported"})
	require.Len(t, p.Table.Columns, 2+17)
	require.Equal(t, pilot.RuleFrontline, p.Table.Columns[7])
	require.Equal(t, []string{
		"budgeting", "decline", "met, only reported", "met", "met", "met, only reported", "met", "not met", "not met",
		"doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "doesn't apply", "met, only reported",
	}, p.Table.Rows[3])
	require.Contains(t, p.Description, "pumps: later to showcase; 6 met, 0 not met, 2 unknown.")
}

// Every cell of the table says what the verdict does, and every mark is drawn as its
// outcome is.
func TestRulesSayWhatTheVerdictsDo(t *testing.T) {
	s := selected(t, slate())
	p := picture.Rules(picture.Options{}, s.Verdicts)
	column := map[string]int{}
	for _, v := range s.Verdicts {
		for _, f := range v.Findings {
			for i, says := range p.Table.Columns {
				if says == f.Criterion {
					column[f.Criterion] = i
				}
			}
		}
	}
	require.Len(t, column, len(p.Table.Columns)-2, "each rule has one")
	word := map[maturity.Outcome]string{maturity.Met: "met", maturity.Unmet: "not met", maturity.Unknown: "unknown", maturity.NotApplicable: "doesn't apply"}
	drawn := map[string]int{"doesn't apply": 1, "met": 2, "not met": 1, "unknown": 1, "reported": 1} // in the key
	for i, v := range s.Verdicts {
		require.Equal(t, v.Candidate, p.Table.Rows[i][0])
		last := 1
		for rule, at := range column {
			want := "doesn't apply"
			if f, ok := v.Finding(rule); ok {
				want = word[f.Outcome]
				drawn[want]++
				if f.Ceiling == pilot.Undetermined && f.Outcome != maturity.NotApplicable {
					want += ", only reported"
					drawn["reported"]++
				}
			} else {
				drawn[want]++
			}
			require.Equal(t, want, p.Table.Rows[i][at], "%s, %s", v.Candidate, rule)
		}
		for _, f := range v.Findings {
			require.Greater(t, column[f.Criterion], last, "in the order of the findings")
			last = column[f.Criterion]
		}
	}
	require.Equal(t, drawn, marks(sound(t, p)))
}

// The order of candidates makes no difference to that of the rules.
func TestRulesStandInOneOrder(t *testing.T) {
	v := selected(t, slate()).Verdicts
	own := pilot.Finding{}
	own.Criterion = "own"
	v[0].Findings = append(v[0].Findings, own)
	want := picture.Rules(picture.Options{}, v).Table.Columns
	require.Equal(t, "own", want[len(want)-1])
	slices.Reverse(v)
	require.Equal(t, want, picture.Rules(picture.Options{}, v).Table.Columns)
}

// marks counts the marks of a picture by what they mean, and those in brackets.
func marks(e element) map[string]int {
	count := map[string]int{}
	for _, x := range e.Inside {
		lines := points(x.attr("d"))
		strokes := 0
		for _, r := range x.attr("d") {
			if r == 'M' {
				strokes++
			}
		}
		if strokes > 2 || strokes == 2 && len(lines) == 8 {
			count["reported"]++
			strokes, lines = strokes-2, lines[:len(lines)-8]
		}
		switch {
		case x.XMLName.Local == "circle":
			count["unknown"]++
		case x.attr("stroke-width") != "1.5":
		case strokes == 2:
			count["not met"]++
		case strokes == 1 && len(lines) == 3:
			count["met"]++
		case strokes == 1 && len(lines) == 2:
			count["doesn't apply"]++
		}
	}
	return count
}

func TestRulesOfNone(t *testing.T) {
	p := picture.Rules(picture.Options{}, nil)
	require.Equal(t, []string{"There are no candidates."}, texts(sound(t, p)))
	require.Equal(t, "There are no candidates.", p.Description)
	bare := picture.Rules(picture.Options{}, []pilot.Verdict{{Candidate: "one"}})
	require.Equal(t, [][]string{{"one", "undetermined"}}, bare.Table.Rows)
	sound(t, bare)
}

// More rules than fit beside one another go on underneath, each line under its
// numbers.
func TestManyOwnRules(t *testing.T) {
	p := picture.Rules(picture.Options{}, verdicts(3, 40, func(i int) string { return fmt.Sprint("n", i) }))
	numbers := 0
	for _, s := range texts(sound(t, p)) {
		if s == "40" {
			numbers++
		}
	}
	require.Equal(t, 3+1, numbers, "above the marks of each candidate, and in the list")
	require.Len(t, p.Table.Rows[2], 42)
}
