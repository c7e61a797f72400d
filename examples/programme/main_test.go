package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

var update = flag.Bool("update", false, "write the golden files anew")

// output runs the program and returns what it wrote and its exit status.
func output(stdin string, args ...string) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), status
}

// The account on the embedded data, to the letter.
func TestGolden(t *testing.T) {
	out, errs, status := output("")
	require.Zero(t, status, errs)
	require.Empty(t, errs)
	const golden = "testdata/account.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(out), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	wanted, lines := strings.Split(string(want), "\n"), strings.Split(out, "\n")
	for i := range min(len(wanted), len(lines)) { // line by line: the whole is long
		require.Equal(t, wanted[i], lines[i], "line %d of %s; if on purpose: -update", i+1, golden)
	}
	require.Len(t, lines, len(wanted))
}

// selections is the answer on the embedded data, by organisation.
func selections(t *testing.T, args ...string) map[string]pilot.Selection {
	out, errs, status := output("", append(args, "-json")...)
	require.Zero(t, status, errs)
	var all []pilot.Selection
	require.NoError(t, json.Unmarshal([]byte(out), &all))
	by := map[string]pilot.Selection{}
	for _, s := range all {
		by[s.Organisation] = s
	}
	return by
}

func verdict(t *testing.T, s pilot.Selection, candidate string) pilot.Verdict {
	for _, v := range s.Verdicts {
		if v.Candidate == candidate {
			return v
		}
	}
	t.Fatalf("%s has no candidate %q", s.Organisation, candidate)
	return pilot.Verdict{}
}

const kimCoP = "KIM community of practice"

// What the real data must show of knowledge and information management.
func TestKIMOnRealData(t *testing.T) {
	by := selections(t)
	require.Len(t, by, 7)
	for _, c := range []struct {
		organisation string
		fte          float64
		established  metrics.Answer
		missing      float64
		lowest       pilot.Decision
		highest      pilot.Decision
		certain      []string // rules that certainly fail, with a ceiling
	}{
		{"NICE", 148.11, metrics.Yes, 0, pilot.Decline, pilot.Decline, []string{pilot.RuleFrontline}},
		{"British Library", 255, metrics.Yes, 0, pilot.Decline, pilot.Showcase, nil},
		{"National Archives", 129.73, metrics.Yes, 0, pilot.Decline, pilot.Showcase, nil},
		{"Home Office", 85.29, metrics.No, 14.71, pilot.Decline, pilot.Decline, []string{pilot.RulePracticeArea, pilot.RuleFrontline, pilot.RuleKMPracticeArea}},
		{"Cabinet Office", 34.3, metrics.No, 65.7, pilot.Decline, pilot.Decline, []string{pilot.RulePracticeArea, pilot.RuleFrontline, pilot.RuleKMPracticeArea}},
		{"HM Treasury", 0, metrics.No, 100, pilot.Decline, pilot.Decline, []string{pilot.RulePracticeArea, pilot.RuleFrontline, pilot.RuleKMPosts, pilot.RuleKMPracticeArea}},
	} {
		t.Run(c.organisation, func(t *testing.T) {
			s := by[c.organisation]
			require.Equal(t, metrics.Exactly(c.fte), s.KM.Practitioners)
			require.Equal(t, c.established, s.Standing.Established)
			require.Equal(t, metrics.Exactly(c.missing), s.Standing.Missing)
			v := verdict(t, s, kimCoP)
			require.Equal(t, []pilot.Decision{c.lowest, c.highest}, []pilot.Decision{v.Lowest, v.Highest})
			var certain []string
			for _, f := range v.Findings {
				if f.Outcome == maturity.Unmet && f.Ceiling != pilot.Undetermined {
					certain = append(certain, f.Criterion)
				}
			}
			require.Equal(t, c.certain, certain, "baseline, embedding and endorsers aren't in the data: unknown, not failed")
			for _, rule := range []string{pilot.RuleBaseline, pilot.RuleEndorsement, pilot.RuleKMCompetence} {
				f, _ := v.Finding(rule)
				require.Equal(t, maturity.Unknown, f.Outcome, rule)
			}
			require.Equal(t, pilot.SupportingNetwork, v.Instead.Offer)
			require.Equal(t, maturity.Embedded, v.Instead.AtStage)
			require.Equal(t, pilot.Support, func() pilot.Decision { n := verdict(t, s, "Network of KM champions"); return n.Decision() }())
		})
	}
	v := verdict(t, by["HM Treasury"], kimCoP)
	require.Equal(t, "cannot tell: nobody is counted", v.Nature.String())
	require.Equal(t, "embedded roles", by["Home Office"].Standing.Lever.String())
}

