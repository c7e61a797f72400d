package report

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestAmount(t *testing.T) {
	for want, x := range map[string]float64{
		"0": 0, "7": 7, "85.29": 85.29, "0.1": 0.1, "1,000": 1000, "999": 999, "1,234,567.89": 1234567.89,
		"-1,000": -1000, "-0.5": -0.5, "0.004": 0.004, "0.00001": 0.00001, "14.71": 100 - 85.29, "10": 9.999,
	} {
		require.Equal(t, want, voice{}.amount(x))
	}
	require.Equal(t, "0", voice{}.amount(math.Copysign(0, -1)))
}

func TestKnown(t *testing.T) {
	for _, c := range []struct {
		want string
		i    metrics.Interval
		kind metrics.Kind
	}{
		{"85.29", metrics.Exactly(85.29), metrics.Count},
		{"40 to 60", metrics.MustBetween(40, 60), metrics.Count},
		{"not known", metrics.From(0), metrics.Count},
		{"at least 1", metrics.From(1), metrics.Count},
		{"more than 1", metrics.Above(1), metrics.Count},
		{"at most 5", metrics.UpTo(5), metrics.Amount},
		{"less than 5", metrics.Below(5), metrics.Amount},
		{"not known", metrics.Anything(), metrics.Amount},
		{"about 1", metrics.MustBetween(1, 1.0000001), metrics.Amount},
		{"not known", metrics.MustBetween(0, 1), metrics.Share},
		{"0 % to 50 %", metrics.MustBetween(0, 0.5), metrics.Share},
		{"33.33 %", metrics.Exactly(1. / 3), metrics.Share},
		{"yes", metrics.Exactly(1), metrics.YesNo},
		{"no", metrics.Exactly(0), metrics.YesNo},
		{"not known", metrics.MustBetween(0, 1), metrics.YesNo},
	} {
		require.Equal(t, c.want, voice{}.known(c.i, c.kind, 2), "%s %s", c.i, c.kind)
	}
	band, ok := metrics.Above(1).Intersect(metrics.UpTo(2))
	require.True(t, ok)
	require.Equal(t, "more than 1 and at most 2", voice{}.known(band, metrics.Amount, 2))
	require.Equal(t, "no", voice{}.needed(metrics.UpTo(0), metrics.YesNo, 2))
	require.Equal(t, "yes", voice{}.needed(metrics.From(1), metrics.YesNo, 2))
	require.Equal(t, "at least 50 %", voice{}.needed(metrics.From(0.5), metrics.Share, 2))
}
