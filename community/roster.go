package community

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"sync/atomic"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
	"example.com/kmaturity/metrics"
)

// ErrNoRows says that a roster has a header and nothing below: nobody was
// listed, which doesn't mean that nobody is there.
var ErrNoRows = errors.New("a header without rows: nobody is listed, which doesn't mean that nobody is there")

// RosterOptions says how to read a roster. The zero value reads the columns that
// Columns lists as its defaults and folds professions with FoldProfession.
type RosterOptions struct {
	// Columns names the columns; an empty name stands for the default.
	Columns Columns
	// Fold gives the spellings of a main role one name; nil is FoldProfession.
	Fold func(string) string
	// Notes, if not nil, is filled while rows are read.
	Notes *RosterNotes
}

// Columns names the columns of a roster. Case and spaces around make no
// difference. A column that is named must be there. Where no name is given,
// short ones are tried, and those of UK government organograms; a header with
// two of them is refused, for either might be the wrong one:
//
//	ID        id
//	Function  function, unit
//	MainRole  main role, profession, Professional/Occupational Group
//	Tie       tie
//	Weight    fte, weight, Number of Posts in FTE
//	Main      main
//	AsOf      as of
type Columns struct {
	ID       string // of a person or group of posts; optional
	Function string // the part of the organisation; optional
	MainRole string // the practice area of the main role; this or Tie must be there
	Tie      string // unknown, practising, interested or innovating; optional
	Weight   string // heads or FTE of the row; without the column each row is one person
	Main     string // whether this row's role is the person's main one: yes, no or unknown; optional
	AsOf     string // the day that the row speaks for, as 2006-01-02; optional
}

// defaultColumns lists the names that are tried where Columns gives none.
func defaultColumns() [columns][]string {
	return [columns][]string{
		{"id"},
		{"function", "unit"},
		{"main role", "profession", "professional/occupational group"},
		{"tie"},
		{"fte", "weight", "number of posts in fte"},
		{"main"},
		{"as of"},
	}
}

// RosterNotes counts what a roster held that is no member.
type RosterNotes struct {
	Basis      Basis    `json:"basis,omitzero"`      // FTE if the file has a column of weights, heads if each row is one person
	Rows       int      `json:"rows"`                // rows read, without the header
	ZeroWeight int      `json:"zeroWeight,omitzero"` // of them, rows of 0 FTE: no member
	NoMainRole int      `json:"noMainRole,omitzero"` // of them, rows without a known main role
	Unused     []string `json:"unused,omitzero"`     // columns of the header that nothing was read from
}

// The columns, in the order of defaultColumns.
const (
	columnID = iota
	columnFunction
	columnMainRole
	columnTie
	columnWeight
	columnMain
	columnAsOf
	columns // how many
)

