package picture

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// The lines of a chart, told apart by their dashes.
const (
	chartControl  = `fill="none" stroke="currentColor" stroke-width="1.25" stroke-dasharray="6 4"`
	chartExpected = `fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="0.1 4" stroke-linecap="round"`
	chartCentre   = `fill="none" stroke="currentColor" stroke-opacity="0.7"`
	chartLimits   = `fill-opacity="0.1"`
	chartEdge     = `fill="none" stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="2 2"`
	chartReadings = `fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"`
	chartDense    = `fill="none" stroke="currentColor" stroke-width="0.6" stroke-linejoin="round"`
	hollow        = `fill="none" stroke="currentColor"`
)

// Where a chart stands on its canvas.
const (
	chartTop   = 48.
	chartFoot  = 234.
	chartRight = 390.
)

// draw draws a chart that is valid and has readings, and returns how high it is.
func (o Options) draw(d *canvas, c metrics.RunChart) float64 {
	var all []metrics.Point
	for _, points := range [][]metrics.Point{c.Readings, c.Control, c.Expected} {
		all = append(all, points...)
	}
	byDay := func(a, b metrics.Point) int { return a.Date.Compare(b.Date) }
	first, last := slices.MinFunc(all, byDay).Date, slices.MaxFunc(all, byDay).Date
	up := chartScale(c, all)
	up.words = o.Words
	left := min(margin+up.room()+6, 200)
	across := axis{low: days(first), high: days(last), from: left + 8, to: chartRight - 8}
	ends, words := []point{{across.from, chartFoot + 17}, {across.to, chartFoot + 17}}, []string{first.String(), last.String()}
	if first == last { // it stands in the middle
		across.low, across.high = across.low-1, across.high+1
		ends, words = []point{{(across.from + across.to) / 2, chartFoot + 17}}, words[:1]
	}
	at := func(x metrics.Point) point { return point{across.at(days(x.Date)), up.at(x.Value)} }

	d.text(point{margin, 18}, "start", bold, fit(o.heading(c), chartRight-margin))
	d.upright(up, left, chartRight)
	if c.Before > 0 {
		low, high := chartLimitsOf(c, up)
		if !c.Limits.IsAnything() {
			d.polygon([]point{{left, low}, {chartRight, low}, {chartRight, high}, {left, high}}, chartLimits)
			d.line([]point{{left, low}, {chartRight, low}}, chartEdge)
			d.line([]point{{left, high}, {chartRight, high}}, chartEdge)
		}
		d.line([]point{{left, up.at(c.Centre)}, {chartRight, up.at(c.Centre)}}, chartCentre)
	}
	d.series(c.Control, at, chartControl, func(p point) { d.dot(p, 2.5, hollow) })
	d.series(c.Expected, at, chartExpected, nil)
	line := chartReadings
	if len(c.Readings) > 200 {
		line = chartDense
	}
	d.series(c.Readings, at, line, func(p point) { d.dot(p, 2.5, "") })
	for _, i := range c.Signals {
		d.diamond(at(c.Readings[i]), 5.5, "")
	}
	if 0 < c.Before && c.Before < len(c.Readings) {
		x := (at(c.Readings[c.Before-1]).x + at(c.Readings[c.Before]).x) / 2
		d.line([]point{{x, chartTop - 18}, {x, chartFoot}}, stroked)
		d.text(point{x - 5, chartTop - 9}, "end", "", fit(o.Words.Say("chart.before"), x-7))
		d.text(point{x + 5, chartTop - 9}, "start", "", fit(o.Words.Say("chart.after"), 400-x-7))
	}
	d.labels(ends, 2, 400, words)
	return d.key(chartFoot+42, chartRight, 24, o.chartKey(d, c)) - 8
}

// series draws points joined by a line; of many not every one has its mark.
func (d *canvas) series(points []metrics.Point, at func(metrics.Point) point, style string, mark func(point)) {
	const marks = 80
	var way []point
	for _, x := range points {
		way = append(way, at(x))
	}
	if len(way) > 1 {
		d.line(way, style)
	}
	if mark == nil && len(way) == 1 { // a line of one point is a dot
		d.dot(way[0], 1.5, "")
	}
	for i := 0; mark != nil && i < len(way); i += 1 + len(way)/marks {
		mark(way[i])
	}
}

// chartScale is the axis that everything in a chart has a place on.
func chartScale(c metrics.RunChart, all []metrics.Point) axis {
	low, high := all[0].Value, all[0].Value
	take := func(x float64) { low, high = min(low, x), max(high, x) }
	for _, x := range all {
		take(x.Value)
	}
	if c.Before > 0 {
		take(c.Centre)
		for _, end := range []func() (float64, bool){c.Limits.Low, c.Limits.High} {
			if x, ok := end(); ok {
				take(x)
			}
		}
	}
	return newAxis(low, high, chartFoot, chartTop, 5)
}

// chartLimitsOf are the places of the limits, the edge of the chart where there is
// none on a side.
func chartLimitsOf(c metrics.RunChart, up axis) (low, high float64) {
	low, high = up.from, up.to
	if x, ok := c.Limits.Low(); ok {
		low = up.at(x)
	}
	if x, ok := c.Limits.High(); ok {
		high = up.at(x)
	}
	return low, high
}

// chartKey is what the lines and marks of a chart mean, those that are in it.
func (o Options) chartKey(d *canvas, c metrics.RunChart) []meaning {
	sample := func(style string) func(point) {
		return func(m point) { d.line([]point{{m.x - 12, m.y}, {m.x + 12, m.y}}, style) }
	}
	key := []meaning{{o.Words.Say("chart.reading"), func(m point) { sample(chartReadings)(m); d.dot(m, 2.5, "") }}}
	if len(c.Signals) > 0 {
		key = append(key, meaning{o.Words.Say("chart.signals"), func(m point) { d.diamond(m, 5.5, "") }})
	}
	if c.Before > 0 {
		key = append(key, meaning{o.centre(c), sample(chartCentre)})
	}
	if limits := o.limits(c); limits != "" {
		key = append(key, meaning{limits, func(m point) {
			d.polygon([]point{{m.x - 12, m.y - 5}, {m.x + 12, m.y - 5}, {m.x + 12, m.y + 5}, {m.x - 12, m.y + 5}}, chartLimits+` stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="2 2"`)
		}})
	}
	if len(c.Control) > 0 {
		key = append(key, meaning{o.control(c), func(m point) { sample(chartControl)(m); d.dot(m, 2.5, hollow) }})
	}
	if len(c.Expected) > 0 {
		key = append(key, meaning{o.Words.Say("chart.without"), sample(chartExpected)})
	}
	return key
}
