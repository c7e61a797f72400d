package metrics_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// Each part of a document that can be decoded alone is read as strictly as the
// whole: misspelt and repeated fields are problems, each at its place, and what
// was there before stays.
func TestPartsAreReadStrictly(t *testing.T) {
	measure := metrics.Measure{ID: "before"}
	metric := metrics.Metric{Measure: measure, Drives: []string{"cost"}}
	baseline := metrics.NoBaseline()
	benefit := metrics.Benefit{Metric: "before"}
	point := metrics.Point{Value: 1}
	tests := []struct {
		name  string
		into  json.Unmarshaler
		json  string
		paths []string
	}{
		{"measure", &measure, `{"id":"x","knd":"share","range":{"low":2,"high":1}}`, []string{"knd", "range"}},
		{"metric", &metric, `{"id":"x","id":"y","kind":"shares","better":"up","hard":1,"drives":["y",2]}`, []string{"id", "kind", "better", "hard", "drives[1]"}},
		{"baseline", &baseline, `{"from":"2024","period":"often","points":"six","mean":{"low":1,"hihg":2}}`, []string{"from", "period", "points", "mean.hihg"}},
		{"benefit", &benefit, `{"metrics":"x","noMetric":"yes","baseline":{"point":6}}`, []string{"metrics", "noMetric", "baseline.point"}},
		{"point", &point, `{"date":"2024-02-30","value":1e999,"unit":"h"}`, []string{"date", "value", "unit"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantPaths(t, tt.into.UnmarshalJSON([]byte(tt.json)), tt.paths...)
		})
	}
	require.Equal(t, metrics.Measure{ID: "before"}, measure)
	require.Equal(t, metrics.Metric{Measure: measure, Drives: []string{"cost"}}, metric)
	require.Equal(t, metrics.NoBaseline(), baseline)
	require.Equal(t, metrics.Benefit{Metric: "before"}, benefit)
	require.Equal(t, metrics.Point{Value: 1}, point)
}

func TestPointJSON(t *testing.T) {
	point := metrics.Point{Date: date("2024-02-29"), Value: 41.5}
	data, err := json.Marshal(point)
	require.NoError(t, err)
	require.Equal(t, `{"date":"2024-02-29","value":41.5}`, string(data))
	var back metrics.Point
	require.NoError(t, json.Unmarshal(data, &back))
	require.Equal(t, point, back)
}
