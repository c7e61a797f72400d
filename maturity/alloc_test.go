//go:build !race

package maturity_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
)

// An assessment with reasons takes three allocations a finding at most, under every
// gate.
func TestAssessAllocations(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		m, e := large(gate)
		a, err := m.Assessor()
		require.NoError(t, err)
		allocations := testing.AllocsPerRun(5, func() { _, _ = a.Assess(e, maturity.Options{}) })
		require.LessOrEqual(t, allocations/float64(len(m.Criteria)), 3.0, gate)
	}
}
