package maturity_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// gated is a valid random model of up to 8 criteria under a gate, with what is known
// of each of its measures.
type gated struct {
	model   *maturity.Model
	known   map[string]metrics.Interval
	absent  map[string]bool // measures that don't apply
	waived  map[string]bool // criteria
	facts   maturity.Evidence
	waivers []maturity.Waiver
}

func randomGated(r *rand.Rand, gate maturity.Gate) gated {
	for {
		m := &maturity.Model{ID: "random", Version: "1", Gate: gate}
		levels, areas := 2+r.IntN(3), 0
		if gate != maturity.Staged && gate != maturity.Prerequisite {
			areas = 1 + r.IntN(3)
		}
		scored := gate >= maturity.Weighted
		edges := []float64{0.25, 0.5, 0.75, 1, 1.5, 2, 3}
		r.Shuffle(len(edges), func(i, k int) { edges[i], edges[k] = edges[k], edges[i] })
		edges = edges[:levels-1]
		slices.Sort(edges)
		banded, open := scored && (gate == maturity.BandedMean || gate == maturity.BandedSum || chance(r, 2)), chance(r, 2)
		for i := range levels {
			l := maturity.Level{ID: fmt.Sprint(i), Optional: gate == maturity.Staged && i > 0 && chance(r, 3)}
			if gate == maturity.Prerequisite && i > 0 {
				for below := range i {
					if below > 0 && !chance(r, 4) {
						l.Requires = append(l.Requires, fmt.Sprint(below))
					}
				}
			}
			if banded {
				l.Band = metrics.Anything()
				if i > 0 {
					l.Band = metrics.Above(edges[i-1])
					if open {
						l.Band = metrics.From(edges[i-1])
					}
				}
				if i < levels-1 {
					top := metrics.UpTo(edges[i])
					if open {
						top = metrics.Below(edges[i])
					}
					l.Band, _ = l.Band.Intersect(top)
				}
			}
			m.Levels = append(m.Levels, l)
		}
		weights := pick(r, []float64{0, 0, 0}, []float64{0.5, 0.25, 0.25})
		for i := range areas {
			a := maturity.Area{ID: fmt.Sprint("a", i)}
			if scored && areas == 3 {
				a.Weight = weights[i]
			}
			m.Areas = append(m.Areas, a)
		}
		need := map[string]direction{}
		for i := range 1 + r.IntN(4) {
			measure := metrics.Measure{ID: fmt.Sprint("m", i), Kind: pick(r, metrics.YesNo, metrics.Count, metrics.Share, metrics.Amount), Range: some(0, 1)}
			if measure.Kind == metrics.Count {
				measure.Range = some(0, 4)
			}
			m.Measures = append(m.Measures, measure)
			need[measure.ID] = pick(r, upwards, upwards, downwards, anyway)
		}
		type place struct{ level, area int }
		var places []place
		for l := 1; l < levels; l++ {
			for a := range max(areas, 1) {
				places = append(places, place{l, a})
			}
		}
		if gate == maturity.BandedMean || gate == maturity.BandedSum || gate == maturity.Additive {
			places = places[:0]
			for a := range max(areas, 1) {
				places = append(places, place{1 + r.IntN(levels-1), a})
			}
		}
		if len(places) > 8 {
			continue
		}
		for range r.IntN(9 - len(places)) {
			places = append(places, place{1 + r.IntN(levels-1), r.IntN(max(areas, 1))})
		}
		for i, at := range places {
			measure := pick(r, m.Measures...)
			c := maturity.Criterion{ID: fmt.Sprint("c", i), Measure: measure.ID, Need: need[measure.ID](r, measure)}
			if gate != maturity.BandedMean && gate != maturity.BandedSum {
				c.Level = fmt.Sprint(at.level)
			}
			if areas > 0 {
				c.Area = fmt.Sprint("a", at.area)
			}
			if scored && gate != maturity.Weighted && chance(r, 2) {
				c.Need = metrics.Anything()
			}
			if gate == maturity.BandedMean || gate == maturity.BandedSum {
				c.Weight = pick(r, 0, 1, 2, 0.5)
			}
			m.Criteria = append(m.Criteria, c)
		}
		if m.Validate() != nil {
			continue
		}
		return evidenceFor(r, m)
	}
}

