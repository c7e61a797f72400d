package community_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

const organograms = "testdata/uk-organograms"

// standing reads one raw return.
func standing(t testing.TB, file string) (map[string]community.PracticeArea, community.RosterNotes) {
	t.Helper()
	f, err := os.Open(filepath.Join(organograms, file+"-junior.csv"))
	require.NoError(t, err)
	defer f.Close()
	return areasOf(t, f, community.RosterOptions{})
}

func areasOf(t testing.TB, r io.Reader, o community.RosterOptions) (map[string]community.PracticeArea, community.RosterNotes) {
	t.Helper()
	var notes community.RosterNotes
	o.Notes = &notes
	areas, _, err := community.Areas(community.ReadRoster(r, o), community.FTE)
	require.NoError(t, err)
	byID := map[string]community.PracticeArea{}
	for _, a := range areas {
		require.NoError(t, a.Validate())
		byID[a.ID] = a
	}
	return byID, notes
}

// extract is profession_fte.csv, cut into one file for each body and date.
func extract(t testing.TB) map[string][]byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(organograms, "profession_fte.csv"))
	require.NoError(t, err)
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	require.NoError(t, err)
	files := map[string][]byte{}
	for _, row := range rows[1:] {
		key := row[0] + "-" + row[1]
		if files[key] == nil {
			files[key] = []byte(strings.Join(rows[0], ",") + "\r\n")
		}
		var line strings.Builder
		w := csv.NewWriter(&line)
		w.UseCRLF = true
		require.NoError(t, w.Write(row))
		w.Flush()
		files[key] = append(files[key], line.String()...)
	}
	return files
}

// extractColumns maps the columns of profession_fte.csv.
var extractColumns = community.RosterOptions{Columns: community.Columns{MainRole: "profession_raw", Weight: "fte"}}

// The raw returns and the published sums agree for every body and date that is
// in both, to the millionth of an FTE.
func TestRawReturnsAgreeWithExtract(t *testing.T) {
	published := extract(t)
	require.Len(t, published, 314)
	files, err := filepath.Glob(filepath.Join(organograms, "*-junior.csv"))
	require.NoError(t, err)
	require.Len(t, files, 13)
	compared := 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), "-junior.csv")
		sums, both := published[name]
		if !both {
			require.Equal(t, "hm_treasury-2011-03-31", name, "the one without rows")
			continue
		}
		raw, _ := standing(t, name)
		want, _ := areasOf(t, bytes.NewReader(sums), extractColumns)
		require.Equal(t, want, raw, name)
		compared += len(raw)
	}
	require.Equal(t, 173, compared)
}

func TestKIMInTheReturns(t *testing.T) {
	for _, row := range []struct {
		file            string
		kim, whole      float64
		established     metrics.Answer
		missing         metrics.Interval
		largest, listed bool
	}{
		{"national_institute_for_health_and_care_excellence-2011-09-30", 148.11, 548.36, metrics.Yes, metrics.Exactly(0), true, true},
		{"national_institute_for_health_and_care_excellence-2011-03-31", 147.61, 528.08, metrics.Yes, metrics.Exactly(0), true, true},
		{"the_british_library-2011-03-31", 255, 1685, metrics.Yes, metrics.Exactly(0), false, true},
		{"the_national_archives-2011-03-31", 129.73, 571.03, metrics.Yes, metrics.Exactly(0), false, true},
		{"home_office-2012-09-30", 85.29, 10409.22, metrics.No, metrics.Exactly(14.71), false, true},
		{"home_office-2011-09-30", 71.19, 2273.95, metrics.No, metrics.Exactly(28.81), false, true},
		{"home_office-2011-03-31", 73.61, 2286.79, metrics.No, metrics.Exactly(26.39), false, true},
		{"cabinet_office-2011-09-30", 34.3, 1785.34, metrics.No, metrics.Exactly(65.7), false, true},
		{"health_and_safety_executive-2011-09-30", 59.3, 3293.45, metrics.No, metrics.Exactly(40.7), false, true},
		{"met_office-2011-09-30", 6.8, 1845.81, metrics.No, metrics.Exactly(93.2), false, true},
		{"hm_treasury-2011-09-30", 0, 1041.78, metrics.No, metrics.Exactly(100), false, false},
		{"human_tissue_authority-2012-09-30", 0, 39.8, metrics.No, metrics.Anything(), false, false}, // too small to have 100
	} {
		t.Run(row.file, func(t *testing.T) {
			areas, notes := standing(t, row.file)
			a, listed := areas[km]
			require.Equal(t, row.listed, listed)
			require.Zero(t, notes.NoMainRole, "every row has a profession, so what isn't listed isn't there")
			if !listed {
				a = community.PracticeArea{ID: km, Practitioners: metrics.Exactly(0), Workforce: metrics.Exactly(row.whole), Basis: community.FTE}
			}
			require.Equal(t, metrics.Exactly(row.kim), a.Practitioners)
			require.Equal(t, metrics.Exactly(row.whole), a.Workforce)
			s := a.Shortfall(community.Threshold{})
			require.Equal(t, row.established, s.Established)
			require.Equal(t, row.missing, s.Missing)
			require.Equal(t, community.EmbeddedRoles, s.Lever)

			f, err := os.Open(filepath.Join(organograms, row.file+"-junior.csv"))
			require.NoError(t, err)
			defer f.Close()
			census, _, err := community.Count(community.FoldProfession("Knowledge & Information Management"), community.ReadRoster(f, community.RosterOptions{}))
			require.NoError(t, err)
			require.Equal(t, metrics.Exactly(row.kim), census.Practitioners())
			require.Equal(t, row.whole, census.Total().Float())
			require.Equal(t, metrics.Exactly(math.Round(row.kim*1e6)/math.Round(row.whole*1e6)), census.PractisingShare())
			require.NotContains(t, census.Nature().String(), "unknown")
		})
	}
}

func TestKIMIsTheLargestAtNICE(t *testing.T) {
	f, err := os.Open(filepath.Join(organograms, "national_institute_for_health_and_care_excellence-2011-09-30-junior.csv"))
	require.NoError(t, err)
	defer f.Close()
	areas, _, err := community.Areas(community.ReadRoster(f, community.RosterOptions{}), community.FTE)
	require.NoError(t, err)
	require.Equal(t, km, areas[0].ID)
	require.Equal(t, "Programme and project management", areas[1].ID)
}
