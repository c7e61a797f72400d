package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// What is remembered of the keys of JSON lines, so that memory is bounded
// whatever the file holds. All are our own, above any real file.
const (
	mostKeys   = 1000 // keys that are found without looking through the columns
	longestKey = 100  // bytes of such a key
	mostUnused = 100  // fields that Unused and Lacks list
)

// lines reads JSON lines: one object a line. Its columns are those that the
// objects have, so which there are is known only at the end.
type lines struct {
	guard  *guard
	text   *bufio.Reader
	long   []byte // a line longer than the buffer of text
	line   int    // of the current object
	scan   scanner
	wanted []wanted
	keys   map[string]*key
	last   []*key // of the last object, in order: the next mostly has the same
	unused []string
	met    []string // fields, used or not
	values []byte   // of the current object, for all columns
	record []string
	good   int // objects without fault
	faults []error
}

// A wanted is one column, and what the current object has for it.
type wanted struct {
	Column
	at         int // column in the line where the value starts, 0 for none
	begin, end int // of the value in lines.values
}

// A key is one spelling of a field's name.
type key struct {
	name    string
	plain   bool  // it stands in the file as it is, between quotes
	columns []int // that it serves
	row     int   // the last that had it
}

func newLines(guard *guard, columns []Column) *Reader {
	guard.lines = true
	l := &lines{
		guard: guard, text: bufio.NewReaderSize(guard, bufferSize),
		keys: map[string]*key{}, record: make([]string, len(columns)),
	}
	t := &Reader{guard: guard, lines: l, header: make([]string, len(columns))}
	for _, c := range columns {
		l.wanted = append(l.wanted, wanted{Column: c})
		t.fields = append(t.fields, -1)
	}
	return t
}

// nextObject is Next for JSON lines.
func (t *Reader) nextObject() error {
	t.record = nil
	l := t.lines
	line, err := l.next()
	if err == io.EOF && l.good > 0 {
		for i, w := range l.wanted {
			if w.Required && t.fields[i] < 0 {
				l.faults = append(l.faults, l.lacks(w.Names))
			}
		}
		if l.faults != nil {
			err = errors.Join(l.faults...)
		}
	}
	if err != nil {
		t.err = err
		return err
	}
	t.rows++
	l.scan = scanner{data: line}
	l.object(t)
	if l.faults != nil {
		err, l.faults = errors.Join(l.faults...), nil
		return err
	}
	l.good++
	values := string(l.values)
	for i := range l.wanted {
		w := &l.wanted[i]
		l.record[i] = values[w.begin:w.end]
		if !w.Exact {
			l.record[i] = strings.TrimSpace(l.record[i])
		}
	}
	t.record = l.record
	return nil
}

// next returns the next line that isn't blank, without white space at its end. The guard doesn't let it be
// longer than a record may be.
func (l *lines) next() ([]byte, error) {
	for {
		l.long = l.long[:0]
		line, err := l.text.ReadSlice('\n')
		for err == bufio.ErrBufferFull {
			l.long = append(l.long, line...)
			line, err = l.text.ReadSlice('\n')
		}
		if len(l.long) > 0 {
			l.long = append(l.long, line...)
			line = l.long
		}
		if err != nil && (err != io.EOF || len(line) == 0) {
			return nil, err
		}
		l.line++
		if line = bytes.TrimRight(line, blanks); len(line) > 0 {
			return line, nil
		}
	}
}

// fault notes a fault of the current row, at an offset of its line.
func (l *lines) fault(at int, err error) {
	l.faults = append(l.faults, &RowError{Line: l.line, Column: at + 1, Err: err})
}

// object reads the object of the current line.
func (l *lines) object(t *Reader) {
	l.values = l.values[:0]
	for i := range l.wanted {
		w := &l.wanted[i]
		w.at, w.begin, w.end = 0, 0, 0
	}
	s := &l.scan
	if !l.members(t) {
		l.fault(s.pos, s.err)
	} else if s.peek(); s.pos < len(s.data) {
		s.want("nothing after the object, for a line has one")
		l.fault(s.pos, s.err)
	}
}

// members reads the members of the object up to its closing brace.
func (l *lines) members(t *Reader) bool {
	s := &l.scan
	if !s.take('{', "an object") {
		return false
	}
	if s.peek() == '}' {
		s.pos++
		return true
	}
	var strange map[string]bool // keys of this object that aren't remembered
	for n := 0; ; n++ {
		s.peek()
		at := s.pos
		k, ok := l.key(t, n)
		if !ok || !s.take(':', "':'") {
			return false
		}
		switch {
		case k == nil: // said already
		case k.row == t.rows || strange[k.name]:
			l.fault(at, fmt.Errorf("%s twice in an object", quoted(k.name)))
			k = nil
		case k.row < 0:
			if strange == nil {
				strange = map[string]bool{}
			}
			strange[k.name] = true
		default:
			k.row = t.rows
		}
		s.peek()
		from := s.pos
		if !s.value(0) {
			return false
		}
		if k != nil && len(k.columns) > 0 {
			l.take(t, k, at, from)
		}
		switch s.peek() {
		case ',':
			s.pos++
		case '}':
			s.pos++
			return true
		default:
			return s.want("',' or '}'")
		}
	}
}

