package community_test

import (
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func persons(t *testing.T, o community.PersonOptions, sources ...[]community.Member) community.People {
	t.Helper()
	var all []iter.Seq2[community.Member, error]
	for _, s := range sources {
		all = append(all, community.Members(s...))
	}
	people, err := community.Persons(o, all...)
	require.NoError(t, err)
	data, err := json.Marshal(people)
	require.NoError(t, err)
	var back community.People
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, people, back)
	return people
}

func TestPersons(t *testing.T) {
	const half = person / 2
	share := community.PersonOptions{MainRole: community.ByLargestShare, Basis: community.FTE}
	declared := community.PersonOptions{MainRole: community.ByDeclaration, Basis: community.FTE}
	fte := community.PersonOptions{Basis: community.FTE}
	conflict := func(kind community.ConflictKind, have ...string) community.Conflict {
		return community.Conflict{ID: "7", Kind: kind, Have: have}
	}
	for _, row := range []struct {
		why       string
		o         community.PersonOptions
		sources   [][]community.Member
		want      community.Member
		conflicts []community.Conflict
	}{
		{"one row is the person", fte, [][]community.Member{{{ID: "7", Function: "North", MainRole: "Law", Weight: half}}},
			community.Member{ID: "7", Function: "North", MainRole: "Law", Weight: half}, nil},
		{"two posts of one role add up", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", MainRole: "Law", Weight: half}}},
			community.Member{ID: "7", MainRole: "Law", Weight: 900_000}, nil},
		{"in heads they are one person", community.PersonOptions{}, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", MainRole: "Law", Weight: half}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, nil},
		{"of two roles none is known to be the main one", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 600_000}, {ID: "7", MainRole: "Policy", Weight: 400_000}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"the larger share decides", share, [][]community.Member{{{ID: "7", MainRole: "Policy", Weight: 400_000}, {ID: "7", MainRole: "Law", Weight: 600_000}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, nil},
		{"two small posts of one role are the larger share", share, [][]community.Member{{{ID: "7", MainRole: "Policy", Weight: 300_000}, {ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", Function: "X", MainRole: "Policy", Weight: 200_000}}},
			community.Member{ID: "7", Function: "X", MainRole: "Policy", Weight: 900_000}, nil},
		{"equal shares don't", share, [][]community.Member{{{ID: "7", MainRole: "Policy", Weight: half}, {ID: "7", MainRole: "Law", Weight: half}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"a blank post may add to either", share, [][]community.Member{{{ID: "7", MainRole: "Policy", Weight: 300_000}, {ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", Weight: 200_000}}},
			community.Member{ID: "7", Weight: 900_000}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"or be the main one itself", share, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", Weight: 600_000}}},
			community.Member{ID: "7", Weight: person}, nil},
		{"a blank post says nothing against the role of the other", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 400_000}, {ID: "7", Weight: 600_000}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, nil},
		{"the declared role decides, whatever its share", declared, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: 900_000}, {ID: "7", MainRole: "Policy", Main: yes, Weight: 100_000}}},
			community.Member{ID: "7", MainRole: "Policy", Weight: person}, nil},
		{"two declared ones don't", declared, [][]community.Member{{{ID: "7", MainRole: "Law", Main: yes, Weight: half}, {ID: "7", MainRole: "Policy", Main: yes, Weight: half}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"a declared blank leaves it unknown", declared, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: half}, {ID: "7", Main: yes, Weight: half}}},
			community.Member{ID: "7", Weight: person}, nil},
		{"what isn't the main role isn't, even alone", declared, [][]community.Member{{{ID: "7", MainRole: "Law", Main: no}}}, community.Member{ID: "7", Weight: person}, nil},
		{"a role that isn't declared either way is, if it is the only one left", declared, [][]community.Member{{{ID: "7", MainRole: "Law", Main: no, Weight: half}, {ID: "7", MainRole: "Policy", Weight: half}}},
			community.Member{ID: "7", MainRole: "Policy", Weight: person}, nil},
		{"two systems that agree are one person, not two", fte, [][]community.Member{{{ID: "7", MainRole: "Law"}}, {{ID: "7", MainRole: "Law"}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, nil},
		{"one knows the role, the other the tie and the function", fte, [][]community.Member{{{ID: "7", MainRole: "Law"}}, {{ID: "7", Tie: community.Interested, Function: "North"}}},
			community.Member{ID: "7", Function: "North", MainRole: "Law", Tie: community.Interested, Weight: person}, nil},
		{"two that disagree leave it unknown", fte, [][]community.Member{{{ID: "7", MainRole: "Law"}}, {{ID: "7", MainRole: "Policy"}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"unless the first is to win", community.PersonOptions{FirstWins: true}, [][]community.Member{{{ID: "7", MainRole: "Policy"}}, {{ID: "7", MainRole: "Law"}}},
			community.Member{ID: "7", MainRole: "Policy", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"the first that knows", community.PersonOptions{FirstWins: true}, [][]community.Member{{{ID: "7"}}, {{ID: "7", MainRole: "Law"}}, {{ID: "7", MainRole: "Policy"}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"another source may decide between two posts", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: half}, {ID: "7", MainRole: "Policy", Weight: half}}, {{ID: "7", MainRole: "Policy"}}},
			community.Member{ID: "7", MainRole: "Policy", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Law", "Policy")}},
		{"but not for a third one", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: half}, {ID: "7", MainRole: "Policy", Weight: half}}, {{ID: "7", MainRole: "Finance"}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.MainRolesConflict, "Finance", "Law", "Policy")}},
		{"ties that differ", fte, [][]community.Member{{{ID: "7", Tie: community.Interested}}, {{ID: "7", Tie: community.Practising}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.TiesConflict, "interested", "practising")}},
		{"functions that differ", fte, [][]community.Member{{{ID: "7", Function: "North"}}, {{ID: "7", Function: "South"}}},
			community.Member{ID: "7", Weight: person}, []community.Conflict{conflict(community.FunctionsConflict, "North", "South")}},
		{"the function is that of the main role", share, [][]community.Member{{{ID: "7", Function: "North", MainRole: "Law", Weight: 600_000}, {ID: "7", Function: "South", MainRole: "Policy", Weight: 400_000}}},
			community.Member{ID: "7", Function: "North", MainRole: "Law", Weight: person}, nil},
		{"another FTE in the second source", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: half}}, {{ID: "7", MainRole: "Law", Weight: person}}},
			community.Member{ID: "7", MainRole: "Law", Weight: half}, []community.Conflict{conflict(community.WeightsConflict, "0.5", "1")}},
		{"more than one full-time equivalent", fte, [][]community.Member{{{ID: "7", MainRole: "Law", Weight: person}, {ID: "7", MainRole: "Law", Function: "N", Weight: half}}},
			community.Member{ID: "7", Function: "N", MainRole: "Law", Weight: person + half}, []community.Conflict{conflict(community.OverOne, "1.5")}},
		{"a row that stands twice", fte, [][]community.Member{{{ID: "7", MainRole: "Law"}, {ID: "7", MainRole: "Law"}}},
			community.Member{ID: "7", MainRole: "Law", Weight: person}, []community.Conflict{conflict(community.RepeatedRow, "Law")}},
	} {
		got := persons(t, row.o, row.sources...)
		require.Equal(t, []community.Member{row.want}, got.Members, row.why)
		if row.conflicts == nil {
			row.conflicts = []community.Conflict{}
		}
		require.Equal(t, row.conflicts, got.Conflicts, row.why)
	}
}

// Ids are compared letter by letter: those that are nearly alike are different
// people, and told.
func TestPersonsIDs(t *testing.T) {
	day := metrics.MustDate("2024-01-01")
	got := persons(t, community.PersonOptions{}, []community.Member{
		{ID: "ab1"}, {ID: "AB1"}, {ID: "ab 1"}, {ID: "b"}, {MainRole: "Policy"}, {MainRole: "Law"}, {ID: "b", AsOf: day},
	})
	require.Equal(t, 7, got.Rows)
	require.Equal(t, 2, got.NoID)
	var ids []string
	for _, m := range got.Members {
		ids = append(ids, m.ID)
	}
	require.Equal(t, []string{"AB1", "ab 1", "ab1", "b", "b", "", ""}, ids, "another day is another member")
	require.Equal(t, "Law", got.Members[5].MainRole)
	require.Equal(t, []community.Conflict{{ID: "AB1", Kind: community.IDsAlike, Have: []string{"AB1", "ab 1", "ab1"}}}, got.Conflicts)
}

// Each letter that has another case makes ids alike, the first and the last of the
// alphabet too, and so does a space.
func TestPersonsAlike(t *testing.T) {
	for _, pair := range [][2]string{{"A", "a"}, {"Z", "z"}, {"1M", "1m"}, {" 1", "1"}, {"1 2", "12"}, {"Ä", "ä"}} {
		got := persons(t, community.PersonOptions{}, []community.Member{{ID: pair[0]}, {ID: pair[1]}})
		require.Equal(t, []community.Conflict{{ID: pair[0], Kind: community.IDsAlike, Have: pair[:]}}, got.Conflicts)
	}
	for _, pair := range [][2]string{{"@", "`"}, {"[", "{"}, {"1", "2"}} { // beside the letters
		require.Empty(t, persons(t, community.PersonOptions{}, []community.Member{{ID: pair[0]}, {ID: pair[1]}}).Conflicts)
	}
}

func TestPersonsRefuses(t *testing.T) {
	_, err := community.Persons(community.PersonOptions{MainRole: 3, Basis: 9})
	require.EqualError(t, err, "community: mainRole: MainRoleBy(3) is no rule\ncommunity: basis: Basis(9) is no basis")
	broken := errors.New("broken")
	failing := func(yield func(community.Member, error) bool) { yield(community.Member{}, broken) }
	_, err = community.Persons(community.PersonOptions{}, community.Members(community.Member{ID: "1", Weight: -1, Main: metrics.Yes}, community.Member{Main: 7}), failing)
	require.ErrorIs(t, err, broken)
	require.ErrorContains(t, err, "members[0].weight: a weight can't be negative")
	require.ErrorContains(t, err, "members[1].main: Answer(7) is no answer")
	require.NotContains(t, err.Error(), "members[0].main")
	_, err = community.Persons(community.PersonOptions{}, community.Members(community.Member{ID: "1", Weight: -1}))
	require.EqualError(t, err, "community: members[0].weight: a weight can't be negative, have -0.000001", "of one source its number isn't told")
	none, err := community.Persons(community.PersonOptions{}, nil)
	require.NoError(t, err)
	require.Equal(t, community.People{Members: []community.Member{}, Conflicts: []community.Conflict{}}, none)
}

// A role is the main one by its share only if it is strictly the largest however
// the blank posts are given to roles, one that isn't named among them.
func TestLargestShareAgainstBruteForce(t *testing.T) {
	r := draw.From(t, 1, 2)
	met := map[bool]int{}
	for range 3000 {
		roles := []string{"A", "B", "C"}
		var rows []community.Member
		var sums [4]int // the last: none of them
		blank := 0
		for i := range 1 + r.IntN(5) {
			w := 1 + r.IntN(4)
			m := community.Member{ID: "7", Function: string(rune('a' + i)), Weight: community.Weight(w)}
			if k := r.IntN(4); k < 3 {
				m.MainRole = roles[k]
				sums[k] += w
			} else {
				blank += w
			}
			rows = append(rows, m)
		}
		winners := map[string]bool{}
		for a := range blank + 1 {
			for b := range blank - a + 1 {
				for c := range blank - a - b + 1 {
					now := [4]int{sums[0] + a, sums[1] + b, sums[2] + c, blank - a - b - c}
					most := slices.Max(now[:])
					var winner strings.Builder
					for i, n := range now {
						if n == most {
							winner.WriteByte("ABC?"[i])
						}
					}
					winners[winner.String()] = true
				}
			}
		}
		want := ""
		for winner := range winners {
			if len(winners) == 1 && len(winner) == 1 && winner != "?" {
				want = winner
			}
		}
		got := persons(t, community.PersonOptions{MainRole: community.ByLargestShare}, rows)
		require.Equal(t, want, got.Members[0].MainRole, "%v", rows)
		met[want != ""]++
	}
	require.Greater(t, min(met[true], met[false]), 500)
}

// The order of rows makes no difference, everybody comes out once, and people
// put together once stay so.
func TestPersonsProperties(t *testing.T) {
	r := draw.From(t, 8, 8)
	for range 500 {
		o := community.PersonOptions{MainRole: community.MainRoleBy(r.IntN(3)), FirstWins: r.IntN(2) == 0, Basis: community.Basis(r.IntN(3))}
		sources := make([][]community.Member, 1+r.IntN(3))
		ids := map[string]bool{}
		for i := range sources {
			for range r.IntN(12) {
				m := community.Member{
					ID: string(rune('a' + r.IntN(5))), MainRole: []string{"", "Law", "Policy"}[r.IntN(3)], Function: []string{"", "N", "S"}[r.IntN(3)],
					Tie: community.Tie(r.IntN(4)), Main: metrics.Answer(r.IntN(3)), Weight: community.Weight(1 + r.IntN(2)*499_999),
				}
				ids[m.ID] = true
				sources[i] = append(sources[i], m)
			}
		}
		want := persons(t, o, sources...)
		require.Len(t, want.Members, len(ids))
		for i := range sources {
			r.Shuffle(len(sources[i]), func(a, b int) { sources[i][a], sources[i][b] = sources[i][b], sources[i][a] })
		}
		require.Equal(t, want, persons(t, o, sources...))
		again := persons(t, o, want.Members)
		require.Equal(t, want.Members, again.Members)
		for _, c := range again.Conflicts {
			require.Equal(t, community.OverOne, c.Kind)
		}
		for _, c := range want.Conflicts {
			require.NotEmpty(t, c.Have)
			require.True(t, slices.IsSorted(c.Have))
			if !o.FirstWins && c.Kind == community.TiesConflict && len(sources) == 1 {
				i := slices.IndexFunc(want.Members, func(m community.Member) bool { return m.ID == c.ID })
				require.Equal(t, community.TieUnknown, want.Members[i].Tie)
			}
		}
		// the census counts each person once
		if o.Basis != community.FTE {
			census, _, err := community.CountSlice("Law", want.Members)
			require.NoError(t, err)
			require.Equal(t, community.Weight(len(ids))*person, census.Total())
		}
	}
}

// A roster of two systems, read as files.
func TestPersonsOfFiles(t *testing.T) {
	hr := "id,profession,fte\n1,Law,0.6\n1,KIM,0.4\n2,Knowledge & Information Management,1\n"
	list := "id,tie\n1,interested\n3,innovating\n2,\n"
	people, err := community.Persons(community.PersonOptions{MainRole: community.ByLargestShare, Basis: community.FTE},
		community.ReadRoster(strings.NewReader(hr), community.RosterOptions{}), community.ReadRoster(strings.NewReader(list), community.RosterOptions{}))
	require.NoError(t, err)
	census, _, err := community.CountSlice(km, people.Members)
	require.NoError(t, err)
	require.Equal(t, community.Census{Practising: person, Interested: person, Innovating: person}, census)
}

// A membership list says who belongs; the personnel system only what they do.
func TestPeopleIn(t *testing.T) {
	hr := []community.Member{{ID: "1", MainRole: "Law"}, {ID: "2", MainRole: "Law"}, {ID: "2", MainRole: "Policy"}, {ID: "3"}, {ID: "03"}, {ID: "X"}, {MainRole: "Law"}}
	all := persons(t, community.PersonOptions{}, hr, []community.Member{{ID: "1", Tie: community.Interested}, {ID: "x"}})
	got := all.In(slices.Values([]string{"1", "x", "2", "9", ""}))
	require.Equal(t, []string{"1", "2", "x"}, []string{got.Members[0].ID, got.Members[1].ID, got.Members[2].ID})
	require.Len(t, got.Members, 3)
	require.Equal(t, []community.Conflict{
		{ID: "2", Kind: community.MainRolesConflict, Have: []string{"Law", "Policy"}}, {ID: "X", Kind: community.IDsAlike, Have: []string{"X", "x"}},
	}, got.Conflicts)
	require.Equal(t, 1, got.NoID)
	require.Empty(t, all.In(nil).Members)
}

func TestPersonsFoldIDs(t *testing.T) {
	got := persons(t, community.PersonOptions{FoldID: strings.ToLower}, []community.Member{{ID: "AB1", MainRole: "Law"}, {ID: "ab1"}, {ID: ""}})
	require.Equal(t, []community.Member{{ID: "ab1", MainRole: "Law", Weight: person}, {}}, got.Members)
	require.Empty(t, got.Conflicts)
}

// One row is settled at once; two systems that say the same of everybody come to
// the same the long way.
func TestOneRowIsThePerson(t *testing.T) {
	r := draw.From(t, 4, 4)
	for range 300 {
		o := community.PersonOptions{MainRole: community.MainRoleBy(r.IntN(3)), Basis: community.Basis(r.IntN(3))}
		var rows []community.Member
		for i := range r.IntN(10) {
			rows = append(rows, community.Member{
				ID: string(rune('a' + i)), MainRole: []string{"", "Law"}[r.IntN(2)], Function: []string{"", "N"}[r.IntN(2)],
				Tie: community.Tie(r.IntN(4)), Main: metrics.Answer(r.IntN(3)), Weight: community.Weight(r.IntN(3) * 700_000),
			})
		}
		require.Equal(t, persons(t, o, rows, rows).Members, persons(t, o, rows).Members)
	}
}
