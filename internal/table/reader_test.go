package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// A reading is everything a reader says about a file.
type reading struct {
	Header  []string
	Records [][]string
	Bad     []string // texts of the row errors
	Rows    int
	End     string // text of what ended it
}

// readAll reads r to its end and returns that end too.
func readAll(r io.Reader) (reading, error) {
	var got reading
	t, err := NewReader(r)
	if err != nil {
		got.End = err.Error()
		return got, err
	}
	got.Header = t.Header()
	for {
		err := t.Next()
		got.Rows = t.Rows()
		var row *RowError
		switch {
		case err == nil:
			got.Records = append(got.Records, slices.Clone(t.record))
		case errors.As(err, &row):
			got.Bad = append(got.Bad, err.Error())
		default:
			got.End = err.Error()
			return got, err
		}
	}
}

func TestRead(t *testing.T) {
	tests := []struct {
		name, file string
		want       reading
	}{
		{"LF", "a,b\n1,2\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1, "EOF"}},
		{"CRLF", "a,b\r\n1,2\r\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1, "EOF"}},
		{"no last line end", "a,b\n1,2", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1, "EOF"}},
		{"header only", "a,b\n", reading{[]string{"a", "b"}, nil, nil, 0, "EOF"}},
		{"header without line end", "a,b", reading{[]string{"a", "b"}, nil, nil, 0, "EOF"}},
		{"spaces in the header", " a ,b\t\n", reading{[]string{"a", "b"}, nil, nil, 0, "EOF"}},
		{"empty lines", "\n\r\na\n\n1\n\n\n2\n\n", reading{[]string{"a"}, [][]string{{"1"}, {"2"}}, nil, 2, "EOF"}},
		{"quoted line end", "a,b\n\"1\r\nx\",2\n", reading{[]string{"a", "b"}, [][]string{{"1\nx", "2"}}, nil, 1, "EOF"}},
		{"doubled quotes", "a\n\"\"\"1\"\"\"\n", reading{[]string{"a"}, [][]string{{`"1"`}}, nil, 1, "EOF"}},
		{"byte order mark", "\ufeffa,b\n1,2\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1, "EOF"}},
		{"byte order mark before a quote", "\ufeff\"a\",b\n1,2\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1, "EOF"}},
		{"a mark in a field is text", "a\n\ufeff1\n", reading{[]string{"a"}, [][]string{{"\ufeff1"}}, nil, 1, "EOF"}},
		{"all lengths of UTF-8", "a\nxéŁ€😀\n", reading{[]string{"a"}, [][]string{{"xéŁ€😀"}}, nil, 1, "EOF"}},
		{"the replacement character is text", "a\n\ufffd\n", reading{[]string{"a"}, [][]string{{"\ufffd"}}, nil, 1, "EOF"}},

		{"no bytes", "", reading{End: "empty file: it has no header"}},
		{"only a byte order mark", "\ufeff", reading{End: "empty file: it has no header"}},
		{"only line ends", "\n\r\n\n", reading{End: "empty file: it has no header"}},

		{"rows of other lengths", "a,b\n1\n1,2\n1,2,3\n\"x\ny\"\n3,4\n", reading{
			[]string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}},
			[]string{
				"line 2: a truncated row: it has 1 field, the header has 2",
				"line 4: an overlong row: it has 3 fields, the header has 2",
				"line 5: a truncated row: it has 1 field, the header has 2",
			}, 5, "EOF"}},
		{"truncated last row", "a,b\n1,2\n3", reading{
			[]string{"a", "b"}, [][]string{{"1", "2"}},
			[]string{"line 3: a truncated row: it has 1 field, the header has 2"}, 2, "EOF"}},

		{"the header again, as of two files put together", "a,b\n1,2\n\ufeffA, b \n3,4\nb,a\n", reading{
			[]string{"a", "b"}, [][]string{{"1", "2"}, {"3", "4"}, {"b", "a"}},
			[]string{"line 3: " + ErrHeaderAgain.Error()}, 4, "EOF"}},
		{"blank names say nothing", ",\n,\n", reading{[]string{"", ""}, [][]string{{"", ""}}, nil, 1, "EOF"}},

		{"bare quote", "a,b\n1,2\n3,4\"\n5,6\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1,
			`line 3, column 4: bare " in non-quoted-field`}},
		{"text after a quote", "a,b\n1,2\n\"3\"x,4\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1,
			`line 3, column 3: extraneous or missing " in quoted-field`}},
		{"quote never closed", "a,b\n1,2\n3,\"4\n5,6\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1,
			`line 4, column 5: extraneous or missing " in quoted-field; the record starts on line 3`}},
		{"quote never closed in the header", "a,\"b", reading{
			End: `line 1, column 5: extraneous or missing " in quoted-field`}},

		{"UTF-16, little endian", "\xff\xfea\x00,\x00", reading{
			End: "line 1, column 1: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"UTF-16, big endian", "\xfe\xff\x00a\x00,", reading{
			End: "line 1, column 1: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"UTF-16, no byte order mark", "a\x00,\x00", reading{
			End: "line 1, column 2: not UTF-8 text: looks like UTF-16; save it as UTF-8"}},
		{"NUL", "a,b\n1,2\n3,\x00\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1,
			"line 3, column 3: not UTF-8 text: a NUL byte"}},
		{"Latin 1", "a,b\n1,2\n3,\xe9t\xe9\n", reading{[]string{"a", "b"}, [][]string{{"1", "2"}}, nil, 1,
			"line 3, column 3: not UTF-8 text: byte 0xe9; save it as UTF-8"}},
		{"Latin 1 in the header", "a,\xe9\n", reading{
			End: "line 1, column 3: not UTF-8 text: byte 0xe9; save it as UTF-8"}},
		{"Latin 1 after a byte order mark", "\ufeffa,\xe9\n", reading{
			End: "line 1, column 3: not UTF-8 text: byte 0xe9; save it as UTF-8"}},
		{"bad byte in quotes over lines", "a\n\"1\n2\xff\"\n", reading{Header: []string{"a"},
			End: "line 3, column 2: not UTF-8 text: byte 0xff; save it as UTF-8"}},
		{"bad byte after a closing quote", "a\n\"1\"\xff\n", reading{Header: []string{"a"},
			End: "line 2, column 4: not UTF-8 text: byte 0xff; save it as UTF-8"}},
		{"bad byte at the start of a line", "a\n1\n\xff\n", reading{[]string{"a"}, [][]string{{"1"}}, nil, 1,
			"line 3, column 1: not UTF-8 text: byte 0xff; save it as UTF-8"}},
		{"character cut by the end of the file", "a\n1\n2\xe2\x82", reading{[]string{"a"}, [][]string{{"1"}}, nil, 1,
			"line 3, column 2: not UTF-8 text: byte 0xe2; save it as UTF-8"}},
		{"character cut by a line end", "a\n1\xe2\x82\n", reading{Header: []string{"a"},
			End: "line 2, column 2: not UTF-8 text: byte 0xe2; save it as UTF-8"}},
		{"surrogate half", "a\n\xed\xa0\x80\n", reading{Header: []string{"a"},
			End: "line 2, column 1: not UTF-8 text: byte 0xed; save it as UTF-8"}},
		{"a quote error before a bad byte wins", "a\n1\"\n\xff\n", reading{Header: []string{"a"},
			End: `line 2, column 2: bare " in non-quoted-field`}},
	}
	readers := map[string]func(io.Reader) io.Reader{
		"whole":   func(r io.Reader) io.Reader { return r },
		"one":     iotest.OneByteReader,
		"half":    iotest.HalfReader,
		"dataErr": iotest.DataErrReader,
		"lazy":    func(r io.Reader) io.Reader { return &lazyReader{r: r} },
	}
	for _, test := range tests {
		for name, wrap := range readers {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				got, _ := readAll(wrap(strings.NewReader(test.file)))
				if !reflect.DeepEqual(got, test.want) {
					t.Errorf("got  %+v\nwant %+v", got, test.want)
				}
			})
		}
	}
}

