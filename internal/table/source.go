package table

import (
	"bytes"
	"errors"
	"io"
)

// maxEmptyReads is how often the underlying reader may return nothing and no
// error before it is given up, as in package bufio.
const maxEmptyReads = 100

// maxBlank is how far into a file its first visible byte is looked for.
const maxBlank = 4096

var errReadCount = errors.New("the underlying reader returned an impossible count")

// A source is a reader that can be looked into, and that keeps the promises of
// [io.Reader] whatever the one beneath does: it never returns nothing without
// an error, and nothing more after one.
type source struct {
	r    io.Reader
	head []byte // read from r already, still to be handed on
	err  error  // what r ended with
}

func (s *source) Read(p []byte) (int, error) {
	if len(s.head) > 0 {
		n := copy(p, s.head)
		s.head = s.head[n:]
		return n, nil
	}
	return s.fetch(p)
}

// fetch reads past the head.
func (s *source) fetch(p []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	for range maxEmptyReads {
		n, err := s.r.Read(p)
		if n < 0 || n > len(p) {
			n, err = 0, errReadCount
		}
		if n > 0 || err != nil {
			s.err = err
			return n, err
		}
	}
	s.err = io.ErrNoProgress
	return 0, s.err
}

// more lengthens the head by at most n bytes that can be had in one read, and
// reports whether there were any.
func (s *source) more(n int) bool {
	p := make([]byte, n)
	n, _ = s.fetch(p)
	s.head = append(s.head, p[:n]...)
	return n > 0
}

// begins reports whether the source begins with these bytes.
func (s *source) begins(with ...byte) bool {
	for len(s.head) < len(with) && s.more(len(with)-len(s.head)) {
	}
	return bytes.HasPrefix(s.head, with)
}

// visible returns the offset of the first byte that isn't white space, that
// byte, and the next visible one if it is an opening bracket. It reads no
// further than it must, for the next bytes may be long in coming.
func (s *source) visible() (offset int, first, second byte) {
	for {
		text := bytes.TrimLeft(s.head, blanks)
		offset = len(s.head) - len(text)
		if len(text) > 0 {
			first = text[0]
			if rest := bytes.TrimLeft(text[1:], blanks); len(rest) > 0 {
				second = rest[0]
			}
			if first != '[' || second != 0 {
				return offset, first, second
			}
		}
		if len(s.head) >= maxBlank || !s.more(256) {
			return offset, first, second
		}
	}
}

// blanks is the white space of JSON.
const blanks = " \t\r\n"
