package community

import (
	"cmp"
	"iter"
	"slices"

	"example.com/kmaturity/metrics"
)

// Areas takes the standing of every practice area of an organisation in one
// pass over its members: one area for each main role that somebody has, the
// largest first. Members without a known main role may belong to any of them,
// so they widen each area's count upwards. "Other" is never an area, but counts
// in the workforce. Names serve as ids.
//
// Errors in the sequence are reported together, as Count does, and then there
// are no areas.
func Areas(members iter.Seq2[Member, error], basis Basis) ([]PracticeArea, Notes, error) {
	known := map[string]*Weight{}
	var total, unknown Weight
	var notes Notes
	var bad faults
	var role string
	var w *Weight // of role
	i := -1
	if members == nil {
		members = Members()
	}
	for m, err := range members {
		i++
		if err == nil && (m.Weight < 0 || m.Tie > Innovating) {
			err = m.validate(i)
		}
		if err != nil {
			if !bad.add(err) {
				break
			}
			continue
		}
		notes.Members++
		if m.Weight == 0 {
			m.Weight = Person
		}
		total = total.add(m.Weight)
		if m.MainRole == "" {
			unknown = unknown.add(m.Weight)
			continue
		}
		if m.MainRole != role { // rows of one role often stand together
			role = m.MainRole
			if w = known[role]; w == nil {
				w = new(Weight)
				known[role] = w
			}
		}
		*w = w.add(m.Weight)
	}
	if err := bad.err(); err != nil {
		return nil, Notes{}, err
	}
	var areas []PracticeArea
	for role, w := range known {
		if !isArea(role) {
			continue
		}
		c := Census{Practising: *w, Unknown: unknown}
		a := PracticeArea{ID: role, Name: role, Practitioners: c.Practitioners(), Workforce: metrics.From(total.Float()), Basis: basis}
		if total < MaxWeight {
			a.Workforce = metrics.Exactly(total.Float())
		}
		areas = append(areas, a)
	}
	slices.SortFunc(areas, func(a, b PracticeArea) int {
		return cmp.Or(cmp.Compare(*known[b.ID], *known[a.ID]), cmp.Compare(a.ID, b.ID))
	})
	return areas, notes, nil
}
