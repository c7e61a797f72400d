package main

import (
	"math"

	"example.com/kmaturity/pilot"
)

// This file is the pilot rule in the languages of the three engines; the library's
// own is pilot.Rules under the default policy. It is the rule of a public showcase of a
// business community for which no success is claimed yet:
//
//	R2  100 practitioners            else later
//	R3  half of the members practise else later
//	R5  6 readings of the baseline   else later
//	R6  a frontline function         else decline
//	R7  a hard metric                else later
//
// It comes in three forms. Over points every number is known and there is one
// decision. Over intervals each number has a low and a high end, infinite where there
// is none, and there are two decisions: the lowest and the highest that are possible.
// The engines know no intervals, so their rule is written twice, once for each end.
// The third form, over points again, is the reasons: which rules aren't met.

// span is what is known of a number: it lies from low to high.
type span struct{ low, high float64 }

// facts are the numbers of a candidate that the rule looks at.
type facts struct{ steps, distance, practitioners, share, baseline span }

// form is a form of the rule, and the input that it takes.
type form struct {
	name            string
	cel, expr, rego string
	flat            func(facts) map[string]any // the variables of CEL and expr
	nested          func(facts) map[string]any // the input of Rego
	want            func(*pilot.Case) []string // the library's answer, as the engines give it
}

var points = form{
	name: "points",
	cel: `
!frontline ? "decline"
: practitioners >= 100.0 && share >= 0.5 && baseline >= 6.0 && hard ? "showcase"
: "later"`,
	expr: `
not frontline ? "decline"
: practitioners >= 100 and share >= 0.5 and baseline >= 6 and hard ? "showcase"
: "later"`,
	rego: `
package pilot

default answer := "later"

answer := "decline" if not input.frontline

answer := "showcase" if {
	input.frontline
	input.practitioners >= 100
	input.share >= 0.5
	input.baseline >= 6
	input.hard
}`,
	flat: known, nested: known,
	want: func(k *pilot.Case) []string {
		_, highest := k.Decide()
		return []string{highest.String()}
	},
}

// In Rego an end that isn't there is undefined, which is why what is held against an
// end that may be missing is a rule of its own: "not input.steps.high <= 0" is
// undefined then, and not true.
var intervals = form{
	name: "intervals",
	cel: `[
steps_high > 0.0 ? "decline"
: practitioners_low >= 100.0 && share_low >= 0.5 && baseline_low >= 6.0 && distance_high <= 0.0 ? "showcase"
: "later",
steps_low > 0.0 ? "decline"
: practitioners_high >= 100.0 && share_high >= 0.5 && baseline_high >= 6.0 && distance_low <= 0.0 ? "showcase"
: "later"]`,
	expr: `[
steps_high > 0 ? "decline"
: practitioners_low >= 100 and share_low >= 0.5 and baseline_low >= 6 and distance_high <= 0 ? "showcase"
: "later",
steps_low > 0 ? "decline"
: practitioners_high >= 100 and share_high >= 0.5 and baseline_high >= 6 and distance_low <= 0 ? "showcase"
: "later"]`,
	rego: `
package pilot

answer := [lowest, highest]

default lowest := "later"

lowest := "decline" if not frontline

lowest := "showcase" if {
	frontline
	input.practitioners.low >= 100
	input.share.low >= 0.5
	input.baseline.low >= 6
	input.distance.high <= 0
}

frontline if input.steps.high <= 0

default highest := "later"

highest := "decline" if support

highest := "showcase" if {
	not support
	not unmet
}

support if input.steps.low > 0

unmet if input.practitioners.high < 100

unmet if input.share.high < 0.5

unmet if input.baseline.high < 6

unmet if input.distance.low > 0`,
	flat: func(f facts) map[string]any {
		return map[string]any{
			"steps_low": f.steps.low, "steps_high": f.steps.high,
			"distance_low": f.distance.low, "distance_high": f.distance.high,
			"practitioners_low": f.practitioners.low, "practitioners_high": f.practitioners.high,
			"share_low": f.share.low, "share_high": f.share.high,
			"baseline_low": f.baseline.low, "baseline_high": f.baseline.high,
		}
	},
	nested: func(f facts) map[string]any {
		return map[string]any{
			"steps": f.steps.ends(), "distance": f.distance.ends(), "practitioners": f.practitioners.ends(),
			"share": f.share.ends(), "baseline": f.baseline.ends(),
		}
	},
	want: func(k *pilot.Case) []string {
		lowest, highest := k.Decide()
		return []string{lowest.String(), highest.String()}
	},
}

var reasons = form{
	name: "reasons",
	cel: `[
practitioners >= 100.0 ? "" : "R2-practice-area",
share >= 0.5 ? "" : "R3-members-practise",
baseline >= 6.0 ? "" : "R5-baseline",
frontline ? "" : "R6-frontline",
hard ? "" : "R7-hard-metric"].filter(r, r != "")`,
	expr: `filter([
practitioners >= 100 ? "" : "R2-practice-area",
share >= 0.5 ? "" : "R3-members-practise",
baseline >= 6 ? "" : "R5-baseline",
frontline ? "" : "R6-frontline",
hard ? "" : "R7-hard-metric"], # != "")`,
	rego: `
package pilot

answer contains "R2-practice-area" if not input.practitioners >= 100

answer contains "R3-members-practise" if not input.share >= 0.5

answer contains "R5-baseline" if not input.baseline >= 6

answer contains "R6-frontline" if not input.frontline

answer contains "R7-hard-metric" if not input.hard`,
	flat: known, nested: known,
	want: func(k *pilot.Case) []string {
		unmet := []string{}
		for _, g := range k.Verdict().Gaps {
			unmet = append(unmet, g.Rule)
		}
		return unmet
	},
}

// known is the input over points, where both ends are one.
func known(f facts) map[string]any {
	return map[string]any{
		"frontline": f.steps.high <= 0, "hard": f.distance.high <= 0,
		"practitioners": f.practitioners.low, "share": f.share.low, "baseline": f.baseline.low,
	}
}

// ends are the ends that there are: Rego's numbers are JSON's, which have no
// infinities.
func (s span) ends() map[string]any {
	m := map[string]any{}
	if !math.IsInf(s.low, 0) {
		m["low"] = s.low
	}
	if !math.IsInf(s.high, 0) {
		m["high"] = s.high
	}
	return m
}
