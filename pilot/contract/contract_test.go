package contract_test

import (
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/contract"
)

var update = flag.Bool("update", false, "rewrite testdata/digest.txt")

func agreed() contract.Contract {
	day := metrics.MustDate
	return contract.Contract{
		Version: contract.Version, Pilot: "repair crews", Problem: "the same faults are solved again in every depot",
		Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower, Hard: true},
		Start:  day("2024-01-01"),
		Split: metrics.Split{
			Before: metrics.Span{From: day("2023-01-01"), To: day("2023-12-31")},
			After:  metrics.Span{From: day("2024-02-01"), To: day("2024-12-31")},
		},
		Readings: 11, Method: metrics.WelchEffective, Levels: []float64{0.997, 0.95}, Worth: 0.5,
		Decisions: contract.Decisions{Better: "roll out to all depots", Little: "one more year", NoEffect: "stop", Worse: "stop at once", CannotTell: "extend by six months"},
		Decides:   "head of service", Agreed: day("2023-12-15"),
	}
}

func measured() contract.Measured {
	day := metrics.MustDate
	return contract.Measured{
		On: day("2025-01-15"), Looks: 2,
		Change: metrics.Change{
			Metric: "hours", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective, Because: metrics.OrderedInTime,
			Estimate: -1, Interval: metrics.MustBetween(-1.4, -0.6), Level: 0.95, SE: 0.2, DF: 15,
			Before: metrics.Group{From: day("2023-01-01"), To: day("2023-12-01"), Points: 12, Mean: 9, SD: 0.4},
			After:  metrics.Group{From: day("2024-02-01"), To: day("2024-12-01"), Points: 11, Mean: 8, SD: 0.4},
		},
	}
}

// The decision is the one agreed on for what was measured.
func TestSettle(t *testing.T) {
	for _, tt := range []struct {
		reason string
		change func(*contract.Measured)
		want   string
		open   bool
	}{
		{"better by what is worth having", func(*contract.Measured) {}, "roll out to all depots", false},
		{"just so", func(m *contract.Measured) { m.Change.Interval = metrics.MustBetween(-1.4, -0.5) }, "roll out to all depots", false},
		{"better, perhaps by too little", func(m *contract.Measured) { m.Change.Interval = metrics.MustBetween(-1.4, -0.4) }, "one more year", false},
		{"no effect shown", func(m *contract.Measured) { m.Change.Interval = metrics.MustBetween(-1.4, 0.2) }, "stop", false},
		{"worse", func(m *contract.Measured) {
			m.Change.Estimate, m.Change.Interval, m.Change.After.Mean = 1, metrics.MustBetween(0.5, 1.5), 10
		}, "stop at once", false},
		{"can't tell", func(m *contract.Measured) { m.Change.Warnings = []metrics.Warning{{Kind: metrics.TrendWithoutControl}} }, "extend by six months", false},
		{"better at the first reading already", func(m *contract.Measured) {
			m.Looks, m.Change.Level, m.On = 1, 0.997, metrics.MustDate("2024-07-01")
			m.Change.After.Points, m.Change.After.To = 6, metrics.MustDate("2024-06-01")
		}, "roll out to all depots", false},
		{"nothing at the first reading", func(m *contract.Measured) {
			m.Looks, m.Change.Level, m.On, m.Change.Interval = 1, 0.997, metrics.MustDate("2024-07-01"), metrics.MustBetween(-2, 1)
			m.Change.After.Points, m.Change.After.To = 6, metrics.MustDate("2024-06-01")
		}, "", true},
	} {
		sealed, err := contract.Seal(agreed())
		require.NoError(t, err)
		m := measured()
		tt.change(&m)
		s, err := contract.Settle(sealed, sealed.Digest, m)
		require.NoError(t, err, tt.reason)
		require.Empty(t, s.Breaches, tt.reason)
		require.Equal(t, tt.want, s.Decision, tt.reason)
		require.Equal(t, tt.open, s.Open, tt.reason)
	}
}

