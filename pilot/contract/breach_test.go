package contract_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/contract"
)

// Every goalpost that is moved has its name, and leaves no decision. Each row moves
// one field of a settlement that has a decision.
func TestBreaches(t *testing.T) {
	day := metrics.MustDate
	type move = func(*contract.Measured)
	seen := map[contract.BreachKind]bool{contract.BreachUnknown: true}
	for _, tt := range []struct {
		base     contract.Contract
		measured func(contract.Contract) contract.Measured
		kind     contract.BreachKind
		moves    []move
	}{
		{agreed(), measured, contract.MetricSwapped, []move{
			func(m *contract.Measured) { m.Change.Metric = "visits" },
			func(m *contract.Measured) { m.Change.Unit = "min" },
			func(m *contract.Measured) { m.Change.Better = metrics.Higher },
		}},
		{agreed(), measured, contract.WindowMoved, []move{
			func(m *contract.Measured) { m.Change.Before.From = day("2022-12-01") },
			func(m *contract.Measured) { m.Change.Before.From = day("2023-02-02") },
			func(m *contract.Measured) { m.Change.Before.From = metrics.Date{} },
			func(m *contract.Measured) { m.Change.Before.To = day("2024-01-01") },
			func(m *contract.Measured) { m.Change.Before.To = day("2023-11-29") },
			func(m *contract.Measured) { m.Change.Before.Points = 11 },
			func(m *contract.Measured) { m.Change.Before.Points = 13 },
			func(m *contract.Measured) { m.Change.After.From = day("2024-01-01") },
			func(m *contract.Measured) { m.Change.After.From = day("2024-03-02") },
			func(m *contract.Measured) { m.Change.After.To = metrics.Date{} },
			func(m *contract.Measured) { m.Change.After.To = day("2024-11-29") },
			func(m *contract.Measured) { m.Change.After.Points = 12 },
			func(m *contract.Measured) { m.Change.After.Points = 1_000_000 },
		}},
		{agreed(), early, contract.WindowMoved, []move{
			func(m *contract.Measured) { m.Change.Before.Points = 6 },
			func(m *contract.Measured) { m.Change.Before.To = day("2023-06-01") },
			func(m *contract.Measured) { m.Change.After.From = day("2024-03-02") },
		}},
		{agreed(), measured, contract.EndedEarly, []move{
			func(m *contract.Measured) { m.Change.After.Points = 10 },
			func(m *contract.Measured) { m.On = day("2024-12-31") },
		}},
		{agreed(), measured, contract.MethodChanged, []move{
			func(m *contract.Measured) { m.Change.Method = metrics.Welch },
			func(m *contract.Measured) { m.Change.Level = 0.9 },
			func(m *contract.Measured) { m.Change.Level = agreed().Looks[0].Level },
		}},
		{agreed(), early, contract.MethodChanged, []move{
			func(m *contract.Measured) { m.Change.Level = agreed().Looks[1].Level },
		}},
		{agreed(), measured, contract.ControlDropped, []move{
			func(m *contract.Measured) { m.Change.Control = &metrics.Control{} },
			func(m *contract.Measured) { m.Change.Control = &metrics.Control{Name: "depot A"} },
		}},
		{controlled(), measured, contract.ControlDropped, []move{
			func(m *contract.Measured) { m.Change.Control = nil },
			func(m *contract.Measured) { m.Change.Control.Name = "depot B" },
			func(m *contract.Measured) { m.Change.Control.Name = "" },
		}},
		{controlled(), measured, contract.WindowMoved, []move{
			func(m *contract.Measured) { m.Change.Control.Before.From = day("2022-12-01") },
			func(m *contract.Measured) { m.Change.Control.Before.To = day("2023-06-01") },
			func(m *contract.Measured) { m.Change.Control.Before.Points = 6 },
			func(m *contract.Measured) { m.Change.Control.After.From = day("2024-06-01") },
			func(m *contract.Measured) { m.Change.Control.After.To = day("2025-01-01") },
			func(m *contract.Measured) { m.Change.Control.After.Points = 12 },
		}},
		{controlled(), measured, contract.EndedEarly, []move{func(m *contract.Measured) { m.Change.Control.After.Points = 10 }}},
		{controlled(), early, contract.SettledTooSoon, []move{func(m *contract.Measured) { m.Change.Control.After.To = day("2024-07-02") }}},
		{controlled(), early, contract.ExtraLook, []move{func(m *contract.Measured) { m.Change.Control.After.Points = 7 }}},
		{agreed(), measured, contract.ExtraLook, []move{
			func(m *contract.Measured) { m.Looks = 3 },
			func(m *contract.Measured) { m.Looks = math.MaxInt },
		}},
		{agreed(), early, contract.ExtraLook, []move{
			func(m *contract.Measured) { m.Change.After.Points = 5 },
			func(m *contract.Measured) { m.Change.After.Points = 7 },
			func(m *contract.Measured) { m.Change.After.To = day("2024-05-01") }, // six months' readings in four
		}},
		{agreed(), measured, contract.SettledTooSoon, []move{func(m *contract.Measured) { m.On = day("2023-12-31") }}},
		{agreed(), early, contract.SettledTooSoon, []move{
			func(m *contract.Measured) { m.On = day("2023-12-31") },
			func(m *contract.Measured) { m.On = day("2024-07-01") },
		}},
	} {
		sealed, err := contract.Seal(tt.base)
		require.NoError(t, err)
		clean, err := contract.Settle(sealed, sealed.Digest, tt.measured(tt.base))
		require.NoError(t, err)
		require.Empty(t, clean.Breaches)
		require.Equal(t, "roll out to all depots", clean.Decision)
		for i, change := range tt.moves {
			m := tt.measured(tt.base)
			change(&m)
			if m.Change.After.Points < metrics.MinBaselinePoints { // the change itself is to stay valid
				m.Change.Warnings = []metrics.Warning{{Kind: metrics.TooFewPoints}}
			}
			requireBreach(t, sealed, sealed.Digest, m, tt.kind, i)
			seen[tt.kind] = true
		}
	}

	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	other := agreed()
	other.Worth = 0.1
	anew, err := contract.Seal(other) // sealed anew, after the fact
	require.NoError(t, err)
	for i, noted := range []string{sealed.Digest, "", "x"} {
		requireBreach(t, anew, noted, measured(other), contract.NotNoted, i)
		seen[contract.NotNoted] = true
	}
	for i, edit := range []func(*contract.Contract){
		func(c *contract.Contract) { c.Worth = 0.1 },
		func(c *contract.Contract) { c.Worth = 0 },
		func(c *contract.Contract) { c.Worth = math.NaN() },
		func(c *contract.Contract) { c.Decides = "" },
		func(c *contract.Contract) { c.Looks = nil },
		func(c *contract.Contract) { c.Metric.Kind = 99 },
		func(c *contract.Contract) { *c = contract.Contract{} },
	} {
		edited := sealed
		edit(&edited.Contract)
		require.False(t, edited.Intact())
		s := requireBreach(t, edited, sealed.Digest, measured(agreed()), contract.Edited, i)
		found := "^the contract's digest is [0-9a-f]{64}$"
		if _, err := json.Marshal(edited.Contract); err != nil {
			found = "^the contract has no digest$"
		}
		require.Regexp(t, found, s.Breaches[0].Found, i)
		seen[contract.Edited] = true
	}
	for kind := range contract.BreachKinds {
		require.True(t, seen[kind], "no test of %s", kind)
		text, err := kind.MarshalText()
		require.NoError(t, err)
		var back contract.BreachKind
		require.NoError(t, back.UnmarshalText(text))
		require.Equal(t, kind, back)
	}
	_, err = contract.BreachKind(99).MarshalText()
	require.Error(t, err)
	require.Equal(t, "edited: found", contract.Breach{Kind: contract.Edited, Found: "found"}.String())
}

