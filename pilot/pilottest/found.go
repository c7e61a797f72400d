package pilottest

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// found is what the rule comes to.
type found struct {
	applies bool
	have    metrics.Interval
	answer  metrics.Answer // whether it passes; a rule that doesn't apply does
}

// String says it.
func (f found) String() string {
	if !f.applies {
		return "that it doesn't apply"
	}
	return fmt.Sprintf("%s, %s", f.have, map[metrics.Answer]string{metrics.Yes: "passes", metrics.No: "fails", metrics.Unknown: "may pass or fail"}[f.answer])
}

// find is what the rule comes to, and false where the proposal isn't valid. What
// stands in facts or is worked out by a function is read here as pilot reads it; the
// rest is asked of pilot.
func (c *checker) find(p *proposal) (is found, ok bool) {
	defer c.recovered(func() { is, ok = found{}, false })
	if p.Candidate.Area.Validate() != nil || p.Programme.Area.Validate() != nil {
		return found{}, false
	}
	var f found
	if builtin(c.rule.Measure.ID) {
		k, err := pilot.NewCase(p.Candidate, p.Programme, c.policy, c.rule)
		if err != nil {
			return found{}, false
		}
		of, ok := k.Verdict().Finding(c.rule.ID)
		f = found{applies: ok && of.Outcome != maturity.NotApplicable, have: of.Have}
	} else {
		f.applies = c.rule.Applies == nil || c.rule.Applies(p.Candidate, p.Programme)
		value := p.Candidate.Facts.Read(c.rule.Measure.ID, p.Programme.AsOf, 0).Value
		if c.rule.Value != nil {
			value = c.rule.Value(p.Candidate, p.Programme)
		}
		have, err := c.rule.Measure.Resolve(value)
		if err != nil {
			c.add("bounds", "its value is %s: %v", value, err)
			have, _ = c.rule.Measure.Bounds()
		}
		f.have = have
	}
	f.answer = f.have.Within(c.rule.Need)
	if !f.applies {
		f.answer = metrics.Yes
	}
	return f, true
}

// recovered tells of a panic of the rule's functions, and where in them it began, and
// does what is left to do then. It is to be deferred.
func (c *checker) recovered(then func()) {
	x := recover()
	if x == nil {
		return
	}
	then()
	stack := make([]uintptr, 64)
	frames := runtime.CallersFrames(stack[:runtime.Callers(2, stack)]) // from what called this: the panic, then who began it
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") || !more {
			c.add("total", "it panics in %s:%d: %v", filepath.Base(f.File), f.Line, x)
			return
		}
	}
}

// covers reports whether one interval lies in another, but for rounding.
func covers(wide, narrow metrics.Interval) bool {
	least, low := wide.Low()
	most, high := wide.High()
	x, hasLow := narrow.Low()
	y, hasHigh := narrow.High()
	return (!low || hasLow && x >= least-rounding(least)) && (!high || hasHigh && y <= most+rounding(most))
}

// rounding is how far numbers worked out in two ways may differ.
func rounding(x float64) float64 { return 1e-9 * max(1, x, -x) }
