package pilottest

import (
	"testing"

	"example.com/kmaturity/pilot"
)

// Decisions fails a test where CheckDecisions finds something.
func Decisions(t testing.TB, s pilot.Slate, want map[string]pilot.Decision, own ...pilot.Rule) {
	t.Helper()
	if err := CheckDecisions(s, want, own...); err != nil {
		t.Error(err)
	}
}

// Rule fails a test where CheckRule finds something.
func Rule(t testing.TB, rule pilot.Rule, o CheckOptions) {
	t.Helper()
	if err := CheckRule(rule, o); err != nil {
		t.Error(err)
	}
}

// Selection fails a test where CheckSelection finds something.
func Selection(t testing.TB, s pilot.Selection) {
	t.Helper()
	if err := CheckSelection(s); err != nil {
		t.Error(err)
	}
}
