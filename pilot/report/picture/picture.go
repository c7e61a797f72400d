package picture

import (
	"bytes"
	"encoding/xml"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Picture is a drawing with what it says in words and in numbers.
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
	Columns []string
	Rows    [][]string // each as long as Columns
}

// Options say how a picture speaks.
type Options struct {
	// ID is the prefix of the ids in the picture, letters, digits and hyphens;
	// others are left out. Empty: the picture's kind, such as "triangle".
	ID string
	// Words are what is said; those that it lacks are said in English.
	Words Words
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

// canvas is a picture under way.
type canvas struct{ b strings.Builder }

type point struct{ x, y float64 }

// polygon draws a closed shape.
func (c *canvas) polygon(points []point, style string) { c.shape(points, "Z", style) }

// line draws an open one.
func (c *canvas) line(points []point, style string) { c.shape(points, "", style) }

// shape writes all points as one path: a page of many stays small.
func (c *canvas) shape(points []point, end, style string) {
	c.b.WriteString(`<path d="`)
	for i, p := range points {
		c.b.WriteString([2]string{"M", "L"}[min(i, 1)] + number(p.x) + " " + number(p.y))
	}
	c.b.WriteString(end + `" ` + style + `/>`)
}

func (c *canvas) dot(p point, radius float64, style string) {
	c.b.WriteString(`<circle cx="` + number(p.x) + `" cy="` + number(p.y) + `" r="` + number(radius) + `" ` + style + `/>`)
}

// text writes words at a place, anchored at "start", "middle" or "end".
func (c *canvas) text(p point, anchor, style, s string) {
	c.b.WriteString(`<text x="` + number(p.x) + `" y="` + number(p.y) + `" text-anchor="` + anchor + `"`)
	if style != "" {
		c.b.WriteString(" " + style)
	}
	c.b.WriteString(`>` + escape(s) + `</text>`)
}

// number writes a length with at most two decimals.
func number(x float64) string {
	return strconv.FormatFloat(math.Round(x*100)/100+0, 'f', -1, 64)
}

// escape makes text of a name from outside: what XML doesn't take, and what turns
// the direction of text or moves a cursor, becomes a space.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// clip shortens a name to so many characters.
func clip(s string, most int) string {
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most-1]) + "…"
}

// character is the width of a character that is wide enough for most fonts.
const character = 7.

// wrap breaks a text into lines of at most so many characters, within a word only
// if it is longer than a line.
func wrap(s string, most int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(s) {
		for runes := []rune(word); len(runes) > most; runes = []rune(word) {
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, string(runes[:most])), string(runes[most:])
		}
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > most {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimPrefix(line+" "+word, " ")
	}
	return append(lines, line)
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
