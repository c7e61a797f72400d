package maturity

import (
	"maps"
	"slices"

	"example.com/kmaturity/metrics"
)

// A ladder is climbed step by step. A level that isn't optional must be stood
// on: what its criteria need of a number stays needed further up. An optional
// one may be passed over, so its needs are its own. One look at each criterion
// is enough, however many levels there are.

// ladder is the levels of a model with what criteria of each came to.
type ladder struct {
	*Assessor
	steps [][]*Finding // by level
}

// reading names a number that criteria share: all that take the facts on a
// measure read the same, and all to which these are too old know as little.
type reading struct {
	measure string
	stale   bool
}

// reading names the number that a finding reads.
func (f *Finding) reading() reading { return reading{f.Measure.ID, f.Stale} }

// ladder takes some of the findings up the levels of a model.
func (a *Assessor) ladder(findings []Finding, of []int) ladder {
	l := ladder{a, make([][]*Finding, len(a.model.Levels))}
	for _, i := range of {
		at := a.level[i]
		l.steps[at] = append(l.steps[at], &findings[i])
	}
	return l
}

// reached are the highest level that is certain and the highest that is
// possible.
func (l ladder) reached() (lowest, highest int) {
	if l.model.Gate == Prerequisite {
		return l.required()
	}
	through := step{true, true, map[reading]metrics.Interval{}}
	for at, findings := range l.steps {
		here := through.up(findings, at > 0)
		if here.certain {
			lowest = at
		}
		if here.possible {
			highest = at
		}
		if !l.model.Levels[at].Optional {
			maps.Copy(through.left, here.left)
			through.certain, through.possible = here.certain, here.possible
		}
	}
	return lowest, highest
}

// required is reached where each level stands on those that it names.
func (l ladder) required() (lowest, highest int) {
	for at := range l.steps {
		here := step{true, true, map[reading]metrics.Interval{}}
		for _, below := range l.stands[at] {
			up := here.up(l.steps[below], below > 0)
			maps.Copy(here.left, up.left)
			here.certain, here.possible = up.certain, up.possible
		}
		if here.certain {
			lowest = at
		}
		if here.possible {
			highest = at
		}
	}
	return lowest, highest
}

// step is what has come of the needs up to a level.
type step struct {
	certain  bool                         // each is met
	possible bool                         // all can be met together
	left     map[reading]metrics.Interval // of each number that they cut, what meets them
}

// up is the step above s: the numbers left are those that it cuts itself. A level
// that must be gated and of which nothing is applicable is never passed.
func (s step) up(findings []*Finding, gated bool) step {
	up := step{s.certain, s.possible, map[reading]metrics.Interval{}}
	applicable := false
	for _, f := range findings {
		if f.Outcome == NotApplicable {
			continue
		}
		applicable = true
		if f.Waiver != nil {
			continue
		}
		of := f.reading()
		have, ok := up.left[of]
		if !ok {
			have, ok = s.left[of]
		}
		if !ok {
			have = f.Have
		}
		if have, ok = have.Intersect(f.Need); ok {
			have, ok = f.Measure.Cut(have)
		}
		up.left[of] = have
		up.certain = up.certain && f.Outcome == Met
		up.possible = up.possible && ok
	}
	if gated && !applicable {
		up.certain, up.possible = false, false
	}
	return up
}

// next is the level to aim at above one: the nearest that isn't optional, or the
// nearest at all; -1 above the last.
func (a *Assessor) next(lowest int) int {
	above := a.model.Levels[lowest+1:]
	if len(above) == 0 {
		return -1
	}
	return lowest + 1 + max(0, slices.IndexFunc(above, func(l Level) bool { return !l.Optional }))
}

// wanting lists the criteria that keep a level from being certain, in the model's
// order: those of it and of what it stands on that aren't met, waived or not
// applicable.
func (a *Assessor) wanting(findings []Finding, target int) []string {
	ids := []string{}
	if target < 0 {
		return ids
	}
	for i := range findings {
		f := &findings[i]
		if slices.Contains(a.stands[target], a.level[i]) && f.Outcome != Met && f.Outcome != NotApplicable && f.Waiver == nil {
			ids = append(ids, f.Criterion)
		}
	}
	return ids
}
