package picture_test

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/pilot/report/picture"
)

func nature(practising, interested, innovating, elsewhere, unknown int) community.Nature {
	w := func(n int) community.Weight { return community.Weight(n) * community.Person }
	return community.Census{Practising: w(practising), Interested: w(interested), Innovating: w(innovating), Elsewhere: w(elsewhere), Unknown: w(unknown)}.Nature()
}

func TestTriangleGolden(t *testing.T) {
	p := picture.Triangle(picture.Options{},
		picture.Place{Label: "2022", Nature: nature(0, 30, 20, 0, 10)}, picture.Place{Label: "2023", Nature: nature(8, 30, 20, 0, 0)}, picture.Place{Label: "2024", Nature: nature(21, 28, 20, 0, 0)})
	golden(t, "triangle.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"practice", "interest", "innovation", "2022", "2023", "2024"})
	require.Equal(t, []string{"place", "practice", "interest", "innovation", "nature"}, p.Table.Columns)
	require.Equal(t, [][]string{
		{"2022", "0 % to 16.67 %", "50 % to 66.67 %", "33.33 % to 50 %", "interest and innovation"},
		{"2023", "13.79 %", "51.72 %", "34.48 %", "interest and innovation"},
		{"2024", "30.43 %", "40.58 %", "28.99 %", "mixed"},
	}, p.Table.Rows)
	require.Equal(t, "A tie counts from 1/4 of the members on: the three lines part seven regions. "+
		"2022: somewhere in the outlined area: interest and innovation. 2023: interest and innovation. 2024: mixed. A dashed ring is the middle of what is open, not a place that is known.", p.Description)
}

// What isn't known is drawn as such: a place has a full dot only where its shares are
// known.
func TestTriangleDotsOnlyWhatIsKnown(t *testing.T) {
	known := func(n community.Nature) (full, rings int) {
		for _, x := range sound(t, picture.Triangle(picture.Options{}, picture.Place{Label: "here", Nature: n})).Inside {
			if x.XMLName.Local == "circle" && x.attr("fill") == "none" {
				rings++
			} else if x.XMLName.Local == "circle" {
				full++
			}
		}
		return full, rings
	}
	for _, c := range []struct{ practising, unknown, full, rings int }{{10, 0, 1, 0}, {10, 3, 0, 1}, {0, 10, 0, 1}, {0, 0, 0, 0}} {
		full, rings := known(nature(c.practising, 0, 0, 0, c.unknown))
		require.Equal(t, []int{c.full, c.rings}, []int{full, rings})
	}
	require.Equal(t, "Where here stands between practice, interest and innovation", picture.Triangle(picture.Options{}, picture.Place{Label: "here"}).Title)
}

// points are the ends of a path.
func points(d string) (all [][2]float64) {
	for _, p := range strings.FieldsFunc(d, func(r rune) bool { return r == 'M' || r == 'L' || r == 'Z' }) {
		x, y, _ := strings.Cut(p, " ")
		a, _ := strconv.ParseFloat(x, 64)
		b, _ := strconv.ParseFloat(y, 64)
		all = append(all, [2]float64{a, b})
	}
	return all
}

// shares are the shares at a point of the picture.
func shares(p [2]float64) [3]float64 {
	practice := (324 - p[1]) / 294
	innovation := (p[0] - 30 - 170*practice) / 340
	return [3]float64{practice, 1 - practice - innovation, innovation}
}

// The outline holds exactly the places that the unknown ties leave open: every
// allocation of them lies in it, and each of its corners is one.
func TestOutlineIsEveryAllocation(t *testing.T) {
	r := draw.From(t, 11, 12)
	drawn := 0
	for range 400 {
		n := [5]int{r.IntN(6), r.IntN(6), r.IntN(6), r.IntN(4), r.IntN(4)}
		total := float64(n[0] + n[1] + n[2] + n[3] + n[4])
		if total == 0 {
			continue
		}
		p := picture.Triangle(picture.Options{}, picture.Place{Label: "x", Nature: nature(n[0], n[1], n[2], n[3], n[4])})
		e := sound(t, p)
		var outline [][2]float64
		for _, x := range e.Inside {
			if x.attr("fill-opacity") != "" {
				outline = points(x.attr("d"))
			}
			if x.XMLName.Local == "circle" && outline == nil {
				cx, _ := strconv.ParseFloat(x.attr("cx"), 64)
				cy, _ := strconv.ParseFloat(x.attr("cy"), 64)
				outline = [][2]float64{{cx, cy}}
			}
		}
		require.NotEmpty(t, outline)
		drawn += min(len(outline)-1, 1)
		low, high := [3]float64{1, 1, 1}, [3]float64{}
		for practise := range n[4] + 1 {
			for interested := range n[3] + n[4] - practise + 1 {
				place := [3]float64{float64(n[0]+practise) / total, float64(n[1]+interested) / total, float64(n[2]+n[3]+n[4]-practise-interested) / total}
				for k := range 3 {
					low[k], high[k] = min(low[k], place[k]), max(high[k], place[k])
				}
			}
		}
		seenLow, seenHigh := [3]float64{1, 1, 1}, [3]float64{}
		for _, corner := range outline {
			s := shares(corner)
			for k := range 3 {
				require.GreaterOrEqual(t, s[k], low[k]-0.001, "%v", n)
				require.LessOrEqual(t, s[k], high[k]+0.001, "%v", n)
				seenLow[k], seenHigh[k] = min(seenLow[k], s[k]), max(seenHigh[k], s[k])
			}
		}
		for k := range 3 { // each end is reached, so that nothing is left out of a convex shape cut by these lines
			require.LessOrEqual(t, math.Abs(seenLow[k]-low[k]), 0.001, "%v", n)
			require.LessOrEqual(t, math.Abs(seenHigh[k]-high[k]), 0.001, "%v", n)
		}
	}
	require.Greater(t, drawn, 200)
}

func TestTriangleOfNobody(t *testing.T) {
	p := picture.Triangle(picture.Options{}, picture.Place{Label: "then"})
	e := sound(t, p)
	require.NotContains(t, texts(e), "then", "it has no place")
	require.Equal(t, [][]string{{"then", "?", "?", "?", "cannot tell"}}, p.Table.Rows)
	require.Contains(t, p.Description, "then: nobody is counted.")
	sound(t, picture.Triangle(picture.Options{}))
	none := sound(t, picture.TriangleAt(picture.Options{}, community.Fraction{Num: 1, Den: 3}))
	require.Len(t, none.Inside, 2+1+3, "no lines for a share that none is")
	sound(t, picture.TriangleAt(picture.Options{}, community.Fraction{}))
}

func TestTriangleOfHostileNames(t *testing.T) {
	for _, name := range hostile {
		p := picture.Triangle(picture.Options{ID: name}, picture.Place{Label: name, Nature: nature(1, 2, 3, 0, 0)})
		sound(t, p)
		require.NotContains(t, p.String(), "<script")
		require.NotContains(t, p.String(), "onload=x>")
		require.NotContains(t, p.String(), "\u202e")
	}
	require.ErrorIs(t, picture.Triangle(picture.Options{}).SVG(failing{}), errDisk)
}

// Another language needs another table and nothing else.
func TestWordsOfAnotherLanguage(t *testing.T) {
	german := picture.English()
	for key := range german {
		german[key] = strings.Map(func(r rune) rune {
			if r == '%' || r == 's' {
				return r
			}
			return 'x'
		}, german[key])
	}
	german["practice"] = "Praxis"
	p := picture.Triangle(picture.Options{Words: german}, picture.Place{Label: "2024", Nature: nature(3, 0, 0, 0, 0)})
	require.Contains(t, texts(sound(t, p)), "Praxis")
	require.NotContains(t, p.String(), "members", "nothing is said but by the table")
	require.NotEqual(t, picture.English()["practice"], "Praxis", "the table was a copy")
	partly := picture.Triangle(picture.Options{Words: picture.Words{"practice": "Praxis"}})
	require.Contains(t, texts(sound(t, partly)), "interest", "what a table lacks is said in English")
}

func TestTriangleIsTheSame(t *testing.T) {
	place := picture.Place{Label: "x", Nature: nature(1, 2, 3, 1, 1)}
	want := picture.Triangle(picture.Options{}, place).String()
	for range 20 {
		require.Equal(t, want, picture.Triangle(picture.Options{}, place).String())
	}
	data, err := json.Marshal(picture.Triangle(picture.Options{}, place).Table)
	require.NoError(t, err)
	require.Contains(t, string(data), "Columns")
}
