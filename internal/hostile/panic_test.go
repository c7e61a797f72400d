package hostile

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"io"
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/contract"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/pilottest"
	"example.com/kmaturity/pilot/report"
	"example.com/kmaturity/pilot/report/picture"
)

// functions is every exported function that can be called with anything: all but those
// that are said to panic (Must…), and those that fail a test.
var functions = []any{
	metrics.Above, metrics.AnswerOf, metrics.Answers, metrics.Anything, metrics.Below, metrics.Between, metrics.CallersChoice, metrics.Claims,
	metrics.Conclusions, metrics.DateOf, metrics.Directions, metrics.Errors, metrics.Exactly, metrics.From, metrics.Kinds, metrics.Methods,
	metrics.NewDate, metrics.NewMap, metrics.NewRates, metrics.NewSeries, metrics.NoBaseline, metrics.OurDefault, metrics.ParseAnswer,
	metrics.ParseClaim, metrics.ParseConclusion, metrics.ParseDate, metrics.ParseDirection, metrics.ParseInterval, metrics.ParseKind,
	metrics.ParseMethod, metrics.ParsePeriod, metrics.ParseReason, metrics.ParseWarningKind, metrics.Periods, metrics.ReadSeries, metrics.Reasons,
	metrics.SplitAround, metrics.SplitAt, metrics.UpTo, metrics.WarningKinds,
	study.BeforeAfter, study.BenjaminiHochberg, study.Compare, study.Controlled, study.DefaultRules, study.Describe, study.DetectableChange,
	study.FitLines, study.Holm, study.Interrupted, study.LooksAt, study.NaiveFalseAlarms, study.NelsonRules, study.NewChart, study.NewLooks,
	study.NewRunChart, study.ParseRule, study.ParseSide, study.ParseSpending, study.Plan, study.PlanAfter, study.Pooled, study.PowerOf,
	study.Rules, study.Several, study.Sides, study.Spendings, study.WesternElectricRules,
	community.Areas, community.Bases, community.ConflictKinds, community.Count, community.CountSlice, community.DefaultCounting, community.Fixes,
	community.FlagKinds, community.Flags, community.FoldProfession, community.FoldWith, community.Forms, community.Histories, community.Kinds,
	community.Levers, community.MainRoleRules, community.Members, community.NewOrganisation, community.ParseBasis, community.ParseConflictKind,
	community.ParseFix, community.ParseFlagKind, community.ParseForm, community.ParseFraction, community.ParseKind, community.ParseLever,
	community.ParseMainRoleBy, community.ParseTie, community.ParseType, community.ParseWeight, community.Persons, community.ReadGroups,
	community.ReadRoster, community.Returns, community.Ties, community.Trace, community.Types,
	health.Acts, health.Bands, health.Check, health.Events, health.Factors, health.Indicators, health.Kinds, health.Lives, health.Observe,
	health.ParseAct, health.ParseFactor, health.ParseIndicator, health.ParseKind, health.ParseLife, health.ParsePlace, health.ParseQuadrant,
	health.ParseSize, health.ParseWhy, health.Places, health.Quadrants, health.ReadLog, health.Sizes, health.Survey2014, health.Whys,
	maturity.AllConflicts, maturity.AreaFacts, maturity.Causes, maturity.Estimators, maturity.FlagKinds, maturity.Flags, maturity.Gates,
	maturity.Journey, maturity.JourneyFor, maturity.JourneySurvey, maturity.Milton, maturity.Moves, maturity.NewSpread, maturity.OutcomeOf,
	maturity.Outcomes, maturity.ParseCause, maturity.ParseConflicts, maturity.ParseEstimator, maturity.ParseFlagKind, maturity.ParseGate,
	maturity.ParseMove, maturity.ParseOutcome, maturity.ParseStage, maturity.ParseSurveyStage, maturity.PublishedYears, maturity.Stages,
	maturity.SurveyStages, maturity.TippingSource,
	models.All, models.Crosswalk, models.New, models.StageOf,
	maturitytest.CheckLevels, maturitytest.CheckModel, maturitytest.Evidence, maturitytest.Model, maturitytest.RandomEvidence,
	maturitytest.RandomModel, maturitytest.With, maturitytest.Without,
	pilot.Decisions, pilot.Efforts, pilot.Elements, pilot.NewCase, pilot.Offers, pilot.ParseDecision, pilot.ParseEffort, pilot.ParseOffer,
	pilot.ParseSegment, pilot.PublishedCriteria, pilot.ReadSlates, pilot.Rules, pilot.Screen, pilot.Segments, pilot.Select,
	choose.Acceptabilities, choose.Best, choose.Core, choose.Costs, choose.Optima, choose.Rank, choose.RankOrderCentroid, choose.RankSum, choose.Waves,
	contract.BreachKinds, contract.ParseBreachKind, contract.Seal, contract.Settle,
	methods.Study,
	pilottest.ChampionsNetwork, pilottest.CheckDecisions, pilottest.CheckRule, pilottest.CheckSelection, pilottest.EarlyKMCommunity,
	pilottest.Programme, pilottest.RandomCandidate, pilottest.RandomEvidence, pilottest.RandomProgramme, pilottest.RandomSlate,
	pilottest.Showcase, pilottest.Slate, pilottest.WithAnnounced, pilottest.WithAudience, pilottest.WithBaseline, pilottest.WithChange,
	pilottest.WithClaimed, pilottest.WithCost, pilottest.WithDate, pilottest.WithElements, pilottest.WithEndorsers, pilottest.WithFaceToFace,
	pilottest.WithFact, pilottest.WithForm, pilottest.WithFunction, pilottest.WithHard, pilottest.WithKMFact, pilottest.WithKMPractitioners,
	pilottest.WithKind, pilottest.WithMembers, pilottest.WithMetric, pilottest.WithName, pilottest.WithNoMetric, pilottest.WithPractitioners,
	pilottest.WithProblem, pilottest.WithScore, pilottest.WithUnknownEndorsers, pilottest.WithWorkforce,
	report.Change, report.Check, report.ContentPolicy, report.English, report.HTML, report.Markdown, report.Pictures, report.Text,
	picture.Chart, picture.Coverage, picture.English, picture.Frontier, picture.Ladder, picture.Lit, picture.Ranks, picture.Rules,
	picture.Triangle, picture.TriangleAt,
}

