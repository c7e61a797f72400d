package metrics_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// The first block of the package's documentation is the Example that compiles.
func TestDocShowsTheExample(t *testing.T) {
	require.Equal(t, docBlock(t, "doc.go"), exampleBody(t, "example_test.go"))
}

// docBlock returns the lines of the first indented block of a comment.
func docBlock(t *testing.T, file string) []string {
	var block []string
	for _, line := range linesOf(t, file) {
		if code, ok := strings.CutPrefix(line, "//\t"); ok {
			block = append(block, code)
		} else if len(block) > 0 {
			return block
		}
	}
	require.Fail(t, "no block of code followed by text", file)
	return nil
}

// exampleBody returns the lines of func Example up to its output.
func exampleBody(t *testing.T, file string) []string {
	var body []string
	inside := false
	for _, line := range linesOf(t, file) {
		switch {
		case line == "func Example() {":
			inside = true
		case line == "\t// Output:":
			return body
		case inside:
			body = append(body, strings.TrimPrefix(line, "\t"))
		}
	}
	require.Fail(t, "no func Example with an output", file)
	return nil
}

func linesOf(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	return strings.Split(string(data), "\n")
}
