package community

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// PersonOptions says how rows about one person are put together. The zero value
// counts heads and takes what nobody contradicts.
type PersonOptions struct {
	// MainRole decides the main role of a person who has several in one source.
	MainRole MainRoleBy
	// FirstWins settles what sources disagree about by the first of them that
	// knows it. Otherwise it isn't known.
	FirstWins bool
	// FoldID gives the spellings of an id one name, for example strings.ToLower;
	// nil compares ids letter by letter.
	FoldID func(string) string
	// Basis says what the weights of rows are. FTE: those of a person in one
	// source add up, and a row without a weight adds nothing. Otherwise each
	// person weighs one person.
	Basis Basis
}

// People is who stands in rows, each person once.
type People struct {
	// Members has one member for each person and day, in order of day and id,
	// and after them the rows without an id, each by itself.
	Members   []Member   `json:"members"`
	Rows      int        `json:"rows"`          // rows read in all sources
	NoID      int        `json:"noID,omitzero"` // of them, rows without an id: who that is can't be told, so each counts
	Conflicts []Conflict `json:"conflicts"`     // in order of day, id and kind
}

// Conflict is something that rows about one person disagree in.
type Conflict struct {
	ID   string       `json:"id"`            // the person
	AsOf metrics.Date `json:"asOf,omitzero"` // the day of their rows; none: not said
	Kind ConflictKind `json:"kind"`          // what the rows say differently
	Have []string     `json:"have"`          // what they say, sorted; weights by their size
}

// Persons counts everybody once: rows with the same id are one person, whether
// they stand in one source, as somebody's several posts, or in several, as
// somebody known to several systems. Rows of other days stay apart. Who stands in
// any source is among the people: where one source lists a community and another
// only knows its members' roles, People.In leaves those of the one.
//
// Of the rows in one source MainRole decides which role is the main one; a blank
// says nothing against a role, but under ByLargestShare it may be the larger
// part, as may a row without a weight. The function is that of the rows with the
// main role, if they have one. A stated tie and a main role that sources disagree about aren't known,
// unless FirstWins; the FTE is that of the first source that gives one.
// What was settled so, or left open, is told as a conflict.
//
// The order of rows makes no difference, that of sources only where it says so.
// Every row with an id is kept in memory until the end. Errors in the sequences
// are reported together, as Count does, and then there are no people.
func Persons(o PersonOptions, sources ...iter.Seq2[Member, error]) (People, error) {
	people := People{Members: []Member{}, Conflicts: []Conflict{}}
	if err := o.validate(); err != nil {
		return People{}, err
	}
	var rows []sourced
	var anonymous []Member
	var bad faults
	for i, source := range sources {
		path := ""
		if len(sources) > 1 {
			path = strict.Index("sources", i)
		}
		notes, err := each(path, source, func(m *Member) {
			if o.FoldID != nil && m.ID != "" {
				m.ID = o.FoldID(m.ID)
			}
			if m.ID == "" {
				anonymous = append(anonymous, *m)
			} else {
				rows = append(rows, sourced{*m, i})
			}
		})
		people.Rows += notes.Members
		if err != nil && !bad.add(err) {
			break
		}
	}
	if err := bad.err(); err != nil {
		return People{}, err
	}
	slices.SortFunc(rows, func(a, b sourced) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.ID, b.ID), cmp.Compare(a.source, b.source), compareMembers(a.Member, b.Member))
	})
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && rows[n].ID == rows[0].ID && rows[n].AsOf == rows[0].AsOf {
			n++
		}
		p := personRows{o: o, id: rows[0].ID, day: rows[0].AsOf}
		people.Members = append(people.Members, p.put(rows[:n]))
		people.Conflicts = append(people.Conflicts, p.conflicts...)
		rows = rows[n:]
	}
	people.Conflicts = append(people.Conflicts, alike(people.Members)...)
	slices.SortFunc(anonymous, compareMembers)
	people.NoID = len(anonymous)
	people.Members = append(people.Members, anonymous...)
	slices.SortFunc(people.Conflicts, func(a, b Conflict) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.Have, b.Have))
	})
	return people, nil
}

// sourced is a row with the number of its source.
type sourced struct {
	Member
	source int
}

// alike finds ids of one day that differ only by case or spaces.
func alike(members []Member) (conflicts []Conflict) {
	if !slices.ContainsFunc(members, func(m Member) bool { return !plainID(m.ID) }) {
		return nil // each is what it comes to
	}
	type key struct {
		day metrics.Date
		id  string
	}
	first, others := map[key]string{}, map[key][]string{}
	for _, m := range members {
		k := key{m.AsOf, m.ID}
		if !plainID(m.ID) {
			k.id = strings.ToLower(strings.ToUpper(strings.Join(strings.Fields(m.ID), "")))
		}
		if before, met := first[k]; !met {
			first[k] = m.ID
		} else if before != m.ID {
			others[k] = append(others[k], m.ID)
		}
	}
	for k, ids := range others {
		ids = append(ids, first[k])
		slices.Sort(ids)
		conflicts = append(conflicts, Conflict{ids[0], k.day, IDsAlike, ids})
	}
	return conflicts
}

// plainID reports whether an id is what it comes to without case and spaces, for
// certain: the ids of most systems are, and so cost nothing.
func plainID(id string) bool {
	for i := range len(id) {
		if c := id[i]; c <= ' ' || c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func (o PersonOptions) validate() error {
	p := strict.In("community")
	if o.MainRole > ByDeclaration {
		p.Addf("mainRole", "%s is no rule", o.MainRole)
	}
	if o.Basis > FTE {
		p.Addf("basis", "%s is no basis", o.Basis)
	}
	return p.Err()
}

func compareMembers(a, b Member) int {
	return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Function, b.Function), cmp.Compare(a.MainRole, b.MainRole),
		cmp.Compare(a.Tie, b.Tie), cmp.Compare(a.Main, b.Main), cmp.Compare(a.Weight, b.Weight))
}

// In leaves the people whose id is among these, such as those of a membership
// list, and what was said of them; ids are compared as the members have them, so
// fold these as FoldID does. Rows without an id can't be told to be among
// them and are left out; Rows and NoID stay what was read.
func (p People) In(ids iter.Seq[string]) People {
	in := map[string]bool{}
	if ids != nil {
		for id := range ids {
			in[id] = true
		}
	}
	q := People{Members: []Member{}, Rows: p.Rows, NoID: p.NoID, Conflicts: []Conflict{}}
	for _, m := range p.Members {
		if m.ID != "" && in[m.ID] {
			q.Members = append(q.Members, m)
		}
	}
	for _, c := range p.Conflicts {
		if slices.ContainsFunc(c.ids(), func(id string) bool { return in[id] }) {
			q.Conflicts = append(q.Conflicts, c)
		}
	}
	return q
}

// ids are the people whom the conflict is about.
func (c Conflict) ids() []string {
	if c.Kind == IDsAlike {
		return c.Have
	}
	return []string{c.ID}
}

// UnmarshalJSON reads people strictly.
func (p *People) UnmarshalJSON(data []byte) error {
	type plain People
	return strict.Unmarshal("community", data, (*plain)(p), nil)
}

// UnmarshalJSON reads a conflict strictly.
func (c *Conflict) UnmarshalJSON(data []byte) error {
	type plain Conflict
	return strict.Unmarshal("community", data, (*plain)(c), nil)
}
