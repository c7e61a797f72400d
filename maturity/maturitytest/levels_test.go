package maturitytest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
)

func at(lowest, highest string) maturity.LevelRange {
	return maturity.LevelRange{Lowest: lowest, Highest: highest}
}

func TestLevels(t *testing.T) {
	m := maturitytest.Model(maturity.WeakestArea)
	e := maturity.Evidence{
		{Measure: "coaches", Value: metrics.Exactly(3)}, {Measure: "trained", Value: metrics.From(0.4)},
		{Measure: "search", Value: metrics.Exactly(1)}, {Measure: "answers-in-days", Value: metrics.Exactly(9)},
	}
	maturitytest.Levels(t, m, e, map[string]maturity.LevelRange{"": at("usual", "usual"), "people": at("usual", "embedded")})
	require.NoError(t, maturitytest.CheckLevels(m, e, nil))
	require.EqualError(t, maturitytest.CheckLevels(m, e, map[string]maturity.LevelRange{"": at("embedded", "embedded"), "people": at("usual", "usual"), "pets": {}, "technology": {}}),
		`maturitytest: model "maturitytest/small": the whole: want "embedded", have "usual": trained is unknown (have [0.4, 1], need (0.5, ∞)), answered is unmet (have 9, need (-∞, 2])
maturitytest: model "maturitytest/small": the area "people": want "usual", have "usual" to "embedded": trained is unknown (have [0.4, 1], need (0.5, ∞))
maturitytest: model "maturitytest/small": the area "pets": it has no such area
maturitytest: model "maturitytest/small": the area "technology": want no level, have "usual": answered is unmet (have 9, need (-∞, 2])`)
	require.EqualError(t, maturitytest.CheckLevels(m, e, map[string]maturity.LevelRange{"": at("rare", "perfect"), "people": at("perfect", "perfect")}),
		`maturitytest: model "maturitytest/small": the whole: it has no level "rare"
maturitytest: model "maturitytest/small": the whole: it has no level "perfect"
maturitytest: model "maturitytest/small": the area "people": it has no level "perfect"`)
	require.ErrorContains(t, maturitytest.CheckLevels(m, maturity.Evidence{{Measure: "coaches", Value: metrics.Exactly(-1)}}, nil), "can't be assessed")
}

func TestOptionsComposeInAnyOrder(t *testing.T) {
	a := maturitytest.With(maturity.KMPractitioners, metrics.Exactly(99))
	b := maturitytest.Without(maturity.KMBaseline)
	c := maturitytest.With("ours", metrics.Exactly(1))
	require.Equal(t, maturitytest.Evidence(maturity.Embedded, a, b, c), maturitytest.Evidence(maturity.Embedded, c, b, a))
	require.Len(t, maturitytest.Evidence(maturity.Embedded, a, b, c), 5)
	require.Equal(t, maturity.Evidence{{Measure: "ours", Value: metrics.Exactly(1)}}, maturitytest.Evidence(maturity.StageUnknown, c))
	require.Empty(t, maturitytest.Evidence(maturity.Embedded+1))
}

// said is a test that keeps what it is told.
type said struct {
	testing.TB
	errors []string
}

func (s *said) Helper()           {}
func (s *said) Error(args ...any) { s.errors = append(s.errors, fmt.Sprint(args...)) }

// The wrappers fail a test with what the checks find, and leave it alone otherwise.
func TestWrappers(t *testing.T) {
	s := &said{}
	maturitytest.Levels(s, maturity.Journey(), maturitytest.Evidence(maturity.NotStarted), map[string]maturity.LevelRange{"": at("not started", "not started")})
	maturitytest.Sound(s, maturity.Journey(), maturitytest.CheckOptions{Cases: 5})
	require.Empty(t, s.errors)
	maturitytest.Levels(s, maturity.Journey(), maturitytest.Evidence(maturity.NotStarted), map[string]maturity.LevelRange{"": at("embedded", "embedded")})
	maturitytest.Sound(s, nil, maturitytest.CheckOptions{})
	require.Len(t, s.errors, 2)
	require.Contains(t, s.errors[0], `want "embedded", have "not started"`)
}

func ExampleCheckLevels() {
	evidence := maturitytest.Evidence(maturity.Embedded, maturitytest.With(maturity.KMPractitioners, metrics.Exactly(99)))
	err := maturitytest.CheckLevels(maturity.Journey(), evidence, map[string]maturity.LevelRange{
		"": {Lowest: "embedded", Highest: "embedded"},
	})
	fmt.Println(err)
	// Output: maturitytest: model "kmaturity/journey": the whole: want "embedded", have "roles established": practice-area is unmet (have 99, need [100, ∞))
}

func ExampleCheckModel() {
	model := maturitytest.Model(maturity.Staged)
	model.Criteria[3].Measure, model.Criteria[3].Need = "search", metrics.From(1) // the top asks for no more than the middle
	model.Criteria[1].Measure, model.Criteria[1].Need = "coaches", metrics.From(3)
	fmt.Println(maturitytest.CheckModel(model, maturitytest.CheckOptions{Cases: 10}))
	// Output: maturitytest: reachable level "usual": model "maturitytest/small", seed 0, case 0: no evidence was found of which it is the level for certain, in 6 starts of 400 steps
}
