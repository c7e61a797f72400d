// Package table reads tables as organisations really have them, in CSV or in JSON
// lines: an extract of a personnel system with columns in any order, or a series
// of dates and values. It judges only whether the file is a table; what the
// fields mean is for the packages above.
//
//	t, err := table.NewReader(file,
//		table.Column{Names: []string{"Post", "Position"}, Required: true},
//		table.Column{Names: []string{"Grade"}},
//	)
//	if err != nil {
//		return err
//	}
//	for err = t.Next(); err != io.EOF; err = t.Next() {
//		var row *table.RowError
//		if errors.As(err, &row) {
//			problems = append(problems, err) // this row only
//			continue
//		}
//		if err != nil {
//			return err // the table ends here
//		}
//		use(t.Field(0), t.Field(1))
//	}
//
// # What is accepted
//
// Commas between fields, quotes as in RFC 4180, lines that end in LF or CRLF,
// with or without a last line end. Empty lines are skipped. The text is UTF-8,
// with or without a byte order mark. The first record is the header, and every
// other record has as many fields as it.
//
// [Open] takes JSON lines too, told by a first brace, and either of the two in
// gzip, told by its two magic bytes. Of JSON lines each line is one object, or
// blank. Names are matched as in a header; texts stand for themselves and numbers
// for their digits as written; null and a field that an object lacks are "".
// Fields that serve no column may hold anything.
//
// # What is refused
//
// A row with more or fewer fields than the header, or the header once more, is a
// [RowError], and reading goes on after it. So is a line of JSON lines that is no
// object, has a key or a column twice, or an object, an array, true or false for
// a column; half of a surrogate pair and NUL are no text. A column keeps the name
// that it was first met by. Everything else ends the table with an [Error]: a
// quote out of place or never closed, a byte that is no UTF-8 or is NUL, a record
// of more than [MaxRecord] bytes, gzip that is cut off or changed, a failure of
// the underlying reader. Records complete before the bad place are delivered
// first. Lines and columns in errors start at 1 and are those of encoding/csv: a
// column counts bytes, not characters, and a byte order mark isn't counted.
//
// # Cost
//
// The file is a stream: memory is bounded by the longest record, however long the
// file is. Reading the same bytes gives the same records and errors however the
// underlying reader cuts them up. Gzip is unpacked as it is read, and its
// checksum comes last: rows before the fault are delivered. A [Reader] is for one
// goroutine; its zero value is not usable.
//
// The package doesn't guess other separators or encodings, doesn't unquote
// leniently and doesn't convert values, apart from [ParseDecimal].
package table
