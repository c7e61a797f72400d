package community_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
)

func TestParseWeight(t *testing.T) {
	for _, row := range []struct {
		text string
		want community.Weight
		why  string
	}{
		{"0", 0, "nobody"},
		{"12", 12 * community.Person, "whole"},
		{".5", community.Person / 2, "nothing before the point"},
		{".4999995000000", community.Person / 2, "nor before many places"},
		{"148.11", 148_110_000, "two places"},
		{"0.000001", 1, "the finest"},
		{"007.50", 7_500_000, "zeros in front and behind"},
		{"0.0000005", 1, "half a millionth goes up"},
		{"0.0000004999999", 0, "less than a half goes down"},
		{"1.9999999", 2 * community.Person, "rounding carries into the whole"},
		{"1.0000015", 1_000_002, "a half goes up, not to the even one"},
		{"1.1234564", 1_123_456, "the seventh place decides"},
		{strings.Repeat("0", 100) + "1.5", 1_500_000, "as many zeros as one likes"},
		{"9223372036854.775806", community.MaxWeight - 1, "the largest that can be told"},
		{"9223372036854.77580", community.MaxWeight - 7, "the largest of five places"},
		{"9223372036854.7758064", community.MaxWeight - 1, "rounded down to it"},
		{"9223372036853", 9_223_372_036_853_000_000, "the largest whole but one"},
		{"9223372036854", 9_223_372_036_854_000_000, "the largest whole"},
	} {
		t.Run(row.why, func(t *testing.T) {
			got, err := community.ParseWeight(row.text)
			require.NoError(t, err)
			require.Equal(t, row.want, got)
		})
	}
}

func TestParseWeightRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", " 1", "1 ", "NaN", "nan", "Inf", "+Inf", "-Inf", "infinity", "0x1p4", "0x10", "1e3", "1E3",
		"1,200", "1_200", "1.2.3", "5.", ".", "-1", "-0", "+1", "−1", "1:2", "1/2", "twelve", "½", "٣", "12 FTE", "1\x00",
	} {
		t.Run(strconv.Quote(text), func(t *testing.T) {
			got, err := community.ParseWeight(text)
			require.ErrorContains(t, err, "want a number of people or FTE such as 12 or 0.5")
			require.Zero(t, got)
		})
	}
	for _, text := range []string{
		"9223372036854.775807",  // MaxWeight stands for anything larger
		"9223372036854.7758065", // rounds up to it
		"9223372036854.77581",   // what is added to its five places would wrap
		"9223372036854.8",
		"9223372036855",
		"9223372036855000000",
		"9223372036854775807",
		"9223372036854775808", // int64 would wrap
		"18446744073709551617",
		"1" + strings.Repeat("0", 400),
	} {
		t.Run(text[:min(30, len(text))], func(t *testing.T) {
			got, err := community.ParseWeight(text)
			require.ErrorContains(t, err, "more people than can be counted")
			require.Zero(t, got)
		})
	}
}

func TestWeightErrorIsShort(t *testing.T) {
	_, err := community.ParseWeight(strings.Repeat("9", 1_000_000))
	require.Less(t, len(err.Error()), 120)
	for pad := range 4 { // a letter of two or three bytes across the cut
		for _, letter := range []string{"é", "€", "😀"} {
			_, err = community.ParseWeight(strings.Repeat("x", 36+pad) + strings.Repeat(letter, 20))
			require.NotContains(t, err.Error(), `\x`)
			require.True(t, utf8.ValidString(err.Error()))
		}
	}
	_, err = community.ParseWeight(strings.Repeat("x", 40))
	require.Contains(t, err.Error(), strings.Repeat("x", 40)+`"`, "40 bytes are shown whole")
	_, err = community.ParseWeight(strings.Repeat("x", 41))
	require.Contains(t, err.Error(), strings.Repeat("x", 40)+`…"`)
	_, err = community.ParseWeight(strings.Repeat("\x80", 60))
	require.Less(t, len(err.Error()), 240, "bytes that start no letter don't keep the cut from coming")
	require.Contains(t, err.Error(), strings.Repeat(`\x80`, 36))
}

func TestWeightText(t *testing.T) {
	for text, w := range map[string]community.Weight{
		"0": 0, "1": community.Person, "0.5": 500_000, "0.000001": 1, "0.1": 100_000, "148.11": 148_110_000,
		"1200": 1200 * community.Person, "10.01": 10_010_000, "-0.5": -500_000, "-9223372036854.775808": math.MinInt64,
		"9223372036854.775807": community.MaxWeight,
	} {
		require.Equal(t, text, w.String())
		b, err := w.AppendText([]byte("w="))
		require.NoError(t, err)
		require.Equal(t, "w="+text, string(b))
	}
}

// randomWeight has the classes that matter: nothing, single units, people,
// what float64 still holds and what it doesn't, and what sums saturate at.
func randomWeight(r *rand.Rand) community.Weight {
	switch r.IntN(6) {
	case 0:
		return 0
	case 1:
		return community.Weight(r.Int64N(13))
	case 2:
		return community.Weight(r.Int64N(500)) * community.Person
	case 3:
		return community.Weight(r.Int64N(1 << 53))
	case 4:
		return community.MaxWeight - community.Weight(r.Int64N(3))
	}
	return community.Weight(r.Int64())
}

func TestWeightRoundTrips(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 2_000 {
			w := randomWeight(r)
			text, err := w.MarshalText()
			require.NoError(t, err)
			var back community.Weight
			require.NoError(t, back.UnmarshalText(text))
			require.Equal(t, w, back)

			data, err := json.Marshal(w)
			require.NoError(t, err)
			require.Equal(t, string(text), string(data), "JSON is the same number")
			back = -1
			require.NoError(t, json.Unmarshal(data, &back))
			require.Equal(t, w, back)

			want, err := strconv.ParseFloat(string(text), 64)
			require.NoError(t, err)
			require.Equal(t, want, w.Float(), "%s as a float64 is what its decimal is", w)
		}
	})
}

func TestWeightFloatRoundsOnce(t *testing.T) {
	require.Equal(t, -0.5, community.Weight(-500_000).Float())
	for _, w := range []community.Weight{1<<53 - 1, 1 << 53, 1<<53 + 1, 1<<53 + 2, 1<<53 + 3, 1<<60 + 12_345, community.MaxWeight} {
		want, err := strconv.ParseFloat(w.String(), 64)
		require.NoError(t, err)
		require.Equal(t, want, w.Float(), w)
	}
}

func TestWeightJSONRefuses(t *testing.T) {
	for data, says := range map[string]string{
		`"12"`: "want a number", `null`: "want a number", `true`: "want a number", `[1]`: "want a number", `{}`: "want a number",
		`-1`: "can't be negative", `-0`: "can't be negative", `1e3`: "want a number", `1.5E0`: "want a number",
		`9223372036854.775808`: "more people than can be counted",
	} {
		var w community.Weight
		require.ErrorContains(t, json.Unmarshal([]byte(data), &w), says, data)
	}
	for _, data := range []string{"", " ", "/", ":"} { // what only a direct caller can hand in
		var w community.Weight
		require.ErrorContains(t, w.UnmarshalJSON([]byte(data)), "want a number, have", "%q", data)
	}
	var w community.Weight
	require.NoError(t, w.UnmarshalJSON([]byte(" 9 ")))
	require.Equal(t, 9*community.Person, w)
	require.NoError(t, w.UnmarshalJSON([]byte("0")))
	require.Zero(t, w)
	require.Error(t, w.UnmarshalText([]byte("many")))
}
