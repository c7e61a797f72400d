package metrics_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func TestChangeEnumTexts(t *testing.T) {
	testEnum(t, "Conclusion", metrics.Conclusions, metrics.ParseConclusion, "cannot tell", "no effect shown", "better", "worse")
	testEnum(t, "Claim", metrics.Claims, metrics.ParseClaim, "not computable", "nothing to claim", "saving")
	testEnum(t, "Method", metrics.Methods, metrics.ParseMethod, "unknown", "welch", "welch-effective", "paired", "mann-whitney",
		"segmented-ols", "segmented-ar1", "segmented-newey-west",
		"unit-changes", "covariance-analysis", "four-means", "gap-change", "gap-regression", "log-gap-change", "pooled-pilots")
	testEnum(t, "Reason", metrics.Reasons, metrics.ParseReason, "unknown", "chosen by the caller", "readings in order of time", "the same units before and after",
		"separate units without an order", "units on a scale with few steps", "too few points to estimate autocorrelation", "enough points to estimate autocorrelation",
		"the same units with a control group", "separate units with a control group", "a series with a control series", "a control series on another scale", "several pilots of one kind")
	testEnum(t, "WarningKind", metrics.WarningKinds, metrics.ParseWarningKind, "unknown", "too few points", "counts too small", "no variation", "direction missing",
		"trend without control", "trend not excluded", "gap trend", "season not covered", "season unknown", "autocorrelation",
		"chosen for baseline", "choice unknown", "coverage break", "stale repeat", "denominator missing",
		"periods differ", "period not told", "periods missing", "no primary metric", "other scale", "scales disagree", "pilots cannot tell", "extrapolated", "method limits")
}

// Every kind of warning says what it means and how to get what is missing, and
// whether it disqualifies or bars a saving was decided for each.
func TestWarningKinds(t *testing.T) {
	disqualify := map[metrics.WarningKind]bool{
		metrics.TooFewPoints: true, metrics.CountsTooSmall: true, metrics.NoVariation: true, metrics.DirectionMissing: true,
		metrics.TrendWithoutControl: true, metrics.GapTrend: true, metrics.SeasonNotCovered: true, metrics.PeriodsDiffer: true, metrics.OtherScale: true, metrics.MethodLimits: true,
	}
	bar := map[metrics.WarningKind]bool{metrics.ChosenForBaseline: true, metrics.ScalesDisagree: true, metrics.Extrapolated: true}
	says := map[string]bool{}
	for k := range metrics.WarningKinds {
		require.Equal(t, disqualify[k], k.Disqualifies(), k)
		require.Equal(t, disqualify[k] || bar[k], k.BarsSaving(), k)
		require.NotEmpty(t, k.Says(), k)
		require.False(t, says[k.Says()], k)
		says[k.Says()] = true
		require.Equal(t, k == metrics.WarningUnknown, k.Remedy() == "", k)
	}
	require.Equal(t, "nothing is known of this warning", metrics.WarningKind(99).Says())
	w := metrics.Warning{Kind: metrics.TooFewPoints, Have: metrics.Exactly(5), Need: metrics.From(6), Where: "after"}
	require.Equal(t, "too few points (after): too few readings on one side to tell anything from chance; have 5, need [6, ∞)", w.String())
	require.Equal(t, "stale repeat: "+metrics.StaleRepeat.Says(), metrics.Warning{Kind: metrics.StaleRepeat}.String())
}

