package house

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/token"
	"math"
	"path"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/contract"
	"example.com/kmaturity/pilot/pilottest"
	"example.com/kmaturity/pilot/report"
	"example.com/kmaturity/pilot/report/picture"
)

func of[T any]() reflect.Type { return reflect.TypeFor[T]() }

// compared is every exported type of the packages that others import; a second name
// of a type, such as that of *metrics.Error everywhere, needs no second row.
var compared = map[string][]reflect.Type{
	"metrics": {
		of[metrics.Answer](), of[metrics.Baseline](), of[metrics.Benefit](), of[metrics.Change](), of[metrics.Claim](), of[metrics.Conclusion](),
		of[metrics.Control](), of[metrics.Date](), of[metrics.Direction](), of[metrics.Figure](), of[metrics.Group](), of[metrics.Interval](),
		of[metrics.Kind](), of[metrics.Map](), of[metrics.Measure](), of[metrics.Method](), of[metrics.Metric](), of[metrics.Period](),
		of[metrics.Point](), of[metrics.Quantity](), of[metrics.Reason](), of[metrics.RunChart](), of[metrics.Saving](), of[metrics.Series](),
		of[metrics.SeriesColumns](), of[metrics.Source](), of[metrics.Span](), of[metrics.Split](), of[metrics.Terms](), of[metrics.Warning](),
		of[metrics.WarningKind](),
	},
	"metrics/study": {
		of[study.Case](), of[study.Chart](), of[study.ChartOptions](), of[study.Control](), of[study.Lines](), of[study.Look](), of[study.LookOptions](),
		of[study.Looks](), of[study.Options](), of[study.Phase](), of[study.PlanOptions](), of[study.Planned](), of[study.Pooling](), of[study.Quantile](),
		of[study.Rule](), of[study.Side](), of[study.Signal](), of[study.Spending](), of[study.Summary](),
	},
	"community": {
		of[community.Arrival](), of[community.Basis](), of[community.Census](), of[community.Charter](), of[community.Columns](), of[community.Conflict](),
		of[community.ConflictKind](), of[community.Fix](), of[community.Flag](), of[community.FlagKind](), of[community.FlagOptions](),
		of[community.Form](), of[community.Fraction](), of[community.Function](), of[community.Groups](), of[community.History](), of[community.Kind](),
		of[community.Lever](), of[community.Line](), of[community.MainRoleBy](), of[community.Member](), of[community.Nature](), of[community.Network](),
		of[community.Notes](), of[community.Organisation](), of[community.Path](), of[community.People](), of[community.PersonOptions](),
		of[community.Place](), of[community.PracticeArea](), of[community.Reading](), of[community.Return](), of[community.RoleCount](),
		of[community.RosterNotes](), of[community.RosterOptions](), of[community.Shortfall](), of[community.Step](), of[community.Threshold](),
		of[community.Tie](), of[community.Type](), of[community.Weight](),
	},
	"community/health": {
		of[health.Act](), of[health.Activity](), of[health.Band](), of[health.Checkup](), of[health.Community](), of[health.Cuts](), of[health.Event](),
		of[health.Factor](), of[health.FactorFinding](), of[health.FactorFindings](), of[health.Finding](), of[health.Indicator](), of[health.Kind](),
		of[health.Life](), of[health.LifeFinding](), of[health.LifeLimits](), of[health.Limits](), of[health.LogColumns](), of[health.LogNotes](),
		of[health.LogOptions](), of[health.Notes](), of[health.Options](), of[health.Place](), of[health.Portion](), of[health.Quadrant](),
		of[health.Size](), of[health.Survey](), of[health.Topic](), of[health.TopicFinding](), of[health.Uplift](), of[health.Why](),
	},
	"maturity": {
		of[maturity.AgeComparison](), of[maturity.AgeOptions](), of[maturity.Area](), of[maturity.AreaResult](), of[maturity.Assessment](),
		of[maturity.Assessor](), of[maturity.Basis](), of[maturity.Cause](), of[maturity.Change](), of[maturity.Changes](), of[maturity.Closed](),
		of[maturity.Comparison](), of[maturity.Conflicts](), of[maturity.Counts](), of[maturity.Coverage](), of[maturity.Criterion](),
		of[maturity.DiffOptions](), of[maturity.Estimator](), of[maturity.Evidence](), of[maturity.Fact](), of[maturity.Figure](), of[maturity.Finding](),
		of[maturity.Flag](), of[maturity.FlagKind](), of[maturity.FlagOptions](), of[maturity.Gate](), of[maturity.History](), of[maturity.Ignored](),
		of[maturity.Level](), of[maturity.LevelRange](), of[maturity.LevelShare](), of[maturity.Model](), of[maturity.Move](), of[maturity.Options](),
		of[maturity.Outcome](), of[maturity.Reading](), of[maturity.RestatedChanges](), of[maturity.Scale](), of[maturity.ScaleValue](),
		of[maturity.Shift](), of[maturity.Spread](), of[maturity.SpreadChange](), of[maturity.SpreadOptions](), of[maturity.Stage](), of[maturity.Stay](),
		of[maturity.SurveyStage](), of[maturity.Unit](), of[maturity.UnitLevel](), of[maturity.UnitShare](), of[maturity.Units](), of[maturity.Waiver](),
	},
	"maturity/models": {
		of[models.Correspondence](), of[models.Entry](),
	},
	"maturity/maturitytest": {of[maturitytest.CheckOptions](), of[maturitytest.Option]()},
	"pilot": {
		of[pilot.Agreement](), of[pilot.Aside](), of[pilot.Audience](), of[pilot.Candidate](), of[pilot.Case](), of[pilot.Choice](), of[pilot.Chosen](),
		of[pilot.Comparison](), of[pilot.Convinces](), of[pilot.Decision](), of[pilot.Effort](), of[pilot.Endorser](), of[pilot.Finding](),
		of[pilot.Gap](), of[pilot.Instead](), of[pilot.Manager](), of[pilot.Methods](), of[pilot.Noise](), of[pilot.Offer](), of[pilot.Path](),
		of[pilot.Policy](), of[pilot.Programme](), of[pilot.Reach](), of[pilot.Rule](), of[pilot.Segment](), of[pilot.SelectOptions](),
		of[pilot.Selection](), of[pilot.Settled](), of[pilot.Slate](), of[pilot.Verdict](),
	},
	"pilot/choose": {
		of[choose.Acceptability](), of[choose.AcceptabilityOptions](), of[choose.Alternative](), of[choose.Cover](), of[choose.Criterion](),
		of[choose.Item](), of[choose.Portfolio](), of[choose.Problem](), of[choose.Ranked](), of[choose.Ranking](), of[choose.Step](),
	},
	"pilot/contract": {
		of[contract.Breach](), of[contract.BreachKind](), of[contract.Contract](), of[contract.Decisions](), of[contract.Look](), of[contract.Measured](),
		of[contract.Sealed](), of[contract.Settlement](),
	},
	"pilot/pilottest": {of[pilottest.CheckOptions](), of[pilottest.GeneratorOptions](), of[pilottest.Option](), of[pilottest.ProgrammeOption]()},
	"pilot/report": {
		of[report.Options](),
	},
	"pilot/report/picture": {
		of[picture.LitPoint](), of[picture.Options](), of[picture.Picture](), of[picture.Place](), of[picture.Table](), of[picture.Words](),
	},
}

