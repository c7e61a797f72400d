package metrics_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestIntervalText(t *testing.T) {
	tests := []struct {
		name string
		i    metrics.Interval
		text string
	}{
		{"nothing known", metrics.Anything(), "anything"},
		{"whole", metrics.Exactly(7), "7"},
		{"negative", metrics.Exactly(-7.25), "-7.25"},
		{"zero", metrics.Exactly(0), "0"},
		{"smallest written out", metrics.Exactly(1e-6), "0.000001"},
		{"smaller", metrics.Exactly(9.99e-7), "9.99e-07"},
		{"smaller and negative", metrics.Exactly(-9.99e-7), "-9.99e-07"},
		{"largest written out", metrics.Exactly(999999999999999868928), "999999999999999900000"},
		{"larger", metrics.Exactly(1e21), "1e+21"},
		{"larger and negative", metrics.Exactly(-1e21), "-1e+21"},
		{"closed", between(40, 60), "[40, 60]"},
		{"open below", band(1, 2), "(1, 2]"},
		{"open above", mustInterval("[1, 2)"), "[1, 2)"},
		{"open", open(1, 2), "(1, 2)"},
		{"from", metrics.From(100), "[100, ∞)"},
		{"above", metrics.Above(100), "(100, ∞)"},
		{"up to", metrics.UpTo(0), "(-∞, 0]"},
		{"below", metrics.Below(0), "(-∞, 0)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.text, tt.i.String())
			appended, err := tt.i.AppendText([]byte("have "))
			require.NoError(t, err)
			require.Equal(t, "have "+tt.text, string(appended))
			got, err := metrics.ParseInterval(tt.text)
			require.NoError(t, err)
			require.Equal(t, tt.i, got)
		})
	}
}

// Not what String writes, but no doubt about what is meant.
func TestParseIntervalOfOtherTexts(t *testing.T) {
	tests := []struct {
		text string
		want metrics.Interval
	}{
		{"[5, 5]", metrics.Exactly(5)},
		{"(-∞, ∞)", metrics.Anything()},
		{"+5", metrics.Exactly(5)},
		{"-0", metrics.Exactly(0)},
		{"1e3", metrics.Exactly(1000)},
		{"1e-999", metrics.Exactly(0)},
	}
	for _, tt := range tests {
		got, err := metrics.ParseInterval(tt.text)
		require.NoError(t, err)
		require.Equal(t, tt.want, got, tt.text)
	}
}

func TestParseIntervalRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "?", "Anything", "forty", "4O", "40-60", "1,000", "1_000", "0x28", "0X1p4", "NaN", "nan", "Inf", "-Inf", "∞", "1e999", "-1e999", " 7", "7 ",
		"[", "]", "(", ")", "[]", "()", "[40]", "[40,60]", "[40,  60]", "[40, 60", "40, 60]", "[40, 60]]", "[40, 60])", "[40, 60, 80]", "[40, 60] ",
		"[, 60]", "[40, ]", "[forty, 60]", "[40, sixty]", "[0x28, 60]", "[40, 0X3c]", "[4_0, 60]", "[NaN, 60]", "[40, NaN]", "[-Inf, 60]", "[40, Inf]", "[1e999, 60]", "[40, 1e999]",
		"[-∞, 60]", "[40, ∞]", "(∞, 60]", "[40, -∞)", "{40, 60}", "<40, 60>",
	} {
		i, err := metrics.ParseInterval(text)
		require.EqualError(t, err, `want a number or an interval such as "[40, 60]", have "`+text+`"`)
		require.Zero(t, i, text)
		require.Error(t, i.UnmarshalText([]byte(text)), text)
	}
	tests := []struct{ text, want string }{
		{"[2, 1]", "no number lies in an interval from 2 to 1"},
		{"(2, 1)", "no number lies in an interval from 2 to 1 without its ends"},
		{"(1, 1]", "no number lies in an interval from 1 to 1 without its ends"},
		{"[1, 1)", "no number lies in an interval from 1 to 1 without its ends"},
	}
	for _, tt := range tests {
		_, err := metrics.ParseInterval(tt.text)
		require.EqualError(t, err, tt.want)
	}
}

// An error repeats 40 bytes at most, and never half a character.
func TestErrorsQuoteLittle(t *testing.T) {
	tests := []struct{ name, text, shown string }{
		{"40 bytes", strings.Repeat("a", 40), strings.Repeat("a", 40)},
		{"41 bytes", strings.Repeat("a", 41), strings.Repeat("a", 40) + "…"},
		{"cut between characters", strings.Repeat("€", 13) + "aa", strings.Repeat("€", 13) + "a…"},
		{"cut in a character", strings.Repeat("€", 14), strings.Repeat("€", 13) + "…"},
		{"cut at the last byte of one", strings.Repeat("a", 37) + "\U0001F642", strings.Repeat("a", 37) + "…"},
		{"no text at all", strings.Repeat("\x80", 50), strings.Repeat("\\x80", 36) + "…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := metrics.ParseInterval(tt.text)
			require.EqualError(t, err, `want a number or an interval such as "[40, 60]", have "`+tt.shown+`"`)
			_, err = metrics.ParseDate(tt.text)
			require.EqualError(t, err, `want a date as YYYY-MM-DD, have "`+tt.shown+`"`)
		})
	}
}

func TestIntervalTextRoundTrip(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 2000 {
			i := randomInterval(r, wildNumber)
			c.countInterval(i)
			text, err := i.MarshalText()
			require.NoError(t, err)
			require.Equal(t, i.String(), string(text))
			back := metrics.Exactly(1)
			require.NoError(t, back.UnmarshalText(text))
			require.Equal(t, i, back)
		}
		c.atLeast5Percent(t)
	})
}
