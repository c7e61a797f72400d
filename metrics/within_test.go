package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

const (
	unknown = metrics.Unknown
	no      = metrics.No
	yes     = metrics.Yes
)

func between(low, high float64) metrics.Interval { return metrics.MustBetween(low, high) }

// band is the interval from low to high without low itself, as surveys have it.
func band(low, high float64) metrics.Interval {
	i, ok := metrics.Above(low).Intersect(metrics.UpTo(high))
	if !ok {
		panic("empty band")
	}
	return i
}

// open is the interval from low to high without its ends.
func open(low, high float64) metrics.Interval {
	i, ok := metrics.Above(low).Intersect(metrics.Below(high))
	if !ok {
		panic("empty interval")
	}
	return i
}

func TestWithin(t *testing.T) {
	tests := []struct {
		name    string
		i, need metrics.Interval
		want    metrics.Answer
	}{
		{"nothing needed of nothing known", metrics.Anything(), metrics.Anything(), yes},
		{"nothing needed", metrics.Exactly(3), metrics.Anything(), yes},
		{"nothing known", metrics.Anything(), metrics.From(1), unknown},
		{"on the threshold", metrics.Exactly(100), metrics.From(100), yes},
		{"just short of it", metrics.Exactly(math.Nextafter(100, 0)), metrics.From(100), no},
		{"on a threshold that doesn't belong", metrics.Exactly(100), metrics.Above(100), no},
		{"open up to the threshold", metrics.Below(100), metrics.From(100), no},
		{"closed up to the threshold", metrics.UpTo(100), metrics.From(100), unknown},
		{"closed up to one that doesn't belong", metrics.UpTo(100), metrics.Above(100), no},
		{"open from one that doesn't belong", metrics.Above(100), metrics.Above(100), yes},
		{"closed from one that doesn't belong", metrics.From(100), metrics.Above(100), unknown},
		{"open from one that belongs", metrics.Above(100), metrics.From(100), yes},
		{"on the limit", metrics.Exactly(0), metrics.UpTo(0), yes},
		{"just over it", metrics.Exactly(math.SmallestNonzeroFloat64), metrics.UpTo(0), no},
		{"on a limit that doesn't belong", metrics.Exactly(0), metrics.Below(0), no},
		{"open from the limit", metrics.Above(0), metrics.UpTo(0), no},
		{"closed from the limit", metrics.From(0), metrics.UpTo(0), unknown},
		{"closed from one that doesn't belong", metrics.From(0), metrics.Below(0), no},
		{"open up to one that doesn't belong", metrics.Below(0), metrics.Below(0), yes},
		{"closed up to one that doesn't belong", metrics.UpTo(0), metrics.Below(0), unknown},
		{"open up to one that belongs", metrics.Below(0), metrics.UpTo(0), yes},
		{"the same band", band(1, 2), band(1, 2), yes},
		{"the band before", band(0, 1), band(1, 2), no},
		{"the band after", band(2, 3), band(1, 2), no},
		{"wider on both sides", between(0, 3), between(1, 2), unknown},
		{"overlapping", between(0, 2), between(1, 3), unknown},
		{"a point needed and had", metrics.Exactly(1), metrics.Exactly(1), yes},
		{"a point needed and possible", between(0, 1), metrics.Exactly(1), unknown},
		{"a point needed and not had", metrics.Exactly(0), metrics.Exactly(1), no},
		{"below a window", metrics.Exactly(-1), between(0, 1), no},
		{"above a window", metrics.Exactly(2), between(0, 1), no},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.i.Within(tt.need))
		})
	}
}

// The answers agree with a slow reference that looks at every number there is.
func TestWithinAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 8000 {
			i, need, x := randomInterval(r, gridNumber), randomInterval(r, gridNumber), gridNumber(r)
			c.countInterval(i)
			c.add("exactly on the threshold", onThreshold(i, need))

			at := places([]metrics.Interval{i, need}, x)
			want := answer(i, at, func(p place) bool { return holds(need, p) })
			require.Equal(t, want, i.Within(need), "%v within %v", i, need)
			for a := range metrics.Answers {
				c.add("answered "+a.String(), want == a)
			}
			want = answer(i, at, func(p place) bool { return p.compare(x) >= 0 })
			require.Equal(t, want, i.AtLeast(x), "%v at least %v", i, x)
			want = answer(i, at, func(p place) bool { return p.compare(x) <= 0 })
			require.Equal(t, want, i.AtMost(x), "%v at most %v", i, x)
		}
		c.atLeast5Percent(t)
	})
}

// Knowing more never takes a certain answer back.
func TestNarrowingNeverWidensAnAnswer(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			wide, need, x := randomInterval(r, gridNumber), randomInterval(r, gridNumber), gridNumber(r)
			narrow := randomPart(r, wide, gridNumber)
			c.add("narrower", narrow != wide)
			c.add("settled by it", wide.Within(need) == unknown && narrow.Within(need) != unknown)
			for _, pair := range [][2]metrics.Answer{
				{wide.Within(need), narrow.Within(need)},
				{wide.AtLeast(x), narrow.AtLeast(x)},
				{wide.AtMost(x), narrow.AtMost(x)},
			} {
				if pair[0] != unknown {
					require.Equal(t, pair[0], pair[1], "%v narrowed to %v, within %v or beside %v", wide, narrow, need, x)
				}
			}
		}
		c.atLeast5Percent(t)
	})
}

// A threshold that isn't a number passes nobody.
func TestThresholdsThatAreNotFinite(t *testing.T) {
	for _, i := range []metrics.Interval{metrics.Anything(), metrics.Exactly(5), metrics.From(1e308), metrics.UpTo(-1e308)} {
		tests := []struct {
			name      string
			got, want metrics.Answer
		}{
			{"at least NaN", i.AtLeast(nan), unknown},
			{"at most NaN", i.AtMost(nan), unknown},
			{"at least infinity", i.AtLeast(inf), no},
			{"at most infinity", i.AtMost(inf), yes},
			{"at least minus infinity", i.AtLeast(-inf), yes},
			{"at most minus infinity", i.AtMost(-inf), no},
		}
		for _, tt := range tests {
			require.Equal(t, tt.want, tt.got, "%v %s", i, tt.name)
		}
	}
}
