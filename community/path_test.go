package community_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

const person = community.Person

// people is a census of so many people, practising, interested, innovating,
// elsewhere and unknown.
func people(p, i, n, e, u int) community.Census {
	return community.Census{
		Practising: community.Weight(p) * person, Interested: community.Weight(i) * person, Innovating: community.Weight(n) * person,
		Elsewhere: community.Weight(e) * person, Unknown: community.Weight(u) * person,
	}
}

func on(day string, c community.Census) community.Reading {
	return community.Reading{AsOf: metrics.MustDate(day), Census: c}
}

func trace(t *testing.T, readings ...community.Reading) community.Path {
	t.Helper()
	p, err := community.Trace(readings, community.Fraction{})
	require.NoError(t, err)
	data, err := json.Marshal(p)
	require.NoError(t, err)
	var back community.Path
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, p, back)
	return p
}

func TestTrace(t *testing.T) {
	// A network of champions in which KM roles are established.
	p := trace(t,
		on("2023-01-01", people(0, 60, 40, 0, 0)),
		on("2024-01-01", people(10, 54, 36, 0, 0)), // 10 points in 365 days: 15 points more take 547.5
	)
	require.Equal(t, yes, p.Drift)
	require.Equal(t, community.Fraction{Num: 1, Den: 4}, p.Counting)
	l := p.Lines[0]
	require.Equal(t, community.Practising, l.Tie)
	require.Equal(t, no, l.Counts)
	require.Equal(t, yes, l.Crosses)
	require.Equal(t, metrics.Exactly(548), l.Days, "the first whole day on which it counts")
	require.Equal(t, "2025-07-02", l.First.String())
	require.Equal(t, l.First, l.Last)
	require.Equal(t, yes, l.Beyond, "one year was seen")
	low, _ := l.Pace.Low()
	require.InDelta(t, 0.1*365.25/365, low, 1e-12)
	require.Equal(t, yes, p.Lines[1].Crosses, "interest falls below a quarter")
	require.Equal(t, metrics.Exactly((54-25)*365/6+1), p.Lines[1].Days, "and no longer counts a day after it stands there: 29 points at 6 a year")
	require.Equal(t, yes, p.Lines[2].Crosses)
}

func TestTraceLines(t *testing.T) {
	for _, row := range []struct {
		why          string
		then, now    community.Census // a hundred days apart
		counts, over metrics.Answer
		days         metrics.Interval
		beyond       metrics.Answer
	}{
		{"a share that stands still never crosses", people(1, 9, 0, 0, 0), people(2, 18, 0, 0, 0), no, no, metrics.Anything(), unknown},
		{"one that falls away from the line doesn't either", people(2, 8, 0, 0, 0), people(1, 9, 0, 0, 0), no, no, metrics.Anything(), unknown},
		{"one that counts and grows goes on counting", people(4, 6, 0, 0, 0), people(5, 5, 0, 0, 0), yes, no, metrics.Anything(), unknown},
		{"one that counts and falls ceases to", people(6, 4, 0, 0, 0), people(5, 5, 0, 0, 0), yes, yes, metrics.Exactly(251), yes},
		{"one that stands on the line counts, and tomorrow no longer", people(2, 2, 0, 0, 0), people(1, 3, 0, 0, 0), yes, yes, metrics.Exactly(1), no},
		{"one that has come up to the line stays", people(0, 4, 0, 0, 0), people(1, 3, 0, 0, 0), yes, no, metrics.Anything(), unknown},
		{"where some may practise the pace is a range", people(0, 90, 0, 0, 10), people(10, 80, 0, 0, 10), no, unknown, metrics.From(25), unknown},
		{"which may end on both sides", people(0, 98, 0, 0, 2), people(10, 88, 0, 0, 2), no, yes, metrics.MustBetween(109, 188), yes},
		{"whether it counts isn't known", people(0, 9, 0, 0, 1), people(2, 7, 0, 0, 1), unknown, unknown, metrics.Anything(), unknown},
		{"a crossing beyond the calendar is one, without a day", people(10_000_000, 90_000_000, 0, 0, 0), people(10_000_001, 89_999_999, 0, 0, 0), no, yes, metrics.Exactly(1_499_999_900), yes},
		{"nobody then", community.Census{}, people(1, 9, 0, 0, 0), no, unknown, metrics.Anything(), unknown},
		{"nobody now", people(1, 9, 0, 0, 0), community.Census{}, unknown, unknown, metrics.Anything(), unknown},
		{"too many to count now", people(1, 9, 0, 0, 0), community.Census{Practising: community.MaxWeight}, unknown, unknown, metrics.Anything(), unknown},
	} {
		p := trace(t, on("2024-01-01", row.then), on("2024-04-10", row.now))
		l := p.Lines[0]
		require.Equal(t, row.counts, l.Counts, row.why)
		require.Equal(t, row.over, l.Crosses, row.why)
		require.Equal(t, row.days, l.Days, row.why)
		require.Equal(t, row.beyond, l.Beyond, row.why)
	}
}

