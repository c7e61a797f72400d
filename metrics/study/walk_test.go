package study_test

import (
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics/study"
)

// looksSimpson is the chance of a first passage above bounds ±z at each look, by
// Simpson's rule on a fixed grid from bound to bound.
func looksSimpson(fractions, z []float64) []float64 {
	const n = 1600
	phi := func(u float64) float64 { return math.Exp(-u*u/2) / math.Sqrt(2*math.Pi) }
	upper := func(u float64) float64 { return math.Erfc(u/math.Sqrt2) / 2 }
	passed := make([]float64, len(z))
	passed[0] = upper(z[0])
	var x, mass []float64
	for k, t := range fractions {
		bound := z[k] * math.Sqrt(t)
		var step float64
		if k > 0 {
			step = math.Sqrt(t - fractions[k-1])
			for i := range x {
				passed[k] += mass[i] * upper((bound-x[i])/step)
			}
		}
		newX, newMass := make([]float64, n+1), make([]float64, n+1)
		h := 2 * bound / n
		for j := range newX {
			y := -bound + float64(j)*h
			density := 0.0
			if k == 0 {
				density = phi(y/math.Sqrt(t)) / math.Sqrt(t)
			}
			for i := range x {
				density += mass[i] * phi((y-x[i])/step) / step
			}
			weight := h / 3 * float64(2+2*(j%2))
			if j == 0 || j == n {
				weight = h / 3
			}
			newX[j], newMass[j] = y, density*weight
		}
		x, mass = newX, newMass
	}
	return passed
}

func TestLooksSimpson(t *testing.T) {
	study.Alone(t)
	for _, fractions := range [][]float64{
		{1. / 12, 2. / 12, 3. / 12, 4. / 12, 5. / 12, 6. / 12, 7. / 12, 8. / 12, 9. / 12, 10. / 12, 11. / 12, 1},
		{0.3, 0.4, 0.85},
	} {
		for _, s := range []study.Spending{study.SpendEachSide, study.SpendOnePiece} {
			l, err := study.LooksAt(fractions, study.LookOptions{Spending: s})
			require.NoError(t, err)
			looks := slices.Collect(l.All())
			var z []float64
			for i, look := range looks {
				z = append(z, look.Z)
				require.Equal(t, fractions[i], look.Fraction)
			}
			spent := 0.0
			for i, p := range looksSimpson(fractions, z) {
				spent += p
				require.InEpsilon(t, looks[i].Spent, spent, 1e-9, "%v %d", s, i)
			}
		}
	}
	for _, n := range []int{2, 5, 12} {
		var fractions, z []float64
		for i := range n {
			fractions = append(fractions, float64(i+1)/float64(n))
			z = append(z, 1.9599639845400545)
		}
		want := 0.0
		for _, p := range looksSimpson(fractions, z) {
			want += 2 * p
		}
		got, err := study.NaiveFalseAlarms(n)
		require.NoError(t, err)
		require.InEpsilon(t, want, got, 1e-9, "%d", n)
	}
}
