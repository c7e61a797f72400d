package contract

import (
	"fmt"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// findings collects breaches.
type findings []Breach

func (f *findings) add(kind BreachKind, agreed, found string) {
	*f = append(*f, Breach{kind, agreed, found})
}

// breaches lists what isn't as agreed, of a valid contract that is intact.
func (c Contract) breaches(m Measured) []Breach {
	var f findings
	change := m.Change
	for _, part := range []struct{ agreed, found string }{
		{c.Metric.ID, change.Metric}, {c.Metric.Unit, change.Unit}, {c.Metric.Better.String(), change.Better.String()},
	} {
		if part.agreed != part.found {
			f.add(MetricSwapped, quote(part.agreed), quote(part.found))
		}
	}
	at := min(m.Looks, len(c.Looks)) - 1
	look, last := c.Looks[at], at == len(c.Looks)-1
	c.before(&f, "", change.Before)
	c.after(&f, "", change.After, look, last)
	end := change.After.To
	if change.Control != nil && change.Control.After.To.After(end) {
		end = change.Control.After.To
	}
	switch {
	case m.On.Before(c.Start):
		f.add(SettledTooSoon, "from "+c.Start.String(), m.On.String())
	case last && !m.On.After(c.Split.After.To):
		f.add(EndedEarly, "after "+c.Split.After.To.String(), m.On.String())
	case !last && !m.On.After(end):
		f.add(SettledTooSoon, "after the last reading, "+end.String(), m.On.String())
	}
	if change.Method != c.Method {
		f.add(MethodChanged, c.Method.String(), change.Method.String())
	}
	if !c.keepsLevel(look.Level, change.Level) {
		f.add(MethodChanged, fmt.Sprintf("a level of %v", look.Level), fmt.Sprint(change.Level))
	}
	switch {
	case c.Control == "" && change.Control != nil:
		f.add(ControlDropped, "no control", controlName(change.Control))
	case c.Control != "" && (change.Control == nil || change.Control.Name != c.Control):
		f.add(ControlDropped, quote(c.Control), controlName(change.Control))
	case c.Control != "":
		c.before(&f, "control ", change.Control.Before)
		c.after(&f, "control ", change.Control.After, look, last)
	}
	if m.Looks > len(c.Looks) {
		f.add(ExtraLook, fmt.Sprintf("%d looks", len(c.Looks)), fmt.Sprint(m.Looks))
	}
	return f
}

// keepsLevel reports whether a level is the one agreed on. Ranks have steps, so
// that theirs is the next one that they reach; 1e-9 for rounding is our default.
func (c Contract) keepsLevel(agreed, found float64) bool {
	return found == agreed || c.Method == metrics.MannWhitney && found > agreed-1e-9
}

// before adds what isn't as agreed of a baseline.
func (c Contract) before(f *findings, of string, g metrics.Group) {
	window := c.Split.Before
	if !c.starts(window, g) || !c.ends(window, g, window.To) {
		f.add(WindowMoved, of+"before "+window.String(), spanOf(g))
	}
	if g.Points != c.BaselineReadings {
		f.add(WindowMoved, fmt.Sprintf("%d readings %sbefore", c.BaselineReadings, of), fmt.Sprint(g.Points))
	}
}

// after adds what isn't as agreed of the readings after. Before the last look they
// may end earlier than the window, when the last of them is due.
func (c Contract) after(f *findings, of string, g metrics.Group, look Look, last bool) {
	window := c.Split.After
	due := window.To
	if !last {
		due = c.Period.After(window.From, look.Readings-1)
	}
	switch {
	case !c.starts(window, g) || !window.Contains(g.To) || last && !c.ends(window, g, due):
		f.add(WindowMoved, of+"after "+window.String(), spanOf(g))
	case !c.ends(window, g, due):
		f.add(ExtraLook, fmt.Sprintf("a look at %s%d readings, due on %s", of, look.Readings, due), spanOf(g))
	}
	if g.Points == look.Readings {
		return
	}
	kind := ExtraLook
	if last && g.Points < look.Readings {
		kind = EndedEarly
	} else if last {
		kind = WindowMoved
	}
	f.add(kind, fmt.Sprintf("%d readings %safter", look.Readings, of), fmt.Sprint(g.Points))
}

// starts reports whether readings start in a window, within a period of its start.
// That one period is left on either end is our default.
func (c Contract) starts(window metrics.Span, g metrics.Group) bool {
	return window.Contains(g.From) && !g.From.After(c.Period.After(window.From, 1))
}

// ends reports whether readings end in a window, no more than a period before they
// are due to.
func (c Contract) ends(window metrics.Span, g metrics.Group, due metrics.Date) bool {
	return window.Contains(g.To) && !g.To.Before(c.Period.After(due, -1))
}

func spanOf(g metrics.Group) string { return metrics.Span{From: g.From, To: g.To}.String() }

func quote(text string) string { return fmt.Sprintf("%q", strict.Clip(text)) }

// controlName is the control that was found, in words.
func controlName(c *metrics.Control) string {
	switch {
	case c == nil:
		return "no control"
	case c.Name == "":
		return "a control without a name"
	}
	return quote(c.Name)
}
