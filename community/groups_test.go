package community_test

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// group is one row of an answer, and answer what an engine would hand out.
type group struct {
	function, mainRole, tie      string
	rows, missing, least, weight int64
}

type answer struct {
	groups  []group
	at      int
	scanErr error
	err     error
}

func (a *answer) Next() bool { a.at++; return a.at <= len(a.groups) }
func (a *answer) Err() error { return a.err }
func (a *answer) Scan(dest ...any) error {
	if a.scanErr != nil {
		return a.scanErr
	}
	if len(dest) != 7 {
		return fmt.Errorf("%d columns", len(dest))
	}
	g := a.groups[a.at-1]
	for i, s := range []string{g.function, g.mainRole, g.tie} {
		*dest[i].(*string) = s
	}
	for i, n := range []int64{g.rows, g.missing, g.least, g.weight} {
		*dest[3+i].(*int64) = n
	}
	return nil
}

func readGroups(groups ...group) (members []community.Member, faults []string) {
	for m, err := range community.ReadGroups(&answer{groups: groups}, nil) {
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		members = append(members, m)
	}
	return members, faults
}

const wholeStatement = `SELECT g.function, g.main_role, g.tie,
       COUNT(*) AS "rows",
       COUNT(*) - COUNT(g.weight) AS missing,
       COALESCE(MIN(g.weight), 0) AS least,
       CAST(COALESCE(SUM(g.weight), 0) AS BIGINT) AS weight
FROM (SELECT COALESCE(CAST(t."Unit" AS TEXT), '') AS function,
             COALESCE(CAST(t."the ""job""" AS TEXT), '') AS main_role,
             COALESCE(CAST(t."tie" AS TEXT), '') AS tie,
             CASE WHEN t."FTE" = t."FTE" + 0 THEN CAST(ROUND(t."FTE" * 1000000.) AS BIGINT) END AS weight
      FROM "hr"."staff; DROP TABLE staff --" AS t) AS g
GROUP BY g.function, g.main_role, g.tie`

func TestGroupBy(t *testing.T) {
	all := community.Columns{ID: "nr", Function: "Unit", MainRole: `the "job"`, Tie: "tie", Weight: "FTE"}
	statement, err := all.GroupBy("hr", "staff; DROP TABLE staff --")
	require.NoError(t, err)
	require.Equal(t, wholeStatement, statement)

	few, err := community.Columns{Tie: "tie"}.GroupBy("staff")
	require.NoError(t, err)
	for _, line := range []string{"'' AS function", "'' AS main_role", `t."tie"`, "CAST(1000000 AS BIGINT) AS weight", `FROM "staff" AS t`} {
		require.Contains(t, few, line)
	}
}

func TestGroupByRefuses(t *testing.T) {
	for _, row := range []struct {
		name    string
		columns community.Columns
		table   []string
		want    string
	}{
		{"no table", community.Columns{Tie: "tie"}, nil, "community: table: is missing"},
		{"an empty table", community.Columns{Tie: "tie"}, []string{"hr", ""}, "community: table[1]: a name can't be empty"},
		{"neither role nor tie", community.Columns{Weight: "fte"}, []string{"staff"}, "community: mainRole: is missing: name the column of the main role or of the tie"},
		{"a NUL", community.Columns{MainRole: "a\x00b"}, []string{"staff"}, `community: mainRole: a name must be UTF-8 without NUL, have "a\x00b"`},
		{"no UTF-8", community.Columns{MainRole: "a", Weight: "\xff"}, []string{"staff"}, `community: weight: a name must be UTF-8 without NUL, have "\xff"`},
		{"all at once", community.Columns{Function: "\x00", Tie: "\x00"}, []string{""},
			"community: table[0]: a name can't be empty\ncommunity: function: a name must be UTF-8 without NUL, have \"\\x00\"\ncommunity: tie: a name must be UTF-8 without NUL, have \"\\x00\""},
	} {
		t.Run(row.name, func(t *testing.T) {
			statement, err := row.columns.GroupBy(row.table...)
			require.EqualError(t, err, row.want)
			require.Empty(t, statement)
			require.ErrorAs(t, err, new(*community.Error))
		})
	}
}

