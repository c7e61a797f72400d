package report

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"example.com/kmaturity/metrics"
)

// page collects a text and the sources that it cites, numbered in the order in
// which they are first cited.
type page struct {
	b       bytes.Buffer
	sources []metrics.Source
}

const width = 96

// line writes a line, indented by so many spaces, wrapped at width with its
// further lines hanging four deeper.
func (p *page) line(indent int, format string, args ...any) {
	text := clean(fmt.Sprintf(format, args...))
	at := 0
	for i, word := range strings.Fields(text) {
		n := len([]rune(word))
		switch {
		case i == 0:
			p.b.WriteString(strings.Repeat(" ", indent))
			at = indent
		case at+1+n > width:
			p.b.WriteString("\n" + strings.Repeat(" ", indent+4))
			at = indent + 4
		default:
			p.b.WriteByte(' ')
			at++
		}
		p.b.WriteString(word)
		at += n
	}
	p.b.WriteByte('\n')
}

// clean keeps a name from outside from moving the reader's cursor or turning
// the direction of the text: control and format characters become spaces.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}

// clip shortens a name for a table, whose columns are as wide as their widest
// cell.
func clip(s string) string {
	const most = 48
	runes := []rune(clean(s))
	if len(runes) <= most {
		return string(runes)
	}
	return string(runes[:most-1]) + "…"
}

// cite returns the mark of a source, such as " [2]".
func (p *page) cite(s metrics.Source) string {
	if s.IsZero() {
		return ""
	}
	for i, known := range p.sources {
		if known == s {
			return " [" + strconv.Itoa(i+1) + "]"
		}
	}
	p.sources = append(p.sources, s)
	return " [" + strconv.Itoa(len(p.sources)) + "]"
}
