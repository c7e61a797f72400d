package community_test

import (
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

const km = "Knowledge and information management"

func randomMembers(r *rand.Rand, n int) []community.Member {
	members := make([]community.Member, n)
	for i := range members {
		members[i] = community.Member{
			ID: fmt.Sprint(i), MainRole: pick(r, "", km, km, "Policy", "Finance", "Other"),
			Tie: community.Tie(max(0, r.IntN(8)-4)), Weight: pick(r, 0, 1, 600_000, community.Weight(r.IntN(9_000_000))),
		}
	}
	return members
}

func TestCount(t *testing.T) {
	const p = community.Person
	for _, row := range []struct {
		why    string
		member community.Member
		want   community.Census
		notes  community.Notes
	}{
		{"main role is the topic", community.Member{MainRole: km}, community.Census{Practising: p}, community.Notes{Members: 1}},
		{"main role is something else", community.Member{MainRole: "Policy"}, community.Census{Elsewhere: p}, community.Notes{Members: 1}},
		{"main role unknown", community.Member{}, community.Census{Unknown: p}, community.Notes{Members: 1}},
		{"letter by letter", community.Member{MainRole: strings.ToUpper(km)}, community.Census{Elsewhere: p}, community.Notes{Members: 1}},
		{"stated practising", community.Member{Tie: community.Practising}, community.Census{Practising: p}, community.Notes{Members: 1}},
		{"stated and by role", community.Member{Tie: community.Practising, MainRole: km}, community.Census{Practising: p}, community.Notes{Members: 1}},
		{"stated, against the role", community.Member{Tie: community.Practising, MainRole: "Policy"}, community.Census{Practising: p}, community.Notes{1, 1}},
		{"interested", community.Member{Tie: community.Interested}, community.Census{Interested: p}, community.Notes{Members: 1}},
		{"interested, another role", community.Member{Tie: community.Interested, MainRole: "Policy"}, community.Census{Interested: p}, community.Notes{Members: 1}},
		{"interested, against the role", community.Member{Tie: community.Interested, MainRole: km}, community.Census{Interested: p}, community.Notes{1, 1}},
		{"innovating", community.Member{Tie: community.Innovating, MainRole: "Policy"}, community.Census{Innovating: p}, community.Notes{Members: 1}},
		{"innovating, against the role", community.Member{Tie: community.Innovating, MainRole: km}, community.Census{Innovating: p}, community.Notes{1, 1}},
		{"a group of posts", community.Member{MainRole: km, Weight: 148_110_000}, community.Census{Practising: 148_110_000}, community.Notes{Members: 1}},
		{"no weight is one person", community.Member{Tie: community.Interested, Weight: 0}, community.Census{Interested: p}, community.Notes{Members: 1}},
		{"the least weight", community.Member{MainRole: km, Weight: 1}, community.Census{Practising: 1}, community.Notes{Members: 1}},
	} {
		t.Run(row.why, func(t *testing.T) {
			census, notes, err := community.Count(km, community.Members(row.member))
			require.NoError(t, err)
			require.Equal(t, row.want, census)
			require.Equal(t, row.notes, notes)
			census, notes, err = community.CountSlice(km, []community.Member{row.member})
			require.NoError(t, err)
			require.Equal(t, row.want, census)
			require.Equal(t, row.notes, notes)
		})
	}
}

func TestCountWithoutTopic(t *testing.T) {
	census, notes, err := community.Count("", community.Members(
		community.Member{}, community.Member{Tie: community.Interested}, community.Member{Tie: community.Innovating},
		community.Member{Tie: community.Practising}, community.Member{MainRole: "Policy"}))
	require.NoError(t, err)
	require.Equal(t, community.Census{Practising: community.Person, Interested: community.Person, Innovating: community.Person,
		Elsewhere: community.Person, Unknown: community.Person}, census)
	require.Zero(t, notes.Conflicts, "an unknown main role contradicts nothing")
}

func TestCountSaturates(t *testing.T) {
	census, _, err := community.CountSlice(km, []community.Member{{MainRole: km, Weight: community.MaxWeight}, {MainRole: km}, {}})
	require.NoError(t, err)
	require.Equal(t, community.Census{Practising: community.MaxWeight, Unknown: community.Person}, census)
	require.Equal(t, metrics.From(community.MaxWeight.Float()), census.Practitioners())
}

// Counting in parts, in any order, equals counting at once.
func TestCountInParts(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 100 {
			members := randomMembers(r, r.IntN(60))
			whole, notes, err := community.CountSlice(km, members)
			require.NoError(t, err)
			require.Equal(t, len(members), notes.Members)
			r.Shuffle(len(members), func(i, k int) { members[i], members[k] = members[k], members[i] })
			var sum community.Census
			var met community.Notes
			for rest := members; len(rest) > 0; {
				n := 1 + r.IntN(len(rest))
				c, notes, err := community.Count(km, community.Members(rest[:n]...))
				require.NoError(t, err)
				sum = sum.Add(c)
				met = met.Add(notes)
				rest = rest[n:]
			}
			require.Equal(t, whole, sum)
			require.Equal(t, notes, met)
		}
	})
}

