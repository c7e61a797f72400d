package maturity

import (
	"math"
	"slices"
	"strconv"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

func (v *validation) checkCriteria() {
	for i, c := range v.Criteria {
		path := strict.Index("criteria", i)
		v.checkPlace(path, c)
		if c.MaxAge < 0 {
			v.Addf(strict.Join(path, "maxAge"), "an age can't be negative, have %d days", c.MaxAge)
		}
		if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
			v.Addf(strict.Join(path, "weight"), "want 0 or more, have %v", c.Weight)
		} else if c.Weight != 0 && v.Gate != BandedMean && v.Gate != BandedSum {
			v.Addf(strict.Join(path, "weight"), "criteria have no weights under the gate %s", v.Gate)
		}
		at, ok := v.measures[c.Measure]
		if !ok {
			v.Absentf(strict.Join(path, "measure"), "there is no measure %q", strict.Clip(c.Measure))
			if c.Need.IsAnything() && !v.counts() {
				v.Absentf(strict.Join(path, "need"), "is missing: every number would meet it")
			}
			continue
		}
		v.checkNeed(path, c, v.Measures[at])
	}
	v.checkRequires("criteria", len(v.Criteria), v.criteria, func(i int) []string { return v.Criteria[i].Requires })
}

// counts reports whether numbers count themselves under the gate.
func (m *Model) counts() bool { return m.Gate.scored() && m.Gate != Weighted }

// checkPlace checks the level and the area of a criterion.
func (v *validation) checkPlace(path string, c Criterion) {
	levelled := v.Gate != BandedMean && v.Gate != BandedSum
	if at, ok := v.levels[c.Level]; levelled && !ok {
		v.Absentf(strict.Join(path, "level"), "there is no level %q", strict.Clip(c.Level))
	} else if levelled && at == 0 {
		v.Addf(strict.Join(path, "level"), "%q is where everybody starts and has no criteria", strict.Clip(c.Level))
	} else if !levelled && c.Level != "" {
		v.Addf(strict.Join(path, "level"), "criteria belong to no level under the gate %s", v.Gate)
	}
	if _, ok := v.areas[c.Area]; !ok && c.Area != "" {
		v.Absentf(strict.Join(path, "area"), "there is no area %q", strict.Clip(c.Area))
	} else if c.Area == "" && (v.Gate.byArea() || v.Gate == Additive || v.counts() && len(v.Areas) > 0) {
		v.Absentf(strict.Join(path, "area"), "is missing: the gate %s looks at areas", v.Gate)
	}
}

// checkNeed checks what a criterion asks of its measure.
func (v *validation) checkNeed(path string, c Criterion, measure metrics.Measure) {
	all, ok := measure.Cut(metrics.Anything())
	if c.Need.IsAnything() {
		_, low := all.Low()
		_, high := all.High()
		switch {
		case !v.counts():
			v.Absentf(strict.Join(path, "need"), "is missing: every number would meet it")
		case ok && (!low || !high):
			v.Absentf(strict.Join(path, "need"), "is missing, and %q has no least and greatest number to count", strict.Clip(c.Measure))
		}
		return
	}
	if !ok {
		return
	}
	if _, ok := measure.Cut(c.Need); !ok {
		v.Addf(strict.Join(path, "need"), "no number that %q can be lies in %s", strict.Clip(c.Measure), c.Need)
	} else if all.Within(c.Need) == metrics.Yes {
		v.Addf(strict.Join(path, "need"), "every number that %q can be lies in %s, so it asks for nothing", strict.Clip(c.Measure), c.Need)
	}
}

