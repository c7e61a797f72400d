package contract_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot/contract"
)

// looks are the bounds of looks after so many readings, the last at the end, with
// a baseline of so many.
func looks(baseline int, after ...int) (list []contract.Look) {
	var fractions []float64
	perReading := func(n int) float64 { return 1 / float64(n) }
	for _, n := range after {
		fractions = append(fractions, (perReading(baseline)+perReading(after[len(after)-1]))/(perReading(baseline)+perReading(n)))
	}
	l, err := study.LooksAt(fractions, study.LookOptions{})
	if err != nil {
		panic(err)
	}
	for look := range l.All() {
		list = append(list, contract.Look{Readings: after[len(list)], Level: look.Options().Level})
	}
	return list
}

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
		Period: metrics.Monthly, BaselineReadings: 12, Method: metrics.WelchEffective, Looks: looks(12, 6, 11), Worth: 0.5,
		Decisions: contract.Decisions{Better: "roll out to all depots", Little: "one more year", NoEffect: "stop", Worse: "stop at once", CannotTell: "extend by six months"},
		Decides:   "head of service", Agreed: day("2023-12-15"),
	}
}

// controlled is the same compared with another depot.
func controlled() contract.Contract {
	c := agreed()
	c.Method, c.Control, c.Metric.Drives = metrics.GapChange, "depot A", []string{"cost"}
	return c
}

// measured is what came of it by the end, as agreed.
func measured(c contract.Contract) contract.Measured {
	day := metrics.MustDate
	m := contract.Measured{
		On: day("2025-01-01"), Looks: 2,
		Change: metrics.Change{
			Metric: "hours", Unit: "h", Better: metrics.Lower, Method: c.Method, Because: metrics.CallersMethod,
			Estimate: -1, Interval: metrics.MustBetween(-1.4, -0.6), Level: c.Looks[1].Level, SE: 0.2, DF: 15,
			Before: metrics.Group{From: day("2023-01-01"), To: day("2023-12-01"), Points: 12, Mean: 9, SD: 0.4},
			After:  metrics.Group{From: day("2024-02-01"), To: day("2024-12-01"), Points: 11, Mean: 8, SD: 0.4},
		},
	}
	if c.Control != "" {
		m.Change.Control = &metrics.Control{Name: c.Control, Before: m.Change.Before, After: m.Change.After}
	}
	return m
}

// early is what came of it by the first look.
func early(c contract.Contract) contract.Measured {
	m := measured(c)
	m.On, m.Looks, m.Change.Level = metrics.MustDate("2024-07-02"), 1, c.Looks[0].Level
	m.Change.After.To, m.Change.After.Points = metrics.MustDate("2024-07-01"), 6
	if m.Change.Control != nil {
		m.Change.Control.After = m.Change.After
	}
	return m
}

func TestBadContracts(t *testing.T) {
	_, err := contract.Seal(contract.Contract{Looks: []contract.Look{{Level: 1}}, Worth: -1})
	for _, want := range []string{
		"contract: version: want 1, have 0", "contract: pilot: is missing", "contract: metric.id: is missing", "contract: decisions.worse: is missing",
		"contract: metric.better: want higher or lower, have unknown", "contract: split.before.to: is missing", "contract: agreed: is missing",
		"contract: period: want one of the periods", "contract: baselineReadings: want 6 or more", "contract: looks[0].readings: want 6 or more",
		"contract: looks[0].level: want a share", "contract: worth: want a finite number above 0, have -1", "contract: method: want one of the methods",
	} {
		require.ErrorContains(t, err, want)
	}
	require.Equal(t, 1, strings.Count(err.Error(), "metric.id:"), "told once")
	late := agreed()
	late.Agreed, late.Split.Before.To, late.Split.After.From = late.Start, metrics.MustDate("2024-01-15"), metrics.MustDate("2023-12-20")
	require.ErrorContains(t, late.Validate(), "contract: agreed: 2024-01-01 isn't before the start, 2024-01-01")
	require.ErrorContains(t, late.Validate(), "contract: split.before.to: 2024-01-15 isn't before the start")
	require.ErrorContains(t, late.Validate(), "contract: split.after.from: 2023-12-20 is before the start")
	var c contract.Contract
	require.ErrorContains(t, json.Unmarshal([]byte(`{"version":2,"wish":1}`), &c), "contract: wish: unknown field")
}

