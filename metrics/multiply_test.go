package metrics_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func exact(x float64) *big.Float { return new(big.Float).SetPrec(4000).SetFloat64(x) }

// The product holds every product of numbers inside, and its ends are the
// nearest floating-point numbers that do.
func TestTimesAgainstExact(t *testing.T) {
	draw.Each(t, func(t *testing.T, rng *rand.Rand) {
		numbers := []float64{0, 1, -1, 2, -3, 0.1, -0.3, 1e300, -1e300, 1e-300, 5e-324, -5e-324, math.MaxFloat64, 1e-170, 3e-155}
		pick := func() float64 {
			if rng.IntN(2) == 0 {
				return numbers[rng.IntN(len(numbers))]
			}
			return (rng.Float64() - 0.5) * math.Pow(10, float64(rng.IntN(40)-20))
		}
		for range 4000 {
			a, b, c, d := pick(), pick(), pick(), pick()
			i, j := metrics.MustBetween(min(a, b), max(a, b)), metrics.MustBetween(min(c, d), max(c, d))
			product := i.Times(j)
			var low, high *big.Float
			for _, x := range []float64{a, b} {
				for _, y := range []float64{c, d} {
					p := new(big.Float).SetPrec(4000).Mul(exact(x), exact(y))
					if low == nil || p.Cmp(low) < 0 {
						low = p
					}
					if high == nil || p.Cmp(high) > 0 {
						high = p
					}
				}
			}
			largest := exact(math.MaxFloat64)
			if l, ok := product.Low(); ok {
				require.LessOrEqual(t, exact(l).Cmp(low), 0, "%s times %s is %s", i, j, product)
				if next := math.Nextafter(math.Nextafter(l, math.Inf(1)), math.Inf(1)); !math.IsInf(next, 0) {
					require.Positive(t, exact(next).Cmp(low), "%s times %s is %s: the low end is too low", i, j, product)
				}
			} else {
				require.Negative(t, low.Cmp(new(big.Float).Neg(largest)))
			}
			if h, ok := product.High(); ok {
				require.GreaterOrEqual(t, exact(h).Cmp(high), 0, "%s times %s is %s", i, j, product)
			} else {
				require.Positive(t, high.Cmp(largest))
			}
			require.Equal(t, product, j.Times(i))
			require.Equal(t, i.Neg(), i.Times(metrics.Exactly(-1)))
		}
	})
}

func TestTimesWithoutEnds(t *testing.T) {
	two, half := metrics.MustBetween(2, 3), metrics.MustBetween(-1, 1)
	for _, tt := range []struct{ i, j, want metrics.Interval }{
		{metrics.From(5), metrics.From(2), metrics.From(10)},
		{metrics.From(5), metrics.UpTo(-2), metrics.UpTo(-10)},
		{metrics.From(0), metrics.From(0), metrics.From(0)},
		{metrics.From(5), half, metrics.Anything()},
		{metrics.Anything(), metrics.Exactly(0), metrics.Exactly(0)},
		{metrics.Anything(), two, metrics.Anything()},
		{metrics.Above(1), two, metrics.From(2)},
		{metrics.Exactly(1e300), metrics.Exactly(1e300), metrics.From(math.MaxFloat64)},
		{metrics.Exactly(-1e300), metrics.Exactly(1e300), metrics.UpTo(-math.MaxFloat64)},
		{metrics.Exactly(1e-300), metrics.Exactly(1e-300), metrics.MustBetween(0, 5e-324)},
		{metrics.Exactly(0.1), metrics.Exactly(1), metrics.Exactly(0.1)},
		{metrics.Exactly(0x1p-500), metrics.Exactly(0x1p-500), metrics.Exactly(0x1p-1000)},
	} {
		require.Equal(t, tt.want, tt.i.Times(tt.j), "%s times %s", tt.i, tt.j)
		require.Equal(t, tt.want, tt.j.Times(tt.i), "%s times %s", tt.j, tt.i)
	}
}

func TestAddAndNeg(t *testing.T) {
	require.Equal(t, metrics.MustBetween(3, 7), metrics.MustBetween(1, 2).Add(metrics.MustBetween(2, 5)))
	require.Equal(t, metrics.From(3), metrics.From(1).Add(metrics.Exactly(2)))
	require.Equal(t, metrics.Below(-1), metrics.Above(1).Neg())
	require.Equal(t, metrics.MustBetween(-2, 1), metrics.MustBetween(-1, 2).Neg())
	require.Equal(t, metrics.Anything(), metrics.Anything().Neg())
	draw.Each(t, func(t *testing.T, rng *rand.Rand) {
		for range 500 {
			i, j := randomInterval(rng, wildNumber), randomInterval(rng, wildNumber)
			require.Equal(t, i, i.Neg().Neg())
			require.Equal(t, i.Add(j), j.Add(i))
			require.Equal(t, i.Sub(j), i.Add(j.Neg()))
		}
	})
}