// A lazyReader returns nothing on every other call, and one byte on the others.
type lazyReader struct {
	r    io.Reader
	work bool
}

func (l *lazyReader) Read(p []byte) (int, error) {
	l.work = !l.work
	if !l.work || len(p) == 0 {
		return 0, nil
	}
	return l.r.Read(p[:1])
}

func TestErrorsCanBeTold(t *testing.T) {
	tests := []struct {
		name, file string
		want       error
	}{
		{"empty", "", ErrEmpty},
		{"bad byte", "a\n\xff", ErrEncoding},
		{"NUL", "a\n\x00", ErrEncoding},
		{"UTF-16", "\xff\xfe", ErrEncoding},
		{"bare quote", "a\n1\"", csv.ErrBareQuote},
		{"open quote", "a\n\"1", csv.ErrQuote},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := readAll(strings.NewReader(test.file))
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
			var own *Error
			if test.want != ErrEmpty && !errors.As(err, &own) {
				t.Errorf("%v has no position", err)
			}
		})
	}
}

func TestReaderFailure(t *testing.T) {
	lost := errors.New("connection lost")
	tests := []struct {
		name, file string
		fail       error
		records    int
		want       string
	}{
		{"at once", "", lost, 0, "line 1, column 1: connection lost"},
		{"in the header", "a,b", lost, 0, "line 1, column 4: connection lost"},
		{"after the header", "a,b\n", lost, 0, "line 2, column 1: connection lost"},
		{"in a record", "a,b\n1,2\n3,4", lost, 1, "line 3, column 4: connection lost"},
		{"in quotes", "a,b\n1,2\n3,\"4\n", lost, 1, "line 4, column 1: connection lost"},
		{"after a quote and CR", "a\n\"1\"\r", lost, 0, "line 2, column 5: connection lost"},
		{"between records", "a,b\n1,2\n", lost, 1, "line 3, column 1: connection lost"},
		{"truncated stream", "a,b\n1,2\n3,4", io.ErrUnexpectedEOF, 1, "line 3, column 4: unexpected EOF"},
		{"in a short head", "a", io.ErrUnexpectedEOF, 0, "line 1, column 2: unexpected EOF"},
		{"a wrapped EOF is a failure", "a\n1\n", fmt.Errorf("lost: %w", io.EOF), 1, "line 3, column 1: lost: EOF"},
	}
	for _, test := range tests {
		for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.DataErrReader} {
			t.Run(test.name, func(t *testing.T) {
				r := io.MultiReader(strings.NewReader(test.file), iotest.ErrReader(test.fail))
				got, err := readAll(wrap(r))
				if !errors.Is(err, test.fail) || got.End != test.want || len(got.Records) != test.records {
					t.Errorf("got %d records and %v, want %d and %s", len(got.Records), err, test.records, test.want)
				}
			})
		}
	}
}

