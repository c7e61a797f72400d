//go:build !race

package main

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The library is as many times faster as README.md says at least. What counts is the
// median of many rounds in turn, so a busy machine doesn't matter.
func TestRatios(t *testing.T) {
	all, err := contests()
	require.NoError(t, err)
	held := 0
	for _, c := range all {
		if len(c.least) == 0 {
			continue
		}
		measured, err := measure(c.ways, 101, 2*time.Millisecond)
		require.NoError(t, err)
		for _, f := range measured {
			t.Logf("%s: %s: %.0f ns, %.1f allocations, %.2f times", c.job, f.name, f.ns, f.allocations, f.times)
			if least, ok := c.least[f.name]; ok {
				require.GreaterOrEqual(t, f.times, least, "%s: %s", c.job, f.name)
				held++
			}
		}
	}
	require.Equal(t, 7, held, "ratios")
}
