package maturity

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// ErrOtherModel says that assessments were made under another model, another version of
// it or another gate, so that their levels and criteria can't be compared.
var ErrOtherModel = errors.New("made under another model, version or gate")

// DiffOptions say how two assessments are compared. The zero value compares two under
// the same model and version.
type DiffOptions struct {
	// Mapping says which criteria are the same, from ids of the first assessment to ids
	// of the second, where they were made under another model, version or gate. Where it is
	// given, only what it names is the same; the rest was removed or added.
	Mapping map[string]string
}

// Basis is what an assessment was made under, and for which day.
type Basis struct {
	Model     string       `json:"model"`              // id of the model
	Version   string       `json:"version"`            // of the model
	Gate      Gate         `json:"gate"`               // the rule by which levels were reached
	Conflicts Conflicts    `json:"conflicts,omitzero"` // how facts that disagree were settled
	AsOf      metrics.Date `json:"asOf,omitzero"`      // the day that it was made for; none: all facts
}

// String names the model, its version and its gate.
func (b Basis) String() string {
	return fmt.Sprintf("%q, version %q, %s", strict.Clip(b.Model), strict.Clip(b.Version), b.Gate)
}

// LevelRange is where a level lies: ids of the least and the greatest. Both are empty
// where there is none.
type LevelRange struct {
	Lowest  string `json:"lowest,omitzero"`  // id of the least
	Highest string `json:"highest,omitzero"` // id of the greatest
}

// Shift is how the level of the whole, or of an area, went.
type Shift struct {
	Area   string     `json:"area,omitzero"`   // id; empty: the whole
	Before LevelRange `json:"before,omitzero"` // where it stood
	After  LevelRange `json:"after,omitzero"`  // where it stands
	Move   Move       `json:"move"`            // which way, if that is certain
}

// Change is one criterion whose finding differs.
type Change struct {
	Before Finding `json:"before,omitzero"` // zero where the criterion was added
	After  Finding `json:"after,omitzero"`  // zero where it was removed
	Why    []Cause `json:"why"`             // every cause that shows, in the order of Causes; at least one
}

// Changes are what differs between two assessments, and why.
type Changes struct {
	From     Basis    `json:"from"`           // what the first assessment was made under
	To       Basis    `json:"to"`             // what the second was made under
	Whole    Shift    `json:"whole"`          // how the level of the whole moved
	Areas    []Shift  `json:"areas,omitzero"` // those that have levels, changed or not, in order of the second assessment, then those that it lacks
	Criteria []Change `json:"criteria"`       // those that differ, in order of the second assessment, then those removed
	Order    []string `json:"order,omitzero"` // ids of all criteria of the second, if they aren't those of the first in the same order
}

// UnmarshalJSON reads changes strictly.
func (c *Changes) UnmarshalJSON(data []byte) error {
	type plain Changes
	return strict.Unmarshal("maturity", data, (*plain)(c), nil)
}

// Empty reports whether nothing differs: no finding and no level.
func (c Changes) Empty() bool {
	moved := func(s Shift) bool { return s.Move != MoveUnknown && s.Move != Unchanged }
	return len(c.Criteria) == 0 && len(c.Order) == 0 && !moved(c.Whole) && !slices.ContainsFunc(c.Areas, moved)
}

// Diff is what changed from a to b, and why; m is the model of b, and of a unless
// o.Mapping is given. It is an error, which names every fault at once, if the model
// isn't valid, an assessment belongs to another model or version (ErrOtherModel), has a
// criterion twice or a level that the model lacks, if b is of an earlier day, or if
// the mapping names a criterion that isn't there or one of b twice.
//
// Levels are compared by their places in m. Under a mapping from another model no move
// of a level can be told.
func (m *Model) Diff(a, b Assessment, o DiffOptions) (Changes, error) {
	if err := m.Validate(); err != nil {
		return Changes{}, err
	}
	p := strict.In("maturity")
	m.accept(p, "a", a, o.Mapping == nil)
	m.accept(p, "b", b, true)
	if !b.AsOf.IsZero() && b.AsOf.Before(a.AsOf) {
		p.Addf("b.asOf", "%s is before %s, the day of a", b.AsOf, a.AsOf)
	}
	o.check(p, a, b)
	if err := p.Err(); err != nil {
		return Changes{}, err
	}
	return m.changes(a, b, o), nil
}

// check reports what is wrong with the mapping.
func (o DiffOptions) check(p *strict.Problems, a, b Assessment) {
	from, to := places(a.Findings), places(b.Findings)
	taken := map[string]bool{}
	for _, id := range sortedKeys(o.Mapping) {
		path, other := strict.Key("mapping", id), o.Mapping[id]
		if _, ok := from[id]; !ok {
			p.Absentf(path, "a has no criterion %q", strict.Clip(id))
		}
		if _, ok := to[other]; !ok {
			p.Absentf(path, "b has no criterion %q", strict.Clip(other))
		} else if taken[other] {
			p.Addf(path, "the criterion %q of b has another one already", strict.Clip(other))
		}
		taken[other] = true
	}
}