// caller calls with anything: with what nobody would hand in, and with what other calls
// gave.
type caller struct {
	*rand.Rand
	pool  map[reflect.Type][]reflect.Value
	deep  int
	calls map[string]int // by package, receiver and name
}

// keep has a value, and all that stands in it, handed in later.
func (c *caller) keep(v reflect.Value) {
	if !v.IsValid() || v.Type().Implements(reflect.TypeFor[context.Context]()) { // a context is always a new one, which ends
		return
	}
	if kept := c.pool[v.Type()]; len(kept) < 12 {
		c.pool[v.Type()] = append(kept, v)
	} else {
		kept[c.IntN(12)] = v
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			c.keep(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				c.keep(v.Field(i))
			}
		}
	case reflect.Slice:
		for i := range min(v.Len(), 3) {
			c.keep(v.Index(i))
		}
	}
}

var (
	oddFloats = []float64{0, 1, -1, 2, 6, 100, 0.25, 0.5, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, 5e-324}
	oddInts   = []int64{0, 0, 1, 2, 3, 6, 12, -1, math.MaxInt64, math.MinInt64, math.MaxInt32}
	oddTexts  = []string{"", "a", "b", "km", "\x00", "\xff", "\u202e", "2024-01-31", "[1, 2)", "1", "0.5", "yes", "level 1", "a,b\n1,2\n", `{"a":1}`, "null", rosterText, logText, seriesText}
)

func one[T any](c *caller, all []T) T { return all[c.IntN(len(all))] }

