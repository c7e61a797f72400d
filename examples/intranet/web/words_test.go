package web

import (
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

func TestWords(t *testing.T) {
	for _, c := range []struct {
		i    metrics.Interval
		kind metrics.Kind
		want string
	}{
		{metrics.Exactly(120), metrics.Count, "120"},
		{metrics.MustBetween(60, 80), metrics.Count, "60 to 80"},
		{metrics.From(100), metrics.Count, "100 or more"},
		{metrics.From(0), metrics.Count, "not known"},
		{metrics.From(0), metrics.Amount, "0 or more"},
		{metrics.Anything(), metrics.Amount, "not known"},
		{metrics.UpTo(0), metrics.Count, "0 or less"},
		{metrics.Above(0), metrics.Amount, "more than 0"},
		{metrics.Below(3), metrics.Amount, "less than 3"},
		{metrics.Exactly(0.888), metrics.Share, "88.8 %"},
		{metrics.MustBetween(0, 1), metrics.Share, "not known"},
		{metrics.MustBetween(0, 0.5), metrics.Share, "0 % to 50 %"},
		{metrics.Exactly(1), metrics.YesNo, "yes"},
		{metrics.MustBetween(0, 1), metrics.YesNo, "unknown"},
	} {
		require.Equal(t, c.want, words(c.i, c.kind), "%s", c.i)
	}
}
