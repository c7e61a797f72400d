package pilot

import (
	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// The ids of the built-in rules; they are frozen. R8 holds KM's own practice
// area against each criterion of maturity.Journey that embedding asks for.
const (
	RuleNature          = "R1-nature"           // reported: the nature of the community can be told
	RulePracticeArea    = "R2-practice-area"    // its subject is an established practice area
	RuleMembersPractise = "R3-members-practise" // enough of its members practise
	RuleEndorsement     = "R4-endorsement"      // somebody credible speaks for a success that is claimed
	RuleBaseline        = "R5-baseline"         // a baseline is measured
	RuleFrontline       = "R6-frontline"        // its function is frontline; declines for good
	RuleHardMetric      = "R7-hard-metric"      // its benefit is measured by a hard metric
	RuleKMPosts         = "R8-km-posts"         // of KM's own: KM posts exist
	RuleKMPracticeArea  = "R8-practice-area"    // of KM's own: KM is an established practice area
	RuleKMCompetence    = "R8-core-competence"  // of KM's own: KM is a recognised competence
	RuleKMMetrics       = "R8-km-metrics"       // of KM's own: KM metrics exist
	RuleKMBaseline      = "R8-km-baseline"      // of KM's own: their baseline is measured
	RuleTopic           = "R8-topic"            // of a supporting network: KM is its topic; declines
	RuleNotAnnounced    = "R8-not-announced"    // of a supporting network: it isn't announced as proof; declines
	RuleForm            = "R9-form"             // reported of a supporting network: its form fits the stage
	RuleClaim           = "claim"               // reported of a finished pilot: the change claimed is shown to be better
	RuleProblem         = "problem-led"         // reported: it names a business problem (Milton 2018, not of the founding text)
)

// The measures that the built-in rules look at, beside those of
// maturity.Journey, for own rules and for Case.With. Of KM's own candidate the
// practitioners are maturity.KMPractitioners, for every rule.
const (
	MeasureNature            = "nature-known"       // yes-no: the ties tell one nature
	MeasurePractitioners     = "practitioners"      // count: of the practice area
	MeasurePractitionerShare = "practitioner-share" // share: of the workforce, where the threshold is one
	MeasurePractisingShare   = "practising-share"   // share: of the members
	MeasureEndorsers         = "credible-endorsers" // count
	MeasureBaseline          = "baseline-points"    // count: readings
	MeasureSteps             = "function-steps"     // count: from the frontline
	MeasureDistance          = "metric-distance"    // count: steps from a hard business metric
	MeasureTopic             = "topic-is-km"        // yes-no
	MeasureAnnounced         = "announced"          // yes-no: as public proof
	MeasureForm              = "form-fits-stage"    // yes-no
	MeasureProblem           = "problem-stated"     // yes-no
	MeasureGain              = "claimed-gain"       // amount: of the metric, more than 0 for better
)

// Rules yields the built-in rules with their default thresholds, in the order
// of the founding text's claims.
func Rules(yield func(Rule) bool) {
	for _, r := range builtin(Policy{}.withDefaults(), community.PracticeArea{}, maturity.Journey()) {
		if !yield(r) {
			return
		}
	}
}

// builtinMeasure returns the kind of a measure whose number is worked out here.
func builtinMeasure(id string) (metrics.Kind, bool) {
	switch id {
	case MeasurePractitionerShare, maturity.KMPractitionerShare:
		return metrics.Share, true // only in force where the threshold is a share
	}
	for r := range Rules {
		if r.Measure.ID == id {
			return r.Measure.Kind, true
		}
	}
	return metrics.KindUnknown, false
}

// builtin is the table of rules. The threshold of an established practice area
// depends on the area, and those of KM's own on the journey; all others stand
// in the policy, which has its defaults filled in.
func builtin(p Policy, area community.PracticeArea, journey *maturity.Model) []Rule {
	practitioners, established, source := p.Established.Need(area)
	text := maturity.Milton()
	// number is where a threshold comes from, unless the caller set it.
	number := func(from metrics.Source, have, standard float64) metrics.Source {
		if have != standard {
			return metrics.CallersChoice()
		}
		return from
	}
	rules := []Rule{
		{
			ID: RuleNature, Claim: "R1", Effort: Surveying, Source: text,
			Measure: yesNo(MeasureNature), Need: metrics.From(1),
			Says:   "the members' ties tell where the community stands between practice, interest and innovation",
			Remedy: "ask the members for their main role",
			Find:   "each member's main role",
		},
		{
			ID: RulePracticeArea, Claim: "R2", Offer: PublicShowcase, Ceiling: Later, Effort: Extracting, Source: source,
			Measure: practitioners, Need: established,
			Says:   "its subject is an established practice area: a large group has it as main role",
			Remedy: "make it the main role of more people, or choose a larger practice area",
			Find:   "how many people have it as main role",
		},
		{
			ID: RuleMembersPractise, Claim: "R3", Offer: PublicShowcase, Ceiling: Later, Effort: Surveying, Source: number(metrics.OurDefault(), p.MembersPractise, MinMembersPractise),
			Measure: metrics.Measure{ID: MeasurePractisingShare, Unit: "share of members who practise", Kind: metrics.Share}, Need: metrics.From(p.MembersPractise),
			Says:   "it represents the communities that will follow: enough of its members practise",
			Remedy: "win more members whose main role it is",
			Find:   "how many of the members have it as main role",
		},
		{
			ID: RuleEndorsement, Claim: "R4", Offer: PublicShowcase, Ceiling: Later, Effort: Surveying, Source: number(metrics.OurDefault(), p.Endorsers, MinEndorsers),
			Measure: metrics.Measure{ID: MeasureEndorsers, Unit: "credible endorsers", Kind: metrics.Count}, Need: metrics.From(p.Endorsers),
			Says:   "business managers outside the KM team who gained speak for it; the KM team's own word weighs nothing",
			Remedy: "let a manager whose own unit gained say so",
			Find:   "which managers outside the KM team speak for it, and whether their units gained",
		},
		{
			ID: RuleBaseline, Claim: "R5", Offer: PublicShowcase, Ceiling: Later, Effort: Collecting, Source: number(metrics.OurDefault(), p.BaselinePoints, metrics.MinBaselinePoints),
			Measure: metrics.Measure{ID: MeasureBaseline, Unit: "readings of the baseline", Kind: metrics.Count}, Need: metrics.From(p.BaselinePoints),
			Says:   "a baseline is measured: without one no saving can be computed",
			Remedy: "measure the baseline before anything is changed",
			Find:   "whether the metric has been measured before, and how often",
		},
		{
			ID: RuleFrontline, Claim: "R6", Offer: PublicShowcase, Ceiling: Decline, Effort: Asking, Source: text,
			Measure: metrics.Measure{ID: MeasureSteps, Unit: "steps from the frontline", Kind: metrics.Count}, Need: metrics.UpTo(0),
			Says:   "its function is frontline: a support function's metrics are a step away from hard business metrics, even when KM is mature",
			Remedy: "choose a community of a frontline function",
			Find:   "whether its function is frontline or support",
		},
		{
			ID: RuleHardMetric, Claim: "R7", Offer: PublicShowcase, Ceiling: Later, Effort: Asking, Source: number(text, p.MetricDistance, 0),
			Measure: metrics.Measure{ID: MeasureDistance, Unit: "steps from a hard business metric", Kind: metrics.Count}, Need: metrics.UpTo(p.MetricDistance),
			Says:   "its benefit is measured by a hard business metric",
			Remedy: "name a hard business metric that it moves",
			Find:   "which hard business metric it moves, if any",
		},
	}
	for _, c := range journey.Criteria {
		if level := levelOf(journey, c); level.Optional {
			continue // may be passed over on the way to embedding
		}
		effort := Asking
		if c.Measure == maturity.KMPractitioners || c.Measure == maturity.KMPractitionerShare {
			effort = Extracting
		}
		rules = append(rules, Rule{
			ID: "R8-" + c.ID, Claim: "R8", Offer: PublicShowcase, Ceiling: Later, Effort: effort, Source: c.Source,
			Measure: measureOf(journey, c), Need: c.Need, Says: c.Says, Remedy: c.Remedy, Find: "whether " + c.Says, Applies: kmOwn,
		})
	}
	return append(rules,
		Rule{
			ID: RuleTopic, Claim: "R8", Offer: SupportingNetwork, Ceiling: Decline, Effort: Asking, Source: text,
			Measure: yesNo(MeasureTopic), Need: metrics.From(1),
			Says:   "a network that supports the programme has KM itself as its topic",
			Remedy: "propose it as a public showcase, or make KM its topic",
			Find:   "whether KM is its topic",
		},
		Rule{
			ID: RuleNotAnnounced, Claim: "R8", Offer: SupportingNetwork, Ceiling: Decline, Effort: Asking, Source: text,
			Measure: yesNo(MeasureAnnounced), Need: metrics.UpTo(0),
			Says:   "a network of KM people isn't announced as public proof",
			Remedy: "run it without announcing it as proof",
			Find:   "whether it is to be announced as proof",
		},
		Rule{
			ID: RuleForm, Claim: "R9", Offer: SupportingNetwork, Effort: Asking, Source: text,
			Measure: yesNo(MeasureForm), Need: metrics.From(1), Applies: kmOwn,
			Says:   "the form of the network fits the stage of the programme",
			Remedy: "give the network the form that fits the stage",
			Find:   "the form of the network and the stage of the programme",
		},
		Rule{
			ID: RuleClaim, Effort: Collecting, Source: metrics.OurDefault(),
			Measure: metrics.Measure{ID: MeasureGain, Unit: "of the metric", Kind: metrics.Amount}, Need: metrics.Above(0),
			Says:    "the change that it claims is shown: all of its interval is better, and nothing disqualifies the comparison",
			Remedy:  "compare after with before, and see what the comparison lacks",
			Find:    "how much its metric changed, with an interval",
			Applies: func(c Candidate, _ Programme) bool { return c.Claimed || c.Benefit.Change != nil },
		},
		Rule{
			ID: RuleProblem, Effort: Asking,
			Source:  metrics.Source{Title: "N. Milton, How to select a successful KM pilot project", Year: 2018, URL: "https://www.nickmilton.com/2018/01/how-to-select-successful-km-pilot.html"},
			Measure: yesNo(MeasureProblem), Need: metrics.From(1),
			Says:   "it names the business problem that it addresses",
			Remedy: "say which business problem it is to solve",
			Find:   "which business problem it is to solve",
		},
	)
}

func yesNo(id string) metrics.Measure { return metrics.Measure{ID: id, Kind: metrics.YesNo} }

// kmOwn reports whether a candidate is knowledge management's own.
func kmOwn(c Candidate, p Programme) bool { return c.Area.ID == p.Area.ID }

func levelOf(m *maturity.Model, c maturity.Criterion) (level maturity.Level) {
	for _, l := range m.Levels {
		if l.ID == c.Level {
			level = l
		}
	}
	return level
}

func measureOf(m *maturity.Model, c maturity.Criterion) (measure metrics.Measure) {
	for _, x := range m.Measures {
		if x.ID == c.Measure {
			measure = x
		}
	}
	return measure
}
