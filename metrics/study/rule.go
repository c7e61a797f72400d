package study

import (
	"slices"

	"example.com/kmaturity/internal/enum"
)

// Rule is a pattern that a chart looks for. A pattern is looked for within one
// phase: a run never crosses the border where the limits change. A point on a
// line isn't beyond it, and a point on the centre is on neither side, so it ends
// a run. Two equal values in a row are neither rising nor falling, so they end a
// trend. "On" allows for rounding: a point counts as beyond a line only if it is
// so by more than 2^-48 (3.6e-15) of the largest value in the baseline.
//
// The limits stand 2.66 mean moving ranges from the centre, three sigma
// 3/1.128 = 2.6596: the default rules go by the limits as drawn, the rules of
// Western Electric and Nelson by sigma, as their texts do.
type Rule uint8

// The rules. Their texts, "unknown", "outside", "shift-7", "two-of-three",
// "trend-7", "western-electric-1" to "-4", "nelson-1" to "-8" and
// "nelson-8-both-sides", are frozen.
//
// The first four are those of the charts of the English health service (NHS
// England, Making Data Count; R package NHSRplotthedots). Western Electric:
// Statistical Quality Control Handbook, 1956. Nelson: L. S. Nelson, "The Shewhart
// Control Chart: Tests for Special Causes", Journal of Quality Technology 16(4),
// 1984, pages 237 to 239.
const (
	RuleUnknown    Rule = iota
	RuleOutside         // a point outside the limits
	RuleShift           // 7 in a row on one side of the centre
	RuleTwoOfThree      // 3 in a row on one side, 2 of them beyond 2/3 of the limit but not outside, which is a signal by itself
	RuleTrend           // 7 in a row rising or falling

	WesternElectric1 // a point beyond 3 sigma
	WesternElectric2 // 2 of 3 beyond 2 sigma on the same side; the third may be anywhere
	WesternElectric3 // 4 of 5 beyond 1 sigma on the same side; the fifth may be anywhere
	WesternElectric4 // 8 in a row on one side of the centre

	Nelson1          // a point beyond 3 sigma
	Nelson2          // 9 in a row on one side of the centre
	Nelson3          // 6 in a row rising or falling
	Nelson4          // 14 in a row alternating up and down
	Nelson5          // 2 of 3 beyond 2 sigma on the same side
	Nelson6          // 4 of 5 beyond 1 sigma on the same side
	Nelson7          // 15 in a row within 1 sigma, on whichever side: too quiet to be true
	Nelson8          // 8 in a row beyond 1 sigma, on whichever side
	Nelson8BothSides // 8 in a row beyond 1 sigma, with points on both sides: a stricter reading of Nelson8
)

var rules = enum.Names{
	"unknown", "outside", "shift-7", "two-of-three", "trend-7",
	"western-electric-1", "western-electric-2", "western-electric-3", "western-electric-4",
	"nelson-1", "nelson-2", "nelson-3", "nelson-4", "nelson-5", "nelson-6", "nelson-7", "nelson-8", "nelson-8-both-sides",
}

// rulePatterns is, for each rule, how many points it looks at and what for.
var rulePatterns = [...]struct {
	window int
	text   string
}{
	RuleUnknown:      {0, "no rule"},
	RuleOutside:      {1, "a point outside the limits"},
	RuleShift:        {7, "7 points in a row on one side of the centre"},
	RuleTwoOfThree:   {3, "3 points in a row on one side of the centre, 2 of them beyond two thirds of the limit"},
	RuleTrend:        {7, "7 points in a row rising or falling"},
	WesternElectric1: {1, "a point beyond 3 sigma"},
	WesternElectric2: {3, "2 of 3 points beyond 2 sigma on the same side"},
	WesternElectric3: {5, "4 of 5 points beyond 1 sigma on the same side"},
	WesternElectric4: {8, "8 points in a row on one side of the centre"},
	Nelson1:          {1, "a point beyond 3 sigma"},
	Nelson2:          {9, "9 points in a row on one side of the centre"},
	Nelson3:          {6, "6 points in a row rising or falling"},
	Nelson4:          {14, "14 points in a row alternating up and down"},
	Nelson5:          {3, "2 of 3 points beyond 2 sigma on the same side"},
	Nelson6:          {5, "4 of 5 points beyond 1 sigma on the same side"},
	Nelson7:          {15, "15 points in a row within 1 sigma of the centre"},
	Nelson8:          {8, "8 points in a row beyond 1 sigma"},
	Nelson8BothSides: {8, "8 points in a row beyond 1 sigma, on both sides of the centre"},
}

// Rules yields every rule, RuleUnknown first.
func Rules(yield func(Rule) bool) {
	for i := range rules {
		if !yield(Rule(i)) {
			return
		}
	}
}

// DefaultRules returns the rules of a chart for which none are chosen:
// RuleOutside, RuleShift, RuleTwoOfThree and RuleTrend. The slice is the caller's.
func DefaultRules() []Rule { return ruleRange(RuleOutside, RuleTrend) }

// WesternElectricRules returns the four rules of the handbook of 1956. The slice
// is the caller's.
func WesternElectricRules() []Rule { return ruleRange(WesternElectric1, WesternElectric4) }

// NelsonRules returns the eight rules of Nelson 1984, with Nelson8 rather than
// Nelson8BothSides. The more rules, the more false alarms. The slice is the
// caller's.
func NelsonRules() []Rule { return ruleRange(Nelson1, Nelson8) }

func ruleRange(from, to Rule) []Rule {
	var list []Rule
	for r := from; r <= to; r++ {
		list = append(list, r)
	}
	return slices.Clip(list)
}

// ParseRule reads the text of a rule.
func ParseRule(s string) (Rule, error) {
	v, err := rules.Parse("Rule", s)
	return Rule(v), err
}

// Pattern says in words what the rule looks for; of an invalid rule, "no rule".
func (r Rule) Pattern() string {
	if !r.valid() {
		r = RuleUnknown
	}
	return rulePatterns[r].text
}

// window is how many points in a row the rule looks at.
func (r Rule) window() int { return rulePatterns[r].window }

func (r Rule) valid() bool { return r > RuleUnknown && int(r) < len(rules) }

// String returns the rule's text, "Rule(99)" for a value that is none.
func (r Rule) String() string { return rules.Text("Rule", uint8(r)) }

// AppendText appends the rule's text; an invalid rule is an error.
func (r Rule) AppendText(b []byte) ([]byte, error) { return rules.Append("Rule", b, uint8(r)) }

// MarshalText returns the rule's text; an invalid rule is an error.
func (r Rule) MarshalText() ([]byte, error) { return r.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (r *Rule) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRule(string(text))
	return err
}
