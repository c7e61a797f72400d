package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mathext"

	"example.com/kmaturity/metrics"
)

func twoSidedBeta(b, a, x float64) float64 { return 1 - mathext.RegIncBeta(a, b, x) }

// The bounds of the worked cases spend a two-sided 0.05 in one piece. Two of
// their kinds of numbers are themselves off by more than 1e-9: the bounds of
// twelve looks by up to 1.5e-9, the naive alarms by up to 1.2e-8. A second way to
// them, Gauss and Legendre's rule over the whole width with 120 and 200 nodes,
// agrees with ours to 1e-13.
func TestLooksSample(t *testing.T) {
	want := expected(t, "extras")
	for i := range 5 {
		at := fmt.Sprintf("sequential[%d].", i)
		n := int(want[at+"looks"])
		require.InDelta(t, 0.05, want[at+"alpha"], 1e-15)
		l, err := NewLooks(n, LookOptions{Spending: SpendOnePiece})
		require.NoError(t, err)
		require.Equal(t, n, l.Len())
		for look := range l.All() {
			key := fmt.Sprintf("[%d]", look.Number-1)
			require.InEpsilon(t, want[at+"lan_demets_obf_z"+key], look.Z, 2e-9, "%d looks, look %d", n, look.Number)
			require.InEpsilon(t, want[at+"lan_demets_obf_spent"+key], 2*look.Spent, 1e-9, "%d looks, look %d", n, look.Number)
			require.InEpsilon(t, 2*upperTail(look.Z), look.P, 1e-12)
		}
		naive, err := NaiveFalseAlarms(n)
		require.NoError(t, err)
		require.InEpsilon(t, want[at+"naive_1_96_false_positive"], naive, 2e-8, n)
	}
}

func TestLooksDefault(t *testing.T) {
	l, err := NewLooks(5, LookOptions{})
	require.NoError(t, err)
	require.Equal(t, SpendEachSide, l.Spending())
	require.Equal(t, "each-side 4.877 3.357 2.680 2.290 2.031", l.String())
	one, err := NewLooks(1, LookOptions{})
	require.NoError(t, err)
	for look := range one.All() {
		require.InEpsilon(t, 1.959963984540054, look.Z, 1e-12)
	}
	twelve, err := NaiveFalseAlarms(12)
	require.NoError(t, err)
	require.InDelta(t, 0.208, twelve, 0.0005)
}

// Over paths of chance alone, all looks together are passed as often as was
// allowed for.
func TestLooksBySimulation(t *testing.T) {
	const paths = 100_000
	rng := rand.New(rand.NewPCG(6, 6))
	fractions := []float64{0.2, 0.35, 0.7, 1}
	for _, o := range []LookOptions{{}, {Spending: SpendOnePiece}, {Level: 0.8}} {
		l, err := LooksAt(fractions, o)
		require.NoError(t, err)
		passed := 0
		for range paths {
			x, last := 0.0, 0.0
			for look := range l.All() {
				x += rng.NormFloat64() * math.Sqrt(look.Fraction-last)
				last = look.Fraction
				if answer, err := l.At(look.Number, x/math.Sqrt(look.Fraction)); err == nil && answer == metrics.Yes {
					passed++
					break
				}
			}
		}
		alpha := 1 - o.Level
		if o.Level == 0 {
			alpha = 0.05
		}
		require.InDelta(t, alpha, float64(passed)/paths, 4*math.Sqrt(alpha/paths), "%+v", o)
	}
}

func TestLooksAnswers(t *testing.T) {
	l, err := NewLooks(3, LookOptions{})
	require.NoError(t, err)
	var z []float64
	for look := range l.All() {
		z = append(z, look.Z)
	}
	for _, tt := range []struct {
		reason string
		look   int
		z      float64
		want   metrics.Answer
	}{
		{"on the bound", 1, z[0], metrics.Yes},
		{"on the other side", 1, -z[0] - 1, metrics.Yes},
		{"under it, looks to come", 1, math.Nextafter(z[0], 0), metrics.Unknown},
		{"under it, the last", 3, math.Nextafter(z[2], 0), metrics.No},
	} {
		got, err := l.At(tt.look, tt.z)
		require.NoError(t, err)
		require.Equal(t, tt.want, got, tt.reason)
	}
	_, err = l.At(4, math.NaN())
	require.ErrorContains(t, err, "study: number: there are 3 looks, no look 4")
	require.ErrorContains(t, err, "study: z: must be a number")
	_, err = LooksAt([]float64{0.5, 0.4, 1.2}, LookOptions{Level: 1, Spending: 9})
	var problems []string
	for e := range metrics.Errors(err) {
		problems = append(problems, e.Path)
	}
	require.ElementsMatch(t, []string{"fractions[1]", "fractions[2]", "level", "spending"}, problems)
	for _, n := range []int{0, -1, MostLooks + 1} {
		_, err := NewLooks(n, LookOptions{})
		require.ErrorContains(t, err, "study: looks: must be from 1 to 400")
		_, err = NaiveFalseAlarms(n)
		require.Error(t, err)
	}
	many, err := NewLooks(MostLooks, LookOptions{})
	require.NoError(t, err)
	require.Equal(t, MostLooks, many.Len())
	for i := range 3 {
		s := Spending(i)
		require.NoError(t, new(Spending).UnmarshalText([]byte(s.String())))
	}
	require.Equal(t, "Spending(9)", Spending(9).String())
}
