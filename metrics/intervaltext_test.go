package metrics_test

import (
	"math/rand/v2"
	"strings"
	"testing"

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
			if got := tt.i.String(); got != tt.text {
				t.Errorf("String = %q, want %q", got, tt.text)
			}
			appended, err := tt.i.AppendText([]byte("have "))
			if err != nil || string(appended) != "have "+tt.text {
				t.Errorf("AppendText = %q, %v", appended, err)
			}
			if got, err := metrics.ParseInterval(tt.text); err != nil || got != tt.i {
				t.Errorf("ParseInterval = %v, %v", got, err)
			}
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
		if got, err := metrics.ParseInterval(tt.text); err != nil || got != tt.want {
			t.Errorf("%q: %v, %v, want %v", tt.text, got, err, tt.want)
		}
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
		wantError(t, err, `want a number or an interval such as "[40, 60]", have "`+text+`"`)
		if !i.IsAnything() {
			t.Errorf("%q: %v beside an error", text, i)
		}
		if err := new(metrics.Interval).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("UnmarshalText reads %q", text)
		}
	}
	tests := []struct{ text, want string }{
		{"[2, 1]", "no number lies in an interval from 2 to 1"},
		{"(2, 1)", "no number lies in an interval from 2 to 1 without its ends"},
		{"(1, 1]", "no number lies in an interval from 1 to 1 without its ends"},
		{"[1, 1)", "no number lies in an interval from 1 to 1 without its ends"},
	}
	for _, tt := range tests {
		_, err := metrics.ParseInterval(tt.text)
		wantError(t, err, tt.want)
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
			wantError(t, err, `want a number or an interval such as "[40, 60]", have "`+tt.shown+`"`)
			_, err = metrics.ParseDate(tt.text)
			wantError(t, err, `want a date as YYYY-MM-DD, have "`+tt.shown+`"`)
		})
	}
}

func TestIntervalTextRoundTrip(t *testing.T) {
	bySeed(t, func(t *testing.T, r *rand.Rand) {
		var c classes
		for c.cases = range 5000 {
			i := randomInterval(r, wildNumber)
			c.countInterval(i)
			text, err := i.MarshalText()
			if err != nil || string(text) != i.String() {
				t.Fatalf("%v: MarshalText = %q, %v", i, text, err)
			}
			back := metrics.Exactly(1)
			if err := back.UnmarshalText(text); err != nil || back != i {
				t.Fatalf("%q read back as %v, %v", text, back, err)
			}
		}
		c.atLeast5Percent(t)
	})
}
