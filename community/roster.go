package community

import (
	"errors"
	"io"
	"iter"
	"slices"
	"sync/atomic"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
)

// ErrNoRows says that a roster has a header and nothing below: nobody was
// listed, which doesn't mean that nobody is there.
var ErrNoRows = errors.New("a header without rows: nobody is listed, which doesn't mean that nobody is there")

// ErrStopped says that reading stopped after as many rows with faults as
// RosterOptions.StopAfter says: what is below wasn't looked at.
var ErrStopped = errors.New("reading stopped")

// RosterOptions says how to read a roster. The zero value reads the columns that
// Columns lists as its defaults and folds professions with FoldProfession.
type RosterOptions struct {
	// Columns names the columns; an empty name stands for the default.
	Columns Columns
	// Fold gives the spellings of a main role one name; nil is FoldProfession,
	// and FoldWith makes one with corrections of the caller's own.
	Fold func(string) string
	// Comma separates the fields of a CSV file: ';' or '\t', say; 0 is the comma.
	Comma rune
	// DecimalComma says that the weights of a CSV file have a comma before their
	// decimals, as in 0,5; a point is refused then, for it may stand between
	// thousands.
	DecimalComma bool
	// StopAfter is how many rows may have faults: at the last of them reading
	// stops and one more error says so. 1 stops at the first; 0 reads the whole
	// file, however many there are.
	StopAfter int
	// Notes, if not nil, is filled while rows are read.
	Notes *RosterNotes
}

// Columns names the columns of a roster, or the fields of its objects. Case and
// spaces around make no difference. A column that is named must be there, a field
// in some object at least. Where no name is given, short ones are tried, and those
// of UK government organograms; a header with two of them is refused, for either
// might be the wrong one, and so is an object that calls a field otherwise than
// those before:
//
//	ID        id
//	Function  function, unit
//	MainRole  main role, profession, Professional/Occupational Group
//	Tie       tie
//	Weight    fte, weight, Number of Posts in FTE
//	Main      main
//	AsOf      as of
type Columns struct {
	ID       string // of a person or group of posts, spaces and case as they are; optional
	Function string // the part of the organisation; optional
	MainRole string // the practice area of the main role; this or Tie must be there
	Tie      string // unknown, practising, interested or innovating; optional
	Weight   string // heads or FTE of the row; without the column each row is one person
	Main     string // whether this row's role is the person's main one: yes, no or unknown, or true or false in JSON; optional
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
	Basis      Basis    `json:"basis,omitzero"`      // heads if each row is one person; of weights what the name of their column says: FTE, heads or neither
	Rows       int      `json:"rows"`                // rows read, without the header
	ZeroWeight int      `json:"zeroWeight,omitzero"` // of them, rows of 0 FTE: no member
	NoMainRole int      `json:"noMainRole,omitzero"` // of them, rows without a known main role
	Unused     []string `json:"unused,omitzero"`     // columns of the header that nothing was read from, or the first 100 such fields of objects
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

// ReadRoster reads the members of an organisation or a community as a stream:
// one row is a person, or a group of posts with its FTE. The file is CSV with a
// header or JSON lines, one object a line, as it stands or in gzip; its first
// bytes say which. Nothing is kept of a row but what the member holds, so memory
// is bounded whatever the size of the file.
//
// A blank main role is unknown, not none; a row of 0 FTE is no member and only
// noted. In a file without weights the members' Weight isn't given, which counts
// as one person each. Every fault is yielded as an [*Error] whose Path is its line and,
// if it is one of a field, its column, in place of its row, and reading goes on where the file allows it, up
// to RosterOptions.StopAfter: a row of another length, the header once more, a
// weight that is negative, in words, NaN, infinite or hexadecimal, a tie that is
// none. After a fault of the file itself (invalid UTF-8, a quote that is never
// closed, a record over 1 MiB, gzip that is cut off or changed, a failing reader)
// the sequence ends with it. An empty file is an error, and so is a header
// without rows: ErrNoRows. A byte order mark is passed over.
//
// In JSON lines null, "" and a field that isn't there are the same: unknown.
// Numbers are taken as they are written, so a weight has no exponent; an id of 7
// is "7". Weights stand in every object or in none, which the first one without a
// fault decides unless Columns names their field. Fields that nothing is read
// from may hold anything. A line that is no object is a fault, and the
// next is read. That a field which must be there is in no object is known, and
// said, only at the end.
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
		if o.Notes == nil {
			o.Notes = new(RosterNotes)
		}
		*o.Notes = RosterNotes{}
		t, err := o.open(r)
		if err != nil {
			yield(Member{}, problem(err))
			return
		}
		newRosterReader(t, o).all(yield)
	}
}

// open reads the header, if the file has one.
func (o RosterOptions) open(r io.Reader) (*table.Reader, error) {
	if o.StopAfter < 0 {
		p := strict.In("community")
		p.Addf("stopAfter", "want a number of rows or 0, have %d", o.StopAfter)
		return nil, p.Err()
	}
	wanted := o.columns()
	t, err := table.Open(r, o.Comma, wanted[:]...)
	if err == nil && t.IsCSV() && !told(t) {
		return nil, o.untold(t)
	}
	return t, err
}

func (o RosterOptions) columns() [columns]table.Column {
	c := o.Columns
	given := [columns]string{c.ID, c.Function, c.MainRole, c.Tie, c.Weight, c.Main, c.AsOf}
	var wanted [columns]table.Column
	for i, names := range defaultColumns() {
		wanted[i].Names = names
		if given[i] != "" {
			wanted[i] = table.Column{Names: []string{given[i]}, Required: true}
		}
	}
	wanted[columnID].Exact = true
	wanted[columnMain].YesNo = true
	return wanted
}

// told reports whether there is a column that ties can be told by.
func told(t *table.Reader) bool { return t.Has(columnMainRole) || t.Has(columnTie) }

// untold is the error where there is none; either would do.
func (o RosterOptions) untold(t *table.Reader) error {
	wanted := o.columns()
	return t.Lacks(slices.Concat(wanted[columnMainRole].Names, wanted[columnTie].Names)...)
}

// problem makes an *Error of each fault in err; their text has the place.
func problem(err error) error {
	p := strict.In("community")
	p.Add("", err)
	return p.Err()
}

// UnmarshalJSON reads notes strictly.
func (n *RosterNotes) UnmarshalJSON(data []byte) error {
	type plain RosterNotes
	return strict.Unmarshal("community", data, (*plain)(n), nil)
}
