package community

import (
	"cmp"
	"iter"
	"slices"
	"strings"

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
	ID   string       `json:"id"`
	AsOf metrics.Date `json:"asOf,omitzero"`
	Kind ConflictKind `json:"kind"`
	Have []string     `json:"have"` // what they say, sorted; weights by their size
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
	type key struct {
		day metrics.Date
		id  string
	}
	rows := map[key][][]Member{} // by source that lists the person
	last := map[key]int{}        // the source that the last of them stand for
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
				return
			}
			k := key{m.AsOf, m.ID}
			if all := rows[k]; len(all) == 0 || last[k] != i {
				rows[k], last[k] = append(all, nil), i
			}
			own := &rows[k][len(rows[k])-1]
			*own = append(*own, *m)
		})
		people.Rows += notes.Members
		if err != nil && !bad.add(err) {
			break
		}
	}
	if err := bad.err(); err != nil {
		return People{}, err
	}
	alike := map[key][]string{}
	for k, all := range rows {
		p := personRows{o: o, id: k.id, day: k.day, sources: all}
		people.Members = append(people.Members, p.member())
		people.Conflicts = append(people.Conflicts, p.conflicts...)
		folded := key{k.day, strings.ToLower(strings.ToUpper(strings.Join(strings.Fields(k.id), "")))}
		alike[folded] = append(alike[folded], k.id)
	}
	for k, ids := range alike {
		if len(ids) > 1 {
			slices.Sort(ids)
			people.Conflicts = append(people.Conflicts, Conflict{ids[0], k.day, IDsAlike, ids})
		}
	}
	slices.SortFunc(people.Members, compareMembers)
	slices.SortFunc(anonymous, compareMembers)
	people.NoID = len(anonymous)
	people.Members = append(people.Members, anonymous...)
	slices.SortFunc(people.Conflicts, func(a, b Conflict) int {
		return cmp.Or(a.AsOf.Compare(b.AsOf), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind), slices.Compare(a.Have, b.Have))
	})
	return people, nil
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

// personRows is what all sources say of one person.
type personRows struct {
	o         PersonOptions
	id        string
	day       metrics.Date
	sources   [][]Member
	conflicts []Conflict
}

func (p *personRows) conflict(kind ConflictKind, have []string) {
	p.conflicts = append(p.conflicts, Conflict{p.id, p.day, kind, have})
}

// member puts the rows together.
func (p *personRows) member() Member {
	p.onceEach()
	m := Member{ID: p.id, AsOf: p.day, Weight: Person}
	m.MainRole = p.settle(MainRolesConflict, p.mainRole)
	if denied, first := p.denied(m.MainRole); denied {
		p.conflict(MainRolesConflict, []string{m.MainRole})
		if first || !p.o.FirstWins {
			m.MainRole = ""
		}
	}
	m.Function = p.settle(FunctionsConflict, func(rows []Member) []string { return only(rows, m.MainRole, Member.function) })
	if tie := p.settle(TiesConflict, func(rows []Member) []string { return only(rows, "", Member.tie) }); tie != "" {
		m.Tie, _ = ParseTie(tie)
	}
	if p.o.Basis == FTE {
		m.Weight = p.weight()
	}
	return m
}

// onceEach takes rows that stand more than once in a source once.
func (p *personRows) onceEach() {
	for i, rows := range p.sources {
		slices.SortFunc(rows, compareMembers)
		once := slices.Compact(slices.Clone(rows))
		if len(once) < len(rows) {
			have := make([]string, 0, len(rows)-len(once))
			for j := 1; j < len(rows); j++ {
				if rows[j] == rows[j-1] && !slices.Contains(have, rows[j].MainRole) {
					have = append(have, rows[j].MainRole)
				}
			}
			slices.Sort(have)
			p.conflict(RepeatedRow, have)
		}
		p.sources[i] = once
	}
}