// One fault in a contract that is valid without it, told by one problem.
func TestOneFault(t *testing.T) {
	require.NoError(t, agreed().Validate())
	require.NoError(t, controlled().Validate())
	const broken = "caf\xe9"
	for want, change := range map[string]func(*contract.Contract){
		"pilot: invalid UTF-8":             func(c *contract.Contract) { c.Pilot = broken },
		"problem: is missing":              func(c *contract.Contract) { c.Problem = " " },
		"decides: invalid UTF-8":           func(c *contract.Contract) { c.Decides = broken },
		"decisions.little: invalid UTF-8":  func(c *contract.Contract) { c.Decisions.Little = broken },
		"metric.id: is missing":            func(c *contract.Contract) { c.Metric.ID = " " },
		"metric.name: invalid UTF-8":       func(c *contract.Contract) { c.Metric.Name = broken },
		"metric.unit: invalid UTF-8":       func(c *contract.Contract) { c.Metric.Unit = broken },
		"metric.drives[1]: invalid UTF-8":  func(c *contract.Contract) { c.Metric.Drives = []string{"cost", broken} },
		"metric.kind: ":                    func(c *contract.Contract) { c.Metric.Kind = 99 },
		"metric.better: ":                  func(c *contract.Contract) { c.Metric.Better = 99 },
		"metric: no share lies in the":     func(c *contract.Contract) { c.Metric.Kind, c.Metric.Range = metrics.Share, metrics.From(2) },
		"period: want one of the":          func(c *contract.Contract) { c.Period = 99 },
		"period: want one of the periods":  func(c *contract.Contract) { c.Period = metrics.PeriodUnknown },
		"baselineReadings: want 6 or more": func(c *contract.Contract) { c.BaselineReadings = 5 },
		"baselineReadings: 13 monthly":     func(c *contract.Contract) { c.BaselineReadings = 13 },
		"baselineReadings: 6 monthly readings don't fit into": func(c *contract.Contract) {
			c.BaselineReadings, c.Split.Before.From = 6, metrics.MustDate("2023-08-01")
		},
		"chosen: ": func(c *contract.Contract) { c.Chosen = 99 },
		"season: want 1 or more, or 0 for unknown, have -1": func(c *contract.Contract) { c.Season = -1 },
		"looks: are missing":                                          func(c *contract.Contract) { c.Looks = nil },
		"looks: 2 looks all at a level of":                            func(c *contract.Contract) { c.Looks[0].Level = c.Looks[1].Level },
		"looks[0].readings: want 6 or more":                           func(c *contract.Contract) { c.Looks[0].Readings = 5 },
		"looks[1].readings: want more than the 11 before it, have 11": func(c *contract.Contract) { c.Looks[0].Readings = 11 },
		"looks[1].readings: 12 monthly readings don't fit into":       func(c *contract.Contract) { c.Looks[1].Readings = 12 },
		"looks[1].readings: 1000000 monthly":                          func(c *contract.Contract) { c.Looks[1].Readings = 1_000_000 },
		"looks[1].readings: 9223372036854775807 monthly":              func(c *contract.Contract) { c.Looks[1].Readings = math.MaxInt },
		"looks[1].level: want a share above 0 and below 1, have NaN":  func(c *contract.Contract) { c.Looks[1].Level = math.NaN() },
		"looks[1].level: want a share above 0 and below 1, have 0":    func(c *contract.Contract) { c.Looks[1].Level = 0 },
		"looks[1].level: want a share above 0 and below 1, have 1":    func(c *contract.Contract) { c.Looks[1].Level = 1 },
		"worth: want a finite number above 0, have 0":                 func(c *contract.Contract) { c.Worth = 0 },
		"worth: want a finite number above 0, have NaN":               func(c *contract.Contract) { c.Worth = math.NaN() },
		"worth: want a finite number above 0, have +Inf":              func(c *contract.Contract) { c.Worth = math.Inf(1) },
		"method: pooled-pilots is of several pilots":                  func(c *contract.Contract) { c.Method = metrics.PooledPilots },
		"control: is missing: gap-change compares with one":           func(c *contract.Contract) { c.Method = metrics.GapChange },
		"control: welch-effective compares with none, have \"x\"":     func(c *contract.Contract) { c.Control = "x" },
	} {
		c := agreed()
		change(&c)
		s, err := contract.Seal(c)
		require.ErrorContains(t, err, "contract: "+want)
		require.NotContains(t, err.Error(), "\n", want)
		require.Zero(t, s)
	}
	c := controlled()
	c.Control = "caf\xe9"
	require.EqualError(t, c.Validate(), "contract: control: invalid UTF-8")
}

// The least that can be agreed on: one look, and as few readings as tell anything.
func TestLeastContract(t *testing.T) {
	c := agreed()
	c.BaselineReadings, c.Looks = metrics.MinBaselinePoints, []contract.Look{{Readings: metrics.MinBaselinePoints, Level: 0.95}}
	require.NoError(t, c.Validate())
	c.Season = 1
	require.NoError(t, c.Validate())
}

// Every method either takes a control or doesn't, but a pool of pilots.
func TestControlOfMethods(t *testing.T) {
	for method := range metrics.Methods {
		with, without := controlled(), agreed()
		with.Method, without.Method = method, method
		valid := 0
		for _, c := range []contract.Contract{with, without} {
			if c.Validate() == nil {
				valid++
			}
		}
		want := 1
		if method == metrics.MethodUnknown || method == metrics.PooledPilots {
			want = 0
		}
		require.Equal(t, want, valid, method)
	}
}
