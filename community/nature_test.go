package community_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

const (
	practice           = community.Practice
	interest           = community.Interest
	innovation         = community.Innovation
	practiceInterest   = community.PracticeInterest
	practiceInnovation = community.PracticeInnovation
	interestInnovation = community.InterestInnovation
	mixed              = community.Mixed
)

func TestNature(t *testing.T) {
	seven := []community.Type{practice, interest, innovation, practiceInterest, practiceInnovation, interestInnovation, mixed}
	for _, row := range []struct {
		why    string
		census community.Census
		want   []community.Type
		text   string
	}{
		{"nobody", community.Census{}, nil, "cannot tell: nobody is counted"},
		{"an early KM community", community.Census{Interested: 50, Innovating: 30}, []community.Type{interestInnovation}, "between interest and innovation"},
		{"exactly a quarter counts", community.Census{Practising: 75, Interested: 25}, []community.Type{practiceInterest}, "between practice and interest"},
		{"a millionth less doesn't", community.Census{Practising: 76, Interested: 24}, []community.Type{practice}, "practice"},
		{"a quarter that is no whole number", community.Census{Practising: 74, Interested: 25}, []community.Type{practiceInterest}, "between practice and interest"},
		{"and just below it", community.Census{Practising: 77, Interested: 25}, []community.Type{practice}, "practice"},
		{"all three", community.Census{Practising: 5, Interested: 3, Innovating: 2, Elsewhere: 0}, []community.Type{practiceInterest}, "between practice and interest"},
		{"all three count", community.Census{Practising: 4, Interested: 3, Innovating: 3}, []community.Type{mixed}, "mixed"},
		{"practice and innovation", community.Census{Practising: 6, Innovating: 4}, []community.Type{practiceInnovation}, "between practice and innovation"},
		{"nobody known", community.Census{Unknown: 100}, seven, "cannot tell: too many ties are unknown"},
		{"one of unknown tie, so never mixed or between", community.Census{Unknown: 1}, []community.Type{practice, interest, innovation}, "practice, interest or innovation"},
		{"elsewhere never practises", community.Census{Elsewhere: 100}, []community.Type{interest, innovation, interestInnovation},
			"interest, innovation or between interest and innovation"},
		{"elsewhere counts in the whole", community.Census{Practising: 24, Elsewhere: 76}, []community.Type{interest, innovation, interestInnovation},
			"interest, innovation or between interest and innovation"},
		{"few enough unknown", community.Census{Practising: 80, Unknown: 20}, []community.Type{practice}, "practice"},
		{"one more and it may be between", community.Census{Practising: 75, Unknown: 25}, []community.Type{practice, practiceInterest, practiceInnovation},
			"practice, between practice and interest or between practice and innovation"},
		{"one short of too large", community.Census{Interested: community.MaxWeight - 1}, []community.Type{interest}, "interest"},
		{"too large to count", community.Census{Interested: community.MaxWeight}, seven, "cannot tell: too many ties are unknown"},
	} {
		t.Run(row.why, func(t *testing.T) {
			n := row.census.Nature()
			require.Equal(t, row.want, slices.Collect(n.Possible()))
			require.Equal(t, row.text, n.String())
			require.Equal(t, row.want == nil, n.IsZero())
			want := community.TypeUnknown
			if len(row.want) == 1 {
				want = row.want[0]
			}
			require.Equal(t, want, n.Type())
			for first := range n.Possible() { // a loop may end early
				require.Equal(t, row.want[0], first)
				break
			}
		})
	}
	require.Equal(t, community.Fraction{Num: 1, Den: 4}, community.DefaultCounting())
}

func TestNaturePlace(t *testing.T) {
	place := func(c community.Census) [3]metrics.Interval {
		p, i, n := c.Nature().Place()
		return [3]metrics.Interval{p, i, n}
	}
	require.Equal(t, [3]metrics.Interval{metrics.Exactly(.5), metrics.Exactly(.3), metrics.Exactly(.2)},
		place(community.Census{Practising: 5, Interested: 3, Innovating: 2}))
	require.Equal(t, [3]metrics.Interval{metrics.MustBetween(.1, .5), metrics.MustBetween(.2, .8), metrics.MustBetween(.1, .7)},
		place(community.Census{Practising: 1, Interested: 2, Innovating: 1, Elsewhere: 2, Unknown: 4}))
	all := metrics.MustBetween(0, 1)
	require.Equal(t, [3]metrics.Interval{all, all, all}, place(community.Census{Interested: community.MaxWeight}))
	require.Equal(t, [3]metrics.Interval{}, place(community.Census{}))
}

