package picture

import (
	"cmp"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/pilot"
)

// Rules draws what every rule says of every candidate: candidates as rows, with
// the decision, and rules as numbered columns, in the order of pilot.Rules and then
// others as they come, with their ids and words below. Met, not met, unknown and not applicable
// differ by shape; a rule that only reports, from which no decision follows, stands
// in brackets. A rule that a verdict has no finding of doesn't apply to it.
func Rules(o Options, verdicts []pilot.Verdict) Picture {
	p := Picture{
		ID: id(o.ID, "rules"), Title: o.Words.Say("rules.title"), width: 360,
		Table: Table{Columns: []string{o.Words.Say("candidate"), o.Words.Say("rules.decision")}},
	}
	rules := inOrder(verdicts)
	column := map[string]int{}
	words := make([]string, len(rules))
	for i, f := range rules {
		column[f.Criterion], words[i] = i, f.Criterion
		if f.Says != "" {
			words[i] = o.Words.Say("rules.key", f.Criterion, o.Words.Term("says."+f.Criterion, f.Says))
		}
		p.Table.Columns = append(p.Table.Columns, f.Criterion)
	}

	var rows []line
	var says []string
	for _, v := range verdicts {
		findings := make([]pilot.Finding, len(words))
		for i := range findings {
			findings[i].Outcome = maturity.NotApplicable
		}
		for _, f := range v.Findings {
			findings[column[f.Criterion]] = f
		}
		count := map[maturity.Outcome]int{}
		row := line{name: v.Candidate, word: o.decision(v), marks: make([]sign, len(words))}
		cells := make([]string, 2, 2+len(words))
		cells[0], cells[1] = v.Candidate, row.word
		for i, f := range findings {
			count[f.Outcome]++
			reported := f.Ceiling == pilot.Undetermined && f.Outcome != maturity.NotApplicable
			row.marks[i] = sign{shapeOf(f.Outcome), reported}
			cell := o.Words.Say(f.Outcome.String())
			if reported {
				cell = o.Words.Say("rules.cell", cell)
			}
			cells = append(cells, cell)
		}
		rows = append(rows, row)
		p.Table.Rows = append(p.Table.Rows, cells)
		says = append(says, o.Words.Say("rules.says", clip(v.Candidate, 60), row.word,
			itoa(count[maturity.Met]), itoa(count[maturity.Unmet]), itoa(count[maturity.Unknown])))
	}

	var c canvas
	y := 20.
	if len(rows) > 0 {
		y = c.key(y, p.width-margin, 18, []meaning{
			{o.Words.Say(maturity.Met.String()), func(m point) { c.sign(m, tick, false) }},
			{o.Words.Say(maturity.Unmet.String()), func(m point) { c.sign(m, cross, false) }},
			{o.Words.Say(maturity.Unknown.String()), func(m point) { c.sign(m, ring, false) }},
			{o.Words.Say(maturity.NotApplicable.String()), func(m point) { c.sign(m, dash, false) }},
			{o.Words.Say("rules.reported"), func(m point) { c.sign(m, tick, true) }},
		})
		y = c.grid(y+8, p.width-margin, len(words), 0, rows)
		y = c.list(y+4, p.width-margin, 0, words)
	}
	p.done(&c, y, says, o.Words.Say("candidates.none"))
	return p
}

// inOrder is a finding of each rule: the built-in rules in their order, then others as
// they come, which is the order that every verdict has.
func inOrder(verdicts []pilot.Verdict) (rules []pilot.Finding) {
	place := map[string]int{}
	for r := range pilot.Rules {
		place[r.ID] = len(place)
	}
	order := func(f pilot.Finding) int {
		if at, builtin := place[f.Criterion]; builtin {
			return at
		}
		return len(place)
	}
	seen := map[string]bool{}
	for _, v := range verdicts {
		for _, f := range v.Findings {
			if !seen[f.Criterion] {
				seen[f.Criterion] = true
				rules = append(rules, f)
			}
		}
	}
	slices.SortStableFunc(rules, func(a, b pilot.Finding) int { return cmp.Compare(order(a), order(b)) })
	return rules
}

// shapeOf is the mark of an outcome.
func shapeOf(x maturity.Outcome) shape {
	switch x {
	case maturity.Met:
		return tick
	case maturity.Unmet:
		return cross
	case maturity.NotApplicable:
		return dash
	}
	return ring
}

// decision is what is decided, or between what.
func (o Options) decision(v pilot.Verdict) string {
	if v.Lowest == v.Highest {
		return o.Words.Say(v.Lowest.String())
	}
	return o.Words.Say("range", o.Words.Say(v.Lowest.String()), o.Words.Say(v.Highest.String()))
}
