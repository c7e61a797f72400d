package strict

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// cursor turns offsets into lines and columns. Both count from 1, columns in
// characters, a byte that belongs to none being one. It goes on from the last
// place asked for, so asking in order takes linear time altogether.
type cursor struct{ at, line, column int }

func (c *cursor) place(data []byte, at int) string {
	if at < c.at {
		*c = cursor{}
	}
	between := data[c.at:at]
	if n := bytes.Count(between, []byte{'\n'}); n > 0 {
		c.line += n
		c.column = 0
		between = between[bytes.LastIndexByte(between, '\n')+1:]
	}
	c.column += utf8.RuneCount(between)
	c.at = at
	return fmt.Sprintf("line %d, column %d", c.line+1, c.column+1)
}

// string reads a string and returns its first flaw, "" for none.
func (p *parser) string() flaw {
	begin := p.pos
	problem, where := "", 0
	note := func(what string) {
		if problem == "" {
			problem, where = what, p.pos
		}
	}
	for p.pos++; p.pos < len(p.data); {
		switch c := p.data[p.pos]; {
		case c == '"':
			p.pos++
			if problem == "" || p.flaws.full() {
				return flaw(problem)
			}
			return flaw(p.lines.place(p.data, where) + ": " + problem)
		case c < ' ':
			p.fail(p.pos, "control character U+%04X in a string", c)
			return ""
		case c == '\\':
			size, whole := p.escape()
			if p.err != nil {
				return ""
			}
			if !whole {
				note("half of a surrogate pair, " + string(p.data[p.pos:p.pos+size]))
			}
			p.pos += size
		case c < utf8.RuneSelf:
			p.pos++
		default:
			r, size := utf8.DecodeRune(p.data[p.pos:])
			if r == utf8.RuneError && size == 1 {
				note("invalid UTF-8")
			}
			p.pos += size
		}
	}
	p.fail(begin, "the string that begins here has no end")
	return ""
}

// escape returns the length of the escape at pos, and whether it stands for a
// whole character rather than for half of a surrogate pair.
func (p *parser) escape() (size int, whole bool) {
	rest := p.data[p.pos:]
	if len(rest) < 2 {
		return len(rest), true // the string has no end, which string reports
	}
	switch rest[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2, true
	case 'u':
		r, ok := unit(rest)
		if !ok {
			p.fail(p.pos, `want four hexadecimal digits after \u`)
			return 0, false
		}
		if !utf16.IsSurrogate(r) {
			return 6, true
		}
		if low, ok := unit(rest[6:]); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			return 12, true
		}
		return 6, false
	}
	p.fail(p.pos, "unknown escape in a string; a backslash itself is written twice")
	return 0, false
}

// unit returns the UTF-16 code unit that b begins with, as an escape.
func unit(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case digit(c):
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// unquote returns what the inside of a string, as read before, stands for. Flaws
// stay in it in some form: a halved pair becomes U+FFFD, invalid bytes stay.
func unquote(b []byte) string {
	i := bytes.IndexByte(b, '\\')
	if i < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for ; i >= 0; i = bytes.IndexByte(b, '\\') {
		out = append(out, b[:i]...)
		b = b[i:]
		size := 2
		switch c := b[1]; c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			size = 6
			r, _ := unit(b)
			if utf16.IsSurrogate(r) {
				low, _ := unit(b[6:])
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					size = 12
				}
			}
			out = utf8.AppendRune(out, r)
		default: // a quote, a slash or a backslash stands for itself
			out = append(out, c)
		}
		b = b[size:]
	}
	return string(append(out, b...))
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// number reads a number.
func (p *parser) number() {
	if p.peek() == '-' {
		p.pos++
	}
	if p.peek() == '0' {
		p.pos++
		if digit(p.peek()) {
			p.fail(p.pos, "a number begins with a needless 0")
			return
		}
	} else if p.digits(); p.err != nil {
		return
	}
	if p.peek() == '.' {
		p.pos++
		if p.digits(); p.err != nil {
			return
		}
	}
	if p.peek() == 'e' || p.peek() == 'E' {
		p.pos++
		if p.peek() == '+' || p.peek() == '-' {
			p.pos++
		}
		p.digits()
	}
}

// digits reads one digit or more.
func (p *parser) digits() {
	if !digit(p.peek()) {
		p.want("a digit")
		return
	}
	for digit(p.peek()) {
		p.pos++
	}
}

// word reads true, false or null.
func (p *parser) word() kind {
	end := p.pos
	for end < len(p.data) && (digit(p.data[end]) || 'a' <= p.data[end]|0x20 && p.data[end]|0x20 <= 'z') {
		end++
	}
	word := p.data[p.pos:end]
	switch string(word) {
	case "true", "false":
		p.pos = end
		return boolean
	case "null":
		p.pos = end
		return null
	case "":
		p.want("a value")
	default:
		p.fail(p.pos, "want a value, have %q", shorten(string(word[:min(len(word), longestKey)]), 20))
	}
	return none
}
