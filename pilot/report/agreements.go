package report

import (
	"strings"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// agreements tells what became of what was agreed before pilots started.
func (p *page) agreements(n int, s pilot.Selection) {
	if len(s.Settled) == 0 && len(s.Pending) == 0 {
		return
	}
	p.heading(3, "", p.say("agreed"))
	for i, settled := range s.Settled {
		p.settled(id("chart", n, i+1), settled)
	}
	if len(s.Pending) > 0 {
		p.item(1, p.say("agreed.pending", p.listed(s.Pending)))
	}
}

func (p *page) settled(id string, s pilot.Settled) {
	out := s.Settlement
	switch {
	case len(out.Breaches) > 0:
		p.item(1, p.say("agreed.broken", name(out.Pilot)))
		for _, b := range out.Breaches {
			p.item(2, name(b.String()))
		}
		return
	case out.Open:
		p.item(1, p.say("agreed.open", name(out.Pilot), p.term("conclusion", out.Conclusion.String())))
	default:
		decision := strings.TrimSuffix(name(out.Decision), ".")
		p.item(1, p.say("agreed.decided", name(out.Pilot), p.term("conclusion", out.Conclusion.String()), decision, name(out.Decides)))
	}
	p.item(2, p.say("agreed.worth", p.term("answer", out.Worth.String())))
	p.change(2, s.Change)
	p.saving(2, s.Saving)
	if c := s.Chart; c != nil {
		p.item(2, p.say("agreed.limits", p.amount(c.Centre)+unit(s.Change), p.span(c.Limits, p.amount, p.say("number.unknown")), p.count(len(c.Signals))))
		p.figure(func(o picture.Options) picture.Picture { return picture.Chart(o, *c) }, id)
	}
}
