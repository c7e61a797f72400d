package picture

import (
	"math"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// LitPoint is how many units are lit, or were, at a time: the Lit of a
// maturity.Spread, or a side of a maturity.SpreadChange.
type LitPoint struct {
	Label string             // such as the round; empty: the day
	Day   metrics.Date       // none: not said
	Lit   maturity.UnitShare // units that are lit, of all
}

// Lit draws which share of an organisation's units is lit over time. What isn't
// certain of a share is a band from the least to the greatest that it may be, with
// an upright bar at each point; where it is known the band is a line, with a dot. A
// dashed line says from where on change tips, if all points say the same. The
// points stand by their days if all have one and they are in order, else evenly.
func Lit(o Options, points []LitPoint) Picture {
	p := Picture{
		ID: id(o.ID, "lit"), Title: o.Words.Say("lit.title"), width: 400,
		Table: Table{Columns: []string{
			o.Words.Say("lit.point"), o.Words.Say("day"), o.Words.Say("lit.certain"), o.Words.Say("lit.possible"), o.Words.Say("lit.of"), o.Words.Say("lit.share"), o.Words.Say("lit.tipped"),
		}},
	}
	var says []string
	var labels, shares []string
	ranges := false
	var low, high []point
	up := axis{low: 0, high: 1, from: 230, to: 46}
	at := along(points, 80, 374)
	for i, x := range points {
		share, label, day := o.percent(x.Lit.Share, false), x.Label, ""
		if !x.Day.IsZero() {
			day = x.Day.String()
		}
		if label == "" {
			label = day
		}
		tipped := o.Words.Say("lit." + x.Lit.Reached.String())
		p.Table.Rows = append(p.Table.Rows, []string{x.Label, day, itoa(x.Lit.Certain), itoa(x.Lit.Possible), itoa(x.Lit.Of), share, tipped})
		labels, shares = append(labels, clip(label, 14)), append(shares, o.short(x.Lit.Share))
		says = append(says, o.Words.Say("lit.says", clip(label, 60), share, tipped))
		least, greatest := 0., 1.
		if known, ok := x.Lit.Share.Low(); ok {
			least = known
		}
		if known, ok := x.Lit.Share.High(); ok {
			greatest = known
		}
		low, high = append(low, point{at[i], up.at(least)}), append(high, point{at[i], up.at(greatest)})
		ranges = ranges || least != greatest
	}

	var c canvas
	y := 20.
	if len(points) > 0 {
		c.text(point{margin, y}, "start", "", fit(o.Words.Say("lit.axis"), p.width-2*margin))
		for _, share := range []float64{0, 0.25, 0.5, 0.75, 1} {
			c.line([]point{{52, up.at(share)}, {390, up.at(share)}}, thin)
			c.text(point{46, up.at(share) + 4}, "end", "", o.Words.percentage(share))
		}
		key := []meaning{{o.Words.Say("lit.known"), func(m point) { c.dot(m, 4, "") }}}
		if tips, ok := tipping(points); ok {
			c.line([]point{{52, up.at(tips)}, {390, up.at(tips)}}, dashed)
			key = append(key, meaning{o.Words.Say("lit.tips", o.Words.percentage(tips)), func(m point) { c.line([]point{{m.x - 11, m.y}, {m.x + 11, m.y}}, dashed) }})
		}
		if ranges {
			key = append(key, meaning{o.Words.Say("lit.range"), func(m point) { c.span(point{m.x, m.y + 6}, point{m.x, m.y - 6}) }})
		}
		c.band(low, high)
		var under, values []point
		for i := range points {
			c.span(low[i], high[i])
			under, values = append(under, point{at[i], 248}), append(values, point{at[i], high[i].y - 9})
		}
		c.labels(under, 2, p.width, labels)
		c.labels(values, 54, p.width, shares)
		y = c.key(274, p.width-margin, 24, key)
	}
	p.done(&c, y-8, says, o.Words.Say("lit.none"))
	return p
}

// along are the places of points from left to right.
func along(points []LitPoint, from, to float64) []float64 {
	at := make([]float64, len(points))
	dated := true
	for i, x := range points {
		dated = dated && !x.Day.IsZero() && (i == 0 || x.Day.After(points[i-1].Day))
	}
	for i, x := range points {
		t := 0.5
		switch {
		case len(points) > 1 && dated:
			t = (days(x.Day) - days(points[0].Day)) / (days(points[len(points)-1].Day) - days(points[0].Day))
		case len(points) > 1:
			t = float64(i) / float64(len(points)-1)
		}
		at[i] = from + t*(to-from)
	}
	return at
}

// days counts days, so that they can be placed.
func days(d metrics.Date) float64 { return float64(d.Time().Unix() / 86400) }

// tipping is the share at which change tips, false if the points don't agree.
func tipping(points []LitPoint) (float64, bool) {
	tips := points[0].Lit.Tips
	for _, x := range points {
		if x.Lit.Tips != tips {
			return 0, false
		}
	}
	return tips, tips > 0 && tips <= 1
}

const dashed = `fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="6 4"`

// band draws what lies between two lines.
func (c *canvas) band(low, high []point) {
	if len(low) < 2 {
		return
	}
	outline := slices.Clone(high)
	for _, p := range slices.Backward(low) {
		outline = append(outline, p)
	}
	c.polygon(outline, `fill-opacity="0.15" stroke="currentColor" stroke-linejoin="round"`)
}

// span draws a point of which a range is known: an upright bar, a dot if that has
// no length.
func (c *canvas) span(low, high point) {
	if near(low, high) {
		c.dot(low, 4, "")
		return
	}
	c.put(`<path d="`, stroke(low, high), stroke(point{low.x - 4, low.y}, point{low.x + 4, low.y}), stroke(point{high.x - 4, high.y}, point{high.x + 4, high.y}), `" `, stroked, `/>`)
}

// short is a share in so few characters that it can stand at a point.
func (o Options) short(share metrics.Interval) string {
	low, hasLow := share.Low()
	high, hasHigh := share.High()
	if !hasLow || !hasHigh || low == high {
		return o.percent(share, false)
	}
	return o.Words.Say("lit.between", number(math.Round(low*100)), number(math.Round(high*100)))
}
