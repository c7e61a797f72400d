package maturity_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

func TestFactJSON(t *testing.T) {
	x := func(value metrics.Interval) maturity.Fact { return maturity.Fact{Measure: "x", Value: value} }
	tests := []struct {
		name, doc string
		want      maturity.Fact
		again     string // as it is written, "" if the same
	}{
		{"all of it", `{"measure":"x","value":7,"asOf":"2020-09-04","source":"HR"}`,
			maturity.Fact{Measure: "x", Value: metrics.Exactly(7), AsOf: day("2020-09-04"), Source: "HR"}, ""},
		{"yes", `{"measure":"x","value":true}`, maturity.Fact{Measure: "x", Answer: "yes"}, `{"measure":"x","answer":"yes"}`},
		{"no", `{"measure":"x","value":false}`, maturity.Fact{Measure: "x", Answer: "no"}, `{"measure":"x","answer":"no"}`},
		{"space around", "{\"measure\":\"x\",\"value\": \n true\t}", maturity.Fact{Measure: "x", Answer: "yes"}, `{"measure":"x","answer":"yes"}`},
		{"fraction", `{"measure":"x","value":85.29}`, x(metrics.Exactly(85.29)), ""},
		{"negative", `{"measure":"x","value":-3}`, x(metrics.Exactly(-3)), ""},
		{"range", `{"measure":"x","value":{"low":40,"high":60}}`, x(some(40, 60)), ""},
		{"band", `{"measure":"x","value":{"low":1,"high":2,"lowOpen":true}}`, x(band(1, 2)), ""},
		{"at least", `{"measure":"x","value":{"low":100}}`, x(metrics.From(100)), ""},
		{"less than", `{"measure":"x","value":{"high":5,"highOpen":true}}`, x(metrics.Below(5)), ""},
		{"null", `{"measure":"x","value":null}`, x(metrics.Anything()), `{"measure":"x"}`},
		{"no value", `{"measure":"x"}`, x(metrics.Anything()), ""},
		{"range of nothing", `{"measure":"x","value":{}}`, x(metrics.Anything()), `{"measure":"x"}`},
		{"no date", `{"measure":"x","asOf":""}`, x(metrics.Anything()), `{"measure":"x"}`},
		{"nothing", `{}`, maturity.Fact{}, `{"measure":""}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := fact(metrics.Exactly(99), "1999-12-31", "before") // all of which must go
			require.NoError(t, json.Unmarshal([]byte(tt.doc), &f))
			require.Empty(t, cmp.Diff(tt.want, f, exactly))
			doc, err := json.Marshal(f)
			require.NoError(t, err)
			if tt.again == "" {
				tt.again = tt.doc
			}
			require.Equal(t, tt.again, string(doc))
		})
	}
}

// refused fails unless the lines of err are as many as those wanted, and each
// begins as wanted: how a value is refused is worded elsewhere.
func refused(t *testing.T, err error, want ...string) {
	t.Helper()
	require.Error(t, err)
	lines := strings.Split(err.Error(), "\n")
	require.Len(t, lines, len(want), "%v", err)
	for i, line := range lines {
		require.Truef(t, strings.HasPrefix(line, want[i]), "have %q, want %q", line, want[i])
	}
}

func TestFactJSONRefused(t *testing.T) {
	tests := []struct{ name, doc, want string }{
		{"unknown field", `{"measure":"x","value":1,"vlaue":2}`, `maturity: vlaue: unknown field; did you mean "value"?`},
		{"duplicate key", `{"measure":"x","value":1,"value":2}`, "maturity: value: duplicate key"},
		{"duplicate key in a range", `{"measure":"x","value":{"low":1,"low":2}}`, "maturity: value.low: duplicate key"},
		{"unknown field in a range", `{"measure":"x","value":{"low":1,"max":2}}`, "maturity: value.max: unknown field"},
		{"no such day", `{"measure":"x","asOf":"2021-02-29"}`, `maturity: asOf: want a date as YYYY-MM-DD`},
		{"a time", `{"measure":"x","asOf":"2021-02-28T12:00:00Z"}`, `maturity: asOf: want a date as YYYY-MM-DD`},
		{"text for a value", `{"measure":"x","value":"abc"}`, "maturity: value: want a number"},
		{"text of a word", `{"measure":"x","value":"true"}`, "maturity: value: want a number"},
		{"too large", `{"measure":"x","value":1e999}`, "maturity: value: number out of range"},
		{"too large an end", `{"measure":"x","value":{"low":-1e999}}`, "maturity: value.low: number out of range"},
		{"empty range", `{"measure":"x","value":{"low":2,"high":1}}`, "maturity: value: no number lies in an interval from 2 to 1"},
		{"open end that isn't there", `{"measure":"x","value":{"low":2,"highOpen":true}}`, "maturity: value.highOpen: there is no high end to be open"},
		{"list", `{"measure":"x","value":[1,2]}`, "maturity: value: want a number"},
		{"measure is a number", `{"measure":3}`, "maturity: measure: want a string, have a number"},
		{"no object", `[]`, "maturity: want an object, have an array"},
		{"null", `null`, "maturity: want an object, have null"},
		{"everything at once", `{"measure":3,"value":"abc","asOf":"x","src":1}`,
			"maturity: measure: want a string, have a number\nmaturity: value: want a number\n" +
				"maturity: asOf: want a date as YYYY-MM-DD\nmaturity: src: unknown field"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := fact(metrics.Exactly(99), "1999-12-31", "before")
			err := f.UnmarshalJSON([]byte(tt.doc))
			refused(t, err, strings.Split(tt.want, "\n")...)
			require.Equal(t, fact(metrics.Exactly(99), "1999-12-31", "before"), f, "left as it was")
			var first *maturity.Error
			require.ErrorAs(t, err, &first)
			require.Same(t, first, slices.Collect(metrics.Errors(err))[0])
		})
	}
}
