package house

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// blocks returns the fenced blocks of a language in the README.
func blocks(t *testing.T, language string) []string {
	b, err := os.ReadFile(root + "/README.md")
	require.NoError(t, err)
	var all []string
	parts := strings.Split(string(b), "```"+language+"\n")
	for _, part := range parts[1:] {
		block, _, ok := strings.Cut(part, "```")
		require.True(t, ok)
		all = append(all, block)
	}
	return all
}

// The Go examples of the README compile as they stand: each is laid over a file
// that isn't there.
func TestReadmeExamplesCompile(t *testing.T) {
	examples := blocks(t, "go")
	require.Len(t, examples, 5, "one for each kind of use")
	absolute, err := filepath.Abs(root)
	require.NoError(t, err)
	for i, example := range examples {
		require.LessOrEqual(t, strings.Count(example, "\n"), 24)
		temp := t.TempDir()
		name, command := "example.go", "build"
		args := []string{"-o", filepath.Join(temp, "out")}
		if strings.Contains(example, "testing.T") {
			name, command = "example_test.go", "test"
			args = append(args, "-c", "-vet=off")
		}
		require.NoError(t, os.WriteFile(filepath.Join(temp, name), []byte("package readme\n\n"+example), 0o644))
		overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{
			filepath.Join(absolute, "internal", "readme", name): filepath.Join(temp, name),
		}})
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(temp, "overlay.json"), overlay, 0o644))
		args = append([]string{command, "-overlay", filepath.Join(temp, "overlay.json")}, append(args, module+"/internal/readme")...)
		out, err := exec.Command("go", args...).CombinedOutput()
		require.NoError(t, err, "example %d: %s", i, out)
	}
}

// The gate runs the README's test command as it stands there.
func TestGateRunsTheReadmesTestCommand(t *testing.T) {
	commands := strings.Join(blocks(t, "sh"), "")
	gate, err := os.ReadFile(root + "/.ci/run")
	require.NoError(t, err)
	for _, command := range []string{"go run ./examples/programme", "go test ./..."} {
		require.Contains(t, commands, command+"\n")
	}
	require.Contains(t, string(gate), "README.md")
	require.Contains(t, string(gate), "go test")
}
