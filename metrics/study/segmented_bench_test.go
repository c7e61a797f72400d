package study

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkSegmented(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	t := segmentedPeriods(100)
	plain := segmentedInput{y: segmentedAR(r, t, 0.4), change: 50, method: segmentsREML}
	months, ols, nw, gaps, long := plain, plain, plain, plain, plain
	months.season, months.start = 12, 1
	ols.method = segmentsOLS
	nw.method, nw.lags = segmentsNeweyWest, 4
	gaps.t = segmentedPeriods(100)
	for i := range gaps.t {
		gaps.t[i] += i/10 + i/37
	}
	t = segmentedPeriods(1000)
	long.y, long.change = segmentedAR(r, t, 0.4), 500
	for _, bb := range []struct {
		name string
		in   segmentedInput
	}{{"REML", plain}, {"REML with months", months}, {"REML with gaps", gaps}, {"REML of 1000", long}, {"OLS", ols}, {"Newey-West", nw}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := fitSegmented(bb.in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
