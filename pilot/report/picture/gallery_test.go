package picture_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

// proposed is a candidate that every rule lets through, spoken for by the managers
// of those functions.
func proposed(name, function string, cost, impact float64, by ...string) pilot.Candidate {
	c := pilot.Candidate{
		Name: name, Problem: "faults", Offer: pilot.PublicShowcase, Function: function,
		Area:      community.PracticeArea{ID: name, Practitioners: metrics.Exactly(200), Workforce: metrics.Exactly(4000)},
		Community: community.Census{Practising: 50 * community.Person},
		Benefit:   metrics.Benefit{Metric: "cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12)}},
		Endorsers: []pilot.Endorser{}, Cost: metrics.Quantity{Value: metrics.Exactly(cost), Unit: "EUR"},
		Scores: map[string]metrics.Interval{
			"impact": metrics.Exactly(impact), "support": metrics.MustBetween(3, 6), "transfer": metrics.Exactly(10 - impact), "achievable": metrics.Exactly(5),
		},
	}
	for _, f := range by {
		c.Endorsers = append(c.Endorsers, pilot.Endorser{Name: "manager of " + f + " for " + name, Function: f, Gained: metrics.Yes})
	}
	return c
}

// slate has candidates of every kind: certain showcases, perhaps one, one that
// waits, one that is declined, KM's own and a supporting network.
func slate() pilot.Slate {
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{
		Organisation: "Acme", Function: "km", Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(4000)},
		Functions: []community.Function{
			{ID: "wells", Kind: community.Frontline}, {ID: "depots", Kind: community.Frontline}, {ID: "labs", Kind: community.Frontline},
			{ID: "finance", Kind: community.Support, Supports: []string{"wells"}}, {ID: "km", Kind: community.Support, Supports: []string{"wells"}},
		},
		Metrics: []metrics.Metric{{Measure: metrics.Measure{ID: "cost", Unit: "EUR"}, Better: metrics.Lower, Hard: true}},
	}}
	s.Candidates = []pilot.Candidate{
		proposed("drilling engineers", "wells", 60, 8, "wells", "labs"), proposed("repair of pumps and compressors in all depots", "depots", 50, 7, "depots", "wells"),
		proposed("assays", "labs", 30, 4, "labs", "wells"), proposed("budgeting", "finance", 10, 10, "finance"), proposed("pumps", "wells", 20, 9),
		{Name: "KM community", Offer: pilot.PublicShowcase, Function: "km", Area: community.PracticeArea{ID: "km"}},
		{Name: "KM champions", Offer: pilot.SupportingNetwork, Function: "km", Area: community.PracticeArea{ID: "km"}, Form: community.NetworkOfChampions},
	}
	s.Candidates[4].Area.Practitioners, s.Candidates[4].Endorsers = metrics.MustBetween(80, 200), nil
	s.Candidates[2].Benefit.Baseline = metrics.Baseline{Points: metrics.Exactly(8)}
	s.Choice = &pilot.Choice{
		Staff: 6, Budget: metrics.Quantity{Value: metrics.Exactly(120), Unit: "EUR"}, Wins: 2,
		Managers: []pilot.Manager{
			{Function: "wells", Weight: 5, Segment: pilot.Interested}, {Function: "depots", Weight: 3, Segment: pilot.Sceptic},
			{Function: "finance", Weight: 4, Segment: pilot.Interested}, {Function: "labs", Weight: 2, Segment: pilot.DieHard},
		},
	}
	return s
}

// many is a slate of n candidates, named by a function.
func many(n int, name func(int) string) pilot.Slate {
	s := slate()
	s.Candidates = s.Candidates[:0]
	functions := []string{"wells", "depots", "labs"}
	for i := range n {
		s.Candidates = append(s.Candidates, proposed(name(i), functions[i%3], float64(10+7*i%60), float64(i%9), functions[(i+1)%3], functions[(i+2)%3]))
		s.Candidates[i].Area.Practitioners = metrics.MustBetween(float64(80+i%40), 200)
	}
	s.Choice.Staff = 12
	return s
}

