package community

import (
	"cmp"
	"iter"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Return is what the members of one unit amount to on one day: how many have
// which main role. It keeps what a series of returns is compared by, exactly.
type Return struct {
	Unit    string       `json:"unit,omitzero"`    // the members' Function; empty if not said
	AsOf    metrics.Date `json:"asOf,omitzero"`    // none: not said
	Roles   []RoleCount  `json:"roles"`            // the main roles that are known, the largest first, "Other" among them
	Unknown Weight       `json:"unknown,omitzero"` // members whose main role isn't known

	// RoundedTo is what each count was rounded to before it was published, for
	// example ten people; 0 for counts as they are. Areas says what the rounding
	// leaves open: half of it at each count, and in the workforce, which is their
	// sum, half of it for each of them.
	RoundedTo Weight `json:"roundedTo,omitzero"`
}

// RoleCount is how many have a main role.
type RoleCount struct {
	Role   string `json:"role"`   // as folded
	Weight Weight `json:"weight"` // heads or FTE
}

// Total is all members of the return.
func (r Return) Total() Weight {
	total := r.Unknown
	for _, c := range r.Roles {
		total = total.add(c.Weight)
	}
	return total
}

// Weight is how many are known to have that main role; of the empty role, how
// many have none that is known.
func (r Return) Weight(role string) Weight {
	if role == "" {
		return r.Unknown
	}
	for _, c := range r.Roles {
		if c.Role == role {
			return c.Weight
		}
	}
	return 0
}

// Areas is the standing of every practice area of the return, the largest first:
// one for each main role that is listed, but for "Other", which lumps together
// what isn't listed and counts in the workforce alone. Members whose main role
// isn't known may belong to any area, so they widen each one's count upwards.
// Names serve as ids, and the unit as the scope. Of a return with a negative
// count, which Validate refuses, nothing is known.
func (r Return) Areas(basis Basis) []PracticeArea {
	total, sound := r.Total(), r.Validate() == nil
	var areas []PracticeArea
	for _, c := range r.Roles {
		if isArea(c.Role) {
			areas = append(areas, r.area(c.Role, c.Weight, true, total, sound, basis))
		}
	}
	return areas
}

// Area is the standing of one practice area of the return, of which nobody is
// known where it isn't listed.
func (r Return) Area(role string, basis Basis) PracticeArea {
	i := slices.IndexFunc(r.Roles, func(c RoleCount) bool { return c.Role == role })
	return r.area(role, r.Weight(role), i >= 0, r.Total(), r.Validate() == nil, basis)
}

func (r Return) area(role string, w Weight, listed bool, total Weight, sound bool, basis Basis) PracticeArea {
	a := PracticeArea{ID: role, Name: role, Basis: basis, Scope: r.Unit, AsOf: r.AsOf}
	if !sound {
		return a
	}
	half, counts := r.RoundedTo/2, Weight(len(r.Roles))
	var down, up Weight // what the rounding leaves open of the practitioners
	if listed {         // what isn't listed isn't rounded
		down, up = min(half, w), half
	}
	if r.Unknown > 0 {
		counts++
		up = up.add(half)
	}
	all := MaxWeight // of the workforce
	if half == 0 || counts <= MaxWeight/half {
		all = counts * half
	}
	a.Practitioners = (w - down).upTo(w.add(r.Unknown).add(up))
	a.Workforce = max(total-all, 0).upTo(total.add(all))
	return a
}

// Returns takes the return of every unit and day in one pass over the members of
// an organisation, or of several, in order of unit and day. Members are told
// apart by Function and AsOf.
//
// Errors in the sequence are reported together, as Count does, and then there
// are no returns.
func Returns(members iter.Seq2[Member, error]) ([]Return, Notes, error) {
	type key struct {
		unit string
		day  metrics.Date
	}
	sums := map[key]*roleSums{}
	var last key
	var s *roleSums // of last
	notes, err := each("", members, func(m *Member) {
		if k := (key{m.Function, m.AsOf}); s == nil || k != last {
			last = k
			if s = sums[k]; s == nil {
				s = newRoleSums()
				sums[k] = s
			}
		}
		s.add(m)
	})
	if err != nil {
		return nil, Notes{}, err
	}
	var returns []Return
	for k, s := range sums {
		returns = append(returns, s.result(k.unit, k.day))
	}
	slices.SortFunc(returns, func(a, b Return) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), a.AsOf.Compare(b.AsOf))
	})
	return returns, notes, nil
}

