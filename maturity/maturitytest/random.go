package maturitytest

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// source draws random numbers from a seed and the number of a case.
func source(seed, number uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, number)) }

func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

func pick[T any](r *rand.Rand, all ...T) T { return all[r.IntN(len(all))] }

// RandomModel is a valid model under a gate: 2 to 4 levels, up to 3 areas, up to 4
// measures of any kind and up to 8 criteria, whose needs are at least, at most or
// between, closed or open. It is nil for what is no gate.
func RandomModel(seed uint64, gate maturity.Gate) *maturity.Model {
	if gate == maturity.GateUnknown || gate > maturity.Additive {
		return nil
	}
	for r := source(seed, uint64(gate)); ; {
		if m := draft(r, gate); m.Validate() == nil {
			return m
		}
	}
}

// draft is a random model that may not be valid.
func draft(r *rand.Rand, gate maturity.Gate) *maturity.Model {
	m := &maturity.Model{ID: "maturitytest/random", Version: "1", Gate: gate, Levels: ladder(r, gate)}
	scored := gate >= maturity.Weighted
	weights := pick(r, []float64{0, 0, 0}, []float64{0.5, 0.25, 0.25})
	if gate != maturity.Staged && gate != maturity.Prerequisite {
		areas := 1 + r.IntN(3)
		for i := range areas {
			a := maturity.Area{ID: fmt.Sprint("area ", i)}
			if scored && areas == 3 {
				a.Weight = weights[i]
			}
			m.Areas = append(m.Areas, a)
		}
	}
	directions := map[string]int{}
	for i := range 1 + r.IntN(4) {
		measure := metrics.Measure{ID: fmt.Sprint("measure ", i), Kind: pick(r, metrics.YesNo, metrics.Count, metrics.Share, metrics.Amount)}
		if measure.Kind == metrics.Count || measure.Kind == metrics.Amount {
			measure.Range = metrics.MustBetween(0, pick(r, 1.0, 4.0))
		}
		m.Measures = append(m.Measures, measure)
		directions[measure.ID] = r.IntN(4)
	}
	banded := gate == maturity.BandedMean || gate == maturity.BandedSum
	for i, at := range places(r, m) {
		measure := pick(r, m.Measures...)
		c := maturity.Criterion{ID: fmt.Sprint("criterion ", i), Says: "so it is", Measure: measure.ID, Need: need(r, measure, directions[measure.ID])}
		if !banded {
			c.Level = m.Levels[at.level].ID
		} else {
			c.Weight = pick(r, 0, 1, 2, 0.5)
		}
		if len(m.Areas) > 0 {
			c.Area = m.Areas[at.area].ID
		}
		if scored && gate != maturity.Weighted && chance(r, 2) {
			c.Need = metrics.Anything()
		}
		m.Criteria = append(m.Criteria, c)
	}
	return m
}

// ladder is the levels of a random model.
func ladder(r *rand.Rand, gate maturity.Gate) []maturity.Level {
	edges := []float64{0.25, 0.5, 0.75, 1, 1.5, 2, 3}
	r.Shuffle(len(edges), func(i, k int) { edges[i], edges[k] = edges[k], edges[i] })
	edges = edges[:1+r.IntN(3)]
	slices.Sort(edges)
	banded := gate == maturity.BandedMean || gate == maturity.BandedSum || gate >= maturity.Weighted && chance(r, 2)
	var all []maturity.Level
	for i := range len(edges) + 1 {
		l := maturity.Level{ID: fmt.Sprint("level ", i), Optional: gate == maturity.Staged && i > 0 && chance(r, 3)}
		if gate == maturity.Prerequisite {
			for _, below := range all[min(1, len(all)):] {
				if !chance(r, 4) {
					l.Requires = append(l.Requires, below.ID)
				}
			}
		}
		if banded && i > 0 {
			l.Band = metrics.From(edges[i-1])
		}
		if banded && i < len(edges) {
			l.Band, _ = l.Band.Intersect(metrics.Below(edges[i]))
		}
		all = append(all, l)
	}
	return all
}

type place struct{ level, area int }

// places are where the criteria of a random model stand: at least one for each level
// and area that needs one.
func places(r *rand.Rand, m *maturity.Model) (all []place) {
	areas := max(len(m.Areas), 1)
	for area := range areas {
		if m.Gate >= maturity.BandedMean {
			all = append(all, place{1 + r.IntN(len(m.Levels)-1), area})
			continue
		}
		for level := 1; level < len(m.Levels); level++ {
			all = append(all, place{level, area})
		}
	}
	for len(all) < 8 && !chance(r, 4) {
		all = append(all, place{1 + r.IntN(len(m.Levels)-1), r.IntN(areas)})
	}
	return all
}

// need is a random need: in half of the directions at least, else at most or between.
func need(r *rand.Rand, m metrics.Measure, direction int) metrics.Interval {
	if m.Kind == metrics.YesNo {
		return metrics.AnswerOf(direction != 2).Interval()
	}
	bounds, _ := m.Bounds()
	high, _ := bounds.High()
	x, y := high*float64(r.IntN(9))/8, high*float64(r.IntN(9))/8
	switch direction {
	case 2:
		return pick(r, metrics.UpTo(x), metrics.Below(x))
	case 3:
		return metrics.MustBetween(min(x, y), max(x, y))
	}
	return pick(r, metrics.From(x), metrics.Above(x))
}

// RandomEvidence is undated evidence of which every fact is valid under the model, by
// seed: for each measure, and each scope in which a criterion asks for it, usually a
// fact, whose number is a point, a range, open at an end or without one, often right
// where a criterion's need ends. Some facts say that the measure doesn't apply, or
// answer in words where the model has a Scale. Of a model that isn't valid there is
// none.
func RandomEvidence(m *maturity.Model, seed uint64) maturity.Evidence {
	if m.Validate() != nil {
		return nil
	}
	return evidence(source(seed, 2020), m)
}

func evidence(r *rand.Rand, m *maturity.Model) maturity.Evidence {
	e := maturity.Evidence{}
	for _, n := range numbers(m) {
		f := maturity.Fact{Measure: n.measure.ID, Scope: n.scope, Source: pick(r, "", "a survey", "the HR system")}
		switch answers := n.answers; {
		case chance(r, 8):
			continue // nobody has said a word
		case chance(r, 12):
			f.NotApplicable = "there is none here"
		case len(answers) > 0 && chance(r, 4):
			f.Answer = pick(r, answers...)
		default:
			f.Value = n.interval(r)
		}
		e = append(e, f)
	}
	r.Shuffle(len(e), func(i, k int) { e[i], e[k] = e[k], e[i] })
	return e
}
