package metrics_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestSource(t *testing.T) {
	tests := []struct {
		name       string
		s          metrics.Source
		text, json string
	}{
		{"none", metrics.Source{}, "", `{"title":""}`},
		{"our default", metrics.OurDefault(), "our default", `{"title":"our default"}`},
		{"the caller's", metrics.CallersChoice(), "set by the caller", `{"title":"set by the caller"}`},
		{"all", metrics.Source{Title: "A. Author, A text", Year: 2020, URL: "https://example.com/a"}, "A. Author, A text (2020) <https://example.com/a>", `{"title":"A. Author, A text","year":2020,"url":"https://example.com/a"}`},
		{"without a year", metrics.Source{Title: "A text", URL: "https://example.com/a"}, "A text <https://example.com/a>", `{"title":"A text","url":"https://example.com/a"}`},
		{"without an address", metrics.Source{Title: "A text", Year: 1}, "A text (1)", `{"title":"A text","year":1}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.text, tt.s.String())
			require.Equal(t, tt.name == "none", tt.s.IsZero())
			data, err := json.Marshal(tt.s)
			require.NoError(t, err)
			require.Equal(t, tt.json, string(data))
			var back metrics.Source
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, tt.s, back)
		})
	}
	for _, s := range []metrics.Source{{Title: "t"}, {Year: 1}, {URL: "u"}} {
		require.False(t, s.IsZero(), "%+v", s)
	}
}
