package picture_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

// wells is a ranking of three, with the shares of their ranks.
func wells() (choose.Ranking, *choose.Acceptability) {
	r := choose.Ranking{Ranked: []choose.Ranked{
		{ID: "drilling", Rank: 1, Score: 0.812345, Ranks: metrics.MustBetween(1, 2)},
		{ID: "pumps", Rank: 2, Score: 0.7, Ranks: metrics.MustBetween(1, 3)},
		{ID: "assays", Rank: 3, Score: 0.4, Ranks: metrics.Exactly(3)},
	}}
	return r, &choose.Acceptability{
		IDs:   []string{"assays", "drilling", "pumps"},
		Ranks: [][]float64{{0, 0.005, 0.995}, {0.62, 0.38, 0}, {0.38, 0.615, 0.005}}, Draws: 10_000, SE: 0.005,
	}
}

func TestRanksGolden(t *testing.T) {
	r, a := wells()
	p := picture.Ranks(picture.Options{}, r, a)
	golden(t, "ranks.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"1. drilling", "possible: 1 to 2", "first in 62 % of weightings", "3. assays", "possible: 3"})
	require.Equal(t, []string{"candidate", "rank", "possible ranks at these weights", "score", "share of weightings at rank 1", "share of weightings at rank 2", "share of weightings at rank 3"}, p.Table.Columns)
	require.Equal(t, [][]string{
		{"drilling", "1", "1 to 2", "0.812", "62 %", "38 %", "0 %"},
		{"pumps", "2", "1 to 3", "0.7", "38 %", "61.5 %", "0.5 %"},
		{"assays", "3", "3", "0.4", "0 %", "0.5 %", "99.5 %"},
	}, p.Table.Rows)
	require.Contains(t, p.Description, "drilling: rank 1, possible: 1 to 2. First in 62 % of weightings.")
	require.Contains(t, p.Description, "Shares are of 10,000 draws, ± 1 %.")

	a.Ranks[1] = []float64{0.9999, 0.0001, 0}
	require.Equal(t, []string{"99.99 %", "0.01 %", "0 %"}, picture.Ranks(picture.Options{}, r, a).Table.Rows[0][4:], "nearly all isn't all, and hardly any isn't none")
	a.Exact = true
	require.NotContains(t, picture.Ranks(picture.Options{}, r, a).Description, "draws")
}

// A part of a bar is as long as its share, and has its number where that has room.
func TestPartsAreShares(t *testing.T) {
	r, a := wells()
	var parts [][2]float64
	for _, x := range sound(t, picture.Ranks(picture.Options{}, r, a)).Inside {
		if x.XMLName.Local == "rect" && x.attr("stroke") == "" {
			long, err := strconv.ParseFloat(x.attr("width"), 64)
			require.NoError(t, err)
			shade, err := strconv.ParseFloat(x.attr("fill-opacity"), 64)
			require.NoError(t, err)
			parts = append(parts, [2]float64{long, shade})
		}
	}
	require.Equal(t, [][2]float64{{210.8, 0.45}, {129.2, 0.27}, {129.2, 0.45}, {209.1, 0.27}, {1.7, 0.16}, {1.7, 0.27}, {338.3, 0.16}}, parts)
}

func TestRanksWithoutShares(t *testing.T) {
	r, a := wells()
	p := picture.Ranks(picture.Options{}, r, nil)
	golden(t, "ranks-possible.svg", p)
	sound(t, p)
	require.Equal(t, [][]string{{"drilling", "1", "1 to 2", "0.812"}, {"pumps", "2", "1 to 3", "0.7"}, {"assays", "3", "3", "0.4"}}, p.Table.Rows)
	require.Contains(t, p.Description, "pumps: rank 2, possible: 1 to 3.")

	a.IDs, a.Ranks = a.IDs[1:], a.Ranks[1:] // nothing is known of the assays
	p = picture.Ranks(picture.Options{}, r, a)
	require.Equal(t, []string{"assays", "3", "3", "0.4", "?", "?", "?"}, p.Table.Rows[2])
	require.Contains(t, p.Description, "assays: rank 3, possible: 3.")
}

// Shares that can't be draw nothing, and leave a picture.
func TestRanksOfNonsense(t *testing.T) {
	r, a := wells()
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, 7} {
		a.Ranks[0], a.Ranks[1], a.Ranks[2] = []float64{x, x}, nil, []float64{0.5, x, x, 0.5}
		sound(t, picture.Ranks(picture.Options{}, r, a))
	}
	a.Ranks = a.Ranks[:1]
	sound(t, picture.Ranks(picture.Options{}, r, a))
	require.Equal(t, []string{"There are no candidates."}, texts(sound(t, picture.Ranks(picture.Options{}, choose.Ranking{}, a))))
	unknown := choose.Ranking{Ranked: []choose.Ranked{{ID: "x", Rank: 1}}}
	require.Equal(t, [][]string{{"x", "1", "?", "0"}}, picture.Ranks(picture.Options{}, unknown, nil).Table.Rows)
	sound(t, picture.Ranks(picture.Options{}, unknown, nil))
}
