package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/kmaturity/community"
	"github.com/stretchr/testify/require"
)

// try runs a job and returns what it says.
func try(t *testing.T, j job) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := j.run(t.Context(), &out)
	return out.String(), err
}

// The figures of The National Archives, and Count's over the same bytes.
func TestEmbeddedRoster(t *testing.T) {
	const topic = "Knowledge & Information Management"
	output := filepath.Join(t.TempDir(), "report.json")
	out, err := try(t, job{Roster: embedded, Topic: topic, Output: output, Check: true})
	require.NoError(t, err)
	require.Contains(t, out, "214 rows in FTE")
	require.Contains(t, out, "Knowledge and information management: 129.73 practise, 0 may, of 571.03\n")
	require.Contains(t, out, "  Information Management and Practice: 40.33 of 40.33\n")
	require.Contains(t, out, "  Knowledge and information management: 129.73 of 571.03; established: yes\n")
	require.Contains(t, out, "the reports of 1 files, 35 functions and 10 areas are equal, byte for byte\n")

	data, err := os.ReadFile(output)
	require.NoError(t, err)
	var r report
	require.NoError(t, json.Unmarshal(data, &r))
	want, _, err := community.Count(community.FoldProfession(topic), community.ReadRoster(bytes.NewReader(archives), community.RosterOptions{}))
	require.NoError(t, err)
	require.Equal(t, want, r.Census)
	require.Equal(t, community.Census{Practising: 129_730_000, Elsewhere: 441_300_000}, r.Census)
}

// Six bodies in six files, in one census.
func TestSixBodies(t *testing.T) {
	out, err := try(t, job{Roster: "../programme/data/organograms/*.csv", Topic: "knowledge and information management", Check: true})
	require.NoError(t, err)
	require.Contains(t, out, "the reports of 6 files")
}

// Every fault is named with its file and line, and then there is no census: not
// in what is said and not in the file.
func TestFaults(t *testing.T) {
	const sound = "profession,fte\nLaw,1\n"
	for _, test := range []struct {
		name    string
		rosters []string
		want    []string
	}{
		{
			"rows, in any file",
			[]string{"profession,fte\nLaw,1\nLaw,two\nLaw\n", sound, "profession,fte\n\"Law\n\",1\n,-1\n"},
			[]string{
				"0.csv: community: line 3, column 5: fte: want a number of people or FTE such as 12 or 0.5, have \"two\"",
				"0.csv: community: line 4: a truncated row",
				"2.csv: community: line 4, column 2: fte: want a number",
			},
		},
		{"a tie that is none", []string{"profession,tie\nLaw,keen\n"}, []string{"0.csv: community: line 2, column 5: tie: "}},
		{"a quote that is never closed", []string{sound, "profession,fte\n\"Law,1\n"}, []string{"1.csv: community: line 2"}},
		{"no rows", []string{"profession,fte\n"}, []string{"0.csv: community: a header without rows"}},
		{"an empty file beside a sound one", []string{"", sound}, []string{"0.csv: community: "}},
		{"heads and FTE", []string{sound, "profession\nLaw\n"}, []string{"1.csv: it counts heads and "}},
	} {
		t.Run(test.name, func(t *testing.T) {
			output := filepath.Join(t.TempDir(), "report.json")
			pattern := inFiles(t, test.rosters...)
			out, err := try(t, job{Roster: pattern, Topic: law, Output: output, Check: true})
			require.ErrorIs(t, err, errFaults)
			lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
			require.Len(t, lines, len(test.want), out)
			for i, want := range test.want {
				require.Contains(t, lines[i], want)
			}
			have, err := os.ReadFile(output)
			require.NoError(t, err)
			require.NotContains(t, string(have), `"census"`)
			// the other route finds the same faults
			r, err := inOneProcess(t.Context(), law, pattern)
			require.NoError(t, err)
			want, err := json.Marshal(r)
			require.NoError(t, err)
			require.Equal(t, string(want)+"\n", string(have))
		})
	}
}

// However many faults a file has, a hundred are kept.
func TestFaultsAreBounded(t *testing.T) {
	out, err := try(t, job{Roster: inFiles(t, "profession,fte\n"+strings.Repeat("Law,x\n", 1000)), Topic: law})
	require.ErrorIs(t, err, errFaults)
	require.Equal(t, mostFaults, strings.Count(out, "\n"))
}

// What can't be read or means nothing is an error too, and nothing is said.
func TestRefused(t *testing.T) {
	sound := inFiles(t, "profession\nLaw\n")
	for _, test := range []struct {
		name string
		j    job
		want string
	}{
		{"no file", job{Roster: filepath.Join(t.TempDir(), "*.csv"), Topic: law}, "no files matching pattern"},
		{"no topic", job{Roster: sound, Topic: "not known"}, `"not known" is no main role`},
		{"output below a file", job{Roster: sound, Topic: law, Output: filepath.Join(filepath.Dir(sound), "0.csv", "r.json")}, "not a directory"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, err := try(t, test.j)
			require.ErrorContains(t, err, test.want)
			require.Empty(t, out)
		})
	}
}

// A report that differs in its last digit is an error.
func TestCheckTells(t *testing.T) {
	j := job{Roster: inFiles(t, "profession,fte\nLaw,2.000001\n"), Topic: law}
	r, err := inOneProcess(t.Context(), law, j.Roster)
	require.NoError(t, err)
	line, err := json.Marshal(r)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, j.check(t.Context(), &out, law, r.Census, line))
	other := bytes.Replace(line, []byte("2.000001"), []byte("2.000002"), 1)
	require.NotEqual(t, line, other)
	require.ErrorContains(t, j.check(t.Context(), &out, law, r.Census, other), "the reports differ")
}

// A name from outside can't move the cursor.
func TestNamesArePrintable(t *testing.T) {
	out, err := try(t, job{Roster: inFiles(t, "unit,profession\n\"A\nB\x1b[2J\",Law\n"), Topic: law})
	require.NoError(t, err)
	require.Contains(t, out, "  A B [2J: 1 of 1\n")
}
