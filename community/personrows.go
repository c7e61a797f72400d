package community

import (
	"slices"

	"example.com/kmaturity/metrics"
)

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

// put puts sorted rows together. Most people stand in one row: that is settled
// without more ado, as it would be with.
func (p *personRows) put(rows []sourced) Member {
	if m := rows[0].Member; len(rows) == 1 && p.o.MainRole != ByDeclaration {
		p.sources = [][]Member{{m}}
		m.Main, m.Weight = metrics.Unknown, Person
		if p.o.Basis == FTE {
			m.Weight = p.weight()
		}
		return m
	}
	for i, r := range rows {
		if i == 0 || r.source != rows[i-1].source {
			p.sources = append(p.sources, nil)
		}
		own := &p.sources[len(p.sources)-1]
		*own = append(*own, r.Member)
	}
	p.onceEach()
	return p.member()
}

// onceEach takes rows that stand more than once in a source once.
func (p *personRows) onceEach() {
	for i, rows := range p.sources {
		once := slices.Compact(slices.Clone(rows))
		if len(once) < len(rows) {
			have := []string{}
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
