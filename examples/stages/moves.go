package main

import (
	"cmp"
	"slices"

	"example.com/kmaturity/maturity"
)

// moves are how units that stand in two rounds, by id, moved between them.
type moves struct {
	From         string        `json:"from"`
	To           string        `json:"to"`
	Common       int           `json:"common"`
	OnlyBefore   []string      `json:"onlyBefore"`
	OnlyAfter    []string      `json:"onlyAfter"`
	Published    tally         `json:"published"` // by the levels published in each round
	Own          tally         `json:"own"`       // by the levels as the later round gives both
	ByRule       tally         `json:"byRule"`    // by the answers alone, whatever the scores
	Areas        []areaMoves   `json:"areas,omitempty"`
	Moved        []move        `json:"moved"` // by the later round's own account
	Restatements []restatement `json:"restatements"`
	// Fire is what became of the units that were lit, by the later round's own account.
	Fire maturity.SpreadChange `json:"fire"`
}

// tally counts moves.
type tally struct {
	Down  int `json:"down"`
	Same  int `json:"same"`
	UpOne int `json:"upOne"`
	Up    int `json:"up"`   // by more than one level
	Open  int `json:"open"` // it can't be told
}

func (t *tally) add(m maturity.Move) {
	switch m {
	case maturity.Fall:
		t.Down++
	case maturity.Unchanged:
		t.Same++
	case maturity.Rise:
		t.UpOne++
	case maturity.Skip:
		t.Up++
	default:
		t.Open++
	}
}

// areaMoves counts the moves of one area.
type areaMoves struct {
	Area  string `json:"area"`
	Tally tally  `json:"moves"`
}

// move is the move of one unit, and why: the areas that rose and fell.
type move struct {
	Unit  string        `json:"unit"`
	Name  string        `json:"name,omitzero"`
	Move  maturity.Move `json:"move"`
	From  string        `json:"from"`
	To    string        `json:"to"`
	Steps int           `json:"steps"`
	Rose  []string      `json:"rose,omitempty"`
	Fell  []string      `json:"fell,omitempty"`
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

// moves compares two rounds of which levels are published.
func (f *forms) moves(rounds []round, a account) (*moves, error) {
	m := &moves{From: rounds[0].label, To: rounds[1].label, OnlyBefore: []string{}, OnlyAfter: []string{}, Moved: []move{}, Restatements: []restatement{}}
	own := map[string]maturity.Assessment{}
	for _, u := range rounds[0].units {
		if _, ok := f.main.rounds[1][u.ID]; !ok {
			m.OnlyBefore = append(m.OnlyBefore, u.ID)
		}
	}
	for _, u := range rounds[1].units {
		if _, ok := f.main.rounds[0][u.ID]; !ok {
			m.OnlyAfter = append(m.OnlyAfter, u.ID)
			continue
		}
		m.Common++
		restated, err := f.move(m, rounds, u, a)
		if err != nil {
			return nil, err
		}
		own[u.ID] = restated
	}
	slices.SortFunc(m.Restatements, func(x, y restatement) int { return cmp.Compare(x.Unit, y.Unit) })
	slices.SortStableFunc(m.Moved, func(x, y move) int { return y.Steps - x.Steps })
	lit := a.Rounds[1].Fire.Published
	before, err := maturity.NewSpread(f.published.model, own, maturity.SpreadOptions{Lit: lit.Lit.Level})
	if err != nil {
		return nil, err
	}
	m.Fire, err = before.Change(*lit)
	return m, err
}

// move adds what became of one unit, and gives where it stood by the later round's
// account.
func (f *forms) move(m *moves, rounds []round, u unit, a account) (restated maturity.Assessment, err error) {
	was, now := f.main.rounds[0][u.ID], f.main.rounds[1][u.ID]
	byRule, err := f.main.model.Diff(was, now, maturity.DiffOptions{})
	if err != nil {
		return restated, err
	}
	m.ByRule.add(byRule.Whole.Move)
	published := f.published.rounds[0][u.ID]
	restated, err = f.published.Assess(rounds[0].restated(u, rounds[1].label), maturity.Options{AsOf: rounds[0].asOf})
	if err != nil {
		return restated, err
	}
	x, err := f.published.model.DiffRestated(published, restated, f.published.rounds[1][u.ID])
	if err != nil {
		return restated, err
	}
	m.Published.add(x.Apparent.Move)
	shift := x.Movement.Whole
	m.Own.add(shift.Move)
	one := move{Unit: u.ID, Name: u.Name, Move: shift.Move, From: shift.Before.Lowest, To: shift.After.Lowest}
	if one.Steps = a.place(one.To) - a.place(one.From); f.notNested == nil {
		if err := f.why(m, &one); err != nil {
			return restated, err
		}
	}
	if one.Steps != 0 {
		m.Moved = append(m.Moved, one)
	}
	if said := x.Restatement.Whole; said.Move != maturity.Unchanged {
		at := a.place(restated.Lowest)
		allowed := a.place(was.Lowest) <= at && at <= a.place(was.Highest)
		m.Restatements = append(m.Restatements, restatement{u.ID, u.Name, said.Before.Lowest, said.After.Lowest, u.published, allowed})
	}
	return restated, nil
}

// why counts the moves of areas, and names those of one unit.
func (f *forms) why(m *moves, one *move) error {
	c, err := f.profile.model.Diff(f.profile.rounds[0][one.Unit], f.profile.rounds[1][one.Unit], maturity.DiffOptions{})
	if err != nil {
		return err
	}
	for i, s := range c.Areas {
		if i == len(m.Areas) {
			m.Areas = append(m.Areas, areaMoves{Area: s.Area})
		}
		m.Areas[i].Tally.add(s.Move)
		switch s.Move {
		case maturity.Rise, maturity.Skip:
			one.Rose = append(one.Rose, s.Area)
		case maturity.Fall:
			one.Fell = append(one.Fell, s.Area)
		}
	}
	return nil
}
