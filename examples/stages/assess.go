package main

import (
	"errors"
	"fmt"
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
	Restatements   []restatement   `json:"restatements"`
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
	Weakest      span                  `json:"weakestArea,omitzero"`
	Profile      []maturity.AreaResult `json:"profile,omitempty"`
	Assessment   maturity.Assessment   `json:"assessment"`
}

// span is the lowest and the highest level that are possible.
type span struct {
	Lowest  string `json:"lowest"`
	Highest string `json:"highest"`
}

func (s span) String() string {
	if s.Lowest == s.Highest {
		return s.Lowest
	}
	return s.Lowest + " to " + s.Highest
}

// span are the levels that the rule allows.
func (s standing) span() span { return span{s.Assessment.Lowest, s.Assessment.Highest} }

// contradiction is a published level that the published answers don't allow.
type contradiction struct {
	Unit      string           `json:"unit"`
	Name      string           `json:"name,omitzero"`
	Round     string           `json:"round"`
	Published string           `json:"published"`
	Allowed   span             `json:"allowed"`
	Score     metrics.Interval `json:"score,omitzero"`
}

// unperformed is what became of the dimensions that units say they don't perform.
type unperformed struct {
	Answers int             `json:"answers"`
	Highest int             `json:"highest"` // scored at the highest level all the same
	Others  []string        `json:"others"`
	Dropped []contradiction `json:"dropped"` // published levels that can't be right if they are left out instead
}

// assessor holds a model and its nested forms.
type assessor struct {
	model                  *maturity.Model
	main, weakest, profile *maturity.Assessor
	notNested              error
}

func newAssessor(m *maturity.Model) (*assessor, error) {
	main, err := m.Assessor()
	if err != nil {
		return nil, err
	}
	a := &assessor{model: m, main: main}
	for gate, to := range map[maturity.Gate]**maturity.Assessor{maturity.WeakestArea: &a.weakest, maturity.Profile: &a.profile} {
		form, err := nested(m, gate)
		if err == nil {
			*to, err = form.Assessor()
		}
		if err != nil {
			a.notNested = err
		}
	}
	return a, nil
}

// stand assesses one unit.
func (a *assessor) stand(u unit, o maturity.Options) (s standing, err error) {
	s = standing{Unit: u.id, Name: u.name, Published: u.published, NotPerformed: u.notPerformed}
	if s.Assessment, err = a.main.Assess(u.facts, o); err != nil || a.notNested != nil {
		return s, err
	}
	o.Target = ""
	weakest, err := a.weakest.Assess(u.facts, o)
	if err != nil {
		return s, err
	}
	profile, err := a.profile.Assess(u.facts, o)
	s.Weakest, s.Profile = span{weakest.Lowest, weakest.Highest}, profile.Areas
	return s, err
}

// tell assesses all units of all rounds.
func (a *assessor) tell(rounds []round, o maturity.Options) (account, error) {
	m := a.model
	out := account{
		Model: m.ID, Version: m.Version, Name: m.Name, Gate: m.Gate, Target: o.Target,
		Contradictions: []contradiction{}, Restatements: []restatement{},
	}
	for _, l := range m.Levels {
		out.Levels = append(out.Levels, l.ID)
	}
	if a.notNested != nil {
		out.NotNested = a.notNested.Error()
	}
	var errs []error
	for _, r := range rounds {
		o.AsOf = r.asOf
		told := roundAccount{Round: r.label, AsOf: r.asOf}
		for i, u := range r.units {
			s, err := a.stand(u, o)
			if err != nil {
				errs = append(errs, &assessError{i, u, err})
				continue
			}
			told.Units = append(told.Units, s)
			told.Ignored += len(s.Assessment.Ignored)
			if c, ok := out.contradicts(s, r.label); ok {
				out.Contradictions = append(out.Contradictions, c)
			}
		}
		for _, s := range told.Units {
			if s.Published != "" && s.Assessment.Lowest != "" {
				told.Of++
			}
		}
		told.Within = told.Of
		for _, c := range out.Contradictions {
			if c.Round == r.label {
				told.Within--
			}
		}
		told.Fire = out.fire(told.Units)
		out.Rounds = append(out.Rounds, told)
	}
	if err := errors.Join(errs...); err != nil {
		return out, err
	}
	if len(rounds) == 2 {
		out.Moves, out.Restatements = out.move(rounds, out.Rounds)
	}
	err := a.leaveOut(&out, rounds, o)
	return out, err
}

// assessError is what is wrong with the facts of a unit.
type assessError struct {
	at   int
	unit unit
	err  error
}

func (e *assessError) Error() string { return fmt.Sprintf("%s: %v", e.unit.id, e.err) }
func (e *assessError) Unwrap() error { return e.err }

// contradicts reports whether the published level of a unit can't be right.
func (a *account) contradicts(s standing, label string) (contradiction, bool) {
	x := s.Assessment
	c := contradiction{Unit: s.Unit, Name: s.Name, Round: label, Published: s.Published, Allowed: s.span(), Score: x.Score}
	at := a.place(s.Published)
	return c, s.Published != "" && x.Lowest != "" && (at < a.place(x.Lowest) || at > a.place(x.Highest))
}

// place is the place of a level, counted from 0.
func (a *account) place(level string) int { return slices.Index(a.Levels, level) }

// leaveOut tells what would follow if what isn't performed counted as not applicable.
func (a *assessor) leaveOut(out *account, rounds []round, o maturity.Options) error {
	all := unperformed{Others: []string{}, Dropped: []contradiction{}}
	for _, r := range rounds {
		o.AsOf = r.asOf
		for _, u := range r.units {
			if len(u.notPerformed) == 0 {
				continue
			}
			u.facts = slices.Clone(u.facts)
			for i, f := range u.facts {
				if !slices.Contains(u.notPerformed, f.Measure) {
					continue
				}
				all.Answers++
				if f.Answer == order[len(order)-1] {
					all.Highest++
				} else {
					all.Others = append(all.Others, fmt.Sprintf("%s, %s: %s is %s", u.id, r.label, f.Measure, f.Answer))
				}
				u.facts[i].Answer, u.facts[i].NotApplicable = "", "not performed"
			}
			x, err := a.main.Assess(u.facts, o)
			if err != nil {
				return err
			}
			if c, ok := out.contradicts(standing{Unit: u.id, Name: u.name, Published: u.published, Assessment: x}, r.label); ok {
				all.Dropped = append(all.Dropped, c)
			}
		}
	}
	if all.Answers > 0 {
		out.NotPerformed = &all
	}
	return nil
}