// The conclusion, for every place of the interval, direction and warning.
func TestConclusion(t *testing.T) {
	const tell, none, better, worse = metrics.CannotTell, metrics.NoEffectShown, metrics.Better, metrics.Worse
	for _, tt := range []struct {
		interval      metrics.Interval
		higher, lower metrics.Conclusion
	}{
		{metrics.MustBetween(1, 2), better, worse},
		{metrics.MustBetween(-2, -1), worse, better},
		{metrics.MustBetween(0, 2), none, none},
		{metrics.MustBetween(-2, 0), none, none},
		{metrics.MustBetween(math.SmallestNonzeroFloat64, 2), better, worse},
		{metrics.MustBetween(-1, 1), none, none},
		{metrics.Exactly(0), none, none},
		{metrics.Exactly(1), better, worse},
		{metrics.Anything(), tell, tell},
		{metrics.From(1), tell, tell},
		{metrics.UpTo(-1), tell, tell},
	} {
		c := metrics.Change{Interval: tt.interval, Better: metrics.Higher}
		require.Equal(t, tt.higher, c.Conclusion(), "higher is better: %s", tt.interval)
		c.Better = metrics.Lower
		require.Equal(t, tt.lower, c.Conclusion(), "lower is better: %s", tt.interval)
		c.Better = metrics.DirectionUnknown
		require.Equal(t, tell, c.Conclusion(), tt.interval)
		c.Better = metrics.Direction(7)
		require.Equal(t, tell, c.Conclusion(), tt.interval)
		for k := range metrics.WarningKinds {
			c.Better, c.Warnings = metrics.Higher, []metrics.Warning{{Kind: metrics.ChoiceUnknown}, {Kind: k}}
			if k.Disqualifies() {
				require.Equal(t, tell, c.Conclusion(), k)
			} else {
				require.Equal(t, tt.higher, c.Conclusion(), k)
			}
		}
	}
}

// change is one that nothing is wrong with.
func change() metrics.Change {
	return metrics.Change{
		Metric: "hours", Unit: "h", Better: metrics.Lower, Method: metrics.WelchEffective, Because: metrics.OrderedInTime,
		Estimate: -1, Interval: metrics.MustBetween(-1.5, -0.5), Level: 0.95, P: metrics.Exactly(0.001), SE: 0.2, DF: 20,
		Before:  metrics.Group{Points: 12, From: metrics.MustDate("2023-01-01"), To: metrics.MustDate("2023-12-01"), Mean: 10, SD: 1, Effective: 9, Volume: 12, Total: 120},
		After:   metrics.Group{Points: 12, From: metrics.MustDate("2024-01-01"), To: metrics.MustDate("2024-12-01"), Mean: 9, SD: 1, Effective: 9, Volume: 12, Total: 108},
		Figures: []metrics.Figure{{ID: "ratio", Estimate: 0.9, Interval: metrics.MustBetween(0.85, 0.95), Unit: "ratio"}},
	}
}

func TestChangeText(t *testing.T) {
	require.Equal(t, "hours: better: -1, 95% interval [-1.5, -0.5] h (welch-effective)", change().String())
	require.Equal(t, "change: cannot tell: 0, 0% interval anything (unknown)", metrics.Change{}.String())
	f, ok := change().Figure("ratio")
	require.True(t, ok)
	require.Equal(t, 0.9, f.Estimate)
	_, ok = change().Figure("none")
	require.False(t, ok)
}

