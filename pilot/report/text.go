package report

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// width is how many characters a line of plain text has at most, but for a word
// that is longer and the marks of an item.
const width = 96

// tableWidth is the same for a table: rows that break are hard to read.
const tableWidth = 120

// Text writes selections as plain text: all verdicts at a glance; for each
// organisation what is asked, the answer, the stage of its KM programme and the
// verdict on every candidate, with the reasons, what is not known, what it would
// take, and what would decide; the choice, what was agreed and what became of it;
// last, the sources. Candidates that differ in nothing but their names are told
// together. In place of pictures it has their numbers. The text goes to w in one
// call.
func Text(w io.Writer, selections ...pilot.Selection) error {
	return Options{}.Text(w, selections...)
}

// text writes the page as plain text.
func (p *page) text(w io.Writer) error {
	var b bytes.Buffer
	line(&b, "", "", p.title)
	line(&b, "", "", strings.Repeat("=", min(utf8.RuneCountInString(p.title), width)))
	above := "" // the heading
	for _, x := range p.blocks {
		text := x.text + x.marks(" [", "]")
		switch x.kind {
		case heading:
			above = x.text
			b.WriteByte('\n')
			line(&b, "", "", text)
			if x.level == 2 {
				line(&b, "", "", strings.Repeat("-", min(utf8.RuneCountInString(text), width)))
			}
		case paragraph:
			line(&b, "", "", text)
		case item:
			indent := strings.Repeat("  ", x.level)
			line(&b, indent+"- ", indent+"    ", text)
		case figure:
			line(&b, "  ", "    ", p.say("table.of", text)+":")
			rows(&b, x.table)
		case table:
			if x.text != above {
				line(&b, "  ", "    ", x.text+":")
			}
			rows(&b, x.table)
		}
	}
	for i, s := range p.sources {
		line(&b, "  ["+strconv.Itoa(i+1)+"] ", "      ", clean(s.String()))
	}
	_, err := w.Write(b.Bytes())
	return err
}

// line writes a text wrapped at width, its first line after one indent and its
// further ones after another.
func line(b *bytes.Buffer, first, further, text string) {
	b.WriteString(first)
	at := utf8.RuneCountInString(first)
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case at+1+n > width:
			b.WriteString("\n" + further)
			at = utf8.RuneCountInString(further)
		default:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += n
	}
	b.WriteByte('\n')
}

// rows writes a table, or, where that would be too wide, a line for each row that
// names the columns.
func rows(b *bytes.Buffer, t picture.Table) {
	var aligned bytes.Buffer
	w := tabwriter.NewWriter(&aligned, 0, 0, 2, ' ', 0)
	for _, row := range append([][]string{t.Columns}, t.Rows...) {
		for i, cell := range row {
			if i > 0 {
				_, _ = io.WriteString(w, "\t")
			}
			_, _ = io.WriteString(w, strings.Join(strings.Fields(cell), " "))
		}
		_, _ = io.WriteString(w, "\n")
	}
	_ = w.Flush() // to a buffer, which takes everything
	wide := false
	for l := range strings.Lines(aligned.String()) {
		wide = wide || utf8.RuneCountInString(strings.TrimRight(l, " \n"))+4 > tableWidth
	}
	if !wide {
		for l := range strings.Lines(aligned.String()) {
			b.WriteString("    " + strings.TrimRight(l, " \n") + "\n")
		}
		return
	}
	for _, row := range t.Rows {
		var told []string
		for i, cell := range row[1:] {
			if cell != "" {
				told = append(told, fmt.Sprintf("%s: %s", t.Columns[i+1], cell))
			}
		}
		line(b, "    ", "        ", t.Columns[0]+" "+row[0]+": "+strings.Join(told, "; "))
	}
}