// any is a value of the type.
func (c *caller) any(of reflect.Type) reflect.Value {
	c.deep++
	defer func() { c.deep-- }()
	if kept := c.pool[of]; len(kept) > 0 && c.IntN(3) > 0 {
		return c.spoilt(one(c, kept))
	}
	v := reflect.New(of).Elem()
	if of == reflect.TypeFor[*rand.Rand]() {
		return reflect.ValueOf(c.Rand)
	}
	switch of.Kind() {
	case reflect.Bool:
		v.SetBool(c.IntN(2) == 0)
	case reflect.String:
		v.SetString(one(c, oddTexts))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(one(c, oddInts))
	case reflect.Uint8:
		v.SetUint(one(c, []uint64{0, 1, 2, 3, 4, 5, 255}))
	case reflect.Uint, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(c.Uint64())
	case reflect.Float64:
		v.SetFloat(one(c, oddFloats))
	case reflect.Pointer:
		if c.deep < 6 && c.IntN(5) > 0 {
			v.Set(reflect.New(of.Elem()))
			v.Elem().Set(c.any(of.Elem()))
		}
	case reflect.Slice:
		if c.deep < 6 {
			for range c.IntN(4) {
				v = reflect.Append(v, c.any(of.Elem()))
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			v.Index(i).Set(c.any(of.Elem()))
		}
	case reflect.Map:
		if n := c.IntN(4); n > 0 && c.deep < 6 {
			v.Set(reflect.MakeMap(of))
			for range n - 1 {
				v.SetMapIndex(c.any(of.Key()), c.any(of.Elem()))
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && c.IntN(3) > 0 {
				v.Field(i).Set(c.any(of.Field(i).Type))
			}
		}
	case reflect.Func:
		return c.function(of)
	case reflect.Interface:
		return c.implementation(of)
	default:
		panic(fmt.Sprint("no value of ", of))
	}
	return v
}

// spoilt is a value as it is, or with one of its fields or parts another.
func (c *caller) spoilt(was reflect.Value) reflect.Value {
	if c.deep > 5 || c.IntN(2) == 0 {
		return was
	}
	v := reflect.New(was.Type()).Elem()
	v.Set(was)
	switch {
	case v.Kind() == reflect.Struct && v.NumField() > 0:
		i := c.IntN(v.NumField())
		if f := v.Field(i); f.CanSet() && v.Type().Field(i).IsExported() {
			if c.IntN(2) == 0 {
				f.Set(c.spoilt(f))
			} else {
				f.Set(c.any(f.Type()))
			}
		}
	case v.Kind() == reflect.Slice && v.Len() > 0:
		v = reflect.AppendSlice(reflect.MakeSlice(v.Type(), 0, v.Len()), v)
		f := v.Index(c.IntN(v.Len()))
		f.Set(c.spoilt(f))
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct && v.Elem().CanSet() && settable(v.Type().Elem()):
		v = reflect.New(v.Type().Elem())
		v.Elem().Set(c.spoilt(was.Elem()))
	}
	return v
}

// settable reports whether all fields are exported.
func settable(of reflect.Type) bool {
	for i := range of.NumField() {
		if !of.Field(i).IsExported() {
			return false
		}
	}
	return true
}

// bounded has what is made at random be little.
func bounded(options reflect.Value) reflect.Value {
	switch options.Interface().(type) {
	case pilottest.GeneratorOptions, pilottest.CheckOptions, maturitytest.CheckOptions:
		v := reflect.New(options.Type()).Elem()
		v.Set(options)
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Int && (f.Int() <= 0 || f.Int() > 3) {
				f.SetInt(3)
			}
		}
		return v
	}
	return options
}

// function is one that gives anything; one that yields stops when it is told to.
func (c *caller) function(of reflect.Type) reflect.Value {
	return reflect.MakeFunc(of, func(args []reflect.Value) (out []reflect.Value) {
		if of.NumIn() == 1 && of.In(0).Kind() == reflect.Func && of.NumOut() == 0 {
			for range c.IntN(4) {
				var in []reflect.Value
				for i := range of.In(0).NumIn() {
					in = append(in, c.any(of.In(0).In(i)))
				}
				if !args[0].Call(in)[0].Bool() {
					break
				}
			}
		}
		for i := range of.NumOut() {
			out = append(out, c.any(of.Out(i)))
		}
		return out
	})
}

// groups are rows that say anything.
type groups struct {
	*caller
	left int
}

func (g *groups) Next() bool { g.left--; return g.left >= 0 }
func (g *groups) Err() error { x, _ := g.any(reflect.TypeFor[error]()).Interface().(error); return x }
func (g *groups) Scan(to ...any) error {
	for _, x := range to {
		if v := reflect.ValueOf(x).Elem(); v.Kind() != reflect.Interface {
			v.Set(g.any(v.Type()))
		}
	}
	return g.Err()
}

// implementation is something that the interface asks for.
func (c *caller) implementation(of reflect.Type) reflect.Value {
	var x any
	switch of {
	case reflect.TypeFor[error]():
		if c.IntN(3) > 0 {
			return reflect.Zero(of)
		}
		x = errBroken
	case reflect.TypeFor[context.Context]():
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
		time.AfterFunc(20*time.Millisecond, cancel)
		x = ctx
	case reflect.TypeFor[io.Reader]():
		x = strings.NewReader(one(c, oddTexts))
	case reflect.TypeFor[io.Writer]():
		x = new(bytes.Buffer)
	case reflect.TypeFor[any]():
		x = one(c, oddTexts)
	case reflect.TypeFor[community.Groups]():
		x = &groups{c, c.IntN(5)}
	default:
		panic(fmt.Sprint("nothing for ", of))
	}
	v := reflect.New(of).Elem()
	v.Set(reflect.ValueOf(x))
	return v
}

// run keeps the first values of a sequence, and ends it there.
func (c *caller) run(seq reflect.Value) {
	of := seq.Type()
	if of.Kind() != reflect.Func || of.NumIn() != 1 || of.In(0).Kind() != reflect.Func || of.NumOut() > 0 || seq.IsNil() {
		return
	}
	left := c.IntN(6)
	seq.Call([]reflect.Value{reflect.MakeFunc(of.In(0), func(args []reflect.Value) []reflect.Value {
		for _, v := range args {
			c.keep(v)
		}
		left--
		return []reflect.Value{reflect.ValueOf(left > 0)}
	})})
}

// call calls a function, and with its arguments printed has it not panic.
func (c *caller) call(t *testing.T, name string, f reflect.Value, args []reflect.Value) {
	var out []reflect.Value
	start := time.Now()
	func() {
		defer func() {
			if p := recover(); p != nil {
				var has []string
				for _, a := range args {
					has = append(has, fmt.Sprintf("%s: %.600s", a.Type(), fmt.Sprintf("%+v", a)))
				}
				trace := make([]byte, 4096)
				trace = trace[:runtime.Stack(trace, false)]
				t.Errorf("%s panics: %v\n%s\n%s", name, p, strings.Join(has, "\n"), trace)
			}
		}()
		if f.Type().IsVariadic() {
			out = f.CallSlice(args)
		} else {
			out = f.Call(args)
		}
		for _, v := range out {
			c.run(v)
		}
	}()
	if took := time.Since(start); took > 2*time.Second {
		t.Logf("%s took %v", name, took)
	}
	c.calls[name]++
	for _, v := range slices.Concat(args, out) {
		c.keep(v)
	}
}

// types are those of the library that there are values of, and pointers to them.
func (c *caller) types() (all []reflect.Type) {
	for of := range c.pool {
		if of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of.Kind() != reflect.Interface && (of == reflect.TypeFor[metrics.Error]() || ast.IsExported(of.Name()) && strings.HasPrefix(of.PkgPath(), module) && !strings.Contains(of.PkgPath(), "/internal/")) {
			all = append(all, of, reflect.PointerTo(of))
		}
	}
	slices.SortFunc(all, func(a, b reflect.Type) int {
		return strings.Compare(fmt.Sprint(a.PkgPath(), a), fmt.Sprint(b.PkgPath(), b))
	})
	return slices.Compact(all)
}

// methods calls every method of a type.
func (c *caller) methods(t *testing.T, of reflect.Type) {
	for i := range of.NumMethod() {
		m := of.Method(i)
		args := []reflect.Value{c.any(of)}
		if of.Kind() == reflect.Pointer && args[0].IsNil() {
			args[0] = reflect.New(of.Elem())
		}
		for k := 1; k < m.Type.NumIn(); k++ {
			args = append(args, c.any(m.Type.In(k)))
		}
		name := of
		if name.Kind() == reflect.Pointer {
			name = name.Elem()
		}
		c.call(t, strings.TrimPrefix(name.PkgPath(), module)+"."+name.Name()+"."+m.Name, m.Func, args)
	}
}

// nameOf is the name of a function or of a method of the table.
func nameOf(f reflect.Value) string {
	return strings.TrimPrefix(runtime.FuncForPC(f.Pointer()).Name(), module)
}

// Whatever is handed to an exported function or method, none panics. What one gave is
// handed to the others, whole or with a part of it another.
func TestNothingPanics(t *testing.T) {
	alone(t)
	const seed = 5
	t.Log("seed", seed)
	c := &caller{Rand: draw.From(t, seed, 0), pool: map[reflect.Type][]reflect.Value{}, calls: map[string]int{}}
	for _, v := range world(t) {
		c.keep(reflect.ValueOf(v))
	}
	chart, err := study.NewChart([]float64{1, 2, 3, 20, 20}, study.ChartOptions{Baseline: 3})
	require.NoError(t, err)
	for signal := range chart.Signals() {
		c.keep(reflect.ValueOf(signal))
	}
	looks, err := study.NewLooks(2, study.LookOptions{})
	require.NoError(t, err)
	c.keep(reflect.ValueOf(report.Options{})) // which nothing takes or gives
	for look := range looks.All() {
		c.keep(reflect.ValueOf(look))
	}
	for range 150 {
		for _, f := range functions {
			v := reflect.ValueOf(f)
			var args []reflect.Value
			for i := range v.Type().NumIn() {
				args = append(args, bounded(c.any(v.Type().In(i))))
			}
			c.call(t, nameOf(v), v, args)
		}
		for _, of := range c.types() {
			c.methods(t, of)
		}
	}
	packages(t, func(folder string, file *ast.File) {
		exported(file, func(receiver string, f *ast.FuncDecl) {
			name := folder + "." + f.Name.Name
			if receiver != "" {
				name = folder + "." + receiver + "." + f.Name.Name
			}
			if !mayFail(f) {
				require.GreaterOrEqual(t, c.calls[name], 50, name)
			}
		})
	})
}

// mayFail reports whether a function is said to panic, or fails a test.
func mayFail(f *ast.FuncDecl) bool {
	return strings.HasPrefix(f.Name.Name, "Must") || slices.ContainsFunc(f.Type.Params.List, func(p *ast.Field) bool {
		s, ok := p.Type.(*ast.SelectorExpr)
		return ok && s.Sel.Name == "TB"
	})
}
