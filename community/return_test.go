package community_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// dated maps the columns of profession_fte.csv, body and day included.
var dated = community.RosterOptions{Columns: community.Columns{Function: "org", MainRole: "profession_raw", Weight: "fte", AsOf: "date"}}

func publishedReturns(t testing.TB) []community.Return {
	t.Helper()
	returns, _, err := community.Returns(community.ReadRoster(bytes.NewReader(mustRead(t, "profession_fte.csv")), dated))
	require.NoError(t, err)
	return returns
}

// One pass over the whole file gives the standing of every body on every day
// that a file of its own would give.
func TestReturnsOfEveryBody(t *testing.T) {
	returns := publishedReturns(t)
	require.Len(t, returns, 314)
	files := extract(t)
	units := map[string]bool{}
	for _, r := range returns {
		require.NoError(t, r.Validate())
		units[r.Unit] = true
		want, _, err := community.Areas(community.ReadRoster(bytes.NewReader(files[r.Unit+"-"+r.AsOf.String()]), extractColumns), community.FTE)
		require.NoError(t, err)
		got := r.Areas(community.FTE)
		for i := range got {
			require.Equal(t, r.Unit, got[i].Scope)
			require.Equal(t, r.AsOf, got[i].AsOf)
			require.NoError(t, got[i].Validate())
			got[i].Scope, got[i].AsOf = "", metrics.Date{}
		}
		require.Equal(t, want, got)
	}
	require.Len(t, units, 187)
	require.True(t, slices.IsSortedFunc(returns, func(a, b community.Return) int {
		if a.Unit != b.Unit {
			return bytes.Compare([]byte(a.Unit), []byte(b.Unit))
		}
		return a.AsOf.Compare(b.AsOf)
	}))
}

// Members in any order and partition give the same returns, and all of them
// together the areas of the whole.
func TestReturnsInAnyOrder(t *testing.T) {
	r := draw.From(t, 3, 14)
	roles := []string{"", "Law", "Policy", "Other", "Finance"}
	for range 200 {
		var members []community.Member
		for range r.IntN(40) {
			members = append(members, community.Member{
				Function: []string{"", "North", "South"}[r.IntN(3)], MainRole: roles[r.IntN(len(roles))],
				Weight: community.Weight(r.IntN(3_000_000)), AsOf: metrics.MustDate("2024-01-01").AddDays(r.IntN(2)),
			})
		}
		want, notes, err := community.Returns(community.Members(members...))
		require.NoError(t, err)
		require.Equal(t, len(members), notes.Members)
		// a slow reference: a sum over all members for each unit, day and role
		for _, ret := range want {
			sum := func(role string) (w community.Weight) {
				for _, m := range members {
					if m.Function == ret.Unit && m.AsOf == ret.AsOf && m.MainRole == role {
						w += m.Weight
						if m.Weight == 0 {
							w += community.Person
						}
					}
				}
				return w
			}
			total := community.Weight(0)
			for _, role := range roles {
				require.Equal(t, sum(role), ret.Weight(role))
				total += sum(role)
			}
			require.Equal(t, total, ret.Total())
		}
		r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
		got, _, err := community.Returns(community.Members(members...))
		require.NoError(t, err)
		require.Equal(t, want, got)
		data, err := json.Marshal(want)
		require.NoError(t, err)
		var back []community.Return
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, want, back)
	}
}

func TestReturnsRefuses(t *testing.T) {
	_, _, err := community.Returns(community.Members(community.Member{Weight: -1}, community.Member{Tie: 9}))
	require.EqualError(t, err, "community: members[0].weight: a weight can't be negative, have -0.000001\ncommunity: members[1].tie: Tie(9) is no tie")
	none, notes, err := community.Returns(nil)
	require.NoError(t, err)
	require.Empty(t, none)
	require.Zero(t, notes)
	err = community.Return{Roles: []community.RoleCount{{"Law", 1}, {"", -1}, {"Law", 2}}, Unknown: -1}.Validate()
	require.EqualError(t, err, "community: roles[1].role: is missing\n"+
		"community: roles[1].weight: a number of people can't be negative, have -0.000001\n"+
		"community: roles[2].role: \"Law\" stands twice\n"+
		"community: unknown: a number of people can't be negative, have -0.000001")
}

// A return too large to count has no upper end.
func TestReturnTooLarge(t *testing.T) {
	r := community.Return{Roles: []community.RoleCount{{"Law", community.MaxWeight - 1}, {"Policy", 7}}}
	require.Equal(t, community.MaxWeight, r.Total())
	for _, a := range r.Areas(community.Heads) {
		_, bounded := a.Workforce.High()
		require.False(t, bounded)
	}
}

// A near-miss is short of the threshold, but half-way there or more.
func TestNearMisses(t *testing.T) {
	workforce := metrics.Exactly(1000)
	for _, row := range []struct {
		why  string
		area community.PracticeArea
		want metrics.Answer
	}{
		{"NICE's operational delivery", community.PracticeArea{Practitioners: metrics.Exactly(85.43), Workforce: workforce}, yes},
		{"half-way there", community.PracticeArea{Practitioners: metrics.Exactly(50), Workforce: workforce}, yes},
		{"a long way off", community.PracticeArea{Practitioners: metrics.Exactly(49.999), Workforce: workforce}, no},
		{"established", community.PracticeArea{Practitioners: metrics.Exactly(100), Workforce: workforce}, no},
		{"it may be established", community.PracticeArea{Practitioners: metrics.MustBetween(60, 120), Workforce: workforce}, unknown},
		{"it may be far off", community.PracticeArea{Practitioners: metrics.MustBetween(10, 60), Workforce: workforce}, unknown},
		{"nothing is known", community.PracticeArea{}, unknown},
		{"a body of 80 can't get there", community.PracticeArea{Practitioners: metrics.Exactly(60), Workforce: metrics.Exactly(80)}, no},
		{"face to face 12 are near 20", community.PracticeArea{Practitioners: metrics.Exactly(12), Workforce: metrics.Exactly(80), FaceToFace: true}, yes},
	} {
		require.Equal(t, row.want, row.area.Shortfall(community.Threshold{}).Near(community.NearMiss), row.why)
	}
	// Of all the returns: the slow way, by numbers alone.
	near := 0
	for _, r := range publishedReturns(t) {
		for _, a := range r.Areas(community.FTE) {
			low, _ := a.Practitioners.Low()
			high, _ := a.Practitioners.High()
			whole, _ := a.Workforce.Point()
			want := unknown
			switch {
			case whole < 100 || low >= 100 || high < 50:
				want = no
			case low >= 50 && high < 100:
				want = yes
				near++
			}
			require.Equal(t, want, a.Shortfall(community.Threshold{}).Near(community.NearMiss), "%s %s %s", r.Unit, r.AsOf, a.ID)
		}
	}
	require.Equal(t, 244, near)
}
