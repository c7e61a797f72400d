package report

import (
	"io"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"example.com/kmaturity/metrics"
)

// Change writes what a study found as plain text: one paragraph for a manager,
// then the figures, the saving, and what couldn't be ruled out, each with how to
// get what is missing. Everything is taken from the one change and the saving
// worked out from it. The text goes to w in one call.
func Change(w io.Writer, title string, c metrics.Change, s metrics.Saving) error {
	return Options{}.Change(w, title, c, s)
}

// change tells a change in a few lines, with what couldn't be ruled out.
func (p *page) change(depth int, c metrics.Change) {
	p.item(depth, p.say("change.line", p.metric(c), p.moved(c), p.percent(c.Level), p.interval(c), p.term("method", c.Method.String()), p.term("conclusion", c.Conclusion().String())))
	p.item(depth, p.say("change.groups", p.side(c.Before, c), p.side(c.After, c))+p.against(c))
	if len(c.Warnings) > 0 {
		p.item(depth, p.say("change.doubts")+":")
		p.warnings(depth+1, c.Warnings)
	}
}

func (p *page) metric(c metrics.Change) string {
	if c.Metric == "" {
		return p.say("change.metric")
	}
	return name(c.Metric)
}

// interval is that of the change, as what the metric moved by.
func (p *page) interval(c metrics.Change) string {
	low, hasLow := c.Interval.Low()
	high, hasHigh := c.Interval.High()
	switch {
	case !hasLow || !hasHigh:
		return p.span(c.Interval, p.amount, p.say("number.unknown"))
	case low < 0 && high > 0:
		return p.say("change.from", p.amount(-low), p.amount(high)+unit(c))
	case low < 0:
		return p.say("change.less", p.say("number.between", p.amount(-high), p.amount(-low)+unit(c)))
	}
	return p.say("change.more", p.say("number.between", p.amount(low), p.amount(high)+unit(c)))
}

func unit(c metrics.Change) string {
	if c.Unit == "" {
		return ""
	}
	return " " + name(c.Unit)
}

// side is the mean of a side with what it was read of.
func (p *page) side(g metrics.Group, of metrics.Change) string {
	return p.say("change.side", p.amount(g.Mean)+unit(of), p.readings(g))
}

// against tells how the control moved, if there was one.
func (p *page) against(c metrics.Change) string {
	if c.Control == nil {
		return ""
	}
	return p.say("change.control", p.amount(c.Control.Before.Mean), p.amount(c.Control.After.Mean))
}

// story tells the change in a few sentences.
func (p *page) story(c metrics.Change, s metrics.Saving) string {
	var sentences []string
	add := func(sentence string) { sentences = append(sentences, sentence) }
	conclusion := c.Conclusion()
	add(upper(p.term("conclusion", conclusion.String())) + ".")
	add(upper(p.say("story.means", p.metric(c), p.amount(c.Before.Mean), p.amount(c.After.Mean)+unit(c), p.readings(c.Before), p.readings(c.After))) + p.against(c) + ".")
	low, hasLow := c.Interval.Low()
	high, hasHigh := c.Interval.High()
	switch {
	case conclusion == metrics.CannotTell:
		why := p.say("story.nointerval")
		for _, w := range c.Warnings {
			if w.Kind.Disqualifies() {
				why = p.own("warning", w.Kind.String(), w.Kind.Says())
				break
			}
		}
		add(p.say("story.cannottell", why))
	case conclusion == metrics.NoEffectShown && hasLow && hasHigh:
		add(p.say("story.noeffect", p.difference(low), p.difference(high)))
	default:
		least, most := low, high
		if high <= 0 {
			least, most = high, low
		}
		add(p.say("story.put", p.moved(c), p.amount(math.Abs(least)), p.amount(math.Abs(most)), p.percent(c.Level)))
	}
	switch s.Claim {
	case metrics.Claimed:
		add(p.say("story.saving."+s.Kind(), p.quantity(s.Bank)))
		if s.Attribution.IsAnything() {
			add(p.say("story.noshare"))
		}
	case metrics.NothingToClaim:
		add(p.say("story.noclaim"))
	default:
		if s.NoVolume {
			add(p.say("story.novolume"))
		} else {
			add(p.say("story.nosaving"))
		}
	}
	if n := len(c.Warnings); n == 1 {
		add(p.say("story.doubt"))
	} else if n > 1 {
		add(p.say("story.doubts", p.count(n)))
	}
	return strings.Join(sentences, " ")
}

