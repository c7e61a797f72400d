package picture_test

import (
	"context"
	"fmt"
	"strings"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/report/picture"
)

// Where a network of champions stands, as a picture and in numbers.
func ExampleTriangle() {
	champions := community.Census{Interested: 12 * community.Person, Innovating: 9 * community.Person, Unknown: 3 * community.Person}
	p := picture.Triangle(picture.Options{}, picture.Place{Label: "champions", Nature: champions.Nature()})
	fmt.Println(strings.HasPrefix(p.String(), "<svg "))
	fmt.Println(p.Description)
	fmt.Println(p.Table.Columns)
	for _, row := range p.Table.Rows {
		fmt.Println(row)
	}
	// Output:
	// true
	// A tie counts from 1/4 of the members on: the three lines part seven regions. champions: somewhere in the outlined area: interest and innovation. A dashed ring is the middle of what is open, not a place that is known.
	// [place practice interest innovation nature]
	// [champions 0 % to 12.5 % 50 % to 62.5 % 37.5 % to 50 % interest and innovation]
}

// The stage ladder of a programme with champions and no posts yet.
func ExampleLadder() {
	journey := maturity.Journey()
	a, err := journey.Assess(maturity.Evidence{
		{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)}, {Measure: maturity.KMPractitioners, Value: metrics.Exactly(0)},
	}, maturity.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Ladder(picture.Options{}, journey, a).Description)
	// Output:
	// embedded: not reached. roles established: not reached. champions network: reached. not started: reached.
}

// What the rules say of one candidate that is KM's own, and of a network beside it.
func ExampleRules() {
	programme := pilot.Programme{
		Organisation: "Acme", Function: "km", Area: community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3)},
		Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support, Supports: []string{"service"}}},
	}
	var verdicts []pilot.Verdict
	for _, c := range []pilot.Candidate{
		{Name: "KM community", Offer: pilot.PublicShowcase, Function: "km", Area: community.PracticeArea{ID: "km"}},
		{Name: "KM champions", Offer: pilot.SupportingNetwork, Function: "km", Area: community.PracticeArea{ID: "km"}, Form: community.NetworkOfChampions},
	} {
		v, err := pilot.Screen(c, programme, pilot.Policy{})
		if err != nil {
			fmt.Println(err)
			return
		}
		verdicts = append(verdicts, v)
	}
	p := picture.Rules(picture.Options{}, verdicts)
	fmt.Println(p.Description)
	fmt.Println(p.Table.Columns[3])
	for _, row := range p.Table.Rows {
		fmt.Println(row[0], row[3])
	}
	// Output:
	// KM community: decline; 1 met, 4 not met, 8 unknown. KM champions: support; 2 met, 2 not met, 1 unknown.
	// R2-practice-area
	// KM community not met
	// KM champions doesn't apply
}

