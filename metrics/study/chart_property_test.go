package study_test

import (
	"encoding/binary"
	"math"
	"math/big"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
)

// The centre and the mean range are the exact ones, rounded once, whatever the
// mix of sizes.
func TestChartExact(t *testing.T) {
	random := draw.From(t, 5, 6)
	for range 300 {
		values := make([]float64, 2+random.IntN(20))
		for i := range values {
			for values[i] = math.Inf(1); math.Abs(values[i]) > 1e306 || math.IsNaN(values[i]); {
				values[i] = math.Float64frombits(random.Uint64())
			}
		}
		sum, ranges := new(big.Rat), new(big.Rat)
		for i, x := range values {
			sum.Add(sum, new(big.Rat).SetFloat64(x))
			if i > 0 {
				d := new(big.Rat).Sub(new(big.Rat).SetFloat64(x), new(big.Rat).SetFloat64(values[i-1]))
				ranges.Add(ranges, d.Abs(d))
			}
		}
		centre, _ := sum.Quo(sum, new(big.Rat).SetInt64(int64(len(values)))).Float64()
		spread, _ := ranges.Quo(ranges, new(big.Rat).SetInt64(int64(len(values)-1))).Float64()
		p := chartOf(t, values, study.ChartOptions{}).Current()
		require.Equal(t, []float64{centre, spread}, []float64{p.Centre, p.MeanRange})
	}
}

func TestChartExtremes(t *testing.T) {
	const most, least = math.MaxFloat64, math.SmallestNonzeroFloat64
	always := func(x float64, more ...float64) []float64 { return append(slices.Repeat([]float64{x}, 30), more...) }
	tests := []struct {
		name   string
		values []float64
		want   []int // where a point is outside
	}{
		{"constant that isn't a sum of halves", always(0.1), nil},
		{"constant that is rounded differently here and there", always(0.3, 0.1+0.2, 0.3), nil},
		{"constant zero, negative too", always(0, math.Copysign(0, -1)), nil},
		{"largest constant", always(most), nil},
		{"smallest constant", always(least), nil},
		{"limits collapse, a point is outside", always(0.1, 0.1001, 0.0999), []int{30, 31}},
		{"collapsed at zero", always(0, least, -least), []int{30, 31}},
		{"collapsed at the largest, the difference overflows", always(most, -most), []int{30}},
		{"huge", always(1e300, 2e300, -2e300), []int{30, 31}},
		{"tiny", always(1e-300, 2e-300, -2e-300), []int{30, 31}},
	}
	every := slices.Collect(study.Rules)[1:]
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := chartOf(t, tt.values, study.ChartOptions{Baseline: 30, Rules: []study.Rule{study.RuleOutside}})
			var got []int
			for s := range c.Signals() {
				got = append(got, s.Last)
			}
			require.Equal(t, tt.want, got)
			p := c.Current()
			require.Equal(t, []float64{tt.values[0], tt.values[0], tt.values[0], 0, 0}, []float64{p.Centre, p.Lower, p.Upper, p.MeanRange, p.RangeLimit})
			if tt.want == nil {
				for s := range chartOf(t, tt.values, study.ChartOptions{Rules: every}).Signals() {
					require.Equal(t, study.Nelson7, s.Rule) // 15 in a row near the centre they certainly are
				}
			}
		})
	}
	// A mean of 0.75 on paper, in numbers that aren't sums of halves.
	c := chartOf(t, []float64{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2}, study.ChartOptions{})
	require.Equal(t, 0.75, c.Current().Centre)
}

// Signals don't depend on the unit of the values or on where its zero is, and a
// metric turned upside down has them upside down.
func TestChartInvariance(t *testing.T) {
	random := draw.From(t, 7, 8)
	rules := slices.Collect(study.Rules)[1:]
	for range 200 {
		values := chartWalk(random, 60)
		o := study.ChartOptions{Baseline: random.IntN(30) + 2, Screen: random.IntN(2) == 0, Rules: rules, Better: metrics.Higher}
		c := chartOf(t, values, o)
		p := c.Current()

		const by, add = 3, -1234.5
		moved := make([]float64, len(values))
		for i, x := range values {
			moved[i] = by*x + add
		}
		m := chartOf(t, moved, o)
		require.Equal(t, chartSignals(c), chartSignals(m))
		q := m.Current()
		require.InDeltaSlice(t,
			[]float64{by*p.Centre + add, by*p.Lower + add, by*p.Upper + add, by * p.MeanRange, by * p.Sigma, by * p.RangeLimit},
			[]float64{q.Centre, q.Lower, q.Upper, q.MeanRange, q.Sigma, q.RangeLimit}, 1e-9)
		require.Equal(t, p.Screened, q.Screened)

		for i, x := range values {
			moved[i] = -x
		}
		o.Better = metrics.Lower
		m = chartOf(t, moved, o)
		flip := map[study.Side]study.Side{study.Above: study.Below, study.Below: study.Above, study.Either: study.Either}
		want := chartSignals(c)
		for i := range want {
			want[i].Side = flip[want[i].Side]
		}
		require.Equal(t, want, chartSignals(m))
		q = m.Current()
		require.Equal(t, []float64{-p.Centre + 0, -p.Upper + 0, -p.Lower + 0}, []float64{q.Centre, q.Lower, q.Upper})
	}
}

// What comes after the baseline moves no limit and takes no signal away.
func TestChartFrozen(t *testing.T) {
	random := draw.From(t, 9, 10)
	for range 100 {
		values := chartWalk(random, 50)
		o := study.ChartOptions{Baseline: 2 + random.IntN(20), Screen: true, Rules: slices.Collect(study.Rules)[1:]}
		whole := chartOf(t, values, o)
		for n := o.Baseline; n <= len(values); n += 7 {
			part := chartOf(t, values[:n], o)
			p := part.Current()
			p.Until = len(values)
			require.Equal(t, whole.Current(), p)
			want := slices.DeleteFunc(chartSignals(whole), func(s study.Signal) bool { return s.Last >= n })
			require.Empty(t, cmp.Diff(want, chartSignals(part), chartCompareSignals, cmpopts.EquateEmpty()))
		}
	}
}

func FuzzNewChart(f *testing.F) {
	f.Add([]byte("0123456789abcdef0123456789abcdef"), 2, true)
	f.Fuzz(func(t *testing.T, data []byte, baseline int, screen bool) {
		var values []float64
		for ; len(data) >= 8; data = data[8:] {
			values = append(values, math.Float64frombits(binary.LittleEndian.Uint64(data)))
		}
		o := study.ChartOptions{Baseline: baseline, Screen: screen, Rules: slices.Collect(study.Rules)[1:]}
		c, err := study.NewChart(values, o)
		if err != nil {
			var located *metrics.Error
			require.ErrorAs(t, err, &located)
			require.Zero(t, c)
			return
		}
		p := c.Current()
		for _, x := range []float64{p.Centre, p.Lower, p.Upper, p.MeanRange, p.Sigma, p.RangeLimit} {
			require.False(t, math.IsInf(x, 0) || math.IsNaN(x))
		}
		require.True(t, p.Lower <= p.Centre && p.Centre <= p.Upper)
		require.Less(t, p.Screened, p.Baseline-1)
		require.Equal(t, c, chartOf(t, values, o))
	})
}
