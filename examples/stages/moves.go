package main

import (
	"cmp"
	"slices"

	"example.com/kmaturity/metrics"
)

// moves are how units that stand in two rounds, by id, moved between them.
type moves struct {
	From       string   `json:"from"`
	To         string   `json:"to"`
	Common     int      `json:"common"`
	OnlyBefore []string `json:"onlyBefore"`
	OnlyAfter  []string `json:"onlyAfter"`
	Published  tally    `json:"published"` // by the levels published in each round
	Own        tally    `json:"own"`       // by the levels as the later round gives both
	Certain    certain  `json:"certain"`   // by the dimensions alone
	Moved      []move   `json:"moved"`     // by the later round's own account
}

// tally counts moves.
type tally struct {
	Down  int `json:"down"`
	Same  int `json:"same"`
	UpOne int `json:"upOne"`
	Up    int `json:"up"` // by more than one level
}

func (t *tally) add(steps int) {
	switch {
	case steps < 0:
		t.Down++
	case steps == 0:
		t.Same++
	case steps == 1:
		t.UpOne++
	default:
		t.Up++
	}
}

// certain counts the moves that every score allowed by the answers makes.
type certain struct {
	Down int `json:"down"`
	Same int `json:"same"`
	Up   int `json:"up"`
	Open int `json:"open"` // it can't be told
}

// move is the move of one unit.
type move struct {
	Unit  string `json:"unit"`
	From  string `json:"from"`
	To    string `json:"to"`
	Steps int    `json:"steps"`
}

// restatement is a level of the earlier round that the later one gives otherwise.
type restatement struct {
	Unit    string `json:"unit"`
	Name    string `json:"name,omitzero"`
	Was     string `json:"was"`
	Now     string `json:"now"`     // what the later round says it was
	Then    string `json:"then"`    // the level of the later round
	Allowed bool   `json:"allowed"` // the answers of the earlier round allow both
}

// move compares two rounds.
func (a *account) move(rounds []round, told []roundAccount) (*moves, []restatement) {
	m := &moves{From: told[0].Round, To: told[1].Round, OnlyBefore: []string{}, OnlyAfter: []string{}, Moved: []move{}}
	restated := []restatement{}
	earlier := map[string]standing{}
	for _, s := range told[0].Units {
		earlier[s.Unit] = s
	}
	for i, now := range told[1].Units {
		was, ok := earlier[now.Unit]
		if !ok {
			m.OnlyAfter = append(m.OnlyAfter, now.Unit)
			continue
		}
		delete(earlier, now.Unit)
		m.Common++
		own := rounds[1].units[i].before
		m.Published.add(a.steps(was.Published, now.Published))
		m.Own.add(a.steps(own, now.Published))
		if steps := a.steps(own, now.Published); steps != 0 {
			m.Moved = append(m.Moved, move{now.Unit, own, now.Published, steps})
		}
		m.Certain.add(a, was.span(), now.span())
		if own != was.Published {
			at, low, high := a.place(own), a.place(was.Assessment.Lowest), a.place(was.Assessment.Highest)
			restated = append(restated, restatement{now.Unit, now.Name, was.Published, own, now.Published, low <= at && at <= high})
		}
	}
	for _, s := range told[0].Units {
		if _, ok := earlier[s.Unit]; ok {
			m.OnlyBefore = append(m.OnlyBefore, s.Unit)
		}
	}
	slices.SortFunc(restated, func(x, y restatement) int { return cmp.Compare(x.Unit, y.Unit) })
	slices.SortStableFunc(m.Moved, func(x, y move) int { return y.Steps - x.Steps })
	return m, restated
}

func (a *account) steps(from, to string) int { return a.place(to) - a.place(from) }

func (c *certain) add(a *account, was, now span) {
	switch {
	case a.steps(was.Highest, now.Lowest) > 0:
		c.Up++
	case a.steps(was.Lowest, now.Highest) < 0:
		c.Down++
	case was.Lowest == was.Highest && was == now:
		c.Same++
	default:
		c.Open++
	}
}

