package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// acme is a slate of one community, with invented figures.
func acme() pilot.Slate {
	return pilot.Slate{Version: pilot.SlateVersion,
		Programme: pilot.Programme{
			Organisation: "Acme", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
			Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support}},
			Metrics:   []metrics.Metric{{Measure: metrics.Measure{ID: "clicks"}}},
			Area:      community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(4000), Basis: community.Heads},
			Facts:     maturity.Evidence{{Measure: maturity.KMMetrics, Value: metrics.Exactly(0)}},
		},
		Candidates: []pilot.Candidate{{
			Name: "Service engineers", Problem: "the same faults are solved again.", Offer: pilot.PublicShowcase, Function: "service",
			Area:      community.PracticeArea{ID: "service engineering", Practitioners: metrics.MustBetween(80, 1200)},
			Community: community.Census{Practising: 3 * community.Person, Interested: 4 * community.Person},
			Benefit:   metrics.Benefit{Metric: "clicks", Baseline: metrics.Baseline{Points: metrics.Exactly(2), Period: metrics.Weekly}},
			Audience:  []pilot.Audience{{Function: "km"}},
		}},
	}
}

func text(t *testing.T, slates ...pilot.Slate) string {
	var all []pilot.Selection
	for _, s := range slates {
		selection, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		all = append(all, selection)
	}
	var b bytes.Buffer
	require.NoError(t, report.Text(&b, all...))
	return b.String()
}

// What the selection holds is told, each with its words.
func TestTextTells(t *testing.T) {
	out := text(t, acme())
	for _, want := range []string{
		"Acme, as of 2026-01-31\n----------------------\n",
		"Stage of the KM programme: roles established.",
		"The KM network that fits: mixed network.",
		"not met: KM metrics exist [",
		"not established (practitioners (heads): 3, need at least 100)",
		"Missing: 97 practitioners (heads).",
		"Lever: embedded roles",
		"Metrics that lead to no hard business metric: clicks.",
		"Support functions from which no support leads to the frontline: km.",
		"Service engineers: LATER",
		"Proposed as public showcase.",
		"Problem: the same faults are solved again.\n",
		"Nature of the community: between practice and interest.",
		"Business benefit can be shown: no.",
		"practitioners: 80 to 1,200, need at least 100",
		"share of members who practise: 42.86 %, need at least 50 %",
		"credible endorsers: not known, need at least 1",
		"Audience km: hears it from a credible endorser of another function: unknown.",
		"R3-members-practise: win more members whose main role it is (practising members: 1 more)",
		"(readings of the baseline: 4 more); a weekly baseline started on 2026-01-31 is complete on 2026-02-28",
		"(steps from a hard business metric: at least 1 fewer)",
		"Nearest to being shown is Service engineers, by 3 steps; the first: win more members whose main role it is.",
		"a saving is claimed only where one is named",
		"[1] ",
	} {
		require.Contains(t, strings.Join(strings.Fields(out), " "), strings.Join(strings.Fields(want), " "))
	}
	for line := range strings.Lines(out) {
		require.LessOrEqual(t, len([]rune(line)), 97)
		require.Equal(t, strings.TrimRight(line, " \n")+"\n", line, "no spaces at the end")
	}
}

// Candidates alike in all but their names are told once, each by name.
func TestAlikeCandidatesAreToldTogether(t *testing.T) {
	s := acme()
	for _, name := range []string{"A", "B"} {
		c := s.Candidates[0]
		c.Name = name
		s.Candidates = append(s.Candidates, c)
	}
	out := text(t, s)
	require.Contains(t, out, "3 candidates: LATER\nThey are A, B, Service engineers.")
	require.Contains(t, out, "A and 2 alike")
	s.Candidates[1].Problem = "another one"
	require.Contains(t, text(t, s), "2 candidates: LATER")
	s.Candidates[1].Benefit.Baseline.Points = metrics.Exactly(3)
	require.Contains(t, text(t, s), "2 candidates: LATER", "A differs still")
}

func TestAnOrganisationTooSmallIsToldSo(t *testing.T) {
	s := acme()
	s.Programme.Area.Workforce = metrics.Exactly(80)
	out := text(t, s)
	require.Contains(t, out, "too small for that number")
	require.NotContains(t, out, "97 practitioners")
}

// Names from outside can't move the cursor, turn the text round or break a line.
func TestHostileNames(t *testing.T) {
	s := acme()
	s.Candidates[0].Name = "a\nb\x1b[31m\u202ered\u0000" + strings.Repeat("x", 300) + "<script>"
	out := text(t, s)
	require.NotContains(t, out, "\x1b")
	require.NotContains(t, out, "\u202e")
	require.NotContains(t, out, "\x00")
	require.NotContains(t, out, "a\nb")
	require.Contains(t, out, "<script>", "plain text keeps it as it is")
}

func TestStaleAndContradictoryEvidenceIsToldSo(t *testing.T) {
	s := acme()
	s.Programme.Facts = append(s.Programme.Facts, maturity.Fact{Measure: maturity.KMMetrics, Value: metrics.Exactly(1)})
	require.Contains(t, text(t, s), "contradicts itself")
	selection, err := pilot.Select(acme(), pilot.SelectOptions{})
	require.NoError(t, err)
	f := &selection.Stage.Findings[4]
	f.Stale, f.AsOf = true, metrics.MustDate("2001-01-01")
	var b bytes.Buffer
	require.NoError(t, report.Text(&b, selection))
	require.Contains(t, b.String(), "of 2001-01-01")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriterErrorsComeBack(t *testing.T) {
	require.True(t, errors.Is(report.Text(broken{}, pilot.Selection{}), os.ErrClosed))
}

func TestNothing(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, report.Text(&b))
	require.NotContains(t, b.String(), "Sources")
}

func ExampleText() {
	selection, err := pilot.Select(pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{
		Organisation: "Acme", Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(0)},
	}}, pilot.SelectOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	if err := report.Text(&b, selection); err != nil {
		fmt.Println(err)
	}
	fmt.Println(strings.Contains(b.String(), "from not started to champions network"))
	// Output: true
}

// Rounding never contradicts a verdict, and names don't widen the table.
func TestNumbersThatDifferAreWrittenApart(t *testing.T) {
	s := acme()
	s.Candidates[0].Area.Practitioners = metrics.Exactly(99.9999)
	s.Candidates[0].Name = strings.Repeat("x", 1000)
	out := strings.Join(strings.Fields(text(t, s)), " ")
	require.Contains(t, out, "practitioners: 99.9999, need at least 100")

	// Those alike in their numbers but not in what they need are told apart.
	a, b := acme(), acme()
	a.Candidates[0].Area.Practitioners = metrics.Exactly(150)
	b.Candidates[0].Name = "together"
	b.Candidates[0].Area.Practitioners, b.Candidates[0].Area.FaceToFace = metrics.Exactly(150), true
	a.Candidates = append(a.Candidates, b.Candidates[0])
	require.NotContains(t, text(t, a), "2 candidates")
}
