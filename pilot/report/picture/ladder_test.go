package picture_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report/picture"
)

func assess(t *testing.T, m *maturity.Model, e maturity.Evidence) maturity.Assessment {
	t.Helper()
	a, err := m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	return a
}

func TestLadderGolden(t *testing.T) {
	m := maturity.Journey()
	a := assess(t, m, maturity.Evidence{
		{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)}, {Measure: maturity.KMPractitioners, Value: metrics.MustBetween(0, 40)}, {Measure: maturity.KMBaseline, Value: metrics.Exactly(0)},
	})
	p := picture.Ladder(picture.Options{}, m, a)
	golden(t, "ladder.svg", p)
	e := sound(t, p)
	require.Equal(t, [][]string{
		{"embedded", "not reached", "not met: KM is an established practice area; unknown: " + says(m, maturity.KMCoreCompetence) + "; unknown: " + says(m, maturity.KMMetrics) + "; not met: " + says(m, maturity.KMBaseline)},
		{"roles established", "possible", "unknown: KM posts exist as main roles"},
		{"champions network", "reached", ""},
		{"not started", "reached", ""},
	}, p.Table.Rows)
	require.Equal(t, "embedded: not reached. roles established: possible. champions network: reached. not started: reached.", p.Description)
	require.Contains(t, texts(e), "unknown: KM posts exist as main roles")
	for _, line := range texts(e) {
		require.LessOrEqual(t, len([]rune(line)), 45, "it fits into 360")
	}
}

func says(m *maturity.Model, measure string) string {
	for _, c := range m.Criteria {
		if c.Measure == measure && c.Level == "embedded" {
			return c.Says
		}
	}
	return ""
}

// Every step says what the assessment does, by shape and by word.
func TestLadderSaysWhatTheAssessmentDoes(t *testing.T) {
	m := maturity.Journey()
	for posts := range 3 {
		for network := range 3 {
			var e maturity.Evidence
			for measure, known := range map[string]int{maturity.KMPractitioners: posts, maturity.KMChampionsNetwork: network} {
				if known < 2 {
					e = append(e, maturity.Fact{Measure: measure, Value: metrics.Exactly(float64(known))})
				}
			}
			a := assess(t, m, e)
			p := picture.Ladder(picture.Options{}, m, a)
			svg := sound(t, p)
			lowest, highest := m.Place(a.Lowest), m.Place(a.Highest)
			count := map[string]int{}
			for i, row := range p.Table.Rows {
				level := len(m.Levels) - 1 - i
				want := "not reached"
				switch {
				case level == m.Place("champions network") && level < lowest && network != 1:
					want = "passed or reached"
					require.Empty(t, row[2])
				case level <= lowest:
					want = "reached"
					require.Empty(t, row[2], "nothing stands in the way of what is reached")
				case level <= highest:
					want = "possible"
				}
				require.Equal(t, want, row[1])
				count[want]++
			}
			for word, n := range count {
				seen := 0
				for _, s := range texts(svg) {
					if s == word {
						seen++
					}
				}
				require.Equal(t, n, seen, word)
			}
		}
	}
}

func TestLadderOfOtherModels(t *testing.T) {
	m := maturity.Journey()
	a := assess(t, m, nil)
	a.Version = "0"
	for _, row := range picture.Ladder(picture.Options{}, m, a).Table.Rows {
		require.Equal(t, "not reached", row[1])
	}
	sound(t, picture.Ladder(picture.Options{}, nil, maturity.Assessment{}))
	for _, name := range hostile {
		hostileModel := &maturity.Model{ID: "x", Levels: []maturity.Level{{ID: "a", Name: name}, {ID: name}}, Criteria: []maturity.Criterion{{ID: "c", Level: "a", Says: name}}}
		p := picture.Ladder(picture.Options{}, hostileModel, maturity.Assessment{Model: "x", Findings: []maturity.Finding{{Criterion: "c", Outcome: maturity.Unmet}}})
		sound(t, p)
		require.False(t, strings.Contains(p.String(), "<script"))
	}
}
