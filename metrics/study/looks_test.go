package study_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat/distuv"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// looksReference is an entry of "sequential" in extras.json; another key fails.
type looksReference struct {
	Looks int     `json:"looks"`
	Alpha float64 `json:"alpha"`
	// Not ours: their bounds fix the shape and not what is spent, so that they
	// can't answer for looks that come at other times than planned.
	Pocock        float64   `json:"pocock_z"`
	OBrienFleming []float64 `json:"obrien_fleming_z"`

	Spent []float64 `json:"lan_demets_obf_spent"`
	Z     []float64 `json:"lan_demets_obf_z"`
	Naive float64   `json:"naive_1_96_false_positive"`
}

func looksReferences(t *testing.T) (list []looksReference) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases/expected/extras.json")
	require.NoError(t, err)
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &all))
	d := json.NewDecoder(bytes.NewReader(all["sequential"]))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&list))
	return list
}

// The reference integrates more coarsely than we: its z is good to 2e-9, its
// naive rate to 1.2e-8, both worst at 12 looks. TestLooksSimpson holds ours to
// 1e-9 of a computation of another kind.
func TestLooksReference(t *testing.T) {
	list := looksReferences(t)
	require.Len(t, list, 5)
	for _, c := range list {
		l, err := study.NewLooks(c.Looks, study.LookOptions{Level: 1 - c.Alpha, Spending: study.SpendOnePiece})
		require.NoError(t, err)
		require.Equal(t, c.Looks, l.Len())
		for look := range l.All() {
			i := look.Number - 1
			require.InEpsilon(t, c.Spent[i], 2*look.Spent, 1e-9, "%d/%d", look.Number, c.Looks)
			require.InEpsilon(t, c.Z[i], look.Z, 2e-9, "%d/%d", look.Number, c.Looks)
			require.InEpsilon(t, math.Erfc(look.Z/math.Sqrt2), look.P, 1e-12)
			require.InEpsilon(t, float64(look.Number)/float64(c.Looks), look.Fraction, 1e-15)
		}
		naive, err := study.NaiveFalseAlarms(c.Looks)
		require.NoError(t, err)
		require.InEpsilon(t, c.Naive, naive, 1.2e-8, "%d", c.Looks)
	}
}

func TestLooksEachSide(t *testing.T) {
	l, err := study.NewLooks(5, study.LookOptions{})
	require.NoError(t, err)
	require.Equal(t, "each-side 4.877 3.357 2.680 2.290 2.031", l.String())
	require.Equal(t, study.SpendEachSide, l.Spending())
	looks := slices.Collect(l.All())
	require.InEpsilon(t, 0.025, looks[4].Spent, 1e-12)
}

// Paths drawn where there is no effect.
func TestLooksSimulated(t *testing.T) {
	const paths = 200_000
	r := draw.From(t, 3, 4)
	for _, o := range []study.LookOptions{{}, {Spending: study.SpendOnePiece}} {
		l, err := study.NewLooks(5, o)
		require.NoError(t, err)
		var z []float64
		for look := range l.All() {
			z = append(z, look.Z)
		}
		var above, below, naive int
		for range paths {
			x, first, often := 0.0, 0.0, false
			for i, bound := range z {
				x += r.NormFloat64()
				reading := x / math.Sqrt(float64(i+1))
				often = often || math.Abs(reading) > 1.96
				if first == 0 && math.Abs(reading) >= bound {
					first = reading
				}
			}
			if first > 0 {
				above++
			} else if first < 0 {
				below++
			}
			if often {
				naive++
			}
		}
		require.InDelta(t, 0.05, float64(above+below)/paths, 4*math.Sqrt(0.05*0.95/paths))
		require.InDelta(t, 0.025, float64(above)/paths, 4*math.Sqrt(0.025*0.975/paths))
		want, err := study.NaiveFalseAlarms(5)
		require.NoError(t, err)
		require.InDelta(t, want, float64(naive)/paths, 4*math.Sqrt(want*(1-want)/paths))
	}
}

func TestLooksOne(t *testing.T) {
	for _, level := range []float64{0, 0.5, 0.9, 0.99, 0.9999999} {
		for s := range study.Spendings {
			l, err := study.NewLooks(1, study.LookOptions{Level: level, Spending: s})
			require.NoError(t, err)
			if level == 0 {
				level = study.DefaultLevel
			}
			look := slices.Collect(l.All())[0]
			require.InEpsilon(t, distuv.UnitNormal.Quantile((1+level)/2), look.Z, 1e-9)
			require.InEpsilon(t, 1-level, look.P, 1e-12)
		}
	}
	alarms, err := study.NaiveFalseAlarms(1)
	require.NoError(t, err)
	require.InDelta(t, 0.05, alarms, 1e-15)
}

