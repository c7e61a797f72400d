package community_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func randomCensus(r *rand.Rand, weight func() community.Weight) community.Census {
	return community.Census{Practising: weight(), Interested: weight(), Innovating: weight(), Elsewhere: weight(), Unknown: weight()}
}

func parts(c *community.Census) []*community.Weight {
	return []*community.Weight{&c.Practising, &c.Interested, &c.Innovating, &c.Elsewhere, &c.Unknown}
}

func TestCensusAddIsAMonoid(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		weight := func() community.Weight { return randomWeight(r) }
		saturated := 0
		for range 2_000 {
			a, b, c := randomCensus(r, weight), randomCensus(r, weight), randomCensus(r, weight)
			require.Equal(t, a.Add(b), b.Add(a))
			require.Equal(t, a.Add(b).Add(c), a.Add(b.Add(c)))
			require.Equal(t, a, a.Add(community.Census{}))
			require.Equal(t, a, community.Census{}.Add(a))
			sum := a.Add(b)
			for i, p := range parts(&sum) {
				exact := new(big.Int).Add(big.NewInt(int64(*parts(&a)[i])), big.NewInt(int64(*parts(&b)[i])))
				if !exact.IsInt64() {
					exact.SetInt64(int64(community.MaxWeight))
					saturated++
				}
				require.Equal(t, exact.Int64(), int64(*p))
			}
		}
		require.Greater(t, saturated, 100, "the generator must reach the limit")
	})
}

func TestCensusTotal(t *testing.T) {
	require.Zero(t, community.Census{}.Total())
	require.Equal(t, community.Weight(31), community.Census{Practising: 1, Interested: 2, Innovating: 4, Elsewhere: 8, Unknown: 16}.Total())
	require.Equal(t, community.MaxWeight-1, community.Census{Practising: community.MaxWeight - 2, Unknown: 1}.Total())
	require.Equal(t, community.MaxWeight, community.Census{Practising: community.MaxWeight, Elsewhere: community.MaxWeight, Unknown: 1}.Total())
}

func TestPractitionersAndShare(t *testing.T) {
	const p = community.Person
	all := metrics.MustBetween(0, 1)
	for _, row := range []struct {
		why                  string
		census               community.Census
		practitioners, share metrics.Interval
	}{
		{"nobody", community.Census{}, metrics.Exactly(0), all},
		{"exactly a half", community.Census{Practising: 5 * p, Interested: 5 * p}, metrics.Exactly(5), metrics.Exactly(.5)},
		{"exactly a third", community.Census{Practising: p, Interested: p, Innovating: p}, metrics.Exactly(1), metrics.Exactly(1. / 3)},
		{"a third of millionths", community.Census{Practising: 1, Interested: 2}, metrics.Exactly(.000001), metrics.Exactly(1. / 3)},
		{"all practise", community.Census{Practising: 7 * p}, metrics.Exactly(7), metrics.Exactly(1)},
		{"nobody practises", community.Census{Interested: 7 * p}, metrics.Exactly(0), metrics.Exactly(0)},
		{"those of unknown tie may practise", community.Census{Practising: 2 * p, Interested: 5 * p, Unknown: 3 * p},
			metrics.MustBetween(2, 5), metrics.MustBetween(.2, .5)},
		{"those elsewhere don't, and count in the denominator", community.Census{Practising: 2 * p, Elsewhere: 3 * p},
			metrics.Exactly(2), metrics.Exactly(.4)},
		{"nobody known", community.Census{Unknown: 4 * p}, metrics.MustBetween(0, 4), all},
		{"fractions of posts", community.Census{Practising: 148_110_000, Elsewhere: 400_250_000}, metrics.Exactly(148.11), metrics.Exactly(148.11 / 548.36)},
		{"one short of too large", community.Census{Practising: 1, Elsewhere: community.MaxWeight - 2}, metrics.Exactly(.000001), metrics.Exactly(1.0842021724855044e-19)},
		{"too large to count", community.Census{Practising: 2 * p, Elsewhere: community.MaxWeight}, metrics.From(2), all},
		{"too large by the sum", community.Census{Practising: community.MaxWeight / 2, Unknown: community.MaxWeight/2 + 1},
			metrics.From((community.MaxWeight / 2).Float()), all},
		{"a negative count is refused elsewhere, and nothing is known here", community.Census{Practising: -5 * p, Unknown: 9 * p}, metrics.From(0), all},
		{"negative unknown", community.Census{Practising: 5 * p, Unknown: -p}, metrics.From(0), all},
	} {
		t.Run(row.why, func(t *testing.T) {
			require.Equal(t, row.practitioners, row.census.Practitioners())
			require.Equal(t, row.share, row.census.PractisingShare())
		})
	}
}

