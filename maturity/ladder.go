package maturity

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// A ladder is climbed step by step. A level that isn't optional must be stood
// on: what its criteria need of a number stays needed further up. An optional
// one may be passed over, so its needs are its own. One look at each criterion
// is enough, however many levels there are.

// number is the place of a number that criteria share: all that take the facts on a
// measure read the same, and all to which these are too old know as little.
func (a *Assessor) number(i int, f *Finding) int {
	if f.Stale {
		return 2*a.measure[i] + 1
	}
	return 2 * a.measure[i]
}

// ladder takes the criteria of steps up the levels.
type ladder struct {
	*Assessor
	findings []Finding
	steps    [][]int // places of criteria, by level

	left  []metrics.Interval // of each number that the levels stood on cut, what meets them
	is    []bool             // whether they do
	here  []metrics.Interval // the same of the level that is looked at
	level []int              // the look in which here was written, by number
	looks int
	cut   []int // the numbers that the level cuts
}

// ladder is a ladder over the findings, to be climbed by steps.
func (a *Assessor) ladder(findings []Finding) *ladder {
	n := 2 * len(a.model.Measures)
	both := make([]metrics.Interval, 2*n)
	return &ladder{Assessor: a, findings: findings, left: both[:n], is: make([]bool, n), here: both[n:], level: make([]int, n)}
}

// climb are the highest level that is certain and the highest that is possible by
// some steps.
func (l *ladder) climb(steps [][]int) (lowest, highest int) {
	l.steps = steps
	if l.model.Gate == Prerequisite {
		return l.required()
	}
	clear(l.is)
	certain, possible := true, true
	for at := range steps {
		sure, may := l.look(at)
		if sure = sure && certain; sure {
			lowest = at
		}
		if may = may && possible; may {
			highest = at
		}
		if !l.model.Levels[at].Optional {
			l.stand()
			certain, possible = sure, may
		}
	}
	return lowest, highest
}

// required is climbed where each level stands on those that it names.
func (l *ladder) required() (lowest, highest int) {
	for at := range l.steps {
		clear(l.is)
		certain, possible := true, true
		for _, below := range l.stands[at] {
			sure, may := l.look(below)
			l.stand()
			certain, possible = certain && sure, possible && may
		}
		if certain {
			lowest = at
		}
		if possible {
			highest = at
		}
	}
	return lowest, highest
}

// look looks at a level: whether each of its criteria is met, and whether all can be
// together with what is stood on. A level that is gated and of which nothing is
// applicable is never passed.
func (l *ladder) look(at int) (certain, possible bool) {
	l.looks++
	l.cut = l.cut[:0]
	certain, possible = true, true
	applicable := false
	for _, i := range l.steps[at] {
		f := &l.findings[i]
		if f.Outcome == NotApplicable {
			continue
		}
		applicable = true
		if f.Waiver != nil {
			continue
		}
		k, have := l.number(i, f), f.Have
		switch {
		case l.level[k] == l.looks:
			have = l.here[k]
		case l.is[k]:
			have = l.left[k]
		}
		have, ok := have.Intersect(f.Need)
		if ok {
			have, ok = f.Measure.Cut(have)
		}
		if l.level[k] != l.looks {
			l.cut = append(l.cut, k)
		}
		l.here[k], l.level[k] = have, l.looks
		certain = certain && f.Outcome == Met
		possible = possible && ok
	}
	if at > 0 && !applicable {
		return false, false
	}
	return certain, possible
}

// stand stands on the level that was looked at last.
func (l *ladder) stand() {
	for _, k := range l.cut {
		l.left[k], l.is[k] = l.here[k], true
	}
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

// wanting are the places of the criteria of an area (-1: of all) that keep a level
// from being certain, in the model's order: those of it and of what it stands on
// that aren't met, waived or not applicable.
func (a *Assessor) wanting(findings []Finding, area, target int) (all []int) {
	if target < 0 {
		return nil
	}
	wants := func(i int) bool {
		return (area < 0 || a.area[i] == area) && findings[i].lacks() && a.needs(target, a.level[i])
	}
	n := 0
	for i := range findings {
		if wants(i) {
			n++
		}
	}
	all = make([]int, 0, n)
	for i := range findings {
		if wants(i) {
			all = append(all, i)
		}
	}
	return all
}