// A level that ranks reach may be above the one agreed on, and below by rounding alone;
// of any other method it is that one.
func TestLevels(t *testing.T) {
	for _, tt := range []struct {
		method metrics.Method
		off    float64
		kept   bool
	}{
		{metrics.MannWhitney, 0, true}, {metrics.MannWhitney, 0.01, true}, {metrics.MannWhitney, -1e-10, true},
		{metrics.MannWhitney, -2e-9, false}, {metrics.WelchEffective, 0, true}, {metrics.WelchEffective, 1e-10, false}, {metrics.WelchEffective, -1e-10, false},
	} {
		c := agreed()
		c.Method = tt.method
		sealed, err := contract.Seal(c)
		require.NoError(t, err)
		m := measured(c)
		m.Change.Level += tt.off
		s, err := contract.Settle(sealed, sealed.Digest, m)
		require.NoError(t, err)
		require.Equal(t, tt.kept, len(s.Breaches) == 0, "%v: %v", tt, s.Breaches)
	}
}

// A breach of the control says which was agreed on, and which was found.
func TestControlsAreNamed(t *testing.T) {
	for _, tt := range []struct {
		base          contract.Contract
		control       *metrics.Control
		agreed, found string
	}{
		{agreed(), &metrics.Control{Name: "depot A"}, "no control", `"depot A"`},
		{agreed(), &metrics.Control{}, "no control", "a control without a name"},
		{controlled(), nil, `"depot A"`, "no control"},
		{controlled(), &metrics.Control{Name: "depot B"}, `"depot A"`, `"depot B"`},
	} {
		sealed, err := contract.Seal(tt.base)
		require.NoError(t, err)
		m := measured(tt.base)
		m.Change.Control = tt.control
		s := requireBreach(t, sealed, sealed.Digest, m, contract.ControlDropped, 0)
		require.Equal(t, contract.Breach{Kind: contract.ControlDropped, Agreed: tt.agreed, Found: tt.found}, s.Breaches[0])
	}
}

// requireBreach wants that breach and no other, and no decision.
func requireBreach(t *testing.T, sealed contract.Sealed, noted string, m contract.Measured, kind contract.BreachKind, row int) contract.Settlement {
	t.Helper()
	s, err := contract.Settle(sealed, noted, m)
	require.NoError(t, err, "%s %d", kind, row)
	require.Len(t, s.Breaches, 1, "%s %d: %v", kind, row, s.Breaches)
	require.Equal(t, kind, s.Breaches[0].Kind, "row %d: %s", row, s.Breaches[0])
	require.NotEmpty(t, s.Breaches[0].Found)
	require.Empty(t, s.Decision, kind)
	require.False(t, s.Open, kind)
	_, err = json.Marshal(s)
	require.NoError(t, err)
	return s
}

// Readings may start and end a period inside of their window, and no more.
func TestWithinAPeriod(t *testing.T) {
	sealed, err := contract.Seal(agreed())
	require.NoError(t, err)
	m := measured(agreed())
	m.Change.Before.From, m.Change.Before.To = metrics.MustDate("2023-02-01"), metrics.MustDate("2023-11-30")
	m.Change.After.From, m.Change.After.To = metrics.MustDate("2024-03-01"), metrics.MustDate("2024-11-30")
	s, err := contract.Settle(sealed, sealed.Digest, m)
	require.NoError(t, err)
	require.Empty(t, s.Breaches)
}
