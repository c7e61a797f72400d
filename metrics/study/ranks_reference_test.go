package study

import (
	"math"
	"math/big"
	"math/bits"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// rankSlowU counts pairs one by one and returns 2U.
func rankSlowU(before, after []float64) int {
	twoU := 0
	for _, a := range after {
		for _, b := range before {
			if a > b {
				twoU += 2
			} else if a == b {
				twoU++
			}
		}
	}
	return twoU
}

// rankSlowCounts deals the pooled values in every possible way, and counts the
// ways by their 2U.
func rankSlowCounts(pooled []float64, m int) map[int]int {
	counts := map[int]int{}
	for set := range uint(1) << len(pooled) {
		if bits.OnesCount(set) != m {
			continue
		}
		var before, after []float64
		for i, x := range pooled {
			if set>>i&1 == 1 {
				after = append(after, x)
			} else {
				before = append(before, x)
			}
		}
		counts[rankSlowU(before, after)]++
	}
	return counts
}

func rankSlowP(before, after []float64) float64 {
	mean := len(before) * len(after)
	distance := rankAbs(rankSlowU(before, after) - mean)
	far, all := 0, 0
	for twoU, n := range rankSlowCounts(append(slices.Clone(before), after...), len(after)) {
		all += n
		if rankAbs(twoU-mean) >= distance {
			far += n
		}
	}
	return float64(far) / float64(all)
}

func rankAbs(i int) int { return max(i, -i) }

// rankBigP adds the values one at a time, in whole numbers of any size, and
// knows nothing of groups, halves, units or mirrors: ways[k][s] is in how many
// ways k values can be chosen with doubled midranks that sum to s.
func rankBigP(before, after []float64) float64 {
	pooled := append(slices.Clone(before), after...)
	m, n := len(after), len(before)
	most := 2 * (m + n) * m
	ways := make([][]big.Int, m+1)
	for k := range ways {
		ways[k] = make([]big.Int, most+1)
	}
	ways[0][0].SetInt64(1)
	for _, x := range pooled {
		rank := 1 // doubled: two for each smaller, one for each equal, itself included, and one
		for _, y := range pooled {
			if y < x {
				rank += 2
			} else if y == x {
				rank++
			}
		}
		for k := m; k > 0; k-- {
			for s := most; s >= rank; s-- {
				if from := &ways[k-1][s-rank]; from.Sign() != 0 {
					ways[k][s].Add(&ways[k][s], from)
				}
			}
		}
	}
	distance := rankAbs(rankSlowU(before, after) - m*n)
	far, all := new(big.Int), new(big.Int)
	for s := range ways[m] {
		all.Add(all, &ways[m][s])
		if rankAbs(s-m*(m+1)-m*n) >= distance {
			far.Add(far, &ways[m][s])
		}
	}
	p, _ := new(big.Rat).SetFrac(far, all).Float64()
	return p
}

// rankSlowShift sorts all the differences and walks up the distribution of U.
func rankSlowShift(before, after []float64, level float64) shift {
	var ds []float64
	for _, a := range after {
		for _, b := range before {
			ds = append(ds, a-b)
		}
	}
	slices.Sort(ds)
	s := shift{Estimate: (ds[(len(ds)-1)/2] + ds[len(ds)/2]) / 2, Exact: true}

	ranks := make([]float64, len(before)+len(after))
	for i := range ranks {
		ranks[i] = float64(i)
	}
	counts, all := rankSlowCounts(ranks, len(after)), 0
	for _, n := range counts {
		all += n
	}
	tail := (1 - level) / 2 * float64(all) // as a count, so that equality is seen
	k, below := 0, 0
	for float64(below+counts[2*k]) < tail-1e-6 {
		below += counts[2*k]
		k++
	}
	if k == 0 && float64(counts[0]) < tail+1e-6 {
		k, below = 1, counts[0]
	}
	if k > 0 {
		s.Low, s.High, s.Bounded = ds[k-1], ds[len(ds)-k], true
		s.K, s.Achieved = k, 1-2*float64(below)/float64(all)
	}
	return s
}

func TestRankMannWhitneyAgainstEveryDeal(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for m := 1; m <= 6; m++ {
			for seed := range uint64(6) {
				// On a scale of 1 all tie, of 2 nearly all, of 50 hardly any.
				for _, values := range []int{1, 2, 3, 5, 9, 50} {
					before, after := rankTiedSample(n, values, seed), rankTiedSample(m, values, seed+100)
					rankRequireP(t, rankSlowP(before, after), before, after)
				}
				before, after := rankUntiedSamples(n, m, seed)
				rankRequireP(t, rankSlowP(before, after), before, after)
			}
		}
	}
}

func rankRequireP(t *testing.T, want float64, before, after []float64) {
	t.Helper()
	got := mannWhitney(before, after)
	require.Equal(t, float64(rankSlowU(before, after))/2, got.U)
	require.True(t, got.Exact)
	require.InEpsilon(t, want, got.P, 1e-12, "%v %v", before, after)
}

