package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// fire writes the picture of a round.
func (p *page) fire(r roundAccount) {
	f := r.Fire
	title := "Fire picture"
	if r.Round != "" {
		title += ", " + r.Round
	}
	p.head(title)
	if p.Gate != maturity.Profile {
		p.levels(r)
	}
	if len(f.Areas) > 0 {
		p.areas(r)
	}
	s := f.picture()
	if s == nil {
		return
	}
	apart := "a spread of " + plural(int(low(s.Steps)), "level")
	if _, ok := s.Steps.Point(); !ok {
		apart = fmt.Sprintf("between %v and %s apart", low(s.Steps), plural(int(high(s.Steps)), "level"))
	}
	mean := fmt.Sprintf("lies in %s", digits(s.Mean))
	if x, ok := s.Mean.Point(); ok {
		mean = fmt.Sprintf("is %.2f", x)
	}
	p.text("Minimum %s, maximum %s: %s. Beside them, never alone: the mean of places, counted from 0, %s.", span(s.Minimum), span(s.Maximum), apart, mean)
	p.text("Lit, at %s or above: %s; change tips at %.0f %%, by hearsay: %s.", s.Lit.Level, possibly(s.Lit.Certain, s.Lit.Possible, s.Of), 100*s.Lit.Tips, s.Tipped)
	var names []string
	for _, u := range s.Units {
		if u.Highest == s.Minimum.Highest && u.Lowest == u.Highest {
			names = append(names, u.Unit)
		}
	}
	all, more := len(names), ""
	if all > 40 {
		names, more = names[:40], fmt.Sprintf(" and %d more", all-40)
	}
	if all > 0 {
		p.text("Lagging, at %s: %s: %s%s.", s.Minimum.Highest, share(all, s.Of), list(names), more)
	}
}

func low(i metrics.Interval) float64  { x, _ := i.Low(); return x }
func high(i metrics.Interval) float64 { x, _ := i.High(); return x }

// possibly is a count that may be more.
func possibly(certain, possible, of int) string {
	if certain == possible {
		return share(certain, of)
	}
	return fmt.Sprintf("%d to %d of %d", certain, possible, of)
}

// levels writes how many units stand at each level.
func (p *page) levels(r roundAccount) {
	f, all := r.Fire, len(r.Units)
	header := []string{"units by level"}
	if f.Published != nil {
		header = append(header, "published", "or above")
	}
	header = append(header, "certain", "possible")
	if f.Weakest != nil {
		header = append(header, "by weakest area")
	}
	rows := [][]string{header}
	above := 0
	for at := range slices.Backward(p.Levels) {
		row := []string{p.Levels[at]}
		if f.Published != nil {
			n := f.Published.Levels[at].Certain
			above += n
			row = append(row, cell(n, f.Published.Of), cell(above, f.Published.Of))
		}
		row = append(row, cell(f.ByRule.Levels[at].Certain, all), cell(f.ByRule.Levels[at].Possible, all))
		if f.Weakest != nil {
			row = append(row, cell(f.Weakest.Levels[at].Certain, all))
		}
		rows = append(rows, row)
	}
	p.table(rows)
}

// areas writes the profile: units by level in each area, and how uneven they are.
func (p *page) areas(r roundAccount) {
	f, all := r.Fire, len(r.Units)
	header := append([]string{"units by area"}, p.Levels...)
	rows := [][]string{append(header, "not certain", "weakest in")}
	for _, a := range f.Areas {
		row := []string{a.Spread.Area}
		for _, l := range a.Spread.Levels {
			row = append(row, strconv.Itoa(l.Certain))
		}
		rows = append(rows, append(row, strconv.Itoa(a.Spread.Uncertain), strconv.Itoa(a.WeakestIn)))
	}
	p.table(rows)
	var within []string
	for steps, n := range f.Within {
		if n > 0 {
			within = append(within, fmt.Sprintf("%s in %s", plural(steps, "level"), cell(n, all)))
		}
	}
	open := ""
	if f.Uneven > 0 {
		open = fmt.Sprintf(", not certain in %d", f.Uneven)
	}
	p.text("Between a unit's weakest and strongest area: %s%s.", list(within), open)
}

// targets tells what brings the target for certain.
func (p *page) targets() {
	for _, r := range p.Rounds {
		title := "What brings " + p.Target
		if r.Round != "" {
			title += ", " + r.Round
		}
		p.head(title)
		reached, out := 0, 0
		sizes, names := map[int]int{}, map[string]int{}
		for _, s := range r.Units {
			switch n := len(s.Assessment.Gaps); {
			case n > 0:
				sizes[n]++
				for _, id := range s.Assessment.Gaps {
					names[id]++
				}
			case s.Assessment.Lowest != "" && p.place(s.Assessment.Lowest) >= p.place(p.Target):
				reached++
			case p.Gate == maturity.Profile && profiled(p, s):
				reached++
			default:
				out++
			}
		}
		p.text("Certain already for %s.", share(reached, len(r.Units)))
		rows := [][]string{{"criteria to meet in full", "units"}}
		for n := range len(r.Units[0].Assessment.Findings) {
			if sizes[n+1] > 0 {
				rows = append(rows, []string{strconv.Itoa(n + 1), cell(sizes[n+1], len(r.Units))})
			}
		}
		if len(rows) > 1 {
			p.table(rows)
			rows = [][]string{{"the criterion", "is among them in"}}
			for _, f := range r.Units[0].Assessment.Findings {
				if names[f.Criterion] > 0 {
					rows = append(rows, []string{f.Criterion, cell(names[f.Criterion], len(r.Units))})
				}
			}
			p.table(rows)
		}
		if out > 0 {
			p.text("Out of reach for %d.", out)
		}
	}
}

func profiled(p *page, s standing) bool {
	return !slices.ContainsFunc(s.Assessment.Areas, func(r maturity.AreaResult) bool { return p.place(r.Lowest) < p.place(p.Target) })
}

// units writes a table of all units.
func (p *page) units(r roundAccount) {
	title := "Units"
	if r.Round != "" {
		title += ", " + r.Round
	}
	p.head(title)
	header := []string{"unit"}
	if r.Of > 0 {
		header = append(header, "published")
	}
	header = append(header, "by the answers", "score")
	if p.NotNested == "" {
		header = append(header, "by weakest area", "weakest areas")
	}
	rows := [][]string{header}
	for _, s := range r.Units {
		row := []string{s.Unit}
		if r.Of > 0 {
			row = append(row, s.Published)
		}
		score := "-"
		if !s.Assessment.Score.IsAnything() {
			score = digits(s.Assessment.Score)
		}
		row = append(row, span(s.byRule()), score)
		if p.NotNested == "" {
			row = append(row, span(s.Weakest), weakest(p, s))
		}
		rows = append(rows, row)
	}
	p.table(rows)
}

// weakest are the areas that keep a unit's weakest area where it is.
func weakest(p *page, s standing) string {
	var names []string
	for _, r := range s.Profile {
		if p.place(r.Lowest) == p.place(s.Weakest.Lowest) {
			names = append(names, r.Area)
		}
	}
	return strings.Join(names, ", ")
}
