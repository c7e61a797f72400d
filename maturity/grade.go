package maturity

import (
	"math/big"
	"slices"

	"example.com/kmaturity/metrics"
)

// grade works out from the findings which levels are reached, and what is lacking;
// target is the place of the level to aim at, -1 for the next.
func (a *Assessor) grade(out *Assessment, target int) {
	m := a.model
	lowest, highest := a.levels(out.Findings)
	out.Areas = a.areaResults(out.Findings)
	if m.Gate == Profile {
		a.profile(out, target)
		return
	}
	out.Lowest, out.Highest = m.Levels[lowest].ID, m.Levels[highest].ID
	if m.Gate.scored() {
		least, greatest := a.scores(out.Findings)
		out.Score = scoreInterval(least, greatest)
		for i := range out.Findings {
			if out.Findings[i].lacks() {
				out.Limiting = append(out.Limiting, out.Findings[i].Criterion)
			}
		}
	} else {
		out.Limiting = a.wanting(out.Findings, a.next(lowest))
	}
	if target < 0 {
		target = a.next(lowest)
	}
	if target > lowest {
		out.Gaps = a.gaps(out.Findings, target)
	}
}

// lacks reports whether a finding could be better.
func (f *Finding) lacks() bool {
	return f.Outcome != Met && f.Outcome != NotApplicable && f.Waiver == nil
}

// levels are the places of the least and the greatest level that the findings give.
func (a *Assessor) levels(findings []Finding) (lowest, highest int) {
	m := a.model
	if m.Gate.scored() {
		least, greatest := a.scores(findings)
		if len(least.points) == 0 && m.Gate != Weighted { // nothing counts: nothing is granted
			return 0, 0
		}
		lowest, highest = m.lowestBand(&least), m.highestBand(&greatest)
		return lowest, max(lowest, highest)
	}
	lowest, highest = a.ladder(findings, a.everything()).reached()
	if m.Gate == WeakestArea || m.Gate == Profile {
		for _, area := range a.leaves {
			low, high := a.ladder(findings, a.within(area)).reached()
			lowest, highest = min(lowest, low), min(highest, high)
		}
	}
	return lowest, highest
}

// scores are the least and the greatest score that the findings give.
func (a *Assessor) scores(findings []Finding) (least, greatest extreme) {
	if a.model.Gate != Weighted {
		return a.scoreRange(findings)
	}
	least, greatest = extreme{attained: true}, extreme{attained: true}
	count := make([]bool, len(findings))
	for i := range findings {
		count[i] = findings[i].Outcome != NotApplicable
	}
	shares := a.areaShares(count)
	for _, area := range a.leaves {
		low, high := a.ladder(findings, a.within(area)).reached()
		s := share{exact: shares[area]}
		s.near, _ = s.exact.Float64()
		t := []term{{share: s}}
		least.add(t, point{x: float64(low)})
		greatest.add(t, point{x: float64(high)})
	}
	return least, greatest
}

// everything and within are the places of all criteria, and of those of an area.
func (a *Assessor) everything() []int {
	all := make([]int, len(a.area))
	for i := range all {
		all[i] = i
	}
	return all
}

func (a *Assessor) within(area int) (all []int) {
	for i, at := range a.area {
		if at == area {
			all = append(all, i)
		}
	}
	return all
}

// areaResults are where the areas stand.
func (a *Assessor) areaResults(findings []Finding) (all []AreaResult) {
	m := a.model
	for _, area := range a.leaves {
		r := AreaResult{Area: m.Areas[area].ID}
		of := a.within(area)
		for _, i := range of {
			r.Counts.Add(findings[i].Outcome)
			if findings[i].Waiver != nil {
				r.Counts.Waived++
			}
		}
		switch {
		case m.Gate.byArea():
			low, high := a.ladder(findings, of).reached()
			r.Lowest, r.Highest = m.Levels[low].ID, m.Levels[high].ID
		case m.Gate.scored():
			r.Score = a.areaScore(findings, area)
		}
		all = append(all, r)
	}
	return all
}

// areaScore is the score of an area by itself.
func (a *Assessor) areaScore(findings []Finding, area int) (score metrics.Interval) {
	own := slices.Clone(findings)
	for i := range own {
		if a.area[i] != area {
			own[i].Outcome = NotApplicable
		}
	}
	least, greatest := a.scoreRange(own) // what remains has the whole weight
	if len(least.points) == 0 {
		return score
	}
	return scoreInterval(least, greatest)
}

// profile tells what is lacking where each area has a level of its own: to its next,
// or to the target.
func (a *Assessor) profile(out *Assessment, target int) {
	m := a.model
	aim := func(area, target int) []string {
		low, _ := a.ladder(out.Findings, a.within(area)).reached()
		if target < 0 {
			target = a.next(low)
		}
		return slices.DeleteFunc(a.wanting(out.Findings, target), func(id string) bool { return m.Criteria[a.criteria[id]].Area != m.Areas[area].ID })
	}
	var gaps []int
	for _, area := range a.leaves {
		out.Limiting = append(out.Limiting, aim(area, -1)...)
		for _, id := range aim(area, target) {
			gaps = append(gaps, a.criteria[id])
		}
	}
	out.Gaps = a.ordered(out.Findings, gaps)
}