// opaque is what can't be filled in field by field: of each type two values that
// differ, the first of them made twice.
var opaque = map[reflect.Type][3]any{
	of[metrics.Interval](): {metrics.Exactly(1), metrics.Exactly(1), metrics.From(1)},
	of[metrics.Date]():     {metrics.MustDate("2026-01-31"), metrics.MustDate("2026-01-31"), metrics.MustDate("2026-02-01")},
	of[metrics.Series]():   {series(0, 2), series(math.Copysign(0, -1), 2), series(1, 3)},
	of[*metrics.Error]():   {fault("a"), fault("a"), fault("b")},
	of[*metrics.Map](): {
		must(metrics.NewMap(metric("a", "b", "c"), metric("b"), metric("c"))), must(metrics.NewMap(metric("c"), metric("b"), metric("a", "c", "b"))),
		must(metrics.NewMap(metric("a", "b"), metric("b"), metric("c"))),
	},
	of[*community.Organisation](): {
		must(community.NewOrganisation(function("a", "b", "c"), function("b"), function("c"))),
		must(community.NewOrganisation(function("c"), function("b"), function("a", "c", "b"))),
		must(community.NewOrganisation(function("a", "b"), function("b"), function("c"))),
	},
	of[community.Nature]():  {nature(1, 0), nature(1, 0), nature(1, 1)},
	of[community.Network](): {network(1, 0), network(1, 0), network(1, 1)},
	of[*maturity.Assessor](): {
		must(maturity.Journey().Assessor()), must(maturity.Journey().Assessor()),
		must(maturity.JourneyFor(community.PracticeArea{FaceToFace: true}, community.Threshold{}).Assessor()),
	},
	of[*pilot.Case]():     {judged(100), judged(100), judged(101)},
	of[study.Chart]():     {chart(1, 2, 3, 20), chart(1, 2, 3, 20), chart(1, 2, 3, 21)},
	of[study.Looks]():     {must(study.NewLooks(2, study.LookOptions{})), must(study.NewLooks(2, study.LookOptions{})), must(study.NewLooks(3, study.LookOptions{}))},
	of[study.Signal]():    {signal(0), signal(0), signal(1)},
	of[picture.Picture](): {triangle("a"), triangle("a"), triangle("b")},
	of[context.Context](): {context.Background(), context.Background(), context.WithoutCancel(context.Background())},
}

