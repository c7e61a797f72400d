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
	if len(s.Verdicts) == 0 {
		p.paragraph(stage + " " + p.say("answer.nobody"))
		return
	}
	p.paragraph(stage + " " + p.decided(s.Verdicts) + " " + p.next(s))
}

// decided counts the decisions, and names candidates where they are few.
func (p *page) decided(all []pilot.Verdict) string {
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

// next is what to do: go on with what is agreed and run what is chosen, agree on what
// may be shown, find out what decides, or do what is nearest.
func (p *page) next(s pilot.Selection) string {
	parts, begun := p.begun(s)
	if s.Chosen != nil {
		if left := without(s.Chosen.Portfolio.Chosen, begun); len(left) > 0 {
			parts = append(parts, p.say("answer.run", p.listed(left)))
		}
	}
	if len(parts) > 0 {
		return upper(strings.Join(parts, "; ")) + "."
	}
	var ready, quiet []string
	var ask *pilot.Verdict
	var way []pilot.Gap // to being shown, of the candidate that is nearest
	var nearest string
	proposed := false
	for i := range s.Verdicts {
		v := &s.Verdicts[i]
		proposed = proposed || v.Offer == pilot.PublicShowcase
		switch v.Decision() {
		case pilot.Showcase:
			ready = append(ready, v.Candidate)
		case pilot.Support:
			quiet = append(quiet, v.Candidate)
		case pilot.Undetermined:
			if len(v.Asks) > 0 && (ask == nil || cheaper(v.Asks[0].Effort, ask.Asks[0].Effort)) {
				ask = v
			}
		case pilot.Later:
			if steps := stepsOf(s, v); len(steps) > 0 && (way == nil || len(steps) < len(way)) {
				way, nearest = steps, v.Candidate
			}
		}
	}
	switch {
	case ready != nil:
		return p.say("answer.agree", p.listed(ready))
	case ask != nil:
		return p.say("answer.ask", p.own("find", ask.Asks[0].Rule, ask.Asks[0].Remedy), name(ask.Candidate))
	case len(way) == 1:
		return p.say("answer.nearest.one", name(nearest), p.toDo(way[0]))
	case way != nil:
		return p.say("answer.nearest", name(nearest), p.count(len(way)), p.toDo(way[0]))
	case proposed:
		return p.say("answer.barred")
	case quiet != nil:
		return p.say("answer.quiet", p.listed(quiet))
	}
	return p.say("answer.none")
}

// begun is what was agreed on already, in words, and on whom.
func (p *page) begun(s pilot.Selection) (parts, all []string) {
	var settled, running []string
	for _, x := range s.Settled {
		out := x.Settlement
		switch {
		case len(out.Breaches) > 0: // it decides nothing
			continue
		case out.Open:
			running = append(running, out.Pilot)
		default:
			settled = append(settled, p.say("answer.settled.one", name(out.Pilot), p.term("conclusion", out.Conclusion.String())))
		}
		all = append(all, out.Pilot)
	}
	running = append(running, s.Pending...)
	if settled != nil {
		parts = append(parts, p.say("answer.settled", strings.Join(settled, ", ")))
	}
	if running != nil {
		parts = append(parts, p.say("answer.running", p.listed(running)))
	}
	return parts, append(all, s.Pending...)
}

// without are the names that aren't among others.
func without(all, others []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(others, s) })
}

// stepsOf is what it takes for a candidate to be shown: the steps of its path, or where
// no paths were looked at its gaps; nil where nothing would do.
func stepsOf(s pilot.Selection, v *pilot.Verdict) []pilot.Gap {
	steps := v.Gaps
	if s.Chosen != nil {
		for _, path := range s.Chosen.Paths {
			if path.Candidate == v.Candidate {
				steps = path.Steps
				if path.Reachable == metrics.No {
					return nil
				}
			}
		}
	}
	if slices.ContainsFunc(steps, func(g pilot.Gap) bool { return g.Reachable == metrics.No }) {
		return nil
	}
	return steps
}

// toDo is what a step asks for.
func (p *page) toDo(g pilot.Gap) string {
	if g.Open {
		return p.own("find", g.Rule, g.Remedy)
	}
	return p.own("remedy", g.Rule, g.Remedy)
}

// cheaper reports whether an effort is less than another; one that nobody graded is
// the most.
func cheaper(a, b pilot.Effort) bool { return a-1 < b-1 }
