package study_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

func TestAdjustReference(t *testing.T) {
	text, err := os.ReadFile("testdata/cases/expected/extras.json")
	require.NoError(t, err)
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &all))
	var c struct {
		P          []float64 `json:"p"`
		Holm       []float64 `json:"holm"`
		BH         []float64 `json:"bh"`
		Bonferroni []float64 `json:"bonferroni"` // not ours: Holm says more and promises as much
	}
	d := json.NewDecoder(bytes.NewReader(all["p_adjust"]))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(&c))
	require.NotEmpty(t, c.P)
	holm, err := study.Holm(c.P)
	require.NoError(t, err)
	require.InEpsilonSlice(t, c.Holm, holm, 1e-9)
	bh, err := study.BenjaminiHochberg(c.P)
	require.NoError(t, err)
	require.InEpsilonSlice(t, c.BH, bh, 1e-9)
}

// adjustStepDown is Holm's procedure word for word: from the smallest p value
// on, claim while p is at most limit over the number still unclaimed.
func adjustStepDown(p []float64, limit float64) (claimed int) {
	sorted := slices.Sorted(slices.Values(p))
	for i, x := range sorted {
		if x > limit/float64(len(p)-i) {
			return i
		}
	}
	return len(p)
}

// adjustStepUp is that of Benjamini and Hochberg: claim the k smallest for the
// largest k with p(k) at most limit·k/n.
func adjustStepUp(p []float64, limit float64) (claimed int) {
	sorted := slices.Sorted(slices.Values(p))
	for k := len(p); k > 0; k-- {
		if sorted[k-1] <= limit*float64(k)/float64(len(p)) {
			return k
		}
	}
	return 0
}

func adjustCount(p []float64, limit float64) (n int) {
	for _, x := range p {
		if x <= limit {
			n++
		}
	}
	return n
}

func TestAdjustRandom(t *testing.T) {
	r := draw.From(t, 5, 6)
	for range 2000 {
		p := make([]float64, r.IntN(12))
		for i := range p {
			p[i] = math.Pow(r.Float64(), 3)
			if r.IntN(4) == 0 {
				p[i] = float64(r.IntN(5)) / 4 // ties, 0 and 1
			}
		}
		before := slices.Clone(p)
		holm, err := study.Holm(p)
		require.NoError(t, err)
		bh, err := study.BenjaminiHochberg(p)
		require.NoError(t, err)
		require.Equal(t, before, p, "not changed")
		for i := range p {
			require.GreaterOrEqual(t, holm[i], bh[i])
			require.GreaterOrEqual(t, bh[i], p[i])
			require.LessOrEqual(t, holm[i], 1.0)
			for j := range p {
				if p[i] <= p[j] {
					require.LessOrEqual(t, holm[i], holm[j])
					require.LessOrEqual(t, bh[i], bh[j])
				}
			}
		}
		for range 5 {
			limit := r.Float64()
			require.Equal(t, adjustStepDown(p, limit), adjustCount(holm, limit), "%v at %v", p, limit)
			require.Equal(t, adjustStepUp(p, limit), adjustCount(bh, limit), "%v at %v", p, limit)
		}
		order := r.Perm(len(p))
		shuffled := make([]float64, len(p))
		for i, k := range order {
			shuffled[i] = p[k]
		}
		holmShuffled, err := study.Holm(shuffled)
		require.NoError(t, err)
		bhShuffled, err := study.BenjaminiHochberg(shuffled)
		require.NoError(t, err)
		for i, k := range order {
			require.Equal(t, holm[k], holmShuffled[i])
			require.Equal(t, bh[k], bhShuffled[i])
		}
	}
}

func TestAdjustErrors(t *testing.T) {
	for name, adjust := range map[string]func([]float64) ([]float64, error){"Holm": study.Holm, "BenjaminiHochberg": study.BenjaminiHochberg} {
		got, err := adjust([]float64{0.1, math.NaN(), -0.1, 1, 1.1, math.Inf(1)})
		require.Nil(t, got, name)
		var paths []string
		for e := range metrics.Errors(err) {
			paths = append(paths, e.Path)
		}
		require.Equal(t, []string{"p[1]", "p[2]", "p[4]", "p[5]"}, paths, name)
		require.ErrorContains(t, err, "study: p[1]: must be from 0 to 1, have NaN")
		got, err = adjust(nil)
		require.NoError(t, err)
		require.Empty(t, got)
		got, err = adjust([]float64{0.04})
		require.NoError(t, err)
		require.Equal(t, []float64{0.04}, got, "one is left as it is")
	}
}
