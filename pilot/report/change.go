package report

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"

	"example.com/kmaturity/metrics"
)

// Change writes what a study found as plain text: one paragraph for a manager,
// then the figures, the saving, and what couldn't be ruled out, each with how to
// get what is missing. Everything is taken from the one change and the saving
// worked out from it. The text goes to w in one call.
func Change(w io.Writer, title string, c metrics.Change, s metrics.Saving) error {
	var p page
	if title = clean(title); title == "" {
		title = "Change"
	}
	p.line(0, "%s", title)
	p.line(0, "%s", strings.Repeat("=", min(len([]rune(title)), width)))
	p.line(0, "%s", paragraph(c, s))
	p.b.WriteByte('\n')
	p.figures(c)
	p.saving(s)
	p.warnings(c.Warnings)
	_, err := w.Write(p.b.Bytes())
	return err
}

// paragraph tells the change in a few sentences.
func paragraph(c metrics.Change, s metrics.Saving) string {
	var b strings.Builder
	conclusion := c.Conclusion()
	fmt.Fprintf(&b, "%s. ", upper(conclusion.String()))
	unit := ""
	if c.Unit != "" {
		unit = " " + c.Unit
	}
	name := c.Metric
	if name == "" {
		name = "The metric"
	}
	name = upper(name)
	fmt.Fprintf(&b, "%s went from %s to %s%s on average (%s before, %s after)", name, amount(c.Before.Mean), amount(c.After.Mean), unit, readings(c.Before), readings(c.After))
	if c.Control != nil {
		fmt.Fprintf(&b, ", while the control went from %s to %s", amount(c.Control.Before.Mean), amount(c.Control.After.Mean))
	}
	b.WriteString(". ")
	low, hasLow := c.Interval.Low()
	high, hasHigh := c.Interval.High()
	switch {
	case conclusion == metrics.CannotTell:
		why := "the readings give no interval"
		for _, w := range c.Warnings {
			if w.Kind.Disqualifies() {
				why = w.Kind.Says()
				break
			}
		}
		fmt.Fprintf(&b, "What that is worth can't be told: %s. ", why)
	case conclusion == metrics.NoEffectShown && hasLow && hasHigh:
		fmt.Fprintf(&b, "Anything from %s to %s fits the readings, no change among them, so chance explains it. ", moved(low), moved(high))
	default:
		least, most := low, high
		if high <= 0 {
			least, most = high, low
		}
		fmt.Fprintf(&b, "Put down to the change are %s; at least %s and at most %s, with %s confidence. ", moved(c.Estimate), amount(math.Abs(least)), amount(math.Abs(most)), percent(c.Level))
	}
	switch s.Claim {
	case metrics.Claimed:
		article := "a"
		if strings.HasPrefix(s.Kind(), "i") {
			article = "an"
		}
		fmt.Fprintf(&b, "That is %s %s of at least %s.", article, s.Kind(), quantity(s.Bank))
		if s.Attribution.IsAnything() {
			b.WriteString(" Nobody stated what share of it is due to KM.")
		}
	case metrics.NothingToClaim:
		b.WriteString("No saving is claimed.")
	default:
		b.WriteString("A saving can't be computed")
		if s.NoVolume {
			b.WriteString(": nobody said what the readings add up to")
		}
		b.WriteString(".")
	}
	if n := len(c.Warnings); n == 1 {
		b.WriteString(" One thing couldn't be ruled out; it stands below.")
	} else if n > 1 {
		fmt.Fprintf(&b, " %d things couldn't be ruled out; they stand below.", n)
	}
	return b.String()
}

// upper writes the first letter of a sentence in upper case.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func readings(g metrics.Group) string {
	s := fmt.Sprintf("%d readings", g.Points)
	if g.Points == 1 {
		s = "1 reading"
	}
	if !g.From.IsZero() {
		s += fmt.Sprintf(", %s to %s", g.From, g.To)
	}
	return s
}

