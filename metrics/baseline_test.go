package metrics_test

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestSeriesBaseline(t *testing.T) {
	s := newSeries(t, readings("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01")...)
	tests := []struct {
		name     string
		from, to metrics.Date
		want     metrics.Baseline
	}{
		{"all", metrics.Date{}, metrics.Date{}, metrics.Baseline{
			From: date("2024-01-01"), To: date("2024-04-01"), Period: metrics.Monthly, Points: metrics.Exactly(4), Mean: metrics.Exactly(2.5)}},
		{"up to a day without a reading", metrics.Date{}, date("2024-03-31"), metrics.Baseline{
			From: date("2024-01-01"), To: date("2024-03-01"), Period: metrics.Monthly, Points: metrics.Exactly(3), Mean: metrics.Exactly(2)}},
		{"one reading, the period that of the whole", date("2024-03-01"), date("2024-03-01"), metrics.Baseline{
			From: date("2024-03-01"), To: date("2024-03-01"), Period: metrics.Monthly, Points: metrics.Exactly(1), Mean: metrics.Exactly(3)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := s.Baseline(tt.from, tt.to)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(tt.want, got))
			require.NoError(t, got.Validate())
		})
	}

	b, err := s.Baseline(date("2024-04-02"), metrics.Date{})
	require.EqualError(t, err, "metrics: there is no reading in the window: there is no baseline, so no change and no saving can be computed")
	require.ErrorIs(t, err, metrics.ErrNoBaseline)
	require.Equal(t, metrics.NoBaseline(), b)
	_, err = (metrics.Series{}).Baseline(metrics.Date{}, metrics.Date{})
	require.ErrorIs(t, err, metrics.ErrNoBaseline)
}

// The mean is the true one, rounded once, in whatever order and of whatever size
// the readings are.
func TestBaselineMean(t *testing.T) {
	tests := []struct {
		name   string
		values []float64
		want   float64
	}{
		{"one", []float64{0.1}, 0.1},
		{"all the same", []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 0.1},
		{"whole", []float64{31, 28, 45, 12, 90, 4}, 35},
		{"a whole mean that a running mean misses", []float64{83, 92, 25, 44, 59, 39}, 57},
		{"large ones that cancel", []float64{1e300, 1, -1e300}, 1.0 / 3},
		{"a sum beyond every float64", []float64{math.MaxFloat64, math.MaxFloat64, math.MaxFloat64}, math.MaxFloat64},
		{"the smallest", []float64{math.SmallestNonzeroFloat64, math.SmallestNonzeroFloat64}, math.SmallestNonzeroFloat64},
		{"the smallest beside the largest", []float64{math.MaxFloat64, 3 * math.SmallestNonzeroFloat64, -math.MaxFloat64}, math.SmallestNonzeroFloat64},
		{"minus zero", []float64{math.Copysign(0, -1)}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, metrics.Exactly(tt.want), meanOf(t, tt.values))
		})
	}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 500 {
			values := make([]float64, 1+r.IntN(24))
			sum := new(big.Rat)
			for i := range values {
				values[i] = float64(r.IntN(200)) / 4
				if r.IntN(4) == 0 {
					values[i] = wildNumber(r)
				}
				sum.Add(sum, new(big.Rat).SetFloat64(values[i]))
			}
			want, _ := sum.Quo(sum, big.NewRat(int64(len(values)), 1)).Float64()
			require.Equal(t, metrics.Exactly(want), meanOf(t, values), "%v", values)
		}
	})
}

func meanOf(t *testing.T, values []float64) metrics.Interval {
	t.Helper()
	points := make([]metrics.Point, len(values))
	for i, value := range values {
		points[i] = metrics.Point{Date: date("2024-01-01").AddDays(i), Value: value}
	}
	b, err := newSeries(t, points...).Baseline(metrics.Date{}, metrics.Date{})
	require.NoError(t, err)
	return b.Mean
}

