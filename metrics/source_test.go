package metrics_test

import (
	"encoding/json"
	"testing"

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
		{"all", metrics.Source{Title: "A. Author, A text", Year: 2020, URL: "https://example.com/a"}, "A. Author, A text (2020) <https://example.com/a>", `{"title":"A. Author, A text","year":2020,"url":"https://example.com/a"}`},
		{"without a year", metrics.Source{Title: "A text", URL: "https://example.com/a"}, "A text <https://example.com/a>", `{"title":"A text","url":"https://example.com/a"}`},
		{"without an address", metrics.Source{Title: "A text", Year: 1}, "A text (1)", `{"title":"A text","year":1}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.s.String(); got != tt.text {
				t.Errorf("String = %q, want %q", got, tt.text)
			}
			if got, want := tt.s.IsZero(), tt.name == "none"; got != want {
				t.Errorf("IsZero = %v", got)
			}
			data, err := json.Marshal(tt.s)
			if err != nil || string(data) != tt.json {
				t.Errorf("%s, %v, want %s", data, err, tt.json)
			}
			var back metrics.Source
			if err := json.Unmarshal(data, &back); err != nil || back != tt.s {
				t.Errorf("read back as %v, %v", back, err)
			}
		})
	}
	for _, s := range []metrics.Source{{Title: "t"}, {Year: 1}, {URL: "u"}} {
		if s.IsZero() {
			t.Errorf("%+v is zero", s)
		}
	}
}
