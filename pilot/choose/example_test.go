package choose_test

import (
	"context"
	"fmt"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/choose"
)

// pilots are three invented candidates on the four published criteria, scored 0 to
// 10 (<https://www.nickmilton.com/2013/01/ranking-and-selecting-your-km-pilot.html>).
func pilots() ([]choose.Alternative, []choose.Criterion) {
	scale := metrics.MustBetween(0, 10)
	criteria := []choose.Criterion{
		{ID: "impact", Says: "measurable impact", Better: metrics.Higher, Scale: scale, Weight: 4},
		{ID: "support", Says: "strong support", Better: metrics.Higher, Scale: scale, Weight: 3},
		{ID: "transfer", Says: "transferable", Better: metrics.Higher, Scale: scale, Weight: 2},
		{ID: "effort", Says: "achievable: months of work", Better: metrics.Lower, Scale: metrics.MustBetween(0, 12), Weight: 1},
	}
	return []choose.Alternative{
		{ID: "drilling", Scores: map[string]metrics.Interval{"impact": metrics.Exactly(8), "support": metrics.Exactly(6), "transfer": metrics.Exactly(7), "effort": metrics.Exactly(6)}},
		{ID: "repair", Scores: map[string]metrics.Interval{"impact": metrics.MustBetween(5, 9), "support": metrics.Exactly(8), "transfer": metrics.Exactly(5), "effort": metrics.Exactly(4)}},
		{ID: "stores", Scores: map[string]metrics.Interval{"impact": metrics.Exactly(4), "support": metrics.Exactly(6), "transfer": metrics.Exactly(5), "effort": metrics.Exactly(6)}},
	}, criteria
}

func ExampleRank() {
	alternatives, criteria := pilots()
	r, err := choose.Rank(alternatives, criteria)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, x := range r.Ranked {
		fmt.Printf("%d. %s %.3f, rank %s, dominated by %v\n", x.Rank, x.ID, x.Score, x.Ranks, x.DominatedBy)
	}
	fmt.Println("stays first while impact weighs", r.Stability["impact"].Rounded())
	// Output:
	// 1. drilling 0.690, rank [1, 2], dominated by []
	// 2. repair 0.687, rank [1, 2], dominated by []
	// 3. stores 0.490, rank 3, dominated by [drilling repair]
	// stays first while impact weighs [0.379310344828, 1]
}

// Over all weightings: how often is each first?
func ExampleAcceptabilities() {
	alternatives, criteria := pilots()
	a, _ := choose.Acceptabilities(context.Background(), alternatives, criteria, choose.AcceptabilityOptions{Order: []string{"impact", "support", "transfer", "effort"}})
	for i, id := range a.IDs {
		fmt.Printf("%s is first in %.0f %% of weightings, ± %.0f\n", id, 100*a.Ranks[i][0], 200*a.SE)
	}
	// Output:
	// drilling is first in 57 % of weightings, ± 1
	// repair is first in 43 % of weightings, ± 1
	// stores is first in 0 % of weightings, ± 1
}

// The set that convinces most managers within what can be run at once.
func ExampleBest() {
	q := choose.Problem{
		Most: 2, Budget: 100, // thousand EUR
		Covers: []choose.Cover{{ID: "operations", Weight: 5}, {ID: "service", Weight: 3}, {ID: "finance", Weight: 4}, {ID: "technology", Must: true}},
		Items: []choose.Item{
			{ID: "drilling", Value: 0.69, Cost: 60, Covers: []string{"operations", "technology"}},
			{ID: "repair", Value: 0.68, Cost: 50, Covers: []string{"service", "finance"}},
			{ID: "stores", Value: 0.48, Cost: 30, Covers: []string{"finance", "technology"}},
		},
	}
	best, _ := choose.Best(context.Background(), q)
	fmt.Println(best.Chosen, best.Covered, best.Coverage, best.Proven)
	steps, _ := choose.Costs(context.Background(), q)
	for _, s := range steps {
		fmt.Println("for", s.Cost, "it is", s.Coverage, s.Chosen)
	}
	q.Required, q.Most = []string{"drilling", "repair"}, 1
	best, _ = choose.Best(context.Background(), q)
	fmt.Println(best.Clash)
	// Output:
	// [drilling stores] [operations finance technology] 9 true
	// for 30 it is 4 [stores]
	// for 60 it is 5 [drilling]
	// for 80 it is 7 [repair stores]
	// for 90 it is 9 [drilling stores]
	// [at most 1 at a time "drilling" is required "repair" is required]
}

func ExampleWaves() {
	waves, _ := choose.Waves(context.Background(), choose.Problem{
		Most: 1, Budget: 100, Covers: []choose.Cover{{ID: "operations", Weight: 5}, {ID: "service", Weight: 3}},
		Items: []choose.Item{{ID: "drilling", Covers: []string{"operations"}}, {ID: "repair", Covers: []string{"service"}}},
	})
	for i, w := range waves {
		fmt.Println(i+1, w.Chosen)
	}
	// Output:
	// 1 [drilling]
	// 2 [repair]
}

func ExampleRankOrderCentroid() {
	w, _ := choose.RankOrderCentroid(3)
	fmt.Printf("%.3f\n", w)
	// Output:
	// [0.611 0.278 0.111]
}

// Another set that covers as much is another answer as good.
func ExampleOptima() {
	sets, more, err := choose.Optima(context.Background(), choose.Problem{
		Most: 2, Budget: 100,
		Covers: []choose.Cover{{ID: "operations", Weight: 1}, {ID: "finance", Weight: 1}},
		Items: []choose.Item{
			{ID: "drilling", Cost: 60, Covers: []string{"operations"}},
			{ID: "repair", Cost: 40, Covers: []string{"operations"}},
			{ID: "stores", Cost: 30, Covers: []string{"finance"}},
		},
	})
	fmt.Println(sets, more, err)
	// Output:
	// [[drilling stores] [repair stores]] false <nil>
}

// How much hangs on the weights of the audiences, if one pilot can run?
func ExampleCore() {
	q := choose.Problem{
		Most: 1, Budget: 100,
		Covers: []choose.Cover{{ID: "operations", Weight: 1}, {ID: "service", Weight: 1}, {ID: "finance", Weight: 1}},
		Items: []choose.Item{
			{ID: "drilling", Cost: 50, Covers: []string{"operations", "service"}},
			{ID: "repair", Cost: 40, Covers: []string{"service"}},
			{ID: "stores", Cost: 30, Covers: []string{"finance"}},
		},
	}
	often, err := choose.Core(context.Background(), q, 0, 1)
	for i, item := range q.Items {
		fmt.Printf("%s %.0f %%\n", item.ID, 100*often[i])
	}
	fmt.Println(err)
	// Output:
	// drilling 75 %
	// repair 0 %
	// stores 25 %
	// <nil>
}

// Weights from an order alone: falling evenly, or steeper from the first on.
func ExampleRankSum() {
	even, _ := choose.RankSum(3)
	steep, _ := choose.RankOrderCentroid(3)
	fmt.Printf("%.2f\n%.2f\n", even, steep)
	// Output:
	// [0.50 0.33 0.17]
	// [0.61 0.28 0.11]
}
