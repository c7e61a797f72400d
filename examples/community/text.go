package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// sheet writes text and keeps the first error.
type sheet struct {
	w   io.Writer
	err error
}

func (s *sheet) f(format string, args ...any) {
	if s.err == nil {
		_, s.err = fmt.Fprintf(s.w, format, args...)
	}
}

// table writes rows in columns, without spaces at the end of lines.
func (s *sheet) table(rows [][]string) {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintln(t, strings.Join(r, "\t"))
	}
	if err := t.Flush(); err != nil && s.err == nil {
		s.err = err
	}
	for line := range strings.Lines(b.String()) {
		s.f("%s\n", strings.TrimRight(line, " \n"))
	}
}

func (a account) write(w io.Writer) error {
	s := &sheet{w: w}
	if a.Pages != nil {
		s.pages(a.Pages, a.Uncounted)
	}
	if a.Bodies != nil {
		s.bodies(*a.Bodies)
	}
	if a.Organisation != nil {
		s.organisation(*a.Organisation)
	}
	if a.Health != nil {
		s.health(*a.Health)
	}
	return s.err
}

func (s *sheet) pages(all []page, uncounted int) {
	s.f("Communities of practice of the US government, by their pages of 2025-04-09\n\n")
	rows := [][]string{{"members", "first counted", "members then", "growth", "", ""}}
	for _, p := range all {
		var doubts []string
		if p.Back > 0 {
			doubts = append(doubts, fmt.Sprintf("fell %s", times(p.Back)))
		}
		if len(p.Shared) > 0 {
			doubts = append(doubts, "once had the very number of "+strings.Join(p.Shared, " and "))
		}
		if len(p.Was) > 0 {
			doubts = append(doubts, "was "+strings.Join(p.Was, ", "))
		}
		rows = append(rows, []string{whole0(p.Size), p.First.AsOf.String(), whole0(p.First.Size), factor(p.Growth), printable(p.Title), strings.Join(doubts, "; ")})
	}
	s.table(rows)
	s.f("\n%d more have a list whose members no page counts: that is unknown, not none.\n", uncounted)
	s.f("\nNature of all %d: %s. Who is on a list isn't known by main role, so whether these are communities\n", len(all), all[0].Nature)
	s.f("of practice, of interest or of innovation, and whether their subjects are practice areas, can't be\n")
	s.f("answered from these pages; size and growth can. Two lists may share members: their size is a range.\n\n")
}

func (s *sheet) bodies(b bodies) {
	count := map[metrics.Answer]int{}
	near := 0
	for _, x := range b.Standing {
		count[x.Shortfall.Established]++
		if x.Near == metrics.Yes {
			near++
		}
	}
	s.f("%s in %d UK public bodies (junior posts in FTE), by the last of their %d returns\n\n", b.Area, len(b.Standing), b.Returns)
	s.f("established: %d; not: %d, of them %d near-misses; not known: %d\n", count[metrics.Yes], count[metrics.No], near, count[metrics.Unknown])
	s.f("The floor is %s practitioners: %s.\n\n", from(b.Standing[0].Shortfall.Need), b.Standing[0].Shortfall.Source)
	s.f("Those established, nearly or perhaps so, and those with a doubt:\n\n")
	rows := [][]string{}
	for _, x := range b.Standing {
		if x.Shortfall.Established != metrics.No || x.Near != metrics.No || len(x.Flags) > 0 {
			rows = append(rows, append([]string{x.Area.Scope, x.Area.AsOf.String()}, line(x)...))
		}
	}
	s.table(rows)
	s.f("\nWhat isn't news in the returns of all of them\n\n")
	s.flags(b.Flags)
	agree := 0
	for _, r := range b.Raw {
		if r.Agrees {
			agree++
		}
	}
	s.f("\nRead row by row: %d returns; %d of them agree with the published sums to the millionth\n\n", len(b.Raw), agree)
	for _, r := range b.Raw {
		s.f("%s, %s: %d rows\n", r.Body, r.AsOf, r.Notes.Rows)
		s.standings(r.Areas)
	}
}

func (s *sheet) standings(areas []body) {
	var rows [][]string
	for _, x := range areas {
		rows = append(rows, append([]string{"  " + printable(x.Area.Name)}, line(x)...))
	}
	s.table(rows)
}

// line tells the standing of an area.
func line(x body) []string {
	cells := []string{fmt.Sprintf("%s of %s %s", x.Area.Practitioners, x.Area.Workforce, x.Area.Basis)}
	switch x.Shortfall.Established {
	case metrics.Yes:
		cells = append(cells, "established", "")
	case metrics.No:
		missing := x.Shortfall.Missing.String() + " short"
		if x.Shortfall.Reachable == metrics.No {
			missing = "the workforce is smaller than the floor"
		}
		if x.Near == metrics.Yes {
			missing = "a near-miss, " + missing
		}
		cells = append(cells, "not established", missing)
	default:
		cells = append(cells, "not known", "")
	}
	var doubts []string
	for _, f := range x.Flags {
		doubts = append(doubts, f.Kind.String())
	}
	return append(cells, strings.Join(doubts, ", "))
}

