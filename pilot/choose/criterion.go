package choose

import (
	"math"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Criterion is something that alternatives are ranked by.
type Criterion struct {
	ID     string            `json:"id"`            // by which scores refer to it
	Says   string            `json:"says,omitzero"` // what it asks, in words
	Unit   string            `json:"unit,omitzero"` // of the scores
	Better metrics.Direction `json:"better"`        // which way is better
	// Scale runs from the smallest to the largest number that can occur, whichever is
	// better, fixed by whoever ranks. Without one the least and the greatest score of
	// the alternatives take its place, all of which must be known then, and
	// Ranking.Relative says so: an alternative more or less, or another number inside a
	// score, can turn the ranking of the others round.
	Scale metrics.Interval `json:"scale,omitzero"`
	// Weight is what the swing from the worst end of the scale to the best counts,
	// against the other criteria's (a swing weight): 0 or more, normalised over all.
	Weight float64        `json:"weight"`
	Source metrics.Source `json:"source,omitzero"` // where it comes from
}

// Alternative is something to be ranked, with a score for each criterion, by id.
// A score that is left out is unknown: anything on the scale.
type Alternative struct {
	ID     string                      `json:"id"`     // by which everything refers to it
	Scores map[string]metrics.Interval `json:"scores"` // by id of criterion
}

// table is what is known of all alternatives on all criteria as values from 0 to
// 1, more being better, row by row in order of id.
type table struct {
	ids       []string
	criteria  []Criterion
	weights   []float64 // normalised
	low, high []float64 // values, len(ids)*len(criteria)
	relative  []string
}

// value is the middle of what is known.
func (t *table) value(i, j int) float64 {
	k := i*len(t.criteria) + j
	return (t.low[k] + t.high[k]) / 2
}

func newTable(alternatives []Alternative, criteria []Criterion) (*table, error) {
	p := strict.In("choose")
	t := &table{criteria: criteria}
	sum := 0.0
	known := map[string]int{}
	for j, c := range criteria {
		path := strict.Index("criteria", j)
		at := func(field string) string { return strict.Join(path, field) }
		checkID(p, path, c.ID, known)
		known[c.ID] = j
		if c.Better != metrics.Higher && c.Better != metrics.Lower {
			p.Absentf(at("better"), "want higher or lower, have %s", c.Better)
		}
		if !(c.Weight >= 0) || math.IsInf(c.Weight, 0) {
			p.Addf(at("weight"), "want 0 or more, have %v", c.Weight)
		}
		sum += c.Weight
		low, hasLow := c.Scale.Low()
		high, hasHigh := c.Scale.High()
		switch {
		case c.Scale.IsAnything():
			if len(alternatives) == 1 {
				p.Absentf(at("scale"), "is missing: one alternative gives no scale to stand on")
			}
		case !hasLow || !hasHigh || low >= high || math.IsInf(high-low, 0):
			p.Addf(at("scale"), "want the smallest and the largest number that can occur, have %s", c.Scale)
		}
	}
	if len(criteria) == 0 {
		p.Absentf("criteria", "are missing")
	} else if !(sum > 0) && p.Err() == nil {
		p.Addf("criteria", "all weights are 0: nothing is said to matter")
	} else if math.IsInf(sum, 0) {
		p.Addf("criteria", "the weights add up to more than a number holds")
	}
	t.checkAlternatives(p, alternatives, known)
	if err := p.Err(); err != nil {
		return nil, err
	}
	sum = 0 // again in order of id, so that rounding is the same whatever order they came in
	for _, id := range sortedKeys(known) {
		sum += criteria[known[id]].Weight
	}
	for _, c := range criteria {
		t.weights = append(t.weights, c.Weight/sum)
	}
	return t, t.fill(alternatives)
}

func (t *table) checkAlternatives(p *strict.Problems, alternatives []Alternative, known map[string]int) {
	seen := map[string]bool{}
	for i, a := range alternatives {
		path := strict.Index("alternatives", i)
		checkID(p, path, a.ID, seen)
		seen[a.ID] = true
		for _, id := range sortedKeys(a.Scores) {
			at := strict.Key(strict.Join(path, "scores"), id)
			j, ok := known[id]
			if !ok {
				p.Absentf(at, "there is no criterion %q", strict.Clip(id))
				continue
			}
			scale, score := t.criteria[j].Scale, a.Scores[id]
			if !scale.IsAnything() && !score.IsAnything() && score.Within(scale) != metrics.Yes {
				p.Addf(at, "%s isn't on the scale %s", score, scale)
			}
		}
	}
}