// upper writes the first letter of a sentence in upper case.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func (p *page) readings(g metrics.Group) string {
	s := p.say("change.readings", p.count(g.Points))
	if g.Points == 1 {
		s = p.say("change.reading")
	}
	if !g.From.IsZero() {
		s = p.say("change.fromto", s, g.From.String(), g.To.String())
	}
	return s
}

// moved is by how much the metric moved, with its unit.
func (p *page) moved(c metrics.Change) string {
	if c.Estimate == 0 {
		return p.say("change.same")
	}
	key := "change.more"
	if c.Estimate < 0 {
		key = "change.less"
	}
	return p.say(key, p.amount(math.Abs(c.Estimate))+unit(c))
}

// difference writes a difference: "3.2 less", "0.4 more", "no change".
func (p *page) difference(x float64) string { return p.moved(metrics.Change{Estimate: x}) }

// figures are the numbers of the change as a table.
func (p *page) figures(c metrics.Change) {
	var rows [][]string
	row := func(key, value string) { rows = append(rows, []string{p.say(key), value}) }
	row("figure.method", p.term("method", c.Method.String()))
	row("figure.because", p.term("reason", c.Because.String()))
	row("figure.estimate", p.amount(c.Estimate)+unit(c))
	rows = append(rows, []string{p.say("figure.interval", p.percent(c.Level)), p.span(c.Interval, p.amount, p.say("figure.none")) + unit(c)})
	if c.Family > 1 {
		row("figure.family", p.say("figure.comparisons", p.count(c.Family)))
	}
	if x, ok := c.P.Point(); ok {
		text := p.decimal(x, 3)
		if x < 0.0001 {
			text = p.say("number.below", p.decimal(0.0001, 4))
		}
		row("figure.p", text)
	}
	for _, g := range []struct {
		key string
		g   metrics.Group
	}{{"figure.before", c.Before}, {"figure.after", c.After}} {
		value := p.say("figure.sd", p.readings(metrics.Group{Points: g.g.Points}), p.amount(g.g.SD))
		if g.g.Effective > 0 {
			value += p.say("figure.effective", p.decimal(g.g.Effective, 1))
		}
		row(g.key, value)
	}
	for _, f := range c.Figures {
		value := p.decimal(f.Estimate, 3)
		if !f.Interval.IsAnything() {
			value += " (" + p.span(f.Interval, p.three, "") + ")"
		}
		rows = append(rows, []string{p.term("figure", strings.ReplaceAll(f.ID, "-", " ")), value})
	}
	p.table(p.say("change.figures"), nil, rows, p.say("figure.name"), p.say("figure.value"))
}

func (p *page) three(x float64) string { return p.decimal(x, 3) }

// saving tells what a change was worth, or that it can't be told.
func (p *page) saving(depth int, s metrics.Saving) {
	switch s.Claim {
	case metrics.Claimed:
		p.item(depth, p.say("saving.claimed", p.quantity(s.Bank), p.term("saving", s.Kind())))
	case metrics.NothingToClaim:
		p.item(depth, p.say("story.noclaim"))
	default:
		p.item(depth, p.say("story.nosaving"))
		return
	}
	p.worked(depth, s)
}

// worked tells how a saving was worked out.
func (p *page) worked(depth int, s metrics.Saving) {
	p.item(depth, p.say("saving.expected", p.quantity(s.Expected), p.quantity(s.Actual)))
	p.item(depth, p.say("saving.worth", p.quantity(s.Amount)))
	if s.Capped {
		p.item(depth, p.say("saving.capped"))
	}
	if s.Uneven {
		p.item(depth, p.say("saving.uneven"))
	}
	if !s.Attribution.IsAnything() {
		p.item(depth, p.say("saving.share", p.span(s.Attribution, p.percent, "")))
	}
}

// warnings tells what couldn't be ruled out, and how to get what is missing.
func (p *page) warnings(depth int, all []metrics.Warning) {
	for _, w := range all {
		text := p.own("warning", w.Kind.String(), w.Kind.Says())
		if w.Where != "" {
			text += " (" + name(w.Where) + ")"
		}
		if !w.Have.IsAnything() {
			text += ": " + p.span(w.Have, p.three, "")
			if !w.Need.IsAnything() {
				text += p.say("warning.need", p.span(w.Need, p.three, ""))
			}
		}
		switch {
		case w.Kind.Disqualifies():
			text += p.say("warning.disqualifies")
		case w.Kind.BarsSaving():
			text += p.say("warning.bars")
		}
		p.item(depth, text)
		p.item(depth+1, p.own("cure", w.Kind.String(), w.Kind.Remedy()))
	}
}
