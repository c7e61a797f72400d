package health_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

func between(low, high float64) metrics.Interval { return metrics.MustBetween(low, high) }

func exactly(x float64) metrics.Interval { return metrics.Exactly(x) }

func check(t *testing.T, a health.Activity) health.Checkup {
	t.Helper()
	c, err := health.Check(a, health.Options{})
	require.NoError(t, err)
	return c
}

// randomNumber is an interval of numbers up to most, of any shape.
func randomNumber(r *rand.Rand, most int) metrics.Interval {
	low := float64(r.IntN(most + 1))
	high := low + float64(r.IntN(most+1))
	switch r.IntN(8) {
	case 0:
		return metrics.Anything()
	case 1:
		return metrics.From(low)
	case 2:
		return metrics.UpTo(high)
	case 3:
		i, _ := metrics.Above(low).Intersect(metrics.Below(high + 1))
		return i
	case 4, 5:
		return exactly(low)
	}
	return between(low, high)
}

// narrower narrows an interval.
func narrower(r *rand.Rand, i metrics.Interval, most int) metrics.Interval {
	if r.IntN(3) == 0 {
		return i
	}
	if cut, ok := i.Intersect(randomNumber(r, most)); ok {
		return cut
	}
	return i
}

// randomActivity may contradict itself.
func randomActivity(r *rand.Rand, most int) health.Activity {
	n := func(share int) metrics.Interval { return randomNumber(r, max(most*share/100, 1)) }
	a := health.Activity{
		Kind: health.Kind(r.IntN(3)), Months: r.IntN(12),
		Members: n(100), Core: n(10), Active: n(15), Visitors: n(50), Contributors: n(10), Contributions: n(40), SupportFTE: randomNumber(r, 3),
		ActivityByMembers: health.Portion{Count: randomNumber(r, 20), Of: randomNumber(r, 20)},
		GrowthByMembers:   health.Portion{Count: randomNumber(r, 20), Of: randomNumber(r, 20)},
		Factors:           map[health.Factor]metrics.Answer{},
	}
	for f := health.Online; f <= health.Sponsor; f++ {
		if r.IntN(3) > 0 {
			a.Factors[f] = metrics.Answer(r.IntN(3))
		}
	}
	for i := range r.IntN(4) {
		a.Topics = append(a.Topics, health.Topic{Name: string(rune('a' + i)), Questions: randomNumber(r, 6), Answers: randomNumber(r, 12)})
	}
	return a
}

func narrowerActivity(r *rand.Rand, a health.Activity, most int) health.Activity {
	b := a
	if b.Kind == health.KindUnknown {
		b.Kind = health.Kind(r.IntN(3))
	}
	for _, i := range []*metrics.Interval{&b.Members, &b.Core, &b.Active, &b.Visitors, &b.Contributors, &b.Contributions} {
		*i = narrower(r, *i, most)
	}
	b.SupportFTE = narrower(r, b.SupportFTE, 3)
	for _, i := range []*metrics.Interval{&b.ActivityByMembers.Count, &b.ActivityByMembers.Of, &b.GrowthByMembers.Count, &b.GrowthByMembers.Of} {
		*i = narrower(r, *i, 20)
	}
	b.Factors = map[health.Factor]metrics.Answer{}
	for f := range health.Factors {
		if v := a.Factors[f]; v != metrics.Unknown || f != health.FactorUnknown && r.IntN(2) == 0 {
			b.Factors[f] = v
			if v == metrics.Unknown {
				b.Factors[f] = metrics.Answer(r.IntN(3))
			}
		}
	}
	b.Topics = slices.Clone(a.Topics)
	for i := range b.Topics {
		b.Topics[i].Questions = narrower(r, b.Topics[i].Questions, 6)
		b.Topics[i].Answers = narrower(r, b.Topics[i].Answers, 12)
	}
	return b
}
