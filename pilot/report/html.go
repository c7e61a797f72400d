package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

//go:embed page.css
var style string

//go:embed page.html
var pageHTML string

// HTML writes what Text writes as one page that stands by itself, with the
// pictures: nothing in it asks for anything from outside, and it needs no script. It
// is light or dark as the reader's other pages are, can be read on a telephone, and
// loses nothing on paper. The page goes to w in one call.
//
// A server that sends it beside a content security policy needs ContentPolicy.
func HTML(w io.Writer, selections ...pilot.Selection) error {
	return Options{}.HTML(w, selections...)
}

// ContentPolicy is the content security policy that the page of HTML holds itself
// to, for a server's header: no source of anything, but for its own style, by hash.
func ContentPolicy() string {
	sum := sha256.Sum256([]byte(style))
	return "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
}

// view is a page as its template needs it.
type view struct {
	Language, Direction, Title, Policy string
	Style                              template.CSS
	Parts                              []part
	Sources                            []source
}

// part is a heading, a paragraph, a list, a table or a figure.
type part struct {
	Level   int // of a heading
	ID      string
	Text    string
	Cites   []int
	Items   []*entry
	Table   *grown
	Picture template.HTML // escaped by its package
}

// entry is an item of a list with those below it.
type entry struct {
	Text  string
	Cites []int
	Items []*entry
}

// grown is a table with where its rows lead.
type grown struct {
	ID, About string
	Wide      bool // it may be wider than a telephone, so that the keyboard must scroll it
	Columns   []string
	Rows      []row
}

type row struct {
	Link  string
	First string
	Rest  []string
}

type source struct {
	Number    int
	Text, URL string
}

// html writes the page as HTML.
func (p *page) html(w io.Writer) error {
	t, err := template.New("page").Parse(pageHTML)
	if err != nil {
		return err
	}
	v := view{Language: p.say("language"), Direction: p.say("direction"), Title: p.title, Policy: ContentPolicy(), Style: template.CSS(style)}
	var open []*entry // the last item at each depth
	for i, x := range p.blocks {
		if x.kind != item {
			open = nil
		}
		made := part{ID: x.id, Text: x.text, Cites: x.cites}
		switch x.kind {
		case heading:
			made.Level = x.level
		case item:
			below := &entry{Text: x.text, Cites: x.cites}
			depth := min(x.level, len(open)+1)
			if depth == 1 && open == nil {
				v.Parts = append(v.Parts, part{})
			}
			open = append(open[:depth-1], below)
			if depth > 1 {
				above := open[depth-2]
				above.Items = append(above.Items, below)
			} else {
				last := &v.Parts[len(v.Parts)-1]
				last.Items = append(last.Items, below)
			}
			continue
		case table:
			made.Table, made.Text = grow(i, x.text, x.table, x.links), ""
		case figure:
			made.Table, made.Text = grow(i, p.say("table.of", x.text), x.table, nil), ""
			made.Picture = template.HTML(x.picture.String())
		}
		v.Parts = append(v.Parts, made)
	}
	for i, s := range p.sources {
		made := source{Number: i + 1, URL: s.URL}
		if safe(s.URL) {
			s.URL = ""
		} else {
			made.URL = ""
		}
		made.Text = clean(s.String())
		v.Sources = append(v.Sources, made)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}

// grow makes the n-th block of a page a table.
func grow(n int, about string, t picture.Table, links []string) *grown {
	g := &grown{ID: "table-" + strconv.Itoa(n), About: about, Wide: len(t.Columns) > 3, Columns: t.Columns}
	for i, cells := range t.Rows {
		r := row{First: cells[0], Rest: cells[1:]}
		if i < len(links) {
			r.Link = links[i]
		}
		g.Rows = append(g.Rows, r)
	}
	return g
}
