package choose

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// A score that is known better never widens what any rank may be; a better score
// never lowers who has it, and never raises anybody else.
func TestNarrowerAndBetterScores(t *testing.T) {
	rng := draw.From(t, 71, 8)
	ranks := func(alternatives []Alternative, criteria []Criterion) map[string]metrics.Interval {
		r, err := Rank(alternatives, criteria)
		require.NoError(t, err)
		all := map[string]metrics.Interval{}
		for _, x := range r.Ranked {
			all[x.ID] = x.Ranks
		}
		return all
	}
	narrower, moved := 0, 0
	for range 400 {
		alternatives, criteria := randomRanking(rng, 2+rng.IntN(8), 1+rng.IntN(5))
		i, c := rng.IntN(len(alternatives)), criteria[rng.IntN(len(criteria))]
		scale, score := c.Scale, alternatives[i].Scores[c.ID]
		if scale.IsAnything() {
			continue
		}
		known, ok := score.Intersect(scale)
		require.True(t, ok)
		low, _ := known.Low()
		high, _ := known.High()
		before := ranks(alternatives, criteria)
		with := func(score metrics.Interval) map[string]metrics.Interval {
			at := slices.Clone(alternatives)
			at[i].Scores = maps.Clone(at[i].Scores)
			if at[i].Scores == nil {
				at[i].Scores = map[string]metrics.Interval{}
			}
			at[i].Scores[c.ID] = score
			return ranks(at, criteria)
		}
		a, b := low+rng.Float64()*(high-low), low+rng.Float64()*(high-low)
		for id, now := range with(metrics.MustBetween(min(a, b), max(a, b))) {
			require.Equal(t, metrics.Yes, now.Within(before[id]), "%s %s %s", id, now, before[id])
			if now != before[id] {
				narrower++
			}
		}
		bottom, _ := scale.Low()
		top, _ := scale.High()
		better := metrics.MustBetween((low+top)/2, (high+top)/2)
		if c.Better == metrics.Lower {
			better = metrics.MustBetween((low+bottom)/2, (high+bottom)/2)
		}
		for id, now := range with(better) {
			was, is := before[id], now
			if id != alternatives[i].ID {
				was, is = is, was
			}
			for _, end := range []func(metrics.Interval) (float64, bool){metrics.Interval.Low, metrics.Interval.High} {
				x, _ := end(was)
				y, _ := end(is)
				require.LessOrEqual(t, y, x, "%s: from %s to %s", id, before[id], now)
			}
			if now != before[id] {
				moved++
			}
		}
	}
	require.Greater(t, narrower, 100)
	require.Greater(t, moved, 100)
}

// A number of draws that isn't a whole number of chunks is drawn to the last; the
// most that may be asked for may be.
func TestOddDraws(t *testing.T) {
	rng := draw.From(t, 71, 9)
	alternatives, criteria := randomRanking(rng, 4, 3)
	for _, draws := range []int{1, 499, 500, 501, 750} {
		a, err := Acceptabilities(context.Background(), alternatives, criteria, AcceptabilityOptions{Draws: draws})
		require.NoError(t, err)
		require.Equal(t, draws, a.Draws)
		for _, row := range a.Ranks {
			sum := 0.0
			for _, x := range row {
				sum += x
			}
			require.InDelta(t, 1, sum, 1e-9)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Acceptabilities(ctx, alternatives, criteria, AcceptabilityOptions{Draws: mostDraws})
	require.ErrorIs(t, err, context.Canceled)
	_, err = Acceptabilities(ctx, alternatives, criteria, AcceptabilityOptions{Draws: mostDraws + 1})
	require.ErrorContains(t, err, "choose: options.draws: want 1 to 100000000, have 100000001")
}
