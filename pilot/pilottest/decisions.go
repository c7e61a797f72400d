package pilottest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// CheckDecisions reports where a slate no longer gives these decisions, by name of
// candidate: what was wanted, what it is, and which rules decide. Undetermined wants
// that it can't be told. Candidates that are missing or that nobody expects are told
// too. own are the rules beside the built-in ones. That the slate isn't valid is an
// error too.
func CheckDecisions(s pilot.Slate, want map[string]pilot.Decision, own ...pilot.Rule) error {
	s.Choice, s.Agreements = nil, nil // they don't decide, and cost time
	selection, err := pilot.Select(s, pilot.SelectOptions{Rules: own})
	if err != nil {
		return fmt.Errorf("pilottest: the slate can't be judged: %w", err)
	}
	var problems []error
	add := func(candidate, format string, args ...any) {
		problems = append(problems, fmt.Errorf("pilottest: candidate %q: %s", candidate, fmt.Sprintf(format, args...)))
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		switch v, ok := selection.Verdict(name); {
		case !ok:
			add(name, "want %s, and the slate has no such candidate", want[name])
		case v.Decision() != want[name]:
			add(name, "want %s, have %s: %s", want[name], decision(v), deciding(v))
		}
	}
	for _, v := range selection.Verdicts {
		if _, ok := want[v.Candidate]; !ok {
			add(v.Candidate, "it isn't expected, have %s: %s", decision(v), deciding(v))
		}
	}
	return errors.Join(problems...)
}

// decision is a verdict's decision in words.
func decision(v pilot.Verdict) string {
	if v.Decision() == pilot.Undetermined {
		return fmt.Sprintf("%s (%s to %s)", pilot.Undetermined, v.Lowest, v.Highest)
	}
	return v.Decision().String()
}

// deciding is in words which rules keep a decision down, or might.
func deciding(v pilot.Verdict) string {
	var all []string
	for _, g := range slices.Concat(v.Gaps, v.Asks) {
		f, _ := v.Finding(g.Rule)
		says := "fails"
		if g.Open {
			says = "isn't known"
		}
		all = append(all, fmt.Sprintf("%s %s (%s)", g.Rule, says, numbers(f.Have, f.Need, f.Measure)))
	}
	if len(all) == 0 {
		return "every rule that decides passes"
	}
	return strings.Join(all, ", ")
}

// numbers is what is known and what is needed in words.
func numbers(have, need metrics.Interval, m metrics.Measure) string {
	words := func(i metrics.Interval) string {
		if m.Kind == metrics.YesNo {
			switch no, yes := i.Contains(0), i.Contains(1); {
			case yes && !no:
				return "yes"
			case no && !yes:
				return "no"
			}
			return "unknown"
		}
		return i.String()
	}
	unit := strings.TrimSuffix(" "+m.Unit, " ")
	return fmt.Sprintf("have %s%s, need %s", words(have), unit, words(need))
}
