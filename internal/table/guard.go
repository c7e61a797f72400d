package table

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxRecord is the most bytes one record may have, its line end included. It is
// this package's own default, far above any real row of an extract: a longer
// one is a quote never closed or no CSV at all.
const MaxRecord = 1 << 20

var (
	byteOrderMark = []byte("\xef\xbb\xbf")
	newline       = []byte{'\n'}
	quote         = []byte{'"'}
)

// A guard stands between the file and what parses it, encoding/csv or lines,
// which neither look at the encoding nor limit a record. It hands on every byte
// before the first bad one and then ends with an *Error for good.
//
// It finds where records end without parsing them. A record of JSON lines ends
// with its line. In CSV, as long as the file is well formed, a line end is the end of a record exactly when the number of
// quotes before it is even.
//
//	a,"b ""c"" d"⏎    6 quotes: a record ends
//	e,"f⏎             7 quotes: the record goes on
//	g",h⏎             8 quotes: a record ends
//
// Where the file is not well formed, encoding/csv stops at that very line, and
// what the guard makes of the bytes after it doesn't matter.
//
// All of it works on whole chunks, with the searches of package bytes, since a
// loop over bytes would cost as much as the parsing itself.
type guard struct {
	src   *source
	lines bool  // JSON lines: every line end is the end of a record
	err   error // what the guard ended with: io.EOF or an *Error

	total  int64 // bytes handed on
	line   int   // line of the next byte
	column int   // bytes handed on of that line
	open   bool  // the next byte is inside quotes
	start  int   // line where the current record starts
	record int   // bytes handed on of the current record

	char  [utf8.UTFMax]byte // a character cut by the end of the last chunk
	begun int               // bytes of it seen so far
}

// newGuard skips a byte order mark of UTF-8 and refuses those of UTF-16.
func newGuard(src *source) *guard {
	g := &guard{src: src, line: 1, start: 1}
	switch {
	case src.begins(byteOrderMark...):
		src.head = src.head[len(byteOrderMark):]
	case src.begins(0xff, 0xfe) || src.begins(0xfe, 0xff):
		g.err = &Error{Line: 1, Column: 1, Err: errUTF16}
	}
	return g
}

// failure returns what the guard ended with, unless that is nothing or the
// plain end of the file.
func (g *guard) failure() error {
	if g.err == io.EOF {
		return nil
	}
	return g.err
}

func (g *guard) Read(p []byte) (int, error) {
	if g.err != nil || len(p) == 0 {
		return 0, g.err
	}
	n, srcErr := g.src.Read(p)
	good, err := g.inspect(p[:n])
	fit := g.fit(p[:n])
	tooLong := fit < n && fit <= good // whichever of the two comes first
	keep := min(fit, max(good, 0))
	g.advance(p[:keep])
	switch {
	case tooLong && g.open:
		g.err = &Error{Line: g.start, Column: 1, Err: errTooLongOpen}
	case tooLong:
		g.err = &Error{Line: g.start, Column: 1, Err: ErrTooLong}
	case err != nil:
		g.err = &Error{Line: g.line, Column: g.column + 1 + min(good, 0), Err: err}
	case srcErr == io.EOF && g.begun > 0:
		g.err = &Error{Line: g.line, Column: g.column + 1 - g.begun, Err: badByte(g.char[0])}
	case srcErr == io.EOF:
		g.err = io.EOF
	case srcErr != nil:
		g.err = &Error{Line: g.line, Column: g.column + 1, Err: srcErr}
	}
	return keep, g.err
}

// inspect returns how many bytes of b are text, and why the next one isn't. The
// number is negative if the bad character began that many bytes before b.
func (g *guard) inspect(b []byte) (int, error) {
	good, err := g.validate(b)
	text := b[:max(good, 0)]
	i := bytes.IndexByte(text, 0)
	if i < 0 {
		return good, err
	}
	// UTF-16 without a byte order mark has NULs from the first line on.
	if g.line == 1 && bytes.IndexByte(text[:i], '\n') < 0 {
		return i, errUTF16
	}
	return i, errNUL
}

// validate does the UTF-8 part of inspect.
func (g *guard) validate(b []byte) (int, error) {
	done := 0
	if before := g.begun; before > 0 {
		for done < len(b) && !utf8.FullRune(g.char[:g.begun]) {
			g.char[g.begun] = b[done]
			g.begun++
			done++
		}
		if !utf8.FullRune(g.char[:g.begun]) {
			return len(b), nil
		}
		if !utf8.Valid(g.char[:g.begun]) {
			return -before, badByte(g.char[0])
		}
		g.begun = 0
	}

	// Leave out a character that the end of b cuts; the next chunk decides.
	end := len(b)
	for i := end - 1; i >= done && i > end-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if !utf8.FullRune(b[i:]) {
				end = i
			}
			break
		}
	}
	if !utf8.Valid(b[done:end]) {
		for i := done; ; {
			r, size := utf8.DecodeRune(b[i:end])
			if r == utf8.RuneError && size <= 1 {
				return i, badByte(b[i])
			}
			i += size
		}
	}
	g.begun = copy(g.char[:], b[end:])
	return len(b), nil
}

func badByte(b byte) error {
	return fmt.Errorf("%w: byte 0x%02x; save it as UTF-8", ErrEncoding, b)
}

// fit returns how many bytes of b can be handed on before a record in it, or the
// one begun before it, has more than MaxRecord bytes.
func (g *guard) fit(b []byte) int {
	if g.record+len(b) <= MaxRecord {
		return len(b)
	}
	record, open := g.record, g.open
	for done := 0; done < len(b); {
		line := b[done:]
		i := bytes.IndexByte(line, '\n')
		if i >= 0 {
			line = line[:i+1]
		}
		if record+len(line) > MaxRecord {
			return done + MaxRecord - record
		}
		done += len(line)
		record += len(line)
		open = open != g.odd(line)
		if i >= 0 && !open {
			record = 0
		}
	}
	return len(b)
}

// advance notes that b is handed on. It searches for the last end of a record
// from behind, which mostly is the last line end, so lines cost nothing each.
func (g *guard) advance(b []byte) {
	g.total += int64(len(b))
	g.open = g.open != g.odd(b)
	g.record += len(b)
	i := bytes.LastIndexByte(b, '\n')
	if i < 0 {
		g.column += len(b)
		return
	}
	g.line += bytes.Count(b[:i+1], newline)
	g.column = len(b) - i - 1

	open, rest := g.open, b
	for i >= 0 {
		open = open != g.odd(rest[i:])
		if !open {
			g.record = len(b) - i - 1
			g.start = g.line - bytes.Count(b[i+1:], newline)
			return
		}
		rest = rest[:i]
		i = bytes.LastIndexByte(rest, '\n')
	}
}

// odd reports whether b has an odd number of quotes; those of JSON don't matter.
func (g *guard) odd(b []byte) bool { return !g.lines && bytes.Count(b, quote)%2 == 1 }