// Operational delivery has no metric in the data: never declined, never shown.
func TestOperationalDeliveryOnRealData(t *testing.T) {
	by := selections(t)
	for _, c := range []struct {
		organisation, candidate string
		fte                     float64
		lowest, highest         pilot.Decision
		asks                    []string
	}{
		{"NICE", "Operational delivery", 85.43, pilot.Later, pilot.Later, nil},
		{"British Library", "Operational delivery", 1075, pilot.Later, pilot.Showcase, []string{pilot.RuleHardMetric, pilot.RuleBaseline}},
		{"National Archives", "Operational delivery", 270.98, pilot.Later, pilot.Showcase, []string{pilot.RuleHardMetric, pilot.RuleBaseline}},
		{"Home Office", "Operational delivery", 7363.86, pilot.Later, pilot.Showcase, []string{pilot.RuleHardMetric, pilot.RuleBaseline}},
		{"Cabinet Office", "Operational delivery", 460.29, pilot.Later, pilot.Showcase, []string{pilot.RuleHardMetric, pilot.RuleBaseline}},
		{"HM Treasury", "Policy", 750.76, pilot.Decline, pilot.Showcase, []string{pilot.RuleFrontline, pilot.RuleHardMetric, pilot.RuleBaseline}},
	} {
		t.Run(c.organisation, func(t *testing.T) {
			v := verdict(t, by[c.organisation], c.candidate)
			require.Equal(t, metrics.Exactly(c.fte), v.Standing.Have)
			require.Equal(t, []pilot.Decision{c.lowest, c.highest}, []pilot.Decision{v.Lowest, v.Highest})
			var asks []string
			for _, g := range v.Asks {
				asks = append(asks, g.Rule)
			}
			require.Equal(t, c.asks, asks)
		})
	}
	nice := verdict(t, by["NICE"], "Operational delivery")
	require.Equal(t, metrics.Exactly(14.57), nice.Gaps[0].More)
}

// All 140 departments have a baseline; 130 of all 36 months. Nothing is known of
// who works there, so nothing is decided, and nothing is claimed.
func TestEmergencyDepartmentsOnRealData(t *testing.T) {
	s := selections(t)["NHS emergency departments"]
	require.Len(t, s.Verdicts, 140)
	full := 0
	for i := range s.Verdicts {
		v := &s.Verdicts[i]
		require.Equal(t, metrics.Yes, v.Benefit, v.Candidate)
		require.Equal(t, []pilot.Decision{pilot.Later, pilot.Showcase}, []pilot.Decision{v.Lowest, v.Highest}, v.Candidate)
		f, _ := v.Finding(pilot.RuleBaseline)
		if f.Have == metrics.Exactly(36) {
			full++
		} else {
			require.Equal(t, metrics.Yes, f.Have.Within(metrics.MustBetween(12, 35)), v.Candidate)
		}
		var asks []string
		for _, g := range v.Asks {
			asks = append(asks, g.Rule)
		}
		require.Equal(t, []string{pilot.RulePracticeArea, pilot.RuleMembersPractise}, asks, v.Candidate)
	}
	require.Equal(t, 130, full)
	out, _, _ := output("", "-only", s.Organisation)
	require.Contains(t, out, "says nothing of what was gained")
	require.Contains(t, out, "combination of sets")
}

// Home Office KIM raised from 85.29 to 100 is established; nothing else changes.
func TestRaisingTheHomeOfficeFlipsEstablished(t *testing.T) {
	slates, err := organograms(data)
	require.NoError(t, err)
	for _, s := range slates {
		if s.Programme.Organisation == "Home Office" {
			s.Programme.Area.Practitioners = metrics.Exactly(100)
			selection, err := pilot.Select(s, pilot.SelectOptions{})
			require.NoError(t, err)
			require.Equal(t, metrics.Yes, selection.Standing.Established)
			return
		}
	}
	t.Fatal("no Home Office")
}

