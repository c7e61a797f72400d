package pilot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
)

// readyShowcase is a candidate that every rule lets through, spoken for by those
// functions.
func readyShowcase(name, function string, cost, impact float64, by ...string) pilot.Candidate {
	c := pilot.Candidate{
		Name: name, Problem: "faults", Offer: pilot.PublicShowcase, Function: function,
		Area:      community.PracticeArea{ID: name, Practitioners: metrics.Exactly(200), Workforce: metrics.Exactly(4000)},
		Community: community.Census{Practising: 50 * community.Person},
		Benefit:   metrics.Benefit{Metric: "cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12)}},
		Endorsers: []pilot.Endorser{}, Cost: metrics.Quantity{Value: metrics.Exactly(cost), Unit: "EUR"},
		Scores: map[string]metrics.Interval{
			"impact": metrics.Exactly(impact), "support": metrics.Exactly(5), "transfer": metrics.Exactly(5), "achievable": metrics.Exactly(5),
		},
	}
	for _, f := range by {
		c.Endorsers = append(c.Endorsers, pilot.Endorser{Name: "manager of " + f, Function: f, Gained: metrics.Yes})
	}
	return c
}

func choosable() pilot.Slate {
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: pilot.Programme{
		Organisation: "Acme", Function: "km", Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(4000)},
		Functions: []community.Function{
			{ID: "wells", Kind: community.Frontline}, {ID: "depots", Kind: community.Frontline}, {ID: "labs", Kind: community.Frontline},
			{ID: "finance", Kind: community.Support, Supports: []string{"wells"}}, {ID: "km", Kind: community.Support, Supports: []string{"wells"}},
		},
		Metrics: []metrics.Metric{{Measure: metrics.Measure{ID: "cost", Unit: "EUR"}, Better: metrics.Lower, Hard: true}},
	}}
	s.Candidates = []pilot.Candidate{
		readyShowcase("drilling", "wells", 60, 8, "wells", "labs"),
		readyShowcase("repair", "depots", 50, 7, "depots"),
		readyShowcase("assays", "labs", 30, 4, "labs"),
		readyShowcase("budgeting", "finance", 10, 10, "finance"),
	}
	s.Candidates[0].Elements = []string{"roles", "technology"}
	s.Candidates[2].Elements = []string{"technology"}
	maybe := readyShowcase("pumps", "wells", 20, 9)
	maybe.Area.Practitioners = metrics.MustBetween(80, 200)
	s.Candidates = append(s.Candidates, maybe)
	s.Choice = &pilot.Choice{
		Staff: 6, Budget: metrics.Quantity{Value: metrics.Exactly(100), Unit: "EUR"},
		Managers: []pilot.Manager{
			{Function: "wells", Weight: 5, Segment: pilot.Interested}, {Function: "depots", Weight: 3, Segment: pilot.EarlyAdopter},
			{Function: "finance", Weight: 4, Segment: pilot.Interested}, {Function: "labs", Weight: 2, Segment: pilot.DieHard},
		},
		Elements: []string{"technology"}, Wins: 2,
	}
	return s
}

// Vetoed candidates stand aside and are never ranked, whatever their points; those
// that may be showcases are ranked, and only those that certainly are may run.
func TestChosen(t *testing.T) {
	selection, err := pilot.Select(choosable(), pilot.SelectOptions{})
	require.NoError(t, err)
	c := selection.Chosen
	require.NotNil(t, c)
	require.Equal(t, []pilot.Aside{{Candidate: "budgeting", Decision: pilot.Decline, Rules: []string{"R6-frontline", "R7-hard-metric"}}}, c.Aside)
	var order []string
	for _, x := range c.Ranking.Ranked {
		order = append(order, x.ID)
	}
	require.Equal(t, []string{"pumps", "drilling", "repair", "assays"}, order)
	require.Equal(t, 2, c.AtOnce, "six people, three a pilot")
	require.Equal(t, []string{"drilling"}, c.Portfolio.Chosen, "repair is over the budget, and the manager of labs isn't asked for two")
	require.Len(t, c.Waves, 1, "40 are left, and the manager of labs has spoken")
	require.Equal(t, [][]string{{"drilling"}}, c.Optima)
	require.Equal(t, 1.0, c.Core["drilling"])
	require.NotEmpty(t, c.Costs)
	require.True(t, c.Portfolio.Proven)

	told := map[[2]string]metrics.Answer{}
	for _, x := range c.Convinces {
		told[[2]string{x.Candidate, x.Function}] = x.Answer
	}
	require.Equal(t, metrics.Yes, told[[2]string{"drilling", "wells"}], "by the manager of labs")
	require.Equal(t, metrics.Yes, told[[2]string{"drilling", "finance"}], "the manager of wells, which finance supports")
	require.Equal(t, metrics.No, told[[2]string{"repair", "finance"}], "depots aren't near to finance")
	require.Equal(t, metrics.No, told[[2]string{"repair", "depots"}], "nobody is convinced by their own word")
	require.Equal(t, metrics.No, told[[2]string{"drilling", "labs"}], "die-hards")
	require.Equal(t, []string{"labs"}, c.Unreached)
}

