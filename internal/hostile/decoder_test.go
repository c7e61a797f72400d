package hostile

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

const (
	root   = "../.."
	module = "example.com/kmaturity/"
)

func of[T any]() reflect.Type { return reflect.TypeFor[T]() }

// decoders is every exported type that reads itself from JSON.
var decoders = []reflect.Type{
	of[metrics.Baseline](), of[metrics.Benefit](), of[metrics.Change](), of[metrics.Control](), of[metrics.Figure](), of[metrics.Group](),
	of[metrics.Interval](), of[metrics.Measure](), of[metrics.Metric](), of[metrics.Point](), of[metrics.Quantity](), of[metrics.RunChart](),
	of[metrics.Saving](), of[metrics.Series](), of[metrics.Span](), of[metrics.Split](), of[metrics.Terms](), of[metrics.Warning](),
	of[study.Case](),
	of[community.Arrival](), of[community.Census](), of[community.Charter](), of[community.Conflict](), of[community.Flag](),
	of[community.FlagOptions](), of[community.Function](), of[community.History](), of[community.Line](), of[community.Member](),
	of[community.Nature](), of[community.Network](), of[community.Notes](), of[community.Path](), of[community.People](), of[community.Place](),
	of[community.PracticeArea](), of[community.Reading](), of[community.Return](), of[community.RoleCount](), of[community.RosterNotes](),
	of[community.Shortfall](), of[community.Step](), of[community.Threshold](), of[community.Weight](),
	of[health.Activity](), of[health.Band](), of[health.Checkup](), of[health.Cuts](), of[health.Event](), of[health.FactorFinding](),
	of[health.FactorFindings](), of[health.Finding](), of[health.LifeFinding](), of[health.LifeLimits](), of[health.Limits](), of[health.LogNotes](),
	of[health.Notes](), of[health.Options](), of[health.Portion](), of[health.Survey](), of[health.Topic](), of[health.TopicFinding](),
	of[health.Uplift](),
	of[maturity.Assessment](), of[maturity.Changes](), of[maturity.Comparison](), of[maturity.Criterion](), of[maturity.Evidence](),
	of[maturity.Fact](), of[maturity.Finding](), of[maturity.Flag](), of[maturity.History](), of[maturity.Model](), of[maturity.Options](),
	of[maturity.RestatedChanges](), of[maturity.Spread](), of[maturity.SpreadChange](), of[maturity.Units](), of[maturity.Waiver](),
	of[pilot.Candidate](), of[pilot.Endorser](), of[pilot.Finding](), of[pilot.Gap](), of[pilot.Policy](), of[pilot.Programme](), of[pilot.Selection](),
	of[pilot.Slate](), of[pilot.Verdict](),
	of[contract.Contract](), of[contract.Sealed](),
}

// packages yields the folders of the packages that others import, and their sources.
func packages(t *testing.T, visit func(folder string, file *ast.File)) {
	for _, top := range []string{"metrics", "community", "maturity", "pilot"} {
		require.NoError(t, filepath.WalkDir(filepath.Join(root, top), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			folder, err := filepath.Rel(root, filepath.Dir(name))
			visit(filepath.ToSlash(folder), file)
			return err
		}))
	}
}

// exported yields the exported functions and methods of exported types.
func exported(file *ast.File, visit func(receiver string, f *ast.FuncDecl)) {
	for _, decl := range file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || !f.Name.IsExported() {
			continue
		}
		receiver := ""
		if f.Recv != nil {
			of := f.Recv.List[0].Type
			if star, ok := of.(*ast.StarExpr); ok {
				of = star.X
			}
			if receiver = of.(*ast.Ident).Name; !ast.IsExported(receiver) {
				continue
			}
		}
		visit(receiver, f)
	}
}

// No type that reads itself is missing in the table, and so in FuzzDecoders and in the
// tests of documents.
func TestEveryDecoderHasItsRow(t *testing.T) {
	var want, have []string
	packages(t, func(folder string, file *ast.File) {
		exported(file, func(receiver string, f *ast.FuncDecl) {
			if f.Name.Name == "UnmarshalJSON" {
				want = append(want, module+folder+"."+receiver)
			}
		})
	})
	for _, of := range decoders {
		require.Implements(t, (*json.Unmarshaler)(nil), reflect.New(of).Interface())
		have = append(have, of.PkgPath()+"."+of.Name())
	}
	slices.Sort(want)
	slices.Sort(have)
	require.Equal(t, want, have)
}

// document is one that the library wrote of a type in the table.
type document struct {
	of   reflect.Type
	text string
}

// written collects the documents of each type in the table that stands anywhere in the
// world, the shortest first.
func written(t testing.TB) map[reflect.Type][]string {
	all := map[reflect.Type][]string{}
	for _, v := range world(t) {
		collect(t, reflect.ValueOf(v), all)
	}
	for _, of := range decoders {
		require.NotEmpty(t, all[of], "%s: there is none in the world", of)
		slices.SortFunc(all[of], func(a, b string) int {
			if len(a) != len(b) {
				return len(a) - len(b)
			}
			return strings.Compare(a, b)
		})
		all[of] = slices.Compact(all[of])
	}
	return all
}

// some are the shortest, the middle, and the longest document of each type.
func some(t testing.TB) (all []document) {
	by := written(t)
	for _, of := range decoders {
		texts := by[of]
		for _, at := range slices.Compact([]int{0, len(texts) / 2, len(texts) - 1}) {
			all = append(all, document{of, texts[at]})
		}
	}
	return all
}

func collect(t testing.TB, v reflect.Value, all map[reflect.Type][]string) {
	if slices.Contains(decoders, v.Type()) {
		text, err := json.Marshal(v.Interface())
		require.NoError(t, err, "%s", v.Type())
		all[v.Type()] = append(all[v.Type()], string(text))
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			collect(t, v.Elem(), all)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				collect(t, v.Field(i), all)
			}
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			collect(t, v.Index(i), all)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			collect(t, v.MapIndex(k), all)
		}
	}
}
