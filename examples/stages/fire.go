package main

import (
	"slices"

	"example.com/kmaturity/maturity"
)

// fire is the picture of a round that doesn't average: who is lit, and how far.
type fire struct {
	Published *maturity.Spread `json:"published,omitempty"` // of the published levels
	ByRule    *maturity.Spread `json:"byRule,omitempty"`
	Weakest   *maturity.Spread `json:"weakestArea,omitempty"`
	Areas     []areaFire       `json:"areas,omitempty"`
	Within    []int            `json:"within,omitempty"` // units by levels between their weakest and strongest area
	Uneven    int              `json:"uneven"`           // units in which that isn't certain
}

// areaFire is the spread of one area.
type areaFire struct {
	Spread    maturity.Spread `json:"spread"`
	WeakestIn int             `json:"weakestIn"` // units of which no area stands lower
}

// picture is the spread by which the units are told: as published, if they are.
func (f fire) picture() *maturity.Spread {
	if f.Published != nil {
		return f.Published
	}
	return f.ByRule
}

// fire draws the picture of a round.
func (f *forms) fire(at int, units []standing, lit string) (out fire, err error) {
	o := maturity.SpreadOptions{Lit: lit}
	spread := func(of form, o maturity.SpreadOptions) *maturity.Spread {
		if err != nil || len(of.rounds[at]) == 0 {
			return nil
		}
		var s maturity.Spread
		if s, err = maturity.NewSpread(of.model, of.rounds[at], o); err != nil {
			return nil
		}
		return &s
	}
	out.Published = spread(f.published, o)
	if f.main.model.Gate != maturity.Profile {
		out.ByRule = spread(f.main, o)
	}
	if f.notNested != nil {
		return out, err
	}
	out.Weakest = spread(f.weakest, o)
	m := f.profile.model
	out.Within = make([]int, len(m.Levels))
	for _, r := range units[0].Profile {
		if r.Lowest == "" { // it has areas in it, which have levels
			continue
		}
		o.Area = r.Area
		if s := spread(f.profile, o); s != nil {
			out.Areas = append(out.Areas, areaFire{Spread: *s})
		}
	}
	for _, s := range units {
		out.compare(m, s)
	}
	return out, err
}

// compare counts how far the areas of one unit are apart, and which are weakest.
func (f *fire) compare(m *maturity.Model, s standing) {
	areas := slices.DeleteFunc(slices.Clone(s.Profile), func(r maturity.AreaResult) bool { return r.Lowest == "" })
	least, greatest := len(m.Levels), 0
	for _, r := range areas {
		if r.Lowest != r.Highest {
			f.Uneven++
			return
		}
		least, greatest = min(least, m.Place(r.Lowest)), max(greatest, m.Place(r.Lowest))
	}
	f.Within[greatest-least]++
	for i, r := range areas {
		if m.Place(r.Lowest) == least {
			f.Areas[i].WeakestIn++
		}
	}
}
