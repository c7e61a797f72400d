package maturity

import (
	"slices"

	"example.com/kmaturity/internal/strict"
)

// Unit is one of many units of an organisation, or one organisation of many, with the
// facts about it alone.
type Unit struct {
	ID      string   `json:"unit"`             // as whoever assesses refers to it
	Name    string   `json:"name,omitzero"`    // for people; empty: the id serves
	Facts   Evidence `json:"facts"`            // evidence on this unit alone
	Waivers []Waiver `json:"waivers,omitzero"` // that hold for it
}

// Units are many units, in any order.
type Units []Unit

// Validate reports ids that are missing or stand twice, each with its path.
func (u Units) Validate() error {
	p := strict.In("maturity")
	first := map[string]int{}
	for i, x := range u {
		path := strict.Join(strict.Index("", i), "unit")
		if at, twice := first[x.ID]; x.ID == "" {
			p.Absentf(path, "is missing")
		} else if twice {
			p.Addf(path, "%q stands twice, first in %s", strict.Clip(x.ID), strict.Index("", at))
		} else {
			first[x.ID] = i
		}
	}
	return p.Err()
}

// UnmarshalJSON reads units strictly and validates them; each says which facts it has,
// if only that there are none.
func (u *Units) UnmarshalJSON(data []byte) error {
	type plain Units
	var read Units
	err := strict.Unmarshal("maturity", data, (*plain)(&read), func() error {
		p := strict.In("maturity")
		for i, x := range read {
			if x.Facts == nil {
				p.Absentf(strict.Join(strict.Index("", i), "facts"), "is missing")
			}
		}
		p.Add("", read.Validate())
		return p.Err()
	})
	if err == nil {
		*u = read
	}
	return err
}

// AssessAll assesses each unit, by id. It is an error, which names every fault of every
// unit at once, if one is missing its id or has another's, or Assess refuses what is
// said of it.
func (a *Assessor) AssessAll(units Units, o Options) (map[string]Assessment, error) {
	if _, err := a.Assess(nil, o); err != nil { // faults of the options are told once
		return nil, err
	}
	p := strict.In("maturity")
	p.Add("", units.Validate())
	all := make(map[string]Assessment, len(units))
	for i, u := range units {
		its := o
		its.Waivers = slices.Concat(u.Waivers, o.Waivers)
		one, err := a.Assess(u.Facts, its)
		p.Add(strict.Index("", i), err)
		all[u.ID] = one
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return all, nil
}
