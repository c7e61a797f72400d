package house

import (
	"bytes"
	"flag"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

// public is the packages that others import.
var public = []string{"metrics", "metrics/study", "community", "community/health", "maturity", "maturity/models", "maturity/maturitytest", "pilot", "pilot/choose", "pilot/contract", "pilot/methods", "pilot/pilottest", "pilot/report", "pilot/report/picture"}

// What the library exports is written down in testdata/api.txt, so that a name
// can't be changed, dropped or added without somebody seeing it. Change it on
// purpose with: go test ./internal/house -update
func TestPublicNames(t *testing.T) {
	var b bytes.Buffer
	for _, pkg := range public {
		b.WriteString("package " + pkg + "\n")
		for _, line := range exported(t, path.Join(root, pkg)) {
			b.WriteString("\t" + line + "\n")
		}
	}
	const golden = "testdata/api.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, b.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Equal(t, string(want), b.String(), "the exported names changed; if on purpose: go test ./internal/house -update")
}

// exported lists the exported declarations of a folder's package, one a line.
func exported(t *testing.T, dir string) []string {
	files := token.NewFileSet()
	parsed, err := parser.ParseDir(files, dir, func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0)
	require.NoError(t, err)
	var lines []string
	add := func(node any) {
		var b bytes.Buffer
		require.NoError(t, format.Node(&b, files, node))
		lines = append(lines, strings.Join(strings.Fields(b.String()), " "))
	}
	for _, pkg := range parsed {
		for _, file := range pkg.Files {
			ast.FileExports(file)
			for _, decl := range file.Decls {
				switch d := decl.(type) {
				case *ast.FuncDecl:
					d.Body = nil
					add(d)
				case *ast.GenDecl:
					if d.Tok == token.IMPORT {
						continue
					}
					if d.Tok == token.CONST { // their order gives them their values
						add(d)
						continue
					}
					for _, spec := range d.Specs {
						add(&ast.GenDecl{Tok: d.Tok, Specs: []ast.Spec{spec}})
					}
				}
			}
		}
	}
	slices.Sort(lines)
	return lines
}

// Every exported name of consequence has a doc comment.
func TestEveryExportedNameIsDocumented(t *testing.T) {
	for _, dir := range public {
		parsed, err := parser.ParseDir(token.NewFileSet(), path.Join(root, dir), func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, parser.ParseComments)
		require.NoError(t, err)
		for _, pkg := range parsed {
			for name, file := range pkg.Files {
				for _, decl := range file.Decls {
					switch d := decl.(type) {
					case *ast.FuncDecl:
						require.False(t, d.Name.IsExported() && receives(d) && d.Doc.Text() == "", "%s: %s", name, d.Name)
					case *ast.GenDecl:
						for _, spec := range d.Specs {
							if s, ok := spec.(*ast.TypeSpec); ok && s.Name.IsExported() {
								require.NotEmpty(t, d.Doc.Text()+s.Doc.Text(), "%s: %s", name, s.Name)
							}
							if s, ok := spec.(*ast.ValueSpec); ok && s.Names[0].IsExported() {
								require.NotEmpty(t, d.Doc.Text()+s.Doc.Text()+s.Comment.Text(), "%s: %s", name, s.Names[0])
							}
						}
					}
				}
			}
		}
	}
}

// receives reports whether a function is none of an unexported type.
func receives(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	name, ok := of.(*ast.Ident)
	return ok && name.IsExported()
}
