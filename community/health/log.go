package health

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
	"example.com/kmaturity/metrics"
)

// ErrNoEvents says that nothing is logged where something would have to be: which
// doesn't mean that nothing happened.
var ErrNoEvents = errors.New("no event is logged, which doesn't mean that nothing happened")

// LogOptions says how to read a log. The zero value reads the columns that
// LogColumns lists as its defaults, and acts by their texts.
type LogOptions struct {
	// Columns names the columns; an empty name stands for the default.
	Columns LogColumns
	// Comma separates the fields of a CSV file: ';' or '\t', say; 0 is the comma.
	Comma rune
	// Acts gives other words of the file for acts, whatever their case; a word
	// for ActUnknown is passed over and noted. The texts of acts stay known, that
	// of ActUnknown too.
	Acts map[string]Act
	// Notes, if not nil, is filled while rows are read.
	Notes *LogNotes
}

// LogColumns names the columns of a log. Case and spaces around make no
// difference. A column that is named must be there. Where no name is given,
// these are tried; a header with two of one line is refused, for either might be
// the wrong one:
//
//	Member  member, member id, id
//	Date    date, day, time, timestamp
//	Act     act, activity, event
//	Count   count
//	Topic   topic
//	By      by, invited by
type LogColumns struct {
	Member string // who
	Date   string // 2006-01-02, with or without a time of day such as 15:04, 15:04:05 or T15:04:05Z, of which the day counts as it is written
	Act    string // visit, contribution, question, answer or join
	Count  string // a whole number; without the column, or in an object without it, once
	Topic  string // optional
	By     string // who brought a new member; optional
}

// LogNotes counts what a log held that is no event.
type LogNotes struct {
	Rows       int      `json:"rows"`                // rows read, without the header
	ZeroCount  int      `json:"zeroCount,omitzero"`  // of them, rows with a count of 0: no event
	PassedOver int      `json:"passedOver,omitzero"` // of them, rows with an act that Acts passes over
	Unused     []string `json:"unused,omitzero"`     // columns of the header, or fields of objects, that nothing was read from
}

// The columns, in the order of logColumns.
const (
	columnMember = iota
	columnDate
	columnAct
	columnCount
	columnTopic
	columnBy
)

func (c LogColumns) wanted() []table.Column {
	columns := []table.Column{
		columnMember: {Names: []string{"member", "member id", "id"}, Required: true},
		columnDate:   {Names: []string{"date", "day", "time", "timestamp"}, Required: true},
		columnAct:    {Names: []string{"act", "activity", "event"}, Required: true},
		columnCount:  {Names: []string{"count"}},
		columnTopic:  {Names: []string{"topic"}},
		columnBy:     {Names: []string{"by", "invited by"}},
	}
	for i, name := range []string{c.Member, c.Date, c.Act, c.Count, c.Topic, c.By} {
		if name != "" {
			columns[i] = table.Column{Names: []string{name}, Required: true}
		}
	}
	return columns
}

// names are the first names by which the columns are looked for.
func (c LogColumns) names() (names []string) {
	for _, column := range c.wanted() {
		names = append(names, column.Names[0])
	}
	return names
}

