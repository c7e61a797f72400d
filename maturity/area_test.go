package maturity_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// nested is a model of areas in areas, each cell and each answer drawn anew; no measure
// is read in two areas.
func nested(r *rand.Rand, gate maturity.Gate) (*maturity.Model, maturity.Evidence) {
	m := &maturity.Model{ID: "n", Version: "1", Gate: gate}
	edges := []float64{0.25, 0.5, 0.75}
	for i := range 4 {
		l := maturity.Level{ID: fmt.Sprint(i)}
		if gate == maturity.BandedMean || gate == maturity.BandedSum {
			if i > 0 {
				l.Band = metrics.From(edges[i-1])
			}
			if i < 3 {
				l.Band, _ = l.Band.Intersect(metrics.Below(edges[i]))
			}
		}
		m.Levels = append(m.Levels, l)
	}
	for i := range 3 + r.IntN(6) {
		a := maturity.Area{ID: fmt.Sprint("a", i)}
		if i > 0 && !chance(r, 3) {
			a.In = fmt.Sprint("a", r.IntN(i))
		}
		m.Areas = append(m.Areas, a)
	}
	r.Shuffle(len(m.Areas), func(i, k int) { m.Areas[i], m.Areas[k] = m.Areas[k], m.Areas[i] })
	var e maturity.Evidence
	for _, a := range m.Areas {
		if slices.ContainsFunc(m.Areas, func(x maturity.Area) bool { return x.In == a.ID }) {
			continue
		}
		for level := 1; level < 4; level++ {
			c := maturity.Criterion{ID: fmt.Sprint(a.ID, " ", level), Area: a.ID, Level: fmt.Sprint(level), Need: metrics.From(1)}
			if gate == maturity.BandedMean || gate == maturity.BandedSum {
				c.Level = ""
			}
			c.Measure = c.ID
			m.Measures = append(m.Measures, metrics.Measure{ID: c.ID, Kind: metrics.YesNo})
			m.Criteria = append(m.Criteria, c)
			if f := (maturity.Fact{Measure: c.ID}); !chance(r, 5) {
				f.Value = pick(r, metrics.Exactly(0), metrics.Exactly(1), metrics.Exactly(1), metrics.Exactly(1))
				e = append(e, f)
			}
		}
	}
	return m, e
}

// An area counts what was found on its criteria and on those of all areas in it: what
// isn't applicable and what is waived too.
func TestCountsOfAreas(t *testing.T) {
	met := maturity.Counts{}
	for gate := range maturity.Gates {
		if gate < maturity.WeakestArea {
			continue
		}
		r := draw.From(t, 11, uint64(gate))
		for range 40 {
			m, e := nested(r, gate)
			var o maturity.Options
			for i := range e {
				if chance(r, 4) {
					e[i] = maturity.Fact{Measure: e[i].Measure, NotApplicable: "there is none here"}
				} else if chance(r, 3) {
					o.Waivers = append(o.Waivers, maturity.Waiver{Criterion: e[i].Measure, Reason: "late", Approver: "her", Until: metrics.MustDate("2030-01-01")})
				}
			}
			a, err := m.Assess(e, o)
			require.NoError(t, err)
			for _, area := range a.Areas {
				var want maturity.Counts
				for i, f := range a.Findings {
					in := m.Criteria[i].Area
					for in != "" && in != area.Area {
						in = m.Areas[slices.IndexFunc(m.Areas, func(x maturity.Area) bool { return x.ID == in })].In
					}
					if in == "" {
						continue
					}
					want.Add(f.Outcome)
					if f.Waiver != nil {
						want.Waived++
					}
				}
				require.Equal(t, want, area.Counts, "%s under %s", area.Area, gate)
				met.Waived, met.NotApplicable = met.Waived+want.Waived, met.NotApplicable+want.NotApplicable
			}
		}
	}
	require.Greater(t, met.Waived, 500)
	require.Greater(t, met.NotApplicable, 500)
}

