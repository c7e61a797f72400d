package community_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func area(practitioners, workforce metrics.Interval) community.PracticeArea {
	return community.PracticeArea{ID: "km", Practitioners: practitioners, Workforce: workforce}
}

func TestEstablished(t *testing.T) {
	exactly, between, from, anything := metrics.Exactly, metrics.MustBetween, metrics.From, metrics.Anything()
	faceToFace := func(a community.PracticeArea) community.PracticeArea { a.FaceToFace = true; return a }
	for _, row := range []struct {
		why       string
		area      community.PracticeArea
		threshold community.Threshold
		want      metrics.Answer
	}{
		{"exactly the floor", area(exactly(100), anything), community.Threshold{}, metrics.Yes},
		{"a millionth of a post less", area(exactly(99.999999), anything), community.Threshold{}, metrics.No},
		{"a range that ends below", area(between(40, 99), anything), community.Threshold{}, metrics.No},
		{"a range that reaches it", area(between(99, 100), anything), community.Threshold{}, metrics.Unknown},
		{"a range from it on", area(from(100), anything), community.Threshold{}, metrics.Yes},
		{"below it, open", area(metrics.Below(100), anything), community.Threshold{}, metrics.No},
		{"nobody knows", area(anything, anything), community.Threshold{}, metrics.Unknown},
		{"nobody knows, but the workforce is too small", area(anything, exactly(99)), community.Threshold{}, metrics.No},
		{"nor is a range within it", area(from(10), between(50, 80)), community.Threshold{}, metrics.No},
		{"a workforce of exactly the floor could all practise", area(anything, exactly(100)), community.Threshold{}, metrics.Unknown},
		{"one of fewer than the floor can't", area(anything, metrics.Below(100)), community.Threshold{}, metrics.No},
		{"an estimate below nobody", area(metrics.UpTo(5), anything), community.Threshold{}, metrics.No},
		{"face to face, exactly", faceToFace(area(exactly(20), anything)), community.Threshold{}, metrics.Yes},
		{"face to face, below", faceToFace(area(exactly(19.99), anything)), community.Threshold{}, metrics.No},
		{"twenty aren't enough when spread", area(exactly(20), anything), community.Threshold{}, metrics.No},
		{"own floor", area(exactly(30), anything), community.Threshold{Practitioners: 30}, metrics.Yes},
		{"below the own floor", area(exactly(29), anything), community.Threshold{Practitioners: 30}, metrics.No},
		{"the least floor", area(exactly(1), anything), community.Threshold{Practitioners: 1}, metrics.Yes},
		{"the least floor face to face", faceToFace(area(exactly(1), anything)), community.Threshold{FaceToFace: 1}, metrics.Yes},
		{"own floor face to face", faceToFace(area(exactly(30), anything)), community.Threshold{FaceToFace: 31}, metrics.No},
		{"the own floor is of the other kind", faceToFace(area(exactly(20), anything)), community.Threshold{Practitioners: 200}, metrics.Yes},
		{"and the other way round", area(exactly(100), anything), community.Threshold{FaceToFace: 200}, metrics.Yes},
		{"share, exactly", area(exactly(8), exactly(80)), community.Threshold{Share: .1}, metrics.Yes},
		{"share, below", area(exactly(7), exactly(80)), community.Threshold{Share: .1}, metrics.No},
		{"share takes the place of both floors", faceToFace(area(exactly(19), exactly(1000))), community.Threshold{Share: .02, FaceToFace: 5}, metrics.No},
		{"share of an unknown workforce", area(exactly(8), anything), community.Threshold{Share: .1}, metrics.Unknown},
		{"nobody is no share of any workforce", area(exactly(0), anything), community.Threshold{Share: .1}, metrics.No},
		{"share of a range", area(exactly(8), between(70, 80)), community.Threshold{Share: .1}, metrics.Yes},
		{"share of a range that may be too large", area(exactly(8), between(70, 81)), community.Threshold{Share: .1}, metrics.Unknown},
		{"nobody reaches infinity", area(exactly(1e9), anything), community.Threshold{Practitioners: math.Inf(1)}, metrics.No},
		{"nor as a share", area(exactly(9), exactly(9)), community.Threshold{Share: math.Inf(1)}, metrics.No},
		{"nor face to face", faceToFace(area(exactly(1e9), anything)), community.Threshold{FaceToFace: math.Inf(1)}, metrics.No},
		{"what is no number counts as not given", area(exactly(100), anything), community.Threshold{Practitioners: math.NaN(), Share: math.NaN()}, metrics.Yes},
	} {
		t.Run(row.why, func(t *testing.T) {
			require.Equal(t, row.want, row.area.Established(row.threshold))
			s := row.area.Shortfall(row.threshold)
			require.Equal(t, row.want, s.Established)
			_, need, _ := row.threshold.Need(row.area)
			require.Equal(t, need, s.Need)
			require.Equal(t, row.threshold.Have(row.area), s.Have)
		})
	}
}

