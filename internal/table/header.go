package table

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxShown is how many names of a header an error message shows.
const maxShown = 20

// A Column is one wanted column. A field of the header matches it if it equals
// one of Names, apart from spaces around it and the case of letters.
type Column struct {
	Names    []string
	Required bool // the header must have it, or some object of JSON lines
	// Exact says that spaces around are a part of a field, unless it serves
	// another column too.
	Exact bool
	// YesNo says that true and false of JSON stand for "yes" and "no"; elsewhere
	// they are refused.
	YesNo bool
}

func (c Column) matches(name string) bool {
	return slices.ContainsFunc(c.Names, func(want string) bool {
		return strings.EqualFold(strings.TrimSpace(want), name)
	})
}

// match returns the field of the header for each column, -1 where there is none.
// Every problem is reported, not only the first. A header with two fields for
// one column is refused since either choice might be the wrong one.
func match(header []string, columns []Column, pos func(field int) (line, column int)) ([]int, error) {
	var problems []error
	line, _ := pos(0)
	fields := make([]int, len(columns))
	for i, c := range columns {
		fields[i] = -1
		for j, name := range header {
			if !c.matches(name) {
				continue
			}
			if fields[i] < 0 {
				fields[i] = j
				continue
			}
			problems = append(problems, repeated(header, fields[i], j, pos))
		}
		if fields[i] < 0 && c.Required {
			problems = append(problems, &Error{Line: line, Err: missing(c, header)})
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return fields, nil
}

func repeated(header []string, first, second int, pos func(int) (int, int)) *Error {
	firstLine, firstColumn := pos(first)
	line, column := pos(second)
	return &Error{Line: line, Column: column, Err: fmt.Errorf(
		"field %d %s of the header means the same as field %d %s (line %d, column %d)",
		second+1, quoted(header[second]), first+1, quoted(header[first]), firstLine, firstColumn)}
}

// sameNames reports whether a record has the names of a header, and at least one
// that isn't blank. A byte order mark before the first is that of a second file.
func sameNames(header, record []string) bool {
	named := false
	for i, name := range header {
		field := record[i]
		if i == 0 {
			field = strings.TrimPrefix(field, string(byteOrderMark))
		}
		if !strings.EqualFold(strings.TrimSpace(field), name) {
			return false
		}
		named = named || name != ""
	}
	return named
}

func missing(c Column, header []string) error {
	return fmt.Errorf("no column named %s; the header has %s%s",
		list(c.Names, " or "), list(header, ", "), separatorHint(header))
}

// separatorHint says what is probably wrong with a header that has the wanted
// names but not in fields of their own.
func separatorHint(header []string) string {
	switch {
	case len(header) == 1 && strings.ContainsAny(header[0], ";\t|"):
		return " (fields must be separated by commas, unless another character is given)"
	case slices.ContainsFunc(header, func(name string) bool { return strings.Contains(name, "\r") }):
		return " (lines must end in LF or CRLF)"
	}
	return ""
}

func list(names []string, separator string) string {
	var b strings.Builder
	for i, name := range names {
		if i > 0 {
			b.WriteString(separator)
		}
		if i == maxShown {
			fmt.Fprintf(&b, "%d more", len(names)-i)
			break
		}
		b.WriteString(quoted(name))
	}
	return b.String()
}
