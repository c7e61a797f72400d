package study

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
)

// rankTiedSample draws whole numbers from 0 to values-1.
func rankTiedSample(n, values int, seed uint64) []float64 {
	r := rand.New(rand.NewPCG(seed, 1))
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = float64(r.IntN(values))
	}
	return xs
}

// rankUntiedSamples deals n+m different whole numbers.
func rankUntiedSamples(n, m int, seed uint64) (before, after []float64) {
	r := rand.New(rand.NewPCG(seed, 2))
	xs := make([]float64, 0, n+m)
	for _, x := range r.Perm(n + m) {
		xs = append(xs, float64(x))
	}
	return xs[:n:n], xs[n:]
}

func rankReadCase(t *testing.T, name string, to any) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases/" + name + ".json")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, to))
}

func rankMap(xs []float64, f func(float64) float64) []float64 {
	ys := make([]float64, len(xs))
	for i, x := range xs {
		ys[i] = f(x)
	}
	return ys
}

func TestRankSampleCases(t *testing.T) {
	for _, name := range []string{"tiny_ties", "tiny_noties", "sleep", "seatbelts_front_short"} {
		t.Run(name, func(t *testing.T) {
			var in struct{ Before, After []float64 }
			var want struct {
				MannWhitney struct {
					UAfter     float64 `json:"W_after"`
					UBefore    float64 `json:"W_before"`
					Ties       bool    `json:"ties"`
					Exact      float64 `json:"p_exact_conditional"`
					Asymptotic float64 `json:"p_asymptotic_cc"`
				} `json:"mann_whitney"`
				Shift struct {
					Estimate float64 `json:"estimate"`
					Low      float64 `json:"ci_exact_lo"`
					High     float64 `json:"ci_exact_hi"`
					K        int     `json:"ci_exact_k"`
					Achieved float64 `json:"ci_exact_achieved"`
				} `json:"hodges_lehmann"`
				Effect struct {
					Delta float64 `json:"cliffs_delta"`
				} `json:"effect"`
			}
			rankReadCase(t, name, &in)
			rankReadCase(t, "expected/"+name, &want)

			test, mw := mannWhitney(in.Before, in.After), want.MannWhitney
			require.Equal(t, mw.UAfter, test.U)
			require.Equal(t, mw.UAfter+mw.UBefore, test.Pairs)
			require.Equal(t, mw.Ties, test.Ties)
			require.True(t, test.Exact)
			require.InEpsilon(t, mw.Exact, test.P, 1e-9)
			require.InEpsilon(t, want.Effect.Delta, test.cliffsDelta(), 1e-9)

			groups, twoU := tieGroups(ascending(in.Before), ascending(in.After))
			m, n := len(in.After), len(in.Before)
			require.InEpsilon(t, mw.Asymptotic, normalP(groups, m, n, rankAbs(twoU-m*n)), 1e-9)

			s := hodgesLehmann(in.Before, in.After, 0.95)
			require.InEpsilon(t, want.Shift.Estimate, s.Estimate, 1e-9)
			require.InEpsilon(t, want.Shift.Low, s.Low, 1e-9)
			require.InEpsilon(t, want.Shift.High, s.High, 1e-9)
			require.InEpsilon(t, want.Shift.Achieved, s.Achieved, 1e-9)
			require.Equal(t, want.Shift.K, s.K)
			require.True(t, s.Bounded && s.Exact)
		})
	}
}

// The least P two samples can give is that of complete separation.
func TestRankLeastP(t *testing.T) {
	var extras struct {
		Least map[string]float64 `json:"min_two_sided_p_mann_whitney"`
	}
	rankReadCase(t, "expected/extras", &extras)
	for name, nm := range map[string][2]int{
		"3x3": {3, 3}, "3x4": {3, 4}, "4x4": {4, 4}, "4x5": {4, 5}, "5x5": {5, 5}, "3x12": {3, 12}, "6x6": {6, 6},
	} {
		pooled := make([]float64, nm[0]+nm[1])
		for i := range pooled {
			pooled[i] = float64(i)
		}
		for _, n := range nm {
			got := mannWhitney(pooled[:n], pooled[n:])
			require.InEpsilon(t, extras.Least[name], got.P, 1e-9, name)
			require.Equal(t, 1.0, got.cliffsDelta())
		}
	}
}

