package maturitytest

import (
	"math/rand/v2"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// number is one number that criteria of a model read: a measure in a scope.
type number struct {
	measure  metrics.Measure
	scope    string
	criteria []maturity.Criterion // that read it
	levels   []int                // of each of these
	answers  []string             // in words, of its scale
	telling  []float64            // numbers that it can be, in order: the ends of needs, what lies between them and beyond
}

// numbers are those that the criteria of a valid model read, in the model's order.
func numbers(m *maturity.Model) (all []number) {
	levels := map[string]int{"": -1}
	for at, l := range m.Levels {
		levels[l.ID] = at
	}
	measures := map[string]metrics.Measure{}
	for _, x := range m.Measures {
		measures[x.ID] = x
	}
	for _, c := range m.Criteria {
		at := slices.IndexFunc(all, func(n number) bool { return n.measure.ID == c.Measure && n.scope == c.Scope })
		if at < 0 {
			at, all = len(all), append(all, number{measure: measures[c.Measure], scope: c.Scope})
			for _, s := range m.Scales {
				for _, a := range s.Answers {
					if s.Measure == c.Measure {
						all[at].answers = append(all[at].answers, a.Says)
					}
				}
			}
		}
		all[at].criteria = append(all[at].criteria, c)
		all[at].levels = append(all[at].levels, levels[c.Level])
	}
	for i := range all {
		all[i].telling = all[i].tell()
	}
	return all
}

// tell lists the numbers that tell needs apart.
func (n number) tell() (all []float64) {
	bounds, _ := n.measure.Bounds()
	if n.measure.Kind == metrics.YesNo {
		return slices.DeleteFunc([]float64{0, 1}, func(x float64) bool { return !bounds.Contains(x) })
	}
	var ends []float64
	add := func(i metrics.Interval) {
		if x, ok := i.Low(); ok {
			ends = append(ends, x)
		}
		if x, ok := i.High(); ok {
			ends = append(ends, x)
		}
	}
	add(bounds)
	for _, c := range n.criteria {
		add(c.Need)
	}
	if len(ends) == 0 {
		ends = []float64{0}
	}
	slices.Sort(ends)
	ends = slices.Compact(ends)
	all = append(all, ends[0]-1)
	for i, x := range ends {
		if i > 0 {
			all = append(all, ends[i-1]/2+x/2)
		}
		all = append(all, x)
	}
	all = append(all, ends[len(ends)-1]+1)
	return slices.DeleteFunc(all, func(x float64) bool { return !bounds.Contains(x) })
}

// interval is something that may be known of the number.
func (n number) interval(r *rand.Rand) metrics.Interval {
	for {
		x, y := pick(r, n.telling...), pick(r, n.telling...)
		low, high := min(x, y), max(x, y)
		i, ok := metrics.Exactly(x), true
		switch r.IntN(8) {
		case 0, 1:
		case 2, 3:
			i = metrics.MustBetween(low, high)
		case 4:
			i, ok = metrics.Above(low).Intersect(pick(r, metrics.UpTo(high), metrics.Below(high)))
		case 5:
			i, ok = metrics.From(low).Intersect(metrics.Below(high))
		case 6:
			i = pick(r, metrics.From(x), metrics.Above(x))
		default:
			i = pick(r, metrics.UpTo(x), metrics.Below(x))
		}
		if _, err := n.measure.Resolve(i); ok && err == nil {
			return i
		}
	}
}

// direction is which way more of the number counts, if it counts one way alone: as
// the needs of the criteria that read it declare. Of a criterion without a need the
// number itself counts, the more the better.
func (n number) direction() metrics.Direction {
	var all metrics.Direction
	for _, c := range n.criteria {
		d := metrics.Higher
		_, low := c.Need.Low()
		_, high := c.Need.High()
		if n.measure.Kind == metrics.YesNo && !c.Need.IsAnything() {
			low, high = !c.Need.Contains(0), !c.Need.Contains(1)
		}
		switch {
		case low && high:
			return metrics.DirectionUnknown
		case high:
			d = metrics.Lower
		}
		if all != metrics.DirectionUnknown && all != d {
			return metrics.DirectionUnknown
		}
		all = d
	}
	return all
}