func TestReadGroups(t *testing.T) {
	members, faults := readGroups(
		group{"North", " Knowledge & Information Management (KIM)", "", 3, 0, 500_000, 2_500_000},
		group{" North ", "Not reported", "interested ", 1, 0, 1, 1},
		group{"", "Other", "", 1, 0, 1_000_000, 1_000_000},
		group{"South", "Law", "", 4, 0, 0, 0}, // nobody, not one person
		group{"", "", "", 1, 0, 0, math.MaxInt64 - 1},
	)
	require.Empty(t, faults)
	require.Equal(t, []community.Member{
		{Function: "North", MainRole: "Knowledge and information management", Weight: 2_500_000},
		{Function: "North", Tie: community.Interested, Weight: 1},
		{MainRole: "Other", Weight: community.Person},
		{Weight: community.MaxWeight - 1},
	}, members)
}

func TestReadGroupsFolds(t *testing.T) {
	groups := &answer{groups: []group{{"", "law", "", 1, 0, 1, 1}}}
	for m, err := range community.ReadGroups(groups, strings.ToUpper) {
		require.NoError(t, err)
		require.Equal(t, "LAW", m.MainRole)
	}
}

func TestReadGroupsFaults(t *testing.T) {
	const where = `community: group of function "North", main role "Law" and tie "": `
	for _, row := range []struct {
		name  string
		group group
		want  string
	}{
		{"a weight is missing", group{"North", "Law", "", 3, 2, 0, 5}, where + "weight: missing or no number in 2 of 3 rows"},
		{"all are missing, which isn't nobody", group{"North", "Law", "", 3, 3, 0, 0}, where + "weight: missing or no number in 3 of 3 rows"},
		{"a negative weight in a positive sum", group{"North", "Law", "", 3, 0, -500_000, 5}, where + "weight: a weight can't be negative, have -0.5"},
		{"a negative weight in a sum of nothing", group{"North", "Law", "", 2, 0, -1, 0}, where + "weight: a weight can't be negative, have -0.000001"},
		{"a negative sum", group{"North", "Law", "", 2, 0, 1, -1}, where + "weight: a weight can't be negative, have -0.000001"},
		{"a sum at the top", group{"North", "Law", "", 2, 0, 1, math.MaxInt64}, where + "weight: more people than can be counted"},
		{"no tie", group{"North", "Law", "keen", 1, 0, 1, 1},
			`community: group of function "North", main role "Law" and tie "keen": unknown tie "keen": want one of unknown, practising, interested, innovating`},
		{"no UTF-8", group{"\xff", "Law", "", 1, 0, 1, 1}, `community: group of function "\xff", main role "Law" and tie "": its text isn't UTF-8`},
		{"a tie that isn't UTF-8", group{"", "", "\xff", 1, 0, 1, 1},
			`community: group of function "", main role "" and tie "\xff": unknown tie "\xff": want one of unknown, practising, interested, innovating`},
		{"two at once", group{"North", "Law", "", 3, 1, -1, 5}, where + "weight: missing or no number in 1 of 3 rows\n" + where + "weight: a weight can't be negative, have -0.000001"},
	} {
		t.Run(row.name, func(t *testing.T) {
			members, faults := readGroups(row.group, group{"", "Law", "", 1, 0, 1, 1})
			require.Equal(t, []string{row.want}, faults)
			require.Len(t, members, 1, "reading goes on")
			census, _, err := community.Count("Law", community.ReadGroups(&answer{groups: []group{row.group}}, nil))
			require.EqualError(t, err, row.want)
			require.Zero(t, census)
			for e := range metrics.Errors(err) {
				require.Empty(t, e.Path)
			}
		})
	}
}

