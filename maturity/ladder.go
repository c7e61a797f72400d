package maturity

import "slices"

// A ladder is climbed level by level, from the lowest, and each criterion is looked at
// by itself. Numbers of different measures vary freely. Of one number that several
// criteria read Validate sees to it that all they ask can be met together; intervals of
// which each two share a number all share one (Helly), so that what is known of it
// can meet them together too if it can meet each. And a number bounded from both sides
// is refused where a level that reads it can be passed over, unless no other level
// reads it, so that of two levels neither is certain only together.

// look looks at the criteria of a level: whether each is met, and whether all can be.
// A level that is gated and of which nothing is applicable is never passed.
func look(findings []Finding, criteria []int) (certain, possible bool) {
	certain, possible = true, true
	applicable := false
	for _, i := range criteria {
		f := &findings[i]
		if f.Outcome == NotApplicable {
			continue
		}
		applicable = true
		if f.Waiver == nil {
			certain = certain && f.Outcome == Met
			possible = possible && f.Outcome != Unmet
		}
	}
	return certain && applicable, possible && applicable
}

// climb are the highest level that is certain and the highest that is possible by
// some criteria, given by level.
func (a *Assessor) climb(findings []Finding, steps [][]int) (lowest, highest int) {
	var reached [][2]bool // of each level, under Prerequisite
	if a.requires != nil {
		reached = make([][2]bool, len(steps))
	}
	certain, possible := true, true
	for at := range steps {
		sure, may := true, true
		if at > 0 {
			sure, may = look(findings, steps[at])
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
