package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// bufferSize is the size of the chunks the file is read in, large enough that
// the work for each chunk doesn't show.
const bufferSize = 1 << 16

// A Reader reads the records of one table.
type Reader struct {
	guard   *guard
	csv     *csv.Reader // nil for JSON lines
	lines   *lines      // nil for CSV
	header  []string    // of JSON lines, for each column the name it was met by
	line    int         // of the header
	fields  []int       // for each column its field, or -1
	present []int       // those of fields whose spaces are taken off
	probe   int         // the field that a header met again is told by at once
	record  []string    // the current record, nil if there is none
	rows    int
	err     error // what the table ended with
}

// Open is [NewReader] for a file that says by its first bytes what it is: CSV, or
// JSON lines if the first visible one is an opening brace, and either of them as
// it stands or in gzip. Of JSON lines nothing is read yet.
//
// comma is what separates the fields of CSV, such as ';'; 0 is the comma. One that
// encoding/csv doesn't take is an error.
func Open(r io.Reader, comma rune, columns ...Column) (*Reader, error) {
	if comma == 0 {
		comma = ','
	}
	if !validComma(comma) {
		return nil, fmt.Errorf("%w, have %q", errComma, comma)
	}
	src := &source{r: r}
	if zipped(src) {
		var err error
		if src, err = unzip(src); err != nil {
			return nil, err
		}
	}
	if src.begins('P', 'K', 3, 4) {
		return nil, &Error{Line: 1, Column: 1, Err: errWorkbook}
	}
	guard := newGuard(src)
	offset, first, second := src.visible()
	switch {
	case first == '{':
		return newLines(guard, columns), nil
	case first == '[' && (second == '{' || second == '[' || second == ']'):
		before := src.head[:offset]
		return nil, &Error{
			Line:   1 + bytes.Count(before, newline),
			Column: offset - bytes.LastIndexByte(before, '\n'),
			Err:    errArray,
		}
	}
	return newCSV(guard, comma, columns)
}

// validComma is the rule of encoding/csv, which tells it only when it reads.
func validComma(r rune) bool {
	return r != '"' && r != '\r' && r != '\n' && utf8.ValidRune(r) && r != utf8.RuneError
}

// NewReader reads the header of a CSV file and finds the columns in it. They are
// numbered in the order given. One field may serve several columns.
//
// The error is [ErrEmpty] if there is no header; otherwise it is an [*Error], or
// several joined by [errors.Join] when columns are missing or repeated.
func NewReader(r io.Reader, columns ...Column) (*Reader, error) {
	return newCSV(newGuard(&source{r: r}), ',', columns)
}

func newCSV(guard *guard, comma rune, columns []Column) (*Reader, error) {
	t := &Reader{guard: guard}
	// encoding/csv takes over a buffer of this type rather than add its own.
	t.csv = csv.NewReader(bufio.NewReaderSize(t.guard, bufferSize))
	t.csv.ReuseRecord = true
	t.csv.Comma = comma

	record, err := t.csv.Read()
	if err == io.EOF {
		return nil, ErrEmpty
	}
	if err != nil {
		return nil, t.ending(err)
	}
	t.header = make([]string, len(record))
	for i, name := range record {
		t.header[i] = strings.TrimSpace(name)
	}
	t.line, _ = t.csv.FieldPos(0)
	t.fields, err = match(t.header, columns, t.csv.FieldPos)
	if err != nil {
		return nil, err
	}
	for i, j := range t.fields {
		if j >= 0 && !columns[i].Exact {
			t.present = append(t.present, j)
			t.probe = j
		}
	}
	return t, nil
}

// Has reports whether the header has column i, or, of JSON lines, whether any
// object has had it so far. It panics if i isn't the number of a column, as do
// Field and Pos.
func (t *Reader) Has(i int) bool { return t.fields[i] >= 0 }

// IsCSV reports whether the table has a header, and so the same columns from its
// first row to its last. JSON lines don't.
func (t *Reader) IsCSV() bool { return t.lines == nil }

// Lacks returns the error for a header that has no column of any of these names,
// or for JSON lines without them.
func (t *Reader) Lacks(names ...string) error {
	if t.lines != nil {
		return t.lines.lacks(names)
	}
	return &Error{Line: t.line, Err: missing(Column{Names: names}, t.header)}
}

// Unused returns the fields of the header that serve no column. Of JSON lines it
// returns those met so far, at most 100 of them, names cut to 100 bytes.
func (t *Reader) Unused() []string {
	if t.lines != nil {
		return slices.Clone(t.lines.unused)
	}
	var names []string
	for i, name := range t.header {
		if !slices.Contains(t.fields, i) {
			names = append(names, name)
		}
	}
	return names
}

