package pilottest

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"

	"example.com/kmaturity/metrics"
)

// Whether both ends are attained is searched for as one climbs a hill in fog: all
// that isn't known is known in some way, at random; then one thing after another is
// tried in every other way, and what brings the number nearer to the end looked for is
// kept. Numbers that move the value one way alone are at their best after a round.

const (
	climbs = 4 // starts from other completions
	rounds = 2 // through all that isn't known
)

// attained looks, where the answer isn't known, for ways to know the rest that make
// the rule pass and such that make it fail.
func (c *checker) attained(r *rand.Rand, p *proposal, was found) {
	if was.answer != metrics.Unknown || c.told["attained"] || c.touches(was) || builtin(c.rule.Measure.ID) {
		return
	}
	seen := map[metrics.Answer]bool{}
	both := func() bool { return seen[metrics.Yes] && seen[metrics.No] }
	// Usually what made a difference before is enough.
	for _, some := range [][]variable{c.mattering(), c.variables} {
		for climb := 0; climb < climbs && !both(); climb++ {
			c.climb(r, p, was, some, climb%2 == 0, seen)
		}
	}
	switch {
	case both():
	case seen[metrics.Yes]:
		c.add("attained", "it says %s, and nothing was found that makes it fail once the rest is known%s", was, c.unknowns(p))
	case seen[metrics.No]:
		c.add("attained", "it says %s, and nothing was found that makes it pass once the rest is known%s", was, c.unknowns(p))
	default:
		c.add("attained", "it says %s, also where the rest is known%s", was, c.unknowns(p))
	}
}

// mattering are the variables that have made a difference.
func (c *checker) mattering() (some []variable) {
	for _, v := range c.variables {
		if c.matters[v.name] {
			some = append(some, v)
		}
	}
	return some
}

// unknowns says what isn't known of a proposal, and whose it is.
func (c *checker) unknowns(p *proposal) string {
	var all []string
	for _, v := range c.variables {
		if len(v.exactly(p, c.tell)) > 0 {
			all = append(all, v.name)
		}
	}
	whose := "a business area"
	if p.Candidate.Area.ID == p.Programme.Area.ID {
		whose = "KM's own area, whose figures stand in the programme"
	}
	return fmt.Sprintf(": %s, of a candidate of %s", strings.Join(all, ", "), whose)
}

// touches reports whether an end of what is known is an end of what passes, but for
// rounding: one number alone may then tell, or none if it doesn't belong.
func (c *checker) touches(was found) bool {
	for _, a := range []func() (float64, bool){was.have.Low, was.have.High} {
		for _, b := range []func() (float64, bool){c.rule.Need.Low, c.rule.Need.High} {
			if x, ok := a(); ok {
				if y, ok := b(); ok && x-y < rounding(x) && y-x < rounding(x) {
					return true
				}
			}
		}
	}
	return false
}

// climb goes from a random completion to the greatest value, or the least, and notes
// which answers it has seen.
func (c *checker) climb(r *rand.Rand, p *proposal, was found, some []variable, up bool, seen map[metrics.Answer]bool) {
	ways := make([]int, len(some)) // how each variable is known
	for i := range ways {
		ways[i] = r.IntN(1 << 20)
	}
	complete := func() (found, bool) {
		q := *p
		for i, v := range some {
			if all := v.exactly(&q, c.tell); len(all) > 0 {
				all[ways[i]%len(all)].set(&q)
			}
		}
		is, ok := c.find(&q)
		if ok {
			seen[is.answer] = true
			c.narrower("all that can be known", was, is)
		}
		return is, ok
	}
	best, ok := complete()
	for range rounds {
		for i, v := range some {
			had := ways[i]
			for k := range v.exactly(p, c.tell) {
				ways[i] = k
				if is, valid := complete(); valid && (!ok || better(is, best, up)) {
					best, had, ok = is, k, true
				}
				if seen[metrics.Yes] && seen[metrics.No] {
					return
				}
			}
			ways[i] = had
		}
	}
}

// better reports whether a value is nearer to the top, or the bottom.
func better(is, best found, up bool) bool {
	x, _ := is.have.Low()
	y, _ := best.have.Low()
	if !is.applies || !best.applies {
		return is.applies
	}
	return up && x > y || !up && x < y
}

// same reports whether two proposals are equal.
func same(p, q *proposal) bool { return reflect.DeepEqual(p, q) }
