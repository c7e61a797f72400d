package metrics_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestMeasureBounds(t *testing.T) {
	tests := []struct {
		name string
		m    metrics.Measure
		want metrics.Interval
	}{
		{"zero value", metrics.Measure{}, metrics.Anything()},
		{"yes-no", metrics.Measure{Kind: metrics.YesNo}, between(0, 1)},
		{"count", metrics.Measure{Kind: metrics.Count}, metrics.From(0)},
		{"share", metrics.Measure{Kind: metrics.Share}, between(0, 1)},
		{"amount", metrics.Measure{Kind: metrics.Amount}, metrics.Anything()},
		{"invalid kind", metrics.Measure{Kind: 9}, metrics.Anything()},
		{"count up to 5", metrics.Measure{Kind: metrics.Count, Range: metrics.UpTo(5)}, between(0, 5)},
		{"a scale from 1 to 5", metrics.Measure{Range: between(1, 5)}, between(1, 5)},
		{"a share that isn't 0", metrics.Measure{Kind: metrics.Share, Range: metrics.Above(0)}, band(0, 1)},
		{"wider than the kind", metrics.Measure{Kind: metrics.Share, Range: between(-1, 2)}, between(0, 1)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.m.Bounds()
			require.NoError(t, err)
			require.Equal(t, tt.want, got)
		})
	}
	impossible := metrics.Measure{ID: "x", Kind: metrics.Share, Range: metrics.Above(1)}
	cut, ok := impossible.Cut(metrics.Anything())
	require.False(t, ok)
	require.Zero(t, cut)
	b, err := impossible.Bounds()
	require.EqualError(t, err, "no share lies in the range (1, ∞)")
	require.Zero(t, b)
	_, err = impossible.Resolve(metrics.Exactly(1))
	require.EqualError(t, err, "no share lies in the range (1, ∞)")
}

func TestMeasureResolve(t *testing.T) {
	share := metrics.Measure{Kind: metrics.Share}
	count := metrics.Measure{Kind: metrics.Count}
	positive := metrics.Measure{Range: open(0, 10)}
	tests := []struct {
		name string
		m    metrics.Measure
		i    metrics.Interval
		want metrics.Interval
	}{
		{"a share of which nothing is known", share, metrics.Anything(), between(0, 1)},
		{"a share known from below", share, metrics.From(0.5), between(0.5, 1)},
		{"a share known from above", share, metrics.Below(0.5), mustInterval("[0, 0.5)")},
		{"the whole", share, metrics.Exactly(1), metrics.Exactly(1)},
		{"none", share, metrics.Exactly(0), metrics.Exactly(0)},
		{"open at the bounds", share, open(0, 1), open(0, 1)},
		{"above a bound", share, metrics.Above(0), band(0, 1)},
		{"a count of which nothing is known", count, metrics.Anything(), metrics.From(0)},
		{"a count known from above", count, metrics.UpTo(3), between(0, 3)},
		{"a count with a fraction", count, metrics.Exactly(85.29), metrics.Exactly(85.29)},
		{"an amount below nothing", metrics.Measure{Kind: metrics.Amount}, metrics.Exactly(-3), metrics.Exactly(-3)},
		{"no kind", metrics.Measure{}, metrics.Exactly(-3), metrics.Exactly(-3)},
		{"open, as the bounds are", positive, open(0, 10), open(0, 10)},
		{"open at one of them", positive, band(0, 5), band(0, 5)},
		{"open at the other", positive, mustInterval("[5, 10)"), mustInterval("[5, 10)")},
		{"inside open bounds", positive, between(1, 9), between(1, 9)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.m.Resolve(tt.i)
			require.NoError(t, err)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestMeasureResolveRefuses(t *testing.T) {
	share := metrics.Measure{Kind: metrics.Share}
	positive := metrics.Measure{Range: open(0, 10)}
	tests := []struct {
		name string
		m    metrics.Measure
		i    metrics.Interval
		want string
	}{
		{"a percentage for a share", share, metrics.Exactly(85), "85 is outside [0, 1], the numbers that the share can be: 85 % is 0.85"},
		{"a whole as a percentage", share, metrics.Exactly(100), "100 is outside [0, 1], the numbers that the share can be: 100 % is 1"},
		{"more than a percentage can be", share, metrics.Exactly(101), "101 is outside [0, 1], the numbers that the share can be"},
		{"a whole where half is the most", metrics.Measure{Kind: metrics.Share, Range: metrics.UpTo(0.5)}, metrics.Exactly(1), "1 is outside [0, 0.5], the numbers that the share can be"},
		{"less than none", share, metrics.Exactly(-0.1), "-0.1 is outside [0, 1], the numbers that the share can be"},
		{"a high end outside", share, between(0.5, 2), "[0.5, 2] is outside [0, 1], the numbers that the share can be"},
		{"a low end outside", share, between(-1, 0.5), "[-1, 0.5] is outside [0, 1], the numbers that the share can be"},
		{"an open end just outside", share, metrics.Above(-1), "(-1, ∞) is outside [0, 1], the numbers that the share can be"},
		{"more than the whole", share, metrics.Above(1), "(1, ∞) is outside [0, 1], the numbers that the share can be"},
		{"below none", share, metrics.Below(0), "(-∞, 0) is outside [0, 1], the numbers that the share can be"},
		{"a negative count", metrics.Measure{Kind: metrics.Count}, metrics.Exactly(-3), "-3 is outside [0, ∞), the numbers that the count can be"},
		{"neither yes nor no", metrics.Measure{Kind: metrics.YesNo}, metrics.Exactly(2), "2 is outside [0, 1], the numbers that the yes-no can be"},
		{"closed where the bound is open", positive, between(0, 5), "[0, 5] is outside (0, 10), the numbers that the measure can be"},
		{"closed where the other is", positive, between(5, 10), "[5, 10] is outside (0, 10), the numbers that the measure can be"},
		{"on an open bound", positive, metrics.Exactly(10), "10 is outside (0, 10), the numbers that the measure can be"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.m.Resolve(tt.i)
			require.EqualError(t, err, tt.want)
			require.Zero(t, got)
		})
	}
}

// A value is cut to the bounds if its stated ends lie in them and refused if
// not; where it is cut, it holds just the numbers that lie in both.
func TestMeasureResolveAgreesWithReference(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			m := metrics.Measure{ID: "x", Kind: metrics.Kind(r.IntN(5)), Range: randomInterval(r, gridNumber)}
			bounds, err := m.Bounds()
			if err != nil || m.Kind == metrics.YesNo { // which has a test of its own
				continue
			}
			value := randomInterval(r, gridNumber)
			at := places([]metrics.Interval{value, bounds})
			_, hasLow := value.Low()
			_, hasHigh := value.High()
			ok := answer(value, at, func(p place) bool { return holds(bounds, p) }) != no
			for _, p := range at { // a number of value beyond the bounds, on a side where value has an end
				if holds(value, p) && !holds(bounds, p) {
					low, has := bounds.Low()
					under := has && p.compare(low) <= 0
					ok = ok && !(under && hasLow) && !(!under && hasHigh)
				}
			}
			c.add("refused", !ok)
			c.add("cut", ok && value.Within(bounds) != yes)
			c.add("exactly on a bound", onThreshold(value, bounds))
			got, err := m.Resolve(value)
			require.Equal(t, ok, err == nil, "%v in %v: %v", value, bounds, err)
			for _, p := range at {
				if ok {
					require.Equal(t, holds(value, p) && holds(bounds, p), holds(got, p), "%v in %v: %v at %v", value, bounds, got, p)
				}
			}
		}
		c.atLeast5Percent(t)
	})
}