// gaps is a smallest set of criteria that brings a level, in order.
func (a *Assessor) gaps(findings []Finding, target int) []string {
	var set []int
	switch {
	case a.model.Gate == Weighted:
		set = a.areaGaps(findings, target)
	case a.model.Gate.scored():
		set = a.scoreGaps(findings, target)
	default:
		for _, id := range a.wanting(findings, target) {
			set = append(set, a.criteria[id])
		}
	}
	ids := a.ordered(findings, set)
	if low, _ := a.levels(a.mended(findings, ids)); low < target {
		return nil // they can't be met together, or nothing is applicable
	}
	return ids
}

// mended is the findings if some criteria were met for certain. Where two can't be
// met together nothing is known of their number.
func (a *Assessor) mended(findings []Finding, ids []string) []Finding {
	all := slices.Clone(findings)
	for _, id := range ids {
		i := a.criteria[id]
		for k := range all { // all that read the number
			f := &all[k]
			if f.reading() != findings[i].reading() {
				continue
			}
			have, ok := f.Have.Intersect(findings[i].Need)
			if k == i && !ok || f.Have.Within(findings[i].Need) == metrics.No {
				have, ok = findings[i].Need, true
			}
			if have, ok = f.Measure.Cut(have); ok {
				f.Have = have
			}
			if f.Outcome != NotApplicable {
				f.Outcome = OutcomeOf(f.Have.Within(f.Need))
			}
		}
	}
	return all
}

// scoreGaps takes criteria by what they add to the least score, the most first.
func (a *Assessor) scoreGaps(findings []Finding, target int) (set []int) {
	type gain struct {
		i    int
		adds *big.Rat
	}
	var gains []gain
	before, _ := a.scores(findings)
	had := before.exact()
	for i := range findings {
		if !findings[i].lacks() {
			continue
		}
		after, _ := a.scores(a.mended(findings, []string{findings[i].Criterion}))
		if adds := new(big.Rat).Sub(after.exact(), had); adds.Sign() > 0 {
			gains = append(gains, gain{i, adds})
		}
	}
	slices.SortStableFunc(gains, func(x, y gain) int { return y.adds.Cmp(x.adds) })
	var ids []string
	for _, g := range gains {
		set, ids = append(set, g.i), append(ids, findings[g.i].Criterion)
		if low, _ := a.levels(a.mended(findings, ids)); low >= target {
			return set
		}
	}
	return nil
}

// areaGaps is a smallest set of criteria that raises areas enough: for each number
// of criteria the best that areas can reach with so many, area by area.
func (a *Assessor) areaGaps(findings []Finding, target int) []int {
	type plan struct {
		score *big.Rat
		set   []int
	}
	count := make([]bool, len(findings))
	for i := range findings {
		count[i] = findings[i].Outcome != NotApplicable
	}
	shares := a.areaShares(count)
	plans := []*plan{{new(big.Rat), nil}} // by number of criteria
	for _, area := range a.leaves {
		low, _ := a.ladder(findings, a.within(area)).reached()
		next := make([]*plan, len(plans)+len(a.within(area)))
		for level := low; level < len(a.model.Levels); level++ {
			var set []int
			for _, i := range a.within(area) {
				if a.level[i] <= level && findings[i].lacks() {
					set = append(set, i)
				}
			}
			if level == low {
				set = nil
			}
			adds := new(big.Rat).Mul(shares[area], big.NewRat(int64(level), 1))
			for n, p := range plans {
				if p == nil {
					continue
				}
				sum, at := new(big.Rat).Add(p.score, adds), n+len(set)
				if next[at] == nil || sum.Cmp(next[at].score) > 0 {
					next[at] = &plan{sum, slices.Concat(p.set, set)}
				}
			}
		}
		plans = next
	}
	for _, p := range plans {
		if p == nil {
			continue
		}
		t := []term{{share: share{exact: p.score}}}
		t[0].near, _ = p.score.Float64()
		e := extreme{attained: true}
		e.add(t, point{x: 1})
		if a.model.lowestBand(&e) >= target {
			return p.set
		}
	}
	return nil
}

// ordered are the criteria of a set, with those that come before them and aren't met,
// each after what it requires, else in the model's order.
func (a *Assessor) ordered(findings []Finding, set []int) (ids []string) {
	taken := make([]bool, len(findings))
	var take func(i int)
	take = func(i int) {
		if taken[i] || !findings[i].lacks() {
			return
		}
		taken[i] = true
		for _, id := range a.model.Criteria[i].Requires {
			take(a.criteria[id])
		}
		ids = append(ids, findings[i].Criterion)
	}
	slices.Sort(set)
	for _, i := range set {
		take(i)
	}
	return ids
}