func TestCountRefusesMembers(t *testing.T) {
	members := []community.Member{{}, {Weight: -1}, {Tie: 4}, {Weight: -2_500_000, Tie: 200}, {MainRole: km}, {Weight: -1, Tie: community.Innovating}}
	want := "community: members[1].weight: a weight can't be negative, have -0.000001\n" +
		"community: members[2].tie: Tie(4) is no tie\n" +
		"community: members[3].weight: a weight can't be negative, have -2.5\n" +
		"community: members[3].tie: Tie(200) is no tie\n" +
		"community: members[5].weight: a weight can't be negative, have -0.000001"
	check := func(err error) {
		require.EqualError(t, err, want)
		var e *community.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, "members[1].weight", e.Path)
	}
	census, notes, err := community.CountSlice(km, members)
	check(err)
	require.Zero(t, census, "a part of a census would pass for the whole")
	require.Zero(t, notes)
	census, notes, err = community.Count(km, community.Members(members...))
	check(err)
	require.Zero(t, census)
	require.Zero(t, notes)
	areas, notes, err := community.Areas(community.Members(members...), community.FTE)
	check(err)
	require.Nil(t, areas)
	require.Zero(t, notes)
}

var errTorn = errors.New("the page is torn")

// torn yields errors at every second place, and counts what was asked of it.
func torn(faults int, asked *int) iter.Seq2[community.Member, error] {
	return func(yield func(community.Member, error) bool) {
		for i := range 2 * faults {
			*asked++
			var err error
			if i%2 == 1 {
				err = fmt.Errorf("row %d: %w", i, errTorn)
			}
			if !yield(community.Member{MainRole: km}, err) {
				return
			}
		}
	}
}

func TestErrorsAreCollected(t *testing.T) {
	counts := map[string]func(iter.Seq2[community.Member, error]) error{
		"Count": func(s iter.Seq2[community.Member, error]) error { _, _, err := community.Count(km, s); return err },
		"Areas": func(s iter.Seq2[community.Member, error]) error {
			_, _, err := community.Areas(s, community.Heads)
			return err
		},
	}
	for name, count := range counts {
		t.Run(name, func(t *testing.T) {
			for faults, lines := range map[int]int{1: 1, 3: 3, 99: 99, 100: 101, 101: 101, 5000: 101} {
				asked := 0
				err := count(torn(faults, &asked))
				require.ErrorIs(t, err, errTorn)
				all := strings.Split(err.Error(), "\n")
				require.Len(t, all, lines, "%d faults", faults)
				require.Equal(t, "row 1: the page is torn", all[0])
				require.Equal(t, 2*min(faults, 100), asked, "nothing is read on after the last")
				require.Equal(t, faults >= 100, strings.Contains(err.Error(), "community: there may be more: counting stopped after 100 faults"))
			}
		})
	}
	for name, count := range counts {
		err := count(func(yield func(community.Member, error) bool) { yield(community.Member{Weight: -1}, errTorn) })
		require.ErrorIs(t, err, errTorn, "%s: what comes with an error isn't judged", name)
	}
	members := make([]community.Member, 5000)
	for i := range members {
		members[i].Weight = -1
	}
	_, _, err := community.CountSlice(km, members)
	all := strings.Split(err.Error(), "\n")
	require.Len(t, all, 101)
	require.Contains(t, all[99], "members[99].weight")
}

func TestMembers(t *testing.T) {
	var got []string
	for m, err := range community.Members(community.Member{ID: "a"}, community.Member{ID: "b"}, community.Member{ID: "c"}) {
		require.NoError(t, err)
		got = append(got, m.ID)
		if m.ID == "b" {
			break
		}
	}
	require.Equal(t, []string{"a", "b"}, got)
}

func TestCountSliceAllocatesNothing(t *testing.T) {
	members := slices.Repeat([]community.Member{{MainRole: km}, {Tie: community.Interested}, {}, {MainRole: "Policy", Weight: 5}, {MainRole: km, Tie: community.Innovating}}, 100)
	var census community.Census
	require.Zero(t, testing.AllocsPerRun(100, func() { census, _, _ = community.CountSlice(km, members) }))
	require.NotZero(t, census)
}
