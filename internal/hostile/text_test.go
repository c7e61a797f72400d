package hostile

import (
	"encoding"
	"go/ast"
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

// texts is every exported type that reads itself from text, as in a flag, a column or
// the key of a JSON object.
var texts = []reflect.Type{
	of[metrics.Answer](), of[metrics.Claim](), of[metrics.Conclusion](), of[metrics.Date](), of[metrics.Direction](), of[metrics.Interval](),
	of[metrics.Kind](), of[metrics.Method](), of[metrics.Period](), of[metrics.Reason](), of[metrics.WarningKind](),
	of[study.Rule](), of[study.Side](), of[study.Spending](),
	of[community.Basis](), of[community.ConflictKind](), of[community.Fix](), of[community.FlagKind](), of[community.Form](),
	of[community.Fraction](), of[community.Kind](), of[community.Lever](), of[community.MainRoleBy](), of[community.Tie](),
	of[community.Type](), of[community.Weight](),
	of[health.Act](), of[health.Factor](), of[health.Indicator](), of[health.Kind](), of[health.Life](), of[health.Place](),
	of[health.Quadrant](), of[health.Size](), of[health.Why](),
	of[maturity.Cause](), of[maturity.Conflicts](), of[maturity.Estimator](), of[maturity.FlagKind](), of[maturity.Gate](), of[maturity.Move](),
	of[maturity.Outcome](), of[maturity.Stage](), of[maturity.SurveyStage](),
	of[pilot.Decision](), of[pilot.Effort](), of[pilot.Offer](), of[pilot.Segment](),
	of[contract.BreachKind](),
}

// No type that reads itself from text is missing in the table, and so in FuzzTexts.
func TestEveryTextHasItsRow(t *testing.T) {
	var want, have []string
	packages(t, func(folder string, file *ast.File) {
		exported(file, func(receiver string, f *ast.FuncDecl) {
			if f.Name.Name == "UnmarshalText" {
				want = append(want, module+folder+"."+receiver)
			}
		})
	})
	for _, of := range texts {
		have = append(have, of.PkgPath()+"."+of.Name())
	}
	slices.Sort(want)
	slices.Sort(have)
	require.Equal(t, want, have)
}

// text is what reads itself from text and writes itself.
type text interface {
	encoding.TextUnmarshaler
	encoding.TextMarshaler
	encoding.TextAppender
}

// readText has a type read a text: what it refuses it says in a few words and isn't left
// half-read; what it takes it writes, appends and reads back as it is, and a named number
// has one text.
func readText(t *testing.T, of reflect.Type, s string) (taken bool) {
	t.Helper()
	v := reflect.New(of)
	if err := v.Interface().(text).UnmarshalText([]byte(s)); err != nil {
		require.NotEmpty(t, err.Error(), "%s: %.200q", of, s)
		require.Less(t, len(err.Error()), 2000, "%s: %.200q", of, s)
		require.True(t, v.Elem().IsZero(), "refused, but half-read: %s: %.200q", of, s)
		return false
	}
	again, err := v.Interface().(text).MarshalText()
	require.NoError(t, err, "%s: %.200q", of, s)
	appended, err := v.Interface().(text).AppendText([]byte("x"))
	require.NoError(t, err, "%s: %.200q", of, s)
	require.Equal(t, "x"+string(again), string(appended), of)
	if of.Kind() == reflect.Uint8 {
		require.Equal(t, s, string(again), of)
	}
	back := reflect.New(of)
	require.NoError(t, back.Interface().(text).UnmarshalText(again), "%s: %.200q", of, s)
	require.Equal(t, v.Elem().Interface(), back.Elem().Interface(), "%s: %.200q", of, s)
	return true
}

// ownTexts are texts that a type takes: all of a named number.
func ownTexts(of reflect.Type) (all []string) {
	if of.Kind() == reflect.Uint8 {
		for n := range uint64(256) {
			v := reflect.New(of)
			v.Elem().SetUint(n)
			if s, err := v.Interface().(text).MarshalText(); err == nil {
				all = append(all, string(s))
			}
		}
		return all
	}
	for _, s := range []string{"0", "12.5", "1/4", "2024-02-29", "[40, 60]", "(0, ∞)", "anything"} {
		if reflect.New(of).Interface().(text).UnmarshalText([]byte(s)) == nil {
			all = append(all, s)
		}
	}
	return all
}

// What is no text of a type is refused, however near it comes.
func TestHostileTexts(t *testing.T) {
	for _, of := range texts {
		own := ownTexts(of)
		require.NotEmpty(t, own, of)
		for _, s := range own {
			require.True(t, readText(t, of, s), "%s: %q", of, s)
			for _, spoilt := range []string{"\ufeff" + s, s + "\x00", s + "\n", "\u00a0" + s, s + "\u0301", s + "\xff", s + strings.Repeat(" ", long), strings.Repeat("x", long) + s} {
				require.False(t, readText(t, of, spoilt), "%s: %.200q", of, spoilt)
			}
		}
	}
}

// FuzzTexts has each exported type read texts.
func FuzzTexts(f *testing.F) {
	for _, of := range texts {
		for _, s := range ownTexts(of) {
			f.Add(of.String(), s)
		}
	}
	f.Fuzz(func(t *testing.T, name, s string) {
		for _, of := range texts {
			if of.String() == name {
				readText(t, of, s)
			}
		}
	})
}
