package study

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// The fractional number of periods a side of the worked cases. Two of the twelve
// are themselves off, by 1.8e-9 (0.8 sd at 0.8) and 3.3e-9 (1 sd at 0.9): there
// the power is 0.79999999927 and 0.89999999900, by our integral and by the series
// of AS 243 alike, to 1e-13.
func TestPlanSample(t *testing.T) {
	want := expected(t, "extras")
	for i := range 6 {
		at := func(key string) float64 {
			x, ok := want["power_n_per_group["+string(rune('0'+i))+"]."+key]
			require.True(t, ok, key)
			return x
		}
		for power, key := range map[float64]string{0.8: "n80", 0.9: "n90"} {
			p, err := Plan(at("delta_over_sd"), 1, PlanOptions{Power: power})
			require.NoError(t, err)
			require.InEpsilon(t, at(key), p.Exact, 4e-9, "%v sd at %v", at("delta_over_sd"), power)
		}
	}
	for effect, each := range map[float64]int{0.5: 64, 0.8: 26, 1: 17, 1.5: 9, 2: 6} {
		p, err := Plan(-effect*7, 7, PlanOptions{})
		require.NoError(t, err)
		require.Equal(t, each, p.After, "%v sd", effect)
		require.Equal(t, each, p.Before)
		require.True(t, p.Feasible())
		require.GreaterOrEqual(t, p.Power, 0.8)
	}
}

// planSeries is P(T ≤ t) of the noncentral t by the series of algorithm AS 243,
// for t and δ above 0: an independent way to the same number.
func planSeries(t, df, delta float64) float64 {
	x := t * t / (t*t + df)
	half := delta * delta / 2
	sum := upperTail(delta)
	p, q := math.Exp(-half), delta*math.Exp(-half)*math.Sqrt(2/math.Pi)
	beta := func(a float64) float64 { return 1 - twoSidedBeta(df/2, a, x) }
	for j := range 2000 {
		sum += (p*beta(float64(j)+0.5) + q*beta(float64(j)+1)) / 2
		p *= half / float64(j+1)
		q *= half / (float64(j) + 1.5)
	}
	return sum
}

func TestNoncentralT(t *testing.T) {
	for _, df := range []float64{2, 3.3, 10, 38, 500} {
		for _, delta := range []float64{0, 0.5, 1, 2.8, 6, 12} {
			for _, c := range []float64{0.1, 1, 2.02, 4, 15} {
				require.InDelta(t, planSeries(c, df, delta), noncentralT(c, df, delta), 1e-11, "%v %v %v", c, df, delta)
			}
		}
		for _, tail := range []float64{0.25, 0.025, 1e-4} {
			require.InEpsilon(t, critical(1-2*tail, df), criticalT(df, tail), 1e-8)
		}
	}
}

// The power is how often the test it is about finds the change.
func TestPlanBySimulation(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	const runs = 4000
	for _, tt := range []struct {
		change        float64
		before, after int
	}{{1, 12, 12}, {1, 17, 17}, {2, 6, 6}, {0.8, 30, 12}} {
		found := 0
		for range runs {
			b, a := autoregressive(rng, tt.before, 0), autoregressive(rng, tt.after, 0)
			d := pooledVariance(momentsOf(b), momentsOf(a))
			d.estimate += tt.change
			if low, _ := d.interval(0.95); low > 0 {
				found++
			}
		}
		power, err := PowerOf(tt.change, 1, tt.before, tt.after, PlanOptions{})
		require.NoError(t, err)
		require.InDelta(t, power, float64(found)/runs, 4*math.Sqrt(power*(1-power)/runs), "%+v", tt)
	}
}

// More periods never lower the power, a larger change never needs more, and
// planning and detecting are inverse to each other.
func TestPlanMonotone(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	for range 60 {
		change, sd := 0.2+2*rng.Float64(), 0.3+rng.Float64()
		o := PlanOptions{Power: 0.5 + 0.45*rng.Float64(), Level: 0.8 + 0.19*rng.Float64(), Correlation: 0.6 * rng.Float64()}
		p, err := Plan(change, sd, o)
		require.NoError(t, err)
		if !p.Feasible() {
			continue
		}
		larger, err := Plan(1.3*change, sd, o)
		require.NoError(t, err)
		require.LessOrEqual(t, larger.Exact, p.Exact)
		power, err := PowerOf(change, sd, p.Before, p.After, o)
		require.NoError(t, err)
		require.InDelta(t, p.Power, power, 1e-12)
		goal := o.Power
		require.GreaterOrEqual(t, power, goal-1e-12)
		if p.After > 6 && p.After > int(math.Ceil(p.Exact)) {
			require.Fail(t, "rounded up further than needed")
		}
		more, err := PowerOf(change, sd, p.Before+1, p.After+3, o)
		require.NoError(t, err)
		require.GreaterOrEqual(t, more, power)
		least, err := DetectableChange(p.Before, p.After, sd, o)
		require.NoError(t, err)
		require.LessOrEqual(t, least, change*(1+1e-9))
		if p.After > 7 {
			fewer, err := DetectableChange(p.Before-1, p.After-1, sd, o)
			require.NoError(t, err)
			require.Greater(t, fewer, change*(1-1e-9))
		}
	}
}

// Some changes no number of periods shows; that is an answer.
func TestPlanNotFeasible(t *testing.T) {
	p, err := Plan(1e-300, 1e300, PlanOptions{})
	require.NoError(t, err)
	require.False(t, p.Feasible())
	p, err = PlanAfter(2, 1, 1, PlanOptions{})
	require.NoError(t, err)
	require.False(t, p.Feasible(), "two periods before limit what any number after can show")
	p, err = PlanAfter(12, 1, 1, PlanOptions{})
	require.NoError(t, err)
	require.True(t, p.Feasible())
	require.Greater(t, p.After, 17)
	p, err = Plan(1e300, 1e-300, PlanOptions{})
	require.NoError(t, err)
	require.Equal(t, 6, p.After, "no claim is made under six")
	least, err := DetectableChange(2, 2, 1, PlanOptions{Correlation: 0.5})
	require.NoError(t, err)
	require.True(t, math.IsInf(least, 1))
}

func TestPlanBadInput(t *testing.T) {
	_, err := Plan(0, -1, PlanOptions{Power: 1, Level: 2, Correlation: math.NaN()})
	var paths []string
	for e := range metrics.Errors(err) {
		paths = append(paths, e.Path)
	}
	require.ElementsMatch(t, []string{"change", "sd", "power", "level", "correlation"}, paths)
	_, err = PlanAfter(1, math.Inf(1), math.NaN(), PlanOptions{})
	require.ErrorContains(t, err, "study: before: must be from 2")
	require.ErrorContains(t, err, "study: change: must be a finite number")
	_, err = DetectableChange(0, MostPeriods+1, 1, PlanOptions{})
	require.ErrorContains(t, err, "study: before:")
	require.ErrorContains(t, err, "study: after:")
	_, err = PowerOf(1, 0, 6, 6, PlanOptions{})
	require.ErrorContains(t, err, "study: sd:")
}
