package community

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/internal/table"
	"example.com/kmaturity/metrics"
)

// rosterReader turns rows into members.
type rosterReader struct {
	t         *table.Reader
	options   RosterOptions
	notes     *RosterNotes
	functions spellings
	roles     spellings
	faults    int
	begun     bool   // it is known whether rows have weights
	weighted  bool   // they do
	day       string // of the last row
	asOf      metrics.Date
}

func newRosterReader(t *table.Reader, o RosterOptions) *rosterReader {
	fold := o.Fold
	if fold == nil {
		fold = FoldProfession
	}
	asIs := func(s string) string { return s }
	return &rosterReader{t: t, options: o, notes: o.Notes, functions: newSpellings(asIs), roles: newSpellings(fold)}
}

// all yields a member or a fault for each row.
func (r *rosterReader) all(yield func(Member, error) bool) {
	if r.t.IsCSV() {
		r.begin()
		r.notes.Unused = r.t.Unused()
	} else {
		defer func() { r.notes.Unused = r.t.Unused() }()
	}
	for {
		err := r.t.Next()
		if err != nil {
			var row *table.RowError
			if !errors.As(err, &row) {
				if err == io.EOF {
					err = r.end()
				}
				if err != nil {
					yield(Member{}, problem(err))
				}
				return
			}
			r.notes.Rows++
			if !r.fault(yield, problem(err)) {
				return
			}
			continue
		}
		r.notes.Rows++
		m, err := r.member()
		switch {
		case err != nil:
			if !r.fault(yield, err) {
				return
			}
			continue
		case m.Weight == 0 && r.weighted:
			r.notes.ZeroWeight++
			continue
		case m.MainRole == "":
			r.notes.NoMainRole++
		}
		if !yield(m, nil) {
			return
		}
	}
}

// fault yields the fault of a row and reports whether to read on.
func (r *rosterReader) fault(yield func(Member, error) bool, err error) bool {
	if !yield(Member{}, err) {
		return false
	}
	r.faults++
	if r.faults != r.options.StopAfter {
		return true
	}
	after := "the first row with a fault"
	if r.faults > 1 {
		after = fmt.Sprintf("the faults of %d rows", r.faults)
	}
	yield(Member{}, problem(fmt.Errorf("there may be more: %w after %s, as asked", ErrStopped, after)))
	return false
}

// begin settles what a row without a weight is, once it is known whether there
// are any: from the header, or from the first object.
func (r *rosterReader) begin() {
	r.begun = true
	r.notes.Basis = Heads
	if r.t.Has(columnWeight) || r.options.Columns.Weight != "" {
		r.weighted = true
		r.notes.Basis = basisOf(cmp.Or(r.t.Name(columnWeight), r.options.Columns.Weight))
	}
}

// basisOf is what a column of weights counts, by its name.
func basisOf(name string) Basis {
	switch name = strings.ToLower(name); {
	case strings.Contains(name, "fte"), strings.Contains(name, "full-time equivalent"), strings.Contains(name, "full time equivalent"):
		return FTE
	case strings.Contains(name, "head"):
		return Heads
	}
	return BasisUnknown
}

// end returns what is wrong with a file of which every row was read.
func (r *rosterReader) end() error {
	switch {
	case r.notes.Rows == 0:
		return ErrNoRows
	case r.begun && !told(r.t):
		return r.options.untold(r.t)
	}
	return nil
}

// errWeightLater says that objects disagree on what one of them is.
var errWeightLater = errors.New("the objects before have none, so that each is one person; want it in every object or in none")

// member makes a member of the current row.
func (r *rosterReader) member() (Member, error) {
	if !r.begun {
		r.begin()
	}
	m := Member{
		ID:       strings.Clone(r.t.Field(columnID)),
		Function: r.functions.of(r.t.Field(columnFunction)),
		MainRole: r.roles.of(r.t.Field(columnMainRole)),
	}
	if m.ID != "" && strings.TrimSpace(m.ID) == "" {
		m.ID = ""
	}
	var problems []error
	if s := r.t.Field(columnWeight); r.weighted {
		var err error
		if m.Weight, err = r.weight(s); err != nil {
			problems = append(problems, r.fieldFault(columnWeight, err))
		}
	} else if s != "" {
		problems = append(problems, r.fieldFault(columnWeight, errWeightLater))
	}
	if s := r.t.Field(columnTie); s != "" {
		var err error
		if m.Tie, err = ParseTie(s); err != nil {
			problems = append(problems, r.fieldFault(columnTie, err))
		}
	}
	if s := r.t.Field(columnMain); s != "" {
		var err error
		if m.Main, err = metrics.ParseAnswer(s); err != nil {
			problems = append(problems, r.fieldFault(columnMain, err))
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
			problems = append(problems, r.fieldFault(columnAsOf, err))
		}
	}
	m.AsOf = r.asOf
	if problems != nil {
		return Member{}, problem(errors.Join(problems...))
	}
	return m, nil
}

// weight reads a weight as the file writes it.
func (r *rosterReader) weight(s string) (Weight, error) {
	if !r.options.DecimalComma || !r.t.IsCSV() {
		return ParseWeight(s)
	}
	whole, decimals, comma := strings.Cut(s, ",")
	point := whole
	if comma {
		point += "." + decimals
	}
	w, err := ParseWeight(point)
	if err != nil || strings.Contains(s, ".") {
		return 0, fmt.Errorf("want a number of people or FTE such as 12 or 0,5, have %q", strict.Clip(s))
	}
	return w, nil
}

// fieldFault gives a fault its place and the name of its field.
func (r *rosterReader) fieldFault(column int, err error) error {
	line, at := r.t.Pos(column)
	name := cmp.Or(r.t.Name(column), r.options.Columns.Weight) // which alone may be missing and faulty
	return &table.RowError{Line: line, Column: at, Err: fmt.Errorf("%s: %w", name, err)}
}

// spellings remembers what the spellings met in a column come to, so that each
// is folded and kept in memory once: a field of the table keeps its whole row.
type spellings struct {
	fold      func(string) string
	met       map[string]string
	room      int    // bytes that may still be remembered
	raw, name string // of the last row: the next is often the same
}

// What is remembered of a column: 8 MiB, where each spelling counts for its text,
// for the name that it folds to and for about 100 bytes beside them. That is far
// more than any organisation has functions and professions, and bounded where a
// column holds something else.
const (
	roomForSpellings = 8 << 20
	besideSpelling   = 100
)

func newSpellings(fold func(string) string) spellings {
	return spellings{fold: fold, met: map[string]string{}, room: roomForSpellings, name: fold("")}
}

func (s *spellings) of(raw string) string {
	if raw == s.raw {
		return s.name
	}
	name, met := s.met[raw]
	if !met {
		raw = strings.Clone(raw)
		name = s.fold(raw)
		if size := len(raw) + len(name) + besideSpelling; size <= s.room {
			s.room -= size
			s.met[raw] = name
		}
	}
	s.raw, s.name = raw, name
	return name
}
