package pilottest

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// Showcase is a candidate that every rule lets through, whatever the stage of the
// programme: 250 field engineers, whose community is to cut a hard metric with a baseline
// of 24 months, and a manager of another function who gained speaks for it. How far the
// metric moved isn't said, so that `claim` is unknown until WithChange says it.
func Showcase(options ...Option) pilot.Candidate {
	return build(pilot.Candidate{
		Name: "field engineers", Problem: "the same faults are looked for anew on every site",
		Offer: pilot.PublicShowcase, Function: FieldService,
		Area:      community.PracticeArea{ID: "field engineering", Practitioners: metrics.Exactly(250), Workforce: metrics.Exactly(6000)},
		Community: community.Census{Practising: 120 * community.Person, Interested: 20 * community.Person},
		Benefit:   metrics.Benefit{Metric: RepairCost, Baseline: metrics.Baseline{Points: metrics.Exactly(24), Period: metrics.Monthly}},
		Claimed:   true, Endorsers: []pilot.Endorser{{Name: "head of the workshop", Function: Workshop, Gained: metrics.Yes}},
	}, options)
}

// EarlyKMCommunity is the community that the founding text warns of, proposed as the
// first showcase: of people interested in KM and inventing it, under the KM team,
// without a metric, praised by the head of KM alone. It is declined at every stage,
// since a support function never is a showcase; as a community of a frontline function
// (WithFunction, WithMetric, WithBaseline, WithMembers, WithEndorsers) it would be for
// later until KM is embedded.
func EarlyKMCommunity(options ...Option) pilot.Candidate {
	return build(pilot.Candidate{
		Name: "KM community of practice", Offer: pilot.PublicShowcase, Function: KM,
		Area:      community.PracticeArea{ID: KMArea},
		Community: community.Census{Interested: 50 * community.Person, Innovating: 30 * community.Person},
		Benefit:   metrics.Benefit{NoMetric: true},
		Claimed:   true, Endorsers: []pilot.Endorser{{Name: "head of KM", Function: KM, Gained: metrics.Yes}},
	}, options)
}

// ChampionsNetwork is a network of KM champions that helps the programme along and
// isn't announced as proof: to be supported at every stage.
func ChampionsNetwork(options ...Option) pilot.Candidate {
	return build(pilot.Candidate{
		Name: "KM champions", Problem: "nobody in the business knows where to start with KM",
		Offer: pilot.SupportingNetwork, Function: KM, Form: community.NetworkOfChampions,
		Area:      community.PracticeArea{ID: KMArea},
		Community: community.Census{Interested: 30 * community.Person, Innovating: 10 * community.Person},
	}, options)
}

// Slate is a slate of these candidates under the default policy; without any, of the
// three fixtures.
func Slate(p pilot.Programme, candidates ...pilot.Candidate) pilot.Slate {
	if len(candidates) == 0 {
		candidates = []pilot.Candidate{Showcase(), EarlyKMCommunity(), ChampionsNetwork()}
	}
	return pilot.Slate{Version: pilot.SlateVersion, Programme: p, Candidates: candidates}
}
