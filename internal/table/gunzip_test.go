package table

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// member returns text in one member of gzip.
func member(text string) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, err := w.Write([]byte(text))
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// zip puts what a reader holds in gzip.
func zip(r io.Reader) io.Reader {
	text, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return bytes.NewReader(member(string(text)))
}

// A file in gzip says what it says without, whatever it is and however the
// reader beneath cuts it up.
func TestZipped(t *testing.T) {
	for _, file := range []string{
		"", "\ufeff", "a,b\n1,2\n", "a,b\n1,2\n3\n", "a\n\"1", "\ufeff\"a\"\n1\n", "a\n\xff\n", "\xff\xfea\x00", "{\"a\":1}\n{\"a\":}\n", "[{}]", "a\n" + strings.Repeat("x", MaxRecord),
	} {
		want, _, _ := readObjects(strings.NewReader(file), objectColumns...)
		half := len(file) / 2
		members := slices.Concat(member(file[:half]), member(""), member(file[half:]))
		for i, r := range []io.Reader{
			zip(strings.NewReader(file)),
			bytes.NewReader(members),
			iotest.OneByteReader(bytes.NewReader(members)),
			iotest.DataErrReader(bytes.NewReader(members)),
			&lazyReader{r: bytes.NewReader(members)},
		} {
			if got, _, _ := readObjects(r, objectColumns...); !reflect.DeepEqual(got, want) {
				t.Errorf("%.20q, reader %d: got %+v, want %+v", file, i, got, want)
			}
		}
	}
}

func TestBadZip(t *testing.T) {
	const file = "a,b\n1,2\n3,4\n"
	whole := member(file)
	stored := func(n int) []byte { // gzip of the first n bytes, not packed, cut off
		var b bytes.Buffer
		w, _ := gzip.NewWriterLevel(&b, gzip.NoCompression)
		_, _ = w.Write([]byte(file[:n]))
		_ = w.Flush()
		return b.Bytes()
	}
	changed := slices.Clone(whole)
	changed[len(changed)-8] ^= 1 // the checksum
	long := slices.Clone(whole)
	long[len(long)-1] ^= 1 // the size
	tests := []struct {
		name    string
		file    []byte
		records int
		want    string
	}{
		{"magic alone", whole[:2], 0, "line 1, column 1: bad gzip: it is cut off here; the file isn't whole"},
		{"half a header", whole[:9], 0, "line 1, column 1: bad gzip: it is cut off here; the file isn't whole"},
		{"no checksum", whole[:len(whole)-8], 2, "line 4, column 1: bad gzip: it is cut off here; the file isn't whole"},
		{"half a checksum", whole[:len(whole)-3], 2, "line 4, column 1: bad gzip: it is cut off here; the file isn't whole"},
		{"cut between rows", stored(8), 1, "line 3, column 1: bad gzip: it is cut off here; the file isn't whole"},
		{"cut within a row", stored(11), 1, "line 3, column 4: bad gzip: it is cut off here; the file isn't whole"},
		{"another checksum", changed, 2, "line 4, column 1: bad gzip: gzip: invalid checksum"},
		{"another size", long, 2, "line 4, column 1: bad gzip: gzip: invalid checksum"},
		{"more behind it", append(slices.Clone(whole), "more than a header"...), 2, "line 4, column 1: bad gzip: gzip: invalid header"},
		{"another packing", append([]byte{0x1f, 0x8b, 7}, whole[3:]...), 0, "line 1, column 1: bad gzip: gzip: invalid header"},
		{"no deflate", append(slices.Clone(whole[:10]), 0xff, 0xff), 0, "line 1, column 1: bad gzip: flate: corrupt input before offset 1"},
		{"gzip in gzip", member(string(whole)), 0, "line 1, column 1: bad gzip: there is gzip inside the gzip; unzip it once"},
	}
	for _, test := range tests {
		for name, wrap := range map[string]func(io.Reader) io.Reader{"whole": func(r io.Reader) io.Reader { return r }, "one": iotest.OneByteReader} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				got, _, err := readObjects(wrap(bytes.NewReader(test.file)), objectColumns...)
				if got.End != test.want || len(got.Records) != test.records || !errors.Is(err, ErrZip) {
					t.Errorf("got %d records and %v, want %d and %s", len(got.Records), err, test.records, test.want)
				}
			})
		}
	}
	// Objects too: the last is cut off.
	objects := member("{\"a\":1}\n{\"a\":2}")
	got, _, err := readObjects(bytes.NewReader(objects[:len(objects)-8]), objectColumns...)
	if len(got.Records) != 1 || !errors.Is(err, ErrZip) {
		t.Errorf("got %d records and %v", len(got.Records), err)
	}
}

// A reader that fails is told from gzip that is bad.
func TestFailureUnderZip(t *testing.T) {
	lost := errors.New("connection lost")
	whole := member("a\n1\n2\n")
	for n := 2; n < len(whole); n++ {
		for _, fail := range []error{lost, io.ErrUnexpectedEOF, fmt.Errorf("lost: %w", io.EOF)} {
			_, _, err := readObjects(io.MultiReader(bytes.NewReader(whole[:n]), iotest.ErrReader(fail)), objectColumns...)
			if !errors.Is(err, fail) || errors.Is(err, ErrZip) {
				t.Errorf("after %d bytes: got %v, want %v", n, err, fail)
			}
		}
	}
	for n, want := range map[int]error{0: io.ErrNoProgress, -1: errReadCount, 1 << 30: errReadCount} {
		if _, err := Open(io.MultiReader(bytes.NewReader(whole[:12]), stuckReader{n}), 0); !errors.Is(err, want) {
			t.Errorf("count %d: got %v, want %v", n, err, want)
		}
	}
}
