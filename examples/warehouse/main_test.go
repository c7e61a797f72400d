package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

var update = flag.Bool("update", false, "write the golden file anew")

func runProgram(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(t.Context(), args, &out, &errs)
	return status, out.String(), errs.String()
}

// The same account, but for the engine's name and where it keeps what is
// temporary.
func TestAccount(t *testing.T) {
	status, account, stderr := runProgram(t)
	require.Zero(t, status, stderr)
	const golden = "testdata/account.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(account), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), account)
	everywhere(t, func(t *testing.T, e *engine) {
		args := []string{"-engine", e.name}
		if e.name == postgres {
			args = []string{"-dsn", server(t)}
		}
		status, have, stderr := runProgram(t, args...)
		require.Zero(t, status, stderr)
		have = strings.NewReplacer(e.name, sqlite, `"`+e.schema+`"`, `"temp"`).Replace(have)
		require.Equal(t, strings.Fields(account), strings.Fields(have))
	})
}

// An invented roster is the same every time, and the same in every engine.
func TestInvented(t *testing.T) {
	first, remove, err := invent(t.Context(), 20_000)
	require.NoError(t, err)
	defer remove()
	second, remove, err := invent(t.Context(), 20_000)
	require.NoError(t, err)
	defer remove()
	a, err := os.ReadFile(first)
	require.NoError(t, err)
	b, err := os.ReadFile(second)
	require.NoError(t, err)
	require.Equal(t, a, b)
	require.Equal(t, 20_001, bytes.Count(a, []byte("\n")))

	everywhere(t, func(t *testing.T, e *engine) {
		args := []string{"-rows", "20000", "-engine", e.name}
		if e.name == postgres {
			args = []string{"-rows", "20000", "-dsn", server(t)}
		}
		status, have, stderr := runProgram(t, args...)
		require.Zero(t, status, stderr)
		require.Contains(t, have, "Both agree to the last digit.")
		require.Contains(t, have, e.name+" statement to census")
	})
}

func TestBadInput(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
		return file
	}
	for _, part := range []struct {
		name   string
		args   []string
		status int
		want   string
	}{
		{"another engine", []string{"-engine", "oracle"}, 2, "-engine must be " + strings.Join(engines, " or ") + `, have "oracle"`},
		{"two engines", []string{"-engine", "sqlite", "-dsn", "postgres:///x"}, 2, "-dsn and -engine are two places"},
		{"two rosters", []string{"-rows", "5", "-roster", "x"}, 2, "-rows and -roster are two rosters"},
		{"no rows", []string{"-rows", "0"}, 2, "-rows must be from 1 to"},
		{"too many", []string{"-rows", "10000000001"}, 2, "-rows must be from 1 to"},
		{"no number", []string{"-rows", "x"}, 2, "see -help"},
		{"no file of that name", []string{"-roster", filepath.Join(dir, "none.csv")}, 2, "none.csv"},
		{"no file", []string{"-roster", ""}, 2, "can't be set to nothing"},
		{"an argument", []string{"sqlite"}, 2, `unexpected argument "sqlite"`},
		{"no topic", []string{"-topic", "n/a"}, 2, `-topic "n/a" names no profession`},
		{"an address that is none", []string{"-dsn", "postgres://a:b:c"}, 2, "-dsn: "},
		{"a server that isn't there", []string{"-dsn", "host=" + dir + " user=nobody"}, 1, "postgresql: "},
		{"every faulty row", []string{"-roster", write("faults.csv", "profession,fte\nLaw,two\nLaw,1\nLaw,-1\n")}, 2,
			"warehouse: community: line 2, column 5: fte: want a number of people or FTE such as 12 or 0.5, have \"two\"\n" +
				"warehouse: community: line 4, column 5: fte: want a number of people or FTE such as 12 or 0.5, have \"-1\"\n"},
		{"nobody", []string{"-roster", write("nobody.csv", "profession,fte\n")}, 2, community.ErrNoRows.Error()},
		{"help", []string{"-h"}, 0, "the `engine`"},
	} {
		t.Run(part.name, func(t *testing.T) {
			status, stdout, stderr := runProgram(t, part.args...)
			require.Equal(t, part.status, status, stderr)
			require.Contains(t, strings.ReplaceAll(stderr, "the engine", "the `engine`"), part.want)
			require.Empty(t, stdout)
		})
	}
}

// A roster without FTE: each row is one person there and here.
func TestHeads(t *testing.T) {
	file := filepath.Join(t.TempDir(), "staff.csv")
	require.NoError(t, os.WriteFile(file, []byte("profession,tie\nLaw,\n,interested\nlaw,practising\nPolicy,\n"), 0o600))
	status, stdout, stderr := runProgram(t, "-roster", file, "-topic", "LAW")
	require.Zero(t, status, stderr)
	require.Contains(t, stdout, "practising  2         2")
	require.Contains(t, stdout, "[2, 3] of 4 heads")
}

func TestRoutesThatDiffer(t *testing.T) {
	a := answer{route: "one", census: community.Census{Practising: 5_000_000, Unknown: 1}}
	b := a
	require.NoError(t, agree(a, b))
	b.census.Unknown++ // a millionth of a person
	require.ErrorIs(t, agree(a, b), errDiffer)
	require.EqualError(t, agree(a, b), "the routes differ: one counts {Practising:5 Interested:0 Innovating:0 Elsewhere:0 Unknown:0.000001}, one {Practising:5 Interested:0 Innovating:0 Elsewhere:0 Unknown:0.000002}")
	b = a
	b.areas = []community.PracticeArea{{ID: "Law"}}
	require.ErrorIs(t, agree(a, b), errDiffer)
	var text bytes.Buffer
	require.NoError(t, report(&text, "SELECT", "Law", a, b))
	require.NotContains(t, text.String(), "agree")
	require.Contains(t, text.String(), "none / ")
}

// thenCancel is a roster whose reader interrupts in the middle.
func thenCancel(cancel func()) members {
	return func(yield func(community.Member, error) bool) {
		for i := range 100_000 {
			if i == 50_000 {
				cancel()
			}
			if !yield(community.Member{MainRole: "Law", Weight: community.Person}, nil) {
				return
			}
		}
	}
}

func TestInterrupt(t *testing.T) {
	for _, name := range engines {
		e, err := open(t.Context(), name)
		require.NoError(t, err)
		ctx, cancel := context.WithCancel(t.Context())
		_, err = e.load(ctx, thenCancel(cancel))
		require.ErrorIs(t, err, context.Canceled, name)
		require.NoError(t, e.Close())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := invent(ctx, 10)
	require.ErrorIs(t, err, context.Canceled)
	require.Equal(t, 1, run(ctx, []string{"-engine", sqlite}, &bytes.Buffer{}, &bytes.Buffer{}))
}

var errDisk = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

func TestOutputThatFails(t *testing.T) {
	var stderr bytes.Buffer
	require.Equal(t, 1, run(t.Context(), nil, fullDisk{}, &stderr))
	require.Contains(t, stderr.String(), errDisk.Error())
}
