package picture_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

func TestCoverageGolden(t *testing.T) {
	c := selected(t, slate()).Chosen
	p := picture.Coverage(picture.Options{}, *c)
	golden(t, "coverage.svg", p)
	e := sound(t, p)
	require.Subset(t, texts(e), []string{"labs", "not convinced", "no pilot convinces them", "wins asked for: 2; in the chosen set: 2", "assays (chosen)", "pumps"})
	require.Equal(t, []string{"managers of", "wins they ask for", "wins chosen", "convinced?", "assays (chosen)", "repair of pumps and compressors in all depots (chosen)", "drilling engineers", "pumps"}, p.Table.Columns)
	require.Equal(t, [][]string{
		{"depots", "2", "2", "convinced", "counts with them", "counts with them", "counts with them", "unknown"},
		{"finance", "1", "2", "convinced", "counts with them", "counts with them", "counts with them", "unknown"},
		{"labs", "0", "0", "not convinced", "doesn't count", "doesn't count", "doesn't count", "doesn't count"},
		{"wells", "1", "2", "convinced", "counts with them", "counts with them", "counts with them", "unknown"},
	}, p.Table.Rows)
	require.Contains(t, p.Description, "Managers of labs: not convinced; no pilot convinces them.")
}

// Who is convinced is who the chosen set covers.
func TestConvincedIsCovered(t *testing.T) {
	for _, s := range []pilot.Slate{slate(), many(12, func(i int) string { return string(rune('a' + i)) })} {
		for _, staff := range []float64{0, 3, 6, 12} {
			s.Choice.Staff = staff
			c := selected(t, s).Chosen
			for _, row := range picture.Coverage(picture.Options{}, *c).Table.Rows {
				require.Equal(t, slices.Contains(c.Portfolio.Covered, "managers of "+row[0]), row[3] == "convinced", row)
			}
		}
	}
}

// What isn't known of a chosen candidate may convince, and isn't said to.
func TestCoverageThatIsOpen(t *testing.T) {
	c := pilot.Chosen{
		Portfolio: choose.Portfolio{Feasible: true, Chosen: []string{"b", "a", "b", "c"}}, // b stands twice
		Convinces: []pilot.Convinces{
			{Candidate: "a", Function: "wells", Answer: metrics.Yes, Wins: 2}, {Candidate: "b", Function: "wells", Answer: metrics.Unknown, Wins: 2},
			{Candidate: "c", Function: "wells", Answer: metrics.No, Wins: 2}, {Candidate: "d", Function: "wells", Answer: metrics.Yes, Wins: 2},
			{Candidate: "a", Function: "labs", Answer: metrics.Yes, Wins: 4}, {Candidate: "b", Function: "labs", Answer: metrics.Unknown, Wins: 4},
		},
	}
	p := picture.Coverage(picture.Options{}, c)
	sound(t, p)
	require.Equal(t, [][]string{
		{"wells", "2", "1 to 2", "not known", "unknown", "counts with them", "doesn't count", "counts with them"},
		{"labs", "4", "1 to 3", "not convinced", "unknown", "counts with them", "unknown", "unknown"},
	}, p.Table.Rows)
	none := picture.Coverage(picture.Options{}, pilot.Chosen{})
	require.Equal(t, []string{"No managers are to be convinced."}, texts(sound(t, none)))
}
