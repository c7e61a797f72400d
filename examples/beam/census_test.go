package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/stretchr/testify/require"
)

const law = "Law"

// anyMember is a member of any tie and role whose weight is given, not given, as
// fine as a millionth or as large as can be. Only when huge do sums reach
// MaxWeight.
func anyMember(r *rand.Rand, huge bool) community.Member {
	weights := []community.Weight{0, 1, 333_333, community.Person, 148_110_001}
	if huge {
		weights = append(weights, community.MaxWeight/3, community.MaxWeight-1, community.MaxWeight)
	}
	return community.Member{
		MainRole: []string{"", law, "Policy"}[r.IntN(3)],
		Tie:      []community.Tie{community.TieUnknown, community.Practising, community.Interested, community.Innovating}[r.IntN(4)],
		Weight:   weights[r.IntN(len(weights))],
	}
}

// inBundles does with the members what an engine may: it takes them in any order
// and in any bundles, some of them empty, sends accumulators as bytes between
// workers, and merges them two by two in any order.
func inBundles(t *testing.T, r *rand.Rand, members []community.Member) community.Census {
	take := &ties{Topic: law}
	r.Shuffle(len(members), func(i, j int) { members[i], members[j] = members[j], members[i] })
	parts := make([]community.Census, 1+r.IntN(8))
	for i := range parts {
		parts[i] = take.CreateAccumulator()
	}
	for _, m := range members {
		i := r.IntN(len(parts))
		var err error
		parts[i], err = take.AddInput(parts[i], m)
		require.NoError(t, err)
	}
	for len(parts) > 1 {
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		last := len(parts) - 1
		parts[last-1] = take.MergeAccumulators(coded(t, parts[last-1]), parts[last])
		parts = parts[:last]
	}
	return take.ExtractOutput(parts[0])
}

// coded is v after a way from worker to worker, by the coder that Beam finds.
func coded[T any](t *testing.T, v T) T {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, beam.NewElementEncoder(reflect.TypeFor[T]()).Encode(v, &b))
	back, err := beam.NewElementDecoder(reflect.TypeFor[T]()).Decode(&b)
	require.NoError(t, err)
	return back.(T)
}

// However an engine cuts and merges, the census is Count's.
func TestAnyBundlesGiveTheSameCensus(t *testing.T) {
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 1))
		members := make([]community.Member, r.IntN(30))
		for i := range members {
			members[i] = anyMember(r, seed%2 == 1)
		}
		want, _, err := community.CountSlice(law, members)
		require.NoError(t, err)
		require.Equal(t, want, inBundles(t, r, members), "seed %d", seed)
	}
}

// A member that Count refuses stops the bundle.
func TestAddInputRefuses(t *testing.T) {
	_, err := (&ties{Topic: law}).AddInput(community.Census{}, community.Member{Weight: -1})
	require.ErrorContains(t, err, "can't be negative")
}

// No digit is lost on the way, neither below float64's nor JSON's precision.
func TestCoders(t *testing.T) {
	most := community.MaxWeight
	for _, c := range []community.Census{
		{},
		{Practising: 1, Interested: 1<<53 + 1, Innovating: most - 1, Elsewhere: most, Unknown: 123_456_789_012_345_678},
		{Unknown: 1}, {Elsewhere: 1}, {Innovating: 1}, {Interested: 1}, {Practising: most},
	} {
		require.Equal(t, c, coded(t, c))
	}
	for _, m := range []community.Member{
		{},
		{
			ID: "7", Function: "B\nC", MainRole: "Law", Tie: community.Innovating, Weight: most,
			Main: metrics.No, AsOf: metrics.MustDate("2011-03-31"),
		},
	} {
		require.Equal(t, m, coded(t, m))
	}
	for _, s := range []source{
		{},
		{File: "a.csv", Notes: community.RosterNotes{Basis: community.FTE, Rows: 3, ZeroWeight: 1, NoMainRole: 1, Unused: []string{"pay"}}, Faults: []string{"line 2"}},
	} {
		require.Equal(t, s, coded(t, s))
	}
}

// BenchmarkAddInput shows what a member costs, beside one of CountSlice's.
func BenchmarkAddInput(b *testing.B) {
	members := make([]community.Member, 1000)
	for i := range members {
		members[i] = community.Member{MainRole: []string{law, "Policy", ""}[i%3], Weight: community.Person}
	}
	b.Run("AddInput", func(b *testing.B) {
		b.ReportAllocs()
		take, c := &ties{Topic: law}, community.Census{}
		for i := range b.N {
			c, _ = take.AddInput(c, members[i%len(members)])
		}
		_ = fmt.Sprint(c)
	})
	b.Run("CountSlice", func(b *testing.B) {
		b.ReportAllocs()
		for n := 0; n < b.N; n += len(members) {
			_, _, _ = community.CountSlice(law, members)
		}
	})
}
