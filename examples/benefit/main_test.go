package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

var update = flag.Bool("update", false, "rewrite testdata/account.txt")

func try(t *testing.T, stdin string, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(args, strings.NewReader(stdin), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// The account of the two cases of public record, to the letter.
func TestAccount(t *testing.T) {
	code, out, errs := try(t, "")
	require.Zero(t, code, errs)
	const golden = "testdata/account.txt"
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(golden, []byte(out), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.True(t, string(want) == out, "the account isn't what %s says; look at the difference and run with -update", golden)
	_, again, _ := try(t, "")
	require.True(t, out == again)
}

// What the real data must say: the army's deaths fell, and a trend before says
// as much; the belt law helped, against its control.
func TestStories(t *testing.T) {
	code, out, errs := try(t, "", "-json")
	require.Zero(t, code, errs)
	var stories []story
	require.NoError(t, json.Unmarshal([]byte(out), &stories))
	require.Len(t, stories, 2)

	crimea := stories[0]
	require.Equal(t, metrics.CannotTell, crimea.Change.Conclusion())
	require.Equal(t, metrics.TrendWithoutControl, crimea.Change.Warnings[0].Kind)
	require.Equal(t, 11, crimea.Change.Before.Points)
	require.Equal(t, 12, crimea.Change.After.Points)
	require.Equal(t, "1855-02-01", crimea.Change.Before.To.String(), "March 1855 belongs to no side")
	// Disease, April 1855 to March 1856, added up by hand from the file.
	require.InDelta(t, 477+508+802+382+483+189+128+178+91+42+24+15, crimea.Change.After.Total, 1e-9)
	require.Equal(t, metrics.NothingToClaim, crimea.Saving.Claim)
	require.Equal(t, metrics.NothingToClaim, crimea.Interrupted.Saving.Claim, "the line before leads to where mortality never was")

	belts := stories[1]
	require.Equal(t, metrics.Better, belts.Change.Conclusion())
	require.Equal(t, metrics.LogGapChange, belts.Change.Method)
	require.Equal(t, metrics.Claimed, belts.Saving.Claim)
	require.Equal(t, metrics.Yes, belts.Saving.Hard)
	require.Equal(t, metrics.Better, belts.Interrupted.Change.Conclusion())
}

func TestIn(t *testing.T) {
	const pairs = `{"name":"pairs","metric":{"id":"hours","unit":"h"},"better":"lower","paired":true,"before":[9,8,7,9.5,8,7],"after":[8,7.5,6.8,8.1,7,6.9]}`
	code, out, errs := try(t, pairs, "-in", "-")
	require.Zero(t, code, errs)
	require.Contains(t, out, "Better. Hours went from 8.08 to 7.38 h")
	file := filepath.Join(t.TempDir(), "case.json")
	require.NoError(t, os.WriteFile(file, []byte(pairs), 0o600))
	_, same, _ := try(t, "", "-in", file)
	require.Equal(t, out, same)
}

// Bad input: status 2, every fault with its path, nothing on standard output.
func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		reason, in string
		args       []string
		says       []string
	}{
		{"no such file", "", []string{"-in", "none.json"}, []string{"none.json"}},
		{"not a case", `[]`, []string{"-in", "-"}, []string{"want an object"}},
		{"an argument", "", []string{"case.json"}, []string{`unexpected "case.json"`}},
		{"no such flag", "", []string{"-x"}, []string{"flag provided but not defined"}},
		{"all faults at once", `{"better":"up","season":-1,"before":["x"],"extra":1}`, []string{"-in", "-"},
			[]string{"study: better: unknown direction", "study: before[0]: want a number", "study: extra: unknown field"}},
		{"nothing before", `{"better":"lower","after":[1,2,3]}`, []string{"-in", "-"}, []string{"study: before: there is no baseline"}},
		{"one reading", `{"better":"lower","before":[4],"after":[1,2,3]}`, []string{"-in", "-"}, []string{"study: before: 1 reading"}},
		{"overlapping windows", `{"better":"lower","series":[{"date":"2024-01-01","value":1},{"date":"2024-02-01","value":2}],"split":{"before":{"to":"2024-02-01"},"after":{"from":"2024-02-01"}}}`,
			[]string{"-in", "-"}, []string{"split.after.from: 2024-02-01 lies in the baseline"}},
		{"a control in other periods", `{"better":"lower","series":[1,2,3,4],"change_index":2,"control":{"series":[1,2,3]}}`, []string{"-in", "-"}, []string{"control.after", "other periods"}},
		{"two currencies", `{"better":"lower","metric":{"id":"m","kind":"amount"},"before":[1,2,3],"after":[1,2,3],"terms":{"price":{"value":1,"unit":"EUR"},"cap":{"value":1,"unit":"USD"}}}`,
			[]string{"-in", "-"}, []string{"terms.cap.unit", "different units can't be added"}},
	} {
		code, out, errs := try(t, tt.in, tt.args...)
		require.Equal(t, 2, code, "%s: %s", tt.reason, errs)
		require.Empty(t, out, tt.reason)
		for _, s := range tt.says {
			require.Contains(t, errs, s, tt.reason)
		}
	}
	code, _, errs := try(t, "", "-help")
	require.Zero(t, code)
	require.Contains(t, errs, "-in file")
}
