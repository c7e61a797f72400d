package maturity_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

var today = metrics.MustDate("2024-06-30")

// programme is a random model with what is known of each of its measures, and
// the facts that say so.
type programme struct {
	model *maturity.Model
	known map[string]known
	facts maturity.Evidence
}

// known is what the newest facts on a measure come to.
type known struct {
	value   metrics.Interval
	age     int // in days; -1: not known
	classes []string
}

// stale reports whether a criterion with that limit of age ignores it.
func (k known) stale(maxAge int) bool { return maxAge > 0 && (k.age < 0 || k.age > maxAge) }

// span is the first and the last number of a measure that generators use.
func span(m metrics.Measure) (least, most float64) {
	switch m.Kind {
	case metrics.YesNo, metrics.Share:
		least, most = 0, 1
	case metrics.Count:
		least, most = 0, 10
	default:
		least, most = -6, 6
	}
	if x, ok := m.Range.Low(); ok {
		least = x
	}
	if x, ok := m.Range.High(); ok {
		most = x
	}
	return least, most
}

// end is a number on a coarse grid, so that ends meet often.
func end(r *rand.Rand, m metrics.Measure) float64 {
	least, most := span(m)
	if m.Kind == metrics.YesNo {
		return pick(r, 0, 0.25, 0.5, 0.75, 1)
	}
	return least + float64(r.IntN(9))/8*(most-least)
}

// interval is a random one with the classes that it belongs to; nothing is said
// of whether the measure can be in it.
func interval(r *rand.Rand, m metrics.Measure, thresholds []float64) (i metrics.Interval, classes []string) {
	draw := func() float64 {
		if len(thresholds) > 0 && chance(r, 3) {
			return pick(r, thresholds...)
		}
		return end(r, m)
	}
	low, high := draw(), draw()
	low, high = min(low, high), max(low, high)
	class, ok := "point", true
	switch r.IntN(8) {
	case 0, 1:
		i, high = metrics.Exactly(low), low
	case 2, 3:
		class, i = "range", some(low, high)
	case 4:
		class = "open"
		i, ok = metrics.Above(low).Intersect(pick(r, metrics.UpTo(high), metrics.Below(high)))
	case 5:
		class = "open"
		i, ok = metrics.From(low).Intersect(metrics.Below(high))
	case 6:
		class, i, high = "unbounded", pick(r, metrics.From(low), metrics.Above(low)), low
	default:
		class, i, low = "unbounded", pick(r, metrics.UpTo(high), metrics.Below(high)), high
	}
	if !ok {
		return interval(r, m, thresholds)
	}
	classes = []string{class}
	if slices.Contains(thresholds, low) || slices.Contains(thresholds, high) {
		classes = append(classes, "on a threshold")
	}
	return i, classes
}

// direction draws a random need on a measure.
type direction func(r *rand.Rand, m metrics.Measure) metrics.Interval

// upwards is a need where only more is better.
func upwards(r *rand.Rand, m metrics.Measure) metrics.Interval {
	x := end(r, m)
	return pick(r, metrics.From(x), metrics.Above(x))
}

// downwards is a need where only less is better.
func downwards(r *rand.Rand, m metrics.Measure) metrics.Interval {
	x := end(r, m)
	return pick(r, metrics.UpTo(x), metrics.Below(x))
}

// anyway is a need of any direction.
func anyway(r *rand.Rand, m metrics.Measure) metrics.Interval {
	need, _ := interval(r, m, nil)
	return need
}

