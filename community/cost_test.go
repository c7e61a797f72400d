//go:build !race

package community_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
)

// Reading a roster to practice areas costs at most half as much again as
// encoding/csv alone: the median of alternating runs, each against the bare run
// beside it. Other work on the machine can spoil a round, never make it faster
// for long, so the best of three rounds counts. The race detector slows the two
// down by different factors, so this file is left out then.
func TestReadRosterCost(t *testing.T) {
	const most, rounds, runs = 1.5, 3, 15
	file := generatedReturn(50_000)
	clock := func(read func([]byte) error) float64 {
		start := time.Now()
		require.NoError(t, read(file))
		return time.Since(start).Seconds()
	}
	var medians []float64
	for range rounds {
		ratios := make([]float64, runs)
		for i := range ratios {
			ratios[i] = clock(readReturnToAreas) / clock(readBare)
		}
		slices.Sort(ratios)
		medians = append(medians, ratios[runs/2])
		if medians[len(medians)-1] <= most {
			return
		}
	}
	t.Errorf("reading a roster takes %.2f times as long as encoding/csv alone, want at most %v", medians, most)
}

// A count of members costs at most ten times a loop that adds their weights up and
// checks nothing. Of many short rounds in turn the fastest counts.
func TestCountCost(t *testing.T) {
	members := randomMembers(draw.From(t, 1, 1), 10_000)
	count, bare := time.Hour, time.Hour
	for range 100 {
		start := time.Now()
		_, _, err := community.CountSlice(km, members)
		count = min(count, time.Since(start))
		require.NoError(t, err)
		start = time.Now()
		bareCount(km, members)
		bare = min(bare, time.Since(start))
	}
	t.Logf("%v, bare %v", count, bare)
	require.LessOrEqual(t, float64(count)/float64(bare), 10.0)
}
