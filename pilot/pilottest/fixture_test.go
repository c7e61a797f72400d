package pilottest_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
)

// The fixtures get the decision that their names say, at every stage, and the programme
// stands at the stage that it was asked for.
func TestFixturesAtEveryStage(t *testing.T) {
	for stage := range maturity.Stages {
		p := pilottest.Programme(stage)
		pilottest.Decisions(t, pilottest.Slate(p), map[string]pilot.Decision{
			"field engineers": pilot.Showcase, "KM community of practice": pilot.Decline, "KM champions": pilot.Support,
		})
		selection, err := pilot.Select(pilottest.Slate(p), pilot.SelectOptions{})
		require.NoError(t, err)
		pilottest.Selection(t, selection)
		if lowest, highest := selection.Stage.Stage(); stage != maturity.StageUnknown {
			require.Equal(t, []maturity.Stage{stage, stage}, []maturity.Stage{lowest, highest})
		}
		// In a frontline function, and with all else that a showcase has, it is R8 that
		// decides: too early, until KM is embedded.
		want := map[maturity.Stage]pilot.Decision{maturity.StageUnknown: pilot.Undetermined, maturity.Embedded: pilot.Showcase}[stage]
		if stage != maturity.StageUnknown && stage != maturity.Embedded {
			want = pilot.Later
		}
		early := pilottest.EarlyKMCommunity(pilottest.WithFunction(pilottest.FieldService), pilottest.WithMetric(pilottest.RepairCost), pilottest.WithBaseline(metrics.Exactly(24)),
			pilottest.WithMembers(community.Census{Practising: 10 * community.Person}), pilottest.WithClaimed(false))
		pilottest.Decisions(t, pilottest.Slate(p, early), map[string]pilot.Decision{early.Name: want})
	}
}

// Each option changes the one thing that it names, and so the decision.
func TestOptionsDecide(t *testing.T) {
	person := community.Person
	for _, tt := range []struct {
		reason string
		option pilottest.Option
		want   pilot.Decision
		rule   string // that decides
	}{
		{"exactly large enough", pilottest.WithPractitioners(metrics.Exactly(100)), pilot.Showcase, ""},
		{"too small", pilottest.WithPractitioners(metrics.Exactly(99)), pilot.Later, pilot.RulePracticeArea},
		{"perhaps large enough", pilottest.WithPractitioners(metrics.MustBetween(99, 100)), pilot.Undetermined, pilot.RulePracticeArea},
		{"half of them practise", pilottest.WithMembers(community.Census{Practising: person, Interested: person}), pilot.Showcase, ""},
		{"few of them practise", pilottest.WithMembers(community.Census{Practising: person, Interested: 2 * person}), pilot.Later, pilot.RuleMembersPractise},
		{"nobody speaks for it", pilottest.WithEndorsers(), pilot.Later, pilot.RuleEndorsement},
		{"the KM team speaks for it", pilottest.WithEndorsers(pilot.Endorser{Name: "x", Function: pilottest.KM, Gained: metrics.Yes}), pilot.Later, pilot.RuleEndorsement},
		{"who speaks for it isn't known", pilottest.WithUnknownEndorsers(), pilot.Undetermined, pilot.RuleEndorsement},
		{"no baseline", pilottest.WithBaseline(metrics.Exactly(0)), pilot.Later, pilot.RuleBaseline},
		{"a short one", pilottest.WithBaseline(metrics.Exactly(5)), pilot.Later, pilot.RuleBaseline},
		{"nothing is measured", pilottest.WithNoMetric(), pilot.Later, pilot.RuleBaseline},
		{"an indirect metric", pilottest.WithMetric(pilottest.RepairHours), pilot.Later, pilot.RuleHardMetric},
		{"an unlinked metric", pilottest.WithMetric(pilottest.PageViews), pilot.Later, pilot.RuleHardMetric},
		{"a support function", pilottest.WithFunction(pilottest.Finance), pilot.Decline, pilot.RuleFrontline},
		{"the other frontline function", pilottest.WithFunction(pilottest.Workshop), pilot.Showcase, ""},
		{"a function of unknown kind", pilottest.WithFunction(pilottest.Projects), pilot.Undetermined, pilot.RuleFrontline},
	} {
		t.Run(tt.reason, func(t *testing.T) {
			c := pilottest.Showcase(tt.option)
			err := pilottest.CheckDecisions(pilottest.Slate(pilottest.Programme(maturity.NotStarted), c), map[string]pilot.Decision{c.Name: tt.want})
			require.NoError(t, err)
			v, err := pilot.Screen(c, pilottest.Programme(maturity.NotStarted), pilot.Policy{})
			require.NoError(t, err)
			if tt.rule != "" {
				require.Equal(t, tt.rule, append(v.Gaps, v.Asks...)[0].Rule)
			}
		})
	}
	announced := pilottest.ChampionsNetwork(pilottest.WithAnnounced(true))
	pilottest.Decisions(t, pilottest.Slate(pilottest.Programme(maturity.NotStarted), announced), map[string]pilot.Decision{announced.Name: pilot.Decline})
	few := pilottest.Showcase(pilottest.WithFaceToFace(true), pilottest.WithPractitioners(metrics.Exactly(20)), pilottest.WithWorkforce(metrics.Exactly(40)))
	pilottest.Decisions(t, pilottest.Slate(pilottest.Programme(maturity.NotStarted), few), map[string]pilot.Decision{few.Name: pilot.Showcase})
}

