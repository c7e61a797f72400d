package picture_test

import (
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

func TestFrontierGolden(t *testing.T) {
	c := selected(t, slate()).Chosen
	p := picture.Frontier(picture.Options{}, c.Costs, c.Portfolio, "EUR")
	golden(t, "frontier.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"weight of those convinced", "cost, in EUR", "chosen", "0", "20", "80", "15"})
	require.Equal(t, []string{"cost, in EUR", "weight of those convinced", "set of pilots", "chosen"}, p.Table.Columns)
	require.Equal(t, [][]string{
		{"0", "0", "no pilot", ""},
		{"30", "9", "assays", ""},
		{"80", "12", "assays, repair of pumps and compressors in all depots", "chosen"},
	}, p.Table.Rows)
	require.Equal(t, "0 for 0: no pilot. 30 for 9: assays. 80 for 12: assays, repair of pumps and compressors in all depots. Chosen: assays, repair of pumps and compressors in all depots.", p.Description)
}

// What is chosen for its worth may cost more than the step that convinces as many, and
// is marked where it stands, not at that step.
func TestChosenBesideTheSteps(t *testing.T) {
	steps := []choose.Step{{Cost: 0, Coverage: 0}, {Cost: 1000, Coverage: 5, Chosen: []string{"a"}}}
	at := func(chosen choose.Portfolio) (rings [][2]float64, rows [][]string) {
		p := picture.Frontier(picture.Options{}, steps, chosen, "")
		for _, x := range sound(t, p).Inside {
			if x.attr("r") == "8" {
				cx, _ := strconv.ParseFloat(x.attr("cx"), 64)
				cy, _ := strconv.ParseFloat(x.attr("cy"), 64)
				rings = append(rings, [2]float64{cx, cy})
			}
		}
		return rings, p.Table.Rows
	}
	rings, rows := at(choose.Portfolio{Feasible: true, Cost: 1500, Coverage: 5, Chosen: []string{"a", "b"}})
	require.Equal(t, [][2]float64{{380, 40}}, rings, "at the end of both axes")
	require.Equal(t, []string{"1,500", "5", "a, b", "chosen"}, rows[2])
	require.Empty(t, rows[1][3])

	rings, rows = at(choose.Portfolio{Feasible: true, Cost: 1000, Coverage: 5, Chosen: []string{"c"}})
	require.Len(t, rings, 1)
	require.Equal(t, []string{"1,000", "5", "c", "chosen"}, rows[2], "another set that costs and convinces as much")

	rings, rows = at(choose.Portfolio{Chosen: []string{}, Clash: []string{"x"}})
	require.Empty(t, rings, "none is feasible")
	require.Equal(t, [][]string{{"0", "0", "no pilot", ""}, {"1,000", "5", "a", ""}}, rows)

	_, rows = at(choose.Portfolio{Feasible: true, Chosen: []string{}})
	require.Equal(t, [][]string{{"0", "0", "no pilot", "chosen"}, {"1,000", "5", "a", ""}}, rows)
}

func TestFrontierOfNone(t *testing.T) {
	require.Equal(t, []string{"There is no set to choose."}, texts(sound(t, picture.Frontier(picture.Options{}, nil, choose.Portfolio{}, "EUR"))))
	free := picture.Frontier(picture.Options{}, []choose.Step{{Coverage: 3, Chosen: []string{"a"}}}, choose.Portfolio{}, "")
	require.Contains(t, texts(sound(t, free)), "cost")
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		for _, y := range []float64{math.NaN(), math.Inf(1), -1, 0, 1e12} {
			steps := []choose.Step{{Cost: x, Coverage: y}, {Cost: y, Coverage: x}}
			sound(t, picture.Frontier(picture.Options{}, steps, choose.Portfolio{Feasible: true, Cost: x, Coverage: y}, ""))
		}
	}
}
