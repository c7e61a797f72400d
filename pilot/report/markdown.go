package report

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// Markdown writes what Text writes as Markdown (CommonMark, with the tables of
// GitHub's). Names from outside are escaped, so that they make no headings, links,
// tables or HTML. The text goes to w in one call.
func Markdown(w io.Writer, selections ...pilot.Selection) error {
	return Options{}.Markdown(w, selections...)
}

// markdown writes the page as Markdown.
func (p *page) markdown(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("# " + plain(p.title) + "\n")
	var before kind
	above := "" // the heading
	for i, x := range p.blocks {
		text := plain(x.text) + x.marks(` \[`, `\]`)
		if i == 0 || x.kind != item || before != item {
			b.WriteByte('\n')
		}
		before = x.kind
		switch x.kind {
		case heading:
			above = x.text
			b.WriteString(strings.Repeat("#", x.level) + " " + text + "\n")
		case paragraph:
			b.WriteString(text + "\n")
		case item:
			b.WriteString(strings.Repeat("  ", x.level-1) + "- " + text + "\n")
		case figure:
			b.WriteString(plain(p.say("table.of", x.text)) + ":\n\n")
			grid(&b, x.table)
		case table:
			if x.text != above {
				b.WriteString(text + ":\n\n")
			}
			grid(&b, x.table)
		}
	}
	if len(p.sources) > 0 {
		b.WriteByte('\n')
	}
	for i, s := range p.sources {
		address := s.URL
		s.URL = ""
		b.WriteString(strconv.Itoa(i+1) + ". " + plain(s.String()))
		switch {
		case address == "":
		case safe(address):
			b.WriteString(" <" + address + ">")
		default:
			b.WriteString(" " + plain(address))
		}
		b.WriteByte('\n')
	}
	_, err := w.Write(b.Bytes())
	return err
}

// grid writes a table.
func grid(b *bytes.Buffer, t picture.Table) {
	for i, row := range append([][]string{t.Columns}, t.Rows...) {
		for _, cell := range row {
			b.WriteString("| " + plain(cell) + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(row)) + "|\n")
		}
	}
}

// plain escapes what Markdown would take for its own, and puts a text on one line.
// What begins a block can do so at the beginning alone; an address alone is a link to
// GitHub's.
func plain(s string) string {
	var b strings.Builder
	s = strings.Join(strings.Fields(clean(s)), " ")
	for i, r := range s {
		address := r == ':' && strings.HasPrefix(s[i:], "://") || r == '.' && strings.HasSuffix(strings.ToLower(s[:i]), "www")
		if strings.ContainsRune("\\`*_[]<>|~&$@", r) || i == 0 && strings.ContainsRune("#+-=!:", r) || address {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	s = b.String()
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if rest := s[digits:]; digits > 0 && rest != "" && strings.ContainsRune(".)", rune(rest[0])) && (len(rest) == 1 || rest[1] == ' ') {
		s = s[:digits] + `\` + rest // would number a list
	}
	return s
}

// safe reports whether an address of a source may be made a link.
func safe(address string) bool {
	return (strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")) && !strings.ContainsAny(address, " <>\"\\`\n\r\t") && clean(address) == address
}