func TestTemplate(t *testing.T) {
	out, errs, status := output("", "-template")
	require.Zero(t, status)
	require.Empty(t, errs)
	account, errs, status := output(out, "-in", "-")
	require.Zero(t, status, errs)
	require.Contains(t, account, "SHOWCASE")
	require.Contains(t, account, "SUPPORT")
	require.Contains(t, account, "Run together, at most 1 at a time: Service engineers.")
	require.Contains(t, account, "Service engineers counts with the managers of sales")
}

func TestFlags(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "slate.json")
	require.NoError(t, os.WriteFile(file, template, 0o600))
	for _, c := range []struct {
		reason string
		args   []string
		status int
		out    string // in standard output, or
		errs   string // in standard error
	}{
		{"a file", []string{"-in", file}, 0, "Service engineers", ""},
		{"an organisation", []string{"-only", "home office"}, 0, "Home Office, as of", ""},
		{"a candidate", []string{"-only", "ED R1H"}, 0, "ED R1H", ""},
		{"a later day moves the earliest dates", []string{"-only", "Cabinet Office", "-as-of", "2020-02-29"}, 0, "2020-08-29", ""},
		{"no such name", []string{"-only", "nobody"}, 2, "", "the organisations are \"NICE\""},
		{"no date", []string{"-as-of", "yesterday"}, 2, "", "YYYY-MM-DD"},
		{"a day before the figures", []string{"-as-of", "2010-01-01"}, 2, "", "speak for"},
		{"a flag set to nothing", []string{"-in", ""}, 2, "", "set to nothing"},
		{"an unknown flag", []string{"-colour"}, 2, "", "colour"},
		{"an argument", []string{"slate.json"}, 2, "", "unexpected argument"},
		{"a roster and a slate", []string{"-roster", file, "-in", file}, 2, "", "-roster goes with"},
		{"a roster and a page", []string{"-roster", file, "-html", file}, 2, "", "-roster goes with"},
		{"columns without a roster", []string{"-role-column", "x"}, 2, "", "go with -roster"},
		{"no such file", []string{"-in", filepath.Join(dir, "none.json")}, 1, "", "none.json"},
		{"no such roster", []string{"-roster", filepath.Join(dir, "none.csv")}, 1, "", "none.csv"},
		{"help", []string{"-help"}, 0, "", "-template"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			out, errs, status := output("", c.args...)
			require.Equal(t, c.status, status, errs)
			require.Contains(t, out, c.out)
			require.Contains(t, errs, c.errs)
			if c.status != 0 {
				require.Empty(t, out, "nothing is half-printed")
			}
		})
	}
}

func TestBadInputNamesEverything(t *testing.T) {
	out, errs, status := output(`[{"version": 1, "programme": {"organisation": "O", "area": {"id": "km", "practitioners": -1}}, "candidates": [{"name": "A", "offer": "loud", "area": {"id": "a"}}]}]`, "-in", "-")
	require.Equal(t, 2, status)
	require.Empty(t, out)
	require.Contains(t, errs, "[0].programme.area.practitioners")
	require.Contains(t, errs, "[0].candidates[0].offer")
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }
func (broken) Read([]byte) (int, error)  { return 0, errors.New("the disk is gone") }

func TestFailuresEndWithOne(t *testing.T) {
	for _, args := range [][]string{{"-only", "NICE"}, {"-json"}, {"-template"}} {
		var errs bytes.Buffer
		require.Equal(t, 1, run(args, strings.NewReader(""), broken{}, &errs))
		require.Contains(t, errs.String(), "full")
	}
	for _, args := range [][]string{{"-in", "-"}, {"-roster", "-"}} {
		var out, errs bytes.Buffer
		require.Equal(t, 1, run(args, broken{}, &out, &errs), args)
		require.Contains(t, errs.String(), "gone")
		require.Empty(t, out.String())
	}
}
