package maturity_test

import (
	"math"
	"slices"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The reference knows nothing of intervals but their ends. It puts a number for
// everything that isn't known, in every way that could make a difference, and
// climbs the levels one by one with each.

func ends(i metrics.Interval) (all []float64) {
	if x, ok := i.Low(); ok {
		all = append(all, x)
	}
	if x, ok := i.High(); ok {
		all = append(all, x)
	}
	return all
}

func inside(x float64, i metrics.Interval) bool {
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	return (!hasLow || x > low || x == low && !i.LowOpen()) && (!hasHigh || x < high || x == high && !i.HighOpen())
}

// numbersOf are the numbers that the measure can be, as an interval around them.
func numbersOf(m metrics.Measure) metrics.Interval {
	least, most := map[metrics.Kind]float64{metrics.Amount: math.Inf(-1)}[m.Kind], math.Inf(1)
	if m.Kind == metrics.YesNo || m.Kind == metrics.Share {
		most = 1
	}
	if x, ok := m.Range.Low(); ok {
		least = max(least, x)
	}
	if x, ok := m.Range.High(); ok {
		most = min(most, x)
	}
	all, _ := metrics.From(least).Intersect(metrics.UpTo(most)) // From(-∞) is anything
	return all
}

// points are numbers of the measure inside i: at every end and every threshold,
// just beside it on both sides, halfway between any two, and far out.
func points(m metrics.Measure, criteria []maturity.Criterion, i metrics.Interval) (all []float64) {
	bounds := numbersOf(m)
	marks := append(ends(i), ends(bounds)...)
	for _, c := range criteria {
		if c.Measure == m.ID {
			marks = append(marks, ends(c.Need)...)
		}
	}
	if m.Kind == metrics.YesNo {
		marks = []float64{0, 1}
	}
	slices.Sort(marks)
	marks = slices.Compact(marks)
	try := slices.Clone(marks)
	if m.Kind != metrics.YesNo {
		const little = 1. / 4096
		for k, x := range marks {
			try = append(try, x-little, x+little)
			if k > 0 {
				try = append(try, (marks[k-1]+x)/2)
			}
		}
		try = append(try, 0, -1e6, 1e6)
	}
	for _, x := range try {
		if inside(x, i) && inside(x, bounds) {
			all = append(all, x)
		}
	}
	return all
}

// climb is the level reached with a number for each criterion.
func climb(m *maturity.Model, number func(c maturity.Criterion) float64) (reached int) {
	for at, level := range m.Levels[1:] {
		passed := true
		for _, c := range m.Criteria {
			if c.Level == level.ID {
				passed = passed && inside(number(c), c.Need)
			}
		}
		if passed {
			reached = at + 1
		} else if !level.Optional {
			break
		}
	}
	return reached
}

// unknown is a number that isn't known: that of a measure, as those criteria
// read it that take the facts, or as those read it to which they are too old.
type unknown struct {
	measure string
	stale   bool
}

// completion is a number for every unknown.
type completion map[unknown]float64

// complete yields a completion of each kind that can make a difference: of the
// points of an unknown that meet the same criteria, one is enough.
func complete(p programme, yield func(completion)) {
	var all []unknown
	choices := map[unknown][]float64{}
	for _, c := range p.model.Criteria {
		u := unknown{c.Measure, p.known[c.Measure].stale(c.MaxAge)}
		if choices[u] != nil {
			continue
		}
		measure := p.model.Measures[slices.IndexFunc(p.model.Measures, func(m metrics.Measure) bool { return m.ID == c.Measure })]
		value := p.known[c.Measure].value
		if u.stale {
			value = metrics.Anything()
		}
		seen := map[uint]bool{}
		for _, x := range points(measure, p.model.Criteria, value) {
			var meets uint
			for i, c := range p.model.Criteria {
				if c.Measure == u.measure && inside(x, c.Need) {
					meets |= 1 << i
				}
			}
			if !seen[meets] {
				seen[meets] = true
				choices[u] = append(choices[u], x)
			}
		}
		all = append(all, u)
	}
	numbers := completion{}
	var choose func(rest []unknown)
	choose = func(rest []unknown) {
		if len(rest) == 0 {
			yield(numbers)
			return
		}
		for _, x := range choices[rest[0]] {
			numbers[rest[0]] = x
			choose(rest[1:])
		}
	}
	choose(all)
}

// levels is the range of levels over all completions.
func (p programme) levels() (lowest, highest int) {
	lowest = len(p.model.Levels)
	complete(p, func(numbers completion) {
		at := p.climb(numbers)
		lowest, highest = min(lowest, at), max(highest, at)
	})
	return lowest, highest
}

func (p programme) climb(numbers completion) int {
	return climb(p.model, func(c maturity.Criterion) float64 {
		return numbers[unknown{c.Measure, p.known[c.Measure].stale(c.MaxAge)}]
	})
}
