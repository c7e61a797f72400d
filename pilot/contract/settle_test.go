package contract_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot/contract"
)

// The decision is the one agreed on for what was measured.
func TestSettle(t *testing.T) {
	between := metrics.MustBetween
	for _, tt := range []struct {
		reason   string
		interval metrics.Interval
		warnings []metrics.WarningKind
		end      string // the decision at the last look
		first    string // at the first; "": open
	}{
		{"better by what is worth having", between(-1.4, -0.6), nil, "roll out to all depots", "roll out to all depots"},
		{"just so", between(-1.4, -0.5), nil, "roll out to all depots", "roll out to all depots"},
		{"better, perhaps by too little", between(-1.4, -0.4), nil, "one more year", ""},
		{"better, certainly by too little", between(-0.4, -0.1), nil, "one more year", "one more year"},
		{"no effect shown", between(-1.4, 0.2), nil, "stop", ""},
		{"worse", between(0.5, 1.5), nil, "stop at once", "stop at once"},
		{"can't tell", between(-1.4, -0.6), []metrics.WarningKind{metrics.TrendWithoutControl}, "extend by six months", ""},
		{"no interval, and a warning says why", metrics.Anything(), []metrics.WarningKind{metrics.NoVariation}, "extend by six months", ""},
	} {
		sealed, err := contract.Seal(agreed())
		require.NoError(t, err)
		for _, m := range []contract.Measured{measured(agreed()), early(agreed())} {
			low, _ := tt.interval.Low()
			high, _ := tt.interval.High()
			m.Change.Interval, m.Change.Estimate = tt.interval, (low+high)/2
			m.Change.After.Mean = m.Change.Before.Mean + m.Change.Estimate
			for _, kind := range tt.warnings {
				m.Change.Warnings = append(m.Change.Warnings, metrics.Warning{Kind: kind})
			}
			s, err := contract.Settle(sealed, sealed.Digest, m)
			require.NoError(t, err, tt.reason)
			require.Empty(t, s.Breaches, tt.reason)
			want := tt.end
			if m.Looks == 1 {
				want = tt.first
			}
			require.Equal(t, want, s.Decision, tt.reason)
			require.Equal(t, want == "", s.Open, tt.reason)
		}
	}
}

// What can't be settled is an error: a contract that is intact and invalid, and
// what was measured without a day, a look or numbers.
func TestCannotSettle(t *testing.T) {
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	_, err = contract.Settle(sealed, sealed.Digest, contract.Measured{})
	require.ErrorContains(t, err, "contract: measured.on: is missing")
	require.ErrorContains(t, err, "contract: measured.looks: want 1 or more")
	require.ErrorContains(t, err, "contract: measured.change.interval: is missing")

	blank := measured(agreed())
	blank.Change.Interval = metrics.Anything()
	for _, warnings := range [][]metrics.Warning{nil, {{Kind: metrics.ChoiceUnknown}}, {{Kind: metrics.TrendWithoutControl}}} {
		blank.Change.Warnings = warnings
		s, err := contract.Settle(sealed, sealed.Digest, blank)
		require.ErrorContains(t, err, "contract: measured.change.interval: is missing, and no warning says why")
		require.Zero(t, s)
	}

	// Sealed by hand, past Seal.
	invalid := agreed()
	invalid.Worth = 0
	document, err := json.Marshal(invalid)
	require.NoError(t, err)
	byHand := contract.Sealed{Contract: invalid, Digest: fmt.Sprintf("%x", sha256.Sum256(append([]byte("kmaturity contract 1\n"), document...)))}
	require.True(t, byHand.Intact())
	_, err = contract.Settle(byHand, byHand.Digest, measured(agreed()))
	require.EqualError(t, err, "contract: contract.worth: want a finite number above 0, have 0")
	document, err = json.Marshal(byHand)
	require.NoError(t, err)
	require.EqualError(t, json.Unmarshal(document, &sealed), "contract: contract.worth: want a finite number above 0, have 0")
}

// What the studies make of readings as agreed has no breach, at either look.
func TestSettleStudies(t *testing.T) {
	hours := []float64{9.1, 8.8, 9.4, 9, 8.7, 9.2, 9.3, 8.9, 9, 9.5, 8.8, 9.1, 7, 7.9, 8.2, 8, 7.8, 8.1, 8.3, 7.7, 8, 8.2, 7.9, 8.1}
	others := []float64{9.4, 9.1, 9.6, 9.5, 9.2, 9.3, 9.7, 9.2, 9.5, 9.6, 9.1, 9.4, 9, 9.5, 9.4, 9.2, 9.6, 9.3, 9.5, 9.1, 9.4, 9.7, 9.2, 9.3}
	series := func(values []float64) metrics.Series {
		var points []metrics.Point
		for i, x := range values {
			points = append(points, metrics.Point{Date: metrics.MustDate("2023-01-01").AddMonths(i), Value: x})
		}
		s, err := metrics.NewSeries(points...)
		require.NoError(t, err)
		return s
	}
	studies := map[metrics.Method]func(study.Case, study.Options) (metrics.Change, error){
		metrics.WelchEffective: study.BeforeAfter, metrics.Welch: study.BeforeAfter, metrics.MannWhitney: study.BeforeAfter,
		metrics.GapChange: study.Controlled, metrics.LogGapChange: study.Controlled, metrics.GapRegression: study.Controlled,
		metrics.SegmentedOLS: study.Interrupted,
	}
	for method, of := range studies {
		c := agreed()
		if c.Method = method; c.Validate() != nil {
			c.Control = "depot A"
		}
		sealed, err := contract.Seal(c)
		require.NoError(t, err, method)
		for i, look := range c.Looks {
			n := 13 + look.Readings
			read := study.Case{Metric: c.Metric, Series: series(hours[:n]), Split: c.Split, Season: 1, Chosen: metrics.No}
			if c.Control != "" {
				read.Control = &study.Control{Name: c.Control, Series: series(others[:n])}
			}
			change, err := of(read, study.Options{Method: method, Level: look.Level})
			require.NoError(t, err, method)
			s, err := contract.Settle(sealed, sealed.Digest, contract.Measured{Change: change, Looks: i + 1, On: change.After.To.AddMonths(1)})
			require.NoError(t, err, method)
			require.Empty(t, s.Breaches, method)
			require.Equal(t, i == 0 && s.Decision == "", s.Open, method)
		}
	}
}
