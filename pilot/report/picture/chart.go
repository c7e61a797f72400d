package picture

import (
	"slices"
	"strings"

	"example.com/kmaturity/metrics"
)

// Chart draws a metric over time: the readings before and after a change, each a
// dot, joined by a line; those that a rule picks out as diamonds; an upright line
// where the change was made; the centre and the limits that were frozen before it,
// carried on; what it is compared with as a dashed line with hollow dots; and what
// would have been expected without the change as a dotted line.
//
//	          before | after
//	42  ░░░░░░•░░░░░░|░░░░░░░░   limits
//	40  ──•───────•──|────────   centre
//	38  ░░░░░░░░░░░░░|•░░░░░░░
//	36               |    ◆  ◆   signals
//
// Of many readings not every one has its dot, but each signal has its diamond, and
// the table has all. A chart that isn't valid isn't drawn, and the description says
// why.
func Chart(o Options, c metrics.RunChart) Picture {
	p := Picture{ID: id(o.ID, "chart"), Title: o.Words.Say("chart.title"), width: 400}
	if c.Metric != "" {
		p.Title = o.Words.Say("chart.titled", clip(c.Metric, 100))
	}
	p.Table.Columns = []string{o.Words.Say("day"), o.in(o.Words.Say("chart.reading"), c)}
	for _, column := range []struct {
		points int
		says   string
	}{{len(c.Control), o.in(o.control(c), c)}, {len(c.Expected), o.in(o.Words.Say("chart.without"), c)}, {len(c.Signals), o.Words.Say("chart.signals")}} {
		if column.points > 0 {
			p.Table.Columns = append(p.Table.Columns, column.says)
		}
	}
	var d canvas
	switch err := c.Validate(); {
	case err != nil:
		p.done(&d, 0, nil, o.Words.Say("chart.invalid", clip(strings.Join(strings.Fields(err.Error()), " "), 300)))
	case len(c.Readings) == 0:
		p.Table.Rows = o.chartRows(c, len(p.Table.Columns))
		p.done(&d, 0, nil, o.Words.Say("chart.none"))
	default:
		p.Table.Rows = o.chartRows(c, len(p.Table.Columns))
		p.done(&d, o.draw(&d, c), o.tell(c), "")
	}
	return p
}

// in adds the unit, if there is one.
func (o Options) in(s string, c metrics.RunChart) string {
	if c.Unit == "" {
		return s
	}
	return o.Words.Say("in", s, clip(c.Unit, 24))
}

// value is a number in the unit of the chart.
func (o Options) value(x float64, c metrics.RunChart) string {
	return strings.TrimSpace(o.Words.amount(x, 4) + " " + clip(c.Unit, 24))
}

// heading is what is measured, and which way it gets better.
func (o Options) heading(c metrics.RunChart) string {
	metric := c.Metric
	if metric == "" {
		metric = o.Words.Say("chart.reading")
	}
	heading := o.in(clip(metric, 30), c)
	if c.Better != metrics.DirectionUnknown {
		heading = o.Words.Say("chart.heading", heading, o.Words.Say("chart."+c.Better.String()))
	}
	return heading
}

func (o Options) centre(c metrics.RunChart) string {
	return o.Words.Say("chart.centre", o.value(c.Centre, c))
}

// limits are the limits in words; nothing where there are none.
func (o Options) limits(c metrics.RunChart) string {
	low, hasLow := c.Limits.Low()
	high, hasHigh := c.Limits.High()
	key := "chart.limits"
	if c.Trial {
		key = "chart.trial"
	}
	switch {
	case c.Before == 0 || c.Limits.IsAnything():
		return ""
	case !hasHigh:
		return o.Words.Say(key, o.Words.Say("least", o.value(low, c)))
	case !hasLow:
		return o.Words.Say(key, o.Words.Say("most", o.value(high, c)))
	}
	return o.Words.Say(key, o.Words.Say("range", o.Words.amount(low, 4), o.value(high, c)))
}

// control is what the readings are compared with, in words.
func (o Options) control(c metrics.RunChart) string {
	if c.ControlName == "" {
		return o.Words.Say("chart.control")
	}
	return o.Words.Say("chart.controlled", clip(c.ControlName, 60))
}

// tell is a chart in words.
func (o Options) tell(c metrics.RunChart) []string {
	first, last := c.Readings[0], c.Readings[len(c.Readings)-1]
	says := []string{o.Words.Say("chart.says", itoa(c.Before), itoa(len(c.Readings)-c.Before),
		first.Date.String(), o.value(first.Value, c), last.Date.String(), o.value(last.Value, c))}
	if n := len(c.Signals); n > 0 {
		says = append(says, o.Words.Say("chart.picked", itoa(n)))
	}
	var drawn []string
	if c.Before > 0 {
		drawn = append(drawn, o.centre(c))
	}
	if limits := o.limits(c); limits != "" {
		drawn = append(drawn, limits)
	}
	if len(c.Control) > 0 {
		drawn = append(drawn, o.control(c))
	}
	if len(c.Expected) > 0 {
		drawn = append(drawn, o.Words.Say("chart.without"))
	}
	if len(drawn) > 0 {
		says = append(says, o.Words.Say("chart.drawn", strings.Join(drawn, "; ")))
	}
	if len(c.Expected) > 0 {
		end := c.Expected[len(c.Expected)-1]
		says = append(says, o.Words.Say("chart.end", o.value(end.Value, c), end.Date.String()))
	}
	return says
}

// chartRows are all days on which there is a number, in so many columns.
func (o Options) chartRows(c metrics.RunChart, columns int) [][]string {
	type row struct {
		day   metrics.Date
		cells []string
	}
	var rows []row
	at := map[metrics.Date]int{}
	column := 0
	for k, points := range [][]metrics.Point{c.Readings, c.Control, c.Expected} {
		if k == 0 || len(points) > 0 {
			column++
		}
		for _, x := range points {
			i, ok := at[x.Date]
			if !ok {
				i = len(rows)
				at[x.Date] = i
				rows = append(rows, row{x.Date, make([]string, columns)})
			}
			rows[i].cells[0], rows[i].cells[column] = x.Date.String(), o.Words.amount(x.Value, 6)
		}
	}
	for _, i := range c.Signals {
		rows[i].cells[columns-1] = o.Words.Say("chart.signal") // the readings stand first
	}
	slices.SortFunc(rows, func(a, b row) int { return a.day.Compare(b.day) })
	all := make([][]string, len(rows))
	for i, r := range rows {
		all[i] = r.cells
	}
	return all
}
