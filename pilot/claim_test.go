package pilot_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// finished is a pilot whose repair hours were studied after it.
func finished(interval metrics.Interval, warnings ...metrics.Warning) pilot.Candidate {
	low, _ := interval.Low()
	return pilot.Candidate{
		Name: "repair crews", Offer: pilot.PublicShowcase, Claimed: true,
		Area: community.PracticeArea{ID: "repair"},
		Benefit: metrics.Benefit{Metric: "hours", Change: &metrics.Change{
			Metric: "hours", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective, Because: metrics.OrderedInTime,
			Estimate: low, Interval: interval, Level: 0.95,
			Before:   metrics.Group{Points: 24, From: metrics.MustDate("2022-01-01"), To: metrics.MustDate("2023-12-01"), Mean: 40, SD: 3},
			After:    metrics.Group{Points: 12, From: metrics.MustDate("2024-01-01"), To: metrics.MustDate("2024-12-01"), Mean: 40 + low, SD: 3},
			Warnings: warnings,
		}},
	}
}

func studied() pilot.Programme {
	return pilot.Programme{
		Organisation: "works", Area: community.PracticeArea{ID: "km"}, AsOf: metrics.MustDate("2025-01-31"),
		Metrics: []metrics.Metric{{Measure: metrics.Measure{ID: "hours", Unit: "h"}, Better: metrics.Lower, Hard: true}},
	}
}

// The claim of a finished pilot is a finding with its interval, turned so that
// more than 0 is better, and it is no veto.
func TestClaimIsAFinding(t *testing.T) {
	none := metrics.Anything()
	trend := metrics.Warning{Kind: metrics.TrendWithoutControl}
	for _, tt := range []struct {
		reason  string
		c       pilot.Candidate
		outcome maturity.Outcome
		have    metrics.Interval
	}{
		{"all of it better", finished(metrics.MustBetween(-7, -3)), maturity.Met, metrics.MustBetween(3, 7)},
		{"an end of no change", finished(metrics.MustBetween(-7, 0)), maturity.Unknown, metrics.MustBetween(0, 7)},
		{"perhaps none", finished(metrics.MustBetween(-7, 1)), maturity.Unknown, metrics.MustBetween(-1, 7)},
		{"worse", finished(metrics.MustBetween(2, 5)), maturity.Unmet, metrics.MustBetween(-5, -2)},
		{"a trend explains it as well", finished(metrics.MustBetween(-7, -3), trend), maturity.Unknown, none},
		{"claimed without a study", pilot.Candidate{Name: "x", Offer: pilot.PublicShowcase, Claimed: true, Area: community.PracticeArea{ID: "repair"}}, maturity.Unknown, none},
	} {
		v, err := pilot.Screen(tt.c, studied(), pilot.Policy{})
		require.NoError(t, err, tt.reason)
		var found *pilot.Finding
		for i, f := range v.Findings {
			if f.Criterion == pilot.RuleClaim {
				found = &v.Findings[i]
			}
		}
		require.NotNil(t, found, tt.reason)
		require.Equal(t, tt.outcome, found.Outcome, tt.reason)
		require.Equal(t, tt.have, found.Have, tt.reason)
		require.Equal(t, metrics.Above(0), found.Need, tt.reason)
		if tt.c.Benefit.Change != nil {
			require.Equal(t, "h", found.Measure.Unit, tt.reason)
		}
		without, err := pilot.Screen(tt.c, studied(), pilot.Policy{Rules: []string{pilot.RuleFrontline}})
		require.NoError(t, err)
		only, err := pilot.Screen(tt.c, studied(), pilot.Policy{Rules: []string{pilot.RuleFrontline, pilot.RuleClaim}})
		require.NoError(t, err)
		require.Equal(t, without.Highest, only.Highest, tt.reason)
		require.Equal(t, without.Lowest, only.Lowest, tt.reason)
	}
}

// A study of a later day than the programme's says nothing yet.
func TestClaimOfALaterDay(t *testing.T) {
	p := studied()
	p.AsOf = metrics.MustDate("2024-11-30")
	v, err := pilot.Screen(finished(metrics.MustBetween(-7, -3)), p, pilot.Policy{Rules: []string{pilot.RuleClaim}})
	require.NoError(t, err)
	require.Equal(t, maturity.Unknown, v.Findings[0].Outcome)
}

// The readings before the change are the baseline where none is stated.
func TestChangeIsABaseline(t *testing.T) {
	v, err := pilot.Screen(finished(metrics.MustBetween(-7, -3)), studied(), pilot.Policy{Rules: []string{pilot.RuleBaseline}})
	require.NoError(t, err)
	require.Equal(t, maturity.Met, v.Findings[0].Outcome)
	require.Equal(t, metrics.Exactly(24), v.Findings[0].Have)
}

// A candidate with its evidence reads back as it was, and a document that claims
// more than its figures is refused with the path.
func TestClaimInADocument(t *testing.T) {
	c := finished(metrics.MustBetween(-7, -3))
	b, err := json.Marshal(c)
	require.NoError(t, err)
	require.Contains(t, string(b), `"conclusion":"better"`)
	var back pilot.Candidate
	require.NoError(t, json.Unmarshal(b, &back))
	require.Equal(t, c, back)

	c.Benefit.Change.Metric = "minutes"
	require.ErrorContains(t, c.Validate(), `pilot: benefit.change.metric: is "minutes", and the benefit's metric is "hours"`)
}

// A change of another unit or direction than the programme's metric is refused.
func TestClaimOfAnotherMetric(t *testing.T) {
	c := finished(metrics.MustBetween(-7, -3))
	c.Benefit.Change.Unit, c.Benefit.Change.Better = "min", metrics.Higher
	_, err := pilot.Screen(c, studied(), pilot.Policy{})
	require.ErrorContains(t, err, `pilot: candidate.benefit.change.unit: is "min", and the metric's unit is "h"`)
	require.ErrorContains(t, err, "pilot: candidate.benefit.change.better: is higher, and of the metric lower is better")
}
