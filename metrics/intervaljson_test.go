package metrics_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

func TestIntervalJSON(t *testing.T) {
	tests := []struct {
		name string
		i    metrics.Interval
		json string
	}{
		{"nothing known", metrics.Anything(), `null`},
		{"point", metrics.Exactly(-7.25), `-7.25`},
		{"zero", metrics.Exactly(0), `0`},
		{"large", metrics.Exactly(1e21), `1e+21`},
		{"closed", between(40, 60), `{"low":40,"high":60}`},
		{"open below", band(1, 2), `{"low":1,"high":2,"lowOpen":true}`},
		{"open above", mustInterval("[1, 2)"), `{"low":1,"high":2,"highOpen":true}`},
		{"open", open(1, 2), `{"low":1,"high":2,"lowOpen":true,"highOpen":true}`},
		{"from", metrics.From(0), `{"low":0}`},
		{"above", metrics.Above(100), `{"low":100,"lowOpen":true}`},
		{"up to", metrics.UpTo(0), `{"high":0}`},
		{"below", metrics.Below(5), `{"high":5,"highOpen":true}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := json.Marshal(tt.i)
			require.NoError(t, err)
			require.Equal(t, tt.json, string(data))
			back := metrics.Exactly(1)
			require.NoError(t, json.Unmarshal([]byte(tt.json), &back))
			require.Equal(t, tt.i, back)
		})
	}
}

func TestIntervalJSONInOtherWords(t *testing.T) {
	tests := []struct {
		name, json string
		want       metrics.Interval
	}{
		{"spaces", " \t\r\n{ \"low\" : 1 }\n", metrics.From(1)},
		{"spaces around a number", "\n7 ", metrics.Exactly(7)},
		{"spaces around null", " \t\r\nnull\n\r\t ", metrics.Anything()},
		{"an object without ends", `{}`, metrics.Anything()},
		{"ends of null", `{"low":null,"high":null}`, metrics.Anything()},
		{"ends not open", `{"low":1,"lowOpen":false,"highOpen":false}`, metrics.From(1)},
		{"equal ends", `{"low":1,"high":1}`, metrics.Exactly(1)},
		{"minus zero", `-0`, metrics.Exactly(0)},
		{"minus zero as an end", `{"low":-0}`, metrics.From(0)},
		{"too small for a float64", `1e-999`, metrics.Exactly(0)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := metrics.Exactly(1)
			require.NoError(t, got.UnmarshalJSON([]byte(tt.json)))
			require.Equal(t, tt.want, got)
		})
	}
}

// The words for what is no JSON, or no interval's, are package strict's; what
// counts here is that it is refused, and where.
func TestIntervalJSONRefuses(t *testing.T) {
	tests := []struct {
		name, json string
		paths      []string
		says       string // where the words are this package's
	}{
		{"empty", ``, []string{""}, ""},
		{"spaces only", ` `, []string{""}, ""},
		{"string", `"40"`, []string{""}, `metrics: want a number, or an object with low and high, have "40"`},
		{"boolean", `true`, []string{""}, "metrics: want a number, or an object with low and high, have true"},
		{"array", `[40, 60]`, []string{""}, "metrics: want a number, or an object with low and high, have [40, 60]"},
		{"NaN", `NaN`, []string{""}, ""},
		{"half an object", `{"low":1`, []string{""}, ""},
		{"beyond a float64", `1e999`, []string{""}, ""},
		{"spaces that aren't JSON's", "\u00a0null", []string{""}, ""},
		{"two documents", `1 2`, []string{""}, ""},
		{"end beyond a float64", `{"low":-1e999}`, []string{"low"}, ""},
		{"end in words", `{"high":"60"}`, []string{"high"}, ""},
		{"open in words", `{"low":1,"lowOpen":"yes"}`, []string{"lowOpen"}, ""},
		{"unknown field", `{"low":1,"hihg":2}`, []string{"hihg"}, ""},
		{"other case", `{"Low":1}`, []string{"Low"}, ""},
		{"duplicate key", `{"low":1,"low":1}`, []string{"low"}, ""},
		{"low above high", `{"low":2,"high":1}`, []string{""}, "metrics: no number lies in an interval from 2 to 1"},
		{"empty at the low end", `{"low":1,"high":1,"lowOpen":true}`, []string{""}, "metrics: no number lies in an interval from 1 to 1 without its ends"},
		{"empty at the high end", `{"low":1,"high":1,"highOpen":true}`, []string{""}, "metrics: no number lies in an interval from 1 to 1 without its ends"},
		{"open low end without one", `{"high":1,"lowOpen":true}`, []string{"lowOpen"}, "metrics: lowOpen: there is no low end to be open"},
		{"open high end without one", `{"low":1,"highOpen":true}`, []string{"highOpen"}, "metrics: highOpen: there is no high end to be open"},
		{"both", `{"lowOpen":true,"highOpen":true}`, []string{"lowOpen", "highOpen"}, "metrics: lowOpen: there is no low end to be open\nmetrics: highOpen: there is no high end to be open"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := metrics.Exactly(1)
			err := got.UnmarshalJSON([]byte(tt.json))
			wantPaths(t, err, tt.paths...)
			if tt.says != "" {
				require.EqualError(t, err, tt.says)
			}
			require.Equal(t, metrics.Exactly(1), got)
		})
	}
}

// Inside a document the problems keep their places.
func TestIntervalJSONNested(t *testing.T) {
	var document struct {
		Needs []metrics.Interval          `json:"needs"`
		Named map[string]metrics.Interval `json:"named"`
	}
	err := strict.Unmarshal("pilot", []byte(`{
		"needs": [1, {"low": 3, "high": 2}, null, 1e999],
		"named": {"members": {"low": 1, "low": 2}, "posts": {"highOpen": true, "top": 1}}
	}`), &document, nil)
	wantPaths(t, err, "needs[1]", "needs[3]", "named.members.low", "named.posts.highOpen", "named.posts.top")
}

// wantPaths fails unless err is problems at those paths, in that order.
func wantPaths(t *testing.T, err error, want ...string) {
	t.Helper()
	var got []string
	for e := range metrics.Errors(err) {
		got = append(got, e.Path)
	}
	require.Equal(t, want, got, "in: %v", err)
}

func TestIntervalJSONRoundTrip(t *testing.T) {
	type document struct {
		Have metrics.Interval            `json:"have,omitzero"`
		Need map[string]metrics.Interval `json:"need"`
	}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			i := randomInterval(r, wildNumber)
			c.countInterval(i)
			data, err := json.Marshal(document{i, map[string]metrics.Interval{"x": i}})
			require.NoError(t, err)
			var back document
			require.NoError(t, strict.Unmarshal("metrics", data, &back, nil))
			require.Equal(t, i, back.Have)
			require.Equal(t, i, back.Need["x"])
		}
		c.atLeast5Percent(t)
	})
}