// accept reports what keeps an assessment from being compared under the model; own
// says whether it must have been made under it.
func (m *Model) accept(p *strict.Problems, path string, a Assessment, own bool) {
	if own && (a.Model != m.ID || a.Version != m.Version || a.Gate != m.Gate) {
		p.Addf(path, "%w: want %s, have %s", ErrOtherModel, Basis{Model: m.ID, Version: m.Version, Gate: m.Gate}, a.basis())
		own = false
	}
	seen := map[string]bool{}
	for i, f := range a.Findings {
		at := strict.Join(path, strict.Join(strict.Index("findings", i), "criterion"))
		if f.Criterion == "" {
			p.Absentf(at, "is missing")
		} else if seen[f.Criterion] {
			p.Addf(at, "%q stands twice", strict.Clip(f.Criterion))
		}
		seen[f.Criterion] = true
	}
	level := func(path string, r LevelRange) {
		if low, high, ok := m.places(r); own && r != (LevelRange{}) && (!ok || low > high) {
			p.Addf(path, "want two levels of the model in their order, have %q and %q", strict.Clip(r.Lowest), strict.Clip(r.Highest))
		}
	}
	level(path, a.levels())
	areas := map[string]bool{}
	for i, r := range a.Areas {
		at := strict.Join(path, strict.Index("areas", i))
		level(at, r.levels())
		if areas[r.Area] {
			p.Addf(strict.Join(at, "area"), "%q stands twice", strict.Clip(r.Area))
		}
		areas[r.Area] = true
	}
}

func (a Assessment) levels() LevelRange { return LevelRange{a.Lowest, a.Highest} }
func (r AreaResult) levels() LevelRange { return LevelRange{r.Lowest, r.Highest} }
func (a Assessment) basis() Basis {
	return Basis{a.Model, a.Version, a.Gate, a.Conflicts, a.AsOf}
}

// places are where the ends of a range stand, and false if the model lacks one.
func (m *Model) places(r LevelRange) (low, high int, ok bool) {
	low, high = m.Place(r.Lowest), m.Place(r.Highest)
	return low, high, low >= 0 && high >= 0
}

// places are where criteria stand among findings.
func places(findings []Finding) map[string]int {
	at := make(map[string]int, len(findings))
	for i, f := range findings {
		at[f.Criterion] = i
	}
	return at
}

// changes is Diff of assessments that have been accepted.
func (m *Model) changes(a, b Assessment, o DiffOptions) Changes {
	c := Changes{From: a.basis(), To: b.basis(), Criteria: []Change{}}
	from := places(a.Findings)
	origin := map[string]string{} // of b's criteria
	for _, f := range a.Findings {
		if o.Mapping == nil {
			origin[f.Criterion] = f.Criterion
		} else if id, ok := o.Mapping[f.Criterion]; ok {
			origin[id] = f.Criterion
		}
	}
	ages := map[string]int{}
	for _, x := range m.Criteria {
		ages[x.ID] = x.MaxAge
	}
	same := len(a.Findings) == len(b.Findings)
	order := []string{}
	kept := map[string]bool{}
	for i, f := range b.Findings {
		order = append(order, f.Criterion)
		same = same && a.Findings[i].Criterion == f.Criterion
		if id, ok := origin[f.Criterion]; !ok {
			c.Criteria = append(c.Criteria, Change{After: f.clone(), Why: []Cause{AddedCriterion}})
		} else {
			kept[id] = true
			if before := a.Findings[from[id]]; !before.same(f) {
				c.Criteria = append(c.Criteria, Change{before.clone(), f.clone(), why(before, f, a, b, ages[f.Criterion])})
			}
		}
	}
	for _, f := range a.Findings {
		if !kept[f.Criterion] {
			c.Criteria = append(c.Criteria, Change{Before: f.clone(), Why: []Cause{RemovedCriterion}})
		}
	}
	if !same {
		c.Order = order
	}
	m.shifts(&c, a, b)
	return c
}

// shifts tells how levels went, once the criteria that differ are known.
func (m *Model) shifts(c *Changes, a, b Assessment) {
	comparable := a.Model == b.Model
	changed, removed := map[string]bool{}, false
	for _, x := range c.Criteria {
		changed[x.After.Criterion] = true
		removed = removed || x.After.Criterion == "" // of which area isn't said
	}
	touched := map[string]bool{}
	in := map[string]string{}
	for _, area := range m.Areas {
		in[area.ID] = area.In
	}
	for _, criterion := range m.Criteria {
		for at := criterion.Area; changed[criterion.ID] && at != "" && !touched[at]; at = in[at] {
			touched[at] = true
		}
	}
	c.Whole = m.shift("", a.levels(), b.levels(), comparable, len(c.Criteria) == 0)
	before := map[string]LevelRange{}
	for _, r := range a.Areas {
		before[r.Area] = r.levels()
	}
	add := func(area string, before, after LevelRange) {
		if before != (LevelRange{}) || after != (LevelRange{}) {
			c.Areas = append(c.Areas, m.shift(area, before, after, comparable, !touched[area] && !removed))
		}
	}
	for _, r := range b.Areas {
		add(r.Area, before[r.Area], r.levels())
		delete(before, r.Area)
	}
	for _, r := range a.Areas {
		if old, ok := before[r.Area]; ok {
			add(r.Area, old, LevelRange{})
		}
	}
}