// Options on different things give the same candidate in any order.
func TestOptionsComposeInAnyOrder(t *testing.T) {
	options := []pilottest.Option{
		pilottest.WithName("n"), pilottest.WithProblem("p"), pilottest.WithFunction(pilottest.Workshop), pilottest.WithPractitioners(metrics.Exactly(30)),
		pilottest.WithWorkforce(metrics.Exactly(60)), pilottest.WithFaceToFace(true), pilottest.WithMembers(community.Census{Unknown: community.Person}),
		pilottest.WithMetric(pilottest.PageViews), pilottest.WithBaseline(metrics.Exactly(7)), pilottest.WithChange(metrics.Change{Unit: "EUR", Better: metrics.Lower}),
		pilottest.WithClaimed(false), pilottest.WithEndorsers(pilot.Endorser{Name: "e"}), pilottest.WithAudience(pilottest.Finance), pilottest.WithForm(community.CommunityOfPractice),
		pilottest.WithFact("a", metrics.Exactly(1)), pilottest.WithFact("b", metrics.Exactly(2)), pilottest.WithScore("impact", metrics.Exactly(3)), pilottest.WithScore("support", metrics.Exactly(4)),
		pilottest.WithCost(metrics.Quantity{Value: metrics.Exactly(5), Unit: "EUR"}), pilottest.WithElements("roles"),
	}
	want := pilottest.Showcase(options...)
	require.Len(t, want.Facts, 2)
	require.Len(t, want.Scores, 2)
	r := draw.From(t, 1, 1)
	for range 20 {
		r.Shuffle(len(options), func(i, k int) { options[i], options[k] = options[k], options[i] })
		require.Empty(t, cmp.Diff(want, pilottest.Showcase(options...)))
	}
	none, baseline := pilottest.WithNoMetric(), pilottest.WithBaseline(metrics.Exactly(9))
	require.Empty(t, cmp.Diff(pilottest.Showcase(none, baseline), pilottest.Showcase(baseline, none)))
	require.Equal(t, metrics.Benefit{NoMetric: true}, pilottest.Showcase(none, baseline).Benefit)

	programme := []pilottest.ProgrammeOption{
		pilottest.WithKMPractitioners(metrics.Exactly(7)), pilottest.WithKMFact(maturity.KMMetrics, metrics.Exactly(1)), pilottest.WithKMFact(maturity.KMBaseline, metrics.Anything()),
		pilottest.WithKind(pilottest.Projects, community.Frontline), pilottest.WithHard(pilottest.RepairHours, true), pilottest.WithDate(metrics.MustDate("2025-12-31")),
	}
	p := pilottest.Programme(maturity.ChampionsNetwork, programme...)
	require.NoError(t, p.Validate())
	for range 20 {
		r.Shuffle(len(programme), func(i, k int) { programme[i], programme[k] = programme[k], programme[i] })
		require.Empty(t, cmp.Diff(p, pilottest.Programme(maturity.ChampionsNetwork, programme...)))
	}
	more := pilottest.Programme(maturity.Embedded, pilottest.WithKind("labs", community.Frontline), pilottest.WithHard("scrap", true))
	require.NoError(t, more.Validate())
	require.Len(t, more.Functions, 6)
	require.Len(t, more.Metrics, 4)
}

// Fixtures share nothing with those made before.
func TestFixturesAreMadeAnew(t *testing.T) {
	p, c := pilottest.Programme(maturity.Embedded), pilottest.Showcase()
	p.Functions[0].ID, p.Metrics[0].ID, p.Facts[0].Measure, c.Endorsers[0].Name = "x", "x", "x", "x"
	require.NotEmpty(t, cmp.Diff(p, pilottest.Programme(maturity.Embedded)))
	require.NotEmpty(t, cmp.Diff(c, pilottest.Showcase()))
	require.Equal(t, pilottest.FieldService, pilottest.Programme(maturity.Embedded).Functions[0].ID)
	require.Equal(t, "head of the workshop", pilottest.Showcase().Endorsers[0].Name)
}
