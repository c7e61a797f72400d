package community_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
)

var fractions = []community.Fraction{{1, 4}, {1, 5}, {2, 7}, {3, 10}, {1, 100}, {33, 100}}

// typeOf is the definition: which ties have at least the share q of the members.
func typeOf(practising, interested, innovating community.Weight, q community.Fraction) community.Type {
	total := uint64(practising + interested + innovating)
	counts := func(w community.Weight) int {
		if uint64(w)*uint64(q.Den) >= uint64(q.Num)*total {
			return 1
		}
		return 0
	}
	return map[[3]int]community.Type{
		{1, 0, 0}: community.Practice, {0, 1, 0}: community.Interest, {0, 0, 1}: community.Innovation,
		{1, 1, 0}: community.PracticeInterest, {1, 0, 1}: community.PracticeInnovation,
		{0, 1, 1}: community.InterestInnovation, {1, 1, 1}: community.Mixed,
	}[[3]int{counts(practising), counts(interested), counts(innovating)}]
}

// bruteNature tries every allocation in whole millionths of those of unknown tie
// to the three ties and of those elsewhere to two.
func bruteNature(c community.Census, q community.Fraction) []community.Type {
	var met [8]bool
	for elsewhere := range c.Elsewhere + 1 {
		for p := range c.Unknown + 1 {
			for i := range c.Unknown - p + 1 {
				met[typeOf(c.Practising+p, c.Interested+elsewhere+i, c.Innovating+c.Elsewhere-elsewhere+c.Unknown-p-i, q)] = true
			}
		}
	}
	var types []community.Type
	for t := range community.Types {
		if met[t] {
			types = append(types, t)
		}
	}
	return types
}

func possible(t testing.TB, c community.Census, q community.Fraction) []community.Type {
	n, err := c.NatureAt(q)
	require.NoError(t, err)
	return slices.Collect(n.Possible())
}

func TestNatureIsEveryAllocation(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		certain, several := 0, 0
		for range 1_500 {
			largest := pick(r, 3, 6, 12)
			c := randomCensus(r, func() community.Weight { return community.Weight(r.IntN(largest + 1)) })
			if r.IntN(3) == 0 { // as many that are nearly certain
				c.Elsewhere, c.Unknown = community.Weight(r.IntN(2)), community.Weight(r.IntN(2))
			}
			if c.Total() == 0 {
				continue
			}
			for _, q := range fractions {
				want := bruteNature(c, q)
				n, err := c.NatureAt(q)
				require.NoError(t, err)
				require.Equal(t, want, slices.Collect(n.Possible()), "%+v at %s", c, q)
				if len(want) == 1 {
					certain++
					require.Equal(t, want[0], n.Type())
				} else {
					several++
					require.Equal(t, community.TypeUnknown, n.Type())
				}
			}
		}
		require.Greater(t, certain, 900)
		require.Greater(t, several, 900)
	})
}

// A census of which everything is known has one type, the one of the
// definition: the seven regions cover the triangle and don't overlap.
func TestRegionsCoverWithoutOverlap(t *testing.T) {
	for _, q := range append(slices.Clone(fractions), community.Fraction{Num: 333_333, Den: 1_000_000}) {
		met := map[community.Type]int{}
		const total = 60 // a quarter, a fifth and three tenths of it are whole
		for p := range community.Weight(total + 1) {
			for i := range total - p + 1 {
				c := community.Census{Practising: p, Interested: i, Innovating: total - p - i}
				types := possible(t, c, q)
				require.Equal(t, []community.Type{typeOf(p, i, total-p-i, q)}, types, "%+v at %s", c, q)
				met[types[0]]++
			}
		}
		require.Len(t, met, 7, "all seven regions are met at %s", q)
	}
}

// A place between two places of one type has that type, in whatever proportion
// the two communities are put together.
func TestRegionsAreConvex(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		place := func() community.Census {
			weight := func() community.Weight { return community.Weight(r.IntN(pick(r, 5, 50, 1_000_000))) }
			return community.Census{Practising: weight(), Interested: weight(), Innovating: 1 + weight()}
		}
		met := map[community.Type]int{}
		for range 20_000 {
			q := pick(r, fractions...)
			a, b := place(), place()
			types := possible(t, a, q)
			if !slices.Equal(types, possible(t, b, q)) {
				continue
			}
			require.Equal(t, types, possible(t, a.Add(b), q), "%+v and %+v at %s", a, b, q)
			met[types[0]]++
		}
		require.Len(t, met, 7)
		for region, n := range met {
			require.Greater(t, n, 20, region)
		}
	})
}

// Learning somebody's tie never adds a possible type, nor widens a share.
func TestNatureNarrows(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		narrowed := 0
		for range 4_000 {
			c := randomCensus(r, func() community.Weight { return community.Weight(r.IntN(pick(r, 4, 40, 1_000_000))) })
			known := c
			if learnt := community.Weight(r.Int64N(int64(c.Unknown) + 1)); r.IntN(2) == 0 {
				known.Unknown -= learnt
				*pick(r, &known.Practising, &known.Interested, &known.Innovating, &known.Elsewhere) += learnt
			} else if learnt = community.Weight(r.Int64N(int64(c.Elsewhere) + 1)); true {
				known.Elsewhere -= learnt
				*pick(r, &known.Interested, &known.Innovating) += learnt
			}
			q := pick(r, fractions...)
			before, after := possible(t, c, q), possible(t, known, q)
			require.Subset(t, before, after, "%+v to %+v at %s", c, known, q)
			if len(after) < len(before) {
				narrowed++
			}
			wide, err := c.NatureAt(q)
			require.NoError(t, err)
			narrow, err := known.NatureAt(q)
			require.NoError(t, err)
			wideP, wideI, wideN := wide.Place()
			narrowP, narrowI, narrowN := narrow.Place()
			requireInside(t, narrowP, wideP)
			requireInside(t, narrowI, wideI)
			requireInside(t, narrowN, wideN)
		}
		require.Greater(t, narrowed, 200)
	})
}