// Every goalpost that is moved has its name, and leaves no decision.
func TestBreaches(t *testing.T) {
	for _, tt := range []struct {
		kind contract.BreachKind
		move func(*contract.Sealed, *contract.Measured)
	}{
		{contract.MetricSwapped, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Metric = "visits" }},
		{contract.MetricSwapped, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Unit = "min" }},
		{contract.WindowMoved, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Before.From = metrics.MustDate("2022-12-01") }},
		{contract.WindowMoved, func(_ *contract.Sealed, m *contract.Measured) { m.Change.After.From = metrics.MustDate("2024-01-01") }},
		{contract.WindowMoved, func(_ *contract.Sealed, m *contract.Measured) {
			m.Change.After.From, m.Change.After.To = metrics.Date{}, metrics.Date{}
		}},
		{contract.EndedEarly, func(_ *contract.Sealed, m *contract.Measured) { m.Change.After.Points = 10 }},
		{contract.EndedEarly, func(_ *contract.Sealed, m *contract.Measured) { m.On = metrics.MustDate("2024-12-31") }},
		{contract.MethodChanged, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Method = metrics.Welch }},
		{contract.MethodChanged, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Level = 0.9 }},
		{contract.ControlDropped, func(_ *contract.Sealed, m *contract.Measured) { m.Change.Control = &metrics.Control{} }},
		{contract.ExtraLook, func(_ *contract.Sealed, m *contract.Measured) { m.Looks = 3 }},
		{contract.SettledTooSoon, func(_ *contract.Sealed, m *contract.Measured) { m.On = metrics.MustDate("2023-12-31") }},
		{contract.Edited, func(s *contract.Sealed, _ *contract.Measured) { s.Contract.Worth = 0.1 }},
		{contract.NotNoted, func(s *contract.Sealed, _ *contract.Measured) {
			c := s.Contract
			c.Worth = 0.1
			*s, _ = contract.Seal(c) // sealed anew, after the fact
		}},
	} {
		sealed, err := contract.Seal(agreed())
		require.NoError(t, err)
		noted, m := sealed.Digest, measured()
		tt.move(&sealed, &m)
		s, err := contract.Settle(sealed, noted, m)
		require.NoError(t, err, tt.kind)
		require.Len(t, s.Breaches, 1, "%s: %v", tt.kind, s.Breaches)
		require.Equal(t, tt.kind, s.Breaches[0].Kind, s.Breaches[0])
		require.Empty(t, s.Decision, tt.kind)
	}
}

// Any single byte of content that changes is noticed: the document is refused, or
// the contract isn't intact any more. The golden digest is noted here.
func TestSealNoticesEveryByte(t *testing.T) {
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile("testdata/digest.txt", []byte(sealed.Digest+"\n"), 0o644))
	}
	noted, err := os.ReadFile("testdata/digest.txt")
	require.NoError(t, err)
	require.Equal(t, strings.TrimSpace(string(noted)), sealed.Digest)

	document, err := json.Marshal(sealed)
	require.NoError(t, err)
	var back contract.Sealed
	require.NoError(t, json.Unmarshal(document, &back))
	require.Equal(t, sealed, back)
	require.True(t, back.Intact())
	changed := 0
	for i := range document {
		for _, by := range []byte{'0', '1', '9', 'x', ' ', '"', ',', document[i] ^ 1} {
			if by == document[i] {
				continue
			}
			edited := append([]byte(nil), document...)
			edited[i] = by
			var s contract.Sealed
			if s.UnmarshalJSON(edited) != nil {
				continue
			}
			if reflect.DeepEqual(s, sealed) {
				continue // layout, or another way to write the same
			}
			changed++
			require.False(t, s.Intact() && s.Digest == sealed.Digest, "byte %d: %s", i, edited)
		}
	}
	require.Greater(t, changed, 500)
	// Layout isn't content.
	var indented contract.Sealed
	spaced, err := json.MarshalIndent(sealed, "", "   ")
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(spaced, &indented))
	require.True(t, indented.Intact())
}

func TestBadContracts(t *testing.T) {
	_, err := contract.Seal(contract.Contract{Levels: []float64{1}, Worth: -1})
	for _, want := range []string{
		"contract: version: want 1, have 0", "contract: pilot: is missing", "contract: metric.id: is missing", "contract: decisions.worse: is missing",
		"contract: metric.better: want higher or lower, have unknown", "contract: split.before.to: is missing", "contract: agreed: is missing",
		"contract: readings: want 6 or more", "contract: levels[0]: want a share", "contract: worth: want a number above 0, have -1", "contract: method: want one of the methods",
	} {
		require.ErrorContains(t, err, want)
	}
	late := agreed()
	late.Agreed, late.Split.Before.To, late.Split.After.From = late.Start, metrics.MustDate("2024-01-15"), metrics.MustDate("2023-12-20")
	require.ErrorContains(t, late.Validate(), "contract: agreed: 2024-01-01 isn't before the start, 2024-01-01")
	require.ErrorContains(t, late.Validate(), "contract: split.before.to: 2024-01-15 isn't before the start")
	require.ErrorContains(t, late.Validate(), "contract: split.after.from: 2023-12-20 is before the start")
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	_, err = contract.Settle(sealed, sealed.Digest, contract.Measured{})
	require.ErrorContains(t, err, "contract: measured.on: is missing")
	require.ErrorContains(t, err, "contract: measured.looks: want 1 or more")
	var c contract.Contract
	require.ErrorContains(t, json.Unmarshal([]byte(`{"version":2,"wish":1}`), &c), "contract: wish: unknown field")
}