func selected(t testing.TB, s pilot.Slate) pilot.Selection {
	t.Helper()
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.NotNil(t, selection.Chosen)
	return selection
}

// outcomes are all that a finding can be, and one that none is.
var outcomes = []maturity.Outcome{maturity.Met, maturity.Unmet, maturity.Unknown, maturity.NotApplicable, 9}

// verdicts are n of them under so many rules, of every outcome and decision.
func verdicts(n, rules int, named func(int) string) (all []pilot.Verdict) {
	for i := range n {
		v := pilot.Verdict{Candidate: named(i), Lowest: pilot.Decision(i % 5), Highest: pilot.Decision(i * 3 % 5)}
		for k := range rules {
			f := pilot.Finding{Ceiling: pilot.Decision(k % 4)}
			f.Criterion, f.Says, f.Outcome = fmt.Sprint(k), named(k), outcomes[(i+k)%len(outcomes)]
			v.Findings = append(v.Findings, f)
		}
		all = append(all, v)
	}
	return all
}

// ranking is one of n with the shares of their ranks.
func ranking(n int, named func(int) string) (choose.Ranking, *choose.Acceptability) {
	var r choose.Ranking
	a := choose.Acceptability{Draws: 10_000, SE: 0.005}
	for i := range n {
		r.Ranked = append(r.Ranked, choose.Ranked{ID: named(i), Rank: i + 1, Score: 1 / float64(i+2), Ranks: metrics.MustBetween(float64(max(1, i)), float64(min(n, i+3)))})
		a.IDs = append(a.IDs, named(i))
		shares := make([]float64, n)
		for k := range n {
			shares[k] = 1 / float64(n)
		}
		shares[i], shares[0] = shares[i]+shares[0], shares[i]
		if i == 0 {
			shares[0] = 1 / float64(n)
		}
		a.Ranks = append(a.Ranks, shares)
	}
	return r, &a
}

// chosen is a choice among n candidates for so many functions.
func chosen(n, functions int, named func(int) string) pilot.Chosen {
	var c pilot.Chosen
	for i := range n {
		if i%4 == 1 {
			c.Portfolio.Chosen = append(c.Portfolio.Chosen, named(i))
		}
		for f := range functions {
			c.Convinces = append(c.Convinces, pilot.Convinces{Candidate: named(i), Function: named(100 + f), Answer: metrics.Answer((i + f) % 3), Wins: f % 4})
		}
	}
	return c
}

// lit are n points, of which every other one is known as a range.
func lit(n int, named func(int) string) (all []picture.LitPoint) {
	for i := range n {
		certain, possible, of := i, min(i+i%2*2, 60), 60
		share := metrics.MustBetween(float64(certain)/float64(of), float64(possible)/float64(of))
		all = append(all, picture.LitPoint{
			Label: named(i), Day: metrics.MustDate("2023-01-01").AddMonths(3 * i),
			Lit: maturity.UnitShare{Certain: certain, Possible: possible, Of: of, Share: share, Tips: 0.28, Reached: share.AtLeast(0.28)},
		})
	}
	return all
}

// steps are n sets, each dearer than the one before.
func steps(n int, named func(int) string) (all []choose.Step) {
	var set []string
	for i := range n {
		all = append(all, choose.Step{Cost: float64(i * i), Coverage: 10 * float64(i), Chosen: slices.Clone(set)})
		set = append(set, named(i))
	}
	return all
}

// runChart is a chart of n readings, half of them before the change.
func runChart(n int, named func(int) string) metrics.RunChart {
	c := metrics.RunChart{
		Metric: named(0), Unit: named(1), ControlName: named(2), Better: metrics.Lower,
		Before: n / 2, Centre: 42, Limits: metrics.MustBetween(35.5, 48.5),
	}
	for i := range n {
		x := metrics.Point{Date: metrics.MustDate("2020-01-01").AddDays(7 * i), Value: 42 + float64(i*7%11-5)}
		control := x
		control.Value += 4 - float64(i%3)
		c.Control = append(c.Control, control)
		if i >= c.Before {
			c.Expected = append(c.Expected, metrics.Point{Date: x.Date, Value: 41 + float64(i%2)})
			x.Value -= 7
		}
		c.Readings = append(c.Readings, x)
		if x.Value < 35.5 {
			c.Signals = append(c.Signals, i)
		}
	}
	return c
}