// throughPointers are the types that are only ever handed out as pointers.
var throughPointers = []reflect.Type{of[metrics.Map](), of[community.Organisation](), of[maturity.Assessor](), of[pilot.Case]()}

// functional are the types that are functions, and the fields that hold one. Functions can't be compared, so
// two values with one are never equal, as go-cmp and reflect.DeepEqual say too; left
// nil they compare like any other.
var functional = []string{
	"community.PersonOptions.FoldID", "community.RosterOptions.Fold", "health.Community.Fold",
	"maturitytest.CheckOptions.Assess", "maturitytest.Option",
	"pilot.Methods.Chart", "pilot.Methods.Compare", "pilot.Methods.Plan", "pilot.Rule.Applies", "pilot.Rule.Value",
	"pilottest.Option", "pilottest.ProgrammeOption",
}

// functionsAlone is the type that holds nothing but functions.
var functionsAlone = of[pilot.Methods]()

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

func fault(text string) *metrics.Error {
	return &metrics.Error{Path: "candidates[0]", Err: errors.New(text)}
}

func series(values ...float64) metrics.Series {
	var points []metrics.Point
	for i, x := range values {
		points = append(points, metrics.Point{Date: metrics.MustDate("2026-01-01").AddDays(i), Value: x})
	}
	return must(metrics.NewSeries(points...))
}

func metric(id string, drives ...string) metrics.Metric {
	return metrics.Metric{Measure: metrics.Measure{ID: id}, Drives: drives}
}

func function(id string, supports ...string) community.Function {
	return community.Function{ID: id, Supports: supports}
}

func nature(practising, interested community.Weight) community.Nature {
	return community.Census{Practising: practising, Interested: interested}.Nature()
}

func network(practising, interested community.Weight) community.Network {
	return community.Charter{}.Network(nature(practising, interested))
}

func judged(practitioners float64) *pilot.Case {
	c := pilot.Candidate{Name: "c", Offer: pilot.PublicShowcase, Area: community.PracticeArea{ID: "a", Practitioners: metrics.Exactly(practitioners)}}
	return must(pilot.NewCase(c, pilot.Programme{Organisation: "o", Area: community.PracticeArea{ID: "km"}}, pilot.Policy{}))
}

