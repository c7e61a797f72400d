package community_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestShortfall(t *testing.T) {
	exactly, between, from, anything := metrics.Exactly, metrics.MustBetween, metrics.From, metrics.Anything()
	for _, row := range []struct {
		why                string
		area               community.PracticeArea
		threshold          community.Threshold
		missing            metrics.Interval
		established, reach metrics.Answer
	}{
		{"Home Office 2012", area(exactly(85.29), exactly(10409.22)), community.Threshold{}, exactly(14.71), metrics.No, metrics.Yes},
		{"there", area(exactly(100), exactly(10409.22)), community.Threshold{}, exactly(0), metrics.Yes, metrics.Yes},
		{"a range", area(between(40, 60), exactly(500)), community.Threshold{}, between(40, 60), metrics.No, metrics.Yes},
		{"perhaps there", area(between(90, 120), exactly(500)), community.Threshold{}, between(0, 10), metrics.Unknown, metrics.Yes},
		{"nobody knows", area(anything, anything), community.Threshold{}, between(0, 100), metrics.Unknown, metrics.Unknown},
		{"workforce of exactly the floor", area(exactly(60), exactly(100)), community.Threshold{}, exactly(40), metrics.No, metrics.Yes},
		{"workforce too small", area(exactly(60), exactly(80)), community.Threshold{}, anything, metrics.No, metrics.No},
		{"workforce just too small", area(anything, metrics.Below(100)), community.Threshold{}, anything, metrics.No, metrics.No},
		{"workforce perhaps too small", area(exactly(60), between(80, 120)), community.Threshold{}, exactly(40), metrics.No, metrics.Unknown},
		{"its own floor", area(exactly(60), exactly(80)), community.Threshold{Practitioners: 70}, exactly(10), metrics.No, metrics.Yes},
		{"a share", area(exactly(6), exactly(80)), community.Threshold{Share: .1}, exactly(2), metrics.No, metrics.Yes},
		{"a share there", area(exactly(8), exactly(80)), community.Threshold{Share: .1}, exactly(0), metrics.Yes, metrics.Yes},
		{"a share of a range", area(exactly(6), between(80, 120)), community.Threshold{Share: .1}, between(2, 6), metrics.No, metrics.Yes},
		{"a share of at least", area(exactly(6), from(80)), community.Threshold{Share: .1}, from(2), metrics.No, metrics.Yes},
		{"a share of nobody knows how many", area(exactly(6), anything), community.Threshold{Share: .1}, from(0), metrics.Unknown, metrics.Unknown},
		{"a share of half a post", area(exactly(0), exactly(.5)), community.Threshold{Share: .5}, exactly(.25), metrics.No, metrics.Yes},
		{"a share of one post", area(exactly(0), exactly(1)), community.Threshold{Share: .5}, exactly(.5), metrics.No, metrics.Yes},
		{"a share of nobody", area(exactly(0), exactly(0)), community.Threshold{Share: .1}, anything, metrics.No, metrics.No},
		{"a share whose product isn't exact", area(exactly(21), exactly(70)), community.Threshold{Share: .3}, exactly(0), metrics.Yes, metrics.Yes},
		{"a negative workforce, refused elsewhere", area(exactly(6), exactly(-1)), community.Threshold{}, exactly(94), metrics.No, metrics.Unknown},
	} {
		t.Run(row.why, func(t *testing.T) {
			s := row.area.Shortfall(row.threshold)
			require.Equal(t, row.missing, s.Missing)
			require.Equal(t, row.established, s.Established)
			require.Equal(t, row.reach, s.Reachable)
		})
	}
}

func TestTooSmallToReachIsNotToldANumber(t *testing.T) {
	s := area(metrics.Exactly(40), metrics.Exactly(80)).Shortfall(community.Threshold{})
	require.Equal(t, metrics.No, s.Reachable)
	data, err := json.Marshal(s)
	require.NoError(t, err)
	require.NotContains(t, string(data), "missing")
	require.NotContains(t, string(data), "60")
}