// Odd and even numbers in all, all groups odd (2U even) or not, lopsided
// samples, and values pushed apart so that tails down to 1e-17 are met.
func TestRankMannWhitneyAgainstBig(t *testing.T) {
	for _, c := range []struct {
		n, m, values int
		push         float64
	}{
		{30, 30, 12, 0}, {30, 30, 12, 4}, {30, 30, 12, 12}, {30, 30, 40, 25}, {30, 30, 2, 1},
		{31, 24, 1000, 300}, {24, 31, 20, 6}, {3, 40, 30, 10}, {40, 1, 15, 9},
	} {
		before, after := rankTiedSample(c.n, c.values, 7), rankTiedSample(c.m, c.values, 8)
		for i := range after {
			after[i] += c.push
		}
		rankRequireP(t, rankBigP(before, after), before, after)
	}
	for _, c := range []struct{ n, m, push int }{{30, 30, 0}, {30, 30, 20}, {30, 30, 60}, {29, 22, 15}, {18, 33, 25}, {2, 41, 17}} {
		before, after := rankUntiedSamples(c.n, c.m, 9)
		for i := range after {
			after[i] += float64(c.push) + 0.5
		}
		require.False(t, mannWhitney(before, after).Ties)
		rankRequireP(t, rankBigP(before, after), before, after)
	}
	// Three of each value: every group is odd, though there are ties.
	var threes []float64
	for i := range 48 {
		threes = append(threes, float64(i/3))
	}
	rankRequireP(t, rankBigP(threes[:20], threes[20:]), threes[:20], threes[20:])
}

// The tied distribution, given groups of one, is the untied one, in sizes no
// reference reaches.
func TestRankTiedAndUntiedAgree(t *testing.T) {
	groups := slices.Repeat([]int{1}, 151)
	d, ok := newUntied(70, 81)
	require.True(t, ok)
	for _, u := range []int{0, 1, 80, 81, 1500, 2834, 2835} {
		p, ok := tiedP(groups, 70, 70*81-2*u)
		if 2*u == 70*81 {
			continue // no distance: mannWhitney doesn't ask
		}
		require.True(t, ok)
		require.InEpsilon(t, min(1, 2*d.atMost(u)), p, 1e-12, u)
	}
	require.InEpsilon(t, 1/subsets(151, 70), d.atMost(0), 1e-12)
	require.InEpsilon(t, 2/subsets(151, 70), d.atMost(1), 1e-12)
	require.Zero(t, d.atMost(-1))
	require.InEpsilon(t, 1, d.atMost(70*81), 1e-12)
}

// The guess only saves time: a bad one leads to the same quantile.
func TestRankQuantileFromAnyGuess(t *testing.T) {
	d, ok := newUntied(9, 12)
	require.True(t, ok)
	for want := range 9 * 12 {
		for _, guess := range []int{0, 1, 30, 53, 54, 107, 108} {
			u, below := d.quantile(d.atMost(want), guess) // reached, with equality
			require.Equal(t, want, u)
			require.Equal(t, d.atMost(want-1), below)
		}
	}
}

func TestRankHodgesLehmannAgainstSorting(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for m := 1; m <= 6; m++ {
			for seed := range uint64(4) {
				for _, level := range []float64{1e-9, 0.5, 0.8, 0.9, 0.95, 0.99, 1 - 1e-9} {
					before, after := rankTiedSample(n, 9, seed), rankTiedSample(m, 9, seed+100)
					want, got := rankSlowShift(before, after, level), hodgesLehmann(before, after, level)
					require.InDelta(t, want.Achieved, got.Achieved, 1e-12)
					want.Achieved = got.Achieved
					require.Equal(t, want, got, "%v %v %v", before, after, level)
				}
			}
		}
	}
}

func TestRankSelectionAgainstSorting(t *testing.T) {
	before, after := rankTiedSample(17, 1000, 3), rankTiedSample(12, 1000, 4)
	for i := range after {
		after[i] = math.Sin(after[i]) * 1e-3
	}
	before[3], before[4], after[0], after[5] = 0, 1e300, math.Copysign(0, -1), -5e-324
	d := differences{ascending(after), ascending(before)}
	var ds []float64
	for _, a := range after {
		for _, b := range before {
			ds = append(ds, a-b)
		}
	}
	slices.Sort(ds)
	for i, want := range ds {
		require.Equal(t, want+0, d.ranked(i+1))
		require.False(t, math.Signbit(d.ranked(i+1)) && want == 0)
		above := slices.IndexFunc(ds, func(x float64) bool { return x > want })
		if above > 0 {
			require.Equal(t, above, d.atMost(want))
			require.Equal(t, ds[above]+0, d.next(want))
		}
	}
}
