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

// slowCrossing walks day by day, for every allocation of the people whose tie is
// open, today and at each earlier reading: the first day on which the tie counts
// where it doesn't, or doesn't where it does. 0 is never within the horizon.
func slowCrossing(readings []community.Reading, days []int, tie community.Tie, horizon int) (soonest, latest int, counts map[bool]bool, never bool) {
	whole := func(w community.Weight) int { return int(w / person) }
	numbers := func(c community.Census) (low, high, total int) {
		switch tie {
		case community.Practising:
			low, high = whole(c.Practising), whole(c.Practising+c.Unknown)
		case community.Interested:
			low, high = whole(c.Interested), whole(c.Interested+c.Elsewhere+c.Unknown)
		default:
			low, high = whole(c.Innovating), whole(c.Innovating+c.Elsewhere+c.Unknown)
		}
		return low, high, whole(c.Total())
	}
	last := len(readings) - 1
	lowX, highX, totalX := numbers(readings[last].Census)
	counts = map[bool]bool{}
	for x := lowX; x <= highX; x++ {
		now := 4*x >= totalX
		counts[now] = true
		for i := range last {
			lowY, highY, totalY := numbers(readings[i].Census)
			d := days[last] - days[i]
			for y := lowY; y <= highY; y++ {
				first := 0
				for t := 1; t <= horizon; t++ {
					// share(t) = x/X + (x/X − y/Y)·t/d, at least a quarter?
					if then := 4*(x*totalY*d+(x*totalY-y*totalX)*t) >= totalX*totalY*d; then != now {
						first = t
						break
					}
				}
				if first == 0 {
					never = true
					continue
				}
				if soonest == 0 || first < soonest {
					soonest = first
				}
				latest = max(latest, first)
			}
		}
	}
	return soonest, latest, counts, never
}

// randomReadings are two or three readings, and the days from the first on.
func randomReadings(r *rand.Rand, census func() community.Census) (readings []community.Reading, days []int) {
	start := metrics.MustDate("2024-01-01")
	for day := 0; len(readings) < 2+r.IntN(2); day += 1 + r.IntN(30) {
		readings = append(readings, community.Reading{AsOf: start.AddDays(day), Census: census()})
		days = append(days, day)
	}
	return readings, days
}

func TestCrossingAgainstBruteForce(t *testing.T) {
	const horizon = 400
	r := draw.From(t, 20, 24)
	met := map[string]int{}
	for range 3000 {
		census := func() community.Census {
			c := people(r.IntN(8), r.IntN(8), r.IntN(5), r.IntN(3), r.IntN(3))
			c.Practising += person
			return c
		}
		readings, days := randomReadings(r, census)
		path := trace(t, readings...)
		for _, l := range path.Lines {
			soonest, latest, counts, never := slowCrossing(readings, days, l.Tie, horizon)
			if len(counts) == 2 {
				require.Equal(t, unknown, l.Counts)
				require.Equal(t, unknown, l.Crosses)
				require.True(t, l.Days.IsAnything())
				met["unknown whether it counts"]++
				continue
			}
			require.Equal(t, metrics.AnswerOf(counts[true]), l.Counts)
			switch low, bounded := l.Days.Low(); {
			case soonest == 0 && bounded:
				require.Greater(t, low, float64(horizon))
				met["beyond the horizon"]++
			case soonest == 0:
				require.Equal(t, no, l.Crosses)
				met["never"]++
			default:
				require.Equal(t, float64(soonest), low)
				high, bounded := l.Days.High()
				require.Equal(t, never, !bounded || high > horizon, "%v", readings)
				if !never {
					require.Equal(t, float64(latest), high)
					require.Equal(t, yes, l.Crosses)
					met["between two days"]++
				} else {
					met["perhaps never"]++
				}
			}
		}
	}
	for _, class := range []string{"unknown whether it counts", "never", "between two days", "perhaps never"} {
		require.Greater(t, met[class], 450, "%s: each class comes up often enough: %v", class, met)
	}
}

