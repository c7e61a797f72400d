package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAdjustSample(t *testing.T) {
	want := expected(t, "extras")
	list := func(key string) (values []float64) {
		for i := range 8 {
			x, ok := want[fmt.Sprintf("p_adjust.%s[%d]", key, i)]
			require.True(t, ok)
			values = append(values, x)
		}
		return values
	}
	for key, adjust := range map[string]func([]float64) ([]float64, error){"holm": Holm, "bh": BenjaminiHochberg} {
		have, err := adjust(list("p"))
		require.NoError(t, err)
		require.InEpsilonSlice(t, list(key), have, 1e-9, key)
	}
}

// adjustLiteral is both procedures from their definitions, value by value: an
// adjusted p is the smallest level at which the procedure rejects it.
func adjustLiteral(p []float64, i int, stepDown bool) float64 {
	answer := 1.0
	if stepDown {
		answer = 0
	}
	m := len(p)
	for k := range p {
		rank := 0 // of p[k], ties by place
		for j := range p {
			if p[j] < p[k] || p[j] == p[k] && j <= k {
				rank++
			}
		}
		before := p[k] < p[i] || p[k] == p[i] && k <= i
		if stepDown && before {
			answer = max(answer, min(p[k]*float64(m-rank+1), 1))
		}
		if !stepDown && !(before && k != i) {
			answer = min(answer, p[k]*float64(m)/float64(rank))
		}
	}
	return answer
}

func TestAdjustAgainstDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	for range 300 {
		p := make([]float64, 1+rng.IntN(12))
		for i := range p {
			p[i] = math.Round(100*math.Pow(rng.Float64(), 2)) / 100 // ties, zeros and ones
		}
		holm, err := Holm(p)
		require.NoError(t, err)
		bh, err := BenjaminiHochberg(p)
		require.NoError(t, err)
		for i := range p {
			require.InDelta(t, adjustLiteral(p, i, true), holm[i], 1e-12)
			require.InDelta(t, adjustLiteral(p, i, false), bh[i], 1e-12)
			require.LessOrEqual(t, p[i], bh[i])
			require.LessOrEqual(t, bh[i], holm[i]+1e-12)
		}
		order := rng.Perm(len(p))
		shuffled := make([]float64, len(p))
		for to, from := range order {
			shuffled[to] = p[from]
		}
		again, err := BenjaminiHochberg(shuffled)
		require.NoError(t, err)
		for to, from := range order {
			require.Equal(t, bh[from], again[to])
		}
	}
	none, err := Holm(nil)
	require.NoError(t, err)
	require.Empty(t, none)
	_, err = BenjaminiHochberg([]float64{0.5, -0.1, math.NaN(), 1.1})
	require.EqualError(t, err, "study: p[1]: must be from 0 to 1, have -0.1\nstudy: p[2]: must be from 0 to 1, have NaN\nstudy: p[3]: must be from 0 to 1, have 1.1")
}
