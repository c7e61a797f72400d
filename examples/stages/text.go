package main

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// page is the account as it is written; it can't fail before it is done.
type page struct {
	bytes.Buffer
	account
}

// write writes the account for people: at a glance first, a table of units last.
func (a *account) write(w io.Writer, all bool) error {
	p := &page{account: *a}
	p.line("%s, %s, under %s", named(a.Name, a.Model), a.Version, a.Gate)
	p.glance()
	p.moves()
	p.contradictions()
	p.restatements()
	p.notPerformed()
	for _, r := range a.Rounds {
		p.fire(r)
	}
	if a.Target != "" {
		p.targets()
	}
	if all || len(a.Rounds[0].Units) == 1 {
		for _, r := range a.Rounds {
			p.units(r)
		}
	}
	_, err := p.WriteTo(w)
	return err
}

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) head(title string) { p.line("\n%s", title) }

// text writes a paragraph, broken at 110 characters.
func (p *page) text(format string, args ...any) {
	line := " "
	for word := range strings.FieldsSeq(fmt.Sprintf(format, args...)) {
		if len([]rune(line))+1+len([]rune(word)) > 110 && line != "   " {
			p.line("%s", line)
			line = "   "
		}
		line += " " + word
	}
	p.line("%s", line)
}

// table writes rows of cells in columns, all but the first set right.
func (p *page) table(rows [][]string) {
	w := tabwriter.NewWriter(p, 0, 0, 2, ' ', tabwriter.AlignRight)
	wide := 0
	for _, r := range rows {
		wide = max(wide, len([]rune(r[0])))
	}
	for _, r := range rows {
		pad := strings.Repeat(" ", wide-len([]rune(r[0])))
		fmt.Fprintf(w, "%s%s\t%s\t\n", r[0], pad, strings.Join(r[1:], "\t"))
	}
	_ = w.Flush() // into a buffer
}

func named(name, id string) string {
	if name == "" {
		return id
	}
	return name
}

// share is a count and what part it is of all.
func share(n, of int) string {
	if of == 0 {
		return "0 of 0"
	}
	return fmt.Sprintf("%d of %d (%.0f %%)", n, of, 100*float64(n)/float64(of))
}

// cell is share without the whole.
func cell(n, of int) string {
	if of == 0 {
		return "0"
	}
	return fmt.Sprintf("%d (%.0f %%)", n, 100*float64(n)/float64(of))
}

