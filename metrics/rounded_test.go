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

func TestRounded(t *testing.T) {
	const third = 1.0 / 3
	tests := []struct {
		name    string
		i, want metrics.Interval
	}{
		{"nothing known", metrics.Anything(), metrics.Anything()},
		{"100 − 85.29", metrics.Exactly(100).Sub(metrics.Exactly(85.29)), metrics.Exactly(14.71)},
		{"a third", metrics.Exactly(third), metrics.Exactly(0.333333333333)},
		{"12 digits stay", metrics.Exactly(123456.789012), metrics.Exactly(123456.789012)},
		{"13 don't", metrics.Exactly(123456.7890126), metrics.Exactly(123456.789013)},
		{"both ends", between(-third, third), between(-0.333333333333, 0.333333333333)},
		{"open ends", open(-third, third), open(-0.333333333333, 0.333333333333)},
		{"low end only", metrics.Above(third), metrics.Above(0.333333333333)},
		{"high end only", metrics.Below(third), metrics.Below(0.333333333333)},
		{"closed ends may meet", between(1, math.Nextafter(1, 2)), metrics.Exactly(1)},
		{"open ends may not", band(1, math.Nextafter(1, 2)), band(1, math.Nextafter(1, 2))},
		{"nor may one that is open", mustInterval("[1, 1.0000000000000002)"), mustInterval("[1, 1.0000000000000002)")},
		{"above zero", metrics.Above(0), metrics.Above(0)},
		{"the largest", metrics.Exactly(math.MaxFloat64), metrics.Exactly(1.79769313486e308)},
		{"the smallest", metrics.Exactly(math.SmallestNonzeroFloat64), metrics.Exactly(math.SmallestNonzeroFloat64)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.i.Rounded())
		})
	}
}

func TestRoundedStaysNear(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			i := randomInterval(r, wildNumber)
			c.countInterval(i)
			round := i.Rounded()
			c.add("changed", round != i)
			require.Equal(t, rebuilt(round), round, "%v", i)
			require.Equal(t, round, round.Rounded(), "%v, twice", i)
			for _, end := range []func(metrics.Interval) (float64, bool){metrics.Interval.Low, metrics.Interval.High} {
				x, had := end(i)
				y, has := end(round)
				require.Equal(t, had, has, "%v: %v", i, round)
				require.Equal(t, i.LowOpen(), round.LowOpen(), "%v: %v", i, round)
				require.Equal(t, i.HighOpen(), round.HighOpen(), "%v: %v", i, round)
				allowed := max(math.Abs(x)*5.000001e-12, math.SmallestNonzeroFloat64)
				require.LessOrEqual(t, distance(x, y), allowed, "%v: %v", i, round)
			}
		}
		c.atLeast5Percent(t)
	})
}

// distance is |x−y|, which a float64 may be too small for.
func distance(x, y float64) float64 {
	d := new(big.Float).Sub(big.NewFloat(x), big.NewFloat(y))
	f, _ := d.Abs(d).Float64()
	return f
}
