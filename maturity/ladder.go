package maturity

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// A ladder is climbed level by level, from the lowest. Numbers of different measures
// vary freely. What criteria ask of one measure is told one by one where they all bound
// it from the same side, since what meets the hardest meets all. Only of a measure that
// is bounded from both sides is it kept what meets all that was stood on so far; that
// is enough, since Validate refuses such a measure where a level that reads it can be
// passed over, unless no other level reads it. So one look at each criterion and at each
// requirement of a level is enough.

// look looks at the criteria of a level: whether each is met, and whether all can be.
// A level that is gated and of which nothing is applicable is never passed. What meets
// the criteria so far is kept in left, by number.
func (a *Assessor) look(findings []Finding, criteria []int, left []rest) (certain, possible bool) {
	certain, possible = true, true
	applicable := false
	for _, i := range criteria {
		f := &findings[i]
		if f.Outcome == NotApplicable {
			continue
		}
		applicable = true
		if f.Waiver != nil {
			continue
		}
		certain = certain && f.Outcome == Met
		possible = possible && f.Outcome != Unmet
		if at := a.both[a.number[i]]; at >= 0 && possible {
			if f.Stale { // to all criteria for which the facts are too old it is another number
				at += a.between
			}
			possible = left[at].cut(f)
		}
	}
	return certain && applicable, possible && applicable
}

// rest is what is left of a number that criteria bound from both sides.
type rest struct {
	have, left metrics.Interval
	begun      bool
}

// cut cuts a number to what meets one more criterion, and reports whether any is left.
// Where other facts count for this criterion than for those before it, such as the
// worst ones, it reads another number.
func (r *rest) cut(f *Finding) bool {
	if !r.begun {
		*r = rest{f.Have, f.Have, true}
	}
	if f.Have != r.have {
		return true
	}
	left, ok := r.left.Intersect(f.Need)
	if ok {
		left, ok = f.Measure.Cut(left)
	}
	if ok {
		r.left = left
	}
	return ok
}

// climb are the highest level that is certain and the highest that is possible by
// some criteria, given by level.
func (a *Assessor) climb(findings []Finding, steps [][]int) (lowest, highest int) {
	left := make([]rest, 2*a.between)
	var reached [][2]bool // of each level, under Prerequisite
	if a.requires != nil {
		reached = make([][2]bool, len(steps))
	}
	certain, possible := true, true
	for at := range steps {
		sure, may := true, true
		if at > 0 {
			sure, may = a.look(findings, steps[at], left)
		}
		if reached != nil {
			certain, possible = true, true
			for _, below := range a.requires[at] {
				certain, possible = certain && reached[below][0], possible && reached[below][1]
			}
		}
		sure, may = sure && certain, may && possible
		if sure {
			lowest = at
		}
		if may {
			highest = at
		}
		if reached != nil {
			reached[at] = [2]bool{sure, may}
		} else if !a.model.Levels[at].Optional {
			certain, possible = sure, may
		}
	}
	return lowest, highest
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

// under are the levels that one stands on, itself included.
func (a *Assessor) under(target int) []bool {
	all := make([]bool, target+1)
	all[target] = true
	for at := target; at > 0; at-- {
		switch {
		case a.requires == nil:
			all[at] = all[at] || !a.model.Levels[at].Optional
		case all[at]:
			for _, below := range a.requires[at] {
				all[below] = true
			}
		}
	}
	return all
}

// wanting are the places of the criteria of an area (-1: of all) that keep a level
// from being certain, in the model's order: those of it and of what it stands on
// that aren't met, waived or not applicable.
func (a *Assessor) wanting(findings []Finding, area, target int) (all []int) {
	if target < 0 {
		return nil
	}
	under := a.under(target)
	wants := func(i int) bool {
		at := a.level[i]
		return at <= target && under[at] && (area < 0 || a.area[i] == area) && findings[i].lacks()
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
