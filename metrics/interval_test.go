package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"example.com/kmaturity/metrics"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

func TestIntervalEnds(t *testing.T) {
	tests := []struct {
		name              string
		i                 metrics.Interval
		low, high         float64
		hasLow, hasHigh   bool
		lowOpen, highOpen bool
		point, anything   bool
		text              string
	}{
		{name: "zero value", i: metrics.Interval{}, anything: true, text: "anything"},
		{name: "anything", i: metrics.Anything(), anything: true, text: "anything"},
		{name: "point", i: metrics.Exactly(7), low: 7, high: 7, hasLow: true, hasHigh: true, point: true, text: "7"},
		{name: "zero", i: metrics.Exactly(0), hasLow: true, hasHigh: true, point: true, text: "0"},
		{name: "from", i: metrics.From(100), low: 100, hasLow: true, text: "[100, ∞)"},
		{name: "from zero", i: metrics.From(0), hasLow: true, text: "[0, ∞)"},
		{name: "above", i: metrics.Above(1), low: 1, hasLow: true, lowOpen: true, text: "(1, ∞)"},
		{name: "up to", i: metrics.UpTo(5), high: 5, hasHigh: true, text: "(-∞, 5]"},
		{name: "up to zero", i: metrics.UpTo(0), hasHigh: true, text: "(-∞, 0]"},
		{name: "below", i: metrics.Below(5), high: 5, hasHigh: true, highOpen: true, text: "(-∞, 5)"},
		{name: "between", i: metrics.MustBetween(40, 60), low: 40, high: 60, hasLow: true, hasHigh: true, text: "[40, 60]"},
		{name: "between equals", i: metrics.MustBetween(3, 3), low: 3, high: 3, hasLow: true, hasHigh: true, point: true, text: "3"},
		{name: "exactly NaN", i: metrics.Exactly(nan), anything: true, text: "anything"},
		{name: "exactly infinite", i: metrics.Exactly(inf), anything: true, text: "anything"},
		{name: "from minus infinity", i: metrics.From(-inf), anything: true, text: "anything"},
		{name: "above infinity", i: metrics.Above(inf), anything: true, text: "anything"},
		{name: "up to NaN", i: metrics.UpTo(nan), anything: true, text: "anything"},
		{name: "below infinity", i: metrics.Below(inf), anything: true, text: "anything"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			low, hasLow := tt.i.Low()
			high, hasHigh := tt.i.High()
			if low != tt.low || hasLow != tt.hasLow || tt.i.LowOpen() != tt.lowOpen {
				t.Errorf("low end %v, %v, open %v", low, hasLow, tt.i.LowOpen())
			}
			if high != tt.high || hasHigh != tt.hasHigh || tt.i.HighOpen() != tt.highOpen {
				t.Errorf("high end %v, %v, open %v", high, hasHigh, tt.i.HighOpen())
			}
			if x, ok := tt.i.Point(); ok != tt.point || ok && x != tt.low {
				t.Errorf("Point = %v, %v", x, ok)
			}
			if tt.i.IsAnything() != tt.anything {
				t.Errorf("IsAnything = %v", tt.i.IsAnything())
			}
			if got := tt.i.String(); got != tt.text {
				t.Errorf("String = %q, want %q", got, tt.text)
			}
		})
	}
}

func TestBetweenRefuses(t *testing.T) {
	tests := []struct {
		low, high float64
		want      string
	}{
		{2, 1, "no number lies in an interval from 2 to 1"},
		{math.Nextafter(1, 2), 1, "no number lies in an interval from 1.0000000000000002 to 1"},
		{nan, 1, "an end of an interval must be a finite number, have NaN and 1"},
		{1, nan, "an end of an interval must be a finite number, have 1 and NaN"},
		{-inf, 1, "an end of an interval must be a finite number, have -Inf and 1"},
		{1, inf, "an end of an interval must be a finite number, have 1 and +Inf"},
	}
	for _, tt := range tests {
		i, err := metrics.Between(tt.low, tt.high)
		wantError(t, err, tt.want)
		if !i.IsAnything() {
			t.Errorf("Between(%v, %v) = %v beside an error", tt.low, tt.high, i)
		}
		wantPanic(t, tt.want, func() { metrics.MustBetween(tt.low, tt.high) })
	}
}

// Equal numbers make equal intervals, and -0 equals 0.
func TestNegativeZero(t *testing.T) {
	zero := math.Copysign(0, -1)
	both, err := metrics.Between(zero, zero)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name      string
		got, want metrics.Interval
	}{
		{"exactly", metrics.Exactly(zero), metrics.Exactly(0)},
		{"from", metrics.From(zero), metrics.From(0)},
		{"above", metrics.Above(zero), metrics.Above(0)},
		{"up to", metrics.UpTo(zero), metrics.UpTo(0)},
		{"below", metrics.Below(zero), metrics.Below(0)},
		{"between", both, metrics.Exactly(0)},
		{"difference", metrics.Exactly(zero).Sub(metrics.Exactly(0)), metrics.Exactly(0)},
		{"rounded", metrics.Exactly(zero).Rounded(), metrics.Exactly(0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.got != tt.want {
				t.Errorf("%v doesn't equal %v", tt.got, tt.want)
			}
			low, _ := tt.got.Low()
			high, _ := tt.got.High()
			if math.Signbit(low) || math.Signbit(high) || tt.got.String() != tt.want.String() {
				t.Errorf("an end is -0: %v", tt.got)
			}
		})
	}
}

func TestContains(t *testing.T) {
	bySeed(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 5000 {
			i := randomInterval(r, gridNumber)
			if i != rebuilt(i) {
				t.Fatalf("%v isn't equal to itself built anew", i)
			}
			c.countInterval(i)
			for _, x := range []float64{gridNumber(r), wildNumber(r), math.Nextafter(gridNumber(r), inf)} {
				if got, want := i.Contains(x), holds(i, place{x, 0}); got != want {
					t.Fatalf("%v contains %v: %v", i, x, got)
				}
			}
			for _, x := range []float64{nan, inf, -inf} {
				if i.Contains(x) {
					t.Fatalf("%v contains %v", i, x)
				}
			}
		}
		c.atLeast5Percent(t)
	})
}

// wantError fails unless err has exactly that text.
func wantError(t *testing.T, err error, want string) {
	t.Helper()
	if err == nil {
		t.Errorf("no error, want %s", want)
	} else if err.Error() != want {
		t.Errorf("error\n%s\nwant\n%s", err, want)
	}
}

// wantPanic fails unless f panics with an error of exactly that text.
func wantPanic(t *testing.T, want string, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		err, _ := recover().(error)
		wantError(t, err, want)
	}()
	f()
}
