package community_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// civilService reads a table of the UK civil service of 31 March 2021.
func civilService(t *testing.T, name, roles, weights string) community.Return {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", "uk-civil-service-2021", name))
	require.NoError(t, err)
	returns, _, err := community.Returns(community.ReadRoster(bytes.NewReader(file),
		community.RosterOptions{Columns: community.Columns{MainRole: roles, Weight: weights}}))
	require.NoError(t, err)
	require.Len(t, returns, 1)
	returns[0].AsOf = metrics.MustDate("2021-03-31")
	returns[0].RoundedTo = 10 * community.Person
	return returns[0]
}

// "Not reported" is unknown, "Other" is no area, and a count that was rounded to
// 10 is known to the nearest 5.
func TestProfessionsOfTheCivilService(t *testing.T) {
	r := civilService(t, "professions_2021.csv", "Profession of post", "Headcount")
	require.Equal(t, 120_640*community.Person, r.Unknown)
	require.Equal(t, 22_670*community.Person, r.Weight("Other"))
	require.Equal(t, "484890", r.Total().String())
	areas := r.Areas(community.Heads)
	require.Len(t, areas, 29)
	for _, a := range areas {
		require.NoError(t, a.Validate())
		require.NotEqual(t, "Other", a.ID)
		require.NotEmpty(t, a.ID)
		require.Equal(t, yes, a.Established(community.Threshold{}), "even the smallest, corporate finance, has 165 or more")
		require.Equal(t, metrics.MustBetween(484_890-5*31, 484_890+5*31), a.Workforce)
		if a.ID == km {
			require.Equal(t, metrics.MustBetween(2385, 2390+5+120_640+5), a.Practitioners)
			require.Equal(t, no, a.Shortfall(community.Threshold{}).Near(community.NearMiss))
		}
	}
	fte := civilService(t, "professions_2021.csv", "Profession of post", "FTE")
	require.Equal(t, 2280*community.Person, fte.Weight(km))
	require.Equal(t, r.Weight("Planning")-10*community.Person, fte.Weight("Planning"))
}

// "&amp;" that was left in a name is folded, so that the two tables agree on it.
func TestFunctionsOfTheCivilService(t *testing.T) {
	r := civilService(t, "functions_2021.csv", "Function of post", "Headcount")
	require.Equal(t, 166_710*community.Person, r.Unknown)
	require.Equal(t, 13_590*community.Person, r.Weight("Digital, data and technology"))
	require.NotZero(t, civilService(t, "professions_2021.csv", "Profession of post", "Headcount").Weight("Digital, data and technology"))
}

func TestRoundedReturns(t *testing.T) {
	const p = community.Person
	for _, row := range []struct {
		why                      string
		r                        community.Return
		practitioners, workforce metrics.Interval
	}{
		{"to nothing", community.Return{Roles: []community.RoleCount{{"Law", 7 * p}}}, metrics.Exactly(7), metrics.Exactly(7)},
		{"to ten", community.Return{Roles: []community.RoleCount{{"Law", 30 * p}, {"Other", 10 * p}}, RoundedTo: 10 * p}, metrics.MustBetween(25, 35), metrics.MustBetween(30, 50)},
		{"with blanks", community.Return{Roles: []community.RoleCount{{"Law", 30 * p}}, Unknown: 10 * p, RoundedTo: 10 * p}, metrics.MustBetween(25, 50), metrics.MustBetween(30, 50)},
		{"nobody is fewer than nobody", community.Return{Roles: []community.RoleCount{{"Law", 3 * p}}, RoundedTo: 10 * p}, metrics.MustBetween(0, 8), metrics.MustBetween(0, 8)},
		{"too many", community.Return{Roles: []community.RoleCount{{"Law", community.MaxWeight - p}}, RoundedTo: 4 * p}, metrics.From((community.MaxWeight - 3*p).Float()), metrics.From((community.MaxWeight - 3*p).Float())},
		{"to more than can be counted", community.Return{Roles: []community.RoleCount{{"Law", p}, {"A", 0}, {"B", 0}}, RoundedTo: community.MaxWeight}, metrics.MustBetween(0, (p + community.MaxWeight/2).Float()), metrics.From(0)},
	} {
		areas := row.r.Areas(community.Heads)
		require.Equal(t, row.practitioners, areas[0].Practitioners, row.why)
		require.Equal(t, row.workforce, areas[0].Workforce, row.why)
		for _, a := range areas {
			require.Equal(t, a, row.r.Area(a.ID, community.Heads), row.why)
		}
	}
	require.EqualError(t, community.Return{RoundedTo: -1}.Validate(), "community: roundedTo: a number of people can't be negative, have -0.000001")
}
