package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report"
)

func told(t *testing.T, c metrics.Change, terms metrics.Terms) string {
	s, err := c.Saving(terms)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, report.Change(&b, "Repair crews", c, s))
	return b.String()
}

func repair(estimate float64, interval metrics.Interval, warnings ...metrics.Warning) metrics.Change {
	return metrics.Change{
		Metric: "hours per repair", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective, Because: metrics.OrderedInTime,
		Estimate: estimate, Interval: interval, Level: 0.95, SE: 0.1, DF: 20,
		Before:   metrics.Group{Points: 12, Mean: 9, SD: 0.25, Volume: 12, Total: 108},
		After:    metrics.Group{Points: 12, Mean: 9 + estimate, SD: 0.25, Volume: 12, Total: 108 + 12*estimate},
		Warnings: warnings,
	}
}

// The paragraph says what the change says, in words that a manager reads.
func TestChangeParagraph(t *testing.T) {
	trend := metrics.Warning{Kind: metrics.TrendWithoutControl, Have: metrics.Exactly(0.01), Need: metrics.From(0.05), Where: "before"}
	choice := metrics.Warning{Kind: metrics.ChoiceUnknown}
	for _, tt := range []struct {
		reason string
		c      metrics.Change
		terms  metrics.Terms
		says   []string
		not    []string
	}{
		{"better, a hard saving in money", repair(-1, metrics.MustBetween(-1.2, -0.8)),
			metrics.Terms{Price: metrics.Quantity{Value: metrics.Exactly(50), Unit: "EUR"}, Distance: metrics.Exactly(0)},
			[]string{"Better. Hours per repair went from 9 to 8 h on average", "comes to 1 h less; at least 0.8 and at most 1.2", "a hard saving of at least 480 EUR", "Nobody stated what share"}, []string{"couldn't be ruled out"}},
		{"better, indirect, a share stated", repair(-1, metrics.MustBetween(-1.2, -0.8), choice),
			metrics.Terms{Attribution: metrics.Exactly(0.5), Distance: metrics.Exactly(1)},
			[]string{"an indirect saving of at least 4.8 h", "One thing couldn't be ruled out", "share put down to KM: 50 %", "say how the pilot was chosen"}, []string{"hard saving", "Nobody stated"}},
		{"worse", repair(1, metrics.MustBetween(0.8, 1.2)), metrics.Terms{},
			[]string{"Worse. ", "comes to 1 h more; at least 0.8 and at most 1.2", "No saving is claimed."}, []string{"a saving of"}},
		{"no effect shown", repair(-0.1, metrics.MustBetween(-0.4, 0.2)), metrics.Terms{},
			[]string{"No effect shown. ", "Anything from 0.4 less to 0.2 more fits the readings", "No saving is claimed."}, []string{"at least"}},
		{"cannot tell", repair(-1, metrics.MustBetween(-1.2, -0.8), trend, choice), metrics.Terms{},
			[]string{"Cannot tell. ", "a trend explains the difference as well", "No saving is claimed.", "2 things couldn't be ruled out", "0.01, where it takes at least 0.05; so nothing can be told"}, []string{"a saving of"}},
	} {
		text := told(t, tt.c, tt.terms)
		flat := strings.Join(strings.Fields(text), " ")
		for _, s := range tt.says {
			require.Contains(t, flat, s, tt.reason)
		}
		for _, s := range tt.not {
			require.NotContains(t, flat, s, tt.reason)
		}
	}
}

// The text never says more than the change: over random changes the headline is
// the conclusion, and a saving is told only where one is claimed.
func TestChangeTextNeverContradicts(t *testing.T) {
	rng := draw.From(t, 5, 5)
	for range 2000 {
		low := float64(rng.IntN(9) - 5)
		c := repair(low, metrics.MustBetween(low, low+float64(rng.IntN(6))))
		c.Better = metrics.Direction(rng.IntN(3))
		for range rng.IntN(3) {
			c.Warnings = append(c.Warnings, metrics.Warning{Kind: metrics.WarningKind(1 + rng.IntN(15))})
		}
		saving, err := c.Saving(metrics.Terms{})
		require.NoError(t, err)
		text := strings.Join(strings.Fields(told(t, c, metrics.Terms{})), " ")
		headline := c.Conclusion().String()
		require.Contains(t, text, " "+strings.ToUpper(headline[:1])+headline[1:]+". Hours per repair")
		require.Equal(t, saving.Claim == metrics.Claimed, strings.Contains(text, saving.Kind()+" of at least"), text)
		require.Equal(t, saving.Claim == metrics.Claimed, !strings.Contains(text, "No saving is claimed.") && !strings.Contains(text, "A saving can't be computed"), text)
		_, doubts, _ := strings.Cut(text, "Not ruled out")
		require.Equal(t, 2*len(c.Warnings), strings.Count(doubts, " - "), "each with its remedy: %s", text)
	}
}
