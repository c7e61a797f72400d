package maturitytest_test

import (
	"fmt"
	"testing"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
)

// In a test of one's own a model is held sound, and evidence to its levels.
func ExampleSound() {
	m := maturitytest.Model(maturity.Staged)
	e := maturitytest.RandomEvidence(m, 1)
	fmt.Println(maturitytest.CheckModel(m, maturitytest.CheckOptions{Cases: 50}))
	_ = func(t *testing.T) {
		maturitytest.Sound(t, m, maturitytest.CheckOptions{})
		maturitytest.Levels(t, m, e, nil)
	}
	// Output: <nil>
}
