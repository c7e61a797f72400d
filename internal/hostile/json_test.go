package hostile

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

const (
	depth = 100_000 // how deep the deep documents go
	wide  = 20_000  // how many parts the wide ones have
	long  = 200_000 // bytes of a long string
)

// anywhere are documents that are nobody's.
func anywhere() map[string]string {
	return map[string]string{
		"nothing":         "",
		"blank":           " \t\r\n",
		"null":            "null",
		"NUL":             "\x00",
		"a mark alone":    "\ufeff",
		"not Unicode":     "\"\xff\xfe\"",
		"half a pair":     `"\ud800"`,
		"deep arrays":     strings.Repeat("[", depth) + strings.Repeat("]", depth),
		"open arrays":     strings.Repeat("[", depth),
		"deep objects":    strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth),
		"a long string":   `"` + strings.Repeat("x", long) + `"`,
		"a long number":   strings.Repeat("9", long),
		"many keys":       "{" + strings.Repeat(`"a":1,`, wide) + `"a":1}`,
		"many items":      "[" + strings.Repeat("{},", wide) + "{}]",
		"a long key":      `{"` + strings.Repeat("k", long) + `":1}`,
		"two documents":   "{}{}",
		"a true":          "true",
		"an empty string": `""`,
	}
}

var (
	numbers = regexp.MustCompile(`([:\[,])-?[0-9][0-9.eE+-]*`)
	strs    = regexp.MustCompile(`:"[^"\\]*"`)
	first   = regexp.MustCompile(`^\{("[^"]*":)`)
)

// odd are the values that take the place of others.
var (
	oddNumbers = []string{"1e308", "-1e308", "-0", "-0.0", "5e-324", "-5e-324", "2e-308", "1e999", "-1e999", "1e-999", "9223372036854775808", "0.1e1", "00", "NaN", "1e", "-", "Infinity", "0x1"}
	oddStrings = []string{`"\u0000"`, "\"\x00\"", "\"\xff\"", `"\ud800"`, `"\u202e"`, `""`, `"` + strings.Repeat("x", long) + `"`, "null", strings.Repeat("[", depth), "{}"}
)

// hostile are ways of spoiling a document: all numbers or strings at once, and one at
// a time, chosen by the seed.
func hostile(text string, r *rand.Rand) map[string]string {
	all := map[string]string{
		"with a mark":    "\ufeff" + text,
		"with two marks": "\ufeff\ufeff" + text,
		"with a tail":    text + "x",
		"with a NUL":     text + "\x00",
		"cut":            text[:len(text)/2],
	}
	if m := first.FindStringSubmatch(text); m != nil {
		all["a key twice"] = "{" + m[1] + "null," + text[1:]
		all["a deep field"] = "{" + m[1] + strings.Repeat("[", depth) + strings.Repeat("]", depth) + "," + text[len(m[0]):]
		all["an odd field"] = `{"\u0000":1,` + text[1:]
	}
	put := func(what string, places [][]int, odd []string, skip int) {
		for _, x := range odd {
			if len(places) == 0 {
				return
			}
			at := places[r.IntN(len(places))]
			all[fmt.Sprintf("%s %.12q at %d", what, x, at[0])] = text[:at[0]+skip] + x + text[at[1]:]
		}
	}
	put("number", numbers.FindAllStringIndex(text, -1), oddNumbers, 1)
	put("string", strs.FindAllStringIndex(text, -1), oddStrings, 1)
	for _, x := range oddNumbers[:7] {
		all["all numbers "+x] = numbers.ReplaceAllString(text, "${1}"+x)
	}
	return all
}

// checkedLater are the types that read what their Validate refuses: a part of a whole
// that is checked when it is taken.
var checkedLater = []reflect.Type{
	of[metrics.Baseline](), of[metrics.Benefit](), of[metrics.Measure](), of[metrics.Metric](), of[community.PracticeArea](), of[community.Return](),
	of[community.Threshold](), of[health.Portion](), of[pilot.Candidate](), of[pilot.Programme](),
}

