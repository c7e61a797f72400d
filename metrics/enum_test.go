package metrics_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

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
		require.Equal(t, tt.want, tt.got)
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
		require.Equal(t, len(listed), int(e))
		listed = append(listed, e.String())
	}
	require.Empty(t, cmp.Diff(texts, listed))
	for e := range all {
		if e == 1 {
			break // must stop the iterator, and not panic
		}
	}

	for v := range 256 {
		e := E(v)
		if v >= len(texts) {
			require.Equal(t, fmt.Sprintf("%s(%d)", typ, v), e.String())
			_, err := e.MarshalText()
			require.EqualError(t, err, fmt.Sprintf("no text for %s(%d)", typ, v))
			b, err := e.AppendText([]byte("is "))
			require.EqualError(t, err, fmt.Sprintf("no text for %s(%d)", typ, v))
			require.Equal(t, "is ", string(b))
			continue
		}
		b, err := e.AppendText([]byte("is "))
		require.NoError(t, err)
		require.Equal(t, "is "+texts[v], string(b))
		parsed, err := parse(texts[v])
		require.NoError(t, err)
		require.Equal(t, e, parsed)
		data, err := json.Marshal(map[E]E{e: e})
		require.NoError(t, err)
		require.Equal(t, fmt.Sprintf(`{"%s":"%s"}`, texts[v], texts[v]), string(data))
		var back map[E]E
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, map[E]E{e: e}, back)
	}

	for _, text := range []string{"", " unknown", "Unknown", "maybe", typ + "(0)", "0"} {
		e, err := parse(text)
		require.Error(t, err, text)
		require.Zero(t, e, text)
		require.Error(t, json.Unmarshal([]byte(`"`+text+`"`), new(E)), text)
	}
}
