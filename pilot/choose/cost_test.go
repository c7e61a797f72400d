//go:build !race

package choose

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// On one core a weighting costs at most three times a loop that draws, scores and
// sorts, and counts nothing. Of many short rounds in turn the fastest counts.
func TestDrawsCost(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	small := benchmarkTable(50, 8)
	draws, bare := time.Hour, time.Hour
	for range 30 {
		start := time.Now()
		_, _, err := small.draw(context.Background(), nil, AcceptabilityOptions{Draws: 1000})
		draws = min(draws, time.Since(start))
		require.NoError(t, err)
		start = time.Now()
		bareDraws(small, 1000)
		bare = min(bare, time.Since(start))
	}
	t.Logf("%v, bare %v", draws, bare)
	require.LessOrEqual(t, float64(draws)/float64(bare), 3.0)
}
