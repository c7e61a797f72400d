package metrics_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestMetricValidate(t *testing.T) {
	tests := []struct {
		name string
		m    metrics.Metric
		want string
	}{
		{"good", metrics.Metric{Measure: metrics.Measure{ID: "x"}, Better: metrics.Lower, Drives: []string{"elsewhere"}}, ""},
		{"no id", metrics.Metric{}, "metrics: id: is missing"},
		{"invalid direction", metrics.Metric{Measure: metrics.Measure{ID: "x"}, Better: 9}, "metrics: better: no text for Direction(9)"},
		{"all at once", metrics.Metric{Measure: metrics.Measure{Kind: 9}, Better: 9}, "metrics: id: is missing\nmetrics: kind: no text for Kind(9)\nmetrics: better: no text for Direction(9)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wantProblems(t, tt.m.Validate(), tt.want)
		})
	}
}

func TestMetricJSON(t *testing.T) {
	metric := metrics.Metric{
		Measure: metrics.Measure{ID: "repair-hours", Unit: "h", Kind: metrics.Amount, Range: metrics.Above(0)},
		Name:    "Hours per repair", Better: metrics.Lower, Hard: true, Drives: []string{"repair-cost"},
	}
	data, err := json.Marshal(metric)
	const want = `{"id":"repair-hours","unit":"h","kind":"amount","range":{"low":0,"lowOpen":true},"name":"Hours per repair","better":"lower","hard":true,"drives":["repair-cost"]}`
	require.NoError(t, err)
	require.Equal(t, want, string(data))
	var back metrics.Metric
	require.NoError(t, json.Unmarshal(data, &back))
	require.Empty(t, cmp.Diff(metric, back))
}
