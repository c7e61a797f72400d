package maturity_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// units are at levels written as "1" or, where only a range is known, "13".
func units(asOf string, levels ...string) map[string]maturity.Assessment {
	all := map[string]maturity.Assessment{}
	for i, l := range levels {
		if l != "" {
			all[fmt.Sprintf("u%02d", i)] = at(l[:1], l[len(l)-1:], asOf)
		}
	}
	return all
}

func TestSpread(t *testing.T) {
	s, err := maturity.NewSpread(ladderOf(), units("2024-01-01", "0", "1", "13", "4"), maturity.SpreadOptions{Lit: "3", Seen: "1"})
	require.NoError(t, err)
	var got []string
	for _, l := range s.Levels {
		got = append(got, fmt.Sprint(l.Level, ": ", l.Certain, "-", l.Possible, " of ", l.Of, " ", l.Share))
	}
	require.Equal(t, []string{"0: 1-1 of 4 0.25", "1: 1-2 of 4 [0.25, 0.5]", "2: 0-1 of 4 [0, 0.25]", "3: 0-1 of 4 [0, 0.25]", "4: 1-1 of 4 0.25"}, got)
	require.Equal(t, "{0 0} {4 4} 4 [1.5, 2]\n", fmt.Sprintln(s.Minimum, s.Maximum, s.Steps, s.Mean))
	require.Equal(t, 1, s.Uncertain)
	require.Equal(t, "[0.25, 0.5] unknown", fmt.Sprint(s.Lit.Share, " ", s.Lit.Reached))
	require.Equal(t, "0.75 yes", fmt.Sprint(s.Seen.Share, " ", s.Seen.Reached))
	require.Equal(t, metrics.Unknown, s.Tipped)
	var again maturity.Spread
	require.NoError(t, json.Unmarshal([]byte(encoded(t, s)), &again))
	require.Empty(t, cmp.Diff(s, again, exactly))
}

// Exactly the share tips, and one unit fewer doesn't; seen is asked only where it is given.
func TestTipping(t *testing.T) {
	of := func(lit, seen, all int) (levels []string) {
		for i := range all {
			switch {
			case i < lit:
				levels = append(levels, "4")
			case i < seen:
				levels = append(levels, "2")
			default:
				levels = append(levels, "0")
			}
		}
		return levels
	}
	tests := []struct {
		lit, seen, all int
		o              maturity.SpreadOptions
		want           metrics.Answer
	}{
		{7, 7, 25, maturity.SpreadOptions{}, metrics.Yes},
		{6, 25, 25, maturity.SpreadOptions{}, metrics.No},
		{7, 10, 25, maturity.SpreadOptions{Seen: "2"}, metrics.Yes},
		{7, 9, 25, maturity.SpreadOptions{Seen: "2"}, metrics.No},
		{1, 1, 10, maturity.SpreadOptions{Tips: 0.1}, metrics.Yes},
		{3, 3, 10, maturity.SpreadOptions{Tips: 0.3}, metrics.Yes},
		{1, 1, 5, maturity.SpreadOptions{Tips: 0.25}, metrics.No},
	}
	for _, tt := range tests {
		s, err := maturity.NewSpread(ladderOf(), units("", of(tt.lit, tt.seen, tt.all)...), tt.o)
		require.NoError(t, err)
		require.Equal(t, tt.want, s.Tipped, "%+v", tt)
	}
}