// Roles is certain only if every way in which the new practitioners might have
// stayed what they were gives another type, or every one the same.
func TestRolesAgainstBruteForce(t *testing.T) {
	r := draw.From(t, 7, 7)
	met := map[metrics.Answer]int{}
	for range 4000 {
		census := func(u int) community.Census {
			return people(r.IntN(7), r.IntN(7), r.IntN(7), r.IntN(2), r.IntN(u))
		}
		before, after := census(2), census(2)
		if before.Total() == 0 || after.Total() == 0 {
			continue
		}
		path := trace(t, on("2024-01-01", before), on("2025-01-01", after))
		step := path.Steps[0]
		met[step.Roles]++
		if after.Practising+after.Unknown <= before.Practising {
			require.Equal(t, no, step.Roles, "no more can practise than before: %v then %v", before, after)
		}
		if step.Roles == unknown {
			continue
		}
		// Every completion: who practised before, who practises now, who would
		// without the newcomers, and what these would be instead.
		for b := range completions(before) {
			for a := range completions(after) {
				gained := max(0, a[0]-b[0])
				for interested := range gained + 1 {
					without := [3]int{a[0] - gained, a[1] + interested, a[2] + gained - interested}
					turned := ties(a) != ties(b)
					require.Equal(t, step.Roles == yes, turned && ties(without) != ties(a), "%v then %v", before, after)
				}
			}
		}
	}
	require.Greater(t, met[yes], 200)
	require.Greater(t, met[no], 200)
	require.Greater(t, met[unknown], 200)
}

// completions yields the numbers who practise, are interested and innovate, for
// each way in which the open ties may be.
func completions(c community.Census) func(func([3]int) bool) {
	whole := func(w community.Weight) int { return int(w / person) }
	p, i, n, e, u := whole(c.Practising), whole(c.Interested), whole(c.Innovating), whole(c.Elsewhere), whole(c.Unknown)
	return func(yield func([3]int) bool) {
		for practise := range u + 1 {
			for interested := range e + u - practise + 1 {
				if !yield([3]int{p + practise, i + interested, n + e + u - practise - interested}) {
					return
				}
			}
		}
	}
}

// ties is the set of ties that a quarter of the members or more have.
func ties(x [3]int) [3]bool {
	total := x[0] + x[1] + x[2]
	return [3]bool{4*x[0] >= total, 4*x[1] >= total, 4*x[2] >= total}
}

// Becomes holds for every way in which the open ties may be, at every pace: a
// type that comes is there on the last day and long after, in each of them, and
// in none before the first; one that doesn't is in none at the end.
func TestBecomesAgainstBruteForce(t *testing.T) {
	const far = 1_000_000 // days, when all lines that are ever crossed have been
	r := draw.From(t, 9, 5)
	met := map[metrics.Answer]int{}
	for range 1500 {
		census := func() community.Census {
			c := people(r.IntN(8), r.IntN(8), r.IntN(6), r.IntN(2), r.IntN(2))
			c.Interested += person
			return c
		}
		readings, days := randomReadings(r, census)
		path := trace(t, readings...)
		last := len(readings) - 1
		for typ := community.Practice; typ <= community.Mixed; typ++ {
			a := path.Becomes(typ)
			met[a.Comes]++
			data, err := json.Marshal(a)
			require.NoError(t, err)
			var back community.Arrival
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, a, back)
			var want [3]bool
			switch typ {
			case community.Practice, community.Interest, community.Innovation:
				want[typ-community.Practice] = true
			case community.PracticeInterest:
				want = [3]bool{true, true, false}
			case community.PracticeInnovation:
				want = [3]bool{true, false, true}
			case community.InterestInnovation:
				want = [3]bool{false, true, true}
			case community.Mixed:
				want = [3]bool{true, true, true}
			}
			soonest, _ := a.Days.Low()
			latest, bounded := a.Days.High()
			for x := range completions(readings[last].Census) {
				require.False(t, a.There == yes && ties(x) != want || a.There == no && ties(x) == want)
				for i := range last {
					for y := range completions(readings[i].Census) {
						at := func(day int) [3]bool { return tiesAfter(x, y, days[last]-days[i], day) }
						switch {
						case a.Comes == yes:
							require.Equal(t, want, at(far))
							if bounded {
								require.Equal(t, want, at(int(latest)))
								require.NotEqual(t, want, at(int(soonest)-1))
							}
						case a.Comes == no:
							require.NotEqual(t, want, at(far))
						}
					}
				}
			}
		}
	}
	for answer, n := range met {
		require.Greater(t, n, 300, "%s", answer)
	}
	require.Len(t, met, 3)
}

// tiesAfter is the set of ties that count so many days on, where the shares go on
// as from y to x in d days.
func tiesAfter(x, y [3]int, d, days int) (counts [3]bool) {
	totalX, totalY := x[0]+x[1]+x[2], y[0]+y[1]+y[2]
	for k := range counts {
		counts[k] = 4*(x[k]*totalY*d+(x[k]*totalY-y[k]*totalX)*days) >= totalX*totalY*d
	}
	return counts
}
