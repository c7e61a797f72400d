package table

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestParseDecimal(t *testing.T) {
	tests := []struct {
		text string
		want float64
	}{
		{"0", 0}, {"7", 7}, {"007", 7}, {"-7", -7}, {"+7", 7},
		{"1.5", 1.5}, {"-0.25", -0.25}, {".5", 0.5}, {"-.5", -0.5}, {"1.50", 1.5},
		{"-0", 0}, {"-0.00", 0},
		{"9007199254740993", 9007199254740992},
		{"0.1", 0.1},
		{"1" + strings.Repeat("0", 308), 1e308},
		{"0." + strings.Repeat("0", 400) + "1", 0},
	}
	for _, test := range tests {
		got, err := ParseDecimal(test.text)
		if err != nil || got != test.want || math.Signbit(got) != (test.want < 0) {
			t.Errorf("%.20q: got %v, %v, want %v", test.text, got, err, test.want)
		}
	}
}

func TestParseDecimalRefuses(t *testing.T) {
	const comma = "it has a comma; decimals follow a point and nothing separates thousands"
	const sign = "it has a sign that isn't a single plus or hyphen before the digits"
	tests := []struct{ text, want string }{
		{"", "it has no digits"}, {"-", "it has no digits"}, {".", "it has no digits"}, {"n/a", "it has no digits"},
		{"NaN", "it is not finite"}, {"-inf", "it is not finite"}, {"+Infinity", "it is not finite"},
		{"0x1F", "it is hexadecimal"}, {"-0X1p-2", "it is hexadecimal"},
		{"1e5", "it has an exponent"}, {"1.5E-3", "it has an exponent"}, {"1e", "it has an exponent"},
		{"1_000", "it has an underscore"},
		{"1,234", comma}, {"1,5", comma}, {"1,234.5", comma},
		{"1 000", "it has a space"}, {" 1", "it has a space"}, {"1\n", "it has a space"}, {"1\u00a0000", "it has a space"}, {"1\u202f000", "it has a space"},
		{"1'000", "it has an apostrophe; nothing separates thousands"},
		{"1.2.3", "it has more than one point"}, {"1..2", "it has more than one point"},
		{"5.", "no digits follow the point"}, {"-5.", "no digits follow the point"},
		{"--5", sign}, {"5-", sign}, {"\u22125", sign}, {"2024-01-31", sign},
		{"12 %", "it has a space"}, {"12%", "it has other characters than digits"}, {"5 FTE", "it has a space"},
		{"٥5", "it has other characters than digits"}, {"1\xff", "it has other characters than digits"}, {"0b1", "it has other characters than digits"},
	}
	for _, test := range tests {
		got, err := ParseDecimal(test.text)
		want := strconv.Quote(test.text) + " is no plain decimal number: " + test.want
		if err == nil || got != 0 || err.Error() != want {
			t.Errorf("got %v, %v\nwant %s", got, err, want)
		}
	}
}

func TestParseDecimalShortens(t *testing.T) {
	tests := []struct{ text, want string }{
		{strings.Repeat("é", 40), `"` + strings.Repeat("é", 40) + `" is no plain decimal number: it has no digits`},
		{strings.Repeat("é", 41), `"` + strings.Repeat("é", 39) + `…" is no plain decimal number: it has no digits`},
		{strings.Repeat("9", 400), `"` + strings.Repeat("9", 39) + `…" is out of range`},
	}
	for _, test := range tests {
		if _, err := ParseDecimal(test.text); err == nil || err.Error() != test.want {
			t.Errorf("got  %v\nwant %s", err, test.want)
		}
	}
}

// FuzzParseDecimal holds the parser against a pattern and strconv.
func FuzzParseDecimal(f *testing.F) {
	for _, seed := range []string{"", "1", "-1.5", ".5", "5.", "1e5", "0x1", "NaN", "1_0", "1,0", "\xff"} {
		f.Add(seed)
	}
	pattern := regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)$`)
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ParseDecimal(s)
		want, wantErr := strconv.ParseFloat(s, 64)
		if accept := pattern.MatchString(s) && wantErr == nil; accept != (err == nil) {
			t.Fatalf("%q: got error %v", s, err)
		} else if accept && got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	})
}
