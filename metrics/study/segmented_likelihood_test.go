package study

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
)

// segmentedWild is a short series with many ties, gaps of all kinds and now and
// then no noise to speak of: what makes a likelihood awkward.
func segmentedWild(r *rand.Rand) segmentedInput {
	in := segmentedInput{method: segmentsREML}
	n, every, at := 7+r.IntN(30), 1+r.IntN(3), r.IntN(3)
	for range n {
		at += every
		if r.IntN(5) == 0 {
			at += r.IntN(1 + r.IntN(50))
		}
		in.t = append(in.t, at)
		in.y = append(in.y, float64(r.IntN(3)*r.IntN(2))+float64(r.IntN(2))*1e-9*r.NormFloat64())
	}
	in.change = 2 + r.IntN(n-3)
	if r.IntN(2) == 0 {
		in.season, in.start = 2+r.IntN(3), 1
	}
	return in
}

// segmentedLikelihood is the likelihood of a series by itself, and nil for an
// exact fit.
func segmentedLikelihood(t *testing.T, in segmentedInput) *restricted {
	t.Helper()
	d, err := newSegmentDesign(in, in.t)
	require.NoError(t, err)
	beta := make([]float64, d.p)
	d.project(in.y, beta)
	return newRestricted(d, d.residuals(in.y, beta))
}

// TestSegmentedGlobalMaximum looks for a better φ on a grid seven times as fine.
func TestSegmentedGlobalMaximum(t *testing.T) {
	Alone(t)
	r := draw.From(t, 23, 24)
	var fits, several, low, high, even int
	for range 1500 {
		in := segmentedWild(r)
		f, err := fitSegmented(in)
		if err != nil || f.Sigma == 0 {
			continue
		}
		fits++
		for _, v := range segmentedInvariant(f, 1, 0) {
			require.False(t, math.IsNaN(v) || math.IsInf(v, 0), "%+v", in)
		}
		l := segmentedLikelihood(t, in)
		unit := math.Pow(math.Abs(f.Phi), float64(l.unit))
		got, _ := l.at(math.Atanh(math.Copysign(unit, f.Phi)))
		if l.unit%2 == 0 {
			even++
			require.GreaterOrEqual(t, f.Phi, 0.0, "φ and −φ are the same: %+v", in)
		}
		if f.PhiAtEdge {
			if f.Phi < 0 {
				low++
			} else {
				high++
			}
		}
		tops, before, last := 0, math.Inf(-1), math.Inf(-1)
		for i := -200 * (l.unit % 2); i <= 200; i++ {
			logL, _ := l.at(math.Atanh(arLimit) * float64(i) / 200)
			require.LessOrEqual(t, logL, got+1e-6, "φ %v: %+v", f.Phi, in)
			if last > before+1e-6 && last > logL+1e-6 {
				tops++
			}
			before, last = last, logL
		}
		if tops > 1 {
			several++
		}
	}
	t.Logf("%d fits, %d with several maxima, %d at -1, %d at 1, %d with even gaps", fits, several, low, high, even)
	require.Greater(t, several, 50)
	require.Greater(t, low, 3)
	require.Greater(t, high, 10)
	require.Greater(t, even, 50)
}

func TestSegmentedSlopeOfLikelihood(t *testing.T) {
	r := draw.From(t, 25, 26)
	for range 50 {
		in := segmentedRandom(r)
		in.t = segmentedDense(in).t
		l := segmentedLikelihood(t, in)
		for _, z := range []float64{-2, -0.7, -0.1, 0.05, 0.4, 1.5, 2.5} {
			const h = 1e-5
			_, slope := l.at(z)
			up, _ := l.at(z + h)
			down, _ := l.at(z - h)
			require.InDelta(t, (up-down)/(2*h), slope, 1e-5*(1+math.Abs(slope)))
		}
	}
}

// TestSegmentedEdge has residuals that alternate for ever, and a walk that never
// comes back: both are fitted with finite numbers and say so.
func TestSegmentedEdge(t *testing.T) {
	alternating, walk := make([]float64, 40), make([]float64, 40)
	for i := range alternating {
		alternating[i] = float64(1 - 2*(i%2))
	}
	r := draw.From(t, 19, 20)
	for i := 1; i < len(walk); i++ {
		walk[i] = walk[i-1] + r.NormFloat64() + 2*math.Sin(float64(i)/6)
	}
	for name, y := range map[string][]float64{"alternating": alternating, "walk": walk} {
		t.Run(name, func(t *testing.T) {
			f := segmentedMust(t, segmentedInput{y: y, change: 20, method: segmentsREML})
			require.True(t, f.PhiAtEdge, "φ %v", f.Phi)
			for _, v := range segmentedInvariant(f, 1, 0) {
				require.False(t, math.IsNaN(v) || math.IsInf(v, 0))
			}
		})
	}
}
