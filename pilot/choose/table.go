package choose

import (
	"cmp"
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// checkID adds what is wrong with an id among those seen.
func checkID[V any](p *strict.Problems, path, id string, seen map[string]V) {
	if id == "" {
		p.Absentf(strict.Join(path, "id"), "is missing")
	} else if _, twice := seen[id]; twice {
		p.Addf(strict.Join(path, "id"), "%q stands twice", strict.Clip(id))
	}
}

// fill works out the values on each criterion's scale, 0 for its worst end and 1
// for its best.
func (t *table) fill(alternatives []Alternative) error {
	p := strict.In("choose")
	type placed struct {
		Alternative
		at int // as given
	}
	order := make([]placed, len(alternatives))
	for i, a := range alternatives {
		order[i] = placed{a, i}
	}
	slices.SortFunc(order, func(a, b placed) int { return cmp.Compare(a.ID, b.ID) })
	m := len(t.criteria)
	t.low, t.high = make([]float64, len(order)*m), make([]float64, len(order)*m)
	for _, a := range order {
		t.ids = append(t.ids, a.ID)
	}
	for j, c := range t.criteria {
		scale := c.Scale
		if scale.IsAnything() {
			t.relative = append(t.relative, c.ID)
			for i, a := range order {
				score := a.Scores[c.ID]
				_, low := score.Low()
				_, high := score.High()
				if !low || !high {
					p.Absentf(strict.Key(strict.Join(strict.Index("alternatives", a.at), "scores"), c.ID), "must be known from both sides: the criterion has no scale of its own")
					continue
				}
				if i == 0 {
					scale = score
				} else {
					scale = scale.Hull(score)
				}
			}
		}
		worst, _ := scale.Low()
		best, _ := scale.High()
		for i, a := range order {
			low, high := worst, best
			score := a.Scores[c.ID]
			if x, ok := score.Low(); ok {
				low = x
			}
			if x, ok := score.High(); ok {
				high = x
			}
			k := i*m + j
			t.low[k], t.high[k] = (low-worst)/(best-worst), (high-worst)/(best-worst)
			if c.Better == metrics.Lower {
				t.low[k], t.high[k] = (best-high)/(best-worst), (best-low)/(best-worst)
			}
			if best == worst { // a constant gives everyone all of it
				t.low[k], t.high[k] = 1, 1
			}
		}
	}
	return p.Err()
}