// Against every way to settle each unit: counts, lowest, highest, distance, mean, tipped.
func TestSpreadAgainstBruteForce(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 60 {
			n := 1 + r.IntN(4)
			var levels []string
			var ranges [][2]int
			for range n {
				low := r.IntN(5)
				high := low + r.IntN(5-low)*r.IntN(2)
				levels, ranges = append(levels, fmt.Sprint(low)+fmt.Sprint(high)), append(ranges, [2]int{low, high})
			}
			o := maturity.SpreadOptions{Lit: fmt.Sprint(1 + r.IntN(4)), Tips: pick(r, 0.25, 0.5, 1)}
			s, err := maturity.NewSpread(ladderOf(), units("", levels...), o)
			require.NoError(t, err)
			var steps, means, lits, mins, maxs []float64
			tipped := map[bool]bool{}
			at := make([]int, n)
			var settle func(i int)
			settle = func(i int) {
				if i < n {
					for at[i] = ranges[i][0]; at[i] <= ranges[i][1]; at[i]++ {
						settle(i + 1)
					}
					return
				}
				low, high, sum, lit := 9, 0, 0, 0
				for _, x := range at {
					low, high, sum = min(low, x), max(high, x), sum+x
					if fmt.Sprint(x) >= o.Lit {
						lit++
					}
				}
				steps, means = append(steps, float64(high-low)), append(means, float64(sum)/float64(n))
				lits, mins, maxs = append(lits, float64(lit)/float64(n)), append(mins, float64(low)), append(maxs, float64(high))
				tipped[float64(lit) >= o.Tips*float64(n)] = true
			}
			settle(0)
			span := func(all []float64) metrics.Interval {
				i := metrics.Exactly(all[0])
				for _, x := range all {
					i = i.Hull(metrics.Exactly(x))
				}
				return i.Rounded()
			}
			require.Equal(t, span(steps), s.Steps, levels)
			require.Equal(t, span(means), s.Mean, levels)
			require.Equal(t, span(lits), s.Lit.Share, levels)
			ends := func(i metrics.Interval) maturity.LevelRange {
				low, _ := i.Low()
				high, _ := i.High()
				return maturity.LevelRange{Lowest: fmt.Sprint(low), Highest: fmt.Sprint(high)}
			}
			require.Equal(t, ends(span(mins)), s.Minimum)
			require.Equal(t, ends(span(maxs)), s.Maximum)
			want := metrics.Unknown
			if len(tipped) == 1 {
				want = metrics.AnswerOf(tipped[true])
			}
			require.Equal(t, want, s.Tipped)
			if s.Uncertain == 0 {
				sum := 0.0
				for _, l := range s.Levels {
					x, ok := l.Share.Point()
					require.True(t, ok)
					sum += x
				}
				require.InDelta(t, 1, sum, 1e-11)
			}
		}
	})
}

func TestSpreadRefused(t *testing.T) {
	all := units("", "1", "2")
	other := all["u00"]
	other.Version = "2"
	all["u00"] = other
	all["a b"] = at("", "", "")
	_, err := maturity.NewSpread(ladderOf(), all, maturity.SpreadOptions{Lit: "9", Seen: "8", Tips: 28, Seeing: math.NaN()})
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.EqualError(t, err, `maturity: units["a b"].lowest: is missing: there is no level for the whole
maturity: units.u00: made under another model, version or gate: want "m", version "1", staged, have "m", version "2", staged
maturity: lit: there is no level "9"
maturity: seen: there is no level "8"
maturity: tips: want a share from 0 to 1, have 28
maturity: seeing: want a share from 0 to 1, have NaN`)
	_, err = maturity.NewSpread(ladderOf(), nil, maturity.SpreadOptions{Lit: "1", Seen: "2"})
	require.EqualError(t, err, "maturity: units: want at least one\nmaturity: seen: want a level no higher than \"1\", have \"2\"")
	_, err = maturity.NewSpread(new(maturity.Model), all, maturity.SpreadOptions{})
	require.Error(t, err)
}

