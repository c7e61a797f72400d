package study_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics/study"
)

// bareCompare is the least of a comparison: the difference of two means, with their
// variances.
//
//go:noinline
func bareCompare(before, after []float64) (change, variance float64) {
	one := func(xs []float64) (mean, variance float64) {
		for _, x := range xs {
			mean += x
		}
		mean /= float64(len(xs))
		for _, x := range xs {
			variance += (x - mean) * (x - mean)
		}
		return mean, variance / float64(len(xs)-1) / float64(len(xs))
	}
	b, vb := one(before)
	a, va := one(after)
	return a - b, va + vb
}

func readings(n int, inOrder bool) study.Case {
	values := chartNoise(rand.New(rand.NewPCG(1, 2)), n)
	return study.Case{Before: values[:n/2], After: values[n/2:], InOrder: inOrder}
}

// BenchmarkHowFastComparison compares so many readings in order of time, or units
// without an order, with every warning, beside means and variances alone. It is one of
// the README's table.
func BenchmarkHowFastComparison(b *testing.B) {
	for _, n := range []int{100, 10_000, 1_000_000} {
		for _, in := range []struct {
			name    string
			inOrder bool
		}{{"readings", true}, {"units", false}} {
			c := readings(n, in.inOrder)
			b.Run(fmt.Sprintf("%s/%d", in.name, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := study.Compare(c, study.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		c := readings(n, true)
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bareCompare(c.Before, c.After)
			}
		})
	}
}

// A comparison allocates by its steps, and hardly by its readings.
func TestComparisonAllocations(t *testing.T) {
	for _, inOrder := range []bool{false, true} {
		allocations := func(n int) float64 {
			c := readings(n, inOrder)
			return testing.AllocsPerRun(10, func() {
				if _, err := study.Compare(c, study.Options{}); err != nil {
					t.Error(err)
				}
			})
		}
		few, many := allocations(100), allocations(10_000)
		t.Log(few, many)
		require.LessOrEqual(t, many, 2*few, "a hundred times the readings")
		require.LessOrEqual(t, few, 150.0)
	}
}