func TestNatureEqual(t *testing.T) {
	a, b := community.Census{Practising: 1}.Nature(), community.Census{Practising: 2}.Nature()
	require.True(t, a.Equal(b), "where they stand counts, not how many they are")
	require.True(t, community.Nature{}.Equal(community.Census{}.Nature()))
	require.False(t, a.Equal(community.Census{Practising: 99, Unknown: 1}.Nature()), "the type is the same, the place isn't")
	require.False(t, a.Equal(community.Nature{}))
}

func TestNatureAtRefuses(t *testing.T) {
	c := community.Census{Practising: 1}
	for _, q := range []community.Fraction{{}, {0, 5}, {5, 0}, {1, 3}, {2, 6}, {333_334, 1_000_000}, {1, 2}, {1, 1}, {3, 2}, {math.MaxUint32, math.MaxUint32}, {1_431_655_766, math.MaxUint32}} {
		n, err := c.NatureAt(q)
		require.EqualError(t, err, "community: the share from which on a tie counts must be above 0 and below 1/3, have "+q.String())
		require.True(t, n.IsZero())
	}
	for _, q := range []community.Fraction{{1, 4}, {333_333, 1_000_000}, {1, math.MaxUint32}, {1_431_655_764, math.MaxUint32}} {
		_, err := c.NatureAt(q)
		require.NoError(t, err, q)
	}
}

func TestNatureOfHugeCommunities(t *testing.T) {
	// A quarter of 2^62 is 2^60, beyond what a product of 64 bits holds.
	c := community.Census{Practising: 3 << 60, Interested: 1 << 60}
	require.Equal(t, practiceInterest, c.Nature().Type())
	c.Practising++
	c.Interested--
	require.Equal(t, practice, c.Nature().Type())
	p, i, _ := c.Nature().Place()
	require.Equal(t, metrics.Exactly(.75), p)
	require.Equal(t, metrics.Exactly(.25), i, "rounded: the type knows better")
}

func TestNatureJSON(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 500 {
			n := randomCensus(r, func() community.Weight { return pick(r, randomWeight(r), community.Weight(r.IntN(5))) }).Nature()
			data, err := json.Marshal(n)
			require.NoError(t, err)
			back := community.Census{Practising: 1}.Nature()
			require.NoError(t, json.Unmarshal(data, &back), "%s", data)
			require.True(t, n == back, "%s", data)
		}
	})
	data, err := json.Marshal(community.Census{Interested: 5, Innovating: 3}.Nature())
	require.NoError(t, err)
	require.Equal(t, `{"possible":["between interest and innovation"],"practice":0,"interest":0.625,"innovation":0.375}`, string(data))
	data, err = json.Marshal(community.Nature{})
	require.NoError(t, err)
	require.Equal(t, `{"possible":[]}`, string(data))
}

func TestNatureJSONRefuses(t *testing.T) {
	const shares = `,"practice":0,"interest":1,"innovation":0}`
	for document, says := range map[string]string{
		`{"possible":["unknown"]` + shares:                                         `possible[0]: "unknown" is no nature`,
		`{"possible":["interest","interest"]` + shares:                             `possible[1]: "interest" stands twice`,
		`{"possible":["hobby"]` + shares:                                           `possible[0]: unknown type "hobby"`,
		`{"possible":["interest"],"practice":0,"interest":1}`:                      `innovation: is missing`,
		`{"possible":["interest"],"practice":0,"interest":1.01,"innovation":0}`:    `interest: want a share from 0 to 1, have 1.01`,
		`{"possible":["interest"],"practice":-0.01,"interest":1,"innovation":0}`:   `practice: want a share from 0 to 1, have -0.01`,
		`{"possible":["interest"],"practice":{"low":0},"interest":1}`:              `practice: want a share from 0 to 1, have [0, ∞)`,
		`{"possible":["interest"],"practice":0,"interest":{"high":1}}`:             `interest: want a share from 0 to 1, have (-∞, 1]`,
		`{"possible":[],"practice":0}`:                                             `practice: a share of nobody`,
		`{"possible":["interest"],"type":"interest"}`:                              `type`,
		`{"possible":["interest"],"possible":["practice"]}`:                        `possible`,
		`{"possible":["interest"],"practice":"NaN","interest":1,"innovation":0}`:   `practice`,
		`{"possible":["interest"],"practice":0,"interest":1e999,"innovation":0}`:   `interest`,
		`{"possible":["interest","unknown"],"practice":7,"interest":1}`:            "possible[1]: \"unknown\" is no nature\ncommunity: practice: want a share from 0 to 1, have 7\ncommunity: innovation: is missing",
		`{"possible":["interest"],"practice":0,"interest":1,"innovation":0,"x":1}`: `x`,
	} {
		n := community.Census{Practising: 1}.Nature()
		require.ErrorContains(t, json.Unmarshal([]byte(document), &n), says, document)
		require.True(t, n == community.Census{Practising: 1}.Nature(), "left as it was")
	}
}
