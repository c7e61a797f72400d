package pilot_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// minimal is a document that is right; %s marks are replaced by the rows below.
const minimal = `{
  "version": 1,
  "programme": {"organisation": "O", "asOf": "2026-01-31", "area": {"id": "km"}, "functions": [{"id": "ops", "kind": "frontline"}, {"id": "km", "kind": "support", "supports": ["ops"]}], "metrics": [{"id": "cost", "hard": true}]},
  "candidates": [{"name": "A", "offer": "public showcase", "function": "ops", "area": {"id": "engineering", "practitioners": 120}}]
}`

func TestMinimalIsRight(t *testing.T) {
	slates, err := pilot.ReadSlates(strings.NewReader(minimal))
	require.NoError(t, err)
	require.Len(t, slates, 1)
	require.Equal(t, "A", slates[0].Candidates[0].Name)
}

// Each row spoils the document in one place and names the path and a word of
// the problem.
func TestBadSlates(t *testing.T) {
	for _, c := range []struct{ reason, old, new, path, word string }{
		{"unknown field", `"offer":`, `"colour": 1, "offer":`, "candidates[0].colour", "unknown field"},
		{"field of another case", `"asOf"`, `"asof"`, "programme.asof", "asOf"},
		{"duplicate key", `"version": 1,`, `"version": 1, "version": 1,`, "version", "duplicate"},
		{"wrong type", `"name": "A"`, `"name": 7`, "candidates[0].name", "string"},
		{"number in words", `"practitioners": 120`, `"practitioners": "many"`, "candidates[0].area.practitioners", "number"},
		{"negative count", `"practitioners": 120`, `"practitioners": -1`, "candidates[0].area.practitioners", "negative"},
		{"negative end", `"practitioners": 120`, `"practitioners": {"low": -5, "high": 3}`, "candidates[0].area.practitioners", "negative"},
		{"infinite", `"practitioners": 120`, `"practitioners": 1e999`, "candidates[0].area.practitioners", "range"},
		{"empty interval", `"practitioners": 120`, `"practitioners": {"low": 5, "high": 3}`, "candidates[0].area.practitioners", "no number"},
		{"unknown field of an interval", `"practitioners": 120`, `"practitioners": {"lo": 5}`, "candidates[0].area.practitioners.lo", "unknown field"},
		{"more practitioners than workforce", `"practitioners": 120`, `"practitioners": 120, "workforce": 100`, "candidates[0].area.practitioners", "workforce"},
		{"negative members", `"function": "ops"`, `"function": "ops", "community": {"practising": -1}`, "candidates[0].community.practising", "negative"},
		{"a date that isn't one", `"2026-01-31"`, `"2026-02-30"`, "programme.asOf", "YYYY-MM-DD"},
		{"a function that supports itself", `"supports": ["ops"]`, `"supports": ["km"]`, "programme.functions[1].supports[0]", "itself"},
		{"a function that isn't there", `"supports": ["ops"]`, `"supports": ["oops"]`, "programme.functions[1].supports[0]", "no function"},
		{"two functions of one id", `{"id": "km", "kind"`, `{"id": "ops", "kind"`, "programme.functions[1].id", "another function"},
		{"a metric that drives an unknown one", `"hard": true`, `"drives": ["price"]`, "programme.metrics[0].drives[0]", "no metric"},
		{"a metric that drives itself", `"hard": true`, `"drives": ["cost"]`, "programme.metrics[0].drives[0]", "itself"},
		{"a candidate's function that isn't there", `"function": "ops"`, `"function": "oops"`, "candidates[0].function", "no function"},
		{"a candidate's metric that isn't there", `"function": "ops"`, `"function": "ops", "benefit": {"metric": "price"}`, "candidates[0].benefit.metric", "no metric"},
		{"two candidates of one name", `[{"name": "A"`, `[{"name": "A", "offer": "public showcase", "area": {"id": "x"}}, {"name": "A"`, "candidates[1].name", "another candidate"},
		{"no name", `"name": "A", `, ``, "candidates[0].name", "missing"},
		{"no offer", `"offer": "public showcase", `, ``, "candidates[0].offer", "want public showcase"},
		{"an unknown offer", `"public showcase"`, `"show"`, "candidates[0].offer", "unknown offer"},
		{"an unknown kind", `"frontline"`, `"front"`, "programme.functions[0].kind", "unknown kind"},
		{"no practice area", `"area": {"id": "engineering", "practitioners": 120}`, `"area": {}`, "candidates[0].area.id", "missing"},
		{"another version", `"version": 1`, `"version": 2`, "version", "version"},
		{"no version", `"version": 1,`, ``, "version", "version"},
		{"no organisation", `"organisation": "O", `, ``, "programme.organisation", "missing"},
		{"KM's head count stated twice", `{"id": "engineering", "practitioners": 120}`, `{"id": "km", "practitioners": 120}`, "candidates[0].area", "once"},
		{"KM's head count as a fact", `"area": {"id": "km"}`, `"area": {"id": "km"}, "facts": [{"measure": "km-practitioners", "value": 3}]`, "programme.facts[0].measure", "once"},
		{"a yes-no fact that is neither", `"area": {"id": "km"}`, `"area": {"id": "km"}, "facts": [{"measure": "km-metrics", "value": 7}]`, "programme.facts[0].value", "outside"},
		{"no rule at all", `"candidates":`, `"policy": {"rules": []}, "candidates":`, "policy.rules", "no rule would be in force"},
		{"KM's own area in another case", `{"id": "engineering", "practitioners": 120}`, `{"id": "KM "}`, "candidates[0].area.id", "case or spaces"},
		{"a fact on nothing", `"area": {"id": "km"}`, `"area": {"id": "km"}, "facts": [{"value": 1}]`, "programme.facts[0].measure", "missing"},
		{"a candidate's fact on nothing", `"function": "ops"`, `"function": "ops", "facts": [{"value": 0}]`, "candidates[0].facts[0].measure", "missing"},
		{"a rule that isn't there", `"candidates":`, `"policy": {"rules": ["R99"]}, "candidates":`, "policy.rules[0]", "no rule"},
		{"a rule twice", `"candidates":`, `"policy": {"rules": ["R1-nature", "R1-nature"]}, "candidates":`, "policy.rules[1]", "twice"},
		{"a share as a percentage", `"candidates":`, `"policy": {"membersPractise": 50}, "candidates":`, "policy.membersPractise", "0 to 1"},
		{"a third as counting share", `"candidates":`, `"policy": {"counting": "1/3"}, "candidates":`, "policy.counting", "below 1/3"},
		{"a floor of nobody", `"candidates":`, `"policy": {"established": {"practitioners": 0.5}}, "candidates":`, "policy.established.practitioners", "at least 1"},
		{"a baseline without a metric", `"function": "ops"`, `"function": "ops", "benefit": {"noMetric": true, "baseline": {"points": 5}}`, "candidates[0].benefit.baseline.points", "no baseline"},
		{"a baseline that ends before it starts", `"function": "ops"`, `"function": "ops", "benefit": {"baseline": {"from": "2020-02-01", "to": "2020-01-01"}}`, "candidates[0].benefit.baseline.to", "before"},
		{"an endorsement without an author", `"function": "ops"`, `"function": "ops", "endorsers": [{"function": "ops"}]`, "candidates[0].endorsers[0].name", "author"},
		{"an endorser's function that isn't there", `"function": "ops"`, `"function": "ops", "endorsers": [{"name": "x", "function": "oops"}]`, "candidates[0].endorsers[0].function", "no function"},
		{"an audience that isn't there", `"function": "ops"`, `"function": "ops", "audience": [{"function": "oops"}]`, "candidates[0].audience[0].function", "no function"},
		{"a showcase announced", `"function": "ops"`, `"function": "ops", "announced": true`, "candidates[0].announced", "always announced"},
		{"a fact on a built-in measure", `"function": "ops"`, `"function": "ops", "facts": [{"measure": "function-steps", "value": 0}]`, "candidates[0].facts[0].measure", "worked out"},
		{"NaN", `"practitioners": 120`, `"practitioners": NaN`, "", "line 4"},
		{"invalid UTF-8", `"name": "A"`, "\"name\": \"A\xff\"", "", "UTF-8"},
		{"cut off", `"practitioners": 120}}]`, `"practitioners": 120`, "", "line"},
		{"something after it", "}]\n}", "}]\n} x", "", "line"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			require.Contains(t, minimal, c.old)
			_, err := pilot.ReadSlates(strings.NewReader(strings.Replace(minimal, c.old, c.new, 1)))
			require.Error(t, err)
			require.Contains(t, err.Error(), c.word)
			var e *pilot.Error
			require.True(t, errors.As(err, &e))
			if c.path != "" {
				require.Contains(t, paths(err), c.path)
			}
			for line := range strings.Lines(err.Error()) {
				require.True(t, strings.HasPrefix(line, "pilot: "), line)
			}
		})
	}
}

