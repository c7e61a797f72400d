package table

import (
	"encoding/csv"
	"errors"
	"fmt"
)

var (
	// ErrEmpty says that the file has no header: it has no bytes, or only a
	// byte order mark and line ends.
	ErrEmpty = errors.New("empty file: it has no header")

	// ErrEncoding says that the file isn't UTF-8 text.
	ErrEncoding = errors.New("not UTF-8 text")

	// ErrHeaderAgain says that a row is the header once more: two files were put
	// together, and perhaps two returns that list the same people.
	ErrHeaderAgain = errors.New("the header again: were several files put together?")

	// ErrTooLong says that a record has more than [MaxRecord] bytes.
	ErrTooLong = fmt.Errorf("a record of more than %d bytes", MaxRecord)
)

var (
	errComma    = errors.New("want a character that separates fields, no quote and no line end")
	errUTF16    = fmt.Errorf("%w: looks like UTF-16; save it as UTF-8", ErrEncoding)
	errArray    = errors.New("a JSON array, which can't be read as a stream of rows; write one object a line, without brackets around and commas between")
	errWorkbook = errors.New("an Excel workbook, or another zip archive; save the sheet as CSV")
	errNUL      = fmt.Errorf("%w: a NUL byte", ErrEncoding)

	// A quote never closed swallows the rest of the file, so that is what a
	// record too long for any person usually comes from.
	errTooLongOpen = fmt.Errorf("%w; a quote in it may never be closed", ErrTooLong)
)

// A RowError is a problem of one row; the rows after it can still be read.
// Column 0 stands for the whole row. Callers may use it for problems of their
// own with a row, with the position from [Reader.Pos].
type RowError struct {
	Line, Column int
	Err          error
}

func (e *RowError) Error() string { return e.Place() + ": " + e.Err.Error() }

// Place is where the problem is: "line 2, column 5".
func (e *RowError) Place() string { return place(e.Line, e.Column) }

func (e *RowError) Unwrap() error { return e.Err }

// An Error is a problem of the whole table: of its header, or one after which
// nothing can be read. Column 0 stands for the whole line. What the underlying
// reader failed with can be found in it by [errors.Is].
type Error struct {
	Line, Column int
	Err          error
}

func (e *Error) Error() string { return e.Place() + ": " + e.Err.Error() }

// Place is where the problem is: "line 2, column 5".
func (e *Error) Place() string { return place(e.Line, e.Column) }

func (e *Error) Unwrap() error { return e.Err }

// A FieldCountError is inside the [RowError] of a row that has not as many
// fields as the header.
type FieldCountError struct {
	Fields int // of the row
	Header int // of the header
}

func (e *FieldCountError) Error() string {
	kind := "an overlong row"
	if e.Fields < e.Header {
		kind = "a truncated row"
	}
	return fmt.Sprintf("%s: it has %s, the header has %d", kind, count(e.Fields, "field"), e.Header)
}

// quoteError restates a quote error of encoding/csv. The place of the error may
// be far from its cause when the record spans lines, so the message then says
// where the record starts.
func quoteError(e *csv.ParseError) *Error {
	err := e.Err
	if e.StartLine != e.Line {
		err = fmt.Errorf("%w; the record starts on line %d", e.Err, e.StartLine)
	}
	return &Error{Line: e.Line, Column: e.Column, Err: err}
}

func place(line, column int) string {
	if column == 0 {
		return fmt.Sprintf("line %d", line)
	}
	return fmt.Sprintf("line %d, column %d", line, column)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
