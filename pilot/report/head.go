package report

import (
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// told is what selections say, as a page.
func told(words Words, all []pilot.Selection) *page {
	p := &page{voice: voice{sound(words)}}
	p.title = p.say("title")
	organisations := make([]string, len(all))
	for i, s := range all {
		organisations[i] = name(s.Organisation)
	}
	if len(all) > 0 && len(all) <= 3 {
		p.title = p.say("title.of", strings.Join(organisations, ", "))
	}
	groups := make([][][]pilot.Verdict, len(all))
	for i, s := range all {
		groups[i] = p.alike(s)
	}
	p.glance(all, groups)
	for i, s := range all {
		p.selection(i+1, s, groups[i])
	}
	p.heading(2, "", p.say("claim.head"))
	p.paragraph(p.say("claim"))
	if len(p.sources) > 0 {
		p.heading(2, "", p.say("sources"))
	}
	return p
}

// glance is a row for each verdict, or each group of alike ones.
func (p *page) glance(all []pilot.Selection, groups [][][]pilot.Verdict) {
	var rows [][]string
	var links []string
	for i, s := range all {
		for k, g := range groups[i] {
			rows = append(rows, []string{p.group(g), name(s.Organisation), p.term("offer", g[0].Offer.String()), p.decision(&g[0])})
			links = append(links, id("candidate", i+1, k+1))
		}
	}
	if rows == nil {
		return
	}
	p.heading(2, "", p.say("glance"))
	p.table(p.say("glance"), links, rows, p.say("glance.candidate"), p.say("glance.organisation"), p.say("glance.offer"), p.say("glance.decision"))
}

// group names a group of candidates for a table.
func (p *page) group(g []pilot.Verdict) string {
	if len(g) == 1 {
		return name(g[0].Candidate)
	}
	return p.say("glance.alike", name(g[0].Candidate), p.count(len(g)-1))
}

// selection tells the n-th of the selections, from 1.
func (p *page) selection(n int, s pilot.Selection, groups [][]pilot.Verdict) {
	title := name(s.Organisation)
	if !s.AsOf.IsZero() {
		title = p.say("asof", title, s.AsOf.String())
	}
	p.heading(2, id("selection", n, 0), title)
	if s.Note != "" {
		p.paragraph(name(s.Note))
	}
	p.asked(s)
	p.answer(s)
	p.programme(n, s)
	if len(groups) > 0 {
		p.heading(3, "", p.say("candidates"))
		p.figure(func(o picture.Options) picture.Picture { return picture.Rules(o, firsts(groups, p.group)) }, id("rules", n, 0))
	}
	for k, group := range groups {
		p.verdict(id("candidate", n, k+1), id("triangle", n, k+1), group, s)
	}
	p.chosen(n, s)
	p.agreements(n, s)
	p.method(s)
}

// firsts are the first of each group, under the group's name.
func firsts(groups [][]pilot.Verdict, called func([]pilot.Verdict) string) []pilot.Verdict {
	all := make([]pilot.Verdict, len(groups))
	for i, g := range groups {
		all[i] = g[0]
		all[i].Candidate = called(g)
	}
	return all
}

// asked is the question.
func (p *page) asked(s pilot.Selection) {
	p.heading(3, "", p.say("asked"))
	text := p.say("asked.many", p.count(len(s.Verdicts)))
	switch len(s.Verdicts) {
	case 0:
		text = p.say("asked.none")
	case 1:
		text = p.say("asked.one", name(s.Verdicts[0].Candidate))
	}
	if s.AsOf.IsZero() {
		p.paragraph(text + " " + p.say("asked.undated"))
	} else {
		p.paragraph(text + " " + p.say("asked.dated", s.AsOf.String()))
	}
}

// programme tells where the KM programme stands.
func (p *page) programme(n int, s pilot.Selection) {
	p.heading(3, "", p.say("stage.head"))
	lowest, highest := s.Stage.Stage()
	if lowest == highest {
		p.paragraph(p.say("stage", p.term("stage", lowest.String())))
	} else {
		p.paragraph(p.say("stage.between", p.term("stage", lowest.String()), p.term("stage", highest.String())))
	}
	p.item(1, p.say("stage.form", p.forms(lowest, highest)))
	for _, outcome := range []maturity.Outcome{maturity.Unmet, maturity.Unknown} {
		for _, f := range s.Stage.Findings {
			if f.Outcome == outcome {
				p.item(1, p.say("stage.finding", p.say("outcome."+outcome.String()), p.reason(f, s.AsOf)), f.Source)
			}
		}
	}
	p.figure(func(o picture.Options) picture.Picture {
		return picture.Ladder(o, maturity.JourneyFor(s.KM, s.Policy.Established), s.Stage)
	}, id("ladder", n, 0))
	p.standing(s)
	if len(s.Unlinked) > 0 {
		p.item(1, p.say("unlinked", p.listed(s.Unlinked)))
	}
	if len(s.Unattached) > 0 {
		p.item(1, p.say("unattached", p.listed(s.Unattached)))
	}
	p.ignored(1, s.Stage.Ignored)
}

// forms names the forms of network that fit the stages from lowest to highest.
func (p *page) forms(lowest, highest maturity.Stage) string {
	var all []string
	for s := lowest; s <= highest; s++ {
		if f := p.term("form", s.Form().String()); !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return strings.Join(all, p.say("or"))
}

// ignored tells which facts didn't count, and why.
func (p *page) ignored(depth int, all []maturity.Ignored) {
	for _, i := range all {
		fact := name(i.Fact.Measure)
		if !i.Fact.AsOf.IsZero() {
			fact = p.say("ignored.of", fact, i.Fact.AsOf.String())
		}
		p.item(depth, p.say("ignored", fact, i.Fact.Value.String(), p.term("why", i.Why)))
	}
}

// reason tells what a finding is about, with its numbers.
func (p *page) reason(f maturity.Finding, asOf metrics.Date) string {
	text := p.own("says", f.Criterion, f.Says)
	if f.Measure.Kind != metrics.YesNo {
		have, need := p.compared(f.Have, f.Need, f.Measure.Kind)
		if f.Measure.Unit != "" {
			have = p.say("reason.unit", p.term("unit", clean(f.Measure.Unit)), have)
		}
		text = p.say("reason", text, have, need)
	}
	if f.Stale {
		text += p.say("reason.stale", f.AsOf.String())
	} else if !f.AsOf.IsZero() && f.AsOf != asOf {
		text = p.say("asof", text, f.AsOf.String())
	}
	if f.Conflict {
		text += p.say("reason.conflict")
	}
	return text
}

// Where the usual size of a central KM team comes from.
var (
	knoco = metrics.Source{Title: "N. Milton, How big is a KM team?", Year: 2015, URL: "https://www.nickmilton.com/2015/02/how-big-is-km-team.html"}
	apqc  = metrics.Source{Title: "APQC, Small KM teams can thrive with the right business support (survey of 2022)", URL: "https://www.apqc.org/blog/small-km-teams-can-thrive-right-business-support"}
)

// standing tells whether KM's own practice area is established, and what it lacks.
func (p *page) standing(selection pilot.Selection) {
	s, a := selection.Standing, selection.KM
	have, need := p.compared(s.Have, s.Need, s.Measure.Kind)
	called := a.Name
	if called == "" {
		called = a.ID
	}
	text := p.say("standing", name(called), p.say("standing."+s.Established.String()), p.term("unit", s.Measure.Unit), have, need)
	if a.Workforce != (metrics.Interval{}) {
		text += p.say("standing.workforce", p.known(a.Workforce, metrics.Count, 2))
	}
	if a.Scope != "" {
		text += p.say("standing.scope", name(a.Scope))
	}
	if !a.AsOf.IsZero() {
		text += p.say("standing.asof", a.AsOf.String())
	}
	p.item(1, text+".", s.Source)
	switch {
	case s.Established == metrics.Yes:
		return
	case s.Reachable == metrics.No:
		p.item(2, p.say("standing.small"))
		return
	case s.Established == metrics.No:
		unit := "practitioners"
		if a.Basis != community.BasisUnknown {
			unit += " (" + a.Basis.String() + ")"
		}
		p.item(2, p.say("standing.missing", p.known(s.Missing, metrics.Count, 2), p.term("unit", unit)))
	}
	if s.Lever != community.LeverUnknown {
		p.item(2, p.say("standing.lever", p.term("lever", s.Lever.String()), p.known(s.CentralTeam.Rounded(), metrics.Count, 2),
			p.count(community.StaffPerKMPostKnoco), p.count(community.StaffPerKMPostAPQC)), knoco, apqc)
	}
}

// method tells by what it was judged, so that somebody else can do it again.
func (p *page) method(s pilot.Selection) {
	p.heading(3, "", p.say("method"))
	p.item(1, p.say("method.format", p.count(s.Version), name(s.Stage.Model), name(s.Stage.Version)))
	p.item(1, p.say("method.interval"))
	p.item(1, p.say("method.tie", counting(s.Policy).String()))
	if s.Policy.Rules == nil {
		return
	}
	var off []string
	for r := range pilot.Rules {
		if !slices.Contains(s.Policy.Rules, r.ID) {
			off = append(off, r.ID)
		}
	}
	if off != nil {
		p.item(1, p.say("method.without", strings.Join(off, ", ")))
	}
}
