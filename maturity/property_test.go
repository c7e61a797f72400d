package maturity_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// evidence is a fact of today on each measure that something is known of.
func (p programme) evidence() (e maturity.Evidence) {
	for _, m := range p.model.Measures {
		if k, ok := p.known[m.ID]; ok {
			e = append(e, maturity.Fact{Measure: m.ID, Value: k.value, AsOf: today})
		}
	}
	return e
}

func (p programme) measure(id string) metrics.Measure {
	return p.model.Measures[slices.IndexFunc(p.model.Measures, func(m metrics.Measure) bool { return m.ID == id })]
}

// TestNarrowing: to know more never widens the range of levels (R).
func TestNarrowing(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		of, cases := tally{}, 0
		for range 300 {
			p := randomProgramme(r, upwards, downwards, anyway)
			e := p.evidence()
			low, high, _ := assessed(t, p.model, e)
			for range 4 * len(e) {
				f := &e[r.IntN(len(e))]
				narrow, _ := possible(r, p.measure(f.Measure), p.model)
				narrow, ok := narrow.Intersect(f.Value)
				if !ok || narrow == f.Value || len(points(p.measure(f.Measure), p.model.Criteria, narrow)) == 0 {
					continue
				}
				f.Value = narrow
				l, h, _ := assessed(t, p.model, e)
				require.GreaterOrEqual(t, l, low, "%+v\n%+v", *p.model, e)
				require.LessOrEqual(t, h, high, "%+v\n%+v", *p.model, e)
				of.add("narrower", l > low || h < high)
				cases++
				low, high = l, h
			}
		}
		of.want(t, cases, "narrower")
	})
}

// raise is at both ends the greater of two intervals.
func raise(i, j metrics.Interval) metrics.Interval {
	up := metrics.Anything()
	for _, k := range []metrics.Interval{i, j} {
		if x, ok := k.Low(); ok {
			above := metrics.From(x)
			if k.LowOpen() {
				above = metrics.Above(x)
			}
			up, _ = up.Intersect(above)
		}
	}
	high := i.Hull(j)
	if x, ok := high.High(); ok {
		below := metrics.UpTo(x)
		if high.HighOpen() {
			below = metrics.Below(x)
		}
		up, _ = up.Intersect(below)
	}
	return up
}

func TestRaise(t *testing.T) {
	tests := []struct{ i, j, want metrics.Interval }{
		{metrics.Exactly(1), metrics.Exactly(2), metrics.Exactly(2)},
		{some(1, 4), some(2, 3), some(2, 4)},
		{band(1, 2), some(1, 2), band(1, 2)},
		{metrics.From(1), metrics.UpTo(2), metrics.From(1)},
		{metrics.Below(3), metrics.UpTo(3), metrics.UpTo(3)},
		{metrics.Below(3), metrics.Below(2), metrics.Below(3)},
		{metrics.Anything(), metrics.Exactly(1), metrics.From(1)},
	}
	for _, tt := range tests {
		require.Equal(t, tt.want, raise(tt.i, tt.j))
		require.Equal(t, tt.want, raise(tt.j, tt.i))
	}
}

// TestMoreIsNeverWorse: where all needs ask for more, higher numbers lower
// neither end (M).
func TestMoreIsNeverWorse(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		of, cases := tally{}, 0
		for range 300 {
			p := randomProgramme(r, upwards)
			e := p.evidence()
			low, high, _ := assessed(t, p.model, e)
			for range 2 * len(e) {
				f := &e[r.IntN(len(e))]
				other, _ := possible(r, p.measure(f.Measure), p.model)
				f.Value = raise(f.Value, other)
				l, h, _ := assessed(t, p.model, e)
				require.GreaterOrEqual(t, l, low, "%+v\n%+v", *p.model, e)
				require.GreaterOrEqual(t, h, high, "%+v\n%+v", *p.model, e)
				of.add("higher", l > low || h > high)
				cases++
				low, high = l, h
			}
		}
		of.want(t, cases, "higher")
	})
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	doc, err := json.Marshal(v)
	require.NoError(t, err)
	return string(doc)
}

