package picture

import (
	"slices"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// Coverage draws with the managers of which function which candidate counts:
// functions as rows, in the order of the choice, with how many wins their managers
// ask for, how many the chosen set has, and whether that convinces them; candidates
// as numbered columns, those of the chosen set first and their numbers in bold,
// with their names below. Yes, no and unknown differ by shape.
func Coverage(o Options, c pilot.Chosen) Picture {
	p := Picture{
		ID: id(o.ID, "coverage"), Title: o.Words.Say("coverage.title"), width: 360,
		Table: Table{Columns: []string{
			o.Words.Say("coverage.function"), o.Words.Say("coverage.wins"), o.Words.Say("coverage.has"), o.Words.Say("coverage.whether"),
		}},
	}
	candidates, functions, chosen := axes(c)
	names := slices.Clone(candidates.all)
	for i, name := range names {
		if i < chosen {
			names[i] = o.Words.Say("coverage.chosen", clip(name, 180))
		}
		p.Table.Columns = append(p.Table.Columns, names[i])
	}
	answers := make([][]metrics.Answer, len(functions.all))
	wins := make([]int, len(functions.all))
	for i := range answers {
		answers[i] = make([]metrics.Answer, len(names))
	}
	for _, x := range c.Convinces {
		f, k := functions.at[x.Function], candidates.at[x.Candidate]
		answers[f][k], wins[f] = x.Answer, x.Wins
	}

	var rows []line
	var says []string
	for f, function := range functions.all {
		has, perhaps := 0, 0
		for k := range chosen {
			switch answers[f][k] {
			case metrics.Unknown:
				perhaps++
			case metrics.Yes:
				has++
			}
		}
		row := line{name: function, word: o.Words.Say(convinced(wins[f], has, perhaps)), marks: make([]sign, len(names))}
		count := itoa(has)
		if perhaps > 0 {
			count = o.Words.Say("range", count, itoa(has+perhaps))
		}
		row.note = o.Words.Say("coverage.note", itoa(wins[f]), count)
		if wins[f] == 0 {
			row.note = o.Words.Say("coverage.never")
		}
		cells := []string{function, itoa(wins[f]), count, row.word}
		for k := range names {
			mark, word := answered(answers[f][k])
			row.marks[k] = sign{shape: mark}
			cells = append(cells, o.Words.Say(word))
		}
		rows = append(rows, row)
		p.Table.Rows = append(p.Table.Rows, cells)
		says = append(says, o.Words.Say("coverage.says", clip(function, 60), row.word, row.note))
	}

	var d canvas
	y := 20.
	if len(rows) > 0 {
		y = d.key(y, p.width-margin, 18, []meaning{
			{o.Words.Say("coverage.yes"), func(m point) { d.sign(m, tick, false) }},
			{o.Words.Say("coverage.no"), func(m point) { d.sign(m, cross, false) }},
			{o.Words.Say("unknown"), func(m point) { d.sign(m, ring, false) }},
		})
		y = d.grid(y+8, p.width-margin, len(names), chosen, rows)
		y = d.list(y+4, p.width-margin, chosen, names)
	}
	p.done(&d, y, says, o.Words.Say("coverage.none"))
	return p
}

// convinced is whether managers who ask for so many wins are convinced by those
// that there are, or perhaps are.
func convinced(wins, has, perhaps int) string {
	switch {
	case wins > 0 && has >= wins:
		return "coverage.convinced"
	case wins > 0 && has+perhaps >= wins:
		return "coverage.unclear"
	}
	return "coverage.unconvinced"
}

// answered is the mark of an answer, and its word.
func answered(a metrics.Answer) (shape, string) {
	switch a {
	case metrics.Yes:
		return tick, "coverage.yes"
	case metrics.No:
		return cross, "coverage.no"
	}
	return ring, "unknown"
}

// ordered is names in order, each once.
type ordered struct {
	all []string
	at  map[string]int
}

func (n *ordered) add(name string) {
	if _, twice := n.at[name]; !twice {
		n.at[name] = len(n.all)
		n.all = append(n.all, name)
	}
}

// axes are the candidates, the chosen ones first, and how many those are, and the
// functions.
func axes(c pilot.Chosen) (candidates, functions ordered, chosen int) {
	candidates.at, functions.at = map[string]int{}, map[string]int{}
	for _, name := range c.Portfolio.Chosen {
		candidates.add(name)
	}
	chosen = len(candidates.all)
	for _, x := range c.Convinces {
		candidates.add(x.Candidate)
		functions.add(x.Function)
	}
	return candidates, functions, chosen
}
