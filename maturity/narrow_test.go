package maturity_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Where sources disagree, whichever counts: to know one of their numbers better never
// widens the range of levels, and where all needs ask for more, a higher one lowers
// neither end.
func TestNarrowerAndMoreWhereSourcesDisagree(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		of, cases := tally{}, 0
		for range 200 {
			up := chance(r, 2)
			p := randomProgramme(r, upwards)
			if !up {
				p = randomProgramme(r, upwards, downwards, anyway)
			}
			var e maturity.Evidence
			for _, m := range p.model.Measures {
				for _, source := range []string{"a", "b", "b", "c"}[:r.IntN(5)] {
					value, _ := possible(r, m, p.model)
					e = append(e, maturity.Fact{
						Measure: m.ID, Value: value, Source: source, AsOf: today.AddDays(-r.IntN(3)), Confidence: float64(r.IntN(3)) / 2,
					})
				}
			}
			if len(e) == 0 {
				continue
			}
			for way := range maturity.AllConflicts {
				ends := func(e maturity.Evidence) (low, high int) {
					a, err := p.model.Assess(e, maturity.Options{AsOf: today, Conflicts: way})
					require.NoError(t, err)
					return p.model.Place(a.Lowest), p.model.Place(a.Highest)
				}
				low, high := ends(e)
				at := r.IntN(len(e))
				other, _ := possible(r, p.measure(e[at].Measure), p.model)
				known := slices.Clone(e)
				if narrow, ok := other.Intersect(e[at].Value); ok && len(points(p.measure(e[at].Measure), p.model.Criteria, narrow)) > 0 {
					known[at].Value = narrow
					l, h := ends(known)
					require.True(t, low <= l && h <= high, "%s: %d to %d, then %d to %d, with %s of %+v\n%+v\n%+v", way, low, high, l, h, narrow, e[at], *p.model, e)
					of.add("narrower", l > low || h < high)
				}
				if known[at].Value = raise(e[at].Value, other); up {
					l, h := ends(known)
					require.True(t, low <= l && high <= h, "%s: %d to %d, then %d to %d, with %s for %+v\n%+v\n%+v", way, low, high, l, h, known[at].Value, e[at], *p.model, e)
					of.add("higher", l > low || h > high)
				}
				cases++
			}
		}
		require.NotZero(t, of["narrower"])
		require.NotZero(t, of["higher"])
	})
}

// parts are all ranges of levels within one.
func parts(level string) (all []string) {
	for low := level[0]; low <= level[1]; low++ {
		for high := low; high <= level[1]; high++ {
			all = append(all, string([]byte{low, high}))
		}
	}
	return all
}

// Of levels that are known better, a move that was certain stays what it was, but that
// a rise may turn out to be a skip.
func TestMovesOfLevelsKnownBetter(t *testing.T) {
	m := ladderOf()
	move := func(a, b string) maturity.Move {
		c, err := m.Diff(at(a[:1], a[1:], ""), at(b[:1], b[1:], ""), maturity.DiffOptions{})
		require.NoError(t, err)
		return c.Whole.Move
	}
	for _, a := range parts("04") {
		for _, b := range parts("04") {
			was := move(a, b)
			if was == maturity.Unclear || was == maturity.Unchanged && a[0] < a[1] {
				continue // nothing was found that differs, which isn't to say that nothing did
			}
			for _, x := range parts(a) {
				for _, y := range parts(b) {
					is := move(x, y)
					require.True(t, is == was || was == maturity.Rise && is == maturity.Skip, "%s to %s is %s, and %s to %s %s", a, b, was, x, y, is)
				}
			}
		}
	}
}

// Of units whose levels are known better, what was certain of each stays so, and so does
// whether change has tipped back.
func TestSpreadOfLevelsKnownBetter(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		settled := 0
		for range 300 {
			var wide, narrow [2][]string
			for k := range wide {
				for range 3 + r.IntN(3) {
					level := pick(r, parts("04")...)
					wide[k], narrow[k] = append(wide[k], level), append(narrow[k], pick(r, parts(level)...))
				}
			}
			o := maturity.SpreadOptions{Lit: fmt.Sprint(2 + r.IntN(2)), Seen: pick(r, "", "1"), Tips: pick(r, 0.28, 0.5)}
			change := func(levels [2][]string) (s [2]maturity.Spread, c maturity.SpreadChange) {
				for k := range s {
					var err error
					s[k], err = maturity.NewSpread(ladderOf(), units(fmt.Sprint(2023+k, "-01-01"), levels[k]...), o)
					require.NoError(t, err)
				}
				c, err := s[0].Change(s[1])
				require.NoError(t, err)
				return s, c
			}
			before, was := change(wide)
			after, is := change(narrow)
			for k := range before {
				partOf(t, after[k].Steps, before[k].Steps, after[k].Mean, before[k].Mean, after[k].Lit.Share, before[k].Lit.Share)
				require.True(t, before[k].Tipped == metrics.Unknown || before[k].Tipped == after[k].Tipped, "%v, then %v", wide, narrow)
				require.LessOrEqual(t, after[k].Uncertain, before[k].Uncertain)
			}
			partOf(t, is.Before.Share, was.Before.Share, is.After.Share, was.After.Share)
			require.Subset(t, is.Lit, was.Lit, "%v, then %v", wide, narrow)
			require.Subset(t, is.WentOut, was.WentOut, "%v, then %v", wide, narrow)
			require.Subset(t, is.StillLit, was.StillLit, "%v, then %v", wide, narrow)
			require.Subset(t, is.Lagging, was.Lagging, "%v, then %v", wide, narrow)
			require.Subset(t, was.Unclear, is.Unclear, "%v, then %v", wide, narrow)
			require.True(t, was.TippedBack == metrics.Unknown || was.TippedBack == is.TippedBack, "%v, then %v", wide, narrow)
			if was.TippedBack != is.TippedBack {
				settled++
			}
		}
		require.Greater(t, settled, 20)
	})
}

