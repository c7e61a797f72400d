package strict

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"
)

// deepest is how many objects and arrays may lie within one another. It bounds
// the recursion here and in the decoder, and the length of paths.
const deepest = 100

var errEmpty = errors.New("the document is empty")

// document is the tree of a JSON text, or of what stands before a syntax error.
type document struct {
	data   []byte // without a byte order mark
	root   node   // of kind none if there's nothing to decode
	flaws  findings
	syntax error  // nil when the document was read to its end
	lost   string // path of the member or element whose value the syntax error took, "" for none
}

// parse reads data in one go and in linear time.
func parse(data []byte) *document {
	p := parser{data: bytes.TrimPrefix(data, []byte("\uFEFF"))}
	doc := &document{data: p.data}
	p.space()
	if p.pos == len(p.data) {
		doc.syntax = errEmpty
		return doc
	}
	doc.root = p.value(nil, 1)
	if p.err == nil {
		p.space()
		if p.pos < len(p.data) {
			p.want("the end of the document")
		}
	}
	doc.flaws, doc.syntax, doc.lost = p.flaws, p.err, p.lost
	return doc
}

// parser reads a document by recursive descent. Its methods read one thing each,
// from pos; the first to fail sets err, and all others return at once.
type parser struct {
	data  []byte
	pos   int
	lines cursor
	flaws findings
	err   error
	lost  string
}

// peek returns the next byte, 0 at the end; a zero byte is as wrong there as the
// end is.
func (p *parser) peek() byte {
	if p.pos < len(p.data) {
		return p.data[p.pos]
	}
	return 0
}

func (p *parser) space() {
	for p.pos < len(p.data) {
		switch p.data[p.pos] {
		case ' ', '\t', '\r', '\n':
			p.pos++
		default:
			return
		}
	}
}

// fail reports a syntax error at an offset.
func (p *parser) fail(at int, format string, args ...any) {
	p.err = fmt.Errorf("%s: %w", p.lines.place(p.data, at), fmt.Errorf(format, args...))
}

// want reports that something else stands at pos than what is wanted there.
func (p *parser) want(what string) {
	have := "the end of the document"
	if p.pos < len(p.data) {
		r, size := utf8.DecodeRune(p.data[p.pos:])
		if r == utf8.RuneError && size == 1 {
			have = fmt.Sprintf("byte 0x%02x, which is invalid UTF-8", p.data[p.pos])
		} else {
			have = fmt.Sprintf("%q", r)
		}
	}
	p.fail(p.pos, "want %s, have %s", what, have)
}

// value reads a value at s. Failing, it returns a node of kind none, or an open
// object or array if that is what the error broke off.
func (p *parser) value(s *step, depth int) node {
	p.space()
	n := node{start: p.pos}
	switch c := p.peek(); {
	case c == '{' || c == '[':
		if depth > deepest {
			p.fail(p.pos, "nesting deeper than %d", deepest)
			return n
		}
		p.pos++
		if c == '{' {
			n.kind = object
			n.open = !p.object(&n, s, depth)
		} else {
			n.kind = array
			n.open = !p.array(&n, s, depth)
		}
	case c == '"':
		if problem := p.string(); p.err == nil {
			n.kind = text
			n.flawed = problem != ""
			p.flaw(n.start, s, problem)
		}
	case c == '-' || digit(c):
		if p.number(); p.err == nil {
			n.kind = number
		}
	default:
		n.kind = p.word()
	}
	n.end = p.pos
	return n
}

func (p *parser) flaw(at int, s *step, problem flaw) {
	if problem != "" {
		p.flaws.add(at, s, problem)
	}
}

// object reads an object from behind its brace and reports whether it was
// complete.
func (p *parser) object(n *node, s *step, depth int) bool {
	if p.space(); p.peek() == '}' {
		p.pos++
		return true
	}
	here := step{up: s}
	for {
		p.space()
		if p.peek() != '"' {
			p.want("a key in double quotes")
			return false
		}
		m := member{at: p.pos}
		problem := p.string()
		if p.err != nil {
			return false
		}
		m.key = unquote(p.data[m.at+1 : p.pos-1])
		if problem == "" && n.find(m.key) != nil {
			problem = "duplicate key"
		}
		m.skip = problem != ""
		here.key = m.key
		p.flaw(m.at, &here, problem)

		if p.space(); p.peek() != ':' {
			p.want("':'")
			p.lost = here.path()
			return false
		}
		p.pos++
		m.value = p.value(&here, depth+1)
		if m.value.kind == none {
			p.lost = here.path()
			return false
		}
		n.add(m)
		if p.err != nil {
			return false
		}
		p.space()
		switch p.peek() {
		case ',':
			p.pos++
		case '}':
			p.pos++
			return true
		default:
			p.want("',' or '}'")
			return false
		}
	}
}

// array reads an array from behind its bracket and reports whether it was
// complete.
func (p *parser) array(n *node, s *step, depth int) bool {
	if p.space(); p.peek() == ']' {
		p.pos++
		return true
	}
	here := step{up: s, array: true}
	for {
		item := p.value(&here, depth+1)
		if item.kind == none {
			p.lost = here.path()
			return false
		}
		n.items = append(n.items, item)
		if p.err != nil {
			return false
		}
		here.index++
		p.space()
		switch p.peek() {
		case ',':
			p.pos++
		case ']':
			p.pos++
			return true
		default:
			p.want("',' or ']'")
			return false
		}
	}
}
