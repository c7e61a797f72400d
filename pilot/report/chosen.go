package report

import (
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

// chosen tells the choice among the candidates of the n-th selection.
func (p *page) chosen(n int, s pilot.Selection) {
	c := s.Chosen
	if c == nil {
		return
	}
	p.heading(3, "", p.say("choice"))
	for _, a := range c.Aside {
		text := p.say("aside", name(a.Candidate), p.term("decision", a.Decision.String()))
		if len(a.Rules) > 0 {
			text = p.say("aside.rules", name(a.Candidate), p.term("decision", a.Decision.String()), p.listed(a.Rules))
		}
		p.item(1, text)
	}
	p.paths(c.Paths, s.AsOf)
	if c.Ranking == nil {
		p.item(1, p.say("choice.none"))
		return
	}
	p.ranking(n, c)
	p.portfolio(n, s)
}

// paths tells the way of each candidate that isn't a showcase yet.
func (p *page) paths(all []pilot.Path, asOf metrics.Date) {
	for _, path := range all {
		if path.Reachable == metrics.No {
			p.item(1, p.say("path.none", name(path.Candidate), strings.Join(p.barred(path), "; ")))
			continue
		}
		p.item(1, p.say("path", name(path.Candidate)))
		for _, g := range path.Steps {
			p.item(2, p.step(g, asOf))
		}
		if path.Periods > 0 {
			p.item(2, p.say("path.periods", p.count(path.Periods)))
		}
		if doubtful := rulesOf(path.Steps, metrics.Unknown); doubtful != nil {
			p.item(2, p.say("path.doubtful", p.listed(doubtful)))
		}
		switch {
		case path.Waits != maturity.StageUnknown:
			p.item(2, p.say("path.waits", p.term("stage", path.Waits.String())))
		case path.Ready.IsZero():
			p.item(2, p.say("path.undated"))
		default:
			p.item(2, p.say("path.ready", path.Ready.String()))
		}
	}
}

// barred is why there is no way.
func (p *page) barred(path pilot.Path) (why []string) {
	if rules := rulesOf(path.Steps, metrics.No); rules != nil {
		why = append(why, p.say("path.barred", p.listed(rules)))
	}
	if path.TooNoisy {
		why = append(why, p.say("path.noisy"))
	}
	return why
}

// rulesOf are the rules of the steps that can be gone so.
func rulesOf(steps []pilot.Gap, reachable metrics.Answer) (rules []string) {
	for _, g := range steps {
		if g.Reachable == reachable {
			rules = append(rules, g.Rule)
		}
	}
	return rules
}

// step tells what to do or to find out, how much of it, and by when.
func (p *page) step(g pilot.Gap, asOf metrics.Date) string {
	text := name(g.Rule)
	switch {
	case g.Open:
		text = p.say("step.open", text, p.own("find", g.Rule, g.Remedy))
	case g.Remedy != "": // an own rule may have none
		text = p.say("finding", text, p.own("remedy", g.Rule, g.Remedy))
	}
	if most, ok := g.More.High(); g.Open && ok && g.Unit != "" {
		text += p.amountOf(g, p.say("step.upto", p.amount(most)))
	} else {
		text += p.more(g, g.More)
	}
	if !g.Earliest.IsZero() {
		text += p.say("step.until", p.term("period", g.Period.String()), asOf.String(), g.Earliest.String())
	}
	return text
}

// ranking is a row for each candidate that is ranked.
func (p *page) ranking(n int, c *pilot.Chosen) {
	var rows [][]string
	for _, r := range c.Ranking.Ranked {
		by := ""
		if len(r.DominatedBy) > 0 {
			by = p.listed(r.DominatedBy)
		}
		rows = append(rows, []string{p.count(r.Rank), name(r.ID), p.score(r), p.span(r.Ranks, p.amount, ""), by})
	}
	p.table(p.say("ranking"), nil, rows, p.say("ranking.rank"), p.say("ranking.candidate"), p.say("ranking.score"), p.say("ranking.ranks"), p.say("ranking.dominated"))
	if len(c.Ranking.Relative) > 0 {
		p.item(1, p.say("ranking.relative", p.listed(c.Ranking.Relative)))
	}
	p.figure(func(o picture.Options) picture.Picture { return picture.Ranks(o, *c.Ranking, c.Doubt) }, id("ranks", n, 0))
	if c.Doubt != nil && !c.Doubt.Exact {
		p.item(1, p.say("ranking.draws", p.count(c.Doubt.Draws), p.percent(2*c.Doubt.SE)))
	}
}

// portfolio tells which candidates to run.
func (p *page) portfolio(n int, s pilot.Selection) {
	c, best := s.Chosen, s.Chosen.Portfolio
	if len(c.Uncosted) > 0 {
		p.item(1, p.say("run.uncosted", p.listed(c.Uncosted)))
	}
	switch {
	case !best.Feasible && best.Clash == nil:
		p.item(1, p.say("run.unfound"))
		return
	case !best.Feasible:
		p.item(1, p.say("run.clash", strings.Join(names(best.Clash), "; ")))
		return
	case len(best.Chosen) == 0:
		p.item(1, p.say("run.none", p.none(s)))
		return
	}
	p.item(1, p.say("run", p.count(c.AtOnce), p.listed(best.Chosen)))
	p.item(2, p.say("run.covered", p.listed(best.Covered), p.amount(best.Coverage), p.decimal(best.Value, 3), p.cost(best.Cost, c.Budget)))
	if best.Coverage == best.Bound {
		p.item(2, p.say("run.best"))
	} else {
		p.item(2, p.say("run.bound", p.amount(best.Bound)))
	}
	if n := len(c.Optima); c.MoreOptima {
		p.item(2, p.say("run.moreoptima", p.count(n)))
	} else if n > 1 {
		p.item(2, p.say("run.optima", p.count(n)))
	}
	for _, id := range best.Chosen {
		if share, ok := c.Core[id]; ok {
			p.item(2, p.say("run.core", name(id), p.percent(share)))
		}
	}
	for _, told := range c.Convinces {
		if told.Answer == metrics.Yes && slices.Contains(best.Chosen, told.Candidate) {
			text := p.say("run.counts", name(told.Candidate), name(told.Function), p.listed(told.Through))
			if told.Wins > 1 {
				text += p.say("run.wins", p.count(told.Wins))
			}
			p.item(2, text)
		}
	}
	for i, w := range c.Waves {
		if i > 0 {
			p.item(1, p.say("run.wave", p.count(i+1), p.listed(w.Chosen)))
		}
	}
	if len(c.Unreached) > 0 {
		p.item(1, p.say("run.unreached", p.listed(c.Unreached)))
	}
	if len(c.Convinces) > 0 {
		p.figure(func(o picture.Options) picture.Picture { return picture.Coverage(o, *c) }, id("coverage", n, 0))
	}
	if len(c.Costs) > 0 {
		p.costs(n, c)
	}
}

// costs is what convincing costs.
func (p *page) costs(n int, c *pilot.Chosen) {
	if !c.Budget.IsZero() {
		p.figure(func(o picture.Options) picture.Picture {
			return picture.Frontier(o, c.Costs, c.Portfolio, c.Budget.Unit)
		}, id("costs", n, 0))
		return
	}
	for _, s := range c.Costs {
		p.item(1, p.say("run.cost", p.amount(s.Cost), p.amount(s.Coverage), p.listed(s.Chosen)))
	}
}

// cost is what a set costs, of the budget if there is one.
func (p *page) cost(x float64, budget metrics.Quantity) string {
	told := p.quantity(metrics.Quantity{Value: metrics.Exactly(x), Unit: budget.Unit})
	if budget.IsZero() {
		return told
	}
	return p.say("run.budget", told, p.quantity(budget))
}

// score is a score with what it may be where that isn't known.
func (p *page) score(r choose.Ranked) string {
	low, _ := r.Scores.Low()
	high, _ := r.Scores.High()
	if told := p.decimal(r.Score, 3); told == p.decimal(low, 3) && told == p.decimal(high, 3) {
		return told
	}
	return p.say("ranking.between", p.decimal(r.Score, 3), p.decimal(low, 3), p.decimal(high, 3))
}

// none is why no pilot runs.
func (p *page) none(s pilot.Selection) string {
	certain := func(v pilot.Verdict) bool { return v.Offer == pilot.PublicShowcase && v.Lowest == pilot.Showcase }
	switch {
	case !slices.ContainsFunc(s.Verdicts, certain):
		return p.say("run.none.certain")
	case s.Chosen.AtOnce == 0:
		return p.say("run.none.place")
	}
	return p.say("run.none.adds")
}