// key reads the key of the n-th member. It is nil, and noted as a fault, if its
// name is no text.
func (l *lines) key(t *Reader, n int) (k *key, ok bool) {
	s := &l.scan
	if n < len(l.last) && l.last[n].plain {
		k = l.last[n]
		rest := s.data[s.pos:]
		if end := len(k.name) + 1; end < len(rest) && rest[0] == '"' && rest[end] == '"' && string(rest[1:end]) == k.name {
			s.pos += end + 1
			return k, true
		}
	}
	if s.peek() != '"' {
		return nil, s.want("a key in double quotes")
	}
	begin := s.pos
	plain, ok := s.string()
	if !ok {
		return nil, false
	}
	name := s.data[begin+1 : s.pos-1]
	if !plain {
		var err error
		if name, err = appendText(nil, name); err != nil {
			l.fault(begin, err)
			return nil, true
		}
	}
	k, ok = l.keys[string(name)]
	if !ok {
		k = l.meet(string(name), plain)
	}
	if n <= len(l.last) && k.row >= 0 {
		l.last = append(l.last[:n], k)
	}
	return k, true
}

// meet finds the columns that a key serves that isn't remembered, and remembers
// it if there is room.
func (l *lines) meet(name string, plain bool) *key {
	k := &key{name: name, plain: plain && !strings.ContainsAny(name, `"\`)}
	for i, w := range l.wanted {
		if w.matches(strings.TrimSpace(name)) {
			k.columns = append(k.columns, i)
		}
	}
	short := name
	if len(name) > longestKey {
		short = strings.ToValidUTF8(name[:longestKey], "") + "…"
	}
	if len(l.met) < mostUnused && !slices.Contains(l.met, short) {
		l.met = append(l.met, short)
	}
	if k.columns == nil && len(l.unused) < mostUnused && !slices.Contains(l.unused, short) {
		l.unused = append(l.unused, short)
	}
	if len(l.keys) == mostKeys || len(name) > longestKey {
		k.row = -1
		return k
	}
	l.keys[name] = k
	return k
}

// take takes, for the columns of a key, the value between an offset and where
// the scanner is. The key stands at another offset.
func (l *lines) take(t *Reader, k *key, at, from int) {
	value := l.scan.data[from:l.scan.pos]
	begin := len(l.values)
	switch value[0] {
	case '"':
		var err error
		if l.values, err = appendText(l.values, value[1:len(value)-1]); err != nil {
			l.fault(from, fmt.Errorf("%s: %w", quoted(k.name), err))
		}
	case '{', '[':
		l.fault(from, fmt.Errorf("%s: want a text or a number, have %s", quoted(k.name), kinds[value[0]]))
	case 't', 'f', 'n':
	default:
		l.values = append(l.values, value...)
	}
	end := len(l.values)
	for _, i := range k.columns {
		w, name := &l.wanted[i], t.header[i]
		if t.fields[i] < 0 {
			name = strings.TrimSpace(k.name)
			t.header[i], t.fields[i] = name, i
		}
		if w.at != 0 || k.name != name && !strings.EqualFold(strings.TrimSpace(k.name), name) {
			l.fault(at, fmt.Errorf("%s means the same as %s, by which the column was met before", quoted(k.name), quoted(name)))
			return
		}
		w.at, w.begin, w.end = from+1, begin, end
		if value[0] != 't' && value[0] != 'f' {
			continue
		}
		if !w.YesNo {
			l.fault(from, fmt.Errorf("%s: want a text or a number, have %s", quoted(k.name), value))
			return
		}
		w.begin = len(l.values)
		if value[0] == 't' {
			l.values = append(l.values, "yes"...)
		} else {
			l.values = append(l.values, "no"...)
		}
		w.end = len(l.values)
	}
}

var kinds = map[byte]string{'{': "an object", '[': "an array"}

// lacks returns the error for objects none of which has a field of such a name.
func (l *lines) lacks(names []string) error {
	have := "none"
	if len(l.met) > 0 {
		have = list(l.met, ", ")
	}
	return fmt.Errorf("no object has a field named %s; they have %s", list(names, " or "), have)
}
