package maturity_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// exactly compares whole values; intervals and dates are comparable by ==.
var exactly = cmp.Options{cmpopts.EquateComparable(metrics.Interval{}, metrics.Date{})}

// chance is true in one of n cases.
func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *rand.Rand, of ...T) T { return of[r.IntN(len(of))] }

// tally counts how often each class of a generator came up.
type tally map[string]int

func (c tally) add(class string, is bool) {
	if is {
		c[class]++
	}
}

// want fails where a class has less than a twentieth of the cases.
func (c tally) want(t *testing.T, of int, classes ...string) {
	t.Helper()
	for _, class := range classes {
		require.GreaterOrEqual(t, 20*c[class], of, "%s: %d of %d", class, c[class], of)
	}
}
