package study

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func pooledPilots(rng *rand.Rand, n int) []Case {
	var cases []Case
	for range n {
		c := Case{Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h"}, Better: metrics.Lower}, Paired: true, Chosen: metrics.No}
		shift := []float64{0, 0, -0.5, -1, 1}[rng.IntN(5)]
		for range []int{5, 8, 12, 20}[rng.IntN(4)] {
			x := rng.NormFloat64()
			c.Before, c.After = append(c.Before, x), append(c.After, x+shift+0.8*rng.NormFloat64())
		}
		cases = append(cases, c)
	}
	return cases
}

// An interval at the level that the procedure decides by, and an adjusted p, are
// the same statement, for Benjamini and Hochberg over pilots and for Holm over
// metrics.
func TestAdjustedIntervalsAreDual(t *testing.T) {
	rng := draw.From(t, 31, 1)
	found, told := 0, 0
	for range 120 {
		cases := pooledPilots(rng, 2+rng.IntN(12))
		pool, err := Pooled(cases, Options{})
		require.NoError(t, err)
		require.Len(t, pool.Pilots, len(cases))
		m := 0
		for i, change := range pool.Pilots {
			p, ok := pool.Adjusted[i].Point()
			require.Equal(t, len(cases[i].Before) >= 6, ok, "five pairs can't tell, and aren't counted")
			if !ok {
				require.Equal(t, metrics.CannotTell, change.Conclusion())
				continue
			}
			m++
			changed := change.Conclusion() == metrics.Better || change.Conclusion() == metrics.Worse
			require.Equal(t, p <= 0.05, changed, "%v: adjusted %v", change, p)
			if told++; changed {
				found++
			}
		}
		for i, change := range pool.Pilots {
			if _, ok := pool.Adjusted[i].Point(); ok && m > 1 {
				require.Equal(t, m, change.Family)
			}
		}
		for i := range cases {
			cases[i].Metric.ID = string(rune('a' + i))
		}
		primary := []string{"", "a"}[rng.IntN(2)]
		changes, err := Several(primary, cases, Options{})
		require.NoError(t, err)
		var pValues []float64
		var at []int
		for i, c := range cases {
			alone, err := Compare(c, Options{})
			require.NoError(t, err)
			if p, ok := testable(alone); ok && c.Metric.ID != primary {
				pValues, at = append(pValues, p), append(at, i)
			}
			if c.Metric.ID == primary {
				require.Equal(t, alone, changes[i], "the primary metric is taken at its word")
			}
			require.Equal(t, primary == "", warned(changes[i], metrics.NoPrimary))
		}
		adjusted, err := Holm(pValues)
		require.NoError(t, err)
		for k, i := range at {
			changed := changes[i].Conclusion() == metrics.Better || changes[i].Conclusion() == metrics.Worse
			require.Equal(t, adjusted[k] <= 0.05, changed, "%v", changes[i])
		}
	}
	require.Greater(t, found, told/10)
	require.Less(t, found, told*9/10)
}

// The pooled change is the mean of those pilots that can tell.
func TestPooledChange(t *testing.T) {
	rng := draw.From(t, 31, 2)
	cases := pooledPilots(rng, 40)
	pool, err := Pooled(cases, Options{})
	require.NoError(t, err)
	var estimates []float64
	left := 0
	for _, c := range cases {
		alone, err := Compare(c, Options{})
		require.NoError(t, err)
		if len(c.Before) >= 6 {
			estimates = append(estimates, alone.Estimate)
		} else {
			left++
		}
	}
	d := paired(estimates)
	low, high := d.interval(0.95)
	l, _ := pool.Pooled.Interval.Low()
	h, _ := pool.Pooled.Interval.High()
	require.InDelta(t, d.estimate, pool.Pooled.Estimate, 1e-9)
	require.InDelta(t, low, l, 1e-9)
	require.InDelta(t, high, h, 1e-9)
	require.True(t, warned(pool.Pooled, metrics.PilotsCannotTell))
	require.Positive(t, left)
	require.NoError(t, pool.Pooled.Validate())

	order := rng.Perm(len(cases))
	shuffled := make([]Case, len(cases))
	for to, from := range order {
		shuffled[to] = cases[from]
	}
	again, err := Pooled(shuffled, Options{})
	require.NoError(t, err)
	for to, from := range order {
		require.Equal(t, pool.Pilots[from], again.Pilots[to])
		require.Equal(t, pool.Adjusted[from], again.Adjusted[to])
	}
	require.Equal(t, pool.Pooled.Conclusion(), again.Pooled.Conclusion())

	few, err := Pooled(cases[:2], Options{})
	require.NoError(t, err)
	require.Equal(t, metrics.CannotTell, few.Pooled.Conclusion(), "under six pilots nothing is claimed of their kind")
}

func TestPooledBadInput(t *testing.T) {
	cases := pooledPilots(draw.From(t, 31, 3), 3)
	_, err := Pooled(cases[:1], Options{})
	require.ErrorIs(t, err, ErrTooFewPoints)
	cases[1].Metric.Unit, cases[2].Metric.Better, cases[2].Before = "min", metrics.Higher, nil
	_, err = Pooled(cases, Options{})
	require.ErrorIs(t, err, ErrUnits)
	require.ErrorContains(t, err, `study: cases[1].metric.unit: "min", and the first pilot is in "h"`)
	require.ErrorContains(t, err, "study: cases[2].metric.better: higher is better here, lower in the first pilot")
	require.ErrorContains(t, err, "study: cases[2].after: ")
	_, err = Several("visits", []Case{{}, {Metric: metrics.Metric{Measure: metrics.Measure{ID: "a"}}}, {Metric: metrics.Metric{Measure: metrics.Measure{ID: "a"}}}}, Options{})
	require.ErrorContains(t, err, "study: cases[0].metric.id: is missing")
	require.ErrorContains(t, err, `study: cases[2].metric.id: "a" stands twice`)
	require.ErrorContains(t, err, `study: primary: "visits" is none of the metrics`)
}

// Eight times the pilots take about eight times as long: nothing is quadratic.
func TestPooledIsLinear(t *testing.T) {
	small := pooledPilots(draw.From(t, 31, 4), 250)
	var large []Case
	for range 8 {
		large = append(large, small...)
	}
	clock := func(cases []Case) time.Duration {
		start := time.Now()
		_, err := Pooled(cases, Options{})
		require.NoError(t, err)
		return time.Since(start)
	}
	const atMost = 20 // 64 where a step is quadratic
	short, long := time.Hour, time.Hour
	for range 30 { // the fastest of each counts: a busy machine only slows a run
		short, long = min(short, clock(small)), min(long, clock(large))
		if long <= atMost*short {
			return
		}
	}
	t.Errorf("8 times the pilots take %.0f times the time", float64(long)/float64(short))
}