// All problems of a document at once, in order of appearance, up to the first
// syntax error and including it.
func TestAllProblemsInOrder(t *testing.T) {
	doc := `{"version": 9, "colour": 1,
  "programme": {"organisation": "", "asOf": "soon", "area": {"id": "km", "practitioners": -1},
    "functions": [{"id": "ops", "supports": ["ops", "nowhere"]}]},
  "candidates": [{"name": 3, "offer": "loud", "area": {"id": "a", "practitioners": {"low": 2, "high": 1}}}, {"name": "B", "name": "C", "offer": "public showcase", "area": {"id": "b"}, "function": "nowhere"}]}`
	want := []string{
		"version", "colour", "programme.organisation", "programme.asOf", "programme.area.practitioners",
		"programme.functions[0].supports[0]", "programme.functions[0].supports[1]",
		"candidates[0].name", "candidates[0].offer", "candidates[0].area.practitioners",
		"candidates[1].name", "candidates[1].function",
	}
	_, err := pilot.ReadSlates(strings.NewReader(doc))
	require.Equal(t, want, paths(err), err)

	_, err = pilot.ReadSlates(strings.NewReader("[" + minimal + ",\n" + doc + "]"))
	for i := range want {
		require.Equal(t, "[1]."+want[i], paths(err)[i])
	}

	// Cut off, it tells what stands before, but nothing of what may have come.
	cut := `{"version": 1, "colour": 1, "programme": {"organisation": "O", "area": {"id": "km", "practitioners": -1}, "functions": [{"id": "ops", "supports": ["later"]}, ]`
	_, err = pilot.ReadSlates(strings.NewReader(cut))
	require.Equal(t, []string{"colour", "programme.area.practitioners", ""}, paths(err), err)

	// What an object lacks that was read to its end is told all the same.
	cut = `{"version": 1, "candidates": [{"offer": "public showcase", "area": {}}, {"name": "B", ]`
	_, err = pilot.ReadSlates(strings.NewReader(cut))
	require.Equal(t, []string{"candidates[0].area.id", "candidates[0].name", ""}, paths(err), err)
}

