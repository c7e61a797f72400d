package maturity

import (
	"maps"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// SpreadChange is what became of the fire between two spreads. What it counts are the
// units that both have.
type SpreadChange struct {
	Units      int       `json:"units"`      // that both have: the denominator
	Before     UnitShare `json:"before"`     // lit among them, in the first
	After      UnitShare `json:"after"`      // in the second
	Lit        []string  `json:"lit"`        // ids of units that are lit for certain and weren't
	WentOut    []string  `json:"wentOut"`    // ids of units that were lit and certainly aren't any more
	StillLit   []string  `json:"stillLit"`   // ids of units that were lit and are
	Lagging    []string  `json:"lagging"`    // not lit before nor after
	Unclear    []string  `json:"unclear"`    // not certain before or after
	OnlyBefore []string  `json:"onlyBefore"` // units of the first alone, not counted
	OnlyAfter  []string  `json:"onlyAfter"`  // of the second alone, not counted
	// TippedBack is whether change had tipped among the units that both have, and hasn't
	// any more. Milton (2010) suspects that it tips back where as many refuse and are
	// seen to; of refusing a level says nothing.
	TippedBack metrics.Answer `json:"tippedBack"`
}

// UnmarshalJSON reads a change of spread strictly.
func (c *SpreadChange) UnmarshalJSON(data []byte) error {
	type plain SpreadChange
	return strict.Unmarshal("maturity", data, (*plain)(c), nil)
}

// Change is what became of the units from s to a later spread. It is an error if they
// are of another model, version or gate (ErrOtherModel) or of another area, count units as lit or as seeing from
// another level or tip at another share, a unit stands twice, or the later one begins
// on an earlier day.
func (s Spread) Change(later Spread) (SpreadChange, error) {
	p := strict.In("maturity")
	was, is := Basis{Model: s.Model, Version: s.Version, Gate: s.Gate}, Basis{Model: later.Model, Version: later.Version, Gate: later.Gate}
	if was != is {
		p.Addf("", "%w: %s, and %s", ErrOtherModel, was, is)
	}
	if s.Area != later.Area {
		p.Addf("area", "want the same area in both, have %q and %q", strict.Clip(s.Area), strict.Clip(later.Area))
	}
	if later.From.Before(s.From) && !later.From.IsZero() {
		p.Addf("from", "%s is before %s", later.From, s.From)
	}
	for _, x := range []struct {
		path          string
		before, after UnitShare
	}{{"lit", s.Lit, later.Lit}, {"seen", s.Seen, later.Seen}} {
		if x.before.Level != x.after.Level || x.before.Tips != x.after.Tips {
			p.Addf(x.path, "want the same level and share in both, have %q, %v, and %q, %v", strict.Clip(x.before.Level), x.before.Tips, strict.Clip(x.after.Level), x.after.Tips)
		}
	}
	before, after := s.byUnit(p), later.byUnit(p)
	if err := p.Err(); err != nil {
		return SpreadChange{}, err
	}
	c := SpreadChange{Lit: []string{}, WentOut: []string{}, StillLit: []string{}, Lagging: []string{}, Unclear: []string{}, OnlyBefore: []string{}, OnlyAfter: []string{}}
	all := maps.Clone(before)
	maps.Copy(all, after)
	first, second := s, later
	first.Units, second.Units = nil, nil
	for _, id := range sortedKeys(all) {
		b, inFirst := before[id]
		a, inSecond := after[id]
		if !inSecond {
			c.OnlyBefore = append(c.OnlyBefore, id)
			continue
		}
		if !inFirst {
			c.OnlyAfter = append(c.OnlyAfter, id)
			continue
		}
		first.Units, second.Units = append(first.Units, b), append(second.Units, a)
		into := &c.Unclear
		switch [2]metrics.Answer{b.Lit, a.Lit} {
		case [2]metrics.Answer{metrics.No, metrics.Yes}:
			into = &c.Lit
		case [2]metrics.Answer{metrics.Yes, metrics.No}:
			into = &c.WentOut
		case [2]metrics.Answer{metrics.Yes, metrics.Yes}:
			into = &c.StillLit
		case [2]metrics.Answer{metrics.No, metrics.No}:
			into = &c.Lagging
		}
		*into = append(*into, id)
	}
	c.Units = len(first.Units)
	var tipped, still metrics.Answer
	c.Before, tipped = first.burning()
	c.After, still = second.burning()
	c.TippedBack = tipped.And(still.Not())
	return c, nil
}

// byUnit are the units by id.
func (s Spread) byUnit(p *strict.Problems) map[string]UnitLevel {
	all := map[string]UnitLevel{}
	for i, u := range s.Units {
		if _, twice := all[u.Unit]; twice {
			p.Addf(strict.Index("units", i), "%q stands twice", strict.Clip(u.Unit))
		}
		all[u.Unit] = u
	}
	return all
}

// burning counts the lit units anew, and answers whether change has tipped.
func (s Spread) burning() (UnitShare, metrics.Answer) {
	lit := unitShare(s.Lit.Level, s.Lit.Tips, s.Units, func(u UnitLevel) metrics.Answer { return u.Lit })
	if s.Seen.Level == "" {
		return lit, lit.Reached
	}
	seen := unitShare(s.Seen.Level, s.Seen.Tips, s.Units, func(u UnitLevel) metrics.Answer { return u.Seen })
	return lit, lit.Reached.And(seen.Reached)
}