// How three candidates rank, and how often each comes first under other weights.
func ExampleRanks() {
	score := func(impact, support float64) map[string]metrics.Interval {
		return map[string]metrics.Interval{"impact": metrics.Exactly(impact), "support": metrics.Exactly(support)}
	}
	alternatives := []choose.Alternative{{ID: "drilling", Scores: score(9, 5)}, {ID: "pumps", Scores: score(6, 7)}, {ID: "assays", Scores: score(3, 4)}}
	criteria := []choose.Criterion{
		{ID: "impact", Better: metrics.Higher, Scale: metrics.MustBetween(0, 10), Weight: 2}, {ID: "support", Better: metrics.Higher, Scale: metrics.MustBetween(0, 10), Weight: 1},
	}
	ranking, err := choose.Rank(alternatives, criteria)
	if err != nil {
		fmt.Println(err)
		return
	}
	doubt, err := choose.Acceptabilities(context.Background(), alternatives, criteria, choose.AcceptabilityOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	p := picture.Ranks(picture.Options{}, ranking, &doubt)
	fmt.Println(p.Description)
	for _, row := range p.Table.Rows {
		fmt.Println(row)
	}
	// Output:
	// drilling: rank 1, possible: 1. First in 60 % of weightings. pumps: rank 2, possible: 2. First in 40 % of weightings. assays: rank 3, possible: 3. First in 0 % of weightings. The number in a part of a bar is the rank, its length how many weightings give it.
	// [drilling 1 1 0.767 60 % 40 % 0 %]
	// [pumps 2 2 0.633 40 % 60 % 0 %]
	// [assays 3 3 0.333 0 % 0 % 100 %]
}

// Whom the chosen pilots convince.
func ExampleCoverage() {
	c := pilot.Chosen{
		Portfolio: choose.Portfolio{Feasible: true, Chosen: []string{"drilling"}},
		Convinces: []pilot.Convinces{
			{Candidate: "drilling", Function: "wells", Answer: metrics.Yes, Wins: 1}, {Candidate: "drilling", Function: "depots", Answer: metrics.Yes, Wins: 3},
			{Candidate: "pumps", Function: "wells", Answer: metrics.Unknown, Wins: 1}, {Candidate: "pumps", Function: "depots", Answer: metrics.No, Wins: 3},
		},
	}
	p := picture.Coverage(picture.Options{}, c)
	fmt.Println(p.Table.Columns)
	for _, row := range p.Table.Rows {
		fmt.Println(row)
	}
	// Output:
	// [managers of wins they ask for wins chosen convinced? drilling (chosen) pumps]
	// [wells 1 1 convinced counts with them unknown]
	// [depots 3 1 not convinced counts with them doesn't count]
}

// Units that are lit in two rounds, of which the first isn't known exactly.
func ExampleLit() {
	p := picture.Lit(picture.Options{}, []picture.LitPoint{
		{Label: "spring", Lit: maturity.UnitShare{Certain: 2, Possible: 4, Of: 20, Share: metrics.MustBetween(0.1, 0.2), Tips: maturity.TippingShare, Reached: metrics.No}},
		{Label: "autumn", Lit: maturity.UnitShare{Certain: 6, Possible: 6, Of: 20, Share: metrics.Exactly(0.3), Tips: maturity.TippingShare, Reached: metrics.Yes}},
	})
	fmt.Println(p.Description)
	// Output:
	// spring: 10 % to 20 % lit, not enough to tip. autumn: 30 % lit, enough to tip.
}

// What it costs to convince, and the set that is chosen.
func ExampleFrontier() {
	problem := choose.Problem{
		Items:  []choose.Item{{ID: "assays", Cost: 30, Covers: []string{"labs"}}, {ID: "drilling", Cost: 60, Covers: []string{"wells", "labs"}}},
		Covers: []choose.Cover{{ID: "labs", Weight: 2}, {ID: "wells", Weight: 5}}, Most: 2, Budget: 100,
	}
	best, err := choose.Best(context.Background(), problem)
	if err != nil {
		fmt.Println(err)
		return
	}
	costs, err := choose.Costs(context.Background(), problem)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(picture.Frontier(picture.Options{}, costs, best, "thousand EUR").Description)
	// Output:
	// 0 for 0: no pilot. 30 for 2: assays. 60 for 7: drilling. Chosen: drilling.
}

// A metric before and after a change, with the limits that were frozen before it.
func ExampleChart() {
	c := metrics.RunChart{Metric: "repair-hours", Unit: "h", Better: metrics.Lower, Before: 3, Centre: 41, Limits: metrics.MustBetween(33, 49), Trial: true, Signals: []int{4}}
	for i, x := range []float64{41, 44, 38, 35, 29} {
		c.Readings = append(c.Readings, metrics.Point{Date: metrics.MustDate("2024-01-01").AddMonths(i), Value: x})
	}
	p := picture.Chart(picture.Options{}, c)
	fmt.Println(p.Description)
	fmt.Println(p.Table.Rows[4])
	// Output:
	// 3 readings before and 2 after the change, from 2024-01-01 (41 h) to 2024-05-01 (29 h). Signals: 1. Drawn beside them: centre before: 41 h; trial limits, of few readings: 33 to 49 h.
	// [2024-05-01 29 signal]
}

// The same community where a tie counts from a quarter of the members on, and from a tenth.
func ExampleTriangleAt() {
	members := community.Census{Practising: 7 * community.Person, Interested: 11 * community.Person, Innovating: 2 * community.Person}
	for _, counting := range []community.Fraction{community.DefaultCounting(), {Num: 1, Den: 10}} {
		nature, err := members.NatureAt(counting)
		p := picture.TriangleAt(picture.Options{}, counting, picture.Place{Label: "welders", Nature: nature})
		fmt.Println(p.Table.Rows[0], err)
	}
	// Output:
	// [welders 35 % 55 % 10 % practice and interest] <nil>
	// [welders 35 % 55 % 10 % mixed] <nil>
}

// A picture that speaks another language, where the table has the key.
func ExampleEnglish() {
	words := picture.English()
	words["triangle.title"] = "Wo die Gemeinschaft steht"
	fmt.Println(picture.Triangle(picture.Options{Words: words}).Title)
	fmt.Println(picture.Triangle(picture.Options{}).Title)
	// Output:
	// Wo die Gemeinschaft steht
	// Where the community stands between practice, interest and innovation
}

// What an embedder's own rule says, where nobody translated it.
func ExampleWords_Term() {
	words := picture.Words{"says.R6-frontline": "eine Funktion an der Front"}
	fmt.Println(words.Term("says.R6-frontline", "a frontline function"))
	fmt.Println(words.Term("says.own", "people who travel"))
	// Output:
	// eine Funktion an der Front
	// people who travel
}
