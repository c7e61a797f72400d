package community_test

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// A part of the threshold is the decimal that a reader works out.
func TestNearAtDecimals(t *testing.T) {
	for part := 1; part < 100; part++ {
		a := community.PracticeArea{Practitioners: metrics.Exactly(float64(part)), Workforce: metrics.Exactly(1000)}
		require.Equal(t, yes, a.Shortfall(community.Threshold{}).Near(float64(part)/100), "%d of 100", part)
	}
	a := community.PracticeArea{Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(5)}
	require.Equal(t, yes, a.Shortfall(community.Threshold{Share: .8}).Near(.75), "0.6 of 0.8")
}

// A return that grows by exactly the factor is no break, and a rise that differs
// by exactly the tolerance is a relabelling.
func TestFlagsAtDecimals(t *testing.T) {
	first := metrics.MustDate("2024-01-01")
	flags := func(o community.FlagOptions, a, b []community.RoleCount) []community.Flag {
		got, err := community.Flags([]community.Return{{AsOf: first, Roles: a}, {AsOf: first.AddDays(1), Roles: b}}, o)
		require.NoError(t, err)
		return got
	}
	roles := func(name string, people int) []community.RoleCount {
		return []community.RoleCount{{Role: name, Weight: community.Weight(people) * person}}
	}
	for tenths := 11; tenths < 40; tenths++ {
		for before := 10; before < 200; before += 10 {
			o := community.FlagOptions{Factor: float64(tenths) / 10}
			require.Empty(t, flags(o, roles("A", before), roles("A", before*tenths/10)), "%d times %v", before, o.Factor)
			require.Empty(t, flags(o, roles("A", before*tenths/10), roles("A", before)))
			require.Len(t, flags(o, roles("A", before), roles("A", before*tenths/10+1)), 1)
		}
	}
	for percent := 1; percent < 100; percent++ {
		o := community.FlagOptions{Factor: 10, Tolerance: float64(percent) / 100}
		for _, rise := range []int{100 + percent, 100 - percent} {
			require.Len(t, flags(o, append(roles("A", 100), roles("C", 1000)...), append(roles("B", rise), roles("C", 1000)...)), 1, "%d %%", percent)
		}
	}
	require.Empty(t, flags(community.FlagOptions{}, nil, nil), "nobody twice is no news, and no repeat")
	require.Empty(t, flags(community.FlagOptions{}, []community.RoleCount{{Role: "A", Weight: community.MaxWeight}}, []community.RoleCount{{Role: "B", Weight: community.MaxWeight}}), "of unknown size both")
}

// A return with a negative count, which Validate refuses, is no reason to panic.
func TestNegativeReturns(t *testing.T) {
	for _, r := range []community.Return{
		{Unknown: -5}, {Roles: []community.RoleCount{{"x", -5}}}, {Roles: []community.RoleCount{{"x", 10}}, RoundedTo: -10 * person}, {Unknown: math.MinInt64, Roles: []community.RoleCount{{"x", 1}}},
	} {
		require.Error(t, r.Validate())
		for _, a := range append(r.Areas(community.Heads), r.Area("x", community.Heads), r.Area("", community.Heads)) {
			require.True(t, a.Practitioners.IsAnything() && a.Workforce.IsAnything())
		}
	}
}

// A count of nobody that is listed was rounded as the others were.
func TestListedNobody(t *testing.T) {
	r := community.Return{Roles: []community.RoleCount{{"A", 100 * person}, {"B", 0}}, RoundedTo: 10 * person}
	require.Equal(t, metrics.MustBetween(0, 5), r.Areas(community.Heads)[1].Practitioners)
	require.Equal(t, metrics.MustBetween(0, 5), r.Area("B", community.Heads).Practitioners)
	require.Equal(t, metrics.Exactly(0), r.Area("C", community.Heads).Practitioners, "what isn't listed isn't rounded")
}