// partOf fails unless each interval lies in the next one.
func partOf(t *testing.T, pairs ...metrics.Interval) {
	t.Helper()
	for pair := range slices.Chunk(pairs, 2) {
		require.Equal(t, metrics.Yes, pair[0].Within(pair[1]), "%s of %s", pair[0], pair[1])
	}
}

// Each of many units is assessed as it is alone, in any order.
func TestUnitsAreAssessedAlone(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 30 {
			p := randomProgramme(r, upwards, downwards, anyway)
			a, err := p.model.Assessor()
			require.NoError(t, err)
			want, all := map[string]maturity.Assessment{}, maturity.Units{}
			for i := range 6 {
				unit := maturity.Unit{ID: fmt.Sprint("u", i), Facts: slices.Clone(p.facts)}
				for k := range unit.Facts {
					if measure := unit.Facts[k].Measure; measure != "elsewhere" {
						unit.Facts[k].Value, _ = possible(r, p.measure(measure), p.model)
					}
				}
				all = append(all, unit)
				want[unit.ID], err = p.model.Assess(unit.Facts, maturity.Options{AsOf: today})
				require.NoError(t, err)
			}
			for range 3 {
				r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
				got, err := a.AssessAll(all, maturity.Options{AsOf: today})
				require.NoError(t, err)
				require.Empty(t, cmp.Diff(want, got, exactly))
			}
		}
	})
}

// Of KM's own area: to know its people better never widens the stage, and more of them
// in the same workforce never lower it.
func TestStageOfAnAreaKnownBetter(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		narrower, higher := 0, 0
		numbers := func() float64 { return pick(r, 0.0, 1, 19, 20, 50, 99, 100, 101, 400, 1000) }
		number := func() metrics.Interval {
			x, y := numbers(), numbers()
			return pick(r, metrics.Exactly(x), some(min(x, y), max(x, y)), metrics.From(x), metrics.UpTo(x), metrics.Anything())
		}
		for range 1500 {
			threshold := pick(r, community.Threshold{}, community.Threshold{Practitioners: 50}, community.Threshold{Share: 0.1}, community.Threshold{FaceToFace: 5})
			stage := func(a community.PracticeArea) (low, high maturity.Stage) {
				e := append(maturity.AreaFacts(a, threshold), maturity.Fact{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)},
					maturity.Fact{Measure: maturity.KMCoreCompetence, Value: metrics.Exactly(1)}, maturity.Fact{Measure: maturity.KMMetrics, Value: metrics.Exactly(1)},
					maturity.Fact{Measure: maturity.KMBaseline, Value: metrics.Exactly(1)})
				out, err := maturity.JourneyFor(a, threshold).Assess(e, maturity.Options{})
				require.NoError(t, err, "%+v", a)
				return out.Stage()
			}
			wide := community.PracticeArea{ID: "km", Practitioners: number(), Workforce: number(), FaceToFace: chance(r, 2)}
			narrow := wide
			if part, ok := wide.Practitioners.Intersect(number()); ok {
				narrow.Practitioners = part
			}
			if part, ok := wide.Workforce.Intersect(number()); ok {
				narrow.Workforce = part
			}
			if wide.Validate() != nil || narrow.Validate() != nil {
				continue
			}
			low, high := stage(wide)
			l, h := stage(narrow)
			require.True(t, low <= l && h <= high, "%+v at %+v: %s to %s; %+v: %s to %s", wide, threshold, low, high, narrow, l, h)
			if l > low || h < high {
				narrower++
			}
			more := narrow
			if more.Practitioners = raise(narrow.Practitioners, number()); more.Validate() == nil {
				a, b := stage(more)
				require.True(t, l <= a && h <= b, "%+v at %+v: %s to %s; %+v: %s to %s", narrow, threshold, l, h, more, a, b)
				if a > l || b > h {
					higher++
				}
			}
		}
		require.Greater(t, narrower, 50)
		require.Greater(t, higher, 50)
	})
}
