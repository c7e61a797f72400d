package metrics_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The first block of the package's documentation is the Example that compiles.
func TestDocShowsTheExample(t *testing.T) {
	if diff := cmp.Diff(docBlock(t, "doc.go"), exampleBody(t, "example_test.go")); diff != "" {
		t.Errorf("-doc.go +example_test.go:\n%s", diff)
	}
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
	t.Fatalf("%s has no block of code followed by text", file)
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
	t.Fatalf("%s has no func Example with an output", file)
	return nil
}

func linesOf(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(data), "\n")
}
