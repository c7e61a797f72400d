package study

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

// planReference decodes a section of extras.json; a key that v doesn't have
// fails.
func planReference(t *testing.T, section string, v any) {
	t.Helper()
	text, err := os.ReadFile("testdata/cases/expected/extras.json")
	require.NoError(t, err)
	var all map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &all))
	require.Contains(t, all, section)
	d := json.NewDecoder(bytes.NewReader(all[section]))
	d.DisallowUnknownFields()
	require.NoError(t, d.Decode(v))
}

// The reference counts one tail, and its own root is good to 1e-9 in power: at
// d = 1 its n90 is 3.3e-9 too low, by the integral and by the series of TestNoncentralT.
func TestPlanReference(t *testing.T) {
	var cases []struct {
		D   float64 `json:"delta_over_sd"`
		N80 float64 `json:"n80"`
		N90 float64 `json:"n90"`
	}
	planReference(t, "power_n_per_group", &cases)
	require.Len(t, cases, 6)
	for _, c := range cases {
		for power, want := range map[float64]float64{0.8: c.N80, 0.9: c.N90} {
			p, err := Plan(c.D, 1, PlanOptions{Power: power})
			require.NoError(t, err)
			require.InEpsilon(t, want, p.Exact, 4e-9, "d %v power %v", c.D, power)
			require.Equal(t, int(math.Ceil(want)), p.After)
			require.GreaterOrEqual(t, p.Power, power)

			df, delta := 2*(want-1), c.D*math.Sqrt(want/2)
			require.InDelta(t, power, 1-planLenth(criticalT(df, 0.025), df, delta), 1.1e-9)
			df, delta = 2*(p.Exact-1), c.D*math.Sqrt(p.Exact/2)
			require.InDelta(t, power, 1-planLenth(criticalT(df, 0.025), df, delta), 1e-12)
		}
	}
}

func TestPlanTable(t *testing.T) {
	for d, want := range map[float64]int{0.5: 64, 0.8: 26, 1: 17, 1.5: 9, 2: 6, 3: 6, 40: 6} {
		for _, sign := range []float64{1, -1} {
			p, err := Plan(sign*d*7, 7, PlanOptions{})
			require.NoError(t, err)
			require.Equal(t, want, p.Before, "d %v", d)
			require.Equal(t, want, p.After, "d %v", d)
			require.True(t, p.Feasible())
		}
	}
}

// planLenth is P(T ≤ c) by the series of Lenth, AS 243, summed until nothing is
// left of the Poisson weights.
func planLenth(c, df, delta float64) float64 {
	x := c * c / (df + c*c)
	half := delta * delta / 2
	sum := 0.0
	for j := 0.0; j < half+200; j++ {
		gamma, _ := math.Lgamma(j + 1)
		gammaHalf, _ := math.Lgamma(j + 1.5)
		even := math.Exp(-half + j*math.Log(half) - gamma)
		odd := delta / math.Sqrt2 * math.Exp(-half+j*math.Log(half)-gammaHalf)
		sum += even*mathext.RegIncBeta(j+0.5, df/2, x) + odd*mathext.RegIncBeta(j+1, df/2, x)
	}
	return upperTail(delta) + sum/2
}

func TestNoncentralT(t *testing.T) {
	for _, df := range []float64{2, 2.5, 3, 7.3, 10, 30, 128, 400} {
		for _, c := range []float64{0.5, 1.96, 4.3, 30} {
			for _, delta := range []float64{1e-6, 0.3, 2.8, 9, 20} {
				require.InDelta(t, planLenth(c, df, delta), noncentralT(c, df, delta), 1e-12, "%v %v %v", c, df, delta)
			}
		}
	}
	require.Zero(t, noncentralT(2, 10, math.Inf(1)))
	require.InDelta(t, 0.975, noncentralT(1.959963984540054, 1e12, 0), 1e-11, "nearly normal")
}

func TestCriticalT(t *testing.T) {
	for _, df := range []float64{2, 2.5, 3, 7.3, 30, 100} {
		for _, tail := range []float64{0.4, 0.025, 0.005, 1e-6} {
			want := -distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(tail)
			require.InEpsilon(t, want, criticalT(df, tail), 1e-12, "%v %v", df, tail)
		}
	}
	const z = 1.959963984540054
	require.InEpsilon(t, z+(z*z*z+z)/4e6, criticalT(1e6, 0.025), 1e-11, "Abramowitz & Stegun 26.7.5")
	require.InEpsilon(t, 1/math.Sqrt(2e-14), criticalT(2, 1e-14), 1e-10, "at 2 degrees, far out 1/√(2·tail)")
}