func TestRankMannWhitneyEdges(t *testing.T) {
	for _, c := range []struct {
		why           string
		before, after []float64
		want          rankTest
		delta         float64
	}{
		{"nothing", nil, nil, rankTest{P: 1, Exact: true}, 0},
		{"no before", nil, []float64{1, 1}, rankTest{P: 1, Exact: true, Ties: true}, 0},
		{"no after", []float64{1, 2}, nil, rankTest{P: 1, Exact: true}, 0},
		{"one each", []float64{1}, []float64{2}, rankTest{U: 1, Pairs: 1, P: 1, Exact: true}, 1},
		{"one each, equal", []float64{1}, []float64{1}, rankTest{U: 0.5, Pairs: 1, P: 1, Exact: true, Ties: true}, 0},
		{"all equal", []float64{1e300, 1e300}, []float64{1e300, 1e300, 1e300}, rankTest{U: 3, Pairs: 6, P: 1, Exact: true, Ties: true}, 0},
		{"zeros of both signs are equal", []float64{0}, []float64{math.Copysign(0, -1)}, rankTest{U: 0.5, Pairs: 1, P: 1, Exact: true, Ties: true}, 0},
		{"ties within one sample are ties", []float64{2, 2}, []float64{1}, rankTest{Pairs: 2, P: 1. / 3, Exact: true, Ties: true}, -1},
	} {
		got := mannWhitney(c.before, c.after)
		require.InDelta(t, c.want.P, got.P, 1e-15, c.why)
		c.want.P = got.P
		require.Equal(t, c.want, got, c.why)
		require.Equal(t, c.delta, got.cliffsDelta(), c.why)
	}
	require.NotPanics(t, func() {
		mannWhitney([]float64{math.NaN(), 1}, []float64{math.Inf(1), 2, math.NaN()})
	})
}

func TestRankInvariances(t *testing.T) {
	r := draw.From(t, 5, 5)
	for range 300 {
		n, m := 1+r.IntN(25), 1+r.IntN(25)
		before, after := rankTiedSample(n, 1+r.IntN(40), r.Uint64()), rankTiedSample(m, 1+r.IntN(40), r.Uint64())
		test, s := mannWhitney(before, after), hodgesLehmann(before, after, 0.9)
		require.True(t, test.P > 0 && test.P <= 1)
		if s.Bounded {
			require.GreaterOrEqual(t, s.Achieved, 0.9-1e-9)
			require.True(t, s.Low <= s.Estimate && s.Estimate <= s.High)
		}

		back, s2 := mannWhitney(after, before), hodgesLehmann(after, before, 0.9)
		require.Equal(t, test.P, back.P, "swapped")
		require.Equal(t, test.Pairs-test.U, back.U)
		require.Equal(t, 0-test.cliffsDelta(), 0+back.cliffsDelta())
		require.Equal(t, shift{0 - s.Estimate, 0 - s.High, 0 - s.Low, s.Bounded, s.K, s.Achieved, s.Exact}, s2)

		b, a := slices.Clone(before), slices.Clone(after)
		r.Shuffle(n, func(i, j int) { b[i], b[j] = b[j], b[i] })
		r.Shuffle(m, func(i, j int) { a[i], a[j] = a[j], a[i] })
		require.Equal(t, test, mannWhitney(b, a), "another order")
		require.Equal(t, s, hodgesLehmann(b, a, 0.9))

		exp := func(x float64) float64 { return math.Exp(x/10) - 3 }
		require.Equal(t, test, mannWhitney(rankMap(before, exp), rankMap(after, exp)), "any rising scale")

		// Powers of 2, so that nothing is rounded.
		scaled := func(x float64) float64 { return 8*x + 64 }
		require.Equal(t, test, mannWhitney(rankMap(before, scaled), rankMap(after, scaled)))
		s.Estimate, s.Low, s.High = 8*s.Estimate, 8*s.Low, 8*s.High
		require.Equal(t, s, hodgesLehmann(rankMap(before, scaled), rankMap(after, scaled), 0.9))
	}
}

func TestRankSamplesAreLeftAlone(t *testing.T) {
	before, after := []float64{3, 1, 2}, []float64{9, 7, 8}
	mannWhitney(before, after)
	hodgesLehmann(before, after, 0.95)
	require.Equal(t, []float64{3, 1, 2, 9, 7, 8}, append(before, after...))
}

