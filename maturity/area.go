package maturity

import (
	"example.com/kmaturity/metrics"
)

// AreaResult is where one area stands: one that criteria belong to, or one that such are
// part of. The level and the score of the latter come from those of its areas, as if
// these read nothing in common: they are never too narrow, and exact where no measure is
// read in two areas.
type AreaResult struct {
	Area string `json:"area"`        // id
	In   string `json:"in,omitzero"` // id of the area that it is part of
	// Lowest and Highest are ids of levels, under the gates that give each area one; of an
	// area with areas in it where its weakest one stands, under WeakestArea alone.
	Lowest  string `json:"lowest,omitzero"`
	Highest string `json:"highest,omitzero"`
	// Score is that of the area under a scored gate, rounded to 12 digits: under Weighted
	// the mean of places of an area with areas in it, under BandedSum its part of the sum.
	Score  metrics.Interval `json:"score,omitzero"`
	Counts Counts           `json:"counts"` // of the findings of the area and those in it
}

// standing is where an area stands, before it is told.
type standing struct {
	low, high      int // places of levels
	least, most    float64
	above, below   bool // whether the ends of the score aren't attained
	weight         float64
	counts, scored bool
}

// add takes an area that is part of s.
func (s *standing) add(in standing, sum bool) {
	if !s.counts {
		s.low, s.high, s.counts = in.low, in.high, true
	}
	s.low, s.high = min(s.low, in.low), min(s.high, in.high)
	if !in.scored {
		return
	}
	w := in.weight
	if sum {
		w = 1
	}
	s.least, s.most = s.least+float64(w*in.least), s.most+float64(w*in.most)
	s.above, s.below, s.scored = s.above || in.above, s.below || in.below, true
	s.weight += in.weight
}

// areaResults tells where the areas stand, those in one before it.
func (a *Assessor) areaResults(out *Assessment) {
	m := a.model
	all := make([]standing, len(m.Areas))
	counts := make([]Counts, len(m.Areas))
	for i := range out.Findings {
		if at := a.area[i]; at >= 0 {
			counts[at].Add(out.Findings[i].Outcome)
			if out.Findings[i].Waiver != nil {
				counts[at].Waived++
			}
		}
	}
	var shares, parts []share
	if m.counts() {
		shares = a.sharesNow(out.Findings)
	}
	if m.Gate.scored() {
		parts = a.parts(out.Findings)
	}
	for _, at := range a.leaves {
		all[at] = a.standingOf(out.Findings, at, shares, parts)
	}
	for _, at := range a.inward { // an area's own is done before it is added to another
		s := &all[at]
		if s.scored && a.outer[at] && m.Gate != BandedSum {
			s.least, s.most = s.least/s.weight, s.most/s.weight
		}
		if in := a.parents[at]; in >= 0 && s.counts {
			all[in].add(*s, m.Gate == BandedSum)
			counts[in].sum(counts[at])
		}
	}
	for at, s := range all {
		if !s.counts {
			continue
		}
		r := AreaResult{Area: m.Areas[at].ID, In: m.Areas[at].In, Counts: counts[at]}
		if m.Gate == WeakestArea || m.Gate.byArea() && !a.outer[at] {
			r.Lowest, r.Highest = m.Levels[s.low].ID, m.Levels[s.high].ID
		}
		if s.scored && (m.counts() || a.outer[at]) {
			r.Score = scoreInterval(extreme{near: s.least, attained: !s.above}, extreme{near: s.most, attained: !s.below})
		}
		out.Areas = append(out.Areas, r)
	}
}

// standingOf is where an area that criteria belong to stands.
func (a *Assessor) standingOf(findings []Finding, at int, shares, parts []share) standing {
	m, s := a.model, standing{counts: true}
	if m.Gate.scored() {
		s.weight = parts[at].near
	}
	switch {
	case m.Gate.byArea():
		s.low, s.high = a.climb(findings, a.areaOf[at])
		if m.Gate == Weighted && s.weight > 0 {
			s.least, s.most, s.scored = float64(s.low), float64(s.high), true
		}
	case m.Gate.scored(): // its part of the whole, by its share
		least, greatest := a.scoreRange(findings, shares, a.readsOf[at])
		if m.Gate != BandedSum && s.weight > 0 {
			least.near, greatest.near = least.near/s.weight, greatest.near/s.weight
		}
		s.least, s.most, s.scored = least.near, greatest.near, len(least.points) > 0
		s.above, s.below = !least.attained, !greatest.attained
	}
	return s
}

// sum adds the counts of an area that is part of another.
func (c *Counts) sum(d Counts) {
	c.Met, c.Unmet, c.Unknown = c.Met+d.Met, c.Unmet+d.Unmet, c.Unknown+d.Unknown
	c.NotApplicable, c.Of, c.Waived = c.NotApplicable+d.NotApplicable, c.Of+d.Of, c.Waived+d.Waived
}