// Name returns column i's name in the header or in the first object that has it,
// "" if there is none.
func (t *Reader) Name(i int) string {
	if t.fields[i] < 0 {
		return ""
	}
	return t.header[t.fields[i]]
}

// Header returns the fields of the header in the order of the file, without
// spaces around them. JSON lines have none.
func (t *Reader) Header() []string {
	if t.lines != nil {
		return nil
	}
	return slices.Clone(t.header)
}

// Rows returns how many records have been read, without the header but with
// those that were a [RowError].
func (t *Reader) Rows() int { return t.rows }

// Next reads the next record. At the end of the table it returns [io.EOF]
// itself, to be compared with ==: an [*Error] may wrap an io.EOF that the
// underlying reader had wrapped to mean a failure.
//
// A [*RowError], or several joined, is about one row, and Next can be called
// again. After any other error the table is at its end, and Next returns that
// error again.
func (t *Reader) Next() error {
	if t.err != nil {
		return t.err
	}
	if t.lines != nil {
		return t.nextObject()
	}
	record, err := t.csv.Read()
	if err == nil {
		t.rows++
		t.trim(record)
		t.record = record
		if t.again(record) {
			t.record = nil
			line, _ := t.csv.FieldPos(0)
			return &RowError{Line: line, Err: ErrHeaderAgain}
		}
		return nil
	}
	t.record = nil
	if syntax, ok := err.(*csv.ParseError); ok && syntax.Err == csv.ErrFieldCount {
		t.rows++
		return &RowError{
			Line: syntax.StartLine,
			Err:  &FieldCountError{Fields: len(record), Header: len(t.header)},
		}
	}
	t.err = t.ending(err)
	return t.err
}

// trim takes the spaces off the wanted fields of a record, in place: the record
// is this reader's own until the next one. Doing it here, with a look at both ends
// of a field before any call, costs less than half of doing it in Field.
func (t *Reader) trim(record []string) {
	for _, j := range t.present {
		if s := record[j]; s != "" && !(visible(s[0]) && visible(s[len(s)-1])) {
			record[j] = strings.TrimSpace(s)
		}
	}
}

// again reports whether a record is the header once more, by a look at one field
// for nearly all that aren't.
func (t *Reader) again(record []string) bool {
	field := record[t.probe]
	if t.probe == 0 {
		field = strings.TrimSpace(strings.TrimPrefix(field, string(byteOrderMark))) // that of a second file
	}
	return strings.EqualFold(field, t.header[t.probe]) && sameNames(t.header, record)
}

// visible reports whether b is a visible ASCII character.
func visible(b byte) bool { return ' ' < b && b < utf8.RuneSelf }

// ending returns what the table ends with after encoding/csv returned err: that
// is what the guard made of the file, and needs nothing more, or a quote error.
//
// When the guard ends in the middle of a line, encoding/csv parses the part it
// got and may find a quote out of place only since the rest is missing. Then the
// end is the cause.
func (t *Reader) ending(err error) error {
	syntax, ok := err.(*csv.ParseError)
	if !ok {
		return err
	}
	cut := t.guard.column > 0 && t.csv.InputOffset() == t.guard.total
	if failure := t.guard.failure(); failure != nil && cut {
		return failure
	}
	return quoteError(syntax)
}

// Field returns the field of column i in the current record, without spaces
// around it unless the column is exact. It is "" if the header doesn't have the column, and if there is no
// current record: before the first Next and after one that returned an error.
//
// The string stays valid, but keeps the text of its whole record in memory; a
// caller that keeps few fields of many records should clone them.
func (t *Reader) Field(i int) string {
	// An absent column is a large number here; with one comparison the method
	// is small enough to be inlined.
	if j := uint(t.fields[i]); j < uint(len(t.record)) {
		return t.record[j]
	}
	return ""
}

// Pos returns the line and the column where the field of column i starts in the
// current record, its opening quote included. The column is 0 if the header or
// the object doesn't have it; both are 0 if there is no current record.
func (t *Reader) Pos(i int) (line, column int) {
	j := t.fields[i]
	switch {
	case t.record == nil:
		return 0, 0
	case t.lines != nil:
		return t.lines.line, t.lines.wanted[i].at
	case j < 0:
		line, _ = t.csv.FieldPos(0)
		return line, 0
	}
	return t.csv.FieldPos(j)
}
