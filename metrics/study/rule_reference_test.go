package study_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics/study"
)

// The reference reads each rule word by word, window by window, in exact
// fractions, without the bits that the chart keeps.

// chartReference is the lines of a chart as exact fractions.
type chartReference struct{ centre, meanRange, slack *big.Rat }

func chartRat(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

func chartMean(list []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, x := range list {
		sum.Add(sum, x)
	}
	return sum.Quo(sum, big.NewRat(int64(len(list)), 1))
}

func newChartReference(baseline []float64, screen bool) chartReference {
	var values, ranges []*big.Rat
	largest := new(big.Rat)
	for i, x := range baseline {
		values = append(values, chartRat(x))
		if size := new(big.Rat).Abs(chartRat(x)); size.Cmp(largest) > 0 {
			largest = size
		}
		if i > 0 {
			d := new(big.Rat).Sub(chartRat(x), chartRat(baseline[i-1]))
			ranges = append(ranges, d.Abs(d))
		}
	}
	mean := chartMean(ranges)
	if screen {
		limit := new(big.Rat).Mul(mean, big.NewRat(3267, 1000))
		mean = chartMean(slices.DeleteFunc(ranges, func(d *big.Rat) bool { return d.Cmp(limit) > 0 }))
	}
	return chartReference{chartMean(values), mean, new(big.Rat).Mul(largest, big.NewRat(1, 1<<48))}
}

// above reports whether x is above the line factor × mean range over the centre,
// or, with sign -1, below the same line under it.
func (r chartReference) above(x float64, factor *big.Rat, sign int64) bool {
	d := new(big.Rat).Sub(chartRat(x), r.centre)
	d.Mul(d, big.NewRat(sign, 1))
	d.Sub(d, new(big.Rat).Mul(factor, r.meanRange))
	return d.Cmp(r.slack) > 0
}

var (
	chartCentre = new(big.Rat)
	chartLimit  = big.NewRat(266, 100)
	chartThirds = big.NewRat(2*266, 3*100)
	chartSigma  = big.NewRat(1000, 1128)
	chartSigma2 = big.NewRat(2000, 1128)
	chartSigma3 = big.NewRat(3000, 1128)
)

// chartBySide looks at a window from above and from below.
func chartBySide(look func(sign int64) []int) ([]int, study.Side) {
	if at := look(1); at != nil {
		return at, study.Above
	}
	if at := look(-1); at != nil {
		return at, study.Below
	}
	return nil, study.SideUnknown
}

// beyond: at least need of the points of the window are beyond the line, on one side.
func (r chartReference) beyond(w []float64, need int, line *big.Rat) ([]int, study.Side) {
	return chartBySide(func(sign int64) []int {
		var at []int
		for i, x := range w {
			if r.above(x, line, sign) {
				at = append(at, i)
			}
		}
		if len(at) < need {
			return nil
		}
		return at
	})
}

func chartTrend(w []float64) ([]int, study.Side) {
	return chartBySide(func(sign int64) []int {
		for i := 1; i < len(w); i++ {
			if sign > 0 && w[i] <= w[i-1] || sign < 0 && w[i] >= w[i-1] {
				return nil
			}
		}
		return chartFirst(len(w))
	})
}

type chartLook struct {
	window int
	look   func(r chartReference, w []float64) ([]int, study.Side)
}

func chartLooks() map[study.Rule]chartLook {
	beyond := func(need, window int, line *big.Rat) chartLook {
		return chartLook{window, func(r chartReference, w []float64) ([]int, study.Side) { return r.beyond(w, need, line) }}
	}
	trend := func(window int) chartLook {
		return chartLook{window, func(_ chartReference, w []float64) ([]int, study.Side) { return chartTrend(w) }}
	}
	loud := func(both bool) chartLook {
		return chartLook{8, func(r chartReference, w []float64) ([]int, study.Side) {
			above, below := 0, 0
			for _, x := range w {
				if r.above(x, chartSigma, 1) {
					above++
				} else if r.above(x, chartSigma, -1) {
					below++
				}
			}
			switch {
			case above+below < 8 || both && (above == 0 || below == 0):
				return nil, study.SideUnknown
			case below == 0:
				return chartFirst(8), study.Above
			case above == 0:
				return chartFirst(8), study.Below
			}
			return chartFirst(8), study.Either
		}}
	}
	return map[study.Rule]chartLook{
		study.RuleOutside: beyond(1, 1, chartLimit),
		study.RuleShift:   beyond(7, 7, chartCentre),
		study.RuleTwoOfThree: {3, func(r chartReference, w []float64) ([]int, study.Side) {
			return chartBySide(func(sign int64) []int {
				var at []int
				for i, x := range w {
					if !r.above(x, chartCentre, sign) {
						return nil
					}
					if r.above(x, chartThirds, sign) && !r.above(x, chartLimit, sign) {
						at = append(at, i)
					}
				}
				if len(at) < 2 {
					return nil
				}
				return at
			})
		}},
		study.RuleTrend:        trend(7),
		study.WesternElectric1: beyond(1, 1, chartSigma3),
		study.WesternElectric2: beyond(2, 3, chartSigma2),
		study.WesternElectric3: beyond(4, 5, chartSigma),
		study.WesternElectric4: beyond(8, 8, chartCentre),
		study.Nelson1:          beyond(1, 1, chartSigma3),
		study.Nelson2:          beyond(9, 9, chartCentre),
		study.Nelson3:          trend(6),
		study.Nelson4: {14, func(_ chartReference, w []float64) ([]int, study.Side) {
			for i := 2; i < len(w); i++ {
				peak := w[i-1] > w[i-2] && w[i-1] > w[i]
				trough := w[i-1] < w[i-2] && w[i-1] < w[i]
				if !peak && !trough {
					return nil, study.SideUnknown
				}
			}
			return chartFirst(14), study.Either
		}},
		study.Nelson5: beyond(2, 3, chartSigma2),
		study.Nelson6: beyond(4, 5, chartSigma),
		study.Nelson7: {15, func(r chartReference, w []float64) ([]int, study.Side) {
			for _, x := range w {
				if r.above(x, chartSigma, 1) || r.above(x, chartSigma, -1) {
					return nil, study.SideUnknown
				}
			}
			return chartFirst(15), study.Either
		}},
		study.Nelson8:          loud(false),
		study.Nelson8BothSides: loud(true),
	}
}

// chartWalk draws values as charts have them and as they don't: noise, random
// walks, runs, ramps and zigzags, on a grid so coarse that values fall on one
// another and on the centre; at times after a baseline with round lines, on
// these lines.
func chartWalk(random *rand.Rand, n int) []float64 {
	ruler := random.IntN(3) == 0
	var values []float64
	if ruler {
		values = chartRuler()
	}
	x := 0.0
	for len(values) < n {
		pick := func() float64 {
			if !ruler {
				return float64(random.IntN(17)-8) / 2
			}
			lines := []float64{0, 1, 70.5, 124, 125, 126, 250, 250.04, 251, 374, 375, 375.03, 375.06, 376, 900}
			return lines[random.IntN(len(lines))] * float64(1-2*random.IntN(2))
		}
		kind, length := random.IntN(5), 1+random.IntN(18)
		side := float64(1 - 2*random.IntN(2))
		for i := range min(length, n-len(values)) {
			switch kind {
			case 0: // noise
				x = pick()
			case 1: // walk
				x += pick() / 4
			case 2: // run
				x = max(pick()*side, -pick()*side) * side
			case 3: // ramp
				x += side * float64(random.IntN(9)) / 8
			case 4: // zigzag
				x = side * float64(1-2*(i%2)) * float64(1+random.IntN(200)) / 2
			}
			values = append(values, x)
		}
	}
	return values
}

func TestRuleReference(t *testing.T) {
	study.Alone(t)
	random := draw.From(t, 11, 12)
	looks, rules := chartLooks(), slices.Collect(study.Rules)[1:]
	require.Len(t, looks, len(rules))
	fired := map[study.Rule]int{}
	for range 150 {
		values := chartWalk(random, 60)
		baseline, screen := 2+random.IntN(40), random.IntN(2) == 0
		if values[0] == 70.5 && values[11] == -70.5 {
			baseline = 12
		}
		c := chartOf(t, values, study.ChartOptions{Baseline: baseline, Screen: screen, Rules: rules})
		type place struct {
			Rule   study.Rule
			First  int
			Points []int
			Side   study.Side
		}
		var want, got []place
		reference := newChartReference(values[:baseline], screen)
		for last := range values {
			for _, rule := range rules {
				first := last + 1 - looks[rule].window
				if first < 0 {
					continue
				}
				at, side := looks[rule].look(reference, values[first:last+1])
				if at == nil {
					continue
				}
				fired[rule]++
				for i := range at {
					at[i] += first
				}
				want = append(want, place{rule, first, at, side})
			}
		}
		for s := range c.Signals() {
			got = append(got, place{s.Rule, s.First, slices.Collect(s.Points()), s.Side})
		}
		require.Empty(t, cmp.Diff(want, got), "%v, baseline %d, screen %v", values, baseline, screen)
	}
	for _, rule := range rules {
		require.Greater(t, fired[rule], 20, rule) // or the comparison says nothing
	}
}
