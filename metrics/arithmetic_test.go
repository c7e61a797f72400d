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

const ulp = 0x1p971 // the distance of the largest float64 from the next smaller one

func TestSub(t *testing.T) {
	const most = math.MaxFloat64
	tests := []struct {
		name       string
		i, j, want metrics.Interval
	}{
		{"points", metrics.Exactly(7), metrics.Exactly(3), metrics.Exactly(4)},
		{"ranges", between(10, 20), between(1, 2), between(8, 19)},
		{"one open end a side", band(10, 20), between(1, 2), band(8, 19)},
		{"an open end of the subtrahend is at the other side", metrics.Exactly(0), band(1, 2), mustInterval("[-2, -1)")},
		{"open ends", open(10, 20), open(1, 2), open(8, 19)},
		{"bounded from below only", metrics.From(10), metrics.Exactly(1), metrics.From(9)},
		{"bounded from above only", metrics.UpTo(10), metrics.Exactly(1), metrics.UpTo(9)},
		{"the subtrahend has no high end", metrics.Exactly(10), metrics.Above(1), metrics.Below(9)},
		{"the subtrahend has no low end", metrics.Exactly(10), metrics.Below(1), metrics.Above(9)},
		{"nothing known of one", metrics.Exactly(10), metrics.Anything(), metrics.Anything()},
		{"both unbounded above", metrics.From(1), metrics.From(1), metrics.Anything()},
		{"rounded up, so the low end moves", metrics.Exactly(1), metrics.Exactly(0x1p-60), between(math.Nextafter(1, 0), 1)},
		{"rounded down, so the high end moves", metrics.Exactly(1), metrics.Exactly(-0x1p-60), between(1, math.Nextafter(1, 2))},
		{"the smaller first", metrics.Exactly(0x1p-60), metrics.Exactly(1), between(-1, math.Nextafter(-1, 0))},
		{"subnormals are exact", metrics.Exactly(0x1p-1074), metrics.Exactly(0x1p-1022), metrics.Exactly(0x1p-1074 - 0x1p-1022)},
		{"beyond every number", metrics.Exactly(most), metrics.Exactly(-most), metrics.From(most)},
		{"beyond every number below", metrics.Exactly(-most), metrics.Exactly(most), metrics.UpTo(-most)},
		{"a tie next to the largest", metrics.Exactly(-1.5 * ulp), metrics.Exactly(-most), between(most-2*ulp, most-ulp)},
		{"a tie next to the lowest", metrics.Exactly(1.5 * ulp), metrics.Exactly(most), between(-most+ulp, -most+2*ulp)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.i.Sub(tt.j))
		})
	}
}

func mustInterval(s string) metrics.Interval {
	i, err := metrics.ParseInterval(s)
	if err != nil {
		panic(err)
	}
	return i
}

// minus is a−b rounded by mode, with a mantissa of a float64; exact differences
// stay exact. It is infinite where no float64 lies in that direction.
func minus(a, b float64, mode big.RoundingMode) float64 {
	exact := new(big.Float).SetPrec(2200).Sub(new(big.Float).SetPrec(2200).SetFloat64(a), big.NewFloat(b))
	rounded, _ := new(big.Float).SetPrec(53).SetMode(mode).Set(exact).Float64()
	if math.IsInf(rounded, 0) && (rounded > 0) == (mode == big.ToNegativeInf) {
		return math.Copysign(math.MaxFloat64, rounded)
	}
	return rounded
}

// The difference is the tightest interval of float64s around the true one.
func TestSubIsTheTightestAroundTheTruth(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			number := wildNumber
			if r.IntN(2) == 0 {
				number = gridNumber
			}
			i, j := randomInterval(r, number), randomInterval(r, number)
			d := i.Sub(j)
			require.Equal(t, rebuilt(d), d, "%v - %v: %v is not in its one form", i, j, d)
			c.countInterval(i)

			iLow, has := i.Low()
			jHigh, too := j.High()
			wantEnd(t, d.Low, has && too, minus(iLow, jHigh, big.ToNegativeInf), i, j)
			low, hasLow := d.Low()
			require.Equal(t, hasLow && (i.LowOpen() || j.HighOpen()), d.LowOpen(), "%v - %v = %v", i, j, d)
			iHigh, has := i.High()
			jLow, too := j.Low()
			wantEnd(t, d.High, has && too, minus(iHigh, jLow, big.ToPositiveInf), i, j)
			high, hasHigh := d.High()
			require.Equal(t, hasHigh && (i.HighOpen() || j.LowOpen()), d.HighOpen(), "%v - %v = %v", i, j, d)
			c.add("moved outwards at the low end", hasLow && low != iLow-jHigh)
			c.add("moved outwards at the high end", hasHigh && high != iHigh-jLow)
			c.add("kept exact", hasLow && low == minus(iLow, jHigh, big.ToPositiveInf))
		}
		c.atLeast5Percent(t)
	})
}