// Everything that can be wrong with a change, each with its path.
func TestChangeValidate(t *testing.T) {
	require.NoError(t, change().Validate())
	nan := math.NaN()
	for want, spoil := range map[string]func(*metrics.Change){
		"metrics: better: no text for Direction(9)": func(c *metrics.Change) { c.Better = 9 },
		"metrics: method: no text for Method(99)":   func(c *metrics.Change) { c.Method = 99 },
		"metrics: because: no text for Reason(99)":  func(c *metrics.Change) { c.Because = 99 },
		"metrics: estimate: want a finite number, have NaN": func(c *metrics.Change) {
			c.Estimate, c.Interval, c.Method = nan, metrics.Anything(), metrics.MannWhitney
		},
		"metrics: se: want 0 or more, have -1":                                               func(c *metrics.Change) { c.SE = -1 },
		"metrics: df: want a finite number, have +Inf":                                       func(c *metrics.Change) { c.DF = math.Inf(1) },
		"metrics: level: want a share below 1, have 1":                                       func(c *metrics.Change) { c.Level = 1 },
		"metrics: level: is missing: an interval has a level":                                func(c *metrics.Change) { c.Level = 0 },
		"metrics: interval: the estimate -1 doesn't lie in [1, 2]":                           func(c *metrics.Change) { c.Interval, c.P = metrics.MustBetween(1, 2), metrics.Anything() },
		"metrics: p: 2 is outside [0, 1], the numbers that the share can be: 2 % is 0.02":    func(c *metrics.Change) { c.P = metrics.Exactly(2) },
		"metrics: estimate: -1 isn't the mean after less the mean before, -2":                func(c *metrics.Change) { c.After.Mean = 8 },
		"metrics: p: 0.06 and the interval [-1.5, -0.5] at 0.95 say two things of no change": func(c *metrics.Change) { c.P = metrics.Exactly(0.06) },
		"metrics: warnings: 5 readings on one side, and no warning of too few points":        func(c *metrics.Change) { c.After.Points = 5 },
		"metrics: family: want 0 or more, have -1":                                           func(c *metrics.Change) { c.Family = -1 },
		"metrics: before.points: want 0 or more, have -1":                                    func(c *metrics.Change) { c.Before.Points = -1 },
		"metrics: after.to: 2023-01-01 is before 2024-01-01, where the readings start":       func(c *metrics.Change) { c.After.To = metrics.MustDate("2023-01-01") },
		"metrics: after.sd: want 0 or more, have -1":                                         func(c *metrics.Change) { c.After.SD = -1 },
		"metrics: control.before.mean: want a finite number, have NaN":                       func(c *metrics.Change) { c.Control = &metrics.Control{Before: metrics.Group{Mean: nan}} },
		"metrics: control.after.volume: want 0 or more, have -1":                             func(c *metrics.Change) { c.Control = &metrics.Control{After: metrics.Group{Volume: -1}} },
		"metrics: figures[1].id: is missing":                                                 func(c *metrics.Change) { c.Figures = append(c.Figures, metrics.Figure{}) },
		"metrics: figures[1].id: \"ratio\" stands twice":                                     func(c *metrics.Change) { c.Figures = append(c.Figures, c.Figures[0]) },
		"metrics: figures[0].estimate: want a finite number, have NaN":                       func(c *metrics.Change) { c.Figures[0].Estimate = nan },
		"metrics: warnings[0].kind: unknown is no warning":                                   func(c *metrics.Change) { c.Warnings = []metrics.Warning{{}} },
		"metrics: warnings[0].kind: WarningKind(99) is no warning":                           func(c *metrics.Change) { c.Warnings = []metrics.Warning{{Kind: 99}} },
	} {
		c := change()
		spoil(&c)
		require.EqualError(t, c.Validate(), want)
	}
}

// What a change says twice may differ by rounding and no more, and is asked for only
// where it says both.
func TestChangeSaysOneThing(t *testing.T) {
	few := []metrics.Warning{{Kind: metrics.TooFewPoints}}
	for name, sound := range map[string]func(*metrics.Change){
		"no change is possible, by both": func(c *metrics.Change) { c.Interval, c.P = metrics.MustBetween(-3, 1), metrics.Exactly(0.3) },
		"p at its level, 0 inside":       func(c *metrics.Change) { c.Interval, c.P = metrics.MustBetween(-2, 0), metrics.Exactly(0.05) },
		"p at its level, 0 outside":      func(c *metrics.Change) { c.P = metrics.Exactly(0.05) },
		"p is 0":                         func(c *metrics.Change) { c.P = metrics.Exactly(0) },
		"p is 1":                         func(c *metrics.Change) { c.Interval, c.P = metrics.MustBetween(-3, 1), metrics.Exactly(1) },
		"a mean of nothing": func(c *metrics.Change) {
			c.Before, c.Warnings = metrics.Group{}, few
		},
		"nothing after": func(c *metrics.Change) {
			c.After, c.Warnings = metrics.Group{}, few
		},
		"means of a million, rounded": func(c *metrics.Change) {
			c.Before.Mean, c.After.Mean = 1e6, 1e6-1+1e-4
		},
	} {
		c := change()
		sound(&c)
		require.NoError(t, c.Validate(), name)
	}
	for want, spoil := range map[string]func(*metrics.Change){
		"metrics: p: 0.04 and the interval [-3, 1] at 0.95 say two things of no change": func(c *metrics.Change) { c.Interval, c.P = metrics.MustBetween(-3, 1), metrics.Exactly(0.04) },
		"metrics: level: is missing: an interval has a level":                           func(c *metrics.Change) { c.Level, c.Interval = 0, metrics.MustBetween(-3, 1) },
		"metrics: level: want a share below 1, have 1":                                  func(c *metrics.Change) { c.Level, c.P = 1, metrics.Exactly(0.3) },
		"metrics: warnings: 0 readings on one side, and no warning of too few points":   func(c *metrics.Change) { c.Before.Points = 0 },
		"metrics: estimate: -1 isn't the mean after less the mean before, -2":           func(c *metrics.Change) { c.Before.Mean, c.After.Mean = 1e6, 1e6-2 },
		"metrics: interval: the estimate 9 doesn't lie in [-1.5, -0.5]":                 func(c *metrics.Change) { c.Estimate, c.Method = 9, metrics.MannWhitney },
	} {
		c := change()
		spoil(&c)
		require.EqualError(t, c.Validate(), want)
	}
}