func chart(values ...float64) study.Chart {
	return must(study.NewChart(values, study.ChartOptions{Baseline: 3}))
}

// signal is a signal of a chart that has two.
func signal(n int) study.Signal { return slices.Collect(chart(1, 2, 3, 20, 20).Signals())[n] }

func triangle(id string) picture.Picture { return picture.Triangle(picture.Options{ID: id}) }

// filled is a value of the type with every field filled in, the n-th of two that
// differ wherever they can.
func filled(t *testing.T, of reflect.Type, n int) reflect.Value {
	if x, ok := opaque[of]; ok {
		return reflect.ValueOf(x[2*n])
	}
	v := reflect.New(of).Elem()
	switch of.Kind() {
	case reflect.Bool:
		v.SetBool(n == 0)
	case reflect.String:
		v.SetString([]string{"first", "second"}[n])
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(1 + n))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(1 + n))
	case reflect.Float64:
		v.SetFloat(float64(1+n) / 4)
	case reflect.Pointer:
		v.Set(reflect.New(of.Elem()))
		v.Elem().Set(filled(t, of.Elem(), n))
	case reflect.Slice:
		v.Set(reflect.Append(v, filled(t, of.Elem(), n)))
	case reflect.Array:
		for i := range v.Len() {
			v.Index(i).Set(filled(t, of.Elem(), n))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(of))
		v.SetMapIndex(filled(t, of.Key(), n), filled(t, of.Elem(), n))
	case reflect.Struct:
		for i := range v.NumField() {
			require.True(t, of.Field(i).IsExported(), "%s.%s: a type with fields of its own needs an Equal and a row in opaque", of, of.Field(i).Name)
			if of.Field(i).Type.Kind() != reflect.Func {
				v.Field(i).Set(filled(t, of.Field(i).Type, n))
			}
		}
	default:
		require.Fail(t, "no value", "of %s", of)
	}
	return v
}

// Every exported type has its row, so that none is left out.
func TestEveryTypeIsCompared(t *testing.T) {
	for _, pkg := range public(t) {
		var names []string
		for _, file := range parse(t, token.NewFileSet(), pkg, false) {
			ast.Inspect(file, func(n ast.Node) bool {
				if s, ok := n.(*ast.TypeSpec); ok && s.Name.IsExported() && !s.Assign.IsValid() {
					names = append(names, s.Name.Name)
				}
				_, inside := n.(*ast.BlockStmt)
				return !inside
			})
		}
		var have []string
		for _, of := range compared[pkg] {
			require.Equal(t, path.Join(module, pkg), of.PkgPath())
			have = append(have, of.Name())
		}
		slices.Sort(names)
		slices.Sort(have)
		require.Equal(t, names, have, pkg)
	}
}

// go-cmp compares values of every exported type without an option, and every
// exported field counts.
func TestCmpJustWorks(t *testing.T) {
	all := []reflect.Type{of[*metrics.Error]()}
	for _, pkg := range public(t) {
		for _, of := range compared[pkg] {
			if slices.Contains(throughPointers, of) {
				of = reflect.PointerTo(of)
			}
			all = append(all, of)
		}
	}
	var functions []string
	for _, of := range all {
		if of.Kind() == reflect.Func {
			functions = append(functions, of.String())
			continue
		}
		if of.Kind() == reflect.Interface { // what implements it is the caller's
			require.Equal(t, "community.Groups", of.String())
			continue
		}
		x, y := filled(t, of, 0), filled(t, of, 0)
		if values, ok := opaque[of]; ok {
			y = reflect.ValueOf(values[1]) // made anew
		}
		z := filled(t, of, 1)
		same(t, of, x, y, true)
		same(t, of, x, z, of == functionsAlone)
		same(t, of, reflect.Zero(of), reflect.Zero(of), true)
		same(t, of, x, reflect.Zero(of), of == functionsAlone)
		if _, whole := opaque[of]; whole || of.Kind() != reflect.Struct {
			continue
		}
		for i := range of.NumField() {
			if of.Field(i).Type.Kind() == reflect.Func {
				functions = append(functions, of.String()+"."+of.Field(i).Name)
				continue
			}
			other := reflect.New(of).Elem()
			other.Set(x)
			other.Field(i).Set(z.Field(i))
			same(t, of, x, other, of.Field(i).Type == functionsAlone)
		}
	}
	slices.Sort(functions)
	require.Equal(t, functional, functions)
}

