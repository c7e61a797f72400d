package maturity_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// ranges are the places of the level of the whole and of each area, and the score.
func (g gated) ranges(t *testing.T) (all [][2]int, score metrics.Interval) {
	a, err := g.model.Assess(g.facts, maturity.Options{Waivers: g.waivers})
	require.NoError(t, err)
	var back maturity.Assessment
	require.NoError(t, json.Unmarshal([]byte(encoded(t, a)), &back))
	require.Empty(t, cmp.Diff(a, back, exactly), "what is written reads back")
	place := func(low, high string) [2]int {
		l, _ := strconv.Atoi(low)
		h, _ := strconv.Atoi(high)
		return [2]int{l, h}
	}
	all = append(all, place(a.Lowest, a.Highest))
	for _, r := range a.Areas {
		all = append(all, place(r.Lowest, r.Highest))
	}
	return all, a.Score
}

// with is the same with something else known of one measure.
func (g gated) with(measure string, value metrics.Interval) gated {
	g.facts = slices.Clone(g.facts)
	for i := range g.facts {
		if g.facts[i].Measure == measure {
			g.facts[i].Value = value
			return g
		}
	}
	g.facts = append(g.facts, maturity.Fact{Measure: measure, Value: value})
	return g
}

// Under every gate: to know a number better never widens a range, of the whole, of an
// area or of the score; and where all that asks for a number asks for more of it, more
// of it lowers no end.
func TestNarrowerAndMoreUnderEveryGate(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		t.Run(gate.String(), func(t *testing.T) {
			r := draw.From(t, 7, uint64(gate))
			narrower, higher := 0, 0
			for range shorter(400) {
				g := randomGated(r, gate)
				m := pick(r, g.model.Measures...)
				if g.absent[m.ID] {
					continue
				}
				known, ok := m.Cut(g.known[m.ID])
				require.True(t, ok)
				inside := points(m, g.model.Criteria, known)
				x, y := pick(r, inside...), pick(r, inside...)
				if m.Kind == metrics.YesNo {
					y = x
				}
				was, score := g.ranges(t)
				is, now := g.with(m.ID, metrics.MustBetween(min(x, y), max(x, y))).ranges(t)
				for i := range was {
					require.True(t, was[i][0] <= is[i][0] && is[i][1] <= was[i][1], "%s: %v then %v", encoded(t, g.model), was, is)
				}
				if !score.IsAnything() {
					low, _ := score.Low()
					high, _ := score.High()
					a, _ := now.Low()
					b, _ := now.High()
					require.True(t, low <= a+1e-9 && b <= high+1e-9, "%s then %s", score, now)
				}
				if !slices.Equal(was, is) {
					narrower++
				}
				if slices.ContainsFunc(g.model.Criteria, func(c maturity.Criterion) bool {
					_, up := c.Need.High()
					return c.Measure == m.ID && up
				}) {
					continue
				}
				low, _ := g.with(m.ID, metrics.Exactly(min(x, y))).ranges(t)
				high, _ := g.with(m.ID, metrics.Exactly(max(x, y))).ranges(t)
				for i := range low {
					require.True(t, low[i][0] <= high[i][0] && low[i][1] <= high[i][1], "%s: %v then %v", encoded(t, g.model), low, high)
				}
				if !slices.Equal(low, high) {
					higher++
				}
			}
			require.Greater(t, narrower, shorter(20))
			require.GreaterOrEqual(t, higher, shorter(7)) // few models ask for more alone
		})
	}
}
