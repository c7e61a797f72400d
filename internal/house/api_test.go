package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// public lists the packages that others import, in order, from the root.
func public(t *testing.T) []string {
	var all []string
	for pkg := range imports(t) {
		room, inside := strings.CutPrefix(pkg, module+"/")
		if inside && !strings.HasPrefix(room, "internal/") && !strings.HasPrefix(room, "examples/") {
			all = append(all, room)
		}
	}
	slices.Sort(all)
	require.Contains(t, all, "pilot/report")
	return all
}

// parse returns the files of a folder's package, with its tests or without.
func parse(t *testing.T, files *token.FileSet, dir string, tests bool) []*ast.File {
	parsed, err := parser.ParseDir(files, path.Join(root, dir), func(f fs.FileInfo) bool { return tests || !strings.HasSuffix(f.Name(), "_test.go") }, parser.ParseComments)
	require.NoError(t, err)
	var all []*ast.File
	for _, pkg := range parsed {
		for _, file := range pkg.Files {
			all = append(all, file)
		}
	}
	return all
}

// .api/diff compares the packages that others can import, and of the internal ones
// the one type that they see, so no other may come through to them.
func TestOneInternalTypeIsSeenFromOutside(t *testing.T) {
	seen := map[string]bool{}
	for _, dir := range public(t) {
		for _, file := range parse(t, token.NewFileSet(), dir, false) {
			internal := map[string]bool{}
			for _, spec := range file.Imports {
				if at, err := strconv.Unquote(spec.Path.Value); err == nil && strings.HasPrefix(at, module+"/internal/") {
					internal[path.Base(at)] = true
				}
			}
			ast.FileExports(file)
			ast.Inspect(file, func(n ast.Node) bool {
				switch x := n.(type) {
				case *ast.BlockStmt:
					return false
				case *ast.ValueSpec: // what a variable is, not what it begins as
					x.Values = nil
				case *ast.SelectorExpr:
					if of, ok := x.X.(*ast.Ident); ok && internal[of.Name] {
						seen[of.Name+"."+x.Sel.Name] = true
					}
				}
				return true
			})
		}
	}
	require.Equal(t, map[string]bool{"strict.Error": true}, seen)
}
