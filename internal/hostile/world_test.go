package hostile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/pilottest"
)

func day(s string) metrics.Date { return metrics.MustDate(s) }

// text are the files that the readers read, each of 2 KB at most.
const (
	rosterText = "id,unit,profession,fte,tie\n1,service,Law,1,\n2,service,Welding,0.5,practising\n3,km,,1,innovating\n"
	logText    = "member,date,act,topic,by\nann,2024-01-10,question,welds,\nbob,2024-01-11,answer,welds,\nteam,2024-02-10,contribution,,\ndan,2024-03-01,join,,ann\nguest,2024-03-05,question,pipes,\n"
	seriesText = "date,value\n2024-01-01,3\n2024-02-01,4.5\n2024-03-01,2\n"
)

// world is values of everything that reads itself, made as their users make them.
func world(t testing.TB) []any {
	all := append(judgements(t), communities(t)...)
	return append(all, maturities(t)...)
}

// slate is the example's: it has a choice, and agreements that are settled.
func slate(t testing.TB) pilot.Slate {
	f, err := os.Open(filepath.Join(root, "examples/choose/case.json"))
	require.NoError(t, err)
	defer f.Close()
	all, err := pilot.ReadSlates(f)
	require.NoError(t, err)
	return all[0]
}

func selected(t testing.TB, s pilot.Slate) pilot.Selection {
	out, err := pilot.Select(s, pilot.SelectOptions{Methods: methods.Study()})
	require.NoError(t, err)
	return out
}

// monthly is a series of months that falls at the thirteenth.
func monthly(t testing.TB, level, step float64) metrics.Series {
	var points []metrics.Point
	for k := range 24 {
		value := level + float64(k*7%5)
		if k >= 12 {
			value -= step
		}
		points = append(points, metrics.Point{Date: metrics.Monthly.After(day("2024-01-01"), k), Value: value})
	}
	s, err := metrics.NewSeries(points...)
	require.NoError(t, err)
	return s
}

// cases are two to study, one of them with a control.
func cases(t testing.TB) []study.Case {
	c := study.Case{
		Name: "yards", Metric: metrics.Metric{Measure: metrics.Measure{ID: "hours", Unit: "h", Kind: metrics.Amount}, Better: metrics.Lower},
		Series: monthly(t, 540, 40), Split: metrics.SplitAt(day("2025-01-01")),
	}
	with := c
	with.Control = &study.Control{Name: "other yards", Series: monthly(t, 520, 2)}
	return []study.Case{c, with}
}

// judgements are slates, what is selected of them, and what is studied.
func judgements(t testing.TB) []any {
	s := slate(t)
	random := pilottest.RandomSlate(1, pilottest.GeneratorOptions{Candidates: 8, Choice: true})
	ladder := pilottest.Slate(pilottest.Programme(maturity.Embedded))
	all := []any{s, selected(t, s), random, selected(t, random), ladder, selected(t, ladder), pilot.Policy{Endorsers: 2, Rules: []string{pilot.RuleBaseline}}}
	for _, c := range cases(t) {
		change, err := study.Compare(c, study.Options{})
		require.NoError(t, err)
		terms := metrics.Terms{Price: metrics.Quantity{Value: metrics.Exactly(62), Unit: "EUR"}, Attribution: metrics.MustBetween(0.5, 1)}
		saving, err := change.Saving(terms)
		require.NoError(t, err)
		chart, err := study.NewRunChart(c, study.Options{})
		require.NoError(t, err)
		baseline, err := c.Series.Baseline(metrics.Date{}, metrics.Date{})
		require.NoError(t, err)
		rates, err := metrics.NewRates(100, metrics.Point{Date: day("2024-01-01"), Count: 3, Of: 40}, metrics.Point{Date: day("2024-02-01"), Count: 4, Of: 50})
		require.NoError(t, err)
		all = append(all, c, change, saving, terms, chart, baseline, rates, metrics.Point{Date: day("2024-01-01"), Value: 5e-324},
			metrics.Benefit{Metric: "hours", Baseline: baseline, Change: &change})
		for p := range c.Series.All() {
			all = append(all, p)
		}
	}
	return all
}

