package report

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
)

// chosen tells the choice among a slate's candidates.
func (p *page) chosen(s pilot.Selection) {
	c := s.Chosen
	if c == nil {
		return
	}
	p.b.WriteString("\nThe choice\n")
	for _, a := range c.Aside {
		why := ""
		if len(a.Rules) > 0 {
			why = " (" + strings.Join(a.Rules, ", ") + ")"
		}
		p.line(2, "Not ranked: %s, %s%s.", a.Candidate, a.Decision, why)
	}
	p.paths(c.Paths)
	if c.Ranking == nil {
		p.line(2, "No candidate may be a showcase, so that there is nothing to choose among.")
		return
	}
	p.ranking(c)
	p.portfolio(s)
}

// paths tells the way of each candidate that isn't a showcase yet.
func (p *page) paths(all []pilot.Path) {
	for _, path := range all {
		if path.Reachable == metrics.No {
			p.line(2, "No way to a showcase: %s; %s.", path.Candidate, strings.Join(barred(path), "; "))
			continue
		}
		p.line(2, "On its way, cheapest first: %s.", path.Candidate)
		for _, g := range path.Steps {
			p.line(4, "- %s", step(g))
		}
		if path.Periods > 0 {
			p.line(4, "a change worth having asks for %d readings before", path.Periods)
		}
		if doubtful := rulesOf(path.Steps, metrics.Unknown); doubtful != nil {
			p.line(4, "whether it can meet %s at all isn't known", strings.Join(doubtful, ", "))
		}
		switch {
		case path.Waits != maturity.StageUnknown:
			p.line(4, "it waits for the stage %q", path.Waits)
		case path.Ready.IsZero():
			p.line(4, "no day can be told by which all of it is done")
		default:
			p.line(4, "all of it is done by %s", path.Ready)
		}
	}
}

// barred is why there is no way.
func barred(path pilot.Path) (why []string) {
	if rules := rulesOf(path.Steps, metrics.No); rules != nil {
		why = append(why, "it can't meet "+strings.Join(rules, ", ")+", whatever is done")
	}
	if path.TooNoisy {
		why = append(why, "no number of readings tells a change worth having from its noise")
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
func step(g pilot.Gap) string {
	text := g.Rule
	switch {
	case g.Open:
		text += ": find out " + g.Remedy
	case g.Remedy != "": // an own rule may have none
		text += ": " + g.Remedy
	}
	more, direction := known(g.More, metrics.Count, 2), "more"
	if _, up := g.Need.Low(); !up {
		direction = "fewer"
	}
	if most, ok := g.More.High(); g.Open && ok {
		more = "up to " + amount(most)
	}
	if g.Unit != "" && more != "not known" {
		text += fmt.Sprintf(" (%s %s %s)", more, direction, g.Unit)
	}
	if !g.Earliest.IsZero() {
		text += fmt.Sprintf("; %s from today, that takes until %s", g.Period, g.Earliest)
	}
	return text
}

func (p *page) ranking(c *pilot.Chosen) {
	t := tabwriter.NewWriter(&p.b, 0, 0, 2, ' ', 0)
	for _, r := range c.Ranking.Ranked {
		first := ""
		if c.Doubt != nil {
			for i, id := range c.Doubt.IDs {
				if id == r.ID {
					first = "first in " + percent(c.Doubt.Ranks[i][0]) + " of weightings"
				}
			}
		}
		by := ""
		if len(r.DominatedBy) > 0 {
			by = "\tdominated by " + clip(strings.Join(r.DominatedBy, ", "))
		}
		fmt.Fprintf(t, "  %d.\t%s\t%s\t%s\t%s%s\n", r.Rank, clip(r.ID), decimal(r.Score, 3), "rank "+span(r.Ranks, amount, ""), first, by)
	}
	t.Flush()
	if len(c.Ranking.Relative) > 0 {
		p.line(2, "Without a scale of their own: %s; a candidate more or less can turn the others round.", strings.Join(c.Ranking.Relative, ", "))
	}
	if c.Doubt != nil && !c.Doubt.Exact {
		p.line(2, "Shares of weightings are of %s draws, ± %s.", amount(float64(c.Doubt.Draws)), percent(2*c.Doubt.SE))
	}
}

func (p *page) portfolio(s pilot.Selection) {
	c, best := s.Chosen, s.Chosen.Portfolio
	if len(c.Uncosted) > 0 {
		p.line(2, "Not chosen, since there is a budget and what they cost isn't known: %s.", strings.Join(c.Uncosted, ", "))
	}
	switch {
	case !best.Feasible && best.Clash == nil:
		p.line(2, "No set of pilots was found that meets all constraints; that there is none isn't proven.")
		return
	case !best.Feasible:
		p.line(2, "No set of pilots meets all constraints. These can't be met together: %s.", strings.Join(best.Clash, "; "))
		return
	case len(best.Chosen) == 0:
		p.line(2, "No pilot runs: %s.", none(s))
		return
	}
	p.line(2, "Run together, at most %d at a time: %s.", c.AtOnce, strings.Join(best.Chosen, ", "))
	p.line(4, "covered: %s; weight %s, value %s, cost %s", listed(best.Covered), amount(best.Coverage), decimal(best.Value, 3), amount(best.Cost))
	if best.Coverage == best.Bound {
		p.line(4, "no other set covers more")
	} else {
		p.line(4, "no set covers more than %s", amount(best.Bound))
	}
	if n := len(c.Optima); n > 1 || c.MoreOptima {
		more := ""
		if c.MoreOptima {
			more = " or more"
		}
		p.line(4, "%d%s sets convince as many", n, more)
	}
	for _, id := range best.Chosen {
		if share, ok := c.Core[id]; ok {
			p.line(4, "%s is in the best set for %s of what the managers may weigh", id, percent(share))
		}
	}
	for _, s := range c.Costs {
		p.line(4, "for %s: weight %s, by %s", amount(s.Cost), amount(s.Coverage), listed(s.Chosen))
	}
	for i, w := range c.Waves {
		if i > 0 {
			p.line(2, "Then, in wave %d: %s.", i+1, strings.Join(w.Chosen, ", "))
		}
	}
	for _, told := range c.Convinces {
		if told.Answer == metrics.Yes && in(best, told.Candidate) {
			p.line(4, "%s counts with the managers of %s through %s%s", told.Candidate, told.Function, strings.Join(told.Through, ", "), ofSo(told.Wins))
		}
	}
	if len(c.Unreached) > 0 {
		p.line(2, "Not convinced even if all run that may: the managers of %s.", strings.Join(c.Unreached, ", "))
	}
}

// ofSo tells that one win isn't enough.
func ofSo(wins int) string {
	if wins <= 1 {
		return ""
	}
	return fmt.Sprintf(", one of the %d that they ask for", wins)
}

// none is why no pilot runs.
func none(s pilot.Selection) string {
	certain := func(v pilot.Verdict) bool { return v.Offer == pilot.PublicShowcase && v.Lowest == pilot.Showcase }
	switch {
	case !slices.ContainsFunc(s.Verdicts, certain):
		return "no candidate is certain to be a showcase"
	case s.Chosen.AtOnce == 0:
		return "the KM team has no place for one"
	}
	return "none that is certain to be a showcase can be paid for and adds anything"
}

func listed(all []string) string {
	if len(all) == 0 {
		return "nothing"
	}
	return strings.Join(all, ", ")
}

func in(p choose.Portfolio, candidate string) bool {
	return slices.Contains(p.Chosen, candidate)
}
