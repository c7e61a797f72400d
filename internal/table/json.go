package table

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// deepest is how many objects and arrays may lie within one another in a field
// that nothing is read from: it bounds the recursion.
const deepest = 100

var (
	errHalf    = errors.New("half of a surrogate pair in a text")
	errNULText = errors.New("a NUL character in a text")
)

// A scanner reads JSON of one line without its end, RFC 8259 to the letter. Its methods read one
// thing each, from pos; they report whether it was there, and if not err says
// what was, and pos where. The guard has seen to it that the text is UTF-8.
type scanner struct {
	data []byte
	pos  int
	err  error
}

// peek returns the next byte that isn't white space, 0 at the end of the line.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

func (s *scanner) fail(err error) bool { s.err = err; return false }

// want says that something else stands at pos than what is wanted there.
func (s *scanner) want(what string) bool {
	if s.pos == len(s.data) {
		return s.fail(fmt.Errorf("want %s, have the end of the line; an object must end on its line", what))
	}
	r, _ := utf8.DecodeRune(s.data[s.pos:])
	return s.fail(fmt.Errorf("want %s, have %q", what, r))
}

// take reads one byte that isn't white space.
func (s *scanner) take(c byte, what string) bool {
	if s.peek() != c {
		return s.want(what)
	}
	s.pos++
	return true
}

// value reads a value of any kind.
func (s *scanner) value(depth int) bool {
	switch c := s.peek(); c {
	case '"':
		_, ok := s.string()
		return ok
	case '{', '[':
		return s.nested(depth)
	case 't':
		return s.word("true")
	case 'f':
		return s.word("false")
	case 'n':
		return s.word("null")
	default:
		if c == '-' || isDigit(c) {
			return s.number()
		}
		return s.want("a value")
	}
}

// nested reads an object or an array.
func (s *scanner) nested(depth int) bool {
	if depth == deepest {
		return s.fail(fmt.Errorf("nesting deeper than %d", deepest))
	}
	end := s.data[s.pos] + 2 // as ASCII has it for braces and for brackets
	s.pos++
	if s.peek() == end {
		s.pos++
		return true
	}
	for {
		if end == '}' && !s.key() || !s.value(depth+1) {
			return false
		}
		switch s.peek() {
		case ',':
			s.pos++
		case end:
			s.pos++
			return true
		default:
			return s.want(fmt.Sprintf("',' or %q", end))
		}
	}
}

// key reads a key of an object and the colon after it.
func (s *scanner) key() bool {
	if s.peek() != '"' {
		return s.want("a key in double quotes")
	}
	_, ok := s.string()
	return ok && s.take(':', "':'")
}

// string reads a string from its quote on and reports whether it is plain: what
// is between the quotes is what it stands for.
func (s *scanner) string() (plain, ok bool) {
	begin, plain := s.pos, true
	for i := s.pos + 1; i < len(s.data); i++ {
		switch c := s.data[i]; {
		case c == '"':
			s.pos = i + 1
			return plain, true
		case c < ' ':
			s.pos = i
			return false, s.fail(fmt.Errorf("control character U+%04X in a text", c))
		case c == '\\':
			plain = false
			s.pos = i
			size := s.escape()
			if size == 0 {
				return false, false
			}
			i += size - 1
		}
	}
	s.pos = begin
	return false, s.fail(errors.New("the text that begins here has no end on its line"))
}

// escape returns the length of the escape at pos, 0 if it is none.
func (s *scanner) escape() int {
	rest := s.data[s.pos:]
	switch {
	case len(rest) < 2:
		return 1 // the text has no end, which string reports
	case strings.IndexByte(`"\/bfnrt`, rest[1]) >= 0:
		return 2
	case rest[1] != 'u':
		s.fail(errors.New("unknown escape in a text; a backslash itself is written twice"))
		return 0
	}
	if _, ok := unit(rest); !ok {
		s.fail(errors.New(`want four hexadecimal digits after \u`))
		return 0
	}
	return 6
}

// unit returns the UTF-16 code unit that b begins with, as an escape.
func unit(b []byte) (rune, bool) {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// appendText appends what the inside of a string stands for. A NUL and half of
// a surrogate pair stand for no text.
func appendText(to, inside []byte) ([]byte, error) {
	for {
		i := bytes.IndexByte(inside, '\\')
		if i < 0 {
			return append(to, inside...), nil
		}
		to = append(to, inside[:i]...)
		inside = inside[i:]
		size := 2
		switch c := inside[1]; c {
		case 'b':
			to = append(to, '\b')
		case 'f':
			to = append(to, '\f')
		case 'n':
			to = append(to, '\n')
		case 'r':
			to = append(to, '\r')
		case 't':
			to = append(to, '\t')
		case 'u':
			size = 6
			r, _ := unit(inside)
			if utf16.IsSurrogate(r) {
				low, _ := unit(inside[6:])
				if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
					return to, errHalf
				}
				size = 12
			}
			if r == 0 {
				return to, errNULText
			}
			to = utf8.AppendRune(to, r)
		default: // a quote, a slash or a backslash stands for itself
			to = append(to, c)
		}
		inside = inside[size:]
	}
}

// number reads a number.
func (s *scanner) number() bool {
	if s.data[s.pos] == '-' {
		s.pos++
	}
	if s.at() == '0' {
		s.pos++
		if isDigit(s.at()) {
			return s.fail(errors.New("a number begins with a needless 0"))
		}
	} else if !s.digits() {
		return false
	}
	if s.at() == '.' {
		s.pos++
		if !s.digits() {
			return false
		}
	}
	if c := s.at(); c == 'e' || c == 'E' {
		s.pos++
		if c := s.at(); c == '+' || c == '-' {
			s.pos++
		}
		return s.digits()
	}
	return true
}

// at returns the byte at pos, 0 at the end.
func (s *scanner) at() byte {
	if s.pos < len(s.data) {
		return s.data[s.pos]
	}
	return 0
}

// digits reads one digit or more.
func (s *scanner) digits() bool {
	if !isDigit(s.at()) {
		return s.want("a digit")
	}
	for isDigit(s.at()) {
		s.pos++
	}
	return true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// word reads true, false or null.
func (s *scanner) word(word string) bool {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(word)) {
		return s.want("a value")
	}
	s.pos += len(word)
	return true
}
