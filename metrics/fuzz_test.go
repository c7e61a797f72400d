package metrics_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"

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
			if !json.Valid(bytes.TrimPrefix(data, []byte("\ufeff"))) {
				t.Errorf("%q is read as %v, but is no JSON", data, j)
			}
		} else if !j.IsAnything() {
			t.Errorf("%q is refused, but changed the interval to %v", data, j)
		}
	})
}

func whole(t *testing.T, i metrics.Interval) {
	t.Helper()
	low, hasLow := i.Low()
	high, hasHigh := i.High()
	for _, x := range []float64{low, high} {
		if math.IsNaN(x) || math.IsInf(x, 0) || x == 0 && math.Signbit(x) {
			t.Errorf("%v has the end %v", i, x)
		}
	}
	if hasLow && hasHigh && (low > high || low == high && (i.LowOpen() || i.HighOpen())) || i != rebuilt(i) {
		t.Errorf("%v is empty or not in its one form", i)
	}
	back, err := metrics.ParseInterval(i.String())
	if err != nil || back != i {
		t.Errorf("%q read back as %v, %v", i, back, err)
	}
	data, err := json.Marshal(i)
	if err != nil {
		t.Error(err)
	}
	if err := json.Unmarshal(data, &back); err != nil || back != i {
		t.Errorf("%s read back as %v, %v", data, back, err)
	}
}

// FuzzParseDate holds that a date is read from its own text and from no other.
func FuzzParseDate(f *testing.F) {
	for _, seed := range []string{"", "2024-02-29", "2023-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "2024-1-1", "+024-01-01", "2024-01-01T00:00:00Z"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := metrics.ParseDate(s)
		if err != nil {
			if !d.IsZero() {
				t.Errorf("%q: %v beside an error", s, d)
			}
			return
		}
		again, err := metrics.NewDate(d.Time().Date())
		if d.String() != s || err != nil || again != d || d.IsZero() {
			t.Errorf("%q is read as %v, which is made anew as %v, %v", s, d, again, err)
		}
		if next := d.AddDays(1); !next.IsZero() && (!next.After(d) || next.AddDays(-1) != d) {
			t.Errorf("the day after %v is %v", d, next)
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
		s, err := metrics.ReadSeries(bytes.NewReader(file))
		if (err == nil) != (s.Len() > 0) {
			t.Fatalf("%d readings and %v", s.Len(), err)
		}
		if err != nil {
			if n := len(slices.Collect(metrics.Errors(err))); n == 0 || n > 201 {
				t.Errorf("%d problems", n)
			}
			return
		}
		again := []byte("date,value\n")
		var before metrics.Date
		for p := range s.All() {
			if !p.Date.After(before) || math.IsNaN(p.Value) || math.IsInf(p.Value, 0) {
				t.Errorf("%v follows %v", p, before)
			}
			before = p.Date
			again = strconv.AppendFloat(append(again, p.Date.String()+","...), p.Value, 'f', -1, 64)
			again = append(again, '\n')
		}
		back, err := metrics.ReadSeries(bytes.NewReader(again))
		if err != nil || !slices.Equal(slices.Collect(back.All()), slices.Collect(s.All())) {
			t.Errorf("written and read back: %v", err)
		}
		b, err := s.Baseline(metrics.Date{}, metrics.Date{})
		if err != nil || b.Validate() != nil || b.Exists() != metrics.Yes {
			t.Errorf("baseline %+v, %v", b, err)
		}
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
			if !got.IsAnything() {
				t.Errorf("%v beside %v", got, err)
			}
		} else if b, err := d.Metric.Bounds(); err != nil || got.Within(b) != metrics.Yes || got.Within(d.Have) != metrics.Yes {
			t.Errorf("%v of %+v resolves to %v in %v, %v", d.Have, d.Metric, got, b, err)
		}
		if d.Metric.Validate() != nil {
			return
		}
		d.Metric.Drives = nil // they aren't in the map
		written, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var back document
		if err := strict.Unmarshal("metrics", written, &back, nil); err != nil || back.Metric.Measure != d.Metric.Measure || back.Have != d.Have {
			t.Errorf("%s read back as %+v, %v", written, back, err)
		}
		m, err := metrics.NewMap(d.Metric)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := m.Distance(d.Metric.ID); ok != d.Metric.Hard {
			t.Errorf("linked %v, hard %v", ok, d.Metric.Hard)
		}
	})
}
