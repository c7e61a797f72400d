package pilot_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// A candidate without a business problem is a finding, and decides nothing.
func TestProblemLed(t *testing.T) {
	p := frontline()
	v, err := p.screen()
	require.NoError(t, err)
	f, _ := v.Finding(pilot.RuleProblem)
	require.Equal(t, met, f.Outcome)
	p.candidate.Problem = ""
	v, err = p.screen()
	require.NoError(t, err)
	f, _ = v.Finding(pilot.RuleProblem)
	require.Equal(t, unmet, f.Outcome)
	require.Equal(t, pilot.Undetermined, f.Ceiling)
	require.Equal(t, showcase, v.Decision())
}

// Each number says who says so and for which day, and only where something is
// known: nobody vouches for what nobody knows.
func TestFindingsSayWhoSaysSo(t *testing.T) {
	p := frontline()
	p.candidate.Note = "proposal of March"
	p.candidate.Area.Scope, p.candidate.Area.AsOf = "HR extract", metrics.MustDate("2025-12-31")
	p.candidate.Benefit.Baseline.To = metrics.MustDate("2025-11-30")
	p.programme.Functions[0].Note = "the board's reading"
	p.programme.Area.Scope = "KM register"
	p.fact(maturity.KMMetrics, metrics.Exactly(1))
	p.programme.Facts[2].Source, p.programme.Facts[2].AsOf = "KM lead", metrics.MustDate("2026-01-15")
	for _, c := range []struct{ rule, evidence, asOf string }{
		{pilot.RulePracticeArea, "HR extract", "2025-12-31"},
		{pilot.RuleFrontline, "the board's reading", ""},
		{pilot.RuleBaseline, "proposal of March", "2025-11-30"},
		{pilot.RuleMembersPractise, "proposal of March", ""},
		{pilot.RuleHardMetric, "proposal of March", ""},
		{pilot.RuleKMPosts, "KM register", ""},
		{pilot.RuleKMMetrics, "KM lead", "2026-01-15"},
	} {
		v, err := p.screen()
		require.NoError(t, err)
		f, ok := v.Finding(c.rule)
		require.True(t, ok)
		require.Equal(t, []string{c.evidence, c.asOf}, []string{f.Evidence, f.AsOf.String()}, c.rule)
	}
	p.candidate.Area.Practitioners, p.candidate.Benefit, p.candidate.Endorsers = metrics.Anything(), metrics.Benefit{}, nil
	p.candidate.Area.Workforce = metrics.Anything()
	v, err := p.screen()
	require.NoError(t, err)
	for _, rule := range []string{pilot.RulePracticeArea, pilot.RuleBaseline, pilot.RuleEndorsement, pilot.RuleHardMetric} {
		f, _ := v.Finding(rule)
		require.Equal(t, unknown, f.Outcome, rule)
		require.Empty(t, f.Evidence+f.AsOf.String(), rule)
	}
}

// A threshold names its source, and says so where the caller set it.
func TestThresholdsNameTheirSource(t *testing.T) {
	ours, callers := metrics.OurDefault(), metrics.CallersChoice()
	set := pilot.Policy{MembersPractise: 0.4, Endorsers: 2, BaselinePoints: 12, MetricDistance: 1}
	set.Established.Practitioners = 50
	for rule, standard := range map[string]metrics.Source{
		pilot.RuleMembersPractise: ours, pilot.RuleEndorsement: ours, pilot.RuleBaseline: ours,
		pilot.RuleHardMetric: maturity.Milton(), pilot.RulePracticeArea: {},
	} {
		p := frontline()
		v, err := p.screen()
		require.NoError(t, err)
		f, _ := v.Finding(rule)
		if !standard.IsZero() {
			require.Equal(t, standard, f.Source, rule)
		}
		require.NotEqual(t, callers, f.Source, rule)
		p.policy = set
		v, err = p.screen()
		require.NoError(t, err)
		f, _ = v.Finding(rule)
		require.Equal(t, callers, f.Source, rule)
	}
}

// The form of network is told where every stage that is possible has the same.
func TestFormOfARangeOfStages(t *testing.T) {
	for _, c := range []struct {
		reason string
		change func(*proposal)
		want   community.Form
	}{
		{"embedded", none, community.CommunityOfPractice},
		{"roles or embedded", fact(maturity.KMCoreCompetence, metrics.Anything()), community.FormUnknown},
		{"roles", fact(maturity.KMCoreCompetence, metrics.Exactly(0)), community.MixedNetwork},
		{"nothing yet, or champions", func(p *proposal) {
			p.kmPractitioners(metrics.Exactly(0))
			p.fact(maturity.KMChampionsNetwork, metrics.Anything())
		}, community.NetworkOfChampions},
		{"champions or roles", func(p *proposal) { p.kmPractitioners(metrics.MustBetween(0, 2)) }, community.FormUnknown},
	} {
		p := frontline()
		c.change(p)
		selection, err := pilot.Select(pilot.Slate{Version: 1, Programme: p.programme}, pilot.SelectOptions{})
		require.NoError(t, err)
		require.Equal(t, c.want, selection.Form, c.reason)
	}
}