func TestNothingIsHalfWritten(t *testing.T) {
	s := pilot.Slate{Version: 1, Note: "as before"}
	require.Error(t, s.UnmarshalJSON([]byte(`{"version": 1, "note": "new", "programme": 3}`)))
	require.Equal(t, pilot.Slate{Version: 1, Note: "as before"}, s)
}

func TestArrayOfSlates(t *testing.T) {
	slates, err := pilot.ReadSlates(strings.NewReader("\xef\xbb\xbf [" + minimal + ", " + minimal + "]"))
	require.NoError(t, err)
	require.Len(t, slates, 2)
	slates, err = pilot.ReadSlates(strings.NewReader("\xef\xbb\xbf" + minimal))
	require.NoError(t, err)
	require.Len(t, slates, 1)
	_, err = pilot.ReadSlates(strings.NewReader("[]"))
	require.ErrorContains(t, err, "no slate")
}

func TestEmptyAndEndless(t *testing.T) {
	_, err := pilot.ReadSlates(strings.NewReader(""))
	require.ErrorContains(t, err, "empty")
	endless := &counting{r: zeros{}}
	_, err = pilot.ReadSlates(endless)
	require.ErrorContains(t, err, "64 MiB")
	require.LessOrEqual(t, endless.n, int64(64<<20+1))
	_, err = pilot.ReadSlates(io.MultiReader(strings.NewReader("{"), failing{}))
	require.ErrorIs(t, err, os.ErrClosed)
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, os.ErrClosed }