// same requires that two values are equal, or aren't, whichever way they are
// compared, that a difference is told, and that what is equal reads the same in JSON.
func same(t *testing.T, of reflect.Type, x, y reflect.Value, want bool) {
	t.Helper()
	a, b := x.Interface(), y.Interface()
	require.Equal(t, want, cmp.Equal(a, b), "%s: %v and %v", of, a, b)
	require.Equal(t, want, cmp.Equal(b, a), "%s, the other way round: %v and %v", of, a, b)
	require.True(t, cmp.Equal(a, a), "%s: %v and itself", of, a)
	require.Equal(t, want, cmp.Diff(a, b) == "", "%s", of)
	if hasEqual(of) && of.Kind() != reflect.Pointer {
		m, _ := of.MethodByName("Equal")
		require.Equal(t, want, m.Func.Call([]reflect.Value{x, y})[0].Bool(), "%s.Equal", of)
	}
	textA, errA := json.Marshal(a)
	textB, errB := json.Marshal(b)
	if want && errA == nil && errB == nil {
		require.Equal(t, string(textA), string(textB), "%s", of)
	}
	if _, writes := a.(json.Marshaler); writes && of.Kind() != reflect.Pointer && hasEqual(of) && !want && errA == nil && errB == nil {
		require.NotEqual(t, string(textA), string(textB), "%s", of)
	}
}

func hasEqual(of reflect.Type) bool {
	_, ok := of.MethodByName("Equal")
	return ok
}

// A difference reads as a person would say it: intervals, days and natures in their
// own words.
func TestDifferencesReadWell(t *testing.T) {
	before := pilot.Candidate{Name: "welders", Area: community.PracticeArea{ID: "welding", Practitioners: metrics.MustBetween(40, 60)}}
	after := before
	after.Area.Practitioners, after.Area.AsOf = metrics.From(100), metrics.MustDate("2026-01-31")
	diff := cmp.Diff(before, after)
	for _, words := range []string{`s"[40, 60]"`, `s"[100, ∞)"`, `s"2026-01-31"`} {
		require.Contains(t, diff, words)
	}
	require.Contains(t, cmp.Diff(opaque[of[community.Nature]()][0], opaque[of[community.Nature]()][2]), "between practice and interest")
	require.Contains(t, cmp.Diff(opaque[of[*metrics.Error]()][0], opaque[of[*metrics.Error]()][2]), `Path: "candidates[0]", Err: e"a"`)
}

// Of nothing at all there is nothing to tell apart.
func TestEqualOfNil(t *testing.T) {
	var m *metrics.Map
	require.True(t, m.Equal(must(metrics.NewMap())))
	require.False(t, m.Equal(must(metrics.NewMap(metric("a")))))
	require.False(t, must(metrics.NewMap(metric("a"))).Equal(nil))
	var o *community.Organisation
	require.True(t, o.Equal(must(community.NewOrganisation())))
	require.False(t, o.Equal(must(community.NewOrganisation(function("a")))))
	require.False(t, must(community.NewOrganisation(function("a"))).Equal(nil))
	var a *maturity.Assessor
	require.True(t, a.Equal(nil))
	require.False(t, a.Equal(&maturity.Assessor{}))
	require.False(t, (&maturity.Assessor{}).Equal(nil))
	var k *pilot.Case
	require.True(t, k.Equal(nil))
	require.False(t, k.Equal(&pilot.Case{}))
	require.False(t, (&pilot.Case{}).Equal(nil))
}
