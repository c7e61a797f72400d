package maturity_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// assessed is the range of levels that Assess gives, as places in the model.
func assessed(t *testing.T, m *maturity.Model, e maturity.Evidence) (lowest, highest int, a maturity.Assessment) {
	t.Helper()
	a, err := m.Assess(e, maturity.Options{AsOf: today})
	require.NoError(t, err)
	place := func(id string) int {
		return slices.IndexFunc(m.Levels, func(l maturity.Level) bool { return l.ID == id })
	}
	return place(a.Lowest), place(a.Highest), a
}

func TestAssessAgainstReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		const cases = 800
		values, needs, of := 0, 0, tally{}
		for range cases {
			p := randomProgramme(r, upwards, downwards, anyway)
			wantLow, wantHigh := p.levels()
			low, high, a := assessed(t, p.model, p.facts)
			require.Equal(t, [2]int{wantLow, wantHigh}, [2]int{low, high}, "%+v\n%+v", *p.model, p.facts)

			for i, c := range p.model.Criteria {
				f := a.Findings[i]
				require.Equal(t, p.known[c.Measure].stale(c.MaxAge), f.Stale)
				of.add("stale", f.Stale)
				of.add("conflict", f.Conflict)
				of.add("met", f.Outcome == maturity.Met)
				of.add("unmet", f.Outcome == maturity.Unmet)
				of.add("outcome unknown", f.Outcome == maturity.Unknown)
				_, atLeast := c.Need.Low()
				_, atMost := c.Need.High()
				of.add("at least", atLeast && !atMost)
				of.add("at most", atMost && !atLeast)
				of.add("between", atMost && atLeast)
				of.add("open need", c.Need.LowOpen() || c.Need.HighOpen())
				of.add(f.Measure.Kind.String(), true)
				needs++
			}
			for _, k := range p.known {
				values++
				for _, class := range k.classes {
					of.add(class, true)
				}
			}
			of.add("certain", a.Certain())
			of.add("uncertain", !a.Certain())
			of.add("optional", slices.ContainsFunc(p.model.Levels, func(l maturity.Level) bool { return l.Optional }))
			of.add("passed over", slices.ContainsFunc(p.model.Criteria, func(c maturity.Criterion) bool {
				return slices.ContainsFunc(p.model.Levels[:high], func(l maturity.Level) bool { return l.ID == c.Level }) &&
					slices.ContainsFunc(a.Findings, func(f maturity.Finding) bool { return f.Criterion == c.ID && f.Outcome == maturity.Unmet })
			}))
			of.add("start", low == 0)
			of.add("above start", low > 0)
			of.add("top", high == len(p.model.Levels)-1)
		}
		of.want(t, values, "point", "range", "open", "unbounded", "on a threshold")
		of.want(t, needs, "stale", "conflict", "met", "unmet", "outcome unknown",
			"at least", "at most", "between", "open need", "yes-no", "count", "share", "amount")
		of.want(t, cases, "certain", "uncertain", "optional", "passed over", "start", "above start", "top")
	})
}

// TestEndsAreAttained puts the numbers of an extreme completion in place of what
// is known: the level is then certain, and the end.
func TestEndsAreAttained(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		const cases = 200
		wide := tally{}
		for range cases {
			p := randomProgramme(r, upwards, downwards, anyway)
			for i := range p.model.Criteria {
				p.model.Criteria[i].MaxAge = 0 // a stale number can't be put in place by a fact
			}
			low, high, _ := assessed(t, p.model, p.facts)
			attained := map[int]maturity.Evidence{}
			complete(p, func(numbers completion) {
				at := p.climb(numbers)
				if attained[at] != nil {
					return
				}
				attained[at] = maturity.Evidence{}
				for u, x := range numbers {
					attained[at] = append(attained[at], maturity.Fact{Measure: u.measure, Value: metrics.Exactly(x)})
				}
			})
			for _, at := range []int{low, high} {
				require.Contains(t, attained, at, "%+v\n%+v", *p.model, p.facts)
				l, h, a := assessed(t, p.model, attained[at])
				require.Equal(t, [2]int{at, at}, [2]int{l, h}, "%+v\n%+v", *p.model, attained[at])
				require.Zero(t, a.Counts.Unknown)
			}
			wide.add("wide", low < high)
		}
		wide.want(t, cases, "wide")
	})
}

// TestValidateAgainstReference holds the faults that Validate finds by numbers
// against the numbers.
func TestValidateAgainstReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		const cases = 800
		of := tally{}
		for range cases {
			m := randomModel(r, upwards, downwards, anyway)
			type sides struct{ low, high bool }
			bound := map[string]sides{}
			faulty := false
			for _, measure := range m.Measures {
				all := points(measure, m.Criteria, metrics.Anything())
				faulty = faulty || len(all) == 0
				for _, c := range m.Criteria {
					if c.Measure != measure.ID {
						continue
					}
					met := 0
					s := bound[measure.ID]
					for _, x := range all {
						low, hasLow := c.Need.Low()
						if inside(x, c.Need) {
							met++
						} else if hasLow && x <= low {
							s.low = true
						} else {
							s.high = true
						}
					}
					bound[measure.ID] = s
					faulty = faulty || met == 0 || met == len(all)
				}
			}
			of.add("numbers", faulty)
			apart, reached := true, true
			for _, c := range m.Criteria {
				i := slices.IndexFunc(m.Levels, func(l maturity.Level) bool { return l.ID == c.Level })
				several := slices.ContainsFunc(m.Criteria, func(o maturity.Criterion) bool { return o.Measure == c.Measure && o.Level != c.Level })
				apart = apart && (!m.Levels[i].Optional || !several || bound[c.Measure] != sides{true, true})
			}
			for _, measure := range m.Measures {
				reached = reached && slices.ContainsFunc(points(measure, m.Criteria, metrics.Anything()), func(x float64) bool {
					return !slices.ContainsFunc(m.Criteria, func(c maturity.Criterion) bool { return c.Measure == measure.ID && !inside(x, c.Need) })
				})
			}
			of.add("both sides", !faulty && !apart)
			of.add("never reached", !faulty && apart && !reached)
			of.add("valid", !faulty && apart && reached)
			require.Equal(t, !faulty && apart && reached, m.Validate() == nil, "%v: %+v", m.Validate(), *m)
		}
		of.want(t, cases, "numbers", "both sides", "valid")
		require.NotZero(t, of["never reached"])
	})
}