// moved writes a difference: "3.2 less", "0.4 more", "no change".
func moved(x float64) string {
	switch {
	case x < 0:
		return amount(-x) + " less"
	case x > 0:
		return amount(x) + " more"
	}
	return "no change"
}

func percent(share float64) string { return decimal(100*share, 1) + " %" }

func quantity(q metrics.Quantity) string {
	s := span(q.Value, amount, "an unknown amount")
	if q.Unit != "" {
		s += " " + q.Unit
	}
	return s
}

// figures writes the numbers of the change as a table.
func (p *page) figures(c metrics.Change) {
	p.line(0, "Figures")
	t := tabwriter.NewWriter(&p.b, 0, 0, 2, ' ', 0)
	row := func(name, value string) { fmt.Fprintf(t, "  %s\t%s\n", clip(name), clean(value)) }
	unit := ""
	if c.Unit != "" {
		unit = " " + c.Unit
	}
	row("method", c.Method.String())
	row("because", c.Because.String())
	row("after less before", amount(c.Estimate)+unit)
	row(percent(c.Level)+" interval", span(c.Interval, amount, "none")+unit)
	if c.Family > 1 {
		row("allows for", fmt.Sprintf("%d comparisons", c.Family))
	}
	if x, ok := c.P.Point(); ok {
		text := decimal(x, 3)
		if x < 0.0001 {
			text = "under 0.0001"
		}
		row("p, two-sided", text)
	}
	for _, g := range []struct {
		name string
		g    metrics.Group
	}{{"before", c.Before}, {"after", c.After}} {
		value := fmt.Sprintf("%d readings, sd %s", g.g.Points, amount(g.g.SD))
		if g.g.Effective > 0 {
			value += fmt.Sprintf(", worth %s independent ones", decimal(g.g.Effective, 1))
		}
		row(g.name, value)
	}
	for _, f := range c.Figures {
		value := decimal(f.Estimate, 3)
		if !f.Interval.IsAnything() {
			value += " (" + span(f.Interval, func(x float64) string { return decimal(x, 3) }, "") + ")"
		}
		row(strings.ReplaceAll(f.ID, "-", " "), value)
	}
	t.Flush()
}

// saving writes what the change was worth.
func (p *page) saving(s metrics.Saving) {
	if s.Claim == metrics.NotComputable {
		return
	}
	p.b.WriteString("\nSaving\n")
	p.line(2, "without the change it would have come to %s, it came to %s", quantity(s.Expected), quantity(s.Actual))
	p.line(2, "worth %s; to bank: %s", quantity(s.Amount), quantity(s.Bank))
	if s.Capped {
		p.line(2, "cut to the cost of not knowing")
	}
	if s.Uneven {
		p.line(2, "the totals lie outside of what the means allow: the periods with most volume went another way")
	}
	if !s.Attribution.IsAnything() {
		p.line(2, "share put down to KM: %s", span(s.Attribution, percent, ""))
	}
}

// warnings writes what couldn't be ruled out.
func (p *page) warnings(all []metrics.Warning) {
	if len(all) == 0 {
		return
	}
	p.b.WriteString("\nNot ruled out\n")
	for _, w := range all {
		text := w.Kind.Says()
		if w.Where != "" {
			text += " (" + clip(w.Where) + ")"
		}
		if !w.Have.IsAnything() {
			text += ": " + span(w.Have, func(x float64) string { return decimal(x, 3) }, "")
			if !w.Need.IsAnything() {
				text += ", where it takes " + span(w.Need, func(x float64) string { return decimal(x, 3) }, "")
			}
		}
		switch {
		case w.Kind.Disqualifies():
			text += "; so nothing can be told"
		case w.Kind.BarsSaving():
			text += "; so no saving is claimed"
		}
		p.line(2, "- %s", text)
		p.line(6, "%s", w.Kind.Remedy())
	}
}
