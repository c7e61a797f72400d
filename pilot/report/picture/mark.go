package picture

import "strings"

// shape is a mark that says something by its form.
type shape uint8

const (
	dash  shape = iota // it isn't asked
	ring               // it isn't known
	cross              // no
	tick               // yes
)

const stroked = `fill="none" stroke="currentColor" stroke-width="1.5"`

// sign draws a mark; in brackets it is told and nothing follows from it.
func (c *canvas) sign(p point, s shape, brackets bool) {
	var d string
	switch s {
	case dash:
		d = stroke(point{p.x - 3, p.y}, point{p.x + 3, p.y})
	case ring:
		c.dot(p, 4, stroked+` stroke-dasharray="2 2"`)
	case cross:
		d = stroke(point{p.x - 4, p.y - 4}, point{p.x + 4, p.y + 4}) + stroke(point{p.x - 4, p.y + 4}, point{p.x + 4, p.y - 4})
	case tick:
		d = stroke(point{p.x - 4, p.y}, point{p.x - 1, p.y + 4}, point{p.x + 4, p.y - 4})
	}
	if brackets {
		d += stroke(point{p.x - 6, p.y - 6}, point{p.x - 8, p.y - 6}, point{p.x - 8, p.y + 6}, point{p.x - 6, p.y + 6})
		d += stroke(point{p.x + 6, p.y - 6}, point{p.x + 8, p.y - 6}, point{p.x + 8, p.y + 6}, point{p.x + 6, p.y + 6})
	}
	if d != "" {
		c.put(`<path d="`, d, `" `, stroked, `/>`)
	}
}

// stroke is an open line as a part of a path.
func stroke(points ...point) string {
	var b strings.Builder
	b.Grow(14 * len(points))
	for i, p := range points {
		b.WriteString([2]string{"M", "L"}[min(i, 1)])
		b.WriteString(number(p.x))
		b.WriteByte(' ')
		b.WriteString(number(p.y))
	}
	return b.String()
}

// diamond draws a square on its corner.
func (c *canvas) diamond(p point, r float64, style string) {
	c.polygon([]point{{p.x, p.y - r}, {p.x + r, p.y}, {p.x, p.y + r}, {p.x - r, p.y}}, style)
}

// meaning is a drawing with what it means.
type meaning struct {
	word string
	draw func(middle point)
}

// key draws what things mean from left to right, in as many lines as it takes, each
// drawing so wide, and returns where the next line would be.
func (c *canvas) key(y, right, wide float64, all []meaning) float64 {
	x := margin
	for i, m := range all {
		word := fit(m.word, right-margin-wide-6)
		need := wide + 6 + width(word)
		if i > 0 && x+need > right {
			x, y = margin, y+18
		}
		m.draw(point{x + wide/2, y - 4})
		c.text(point{x + wide + 6, y}, "start", "", word)
		x += need + 14
	}
	return y + 18
}

// list writes numbered words, the first strong ones with their number in bold,
// and returns where the next line would be.
func (c *canvas) list(y, right float64, strong int, all []string) float64 {
	digits := width(itoa(len(all)))
	for i, s := range all {
		style := ""
		if i < strong {
			style = bold
		}
		c.text(point{margin + digits, y}, "end", style, itoa(i+1))
		left := margin + digits + 8
		y = c.paragraph(point{left, y}, right, clip(s, 200))
	}
	return y
}

// paragraph writes words in lines, and returns where the next line would be.
func (c *canvas) paragraph(p point, right float64, s string) float64 {
	for _, line := range wrap(s, int((right-p.x)/character)) {
		c.text(p, "start", "", line)
		p.y += 15
	}
	return p.y + 3
}
