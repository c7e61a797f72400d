package maturity

import (
	"math"

	"example.com/kmaturity/internal/strict"
)

// Comparison is how an organisation fares under one gate.
type Comparison struct {
	Gate       Gate        `json:"gate"`                 // the rule that was tried
	Assessment *Assessment `json:"assessment,omitempty"` // nil where the model doesn't fit the gate
	Not        string      `json:"not,omitzero"`         // why it doesn't, one fault to a line
	// Holds is the id of the one criterion that holds it back most: whose being met
	// for certain raises the level, or else the score, more than any other alone; of
	// equals the first. Where none alone raises anything it is the first of the gaps;
	// empty at the top.
	Holds string `json:"holds,omitzero"`
}

// Compare assesses the same evidence under every gate, as Under lays out the model
// for each. To find what holds back it assesses anew for each criterion that isn't met,
// which takes time in proportion to the square of their number.
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
			c.Not = err.Error()
			all = append(all, c)
			continue
		}
		a := under.layOut()
		its := o
		its.Waivers = under.Translate(o.Waivers)
		out, err := a.Assess(e, its)
		if err != nil {
			return nil, err
		}
		c.Assessment, c.Holds = &out, a.holds(out)
		all = append(all, c)
	}
	return all, nil
}

// UnmarshalJSON reads a comparison strictly.
func (c *Comparison) UnmarshalJSON(data []byte) error {
	type plain Comparison
	return strict.Unmarshal("maturity", data, (*plain)(c), nil)
}

// holds is the criterion that holds an assessment back most.
func (a *Assessor) holds(out Assessment) string {
	hold, raised, more := "", 0, 0.0
	level, score := a.standing(out.Findings)
	for i := range out.Findings {
		if !out.Findings[i].lacks() {
			continue
		}
		higher, better := a.standing(a.mended(out.Findings, []int{i}))
		steps, gain := higher-level, better-score
		if steps > raised || steps == raised && gain > more+1e-9*math.Abs(more) {
			hold, raised, more = out.Findings[i].Criterion, steps, gain
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
