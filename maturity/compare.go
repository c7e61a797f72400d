package maturity

import (
	"slices"

	"example.com/kmaturity/metrics"
)

// Comparison is how an organisation fares under one gate.
type Comparison struct {
	Gate       Gate        `json:"gate"`
	Assessment *Assessment `json:"assessment,omitempty"` // nil where the model doesn't fit the gate
	Not        error       `json:"-"`                    // why it doesn't
	// Holds is the id of the one criterion that holds it back most: whose being met
	// for certain raises the level, or else the score, more than any other alone; of
	// equals the first. Where none alone raises anything it is the first of the gaps;
	// empty at the top.
	Holds string `json:"holds,omitzero"`
}

// Compare assesses the same evidence under every gate, as Under lays out the model
// for each.
func (m *Model) Compare(e Evidence, o Options) ([]Comparison, error) {
	if _, err := m.Assess(e, o); err != nil { // faults of the model or the evidence are told once
		return nil, err
	}
	var all []Comparison
	for g := range Gates {
		if g == GateUnknown {
			continue
		}
		c := Comparison{Gate: g}
		under, err := m.Under(g)
		if err != nil {
			c.Not = err
			all = append(all, c)
			continue
		}
		a := under.layOut()
		out, err := a.Assess(e, o)
		if err != nil {
			return nil, err
		}
		c.Assessment, c.Holds = &out, a.holds(out)
		all = append(all, c)
	}
	return all, nil
}

// holds is the criterion that holds an assessment back most.
func (a *Assessor) holds(out Assessment) string {
	most, hold := 0.0, ""
	level, score := a.standing(out.Findings)
	for i := range out.Findings {
		if !out.Findings[i].lacks() {
			continue
		}
		id := out.Findings[i].Criterion
		higher, more := a.standing(a.mended(out.Findings, []int{i}))
		if gain := float64(higher-level)*1e6 + more - score; gain > most+1e-9 {
			most, hold = gain, id
		}
	}
	for _, ids := range [][]string{out.Gaps, out.Limiting} {
		if hold == "" && len(ids) > 0 {
			hold = ids[0]
		}
	}
	return hold
}

// standing is the place of the level that is certain, and the least score.
func (a *Assessor) standing(findings []Finding) (level int, score float64) {
	level, _ = a.levels(findings)
	if a.model.Gate.scored() {
		least, _ := a.scores(findings)
		score = least.near
	}
	return level, score
}

// Under is the model under another gate, without what that gate has no use for:
// optional levels, what levels require, bands, weights, and under BandedMean and
// BandedSum the levels of criteria. What the gate needs and the model lacks is our
// default: under Prerequisite each level requires the one below, and where levels
// are told by bands they divide the scores that are possible evenly. It is an error
// if the model doesn't fit the gate even so: under most gates, areas without a
// criterion at each level.
func (m *Model) Under(g Gate) (*Model, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	if g == m.Gate {
		return m, nil
	}
	out := *m
	out.Gate = g
	out.Levels, out.Areas, out.Criteria = slices.Clone(m.Levels), slices.Clone(m.Areas), slices.Clone(m.Criteria)
	for i := range out.Levels {
		l := &out.Levels[i]
		l.Optional, l.Requires, l.Band = false, nil, metrics.Anything()
		if g == Prerequisite && i > 1 {
			l.Requires = []string{out.Levels[i-1].ID}
		}
	}
	for i := range out.Areas {
		if !g.scored() {
			out.Areas[i].Weight = 0
		}
	}
	for i := range out.Criteria {
		c := &out.Criteria[i]
		if g == BandedMean || g == BandedSum {
			c.Level = ""
		} else {
			c.Weight = 0
		}
	}
	if g == BandedMean || g == BandedSum {
		out.divide()
	}
	if err := out.Validate(); err != nil {
		return nil, err
	}
	return &out, nil
}

// divide gives the levels bands that divide the possible scores evenly, each with
// its low end.
func (m *Model) divide() {
	a := m.layOut()
	findings := make([]Finding, len(m.Criteria))
	for i := range findings {
		a.find(&findings[i], i, nil, Options{})
	}
	least, greatest := a.scores(findings)
	n := float64(len(m.Levels))
	for i := range m.Levels {
		edge := func(k int) float64 { return least.near + float64((greatest.near-least.near)*float64(k)/n) }
		band := metrics.Anything()
		if i > 0 {
			band = metrics.From(edge(i))
		}
		if i < len(m.Levels)-1 {
			band, _ = band.Intersect(metrics.Below(edge(i + 1)))
		}
		m.Levels[i].Band = band
	}
}