// The formula against the test itself, on drawn readings.
func TestPowerSimulated(t *testing.T) {
	const draws = 20_000
	r := draw.From(t, 1, 2)
	for _, c := range []struct {
		before, after int
		d, level      float64
	}{{17, 17, 1, 0.95}, {6, 6, 2, 0.95}, {12, 27, 1, 0.95}, {4, 9, 0.7, 0.8}} {
		want, err := PowerOf(c.d, 1, c.before, c.after, PlanOptions{Level: c.level})
		require.NoError(t, err)
		limit := distuv.StudentsT{Sigma: 1, Nu: float64(c.before + c.after - 2)}.Quantile((1 + c.level) / 2)
		shown := 0
		for range draws {
			m1, s1 := planDraw(r, c.before, 0)
			m2, s2 := planDraw(r, c.after, c.d)
			variance := (s1 + s2) / float64(c.before+c.after-2)
			if (m2-m1)/math.Sqrt(variance*(1/float64(c.before)+1/float64(c.after))) > limit {
				shown++
			}
		}
		require.InDelta(t, want, float64(shown)/draws, 4*math.Sqrt(want*(1-want)/draws), "%+v", c)
	}
}

// planDraw returns the mean of n readings and the sum of their squares about it.
func planDraw(r *rand.Rand, n int, mean float64) (m, squares float64) {
	x := make([]float64, n)
	for i := range x {
		x[i] = mean + r.NormFloat64()
		m += x[i] / float64(n)
	}
	for _, v := range x {
		squares += (v - m) * (v - m)
	}
	return m, squares
}

func TestPlanMonotone(t *testing.T) {
	for _, o := range []PlanOptions{{}, {Power: 0.9, Level: 0.99}, {Correlation: 0.5}} {
		last := 0.0
		for n := 2; n < 60; n += 3 {
			p, err := PowerOf(0.6, 1, n, n, o)
			require.NoError(t, err)
			require.GreaterOrEqual(t, p, last)
			unequal, err := PowerOf(0.6, 1, n, n+1, o)
			require.NoError(t, err)
			require.GreaterOrEqual(t, unequal, p)
			last = p
		}
		exact := math.Inf(1)
		for _, d := range []float64{0.05, 0.2, 0.21, 0.5, 1, 3, 10, 1e6} {
			p, err := Plan(d, 1, o)
			require.NoError(t, err)
			require.LessOrEqual(t, p.Exact, exact)
			exact = p.Exact
		}
	}
}

func TestPlanInverse(t *testing.T) {
	for _, o := range []PlanOptions{{}, {Power: 0.9}, {Level: 0.8, Power: 0.5}, {Correlation: 0.3}, {Correlation: 2. / 3}} {
		for _, n := range []int{10, 12, 17, 100, 5000} {
			change, err := DetectableChange(n, n, 3, o)
			require.NoError(t, err)
			p, err := Plan(change, 3, o)
			require.NoError(t, err)
			require.Equal(t, n, p.After, "%+v", o)
			require.InEpsilon(t, n, p.Exact, 1e-10)
			power, err := PowerOf(change, 3, n, n, o)
			require.NoError(t, err)
			want := o.Power
			if want == 0 {
				want = DefaultPower
			}
			require.InDelta(t, want, power, 1e-12)
			require.InDelta(t, power, p.Power, 1e-12)

			change, err = DetectableChange(n, 2*n, 3, o)
			require.NoError(t, err)
			p, err = PlanAfter(n, change, 3, o)
			require.NoError(t, err)
			require.Equal(t, n, p.Before)
			require.Equal(t, 2*n, p.After, "%+v", o)
		}
	}
}

func TestPlanCorrelation(t *testing.T) {
	plain, err := Plan(0.5, 1, PlanOptions{})
	require.NoError(t, err)
	for r, factor := range map[float64]float64{-1: 1, -0.5: 1, 0.3: 0.7 / 1.3, 0.9: 0.1 / 1.9, 1: 0.1 / 1.9} {
		p, err := Plan(0.5, 1, PlanOptions{Correlation: r})
		require.NoError(t, err)
		require.InEpsilon(t, plain.Exact/factor, p.Exact, 1e-10, "r %v", r)
	}
	o := PlanOptions{Correlation: 0.9} // of 38 periods 2 count, of 37 fewer
	change, err := DetectableChange(37, 100, 1, o)
	require.NoError(t, err)
	require.True(t, math.IsInf(change, 1))
	power, err := PowerOf(1e9, 1, 37, 100, o)
	require.NoError(t, err)
	require.Zero(t, power)
	change, err = DetectableChange(38, 38, 1, o)
	require.NoError(t, err)
	require.InDelta(t, 0.2, planLenth(criticalT(2, 0.025), 2, change), 1e-12)
	p, err := Plan(1e9, 1, o)
	require.NoError(t, err)
	require.Equal(t, 38, p.After)
}