func TestTraceSteps(t *testing.T) {
	champions := people(0, 30, 30, 0, 0)
	for _, row := range []struct {
		why                  string
		then, now            community.Census
		drift, turned, roles metrics.Answer
	}{
		{"champions become role holders", champions, people(20, 20, 20, 0, 0), yes, yes, yes},
		{"role holders join the champions", champions, people(25, 30, 30, 0, 0), yes, yes, yes},
		{"too few to change it", champions, people(5, 28, 27, 0, 0), yes, no, no},
		{"the innovators left, no role came", champions, people(0, 30, 3, 0, 0), no, yes, no},
		{"roles are cut again", people(20, 20, 20, 0, 0), champions, no, yes, no},
		{"nothing changed", champions, champions, no, no, no},
		{"roles were cut, and what the rest does isn't known", people(30, 70, 0, 0, 0), people(10, 0, 0, 90, 0), no, yes, no},
		{"everybody's tie is unknown now", champions, people(0, 0, 0, 0, 60), unknown, unknown, unknown},
		{"more role holders make it one of practice", people(20, 20, 20, 0, 0), people(50, 4, 4, 0, 0), yes, yes, yes},
		{"some of the new ones' ties are unknown", champions, people(10, 20, 20, 0, 20), yes, unknown, unknown},
		{"nobody was there", community.Census{}, champions, unknown, unknown, no},
	} {
		p := trace(t, on("2024-01-01", row.then), on("2024-07-01", row.now))
		require.Equal(t, row.drift, p.Drift, row.why)
		require.Len(t, p.Steps, 1)
		require.Equal(t, row.drift, p.Steps[0].Drift, row.why)
		require.Equal(t, row.turned, p.Steps[0].Turned, row.why)
		require.Equal(t, row.roles, p.Steps[0].Roles, row.why)
	}
}

func TestTraceFew(t *testing.T) {
	p := trace(t)
	require.Empty(t, p.Places)
	require.Equal(t, unknown, p.Drift)
	require.Len(t, p.Lines, 3)
	p = trace(t, on("2024-01-01", people(1, 9, 0, 0, 0)))
	require.Equal(t, no, p.Lines[0].Counts)
	require.Equal(t, unknown, p.Lines[0].Crosses, "there is no pace yet")
	require.True(t, p.Lines[0].Pace.IsAnything())
	require.Equal(t, unknown, p.Drift)
}

func TestTraceRefuses(t *testing.T) {
	_, err := community.Trace([]community.Reading{
		on("2024-01-01", people(1, 0, 0, 0, 0)), {}, on("2024-01-01", community.Census{Interested: -1}),
	}, community.Fraction{Num: 1, Den: 3})
	require.EqualError(t, err, "community: counting: the share from which on a tie counts must be above 0 and below 1/3, have 1/3\n"+
		"community: readings[1].asOf: is missing\n"+
		"community: readings[2].asOf: there is another reading of 2024-01-01\n"+
		"community: readings[2].census.interested: a number of people can't be negative, have -0.000001")
}

// The order of readings makes no difference.
func TestTraceOrder(t *testing.T) {
	readings := []community.Reading{on("2022-01-01", people(0, 9, 1, 2, 3)), on("2023-02-01", people(1, 9, 4, 0, 3)), on("2024-07-09", people(2, 9, 4, 1, 1)), on("2024-07-10", people(2, 9, 5, 1, 1))}
	want := trace(t, readings...)
	r := draw.From(t, 6, 1)
	for range 20 {
		r.Shuffle(len(readings), func(i, j int) { readings[i], readings[j] = readings[j], readings[i] })
		require.Equal(t, want, trace(t, readings...))
	}
	require.False(t, slices.IsSortedFunc(readings, func(a, b community.Reading) int { return a.AsOf.Compare(b.AsOf) }), "they are left as they were")
}

func TestBecomes(t *testing.T) {
	p := trace(t, on("2023-01-01", people(0, 60, 40, 0, 0)), on("2024-01-01", people(30, 40, 30, 0, 0)))
	a := p.Becomes(community.Practice)
	require.Equal(t, no, a.There)
	require.Equal(t, yes, a.Comes, "interest and innovation fall below a quarter, one after the other")
	require.Equal(t, p.Lines[1].Days, a.Days, "innovation does it in half a year, interest later")
	require.Equal(t, p.Lines[1].First, a.First)
	require.Equal(t, no, a.Beyond)
	require.Equal(t, yes, p.Becomes(community.Mixed).There)
	require.Equal(t, no, p.Becomes(community.Mixed).Comes, "it doesn't stay so")
	require.Equal(t, no, p.Becomes(community.Interest).Comes)
	for _, odd := range []community.Type{community.TypeUnknown, 99} {
		require.Equal(t, community.Arrival{Type: odd}, p.Becomes(odd))
	}
	require.Equal(t, community.Arrival{Type: community.Practice}, community.Path{}.Becomes(community.Practice))
	require.Equal(t, community.Arrival{Type: community.Practice, There: yes}, trace(t, on("2024-01-01", people(9, 1, 0, 0, 0))).Becomes(community.Practice), "one reading has no pace")
	require.Equal(t, community.Arrival{Type: community.Practice}, trace(t, on("2024-01-01", people(9, 1, 0, 0, 0)), on("2024-02-01", community.Census{})).Becomes(community.Practice))
}