func TestRankHodgesLehmannEdges(t *testing.T) {
	const most = math.MaxFloat64
	ten := func(x float64) []float64 { return slices.Repeat([]float64{x}, 10) }
	for _, c := range []struct {
		why           string
		before, after []float64
		level         float64
		want          shift
	}{
		{"no before", nil, []float64{1}, 0.95, shift{}},
		{"no after", []float64{1}, nil, 0.95, shift{}},
		{"one each", []float64{1}, []float64{3}, 0.95, shift{Estimate: 2, Exact: true}},
		{"a tenth of all deals of 3+3 are complete separation: 90 % is just reached", []float64{1, 2, 3}, []float64{7, 9, 20}, 0.9,
			shift{Estimate: 7, Low: 4, High: 19, Bounded: true, K: 1, Achieved: 0.9, Exact: true}},
		{"and 91 % isn't", []float64{1, 2, 3}, []float64{7, 9, 20}, 0.91, shift{Estimate: 7, Exact: true}},
		{"no level", []float64{1, 2, 3}, []float64{7, 9, 20}, 0, shift{Estimate: 7, Exact: true}},
		{"certainty", []float64{1, 2, 3}, []float64{7, 9, 20}, 1, shift{Estimate: 7, Exact: true}},
		{"a level that isn't a number", []float64{1, 2, 3}, []float64{7, 9, 20}, math.NaN(), shift{Estimate: 7, Exact: true}},
		{"differences overflow", ten(-1e308), ten(1e308), 0.95, shift{Estimate: most, Exact: true}},
		{"below", ten(1e308), ten(-1e308), 0.95, shift{Estimate: -most, Exact: true}},
		{"the sum of the middle two overflows", []float64{0}, []float64{1e308, 1.5e308}, 0.1,
			shift{Estimate: 1.25e308, Low: 1e308, High: 1.5e308, Bounded: true, K: 1, Achieved: 1. / 3, Exact: true}},
		{"only the ends overflow", []float64{-1e308, 1e308}, []float64{-1e308, 1e308}, 0.6, shift{Exact: true}},
		{"the smallest numbers", ten(5e-324), ten(1e-300), 0.5, shift{Estimate: 1e-300 - 5e-324, Low: 1e-300 - 5e-324, High: 1e-300 - 5e-324, Bounded: true, K: 41, Exact: true}},
	} {
		got := hodgesLehmann(c.before, c.after, c.level)
		if c.want.Achieved == 0 && got.Bounded {
			c.want.Achieved = got.Achieved // the row is about the ends
		}
		require.InDelta(t, c.want.Achieved, got.Achieved, 1e-15, c.why)
		c.want.Achieved = got.Achieved
		require.Equal(t, c.want, got, c.why)
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, s := range []shift{hodgesLehmann([]float64{x, 1}, []float64{2}, 0.5), hodgesLehmann([]float64{1}, []float64{2, x}, 0.5)} {
			require.True(t, math.IsNaN(s.Estimate) && !s.Bounded)
		}
	}
}

// Above exactWork P and K are approximate and say so; where the exact ones can
// still be had they are near.
func TestRankAboveExactWork(t *testing.T) {
	_, ok := newUntied(311, 311)
	require.True(t, ok, "the size the comment names")
	_, ok = newUntied(315, 315)
	require.False(t, ok)

	before, after := rankUntiedSamples(600, 500, 1)
	for i := range after {
		after[i] += 50.5
	}
	test := mannWhitney(before, after)
	require.False(t, test.Exact)
	require.False(t, test.Ties)
	require.InDelta(t, 0.02, test.P, 0.02)
	s := hodgesLehmann(before, after, 0.95)
	require.True(t, s.Bounded)
	require.False(t, s.Exact)
	require.InDelta(t, 0.95, s.Achieved, 1e-4)
	require.GreaterOrEqual(t, s.Achieved, 0.95)

	tied := mannWhitney(rankTiedSample(300, 100, 1), rankTiedSample(300, 100, 2))
	require.False(t, tied.Exact)
	require.True(t, tied.Ties)

	k, achieved, exact := shiftRank(100, 120, 0.95)
	require.True(t, exact)
	mean, sd := 6000., math.Sqrt(100*120*221/12.)
	require.InDelta(t, mean-1.959963984540054*sd, float64(k), 2)
	require.InDelta(t, math.Erf((mean-float64(k)+0.5)/sd/math.Sqrt2), achieved, 1e-3)

	k, _, exact = shiftRank(1, 100_000, 0.95)
	require.False(t, exact)
	require.Zero(t, k, "none: by the normal approximation even all the differences fall short")
}

// However many values, an answer comes soon: nothing is laid out in full first.
func TestRankManyValues(t *testing.T) {
	before, after := rankTiedSample(100_000, 1000, 1), rankTiedSample(100_000, 1000, 2)
	require.False(t, mannWhitney(before, after).Exact)
	require.InDelta(t, 0, hodgesLehmann(before, after, 0.95).Estimate, 10)
	require.False(t, mannWhitney(rankTiedSample(100_000, 1<<40, 1), []float64{1, 1, 2, 3}).Exact)
	require.True(t, mannWhitney(slices.Repeat([]float64{2}, 100_000), []float64{1, 1, 2, 3}).Exact)
}
