package main

import (
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// account is all that is told, in the order in which it is told.
type account struct {
	Model   string        `json:"model"`
	Version string        `json:"version"`
	Name    string        `json:"name,omitzero"`
	Gate    maturity.Gate `json:"gate"`
	Levels  []string      `json:"levels"` // ids, from the lowest
	Target  string        `json:"target,omitzero"`
	// NotNested is why there is no level by the weakest area and no profile.
	NotNested      string          `json:"notNested,omitzero"`
	Rounds         []roundAccount  `json:"rounds"`
	Moves          *moves          `json:"moves,omitempty"`
	Contradictions []contradiction `json:"contradictions"`
	NotPerformed   *unperformed    `json:"notPerformed,omitempty"`
}

// roundAccount is what is told of one round.
type roundAccount struct {
	Round   string       `json:"round,omitzero"`
	AsOf    metrics.Date `json:"asOf,omitzero"`
	Within  int          `json:"within"`  // units whose published level is one that the rule allows
	Of      int          `json:"of"`      // units with a published level
	Ignored int          `json:"ignored"` // facts that didn't count
	Fire    fire         `json:"fire"`
	Units   []standing   `json:"units"`
}

// standing is where one unit stands.
type standing struct {
	Unit         string                `json:"unit"`
	Name         string                `json:"name,omitzero"`
	Published    string                `json:"published,omitzero"`
	NotPerformed []string              `json:"notPerformed,omitempty"`
	Weakest      maturity.LevelRange   `json:"weakestArea,omitzero"`
	Profile      []maturity.AreaResult `json:"profile,omitempty"`
	Assessment   maturity.Assessment   `json:"assessment"`
}

// byRule are the levels that the rule allows.
func (s standing) byRule() maturity.LevelRange {
	return maturity.LevelRange{Lowest: s.Assessment.Lowest, Highest: s.Assessment.Highest}
}

// contradiction is a published level that the published answers don't allow.
type contradiction struct {
	Unit      string              `json:"unit"`
	Name      string              `json:"name,omitzero"`
	Round     string              `json:"round"`
	Published string              `json:"published"`
	Allowed   maturity.LevelRange `json:"allowed"`
	Score     metrics.Interval    `json:"score,omitzero"`
}

// unperformed is what became of the dimensions that units say they don't perform.
type unperformed struct {
	Answers int             `json:"answers"`
	Highest int             `json:"highest"` // scored at the highest level all the same
	Others  []string        `json:"others"`
	Dropped []contradiction `json:"dropped"` // published levels that can't be right if they are left out instead
}

// form is a model laid out, with the assessments that were made under it: of each
// round, by unit.
type form struct {
	model *maturity.Model
	*maturity.Assessor
	rounds []map[string]maturity.Assessment
}

func newForm(m *maturity.Model, err error) (form, error) {
	if err != nil {
		return form{}, err
	}
	a, err := m.Assessor()
	return form{model: m, Assessor: a}, err
}

// assess assesses all units of one more round.
func (f *form) assess(units maturity.Units, o maturity.Options) error {
	all, err := f.AssessAll(units, o)
	f.rounds = append(f.rounds, all)
	return err
}

// forms are a model and what else the same answers are held against.
type forms struct {
	main             form
	weakest, profile form // nested, so that no strength makes up for a gap
	notNested        error
	published        form // the overall level itself
}

func newForms(m *maturity.Model) (f forms, err error) {
	if f.main, err = newForm(m, nil); err != nil {
		return f, err
	}
	if f.weakest, f.notNested = newForm(m.Under(maturity.WeakestArea)); f.notNested == nil {
		f.profile, f.notNested = newForm(m.Under(maturity.Profile))
	}
	f.published, err = newForm(overall(m), nil)
	return f, err
}

// measure of a published level.
const overallLevel = "overall level"

// overall is a model of published levels: whoever is published at a level stands there.
func overall(m *maturity.Model) *maturity.Model {
	out := &maturity.Model{
		ID: m.ID + ", as published", Version: m.Version, Gate: maturity.Staged,
		Measures: []metrics.Measure{{ID: overallLevel, Kind: metrics.Count}},
		Scales:   []maturity.Scale{{Measure: overallLevel}},
	}
	for at, l := range m.Levels {
		place := float64(at)
		out.Levels = append(out.Levels, maturity.Level{ID: l.ID, Name: l.Name})
		out.Scales[0].Answers = append(out.Scales[0].Answers, maturity.ScaleValue{Says: l.ID, Value: metrics.Exactly(place)})
		if at > 0 {
			out.Criteria = append(out.Criteria, maturity.Criterion{ID: l.ID, Level: l.ID, Says: l.ID + " or above", Measure: overallLevel, Need: metrics.From(place)})
		}
	}
	return out
}

// tell assesses all units of all rounds.
func (f *forms) tell(rounds []round, o maturity.Options, lit string) (account, error) {
	m := f.main.model
	out := account{Model: m.ID, Version: m.Version, Name: m.Name, Gate: m.Gate, Target: o.Target, Contradictions: []contradiction{}}
	for _, l := range m.Levels {
		out.Levels = append(out.Levels, l.ID)
	}
	if f.notNested != nil {
		out.NotNested = f.notNested.Error()
	}
	for at, r := range rounds {
		o.AsOf = r.asOf
		if err := f.assess(r, o); err != nil {
			return out, err
		}
		told := f.round(at, r)
		for _, s := range told.Units {
			if c, ok := out.contradicts(s, r.label); ok {
				out.Contradictions = append(out.Contradictions, c)
				told.Within--
			}
		}
		var err error
		if told.Fire, err = f.fire(at, told.Units, lit); err != nil {
			return out, err
		}
		out.Rounds = append(out.Rounds, told)
	}
	if len(rounds) == 2 {
		var err error
		if out.Moves, err = f.moves(rounds, out); err != nil {
			return out, err
		}
	}
	err := f.leaveOut(&out, rounds, o)
	return out, err
}

// assess assesses all units of a round in each form.
func (f *forms) assess(r round, o maturity.Options) error {
	var units, published maturity.Units
	for _, u := range r.units {
		units = append(units, u.Unit)
		if u.published != "" {
			published = append(published, r.asPublished(u))
		}
	}
	if err := f.main.assess(units, o); err != nil {
		return err
	}
	o.Target = ""
	if err := f.published.assess(published, o); err != nil || f.notNested != nil {
		return err
	}
	for i, u := range units {
		units[i].Waivers = f.weakest.model.Translate(u.Waivers)
	}
	if err := f.weakest.assess(units, o); err != nil {
		return err
	}
	return f.profile.assess(units, o)
}

// round tells where the units of a round stand.
func (f *forms) round(at int, r round) roundAccount {
	told := roundAccount{Round: r.label, AsOf: r.asOf}
	for _, u := range r.units {
		s := standing{Unit: u.ID, Name: u.Name, Published: u.published, NotPerformed: u.notPerformed, Assessment: f.main.rounds[at][u.ID]}
		if f.notNested == nil {
			weakest := f.weakest.rounds[at][u.ID]
			s.Weakest = maturity.LevelRange{Lowest: weakest.Lowest, Highest: weakest.Highest}
			s.Profile = f.profile.rounds[at][u.ID].Areas
		}
		if s.Published != "" && s.Assessment.Lowest != "" {
			told.Of++
		}
		told.Ignored += len(s.Assessment.Ignored)
		told.Units = append(told.Units, s)
	}
	told.Within = told.Of
	return told
}

// contradicts reports whether the published level of a unit can't be right.
func (a *account) contradicts(s standing, label string) (contradiction, bool) {
	x := s.Assessment
	c := contradiction{Unit: s.Unit, Name: s.Name, Round: label, Published: s.Published, Allowed: s.byRule(), Score: x.Score}
	at := a.place(s.Published)
	return c, s.Published != "" && x.Lowest != "" && (at < a.place(x.Lowest) || at > a.place(x.Highest))
}

// place is the place of a level, counted from 0.
func (a *account) place(level string) int { return slices.Index(a.Levels, level) }

// leaveOut tells what would follow if what isn't performed counted as not applicable.
func (f *forms) leaveOut(out *account, rounds []round, o maturity.Options) error {
	all := unperformed{Others: []string{}, Dropped: []contradiction{}}
	for _, r := range rounds {
		o.AsOf = r.asOf
		for _, u := range r.units {
			if len(u.notPerformed) == 0 {
				continue
			}
			facts := slices.Clone(u.Facts)
			for i, fact := range facts {
				if !slices.Contains(u.notPerformed, fact.Measure) {
					continue
				}
				all.Answers++
				if fact.Answer == order[len(order)-1] {
					all.Highest++
				} else {
					all.Others = append(all.Others, u.ID+", "+r.label+": "+fact.Measure+" is "+fact.Answer)
				}
				facts[i].Answer, facts[i].NotApplicable = "", "not performed"
			}
			x, err := f.main.Assess(facts, o)
			if err != nil {
				return err
			}
			if c, ok := out.contradicts(standing{Unit: u.ID, Name: u.Name, Published: u.published, Assessment: x}, r.label); ok {
				all.Dropped = append(all.Dropped, c)
			}
		}
	}
	if all.Answers > 0 {
		out.NotPerformed = &all
	}
	return nil
}
