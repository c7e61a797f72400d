package community_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// requireInside fails unless all of narrow lies in wide.
func requireInside(t testing.TB, narrow, wide metrics.Interval, more ...any) {
	t.Helper()
	both, ok := narrow.Intersect(wide)
	require.True(t, ok && both == narrow, "%s doesn't lie in %s: %v", narrow, wide, more)
}

// requireNarrower fails if an answer known before is another one now.
func requireNarrower(t testing.TB, before, after metrics.Answer, more ...any) {
	t.Helper()
	require.True(t, before == metrics.Unknown || before == after, "%s became %s: %v", before, after, more)
}

// randomInterval has the classes that matter: nothing known, one end, a point,
// a range, open ends; its numbers are often the ones given.
func randomInterval(r *rand.Rand, numbers ...float64) metrics.Interval {
	number := func() float64 {
		if r.IntN(2) == 0 {
			return pick(r, numbers...)
		}
		return float64(r.IntN(4000)) / 20
	}
	a, b := number(), number()
	a, b = min(a, b), max(a, b)
	switch r.IntN(8) {
	case 0:
		return metrics.Anything()
	case 1:
		return metrics.From(a)
	case 2:
		return metrics.UpTo(b)
	case 3, 4:
		return metrics.Exactly(a)
	case 5:
		i, ok := metrics.Above(a).Intersect(metrics.Below(b))
		if !ok {
			return metrics.Exactly(a)
		}
		return i
	}
	return metrics.MustBetween(a, b)
}

// part returns what is left of an interval when more is known.
func part(r *rand.Rand, i metrics.Interval, numbers ...float64) metrics.Interval {
	if narrow, ok := i.Intersect(randomInterval(r, numbers...)); ok {
		return narrow
	}
	return i
}