// evidenceFor knows something of some measures; some don't apply, and some criteria
// are waived.
func evidenceFor(r *rand.Rand, m *maturity.Model) gated {
	g := gated{m, map[string]metrics.Interval{}, map[string]bool{}, map[string]bool{}, nil, nil}
	for _, measure := range m.Measures {
		if chance(r, 6) {
			g.known[measure.ID] = metrics.Anything()
			continue
		}
		if chance(r, 10) {
			g.absent[measure.ID] = true
			g.facts = append(g.facts, maturity.Fact{Measure: measure.ID, NotApplicable: "there is none here"})
			continue
		}
		g.known[measure.ID], _ = possible(r, measure, m)
		g.facts = append(g.facts, maturity.Fact{Measure: measure.ID, Value: g.known[measure.ID]})
	}
	for _, c := range m.Criteria {
		if chance(r, 12) {
			g.waived[c.ID] = true
			g.waivers = append(g.waivers, maturity.Waiver{Criterion: c.ID, Reason: "merger", Approver: "board", Until: metrics.MustDate("2030-01-01")})
		}
	}
	return g
}

// completions yields a number for every measure that applies, of each kind that can
// make a difference to a level.
func (g gated) completions(yield func(map[string]float64)) {
	numbers := map[string]float64{}
	var choose func(rest []metrics.Measure)
	choose = func(rest []metrics.Measure) {
		if len(rest) == 0 {
			yield(numbers)
			return
		}
		m := rest[0]
		if g.absent[m.ID] {
			choose(rest[1:])
			return
		}
		for _, x := range points(m, g.model.Criteria, g.known[m.ID]) {
			numbers[m.ID] = x
			choose(rest[1:])
		}
	}
	choose(g.model.Measures)
}

// plain is the level of a completion by the words of the gate: of the whole, and of
// each area.
func (g gated) plain(numbers map[string]float64) (level int, areas map[string]int) {
	m := g.model
	counts := func(c maturity.Criterion) bool { return !g.absent[c.Measure] }
	met := func(c maturity.Criterion) bool { return g.waived[c.ID] || inside(numbers[c.Measure], c.Need) }
	passed := func(level, area string) bool { // of what applies there is something, and all of it is met
		some, all := false, true
		for _, c := range m.Criteria {
			if c.Level == level && (area == "" || c.Area == area) && counts(c) {
				some, all = true, all && met(c)
			}
		}
		return some && all
	}
	chain := func(area string) (at int) {
		for i, l := range m.Levels[1:] {
			if passed(l.ID, area) {
				at = i + 1
			} else if !l.Optional {
				break
			}
		}
		return at
	}
	areas = map[string]int{}
	least := len(m.Levels) - 1
	for _, a := range m.Areas {
		areas[a.ID] = chain(a.ID)
		least = min(least, areas[a.ID])
	}
	switch m.Gate {
	case maturity.Staged:
		return chain(""), areas
	case maturity.Prerequisite:
		reached := []bool{true}
		for i, l := range m.Levels[1:] {
			ok := passed(l.ID, "")
			for _, id := range l.Requires {
				ok = ok && reached[slices.IndexFunc(m.Levels, func(l maturity.Level) bool { return l.ID == id })]
			}
			if reached = append(reached, ok); ok {
				level = i + 1
			}
		}
		return level, areas
	case maturity.WeakestArea, maturity.Profile:
		return least, areas
	}
	score, any := g.score(numbers, areas)
	if !any {
		return 0, areas
	}
	banded := slices.ContainsFunc(m.Levels, func(l maturity.Level) bool { return l.Band != metrics.Anything() })
	for i, l := range m.Levels {
		if !banded && score.Cmp(big.NewRat(int64(i), 1)) >= 0 {
			level = i
		}
		low, hasLow := l.Band.Low()
		high, hasHigh := l.Band.High()
		if banded && (!hasLow || score.Cmp(rat(low)) > 0 || score.Cmp(rat(low)) == 0 && !l.Band.LowOpen()) &&
			(!hasHigh || score.Cmp(rat(high)) < 0 || score.Cmp(rat(high)) == 0 && !l.Band.HighOpen()) {
			level = i
		}
	}
	return level, areas
}

// fewer are the random cases to look at: an eighth of them under the race detector.
func fewer(cases int) int {
	if raceEnabled {
		return cases / 8
	}
	return cases
}

// shorter are so few with -short too, for the two tests that take longest.
func shorter(cases int) int {
	if testing.Short() {
		return cases / 8
	}
	return fewer(cases)
}