type counting struct {
	r io.Reader
	n int64
}

func (c *counting) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// A document names an embedder's own rules by id; who doesn't know them refuses it.
func TestOwnRulesInDocuments(t *testing.T) {
	own := ownRule("privacy", "open-objections", zeroObjections, decline)
	doc := strings.Replace(minimal, `"candidates":`, `"policy": {"rules": ["R6-frontline", "privacy"]}, "candidates":`, 1)
	_, err := pilot.ReadSlates(strings.NewReader(doc))
	require.ErrorContains(t, err, `no rule "privacy"`)
	slates, err := pilot.ReadSlates(strings.NewReader(doc), own)
	require.NoError(t, err)
	selection, err := pilot.Select(slates[0], pilot.SelectOptions{Rules: []pilot.Rule{own}})
	require.NoError(t, err)
	require.Len(t, selection.Verdicts[0].Findings, 2)
	_, err = pilot.Select(slates[0], pilot.SelectOptions{})
	require.ErrorContains(t, err, `no rule "privacy"`)
}

func TestSelectionOfAnotherVersionIsRefused(t *testing.T) {
	var s pilot.Selection
	selection, err := pilot.Select(pilot.Slate{Version: 1, Programme: frontline().programme}, pilot.SelectOptions{})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, selection.WriteJSON(&b))
	require.NoError(t, s.UnmarshalJSON(b.Bytes()))
	require.ErrorContains(t, s.UnmarshalJSON(bytes.Replace(b.Bytes(), []byte(`"version": 1`), []byte(`"version": 2`), 1)), "version")
}

// However many faults, the list and the work stay bounded, and the count of those
// left out is right.
func TestManyFaultsAreCounted(t *testing.T) {
	bad := func(n int) string {
		return strings.Replace(minimal, `"candidates": [`, `"candidates": [`+strings.Repeat(`{"name": "x", "offer": "loud", "area": {"id": "x"}},`, n), 1)
	}
	_, err := pilot.ReadSlates(strings.NewReader(bad(1500)))
	require.Len(t, slices.Collect(metrics.Errors(err)), 1001)
	require.ErrorContains(t, err, "and 500 more problems")
	_, err = pilot.ReadSlates(strings.NewReader("[" + strings.Repeat("{},", 100_000) + "{}]"))
	require.LessOrEqual(t, len(slices.Collect(metrics.Errors(err))), 1001)
}

func TestFollowUpsAreNotTold(t *testing.T) {
	for doc, want := range map[string][]string{
		strings.Replace(minimal, `"metrics": [{"id": "cost", "hard": true}]`, `"metrics": [{"hard": true}, {"hard": true}]`, 1): {"programme.metrics[0].id", "programme.metrics[1].id"},
		strings.Replace(minimal, `"id": "ops", "kind"`, `"id": "km", "kind"`, 1):                                                {"programme.functions[1].id", "programme.functions[1].supports[0]", "candidates[0].function"},
		strings.Replace(minimal, `"candidates":`, `"policy": {"established": {"share": 5}}, "candidates":`, 1):                  {"policy.established.share"},
	} {
		_, err := pilot.ReadSlates(strings.NewReader(doc))
		require.Equal(t, want, paths(err), err)
	}
}
