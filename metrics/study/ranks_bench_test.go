package study

import (
	"fmt"
	"testing"
)

var (
	rankTestSink  rankTest
	rankShiftSink shift
)

func BenchmarkRankMannWhitney(b *testing.B) {
	for _, c := range []struct {
		each, values int
	}{{20, 20}, {50, 50}, {50, 5}, {100, 200}, {130, 1000}, {220, 5}, {500, 500}} {
		before, after := rankTiedSample(c.each, c.values, 1), rankTiedSample(c.each, c.values, 2)
		b.Run(fmt.Sprintf("ties/%d+%d of %d", c.each, c.each, c.values), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				rankTestSink = mannWhitney(before, after)
			}
			b.ReportMetric(map[bool]float64{true: 1}[rankTestSink.Exact], "exact")
		})
	}
	for _, each := range []int{20, 50, 200, 311, 500} {
		before, after := rankUntiedSamples(each, each, 1)
		b.Run(fmt.Sprintf("untied/%d+%d", each, each), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				rankTestSink = mannWhitney(before, after)
			}
			b.ReportMetric(map[bool]float64{true: 1}[rankTestSink.Exact], "exact")
		})
	}
}

func BenchmarkRankHodgesLehmann(b *testing.B) {
	for _, each := range []int{20, 50, 200, 5000} {
		before, after := rankUntiedSamples(each, each, 1)
		b.Run(fmt.Sprintf("%d+%d", each, each), func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				rankShiftSink = hodgesLehmann(before, after, 0.95)
			}
		})
	}
}