// reader has types read documents.
type reader struct {
	own         map[reflect.Type][]string
	tried       int
	taken       int
	invalid     map[reflect.Type]bool // types that took what their Validate refuses
	heldAgainst time.Duration         // what reading may take at most
}

func newReader(t testing.TB) *reader {
	return &reader{own: written(t), invalid: map[reflect.Type]bool{}, heldAgainst: time.Second}
}

// decode has v read a document, which may not panic, nor take long; what the machine
// was busy with meanwhile is tried again.
func (r *reader) decode(t testing.TB, v reflect.Value, text, about string) (err error) {
	t.Helper()
	before := v.Elem().Interface()
	var took time.Duration
	for range 3 {
		v.Elem().Set(reflect.ValueOf(before))
		start := time.Now()
		require.NotPanics(t, func() { err = v.Interface().(json.Unmarshaler).UnmarshalJSON([]byte(text)) }, about)
		if took = time.Since(start); took < r.heldAgainst || raced {
			return err
		}
	}
	require.Fail(t, "too slow", "%v: %s", took, about)
	return err
}

// read has a type read a document: it leaves alone what it refuses, and what it takes
// can be written and reads back as it is.
func (r *reader) read(t testing.TB, of reflect.Type, text, what string) {
	t.Helper()
	r.tried++
	about := fmt.Sprintf("%s, %s: %.2000q", of, what, text)
	v := reflect.New(of)
	if err := r.decode(t, v, text, about); err != nil {
		require.NotEmpty(t, err.Error(), about)
		require.Less(t, len(err.Error()), 1_000_000, about)
		var located *metrics.Error
		require.True(t, errors.As(err, &located) || of == reflect.TypeFor[community.Weight](), "%v: %s", err, about) // of a number alone there are no places
		require.True(t, v.Elem().IsZero(), "refused, but changed: %s", about)
		if len(text) > long/2 {
			return
		}
		own := r.own[of][len(r.own[of])-1]
		require.NoError(t, r.decode(t, v, own, "as written"))
		require.Error(t, r.decode(t, v, text, about), about)
		again, err := json.Marshal(v.Interface())
		require.NoError(t, err, about)
		require.Equal(t, own, string(again), "refused, but changed: %s", about)
		return
	}
	r.taken++
	if v, ok := v.Interface().(interface{ Validate() error }); ok && v.Validate() != nil {
		r.invalid[of] = true
	}
	again, err := json.Marshal(v.Interface())
	require.NoError(t, err, about)
	back := reflect.New(of)
	require.NoError(t, r.decode(t, back, string(again), about), about)
	twice, err := json.Marshal(back.Interface())
	require.NoError(t, err, about)
	require.Equal(t, string(again), string(twice), about)
	if len(text) < long/2 {
		require.True(t, cmp.Equal(v.Interface(), back.Interface()), "%s: %s", about, cmp.Diff(v.Interface(), back.Interface()))
	}
}

// What the library writes it reads.
func TestOwnDocuments(t *testing.T) {
	r := newReader(t)
	for of, texts := range r.own {
		for _, text := range texts {
			r.read(t, of, text, "as written")
		}
	}
	require.Equal(t, r.tried, r.taken)
	require.Empty(t, r.invalid)
}

// No document makes a type panic, dawdle, keep half of it, or take what it can't write;
// and what it takes is valid, but for parts that are checked later.
func TestHostileDocuments(t *testing.T) {
	alone(t)
	const seed = 1
	t.Log("seed", seed)
	random := draw.From(t, seed, 0)
	r := newReader(t)
	for what, text := range anywhere() {
		for _, of := range decoders {
			r.read(t, of, text, what)
		}
	}
	for _, d := range some(t) {
		for what, text := range hostile(d.text, random) {
			r.read(t, d.of, text, what)
		}
	}
	t.Logf("%d documents, %d of them taken", r.tried, r.taken)
	require.Greater(t, r.taken, r.tried/50)
	for _, of := range decoders {
		require.Equal(t, slices.Contains(checkedLater, of), r.invalid[of], "%s", of)
	}
}