// A row without a weight may have any: it decides no largest share.
func TestLargestShareWithoutWeights(t *testing.T) {
	o := community.PersonOptions{MainRole: community.ByLargestShare, Basis: community.FTE}
	for _, row := range []struct {
		why  string
		rows []community.Member
		want string
	}{
		{"A may be more or less than B", []community.Member{{ID: "p", MainRole: "A"}, {ID: "p", MainRole: "B", Weight: 600_000}}, ""},
		{"the blank may be more", []community.Member{{ID: "p"}, {ID: "p", MainRole: "B", Weight: 600_000}}, ""},
		{"so may one with a weight, beside a role without", []community.Member{{ID: "p", Weight: 1}, {ID: "p", MainRole: "B"}}, ""},
		{"rows aren't FTE", []community.Member{{ID: "p", MainRole: "A"}, {ID: "p", MainRole: "B"}, {ID: "p", MainRole: "B", Function: "x"}}, ""},
		{"all of them are one role", []community.Member{{ID: "p", MainRole: "B"}, {ID: "p", MainRole: "B", Weight: 1}}, "B"},
	} {
		require.Equal(t, row.want, persons(t, o, row.rows).Members[0].MainRole, row.why)
	}
}

// A source that says that a role isn't the main one contradicts another that
// has it.
func TestDeniedMainRole(t *testing.T) {
	no := []community.Member{{ID: "p", MainRole: "A", Main: metrics.No}}
	plain := []community.Member{{ID: "p", MainRole: "A"}}
	got := persons(t, community.PersonOptions{MainRole: community.ByDeclaration}, no, plain)
	require.Empty(t, got.Members[0].MainRole)
	require.Equal(t, []community.Conflict{{ID: "p", Kind: community.MainRolesConflict, Have: []string{"A"}}}, got.Conflicts)
	wins := community.PersonOptions{MainRole: community.ByDeclaration, FirstWins: true}
	require.Empty(t, persons(t, wins, no, plain).Members[0].MainRole, "the first says that it isn't")
	require.Equal(t, "A", persons(t, wins, plain, no).Members[0].MainRole, "the first says that it is")
}

// Equal input gives equal answers, several conflicts of one kind about one person
// included.
func TestPersonsTwice(t *testing.T) {
	var one, two []community.Member
	for i := range 40 {
		id := fmt.Sprint(i)
		one = append(one, community.Member{ID: id, MainRole: "B", Function: "1"}, community.Member{ID: id, MainRole: "B", Function: "1"}, community.Member{ID: id, MainRole: "A", Function: "2"}, community.Member{ID: id, MainRole: "A", Function: "2"})
		two = append(two, community.Member{ID: id, MainRole: "C"}, community.Member{ID: id, MainRole: "C"})
	}
	want := persons(t, community.PersonOptions{}, one, two)
	for range 20 {
		require.Equal(t, want, persons(t, community.PersonOptions{}, one, two))
	}
	require.Equal(t, []string{"A", "B"}, want.Conflicts[2].Have)
}

func TestAlikeInOtherAlphabets(t *testing.T) {
	got := persons(t, community.PersonOptions{}, []community.Member{{ID: "\u03a3\u0391\u03a3"}, {ID: "\u03c3\u03b1\u03c2"}, {ID: "\u017fam"}, {ID: "Sam"}})
	require.Len(t, got.Conflicts, 2)
}

// Answers decode strictly, each kind of them.
func TestAnswersDecodeStrictly(t *testing.T) {
	for _, v := range []any{
		new(community.Path), new(community.Place), new(community.Step), new(community.Line), new(community.Arrival), new(community.Notes), new(community.RosterNotes),
		new(community.RoleCount), new(community.FlagOptions), new(community.Flag), new(community.History), new(community.Return), new(community.People),
		new(community.Conflict), new(community.Charter), new(community.Reading),
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(`{"bogus":1}`), v), "bogus", "%T", v)
		require.ErrorContains(t, json.Unmarshal([]byte(`{"bogus":1,"bogus":1}`), v), "bogus", "%T", v)
		data, err := json.Marshal(v)
		require.NoError(t, err, "%T", v)
		require.NoError(t, json.Unmarshal(data, v), "%T: %s", v, data)
	}
}

func TestFaultsOfOptions(t *testing.T) {
	_, err := community.Histories(nil, 9, community.FlagOptions{Factor: -1})
	require.EqualError(t, err, "community: basis: Basis(9) is no basis\ncommunity: factor: want a number greater than 1, have -1")
	_, err = community.Census{Practising: 1}.NatureAt(community.Fraction{Num: 1, Den: 2})
	var e *community.Error
	require.ErrorAs(t, err, &e)
	_, err = community.Persons(community.PersonOptions{}, community.Members(community.Member{ID: "1"}), community.Members(community.Member{ID: "1", Weight: -1}))
	require.EqualError(t, err, "community: sources[1].members[0].weight: a weight can't be negative, have -0.000001")
}
