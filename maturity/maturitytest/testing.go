package maturitytest

import (
	"testing"

	"example.com/kmaturity/maturity"
)

// Sound fails a test where CheckModel finds something.
func Sound(t testing.TB, m *maturity.Model, o CheckOptions) {
	t.Helper()
	if err := CheckModel(m, o); err != nil {
		t.Error(err)
	}
}

// Levels fails a test where CheckLevels finds something.
func Levels(t testing.TB, m *maturity.Model, e maturity.Evidence, want map[string]maturity.LevelRange) {
	t.Helper()
	if err := CheckLevels(m, e, want); err != nil {
		t.Error(err)
	}
}