// Areas takes the standing of every practice area of an organisation in one
// pass over its members, whatever their unit and day: see [Return.Areas].
// [Returns] keeps units and days apart.
//
// Errors in the sequence are reported together, as Count does, and then there
// are no areas.
func Areas(members iter.Seq2[Member, error], basis Basis) ([]PracticeArea, Notes, error) {
	sums := newRoleSums()
	notes, err := each("", members, sums.add)
	if err != nil {
		return nil, Notes{}, err
	}
	return sums.result("", metrics.Date{}).Areas(basis), notes, nil
}

// each gives every member to visit, which mustn't keep it, and gathers the faults,
// with the path of the members before their own.
func each(path string, members iter.Seq2[Member, error], visit func(*Member)) (Notes, error) {
	var notes Notes
	var bad faults
	var one Member // not a new one each time: visit lets it escape
	i := -1
	if members == nil {
		members = Members()
	}
	for m, err := range members {
		i++
		if err == nil && (m.Weight < 0 || m.Tie > Innovating || m.Main > metrics.Yes) {
			err = m.validate(i)
		}
		if err != nil {
			if path != "" {
				p := strict.In("community")
				p.Add(path, err)
				err = p.Err()
			}
			if !bad.add(err) {
				break
			}
			continue
		}
		notes.Members++
		one = m
		visit(&one)
	}
	return notes, bad.err()
}

// roleSums adds members up by main role.
type roleSums struct {
	known   map[string]*Weight
	unknown Weight
	role    string // of the last member: rows of one role often stand together
	sum     *Weight
}

func newRoleSums() *roleSums { return &roleSums{known: map[string]*Weight{}} }

func (s *roleSums) add(m *Member) {
	if m.MainRole == "" {
		s.unknown = s.unknown.add(m.Amount())
		return
	}
	if m.MainRole != s.role {
		s.role = m.MainRole
		if s.sum = s.known[s.role]; s.sum == nil {
			s.sum = new(Weight)
			s.known[s.role] = s.sum
		}
	}
	*s.sum = s.sum.add(m.Amount())
}

func (s *roleSums) result(unit string, day metrics.Date) Return {
	r := Return{Unit: unit, AsOf: day, Roles: []RoleCount{}, Unknown: s.unknown}
	for role, w := range s.known {
		r.Roles = append(r.Roles, RoleCount{role, *w})
	}
	r.sort()
	return r
}

func (r Return) sort() {
	slices.SortFunc(r.Roles, func(a, b RoleCount) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Role, b.Role))
	})
}

// Validate reports every role that has no name or stands twice, and every count
// that is negative.
func (r Return) Validate() error {
	p := strict.In("community")
	met := map[string]bool{}
	for i, c := range r.Roles {
		path := strict.Index("roles", i)
		if c.Role == "" {
			p.Absentf(strict.Join(path, "role"), "is missing")
		} else if met[c.Role] {
			p.Addf(strict.Join(path, "role"), "%q stands twice", strict.Clip(c.Role))
		}
		met[c.Role] = true
		if c.Weight < 0 {
			p.Addf(strict.Join(path, "weight"), "a number of people can't be negative, have %s", c.Weight)
		}
	}
	if r.RoundedTo < 0 {
		p.Addf("roundedTo", "a number of people can't be negative, have %s", r.RoundedTo)
	}
	if r.Unknown < 0 {
		p.Addf("unknown", "a number of people can't be negative, have %s", r.Unknown)
	}
	return p.Err()
}

// UnmarshalJSON reads a return strictly.
func (r *Return) UnmarshalJSON(data []byte) error {
	type plain Return
	return strict.Unmarshal("community", data, (*plain)(r), nil)
}

// UnmarshalJSON reads a count strictly.
func (c *RoleCount) UnmarshalJSON(data []byte) error {
	type plain RoleCount
	return strict.Unmarshal("community", data, (*plain)(c), nil)
}
