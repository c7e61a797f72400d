package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
)

var update = flag.Bool("update", false, "rewrite testdata/account.txt")

func try(stdin string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(args, strings.NewReader(stdin), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// told is the account that -json writes.
func told(t *testing.T, stdin string, args ...string) (a account) {
	code, out, errs := try(stdin, append(args, "-json")...)
	require.Zero(t, code, errs)
	require.NoError(t, json.Unmarshal([]byte(out), &a))
	return a
}

func write(t *testing.T, text string) string {
	name := filepath.Join(t.TempDir(), "in.json")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	return name
}

// The account of the embedded data, to the letter.
func TestAccount(t *testing.T) {
	code, out, errs := try("")
	require.Zero(t, code, errs)
	const golden = "testdata/account.txt"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(out), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), out), "look at the difference and run with -update")
}

// The model that -template prints is the embedded one, which gives the same account
// and survives being written and read.
func TestTemplate(t *testing.T) {
	code, template, errs := try("", "-template")
	require.Zero(t, code, errs)
	var asked bytes.Buffer
	embedded, err := input{target: "High"}.tell(nil)
	require.NoError(t, err)
	require.NoError(t, embedded.write(&asked, true))
	code, out, errs := try(template, "-model", "-", "-all", "-target", "High")
	require.Zero(t, code, errs)
	require.Empty(t, cmp.Diff(asked.String(), out))

	var m, again maturity.Model
	require.NoError(t, m.UnmarshalJSON([]byte(template)))
	b, err := json.Marshal(m)
	require.NoError(t, err)
	require.NoError(t, again.UnmarshalJSON(b))
	require.Equal(t, m, again)
}

const units = `[
  {"unit": "North", "facts": [
    {"measure": "program", "answer": "High", "asOf": "2025-01-31"}, {"measure": "policies", "value": 4.5},
    {"measure": "comms", "value": 5}, {"measure": "content", "value": 5}, {"measure": "human_capital", "value": 5},
    {"measure": "tech_lifecycle", "value": 5}, {"measure": "testing", "value": 5},
    {"measure": "acquisition", "value": 5}, {"measure": "training", "value": 1}]},
  {"unit": "South", "facts": []}]`

// Evidence of one's own, under the embedded model and under others.
func TestOwn(t *testing.T) {
	a := told(t, units, "-evidence", "-")
	require.Nil(t, a.Moves)
	require.Empty(t, a.Contradictions)
	north, south := a.Rounds[0].Units[0], a.Rounds[0].Units[1]
	require.Equal(t, maturity.LevelRange{Lowest: "Very High", Highest: "Very High"}, north.byRule())
	require.Equal(t, maturity.LevelRange{Lowest: "Very Low", Highest: "Very Low"}, north.Weakest, "nothing makes up for training")
	require.Equal(t, maturity.LevelRange{Lowest: "Very Low", Highest: "Very High"}, south.byRule())
	require.Equal(t, 1, a.Rounds[0].Fire.Uneven)

	// The day before, nobody knew of the programme.
	a = told(t, units, "-evidence", "-", "-as-of", "2025-01-30")
	require.Equal(t, 1, a.Rounds[0].Ignored)
	require.Equal(t, maturity.LevelRange{Lowest: "High", Highest: "Very High"}, a.Rounds[0].Units[0].byRule())

	// What brings a level that isn't certain.
	a = told(t, units, "-evidence", "-", "-target", "Low")
	require.Empty(t, a.Rounds[0].Units[0].Assessment.Gaps)
	require.Len(t, a.Rounds[0].Units[1].Assessment.Gaps, 2, "one dimension at its best is 5/9, two are more than 1")

	// A waiver of a dimension holds at each of its levels in the nested forms too.
	waived := strings.Replace(units, `"facts": []`, `"facts": [], "waivers": [{"criterion": "training", "reason": "merger", "approver": "board", "until": "2030-01-01"}]`, 1)
	a = told(t, waived, "-evidence", "-")
	require.Equal(t, "Very High", a.Rounds[0].Units[1].Profile[8].Lowest)

	// The facts of one unit, and the nested forms as models of their own.
	for _, gate := range []maturity.Gate{maturity.WeakestArea, maturity.Profile} {
		var m maturity.Model
		require.NoError(t, m.UnmarshalJSON(model))
		form, err := m.Under(gate)
		require.NoError(t, err)
		b, err := json.Marshal(form)
		require.NoError(t, err)
		file := write(t, string(b))
		facts := `[{"measure": "training", "value": 2.5}]`
		a = told(t, facts, "-evidence", "-", "-model", file)
		require.Equal(t, gate, a.Gate)
		require.Empty(t, a.NotNested)
		one := a.Rounds[0].Units[0]
		require.Equal(t, maturity.LevelRange{Lowest: "Very Low", Highest: "Moderate"}, one.Weakest)
		require.Equal(t, "Moderate", one.Profile[8].Lowest)
		code, out, errs := try(facts, "-evidence", "-", "-model", file, "-target", "Low")
		require.Zero(t, code, errs)
		require.Contains(t, out, "the evidence")
	}
}

