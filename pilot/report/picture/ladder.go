package picture

import (
	"cmp"
	"strings"

	"example.com/kmaturity/maturity"
)

// Ladder draws the levels of a model as steps, the lowest at the foot, how far an
// assessment under it has come, and what stands in the way of each step: the
// criteria of the level that aren't met or not known to be. Marks differ by shape
// and word: full where the level is certain, half where it is possible or may have been
// passed over, empty where it isn't reached.
//
// Of an assessment under another model, or one of areas each by itself, no step is
// known to be reached.
func Ladder(o Options, m *maturity.Model, a maturity.Assessment) Picture {
	p := Picture{
		ID: id(o.ID, "ladder"), Title: o.Words.Say("ladder.title"), width: 360,
		Table: Table{Columns: []string{o.Words.Say("ladder.level"), o.Words.Say("ladder.reached"), o.Words.Say("ladder.blocked")}},
	}
	if m == nil {
		m = new(maturity.Model)
	}
	lowest, highest := m.Place(a.Lowest), m.Place(a.Highest)
	if a.Model != m.ID || a.Version != m.Version {
		lowest, highest = -1, -1
	}
	outcomes := map[string]maturity.Outcome{}
	for _, f := range a.Findings {
		outcomes[f.Criterion] = f.Outcome
	}
	var c canvas
	var says []string
	y := 20.
	for i := len(m.Levels) - 1; i >= 0; i-- { // the highest is drawn first
		l := m.Levels[i]
		name := o.Words.Term("stage."+l.ID, cmp.Or(l.Name, l.ID))
		reached := "ladder.not"
		switch {
		case i <= lowest && passed(m, l, outcomes):
			reached = "ladder.passed"
		case i <= lowest:
			reached = "ladder.certain"
		case i <= highest:
			reached = "ladder.possible"
		}
		left := 10 + 8*float64(min(i, 10))
		c.mark(point{left + 10, y}, reached)
		word := fit(o.Words.Say(reached), 150)
		c.text(point{left + 26, y + 4}, "start", bold, fit(name, 350-width(word)-10-left-26))
		c.text(point{350, y + 4}, "end", "", word)
		var blocks []string
		for _, criterion := range m.Criteria {
			outcome, found := outcomes[criterion.ID]
			if criterion.Level != l.ID || i <= lowest || !found || outcome != maturity.Unmet && outcome != maturity.Unknown {
				continue
			}
			y += 18
			word := o.Words.Say(outcome.String())
			c.sign(point{left + 32, y}, shapeOf(outcome), false)
			for k, line := range wrap(word+": "+clip(o.Words.Term("says."+criterion.ID, criterion.Says), 200), int((350-left-44)/character)) {
				y += [2]float64{0, 15}[min(k, 1)]
				c.text(point{left + 44, y + 4}, "start", "", line)
			}
			blocks = append(blocks, word+": "+o.Words.Term("says."+criterion.ID, criterion.Says))
		}
		y += 26
		if i > 0 {
			c.line([]point{{left, y - 13}, {350, y - 13}}, `fill="none" stroke="currentColor" stroke-opacity="0.3"`)
		}
		p.Table.Rows = append(p.Table.Rows, []string{name, o.Words.Say(reached), strings.Join(blocks, "; ")})
		says = append(says, o.Words.Say("ladder.step", clip(name, 60), o.Words.Say(reached)))
	}
	if len(m.Levels) == 0 {
		says = append(says, o.Words.Say("ladder.none"))
	}
	p.height = y
	p.Description = strings.Join(says, " ")
	p.body = c.b.String()
	return p
}

// passed reports whether nothing shows that an optional level was reached: a level
// above it is, which doesn't ask for it.
func passed(m *maturity.Model, l maturity.Level, outcomes map[string]maturity.Outcome) bool {
	if !l.Optional {
		return false
	}
	for _, c := range m.Criteria {
		if c.Level == l.ID && outcomes[c.ID] != maturity.Met {
			return true
		}
	}
	return false
}

// mark draws how far a step is reached: full, half or empty.
func (c *canvas) mark(p point, reached string) {
	const r = 7
	style := stroked
	switch reached {
	case "ladder.certain":
		style = ""
	case "ladder.possible", "ladder.passed":
		c.b.WriteString(`<path d="M` + number(p.x) + " " + number(p.y-r) + "A7 7 0 0 0 " + number(p.x) + " " + number(p.y+r) + `Z"/>`)
	}
	c.dot(p, r, style)
}
