package pilottest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// A failure says of each candidate what was wanted, what it is, and what decides.
func TestFailureReadsWell(t *testing.T) {
	s := pilottest.Slate(pilottest.Programme(maturity.NotStarted),
		pilottest.Showcase(), pilottest.EarlyKMCommunity(),
		pilottest.Showcase(pilottest.WithName("planners"), pilottest.WithPractitioners(metrics.MustBetween(90, 110)), pilottest.WithBaseline(metrics.Exactly(3))),
		pilottest.Showcase(pilottest.WithName("project managers"), pilottest.WithFunction(pilottest.Projects)),
		pilottest.ChampionsNetwork(pilottest.WithAnnounced(true)))
	require.EqualError(t, pilottest.CheckDecisions(s, map[string]pilot.Decision{
		"field engineers": pilot.Later, "planners": pilot.Showcase, "project managers": pilot.Decline, "KM champions": pilot.Support, "welders": pilot.Showcase,
	}), `pilottest: candidate "KM champions": want support, have decline: R8-not-announced fails (have yes, need no)
pilottest: candidate "field engineers": want later, have showcase: every rule that decides passes
pilottest: candidate "planners": want showcase, have later: R5-baseline fails (have 3 readings of the baseline, need [6, ∞))
pilottest: candidate "project managers": want decline, have undetermined (decline to showcase): R6-frontline isn't known (have [0, ∞) steps from the frontline, need (-∞, 0]), R7-hard-metric isn't known (have [0, 1] steps from a hard business metric, need (-∞, 0])
pilottest: candidate "welders": want showcase, and the slate has no such candidate
pilottest: candidate "KM community of practice": it isn't expected, have decline: `+
		`R2-practice-area fails (have 0 practitioners, need [100, ∞)), R3-members-practise fails (have 0 share of members who practise, need [0.5, ∞)), `+
		`R4-endorsement fails (have 0 credible endorsers, need [1, ∞)), R5-baseline fails (have 0 readings of the baseline, need [6, ∞)), `+
		`R6-frontline fails (have 1 steps from the frontline, need (-∞, 0]), R7-hard-metric fails (have [1, ∞) steps from a hard business metric, need (-∞, 0]), `+
		`R8-km-posts fails (have 0 practitioners, need [1, ∞)), R8-practice-area fails (have 0 practitioners, need [100, ∞)), `+
		`R8-core-competence fails (have no, need yes), R8-km-metrics fails (have no, need yes), R8-km-baseline fails (have no, need yes)`)
	s.Candidates[0].Name = ""
	require.ErrorContains(t, pilottest.CheckDecisions(s, nil), "pilottest: the slate can't be judged: pilot: candidates[0].name: is missing")
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
	s, slate := &said{}, pilottest.Slate(pilottest.Programme(maturity.Embedded), pilottest.Showcase())
	selection, err := pilot.Select(slate, pilot.SelectOptions{})
	require.NoError(t, err)
	rule := own(metrics.Count, metrics.From(1), nil)
	pilottest.Decisions(s, slate, map[string]pilot.Decision{"field engineers": pilot.Showcase})
	pilottest.Rule(s, rule, pilottest.CheckOptions{Cases: 5})
	pilottest.Selection(s, selection)
	require.Empty(t, s.errors)
	selection.Verdicts[0].Lowest, rule.Says = pilot.Later, ""
	pilottest.Decisions(s, slate, nil)
	pilottest.Rule(s, rule, pilottest.CheckOptions{})
	pilottest.Selection(s, selection)
	require.Len(t, s.errors, 3)
	require.Contains(t, s.errors[0], "it isn't expected")
	require.Contains(t, s.errors[1], "isn't valid")
	require.Contains(t, s.errors[2], "it is later to showcase")
}

func ExampleCheckDecisions() {
	slate := pilottest.Slate(pilottest.Programme(maturity.RolesEstablished),
		pilottest.Showcase(pilottest.WithBaseline(metrics.Exactly(3))))
	fmt.Println(pilottest.CheckDecisions(slate, map[string]pilot.Decision{"field engineers": pilot.Showcase}))
	// Output: pilottest: candidate "field engineers": want showcase, have later: R5-baseline fails (have 3 readings of the baseline, need [6, ∞))
}

func ExampleCheckRule() {
	rule := pilot.Rule{
		ID: "old hands", Says: "it has ten years of readings", Offer: pilot.PublicShowcase, Ceiling: pilot.Later,
		Measure: metrics.Measure{ID: "years of readings", Kind: metrics.Amount}, Need: metrics.From(10),
		Value: func(c pilot.Candidate, _ pilot.Programme) metrics.Interval {
			months, _ := c.Benefit.Points().Low() // what isn't known counts as none
			return metrics.Exactly(months / 12)
		},
	}
	fmt.Println(pilottest.CheckRule(rule, pilottest.CheckOptions{Cases: 50}))
	// Output: pilottest: refines: rule "old hands", seed 0, case 3: it says 0.3333333333333333, fails, and knowing baseline readings 5: 0.4166666666666667, fails
}
