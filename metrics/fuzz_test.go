package metrics_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// FuzzInterval holds that an interval read from text or JSON is whole (finite
// ends, never empty, in its one form) and goes round through both to an equal
// value, and that no text makes anything panic.
func FuzzInterval(f *testing.F) {
	for _, seed := range []string{
		"anything", "null", "7", "-0", "1e999", "1e-999", "NaN", "0x1p4", "[40, 60]", "(1, 2]", "[1, 2)", "[100, ∞)", "(-∞, 0]", "(-∞, ∞)", "[2, 1]", "[", "[]", "[1, 2]]",
		`{}`, `{"low":1}`, `{"low":1,"high":2,"lowOpen":true,"highOpen":true}`, `{"low":1,"high":1,"lowOpen":true}`, `{"lowOpen":true}`, `{"low":1,"low":2}`, `{"low":null}`, `"7"`, `[7]`, ` 7 `, "\u00a0null", `{"low":`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var i metrics.Interval
		if err := i.UnmarshalText(data); err == nil {
			whole(t, i)
		}
		var j metrics.Interval
		if err := j.UnmarshalJSON(data); err == nil {
			whole(t, j)
			require.True(t, json.Valid(bytes.TrimPrefix(data, []byte("\ufeff"))), "no JSON, but read as %v", j)
		} else {
			require.Zero(t, j, "refused, but changed")
		}
	})
}

func whole(t *testing.T, i metrics.Interval) {
	t.Helper()
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	for _, x := range []float64{low, high} {
		require.False(t, math.IsNaN(x) || math.IsInf(x, 0) || x == 0 && math.Signbit(x), "an end is %v", x)
	}
	if hasLow && hasHigh {
		require.LessOrEqual(t, low, high)
		require.False(t, low == high && (i.LowOpen() || i.HighOpen()), "%v is empty", i)
	}
	require.Equal(t, rebuilt(i), i)
	back, err := metrics.ParseInterval(i.String())
	require.NoError(t, err)
	require.Equal(t, i, back)
	data, err := json.Marshal(i)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, i, back)
}

// FuzzParseDate holds that a date is read from its own text and from no other.
func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"", "2024-02-29", "2023-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2024-1-1", "+024-01-01", "2024-01-01T00:00:00Z"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := metrics.ParseDate(s)
		if err != nil {
			require.Zero(t, d)
			return
		}
		require.Equal(t, s, d.String())
		again, err := metrics.NewDate(d.Time().Date())
		require.NoError(t, err)
		require.Equal(t, d, again)
		if next := d.AddDays(1); !next.IsZero() {
			require.True(t, next.After(d))
			require.Equal(t, d, next.AddDays(-1))
		}
	})
}

// FuzzReadSeries holds that a file is either refused with problems and no
// readings, or gives readings that are in order, finite, and read back the same
// once written.
func FuzzReadSeries(f *testing.F) {
	for _, seed := range []string{
		"", "date,value\n", "date,value\n2024-01-01,1\n", "\ufeffVALUE,Date\r\n-1.50,2024-02-01\r\n2,2024-01-01\r\n", "date,value\n2024-01-01,1\n2024-01-01,2\n", "date,value\n2024-01-01\n",
		"date,value\n\"2024-01-01\",\"1,0\"\n", "date,value\n2024-01-01,NaN\nsoon,1e5\n", "date,value\n2024-01-01,\xff\n", "date;value\n", "date,value,value\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := metrics.ReadSeries(bytes.NewReader(file), metrics.SeriesColumns{})
		if err != nil {
			require.Zero(t, s.Len())
			n := len(slices.Collect(metrics.Errors(err)))
			require.True(t, n > 0 && n <= 201, "%d problems", n)
			return
		}
		require.NotZero(t, s.Len())
		again := []byte("date,value\n")
		var before metrics.Date
		for p := range s.All() {
			require.True(t, p.Date.After(before), "%v follows %v", p, before)
			require.False(t, math.IsNaN(p.Value) || math.IsInf(p.Value, 0), "%v", p)
			before = p.Date
			again = strconv.AppendFloat(append(again, p.Date.String()+","...), p.Value, 'f', -1, 64)
			again = append(again, '\n')
		}
		back, err := metrics.ReadSeries(bytes.NewReader(again), metrics.SeriesColumns{})
		require.NoError(t, err)
		require.Equal(t, slices.Collect(s.All()), slices.Collect(back.All()))
		b, err := s.Baseline(metrics.Date{}, metrics.Date{})
		require.NoError(t, err)
		require.NoError(t, b.Validate())
		require.Equal(t, metrics.Yes, b.Exists())
	})
}

// FuzzMeasure reads a metric and what is known of it, and holds that a value
// that resolves lies in the value and in the bounds, and that a valid metric
// goes round and makes a map.
func FuzzMeasure(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"metric":{"id":"x","kind":"share"},"have":0.5}`, `{"metric":{"id":"x","kind":"share"},"have":85}`, `{"metric":{"id":"x","range":{"low":0,"lowOpen":true}},"have":{"low":0,"high":5,"lowOpen":true}}`,
		`{"metric":{"id":"x","kind":"yes-no","range":{"low":2}}}`, `{"metric":{"id":"x","kind":"count","unit":"h","name":"n","better":"lower","hard":true,"drives":["y"]}}`, `{"metric":{"kind":"fraction"}}`,
	} {
		f.Add([]byte(seed))
	}
	type document struct {
		Metric metrics.Metric   `json:"metric"`
		Have   metrics.Interval `json:"have,omitzero"`
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var d document
		if err := strict.Unmarshal("metrics", data, &d, nil); err != nil {
			return
		}
		if got, err := d.Metric.Resolve(d.Have); err != nil {
			require.Zero(t, got)
		} else {
			bounds, err := d.Metric.Bounds()
			require.NoError(t, err)
			require.Equal(t, metrics.Yes, got.Within(bounds))
			require.Equal(t, metrics.Yes, got.Within(d.Have))
		}
		if d.Metric.Validate() != nil {
			return
		}
		d.Metric.Drives = nil // they aren't in the map
		written, err := json.Marshal(d)
		require.NoError(t, err)
		var back document
		require.NoError(t, strict.Unmarshal("metrics", written, &back, nil))
		require.Equal(t, d, back)
		m, err := metrics.NewMap(d.Metric)
		require.NoError(t, err)
		_, linked := m.Distance(d.Metric.ID)
		require.Equal(t, d.Metric.Hard, linked)
	})
}
