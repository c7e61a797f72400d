package maturity

import (
	"fmt"
	"math"
	"math/big"
	"slices"
	"strconv"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Under is the model under another gate, without what that gate has no use for:
// optional levels, what levels require, bands, weights, and under BandedMean and
// BandedSum the levels of criteria. What the gate needs and the model lacks is our
// default: under Prerequisite each level requires the one below; where levels are told
// by bands they divide the scores that are possible evenly; a criterion of Additive that
// counts its number is met by the most that it can be; and one of BandedMean turns into
// one for each level but the first, "id: level", met from where the level's band begins,
// in an area of its own if the model has none; the weights of areas of a BandedSum are
// scaled to add up to 1.
//
// It is an error if the model doesn't fit the gate even so: under most gates, areas
// without a criterion at each level. The model keeps its id and version: its assessments
// differ by their gate. [Model.Translate] has waivers follow.
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
	p := strict.In("maturity")
	switch levelled := g != BandedMean && g != BandedSum; {
	case m.Gate == BandedMean && levelled:
		out.split(p)
	case m.Gate == Additive && !out.counts():
		out.whole()
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
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
	if m.Gate == BandedSum && g.scored() {
		out.scale()
	}
	if g == BandedMean || g == BandedSum {
		out.divide(p)
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if err := out.Validate(); err != nil {
		return nil, err
	}
	return &out, nil
}

// whole has criteria that count their number met by the most that it can be.
func (m *Model) whole() {
	a := m.layOut()
	for i := range m.Criteria {
		if c := &m.Criteria[i]; c.Need.IsAnything() {
			c.Need = metrics.From(most(m.Measures[a.measure[i]]))
		}
	}
}

// splitID is the id of the criterion for a level that one turns into.
func splitID(id string, l Level) string { return id + ": " + l.ID }

// Translate are waivers for the model that Under gives: those of a criterion that it has
// split into one for each level hold for each of these, all others as they are.
func (m *Model) Translate(waivers []Waiver) (all []Waiver) {
	has := map[string]bool{}
	for _, c := range m.Criteria {
		has[c.ID] = true
	}
	for _, w := range waivers {
		split := false
		for _, l := range m.Levels {
			one := w
			if one.Criterion = splitID(w.Criterion, l); !has[w.Criterion] && has[one.Criterion] {
				all, split = append(all, one), true
			}
		}
		if !split {
			all = append(all, w)
		}
	}
	return all
}

// split turns criteria that count their number into one for each level but the first.
func (m *Model) split(p *strict.Problems) {
	var all []Criterion
	apart := len(m.Areas) == 0
	for i, c := range m.Criteria {
		if !c.Need.IsAnything() {
			p.Addf(strict.Join(strict.Index("criteria", i), "need"), "is met or isn't: that has no place among the bands of levels")
			continue
		}
		if apart {
			m.Areas = append(m.Areas, Area{ID: c.ID, Name: c.Says})
			c.Area = c.ID
		}
		for _, l := range m.Levels[1:] {
			one := c
			begins, _ := l.Band.Low()
			one.ID, one.Level, one.Need, one.Requires = splitID(c.ID, l), l.ID, metrics.From(begins), nil
			if l.Band.LowOpen() {
				one.Need = metrics.Above(begins)
			}
			for _, id := range c.Requires {
				one.Requires = append(one.Requires, splitID(id, l))
			}
			all = append(all, one)
		}
	}
	m.Criteria = all
}

// scale has the weights of the areas of each area, if they have any, add up to 1.
func (m *Model) scale() {
	sums := map[string]float64{}
	for _, a := range m.Areas {
		sums[a.In] += a.Weight
	}
	for i := range m.Areas {
		if a := &m.Areas[i]; a.Weight > 0 {
			a.Weight /= sums[a.In]
		}
	}
}

// divide gives the levels bands that divide the possible scores evenly, each with
// its low end.
func (m *Model) divide(p *strict.Problems) {
	least, greatest := m.layOut().allScores()
	if math.IsInf(least.near, 0) || math.IsInf(greatest.near, 0) {
		p.Addf("levels", "scores are too great to be divided into bands")
		return
	}
	low, high := least.exact(), greatest.exact()
	edge := func(k int) float64 {
		x := new(big.Rat).Sub(high, low)
		return floored(x.Add(low, x.Mul(x, big.NewRat(int64(k), int64(len(m.Levels))))))
	}
	for i := range m.Levels {
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

// floored is a fraction to 12 digits, rounded down: a third of the way is reached by who
// is a third of the way, though no decimal is.
func floored(x *big.Rat) float64 {
	near, _ := x.Float64()
	if near == 0 {
		return 0
	}
	places := 11 - int(math.Floor(math.Log10(math.Abs(near))))
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
	if places < 0 {
		scale.Inv(scale)
	}
	x = new(big.Rat).Mul(x, scale)
	whole := new(big.Int).Div(x.Num(), x.Denom()) // down, as denominators are positive
	f, _ := strconv.ParseFloat(fmt.Sprintf("%se%d", whole, -places), 64)
	return f
}
