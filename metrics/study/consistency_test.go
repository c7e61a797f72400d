package study

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// randomCase is a case of any shape with any noise, drift and step.
func randomCase(rng *rand.Rand) Case {
	pick := func(n int) int { return rng.IntN(n) }
	size := func() int { return []int{2, 3, 5, 6, 7, 12, 24, 30}[pick(8)] }
	unit := math.Pow(10, float64(pick(7)-3))
	shift, drift := []float64{0, 0, 1, -2, 5}[pick(5)], []float64{0, 0, 0, 0.1, -0.3}[pick(5)]
	round := pick(4) == 0 // few steps, so that ties are common
	values := func(n, from int, shift float64) []float64 {
		v := autoregressive(rng, n, []float64{0, 0.4, 0.8}[pick(3)])
		for i := range v {
			v[i] += 20 + shift + drift*float64(from+i)
			if round {
				v[i] = math.Round(v[i])
			}
			v[i] *= unit
		}
		return v
	}
	c := Case{
		Metric: metrics.Metric{
			Measure: metrics.Measure{ID: "m", Unit: "h", Kind: []metrics.Kind{metrics.KindUnknown, metrics.Count, metrics.Amount}[pick(3)]},
			Better:  []metrics.Direction{metrics.Lower, metrics.Higher, metrics.Higher, metrics.DirectionUnknown}[pick(4)],
		},
		Chosen: []metrics.Answer{metrics.Unknown, metrics.No, metrics.Yes}[pick(3)],
		Season: []int{0, 1, 4, 12}[pick(4)],
		Terms: metrics.Terms{
			Price:       []metrics.Quantity{{}, {Value: metrics.Exactly(40), Unit: "EUR"}, {Value: metrics.MustBetween(30, 50), Unit: "EUR"}}[pick(3)],
			Attribution: []metrics.Interval{metrics.Anything(), metrics.Exactly(0.5), metrics.MustBetween(0, 1)}[pick(3)],
			Distance:    []metrics.Interval{metrics.Anything(), metrics.Exactly(0), metrics.Exactly(1)}[pick(3)],
		},
	}
	nb, na := size(), size()
	switch pick(3) {
	case 0:
		c.InOrder = true
	case 1:
		c.Paired, na = true, nb
	}
	c.Before, c.After = values(nb, 0, 0), values(na, nb, shift)
	if pick(2) == 0 {
		c.Control = &Control{Before: values(nb, 0, 0), After: values(na, nb, 0), Paired: c.Paired}
	}
	return c
}

// A report never contradicts itself: the conclusion, the interval, the p value,
// the ratio, the saving and the warnings of one change, over random input.
func TestChangeNeverContradictsItself(t *testing.T) {
	rng := draw.From(t, 3, 1)
	counts := map[metrics.Conclusion]int{}
	for range 4000 {
		c := randomCase(rng)
		changes := []func(Case, Options) (metrics.Change, error){Compare, BeforeAfter, Interrupted}
		change, err := changes[rng.IntN(3)](c, Options{Level: []float64{0, 0.9, 0.99}[rng.IntN(3)]})
		if err != nil {
			require.ErrorContains(t, err, "study: ")
			continue
		}
		require.NoError(t, change.Validate())
		k := change.Conclusion()
		counts[k]++
		gain := change.Gain()
		disqualified := false
		for _, w := range change.Warnings {
			disqualified = disqualified || w.Kind.Disqualifies()
		}
		switch k {
		case metrics.Better:
			require.Equal(t, metrics.Yes, gain.Within(metrics.Above(0)))
		case metrics.Worse:
			require.Equal(t, metrics.Yes, gain.Within(metrics.Below(0)))
		case metrics.NoEffectShown:
			require.True(t, gain.Contains(0))
		default:
			require.True(t, disqualified || change.Interval.IsAnything(), "%v", change)
		}
		if p, ok := change.P.Point(); ok && change.Method != metrics.MannWhitney {
			alpha := 1 - change.Level
			if math.Abs(p-alpha) > 1e-9 { // an interval through 0 and a p at its level are one statement
				require.Equal(t, p > alpha, change.Interval.Contains(0), "%v: p %v", change, p)
			}
		}
		if ratio, ok := change.Figure(FigureRatio); ok && !ratio.Interval.IsAnything() {
			low, _ := ratio.Interval.Low()
			high, _ := ratio.Interval.High()
			if math.Abs(low-1) > 1e-9 && math.Abs(high-1) > 1e-9 {
				require.Equal(t, change.Interval.Contains(0), ratio.Interval.Contains(1), "%v: ratio %v", change, ratio)
			}
		}
		if ratio, ok := change.Figure(FigureRatioOfRatios); ok && !ratio.Interval.IsAnything() {
			require.Equal(t, change.Interval.Contains(0), ratio.Interval.Contains(1), "%v: %v", change, ratio)
		}
		saving, err := change.Saving(c.Terms)
		require.NoError(t, err)
		if saving.Claim == metrics.Claimed {
			require.Equal(t, metrics.Better, k)
			require.False(t, disqualified)
			low, _ := saving.Amount.Value.Low()
			bank, _ := saving.Bank.Value.Point()
			require.Equal(t, low, bank)
			require.Positive(t, bank)
		} else if saving.Claim == metrics.NothingToClaim {
			require.Equal(t, metrics.Exactly(0), saving.Bank.Value)
		}
		if c.Metric.Kind == metrics.KindUnknown {
			require.Equal(t, metrics.NotComputable, saving.Claim, "nobody knows what such readings add up to")
		}
		b, err := json.Marshal(change)
		require.NoError(t, err)
		var back metrics.Change
		require.NoError(t, json.Unmarshal(b, &back), "%s", b)
		require.Empty(t, cmp.Diff(change, back))
	}
	for k := range metrics.Conclusions {
		require.Greater(t, counts[k], 100, k)
	}
}

