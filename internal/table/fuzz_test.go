package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"
)

// chunked returns at most size bytes a call.
type chunked struct {
	r    io.Reader
	size int
}

func (c chunked) Read(p []byte) (int, error) { return c.r.Read(p[:min(len(p), c.size)]) }

// FuzzReader checks that nothing panics, that the cuts of the underlying reader
// make no difference, and that a file without what the package refuses is read
// as plain encoding/csv reads it.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"", "a,b\n1,2\n", "\ufeff\"a\",b\r\n\"1\r\n\",\"2\"\"\"\r\n\r\n3\r\n4,5,6", "a\n\"1\"\r", "a\n\"x",
		"a\n1\"\n", "a\n\"1\"x\n", "\xff\xfea\x00", "a\x00", "a\n\x00", "a\n\xe2\x82", "a\n\xe2\x82\xac\n", "a\n\"\xff",
		"\xef", "\xef\xbb", "\xef\xbb\xbf", "\xef\xbb\xbf\xef\xbb\xbf", "\n\n,\n,\n", "a;b\r1;2\r", "\"\n\"\n\"\n\n\"\n",
		"a,b\n1,2\nA,B\n3,4\n", "a\n\ufeffa\na\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		got, err := readAll(bytes.NewReader(file))
		for _, r := range []io.Reader{
			iotest.OneByteReader(bytes.NewReader(file)),
			chunked{bytes.NewReader(file), 2},
			chunked{bytes.NewReader(file), 5},
			iotest.DataErrReader(bytes.NewReader(file)),
		} {
			if again, _ := readAll(r); !reflect.DeepEqual(again, got) {
				t.Errorf("%T: got  %+v\nwhole file: %+v", r, again, got)
			}
		}

		if !utf8.Valid(file) || bytes.IndexByte(file, 0) >= 0 {
			if !errors.Is(err, ErrEncoding) && !errors.Is(err, csv.ErrQuote) && !errors.Is(err, csv.ErrBareQuote) {
				t.Errorf("a file that isn't text ended with %v", err)
			}
			return
		}
		if len(file) > MaxRecord {
			return
		}
		want := plain(bytes.TrimPrefix(file, byteOrderMark))
		got.Bad = make([]string, len(got.Bad)) // their texts are this package's own
		if errors.Is(err, csv.ErrQuote) || errors.Is(err, csv.ErrBareQuote) {
			got.End = "quote"
		}
		if len(got.Bad) == 0 {
			got.Bad = nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	})
}

// plain reads a file with encoding/csv alone.
func plain(file []byte) reading {
	var want reading
	r := csv.NewReader(bytes.NewReader(file))
	header, err := r.Read()
	switch {
	case err == io.EOF:
		want.End = ErrEmpty.Error()
		return want
	case err != nil:
		want.End = "quote"
		return want
	}
	want.Header = slices.Clone(header)
	for i, name := range want.Header {
		want.Header[i] = strings.TrimSpace(name)
	}
	for {
		record, err := r.Read()
		switch {
		case err == io.EOF:
			want.End = "EOF"
			return want
		case errors.Is(err, csv.ErrFieldCount):
			want.Bad = append(want.Bad, "")
		case err != nil:
			want.End = "quote"
			return want
		case sameNames(want.Header, record):
			want.Bad = append(want.Bad, "")
		default:
			want.Records = append(want.Records, record)
		}
		want.Rows++
	}
}
