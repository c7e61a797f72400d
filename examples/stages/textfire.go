package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"example.com/kmaturity/maturity"
)

// fire writes the picture of a round.
func (p *page) fire(r roundAccount) {
	f, all := r.Fire, len(r.Units)
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
	if f.Least != "" {
		p.text("Minimum %s, maximum %s: a spread of %s. Beside them, never alone: %s.",
			f.Least, f.Greatest, plural(f.Spread, "level"), mean(f))
		names := f.Lagging
		more := ""
		if len(names) > 40 {
			names, more = names[:40], fmt.Sprintf(" and %d more", len(names)-40)
		}
		p.text("Lagging, at %s: %s: %s%s.", f.Least, share(len(f.Lagging), all), list(names), more)
	} else if p.Gate != maturity.Profile {
		p.text("Of no unit the level is certain.")
	}
}

func mean(f fire) string {
	if f.Mean.IsAnything() {
		return "there is no mean of levels"
	}
	return "the mean score lies in " + digits(f.Mean)
}

func (p *page) levels(r roundAccount) {
	f, all := r.Fire, len(r.Units)
	first := "certain"
	header := []string{"units by level"}
	if r.Of > 0 {
		header = append(header, "published", "or above", first)
	} else {
		header = append(header, first, "or above")
	}
	header = append(header, "possible")
	if p.NotNested == "" {
		header = append(header, "by weakest area")
	}
	rows := [][]string{header}
	for _, l := range slices.Backward(f.Levels) {
		row := []string{l.Level, cell(l.Units, all), cell(l.AtLeast, all)}
		if r.Of > 0 {
			row = append(row, cell(l.Certain, all))
		}
		row = append(row, cell(l.Possible, all))
		if p.NotNested == "" {
			row = append(row, cell(l.Weakest, all))
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
		row := []string{a.Area}
		for _, n := range a.Units {
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, append(row, strconv.Itoa(a.Open), strconv.Itoa(a.Weakest)))
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
		row = append(row, s.span().String(), score)
		if p.NotNested == "" {
			row = append(row, s.Weakest.String(), weakest(p, s))
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
