package maturitytest_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
)

// Looking for evidence of every level takes a second or two with 300 of them on one
// measure; with the fourth power of their number it took minutes.
func TestManyLevelsAreReached(t *testing.T) {
	m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Measures: []metrics.Measure{{ID: "members", Kind: metrics.Count}}}
	for i := range 300 {
		id := fmt.Sprint(i)
		m.Levels = append(m.Levels, maturity.Level{ID: id})
		if i > 0 {
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Level: id, Measure: "members", Need: metrics.From(float64(10 * i))})
		}
	}
	start := time.Now()
	require.NoError(t, maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: 1}))
	require.Less(t, time.Since(start), time.Minute)
}

// Narrow bands at either end of a mean of many numbers are reached, where numbers drawn
// at random lie around its middle.
func TestNarrowBandsAreReached(t *testing.T) {
	middle, _ := metrics.From(1.2).Intersect(metrics.Below(4.8))
	m := &maturity.Model{
		ID: "narrow", Version: "1", Gate: maturity.BandedMean, Areas: []maturity.Area{{ID: "all"}},
		Levels: []maturity.Level{{ID: "low", Band: metrics.Below(1.2)}, {ID: "middle", Band: middle}, {ID: "high", Band: metrics.From(4.8)}},
	}
	for i := range 40 {
		id := fmt.Sprint("q", i)
		m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.Amount, Range: metrics.MustBetween(1, 5)})
		m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: "all", Says: id, Measure: id})
	}
	require.NoError(t, maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: 1}))
}
