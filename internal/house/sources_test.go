package house

import (
	"go/ast"
	"go/token"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// An address, as far as what can't be part of one here.
var address = regexp.MustCompile("https?://[^\\s\"<>`)\\]\\\\]+")

// Every source that code or the README cites stands in testdata/sources.txt with what
// it gives, and every line there is cited: addresses wherever they stand, and the
// titles of a metrics.Source that has no address.
func TestSourcesAreInOneList(t *testing.T) {
	b, err := os.ReadFile("testdata/sources.txt")
	require.NoError(t, err)
	var listed []string
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		source, gives, _ := strings.Cut(strings.TrimSpace(line), "\t")
		require.NotEmpty(t, gives, "what %s gives", source)
		listed = append(listed, source)
	}
	require.True(t, slices.IsSorted(listed), "in order")

	cited := map[string]bool{}
	readme, err := os.ReadFile(root + "/README.md")
	require.NoError(t, err)
	for _, at := range address.FindAllString(string(readme), -1) {
		cited[at] = true
	}
	for pkg := range imports(t) {
		dir := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
		if strings.HasPrefix(dir, "examples/") {
			continue // data of others, whose folders have notes of their own
		}
		files := token.NewFileSet()
		for _, file := range parse(t, files, dir, false) {
			text, err := os.ReadFile(files.Position(file.Pos()).Filename)
			require.NoError(t, err)
			for _, at := range address.FindAllString(string(text), -1) {
				cited[at] = true
			}
			ast.Inspect(file, func(n ast.Node) bool {
				if title := untraced(n); title != "" {
					cited[title] = true
				}
				return true
			})
		}
	}
	for _, source := range listed {
		require.True(t, cited[source], "nothing cites %s any more: take its line out of testdata/sources.txt", source)
		delete(cited, source)
	}
	require.Empty(t, slices.Sorted(maps.Keys(cited)), "these are cited: add a line to testdata/sources.txt that says what each gives")
}

// untraced is the title of a metrics.Source without an address, where it is one.
// What is said to be worked out from a source has that source's title at its end.
func untraced(n ast.Node) string {
	literal, ok := n.(*ast.CompositeLit)
	if !ok {
		return ""
	}
	of, ok := literal.Type.(*ast.SelectorExpr)
	if !ok || of.Sel.Name != "Source" {
		return ""
	}
	title := ""
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			return ""
		}
		switch key := pair.Key.(*ast.Ident); key.Name {
		case "URL":
			return ""
		case "Title":
			if value, ok := pair.Value.(*ast.BasicLit); ok {
				title, _ = strconv.Unquote(value.Value)
			}
		}
	}
	_, from, derived := strings.Cut(title, "worked out from ")
	if derived {
		return from
	}
	return title
}