// gallery is every picture there is, of so many of whatever it shows, with names by
// number.
func gallery(o picture.Options, named func(int) string, counts ...int) map[string]picture.Picture {
	all := map[string]picture.Picture{}
	for _, n := range counts {
		at := func(kind string) string { return fmt.Sprint(kind, " of ", n) }
		var places []picture.Place
		for i := range n {
			places = append(places, picture.Place{Label: named(i), Nature: nature(i%4, i%3, i%2, 0, i%5)})
		}
		all[at("triangle")] = picture.Triangle(o, places...)
		m := &maturity.Model{ID: "x"}
		a := maturity.Assessment{Model: "x", Lowest: "1", Highest: "3"}
		for i := range n {
			m.Levels = append(m.Levels, maturity.Level{ID: fmt.Sprint(i), Name: named(i), Optional: i == 1})
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: fmt.Sprint(i), Level: fmt.Sprint(i), Says: named(i)})
			a.Findings = append(a.Findings, maturity.Finding{Criterion: fmt.Sprint(i), Outcome: maturity.Outcome(i % 2)})
		}
		all[at("ladder passed")] = picture.Ladder(o, m, maturity.Assessment{Model: "x", Lowest: "3", Highest: "3"})
		all[at("ladder")] = picture.Ladder(o, m, a)
		all[at("rules")] = picture.Rules(o, verdicts(n, 15, named))
		all[at("own rules")] = picture.Rules(o, verdicts(min(n, 3), n, named))
		all[at("more rules")] = picture.Rules(o, verdicts(min(n, 2), 70+n, named))
		r, doubt := ranking(n, named)
		all[at("ranks")] = picture.Ranks(o, r, doubt)
		certain := *doubt
		certain.Exact = true
		all[at("exact ranks")] = picture.Ranks(o, r, &certain)
		all[at("possible ranks")] = picture.Ranks(o, r, nil)
		for _, functions := range []int{1, 4, 9} {
			all[at(fmt.Sprint("coverage by ", functions))] = picture.Coverage(o, chosen(n, functions, named))
		}
		points := lit(n, named)
		all[at("lit")] = picture.Lit(o, points)
		for i := range points {
			points[i].Day = metrics.Date{}
		}
		all[at("lit without days")] = picture.Lit(o, points)
		all[at("frontier")] = picture.Frontier(o, steps(n, named), choose.Portfolio{}, named(0))
		for k, s := range steps(n, named) {
			if k > 1 && k < n-1 {
				continue
			}
			all[fmt.Sprint(at("frontier"), " chosen ", k)] = picture.Frontier(o, steps(n, named), choose.Portfolio{Feasible: true, Cost: s.Cost, Coverage: s.Coverage, Chosen: s.Chosen}, "")
		}
		c := runChart(n, named)
		all[at("chart")] = picture.Chart(o, c)
		c.Limits, c.Trial, c.Better, c.ControlName = metrics.From(35.5), true, metrics.Higher, ""
		all[at("chart from a limit")] = picture.Chart(o, c)
		c.Limits, c.Better, c.Metric, c.Unit = metrics.UpTo(48.5), metrics.DirectionUnknown, "", ""
		all[at("chart to a limit")] = picture.Chart(o, c)
		c.Limits, c.Before, c.Control = metrics.Anything(), 0, nil
		all[at("chart after")] = picture.Chart(o, c)
		c.Before = -1
		all[at("chart not valid")] = picture.Chart(o, c)
		c.Before, c.Centre, c.Expected = n, 1, nil
		for i := range c.Readings {
			c.Readings[i].Value = math.MaxFloat64 * float64(1-i%3)
		}
		all[at("chart of extremes")] = picture.Chart(o, c)
	}
	return all
}
