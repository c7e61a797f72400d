package maturitytest_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/maturity/models"
)

// Every stage's evidence stands at that stage.
func TestEvidenceStandsAtItsStage(t *testing.T) {
	for stage := range maturity.Stages {
		a, err := maturity.Journey().Assess(maturitytest.Evidence(stage), maturity.Options{})
		require.NoError(t, err)
		lowest, highest := a.Stage()
		if stage == maturity.StageUnknown {
			require.Equal(t, []maturity.Stage{maturity.NotStarted, maturity.Embedded}, []maturity.Stage{lowest, highest})
			continue
		}
		require.Equal(t, []maturity.Stage{stage, stage}, []maturity.Stage{lowest, highest})
	}
}

// The small models, the built-in one and those published are sound in every respect.
func TestModelsAreSound(t *testing.T) {
	for gate := range maturity.Gates {
		m := maturitytest.Model(gate)
		if gate == maturity.GateUnknown {
			require.Nil(t, m)
			continue
		}
		require.Equal(t, gate, m.Gate)
		maturitytest.Sound(t, m, maturitytest.CheckOptions{Cases: 50})
	}
	maturitytest.Sound(t, maturity.Journey(), maturitytest.CheckOptions{Cases: 50})
	for e := range models.All {
		for _, gate := range e.Gates {
			m, err := models.New(e.ID, gate)
			require.NoError(t, err)
			maturitytest.Sound(t, m, maturitytest.CheckOptions{Cases: 20})
		}
	}
}
