package community_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestAreas(t *testing.T) {
	areas, notes, err := community.Areas(community.Members(
		community.Member{MainRole: "Policy", Weight: 2_500_000},
		community.Member{MainRole: km},
		community.Member{MainRole: "Other", Weight: 10 * community.Person},
		community.Member{MainRole: km, Tie: community.Interested, Weight: 500_000}, // a tie is to one community; the role stands
		community.Member{MainRole: "Finance", Weight: 2_500_000},
		community.Member{Weight: 4 * community.Person},
		community.Member{MainRole: km},
		community.Member{MainRole: "Law", Weight: 3 * community.Person},
	), community.FTE)
	require.NoError(t, err)
	require.Equal(t, community.Notes{Members: 8}, notes)
	want := func(role string, least float64) community.PracticeArea {
		return community.PracticeArea{ID: role, Name: role, Practitioners: metrics.MustBetween(least, least+4), Workforce: metrics.Exactly(24.5), Basis: community.FTE}
	}
	require.Empty(t, cmp.Diff([]community.PracticeArea{want("Law", 3), want("Finance", 2.5), want(km, 2.5), want("Policy", 2.5)}, areas,
		cmp.Comparer(func(a, b metrics.Interval) bool { return a == b })))
	for _, a := range areas {
		require.NoError(t, a.Validate())
	}
}

func TestAreasOfNobody(t *testing.T) {
	for _, members := range [][]community.Member{nil, {{}}, {{MainRole: "Other"}, {}}} {
		areas, notes, err := community.Areas(community.Members(members...), community.Heads)
		require.NoError(t, err)
		require.Empty(t, areas)
		require.Equal(t, len(members), notes.Members)
	}
}

func TestAreasSaturate(t *testing.T) {
	const huge = community.MaxWeight
	areas, _, err := community.Areas(community.Members(
		community.Member{MainRole: km, Weight: 7}, community.Member{MainRole: "Policy", Weight: huge - 1}, community.Member{MainRole: "Policy", Weight: 5},
	), community.Heads)
	require.NoError(t, err)
	require.Equal(t, metrics.From(huge.Float()), areas[0].Practitioners, "as many or more")
	require.Equal(t, metrics.From(huge.Float()), areas[0].Workforce)
	require.Equal(t, metrics.Exactly(.000007), areas[1].Practitioners)

	areas, _, err = community.Areas(community.Members(community.Member{MainRole: km, Weight: huge - 1}), community.Heads)
	require.NoError(t, err)
	require.Equal(t, metrics.Exactly((huge - 1).Float()), areas[0].Workforce, "the largest that can be told")
	require.Equal(t, areas[0].Workforce, areas[0].Practitioners)

	areas, _, err = community.Areas(community.Members(community.Member{MainRole: km}, community.Member{Weight: huge}), community.Heads)
	require.NoError(t, err)
	require.Equal(t, metrics.From(1), areas[0].Practitioners, "how many are unknown isn't known either")
}

// An area's standing is that of the census of its role, one by one.
func TestAreasAgreeWithCensuses(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 100 {
			members := randomMembers(r, 1+r.IntN(50))
			for i := range members {
				members[i].Tie = community.TieUnknown
			}
			areas, _, err := community.Areas(community.Members(members...), community.Heads)
			require.NoError(t, err)
			for i, a := range areas {
				c, _, err := community.CountSlice(a.ID, members)
				require.NoError(t, err)
				require.Equal(t, c.Practitioners(), a.Practitioners)
				require.Equal(t, metrics.Exactly(c.Total().Float()), a.Workforce)
				if i > 0 {
					before, _ := areas[i-1].Practitioners.Low()
					now, _ := a.Practitioners.Low()
					require.True(t, before > now || before == now && areas[i-1].ID < a.ID, "the largest first, then by name")
				}
			}
		}
	})
}

// The same members in any order give the same bytes.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	answer := func(members []community.Member) string {
		census, notes, err := community.CountSlice(km, members)
		require.NoError(t, err)
		areas, _, err := community.Areas(community.Members(members...), community.FTE)
		require.NoError(t, err)
		data, err := json.Marshal([]any{census, notes, census.Nature(), census.PractisingShare(), areas})
		require.NoError(t, err)
		return string(data)
	}
	r := draw.From(t, 20, 0)
	members := randomMembers(r, 300)
	for i := range 40 {
		members = append(members, community.Member{MainRole: fmt.Sprint("role ", i%20)}) // many of the same size
	}
	want := answer(members)
	for order := range uint64(20) {
		r := draw.From(t, order, 1)
		r.Shuffle(len(members), func(i, k int) { members[i], members[k] = members[k], members[i] })
		require.Equal(t, want, answer(members), "order %d", order)
	}
}
