package web

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"iter"
	"net/http"
	"slices"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// counts are what a roster came to. The roster itself isn't kept.
type counts struct {
	areas []community.PracticeArea
	notes community.RosterNotes
}

// mostFaults is how many rows of a roster may be faulty before reading stops.
const mostFaults = 100

// countRoster reads a roster and counts who has which main role. basis is unknown
// where the roster's own columns are to say it.
func countRoster(ctx context.Context, r io.Reader, asOf metrics.Date, basis community.Basis, scope string) (counts, error) {
	b := bufio.NewReader(r)
	if head, _ := b.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) { // what it unpacks to isn't bounded by what was sent
		return counts{}, refuse(http.StatusUnsupportedMediaType, "send the roster as it stands, not packed")
	}
	var c counts
	members := community.ReadRoster(b, community.RosterOptions{StopAfter: mostFaults, Notes: &c.notes})
	areas, _, err := community.Areas(until(ctx, members), basis)
	if err != nil {
		return counts{}, refused(err)
	}
	switch {
	case basis == community.BasisUnknown:
		basis = c.notes.Basis
	case c.notes.Basis != community.BasisUnknown && c.notes.Basis != basis:
		return counts{}, wrong("basis", "want %s, which the roster's own column says, have %s", c.notes.Basis, basis)
	}
	for i := range areas {
		areas[i].AsOf, areas[i].Scope, areas[i].Basis = asOf, scope, basis
	}
	c.areas = areas
	return c, nil
}

// mostRoles is how many main roles a roster may name: each is kept while it is counted,
// and where a column of people's names is taken for theirs there are as many as people.
const mostRoles = 10_000

// until ends a sequence when time is up, or where it names too many main roles.
func until(ctx context.Context, members iter.Seq2[community.Member, error]) iter.Seq2[community.Member, error] {
	return func(yield func(community.Member, error) bool) {
		roles := map[string]bool{}
		for m, err := range members {
			if ctx.Err() != nil {
				yield(community.Member{}, ctx.Err())
				return
			}
			if roles[m.MainRole] = true; len(roles) > mostRoles {
				yield(community.Member{}, wrong("", "there are more than %d main roles in the roster: is another column taken for theirs?", mostRoles))
				return
			}
			if !yield(m, err) {
				return
			}
		}
	}
}

// owners are those whose practice area it is.
type owners struct {
	Programme  bool     `json:"programme,omitzero"`  // KM's own practice area
	Candidates []string `json:"candidates,omitzero"` // by name
}

// match is an area of the roster, and whose figures it became.
type match struct {
	Area          string           `json:"area"`
	Practitioners metrics.Interval `json:"practitioners"`
	For           owners           `json:"for"`
}

// fill puts the counts into the slate: for every candidate's practice area, and for
// that of KM itself, the practitioners and the workforce. It tells which areas of the
// roster were matched, and whose area wasn't in it.
func (c counts) fill(s *pilot.Slate) (matched []match, missing owners) {
	found := map[string]*owners{}
	put := func(area *community.PracticeArea) *owners {
		at := c.find(*area)
		if at < 0 {
			return &missing
		}
		from := c.areas[at]
		area.Practitioners, area.Workforce, area.Basis, area.AsOf, area.Scope = from.Practitioners, from.Workforce, from.Basis, from.AsOf, from.Scope
		if found[from.ID] == nil {
			found[from.ID] = &owners{}
		}
		return found[from.ID]
	}
	put(&s.Programme.Area).Programme = true
	s.Candidates = slices.Clone(s.Candidates)
	for i := range s.Candidates {
		if of := &s.Candidates[i]; of.Area.ID != s.Programme.Area.ID { // the figures of KM's own stand in the programme
			o := put(&of.Area)
			o.Candidates = append(o.Candidates, of.Name)
		}
	}
	matched = []match{}
	for _, a := range c.areas {
		if o := found[a.ID]; o != nil {
			matched = append(matched, match{a.ID, a.Practitioners, *o})
		}
	}
	return matched, missing
}

// find is the place of a practice area in the roster, by its id, else by its name; -1
// if it isn't there.
func (c counts) find(area community.PracticeArea) int {
	for _, name := range []string{area.ID, area.Name} {
		folded := community.FoldProfession(name)
		if i := slices.IndexFunc(c.areas, func(a community.PracticeArea) bool { return folded != "" && a.ID == folded }); i >= 0 {
			return i
		}
	}
	return -1
}