// checkGated reports levels and areas that nothing gates.
func (v *validation) checkGated() {
	type place struct{ area, level string }
	gated := map[place]bool{}
	for _, c := range v.Criteria {
		gated[place{c.Area, c.Level}] = true
		gated[place{"", c.Level}] = true
		gated[place{c.Area, ""}] = true
	}
	holds := map[string]bool{}
	for _, a := range v.Areas {
		holds[a.In] = true
	}
	for i, l := range v.Levels {
		if at, ok := v.levels[l.ID]; ok && at == i && i > 0 && !v.counts() && !gated[place{"", l.ID}] {
			v.Absentf(strict.Index("levels", i), "no criterion gates the level %q, so it would be reached for free", strict.Clip(l.ID))
		}
	}
	for i, a := range v.Areas {
		path := strict.Index("areas", i)
		switch {
		case a.ID == "" || v.Full():
		case holds[a.ID] && gated[place{a.ID, ""}]:
			v.Addf(path, "has criteria of its own and areas in it: give them to an area in it")
		case holds[a.ID]:
		case (v.Gate.byArea() || v.counts()) && !gated[place{a.ID, ""}]:
			v.Absentf(path, "no criterion belongs to the area %q", strict.Clip(a.ID))
		case v.Gate.byArea():
			for k, l := range v.Levels {
				if k > 0 && gated[place{"", l.ID}] && !gated[place{a.ID, l.ID}] {
					v.Absentf(path, "no criterion gates the level %q in the area %q, so it would be reached for free", strict.Clip(l.ID), strict.Clip(a.ID))
				}
			}
		}
	}
	if len(v.Areas) == 0 && (v.Gate.byArea() || v.Gate == Additive) {
		v.Absentf("areas", "are missing: the gate %s looks at them", v.Gate)
	}
	if len(v.Criteria) == 0 && v.counts() {
		v.Absentf("criteria", "are missing: there is nothing to count")
	}
}

// checkBothSides refuses a measure that criteria bound from both sides where several
// levels read it and one of them can be passed over, so that one level or the other
// could be certain together without either being certain alone, and where several areas
// that make up for one another do.
func (v *validation) checkBothSides() {
	passed := v.passedOver()
	_, reads := v.numbers()
	for _, of := range reads {
		if !v.bothSides(of) {
			continue
		}
		first := v.Criteria[of[0]]
		levels := slices.ContainsFunc(of, func(i int) bool { return v.Criteria[i].Level != first.Level })
		areas := slices.ContainsFunc(of, func(i int) bool { return v.Criteria[i].Area != first.Area })
		for _, i := range of {
			c := v.Criteria[i]
			path := strict.Join(strict.Index("criteria", i), "measure")
			at, ok := v.levels[c.Level]
			switch {
			case v.Gate == Weighted && areas:
				v.Addf(path, "%q is bounded from both sides, and areas make up for one another: that can't be told apart", strict.Clip(c.Measure))
			case !levels || !ok || !passed[at]:
			case v.Gate == Staged:
				v.Addf(path, "%q is bounded from both sides, and the level %q is optional: that can't be told apart", strict.Clip(c.Measure), strict.Clip(c.Level))
			default:
				v.Addf(path, "%q is bounded from both sides, and not every level above %q requires it: that can't be told apart", strict.Clip(c.Measure), strict.Clip(c.Level))
			}
		}
	}
}

// bothSides reports whether criteria bound the number that they read from both sides.
func (v *validation) bothSides(criteria []int) bool {
	low, high := false, false
	for _, i := range criteria {
		if at, ok := v.measures[v.Criteria[i].Measure]; ok {
			l, h := bites(v.Measures[at], v.Criteria[i].Need)
			low, high = low || l, high || h
		}
	}
	return low && high
}

// passedOver reports for each level whether a higher one can be reached without it:
// under Prerequisite if some level above it requires none at or above it.
func (v *validation) passedOver() []bool {
	passed := make([]bool, len(v.Levels))
	least := len(v.Levels) // of the highest requirements of the levels above
	for at := len(v.Levels) - 1; at > 0; at-- {
		if v.Gate != Prerequisite {
			passed[at] = v.Levels[at].Optional
			continue
		}
		passed[at] = least < at
		highest := 0
		for _, id := range v.Levels[at].Requires {
			highest = max(highest, v.levels[id])
		}
		least = min(least, highest)
	}
	return passed
}