// Sceptics are convinced by several pilots, each with an endorser of its own, never by
// one that many speak for, nor by the KM team.
func TestSceptics(t *testing.T) {
	s := choosable()
	s.Choice.Budget, s.Choice.Staff, s.Choice.Elements = metrics.Quantity{}, 12, nil
	s.Choice.Managers = []pilot.Manager{{Function: "finance", Weight: 4, Segment: pilot.Sceptic}}
	s.Candidates = []pilot.Candidate{
		readyShowcase("drilling", "wells", 60, 8, "wells"),
		readyShowcase("repair", "depots", 50, 7, "wells"),
		readyShowcase("assays", "labs", 30, 4, "wells", "km", "labs", "depots"),
	}
	for i := range s.Candidates {
		s.Candidates[i].Endorsers[0].Name += " " + s.Candidates[i].Name // three managers of wells
	}
	s.Choice.Wins = 0
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"assays", "drilling", "repair"}, selection.Chosen.Portfolio.Chosen)
	require.Equal(t, []string{"managers of finance"}, selection.Chosen.Portfolio.Covered)
	require.Empty(t, selection.Chosen.Unreached)
	for _, told := range selection.Chosen.Convinces {
		require.Equal(t, 3, told.Wins)
		require.Equal(t, []string{"manager of wells " + told.Candidate}, told.Through)
	}
	s.Choice.Staff = 6 // two at a time
	selection, err = pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Empty(t, selection.Chosen.Portfolio.Covered)
	require.Len(t, selection.Chosen.Waves, 2)
	require.Equal(t, []string{"managers of finance"}, selection.Chosen.Waves[1].Covered)
	s.Candidates[2].Endorsers = s.Candidates[2].Endorsers[1:2]
	s.Choice.Staff = 12
	selection, err = pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"finance"}, selection.Chosen.Unreached, "the KM team's own word")
}

// Whom the KM team endorses may run together: its word isn't asked for.
func TestKMEndorsesAll(t *testing.T) {
	s := choosable()
	s.Choice.Budget = metrics.Quantity{}
	for i := range s.Candidates {
		s.Candidates[i].Endorsers = append(s.Candidates[i].Endorsers, pilot.Endorser{Name: "head of KM", Function: "km", Gained: metrics.Yes})
	}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Len(t, selection.Chosen.Portfolio.Chosen, 2)
}

// Where all are vetoed there is no ranking, not an empty one.
func TestNothingToRank(t *testing.T) {
	s := choosable()
	s.Candidates = s.Candidates[3:4]
	s.Choice.Elements = nil
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Nil(t, selection.Chosen.Ranking)
	require.Nil(t, selection.Chosen.Doubt)
	require.Len(t, selection.Chosen.Aside, 1)
}

// A budget of nothing is one: nothing that costs is chosen.
func TestNoBudget(t *testing.T) {
	s := choosable()
	s.Choice.Budget.Value = metrics.Exactly(0)
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Empty(t, selection.Chosen.Portfolio.Chosen)
}

// What isn't known to fit the budget isn't chosen, and is told.
func TestUncosted(t *testing.T) {
	s := choosable()
	s.Candidates[0].Cost = metrics.Quantity{}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{"drilling"}, selection.Chosen.Uncosted)
	require.NotContains(t, selection.Chosen.Portfolio.Chosen, "drilling")
	s.Choice.Required = []string{"drilling"}
	selection, err = pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, []string{`"drilling" is required and its cost isn't known`}, selection.Chosen.Portfolio.Clash)
}