// A model that can't be nested says why, and its account is told all the same.
func TestNotNested(t *testing.T) {
	staged := `{"id":"m","version":"1","gate":"staged","levels":[{"id":"none"},{"id":"some"}],
		"measures":[{"id":"posts","kind":"count"}],
		"criteria":[{"id":"a post","level":"some","says":"there is a post","measure":"posts","need":{"low":1}}]}`
	code, out, errs := try(`[{"unit":"x","facts":[{"measure":"posts","value":2}]}]`, "-evidence", "-", "-model", write(t, staged))
	require.Zero(t, code, errs)
	require.Contains(t, out, "No level by the weakest area and no profile: maturity: criteria[0].area: is missing")
}

func TestBadInput(t *testing.T) {
	embedded := string(model)
	for _, tt := range []struct {
		name, in string
		args     []string
		says     []string
	}{
		{"no file", "", []string{"-model", "none.json"}, []string{"stages: open none.json"}},
		{"argument", "", []string{"x.json"}, []string{`stages: unexpected "x.json": evidence is read with -evidence`}},
		{"flag", "", []string{"-x"}, []string{"flag provided but not defined"}},
		{"empty flags", "", []string{"-model=", "-target="}, []string{"stages: -model is set to nothing\nstages: -target is set to nothing"}},
		{"twice from standard input", "", []string{"-model", "-", "-evidence", "-"}, []string{"can't both be standard input"}},
		{"all at once", `[{"unit":"a","facts":[{"measure":3}],"x":1},{}]`, []string{"-evidence", "-", "-as-of", "soon", "-target", "Top"}, []string{
			"stages: -as-of: ", `stages: -target: the model has no level "Top"`,
			"standard input: maturity: [0].facts[0].measure: want a string, have a number\n",
			"standard input: maturity: [0].x: unknown field\n", "standard input: maturity: [1].unit: is missing\n", "[1].facts: is missing"}},
		{"twice", `[{"unit":"a","facts":[]},{"unit":"a","facts":[]}]`, []string{"-evidence", "-"}, []string{`maturity: [1].unit: "a" stands twice, first in [0]`}},
		{"nothing", `[]`, []string{"-evidence", "-"}, []string{"there is neither a unit nor a fact in the array"}},
		{"no array", `{}`, []string{"-evidence", "-"}, []string{"standard input: maturity: want an array, have an object"}},
		{"facts", `[{"measure":"training","answer":"so so"},{"measure":"testing","value":6}]`, []string{"-evidence", "-"}, []string{
			`standard input: maturity: [0].answer: "training" has no answer "so so": its answers are "Very Low"`, `standard input: maturity: [1].value: "testing": 6 is outside [0, 5]`}},
		{"facts of units", `[{"unit":"a","facts":[]},{"unit":"b","facts":[{"measure":"training","value":-1}]}]`, []string{"-evidence", "-"}, []string{
			`standard input: maturity: [1].facts[0].value: "training": -1 is outside [0, 5]`}},
		{"model", strings.NewReplacer(`"version"`, `"versions"`, `"id": "training", "measure"`, `"id": "training", "weight": -1, "measure"`).Replace(embedded), []string{"-model", "-"}, []string{
			"standard input: maturity: versions: unknown field", "standard input: maturity: version: is missing", "standard input: maturity: criteria[8].weight: want 0 or more, have -1"}},
		{"levels", strings.ReplaceAll(embedded, `"id": "Low"`, `"id": "low"`), []string{"-model", "-"}, []string{`there is no level "Low", which the embedded data have`}},
		{"answers", strings.Replace(embedded, `"says": "High"`, `"says": "high"`, 1), []string{"-model", "-"}, []string{
			`embedded data: maturity: [0].facts[0].answer: "program" has no answer "High"`}},
		{"too early", "", []string{"-as-of", "2023-09-29"}, []string{"stages: -as-of: the embedded data speak for 2023-09-30 and later, after 2023-09-29"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			code, out, errs := try(tt.in, tt.args...)
			require.Equal(t, 2, code, errs)
			require.Empty(t, out)
			for _, says := range tt.says {
				require.Contains(t, errs, says)
			}
		})
	}
	code, _, _ := try("", "-help")
	require.Zero(t, code)
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the pipe is gone") }

func TestFailure(t *testing.T) {
	for _, flag := range []string{"-all", "-json", "-template"} {
		var stderr bytes.Buffer
		require.Equal(t, 1, run([]string{flag}, strings.NewReader(""), broken{}, &stderr))
		require.Contains(t, stderr.String(), "the pipe is gone")
	}
}
