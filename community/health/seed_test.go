package health_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// seedVariable names one more seed to run the properties with.
const seedVariable = "KMATURITY_SEED"

// eachSeed runs a property with a fixed list of seeds and the one in the
// environment. The seed is in the name of the subtest, so a failure shows it.
func eachSeed(t *testing.T, property func(t *testing.T, r *rand.Rand)) {
	t.Helper()
	seeds := []uint64{1, 2, 1858, 20200904}
	if s := os.Getenv(seedVariable); s != "" {
		seed, err := strconv.ParseUint(s, 10, 64)
		require.NoError(t, err, "%s must be a whole number", seedVariable)
		seeds = append(seeds, seed)
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("%s=%d", seedVariable, seed), func(t *testing.T) {
			property(t, rand.New(rand.NewPCG(seed, 0)))
		})
	}
}

// pick returns one of the values.
func pick[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }
