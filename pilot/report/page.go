package report

import (
	"strconv"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report/picture"
)

// page is what a report says, in order: Text, Markdown and HTML are written from
// it, and so say the same.
type page struct {
	voice
	title   string
	blocks  []block
	sources []metrics.Source // in the order in which they are first cited
}

// kind is what a block is.
type kind uint8

const (
	heading   kind = iota // of a level, 2 to 4
	paragraph             //
	item                  // of a list, at a depth of 1 to 3
	table                 //
	figure                // a picture with its table
)

// block is one piece of a page.
type block struct {
	kind    kind
	level   int    // of a heading or an item
	text    string // of a table what it is of
	id      string // of a heading
	cites   []int  // numbers of the sources, from 1
	picture *picture.Picture
	table   picture.Table
	links   []string // ids of the headings that the rows of a table are about, if any
}

// marks are those of the block's sources, each between two texts.
func (x block) marks(before, after string) string {
	var b strings.Builder
	for _, n := range x.cites {
		b.WriteString(before + strconv.Itoa(n) + after)
	}
	return b.String()
}

func (p *page) heading(level int, id, text string) {
	p.blocks = append(p.blocks, block{kind: heading, level: level, id: id, text: text})
}

func (p *page) paragraph(text string, cites ...metrics.Source) {
	p.blocks = append(p.blocks, block{kind: paragraph, text: text, cites: p.cite(cites)})
}

func (p *page) item(depth int, text string, cites ...metrics.Source) {
	p.blocks = append(p.blocks, block{kind: item, level: depth, text: text, cites: p.cite(cites)})
}

// table adds rows; without any there is no table.
func (p *page) table(about string, links []string, rows [][]string, columns ...string) {
	if len(rows) > 0 {
		p.blocks = append(p.blocks, block{kind: table, text: about, links: links, table: picture.Table{Columns: columns, Rows: rows}})
	}
}

// figure adds a picture, under an id that no other of the page has.
func (p *page) figure(draw func(picture.Options) picture.Picture, id string) {
	drawn := draw(picture.Options{ID: id, Words: p.words})
	drawn.Title, drawn.Table.Columns = name(drawn.Title), names(drawn.Table.Columns)
	for i, row := range drawn.Table.Rows {
		drawn.Table.Rows[i] = names(row)
	}
	p.blocks = append(p.blocks, block{kind: figure, text: drawn.Title, picture: &drawn, table: drawn.Table})
}

// cite numbers the sources.
func (p *page) cite(all []metrics.Source) (cites []int) {
next:
	for _, s := range all {
		if s.IsZero() {
			continue
		}
		for i, known := range p.sources {
			if known == s {
				cites = append(cites, i+1)
				continue next
			}
		}
		p.sources = append(p.sources, s)
		cites = append(cites, len(p.sources))
	}
	return cites
}

// id is the id of the n-th thing of a kind within the m-th selection, from 1.
func id(kind string, m, n int) string {
	return kind + "-" + strconv.Itoa(m) + "-" + strconv.Itoa(n)
}
