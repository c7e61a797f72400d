package study

import (
	"fmt"
	"iter"
	"math/bits"

	"example.com/kmaturity/metrics"
)

// Signal is one place where a rule's pattern was seen: the window of points that
// ends at Last. A run longer than the pattern gives one signal for every point
// at which the pattern is complete. It is a plain value, equal by ==.
//
// A signal is a prompt to ask what happened, not proof that something did: with
// no effect at all, some default rule fires in 24 to 56 % of charts by the figures
// this library set out from, and in 16 to 59 % by its own count, depending on how
// many points the chart has and how short its baseline is. Counted were 20,000
// charts a row of independent normal noise (BenchmarkChartFalseAlarms), to a
// standard error below 0.4 points of a percent:
//
//	points  baseline  default  only RuleOutside  Western Electric  Nelson
//	    24       all     15.8               6.0              15.4    19.6
//	    24        12     31.1              16.7              31.8    35.3
//	    48       all     34.7              11.4              33.4    41.8
//	    48        24     45.5              20.2              44.1    52.4
//	    48        12     59.0              30.0              57.1    65.5
type Signal struct {
	Rule        Rule           // that picked it out
	First, Last int            // the window that was looked at: its first and last point
	Side        Side           // where its points lie, or which way they run
	Improvement metrics.Answer // Yes on the better side, No on the worse, Unknown where either isn't known
	points      uint16         // bit k is the point Last − k
}

func newSignal(r Rule, last int, points uint16, side Side, better metrics.Direction) Signal {
	return Signal{
		Rule: r, First: last + 1 - r.window(), Last: last,
		Side: side, Improvement: side.improves(better), points: points,
	}
}

// Points yields the points that make up the signal, in order of time. They are
// the whole window, except in "2 of 3" and "4 of 5" patterns, where only those
// beyond the line count, which need not include Last.
func (s Signal) Points() iter.Seq[int] {
	return func(yield func(int) bool) {
		for k := bits.Len16(s.points) - 1; k >= 0; k-- {
			if s.points>>k&1 != 0 && !yield(s.Last-k) {
				return
			}
		}
	}
}

// Equal is ==, for packages that compare by method.
func (s Signal) Equal(t Signal) bool { return s == t }

// Len returns the number of points that make up the signal.
func (s Signal) Len() int { return bits.OnesCount16(s.points) }

// String returns one line for a log: the figures, then what the rule looks for.
func (s Signal) String() string {
	return fmt.Sprintf("rule=%v first=%d last=%d points=%d side=%v improvement=%v: %s",
		s.Rule, s.First, s.Last, s.Len(), s.Side, s.Improvement, s.Rule.Pattern())
}
