package community_test

import (
	"bytes"
	"fmt"
	"testing"

	"example.com/kmaturity/community"
)

// The benchmarks here are those of the README's table.

// bareCount adds up the members of each tie.
//
//go:noinline
func bareCount(topic string, members []community.Member) (counts [5]community.Weight) {
	for i := range members {
		m := &members[i]
		at := int(m.Tie)
		if m.MainRole == topic {
			at = 4
		}
		counts[at] += m.Weight
	}
	return counts
}

// BenchmarkHowFastCensus counts so many members, beside a loop that adds up the
// weights of each tie and checks nothing.
func BenchmarkHowFastCensus(b *testing.B) {
	roles := []string{km, "Policy", "", "Finance"}
	for _, n := range []int{100, 10_000, 1_000_000} {
		members := make([]community.Member, n)
		for i := range members {
			members[i] = community.Member{MainRole: roles[i%len(roles)], Tie: community.Tie(i % 5 % 4), Weight: community.Weight(i % 3_000_000)}
		}
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := community.CountSlice(km, members); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				bareCount(km, members)
			}
		})
	}
}

// BenchmarkHowFastRoster reads so many rows to practice areas, beside encoding/csv
// alone.
func BenchmarkHowFastRoster(b *testing.B) {
	for _, n := range []int{100, 10_000, 1_000_000} {
		var file []byte
		make := func(b *testing.B) {
			if file == nil {
				file = generatedReturn(n)
			}
			b.ReportAllocs()
		}
		b.Run(fmt.Sprintf("kmaturity/%d", n), func(b *testing.B) {
			make(b)
			for b.Loop() {
				if _, _, err := community.Areas(community.ReadRoster(bytes.NewReader(file), community.RosterOptions{}), community.FTE); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("bare/%d", n), func(b *testing.B) {
			make(b)
			for b.Loop() {
				if err := readBare(file); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