func TestPlanNotFeasible(t *testing.T) {
	for _, c := range []struct {
		why           string
		before        int // 0 for Plan
		change, sd, r float64
	}{
		{"a change of nothing", 0, 1e-300, 1, 0},
		{"an effect that underflows", 0, 1e-300, 1e300, 0},
		{"more than a million periods", 0, 0.0039, 1, 0},
		{"a baseline of six limits what can be shown", 6, 1, 1, 0},
		{"too few effective periods before", 6, 1e9, 1, 0.9},
	} {
		o := PlanOptions{Correlation: c.r}
		p, err := Plan(c.change, c.sd, o)
		if c.before > 0 {
			p, err = PlanAfter(c.before, c.change, c.sd, o)
		}
		require.NoError(t, err, c.why)
		require.False(t, p.Feasible(), c.why)
		require.Equal(t, Planned{Before: c.before, Power: p.Power}, p, c.why)
		require.Less(t, p.Power, 0.8, c.why)
	}
	short, err := PlanAfter(5, 9, 1, PlanOptions{})
	require.NoError(t, err)
	require.Equal(t, Planned{Before: 5, Power: 1}, short, "no claim is made of 5")
	p, err := Plan(0.004, 1, PlanOptions{})
	require.NoError(t, err)
	require.InDelta(t, 981_111, p.After, 2)
}

func TestPlanExtremes(t *testing.T) {
	for _, change := range []float64{math.SmallestNonzeroFloat64, 1e-300, 1, 1e300, math.MaxFloat64} {
		for _, o := range []PlanOptions{{}, {Level: 1e-300, Power: 0.6}, {Level: 1 - 1e-16, Power: 1 - 1e-16}, {Correlation: 1}, {Power: 0.0250001}} {
			for _, sd := range []float64{math.SmallestNonzeroFloat64, 1, math.MaxFloat64} {
				name := fmt.Sprint(change, sd, o)
				p, err := Plan(change, sd, o)
				require.NoError(t, err, name)
				require.True(t, p.Power >= 0 && p.Power <= 1, name)
				_, err = PlanAfter(12, change, sd, o)
				require.NoError(t, err, name)
				power, err := PowerOf(change, sd, 2, MostPeriods, o)
				require.NoError(t, err, name)
				require.True(t, power >= 0 && power <= 1, name)
				d, err := DetectableChange(2, MostPeriods, sd, o)
				require.NoError(t, err, name)
				require.True(t, d >= 0, name)
			}
		}
	}
}

func TestPlanErrors(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	bad := PlanOptions{Power: 1, Level: nan, Correlation: -1.1}
	planPaths := func(err error) (paths []string) {
		for e := range metrics.Errors(err) {
			paths = append(paths, e.Path)
			require.Contains(t, e.Error(), "study: "+e.Path+": ")
		}
		slices.Sort(paths)
		return paths
	}
	options := []string{"correlation", "level", "power"}
	_, err := Plan(0, 0, bad)
	require.Equal(t, append([]string{"change"}, append(options, "sd")...), planPaths(err))
	_, err = PlanAfter(1, nan, -1, bad)
	require.Equal(t, append([]string{"before", "change"}, append(options, "sd")...), planPaths(err))
	_, err = DetectableChange(-1, MostPeriods+1, inf, bad)
	require.Equal(t, append([]string{"after", "before"}, append(options, "sd")...), planPaths(err))
	_, err = PowerOf(inf, nan, 0, math.MaxInt, bad)
	require.Equal(t, []string{"after", "before", "change", "correlation", "level", "sd"}, planPaths(err))
	for _, o := range []PlanOptions{{Power: -0.1}, {Power: 0.025}, {Power: 1e-16}, {Power: nan}, {Power: inf}, {Level: 1}, {Level: -1}, {Level: inf}, {Correlation: nan}, {Correlation: inf}} {
		_, err := Plan(1, 1, o)
		require.Len(t, planPaths(err), 1, "%+v", o)
	}
}