// Shifting and scaling the data shifts and scales the answer, swapping before
// and after flips it, better = lower mirrors it, and permuting units changes
// nothing.
func TestInvariance(t *testing.T) {
	rng := draw.From(t, 3, 2)
	mapped := func(values []float64, f func(float64) float64) []float64 {
		out := make([]float64, len(values))
		for i, x := range values {
			out[i] = f(x)
		}
		return out
	}
	near := func(want, have float64) {
		t.Helper()
		require.InDelta(t, want, have, 1e-8*math.Max(1, math.Abs(want)))
	}
	ends := func(i metrics.Interval) (float64, float64) { l, _ := i.Low(); h, _ := i.High(); return l, h }
	for range 600 {
		c := randomCase(rng)
		c.Control, c.Metric.Kind, c.Season = nil, metrics.KindUnknown, 1
		if c.Metric.Better == metrics.DirectionUnknown {
			c.Metric.Better = metrics.Lower
		}
		scale := 1 / momentsOf(c.Before).mean
		c.Before, c.After = mapped(c.Before, func(x float64) float64 { return x * scale }), mapped(c.After, func(x float64) float64 { return x * scale })
		change, err := BeforeAfter(c, Options{})
		require.NoError(t, err)
		low, high := ends(change.Interval)

		moved := c
		moved.Before, moved.After = mapped(c.Before, func(x float64) float64 { return 4*x + 64 }), mapped(c.After, func(x float64) float64 { return 4*x + 64 })
		m, err := BeforeAfter(moved, Options{Method: change.Method})
		require.NoError(t, err)
		l, h := ends(m.Interval)
		near(4*change.Estimate, m.Estimate)
		near(4*low, l)
		near(4*high, h)

		mirrored := c
		mirrored.Before, mirrored.After = mapped(c.Before, func(x float64) float64 { return -x }), mapped(c.After, func(x float64) float64 { return -x })
		mirrored.Metric.Better = metrics.Higher + metrics.Lower - c.Metric.Better
		m, err = BeforeAfter(mirrored, Options{Method: change.Method})
		require.NoError(t, err)
		require.Equal(t, change.Conclusion(), m.Conclusion())
		l, h = ends(m.Interval)
		near(-high, l)
		near(-low, h)

		swapped := c
		swapped.Before, swapped.After = c.After, c.Before
		m, err = BeforeAfter(swapped, Options{Method: change.Method})
		require.NoError(t, err)
		l, h = ends(m.Interval)
		near(-change.Estimate, m.Estimate)
		near(-high, l)
		near(-low, h)

		if !c.InOrder {
			shuffled := c
			order := rng.Perm(len(c.Before))
			pick := func(values []float64, order []int) []float64 {
				out := make([]float64, len(values))
				for i, from := range order {
					out[i] = values[from]
				}
				return out
			}
			shuffled.Before = pick(c.Before, order)
			if !c.Paired {
				order = rng.Perm(len(c.After))
			}
			shuffled.After = pick(c.After, order)
			m, err = BeforeAfter(shuffled, Options{})
			require.NoError(t, err)
			require.Equal(t, change.Conclusion(), m.Conclusion())
			l, h = ends(m.Interval)
			near(low, l)
			near(high, h)
		}
	}
}

// The intervals hold the truth about as often as they say, whatever the number
// of points: a claim of "better" never rests on an interval that is too narrow.
func TestCoverage(t *testing.T) {
	Alone(t)
	const runs, shift = 1500, 1.0
	for _, tt := range []struct {
		n     int
		r     float64
		least float64
	}{{6, 0, 0.94}, {12, 0, 0.94}, {24, 0, 0.94}, {52, 0, 0.94}, {12, 0.3, 0.91}, {24, 0.3, 0.92}, {52, 0.3, 0.93}, {24, 0.6, 0.90}, {52, 0.6, 0.91}} {
		rng := draw.From(t, 9, uint64(tt.n))
		holds := 0
		for range runs {
			values := autoregressive(rng, 2*tt.n, tt.r)
			for i := tt.n; i < len(values); i++ {
				values[i] += shift
			}
			c := Case{Metric: metrics.Metric{Better: metrics.Higher}, Before: values[:tt.n], After: values[tt.n:], InOrder: true, Season: 1}
			change, err := BeforeAfter(c, Options{})
			require.NoError(t, err)
			if change.Interval.Contains(shift) {
				holds++
			}
		}
		require.GreaterOrEqual(t, float64(holds)/runs, tt.least, "%d+%d, r = %v", tt.n, tt.n, tt.r)
	}
}
