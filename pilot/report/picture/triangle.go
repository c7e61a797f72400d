package picture

import (
	"slices"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// A place in the triangle is a mean of its corners by the shares of members who
// practise, are interested and are innovating. What is known of the three shares
// is an interval each, and what they leave open a polygon: the triangle, cut by
// two lines for each tie.
//
//	           practice
//	             /\
//	            /  \         cut by  least ≤ share ≤ greatest
//	           /┌──┐\        for each of the three ties:
//	          / │  │ \       at most a hexagon
//	         /  └──┘  \
//	interest ------------ innovation

// Place is where a community stands, or stood.
type Place struct {
	Label  string           // such as a name or a day; shown beside it
	Nature community.Nature // of nobody: it has no place, and the table says so
}

// The triangle on its canvas: the corners, with room for words around.
var (
	cornerPractice   = point{200, 30}
	cornerInterest   = point{30, 324}
	cornerInnovation = point{370, 324}
)

// Triangle draws where a community stands between practice, interest and
// innovation: a point where the shares are known, else the outline of all places
// that they leave open, with a dashed ring in its middle. Several places are joined
// in the order given, as a way, through the middles of what is open. The lines are
// those of DefaultCounting; TriangleAt takes another share.
func Triangle(o Options, places ...Place) Picture {
	return TriangleAt(o, community.DefaultCounting(), places...)
}

// TriangleAt is Triangle where a tie counts from another share of the members on,
// which must be the one that the natures were found at. A share that isn't above 0
// and below 1/3 draws no lines.
func TriangleAt(o Options, counting community.Fraction, places ...Place) Picture {
	p := Picture{
		ID: id(o.ID, "triangle"), Title: o.Words.Say("triangle.title"), width: 400, height: 360,
		Table: Table{Columns: []string{
			o.Words.Say("triangle.place"), o.Words.Say("practice"), o.Words.Say("interest"), o.Words.Say("innovation"), o.Words.Say("triangle.nature"),
		}},
	}
	var c canvas
	c.polygon([]point{cornerPractice, cornerInterest, cornerInnovation}, `fill="none" stroke="currentColor" stroke-width="1.5"`)
	var says []string
	if q := share(counting); q > 0 && q < 1./3 {
		for _, line := range [][2][3]float64{{{q, 1 - q, 0}, {q, 0, 1 - q}}, {{1 - q, q, 0}, {0, q, 1 - q}}, {{1 - q, 0, q}, {0, 1 - q, q}}} {
			c.line([]point{at(line[0]), at(line[1])}, `fill="none" stroke="currentColor" stroke-opacity="0.5" stroke-dasharray="4 4"`)
		}
		says = append(says, o.Words.Say("triangle.lines", counting.String()))
	}
	c.text(point{cornerPractice.x, 20}, "middle", bold, fit(o.Words.Say("practice"), 380))
	c.text(point{cornerInterest.x - 20, 345}, "start", bold, fit(o.Words.Say("interest"), 185))
	c.text(point{cornerInnovation.x + 20, 345}, "end", bold, fit(o.Words.Say("innovation"), 185))

	if len(places) == 1 && places[0].Label != "" {
		p.Title = o.Words.Say("triangle.titled", clip(places[0].Label, 100))
	}
	var way []point
	var labels []string
	var certain []bool
	for _, place := range places {
		p.Table.Rows = append(p.Table.Rows, o.row(place))
		says = append(says, o.describe(place))
		outline := open(place.Nature)
		if len(outline) == 0 {
			continue
		}
		middle := mean(outline)
		if len(outline) > 1 {
			c.polygon(outline, `fill-opacity="0.15" stroke="currentColor" stroke-width="1" stroke-linejoin="round"`)
		}
		way, labels, certain = append(way, middle), append(labels, clip(place.Label, 24)), append(certain, len(outline) == 1)
	}
	if len(way) > 1 {
		c.line(way, `fill="none" stroke="currentColor" stroke-width="2"`)
	}
	for i, m := range way {
		radius := 3.
		if i == len(way)-1 {
			radius = 6 // the last: where it stands now
		}
		style := ""
		if !certain[i] {
			style = stroked + ` stroke-dasharray="2 2"`
		}
		c.dot(m, radius, style)
	}
	if slices.Contains(certain, false) {
		says = append(says, o.Words.Say("triangle.ring"))
	}
	c.name(way, labels)
	if len(places) == 0 {
		says = append(says, o.Words.Say("triangle.none"))
	}
	p.Description = strings.Join(says, " ")
	p.body = c.b.String()
	return p
}

// name writes the names of places beside them, the last first, where they have room
// and cover no other; one that has none nowhere is left to the table.
func (c *canvas) name(way []point, labels []string) {
	type box struct{ left, right, y float64 }
	taken := []box{{0, 400, 20}, {0, 400, 345}} // the names of the corners
	for i, m := range slices.Backward(way) {
		long, beside := width(labels[i]), 6.
		if i == len(way)-1 {
			beside = 9
		}
		for _, b := range []box{
			{m.x + beside, m.x + beside + long, m.y + 4}, {m.x - beside - long, m.x - beside, m.y + 4},
			{m.x - long/2, m.x + long/2, m.y + 20}, {m.x - long/2, m.x + long/2, m.y - 10},
		} {
			covers := func(t box) bool { return b.left < t.right && t.left < b.right && b.y < t.y+13 && t.y < b.y+13 }
			if b.left >= 0 && b.right <= 400 && !slices.ContainsFunc(taken, covers) {
				taken = append(taken, b)
				c.text(point{b.left, b.y}, "start", "", labels[i])
				break
			}
		}
	}
}

// share is a fraction as a number, 0 for none.
func share(f community.Fraction) float64 {
	if f.Den == 0 {
		return 0
	}
	return float64(f.Num) / float64(f.Den)
}

// at is the point of a place, given the three shares.
func at(shares [3]float64) point {
	return point{
		shares[0]*cornerPractice.x + shares[1]*cornerInterest.x + shares[2]*cornerInnovation.x,
		shares[0]*cornerPractice.y + shares[1]*cornerInterest.y + shares[2]*cornerInnovation.y,
	}
}

// open is the outline of the places that a nature leaves open: one point where the
// shares are known, none for nobody.
func open(n community.Nature) []point {
	if n.IsZero() {
		return nil
	}
	places := [][3]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	practice, interest, innovation := n.Place()
	for tie, known := range []metrics.Interval{practice, interest, innovation} {
		if low, ok := known.Low(); ok {
			places = cut(places, tie, low, 1)
		}
		if high, ok := known.High(); ok {
			places = cut(places, tie, high, -1)
		}
	}
	var outline []point
	for _, place := range places {
		if p := at(place); len(outline) == 0 || !near(p, outline[len(outline)-1]) && !near(p, outline[0]) {
			outline = append(outline, p)
		}
	}
	return outline
}

// cut leaves the part of a convex outline where the share of a tie is at least
// (1) or at most (-1) so much: Sutherland and Hodgman's way.
func cut(outline [][3]float64, tie int, share, side float64) (kept [][3]float64) {
	const slack = 1e-12 // shares were rounded
	inside := func(p [3]float64) float64 { return side*(p[tie]-share) + slack }
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		a, b := inside(p), inside(q)
		if a >= 0 {
			kept = append(kept, p)
		}
		if (a >= 0) != (b >= 0) {
			t := a / (a - b)
			kept = append(kept, [3]float64{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1]), p[2] + t*(q[2]-p[2])})
		}
	}
	return kept
}

