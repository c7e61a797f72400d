package community

import (
	"cmp"
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
)

// History is one practice area of one unit over the days of its returns.
type History struct {
	Unit   string         `json:"unit,omitzero"` // part of the organisation that made the returns
	Area   string         `json:"area"`          // id of the practice area
	Points []PracticeArea `json:"points"`        // one for each return of the unit, in order of day
	Flags  []Flag         `json:"flags"`         // what makes its points doubtful, in order of day
}

// Histories follows every practice area of every unit over its returns, in order
// of unit and name. In a return that doesn't list an area nobody is known to
// have it; who has no known main role may.
//
// A jump needn't be news: of the flags those of the whole return stand in each
// area's history, a relabelling in those of the two areas.
//
// It is an error, which names every fault at once, if a return has no day where
// its unit has several or there are two of one day, if it is invalid, or if an
// option is out of its range.
func Histories(returns []Return, basis Basis, o FlagOptions) ([]History, error) {
	p := strict.In("community")
	if basis > FTE {
		p.Addf("basis", "%s is no basis", basis)
	}
	flags, err := o.flags(returns)
	p.Add("", err)
	if err := p.Err(); err != nil {
		return nil, err
	}
	var all []History
	for _, unit := range byUnit(returns) {
		areas := map[string]*History{}
		for _, r := range unit {
			for _, c := range r.Roles {
				if isArea(c.Role) && areas[c.Role] == nil {
					areas[c.Role] = &History{Unit: r.Unit, Area: c.Role, Points: []PracticeArea{}, Flags: []Flag{}}
				}
			}
		}
		names := slices.Sorted(maps.Keys(areas))
		for _, r := range unit {
			for _, name := range names {
				areas[name].Points = append(areas[name].Points, r.Area(name, basis))
			}
		}
		for _, f := range flags[unit[0].Unit] {
			for _, name := range names {
				if f.Kind != Relabelling || f.Role == name || f.Into == name {
					areas[name].Flags = append(areas[name].Flags, f)
				}
			}
		}
		for _, name := range names {
			all = append(all, *areas[name])
		}
	}
	return all, nil
}

// byUnit sorts returns into units, each in order of day.
func byUnit(returns []Return) [][]Return {
	sorted := slices.SortedStableFunc(slices.Values(returns), func(a, b Return) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), a.AsOf.Compare(b.AsOf))
	})
	var units [][]Return
	for i, r := range sorted {
		if i == 0 || r.Unit != sorted[i-1].Unit {
			units = append(units, nil)
		}
		units[len(units)-1] = append(units[len(units)-1], r)
	}
	return units
}

// UnmarshalJSON reads a history strictly.
func (h *History) UnmarshalJSON(data []byte) error {
	type plain History
	return strict.Unmarshal("community", data, (*plain)(h), nil)
}
