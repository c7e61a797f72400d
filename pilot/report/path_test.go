package report_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// Each way is told once: its steps with their amounts and days, or why there is none.
func TestPathsAreTold(t *testing.T) {
	area := pilot.Gap{
		Rule: "R2-practice-area", Need: metrics.From(100), Unit: "practitioners", More: metrics.Exactly(40),
		Reachable: metrics.Yes, Remedy: "make it the main role of more people",
	}
	reading := pilot.Gap{
		Rule: "R5-baseline", Need: metrics.From(6), Unit: "readings of the baseline", More: metrics.Exactly(1),
		Period: metrics.Monthly, Earliest: metrics.MustDate("2026-02-28"), Reachable: metrics.Yes, Remedy: "measure the baseline",
	}
	ask := pilot.Gap{Rule: "R3", Need: metrics.From(0.5), Unit: "practising members", More: metrics.MustBetween(0, 12), Open: true, Reachable: metrics.Unknown, Remedy: "how many practise"}
	own := pilot.Gap{Rule: "own", Need: metrics.UpTo(0), Unit: "objections", More: metrics.Exactly(3), Reachable: metrics.Yes}
	never := pilot.Gap{Rule: "R6-frontline", Reachable: metrics.No}
	for _, c := range []struct {
		path pilot.Path
		want string
	}{
		{pilot.Path{Candidate: "a", Reachable: metrics.Yes, Steps: []pilot.Gap{reading}, Ready: reading.Earliest}, `
  - On its way, cheapest first: a.
    - R5-baseline: measure the baseline (readings of the baseline: 1 more); monthly from
        2026-01-31 on, that takes until 2026-02-28
    - all of it is done by 2026-02-28
`},
		{pilot.Path{Candidate: "a", Steps: []pilot.Gap{ask, area, own}, Periods: 12}, `
  - On its way, cheapest first: a.
    - R3: find out how many practise (practising members: up to 12 more)
    - R2-practice-area: make it the main role of more people (practitioners: 40 more)
    - own (objections: 3 fewer)
    - a change worth having asks for 12 readings before
    - whether it can meet R3 at all isn't known
    - no day can be told by which all of it is done
`},
		{pilot.Path{Candidate: "a", Reachable: metrics.Yes, Steps: []pilot.Gap{reading}, Waits: maturity.Embedded}, `
  - On its way, cheapest first: a.
    - R5-baseline: measure the baseline (readings of the baseline: 1 more); monthly from
        2026-01-31 on, that takes until 2026-02-28
    - it waits for the stage "embedded"
`},
		{pilot.Path{Candidate: "a", Reachable: metrics.No, Steps: []pilot.Gap{reading}, TooNoisy: true}, `
  - No way to a showcase: a; no number of readings tells a change worth having from its noise.
`},
		{pilot.Path{Candidate: "a", Reachable: metrics.No, Steps: []pilot.Gap{reading, never}, TooNoisy: true}, `
  - No way to a showcase: a; it can't meet R6-frontline, whatever is done; no number of readings
      tells a change worth having from its noise.
`},
	} {
		var b bytes.Buffer
		require.NoError(t, report.Text(&b, pilot.Selection{Organisation: "Acme", AsOf: metrics.MustDate("2026-01-31"), Chosen: &pilot.Chosen{Paths: []pilot.Path{c.path}}}))
		require.Contains(t, b.String(), "The choice"+c.want+"  - No candidate may be")
	}
}