// near reports whether two points are one on paper.
func near(a, b point) bool {
	dx, dy := a.x-b.x, a.y-b.y
	return dx*dx+dy*dy < 0.01
}

func mean(points []point) (m point) {
	for _, p := range points {
		m.x += p.x / float64(len(points))
		m.y += p.y / float64(len(points))
	}
	return m
}

// row is a place in numbers.
func (o Options) row(p Place) []string {
	practice, interest, innovation := p.Nature.Place()
	row := []string{p.Label}
	for _, known := range []metrics.Interval{practice, interest, innovation} {
		row = append(row, o.percent(known, p.Nature.IsZero()))
	}
	return append(row, o.nature(p.Nature))
}

// nature is the types that are possible, in words.
func (o Options) nature(n community.Nature) string {
	all := slices.Collect(n.Possible())
	if len(all) == 0 || len(all) == 7 {
		return o.Words.Say("triangle.unknown")
	}
	texts := make([]string, len(all))
	for i, t := range all {
		texts[i] = o.Words.Say(t.String())
	}
	return strings.Join(texts, o.Words.Say("triangle.or"))
}

func (o Options) describe(p Place) string {
	label := clip(p.Label, 60)
	switch {
	case p.Nature.IsZero():
		return o.Words.Say("triangle.nobody", label)
	case len(open(p.Nature)) > 1:
		return o.Words.Say("triangle.open", label, o.nature(p.Nature))
	}
	return o.Words.Say("triangle.one", label, o.nature(p.Nature))
}

// percent is what is known of a share, in per cent.
func (o Options) percent(i metrics.Interval, nobody bool) string {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	if nobody || !hasLow || !hasHigh {
		return "?"
	}
	if o.Words.percentage(low) == o.Words.percentage(high) {
		return o.Words.percentage(low)
	}
	return o.Words.Say("range", o.Words.percentage(low), o.Words.percentage(high))
}
