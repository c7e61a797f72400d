package maturity

import "slices"

// grade works out from the findings which levels are reached, and what is lacking;
// target is the place of the level to aim at, -1 for the next.
func (a *Assessor) grade(out *Assessment, target int) {
	m := a.model
	var least, greatest extreme
	var lowest, highest int
	if m.Gate.scored() {
		least, greatest = a.scores(out.Findings)
		lowest, highest = m.between(&least, &greatest)
	} else {
		lowest, highest = a.levels(out.Findings)
	}
	a.areaResults(out)
	if out.Counts.NotApplicable > 0 {
		out.Closed = a.closed(out.Findings)
	}
	if m.Gate == Profile {
		a.profile(out, target)
		return
	}
	out.Lowest, out.Highest = m.Levels[lowest].ID, m.Levels[highest].ID
	if m.Gate.scored() {
		out.Score = scoreInterval(least, greatest)
		for i := range out.Findings {
			if out.Findings[i].lacks() {
				out.Limiting = append(out.Limiting, out.Findings[i].Criterion)
			}
		}
	} else {
		out.Limiting = append(out.Limiting, a.named(a.wanting(out.Findings, -1, a.next(lowest)))...)
	}
	if target < 0 {
		target = a.next(lowest)
	}
	if target > lowest {
		out.Gaps = a.gaps(out.Findings, target, least.near)
	}
}

// closed are the levels of which nothing applies, under the gates that ask for all of one.
func (a *Assessor) closed(findings []Finding) (all []Closed) {
	m := a.model
	look := func(area string, steps [][]int) {
		for at, of := range steps {
			applies := func(i int) bool { return findings[i].Outcome != NotApplicable }
			if len(of) > 0 && !slices.ContainsFunc(of, applies) {
				all = append(all, Closed{m.Levels[at].ID, area})
			}
		}
	}
	switch {
	case m.Gate.byArea():
		for _, area := range a.leaves {
			look(m.Areas[area].ID, a.areaOf[area])
		}
	case !m.Gate.scored():
		look("", a.steps)
	}
	return all
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
		return m.between(&least, &greatest)
	}
	lowest, highest = a.climb(findings, a.steps)
	if m.Gate == WeakestArea || m.Gate == Profile {
		for _, area := range a.leaves {
			low, high := a.climb(findings, a.areaOf[area])
			lowest, highest = min(lowest, low), min(highest, high)
		}
	}
	return lowest, highest
}

// between are the places of the levels of the least and the greatest score.
func (m *Model) between(least, greatest *extreme) (lowest, highest int) {
	if len(least.points) == 0 { // nothing counts: nothing is granted
		return 0, 0
	}
	lowest, highest = m.lowestBand(least), m.highestBand(greatest)
	return lowest, max(lowest, highest)
}

// scores are the least and the greatest score that the findings give.
func (a *Assessor) scores(findings []Finding) (least, greatest extreme) {
	if a.model.Gate != Weighted {
		return a.scoreRange(findings, a.sharesNow(findings), a.reads)
	}
	least, greatest = extreme{attained: true}, extreme{attained: true}
	parts := a.parts(findings)
	for _, area := range a.leaves {
		low, high := a.climb(findings, a.areaOf[area])
		t := []term{{share: parts[area]}}
		least.add(t, point{x: float64(low)})
		greatest.add(t, point{x: float64(high)})
	}
	return least, greatest
}
