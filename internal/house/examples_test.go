package house

import (
	"go/ast"
	"go/doc"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// routine is methods that make no type one of consequence: text, JSON, order, checks.
var routine = []string{"AppendText", "Compare", "Error", "IsZero", "LogValue", "MarshalJSON", "MarshalText", "String", "UnmarshalJSON", "UnmarshalText", "Unwrap", "Validate"}

// Every exported function of consequence has an Example with checked output: one of
// its own name, or one that calls it. So has every type with methods beyond the
// routine ones: one of its name, of a method's or of a function's that makes it, or
// one that calls such a method. Of no consequence are the functions that every named
// number has, which reads its text (ParseTie) and yields its values (Ties).
func TestWhatIsOfConsequenceHasAnExample(t *testing.T) {
	missing := map[string]bool{}
	for _, dir := range public(t) {
		pkg := documented(t, token.NewFileSet(), dir)
		names := calls(pkg)
		shown := func(f *doc.Func) bool { return checked(f.Examples) || names[called{f.Name, f.Recv == ""}] }
		numbers := map[string]bool{}
		for _, typ := range pkg.Types {
			if of, ok := typ.Decl.Specs[0].(*ast.TypeSpec).Type.(*ast.Ident); ok && types.Universe.Lookup(of.Name) != nil {
				numbers[typ.Name] = true
			}
		}
		for _, f := range pkg.Funcs {
			if !shown(f) && !numbers[yields(f)] {
				missing[dir+"."+f.Name] = true
			}
		}
		for _, typ := range pkg.Types {
			all := checked(typ.Examples)
			for _, f := range typ.Funcs {
				all = all || checked(f.Examples)
				if !shown(f) && !(numbers[typ.Name] && f.Name == "Parse"+typ.Name) {
					missing[dir+"."+f.Name] = true
				}
			}
			consequence := false
			for _, f := range typ.Methods {
				if !slices.Contains(routine, f.Name) {
					consequence = true
					all = all || shown(f)
				}
				all = all || checked(f.Examples)
			}
			if consequence && !all {
				missing[dir+"."+typ.Name] = true
			}
		}
	}
	require.Empty(t, slices.Sorted(maps.Keys(missing)), "these need an Example with // Output:, or a call in one")
}

func checked(all []*doc.Example) bool { return slices.ContainsFunc(all, hasOutput) }

func hasOutput(e *doc.Example) bool { return e.Output != "" || e.EmptyOutput }

// called is a function of the package, or a method by its name alone.
type called struct {
	name     string
	function bool
}

// calls is what a package's checked Examples call.
func calls(pkg *doc.Package) map[called]bool {
	all := slices.Clone(pkg.Examples)
	for _, f := range pkg.Funcs {
		all = append(all, f.Examples...)
	}
	for _, typ := range pkg.Types {
		all = append(all, typ.Examples...)
		for _, f := range slices.Concat(typ.Funcs, typ.Methods) {
			all = append(all, f.Examples...)
		}
	}
	names := map[called]bool{}
	for _, e := range all {
		if hasOutput(e) {
			ast.Inspect(e.Code, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					of, _ := s.X.(*ast.Ident)
					names[called{s.Sel.Name, of != nil && of.Name == pkg.Name}] = true
				}
				return true
			})
		}
	}
	return names
}

// yields is the name of the type that a function is an iterator of, if it is one.
func yields(f *doc.Func) string {
	in := f.Decl.Type.Params.List
	if len(in) != 1 || f.Decl.Type.Results != nil {
		return ""
	}
	yield, ok := in[0].Type.(*ast.FuncType)
	if !ok || len(yield.Params.List) != 1 {
		return ""
	}
	name, _ := yield.Params.List[0].Type.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}
