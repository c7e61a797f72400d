package metrics_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

const far = 1 << 20 // more steps than any path has

// stepsByFloydWarshall returns the distance of every metric from every other.
func stepsByFloydWarshall(all []metrics.Metric) map[string]map[string]int {
	d := map[string]map[string]int{}
	for _, a := range all {
		d[a.ID] = map[string]int{}
		for _, b := range all {
			d[a.ID][b.ID] = far
		}
		for _, b := range a.Drives {
			d[a.ID][b] = 1
		}
		d[a.ID][a.ID] = 0
	}
	for _, k := range all {
		for _, i := range all {
			for _, j := range all {
				d[i.ID][j.ID] = min(d[i.ID][j.ID], d[i.ID][k.ID]+d[k.ID][j.ID])
			}
		}
	}
	return d
}

// firstPath tries every path of so many steps to a hard metric and returns the
// one whose ids sort first, nil if there is none.
func firstPath(byID map[string]metrics.Metric, id string, steps int) []string {
	if steps == 0 {
		if byID[id].Hard {
			return []string{id}
		}
		return nil
	}
	var best []string
	for _, next := range byID[id].Drives {
		if rest := firstPath(byID, next, steps-1); rest != nil {
			if path := append([]string{id}, rest...); best == nil || slices.Compare(path, best) < 0 {
				best = path
			}
		}
	}
	return best
}

func randomGraph(r *rand.Rand) []metrics.Metric {
	ids := []string{"a", "b", "c", "d", "e", "f", "g", "h", "i"}[:3+r.IntN(7)]
	all := make([]metrics.Metric, len(ids))
	for i, id := range ids {
		all[i] = metrics.Metric{Measure: metrics.Measure{ID: id}, Hard: r.IntN(8) == 0}
		for _, other := range ids {
			if other != id && r.IntN(len(ids)-1) == 0 {
				all[i].Drives = append(all[i].Drives, other)
			}
		}
	}
	return all
}

func shuffled(r *rand.Rand, all []metrics.Metric) []metrics.Metric {
	all = slices.Clone(all)
	for i := range all {
		all[i].Drives = slices.Clone(all[i].Drives)
		r.Shuffle(len(all[i].Drives), func(j, k int) {
			all[i].Drives[j], all[i].Drives[k] = all[i].Drives[k], all[i].Drives[j]
		})
	}
	r.Shuffle(len(all), func(j, k int) { all[j], all[k] = all[k], all[j] })
	return all
}

// Distances are those of a slow reference, paths the first of all shortest
// ones, and neither depends on the order in which metrics are given.
func TestMapAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for range 500 {
			all := randomGraph(r)
			m := newMap(t, all...)
			require.Equal(t, m.String(), newMap(t, shuffled(r, all)...).String(), "in another order")
			between := stepsByFloydWarshall(all)
			byID := map[string]metrics.Metric{}
			for _, a := range all {
				byID[a.ID] = a
			}
			var unlinked []string
			for _, a := range all {
				c.cases++
				want, circle := far, false
				for _, b := range all {
					if b.Hard {
						want = min(want, between[a.ID][b.ID])
					}
					circle = circle || a.ID != b.ID && between[a.ID][b.ID] < far && between[b.ID][a.ID] < far
				}
				c.add("on a circle", circle)
				c.add("unlinked", want == far)
				c.add("hard", want == 0)
				c.add("at distance 1", want == 1)
				c.add("further", want > 1 && want < far)
				steps, ok := m.Distance(a.ID)
				require.Equal(t, want < far, ok, "%s in\n%s", a.ID, m)
				var path []string
				if ok {
					require.Equal(t, want, steps, "%s in\n%s", a.ID, m)
					path = firstPath(byID, a.ID, steps)
				} else {
					unlinked = append(unlinked, a.ID)
				}
				require.Equal(t, path, m.Path(a.ID), "%s in\n%s", a.ID, m)
			}
			require.Equal(t, unlinked, slices.Collect(m.Unlinked()))
		}
		c.atLeast5Percent(t)
	})
}
