package picture_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report/picture"
)

// round is how many of 25 units were lit on a day.
func round(label, day string, certain, possible int) picture.LitPoint {
	share := metrics.MustBetween(float64(certain)/25, float64(possible)/25)
	return picture.LitPoint{Label: label, Day: metrics.MustDate(day), Lit: maturity.UnitShare{
		Level: "embedded", Certain: certain, Possible: possible, Of: 25, Share: share, Tips: maturity.TippingShare, Reached: share.AtLeast(maturity.TippingShare),
	}}
}

func TestLitGolden(t *testing.T) {
	p := picture.Lit(picture.Options{}, []picture.LitPoint{
		round("first", "2023-01-01", 1, 3), round("second", "2023-04-01", 3, 5), round("third", "2023-09-01", 6, 8), round("", "2024-02-01", 9, 9), round("fifth", "2024-09-01", 12, 12),
	})
	golden(t, "lit.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"share of units that are lit", "first", "4–12 %", "2024-02-01", "48 %", "change tips at 28 %", "from certainly lit to perhaps lit"})
	require.Equal(t, []string{"at", "day", "lit for certain", "perhaps lit, those included", "units", "share lit", "enough to tip?"}, p.Table.Columns)
	require.Equal(t, [][]string{
		{"first", "2023-01-01", "1", "3", "25", "4 % to 12 %", "not enough to tip"},
		{"second", "2023-04-01", "3", "5", "25", "12 % to 20 %", "not enough to tip"},
		{"third", "2023-09-01", "6", "8", "25", "24 % to 32 %", "perhaps enough to tip"},
		{"", "2024-02-01", "9", "9", "25", "36 %", "enough to tip"},
		{"fifth", "2024-09-01", "12", "12", "25", "48 %", "enough to tip"},
	}, p.Table.Rows)
	require.Contains(t, p.Description, "third: 24 % to 32 % lit, perhaps enough to tip. 2024-02-01: 36 % lit, enough to tip.")
}

func TestLitOfFew(t *testing.T) {
	require.Equal(t, []string{"Nothing is counted."}, texts(sound(t, picture.Lit(picture.Options{}, nil))))
	one := sound(t, picture.Lit(picture.Options{}, []picture.LitPoint{round("only", "2024-01-01", 5, 5)}))
	require.Subset(t, texts(one), []string{"only", "20 %"})
	require.NotContains(t, texts(one), "from certainly lit to perhaps lit", "there is no range")

	unknown := picture.Lit(picture.Options{}, []picture.LitPoint{{Label: "then"}})
	require.Equal(t, [][]string{{"then", "", "0", "0", "0", "?", "perhaps enough to tip"}}, unknown.Table.Rows)
	require.Contains(t, texts(sound(t, unknown)), "from certainly lit to perhaps lit", "anything may be")
}

// Points stand by their days, evenly where those don't tell; a line says where change
// tips, unless the points say two things.
func TestLitPlaces(t *testing.T) {
	places := func(points ...picture.LitPoint) (x []string) {
		for _, e := range sound(t, picture.Lit(picture.Options{}, points)).Inside {
			if e.XMLName.Local == "circle" {
				x = append(x, e.attr("cx"))
			}
		}
		return x[:len(points)] // the last is in the key
	}
	a, b, c := round("a", "2024-01-01", 1, 1), round("b", "2024-01-11", 2, 2), round("c", "2024-04-10", 3, 3)
	require.Equal(t, []string{"80", "109.4", "374"}, places(a, b, c))
	require.Equal(t, []string{"80", "227", "374"}, places(a, c, b), "not in order")
	b.Day = metrics.Date{}
	require.Equal(t, []string{"80", "227", "374"}, places(a, b, c), "a day is missing")
	require.Equal(t, []string{"227"}, places(a))

	b.Lit.Tips = 0.1
	require.NotContains(t, picture.Lit(picture.Options{}, []picture.LitPoint{a, b}).String(), "change tips")
}