// An order without weights ranks by the weights of the order.
func TestOrderRanks(t *testing.T) {
	s := choosable()
	s.Choice.Order = []string{"impact", "support", "transfer", "achievable"}
	for i := range s.Candidates {
		low := map[string]float64{"drilling": 5, "repair": 9}[s.Candidates[i].Name]
		s.Candidates[i].Scores["transfer"], s.Candidates[i].Scores["achievable"] = metrics.Exactly(low), metrics.Exactly(low)
	}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.InDelta(t, 0.5208333333, selection.Chosen.Ranking.Weights["impact"], 1e-9)
	rank := map[string]int{}
	for _, r := range selection.Chosen.Ranking.Ranked {
		rank[r.ID] = r.Rank
	}
	require.Less(t, rank["drilling"], rank["repair"]+2)
	s.Choice.Criteria = pilot.PublishedCriteria()
	s.Choice.Criteria[0].Weight, s.Choice.Criteria[3].Weight = 1, 2
	_, err = pilot.Select(s, pilot.SelectOptions{})
	require.ErrorContains(t, err, "pilot: choice.order: the weights of the criteria say otherwise: [1 1 1 2]")
	s.Choice.Criteria[0].Weight, s.Choice.Criteria[3].Weight = 3, 1
	selection, err = pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.InDelta(t, 0.5, selection.Chosen.Ranking.Weights["impact"], 1e-9)
}

// A selection with its choice reads back as it was, whatever order the candidates
// came in.
func TestChosenReadsBack(t *testing.T) {
	s := choosable()
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, selection.WriteJSON(&b))
	var back pilot.Selection
	require.NoError(t, json.Unmarshal(b.Bytes(), &back))
	var again bytes.Buffer
	require.NoError(t, back.WriteJSON(&again))
	require.Equal(t, b.String(), again.String())
	s.Candidates[0], s.Candidates[3] = s.Candidates[3], s.Candidates[0]
	s.Choice.Managers = slices.Clone(s.Choice.Managers)
	slices.Reverse(s.Choice.Managers)
	other, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, selection, other)

	var slate bytes.Buffer
	require.NoError(t, s.WriteJSON(&slate))
	read, err := pilot.ReadSlates(&slate)
	require.NoError(t, err)
	require.Equal(t, s, read[0])
}

// A veto is never bought back by points: with all weight on what the vetoed one is
// best at, it still stands aside.
func TestPointsBuyNoVeto(t *testing.T) {
	s := choosable()
	s.Choice.Criteria = []choose.Criterion{{ID: "impact", Better: metrics.Higher, Scale: metrics.MustBetween(0, 10), Weight: 1}}
	for i := range s.Candidates {
		s.Candidates[i].Scores = map[string]metrics.Interval{"impact": s.Candidates[i].Scores["impact"]}
	}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.Equal(t, "budgeting", selection.Chosen.Aside[0].Candidate)
	require.NotContains(t, selection.Chosen.Portfolio.Chosen, "budgeting")
}