func TestFailureIsFinal(t *testing.T) {
	// This reader would go on after its one timeout.
	r := iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a\n1\n")))
	if _, err := NewReader(r); !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("got %v, want a timeout", err)
	}

	for _, file := range []string{"a\n1\"\n2\n", "a\n\xff\n2\n", "a\n"} {
		tab, err := NewReader(strings.NewReader(file), Column{Names: []string{"a"}})
		if err != nil {
			t.Fatal(err)
		}
		first := tab.Next()
		if first == nil || tab.Next() != first || tab.Next() != first {
			t.Errorf("%q: Next doesn't repeat %v", file, first)
		}
		if line, column := tab.Pos(0); tab.Field(0) != "" || line != 0 || column != 0 {
			t.Errorf("%q: a record is left after the end", file)
		}
	}
}

// A stuckReader never returns anything.
type stuckReader struct{ n int }

func (s stuckReader) Read([]byte) (int, error) { return s.n, nil }

func TestBrokenReader(t *testing.T) {
	for n, want := range map[int]error{0: io.ErrNoProgress, -1: errReadCount, 1 << 30: errReadCount} {
		if _, err := NewReader(stuckReader{n}); !errors.Is(err, want) {
			t.Errorf("count %d: got %v, want %v", n, err, want)
		}
	}
}
