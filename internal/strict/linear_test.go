package strict

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// list makes a JSON list's inside of n parts, each formatted with its number.
func list(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.Contains(format, "%d") {
			fmt.Fprintf(&b, format, i)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

// TestLinear compares each document with one eight times as long. If the longer
// takes eight times the time, all is well; if any step is quadratic it takes 64
// times.
func TestLinear(t *testing.T) {
	const small, times, atMost = 4_000, 8, 28
	type nested map[string]nested
	validate := func(v any) error { return v.(*plan).validate() }
	tests := []struct {
		name   string
		doc    func(n int) string
		target func() any
		check  func(v any) error
	}{
		{"unknown keys", func(n int) string { return "{" + list(n, `"unknown%d":1`) + "}" },
			func() any { return new(plan) }, nil},
		{"duplicate keys", func(n int) string { return "{" + list(n, `"title":"x"`) + "}" },
			func() any { return new(plan) }, nil},
		{"duplicate keys of many", func(n int) string { return `{"labels":{` + list(n, `"k%d":""`) + "," + list(n, `"k%d":""`) + "}}" },
			func() any { return new(plan) }, nil},
		{"inner flaws", func(n int) string { return "[" + list(n, `{"x":"\ud800"}`) + "]" },
			func() any { return new([]area) }, nil},
		{"invalid UTF-8 in one line", func(n int) string { return "[" + list(n, "\"\xff\"") + "]" },
			func() any { return new([]string) }, nil},
		{"wrong types", func(n int) string { return "[" + list(n, `[[{"a":[0]}]]`) + "]" },
			func() any { return new([]string) }, nil},
		{"problems below long keys", func(n int) string {
			return strings.Repeat(`{"`+strings.Repeat("k.", n)+`":`, 50) + "{" + list(n, `"k%d":1`) + "}" + strings.Repeat("}", 50)
		}, func() any { return new(nested) }, nil},
		{"check of every key", func(n int) string { return `{"labels":{` + list(n, `"k%d":""`) + "}}" },
			func() any { return new(plan) }, validate},
		{"check beside problems", func(n int) string {
			return `{"labels":{` + list(n, `"k%d":""`) + `},"candidates":[` + list(n, "1") + "]}"
		},
			func() any { return new(plan) }, validate},
		{"check of a long path", func(n int) string { return `{"title":"` + strings.Repeat("k.", n) + `","zzz":1}` },
			func() any { return new(plan) }, func(v any) error {
				long := v.(*plan).Title
				return Errors{{Path: "labels." + long, Err: ErrAbsent}, {Path: Key("labels", long), Err: ErrAbsent}}
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			run := func(n int) time.Duration {
				doc, v := []byte(tt.doc(n)), tt.target()
				check := func() error { return nil }
				if tt.check != nil {
					check = func() error { return tt.check(v) }
				}
				start := time.Now()
				err := Unmarshal("", doc, v, check)
				took := time.Since(start)
				if l, ok := err.(Errors); !ok || len(l) > limit+1 {
					t.Fatalf("%d problems", len(l))
				}
				return took
			}
			// The fastest of each counts: a busy machine only ever slows a run.
			var ratio float64
			short, long := time.Hour, time.Hour
			for range 100 {
				short, long = min(short, run(small)), min(long, run(small*times))
				// Below that, the clock and the collector are what is measured.
				if ratio = float64(long) / float64(max(short, time.Millisecond)); ratio <= atMost {
					return
				}
			}
			t.Errorf("%d times the document takes %.0f times the time", times, ratio)
		})
	}
}

func TestHundredThousandKeys(t *testing.T) {
	const n = 100_000
	for name, tt := range map[string]struct{ doc, last string }{
		"unknown":   {list(n, `"k%d":1`), "and 99000 more problems"},
		"duplicate": {list(n+1, `"title":"x"`), "and 99000 more problems"},
	} {
		t.Run(name, func(t *testing.T) {
			l, _ := Unmarshal("", []byte("{"+tt.doc+"}"), new(plan), nil).(Errors)
			if len(l) != limit+1 || l[limit].Error() != tt.last {
				t.Errorf("%d problems, want %d with %q last", len(l), limit+1, tt.last)
			}
		})
	}
}