// The ends of a share are correctly rounded quotients, beyond what a float64
// holds too.
func TestPractisingShareAgainstBig(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		large := 0
		for range 2_000 {
			c := randomCensus(r, func() community.Weight {
				return pick(r, community.Weight(r.IntN(10)), community.Weight(r.Int64N(1<<53)), community.Weight(r.Int64N(int64(community.MaxWeight/5))))
			})
			total := c.Total()
			if total == 0 {
				continue
			}
			if total > 1<<53 {
				large++
			}
			low, _ := big.NewRat(int64(c.Practising), int64(total)).Float64()
			high, _ := big.NewRat(int64(c.Practising+c.Unknown), int64(total)).Float64()
			require.Equal(t, metrics.MustBetween(low, high), c.PractisingShare(), "%+v", c)
		}
		require.Greater(t, large, 500)
	})
	odd := community.Census{Practising: 1<<53 + 1, Elsewhere: 1<<54 + 2} // twice the odd part
	require.Equal(t, metrics.Exactly(1./3), odd.PractisingShare())
}

func TestCensusValidate(t *testing.T) {
	require.NoError(t, community.Census{}.Validate())
	require.NoError(t, community.Census{Practising: 1, Unknown: community.MaxWeight}.Validate())
	for i, name := range []string{"practising", "interested", "innovating", "elsewhere", "unknown"} {
		var c community.Census
		*parts(&c)[i] = -1_500_000
		err := c.Validate()
		require.EqualError(t, err, "community: "+name+": a number of people can't be negative, have -1.5")
		var e *community.Error
		require.ErrorAs(t, err, &e)
		require.Equal(t, name, e.Path)
		_, err = c.NatureAt(community.DefaultCounting())
		require.ErrorContains(t, err, name)
		require.True(t, c.Nature().IsZero())
	}
	require.EqualError(t, community.Census{Practising: -1, Interested: 1, Unknown: -1}.Validate(),
		"community: practising: a number of people can't be negative, have -0.000001\n"+
			"community: unknown: a number of people can't be negative, have -0.000001", "every one at once")
}

func TestCensusJSON(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 500 {
			c := randomCensus(r, func() community.Weight { return randomWeight(r) })
			data, err := json.Marshal(c)
			require.NoError(t, err)
			back := community.Census{Practising: 1}
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, c, back)
		}
	})
	data, err := json.Marshal(community.Census{Practising: 1_500_000, Elsewhere: community.Person})
	require.NoError(t, err)
	require.Equal(t, `{"practising":1.5,"elsewhere":1}`, string(data))
	for document, says := range map[string]string{
		`{"practising":1,"practising":2}`: "practising",
		`{"Practising":1}`:                "Practising",
		`{"members":1}`:                   "members",
		`{"practising":-1}`:               "practising: a number of people can't be negative",
		`{"unknown":1e3}`:                 "unknown: want a number",
		`{"unknown":"many"}`:              "unknown: want a number",
		`[]`:                              "community",
	} {
		c := community.Census{Practising: 3}
		require.ErrorContains(t, json.Unmarshal([]byte(document), &c), says, document)
		require.Equal(t, community.Census{Practising: 3}, c, "left as it was")
	}
}
