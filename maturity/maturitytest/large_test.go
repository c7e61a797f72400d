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
