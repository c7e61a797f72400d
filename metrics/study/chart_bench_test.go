package study_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics/study"
)

func BenchmarkNewChart(b *testing.B) {
	values := chartNoise(rand.New(rand.NewPCG(1, 2)), 100)
	tests := []struct {
		name    string
		options study.ChartOptions
	}{
		{"default", study.ChartOptions{}},
		{"screened", study.ChartOptions{Screen: true}},
		{"every rule", study.ChartOptions{Rules: slices.Collect(study.Rules)[1:]}},
	}
	for _, tt := range tests {
		b.Run(tt.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := study.NewChart(values, tt.options)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkChartFalseAlarms counts how many charts of nothing but independent
// normal noise have a signal. It is a simulation rather than a measurement of
// time: the figures in the doc of Signal come from 20,000 charts a row,
//
//	KMATURITY_SIMULATE=1 go test -run '^$' -bench ChartFalseAlarms -benchtime 1x ./metrics/study
//
// and without the variable it draws 200, to see that it works.
func BenchmarkChartFalseAlarms(b *testing.B) {
	charts := 200
	if os.Getenv("KMATURITY_SIMULATE") == "1" {
		charts = 20_000
	}
	sets := []struct {
		name  string
		rules []study.Rule
	}{
		{"default", study.DefaultRules()},
		{"outside", []study.Rule{study.RuleOutside}},
		{"western electric", study.WesternElectricRules()},
		{"nelson", study.NelsonRules()},
	}
	for _, n := range []int{24, 48} {
		for _, baseline := range []int{0, 12, 24} {
			if baseline == n {
				continue // the same as 0
			}
			for _, set := range sets {
				b.Run(fmt.Sprintf("%s/n=%d/baseline=%d", set.name, n, baseline), func(b *testing.B) {
					for b.Loop() {
						random, alarms := rand.New(rand.NewPCG(uint64(n), uint64(baseline))), 0
						for range charts {
							c, err := study.NewChart(chartNoise(random, n), study.ChartOptions{Baseline: baseline, Rules: set.rules})
							require.NoError(b, err)
							for range c.Signals() {
								alarms++
								break
							}
						}
						b.ReportMetric(100*float64(alarms)/float64(charts), "%alarms")
					}
				})
			}
		}
	}
}

func chartNoise(random *rand.Rand, n int) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = random.NormFloat64()
	}
	return values
}
