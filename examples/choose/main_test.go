package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
)

var update = flag.Bool("update", false, "rewrite testdata/account.txt")

func try(stdin string, args ...string) (code int, out, errs string) {
	var stdout, stderr bytes.Buffer
	code = run(args, strings.NewReader(stdin), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

// The account of the embedded case, to the letter.
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
	require.True(t, string(want) == out, "the account isn't what %s says; look at the difference and run with -update", golden)
}

// The controllers score most and are vetoed; the labs may be too few, and so are
// ranked and don't run; the other two cover all but the sceptics in finance, who ask
// for two pilots that count with them.
func TestSelection(t *testing.T) {
	code, out, errs := try(embedded, "-in", "-", "-json")
	require.Zero(t, code, errs)
	var s pilot.Selection
	require.NoError(t, json.Unmarshal([]byte(out), &s))
	require.Equal(t, "Budget controllers", s.Chosen.Aside[0].Candidate)
	require.Equal(t, []string{"Drilling engineers", "Repair crews"}, s.Chosen.Portfolio.Chosen)
	require.Equal(t, 9.0, s.Chosen.Portfolio.Coverage)
	require.Equal(t, []string{"finance"}, s.Chosen.Unreached)
	require.True(t, s.Chosen.Portfolio.Proven)
	require.Equal(t, "roll out to all depots", s.Settled[0].Settlement.Decision)
	require.Equal(t, []string{"Drilling engineers"}, s.Pending)
	require.Equal(t, "Drilling engineers", s.Chosen.Ranking.Ranked[0].ID)
}

func TestBadInput(t *testing.T) {
	for _, tt := range []struct {
		in   string
		args []string
		says string
	}{
		{"", []string{"-in", "none.json"}, "choose: open none.json"},
		{"", []string{"slate.json"}, `choose: unexpected "slate.json"`},
		{"", []string{"-x"}, "flag provided but not defined"},
		{"[]", []string{"-in", "-"}, "there is no slate in the array"},
		{strings.Replace(embedded, `"choice"`, `"choices"`, 1), []string{"-in", "-"}, "pilot: choices: unknown field"},
		{`{"version":1,"programme":{"organisation":"Acme","area":{"id":"km"}},"candidates":[]}`, []string{"-in", "-"}, "choose: choice: is missing"},
		{strings.Replace(embedded, `"staff": 6`, `"staff": -6`, 1), []string{"-in", "-"}, "pilot: choice.staff: want 0 or more, have -6"},
	} {
		code, out, errs := try(tt.in, tt.args...)
		require.Equal(t, 2, code, errs)
		require.Empty(t, out)
		require.Contains(t, errs, tt.says)
	}
	code, _, _ := try("", "-help")
	require.Zero(t, code)
}
