package table

import (
	"bufio"
	"encoding/csv"
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
	csv     *csv.Reader
	header  []string
	line    int      // of the header
	fields  []int    // for each column its field, or -1
	present []int    // those of fields that aren't -1
	record  []string // the current record, nil if there is none
	rows    int
	err     error // what the table ended with
}

// NewReader reads the header of r and finds the columns in it. They are numbered
// in the order given. One field may serve several columns.
//
// The error is [ErrEmpty] if there is no header; otherwise it is an [*Error], or
// several joined by [errors.Join] when columns are missing or repeated.
func NewReader(r io.Reader, columns ...Column) (*Reader, error) {
	t := &Reader{guard: newGuard(r)}
	// encoding/csv takes over a buffer of this type rather than add its own.
	t.csv = csv.NewReader(bufio.NewReaderSize(t.guard, bufferSize))
	t.csv.ReuseRecord = true

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
	t.present = slices.DeleteFunc(slices.Clone(t.fields), func(j int) bool { return j < 0 })
	return t, nil
}

// Has reports whether the header has column i. It panics if i isn't the number
// of a column, as do Field and Pos.
func (t *Reader) Has(i int) bool { return t.fields[i] >= 0 }

// Lacks returns the error for a header that has no column of any of these names.
func (t *Reader) Lacks(names ...string) error {
	return &Error{Line: t.line, Err: missing(Column{Names: names}, t.header)}
}

// Unused returns the fields of the header that serve no column.
func (t *Reader) Unused() []string {
	var names []string
	for i, name := range t.header {
		if !slices.Contains(t.fields, i) {
			names = append(names, name)
		}
	}
	return names
}

// Name returns column i's name in the header, "" if the header lacks it.
func (t *Reader) Name(i int) string {
	if t.fields[i] < 0 {
		return ""
	}
	return t.header[t.fields[i]]
}

// Header returns the fields of the header in the order of the file, without
// spaces around them.
func (t *Reader) Header() []string { return slices.Clone(t.header) }

// Rows returns how many records have been read, without the header but with
// those that were a [RowError].
func (t *Reader) Rows() int { return t.rows }

// Next reads the next record. At the end of the table it returns [io.EOF]
// itself, to be compared with ==: an [*Error] may wrap an io.EOF that the
// underlying reader had wrapped to mean a failure.
//
// A [*RowError] is about one row, and Next can be called again. After any other
// error the table is at its end, and Next returns that error again.
func (t *Reader) Next() error {
	if t.err != nil {
		return t.err
	}
	record, err := t.csv.Read()
	if err == nil {
		t.trim(record)
		t.record = record
		t.rows++
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
// around it. It is "" if the header doesn't have the column, and if there is no
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
// current record, its opening quote included. The column is 0 if the header
// doesn't have it; both are 0 if there is no current record.
func (t *Reader) Pos(i int) (line, column int) {
	j := t.fields[i]
	if t.record == nil {
		return 0, 0
	}
	if j < 0 {
		line, _ = t.csv.FieldPos(0)
		return line, 0
	}
	return t.csv.FieldPos(j)
}