func TestLooksAt(t *testing.T) {
	l, err := study.NewLooks(2, study.LookOptions{}) // 2.963 1.969
	require.NoError(t, err)
	for _, c := range []struct {
		why    string
		number int
		z      float64
		want   metrics.Answer
	}{
		{"inside, one to come", 1, 2.9, metrics.Unknown},
		{"beyond", 1, 3, metrics.Yes},
		{"beyond below", 1, -3, metrics.Yes},
		{"inside at the last", 2, -1.96, metrics.No},
		{"beyond at the last", 2, 1.97, metrics.Yes},
		{"infinite", 1, math.Inf(-1), metrics.Yes},
	} {
		got, err := l.At(c.number, c.z)
		require.NoError(t, err, c.why)
		require.Equal(t, c.want, got, c.why)
	}
	for look := range l.All() {
		got, err := l.At(look.Number, look.Z)
		require.NoError(t, err)
		require.Equal(t, metrics.Yes, got, "on the bound")
		break // an early end is heeded
	}
	for number, z := range map[int]float64{0: 1, 3: 1, 1: math.NaN(), -1: 1} {
		got, err := l.At(number, z)
		require.Error(t, err)
		require.Equal(t, metrics.Unknown, got)
	}
	_, err = study.Looks{}.At(1, math.NaN())
	require.EqualError(t, err, "study: number: there are 0 looks, no look 1\nstudy: z: must be a number, have NaN")
	require.Zero(t, study.Looks{}.Len())
}

// A z at a look without a bound shows nothing, and what wasn't spent there is
// spent at the next.
func TestLooksMany(t *testing.T) {
	l, err := study.NewLooks(study.MostLooks, study.LookOptions{})
	require.NoError(t, err)
	looks := slices.Collect(l.All())
	require.True(t, math.IsInf(looks[0].Z, 1))
	require.Zero(t, looks[0].Spent)
	require.Zero(t, looks[0].P)
	got, err := l.At(1, 1e9)
	require.NoError(t, err)
	require.Equal(t, metrics.Unknown, got)
	for i, look := range looks[1:] {
		require.Less(t, look.Z, looks[i].Z)
		require.Greater(t, look.Spent, looks[i].Spent)
	}
	require.InEpsilon(t, 0.025, looks[len(looks)-1].Spent, 1e-12)
	naive, err := study.NaiveFalseAlarms(study.MostLooks)
	require.NoError(t, err)
	require.InDelta(t, 0.472, naive, 0.001)

	for _, level := range []float64{1e-300, 0.01, 1 - 1e-16} {
		l, err := study.LooksAt([]float64{0.0025, 0.5, 0.5025, 1}, study.LookOptions{Level: level})
		require.NoError(t, err)
		for look := range l.All() {
			require.GreaterOrEqual(t, look.Z, 0.0, "%v %v", level, l)
		}
	}
}

func TestLooksErrors(t *testing.T) {
	looksPaths := func(err error) (paths []string) {
		for e := range metrics.Errors(err) {
			paths = append(paths, e.Path)
			require.Contains(t, e.Error(), "study: "+e.Path+": ")
		}
		return paths
	}
	bad := study.LookOptions{Level: math.NaN(), Spending: 9}
	for _, n := range []int{-1, 0, study.MostLooks + 1, math.MaxInt} {
		_, err := study.NewLooks(n, bad)
		require.Equal(t, []string{"looks", "level", "spending"}, looksPaths(err))
		_, err = study.NaiveFalseAlarms(n)
		require.Equal(t, []string{"looks"}, looksPaths(err))
	}
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		fractions []float64
		want      []string
	}{
		{nil, []string{"looks"}},
		{make([]float64, study.MostLooks+1), []string{"looks"}},
		{[]float64{0.5, 0.5, 1}, []string{"fractions[1]"}},
		{[]float64{0.5, 0.4, 1.1, nan, -1, inf}, []string{"fractions[1]", "fractions[2]", "fractions[3]", "fractions[4]", "fractions[5]"}},
		{[]float64{0, 1}, []string{"fractions[0]"}},
		{[]float64{1e-300, 1}, []string{"fractions[0]"}},
		{[]float64{0.5, 0.502, 1}, []string{"fractions[1]"}},
	} {
		_, err := study.LooksAt(c.fractions, study.LookOptions{})
		require.Equal(t, c.want, looksPaths(err), "%v", c.fractions)
	}
	for _, level := range []float64{1, -0.5, inf} {
		_, err := study.NewLooks(2, study.LookOptions{Level: level})
		require.Equal(t, []string{"level"}, looksPaths(err))
	}
}