func (s *sheet) flags(flags []community.Flag) {
	for _, f := range flags {
		s.f("  %s\n", printable(f.String()))
	}
}

func role(name string) string {
	if name == "" {
		return "(blank)"
	}
	return printable(name)
}

func (s *sheet) organisation(o organisation) {
	for _, f := range o.Files {
		n := f.Notes
		s.f("%s: %d rows; %d of 0 FTE, which are nobody; %d without a known main role, who may have any\n", printable(f.Name), n.Rows, n.ZeroWeight, n.NoMainRole)
		if len(n.Unused) > 0 {
			s.f("  columns not used: %s\n", printable(strings.Join(n.Unused, ", ")))
		}
	}
	s.f("%d people or groups of posts, of %d rows", o.People, o.Rows)
	if o.NoID > 0 {
		s.f("; %d rows have no id, so that who stands twice can't be told", o.NoID)
	}
	s.f("\n")
	const most = 20
	for i, c := range o.Conflicts {
		if i == most {
			s.f("  … and %d conflicts more; -json has them all\n", len(o.Conflicts)-most)
			break
		}
		s.f("  conflict: %s\n", printable(c.String()))
	}
	if c := o.Community; c != nil {
		who := "everybody"
		if c.List != "" {
			who = "those listed in " + printable(c.List)
		}
		s.f("\nA community about %s: %s%s\n\n", printable(c.Topic), who, onDays([]metrics.Date{c.AsOf}))
		if len(c.Nobody) > 0 {
			s.f("  nobody is known to have that main role; there are: %s\n", printable(strings.Join(c.Nobody, ", ")))
		}
		s.f("  census in %s: %s practise, %s are interested, %s innovate, %s do something else, of %s nothing is known\n",
			o.Basis, c.Census.Practising, c.Census.Interested, c.Census.Innovating, c.Census.Elsewhere, c.Census.Unknown)
		s.f("  practitioners: %s of %s\n  nature: %s\n  network: %s\n", c.Census.Practitioners(), c.Census.Total(), c.Nature, c.Network)
		if c.Fix != community.NoFix {
			s.f("  a mismatch: %s\n", c.Fix)
		}
		if c.Notes.Conflicts > 0 {
			s.f("  stated ties against the main role: %d\n", c.Notes.Conflicts)
		}
		if c.Path != nil {
			s.path(*c.Path)
		}
	}
	s.f("\nPractice areas%s\n\n", onDays(o.Days))
	if len(o.Areas) == 0 {
		s.f("  No main role is known, so no area can be told: that is unknown, not none.\n")
	}
	s.standings(o.Areas)
	for _, u := range o.Units {
		if len(u.Areas) > 0 && len(o.Units) > 1 {
			s.f("\nin %s%s, established or nearly so\n", role(u.Name), onDays([]metrics.Date{u.AsOf}))
			s.standings(u.Areas)
		}
	}
	if len(o.Flags) > 0 {
		s.f("\nWhat isn't news\n\n")
		s.flags(o.Flags)
	}
}

// onDays is the days of figures, if they are said.
func onDays(days []metrics.Date) string {
	var texts []string
	for _, d := range days {
		if !d.IsZero() {
			texts = append(texts, d.String())
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return ", on " + strings.Join(texts, " and ")
}

func (s *sheet) path(p community.Path) {
	s.f("  towards practice: %s\n", p.Drift)
	for _, place := range p.Places {
		s.f("    %s: %s\n", place.AsOf, place.Nature)
	}
	for _, step := range p.Steps {
		if step.Turned != metrics.No {
			s.f("    turned by %s: %s; because of new main roles: %s\n", step.To, step.Turned, step.Roles)
		}
	}
	for _, l := range p.Lines {
		s.f("    %s\n", l)
	}
	s.f("    %s\n", p.Becomes(community.Practice))
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// whole0 is a size in words.
func whole0(i metrics.Interval) string {
	low, _ := i.Low()
	switch high, ok := i.High(); {
	case i.IsAnything():
		return "?"
	case !ok:
		return fmt.Sprintf("%.0f or more", low)
	case low == high:
		return fmt.Sprintf("%.0f", low)
	default:
		return fmt.Sprintf("%.0f to %.0f", low, high)
	}
}

// factor is a growth such as ×1.4.
func factor(i metrics.Interval) string {
	low, _ := i.Low()
	switch high, ok := i.High(); {
	case i.IsAnything():
		return "?"
	case !ok:
		return fmt.Sprintf("×%.2f or more", low)
	case low == high:
		return fmt.Sprintf("×%.2f", low)
	default:
		return fmt.Sprintf("×%.2f to %.2f", low, high)
	}
}

// from is the low end of a need.
func from(i metrics.Interval) string {
	low, _ := i.Low()
	return metrics.Exactly(low).String()
}

// printable keeps a name from outside from moving the cursor or widening the
// table without end.
func printable(s string) string {
	const most = 250
	runes := []rune(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, s))
	if len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return string(runes)
}