// ReadLog reads the events of a community as a stream: it keeps nothing of a row
// but what the event holds. The file is CSV with a header or JSON lines, as it
// stands or in gzip; its first bytes say which.
//
// Every fault is yielded as an [*Error] whose Path is its line and, if it is one of
// a field, its column, in place of its row, and reading goes on where the file allows it: a row of
// another length, nobody's id, a date of another form than 2006-01-02, an act
// that is none, a count that is blank, negative, in words, NaN, infinite,
// not whole or with separators of thousands. After a fault of the file itself
// (UTF-16 or other bytes that aren't UTF-8, a quote that is never closed, a record
// over 1 MiB, a failing reader) the sequence ends with it. An empty file is an
// error, and so is a header without rows: ErrNoEvents. A byte order mark of UTF-8
// is passed over.
//
// Ids are kept as they are written, without spaces around. The sequence reads
// from r and so can be ranged over once; a second time it is an error.
func ReadLog(r io.Reader, o LogOptions) iter.Seq2[Event, error] {
	var read atomic.Bool
	return func(yield func(Event, error) bool) {
		if read.Swap(true) {
			yield(Event{}, problem(errors.New("the log has been read already: it can be ranged over once")))
			return
		}
		notes := o.Notes
		if notes == nil {
			notes = new(LogNotes)
		}
		*notes = LogNotes{}
		acts, err := o.acts()
		if err != nil {
			yield(Event{}, err)
			return
		}
		t, err := table.Open(r, o.Comma, o.Columns.wanted()...)
		if err != nil {
			yield(Event{}, problem(err))
			return
		}
		notes.Unused = t.Unused()
		defer func() { notes.Unused = t.Unused() }() // of JSON lines known at the end
		rows := logReader{t, acts, map[string]string{}, o.Columns.names()}
		for {
			switch err := t.Next(); {
			case err == io.EOF:
				if notes.Rows == 0 {
					yield(Event{}, problem(ErrNoEvents))
				}
				return
			case err != nil:
				var row *table.RowError
				goesOn := errors.As(err, &row)
				if goesOn {
					notes.Rows++
				}
				if !yield(Event{}, problem(err)) || !goesOn {
					return
				}
				continue
			}
			notes.Rows++
			e, err := rows.event()
			switch {
			case err != nil:
			case e.Act == ActUnknown:
				notes.PassedOver++
				continue
			case e.Count == 0:
				notes.ZeroCount++
				continue
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// acts are the words for acts, folded.
func (o LogOptions) acts() (map[string]Act, error) {
	words := map[string]Act{}
	for a := ActUnknown; a <= Joined; a++ {
		words[a.String()] = a
	}
	p := strict.In("health")
	for _, word := range slices.Sorted(maps.Keys(o.Acts)) {
		a, folded := o.Acts[word], foldWord(word)
		if a > Joined {
			p.Addf(strict.Key("acts", word), "%s is no act", a)
		}
		if other, met := words[folded]; met && other != a {
			p.Addf(strict.Key("acts", word), "%q can't be both %s and %s", strict.Clip(word), other, a)
		}
		words[folded] = a
	}
	return words, p.Err()
}

func foldWord(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// logReader turns rows into events.
type logReader struct {
	t      *table.Reader
	acts   map[string]Act
	topics map[string]string // so that each is kept in memory once
	names  []string          // of columns that no object has had yet
}

// mostTopics bounds what is remembered of a column.
const mostTopics = 10_000

func (r logReader) event() (Event, error) {
	e := Event{Member: strings.Clone(r.t.Field(columnMember)), By: strings.Clone(r.t.Field(columnBy)), Topic: r.topic(), Count: 1}
	var problems []error
	bad := func(column int, err error) {
		line, at := r.t.Pos(column)
		problems = append(problems, &table.RowError{Line: line, Column: at, Err: fmt.Errorf("%s: %w", cmp.Or(r.t.Name(column), r.names[column]), err)})
	}
	if e.Member == "" {
		bad(columnMember, errors.New("is missing: somebody did it, and it isn't known who"))
	}
	var err error
	if e.Date, err = parseDay(r.t.Field(columnDate)); err != nil {
		bad(columnDate, err)
	}
	word := r.t.Field(columnAct)
	act, known := r.acts[foldWord(word)]
	if e.Act = act; !known {
		_, err := ParseAct(word)
		bad(columnAct, err)
	}
	if s := r.t.Field(columnCount); r.t.Has(columnCount) && (s != "" || r.t.IsCSV()) {
		if e.Count, err = parseCount(s); err != nil {
			bad(columnCount, err)
		}
	}
	if problems != nil {
		return Event{}, problem(errors.Join(problems...))
	}
	return e, nil
}

func (r logReader) topic() string {
	field := r.t.Field(columnTopic)
	if topic, met := r.topics[field]; met {
		return topic
	}
	topic := strings.Clone(field)
	if len(r.topics) < mostTopics {
		r.topics[topic] = topic
	}
	return topic
}

// parseCount reads a whole number of 0 or more.
func parseCount(s string) (int64, error) {
	x, err := table.ParseDecimal(s)
	if err != nil {
		return 0, err
	}
	n := int64(min(max(x, -1), mostCount+1))
	switch {
	case n < 0 || x < 0:
		return 0, fmt.Errorf("want a count of 0 or more, have %q", strict.Clip(s))
	case n > mostCount:
		return 0, fmt.Errorf("want a count of %d at most, have %q", mostCount, strict.Clip(s))
	case float64(n) != x:
		return 0, fmt.Errorf("want a whole number, have %q", strict.Clip(s))
	}
	return n, nil
}

// timesOfDay are the forms of a date with a time.
var timesOfDay = []string{
	time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z0700", time.DateTime, "2006-01-02 15:04", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00",
}

// parseDay reads a date that may carry a time of day.
func parseDay(s string) (metrics.Date, error) {
	if len(s) > len(time.DateOnly) {
		for _, layout := range timesOfDay {
			if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1 {
				return metrics.DateOf(t), nil
			}
		}
	}
	return metrics.ParseDate(s)
}

// problem makes an *Error of each fault in err; their text has the place.
func problem(err error) error {
	p := strict.In("health")
	p.Add("", err)
	return p.Err()
}

// UnmarshalJSON reads notes strictly.
func (n *LogNotes) UnmarshalJSON(data []byte) error {
	type plain LogNotes
	return strict.Unmarshal("health", data, (*plain)(n), nil)
}