// communities are rosters and what is counted, followed and checked of them.
func communities(t testing.TB) []any {
	var roster community.RosterNotes
	var members []community.Member
	for m, err := range community.ReadRoster(strings.NewReader(rosterText), community.RosterOptions{Notes: &roster}) {
		require.NoError(t, err)
		members = append(members, m)
	}
	census, notes, err := community.CountSlice("Law", members)
	require.NoError(t, err)
	people, err := community.Persons(community.PersonOptions{}, community.Members(members...), community.Members(community.Member{ID: "1", MainRole: "Welding"}))
	require.NoError(t, err)
	person := community.Person
	returns := []community.Return{
		{Unit: "a", AsOf: day("2023-03-31"), Roles: []community.RoleCount{{Role: "Law", Weight: 20 * person}, {Role: "Other law", Weight: 0}}},
		{Unit: "a", AsOf: day("2024-03-31"), Roles: []community.RoleCount{{Role: "Law", Weight: 0}, {Role: "Other law", Weight: 50 * person}}, Unknown: person / 2},
	}
	flags, err := community.Flags(returns, community.FlagOptions{})
	require.NoError(t, err)
	histories, err := community.Histories(returns, community.FTE, community.FlagOptions{})
	require.NoError(t, err)
	readings := []community.Reading{{AsOf: day("2024-01-01"), Census: census}, {AsOf: day("2025-01-01"), Census: community.Census{Practising: 3 * person, Unknown: person}}}
	path, err := community.Trace(readings, community.Fraction{})
	require.NoError(t, err)
	area := community.PracticeArea{ID: "law", Practitioners: census.Practitioners(), Workforce: metrics.Exactly(500)}
	charter := community.Charter{Formal: metrics.Yes}
	all := []any{roster, members, census, notes, people, returns, flags, community.FlagOptions{Factor: 2, Least: person}, histories, readings, path, path.Becomes(community.Practice),
		area, area.Shortfall(community.Threshold{}), community.Threshold{Practitioners: 20, Share: 0.25}, charter, charter.Network(census.Nature()), census.Nature(), census.Practising,
		community.Function{ID: "km", Kind: community.Support, Supports: []string{"service"}}}

	var log health.LogNotes
	var events []health.Event
	for e, err := range health.ReadLog(strings.NewReader(logText), health.LogOptions{Notes: &log}) {
		require.NoError(t, err)
		events = append(events, e)
	}
	activity, seen, err := health.Observe(health.Events(events...), health.Community{
		Kind: health.Managed, From: day("2024-01-01"), Months: 3, Members: []string{"ann", "bob", "cyd", "dan"}, Organisers: []string{"team"},
	})
	require.NoError(t, err)
	activity.Factors = map[health.Factor]metrics.Answer{health.Online: metrics.Yes, health.BusinessCase: metrics.No}
	checkup, err := health.Check(activity, health.Options{})
	require.NoError(t, err)
	options := health.Options{Limits: health.Limits{Small: 50}, Bands: health.Bands()[:2], Life: health.LifeLimits{Maturity: 0.9}, Cuts: health.Cuts{Questions: 3}, Survey: health.Survey2014()}
	return append(all, log, events, activity, seen, checkup, options)
}

// maturities are models and evidence, and what is assessed, compared and followed.
func maturities(t testing.TB) []any {
	m := maturitytest.Model(maturity.Staged)
	journey := maturity.Journey()
	early, late := maturitytest.Evidence(maturity.RolesEstablished), maturitytest.Evidence(maturity.Embedded)
	options := maturity.Options{AsOf: day("2024-01-01"), Target: journey.Levels[2].ID, Waivers: []maturity.Waiver{
		{Criterion: journey.Criteria[0].ID, Reason: "under way", Approver: "head of KM", Until: day("2027-01-01")},
	}}
	a, err := journey.Assess(early, options)
	require.NoError(t, err)
	options.AsOf = day("2025-01-01")
	b, err := journey.Assess(late, options)
	require.NoError(t, err)
	diff, err := journey.Diff(a, b, maturity.DiffOptions{})
	require.NoError(t, err)
	restated, err := journey.DiffRestated(a, a, b)
	require.NoError(t, err)
	history, err := journey.History(a, b)
	require.NoError(t, err)
	compared, err := journey.Compare(late, options)
	require.NoError(t, err)
	spread, err := maturity.NewSpread(journey, map[string]maturity.Assessment{"a": a, "b": b}, maturity.SpreadOptions{})
	require.NoError(t, err)
	moved, err := spread.Change(spread)
	require.NoError(t, err)
	flags, err := maturity.Flags([]maturity.Coverage{{AsOf: day("2024-01-01"), Value: 1, Population: 10}, {AsOf: day("2025-01-01"), Value: 2, Population: 100}}, maturity.FlagOptions{})
	require.NoError(t, err)
	require.NotEmpty(t, flags)
	units := maturity.Units{{ID: "a", Facts: early, Waivers: options.Waivers}, {ID: "b", Facts: late}}
	return []any{*m, *journey, early, late, options, a, b, diff, restated, history, compared, spread, moved, flags, units}
}
