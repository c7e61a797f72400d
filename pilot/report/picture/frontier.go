package picture

import (
	"slices"
	"strings"

	"example.com/kmaturity/pilot/choose"
)

// Frontier draws what convincing costs: a dot for each set of pilots that nobody
// beats in cost and coverage together, joined by steps, since between two of them no
// money convinces more. The set that is chosen is a ring around its place, with the
// word: it covers as much as the last step, unless time was up, and costs more where
// it is worth more. Of a portfolio that isn't feasible none is marked. Unit is that of cost,
// empty where costs aren't looked at.
func Frontier(o Options, steps []choose.Step, chosen choose.Portfolio, unit string) Picture {
	cost := o.Words.Say("frontier.cost")
	if unit != "" {
		cost = o.Words.Say("in", cost, clip(unit, 24))
	}
	p := Picture{
		ID: id(o.ID, "frontier"), Title: o.Words.Say("frontier.title"), width: 400,
		Table: Table{Columns: []string{cost, o.Words.Say("frontier.coverage"), o.Words.Say("frontier.set"), o.Words.Say("chosen")}},
	}
	var says []string
	add := func(s choose.Step, is bool) {
		word := ""
		if is {
			word = o.Words.Say("chosen")
		}
		names := o.set(s.Chosen)
		p.Table.Rows = append(p.Table.Rows, []string{o.Words.exact(s.Cost), o.Words.exact(s.Coverage), names, word})
		says = append(says, o.Words.Say("frontier.says", o.Words.amount(s.Cost, 4), o.Words.amount(s.Coverage, 4), clip(names, 120)))
	}
	mark := choose.Step{Cost: chosen.Cost, Coverage: chosen.Coverage, Chosen: chosen.Chosen}
	onStep := false
	for _, s := range steps {
		is := chosen.Feasible && !onStep && s.Cost == mark.Cost && s.Coverage == mark.Coverage && slices.Equal(s.Chosen, mark.Chosen)
		onStep = onStep || is
		add(s, is)
	}
	if chosen.Feasible && !onStep {
		add(mark, true)
	}

	var c canvas
	y := 20.
	if len(says) > 0 {
		y = o.frontier(&c, p.width, cost, steps, mark, chosen.Feasible)
	}
	if chosen.Feasible {
		tell := o.Words.Say("frontier.chosen", clip(o.set(mark.Chosen), 200))
		says = append(says, tell)
		y = c.paragraph(point{margin, y}, p.width-margin, tell)
	}
	p.done(&c, y-8, says, o.Words.Say("frontier.none"))
	return p
}

// frontier draws the steps and the set that is chosen, and returns where the next
// line would be.
func (o Options) frontier(c *canvas, wide float64, cost string, steps []choose.Step, chosen choose.Step, is bool) float64 {
	const foot = 230
	right := wide - margin
	most := chosen
	for _, s := range steps {
		most.Cost, most.Coverage = max(most.Cost, s.Cost), max(most.Coverage, s.Coverage)
	}
	up := fromZero(most.Coverage, foot, 40, 5)
	up.words = o.Words
	left := min(margin+up.room()+6, wide/2)
	across := fromZero(most.Cost, left+8, right-10, 5)
	across.words = o.Words
	place := func(s choose.Step) point { return point{across.at(s.Cost), up.at(s.Coverage)} }

	c.text(point{margin, 20}, "start", "", fit(o.Words.Say("frontier.coverage"), right-margin))
	c.upright(up, left, right)
	c.level(across, foot+6, wide)
	c.text(point{right, foot + 41}, "end", "", fit(cost, right-margin))
	var way []point
	for _, s := range steps {
		at := place(s)
		if len(way) > 0 {
			way = append(way, point{at.x, way[len(way)-1].y})
		}
		way = append(way, at)
	}
	if len(way) > 0 {
		c.line(append(way, point{across.to, way[len(way)-1].y}), stroked)
	}
	for _, s := range steps {
		c.dot(place(s), 3.5, "")
	}
	if is {
		at := place(chosen)
		c.dot(at, 8, stroked)
		word := fit(o.Words.Say("chosen"), max(at.x-12-left, right-12-at.x))
		if at.x-12-width(word) >= left {
			c.text(point{at.x - 12, at.y - 6}, "end", bold, word)
		} else {
			c.text(point{at.x + 12, min(at.y+18, foot-4)}, "start", bold, word)
		}
	}
	return c.key(foot+65, right, 12, []meaning{{o.Words.Say("frontier.dot"), func(m point) { c.dot(m, 3.5, "") }}})
}

// set is the names of a set.
func (o Options) set(names []string) string {
	if len(names) == 0 {
		return o.Words.Say("frontier.nobody")
	}
	return strings.Join(names, ", ")
}