// A yes-no measure is 0 or 1: an interval on it comes to whichever of them lies
// in it, and to nothing if neither does, whatever lies between.
func TestYesNoMeasureHasTwoNumbers(t *testing.T) {
	m := metrics.Measure{ID: "x", Kind: metrics.YesNo}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 4000 {
			value := randomInterval(r, gridNumber)
			mayNo, mayYes := value.Contains(0), value.Contains(1)
			got, ok := m.Cut(value)
			require.Equal(t, mayNo || mayYes, ok, value)
			if ok {
				require.Equal(t, []bool{mayNo, mayYes}, []bool{got.Contains(0), got.Contains(1)}, value)
				_, certain := got.Point()
				require.Equal(t, mayNo != mayYes, certain, value)
			}
			c.add("no", mayNo && !mayYes)
			c.add("yes", mayYes && !mayNo)
			c.add("either", mayNo && mayYes)
			c.add("neither", !mayNo && !mayYes)
			if known, err := m.Resolve(value); err == nil {
				require.Equal(t, got, known, value)
			}
		}
		c.atLeast5Percent(t)
	})
	_, err := m.Resolve(metrics.Exactly(0.5))
	require.EqualError(t, err, "0.5 is neither 0 for no nor 1 for yes")
}

func TestMeasureValidate(t *testing.T) {
	tests := []struct {
		name string
		m    metrics.Measure
		want string
	}{
		{"good", metrics.Measure{ID: "x", Unit: "h", Kind: metrics.Amount, Range: metrics.From(0)}, ""},
		{"no id", metrics.Measure{}, "metrics: id: is missing"},
		{"invalid kind", metrics.Measure{ID: "x", Kind: 9}, "metrics: kind: no text for Kind(9)"},
		{"empty range", metrics.Measure{ID: "x", Kind: metrics.Count, Range: metrics.Below(0)}, "metrics: no count lies in the range (-∞, 0)"},
		{"all at once", metrics.Measure{Kind: metrics.YesNo, Range: metrics.Above(1)}, "metrics: id: is missing\nmetrics: no yes-no lies in the range (1, ∞)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantProblems(t, tt.m.Validate(), tt.want)
		})
	}
}

func TestMeasureJSON(t *testing.T) {
	tests := []struct {
		name string
		m    metrics.Measure
		json string
	}{
		{"all", metrics.Measure{ID: "calls", Unit: "minutes per call", Kind: metrics.Amount, Range: metrics.From(0)}, `{"id":"calls","unit":"minutes per call","kind":"amount","range":{"low":0}}`},
		{"little", metrics.Measure{ID: "calls"}, `{"id":"calls"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := json.Marshal(tt.m)
			require.NoError(t, err)
			require.Equal(t, tt.json, string(data))
			var back metrics.Measure
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, tt.m, back)
		})
	}
}
