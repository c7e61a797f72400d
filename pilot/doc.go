// Package pilot judges which communities an organisation may show to its
// sceptics as pilots of knowledge management (KM), which to run quietly, which
// to leave for later, and what would change the answer.
//
//	programme := pilot.Programme{
//		Organisation: "Acme", Function: "km",
//		Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support}},
//		Area:      community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3)},
//	}
//	verdict, err := pilot.Screen(pilot.Candidate{
//		Name: "KM community", Offer: pilot.PublicShowcase, Function: "km",
//		Area: community.PracticeArea{ID: "km"},
//	}, programme, pilot.Policy{})
//	fmt.Println(verdict.Decision(), err) // decline <nil>
//
// # Rules
//
// The rules are the claims R1 to R9 of Nick Milton's "Why you should not make
// the KM CoP your first Community" (2020). A [Rule] is a criterion with a
// ceiling: one number, the numbers that pass, and the best decision that a
// failure still allows. A support function declines a public showcase for good;
// whatever time and work can lift says later; no score buys a veto back. [Rules]
// yields them (for r := range pilot.Rules), a [Policy] sets their thresholds and which are in force, and an
// embedder may add rules of their own. Their ids and all enum texts are frozen.
//
//	rule of a public showcase        looks at               needs             a failure says
//	R1 nature                        nature known           yes               (reported)
//	R2 established practice area     practitioners          100, 20 together  later
//	R3 members practise              share of members       0.5               later
//	R4 credible endorsement          endorsers              1, once claimed   later
//	R5 baseline                      readings               6                 later
//	R6 frontline function            steps from it          0                 decline
//	R7 hard metric                   steps from one         0                 later
//	R8 KM's own: KM is embedded      the journey's facts    all               later
//	claim                            change after the pilot all better        (reported)
//	problem-led                      problem stated         yes               (reported)
//
//	rule of a supporting network     looks at               needs             a failure says
//	R8 KM is its topic               topic                  yes               decline
//	R8 not announced as proof        announced              no                decline
//	R9 form fits the stage           form and stage         yes               (reported)
//
// A supporting network is KM's own: a business community is proposed as a public
// showcase, or not judged here.
//
// # Verdicts
//
// What is known of each number is an interval, so a decision is one too: a
// [Verdict] names the lowest and the highest that the evidence allows, and is
// Undetermined where they differ. Both ends are attained: some numbers inside
// the evidence give each. Findings say what each rule came to, Gaps what it
// would take, Asks what to find out, cheapest first. [Case] decides without
// texts and without allocating, and yields its reasons so too.
//
// # The choice
//
// Where a slate has a [Choice], the selection has a [Chosen]: those candidates that
// nothing rules out, ranked by weighted criteria with the ranking's own doubt; and
// of those that are certain to be showcases the set to run, which convinces most
// managers within what the KM team can run at a time. Points never buy back a veto:
// who is vetoed stands aside, unranked. Package pilot/choose does the arithmetic;
// package pilot/contract holds what is agreed before the first pilot starts.
//
// # Documents
//
// A [Slate] is the whole input, for one organisation at one day; a [Selection]
// the whole answer. Both are JSON with a version of the format, read strictly:
// every problem at once, each with its path, and nothing half-read.
//
// # Conventions
//
// Numbers, ids and lists left out of a [Candidate] or [Programme] are unknown;
// say no explicitly. What is true or false is part of what is said, and left out
// is false: Claimed, Announced, a metric's Hard, an area's FaceToFace. The parts
// of a census add up, so a part left out of one is nobody. All inputs are plain data that the package never changes or keeps;
// answers belong to whoever asked. Everything is safe for concurrent use and
// deterministic: no clock, no global state, and the order of
// candidates, facts, functions, metrics and rules makes no difference.
//
// The package doesn't measure a benefit, and it doesn't know who is frontline: it is
// told. Random numbers are drawn from a fixed seed.
package pilot
