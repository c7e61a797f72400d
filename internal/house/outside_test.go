package house

import (
	"go/ast"
	"go/token"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// outside is what reaches beyond what was handed in: whole packages, and functions of
// others.
var outside = map[string]string{
	"os": "", "os/exec": "", "os/signal": "", "log": "", "log/slog": "", "net": "", "net/http": "", "syscall": "", "unsafe": "", "plugin": "", "expvar": "", "flag": "", "math/rand": "", "crypto/rand": "",
	"time":         "Now Since Until Sleep After AfterFunc Tick NewTimer NewTicker",
	"fmt":          "Print Printf Println Scan Scanf Scanln",
	"math/rand/v2": "Float32 Float64 ExpFloat64 NormFloat64 Int Int32 Int32N Int64 Int64N IntN N Perm Shuffle Uint Uint32 Uint32N Uint64 Uint64N UintN",
}

// lasting are variables of a package that change: a cache of what never does.
var lasting = map[string]bool{"internal/strict.shapes": true}

// No package has a clock, a log, chance of its own, a file or the network; nor a
// variable that any of its functions sets.
func TestNothingOutside(t *testing.T) {
	for pkg := range imports(t) {
		room := strings.TrimPrefix(strings.TrimPrefix(pkg, module), "/")
		if strings.HasPrefix(room, "examples/") || room == "internal/draw" { // which tests alone import
			continue
		}
		files := parse(t, token.NewFileSet(), room, false)
		global := map[string]*ast.ValueSpec{}
		for _, file := range files {
			for _, decl := range file.Decls {
				if d, ok := decl.(*ast.GenDecl); ok && d.Tok == token.VAR {
					for _, spec := range d.Specs {
						for _, name := range spec.(*ast.ValueSpec).Names {
							global[name.Name] = spec.(*ast.ValueSpec)
							s, ok := spec.(*ast.ValueSpec).Type.(*ast.SelectorExpr)
							locked := ok && (s.X.(*ast.Ident).Name == "sync" || s.X.(*ast.Ident).Name == "atomic")
							require.Equal(t, lasting[room+"."+name.Name], locked, "%s.%s", room, name.Name)
						}
					}
				}
			}
		}
		for _, file := range files {
			names := map[string]string{} // of packages in this file
			for _, spec := range file.Imports {
				at, err := strconv.Unquote(spec.Path.Value)
				require.NoError(t, err)
				of, forbidden := outside[at]
				require.False(t, forbidden && of == "", "%s imports %s", room, at)
				name := path.Base(strings.TrimSuffix(at, "/v2"))
				if spec.Name != nil {
					name = spec.Name.Name
				}
				names[name] = at
			}
			sets := func(x ast.Expr) {
				if name := rootOf(x); name != nil && global[name.Name] != nil && (name.Obj == nil || name.Obj.Decl == global[name.Name]) {
					require.Fail(t, "a variable of the package is set", "%s.%s", room, name.Name)
				}
			}
			ast.Inspect(file, func(n ast.Node) bool {
				switch x := n.(type) {
				case *ast.FuncDecl:
					require.False(t, x.Recv == nil && x.Name.Name == "init", "%s has an init", room)
				case *ast.CallExpr:
					if f, ok := x.Fun.(*ast.Ident); ok && f.Obj == nil {
						require.NotContains(t, []string{"print", "println"}, f.Name, room)
						if f.Name == "delete" || f.Name == "clear" {
							sets(x.Args[0])
						}
					}
				case *ast.SelectorExpr:
					if of, ok := x.X.(*ast.Ident); ok && of.Obj == nil {
						require.NotContains(t, strings.Fields(outside[names[of.Name]]), x.Sel.Name, "%s calls %s.%s", room, of.Name, x.Sel.Name)
					}
				case *ast.AssignStmt:
					for _, to := range x.Lhs {
						if x.Tok != token.DEFINE {
							sets(to)
						}
					}
				case *ast.IncDecStmt:
					sets(x.X)
				}
				return true
			})
		}
	}
}

// rootOf is the variable that an expression is a part of; nil: of none.
func rootOf(x ast.Expr) *ast.Ident {
	switch x := x.(type) {
	case *ast.Ident:
		return x
	case *ast.IndexExpr:
		return rootOf(x.X)
	case *ast.SelectorExpr:
		return rootOf(x.X)
	case *ast.StarExpr:
		return rootOf(x.X)
	case *ast.ParenExpr:
		return rootOf(x.X)
	}
	return nil
}
