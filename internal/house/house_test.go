// Package house holds the tests of the house itself: what stands where, which
// way the arrows run, what an embedder inherits, and that the README is true.
package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	root   = "../.."
	module = "example.com/kmaturity"
)

// top is everything that may stand at the top level, beside dot-files.
var top = []string{"README.md", "community", "doc.go", "examples", "go.mod", "go.sum", "internal", "maturity", "metrics", "pilot"}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	require.NoError(t, err)
	var have []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			have = append(have, e.Name())
		}
	}
	require.Equal(t, top, have)
}

// imports returns what each package of the module imports, without its tests.
func imports(t *testing.T) map[string][]string {
	all := map[string][]string{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() && name != "." {
			if _, err := os.Stat(path.Join(root, name, "go.mod")); err == nil {
				return fs.SkipDir // a module of its own, which nobody embeds
			}
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path.Join(root, name), nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Join(module, path.Dir(name))
		all[pkg] = append(all[pkg], []string{}...)
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if !slices.Contains(all[pkg], imported) {
				all[pkg] = append(all[pkg], imported)
			}
		}
		return nil
	})
	require.NoError(t, err)
	return all
}

// reaches lists what a package compiles, directly or through others here.
func reaches(all map[string][]string, pkg string) []string {
	var seen []string
	var walk func(string)
	walk = func(p string) {
		for _, i := range all[p] {
			if !slices.Contains(seen, i) {
				seen = append(seen, i)
				walk(i)
			}
		}
	}
	walk(pkg)
	return seen
}

// Four floors, and arrows only run downwards: each package may reach what
// stands in its row and nothing else of the module. A package without a row is
// a room that nobody agreed on.
func TestArrowsRunDownwards(t *testing.T) {
	const internal = "internal/enum internal/strict"
	allowed := map[string]string{
		"":                      "",
		"internal/draw":         "", // for tests alone
		"internal/enum":         "",
		"internal/hostile":      "",
		"internal/strict":       "internal/enum",
		"internal/table":        "",
		"metrics":               internal + " internal/table",
		"metrics/study":         internal + " internal/table metrics",
		"community":             internal + " internal/table metrics",
		"community/health":      internal + " internal/table metrics",
		"maturity":              internal + " internal/table metrics community",
		"maturity/models":       internal + " internal/table metrics community maturity",
		"maturity/maturitytest": internal + " internal/table metrics community maturity",
		"pilot":                 internal + " internal/table metrics community maturity pilot/choose pilot/contract",
		"pilot/choose":          internal + " metrics internal/table",
		"pilot/contract":        internal + " metrics internal/table",
		"pilot/methods":         internal + " internal/table metrics metrics/study community maturity pilot pilot/choose pilot/contract",
		"pilot/pilottest":       internal + " internal/table metrics community maturity pilot pilot/choose pilot/contract maturity/maturitytest",
		"pilot/report":          internal + " internal/table metrics community maturity pilot pilot/choose pilot/contract pilot/report/picture",
		"pilot/report/picture":  internal + " internal/table metrics community maturity pilot pilot/choose pilot/contract",
		"examples/quickstart":   internal + " internal/table metrics community maturity pilot pilot/choose pilot/contract",
		"examples/testsuite":    internal + " internal/table metrics community maturity pilot pilot/choose pilot/contract",
		"examples/choose":       internal + " internal/table metrics metrics/study community maturity pilot pilot/choose pilot/contract pilot/methods pilot/report pilot/report/picture",
		"examples/benefit":      internal + " internal/table metrics metrics/study community maturity pilot pilot/choose pilot/contract pilot/report pilot/report/picture",
		"examples/stages":       internal + " internal/table metrics community maturity",
		"examples/programme":    internal + " internal/table metrics metrics/study community maturity pilot pilot/choose pilot/contract pilot/methods pilot/report pilot/report/picture",
		"examples/community":    internal + " internal/table metrics community community/health",
	}
	all := imports(t)
	for pkg := range all {
		room := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
		may, agreed := allowed[room]
		require.True(t, agreed, "there is no row for the package %q", room)
		for _, to := range reaches(all, pkg) {
			if inside, ok := strings.CutPrefix(to, module+"/"); ok {
				require.Contains(t, strings.Fields(may), inside, "an arrow runs from %q to %q", room, inside)
			}
		}
	}
	require.Len(t, all, len(allowed), "a row without a package")
}

// An embedder of any floor compiles nothing outside the standard library. The
// statistics stand beside the floors: who asks for metrics/study gets gonum and
// x/exp/stats with it, and nothing else.
func TestStandardLibraryOnly(t *testing.T) {
	const statistics = module + "/metrics/study"
	all := imports(t)
	for pkg := range all {
		for _, to := range reaches(all, pkg) {
			first, _, _ := strings.Cut(to, "/")
			if pkg == statistics || slices.Contains(reaches(all, pkg), statistics) {
				first = strings.TrimPrefix(strings.TrimPrefix(to, "golang.org/x/exp/stats"), "gonum.org/v1/gonum/")
			}
			require.False(t, strings.Contains(first, ".") && !strings.HasPrefix(to, module), "%s compiles %s", pkg, to)
		}
	}
}

// The direct requirements are those agreed on, for tests alone, and go.mod names
// the oldest Go that an embedder needs.
func TestRequirements(t *testing.T) {
	b, err := os.ReadFile(root + "/go.mod")
	require.NoError(t, err)
	agreed := []string{"github.com/stretchr/testify", "github.com/google/go-cmp", "golang.org/x/exp", "gonum.org/v1/gonum"}
	require.Contains(t, string(b), "\ngo 1.24.0\n")
	for line := range strings.Lines(string(b)) {
		fields := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(fields) < 2 || !strings.HasPrefix(fields[1], "v") || strings.Contains(line, "// indirect") {
			continue
		}
		require.Contains(t, agreed, fields[0])
	}
}

// One noun a file: no file of the library is so long that it must hold two.
func TestFilesAreRooms(t *testing.T) {
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path.Join(root, name))
		require.NoError(t, err)
		require.LessOrEqual(t, strings.Count(string(b), "\n"), 400, name)
		return nil
	})
	require.NoError(t, err)
}
