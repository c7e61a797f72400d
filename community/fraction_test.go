package community_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
)

func TestFractionRoundTrips(t *testing.T) {
	for text, f := range map[string]community.Fraction{
		"1/4": {1, 4}, "33/100": {33, 100}, "0/1": {0, 1}, "4294967295/4294967294": {math.MaxUint32, math.MaxUint32 - 1},
	} {
		require.Equal(t, text, f.String())
		b, err := f.AppendText([]byte("q="))
		require.NoError(t, err)
		require.Equal(t, "q="+text, string(b))
		parsed, err := community.ParseFraction(text)
		require.NoError(t, err)
		require.Equal(t, f, parsed)
		data, err := json.Marshal(f)
		require.NoError(t, err)
		var back community.Fraction
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, f, back)
	}
}

func TestFractionRefuses(t *testing.T) {
	for _, text := range []string{
		"", "/", "1", "1/", "/4", "1/0", "0/0", "-1/4", "1/-4", "+1/4", " 1/4", "1 / 4", "1/4/5", "0.25", "25%", "1e1/4", "0x1/4",
		"4294967296/4", "1/4294967296", "a/b",
	} {
		f, err := community.ParseFraction(text)
		require.ErrorContains(t, err, "want a fraction such as 1/4", "%q", text)
		require.Zero(t, f)
		require.Error(t, f.UnmarshalText([]byte(text)))
	}
}

func TestNoFractionHasNoText(t *testing.T) {
	for _, f := range []community.Fraction{{}, {1, 0}} {
		_, err := f.MarshalText()
		require.ErrorContains(t, err, "no text for "+f.String())
		_, err = json.Marshal(f)
		require.Error(t, err, "what can't be read must not be written")
	}
	require.Equal(t, "0/0", community.Fraction{}.String())
}