// fire is the picture of a round that doesn't average: who is lit, and how far.
type fire struct {
	Levels   []levelCount     `json:"levels"`
	Least    string           `json:"least,omitzero"`    // level of any unit
	Greatest string           `json:"greatest,omitzero"` // of any unit
	Spread   int              `json:"spread"`            // levels between them
	Within   []int            `json:"within,omitempty"`  // units by levels between their weakest and strongest area
	Uneven   int              `json:"uneven"`            // units in which that isn't certain
	Areas    []areaCount      `json:"areas,omitempty"`
	Mean     metrics.Interval `json:"mean,omitzero"` // of the scores; beside the rest, never alone
	Lagging  []string         `json:"lagging"`       // units at the least level
}

// levelCount counts the units at a level.
type levelCount struct {
	Level    string `json:"level"`
	Units    int    `json:"units"`    // as published, or for certain where nothing is
	AtLeast  int    `json:"atLeast"`  // at the level or above
	Certain  int    `json:"certain"`  // by the rule
	Possible int    `json:"possible"` // by the rule
	Weakest  int    `json:"weakest"`  // for certain, as their weakest area
}

// areaCount counts units by their level in an area.
type areaCount struct {
	Area    string `json:"area"`
	Units   []int  `json:"units"` // by level, for certain
	Open    int    `json:"open"`  // not certain
	Weakest int    `json:"weakest"`
}

// fire draws the picture.
func (a *account) fire(units []standing) fire {
	f := fire{Lagging: []string{}, Within: make([]int, len(a.Levels))}
	for _, l := range a.Levels {
		f.Levels = append(f.Levels, levelCount{Level: l})
	}
	least, greatest := len(a.Levels), -1
	sum, scored := metrics.Exactly(0), 0
	for _, s := range units {
		low, high := a.place(s.Assessment.Lowest), a.place(s.Assessment.Highest)
		at := low
		if s.Published != "" {
			at = a.place(s.Published)
		} else if low != high {
			at = -1
		}
		for i := range f.Levels {
			l := &f.Levels[i]
			count(&l.Units, at == i)
			count(&l.AtLeast, at >= i)
			count(&l.Certain, low == i && high == i)
			count(&l.Possible, low <= i && i <= high)
			count(&l.Weakest, s.Weakest == span{a.Levels[i], a.Levels[i]})
		}
		if at >= 0 {
			least, greatest = min(least, at), max(greatest, at)
		}
		if !s.Assessment.Score.IsAnything() {
			sum = sum.Add(s.Assessment.Score)
			scored++
		}
		f.profile(a, s)
	}
	if scored > 0 {
		f.Mean = sum.Times(metrics.Exactly(1 / float64(scored))).Rounded()
	}
	if greatest < 0 {
		return f
	}
	f.Least, f.Greatest, f.Spread = a.Levels[least], a.Levels[greatest], greatest-least
	for _, s := range units {
		if s.Published == f.Least || s.Published == "" && s.Assessment.Highest == f.Least {
			f.Lagging = append(f.Lagging, s.Unit)
		}
	}
	return f
}

// profile counts the areas of one unit.
func (f *fire) profile(a *account, s standing) {
	if len(s.Profile) == 0 {
		return
	}
	if f.Areas == nil {
		for _, r := range s.Profile {
			f.Areas = append(f.Areas, areaCount{Area: r.Area, Units: make([]int, len(a.Levels))})
		}
	}
	least, greatest, sure := len(a.Levels), -1, true
	for i, r := range s.Profile {
		at := a.place(r.Lowest)
		if r.Lowest != r.Highest {
			f.Areas[i].Open++
			sure = false
			continue
		}
		f.Areas[i].Units[at]++
		least, greatest = min(least, at), max(greatest, at)
	}
	if !sure {
		f.Uneven++
		return
	}
	f.Within[greatest-least]++
	for i, r := range s.Profile {
		count(&f.Areas[i].Weakest, a.place(r.Lowest) == least)
	}
}

func count(n *int, counts bool) {
	if counts {
		*n++
	}
}