// A failure of the answer is no census of a part.
func TestReadGroupsFailures(t *testing.T) {
	lost := errors.New("connection lost")
	one := []group{{"", "Law", "", 1, 0, 1, 1}, {"", "Law", "", 1, 0, 1, 1}}
	for _, row := range []struct {
		name   string
		answer answer
		is     error
		want   string
		seen   int
	}{
		{"it breaks off", answer{groups: one, err: lost}, lost, "community: the groups couldn't be read to their end: connection lost", 3},
		{"it fails at once", answer{err: lost}, lost, "community: the groups couldn't be read to their end: connection lost", 1},
		{"another statement", answer{groups: one, scanErr: lost}, lost, "community: a group couldn't be read: connection lost", 1},
		{"no rows", answer{}, community.ErrNoRows, "community: " + community.ErrNoRows.Error(), 1},
	} {
		t.Run(row.name, func(t *testing.T) {
			a := row.answer
			seen := 0
			var last error
			for _, last = range community.ReadGroups(&a, nil) {
				seen++
			}
			require.Equal(t, row.seen, seen)
			require.ErrorIs(t, last, row.is)
			require.EqualError(t, last, row.want)
		})
	}
}

func TestReadGroupsOnce(t *testing.T) {
	groups := []group{{"", "Law", "", 1, 1, 0, 0}, {"", "Law", "", 1, 0, 1, 1}, {"", "Law", "", 1, 0, 1, 1}}
	for stop := 1; stop <= 3; stop++ { // at a fault and at members
		seq := community.ReadGroups(&answer{groups: groups}, nil)
		seen := 0
		for range seq {
			if seen++; seen == stop {
				break
			}
		}
		require.Equal(t, stop, seen)
		for _, err := range seq {
			require.EqualError(t, err, "community: the groups have been read already: they can be ranged over once")
		}
	}
}

// Grouped first and counted after, or counted row by row: the census is the same,
// and so are the areas. The spellings stay apart until they are folded.
func TestGroupsAddUp(t *testing.T) {
	random := draw.From(t, 7, 11)
	roles := []string{"Law", "law", "Knowledge & Information Management", "Knowledge and information management (KIM)", "", "Unknown", "Other", "Statistics"}
	for range 300 {
		type key struct{ function, role, tie string }
		sums := map[key]*group{}
		var rows []community.Member
		for range 1 + random.IntN(200) {
			tie := community.Tie(random.IntN(4))
			k := key{fmt.Sprint(random.IntN(3)), roles[random.IntN(len(roles))], tie.String()}
			w := community.Weight(random.IntN(3) * random.IntN(2_000_000))
			if w > 0 { // else the reader of a roster skips the row
				rows = append(rows, community.Member{Function: k.function, MainRole: community.FoldProfession(k.role), Tie: tie, Weight: w})
			}
			if sums[k] == nil {
				sums[k] = &group{k.function, k.role, k.tie, 0, 0, math.MaxInt64, 0}
			}
			sums[k].rows++
			sums[k].least = min(sums[k].least, int64(w))
			sums[k].weight += int64(w)
		}
		var groups []group
		for _, g := range sums { // in any order
			groups = append(groups, *g)
		}
		want, _, err := community.CountSlice(km, rows)
		require.NoError(t, err)
		have, notes, err := community.Count(km, community.ReadGroups(&answer{groups: groups}, nil))
		require.NoError(t, err)
		require.Equal(t, want, have)
		require.LessOrEqual(t, notes.Members, len(groups), "groups are counted, not rows")

		wantAreas, _, err := community.Areas(community.Members(rows...), community.FTE)
		require.NoError(t, err)
		haveAreas, _, err := community.Areas(community.ReadGroups(&answer{groups: groups}, nil), community.FTE)
		require.NoError(t, err)
		require.Equal(t, wantAreas, haveAreas)
	}
}

// Spaces around a main role make no difference, whatever the fold.
func TestGroupsTrimMainRoles(t *testing.T) {
	asIs := func(s string) string { return s }
	groups := &answer{groups: []group{{mainRole: " KM", rows: 1, least: 1_000_000, weight: 1_000_000}, {mainRole: " ", rows: 1, least: 1_000_000, weight: 1_000_000}}}
	census, _, err := community.Count("KM", community.ReadGroups(groups, asIs))
	require.NoError(t, err)
	require.Equal(t, community.Census{Practising: person, Unknown: person}, census)
}
