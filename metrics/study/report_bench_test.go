package study

import (
	"math/rand/v2"
	"testing"

	"example.com/kmaturity/metrics"
)

// A full report of a 100-point series: compare, chart, interrupted with REML.
func BenchmarkReport(b *testing.B) {
	values := autoregressive(rand.New(rand.NewPCG(1, 100)), 100, 0.3)
	c := Case{Metric: metrics.Metric{Better: metrics.Higher}, Before: values[:50], After: values[50:], InOrder: true, Season: 12}
	b.Run("report", func(b *testing.B) { benchmarkReport(b, c, values) })
	b.Run("bare", func(b *testing.B) { // means and variances of both sides, and nothing else
		for b.Loop() {
			momentsOf(c.Before)
			momentsOf(c.After)
		}
	})
}

func benchmarkReport(b *testing.B, c Case, values []float64) {
	for b.Loop() {
		if _, err := Compare(c, Options{}); err != nil {
			b.Fatal(err)
		}
		if _, err := NewChart(values, ChartOptions{Baseline: 50}); err != nil {
			b.Fatal(err)
		}
		if _, err := Interrupted(c, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