// TestOrder: neither the order of facts nor that of criteria, measures and areas
// makes a difference, but that findings stand in the model's order.
func TestOrder(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 30 {
			p := randomProgramme(r, upwards, downwards, anyway)
			p.facts = append(p.facts, p.facts[:len(p.facts)/2]...)
			_, _, a := assessed(t, p.model, p.facts)
			want := encoded(t, a)
			for range 20 {
				r.Shuffle(len(p.facts), func(i, j int) { p.facts[i], p.facts[j] = p.facts[j], p.facts[i] })
				_, _, again := assessed(t, p.model, p.facts)
				require.Equal(t, want, encoded(t, again))
			}
			want = encoded(t, sorted(a))
			for range 20 {
				c, m := p.model.Criteria, p.model.Measures
				r.Shuffle(len(c), func(i, j int) { c[i], c[j] = c[j], c[i] })
				r.Shuffle(len(m), func(i, j int) { m[i], m[j] = m[j], m[i] })
				_, _, again := assessed(t, p.model, p.facts)
				for i, f := range again.Findings {
					require.Equal(t, c[i].ID, f.Criterion)
				}
				require.Equal(t, want, encoded(t, sorted(again)))
			}
		}
	})
}

// sorted puts what stands in the model's order in that of ids.
func sorted(a maturity.Assessment) maturity.Assessment {
	a.Findings, a.Limiting, a.Gaps = slices.Clone(a.Findings), slices.Clone(a.Limiting), slices.Clone(a.Gaps)
	slices.SortFunc(a.Findings, func(a, b maturity.Finding) int { return strings.Compare(a.Criterion, b.Criterion) })
	slices.Sort(a.Limiting)
	slices.Sort(a.Gaps)
	return a
}

// TestConsistent: what an assessment says in two places is the same.
func TestConsistent(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		const cases = 300
		of := tally{}
		for range cases {
			p := randomProgramme(r, upwards, downwards, anyway)
			low, _, a := assessed(t, p.model, p.facts)
			require.Equal(t, len(p.model.Criteria), a.Counts.Of)
			require.Equal(t, a.Counts.Of, a.Counts.Met+a.Counts.Unmet+a.Counts.Unknown+a.Counts.NotApplicable)
			met := map[string]bool{}
			for _, f := range a.Findings {
				require.Equal(t, maturity.OutcomeOf(f.Have.Within(f.Need)), f.Outcome)
				met[f.Criterion] = f.Outcome == maturity.Met
			}

			next := 0
			for at := len(p.model.Levels) - 1; at > low; at-- {
				if next == 0 || !p.model.Levels[at].Optional || p.model.Levels[next].Optional {
					next = at
				}
			}
			limiting := []string{}
			for _, c := range p.model.Criteria {
				at := slices.IndexFunc(p.model.Levels, func(l maturity.Level) bool { return l.ID == c.Level })
				onTheWay := at == next || at < next && !p.model.Levels[at].Optional
				if onTheWay && !met[c.ID] {
					limiting = append(limiting, c.ID)
				}
			}
			require.Equal(t, limiting, a.Limiting)
			require.Equal(t, low == len(p.model.Levels)-1, len(limiting) == 0, "each level but the last has one above")
			of.add("top", next == 0)
			of.add("only optional above", next > 0 && p.model.Levels[next].Optional)
			of.add("ignored", len(a.Ignored) > 0)
		}
		of.want(t, cases, "only optional above", "ignored")
		require.NotZero(t, of["top"])
	})
}

// TestAssessmentJSON: an assessment and its model decode to equal values.
func TestAssessmentJSON(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 40 {
			p := randomProgramme(r, upwards, downwards, anyway)
			_, _, a := assessed(t, p.model, p.facts)
			var again maturity.Assessment
			require.NoError(t, json.Unmarshal([]byte(encoded(t, a)), &again))
			require.Empty(t, cmp.Diff(a, again, exactly))
			var model maturity.Model
			require.NoError(t, json.Unmarshal([]byte(encoded(t, p.model)), &model))
			require.Empty(t, cmp.Diff(p.model, &model, exactly))
			var facts maturity.Evidence
			require.NoError(t, json.Unmarshal([]byte(encoded(t, p.facts)), &facts))
			require.Empty(t, cmp.Diff(p.facts, facts, exactly))
		}
	})
}

// TestConcurrent shares a model and its evidence between goroutines; the race
// detector looks on.
func TestConcurrent(t *testing.T) {
	p := randomProgramme(draw.From(t, 1, 1), upwards, downwards, anyway)
	for _, m := range []*maturity.Model{p.model, maturity.Journey()} {
		_, _, want := assessed(t, m, p.facts)
		const many = 16
		var got [many]maturity.Assessment
		var errs [many]error
		var wg sync.WaitGroup
		for i := range many {
			wg.Add(1)
			go func() {
				defer wg.Done()
				for range 20 {
					got[i], errs[i] = m.Assess(p.facts, maturity.Options{AsOf: today})
				}
			}()
		}
		wg.Wait()
		for i := range many {
			require.NoError(t, errs[i])
			require.Empty(t, cmp.Diff(want, got[i], exactly))
		}
	}
}
