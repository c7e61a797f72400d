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
func (p *page) chosen(c *pilot.Chosen) {
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
	p.portfolio(c)
}

// paths tells the way of each candidate that isn't a showcase yet.
func (p *page) paths(all []pilot.Path) {
	for _, path := range all {
		if path.Reachable == metrics.No {
			continue // its verdict says what no waiting lifts
		}
		var steps []string
		for _, g := range path.Steps {
			steps = append(steps, g.Rule)
		}
		p.line(2, "On its way: %s, by %s.", path.Candidate, strings.Join(steps, ", then "))
		if path.Periods > 0 {
			p.line(4, "a change worth having asks for %d readings before", path.Periods)
		}
		if path.TooNoisy {
			p.line(4, "no number of readings tells a change worth having from its noise")
		}
		if !path.Ready.IsZero() {
			p.line(4, "what takes time is done by %s", path.Ready)
		}
		if path.Waits != maturity.StageUnknown {
			p.line(4, "it waits for the stage %q", path.Waits)
		}
	}
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

func (p *page) portfolio(c *pilot.Chosen) {
	best := c.Portfolio
	switch {
	case !best.Feasible:
		p.line(2, "No set of pilots meets all constraints. These can't be met together: %s.", strings.Join(best.Clash, "; "))
		return
	case len(best.Chosen) == 0:
		p.line(2, "No pilot can run: %d at a time, and none within the budget that is certain to be a showcase.", c.AtOnce)
		return
	}
	p.line(2, "Run together, at most %d at a time: %s.", c.AtOnce, strings.Join(best.Chosen, ", "))
	p.line(4, "covered: %s; weight %s, value %s, cost %s", listed(best.Covered), amount(best.Coverage), decimal(best.Value, 3), amount(best.Cost))
	if best.Proven {
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
			p.line(4, "%s convinces the managers of %s through %s", told.Candidate, told.Function, strings.Join(told.Through, ", "))
		}
	}
	if len(c.Unreached) > 0 {
		p.line(2, "Convinced by none that may run: the managers of %s.", strings.Join(c.Unreached, ", "))
	}
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