// ReadRoster reads the members of an organisation or a community from a CSV
// file with a header, as a stream: one row is a person, or a group of posts
// with its FTE. It keeps nothing of a row but what the member holds.
//
// A blank main role is unknown, not none; a row of 0 FTE is no member and only
// noted. Every fault is yielded as an [*Error] whose text has its line and
// column, in place of its row, and reading goes on where the file allows it: a
// row of another length, a weight that is negative, in words, NaN, infinite or
// hexadecimal, a tie that is none. After a fault of the file itself (invalid
// UTF-8, a quote that is never closed, a record over 1 MiB, a failing reader)
// the sequence ends with it. An empty file is an error, and so is a header
// without rows: ErrNoRows. A byte order mark is passed over.
//
// The sequence reads from r and so can be ranged over once; a second time it is
// an error.
func ReadRoster(r io.Reader, o RosterOptions) iter.Seq2[Member, error] {
	var read atomic.Bool
	return func(yield func(Member, error) bool) {
		if read.Swap(true) {
			yield(Member{}, problem(errors.New("the roster has been read already: it can be ranged over once")))
			return
		}
		notes := o.Notes
		if notes == nil {
			notes = new(RosterNotes)
		}
		*notes = RosterNotes{}
		t, err := o.open(r)
		if err != nil {
			yield(Member{}, problem(err))
			return
		}
		notes.Unused = t.Unused()
		notes.Basis = Heads
		if t.Has(columnWeight) {
			notes.Basis = FTE
		}
		fold := o.Fold
		if fold == nil {
			fold = FoldProfession
		}
		rows := rosterReader{t: t, functions: newSpellings(func(s string) string { return s }), roles: newSpellings(fold), notes: notes}
		for {
			switch err := t.Next(); {
			case err == io.EOF:
				if notes.Rows == 0 {
					yield(Member{}, problem(ErrNoRows))
				}
				return
			case err != nil:
				var row *table.RowError
				goesOn := errors.As(err, &row)
				if goesOn {
					notes.Rows++
				}
				if !yield(Member{}, problem(err)) || !goesOn {
					return
				}
				continue
			}
			notes.Rows++
			m, err := rows.member()
			if err == nil && m.Weight == 0 {
				notes.ZeroWeight++
				continue
			}
			if err == nil && m.MainRole == "" {
				notes.NoMainRole++
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// open reads the header.
func (o RosterOptions) open(r io.Reader) (*table.Reader, error) {
	var wanted [columns]table.Column
	c := o.Columns
	given := [columns]string{c.ID, c.Function, c.MainRole, c.Tie, c.Weight, c.Main, c.AsOf}
	for i, names := range defaultColumns() {
		wanted[i].Names = names
		if given[i] != "" {
			wanted[i] = table.Column{Names: []string{given[i]}, Required: true}
		}
	}
	t, err := table.NewReader(r, wanted[:]...)
	if err == nil && !t.Has(columnMainRole) && !t.Has(columnTie) { // either would do
		return nil, t.Lacks(slices.Concat(wanted[columnMainRole].Names, wanted[columnTie].Names)...)
	}
	return t, err
}

// rosterReader turns rows into members.
type rosterReader struct {
	t         *table.Reader
	functions spellings
	roles     spellings
	notes     *RosterNotes
	day       string // of the last row
	asOf      metrics.Date
}

// spellings remembers what the spellings met in a column come to, so that each
// is folded and kept in memory once: a field of the table keeps its whole row.
type spellings struct {
	fold      func(string) string
	met       map[string]string
	raw, name string // of the last row: the next is often the same
}

// mostSpellings bounds what is remembered of a column.
const mostSpellings = 100_000

func (s *spellings) of(raw string) string {
	if raw == s.raw {
		return s.name
	}
	name, met := s.met[raw]
	if !met {
		raw = strings.Clone(raw)
		name = s.fold(raw)
		if len(s.met) < mostSpellings {
			s.met[raw] = name
		}
	}
	s.raw, s.name = raw, name
	return name
}

func newSpellings(fold func(string) string) spellings {
	return spellings{fold: fold, met: map[string]string{}, name: fold("")}
}

func (r *rosterReader) member() (Member, error) {
	m := Member{
		ID:       strings.Clone(r.t.Field(columnID)),
		Function: r.functions.of(r.t.Field(columnFunction)),
		MainRole: r.roles.of(r.t.Field(columnMainRole)),
		Weight:   Person,
	}
	var problems []error
	if r.t.Has(columnWeight) {
		var err error
		if m.Weight, err = ParseWeight(r.t.Field(columnWeight)); err != nil {
			problems = append(problems, r.fault(columnWeight, err))
		}
	}
	if s := r.t.Field(columnTie); s != "" {
		var err error
		if m.Tie, err = ParseTie(s); err != nil {
			problems = append(problems, r.fault(columnTie, err))
		}
	}
	if s := r.t.Field(columnMain); s != "" {
		var err error
		if m.Main, err = metrics.ParseAnswer(s); err != nil {
			problems = append(problems, r.fault(columnMain, err))
		}
	}
	if s := r.t.Field(columnAsOf); s != r.day {
		var err error
		r.day, r.asOf = strings.Clone(s), metrics.Date{}
		if s != "" {
			r.asOf, err = metrics.ParseDate(s)
		}
		if err != nil {
			r.day = ""
			problems = append(problems, r.fault(columnAsOf, err))
		}
	}
	m.AsOf = r.asOf
	if problems != nil {
		return Member{}, problem(errors.Join(problems...))
	}
	return m, nil
}

func (r *rosterReader) fault(column int, err error) error {
	line, at := r.t.Pos(column)
	return &table.RowError{Line: line, Column: at, Err: fmt.Errorf("%s: %w", r.t.Name(column), err)}
}

// problem makes an *Error of each fault in err; their text has the place.
func problem(err error) error {
	p := strict.In("community")
	p.Add("", err)
	return p.Err()
}
