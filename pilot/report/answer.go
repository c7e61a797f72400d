package report

import (
	"slices"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// answer is the answer in three sentences: where the programme stands, what came
// of the candidates, and what to do next.
func (p *page) answer(s pilot.Selection) {
	p.heading(3, "", p.say("answer"))
	lowest, highest := s.Stage.Stage()
	stage := p.say("answer.stage", p.term("stage", lowest.String()), p.forms(lowest, highest))
	if lowest != highest {
		stage = p.say("answer.stages", p.term("stage", lowest.String()), p.term("stage", highest.String()), p.forms(lowest, highest))
	}
	p.paragraph(stage + " " + p.decided(s.Verdicts) + " " + p.next(s))
}

// decided counts the decisions, and names candidates where they are few.
func (p *page) decided(all []pilot.Verdict) string {
	if len(all) == 0 {
		return p.say("answer.nobody")
	}
	var parts []string
	for _, d := range []pilot.Decision{pilot.Showcase, pilot.Support, pilot.Undetermined, pilot.Later, pilot.Decline} {
		var who []string
		for _, v := range all {
			if v.Decision() == d {
				who = append(who, v.Candidate)
			}
		}
		if who == nil {
			continue
		}
		const most = 3
		listed := p.listed(who[:min(most, len(who))])
		if len(who) > most {
			listed = p.say("answer.more", listed, p.count(len(who)-most))
		}
		parts = append(parts, p.say("answer."+d.String(), p.count(len(who)), listed))
	}
	return p.say("answer.of", p.count(len(all)), strings.Join(parts, "; "))
}

// next is what to do: run what is chosen, agree on what may be shown, find out what
// decides, or do what is nearest.
func (p *page) next(s pilot.Selection) string {
	if s.Chosen != nil && len(s.Chosen.Portfolio.Chosen) > 0 {
		return p.say("answer.run", p.listed(s.Chosen.Portfolio.Chosen))
	}
	var ready []string
	var ask, nearest *pilot.Verdict
	for i := range s.Verdicts {
		v := &s.Verdicts[i]
		lifts := !slices.ContainsFunc(v.Gaps, func(g pilot.Gap) bool { return g.Reachable == metrics.No })
		switch d := v.Decision(); {
		case d == pilot.Showcase:
			ready = append(ready, v.Candidate)
		case d == pilot.Undetermined && len(v.Asks) > 0 && (ask == nil || cheaper(v.Asks[0].Effort, ask.Asks[0].Effort)):
			ask = v
		case d == pilot.Later && lifts && len(v.Gaps) > 0 && (nearest == nil || len(v.Gaps) < len(nearest.Gaps)):
			nearest = v
		}
	}
	switch {
	case ready != nil:
		return p.say("answer.agree", p.listed(ready))
	case ask != nil:
		return p.say("answer.ask", p.own("find", ask.Asks[0].Rule, ask.Asks[0].Remedy), name(ask.Candidate))
	case nearest != nil:
		if len(nearest.Gaps) == 1 {
			return p.say("answer.nearest.one", name(nearest.Candidate), p.own("remedy", nearest.Gaps[0].Rule, nearest.Gaps[0].Remedy))
		}
		return p.say("answer.nearest", name(nearest.Candidate), p.own("remedy", nearest.Gaps[0].Rule, nearest.Gaps[0].Remedy), p.count(len(nearest.Gaps)))
	}
	return p.say("answer.none")
}

// cheaper reports whether an effort is less than another; one that nobody graded is
// the most.
func cheaper(a, b pilot.Effort) bool { return a-1 < b-1 }
