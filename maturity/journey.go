package maturity

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

// The measures of Journey.
const (
	KMChampionsNetwork  = "km-champions-network"  // yes-no: a network of KM champions exists
	KMPractitioners     = "km-practitioners"      // count: people or FTE with KM as main role
	KMPractitionerShare = "km-practitioner-share" // share of the workforce; only where the threshold is one
	KMCoreCompetence    = "km-core-competence"    // yes-no: KM is recognised as a core competence
	KMMetrics           = "km-metrics"            // yes-no: KM metrics exist
	KMBaseline          = "km-baseline"           // yes-no: a baseline of them is measured
)

// MinKMPosts is the least number of KM posts, as main roles, with which roles
// count as established: one full-time equivalent, our default.
const MinKMPosts = 1

const journeyID = "kmaturity/journey"

// Milton is the founding text, the source of rules R1 to R9.
func Milton() metrics.Source {
	return metrics.Source{
		Title: "N. Milton, Why you should not make the KM CoP your first Community", Year: 2020,
		URL: "http://www.nickmilton.com/2020/09/why-you-should-not-make-km-cop-your.html",
	}
}

// Journey is the built-in model of a KM programme: not started, champions
// network, roles established, embedded (R9, Milton 2020). The champions network
// is the usual first step but may be passed over; every stage can be lost
// again. Each call returns a model of its own, free to be tuned.
func Journey() *Model {
	return JourneyFor(community.PracticeArea{}, community.Threshold{})
}

// JourneyFor is Journey with KM's own practice area held against a threshold of
// the caller's. Its version names a threshold other than the default, since
// levels reached under different thresholds aren't the same.
func JourneyFor(area community.PracticeArea, t community.Threshold) *Model {
	practice, need, source := t.Need(area)
	practice.ID = KMPractitioners
	if practice.Kind == metrics.Share {
		practice.ID = KMPractitionerShare
	}
	posts, _, _ := community.Threshold{}.Need(area)
	posts.ID = KMPractitioners
	measures := []metrics.Measure{posts, practice}
	if practice.ID == posts.ID {
		measures = measures[1:]
	}
	version := "1"
	if need != metrics.From(community.MinPractitioners) {
		version = "1, " + practice.ID + " in " + need.String()
	}
	yes := func(id string) metrics.Measure { return metrics.Measure{ID: id, Kind: metrics.YesNo} }
	return &Model{
		ID: journeyID, Version: version, Name: "The journey of a KM programme", Gate: Staged,
		Levels: []Level{
			{ID: NotStarted.String()},
			{ID: ChampionsNetwork.String(), Optional: true},
			{ID: RolesEstablished.String()},
			{ID: Embedded.String()},
		},
		Measures: append(measures, yes(KMChampionsNetwork), yes(KMCoreCompetence), yes(KMMetrics), yes(KMBaseline)),
		Criteria: []Criterion{
			{
				ID: "champions-network", Level: ChampionsNetwork.String(), Measure: KMChampionsNetwork, Need: metrics.From(1), Source: Milton(),
				Says: "a network of KM champions exists", Remedy: "start a network of KM champions",
			},
			{
				ID: "km-posts", Level: RolesEstablished.String(), Measure: KMPractitioners, Need: metrics.From(MinKMPosts), Source: metrics.OurDefault(),
				Says: "KM posts exist as main roles", Remedy: "make KM somebody's main role",
			},
			{
				ID: "practice-area", Level: Embedded.String(), Measure: practice.ID, Need: need, Source: source,
				Says: "KM is an established practice area", Remedy: "make KM the main role of more people, in the central team or in the business",
			},
			{
				ID: "core-competence", Level: Embedded.String(), Measure: KMCoreCompetence, Need: metrics.From(1), Source: Milton(),
				Says: "KM is recognised as a core competence", Remedy: "have KM recognised as a core competence",
			},
			{
				ID: "km-metrics", Level: Embedded.String(), Measure: KMMetrics, Need: metrics.From(1), Source: Milton(),
				Says: "KM metrics exist", Remedy: "agree on KM metrics",
			},
			{
				ID: "km-baseline", Level: Embedded.String(), Measure: KMBaseline, Need: metrics.From(1), Source: Milton(),
				Says: "a baseline of the KM metrics is measured", Remedy: "measure the KM metrics and keep the first readings as baseline",
			},
		},
	}
}

// AreaFacts are the facts that KM's own practice area gives Journey: how many
// people have KM as main role, and their share where the threshold is one. They
// stand in the area and are stored there alone, with its scope and its day. Of an
// area that says nothing of a number there is no fact on it.
func AreaFacts(area community.PracticeArea, t community.Threshold) Evidence {
	facts := Evidence{}
	if known := area.Known(); !known.IsAnything() {
		facts = append(facts, Fact{Measure: KMPractitioners, Value: known, AsOf: area.AsOf, Source: area.Scope})
	}
	if t.Share > 0 {
		facts = append(facts, Fact{Measure: KMPractitionerShare, Value: area.Share(), AsOf: area.AsOf, Source: area.Scope})
	}
	return facts
}
