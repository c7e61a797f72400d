package main

import (
	"math/rand/v2"

	"github.com/aclements/go-moremath/stats"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

const (
	sampleSize  = 20
	sampleSteps = 20 // of the scale
)

// sample is a metric on a scale of so many steps, before and after: most values tie.
type sample struct{ before, after []float64 }

// samples are n different samples, the same ones for the same seed.
func samples(seed uint64, n int) []sample {
	r := rand.New(rand.NewPCG(seed, 1947))
	draw := func() []float64 {
		xs := make([]float64, sampleSize)
		for i := range xs {
			xs[i] = float64(r.IntN(sampleSteps))
		}
		return xs
	}
	all := make([]sample, n)
	for i := range all {
		all[i] = sample{draw(), draw()}
	}
	return all
}

// compare is the library's test. It can't be had alone: with it come the shift with
// its interval, Cliff's delta, means, and every warning.
func (s sample) compare() (metrics.Change, error) {
	return study.BeforeAfter(study.Case{Before: s.before, After: s.after}, study.Options{Method: metrics.MannWhitney})
}

// moremath is the probability of the test alone. It is exact up to
// stats.MannWhitneyTiesExactLimit, 25 values a side.
func (s sample) moremath() (float64, error) {
	t, err := stats.MannWhitneyUTest(s.before, s.after, stats.LocationDiffers)
	if err != nil {
		return 0, err
	}
	return t.P, nil
}
