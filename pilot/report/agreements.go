package report

import (
	"strings"

	"example.com/kmaturity/pilot"
)

// agreements tells what became of what was agreed before pilots started.
func (p *page) agreements(s pilot.Selection) {
	if len(s.Settled) == 0 && len(s.Pending) == 0 {
		return
	}
	p.b.WriteString("\nWhat was agreed beforehand\n")
	for _, settled := range s.Settled {
		p.settled(settled)
	}
	if len(s.Pending) > 0 {
		p.line(2, "Agreed and not settled yet: %s.", strings.Join(s.Pending, ", "))
	}
}

func (p *page) settled(s pilot.Settled) {
	out := s.Settlement
	switch {
	case len(out.Breaches) > 0:
		p.line(2, "%s: nothing is decided, since what was agreed was broken.", out.Pilot)
		for _, b := range out.Breaches {
			p.line(4, "- %s", b)
		}
		return
	case out.Open:
		p.line(2, "%s: open; %s so far, and readings are still to come.", out.Pilot, out.Conclusion)
	default:
		p.line(2, "%s: %s. Agreed for that: %s. It is for %s to do.", out.Pilot, out.Conclusion, out.Decision, out.Decides)
	}
	c := s.Change
	write := func(x float64) string { return decimal(x, 2) }
	p.line(4, "%s: after less before %s %s, at %s %s (%s); better by what is worth having: %s", c.Metric, write(c.Estimate), c.Unit, percent(c.Level), span(c.Interval, write, "not known"), c.Method, out.Worth)
	for _, w := range c.Warnings {
		p.line(4, "- not ruled out: %s", w.Kind.Says())
	}
}
