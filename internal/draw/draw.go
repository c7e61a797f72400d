// Package draw draws the random cases of this module's tests: whoever sees one fail is
// told the seed, and the same one draws the same cases again. No package imports it but
// in tests.
package draw

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
)

// variable of the environment is one more seed.
const variable = "KMATURITY_SEED"

// Seeds are a few seeds that stay the same, and the one of KMATURITY_SEED if there is one.
func Seeds(t testing.TB) []uint64 {
	t.Helper()
	all := []uint64{1, 2, 1858, 20200904}
	if text := os.Getenv(variable); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("%s: %v", variable, err)
		}
		all = append(all, seed)
	}
	return all
}

// Each runs a property with each of Seeds. The seed is in the name of the subtest.
func Each(t *testing.T, property func(t *testing.T, r *rand.Rand)) {
	t.Helper()
	for _, seed := range Seeds(t) {
		t.Run(fmt.Sprintf("%s=%d", variable, seed), func(t *testing.T) { property(t, From(t, seed, 0)) })
	}
}

// From is a source of random numbers. A test that fails prints its seed.
func From(t testing.TB, seed, stream uint64) *rand.Rand {
	t.Helper()
	t.Logf("random cases of rand.NewPCG(%d, %d)", seed, stream)
	return rand.New(rand.NewPCG(seed, stream))
}
