package maturitytest

import (
	"fmt"
	"math"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The search for evidence of a level climbs: it starts with numbers that meet what
// stands at the level and below and fail what stands above, as far as one number can
// do both, and then changes one number at a time to another that tells, keeping what
// comes no further from the level. Later starts are drawn at random.

const (
	starts = 6   // how often the search for a level begins anew
	steps  = 400 // numbers that are changed in each
)

// reach looks for evidence of every level.
func (c *checker) reach() {
	first, ok := c.see(maturity.Evidence{})
	if !ok {
		return
	}
	for at, l := range c.Levels {
		for i, r := range first.ranges {
			if whole := c.Gate != maturity.Profile; whole != (i == 0) || r.lowest < 0 {
				continue // of areas only where there is no level for the whole
			}
			if !c.reaches(at, i) {
				of := ""
				if i > 0 {
					of = fmt.Sprintf(" by the area %q", r.area)
				}
				c.tell(fmt.Sprintf("reachable level %q%s", l.ID, of), "no evidence was found of which it is the level for certain, in %d starts of %d steps", starts, steps)
			}
		}
	}
}

// reaches searches for evidence that stands at a level, in the range of that index.
func (c *checker) reaches(level, index int) bool {
	r := source(c.seed, uint64(level))
	for start := range starts {
		values := make([]float64, len(c.numbers))
		for i, n := range c.numbers {
			if values[i] = pick(r, n.telling...); start == 0 {
				values[i] = n.meets(level)
			}
		}
		far := c.distance(values, level, index)
		for range steps {
			if far == 0 {
				return true
			}
			i := r.IntN(len(values))
			had := values[i]
			values[i] = pick(r, c.numbers[i].telling...)
			if now := c.distance(values, level, index); now <= far {
				far = now
			} else {
				values[i] = had
			}
		}
		if far == 0 {
			return true
		}
	}
	return false
}

// meets is the telling number that meets the most criteria up to a level, and of these
// fails the most above it.
func (n number) meets(level int) float64 {
	best, most := 0.0, -1
	for _, x := range n.telling {
		if points := n.fit(x, level); points > most {
			best, most = x, points
		}
	}
	return best
}

func (n number) fit(x float64, level int) (points int) {
	for i, criterion := range n.criteria {
		met := criterion.Need.Contains(x)
		switch at := n.levels[i]; {
		case met && at <= level:
			points += 1 + len(n.criteria)
		case !met && at > level:
			points++
		}
	}
	return points
}

// distance is how far numbers are from a level: 0 at it, else levels and, where bands
// tell, what the score lacks.
func (c *checker) distance(values []float64, level, index int) float64 {
	e := make(maturity.Evidence, len(values))
	for i, n := range c.numbers {
		e[i] = maturity.Fact{Measure: n.measure.ID, Scope: n.scope, Value: metrics.Exactly(values[i])}
	}
	a, err := c.assess(e)
	if err != nil {
		return math.Inf(1)
	}
	s := c.view(a)
	if index >= len(s.ranges) {
		return math.Inf(1)
	}
	at := s.ranges[index]
	far := math.Abs(float64(at.lowest-level)) + math.Abs(float64(at.highest-level))
	score, ok := a.Score.Low()
	low, hasLow := c.Levels[level].Band.Low()
	high, hasHigh := c.Levels[level].Band.High()
	switch {
	case far == 0 || !ok || index > 0:
	case hasLow && score < low:
		far = far*1000 + low - score
	case hasHigh && score > high:
		far = far*1000 + score - high
	}
	return far
}