// An area with areas in it counts what they count, stands where the weakest of them does,
// and has their mean or their sum; those at the top make up the whole.
func TestAreasInAreas(t *testing.T) {
	for gate := range maturity.Gates {
		if gate < maturity.WeakestArea {
			continue
		}
		t.Run(gate.String(), func(t *testing.T) {
			r := draw.From(t, 10, uint64(gate))
			outer := 0
			for range 200 {
				m, e := nested(r, gate)
				a, err := m.Assess(e, maturity.Options{})
				require.NoError(t, err)
				require.Len(t, a.Areas, len(m.Areas))
				place := func(id string) int {
					return slices.IndexFunc(m.Levels, func(l maturity.Level) bool { return l.ID == id })
				}
				ends := func(i metrics.Interval) (x [2]float64) { x[0], _ = i.Low(); x[1], _ = i.High(); return x }
				check := func(in string, lowest, highest string, score metrics.Interval, counts maturity.Counts) {
					var sum maturity.Counts
					var total [2]float64
					low, high, n := 3, 3, 0.0
					for i, r := range a.Areas {
						require.Equal(t, m.Areas[i].ID, r.Area)
						if r.In != in {
							continue
						}
						n++
						sum = maturity.Counts{Met: sum.Met + r.Counts.Met, Unmet: sum.Unmet + r.Counts.Unmet, Unknown: sum.Unknown + r.Counts.Unknown, Of: sum.Of + r.Counts.Of}
						low, high = min(low, place(r.Lowest)), min(high, place(r.Highest))
						x := ends(r.Score)
						if gate == maturity.Weighted && r.Score.IsAnything() {
							x = [2]float64{float64(place(r.Lowest)), float64(place(r.Highest))}
						}
						total[0], total[1] = total[0]+x[0], total[1]+x[1]
					}
					if n == 0 {
						return
					}
					outer++
					require.Equal(t, counts, sum)
					if gate == maturity.WeakestArea {
						require.Equal(t, [2]string{lowest, highest}, [2]string{m.Levels[low].ID, m.Levels[high].ID})
					}
					if gate == maturity.BandedSum {
						n = 1
					}
					if gate >= maturity.Weighted {
						x := ends(score)
						require.InDeltaSlice(t, []float64{total[0] / n, total[1] / n}, x[:], 1e-9, "%s: %v", in, a.Areas)
					}
				}
				check("", a.Lowest, a.Highest, a.Score, a.Counts)
				for _, r := range a.Areas {
					check(r.Area, r.Lowest, r.Highest, r.Score, r.Counts)
				}
			}
			require.Greater(t, outer, 400)
		})
	}
}

// The weight of an area counts in all areas in it, wherever it stands among them.
func TestWeightsOfAreasInAreas(t *testing.T) {
	areas := []maturity.Area{{ID: "a", Weight: 0.75}, {ID: "b", In: "a"}, {ID: "c", Weight: 0.25}}
	for _, order := range [][]int{{0, 1, 2}, {1, 0, 2}, {2, 1, 0}} {
		for _, gate := range []maturity.Gate{maturity.BandedSum, maturity.BandedMean, maturity.Additive} {
			m := maturity.Model{ID: "x", Version: "1", Gate: gate, Levels: []maturity.Level{{ID: "low", Band: metrics.Below(0.5)}, {ID: "high", Band: metrics.From(0.5)}}}
			for _, i := range order {
				m.Areas = append(m.Areas, areas[i])
			}
			var e maturity.Evidence
			for id, met := range map[string]float64{"b": 1, "c": 0} {
				m.Measures = append(m.Measures, metrics.Measure{ID: id, Kind: metrics.YesNo})
				c := maturity.Criterion{ID: id, Area: id, Measure: id, Need: metrics.From(1)}
				if gate == maturity.Additive {
					c.Level = "high"
				}
				m.Criteria = append(m.Criteria, c)
				e = append(e, maturity.Fact{Measure: id, Value: metrics.Exactly(met)})
			}
			a, err := m.Assess(e, maturity.Options{})
			require.NoError(t, err)
			require.Equal(t, metrics.Exactly(0.75), a.Score, "%s %v", gate, order)
		}
	}
}