// The methods whose estimate is the difference of the two means, and no others, are
// held to it.
func TestChangeOfMeans(t *testing.T) {
	for m := range metrics.Methods {
		c := change()
		c.Method, c.After.Mean = m, 8
		compares := m == metrics.Welch || m == metrics.WelchEffective || m == metrics.Paired
		require.Equal(t, compares, c.Validate() != nil, "%v", m)
	}
}

// A change reads back as it was, and a document that claims more than its
// figures, has a field too many or one twice, is refused with the path.
func TestChangeJSON(t *testing.T) {
	c := change()
	c.Control = &metrics.Control{Before: metrics.Group{Points: 3, Mean: 1}, After: metrics.Group{Points: 3, Mean: 2}}
	c.Warnings = []metrics.Warning{{Kind: metrics.CoverageBreak, Have: metrics.Exactly(1.6), Need: metrics.UpTo(1.5), Where: "2024-02-01"}}
	b, err := json.Marshal(c)
	require.NoError(t, err)
	var back metrics.Change
	require.NoError(t, json.Unmarshal(b, &back))
	require.Empty(t, cmp.Diff(c, back))
	for document, want := range map[string]string{
		`{"conclusion":"better","method":"welch","estimate":1,"before":{"points":6,"mean":1,"sd":1},"after":{"points":6,"mean":2,"sd":1}}`: `metrics: conclusion: "better" doesn't follow from the figures, which say "cannot tell"`,
		`{"method":"welch","estimate":1,"before":{},"after":{},"wonderful":true}`:                                                          "metrics: wonderful: unknown field",
		`{"method":"welch","estimate":1,"estimate":2,"before":{},"after":{}}`:                                                              "metrics: estimate: duplicate key",
		`{"method":"magic","estimate":1,"before":{},"after":{}}`:                                                                           `metrics: method: unknown method "magic"`,
		`{"method":"welch","estimate":1e999,"before":{},"after":{}}`:                                                                       "metrics: estimate: ",
	} {
		err := json.Unmarshal([]byte(document), new(metrics.Change))
		require.ErrorContains(t, err, want)
	}
	var own metrics.Change // without a conclusion it is derived
	require.NoError(t, json.Unmarshal([]byte(`{"better":"higher","method":"welch","estimate":1,"interval":{"low":0.5,"high":2},"level":0.9,"before":{"points":6,"mean":1,"sd":1},"after":{"points":6,"mean":2,"sd":1}}`), &own))
	require.Equal(t, metrics.Better, own.Conclusion())
}

// Turned round with its direction, a change comes to the same.
func TestConclusionMirrors(t *testing.T) {
	draw.Each(t, func(t *testing.T, rng *rand.Rand) {
		for range 2000 {
			low := float64(rng.IntN(9) - 5)
			c := metrics.Change{Better: metrics.Higher, Interval: metrics.MustBetween(low, low+float64(rng.IntN(5)))}
			m := metrics.Change{Better: metrics.Lower, Interval: c.Interval.Neg()}
			require.Equal(t, c.Conclusion(), m.Conclusion(), c.Interval)
			require.Equal(t, c.Gain(), m.Gain())
		}
	})
}