// randomModel is a model that may have one fault of those that Validate finds by
// its numbers: a need that nothing or everything meets, or an optional level
// with a measure bounded from both sides. All needs on a measure have one of the
// directions.
func randomModel(r *rand.Rand, directions ...direction) *maturity.Model {
	m := &maturity.Model{ID: "random", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}}}
	need := map[string]direction{}
	for i := range 1 + r.IntN(4) {
		measure := metrics.Measure{ID: fmt.Sprint("m", i), Kind: pick(r, metrics.YesNo, metrics.Count, metrics.Share, metrics.Amount)}
		if chance(r, 6) {
			measure.Range = pick(r, some(0, 1), some(0, 0.5), metrics.From(0.25), metrics.UpTo(1))
		}
		m.Measures = append(m.Measures, measure)
		need[measure.ID] = pick(r, directions...)
	}
	levels := 2 + r.IntN(4)
	for i := 1; i < levels; i++ {
		m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint(i), Optional: chance(r, 2)})
	}
	for i := range levels - 1 + r.IntN(9-levels+1) {
		level := 1 + i
		if level >= levels {
			level = 1 + r.IntN(levels-1)
		}
		measure := pick(r, m.Measures...)
		c := maturity.Criterion{ID: fmt.Sprint("c", i), Level: m.Levels[level].ID, Measure: measure.ID, Need: need[measure.ID](r, measure)}
		if chance(r, 4) {
			c.MaxAge = pick(r, 30, 365)
		}
		m.Criteria = append(m.Criteria, c)
	}
	return m
}

// randomProgramme is a valid random model with random evidence.
func randomProgramme(r *rand.Rand, directions ...direction) programme {
	m := randomModel(r, directions...)
	for m.Validate() != nil {
		m = randomModel(r, directions...)
	}
	p := programme{model: m, known: map[string]known{}}
	for _, measure := range m.Measures {
		if chance(r, 8) {
			continue // nobody has said a word
		}
		k := known{age: pick(r, 0, 29, 30, 31, 365, 366, -1)}
		k.value, k.classes = possible(r, measure, m)
		p.known[measure.ID] = k
		p.facts = append(p.facts, p.fact(measure, k.value))
		if chance(r, 4) { // somebody else says something else of the same day
			other, _ := possible(r, measure, m)
			p.facts = append(p.facts, p.fact(measure, other))
			k.value = k.value.Hull(other)
			p.known[measure.ID] = k
		}
		if k.age >= 0 && chance(r, 3) { // old news
			other, _ := possible(r, measure, m)
			old := p.fact(measure, other)
			old.AsOf = pick(r, metrics.Date{}, old.AsOf.AddDays(-1))
			p.facts = append(p.facts, old)
		}
		if chance(r, 4) { // news from the future
			other, _ := possible(r, measure, m)
			later := p.fact(measure, other)
			later.AsOf = today.AddDays(1)
			p.facts = append(p.facts, later)
		}
	}
	if chance(r, 4) {
		p.facts = append(p.facts, maturity.Fact{Measure: "elsewhere", Value: metrics.Exactly(7)})
	}
	r.Shuffle(len(p.facts), func(i, j int) { p.facts[i], p.facts[j] = p.facts[j], p.facts[i] })
	return p
}

// fact is a fact of the age that is known of the measure.
func (p programme) fact(measure metrics.Measure, value metrics.Interval) maturity.Fact {
	f := maturity.Fact{Measure: measure.ID, Value: value, Source: fmt.Sprint("who says ", value)}
	if k := p.known[measure.ID]; k.age >= 0 {
		f.AsOf = today.AddDays(-k.age)
	}
	return f
}

// possible is a random interval that the measure may be in, often with an end on
// a threshold of the model.
func possible(r *rand.Rand, measure metrics.Measure, m *maturity.Model) (metrics.Interval, []string) {
	var thresholds []float64
	for _, c := range m.Criteria {
		if c.Measure != measure.ID {
			continue
		}
		for _, x := range ends(c.Need) {
			if inside(x, numbersOf(measure)) {
				thresholds = append(thresholds, x)
			}
		}
	}
	for {
		i, classes := interval(r, measure, thresholds)
		if _, err := measure.Resolve(i); err == nil && len(points(measure, m.Criteria, i)) > 0 {
			return i, classes
		}
	}
}