// checkReach reports levels that no numbers reach, since what is asked of one measure
// there and in the levels stood on can't be met together.
func (v *validation) checkReach() {
	a := v.layOut()
	ask := func(where string, steps [][]int) {
		left := map[int]metrics.Interval{} // of each number
		for at := range steps {
			for _, i := range steps[at] {
				measure := &v.Measures[a.measure[i]]
				have, ok := left[a.number[i]]
				if !ok {
					have = metrics.Anything()
				}
				if have, ok = have.Intersect(v.Criteria[i].Need); ok {
					have, ok = measure.Cut(have)
				}
				if !ok {
					v.Addf(strict.Join(strict.Index("criteria", i), "need"), "%s and what else is asked of %q up to the level %q%s can't be met together, so it is never reached",
						v.Criteria[i].Need, strict.Clip(measure.ID), strict.Clip(v.Levels[at].ID), where)
					return
				}
				left[a.number[i]] = have
			}
		}
	}
	if v.Gate == Weighted || v.Gate == Profile {
		for _, area := range a.leaves {
			ask(" in the area "+strconv.Quote(strict.Clip(v.Areas[area].ID)), a.areaOf[area])
		}
		return
	}
	ask("", a.steps)
}

// checkBands reports bands with holes or overlaps, and scores that are in none.
func (v *validation) checkBands() {
	if !v.banded() {
		if v.Gate == BandedMean || v.Gate == BandedSum {
			v.Absentf("levels", "have no bands: the gate %s tells levels by them", v.Gate)
		}
		return
	}
	for i, l := range v.Levels {
		path := strict.Join(strict.Index("levels", i), "band")
		low, hasLow := l.Band.Low()
		_, hasHigh := l.Band.High()
		switch {
		case !hasLow && i > 0:
			v.Addf(path, "want an end below, where the band before it ends, have %s", l.Band)
		case !hasHigh && i < len(v.Levels)-1:
			v.Addf(path, "want an end above, where the next band begins, have %s", l.Band)
		case i > 0 && hasLow:
			before, ok := v.Levels[i-1].Band.High()
			touch := v.Levels[i-1].Band.HighOpen() != l.Band.LowOpen()
			switch {
			case !ok: // told there
			case low > before || low == before && !touch && l.Band.LowOpen():
				v.Addf(path, "there is a hole between %s and %s", v.Levels[i-1].Band, l.Band)
			case low < before || !touch:
				v.Addf(path, "%s overlaps %s", l.Band, v.Levels[i-1].Band)
			}
		}
	}
}

// checkScores reports scores that are in no band, and bands in which no score lies.
func (v *validation) checkScores() {
	least, greatest := v.layOut().allScores()
	if !v.banded() {
		return
	}
	if low, ok := v.Levels[0].Band.Low(); ok {
		if c := least.compare(low); c < 0 || c == 0 && v.Levels[0].Band.LowOpen() {
			v.Addf("levels[0].band", "scores go down to %v, which is in no band", least.near)
		}
	}
	last := len(v.Levels) - 1
	if high, ok := v.Levels[last].Band.High(); ok {
		if c := greatest.compare(high); c > 0 || c == 0 && v.Levels[last].Band.HighOpen() {
			v.Addf(strict.Join(strict.Index("levels", last), "band"), "scores go up to %v, which is in no band", greatest.near)
		}
	}
	lowest, highest := v.lowestBand(&least), v.highestBand(&greatest)
	for i, l := range v.Levels {
		if i < lowest || i > highest {
			v.Addf(strict.Join(strict.Index("levels", i), "band"), "scores go from %v to %v, never into %s", least.near, greatest.near, l.Band)
		}
	}
}

// most is the greatest number that a measure with a greatest can be.
func most(m metrics.Measure) float64 {
	all, _ := m.Cut(metrics.Anything())
	x, _ := all.High()
	return x
}

// bites reports which ends of a need exclude a number that the measure can be.
// Exactly(1) on a yes-no measure bites only below: nothing lies above. A need
// that excludes them all is wrong in itself and doesn't count.
func bites(m metrics.Measure, need metrics.Interval) (low, high bool) {
	if _, ok := m.Cut(need); !ok {
		return false, false
	}
	all, _ := m.Cut(metrics.Anything())
	if x, ok := need.Low(); ok {
		above := metrics.From(x)
		if need.LowOpen() {
			above = metrics.Above(x)
		}
		low = all.Within(above) != metrics.Yes
	}
	if x, ok := need.High(); ok {
		below := metrics.UpTo(x)
		if need.HighOpen() {
			below = metrics.Below(x)
		}
		high = all.Within(below) != metrics.Yes
	}
	return low, high
}
