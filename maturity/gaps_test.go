package maturity_test

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// apart gives each criterion a measure of its own.
func apart(m *maturity.Model) *maturity.Model {
	out := *m
	out.Measures, out.Criteria = nil, slices.Clone(m.Criteria)
	for i := range out.Criteria {
		measure := m.Measures[slices.IndexFunc(m.Measures, func(x metrics.Measure) bool { return x.ID == out.Criteria[i].Measure })]
		measure.ID = fmt.Sprint("of ", out.Criteria[i].ID)
		out.Criteria[i].Measure = measure.ID
		out.Measures = append(out.Measures, measure)
	}
	return &out
}

// The gaps bring the level, and no fewer criteria do: all sets are tried.
func TestGapsAreFewest(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown || gate == maturity.Profile {
			continue
		}
		t.Run(gate.String(), func(t *testing.T) {
			r := draw.From(t, 6, uint64(gate))
			some := 0
			for range fewer(150) {
				m := apart(randomGated(r, gate).model)
				if m.Validate() != nil {
					continue
				}
				g := evidenceFor(r, m)
				target := m.Levels[1+r.IntN(len(m.Levels)-1)].ID
				a, err := m.Assess(g.facts, maturity.Options{Waivers: g.waivers, Target: target})
				require.NoError(t, err)
				place := func(id string) int { n, _ := strconv.Atoi(id); return n }
				brings := func(set uint) bool { // those met for certain
					var e maturity.Evidence
					for i, c := range m.Criteria {
						if g.absent[c.Measure] {
							e = append(e, maturity.Fact{Measure: c.Measure, NotApplicable: "none"})
							continue
						}
						value := g.known[c.Measure]
						if set>>i&1 == 1 {
							value = c.Need
							if c.Need == metrics.Anything() {
								high, _ := m.Measures[i].Range.High()
								value = metrics.Exactly(high)
							}
							value, _ = m.Measures[i].Cut(value)
						}
						e = append(e, maturity.Fact{Measure: c.Measure, Value: value})
					}
					b, err := m.Assess(e, maturity.Options{Waivers: g.waivers})
					require.NoError(t, err)
					return place(b.Lowest) >= place(target)
				}
				fewest := -1
				for set := range uint(1) << len(m.Criteria) {
					if n := bits.OnesCount(set); (fewest < 0 || n < fewest) && brings(set) {
						fewest = n
					}
				}
				var gaps uint
				for _, id := range a.Gaps {
					gaps |= 1 << slices.IndexFunc(m.Criteria, func(c maturity.Criterion) bool { return c.ID == id })
				}
				require.Equal(t, max(fewest, 0), len(a.Gaps), "%s %v %v to %s from %s: %v", encoded(t, m), g.facts, g.waivers, target, a.Lowest, a.Gaps)
				if fewest > 0 {
					require.True(t, brings(gaps))
					some++
				}
			}
			require.Greater(t, some, fewer(20))
		})
	}
}

// Under Profile each area has gaps of its own: all that it lacks for the target, or for
// its next level, unless the whole of it wouldn't bring that.
func TestGapsOfProfiles(t *testing.T) {
	met := map[string]int{}
	r := draw.From(t, 13, 1)
	for range fewer(400) {
		m := apart(randomGated(r, maturity.Profile).model)
		if m.Validate() != nil {
			continue
		}
		g := evidenceFor(r, m)
		for target := -1; target < len(m.Levels); target++ {
			o := maturity.Options{Waivers: g.waivers}
			if target >= 0 {
				o.Target = m.Levels[target].ID
			}
			a, err := m.Assess(g.facts, o)
			require.NoError(t, err)
			lacks := func(area string, upTo int) (ids []string) {
				for i, c := range m.Criteria {
					f := a.Findings[i]
					if c.Area == area && m.Place(c.Level) <= upTo && f.Waiver == nil && f.Outcome != maturity.Met && f.Outcome != maturity.NotApplicable {
						ids = append(ids, c.ID)
					}
				}
				return ids
			}
			var limiting, gaps []string
			for _, area := range a.Areas {
				at := m.Place(area.Lowest)
				next := at + 1
				if at == len(m.Levels)-1 {
					next = -1
				}
				limiting = append(limiting, lacks(area.Area, next)...)
				if target >= 0 {
					next = target
				}
				all := lacks(area.Area, next)
				granted := slices.Clone(g.waivers)
				for _, id := range all {
					granted = append(granted, maturity.Waiver{Criterion: id, Reason: "as if", Approver: "met", Until: metrics.MustDate("2030-01-01")})
				}
				b, err := m.Assess(g.facts, maturity.Options{Waivers: granted})
				require.NoError(t, err)
				then, _ := b.Area(area.Area)
				if m.Place(then.Lowest) < next {
					met["out of reach"]++
					continue
				}
				if len(all) > 0 {
					met["to do"]++
				}
				gaps = append(gaps, all...)
			}
			require.ElementsMatch(t, limiting, a.Limiting, "%s\n%v", encoded(t, m), g.facts)
			require.ElementsMatch(t, gaps, a.Gaps, "%s\n%v to %q", encoded(t, m), g.facts, o.Target)
		}
	}
	require.Greater(t, met["out of reach"], fewer(50))
	require.Greater(t, met["to do"], fewer(200))
}

// Of more criteria than are tried one by one the fewest are found by halves.
func TestGapsOfMany(t *testing.T) {
	for _, n := range []int{150, 200, 201, 400} {
		m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.BandedSum, Levels: []maturity.Level{{ID: "low", Band: metrics.Below(120)}, {ID: "high", Band: metrics.From(120)}}, Areas: []maturity.Area{{ID: "a"}}}
		for i := range n {
			id := fmt.Sprint("c", i)
			m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.YesNo})
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Area: "a", Measure: id, Need: metrics.From(1)})
		}
		a, err := m.Assess(maturity.Evidence{{Measure: "c0", Value: metrics.Exactly(1)}}, maturity.Options{})
		require.NoError(t, err)
		require.Len(t, a.Gaps, 119, "of %d, of which one is met", n)
	}
}

// Of sets as small the one of the lower level is told.
func TestGapsOfTheLowerLevel(t *testing.T) {
	m := &maturity.Model{ID: "x", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1", Optional: true}, {ID: "2", Optional: true}}}
	for _, level := range []string{"1", "2"} {
		m.Measures = append(m.Measures, metrics.Measure{ID: level, Kind: metrics.YesNo})
		m.Criteria = append(m.Criteria, maturity.Criterion{ID: "c" + level, Level: level, Measure: level, Need: metrics.From(1)})
	}
	a, err := m.Assess(nil, maturity.Options{Target: "1"})
	require.NoError(t, err)
	require.Equal(t, []string{"c1"}, a.Gaps)
}
