package maturity_test

import (
	"testing"

	"example.com/kmaturity/maturity"
)

func TestCause(t *testing.T) {
	enum(t, "Cause", maturity.Causes, maturity.ParseCause,
		"unknown", "evidence", "restatement", "waiver", "staleness", "applicability", "rule", "added", "removed", "policy")
}

func TestMove(t *testing.T) {
	enum(t, "Move", maturity.Moves, maturity.ParseMove, "unknown", "unchanged", "rise", "skip", "fall", "unclear")
}

func TestEstimator(t *testing.T) {
	enum(t, "Estimator", maturity.Estimators, maturity.ParseEstimator, "unknown", "mean years at", "years half crossed")
}

func TestSurveyStage(t *testing.T) {
	enum(t, "SurveyStage", maturity.SurveyStages, maturity.ParseSurveyStage, "unknown", "early", "in progress", "embedded")
}

func TestFlagKind(t *testing.T) {
	enum(t, "FlagKind", maturity.FlagKinds, maturity.ParseFlagKind, "unknown", "coverage break", "stale repeat", "repeated series")
}
