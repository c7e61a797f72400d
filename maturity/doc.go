// Package maturity judges how far a knowledge management (KM) programme has
// come: which level of a maturity model is certain from the evidence, which is
// the highest still possible, and why.
//
//	evidence := maturity.Evidence{
//		{Measure: maturity.KMChampionsNetwork, Value: metrics.Exactly(1)},
//		{Measure: maturity.KMPractitioners, Value: metrics.MustBetween(3, 5)}, // HR says "three to five"
//		{Measure: maturity.KMBaseline, Value: metrics.Exactly(0)},
//	}
//	a, _ := maturity.Journey().Assess(evidence, maturity.Options{AsOf: metrics.MustDate("2024-06-30")})
//	lowest, highest := a.Stage()
//	fmt.Println(lowest, highest, lowest.Form()) // roles established roles established mixed network
//	fmt.Println(a.Certain(), a.Counts.Unknown)  // true 2
//	fmt.Println(a.Limiting)                     // [practice-area core-competence km-metrics km-baseline]
//
// # The stage ladder
//
// [Journey] is the built-in model (R9, N. Milton, "Why you should not make the
// KM CoP your first Community", 2020; see [Milton]). [Stage] is the typed view
// of its levels, and [Stage.Form] the form of the KM network that fits each.
//
//	stage              reached when                               the KM network is then
//	not started        nothing below holds                        a network of champions, to begin with
//	champions network  a network of KM champions exists           a network of champions
//	roles established  KM posts exist as main roles               a mixed network
//	embedded           KM is an established practice area and a   a community of practice
//	                   core competence, with metrics and a
//	                   baseline of them
//
// The champions network is usual, not compulsory, and may be passed over; every
// stage can be lost again. The text holds no number: that one post is enough for
// roles is our default, and how many practitioners make a practice area is a
// [community.Threshold], which [JourneyFor] takes.
//
// # Models and evidence
//
// A [Model] is data, a Go literal or strict JSON: levels, measures, and criteria
// that each hold one measure against the numbers that meet it. [Evidence] is
// facts in any order. Of several facts on a measure the newest counts; where
// those of one day disagree all from the least to the greatest of them is possible; a
// fact too old for a criterion leaves it unknown, and stays visible.
//
// [Model.Assess] answers with an [Assessment]: a [Finding] for each criterion, a
// count of the outcomes, the criteria that keep the next level from being
// certain, what brings it, and the facts that didn't count.
// Its Lowest is the least level that some number inside the evidence gives, its
// Highest the greatest. To know more never widens that range, and what isn't known is
// never counted as unmet, nor as met. To assess many organisations under one model,
// take its [Assessor]; [Units] reads them, and [Assessor.AssessAll] assesses them all.
//
// # Gates
//
// How levels follow from criteria is the model's [Gate]. The nested ones ask for all
// of a level and of what it stands on; the scored ones add up, so that strength here
// makes up for a gap there. [Model.Compare] shows the same evidence under each.
//
//	staged          all criteria of the level and of every level below; optional levels aside
//	prerequisite    all criteria of the level and of the levels that it requires
//	weakest area    each area as staged, the whole where its weakest area stands
//	profile         each area as staged, no level for the whole
//	weighted        the weighted mean of the places of areas
//	banded mean     the weighted mean of what criteria count, told by bands
//	banded sum      their weighted sum, told by bands
//	additive        per area the sum over levels of the mean of its criteria there
//
// A fact may say that its measure doesn't apply, and why: then its criteria don't
// count, and a level or an area of which nothing applies is never passed. A [Waiver]
// grants a criterion that isn't met, for a reason and a time; what was found stays to
// be seen. Where sources disagree, [Conflicts] says which one counts.
//
// # Time, and many units
//
// [Model.Diff] tells what changed between two assessments, and why: newer evidence, a
// waiver, staleness, a restatement of what was said of the same day. [Model.History]
// strings assessments of one unit together, falls and skipped levels included, and
// holds its age against published figures. [Flags] marks coverage breaks and stale
// repeats in the evidence. [NewSpread] counts many units at once, which are lit and
// which lag: fire, not tree.
//
// # Conventions
//
// Zero values: of an [Outcome] and a [Stage], unknown; of a [Fact]'s value,
// nothing known; of its date, none, which is older than every other; of an
// Assessment, none made, so that nothing is certain. A zero [Model] isn't valid.
// Nothing is changed by what reads it, so models and evidence that nobody
// writes to are safe for concurrent use. There is no clock, no global state, no
// randomness and no output: the same input gives the same assessment, whatever
// the order of the facts.
//
// All JSON is decoded strictly where it is a [Model], a [Criterion], a [Fact],
// [Evidence], [Units], [Options], an [Assessment] or a [Finding], or stands inside one: unknown
// fields and duplicate keys are refused with their path. Problems are of type [*Error], all
// of them at once; list them with [metrics.Errors].
//
// The package does not ask the questions of an assessment or keep their answers,
// and does not say which community to show as a pilot: that is the package pilot's.
package maturity
