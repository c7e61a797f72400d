package community

import (
	"cmp"
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// The limits of Flags, our defaults.
const (
	CoverageFactor   = 1.5        // a return half as large again, or a third smaller
	RelabelTolerance = 0.1        // of the role that fell to nothing
	LeastRelabelled  = 5 * Person // who had it
)

// FlagOptions are the limits of Flags. The zero value takes the defaults.
type FlagOptions struct {
	// Factor, more than 1, is by how much a return may grow or shrink before
	// it is a coverage break; 0: CoverageFactor.
	Factor float64 `json:"factor,omitzero"`
	// Tolerance, above 0 and below 1, is by which part of a role that fell to
	// nothing the rise of another may differ from it in a relabelling; 0:
	// RelabelTolerance.
	Tolerance float64 `json:"tolerance,omitzero"`
	// Least is how many must have had the role for it to be one: small numbers
	// are alike by chance; 0: LeastRelabelled.
	Least Weight `json:"least,omitzero"`
}

// Flag is a doubt about two returns of a unit in a row, to look into before
// anybody celebrates or mourns.
type Flag struct {
	Kind FlagKind     `json:"kind"`          // what is doubtful
	Unit string       `json:"unit,omitzero"` // part of the organisation that both returns are of
	From metrics.Date `json:"from"`          // day of the first return
	To   metrics.Date `json:"to"`            // day of the second
	// Role fell to nothing while Into rose, in a relabelling; the empty one
	// stands for members whose main role isn't known.
	Role string `json:"role,omitzero"`
	Into string `json:"into,omitzero"`
	// Before and After are the sizes of the two returns; in a relabelling, how
	// many had the role, and by how many the other rose.
	Before Weight `json:"before"`
	After  Weight `json:"after"`
}

// Flags looks through the returns of each unit for what isn't news, in order of
// unit and day: breaks in coverage, returns that repeat the one before to the
// last digit, and main roles that fall to nothing while another, or the members
// without a known one, rises by as much: people who were renamed. It is an error
// where Histories has one.
func Flags(returns []Return, o FlagOptions) ([]Flag, error) {
	flags, err := o.flags(returns)
	if err != nil {
		return nil, err
	}
	all := []Flag{}
	for _, unit := range slices.Sorted(maps.Keys(flags)) {
		all = append(all, flags[unit]...)
	}
	return all, nil
}

func (o FlagOptions) flags(returns []Return) (map[string][]Flag, error) {
	p := strict.In("community")
	o = FlagOptions{cmp.Or(o.Factor, CoverageFactor), cmp.Or(o.Tolerance, RelabelTolerance), cmp.Or(o.Least, LeastRelabelled)}
	if metrics.Exactly(o.Factor).Within(metrics.Above(1)) != metrics.Yes {
		p.Addf("factor", "want a number greater than 1, have %v", o.Factor)
	}
	if !(o.Tolerance > 0 && o.Tolerance < 1) {
		p.Addf("tolerance", "want a number above 0 and below 1, have %v", o.Tolerance)
	}
	if o.Least < 0 {
		p.Addf("least", "a number of people can't be negative, have %s", o.Least)
	}
	type key struct {
		unit string
		day  metrics.Date
	}
	days, several := map[key]bool{}, map[string]int{}
	for _, r := range returns {
		several[r.Unit]++
	}
	for i, r := range returns {
		path := strict.Index("returns", i)
		p.Add(path, r.Validate())
		switch k := (key{r.Unit, r.AsOf}); {
		case r.AsOf.IsZero() && several[r.Unit] > 1:
			p.Absentf(strict.Join(path, "asOf"), "is missing")
		case days[k]:
			p.Addf(strict.Join(path, "asOf"), "there is another return of %q on %s", strict.Clip(r.Unit), r.AsOf)
		default:
			days[k] = true
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	flags := map[string][]Flag{}
	for _, unit := range byUnit(returns) {
		for i := 1; i < len(unit); i++ {
			flags[unit[i].Unit] = append(flags[unit[i].Unit], o.compare(unit[i-1], unit[i])...)
		}
	}
	return flags, nil
}

// compare holds two returns in a row against each other.
func (o FlagOptions) compare(a, b Return) (flags []Flag) {
	flag := func(kind FlagKind, role, into string, before, after Weight) {
		flags = append(flags, Flag{kind, a.Unit, a.AsOf, b.AsOf, role, into, before, after})
	}
	before, after := a.Total(), b.Total()
	if before == MaxWeight || after == MaxWeight { // of unknown size
		return nil
	}
	// Shares are rounded to the nearest number, as the limits that are written down.
	if before < after && (before == 0 || ratio(after, before) > o.Factor) || after < before && (after == 0 || ratio(before, after) > o.Factor) {
		flag(CoverageBreak, "", "", before, after)
	}
	roles := map[string][2]Weight{"": {a.Unknown, b.Unknown}}
	for _, c := range a.Roles {
		roles[c.Role] = [2]Weight{c.Weight, 0}
	}
	for _, c := range b.Roles {
		roles[c.Role] = [2]Weight{roles[c.Role][0], c.Weight}
	}
	names, same := slices.Sorted(maps.Keys(roles)), true
	for _, role := range names {
		same = same && roles[role][0] == roles[role][1]
		fell := roles[role][0]
		if fell < o.Least || fell == 0 || roles[role][1] > 0 {
			continue
		}
		for _, into := range names {
			rise := roles[into][1] - roles[into][0]
			if ratio(max(rise-fell, fell-rise), fell) <= o.Tolerance { // which is below 1, so that it rose
				flag(Relabelling, role, into, fell, rise)
			}
		}
	}
	if same && before > 0 {
		flag(StaleRepeat, "", "", before, after)
	}
	return flags
}

// UnmarshalJSON reads a flag strictly.
func (f *Flag) UnmarshalJSON(data []byte) error {
	type plain Flag
	return strict.Unmarshal("community", data, (*plain)(f), nil)
}

// UnmarshalJSON reads options strictly.
func (o *FlagOptions) UnmarshalJSON(data []byte) error {
	type plain FlagOptions
	return strict.Unmarshal("community", data, (*plain)(o), nil)
}
