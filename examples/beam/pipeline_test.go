package main

import (
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"example.com/kmaturity/community"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	beamlog "github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/passert"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/stretchr/testify/require"
)

// TestMain gives the local runner a temporary folder of its own, for it leaves
// an empty file a job behind.
func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "beam")
	if err != nil {
		log.Fatal(err)
	}
	if err := os.Setenv("TMPDIR", dir); err != nil {
		log.Fatal(err)
	}
	beamlog.LogLevel = "error"
	status := ptest.MainRet(m)
	os.RemoveAll(dir)
	os.Exit(status)
}

func init() { register.Function2x1(keyed) }

// keyed makes a pair comparable for passert.
func keyed(name string, c community.Census) string { return name + ": " + text(c) }

func text(c community.Census) string {
	return strings.Join([]string{c.Practising.String(), c.Interested.String(), c.Innovating.String(), c.Elsewhere.String(), c.Unknown.String()}, " ")
}

// inFiles writes each roster into a file and returns the pattern of all.
func inFiles(t *testing.T, rosters ...string) (pattern string) {
	t.Helper()
	dir := t.TempDir()
	for i, roster := range rosters {
		require.NoError(t, os.WriteFile(filepath.Join(dir, strconv.Itoa(i)+".csv"), []byte(roster), 0o600))
	}
	return filepath.Join(dir, "*.csv")
}

// most is MaxWeight-1 millionths, the largest weight that a roster can state.
const most = "9223372036854.775806"

func TestCount(t *testing.T) {
	for _, test := range []struct {
		name             string
		rosters          []string
		whole            []any
		functions, roles []any
	}{
		{
			"a roster in several files",
			[]string{"unit,profession\nA,Law\nB,Policy\n", "profession,unit\nLaw,B\nLaw,A\n"},
			[]any{community.Census{Practising: 3 * community.Person, Elsewhere: community.Person}},
			[]any{"A: 2 0 0 0 0", "B: 1 0 0 1 0"},
			[]any{"Law: 3 0 0 0 0", "Policy: 0 0 0 1 0"},
		},
		{
			"millionths add up exactly",
			[]string{"profession,fte\nLaw,.1\nLaw,0.2\n", "profession,fte\nLaw,0.000001\nPolicy,4503599627.370497\n"},
			[]any{community.Census{Practising: 300_001, Elsewhere: 4503599627_370497}},
			[]any{": 0.300001 0 0 4503599627.370497 0"},
			[]any{"Law: 0.300001 0 0 0 0", "Policy: 0 0 0 4503599627.370497 0"},
		},
		{
			"an unknown role may be the topic",
			[]string{"unit,profession,fte\nA,,2\nA,Not reported,0.5\nA,law,1\n,Other,1\n"},
			[]any{community.Census{Practising: community.Person, Elsewhere: community.Person, Unknown: 2_500_000}},
			[]any{"A: 1 0 0 0 2.5", ": 0 0 0 1 0"},
			[]any{": 0 0 0 0 2.5", "Law: 1 0 0 0 0", "Other: 0 0 0 1 0"},
		},
		{
			"a stated tie goes before the role",
			[]string{"profession,tie,fte\nLaw,interested,1\n,innovating,2\nPolicy,practising,4\n"},
			[]any{community.Census{Practising: 4 * community.Person, Interested: community.Person, Innovating: 2 * community.Person}},
			[]any{": 4 1 2 0 0"},
			[]any{"Law: 0 1 0 0 0", ": 0 0 2 0 0", "Policy: 4 0 0 0 0"},
		},
		{
			"what is too large stays at the largest weight",
			[]string{"profession,fte\nLaw," + most + "\n", "profession,fte\nLaw," + most + "\nPolicy,1\n"},
			[]any{community.Census{Practising: community.MaxWeight, Elsewhere: community.Person}},
			[]any{": 9223372036854.775807 0 0 1 0"},
			[]any{"Law: 9223372036854.775807 0 0 0 0", "Policy: 0 0 0 1 0"},
		},
		{
			"a quoted line break doesn't end a row",
			[]string{"unit,profession\r\n\"North\nand, \"\"South\"\"\",Law\r\nA,\"Law\n\"\r\n"},
			[]any{community.Census{Practising: 2 * community.Person}},
			[]any{"North\nand, \"South\": 1 0 0 0 0", "A: 1 0 0 0 0"},
			[]any{"Law: 2 0 0 0 0"},
		},
		{"rows of 0 FTE are nobody", []string{"profession,fte\nLaw,0\n"}, nil, nil, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, s := beam.NewPipelineWithRoot()
			c := count(s, law, inFiles(t, test.rosters...))
			passert.Equals(s.Scope("w"), c.Whole, test.whole...)
			passert.Equals(s.Scope("f"), beam.ParDo(s, keyed, c.Functions), test.functions...)
			passert.Equals(s.Scope("r"), beam.ParDo(s, keyed, c.Roles), test.roles...)
			require.NoError(t, ptest.Run(p))
			// and the whole job says so, and agrees with Count
			out, err := try(t, job{Roster: inFiles(t, test.rosters...), Topic: "law", Check: true})
			require.NoError(t, err)
			require.Contains(t, out, "are equal, byte for byte")
		})
	}
}

// all iterates over values as a side input does.
func all[T any](values []T) func(*T) bool {
	return func(v *T) bool {
		if len(values) == 0 {
			return false
		}
		*v, values = values[0], values[1:]
		return true
	}
}

// pairs iterates over names, each with a census of one person.
func pairs(names ...string) func(*string, *community.Census) bool {
	next := all(names)
	return func(name *string, c *community.Census) bool {
		*c = community.Census{Practising: community.Person}
		return next(name)
	}
}

// An engine hands over files and keys in any order; the report is the same.
func TestAssembleKnowsNoOrder(t *testing.T) {
	a, b := source{File: "a.csv"}, source{File: "b.csv"}
	one, two := community.Census{Practising: 1}, community.Census{Unknown: 2}
	var lines []string
	emit := func(line string) { lines = append(lines, line) }
	require.NoError(t, assemble(nil, all([]source{a, b}), all([]community.Census{one, two}), pairs("A", "B"), pairs("Law", "Policy"), emit))
	require.NoError(t, assemble(nil, all([]source{b, a}), all([]community.Census{two, one}), pairs("B", "A"), pairs("Policy", "Law"), emit))
	require.Len(t, lines, 2)
	require.Equal(t, lines[0], lines[1])
	require.Contains(t, lines[0], `"census":{"practising":0.000001,"unknown":0.000002}`)
}