// settle asks every source what something of the person may be, nothing where
// it doesn't know, and returns the one value that none of them contradicts.
func (p *personRows) settle(kind ConflictKind, ask func([]Member) []string) string {
	var all, common []string
	first, open := "", false
	for _, rows := range p.sources {
		may := ask(rows)
		switch {
		case len(may) == 0:
			continue
		case len(may) > 1:
			open = true
		case first == "":
			first = may[0]
		}
		if all == nil {
			common = may
		} else {
			common = slices.DeleteFunc(slices.Clone(common), func(v string) bool { return !slices.Contains(may, v) })
		}
		all = append(all, may...)
	}
	if open || len(common) != 1 && all != nil {
		slices.Sort(all)
		p.conflict(kind, slices.Compact(all))
	}
	switch {
	case len(common) == 1:
		return common[0]
	case p.o.FirstWins:
		return first
	}
	return ""
}

// only lists what the rows have, of those with that role if there are any.
func only(rows []Member, role string, value func(Member) string) []string {
	if slices.ContainsFunc(rows, func(m Member) bool { return role != "" && m.MainRole == role }) {
		rows = slices.DeleteFunc(slices.Clone(rows), func(m Member) bool { return m.MainRole != role })
	}
	var values []string
	for _, m := range rows {
		if v := value(m); v != "" && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	return values
}

func (m Member) function() string { return m.Function }
func (m Member) mainRole() string { return m.MainRole }

// tie is the text of a stated tie, "" if none is.
func (m Member) tie() string {
	if m.Tie == TieUnknown {
		return ""
	}
	return m.Tie.String()
}

// mainRole lists what the main role may be by the rows of one source.
func (p *personRows) mainRole(rows []Member) []string {
	switch p.o.MainRole {
	case ByDeclaration:
		stated := slices.DeleteFunc(slices.Clone(rows), func(m Member) bool { return m.Main == metrics.No })
		declared := slices.DeleteFunc(slices.Clone(stated), func(m Member) bool { return m.Main != metrics.Yes })
		if len(declared) > 0 {
			stated = declared
		}
		return only(stated, "", Member.mainRole)
	case ByLargestShare:
		return largest(rows)
	}
	return only(rows, "", Member.mainRole)
}

// denied reports whether a source declares that the role isn't the main one, and
// whether it does so before any that has it as the main one.
func (p *personRows) denied(role string) (denied, first bool) {
	if p.o.MainRole != ByDeclaration || role == "" {
		return false, false
	}
	for i, rows := range p.sources {
		says := func(a metrics.Answer) bool {
			return slices.ContainsFunc(rows, func(m Member) bool { return m.MainRole == role && m.Main == a })
		}
		if says(metrics.No) && !says(metrics.Yes) {
			return true, !slices.ContainsFunc(p.sources[:i], func(rows []Member) bool { return slices.Contains(p.mainRole(rows), role) })
		}
	}
	return false, false
}

// largest lists the roles that may be the one with most weight among those that
// the rows name, the blank rows given to any of them or to none; nothing where
// a role that they don't name may be the largest. A row without a weight may have
// any: then each role may be.
func largest(rows []Member) []string {
	sums := newRoleSums()
	open, blank := false, false
	for i := range rows {
		sums.add(&rows[i])
		open = open || rows[i].Weight == 0
		blank = blank || rows[i].Weight == 0 && rows[i].MainRole == ""
	}
	all := sums.result("", metrics.Date{})
	switch {
	case len(all.Roles) == 0 || blank || !open && all.Unknown >= all.Roles[0].Weight:
		return nil
	case open && len(all.Roles) == 1 && all.Unknown > 0:
		return nil // the blank row may be larger
	case open:
		return only(rows, "", Member.mainRole)
	}
	var may []string
	for _, c := range all.Roles { // the largest first
		if c.Weight.add(all.Unknown) >= all.Roles[0].Weight {
			may = append(may, c.Role)
		}
	}
	return may
}

// weight is the FTE by the first source that gives it, one person if none does.
func (p *personRows) weight() Weight {
	var all []Weight
	for _, rows := range p.sources {
		var sum Weight
		for _, m := range rows {
			sum = sum.add(m.Weight)
		}
		if sum > 0 {
			all = append(all, sum)
		}
	}
	if len(all) == 0 {
		return Person
	}
	first := all[0]
	if first > Person {
		p.conflict(OverOne, []string{first.String()})
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) > 1 {
		have := make([]string, len(all))
		for i, w := range all {
			have[i] = w.String()
		}
		p.conflict(WeightsConflict, have)
	}
	return first
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
