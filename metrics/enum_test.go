package metrics_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"example.com/kmaturity/metrics"
)

func TestAnswerTexts(t *testing.T) {
	testEnum(t, "Answer", metrics.Answers, metrics.ParseAnswer, "unknown", "no", "yes")
}

func TestKindTexts(t *testing.T) {
	testEnum(t, "Kind", metrics.Kinds, metrics.ParseKind, "unknown", "yes-no", "count", "share", "amount")
}

func TestDirectionTexts(t *testing.T) {
	testEnum(t, "Direction", metrics.Directions, metrics.ParseDirection, "unknown", "higher", "lower")
}

func TestPeriodTexts(t *testing.T) {
	testEnum(t, "Period", metrics.Periods, metrics.ParsePeriod, "unknown", "daily", "weekly", "monthly", "quarterly", "yearly")
}

// The order of the constants is frozen like their texts.
func TestEnumConstants(t *testing.T) {
	tests := []struct {
		name      string
		got, want []uint8
	}{
		{"answers", []uint8{uint8(unknown), uint8(no), uint8(yes)}, []uint8{0, 1, 2}},
		{"kinds", []uint8{uint8(metrics.KindUnknown), uint8(metrics.YesNo), uint8(metrics.Count), uint8(metrics.Share), uint8(metrics.Amount)}, []uint8{0, 1, 2, 3, 4}},
		{"directions", []uint8{uint8(metrics.DirectionUnknown), uint8(metrics.Higher), uint8(metrics.Lower)}, []uint8{0, 1, 2}},
		{"periods", []uint8{uint8(metrics.PeriodUnknown), uint8(metrics.Daily), uint8(metrics.Weekly), uint8(metrics.Monthly), uint8(metrics.Quarterly), uint8(metrics.Yearly)}, []uint8{0, 1, 2, 3, 4, 5}},
	}
	for _, tt := range tests {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s are numbered %v, want %v", tt.name, tt.got, tt.want)
		}
	}
}

// enum is what every enum of the package has.
type enum interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	encoding.TextAppender
}

// testEnum tests an enum whose values have these texts, from 0 on.
func testEnum[E enum](t *testing.T, typ string, all iter.Seq[E], parse func(string) (E, error), texts ...string) {
	var listed []string
	for e := range all {
		if int(e) != len(listed) {
			t.Errorf("value %d is listed as number %d", e, len(listed))
		}
		listed = append(listed, e.String())
	}
	if diff := cmp.Diff(texts, listed); diff != "" {
		t.Errorf("texts, -want +got:\n%s", diff)
	}
	for e := range all {
		if e == 1 {
			break // must stop the iterator, and not panic
		}
	}

	for v := range 256 {
		e := E(v)
		if v >= len(texts) {
			if got, want := e.String(), fmt.Sprintf("%s(%d)", typ, v); got != want {
				t.Errorf("String = %q, want %q", got, want)
			}
			if text, err := e.MarshalText(); err == nil {
				t.Errorf("%v has the text %q", e, text)
			}
			b, err := e.AppendText([]byte("is "))
			wantError(t, err, fmt.Sprintf("no text for %s(%d)", typ, v))
			if string(b) != "is " {
				t.Errorf("%v left %q in the buffer", e, b)
			}
			continue
		}
		if b, err := e.AppendText([]byte("is ")); err != nil || string(b) != "is "+texts[v] {
			t.Errorf("AppendText = %q, %v", b, err)
		}
		if back, err := parse(texts[v]); err != nil || back != e {
			t.Errorf("%q is parsed as %v, %v", texts[v], back, err)
		}
		data, err := json.Marshal(map[E]E{e: e})
		if want := fmt.Sprintf(`{"%s":"%s"}`, texts[v], texts[v]); err != nil || string(data) != want {
			t.Errorf("JSON %s, %v, want %s", data, err, want)
		}
		var back map[E]E
		if err := json.Unmarshal(data, &back); err != nil || len(back) != 1 || back[e] != e {
			t.Errorf("%s read back as %v, %v", data, back, err)
		}
	}

	for _, text := range []string{"", " unknown", "Unknown", "maybe", typ + "(0)", "0"} {
		e, err := parse(text)
		if err == nil || e != 0 {
			t.Errorf("%q is parsed as %v, %v", text, e, err)
		}
		if err := json.Unmarshal([]byte(`"`+text+`"`), new(E)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}
