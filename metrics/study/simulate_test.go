package study

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// autoregressive is a run of readings with mean 0, standard deviation 1 and
// autocorrelation r.
func autoregressive(rng *rand.Rand, n int, r float64) []float64 {
	values := make([]float64, n)
	x := rng.NormFloat64()
	for i := range values {
		values[i] = x
		x = r*x + math.Sqrt(1-r*r)*rng.NormFloat64()
	}
	return values
}

// simulated is how often runs of n+n readings with autocorrelation r, of which
// the second half was moved by shift and both drift by trend a reading, are said
// to have changed.
func simulated(t testing.TB, rng *rand.Rand, runs, n int, r, shift, trend float64, method metrics.Method) float64 {
	said := 0
	for range runs {
		values := autoregressive(rng, 2*n, r)
		for i := range values {
			values[i] += trend * float64(i)
			if i >= n {
				values[i] += shift
			}
		}
		c := Case{Metric: metrics.Metric{Better: metrics.Higher}, Before: values[:n], After: values[n:], InOrder: true, Season: 1, Chosen: metrics.No}
		change, err := BeforeAfter(c, Options{Method: method})
		require.NoError(t, err)
		if k := change.Conclusion(); k == metrics.Better || k == metrics.Worse {
			said++
		}
	}
	return float64(said) / float64(runs)
}

// simulation prints the table of the package doc.
func simulation(t testing.TB, runs int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-10s%24s%24s%24s\n", "readings", "r = 0", "r = 0.3", "r = 0.6")
	for _, n := range []int{6, 12, 24, 52} {
		fmt.Fprintf(&b, "%-10s", fmt.Sprintf("%d+%d", n, n))
		for _, r := range []float64{0, 0.3, 0.6} {
			rng := draw.From(t, uint64(n), uint64(10*r))
			ours := simulated(t, rng, runs, n, r, 0, 0, metrics.MethodUnknown)
			plain := simulated(t, rng, runs, n, r, 0, 0, metrics.Welch)
			power := simulated(t, rng, runs, n, r, 1, 0, metrics.MethodUnknown)
			fmt.Fprintf(&b, "%8.1f %6.1f %8.1f", 100*ours, 100*plain, 100*power)
		}
		b.WriteByte('\n')
	}
	for _, drift := range []float64{0.02, 0.05, 0.1} {
		rng := draw.From(t, 1, uint64(100*drift))
		fmt.Fprintf(&b, "24+24 that drift by %v a reading: %.1f\n", drift, 100*simulated(t, rng, runs, 24, 0, 0, drift, metrics.MethodUnknown))
	}
	return b.String()
}

// TestFalseAlarms holds the claim of the package doc: with KMATURITY_SIMULATE=1
// it prints the whole table, of 20,000 runs each.
func TestFalseAlarms(t *testing.T) {
	Alone(t)
	if os.Getenv("KMATURITY_SIMULATE") != "" {
		t.Log("\n" + simulation(t, 20_000))
	}
	const runs = 1000
	for _, tt := range []struct {
		n          int
		r          float64
		low, high  float64 // of our false alarms
		leastPower float64
	}{
		{12, 0, 0.01, 0.06, 0.3}, {24, 0, 0.01, 0.06, 0.6}, {24, 0.3, 0.02, 0.09, 0.3}, {52, 0.6, 0.02, 0.1, 0.3},
	} {
		rng := draw.From(t, uint64(tt.n), 7)
		alarms := simulated(t, rng, runs, tt.n, tt.r, 0, 0, metrics.MethodUnknown)
		require.GreaterOrEqual(t, alarms, tt.low, "%d+%d, r = %v", tt.n, tt.n, tt.r)
		require.LessOrEqual(t, alarms, tt.high, "%d+%d, r = %v", tt.n, tt.n, tt.r)
		require.GreaterOrEqual(t, simulated(t, rng, runs, tt.n, tt.r, 1, 0, metrics.MethodUnknown), tt.leastPower, "%d+%d, r = %v", tt.n, tt.n, tt.r)
	}
	rng := draw.From(t, 1, 1)
	for _, tt := range []struct{ drift, most float64 }{{0.05, 0.40}, {0.1, 0.05}, {0.2, 0.01}} {
		require.LessOrEqual(t, simulated(t, rng, runs, 24, 0, 0, tt.drift, metrics.MethodUnknown), tt.most, "a drift of %v", tt.drift)
	}
}

// TestOtherDesigns holds how often the other designs say that something changed
// where nothing did; with KMATURITY_SIMULATE=1 it prints them, of 4,000 series each.
func TestOtherDesigns(t *testing.T) {
	Alone(t)
	runs := 200
	print := os.Getenv("KMATURITY_SIMULATE") != ""
	if print {
		runs = 4000
	}
	designs := []struct {
		name  string
		study func(Case) (metrics.Change, error)
	}{
		{"gap", func(c Case) (metrics.Change, error) { return Controlled(c, Options{Method: metrics.GapChange}) }},
		{"ratios", func(c Case) (metrics.Change, error) { return Controlled(c, Options{Method: metrics.LogGapChange}) }},
		{"lines", func(c Case) (metrics.Change, error) { return Interrupted(c, Options{}) }},
	}
	for _, n := range []int{6, 12, 24, 52} {
		for _, r := range []float64{0, 0.3, 0.6} {
			rng := draw.From(t, uint64(n), uint64(r*10))
			said := make([]int, len(designs))
			for range runs {
				side := func() (before, after []float64) {
					values := autoregressive(rng, 2*n, r)
					for i := range values {
						values[i] += 20 // so that ratios have a sense
					}
					return values[:n], values[n:]
				}
				c := Case{Metric: metrics.Metric{Better: metrics.Lower}, InOrder: true, Season: 1, Control: &Control{}}
				c.Before, c.After = side()
				c.Control.Before, c.Control.After = side()
				for i, d := range designs {
					change, err := d.study(c)
					require.NoError(t, err)
					if k := change.Conclusion(); k == metrics.Better || k == metrics.Worse {
						said[i]++
					}
				}
			}
			for i, d := range designs {
				alarms := float64(said[i]) / float64(runs)
				if print {
					t.Logf("%d+%d, r = %v, %s: %.1f", n, n, r, d.name, 100*alarms)
				}
				require.LessOrEqual(t, alarms, 0.20, "%d+%d, r = %v: %s", n, n, r, d.name)
			}
		}
	}
}
