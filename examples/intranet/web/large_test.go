package web

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// The largest slate that is taken is judged and shown within what a request may take,
// and a larger one is refused, all that is too many at once.
func TestLargestSlate(t *testing.T) {
	s := full(t)
	slate := s.slate()
	choice := *slate.Choice
	slate.Choice = &choice
	for i := len(slate.Programme.Functions); i < mostFunctions; i++ {
		id := fmt.Sprint("f", i)
		slate.Programme.Functions = append(slate.Programme.Functions, community.Function{ID: id, Kind: community.Frontline})
		choice.Managers = append(choice.Managers, pilot.Manager{Function: id, Weight: float64(i)})
	}
	for i := len(slate.Programme.Metrics); i < mostMetrics; i++ {
		slate.Programme.Metrics = append(slate.Programme.Metrics, metrics.Metric{Measure: metrics.Measure{ID: fmt.Sprint("m", i)}, Hard: true})
	}
	for i := len(slate.Candidates); i < mostCandidates; i++ {
		c := slate.Candidates[i%2]
		c.Name, c.Function, c.Area.ID = fmt.Sprint("c", i), fmt.Sprint("f", i), fmt.Sprint("a", i)
		slate.Candidates = append(slate.Candidates, c)
	}
	g := s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`)
	require.Equal(t, 200, g.status, g.body)
	for _, path := range []string{"/", "/report", "/history/2", callHandlers, "/programme", api + "/selection"} {
		g := s.get(Editor, path)
		require.Equal(t, 200, g.status)
		require.Less(t, len(g.body), 64<<20)
	}
	slate.Candidates = append(slate.Candidates, slate.Candidates[0])
	slate.Programme.Functions = append(slate.Programme.Functions, slate.Programme.Functions[0])
	slate.Programme.Metrics = append(slate.Programme.Metrics, slate.Programme.Metrics[0])
	slate.Candidates[mostCandidates].Name = "one more"
	slate.Programme.Functions[mostFunctions].ID = "one more"
	slate.Programme.Metrics[mostMetrics].ID = "one more"
	g = s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"2"`)
	require.Equal(t, 422, g.status)
	require.Len(t, g.problemOf(t).Errors, 3)
}
