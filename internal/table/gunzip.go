package table

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// ErrZip says that a file begins as gzip does and can't be unzipped to its end.
var ErrZip = errors.New("bad gzip")

var errZippedTwice = fmt.Errorf("%w: there is gzip inside the gzip; unzip it once", ErrZip)

// zipped reports whether a source begins as gzip does. No text does: the second
// byte is no UTF-8.
func zipped(s *source) bool { return s.begins(0x1f, 0x8b) }

// An unzipped is the text inside gzip, of one member or of several, one after
// the other. It is a stream too: the window of gzip is 32 KiB, however much
// comes out of it.
type unzipped struct {
	zip *gzip.Reader
	src *source
}

func unzip(src *source) (*source, error) {
	u := &unzipped{src: src}
	var err error
	if u.zip, err = gzip.NewReader(src); err != nil {
		return nil, &Error{Line: 1, Column: 1, Err: u.cause(err)}
	}
	text := &source{r: u}
	if zipped(text) {
		return nil, &Error{Line: 1, Column: 1, Err: errZippedTwice}
	}
	return text, nil
}

func (u *unzipped) Read(p []byte) (int, error) {
	n, err := u.zip.Read(p)
	return n, u.cause(err)
}

// cause tells gzip that is bad from a reader that failed.
func (u *unzipped) cause(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case u.src.err != nil && u.src.err != io.EOF:
		return u.src.err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it is cut off here; the file isn't whole", ErrZip)
	}
	return fmt.Errorf("%w: %w", ErrZip, err)
}
