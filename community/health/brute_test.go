package health_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// hull is the smallest closed interval around numbers met.
type hull struct {
	low, high float64
	met       bool
}

func (h *hull) add(x float64) {
	if !h.met {
		*h = hull{x, x, true}
	}
	h.low, h.high = min(h.low, x), max(h.high, x)
}

// The slow reference: every whole number of people inside the figures that fits
// together gives a value of each indicator, and the finding is their hull, no
// narrower and no wider. Where a denominator may be 0 the share is 0 to 1.
func TestSharesAgainstEveryCombination(t *testing.T) {
	const most = 6
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		possible, impossible := 0, 0
		for range 100 {
			figure := func() (metrics.Interval, int, int) {
				low := r.IntN(most)
				high := min(low+r.IntN(4), most)
				return between(float64(low), float64(high)), low, high
			}
			var low, high [6]int
			var i [6]metrics.Interval
			for k := range i {
				i[k], low[k], high[k] = figure()
			}
			a := health.Activity{Members: i[0], Core: i[1], Active: i[2], Visitors: i[3], Contributors: i[4], Contributions: i[5]}
			var hulls [6]hull
			fewest, fewestVisitors, fewestContributors := math.Inf(1), math.Inf(1), math.Inf(1)
			var n [6]int
			for n[0] = low[0]; n[0] <= high[0]; n[0]++ {
				for n[1] = low[1]; n[1] <= high[1]; n[1]++ {
					for n[2] = low[2]; n[2] <= high[2] && n[1]+n[2] <= n[0]; n[2]++ {
						for n[3] = low[3]; n[3] <= min(high[3], n[0]); n[3]++ {
							for n[4] = low[4]; n[4] <= min(high[4], n[3]); n[4]++ {
								for n[5] = max(low[5], n[4]); n[5] <= high[5]; n[5]++ {
									if n[5] > 0 && min(high[0], high[3], high[4]) == 0 {
										continue // nobody can have made them; else a mean as small as one likes may have
									}
									m := float64(n[0])
									fewest, fewestVisitors = min(fewest, m), min(fewestVisitors, float64(n[3]))
									fewestContributors = min(fewestContributors, float64(n[4]))
									if m > 0 {
										hulls[0].add(float64(n[1]) / m)
										hulls[1].add(float64(n[2]) / m)
										hulls[2].add(float64(n[0]-n[1]-n[2]) / m)
										hulls[3].add(float64(n[3]) / m)
									}
									if n[3] > 0 {
										hulls[4].add(float64(n[4]) / float64(n[3]))
									}
									if n[4] > 0 {
										hulls[5].add(float64(n[5]) / float64(n[4]))
									}
								}
							}
						}
					}
				}
			}
			if math.IsInf(fewest, 1) {
				impossible++
				require.Error(t, a.Validate(), "%+v", a)
				continue
			}
			require.NoError(t, a.Validate(), "%+v", a)
			possible++
			c := check(t, a)
			for k, indicator := range []health.Indicator{health.CoreShare, health.ActiveShare, health.PeripheralShare, health.VisitingShare,
				health.ContributingShare, health.ContributionsEach} {
				have := c.Finding(indicator).Have
				switch {
				case indicator == health.ContributionsEach && fewestContributors == 0:
					// A mean may be as small a fraction as one likes.
					require.True(t, !hulls[k].met || have.Contains(hulls[k].low) && have.Contains(hulls[k].high), "%s of %+v", have, a)
				case indicator == health.ContributingShare && fewestVisitors == 0, indicator != health.ContributingShare && indicator != health.ContributionsEach && fewest == 0:
					require.Equal(t, between(0, 1), have)
				default:
					require.Equal(t, between(hulls[k].low, hulls[k].high).Rounded(), have, "%s of %+v", indicator, a)
				}
			}
		}
		require.Greater(t, possible, 5)
		require.Greater(t, impossible, 5)
	})
}

// Topics against every combination of answers and of questions in quarters: what
// is known of a count isn't taken for known to be whole.
func TestQuadrantsAgainstEveryCombination(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		certain := 0
		for range 100 {
			topics := make([]health.Topic, 1+r.IntN(3))
			var low, high, answersLow, answersHigh [3]int
			for i := range topics {
				low[i], answersLow[i] = r.IntN(4), r.IntN(8)
				high[i], answersHigh[i] = low[i]+r.IntN(3), answersLow[i]+r.IntN(4)
				topics[i] = health.Topic{Name: string(rune('a' + i)), Questions: between(float64(low[i]), float64(high[i])),
					Answers: between(float64(answersLow[i]), float64(answersHigh[i]))}
			}
			want := make([]map[health.Quadrant]bool, len(topics))
			for i := range want {
				want[i] = map[health.Quadrant]bool{}
			}
			var q [3]int
			var walk func(k int)
			walk = func(k int) {
				if k < len(topics) {
					for q[k] = 4 * low[k]; q[k] <= 4*high[k]; q[k]++ {
						walk(k + 1)
					}
					return
				}
				total := 0
				for i := range topics {
					total += q[i]
				}
				for i := range topics {
					for a := answersLow[i]; a <= answersHigh[i]; a++ {
						many, each := q[i] > 0 && q[i]*len(topics) >= total, q[i] > 0 && 4*a >= 2*q[i]
						want[i][[2][2]health.Quadrant{{health.Watch, health.FAQ}, {health.ResearchGap, health.Exchange}}[bit(many)][bit(each)]] = true
					}
				}
			}
			walk(0)
			got, err := health.Cuts{}.Sort(topics)
			require.NoError(t, err)
			for i, f := range got {
				// The two axes are judged apart, so of two open axes a combination may
				// stand that no numbers reach; never one less.
				for w := range want[i] {
					require.Contains(t, f.Possible, w, "%+v", topics)
				}
				many, few := want[i][health.Exchange] || want[i][health.ResearchGap], want[i][health.FAQ] || want[i][health.Watch]
				answered, unanswered := want[i][health.Exchange] || want[i][health.FAQ], want[i][health.ResearchGap] || want[i][health.Watch]
				require.Equal(t, tell(many, few), f.ManyQuestions, "%+v", topics)
				require.Equal(t, tell(answered, unanswered), f.ManyAnswers, "%+v", topics)
				if f.Quadrant() != health.QuadrantUnknown {
					certain++
				}
			}
		}
		require.Greater(t, certain, 30)
	})
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func tell(yes, no bool) metrics.Answer {
	if yes && no {
		return metrics.Unknown
	}
	return metrics.AnswerOf(yes)
}
