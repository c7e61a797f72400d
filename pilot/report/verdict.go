package report

import (
	"fmt"
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// verdict tells a group of verdicts that differ in nothing but their names.
func (p *page) verdict(id, triangle string, group []pilot.Verdict, s pilot.Selection) {
	v := &group[0]
	if len(group) == 1 {
		p.heading(4, id, p.say("verdict", name(v.Candidate), p.decision(v)))
	} else {
		all := make([]string, len(group))
		for i := range group {
			all[i] = group[i].Candidate
		}
		p.heading(4, id, p.say("verdict.many", p.count(len(group)), p.decision(v)))
		p.paragraph(p.say("verdict.names", p.listed(all)))
	}
	p.told(v, s)
	if !v.Nature.IsZero() {
		p.figure(func(o picture.Options) picture.Picture {
			return picture.TriangleAt(o, counting(s.Policy), picture.Place{Label: p.group(group), Nature: v.Nature})
		}, triangle)
	}
}

// told is what is told of a verdict but for whose it is.
func (p *page) told(v *pilot.Verdict, s pilot.Selection) {
	p.item(1, p.say("verdict.offer", p.term("offer", v.Offer.String())))
	if v.Note != "" {
		p.item(1, name(v.Note))
	}
	if v.Problem != "" {
		p.item(1, p.say("verdict.problem", strings.TrimSuffix(name(v.Problem), ".")))
	}
	p.item(1, p.say("verdict.nature", p.nature(v.Nature)))
	if v.Offer == pilot.PublicShowcase {
		p.item(1, p.say("verdict.benefit", p.known(v.Benefit.Interval(), metrics.YesNo, 2)))
	}
	reported := func(f pilot.Finding) bool { return f.Ceiling == pilot.Undetermined }
	p.findings(s.AsOf, "verdict.unmet", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Unmet && !reported(f) })
	p.findings(s.AsOf, "verdict.reported", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Unmet && reported(f) })
	p.findings(s.AsOf, "verdict.unknown", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Unknown })
	p.findings(s.AsOf, "verdict.met", v, func(f pilot.Finding) bool { return f.Outcome == maturity.Met })
	for _, r := range v.Audience {
		p.item(1, p.say("verdict.audience", name(r.Function), p.term("answer", r.Heard.String())))
	}
	p.ignored(1, v.Ignored)
	p.gaps("verdict.gaps", s.AsOf, v, v.Gaps)
	p.gaps("verdict.asks", s.AsOf, v, v.Asks)
	if i := v.Instead; i != nil {
		form := p.say("verdict.anyform")
		if i.Form != community.FormUnknown {
			form = p.say("verdict.form", p.term("form", i.Form.String()))
		}
		p.item(1, p.say("verdict.instead", p.term("offer", i.Offer.String()), form, p.term("stage", i.AtStage.String())))
	}
	if v.Change != nil {
		p.item(1, p.say("verdict.change"))
		p.change(2, *v.Change)
	}
}

// counting is the share of members from which on a tie counts under a policy.
func counting(p pilot.Policy) community.Fraction {
	if p.Counting == (community.Fraction{}) {
		return community.DefaultCounting()
	}
	return p.Counting
}

// nature names the types that are possible.
func (p *page) nature(n community.Nature) string {
	all := slices.Collect(n.Possible())
	switch {
	case n.IsZero():
		return p.say("nature.nobody")
	case len(all) == 0 || len(all) == 7:
		return p.say("nature.unknown")
	}
	told := make([]string, len(all))
	for i, t := range all {
		told[i] = p.term("type", t.String())
	}
	if len(told) == 1 {
		return told[0]
	}
	return p.say("nature.among", strings.Join(told, p.say("or")))
}

// decision writes the decision in capitals, or its range.
func (p *page) decision(v *pilot.Verdict) string {
	d := v.Decision()
	text := strings.ToUpper(p.term("decision", d.String()))
	if d != pilot.Undetermined {
		return text
	}
	return p.say("verdict.range", text, p.term("decision", v.Lowest.String()), p.term("decision", v.Highest.String()))
}

func (p *page) findings(asOf metrics.Date, lead string, v *pilot.Verdict, which func(pilot.Finding) bool) {
	for _, f := range v.Findings {
		if !which(f) {
			continue
		}
		if lead != "" {
			p.item(1, p.say(lead))
			lead = ""
		}
		claim := f.Claim
		if claim == "" {
			claim = f.Criterion
		}
		text := p.say("finding", name(claim), p.reason(f.Finding, asOf))
		if forGood(v, f) {
			text += p.say("finding.forgood")
		}
		p.item(2, text, f.Source)
	}
}

// forGood reports whether nothing lifts what stands against a candidate.
func forGood(v *pilot.Verdict, f pilot.Finding) bool {
	return f.Ceiling == pilot.Decline && slices.ContainsFunc(v.Gaps, func(g pilot.Gap) bool {
		return g.Rule == f.Criterion && g.Reachable == metrics.No
	})
}

func (p *page) gaps(lead string, asOf metrics.Date, v *pilot.Verdict, gaps []pilot.Gap) {
	for i, g := range gaps {
		if i == 0 {
			p.item(1, p.say(lead))
		}
		text := p.say("finding", name(g.Rule), p.toDo(g))
		if g.Reachable == metrics.No {
			p.item(2, text+p.say("gap.never"))
			continue
		}
		if f, _ := v.Finding(g.Rule); f.Outcome == maturity.Unmet {
			text += p.more(g, g.More)
		}
		if !g.Earliest.IsZero() {
			text += p.say("gap.complete", p.term("period", g.Period.String()), asOf.String(), g.Earliest.String())
		}
		p.item(2, text)
	}
}

// more tells how much more of a rule's measure it takes, if that is known.
func (p *page) more(g pilot.Gap, known metrics.Interval) string {
	if more := p.known(known, metrics.Count, 2); g.Unit != "" && more != p.say("number.unknown") {
		return p.amountOf(g, more)
	}
	return ""
}

func (p *page) amountOf(g pilot.Gap, more string) string {
	if _, up := g.Need.Low(); up {
		return p.say("gap.more", more, p.term("unit", clean(g.Unit)))
	}
	return p.say("gap.fewer", more, p.term("unit", clean(g.Unit)))
}

// alike puts together verdicts of which nothing different is told but the name, in
// the order of their first.
func (p *page) alike(s pilot.Selection) [][]pilot.Verdict {
	var grouped [][]pilot.Verdict
	place := map[string]int{}
	for _, v := range s.Verdicts {
		k := p.key(v, s)
		at, met := place[k]
		if !met {
			at = len(grouped)
			place[k] = at
			grouped = append(grouped, nil)
		}
		grouped[at] = append(grouped[at], v)
	}
	return grouped
}

// key is all that is told of a verdict without its name.
func (p *page) key(v pilot.Verdict, s pilot.Selection) string {
	scratch := page{voice: p.voice}
	v.Candidate = ""
	scratch.told(&v, s)
	var b strings.Builder
	fmt.Fprint(&b, v.Offer, v.Lowest, v.Highest, v.Nature.IsZero())
	for _, x := range scratch.blocks {
		b.WriteString("\n" + x.text + x.marks("[", "]"))
	}
	for _, source := range scratch.sources {
		fmt.Fprint(&b, "\n", source)
	}
	practice, interest, innovation := v.Nature.Place()
	fmt.Fprint(&b, "\n", practice, interest, innovation)
	return b.String()
}
