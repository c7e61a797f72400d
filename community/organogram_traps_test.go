package community_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func readReturn(t testing.TB, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(organograms, name+"-junior.csv"))
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	require.NoError(t, err)
	return rows
}

// A blank profession is unknown, not no: at English Heritage every row is blank.
func TestBlankProfessionIsUnknown(t *testing.T) {
	files := extract(t)
	for name, whole := range map[string]float64{
		"english_heritage-2011-03-31": 2146.04, "english_heritage-2011-09-30": 1989.66, "the_british_museum-2011-03-31": 1009.3,
	} {
		census, _, err := community.Count(km, community.ReadRoster(bytes.NewReader(files[name]), extractColumns))
		require.NoError(t, err)
		require.Equal(t, metrics.MustBetween(0, whole), census.Practitioners(), name)
		require.Equal(t, metrics.MustBetween(0, 1), census.PractisingShare())
		a := community.PracticeArea{ID: km, Practitioners: census.Practitioners(), Workforce: metrics.Exactly(whole)}
		require.Equal(t, metrics.Unknown, a.Established(community.Threshold{}), "unknown, not no")
		require.Equal(t, community.TypeUnknown, census.Nature().Type())

		areas, notes := areasOf(t, bytes.NewReader(files[name]), extractColumns)
		require.Empty(t, areas, "no area is known to be there")
		require.Equal(t, community.RosterNotes{Basis: community.FTE, Rows: 1, NoMainRole: 1, Unused: []string{"org", "date", "rows"}}, notes)
	}
}

// "Other" is known to be something else: the British Museum half a year later.
func TestOtherIsNotUnknown(t *testing.T) {
	file := extract(t)["the_british_museum-2011-09-30"]
	census, _, err := community.Count(km, community.ReadRoster(bytes.NewReader(file), extractColumns))
	require.NoError(t, err)
	require.Equal(t, community.Census{Elsewhere: 1_007_090_000}, census)
	require.Equal(t, metrics.Exactly(0), census.Practitioners())
	areas, notes := areasOf(t, bytes.NewReader(file), extractColumns)
	require.Empty(t, areas, "and never an area")
	require.Equal(t, community.RosterNotes{Basis: community.FTE, Rows: 1, Unused: []string{"org", "date", "rows"}}, notes)
}

func TestHeaderWithoutRows(t *testing.T) {
	f, err := os.Open(filepath.Join(organograms, "hm_treasury-2011-03-31-junior.csv"))
	require.NoError(t, err)
	defer f.Close()
	_, _, err = community.Areas(community.ReadRoster(f, community.RosterOptions{}), community.FTE)
	require.ErrorIs(t, err, community.ErrNoRows)
}

// A row is a group of posts, not a person.
func TestRowsAreNotPeople(t *testing.T) {
	areas, notes := standing(t, "home_office-2012-09-30")
	require.Equal(t, 933, notes.Rows)
	require.Equal(t, metrics.Exactly(7363.86), areas["Operational delivery"].Practitioners)
	most := 0.
	for _, row := range readReturn(t, "home_office-2012-09-30")[1:] {
		w, err := community.ParseWeight(row[8])
		require.NoError(t, err)
		most = max(most, w.Float())
	}
	require.Equal(t, 1481.85, most, "a single row")
}

// Rows that say the same are different posts: all of them count.
func TestRepeatedRowsCount(t *testing.T) {
	for name, repeated := range map[string]int{"hm_treasury-2011-09-30": 4, "home_office-2012-09-30": 52} {
		seen, again := map[string]bool{}, 0
		var sum community.Weight
		for _, row := range readReturn(t, name)[1:] {
			var key strings.Builder
			for _, field := range row {
				key.WriteString(field + "\x00")
			}
			if seen[key.String()] {
				again++
			}
			seen[key.String()] = true
			w, err := community.ParseWeight(row[8])
			require.NoError(t, err)
			sum += w
		}
		require.Equal(t, repeated, again)
		areas, _ := standing(t, name)
		require.Equal(t, metrics.Exactly(sum.Float()), areas["Policy"].Workforce)
	}
}

// Pay may be words; nothing reads it.
func TestPayInWords(t *testing.T) {
	for name, word := range map[string]string{"home_office-2011-03-31": "contractor", "home_office-2011-09-30": "contractor", "home_office-2012-09-30": "unknown"} {
		met := 0
		for _, row := range readReturn(t, name) {
			if row[5] == word {
				met++
			}
		}
		require.NotZero(t, met, name)
		standing(t, name)
	}
}

// One return spells one profession in several ways.
func TestSpellingsInOneReturn(t *testing.T) {
	areas, _ := standing(t, "health_and_safety_executive-2011-09-30")
	require.Equal(t, metrics.Exactly(53.93+476.59), areas["Science and engineering"].Practitioners, `"Science and Engineering" and "Science & Engineering"`)
	require.Equal(t, metrics.Exactly(13.55), areas["Medicine"].Practitioners, `"Medical" and "Medicine"`)
	require.Equal(t, metrics.Exactly(6.65), areas["Programme and project management"].Practitioners, "in either order of words")
	raw, _ := areasOf(t, bytes.NewReader(mustRead(t, "health_and_safety_executive-2011-09-30-junior.csv")), community.RosterOptions{Fold: func(s string) string { return s }})
	require.Equal(t, metrics.Exactly(6.37), raw["Medical"].Practitioners, "as they stand, if one likes")
	require.Equal(t, metrics.Exactly(7.18), raw["Medicine"].Practitioners)
}

func TestEverySpellingIsFoldedKnowingly(t *testing.T) {
	met := map[string]bool{}
	for _, row := range mustTable(t, "profession_fte.csv") {
		met[row[2]] = true
	}
	delete(met, "profession_raw")
	require.Len(t, met, len(spellings))
	for spelling := range met {
		require.Contains(t, spellings, spelling)
	}
}

// Some returns are partial; only the scope, stated by whoever knows, can say so.
func TestPartialReturn(t *testing.T) {
	areas, _ := areasOf(t, bytes.NewReader(extract(t)["department_for_international_development-2014-03-31"]), extractColumns)
	require.NotEmpty(t, areas)
	for _, a := range areas {
		require.Equal(t, metrics.Exactly(611), a.Workforce, "1,887 in another publication of that date")
		require.Empty(t, a.Scope, "nothing in the file tells")
		a.Scope = "junior posts in the return"
		require.NoError(t, a.Validate())
	}
}

// The files are UTF-8 with CRLF and a £ in the header; saved as Latin-1 they
// are refused at the £, not misread.
func TestPoundInTheHeader(t *testing.T) {
	data := mustRead(t, "human_tissue_authority-2012-09-30-junior.csv")
	require.Contains(t, string(data), "Payscale Minimum (£)\"")
	require.Contains(t, string(data), "\r\n")
	latin := bytes.ReplaceAll(data, []byte("£"), []byte("\xa3"))
	_, _, err := community.Areas(community.ReadRoster(bytes.NewReader(latin), community.RosterOptions{}), community.FTE)
	require.EqualError(t, err, "community: line 1, column 94: not UTF-8 text: byte 0xa3; save it as UTF-8")
	lf := bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	want, _ := standing(t, "human_tissue_authority-2012-09-30")
	got, _ := areasOf(t, bytes.NewReader(lf), community.RosterOptions{})
	require.Equal(t, want, got)
}

func mustRead(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(organograms, name))
	require.NoError(t, err)
	return data
}

func mustTable(t testing.TB, name string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(mustRead(t, name))).ReadAll()
	require.NoError(t, err)
	return rows
}
