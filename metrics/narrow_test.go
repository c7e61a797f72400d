package metrics_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// What is worked out of parts of intervals lies in what is worked out of the whole.
func TestArithmeticOfParts(t *testing.T) {
	of := map[string]func(i, j metrics.Interval) metrics.Interval{
		"add": metrics.Interval.Add, "sub": metrics.Interval.Sub, "times": metrics.Interval.Times, "hull": metrics.Interval.Hull,
		"neg":     func(i, _ metrics.Interval) metrics.Interval { return i.Neg() },
		"rounded": func(i, _ metrics.Interval) metrics.Interval { return i.Rounded() },
	}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			number, rounded := wildNumber, true
			if r.IntN(2) == 0 {
				number, rounded = gridNumber, false
			}
			i, j := randomInterval(r, number), randomInterval(r, number)
			p, q := randomPart(r, i, number), randomPart(r, j, number)
			c.add("narrower", p != i || q != j)
			for name, f := range of {
				whole := f(i, j)
				if rounded { // an end that is rounded outwards belongs to the part, and needn't to the whole
					whole = closed(whole)
				}
				require.Equal(t, yes, f(p, q).Within(whole), "%s: %v and %v, of %v and %v", name, p, q, i, j)
			}
			measure := metrics.Measure{Kind: metrics.Kind(r.IntN(5))}
			if part, ok := measure.Cut(p); ok {
				whole, too := measure.Cut(i)
				require.True(t, too, "%v of %v", p, i)
				require.Equal(t, yes, part.Within(whole), "%v: %v of %v", measure.Kind, p, i)
			}
			before, after := metrics.Baseline{Points: i}, metrics.Baseline{Points: p}
			if before.Validate() == nil && after.Validate() == nil && before.Exists() != unknown {
				require.Equal(t, before.Exists(), after.Exists(), "%v readings of %v", p, i)
			}
		}
		c.atLeast5Percent(t)
	})
}

// closed is an interval with its ends.
func closed(i metrics.Interval) metrics.Interval {
	all := metrics.Anything()
	if x, ok := i.Low(); ok {
		all, _ = all.Intersect(metrics.From(x))
	}
	if x, ok := i.High(); ok {
		all, _ = all.Intersect(metrics.UpTo(x))
	}
	return all
}

// To know what was unknown takes back no answer that two of them gave.
func TestAnswersKnownBetter(t *testing.T) {
	less := func(a metrics.Answer) []metrics.Answer { return []metrics.Answer{a, unknown} }
	for a := range metrics.Answers {
		for b := range metrics.Answers {
			for _, x := range less(a) {
				for _, y := range less(b) {
					require.Contains(t, less(a.And(b)), x.And(y), "%v and %v", x, y)
					require.Contains(t, less(a.Or(b)), x.Or(y), "%v or %v", x, y)
					require.Contains(t, less(a.Not()), x.Not(), "not %v", x)
				}
			}
		}
	}
}

// A narrower interval takes back no conclusion that says something for certain; one
// that lies further in the metric's direction never turns it down.
func TestConclusionOfParts(t *testing.T) {
	rank := map[metrics.Conclusion]int{metrics.Worse: 0, metrics.NoEffectShown: 1, metrics.Better: 2}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 3000 {
			low, width := gridNumber(r), float64(r.IntN(6))/2
			wide := metrics.Change{Better: metrics.Direction(1 + r.IntN(2)), Interval: between(low, low+width)}
			narrow := wide
			narrow.Interval = randomPart(r, wide.Interval, gridNumber)
			if _, ok := narrow.Interval.Low(); ok && wide.Conclusion() != metrics.NoEffectShown {
				require.Equal(t, wide.Conclusion(), narrow.Conclusion(), "%v of %v", narrow.Interval, wide.Interval)
			}
			better, further := wide, metrics.Exactly(float64(r.IntN(5))/2)
			if better.Interval = wide.Interval.Add(further); wide.Better == metrics.Lower {
				better.Interval = wide.Interval.Sub(further)
			}
			require.GreaterOrEqual(t, rank[better.Conclusion()], rank[wide.Conclusion()], "%v and %v, %v is better", wide.Interval, better.Interval, wide.Better)
			c.add("better", wide.Conclusion() == metrics.Better)
			c.add("worse", wide.Conclusion() == metrics.Worse)
			c.add("turned up", better.Conclusion() != wide.Conclusion())
		}
		c.atLeast5Percent(t)
	})
}

// Terms that are known better never widen a saving, nor take back a claim or what is to
// bank of it; and more of a price, or of the share that is KM's, never lowers either.
func TestSavingOfTermsKnownBetter(t *testing.T) {
	price := func(r *rand.Rand) float64 { return float64(1 + r.IntN(5)) }
	share := func(r *rand.Rand) float64 { return float64(r.IntN(5)) / 4 }
	bank := func(s metrics.Saving) float64 { x, _ := s.Bank.Value.Point(); return x }
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for range 4000 {
			change := change()
			low := -float64(r.IntN(9)) / 2
			change.Interval = between(low, low+1)
			change.Estimate, change.After.Mean, change.After.Total = low, change.Before.Mean+low, 12*(change.Before.Mean+low)
			wide := metrics.Terms{Distance: randomInterval(r, price)}
			if r.IntN(3) > 0 {
				wide.Price = metrics.Quantity{Value: randomInterval(r, price), Unit: "EUR"}
			}
			if r.IntN(2) == 0 {
				wide.Attribution = randomInterval(r, share)
			}
			if r.IntN(3) == 0 {
				wide.Cap = metrics.Quantity{Value: randomInterval(r, price), Unit: "h"}
				if wide.Price.Unit != "" {
					wide.Cap.Unit = "EUR"
				}
			}
			narrow := wide
			narrow.Price.Value, narrow.Cap.Value = randomPart(r, wide.Price.Value, price), randomPart(r, wide.Cap.Value, price)
			if wide.Price.Unit == "" {
				narrow.Price = wide.Price
			}
			if wide.Cap.Unit == "" {
				narrow.Cap = wide.Cap
			}
			narrow.Distance = randomPart(r, wide.Distance, price)
			if !wide.Attribution.IsAnything() { // nothing stated is everything that changed
				narrow.Attribution = randomPart(r, wide.Attribution, share)
			}
			before, err := change.Saving(wide)
			if err != nil {
				continue
			}
			after, err := change.Saving(narrow)
			if err != nil {
				continue
			}
			require.Equal(t, yes, after.Amount.Value.Within(before.Amount.Value), "%+v, then %+v: %v, then %v", wide, narrow, before, after)
			require.GreaterOrEqual(t, bank(after), bank(before), "%+v, then %+v", wide, narrow)
			require.False(t, before.Claim == metrics.Claimed && after.Claim != metrics.Claimed, "%+v, then %+v", wide, narrow)
			require.True(t, before.Hard == unknown || before.Hard == after.Hard, "%v, then %v", wide.Distance, narrow.Distance)
			c.cases++
			c.add("claimed", before.Claim == metrics.Claimed)
			c.add("more to bank", bank(after) > bank(before))

			more := narrow
			more.Price.Value = narrow.Price.Value.Add(metrics.Exactly(float64(r.IntN(3))))
			if narrow.Price.Unit == "" {
				more.Price = narrow.Price
			}
			if low, ok := narrow.Attribution.Low(); ok {
				more.Attribution = between(low+(1-low)/2, 1)
			}
			if dearer, err := change.Saving(more); err == nil {
				require.GreaterOrEqual(t, bank(dearer), bank(after), "%+v, then %+v", narrow, more)
			}
		}
		c.atLeast5Percent(t)
	})
}
