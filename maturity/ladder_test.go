package maturity_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// TestTallLadder has as many levels as a document of a megabyte can hold; looking
// at every criterion for every level would take minutes.
func TestTallLadder(t *testing.T) {
	const tall = 10_000
	m := &maturity.Model{
		ID: "babel", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}},
		Measures: []metrics.Measure{{ID: "height", Kind: metrics.Count}},
	}
	for i := 1; i <= tall; i++ {
		m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint(i), Optional: i%2 == 0})
		m.Criteria = append(m.Criteria, maturity.Criterion{
			ID: fmt.Sprint(i), Level: fmt.Sprint(i), Measure: "height", Need: metrics.From(float64(i)),
		})
	}
	a, err := m.Assess(maturity.Evidence{{Measure: "height", Value: some(5000.5, 7000.5)}}, maturity.Options{})
	require.NoError(t, err)
	require.Equal(t, [2]string{"5000", "7000"}, [2]string{a.Lowest, a.Highest})
	require.Equal(t, []string{"5001"}, a.Limiting)
}
