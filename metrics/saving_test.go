package metrics_test

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func eur(low, high float64) metrics.Quantity {
	return metrics.Quantity{Value: metrics.MustBetween(low, high), Unit: "EUR"}
}

// Worked by hand, from one hour less a month over twelve months, half an hour at
// least and an hour and a half at most.
func TestSaving(t *testing.T) {
	hours := func(low, high float64) metrics.Quantity {
		return metrics.Quantity{Value: metrics.MustBetween(low, high), Unit: "h"}
	}
	with := func(spoil func(*metrics.Change)) metrics.Change { c := change(); spoil(&c); return c }
	none := metrics.Quantity{}
	for _, tt := range []struct {
		reason string
		c      metrics.Change
		terms  metrics.Terms
		claim  metrics.Claim
		amount metrics.Quantity
		bank   float64
		says   string
	}{
		{"in its own unit", change(), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, "saving not known to be a hard one: at least 6 h ([6, 18] h)"},
		{"at a price", change(), metrics.Terms{Price: eur(40, 40), Distance: metrics.Exactly(0)}, metrics.Claimed, eur(240, 720), 240, "hard saving: at least 240 EUR ([240, 720] EUR)"},
		{"at a price known from both sides", change(), metrics.Terms{Price: eur(30, 50), Distance: metrics.From(1)}, metrics.Claimed, eur(180, 900), 180, "indirect saving: at least 180 EUR ([180, 900] EUR)"},
		{"capped", change(), metrics.Terms{Price: eur(40, 40), Cap: eur(500, 500)}, metrics.Claimed, eur(240, 500), 240, ""},
		{"capped under its low end", change(), metrics.Terms{Price: eur(40, 40), Cap: eur(100, 200)}, metrics.Claimed, eur(100, 200), 100, ""},
		{"half of it is KM's", change(), metrics.Terms{Attribution: metrics.Exactly(0.5)}, metrics.Claimed, hours(3, 9), 3, ""},
		{"perhaps none of it is", change(), metrics.Terms{Attribution: metrics.MustBetween(0, 0.5)}, metrics.NothingToClaim, hours(0, 9), 0, "nothing to claim ([0, 9] h)"},
		{"no effect shown", with(func(c *metrics.Change) { c.Interval = metrics.MustBetween(-2, 0) }), metrics.Terms{}, metrics.NothingToClaim, hours(0, 24), 0, ""},
		{"a loss", with(func(c *metrics.Change) { c.Estimate, c.Interval, c.After.Total = 1, metrics.MustBetween(0.5, 1.5), 132 }), metrics.Terms{}, metrics.NothingToClaim, hours(-18, -6), 0, ""},
		{"under two standard errors", with(func(c *metrics.Change) { c.SE = 0.51 }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"two standard errors", with(func(c *metrics.Change) { c.SE = 0.5 }), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, ""},
		{"a trend explains it", with(func(c *metrics.Change) { c.Warnings = []metrics.Warning{{Kind: metrics.TrendWithoutControl}} }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"chosen for its bad figures", with(func(c *metrics.Change) { c.Warnings = []metrics.Warning{{Kind: metrics.ChosenForBaseline}} }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"the totals went another way", with(func(c *metrics.Change) { c.After.Total = 119 }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"the totals went another way, with a control", with(func(c *metrics.Change) { c.After.Total, c.Control = 119, &metrics.Control{} }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"capped before KM's share is taken", change(), metrics.Terms{Price: eur(40, 40), Cap: eur(100, 100), Attribution: metrics.Exactly(0.5)}, metrics.Claimed, eur(50, 50), 50, ""},
		{"the baseline by volume says otherwise", with(func(c *metrics.Change) { c.Before.Volume, c.Before.Total = 100, 900 }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"nobody knows what the readings before add up to", with(func(c *metrics.Change) { c.Before.Volume, c.Before.Total = 0, 120 }), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, ""},
		{"nor whether to anything", with(func(c *metrics.Change) { c.Before.Volume, c.Before.Total = 0, 0 }), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, ""},
		{"a shift of medians that the means don't bear out", with(func(c *metrics.Change) {
			c.Method, c.SE, c.After.Mean, c.After.Total = metrics.MannWhitney, 0, 16, 192
		}), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"no standard error, and a p under 0.0455", with(func(c *metrics.Change) { c.Method, c.SE, c.P = metrics.MannWhitney, 0, metrics.Exactly(0.04) }), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, ""},
		{"no standard error, and a p of 0.0455", with(func(c *metrics.Change) { c.Method, c.SE, c.P = metrics.MannWhitney, 0, metrics.Exactly(0.0455) }), metrics.Terms{}, metrics.Claimed, hours(6, 18), 6, ""},
		{"no standard error, and a p over it", with(func(c *metrics.Change) { c.Method, c.SE, c.P = metrics.MannWhitney, 0, metrics.Exactly(0.046) }), metrics.Terms{}, metrics.NothingToClaim, hours(6, 18), 0, ""},
		{"a cap that isn't reached", change(), metrics.Terms{Price: eur(40, 40), Cap: eur(800, 900)}, metrics.Claimed, eur(240, 720), 240, ""},
		{"a share of which the high end isn't stated", change(), metrics.Terms{Attribution: metrics.From(0.5)}, metrics.Claimed, hours(3, 18), 3, ""},
		{"a price of which the low end isn't stated", change(), metrics.Terms{Price: metrics.Quantity{Value: metrics.UpTo(50), Unit: "EUR"}}, metrics.NothingToClaim, eur(0, 900), 0, ""},
		{"nobody knows what the readings add up to", with(func(c *metrics.Change) { c.After.Volume = 0 }), metrics.Terms{}, metrics.NotComputable, none, 0, "not computable: nobody said what the readings add up to (the metric's kind is neither count nor amount)"},
		{"no interval", with(func(c *metrics.Change) { c.Interval = metrics.Anything() }), metrics.Terms{}, metrics.NotComputable, none, 0, "not computable: there is no interval"},
		{"more is better", with(func(c *metrics.Change) {
			c.Better, c.Estimate, c.Interval, c.After.Mean, c.After.Total = metrics.Higher, 1, metrics.MustBetween(0.5, 1.5), 11, 132
		}), metrics.Terms{Unit: "parts"}, metrics.Claimed, metrics.Quantity{Value: metrics.MustBetween(6, 18), Unit: "parts"}, 6, ""},
	} {
		s, err := tt.c.Saving(tt.terms)
		require.NoError(t, err, tt.reason)
		require.Equal(t, tt.claim, s.Claim, tt.reason)
		require.Equal(t, tt.amount, s.Amount, tt.reason)
		require.Equal(t, strings.HasPrefix(tt.reason, "capped"), s.Capped, tt.reason)
		if tt.claim != metrics.NotComputable {
			require.Equal(t, metrics.Quantity{Value: metrics.Exactly(tt.bank), Unit: tt.amount.Unit}, s.Bank, tt.reason)
			require.Equal(t, tt.c.After.Total, func() float64 { x, _ := s.Actual.Value.Point(); return x }(), tt.reason)
		}
		if tt.says != "" {
			require.Equal(t, tt.says, s.String(), tt.reason)
		}
		b, err := json.Marshal(s)
		require.NoError(t, err)
		var back metrics.Saving
		require.NoError(t, json.Unmarshal(b, &back), tt.reason)
		require.Equal(t, s, back, tt.reason)
	}
}

// Of a rate the period after is weighed by its volume: 10 breaches in 100 before,
// 8 in 100 after on 5,000 attendances, is 500 expected and 400 recorded.
func TestSavingOfARate(t *testing.T) {
	c := change()
	c.Unit, c.Estimate, c.Interval = "breaches per 100", -2, metrics.MustBetween(-3, -1)
	c.Before.Mean, c.After.Mean, c.After.Volume, c.After.Total = 10, 8, 50, 400
	s, err := c.Saving(metrics.Terms{Unit: "breaches"})
	require.NoError(t, err)
	require.Equal(t, metrics.Quantity{Value: metrics.Exactly(500), Unit: "breaches"}, s.Expected)
	require.Equal(t, metrics.Quantity{Value: metrics.Exactly(400), Unit: "breaches"}, s.Actual)
	require.Equal(t, metrics.MustBetween(50, 150), s.Amount.Value)
	require.Equal(t, metrics.Exactly(50), s.Bank.Value)
}

// What was expected is the mean after without the change, but for a shift of medians,
// which is no difference of means: then it is the mean before.
func TestSavingExpected(t *testing.T) {
	for _, tt := range []struct {
		method  metrics.Method
		control *metrics.Control
		mean    float64
		want    metrics.Interval
	}{
		{metrics.WelchEffective, nil, 9, metrics.Exactly(120)},
		{metrics.WelchEffective, &metrics.Control{}, 9.5, metrics.Exactly(126)},
		{metrics.MannWhitney, nil, 9.5, metrics.Exactly(120)},
		{metrics.MannWhitney, &metrics.Control{}, 9.5, metrics.Exactly(126)},
		{metrics.WelchEffective, nil, 9.1, metrics.Exactly(121.2)}, // a product that no float64 is
	} {
		c := change()
		c.Method, c.Control, c.After.Mean = tt.method, tt.control, tt.mean
		s, err := c.Saving(metrics.Terms{})
		require.NoError(t, err)
		require.Equal(t, metrics.Quantity{Value: tt.want, Unit: "h"}, s.Expected, "%v of %v", tt.method, tt.mean)
	}
}

// Without a baseline nothing is computed, and bad terms come all at once.
func TestSavingRefuses(t *testing.T) {
	c := change()
	c.Before = metrics.Group{}
	s, err := c.Saving(metrics.Terms{})
	require.ErrorIs(t, err, metrics.ErrNoBaseline)
	require.Equal(t, metrics.NotComputable, s.Claim)

	_, err = change().Saving(metrics.Terms{
		Price: metrics.Quantity{Value: metrics.Exactly(-1), Unit: "EUR"}, Cap: metrics.Quantity{Value: metrics.Exactly(5), Unit: "USD"},
		Attribution: metrics.Exactly(1.5), Distance: metrics.Exactly(-1),
	})
	require.ErrorIs(t, err, metrics.ErrUnits)
	require.EqualError(t, err, "metrics: terms.price.value: want 0 or more, have -1\n"+
		"metrics: terms.attribution: 1.5 is outside [0, 1], the numbers that the share can be: 1.5 % is 0.015\n"+
		"metrics: terms.distance: -1 is outside [0, ∞), the numbers that the count can be\n"+
		`metrics: terms.cap.unit: "USD" caps a saving in "EUR": quantities of different units can't be added`)
	err = metrics.Terms{Price: metrics.Quantity{Value: metrics.Exactly(1)}, Cap: metrics.Quantity{Unit: "EUR"}}.Validate()
	require.EqualError(t, err, "metrics: price.unit: is missing\nmetrics: cap.value: is missing")
	require.ErrorContains(t, json.Unmarshal([]byte(`{"attribution":2}`), new(metrics.Terms)), "metrics: attribution: 2 is outside")
	require.NoError(t, json.Unmarshal([]byte(`{"unit":"h","price":{"value":{"low":1},"unit":"EUR"}}`), new(metrics.Terms)))
}

// The bank never exceeds the low end, neither a share nor a cap raises it, and a
// price of twice as much doubles it.
func TestSavingProperties(t *testing.T) {
	draw.Each(t, func(t *testing.T, rng *rand.Rand) {
		bank := func(s metrics.Saving) float64 { x, _ := s.Bank.Value.Point(); return x }
		for range 1500 {
			c := change()
			low := float64(rng.IntN(7) - 5)
			c.Interval = metrics.MustBetween(low, low+float64(rng.IntN(4)))
			c.Estimate = low
			c.After.Mean, c.SE = c.Before.Mean+low, 0.1
			c.After.Total = 12 * c.After.Mean
			terms := metrics.Terms{Price: eur(float64(1+rng.IntN(5)), float64(6+rng.IntN(5)))}
			s, err := c.Saving(terms)
			require.NoError(t, err)
			least, _ := s.Amount.Value.Low()
			require.LessOrEqual(t, bank(s), max(least, 0))
			if s.Claim == metrics.Claimed {
				require.Equal(t, metrics.Better, c.Conclusion())
				require.Positive(t, bank(s))
			}
			for _, cut := range []metrics.Terms{
				{Price: terms.Price, Attribution: metrics.MustBetween(0.25, 0.5)},
				{Price: terms.Price, Cap: eur(float64(rng.IntN(60)), 100)},
			} {
				less, err := c.Saving(cut)
				require.NoError(t, err)
				require.LessOrEqual(t, bank(less), bank(s))
			}
			double, err := c.Saving(metrics.Terms{Price: metrics.Quantity{Value: terms.Price.Value.Times(metrics.Exactly(2)), Unit: "EUR"}})
			require.NoError(t, err)
			require.InDelta(t, 2*bank(s), bank(double), 1e-9)
		}
	})
}

// A document can't bank more than its amount allows.
func TestSavingJSON(t *testing.T) {
	for document, want := range map[string]string{
		`{"claim":"saving","bank":{"value":-5,"unit":"EUR"},"amount":{"value":{"low":-5,"high":9},"unit":"EUR"},"hard":"yes"}`: "metrics: bank: -5 EUR is nothing to bank",
		`{"claim":"saving","bank":{"value":8,"unit":"EUR"},"amount":{"value":{"low":5,"high":9},"unit":"EUR"},"hard":"yes"}`:   "metrics: bank: 8 EUR isn't the low end of [5, 9] EUR",
		`{"claim":"nothing to claim","bank":{"value":8,"unit":"EUR"},"hard":"yes"}`:                                            "metrics: bank: there is nothing to claim, and 8 EUR to bank",
		`{"claim":"saving","bank":{"value":5,"unit":"EUR"},"saved":1}`:                                                         "metrics: saved: unknown field",
	} {
		require.ErrorContains(t, json.Unmarshal([]byte(document), new(metrics.Saving)), want)
	}
}

func TestQuantity(t *testing.T) {
	sum, err := eur(1, 2).Add(eur(3, 5))
	require.NoError(t, err)
	require.Equal(t, eur(4, 7), sum)
	require.Equal(t, "[4, 7] EUR", sum.String())
	require.Equal(t, "3", metrics.Quantity{Value: metrics.Exactly(3)}.String())
	_, err = eur(1, 2).Add(metrics.Quantity{Value: metrics.Exactly(1), Unit: "USD"})
	require.ErrorIs(t, err, metrics.ErrUnits)
	require.EqualError(t, err, `metrics: "EUR" and "USD": quantities of different units can't be added`)
	require.True(t, metrics.Quantity{}.IsZero())
	require.False(t, eur(0, 0).IsZero())
	require.ErrorContains(t, json.Unmarshal([]byte(`{"value":1,"currency":"EUR"}`), new(metrics.Quantity)), "metrics: currency: unknown field")
}
