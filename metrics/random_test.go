package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// gridNumber is one of few numbers, so that ends often coincide. All of them,
// and their differences, are exact.
func gridNumber(r *rand.Rand) float64 { return float64(r.IntN(9)-4) / 2 }

// wildNumber is any finite number: of any size, whole, decimal, next to a power
// of two, the largest, the smallest, zero of either sign.
func wildNumber(r *rand.Rand) float64 {
	switch r.IntN(8) {
	case 0:
		special := []float64{0, math.Copysign(0, -1), 1, 0.1, math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1022, 1e21, 1e-6, 1 << 53}
		return flip(r, special[r.IntN(len(special))])
	case 1:
		return flip(r, float64(r.IntN(2000)))
	case 2:
		return flip(r, float64(r.IntN(1e7))/100)
	case 3: // near the largest: half an ulp, an ulp, one and a half of it
		return flip(r, math.Ldexp(float64(r.IntN(8)), 970))
	case 4:
		return flip(r, math.Nextafter(math.Ldexp(1, r.IntN(2000)-1000), float64(r.IntN(2))*math.MaxFloat64))
	}
	for {
		if x := math.Float64frombits(r.Uint64()); !math.IsNaN(x) && !math.IsInf(x, 0) {
			return x
		}
	}
}

func flip(r *rand.Rand, x float64) float64 {
	if r.IntN(2) == 0 {
		return -x
	}
	return x
}

// randomInterval draws every shape that an interval can have, with ends from
// number.
func randomInterval(r *rand.Rand, number func(*rand.Rand) float64) metrics.Interval {
	lows := []func(float64) metrics.Interval{metrics.From, metrics.Above}
	highs := []func(float64) metrics.Interval{metrics.UpTo, metrics.Below}
	switch r.IntN(12) {
	case 0:
		return metrics.Anything()
	case 1, 2:
		return metrics.Exactly(number(r))
	case 3, 4:
		return lows[r.IntN(2)](number(r))
	case 5, 6:
		return highs[r.IntN(2)](number(r))
	}
	for {
		if i, ok := lows[r.IntN(2)](number(r)).Intersect(highs[r.IntN(2)](number(r))); ok {
			return i
		}
	}
}

// randomPart narrows an interval: what it returns lies inside of i.
func randomPart(r *rand.Rand, i metrics.Interval, number func(*rand.Rand) float64) metrics.Interval {
	for range 20 {
		if part, ok := i.Intersect(randomInterval(r, number)); ok {
			return part
		}
	}
	return i
}

// classes counts how many cases of a generator are of which class, so that a
// property can't pass by never meeting what it is about.
type classes struct {
	cases  int
	counts map[string]int
}

func (c *classes) add(class string, is bool) {
	if c.counts == nil {
		c.counts = map[string]int{}
	}
	if c.counts[class] += 0; is {
		c.counts[class]++
	}
}

// atLeast5Percent fails the test where a class makes up less than that.
func (c *classes) atLeast5Percent(t *testing.T) {
	t.Helper()
	require.NotEmpty(t, c.counts)
	for class, n := range c.counts {
		require.GreaterOrEqual(t, n*20, c.cases, "only %d of %d cases are %s", n, c.cases, class)
	}
}

// countInterval adds the shapes of an interval.
func (c *classes) countInterval(i metrics.Interval) {
	_, hasLow := i.Low()
	_, hasHigh := i.High()
	_, point := i.Point()
	c.add("open at the low end", i.LowOpen())
	c.add("open at the high end", i.HighOpen())
	c.add("unbounded below", !hasLow)
	c.add("unbounded above", !hasHigh)
	c.add("anything", !hasLow && !hasHigh)
	c.add("a point", point)
	c.add("closed and no point", hasLow && hasHigh && !i.LowOpen() && !i.HighOpen() && !point)
}