// wantEnd fails unless an end of i−j is there and is what it should be.
func wantEnd(t *testing.T, end func() (float64, bool), has bool, want float64, i, j metrics.Interval) {
	t.Helper()
	x, ok := end()
	require.Equal(t, has && !math.IsInf(want, 0), ok, "%v - %v", i, j)
	if ok {
		require.Equal(t, want, x, "%v - %v", i, j)
	}
}

func TestMissing(t *testing.T) {
	tests := []struct {
		name          string
		i, need, want metrics.Interval
	}{
		{"point short", metrics.Exactly(60), metrics.From(100), metrics.Exactly(40)},
		{"there", metrics.Exactly(100), metrics.From(100), metrics.Exactly(0)},
		{"beyond", metrics.Exactly(140), metrics.From(100), metrics.Exactly(0)},
		{"a range short", between(40, 60), metrics.From(100), between(40, 60)},
		{"a range around", between(90, 120), metrics.From(100), between(0, 10)},
		{"an open range closes", open(40, 60), metrics.From(100), between(40, 60)},
		{"a need that excludes its end", metrics.Exactly(100), metrics.Above(100), metrics.Exactly(0)},
		{"nothing known", metrics.Anything(), metrics.From(100), metrics.From(0)},
		{"known from above", metrics.UpTo(60), metrics.From(100), metrics.From(40)},
		{"known from below", metrics.From(60), metrics.From(100), between(0, 40)},
		{"too much", metrics.Exactly(3), metrics.UpTo(1), metrics.Exactly(2)},
		{"unbounded above", metrics.From(3), metrics.UpTo(1), metrics.From(2)},
		{"little enough", metrics.Exactly(0), metrics.UpTo(1), metrics.Exactly(0)},
		{"nothing needed", metrics.Exactly(3), metrics.Anything(), metrics.Exactly(0)},
		{"around a window", between(5, 26), between(10, 20), between(0, 6)},
		{"below a window", between(1, 2), between(10, 20), between(8, 9)},
		{"above a window, known from below", metrics.From(25), between(10, 20), metrics.From(5)},
		{"around a window, known from above", metrics.UpTo(26), between(10, 20), metrics.From(0)},
		{"below a window, known from above", metrics.UpTo(5), between(10, 20), metrics.From(5)},
		{"further than any float64", metrics.Exactly(-1.7e308), metrics.From(1.7e308), metrics.From(math.MaxFloat64)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.i.Missing(tt.need))
		})
	}
}

// What is missing is 0 exactly where the need may be met, lies around the true
// distance of every number, and shrinks with what is known.
func TestMissingHoldsTheTrueDistance(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			i, need := randomInterval(r, gridNumber), randomInterval(r, gridNumber)
			missing := i.Missing(need)
			require.Equal(t, rebuilt(missing), missing, "%v to %v", i, need)
			c.add("nothing", missing == metrics.Exactly(0))
			c.add("exactly on the threshold", onThreshold(i, need))
			c.add("at least something", missing.AtMost(0) == no)
			if missing.AtMost(0) == no {
				require.Equal(t, no, i.Within(need), "%v to %v misses %v", i, need, missing)
			}
			if i.Within(need) == yes {
				require.Equal(t, metrics.Exactly(0), missing, "%v to %v", i, need)
			}
			for range 4 {
				x := gridNumber(r)
				if !i.Contains(x) {
					continue
				}
				distance := 0.0
				if low, ok := need.Low(); ok {
					distance = max(distance, low-x)
				}
				if high, ok := need.High(); ok {
					distance = max(distance, x-high)
				}
				require.Equal(t, metrics.Exactly(distance), metrics.Exactly(x).Missing(need), "%v to %v", x, need)
				require.True(t, missing.Contains(distance), "%v to %v misses %v, but %v misses %v", i, need, missing, x, distance)
			}
			part := randomPart(r, i, gridNumber).Missing(need)
			require.Equal(t, yes, part.Within(missing), "a part of %v misses %v to %v, the whole %v", i, part, need, missing)
		}
		c.atLeast5Percent(t)
	})
}
