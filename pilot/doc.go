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
// yields them, a [Policy] sets their thresholds and which are in force, and an
// embedder may add rules of their own. Their ids and all enum texts are frozen.
//
// # Verdicts
//
// What is known of each number is an interval, so a decision is one too: a
// [Verdict] names the lowest and the highest that the evidence allows, and is
// Undetermined where they differ. Both ends are attained: some numbers inside
// the evidence give each. Findings say what each rule came to, Gaps what it
// would take, Asks what to find out, cheapest first. [Case] decides without
// texts and without allocating.
//
// # Documents
//
// A [Slate] is the whole input, for one organisation at one day; a [Selection]
// the whole answer. Both are JSON with a version of the format, read strictly:
// every problem at once, each with its path, and nothing half-read.
//
// # Conventions
//
// What is left out of a [Candidate] or [Programme] is unknown; say no
// explicitly. All inputs are plain data that the package never changes or keeps;
// answers belong to whoever asked. Everything is safe for concurrent use and
// deterministic: no clock, no global state, no randomness, and the order of
// candidates, facts, functions, metrics and rules makes no difference.
//
// The package doesn't rank candidates and doesn't choose among those that may be
// shown; it doesn't measure a benefit, and it doesn't know who is frontline.
package pilot
