package maturity_test

import (
	"fmt"
	"testing"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// large is a model of 150 criteria in 10 areas over 5 levels, and what one of many
// organisations says to it.
func large(gate maturity.Gate) (*maturity.Model, maturity.Evidence) {
	m := &maturity.Model{ID: "large", Version: "1", Gate: maturity.WeakestArea}
	for i := range 6 {
		m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint("level ", i)})
	}
	var e maturity.Evidence
	for a := range 10 {
		m.Areas = append(m.Areas, maturity.Area{ID: fmt.Sprint("area ", a)})
		for k := range 15 {
			id := fmt.Sprint("practice ", a, " ", k)
			m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.Share})
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: fmt.Sprint("area ", a), Level: fmt.Sprint("level ", 1+k/3), Measure: id, Need: metrics.From(0.5), Says: "it is practised"})
			if (a+k)%4 > 0 {
				e = append(e, maturity.Fact{Measure: id, Value: metrics.Exactly(float64((a*k)%5) / 4), AsOf: metrics.MustDate("2024-01-01"), Source: "HR"})
			}
		}
	}
	out, err := m.Under(gate)
	if err != nil {
		panic(err)
	}
	return out, e
}

// A thousand organisations under a model of 150 criteria, with reasons.
func BenchmarkAssess(b *testing.B) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		b.Run(gate.String(), func(b *testing.B) {
			m, e := large(gate)
			a, err := m.Assessor()
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				for range 1000 {
					if _, err := a.Assess(e, maturity.Options{}); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(testing.AllocsPerRun(1, func() { _, _ = a.Assess(e, maturity.Options{}) }))/150, "allocs/finding")
		})
	}
}
