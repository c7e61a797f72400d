// Quickstart tells the founding text's own story: a community of KM people is
// proposed as the first showcase, beside a community of the frontline. All its
// figures are invented.
package main

import (
	"fmt"
	"log"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

func main() {
	programme := pilot.Programme{
		Organisation: "Invented Drilling", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
		Functions: []community.Function{
			{ID: "drilling", Kind: community.Frontline},
			{ID: "km", Kind: community.Support, Supports: []string{"drilling"}},
		},
		Metrics: []metrics.Metric{{Measure: metrics.Measure{ID: "days-per-well", Unit: "days"}, Better: metrics.Lower, Hard: true}},
		Area:    community.PracticeArea{ID: "knowledge management", Practitioners: metrics.Exactly(0), Workforce: metrics.Exactly(6000)},
		Facts:   maturity.Evidence{{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(0)}, {Measure: maturity.KMMetrics, Value: metrics.Exactly(0)}},
	}
	kmCommunity := pilot.Candidate{
		Name: "KM community of practice", Offer: pilot.PublicShowcase, Function: "km", Claimed: true,
		Area:      community.PracticeArea{ID: "knowledge management"},
		Community: community.Census{Interested: 50 * community.Person, Innovating: 30 * community.Person},
		Benefit:   metrics.Benefit{NoMetric: true},
		Endorsers: []pilot.Endorser{{Name: "head of KM", Function: "km", Gained: metrics.Yes}},
	}
	champions := kmCommunity
	champions.Name, champions.Offer, champions.Claimed = "network of KM champions", pilot.SupportingNetwork, false
	champions.Form, champions.Problem = community.NetworkOfChampions, "nobody in the business knows where to start with KM"
	drillers := pilot.Candidate{
		Name: "drilling engineers", Problem: "the same well problems are solved again on every rig",
		Offer: pilot.PublicShowcase, Function: "drilling",
		Area:      community.PracticeArea{ID: "drilling engineering", Practitioners: metrics.MustBetween(240, 260), Workforce: metrics.Exactly(6000)},
		Community: community.Census{Practising: 110 * community.Person, Unknown: 30 * community.Person},
		Benefit:   metrics.Benefit{Metric: "days-per-well", Baseline: metrics.Baseline{Points: metrics.Exactly(24), Period: metrics.Monthly}},
	}
	for _, c := range []pilot.Candidate{kmCommunity, champions, drillers} {
		v, err := pilot.Screen(c, programme, pilot.Policy{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s (%s), nature: %s: %s\n", v.Candidate, v.Offer, v.Nature, v.Decision())
		for _, f := range v.Findings {
			if f.Outcome == maturity.Unmet {
				fmt.Printf("  not met: %s (%s)\n", f.Says, f.Criterion)
			}
		}
		if v.Instead != nil {
			fmt.Printf("  instead a %s, a %s; a community of practice once KM is %s\n", v.Instead.Offer, v.Instead.Form, v.Instead.AtStage)
		}
	}
}