func TestSpreadChange(t *testing.T) {
	o := maturity.SpreadOptions{Lit: "3"}
	before, err := maturity.NewSpread(ladderOf(), units("2023-01-01", "4", "3", "0", "0", "24", "3"), o)
	require.NoError(t, err)
	after, err := maturity.NewSpread(ladderOf(), units("2024-01-01", "1", "3", "3", "1", "4", "", "4"), o)
	require.NoError(t, err)
	c, err := before.Change(after)
	require.NoError(t, err)
	require.Equal(t, "5 [u02] [u00] [u01] [u03] [u04] [u05] [u06] no\n",
		fmt.Sprintln(c.Units, c.Lit, c.WentOut, c.StillLit, c.Lagging, c.Unclear, c.OnlyBefore, c.OnlyAfter, c.TippedBack))
	require.Equal(t, "[0.4, 0.6] 0.6", fmt.Sprint(c.Before.Share, " ", c.After.Share))
	var again maturity.SpreadChange
	require.NoError(t, json.Unmarshal([]byte(encoded(t, c)), &again))
	require.Equal(t, c, again)

	back, err := maturity.NewSpread(ladderOf(), units("2025-01-01", "1", "3", "1", "1", "1"), o)
	require.NoError(t, err)
	c, err = after.Change(back)
	require.NoError(t, err)
	require.Equal(t, metrics.Yes, c.TippedBack, "0.2 of 5")

	nobody, err := maturity.NewSpread(ladderOf(), map[string]maturity.Assessment{"elsewhere": at("1", "1", "2025-01-01")}, o)
	require.NoError(t, err)
	c, err = before.Change(nobody)
	require.NoError(t, err)
	require.Zero(t, c.Units)
	require.Equal(t, metrics.Unknown, c.TippedBack)

	wrong := after
	wrong.Model, wrong.From, wrong.Lit.Tips, wrong.Seen.Level = "x", day("2000-01-01"), 0.5, "1"
	wrong.Units = append(wrong.Units[:1:1], wrong.Units[0])
	_, err = before.Change(wrong)
	require.ErrorIs(t, err, maturity.ErrOtherModel)
	require.EqualError(t, err, `maturity: made under another model, version or gate: "m", version "1", staged, and "x", version "1", staged
maturity: from: 2000-01-01 is before 2023-01-01
maturity: lit: want the same level and share in both, have "3", 0.28, and "3", 0.5
maturity: seen: want the same level and share in both, have "", 0, and "1", 0
maturity: units[1]: "u00" stands twice`)
}

// The lowest level is one like the others: everybody is lit from there on, and sees.
func TestLitFromTheLowest(t *testing.T) {
	s, err := maturity.NewSpread(ladderOf(), units("", "0", "2"), maturity.SpreadOptions{Lit: "0", Seen: "0"})
	require.NoError(t, err)
	for _, u := range s.Units {
		require.Equal(t, [2]metrics.Answer{metrics.Yes, metrics.Yes}, [2]metrics.Answer{u.Lit, u.Seen})
	}
	require.Equal(t, metrics.Exactly(1), s.Seen.Share)
	_, err = maturity.NewSpread(ladderOf(), units("", "0", "2"), maturity.SpreadOptions{Lit: "2", Seen: "2"})
	require.NoError(t, err)
	_, err = maturity.NewSpread(ladderOf(), units("", "0", "2"), maturity.SpreadOptions{Lit: "0", Seen: "1"})
	require.EqualError(t, err, `maturity: seen: want a level no higher than "0", have "1"`)
}

// Change that has tipped tips back where too few see it, though as many are lit.
func TestSeenTipsBack(t *testing.T) {
	for seen, want := range map[string]metrics.Answer{"": metrics.No, "1": metrics.Yes} {
		o := maturity.SpreadOptions{Lit: "3", Seen: seen, Seeing: 0.9}
		before, err := maturity.NewSpread(ladderOf(), units("2023-01-01", "4", "3", "1", "1", "2"), o)
		require.NoError(t, err)
		after, err := maturity.NewSpread(ladderOf(), units("2024-01-01", "4", "3", "0", "0", "0"), o)
		require.NoError(t, err)
		require.Equal(t, metrics.Yes, before.Tipped)
		c, err := before.Change(after)
		require.NoError(t, err)
		require.Equal(t, want, c.TippedBack, "seen from %q", seen)
	}
}
