package house

import (
	"encoding/json"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// mutant is one operator that mutation changes.
type mutant struct {
	file string // from the module's root
	kind string // what it is changed to
	line string // of code, with a ¦ before the operator
}

// survivors are the mutants that may live, with why, as testdata/survivors.txt has them.
func survivors(t *testing.T) map[mutant]string {
	b, err := os.ReadFile("testdata/survivors.txt")
	require.NoError(t, err)
	why, last := map[mutant]string{}, ""
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		require.Len(t, parts, 4, line)
		require.NotEmpty(t, parts[3], "why %s may live", line)
		require.Less(t, last, line, "in order, each once")
		why[mutant{parts[0], parts[1], parts[2]}], last = parts[3], line
	}
	return why
}

// lines are those of a file, without what they are indented by.
func lines(t *testing.T, file string) []string {
	b, err := os.ReadFile(path.Join(root, file))
	require.NoError(t, err)
	all := strings.Split(string(b), "\n")
	for i := range all {
		all[i] = strings.TrimLeft(all[i], "\t")
	}
	return all
}

// No mutant is excused whose code is gone.
func TestSurvivorsStandInTheCode(t *testing.T) {
	all := survivors(t)
	require.NotEmpty(t, all)
	for m := range all {
		require.Equal(t, 1, strings.Count(m.line, "¦"), m.line)
		require.Contains(t, lines(t, m.file), strings.Replace(m.line, "¦", "", 1), m.file)
	}
}

// TestMutants holds a report of gremlins, which .ci/mutation makes, to what
// testdata/survivors.txt says: KMATURITY_MUTANTS is a package's folder, a colon and the
// report. Of a report on changes alone it says nothing of the lines that didn't change.
func TestMutants(t *testing.T) {
	of, report, ok := strings.Cut(os.Getenv("KMATURITY_MUTANTS"), ":")
	if !ok {
		t.Skip("needs a report: .ci/mutation")
	}
	b, err := os.ReadFile(report)
	require.NoError(t, err)
	var got struct {
		Files []struct {
			Name      string `json:"file_name"`
			Mutations []struct {
				Type, Status string
				Line, Column int
			}
		}
	}
	require.NoError(t, json.Unmarshal(b, &got))
	excused := survivors(t)
	count := map[string]int{}
	for _, file := range got.Files {
		name := path.Join(of, file.Name)
		b, err := os.ReadFile(path.Join(root, name))
		require.NoError(t, err)
		code := strings.Split(string(b), "\n")
		for _, m := range file.Mutations {
			count[m.Status]++
			require.LessOrEqual(t, m.Line, len(code), "%s is another one since the report: .ci/mutation %s", name, of)
			line := code[m.Line-1]
			require.LessOrEqual(t, m.Column, len(line), "%s is another one since the report: .ci/mutation %s", name, of)
			at := mutant{name, m.Type, strings.TrimLeft(line[:m.Column-1]+"¦"+line[m.Column-1:], "\t")}
			_, known := excused[at]
			switch {
			case m.Status == "LIVED" && !known:
				t.Errorf("%s:%d lived, and testdata/survivors.txt doesn't say why it may:\n%s\t%s\t%s\t", name, m.Line, at.file, at.kind, at.line)
			case m.Status == "KILLED" && known:
				t.Errorf("%s:%d doesn't live any more: testdata/survivors.txt has no use for\n%s\t%s\t%s", name, m.Line, at.file, at.kind, at.line)
			}
		}
	}
	killed, lived := count["KILLED"], count["LIVED"]
	require.Positive(t, killed+lived, "mutants")
	share := float64(killed) / float64(killed+lived)
	t.Logf("%s: %.1f %% killed: %v", of, 100*share, count)
	if count["SKIPPED"] == 0 { // of a few, a share says little
		require.GreaterOrEqual(t, share, 0.85, "mutants of %s that are killed", of)
	}
}