func TestBadChoices(t *testing.T) {
	for want, spoil := range map[string]func(*pilot.Slate){
		"pilot: choice.staff: want 0 or more, have -1":                                       func(s *pilot.Slate) { s.Choice.Staff = -1 },
		"pilot: choice.atOnce: the staff says it too: state one of them":                     func(s *pilot.Slate) { s.Choice.AtOnce = 2 },
		"pilot: choice.budget: want an exactly known amount of 0 or more in a currency":      func(s *pilot.Slate) { s.Choice.Budget.Value = metrics.From(3) },
		`pilot: choice.budget.unit: is "USD", and candidates[0] costs "EUR"`:                 func(s *pilot.Slate) { s.Choice.Budget.Unit = "USD" },
		`pilot: choice.managers[0].function: there is no function "moon"`:                    func(s *pilot.Slate) { s.Choice.Managers[0].Function = "moon" },
		`pilot: choice.managers[1].function: "wells" stands twice`:                           func(s *pilot.Slate) { s.Choice.Managers[1].Function = "wells" },
		"pilot: choice.managers[0].weight: want 0 or more, have -5":                          func(s *pilot.Slate) { s.Choice.Managers[0].Weight = -5 },
		`pilot: choice.required[0]: there is no candidate "moon"`:                            func(s *pilot.Slate) { s.Choice.Required = []string{"moon"} },
		`pilot: choice.conflicts[0]: "repair" can't exclude itself`:                          func(s *pilot.Slate) { s.Choice.Conflicts = [][2]string{{"repair", "repair"}} },
		`pilot: choice.elements[1]: "roles" stands twice`:                                    func(s *pilot.Slate) { s.Choice.Elements = []string{"roles", "roles"} },
		`pilot: candidates[0].elements[2]: is empty`:                                         func(s *pilot.Slate) { s.Candidates[0].Elements = append(s.Candidates[0].Elements, "") },
		`pilot: choice.required[1]: "repair" stands twice`:                                   func(s *pilot.Slate) { s.Choice.Required = []string{"repair", "repair"} },
		"pilot: choice.wins: want 0 or more, have -1":                                        func(s *pilot.Slate) { s.Choice.Wins = -1 },
		`pilot: choice.conflicts[0][0]: there is no candidate "moon"`:                        func(s *pilot.Slate) { s.Choice.Conflicts = [][2]string{{"moon", "repair"}} },
		`pilot: candidates[0].scores.luck: there is no criterion "luck"`:                     func(s *pilot.Slate) { s.Candidates[0].Scores["luck"] = metrics.Exactly(1) },
		"pilot: candidates[1].cost: want an exactly known amount of 0 or more in a currency": func(s *pilot.Slate) { s.Candidates[1].Cost.Value = metrics.Exactly(-1) },
		"pilot: choice.criteria[0].scale: is missing: without one": func(s *pilot.Slate) {
			s.Choice.Criteria = pilot.PublishedCriteria()
			s.Choice.Criteria[0].Scale = metrics.Anything()
			delete(s.Candidates[0].Scores, "impact")
		},
		"pilot: choice.criteria: all weights are 0": func(s *pilot.Slate) {
			s.Choice.Criteria = pilot.PublishedCriteria()
			for i := range s.Choice.Criteria {
				s.Choice.Criteria[i].Weight = 0
			}
		},
		`pilot: choice.order: names all criteria or none; missing: ["achievable" "support" "transfer"]`: func(s *pilot.Slate) { s.Choice.Order = []string{"impact"} },
		`pilot: choice.order[1]: "impact" is no criterion, or stands twice`:                             func(s *pilot.Slate) { s.Choice.Order = []string{"impact", "impact"} },
		"pilot: candidates[2].scores.impact: 11 isn't on the scale [0, 10]":                             func(s *pilot.Slate) { s.Candidates[2].Scores["impact"] = metrics.Exactly(11) },
	} {
		s := choosable()
		spoil(&s)
		_, err := pilot.Select(s, pilot.SelectOptions{})
		require.ErrorContains(t, err, want)
	}
	s := choosable()
	s.Choice.Required = []string{"budgeting", "drilling"}
	vetoed, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.False(t, vetoed.Chosen.Portfolio.Feasible)
	require.Equal(t, []string{`"budgeting" is required and isn't certain to be a showcase`}, vetoed.Chosen.Portfolio.Clash)
	s = choosable()
	s.Choice.Staff, s.Choice.Required = 2, []string{"drilling"}
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(t, err)
	require.False(t, selection.Chosen.Portfolio.Feasible)
	require.Contains(t, selection.Chosen.Portfolio.Clash, `"drilling" is required`)
}

// When its time is up, Select answers with the best so far and its bound.
func TestChosenWhenTimeIsUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	selection, err := pilot.Select(choosable(), pilot.SelectOptions{Context: ctx})
	require.ErrorIs(t, err, context.Canceled)
	require.NotNil(t, selection.Chosen)
	require.NotNil(t, selection.Chosen.Ranking)
	require.Nil(t, selection.Chosen.Doubt)
	require.GreaterOrEqual(t, selection.Chosen.Portfolio.Bound, selection.Chosen.Portfolio.Coverage)
}

func TestSegments(t *testing.T) {
	var texts []string
	for s := range pilot.Segments {
		texts = append(texts, s.String())
		parsed, err := pilot.ParseSegment(s.String())
		require.NoError(t, err)
		require.Equal(t, s, parsed)
	}
	require.Equal(t, []string{"unknown", "early adopter", "interested", "sceptic", "die-hard"}, texts)
	require.Equal(t, "Segment(9)", pilot.Segment(9).String())
	require.Error(t, new(pilot.Segment).UnmarshalText([]byte("keen")))
	var elements []string
	for e := range pilot.Elements {
		elements = append(elements, e)
	}
	require.Equal(t, []string{"roles", "processes", "technology", "governance"}, elements)
}
