package picture

import (
	"io"
	"slices"
	"strings"
)

// Picture is a drawing with what it says in words and in numbers. In a page of
// html/template it goes in as template.HTML(p.String()): names from outside are escaped
// in it. Title and Description aren't drawn.
type Picture struct {
	ID          string // prefix of the ids in it, so that they are one page's own
	Title       string // what it shows
	Description string // what is to be seen in it, for who can't see it
	Table       Table  // the same in numbers
	width       float64
	height      float64
	body        string // escaped
}

// Table is a picture in numbers.
type Table struct {
	Columns []string   // their headings
	Rows    [][]string // each as long as Columns
}

// Options say how a picture speaks.
type Options struct {
	// ID is the prefix of the ids in the picture, of ASCII letters, digits and hyphens;
	// others are left out. Empty: the picture's kind, such as "triangle", so that two of
	// one kind in a page need IDs of their own.
	ID string
	// Words are what is said; those that it lacks are said in English.
	Words Words
}

// Equal reports whether both draw the same, to the letter, and say the same in
// numbers.
func (p Picture) Equal(q Picture) bool {
	return p.String() == q.String() && slices.Equal(p.Table.Columns, q.Table.Columns) &&
		slices.EqualFunc(p.Table.Rows, q.Table.Rows, slices.Equal)
}

// SVG writes the picture as one svg element, in one call of Write. It is a
// document by itself, and can stand in a page.
func (p Picture) SVG(w io.Writer) error {
	_, err := io.WriteString(w, p.String())
	return err
}

// String is the svg element.
func (p Picture) String() string {
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + number(p.width) + " " + number(p.height) + `" role="img" aria-labelledby="`)
	b.WriteString(p.ID + `-title ` + p.ID + `-desc" fill="currentColor" stroke="none" font-family="sans-serif" font-size="12">`)
	b.WriteString(`<title id="` + p.ID + `-title">` + escape(p.Title) + `</title>`)
	b.WriteString(`<desc id="` + p.ID + `-desc">` + escape(p.Description) + `</desc>`)
	b.WriteString(p.body)
	b.WriteString("</svg>")
	return b.String()
}

// done puts a picture together: what is drawn, how high it is, and what is to be
// seen in it. Where there is nothing to be seen, that stands in the picture.
func (p *Picture) done(c *canvas, height float64, says []string, nothing string) {
	if len(says) == 0 {
		says = []string{nothing}
		height = c.paragraph(point{margin, 24}, p.width-margin, nothing)
	}
	p.height, p.Description, p.body = height, strings.Join(says, " "), c.b.String()
}

// canvas is a picture under way.
type canvas struct{ b strings.Builder }

// put writes parts of an element.
func (c *canvas) put(parts ...string) {
	for _, s := range parts {
		c.b.WriteString(s)
	}
}

type point struct{ x, y float64 }

// polygon draws a closed shape.
func (c *canvas) polygon(points []point, style string) { c.shape(points, "Z", style) }

// line draws an open one.
func (c *canvas) line(points []point, style string) { c.shape(points, "", style) }

// shape writes all points as one path: a page of many stays small.
func (c *canvas) shape(points []point, end, style string) {
	c.put(`<path d="`, stroke(points...), end, `" `, style, `/>`)
}

func (c *canvas) dot(p point, radius float64, style string) {
	c.put(`<circle cx="`, number(p.x), `" cy="`, number(p.y), `" r="`, number(radius), `" `, style, `/>`)
}

// text writes words at a place, anchored at "start", "middle" or "end".
func (c *canvas) text(p point, anchor, style, s string) {
	if style != "" {
		style = " " + style
	}
	c.put(`<text x="`, number(p.x), `" y="`, number(p.y), `" text-anchor="`, anchor, `"`, style, `>`, escape(s), `</text>`)
}

// id keeps what may stand in an id, and takes the kind of picture if nothing is
// left.
func id(s, kind string) string {
	s = strings.Map(func(r rune) rune {
		if r == '-' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			return r
		}
		return -1
	}, s)
	if s == "" {
		return kind
	}
	return s
}
