package study_test

import (
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

func TestRuleTexts(t *testing.T) {
	chartEnum(t, "Rule", study.Rules, study.ParseRule,
		"unknown", "outside", "shift-7", "two-of-three", "trend-7",
		"western-electric-1", "western-electric-2", "western-electric-3", "western-electric-4",
		"nelson-1", "nelson-2", "nelson-3", "nelson-4", "nelson-5", "nelson-6", "nelson-7", "nelson-8", "nelson-8-both-sides")
	require.Equal(t, study.Rule(17), study.Nelson8BothSides)
	seen := map[string]bool{}
	for r := range study.Rules {
		require.NotEmpty(t, r.Pattern())
		seen[r.Pattern()] = true
	}
	require.Len(t, seen, 18-3) // Nelson took three over as they were
	require.Equal(t, "no rule", study.Rule(99).Pattern())
}

func TestSideTexts(t *testing.T) {
	chartEnum(t, "Side", study.Sides, study.ParseSide, "unknown", "above", "below", "either")
}

// chartEnum tests an enum whose values have these texts, from 0 on.
func chartEnum[E interface {
	~uint8
	fmt.Stringer
	MarshalText() ([]byte, error)
	AppendText([]byte) ([]byte, error)
}, P interface {
	*E
	UnmarshalText([]byte) error
}](t *testing.T, typ string, all iter.Seq[E], parse func(string) (E, error), texts ...string) {
	require.Len(t, slices.Collect(all), len(texts))
	for e := range all {
		if e == 1 {
			break // must stop the iterator, and not panic
		}
	}
	for v := range 256 {
		e := E(v)
		b, err := e.MarshalText()
		if v >= len(texts) {
			require.Equal(t, fmt.Sprintf("%s(%d)", typ, v), e.String())
			require.EqualError(t, err, fmt.Sprintf("no text for %s(%d)", typ, v))
			continue
		}
		require.NoError(t, err)
		require.Equal(t, texts[v], string(b))
		require.Equal(t, texts[v], e.String())
		var back E
		require.NoError(t, P(&back).UnmarshalText(b))
		require.Equal(t, e, back)
		require.Equal(t, e, slices.Collect(all)[v])
	}
	for _, text := range []string{"", "Unknown", texts[1] + " ", "0"} {
		e, err := parse(text)
		require.Error(t, err, text)
		require.Zero(t, e, text)
	}
}

func TestRuleSets(t *testing.T) {
	require.Equal(t, []study.Rule{study.RuleOutside, study.RuleShift, study.RuleTwoOfThree, study.RuleTrend}, study.DefaultRules())
	require.Equal(t, []study.Rule{study.WesternElectric1, study.WesternElectric2, study.WesternElectric3, study.WesternElectric4}, study.WesternElectricRules())
	require.Equal(t, []study.Rule{study.Nelson1, study.Nelson2, study.Nelson3, study.Nelson4, study.Nelson5, study.Nelson6, study.Nelson7, study.Nelson8}, study.NelsonRules())
	a := append(study.DefaultRules(), study.Nelson4)
	require.Len(t, append(study.DefaultRules(), study.Nelson7), 5)
	require.Equal(t, study.Nelson4, a[4])
}

// chartRuler is a baseline of 12 whose lines are round: centre 0, mean moving
// range 141, sigma 125, limits ±375.06, two thirds of them ±250.04.
func chartRuler(after ...float64) []float64 {
	return append(slices.Repeat([]float64{70.5, -70.5}, 6), after...)
}

// Where each rule fires, to a point, beside where it just doesn't. The baseline
// before has no signal of any rule but Nelson7, which looks for quiet.
func TestRuleBorders(t *testing.T) {
	c := chartOf(t, chartRuler(), study.ChartOptions{})
	p := c.Current()
	require.Equal(t, []float64{0, 141, 125, -375.06, 375.06}, []float64{p.Centre, p.MeanRange, p.Sigma, p.Lower, p.Upper})

	seq := func(from, step float64, n int) []float64 {
		var list []float64
		for i := range n {
			list = append(list, from+step*float64(i))
		}
		return list
	}
	same := func(x float64, n int) []float64 { return slices.Repeat([]float64{x}, n) }
	const near = 1e-6
	tests := []struct {
		rule  study.Rule
		after []float64
		want  []int // the points of the first signal, counted from the end of the baseline
		side  study.Side
	}{
		{study.RuleOutside, []float64{375.06}, nil, 0},
		{study.RuleOutside, []float64{375.06 + near}, []int{0}, study.Above},
		{study.RuleOutside, []float64{0, -375.06 - near}, []int{1}, study.Below},
		{study.WesternElectric1, []float64{375}, nil, 0},
		{study.WesternElectric1, []float64{375 + near}, []int{0}, study.Above},
		{study.Nelson1, []float64{-375}, nil, 0},
		{study.Nelson1, []float64{-375 - near}, []int{0}, study.Below},

		{study.RuleShift, same(near, 6), nil, 0},
		{study.RuleShift, same(near, 7), chartFirst(7), study.Above},
		{study.RuleShift, append([]float64{0}, append(same(-1, 6), 0, -1, -1)...), nil, 0},
		{study.RuleShift, append([]float64{0}, append(same(-1, 6), 1, -1, -1)...), nil, 0},
		{study.WesternElectric4, append([]float64{0}, same(1, 7)...), nil, 0},
		{study.WesternElectric4, append([]float64{0}, same(1, 8)...), []int{1, 2, 3, 4, 5, 6, 7, 8}, study.Above},
		{study.Nelson2, append([]float64{0}, same(-1, 8)...), nil, 0},
		{study.Nelson2, append([]float64{0}, same(-1, 9)...), []int{1, 2, 3, 4, 5, 6, 7, 8, 9}, study.Below},

		{study.RuleTrend, append([]float64{-70.5}, seq(-70.5, 1, 6)...), nil, 0}, // equal values end a trend
		{study.RuleTrend, append([]float64{-70.5}, seq(-70.5, 1, 7)...), []int{1, 2, 3, 4, 5, 6, 7}, study.Above},
		{study.RuleTrend, seq(100, -1, 7), chartFirst(7), study.Below}, // on whichever side of the centre
		{study.RuleTrend, []float64{1, 2, 3, 3, 4, 5, 6, 7, 8}, nil, 0},
		{study.Nelson3, append([]float64{-70.5}, seq(-70.5, 1, 5)...), nil, 0},
		{study.Nelson3, append([]float64{-70.5}, seq(-70.5, 1, 6)...), []int{1, 2, 3, 4, 5, 6}, study.Above},

		{study.RuleTwoOfThree, []float64{250.05, 1, 250.05}, []int{0, 2}, study.Above},
		{study.RuleTwoOfThree, []float64{250.04, 1, 250.05}, nil, 0},
		{study.RuleTwoOfThree, []float64{250.05, 0, 250.05}, nil, 0},  // all three on one side
		{study.RuleTwoOfThree, []float64{250.05, -1, 250.05}, nil, 0}, // all three on one side
		{study.RuleTwoOfThree, []float64{376, 1, 250.05}, nil, 0},     // outside is told by itself
		{study.RuleTwoOfThree, []float64{-376, -300, -375.06}, []int{1, 2}, study.Below},
		{study.RuleTwoOfThree, []float64{-251, -251, -1}, []int{0, 1}, study.Below},
		{study.WesternElectric2, []float64{251, -300, 376}, []int{0, 2}, study.Above},
		{study.WesternElectric2, []float64{250, 0, 376}, nil, 0},
		{study.WesternElectric2, []float64{251, 0, -251}, nil, 0}, // on the same side
		{study.Nelson5, []float64{-251, 0, -251}, []int{0, 2}, study.Below},
		{study.WesternElectric3, []float64{126, 126, -900, 126, 126}, []int{0, 1, 3, 4}, study.Above},
		{study.WesternElectric3, []float64{126, 126, 125, 126, 125}, nil, 0},
		{study.Nelson6, []float64{-126, -126, -126, -126, 0}, []int{0, 1, 2, 3}, study.Below},

		{study.Nelson4, []float64{70.5, 71, 70}, nil, 0}, // two rises in a row
		{study.Nelson4, []float64{70.5, 70.5, 70}, nil, 0},
		{study.Nelson4, []float64{70.5, 70}, chartCount(-12, 1), study.Either}, // the baseline alternates itself
		{study.Nelson7, []float64{125, -125, 0}, chartCount(-12, 2), study.Either},
		{study.Nelson7, []float64{125, -125, 125 + near, 0}, nil, 0},
		{study.Nelson8, same(126, 7), nil, 0},
		{study.Nelson8, same(126, 8), chartFirst(8), study.Above},
		{study.Nelson8, append(same(126, 7), -126), chartFirst(8), study.Either},
		{study.Nelson8, append(same(126, 7), 125, 126, 126), nil, 0},
		{study.Nelson8BothSides, same(-126, 20), nil, 0},
		{study.Nelson8BothSides, append(same(126, 7), -126), chartFirst(8), study.Either},
	}
	for i, tt := range tests {
		t.Run(fmt.Sprintf("%v/%d", tt.rule, i), func(t *testing.T) {
			c := chartOf(t, chartRuler(tt.after...), study.ChartOptions{Baseline: 12, Rules: []study.Rule{tt.rule}})
			var points []int
			var side study.Side
			for s := range c.Signals() {
				for at := range s.Points() {
					points = append(points, at-12)
				}
				side = s.Side
				require.Len(t, points, s.Len())
				for at := range s.Points() {
					require.Equal(t, points[0], at-12)
					break // must stop the iterator, and not panic
				}
				break
			}
			require.Equal(t, tt.want, points)
			require.Equal(t, tt.side, side)
		})
	}
}

func TestSignalImprovement(t *testing.T) {
	tests := []struct {
		better  metrics.Direction
		outside float64
		want    metrics.Answer
	}{
		{metrics.Higher, 1000, metrics.Yes},
		{metrics.Higher, -1000, metrics.No},
		{metrics.Lower, 1000, metrics.No},
		{metrics.Lower, -1000, metrics.Yes},
		{metrics.DirectionUnknown, 1000, metrics.Unknown},
	}
	for _, tt := range tests {
		o := study.ChartOptions{Baseline: 12, Better: tt.better, Rules: []study.Rule{study.RuleOutside}}
		got := chartSignals(chartOf(t, chartRuler(tt.outside), o))
		require.Len(t, got, 1)
		require.Equal(t, tt.want, got[0].Improvement)
	}
	quiet := chartOf(t, chartRuler(0, 0, 0), study.ChartOptions{Better: metrics.Higher, Rules: []study.Rule{study.Nelson7}})
	require.Equal(t, metrics.Unknown, chartSignals(quiet)[0].Improvement)
}

// The signals of one point come in the order of the options.
func TestSignalOrder(t *testing.T) {
	for _, rules := range [][]study.Rule{{study.Nelson1, study.RuleOutside}, {study.RuleOutside, study.Nelson1}} {
		var got []study.Rule
		for s := range chartOf(t, chartRuler(1000), study.ChartOptions{Baseline: 12, Rules: rules}).Signals() {
			got = append(got, s.Rule)
		}
		require.Equal(t, rules, got)
	}
}

func chartFirst(n int) []int { return chartCount(0, n-1) }

func chartCount(from, to int) []int {
	var list []int
	for i := from; i <= to; i++ {
		list = append(list, i)
	}
	return list
}