func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// list is some names, or none.
func list(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

func (p *page) glance() {
	p.head("At a glance")
	for _, r := range p.Rounds {
		p.text("%s%s%s.", label(r), plural(len(r.Units), "unit"), p.standings(r))
		if r.Of > 0 {
			p.text("- The published overall level is one that the published answers allow for %d of %d.", r.Within, r.Of)
		}
		if r.Ignored > 0 {
			p.text("- %s didn't count: of measures or a scope that the model lacks, or of a later day.", plural(r.Ignored, "fact"))
		}
	}
	if m := p.Moves; m != nil {
		p.text("From %s to %s, of %s in both years: %d up, %d unchanged, %d down, by %s's own account; %d %s restated.",
			m.From, m.To, plural(m.Common, "unit"), m.Own.UpOne+m.Own.Up, m.Own.Same, m.Own.Down, m.To, len(m.Restatements), verb(len(m.Restatements)))
	}
	for _, c := range p.Contradictions {
		p.text("Can't be right: %s, %s, published as %s, where the answers allow only %s.", c.Unit, c.Round, c.Published, p.either(c.Allowed))
	}
	if first, _, _ := strings.Cut(p.NotNested, "\n"); first != "" {
		p.text("No level by the weakest area and no profile: %s.", first)
	}
}

func verb(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// either is a range of levels in a sentence.
func (a *account) either(r maturity.LevelRange) string {
	if a.place(r.Highest)-a.place(r.Lowest) == 1 {
		return r.Lowest + " or " + r.Highest
	}
	return span(r)
}

// span is a range of levels in a table.
func span(r maturity.LevelRange) string {
	if r.Lowest == r.Highest {
		return r.Lowest
	}
	return r.Lowest + " to " + r.Highest
}

func label(r roundAccount) string {
	if r.Round == "" {
		return ""
	}
	return r.Round + ": "
}

// standings says how many units stand where, in a few words.
func (p *page) standings(r roundAccount) string {
	if p.Gate == maturity.Profile {
		return ", with no level for the whole"
	}
	f := r.Fire
	text := fmt.Sprintf("; by the answers alone the level is certain for %d", f.ByRule.Of-f.ByRule.Uncertain)
	if f.Published != nil {
		text += fmt.Sprintf("; as published, %s stand at %s or above", share(f.Published.Lit.Certain, f.Published.Of), f.Published.Lit.Level)
	}
	if f.Weakest != nil {
		text += fmt.Sprintf("; by their weakest area, %s are still at %s", share(f.Weakest.Levels[0].Certain, f.Weakest.Of), p.Levels[0])
	}
	return text
}

func (p *page) moves() {
	m := p.Moves
	if m == nil {
		return
	}
	p.head(fmt.Sprintf("Moves, %s to %s", m.From, m.To))
	p.text("%s stand in both by id; %d only in %s and %d only in %s. Names differ and aren't compared.",
		plural(m.Common, "unit"), len(m.OnlyBefore), m.From, len(m.OnlyAfter), m.To)
	row := func(name string, n ...int) []string {
		cells := []string{name}
		for _, x := range n {
			cells = append(cells, cell(x, m.Common))
		}
		return cells
	}
	p.table([][]string{
		{"", "down", "unchanged", "up by one", "up by more"},
		row("by the levels published each year", m.Published.Down, m.Published.Same, m.Published.UpOne, m.Published.Up),
		row("by "+m.To+"'s own account of "+m.From, m.Own.Down, m.Own.Same, m.Own.UpOne, m.Own.Up),
	})
	p.text("The second row is how they moved; the first counts restatements as movement.")
	p.text("By the answers alone, whatever the scores: %d certainly up, %d certainly down, %d certainly unchanged; of %d it can't be told.",
		m.ByRule.UpOne+m.ByRule.Up, m.ByRule.Down, m.ByRule.Same, m.ByRule.Open)
	var rose, fell []string
	for _, x := range m.Moved {
		text := fmt.Sprintf("%s (%s to %s%s)", x.Unit, x.From, x.To, reasons(x))
		if x.Steps > 1 {
			rose = append(rose, text)
		} else if x.Steps < -1 {
			fell = append(fell, text)
		}
	}
	p.text("Up by more than one: %s.", list(rose))
	p.text("Down by more than one: %s.", list(fell))
	p.why()
	p.burning()
}

// reasons says how many areas are behind a move.
func reasons(x move) (text string) {
	for _, part := range []struct {
		areas []string
		way   string
	}{{x.Rose, "up"}, {x.Fell, "down"}} {
		if len(part.areas) > 0 {
			text += fmt.Sprintf("; %s %s", plural(len(part.areas), "area"), part.way)
		}
	}
	return text
}

// why writes in which areas units moved.
func (p *page) why() {
	m := p.Moves
	if len(m.Areas) == 0 {
		return
	}
	p.text("Why: the answers by area, of the same %s.", plural(m.Common, "unit"))
	rows := [][]string{{"units by area", "down", "unchanged", "up by one", "up by more", "can't be told"}}
	for _, a := range m.Areas {
		rows = append(rows, []string{a.Area, cell(a.Tally.Down, m.Common), cell(a.Tally.Same, m.Common), cell(a.Tally.UpOne, m.Common), cell(a.Tally.Up, m.Common), strconv.Itoa(a.Tally.Open)})
	}
	p.table(rows)
	against, with := 0, 0 // falls in spite of more areas that rose, and those without
	for _, x := range m.Moved {
		if x.Steps < 0 && len(x.Rose) > len(x.Fell) || x.Steps > 0 && len(x.Fell) > len(x.Rose) {
			against++
		} else {
			with++
		}
	}
	p.text("%d of the %d that moved went the way of most of the areas that changed, or of as many as not; %d went the other way.",
		with, len(m.Moved), against)
}

// burning writes which units were lit and went out.
func (p *page) burning() {
	c := p.Moves.Fire
	p.text("Lit, at %s or above, by %s's own account: %s, then %s. New: %d. Went out: %d: %s. Not lit in either year: %d. Tipped back below %.0f %%: %s.",
		c.Before.Level, p.Moves.To, share(c.Before.Certain, c.Units), share(c.After.Certain, c.Units), len(c.Lit), len(c.WentOut), list(c.WentOut), len(c.Lagging), 100*c.Before.Tips, c.TippedBack)
}

func (p *page) contradictions() {
	published := 0
	for _, r := range p.Rounds {
		published += r.Of
	}
	if published == 0 {
		return
	}
	p.head("Contradictions")
	if len(p.Contradictions) == 0 {
		p.text("None: every published level is one that the answers allow.")
	}
	for _, c := range p.Contradictions {
		p.text("%s (%s), %s: published as %s; its answers allow only %s, a score in %s. Either the level or an answer is wrong.",
			c.Unit, c.Name, c.Round, c.Published, p.either(c.Allowed), digits(c.Score))
	}
}

func (p *page) restatements() {
	if p.Moves == nil {
		return
	}
	p.head("Restatements, which aren't movement")
	if len(p.Moves.Restatements) == 0 {
		p.text("None.")
		return
	}
	rows := [][]string{{"unit", p.Moves.From + " then", p.Moves.From + " as " + p.Moves.To + " has it", p.Moves.To, "answers allow both"}}
	for _, r := range p.Moves.Restatements {
		allowed := "no"
		if r.Allowed {
			allowed = "yes"
		}
		rows = append(rows, []string{r.Unit, r.Was, r.Now, r.Then, allowed})
	}
	p.table(rows)
	p.text("%s gives them another overall level of %s than %s did, and no other answers.", p.Moves.To, p.Moves.From, p.Moves.From)
}

func (p *page) notPerformed() {
	n := p.NotPerformed
	if n == nil {
		return
	}
	p.head("What isn't performed")
	p.text("%d of the %d answers on what a unit says it doesn't perform are %s; the others: %s. They count here as they are published.",
		n.Highest, n.Answers, order[len(order)-1], list(n.Others))
	var units []string
	for _, c := range n.Dropped {
		units = append(units, fmt.Sprintf("%s, %s (published as %s, left out only %s)", c.Unit, c.Round, c.Published, p.either(c.Allowed)))
	}
	p.text("Left out as not applicable they would contradict %s: %s. So the published rule doesn't leave them out.",
		plural(len(units), "published level"), list(units))
}

// digits is an interval with two digits after the point.
func digits(i metrics.Interval) string {
	low, _ := i.Low()
	high, _ := i.High()
	opens, closes := "[", "]"
	if i.LowOpen() {
		opens = "("
	}
	if i.HighOpen() {
		closes = ")"
	}
	return fmt.Sprintf("%s%.2f, %.2f%s", opens, low, high, closes)
}
