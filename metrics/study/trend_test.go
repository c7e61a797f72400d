package study

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mat"

	"example.com/kmaturity/internal/draw"
)

// The slope and its error are those of least squares on all columns, found here
// through the inverse of X'X, with the residual degrees of freedom cut.
func TestTrendAgainstReference(t *testing.T) {
	rng := draw.From(t, 12, 1)
	for range 300 {
		n := 14 + rng.IntN(40)
		in := trendInput{values: autoregressive(rng, n, 0.5)}
		for i := range in.values {
			in.values[i] += 0.1 * float64(i)
		}
		if rng.IntN(2) == 0 { // periods left out
			number := 1
			for range n {
				in.numbers = append(in.numbers, number)
				number += 1 + rng.IntN(3)
			}
		}
		if rng.IntN(2) == 0 {
			for i := range n {
				in.places = append(in.places, i%4)
			}
		}
		if rng.IntN(2) == 0 {
			in.step = n / 2
		}
		d := trend(in)

		columns := 1
		if in.places != nil {
			columns = 4
		}
		p := columns + 1
		if in.step > 0 {
			p++
		}
		x := mat.NewDense(n, p, nil)
		for i := range n {
			if in.places != nil {
				x.Set(i, in.places[i], 1)
			} else {
				x.Set(i, 0, 1)
			}
			if in.step > 0 && i >= in.step {
				x.Set(i, p-2, 1)
			}
			x.Set(i, p-1, in.time(i))
		}
		var xx, inverse, xy, b, fitted, left mat.Dense
		y := mat.NewDense(n, 1, in.values)
		xx.Mul(x.T(), x)
		require.NoError(t, inverse.Inverse(&xx))
		xy.Mul(x.T(), y)
		b.Mul(&inverse, &xy)
		fitted.Mul(x, &b)
		left.Sub(y, &fitted)
		rest := make([]float64, n)
		squares := 0.0
		for i := range rest {
			rest[i] = left.At(i, 0)
			squares += rest[i] * rest[i]
		}
		r := lag1(rest, in.numbers)
		r = min(max(r+(1+3*max(r, 0))/float64(n), 0), 0.9)
		keep := (1 - r) / (1 + r)
		require.InEpsilon(t, b.At(p-1, 0), d.estimate, 1e-8)
		require.InEpsilon(t, math.Sqrt(squares/float64(n-p)*inverse.At(p-1, p-1)/keep), d.se, 1e-8)
		require.InEpsilon(t, max(float64(n-p)*keep, 1), d.df, 1e-8)
	}
}

func TestTrendDegenerate(t *testing.T) {
	for _, tt := range []struct {
		reason string
		in     trendInput
		slope  float64
		p      float64
	}{
		{"too few", trendInput{values: []float64{1, 2}}, 0, 1},
		{"constant", trendInput{values: []float64{2, 2, 2, 2}}, 0, 1},
		{"a straight line is a trend", trendInput{values: []float64{1, 2, 3, 4}}, 1, 0},
		{"a straight line with a period left out", trendInput{values: []float64{1, 2, 4, 5}, numbers: []int{1, 2, 4, 5}}, 1, 0},
		{"a year before and a year after can't be told from a trend", trendInput{values: []float64{1, 3, 2, 5, 4, 6}, places: []int{0, 1, 2, 0, 1, 2}, step: 3}, 0, 1},
	} {
		d := trend(tt.in)
		require.InDelta(t, tt.slope, d.estimate, 1e-12, tt.reason)
		require.Equal(t, tt.p, d.p(), tt.reason)
	}
	// A long series takes memory for its columns, not for their square.
	long := trendInput{values: autoregressive(draw.From(t, 1, 1), 200_000, 0)}
	require.InDelta(t, 0, trend(long).estimate, 1e-6)
}
