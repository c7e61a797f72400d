package testsuite

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// ours is the slate that our KM lead keeps.
func ours(t *testing.T) pilot.Slate {
	file, err := os.Open("testdata/slate.json")
	require.NoError(t, err)
	defer file.Close()
	slates, err := pilot.ReadSlates(file, Rules()...)
	require.NoError(t, err)
	require.Len(t, slates, 1)
	return slates[0]
}

// The policy is pinned twice: as data, and by the numbers on which it turns.
func TestPolicy(t *testing.T) {
	require.Empty(t, cmp.Diff(ours(t).Policy, Policy()))
	ready := []pilottest.Option{pilottest.WithFact("open objections", metrics.Exactly(0)), pilottest.WithName("c")}
	for _, tt := range []struct {
		reason string
		option pilottest.Option
		want   pilot.Decision
	}{
		{"just large enough", pilottest.WithPractitioners(metrics.Exactly(60)), pilot.Showcase},
		{"just too small", pilottest.WithPractitioners(metrics.Exactly(59)), pilot.Later},
		{"a whole year", pilottest.WithBaseline(metrics.Exactly(12)), pilot.Showcase},
		{"a month less", pilottest.WithBaseline(metrics.Exactly(11)), pilot.Later},
		{"the council objects", pilottest.WithFact("open objections", metrics.Exactly(1)), pilot.Decline},
		{"30 practise", pilottest.WithMembers(community.Census{Practising: 30 * community.Person}), pilot.Showcase},
		{"29 practise", pilottest.WithMembers(community.Census{Practising: 29 * community.Person}), pilot.Later},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			s := pilottest.Slate(pilottest.Programme(maturity.RolesEstablished), pilottest.Showcase(append(ready, tt.option)...))
			s.Policy = Policy()
			pilottest.Decisions(t, s, map[string]pilot.Decision{"c": tt.want}, Rules()...)
		})
	}
}

// Our rules keep what the library promises of all rules.
func TestRulesKeepTheInvariants(t *testing.T) {
	for _, r := range Rules() {
		pilottest.Rule(t, r, pilottest.CheckOptions{Cases: 300})
	}
}

// The first draft of a rule took a community that nobody had counted for one of nobody.
// The check finds that.
func TestTheFirstDraftIsFound(t *testing.T) {
	draft := mass(func(c pilot.Candidate, _ pilot.Programme) metrics.Interval { return c.Community.Practitioners() })
	err := pilottest.CheckRule(draft, pilottest.CheckOptions{Cases: 1000})
	require.ErrorContains(t, err, `pilottest: refines: rule "mass"`)
	require.ErrorContains(t, err, `it says 0, fails, and knowing`)
	require.ErrorContains(t, err, `members who practise`)
	t.Log(err)
}

// What we decided stays decided.
func TestOurSlateStands(t *testing.T) {
	pilottest.Decisions(t, ours(t), map[string]pilot.Decision{
		"welders": pilot.Showcase, "planners": pilot.Undetermined, "accounts": pilot.Decline, "KM champions": pilot.Support,
	}, Rules()...)
	selection, err := pilot.Select(ours(t), pilot.SelectOptions{Rules: Rules()})
	require.NoError(t, err)
	pilottest.Selection(t, selection)
	require.Equal(t, []string{"welders"}, Shortlist(selection))
}

// A failure says of each candidate what it was, what it is, and which rules decide.
func TestAFailureSaysWhatDecides(t *testing.T) {
	s := ours(t)
	s.Candidates[0].Benefit.Baseline.Points = metrics.Exactly(9) // somebody lost the readings of three months
	err := pilottest.CheckDecisions(s, map[string]pilot.Decision{
		"welders": pilot.Showcase, "planners": pilot.Undetermined, "accounts": pilot.Decline, "KM champions": pilot.Support,
	}, Rules()...)
	require.EqualError(t, err, `pilottest: candidate "welders": want showcase, have later: R5-baseline fails (have 9 readings of the baseline, need [12, ∞))`)

	before, err := pilot.Select(ours(t), pilot.SelectOptions{Rules: Rules()})
	require.NoError(t, err)
	after, err := pilot.Select(s, pilot.SelectOptions{Rules: Rules()})
	require.NoError(t, err)
	diff := cmp.Diff(before, after) // go-cmp says what changed, in the words of the values
	for _, words := range []string{`s"showcase"`, `s"later"`, `s"9"`, `s"unmet"`} {
		require.Contains(t, diff, words)
	}
}

// Whatever stands in a slate, our page shows nobody who isn't certain, and keeps the
// order of names.
func TestShortlistOfAnySlate(t *testing.T) {
	shown := 0
	for seed := range uint64(100) {
		s := pilottest.RandomSlate(seed, pilottest.GeneratorOptions{Rules: Rules()})
		selection, err := pilot.Select(s, pilot.SelectOptions{Rules: Rules()})
		require.NoError(t, err)
		require.IsIncreasing(t, append([]string{""}, append(Shortlist(selection), "~")...))
		for _, name := range Shortlist(selection) {
			v, ok := selection.Verdict(name)
			require.True(t, ok)
			require.Equal(t, pilot.Showcase, v.Lowest, "seed %d", seed)
			shown++
		}
	}
	require.NotZero(t, shown)
}

// Our model is sound, and a department with slow answers isn't there, however much it
// uses its lessons.
func TestModel(t *testing.T) {
	maturitytest.Sound(t, Model(), maturitytest.CheckOptions{Cases: 200})
	maturitytest.Levels(t, Model(), maturity.Evidence{
		{Measure: "lessons used", Value: metrics.Exactly(0.9)}, {Measure: "days to an answer", Value: metrics.MustBetween(8, 10)},
	}, map[string]maturity.LevelRange{"": {Lowest: "not yet", Highest: "not yet"}})
}
