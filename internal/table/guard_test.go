package table

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// A repeater returns text over and over, n bytes of it, and counts them.
type repeater struct {
	text string
	n    int
	read int
}

func (r *repeater) Read(p []byte) (int, error) {
	if r.read == r.n {
		return 0, io.EOF
	}
	m := 0
	for m < len(p) && r.read < r.n {
		c := copy(p[m:min(len(p), m+r.n-r.read)], r.text[r.read%len(r.text):])
		m += c
		r.read += c
	}
	return m, nil
}

func TestMaxRecord(t *testing.T) {
	const tail = "\n3,4\n"
	row := func(n int) string { return "1," + strings.Repeat("x", n-len("1,\n")) + "\n" }
	quotedRow := func(n int) string {
		return "1,\"" + strings.Repeat("\n", n-len("1,\"\"\n")) + "\"\n"
	}
	many := strings.Repeat(row(1000), 2*MaxRecord/1000)
	tests := []struct {
		name, file string
		records    int
		want       string
	}{
		{"the most", "a,b\n" + row(MaxRecord) + row(MaxRecord), 2, "EOF"},
		{"the most, quoted", "a,b\n" + quotedRow(MaxRecord) + quotedRow(MaxRecord), 2, "EOF"},
		{"many records", "a,b\n" + many, 2 * MaxRecord / 1000, "EOF"},
		{"one more", "a,b\n1,2\n" + row(MaxRecord+1) + tail, 1,
			"line 3, column 1: a record of more than 1048576 bytes"},
		{"one more, quoted", "a,b\n1,2\n" + quotedRow(MaxRecord+1) + tail, 1,
			"line 3, column 1: a record of more than 1048576 bytes"},
		{"two more, quoted", "a,b\n1,2\n" + quotedRow(MaxRecord+3) + tail, 1,
			"line 3, column 1: a record of more than 1048576 bytes; a quote in it may never be closed"},
		{"one more, late", "a,b\n" + many + row(MaxRecord+1) + tail, 2 * MaxRecord / 1000,
			"line 2099, column 1: a record of more than 1048576 bytes"},
		{"the header", row(MaxRecord + 1), 0,
			"line 1, column 1: a record of more than 1048576 bytes"},
		{"a bad byte just before", "a,b\n" + row(MaxRecord)[:MaxRecord-1] + "\xff\n", 0,
			fmt.Sprintf("line 2, column %d: not UTF-8 text: byte 0xff; save it as UTF-8", MaxRecord)},
		{"a bad byte just after", "a,b\n" + row(MaxRecord + 1)[:MaxRecord] + "\xff\n", 0,
			"line 2, column 1: a record of more than 1048576 bytes"},
		{"a cut character just after", "a,b\n" + row(MaxRecord + 1)[:MaxRecord] + "\xe2\n", 0,
			"line 2, column 1: a record of more than 1048576 bytes"},
		{"an early quote error", "a,b\n1,x\"" + strings.Repeat("\n", 2*MaxRecord), 0,
			`line 2, column 4: bare " in non-quoted-field`},
	}
	for _, test := range tests {
		for name, wrap := range map[string]func(io.Reader) io.Reader{
			"whole": func(r io.Reader) io.Reader { return r },
			"five":  func(r io.Reader) io.Reader { return chunked{r, 5} },
		} {
			t.Run(test.name+"/"+name, func(t *testing.T) {
				got, err := readAll(wrap(strings.NewReader(test.file)))
				if got.End != test.want || len(got.Records) != test.records {
					t.Errorf("got %d records and %s, want %d and %s",
						len(got.Records), got.End, test.records, test.want)
				}
				if strings.Contains(test.want, "a record of") && !errors.Is(err, ErrTooLong) {
					t.Errorf("%v isn't ErrTooLong", err)
				}
			})
		}
	}
}

func TestLongRecordIsNotReadOn(t *testing.T) {
	const size = 200 << 20
	for _, test := range []struct{ name, start, rest string }{
		{"one line", "a\n", "x"},
		{"fields", "a\n", ","},
		{"open quote", "a\n\"", "x\n"},
		{"doubled quotes", "a\n\"", `""`},
		{"an object", "", `{"a":`},
		{"a text in an object", `{"a":"`, `\"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			rest := &repeater{text: test.rest, n: size}
			tab, err := Open(io.MultiReader(strings.NewReader(test.start), rest), 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := tab.Next(); !errors.Is(err, ErrTooLong) {
				t.Errorf("got %v, want ErrTooLong", err)
			}
			if limit := MaxRecord + 2*bufferSize; rest.read > limit {
				t.Errorf("%d bytes were read, want at most %d", rest.read, limit)
			}
		})
	}
}

// A record of JSON lines ends with its line, whatever quotes it has.
func TestMaxObject(t *testing.T) {
	object := func(n int) string { return `{"a":"\"` + strings.Repeat("x", n-len(`{"a":"\""}`)-1) + "\"}\n" }
	for n, want := range map[int]string{MaxRecord: "EOF", MaxRecord + 1: "line 4, column 1: a record of more than 1048576 bytes"} {
		file := object(20) + object(MaxRecord) + object(21) + object(n) + object(22)
		for _, size := range []int{MaxRecord, 5000} {
			got, _, _ := readObjects(chunked{strings.NewReader(file), size}, objectColumns...)
			if got.End != want || got.Bad != nil {
				t.Errorf("got %d records and %s, want %s", len(got.Records), got.End, want)
			}
		}
	}
}

// A little gzip may hold much: it is a stream, and a record in it is refused like
// any other.
func TestBomb(t *testing.T) {
	var bomb bytes.Buffer
	w := gzip.NewWriter(&bomb)
	if _, err := io.Copy(w, &repeater{text: "a,", n: 16 << 20}); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	size, read := bomb.Len(), &counted{r: &bomb}
	if _, err := Open(read, 0); !errors.Is(err, ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
	if read.n > size/2 {
		t.Errorf("%d bytes were read of %d", read.n, size)
	}
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += n
	return n, err
}

func TestConstantMemory(t *testing.T) {
	const row = "\"1\",\"Größe\",\"a \"\"b\"\"\n c\",\"\"\r\n"
	const rows = 200_000
	tab, err := NewReader(io.MultiReader(
		strings.NewReader("a,b,c,d\n"), &repeater{text: row, n: rows * len(row)}))
	if err != nil {
		t.Fatal(err)
	}
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	for range rows {
		if err := tab.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if grown := heap() - before; grown > 1<<20 {
		t.Errorf("%d bytes are kept after %d rows", grown, rows)
	}
	if err := tab.Next(); err != io.EOF || tab.Rows() != rows {
		t.Errorf("got %v after %d rows", err, tab.Rows())
	}
}
