package house

import (
	"go/ast"
	"go/doc"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// documented reads a public package as go doc does, with its examples.
func documented(t *testing.T, files *token.FileSet, dir string) *doc.Package {
	pkg, err := doc.NewFromFiles(files, parse(t, files, dir, true), path.Join(module, dir), doc.PreserveAST)
	require.NoError(t, err)
	return pkg
}

// Every exported name has a comment, which begins with the name where it is that of
// a function or a type. Constants and variables may share one; fields of a struct may
// share the one above the first of them, as far as the next empty line.
func TestEveryExportedNameIsDocumented(t *testing.T) {
	var wrong []string
	for _, dir := range public(t) {
		files := token.NewFileSet()
		pkg := documented(t, files, dir)
		need := func(ok bool, names ...string) {
			for _, name := range names {
				if !ok && !slices.ContainsFunc(strings.Split(name, "."), func(part string) bool { return !token.IsExported(part) }) {
					wrong = append(wrong, dir+"."+name)
				}
			}
		}
		need(strings.HasPrefix(pkg.Doc, "Package "+pkg.Name+" "), "Package")
		functions := func(of string, all []*doc.Func) {
			for _, f := range all {
				need(strings.HasPrefix(f.Doc, f.Name+" "), of+f.Name)
			}
		}
		values := func(all []*doc.Value) {
			for _, v := range all {
				for _, spec := range v.Decl.Specs {
					s := spec.(*ast.ValueSpec)
					for _, name := range s.Names {
						need(v.Doc+s.Doc.Text()+s.Comment.Text() != "", name.Name)
					}
				}
			}
		}
		functions("", pkg.Funcs)
		values(pkg.Consts)
		values(pkg.Vars)
		for _, typ := range pkg.Types {
			need(regexp.MustCompile(`^(An? |The )?`+typ.Name+`\b`).MatchString(typ.Doc), typ.Name)
			functions("", typ.Funcs)
			functions(typ.Name+".", typ.Methods)
			values(typ.Consts)
			values(typ.Vars)
			ast.Inspect(typ.Decl, func(n ast.Node) bool {
				if s, ok := n.(*ast.StructType); ok {
					fields(files, s, func(ok bool, name string) { need(ok, typ.Name+"."+name) })
				}
				if s, ok := n.(*ast.InterfaceType); ok {
					for _, method := range s.Methods.List {
						for _, name := range method.Names {
							need(method.Doc.Text()+method.Comment.Text() != "", typ.Name+"."+name.Name)
						}
					}
				}
				return true
			})
		}
	}
	require.Empty(t, wrong, "these have no comment, or a function's or a type's that doesn't begin with the name")
}

// fields tells of each field of a struct whether there is a comment on it.
func fields(files *token.FileSet, s *ast.StructType, tell func(ok bool, name string)) {
	shared, below := false, 0
	for _, f := range s.Fields.List {
		first, last := f.Pos(), f.End()
		if f.Doc != nil {
			first = f.Doc.Pos()
		}
		if f.Comment != nil {
			last = f.Comment.End()
		}
		shared = f.Doc != nil || shared && files.Position(first).Line == below
		below = files.Position(last).Line + 1
		names := f.Names
		if embedded, ok := f.Type.(*ast.Ident); ok && len(names) == 0 {
			names = []*ast.Ident{embedded}
		}
		for _, name := range names {
			tell(shared || f.Comment != nil, name.Name)
		}
	}
}