// shift is how a level went; quiet says that no finding behind it differs.
func (m *Model) shift(area string, before, after LevelRange, comparable, quiet bool) Shift {
	s := Shift{area, before, after, Unclear}
	low, high, ok := m.places(before)
	lowAfter, highAfter, alsoOk := m.places(after)
	switch {
	case before == LevelRange{} && after == LevelRange{}:
		s.Move = MoveUnknown
	case !comparable || !ok || !alsoOk:
	case lowAfter > high+1:
		s.Move = Skip
	case lowAfter > high:
		s.Move = Rise
	case highAfter < low:
		s.Move = Fall
	case before == after && (low == high || quiet):
		s.Move = Unchanged
	}
	return s
}

// same reports whether two findings don't differ in anything.
func (f Finding) same(g Finding) bool {
	if len(f.Disputed) == 0 && len(g.Disputed) == 0 {
		f.Disputed, g.Disputed = nil, nil
	}
	return reflect.DeepEqual(f, g)
}

// clone shares nothing with f.
func (f Finding) clone() Finding {
	f.Disputed = slices.Clone(f.Disputed)
	if f.Waiver != nil {
		w := *f.Waiver
		f.Waiver = &w
	}
	return f
}

// why lists the causes of a difference that show in two findings of assessments a and b
// on a criterion that counts facts of up to maxAge days.
func why(before, after Finding, a, b Assessment, maxAge int) (all []Cause) {
	rule := func(f Finding) Finding {
		return Finding{Criterion: f.Criterion, Measure: f.Measure, Need: f.Need, Says: f.Says, Remedy: f.Remedy, Source: f.Source}
	}
	waiver := func(f Finding) (w Waiver) {
		if f.Waiver != nil {
			w = *f.Waiver
		}
		return w
	}
	applies := (before.Outcome == NotApplicable) == (after.Outcome == NotApplicable) && before.Because == after.Because
	aged := maxAge > 0 && !b.AsOf.IsZero() && hasAged(before, after, b.AsOf.AddDays(-maxAge))
	explained := before.Stale != after.Stale || !applies || before.Measure != after.Measure
	cause, ok := restated(before, after, explained)
	policy := a.Conflicts != b.Conflicts && (ok || !applies || before.Conflict != after.Conflict)
	switch newer := after.newest().After(before.newest()); {
	case policy:
		applies = true // which is settled with the rest
	case ok && newer:
		all = append(all, NewerEvidence)
	case ok && !aged:
		all = append(all, cause)
	}
	for _, x := range []struct {
		is    bool
		cause Cause
	}{
		{waiver(before) != waiver(after), WaiverChange},
		{before.Stale != after.Stale || aged && !policy, Staleness},
		{!applies, Applicability},
		{!rule(before).same(rule(after)), RuleChange},
		{policy, PolicyChange},
	} {
		if x.is {
			all = append(all, x.cause)
		}
	}
	if len(all) == 0 {
		all = append(all, CauseUnknown)
	}
	return all
}

// newest is the newest day of which the facts behind a finding speak.
func (f Finding) newest() metrics.Date {
	day := f.AsOf
	for _, x := range f.Disputed {
		if x.AsOf.After(day) {
			day = x.AsOf
		}
	}
	return day
}

// hasAged reports whether a fact that had a say is of a day before the oldest that counts.
func hasAged(before, after Finding, oldest metrics.Date) bool {
	return slices.ContainsFunc(before.Disputed, func(f Fact) bool {
		return f.AsOf.Before(oldest) && !slices.Contains(after.Disputed, f)
	})
}

// restated is the cause that lies in the evidence itself, and false if there is none;
// explained says that another cause accounts for another value of the same day.
func restated(before, after Finding, explained bool) (Cause, bool) {
	reads := func(f Finding) Finding {
		return Finding{Have: f.Have, Evidence: f.Evidence, Conflict: f.Conflict, Disputed: f.Disputed}
	}
	silent := func(f Finding) bool {
		all, _ := f.Measure.Bounds()
		return f.Have == all && f.Evidence == "" && !f.Conflict
	}
	switch {
	case before.Measure.ID != after.Measure.ID: // the days are those of two things
		return 0, false
	case after.AsOf.After(before.AsOf):
		return NewerEvidence, true
	case after.AsOf.Before(before.AsOf):
		return Restatement, true
	case explained || reads(before).same(reads(after)):
		return 0, false
	case !before.AsOf.IsZero() || silent(after):
		return Restatement, true
	case silent(before):
		return NewerEvidence, true
	}
	return CauseUnknown, true
}
