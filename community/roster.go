package community

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"example.com/kmaturity/internal/table"
)

// ErrNoRows says that a roster has a header and nothing below: nobody was
// listed, which doesn't mean that nobody is there.
var ErrNoRows = errors.New("a header without rows: nobody is listed, which doesn't mean that nobody is there")

// RosterOptions says how to read a roster. The zero value reads the columns of
// DefaultColumns and folds professions with FoldProfession.
type RosterOptions struct {
	// Columns names the columns; an empty name stands for the default.
	Columns Columns
	// Fold gives the spellings of a main role one name; nil is FoldProfession.
	Fold func(string) string
	// Notes, if not nil, is filled while rows are read.
	Notes *RosterNotes
}

// Columns names the columns of a roster. Case and spaces around make no
// difference.
type Columns struct {
	ID       string // of a person or group of posts; optional
	Function string // the part of the organisation; optional
	MainRole string // the practice area of the main role; this or Tie must be there
	Tie      string // unknown, practising, interested or innovating; optional
	Weight   string // heads or FTE of the row; without the column each row is one person
}

// DefaultColumns lists the names that are tried where Columns gives none: short
// ones, and those of UK government organograms.
//
//	ID        id
//	Function  function, unit
//	MainRole  main role, profession, Professional/Occupational Group
//	Tie       tie
//	Weight    fte, weight, Number of Posts in FTE
func defaultColumns() [5][]string {
	return [5][]string{
		{"id"},
		{"function", "unit"},
		{"main role", "profession", "professional/occupational group"},
		{"tie"},
		{"fte", "weight", "number of posts in fte"},
	}
}

// RosterNotes counts what a roster held that is no member.
type RosterNotes struct {
	Rows       int `json:"rows"`                // rows read, without the header
	ZeroWeight int `json:"zeroWeight,omitzero"` // of them, rows of 0 FTE: no member
	NoMainRole int `json:"noMainRole,omitzero"` // of them, rows without a known main role
}

// The columns, in the order of defaultColumns.
const (
	columnID = iota
	columnFunction
	columnMainRole
	columnTie
	columnWeight
)

// ReadRoster reads the members of an organisation or a community from a CSV
// file with a header, as a stream: one row is a person, or a group of posts
// with its FTE. It keeps nothing of a row but what the member holds.
//
// A blank main role is unknown, not none; a row of 0 FTE is no member and only
// noted. Every fault is yielded as an error with its line and column in place
// of its row, and reading goes on where the file allows it: a row of another
// length, a weight that is negative, in words, NaN, infinite or hexadecimal, a
// tie that is none. After a fault of the file itself (invalid UTF-8, a quote
// that is never closed, a record over 1 MiB, a failing reader) the sequence
// ends with it. An empty file is an error, and so is a header without rows:
// ErrNoRows. A byte order mark is passed over.
//
// The sequence reads from r and so can be ranged over once.
func ReadRoster(r io.Reader, o RosterOptions) iter.Seq2[Member, error] {
	return func(yield func(Member, error) bool) {
		notes := o.Notes
		if notes == nil {
			notes = new(RosterNotes)
		}
		*notes = RosterNotes{}
		t, err := o.open(r)
		if err != nil {
			yield(Member{}, fmt.Errorf("community: %w", err))
			return
		}
		rows := rosterReader{t, o.Fold, map[string]string{}, notes}
		if rows.fold == nil {
			rows.fold = FoldProfession
		}
		for {
			switch err := t.Next(); {
			case err == io.EOF:
				if notes.Rows == 0 {
					yield(Member{}, fmt.Errorf("community: %w", ErrNoRows))
				}
				return
			case err != nil:
				var row *table.RowError
				goesOn := errors.As(err, &row)
				if goesOn {
					notes.Rows++
				}
				if !yield(Member{}, fmt.Errorf("community: %w", err)) || !goesOn {
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
	columns := make([]table.Column, 5)
	given := [5]string{o.Columns.ID, o.Columns.Function, o.Columns.MainRole, o.Columns.Tie, o.Columns.Weight}
	for i, names := range defaultColumns() {
		columns[i].Names = names
		if given[i] != "" {
			columns[i] = table.Column{Names: []string{given[i]}, Required: true}
		}
	}
	if given[columnTie] == "" {
		columns[columnMainRole].Required = true
	}
	return table.NewReader(r, columns...)
}

// rosterReader turns rows into members.
type rosterReader struct {
	t     *table.Reader
	fold  func(string) string
	roles map[string]string // spellings met, so that each is folded once
	notes *RosterNotes
}

// mostSpellings bounds what is remembered of main roles.
const mostSpellings = 100_000

func (r *rosterReader) member() (Member, error) {
	m := Member{ID: r.t.Field(columnID), Function: r.t.Field(columnFunction), Weight: Person}
	raw := r.t.Field(columnMainRole)
	role, met := r.roles[raw]
	if !met {
		role = r.fold(raw)
		if len(r.roles) < mostSpellings {
			r.roles[raw] = role
		}
	}
	m.MainRole = role
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
	if problems != nil {
		return Member{}, errors.Join(problems...)
	}
	return m, nil
}

func (r *rosterReader) fault(column int, err error) error {
	line, at := r.t.Pos(column)
	return fmt.Errorf("community: %w", &table.RowError{Line: line, Column: at, Err: err})
}
