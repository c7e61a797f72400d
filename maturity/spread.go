package maturity

import (
	"cmp"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Change in an organisation is more a fire than a tree: it doesn't grow evenly, it
// catches unit by unit, and a mean of levels hides which ones burn.

// Where change tips: when 28 % have changed and 40 % see it. The numbers are anecdotal
// (TippingSource); others say 10 % or 25 %.
const (
	TippingShare  = 0.28
	TippingSeeing = 0.40
)

// TippingSource is the source of TippingShare and TippingSeeing: hearsay, as it says.
func TippingSource() metrics.Source {
	return metrics.Source{Title: "N. Milton, The tipping back point", Year: 2010, URL: "http://www.nickmilton.com/2010/01/tipping-back-point.html"}
}

// SpreadOptions say which units count as changed, and when that tips.
type SpreadOptions struct {
	Area   string  // id of the area of which the levels are counted, also under Profile; empty: the whole
	Lit    string  // id of the level from which on a unit is lit, that is, has changed; empty: the highest
	Seen   string  // id of the level from which on a unit sees the change; empty: that isn't asked
	Tips   float64 // share of lit units at which change tips, 0 to 1; 0: TippingShare
	Seeing float64 // share of units that must see it, 0 to 1, where Seen is given; 0: TippingSeeing
}

// Spread is how the units of an organisation stand under one model.
type Spread struct {
	Model   string       `json:"model"`         // id of the model
	Version string       `json:"version"`       // of the model
	Gate    Gate         `json:"gate"`          // the rule by which levels were reached
	Area    string       `json:"area,omitzero"` // id of the area of which the levels are counted; empty: the whole
	From    metrics.Date `json:"from,omitzero"` // the first day of an assessment
	To      metrics.Date `json:"to,omitzero"`   // the last

	Units     []UnitLevel  `json:"units"`     // in order of id
	Of        int          `json:"of"`        // units: the denominator of every share
	Uncertain int          `json:"uncertain"` // units of which the level isn't certain
	Levels    []LevelShare `json:"levels"`    // every level of the model, from the lowest

	Minimum LevelRange `json:"minimum"` // where the lowest unit stands
	Maximum LevelRange `json:"maximum"` // where the highest unit stands
	// Steps is how many levels lie between the lowest and the highest unit, and Mean the
	// mean of the places of levels, counted from 0, rounded to 12 digits: never without
	// the others.
	Steps metrics.Interval `json:"steps"`
	Mean  metrics.Interval `json:"mean"`

	Lit    UnitShare      `json:"lit"`           // units at the lit level or above
	Seen   UnitShare      `json:"seen,omitzero"` // zero where it isn't asked
	Tipped metrics.Answer `json:"tipped"`        // whether so many are lit, and see it
}

// UnitLevel is where one unit stands.
type UnitLevel struct {
	Unit    string         `json:"unit"`          // id
	AsOf    metrics.Date   `json:"asOf,omitzero"` // day of its assessment; none: not said
	Lowest  string         `json:"lowest"`        // id of the lowest level that it may have
	Highest string         `json:"highest"`       // id of the highest
	Lit     metrics.Answer `json:"lit"`           // whether that is the lit level or above
	Seen    metrics.Answer `json:"seen"`          // unknown where it isn't asked
}

// LevelShare is how many units stand at a level.
type LevelShare struct {
	Level    string           `json:"level"`    // id
	Certain  int              `json:"certain"`  // for certain
	Possible int              `json:"possible"` // perhaps, those included
	Of       int              `json:"of"`       // units
	Share    metrics.Interval `json:"share"`    // 0 to 1, rounded to 12 digits
}

// UnitShare is how many units stand at a level or above it.
type UnitShare struct {
	Level    string           `json:"level"`    // id
	Certain  int              `json:"certain"`  // for certain
	Possible int              `json:"possible"` // perhaps, those included
	Of       int              `json:"of"`       // units
	Share    metrics.Interval `json:"share"`    // 0 to 1, rounded to 12 digits
	Tips     float64          `json:"tips"`     // the share that is needed, 0 to 1
	Reached  metrics.Answer   `json:"reached"`  // whether it is; exactly so many are enough
}

// UnmarshalJSON reads a spread strictly.
func (s *Spread) UnmarshalJSON(data []byte) error {
	type plain Spread
	return strict.Unmarshal("maturity", data, (*plain)(s), nil)
}

// NewSpread counts units, by id, at each level. It is an error, which names every fault
// at once, if the model isn't valid, there is no unit, one was assessed under another
// model, version or gate (ErrOtherModel) or has no level, the options name a level that
// isn't there or an area that has none, or a share isn't from 0 to 1.
func NewSpread(m *Model, units map[string]Assessment, o SpreadOptions) (Spread, error) {
	if err := m.Validate(); err != nil {
		return Spread{}, err
	}
	p := strict.In("maturity")
	if len(units) == 0 {
		p.Absentf("units", "want at least one")
	}
	for _, id := range sortedKeys(units) {
		path := strict.Key("units", id)
		m.accept(p, path, units[id], true)
		switch none := o.levels(units[id]) == (LevelRange{}); {
		case none && o.Area != "":
			p.Absentf(strict.Key(strict.Join(path, "areas"), o.Area), "is missing, or has no level")
		case none:
			p.Absentf(strict.Join(path, "lowest"), "is missing: there is no level for the whole")
		}
	}
	lit, seen := m.at(p, "lit", cmp.Or(o.Lit, m.Levels[len(m.Levels)-1].ID)), -1
	if o.Seen != "" {
		if seen = m.at(p, "seen", o.Seen); seen > lit && lit >= 0 {
			p.Addf("seen", "want a level no higher than %q, have %q", strict.Clip(o.Lit), strict.Clip(o.Seen))
		}
	}
	for _, x := range []struct {
		path  string
		share float64
	}{{"tips", o.Tips}, {"seeing", o.Seeing}} {
		if !(x.share >= 0 && x.share <= 1) {
			p.Addf(x.path, "want a share from 0 to 1, have %v", x.share)
		}
	}
	if err := p.Err(); err != nil {
		return Spread{}, err
	}
	s := Spread{Model: m.ID, Version: m.Version, Gate: m.Gate, Area: o.Area, Of: len(units)}
	for _, id := range sortedKeys(units) {
		a := units[id]
		at := o.levels(a)
		u := UnitLevel{Unit: id, AsOf: a.AsOf, Lowest: at.Lowest, Highest: at.Highest}
		low, high, _ := m.places(at)
		u.Lit = from(low, high, lit)
		if seen >= 0 {
			u.Seen = from(low, high, seen)
		}
		if low != high {
			s.Uncertain++
		}
		s.Units = append(s.Units, u)
		if s.From.IsZero() || !a.AsOf.IsZero() && a.AsOf.Before(s.From) {
			s.From = a.AsOf
		}
		if a.AsOf.After(s.To) {
			s.To = a.AsOf
		}
	}
	s.count(m)
	s.Lit = unitShare(m.Levels[lit].ID, cmp.Or(o.Tips, TippingShare), s.Units, func(u UnitLevel) metrics.Answer { return u.Lit })
	s.Tipped = s.Lit.Reached
	if seen >= 0 {
		s.Seen = unitShare(m.Levels[seen].ID, cmp.Or(o.Seeing, TippingSeeing), s.Units, func(u UnitLevel) metrics.Answer { return u.Seen })
		s.Tipped = s.Tipped.And(s.Seen.Reached)
	}
	return s, nil
}

// levels are where a unit stands, in the area that is counted.
func (o SpreadOptions) levels(a Assessment) LevelRange {
	if o.Area == "" {
		return a.levels()
	}
	r, _ := a.Area(o.Area)
	return r.levels()
}

// at is the place of a level, -1 and a problem if there is none.
func (m *Model) at(p *strict.Problems, path, id string) int {
	i := m.Place(id)
	if i < 0 {
		p.Absentf(path, "there is no level %q", strict.Clip(id))
	}
	return i
}

// from answers whether a level between two places stands at one or above.
func from(low, high, at int) metrics.Answer {
	switch {
	case low >= at:
		return metrics.Yes
	case high < at:
		return metrics.No
	}
	return metrics.Unknown
}

// shareOf is what is known of a count as a part of a whole, each end rounded once, so
// that 7 of 25 is 0.28.
func shareOf(certain, possible, of int) metrics.Interval {
	if of == 0 {
		return metrics.Unknown.Interval()
	}
	low, high := float64(certain)/float64(of), float64(possible)/float64(of)
	i, _ := metrics.From(low).Intersect(metrics.UpTo(high)) // certain is never more than possible
	return i
}

// unitShare counts units by an answer.
func unitShare(level string, tips float64, units []UnitLevel, is func(UnitLevel) metrics.Answer) UnitShare {
	s := UnitShare{Level: level, Of: len(units), Tips: tips}
	for _, u := range units {
		switch is(u) {
		case metrics.Yes:
			s.Certain++
			s.Possible++
		case metrics.Unknown:
			s.Possible++
		}
	}
	share := shareOf(s.Certain, s.Possible, s.Of)
	s.Share, s.Reached = share.Rounded(), share.AtLeast(tips)
	return s
}

// count counts units by level and finds the lowest, the highest and the mean.
func (s *Spread) count(m *Model) {
	for _, l := range m.Levels {
		s.Levels = append(s.Levels, LevelShare{Level: l.ID, Of: s.Of})
	}
	var lows, highs []int
	sumLow, sumHigh := 0, 0
	for _, u := range s.Units {
		low, high, _ := m.places(LevelRange{u.Lowest, u.Highest})
		lows, highs = append(lows, low), append(highs, high)
		sumLow, sumHigh = sumLow+low, sumHigh+high
		for at := low; at <= high; at++ {
			s.Levels[at].Possible++
		}
		if low == high {
			s.Levels[low].Certain++
		}
	}
	for i := range s.Levels {
		s.Levels[i].Share = shareOf(s.Levels[i].Certain, s.Levels[i].Possible, s.Of).Rounded()
	}
	minLow, minHigh, maxLow, maxHigh := slices.Min(lows), slices.Min(highs), slices.Max(lows), slices.Max(highs)
	s.Minimum = LevelRange{m.Levels[minLow].ID, m.Levels[minHigh].ID}
	s.Maximum = LevelRange{m.Levels[maxLow].ID, m.Levels[maxHigh].ID}
	s.Steps, _ = metrics.From(float64(max(0, maxLow-minHigh))).Intersect(metrics.UpTo(float64(apart(lows, highs))))
	mean, _ := metrics.From(float64(sumLow) / float64(s.Of)).Intersect(metrics.UpTo(float64(sumHigh) / float64(s.Of)))
	s.Mean = mean.Rounded()
}

// apart is the most that two units can be apart: the high end of one from the low end
// of another, never of itself.
func apart(lows, highs []int) (most int) {
	first := 0 // of the highest
	for i := range highs {
		if highs[i] > highs[first] {
			first = i
		}
	}
	second := 0 // the highest of the others; places begin at 0
	for i := range highs {
		if i != first {
			second = max(second, highs[i])
		}
	}
	for i := range lows {
		if i == first {
			most = max(most, second-lows[i])
		} else {
			most = max(most, highs[first]-lows[i])
		}
	}
	return most
}