func TestBaselineExists(t *testing.T) {
	tests := []struct {
		name  string
		b     metrics.Baseline
		want  metrics.Answer
		level metrics.Interval
	}{
		{"nothing said", metrics.Baseline{}, unknown, metrics.Anything()},
		{"none", metrics.NoBaseline(), no, metrics.Anything()},
		{"none, and yet a mean", metrics.Baseline{Points: metrics.Exactly(0), Mean: metrics.Exactly(5)}, no, metrics.Anything()},
		{"one reading", metrics.Baseline{Points: metrics.Exactly(1), Mean: metrics.Exactly(5)}, yes, metrics.Exactly(5)},
		{"some", metrics.Baseline{Points: metrics.From(1)}, yes, metrics.Anything()},
		{"some or none", metrics.Baseline{Points: between(0, 12), Mean: between(4, 5)}, unknown, between(4, 5)},
		{"a mean, but who knows of how many", metrics.Baseline{Mean: metrics.Exactly(5)}, unknown, metrics.Exactly(5)},
		{"a number that can't be", metrics.Baseline{Points: metrics.Exactly(-1)}, unknown, metrics.Anything()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, tt.b.Exists())
			level, err := tt.b.Level()
			require.Equal(t, tt.level, level)
			if tt.want == no {
				require.ErrorIs(t, err, metrics.ErrNoBaseline)
			} else {
				require.NoError(t, err)
			}
		})
	}
}

func TestBaselineIsZero(t *testing.T) {
	require.True(t, metrics.Baseline{}.IsZero())
	for _, b := range []metrics.Baseline{metrics.NoBaseline(), {From: date("2024-01-01")}, {To: date("2024-01-01")}, {Period: metrics.Monthly}, {Points: metrics.From(1)}, {Mean: metrics.From(1)}} {
		require.False(t, b.IsZero(), "%+v", b)
	}
}

func TestBaselineValidate(t *testing.T) {
	tests := []struct {
		name string
		b    metrics.Baseline
		want string
	}{
		{"nothing said", metrics.Baseline{}, ""},
		{"none", metrics.NoBaseline(), ""},
		{"one day", metrics.Baseline{From: date("2024-01-01"), To: date("2024-01-01"), Points: metrics.Exactly(1)}, ""},
		{"one end of it", metrics.Baseline{To: date("2024-01-01")}, ""},
		{"the other end", metrics.Baseline{From: date("2024-01-01")}, ""},
		{"a mean of some or none", metrics.Baseline{Points: between(0, 5), Mean: metrics.Exactly(3)}, ""},
		{"less than no reading", metrics.Baseline{Points: metrics.Exactly(-1)}, "metrics: points: -1 is outside [0, ∞), the numbers that the count can be"},
		{"the wrong way round", metrics.Baseline{From: date("2024-01-02"), To: date("2024-01-01")}, "metrics: to: 2024-01-01 is before 2024-01-02, where the baseline starts"},
		{"invalid period", metrics.Baseline{Period: 9}, "metrics: period: no text for Period(9)"},
		{"a mean of nothing", metrics.Baseline{Points: metrics.Exactly(0), Mean: metrics.Exactly(0)}, "metrics: mean: a baseline of no readings has no mean"},
		{"all at once", metrics.Baseline{From: date("2024-01-02"), To: date("2024-01-01"), Period: 9, Points: metrics.UpTo(-1), Mean: metrics.Exactly(0)},
			"metrics: points: (-∞, -1] is outside [0, ∞), the numbers that the count can be\nmetrics: to: 2024-01-01 is before 2024-01-02, where the baseline starts\nmetrics: period: no text for Period(9)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantProblems(t, tt.b.Validate(), tt.want)
		})
	}
}

func TestBaselineJSON(t *testing.T) {
	tests := []struct {
		name string
		b    metrics.Baseline
		json string
	}{
		{"nothing said", metrics.Baseline{}, `{}`},
		{"none", metrics.NoBaseline(), `{"points":0}`},
		{"all", metrics.Baseline{From: date("2024-01-01"), To: date("2024-12-01"), Period: metrics.Monthly, Points: metrics.Exactly(12), Mean: between(4, 5)},
			`{"from":"2024-01-01","to":"2024-12-01","period":"monthly","points":12,"mean":{"low":4,"high":5}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := json.Marshal(tt.b)
			require.NoError(t, err)
			require.Equal(t, tt.json, string(data))
			var back metrics.Baseline
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, tt.b, back)
		})
	}
}