func TestKnownAndShare(t *testing.T) {
	exactly, between, from, anything := metrics.Exactly, metrics.MustBetween, metrics.From, metrics.Anything()
	below := func(low, high float64) metrics.Interval {
		i, _ := metrics.From(low).Intersect(metrics.Below(high))
		return i
	}
	for _, row := range []struct {
		why          string
		area         community.PracticeArea
		known, share metrics.Interval
	}{
		{"nothing", area(anything, anything), from(0), between(0, 1)},
		{"no fewer than nobody", area(metrics.UpTo(5), exactly(10)), between(0, 5), between(0, .5)},
		{"negative is refused elsewhere", area(exactly(-1), exactly(10)), between(0, 10), between(0, 1)},
		{"no more than the workforce", area(from(3), exactly(10)), between(3, 10), between(.3, 1)},
		{"of which nobody knows", area(exactly(3), anything), exactly(3), between(0, 1)},
		{"of fewer than ten", area(anything, below(0, 10)), below(0, 10), between(0, 1)},
		{"a range of a range", area(between(2, 4), between(8, 16)), between(2, 4), between(.125, .5)},
		{"of half a post", area(between(.125, .25), exactly(.5)), between(.125, .25), between(.25, .5)},
		{"of one post", area(between(.125, .25), exactly(1)), between(.125, .25), between(.125, .25)},
		{"everybody", area(exactly(8), exactly(8)), exactly(8), exactly(1)},
		{"a third", area(exactly(1), exactly(3)), exactly(1), exactly(1. / 3)},
		{"nobody of nobody knows how many", area(exactly(0), anything), exactly(0), exactly(0)},
		{"nobody of some", area(exactly(0), from(3)), exactly(0), exactly(0)},
		{"nobody of nobody", area(exactly(0), exactly(0)), exactly(0), exactly(0)},
		{"some of at least", area(between(1, 2), from(4)), between(1, 2), between(0, .5)},
		{"some of at most", area(between(1, 2), metrics.UpTo(4)), between(1, 2), between(.25, 1)},
		{"more than there are, refused elsewhere", area(exactly(9), exactly(3)), exactly(9), exactly(1)},
		{"a negative workforce, refused elsewhere", area(exactly(9), exactly(-3)), exactly(9), between(0, 1)},
	} {
		t.Run(row.why, func(t *testing.T) {
			require.Equal(t, row.known, row.area.Known())
			require.Equal(t, row.share, row.area.Share())
		})
	}
}

func TestPracticeAreaValidate(t *testing.T) {
	exactly, between, from := metrics.Exactly, metrics.MustBetween, metrics.From
	for _, a := range []community.PracticeArea{
		area(metrics.Anything(), metrics.Anything()), area(exactly(5), exactly(5)), area(exactly(0), exactly(0)), area(from(5), exactly(5)),
		area(between(3, 5), from(5)), area(between(3, 5), metrics.UpTo(5)), area(exactly(5), between(1, 5)), {ID: "km", Basis: community.FTE},
	} {
		require.NoError(t, a.Validate(), "%+v", a)
	}
	for _, row := range []struct {
		why  string
		area community.PracticeArea
		want string
	}{
		{"no id", community.PracticeArea{}, "id: is missing"},
		{"negative", area(exactly(-1), exactly(5)), "practitioners: a number of people can't be negative, have -1"},
		{"negative workforce", area(exactly(1), between(-2, 5)), "workforce: a number of people can't be negative, have [-2, 5]"},
		{"more than there are", area(exactly(6), exactly(5)), "practitioners: 6 practitioners are more than the workforce of 5"},
		{"perhaps more than there are", area(between(3, 6), between(4, 5)), "practitioners: [3, 6] practitioners are more than the workforce of [4, 5]"},
		{"at least more than there are", area(from(6), exactly(5)), "practitioners: [6, ∞) practitioners are more than the workforce of 5"},
		{"more than at least five of five", area(metrics.Above(5), exactly(5)), "practitioners: (5, ∞) practitioners are more than the workforce of 5"},
		{"five of fewer than five", area(exactly(5), metrics.Below(5)), "practitioners: 5 practitioners are more than the workforce of [0, 5)"},
		{"basis", community.PracticeArea{ID: "km", Basis: 3}, "basis: Basis(3) is no basis"},
	} {
		t.Run(row.why, func(t *testing.T) {
			require.EqualError(t, row.area.Validate(), "community: "+row.want)
		})
	}
	require.EqualError(t, community.PracticeArea{Practitioners: exactly(-1), Workforce: exactly(-1), Basis: 9}.Validate(),
		"community: id: is missing\ncommunity: practitioners: a number of people can't be negative, have -1\n"+
			"community: workforce: a number of people can't be negative, have -1\ncommunity: basis: Basis(9) is no basis")
}

func TestPracticeAreaJSON(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 500 {
			a := area(randomInterval(r, 0, 20, 100), randomInterval(r, 0, 100, 44_400))
			a.Name, a.Scope, a.Basis, a.FaceToFace = pick(r, "", "KM"), pick(r, "", "junior posts"), community.Basis(r.IntN(3)), r.IntN(2) == 0
			a.AsOf = pick(r, metrics.Date{}, metrics.MustDate("2012-09-30"))
			data, err := json.Marshal(a)
			require.NoError(t, err)
			back := area(metrics.Exactly(7), metrics.Exactly(8))
			require.NoError(t, json.Unmarshal(data, &back), "%s", data)
			require.Equal(t, a, back)
		}
	})
	for document, says := range map[string]string{
		`{"id":"km","practitioner":1}`:               `practitioner`,
		`{"id":"km","id":"km"}`:                      `id`,
		`{"id":"km","practitioners":"100"}`:          `practitioners`,
		`{"id":"km","workforce":{"low":2,"high":1}}`: `workforce`,
		`{"id":"km","asOf":"2012-09-31"}`:            `asOf`,
		`{"id":"km","basis":"fte"}`:                  `basis: unknown basis "fte"`,
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(document), new(community.PracticeArea)), says)
	}
}