// At 1 central post in 444 to 500 employees, 100 posts need 44,400 to 50,000.
func TestLeverOfTheCentralTeam(t *testing.T) {
	exactly, between := metrics.Exactly, metrics.MustBetween
	for _, row := range []struct {
		why       string
		workforce metrics.Interval
		team      metrics.Interval
		lever     community.Lever
	}{
		{"10,409", exactly(10409.22), between(10409.22/500, 10409.22/444), community.EmbeddedRoles},
		{"one below 44,400", exactly(44_399), between(88.798, 44_399./444), community.EmbeddedRoles},
		{"44,400", exactly(44_400), between(88.8, 100), community.LeverUnknown},
		{"one below 50,000", exactly(49_999), between(99.998, 49_999./444), community.LeverUnknown},
		{"50,000", exactly(50_000), between(100, 50_000./444), community.CentralTeam},
		{"from 50,000", metrics.From(50_000), metrics.From(100), community.CentralTeam},
		{"up to 44,000", metrics.UpTo(44_000), between(0, 44_000./444), community.EmbeddedRoles},
		{"nobody knows", metrics.Anything(), metrics.From(0), community.LeverUnknown},
		{"negative, refused elsewhere", metrics.Exactly(-1), metrics.From(0), community.LeverUnknown},
	} {
		t.Run(row.why, func(t *testing.T) {
			s := area(metrics.Exactly(0), row.workforce).Shortfall(community.Threshold{})
			require.Equal(t, row.team.Rounded(), s.CentralTeam)
			require.Equal(t, row.lever, s.Lever)
		})
	}
	for share, lever := range map[float64]community.Lever{
		1. / 501: community.CentralTeam, 1. / 500: community.CentralTeam,
		1. / 499: community.LeverUnknown, 1. / 444: community.LeverUnknown,
		1. / 443: community.EmbeddedRoles, 1: community.EmbeddedRoles,
	} {
		for _, workforce := range []metrics.Interval{metrics.Anything(), metrics.Exactly(80), metrics.Exactly(1e6)} {
			s := area(metrics.Exactly(0), workforce).Shortfall(community.Threshold{Share: share})
			require.Equal(t, lever, s.Lever, "the rates decide, whatever the workforce: %v of %s", share, workforce)
		}
	}
	require.Equal(t, 444, community.StaffPerKMPostAPQC)
	require.Equal(t, 500, community.StaffPerKMPostKnoco)
}

func TestShortfallProperties(t *testing.T) {
	thresholds := []community.Threshold{{}, {Practitioners: 50}, {FaceToFace: 5}, {Share: .1}, {Share: .002}}
	numbers := []float64{0, 5, 20, 50, 100, 1000, 44_400, 50_000}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		answers := map[metrics.Answer]int{}
		for range 1_500 {
			wide := area(randomInterval(r, numbers...), randomInterval(r, numbers...))
			wide.FaceToFace = r.IntN(2) == 0
			narrow := wide
			narrow.Practitioners, narrow.Workforce = part(r, wide.Practitioners, numbers...), part(r, wide.Workforce, numbers...)
			if wide.Validate() != nil || narrow.Validate() != nil {
				continue
			}
			threshold := pick(r, thresholds...)
			a, b := wide.Shortfall(threshold), narrow.Shortfall(threshold)
			answers[a.Established]++
			requireInside(t, narrow.Known(), wide.Known())
			requireInside(t, narrow.Share(), wide.Share())
			requireInside(t, b.Have, a.Have)
			requireInside(t, b.CentralTeam, a.CentralTeam)
			requireNarrower(t, a.Established, b.Established, wide, narrow)
			requireNarrower(t, a.Reachable, b.Reachable, wide, narrow)
			require.True(t, a.Lever == community.LeverUnknown || a.Lever == b.Lever, "%+v to %+v", wide, narrow)
			if b.Reachable != metrics.No {
				requireInside(t, b.Missing, a.Missing, wide, narrow, threshold)
			}
			require.False(t, a.Established == metrics.Yes && a.Reachable == metrics.No, "%+v", wide)
			if low, ok := a.Missing.Low(); ok && low > 0 {
				require.Equal(t, metrics.No, a.Established, "somebody is missing: %+v at %+v", wide, threshold)
			}

			// More practitioners of the same workforce never turn it down.
			low, hasLow := wide.Practitioners.Low()
			high, hasHigh := wide.Practitioners.High()
			if more := wide; hasLow && hasHigh {
				more.Practitioners = metrics.MustBetween(low+float64(r.IntN(50)), high+50)
				if more.Validate() == nil {
					require.GreaterOrEqual(t, rank(more.Established(threshold)), rank(a.Established), "%+v to %+v", wide, more)
				}
			}

			data, err := json.Marshal(a)
			require.NoError(t, err)
			var back community.Shortfall
			require.NoError(t, json.Unmarshal(data, &back), "%s", data)
			require.Equal(t, a, back)
		}
		for answer := range metrics.Answers {
			require.Greater(t, answers[answer], 50, answer)
		}
	})
	require.ErrorContains(t, json.Unmarshal([]byte(`{"measure":{"id":"x"},"need":1,"source":{},"lack":2}`), new(community.Shortfall)), "lack")
}

// rank puts answers in the order of what is shown: no, unknown, yes.
func rank(a metrics.Answer) int {
	return map[metrics.Answer]int{metrics.No: 0, metrics.Unknown: 1, metrics.Yes: 2}[a]
}