func rat(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

// score is the score of a completion, in fractions.
func (g gated) score(numbers map[string]float64, areas map[string]int) (score *big.Rat, any bool) {
	m := g.model
	value := func(c maturity.Criterion) *big.Rat {
		_, best := m.Measures[slices.IndexFunc(m.Measures, func(m metrics.Measure) bool { return m.ID == c.Measure })].Range.Low()
		high, _ := m.Measures[slices.IndexFunc(m.Measures, func(m metrics.Measure) bool { return m.ID == c.Measure })].Range.High()
		switch {
		case c.Need == metrics.Anything() && g.waived[c.ID] && best:
			return rat(high)
		case c.Need == metrics.Anything():
			return rat(numbers[c.Measure])
		case g.waived[c.ID] || inside(numbers[c.Measure], c.Need):
			return rat(1)
		}
		return rat(0)
	}
	weight := func(w float64) *big.Rat {
		if w == 0 {
			return rat(1)
		}
		return rat(w)
	}
	mean := func(values, weights []*big.Rat) *big.Rat {
		sum, all := new(big.Rat), new(big.Rat)
		for i := range values {
			sum.Add(sum, new(big.Rat).Mul(values[i], weights[i]))
			all.Add(all, weights[i])
		}
		return sum.Quo(sum, all)
	}
	var ofAreas, areaWeights []*big.Rat
	total := new(big.Rat)
	for _, a := range m.Areas {
		var values, weights []*big.Rat
		byLevel := map[string][]*big.Rat{}
		for _, c := range m.Criteria {
			if c.Area != a.ID || g.absent[c.Measure] {
				continue
			}
			any = true
			values, weights = append(values, value(c)), append(weights, weight(c.Weight))
			byLevel[c.Level] = append(byLevel[c.Level], value(c))
			total.Add(total, new(big.Rat).Mul(new(big.Rat).Mul(value(c), weight(c.Weight)), weight(a.Weight)))
		}
		if len(values) == 0 {
			continue
		}
		areaWeights = append(areaWeights, weight(a.Weight))
		switch m.Gate {
		case maturity.Weighted:
			ofAreas = append(ofAreas, rat(float64(areas[a.ID])))
		case maturity.BandedMean:
			ofAreas = append(ofAreas, mean(values, weights))
		case maturity.Additive:
			sum := new(big.Rat)
			for _, answers := range byLevel {
				ones := make([]*big.Rat, len(answers))
				for i := range ones {
					ones[i] = rat(1)
				}
				sum.Add(sum, mean(answers, ones))
			}
			ofAreas = append(ofAreas, sum)
		}
	}
	if m.Gate == maturity.BandedSum || !any {
		return total, any
	}
	return mean(ofAreas, areaWeights), any
}

// Both ends of the level equal the least and the greatest over all completions, for
// every gate, of the whole and of each area.
func TestGatesAgainstBruteForce(t *testing.T) {
	for gate := range maturity.Gates {
		if gate == maturity.GateUnknown {
			continue
		}
		t.Run(gate.String(), func(t *testing.T) {
			r := draw.From(t, 5, uint64(gate))
			certain, partial, levels := 0, 0, map[string]int{}
			cases := shorter(400)
			for range cases {
				g := randomGated(r, gate)
				least, greatest := len(g.model.Levels), 0
				leastOf, greatestOf := map[string]int{}, map[string]int{}
				g.completions(func(numbers map[string]float64) {
					at, areas := g.plain(numbers)
					least, greatest = min(least, at), max(greatest, at)
					for id, at := range areas {
						if old, ok := leastOf[id]; !ok || at < old {
							leastOf[id] = at
						}
						greatestOf[id] = max(greatestOf[id], at)
					}
				})
				a, err := g.model.Assess(g.facts, maturity.Options{Waivers: g.waivers})
				require.NoError(t, err)
				if gate != maturity.Profile {
					require.Equal(t, fmt.Sprint(least, " ", greatest), a.Lowest+" "+a.Highest, "%s\n%v\n%v\n%v", encoded(t, g.model), g.facts, g.waivers, a.Score)
				}
				for _, area := range a.Areas {
					if area.Lowest != "" {
						require.Equal(t, fmt.Sprint(leastOf[area.Area], " ", greatestOf[area.Area]), area.Lowest+" "+area.Highest, "%s\n%v", encoded(t, g.model), g.facts)
					}
				}
				for _, area := range a.Areas {
					switch {
					case gate <= maturity.Weighted:
					case area.Counts.NotApplicable == area.Counts.Of:
						require.True(t, area.Score.IsAnything(), "nothing of it applies: %s\n%v", encoded(t, g.model), g.facts)
					case len(a.Areas) == 1:
						require.Equal(t, a.Score, area.Score, "the only area: %s\n%v", encoded(t, g.model), g.facts)
					}
				}
				if least == greatest {
					certain++
				} else {
					partial++
				}
				levels[a.Lowest]++
			}
			require.Greater(t, certain, cases/20)
			require.Greater(t, partial, cases/20)
			require.True(t, gate == maturity.Profile || len(levels) >= 2, levels)
		})
	}
}
