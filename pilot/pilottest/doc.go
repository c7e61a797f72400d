// Package pilottest helps to test what is built on pilot: fixtures that get the
// decision that their name says, random slates by seed, and checks that slates keep
// their decisions, that an own rule keeps the library's invariants, and that the parts
// of a selection agree.
//
//	func TestOurPolicy(t *testing.T) {
//		slate := pilottest.Slate(pilottest.Programme(maturity.RolesEstablished),
//			pilottest.Showcase(),
//			pilottest.Showcase(pilottest.WithName("no baseline"), pilottest.WithBaseline(metrics.Exactly(0))),
//			pilottest.EarlyKMCommunity())
//		slate.Policy = ourPolicy
//		pilottest.Decisions(t, slate, map[string]pilot.Decision{
//			"field engineers": pilot.Showcase, "no baseline": pilot.Later, "KM community of practice": pilot.Decline,
//		}, ourRule)
//		pilottest.Rule(t, ourRule, pilottest.CheckOptions{})
//	}
//
// # Fixtures
//
// Showcase, EarlyKMCommunity and ChampionsNetwork are candidates of one invented
// organisation, and Programme is its KM effort at any stage. Each option changes one
// thing, so that a test says what it is about and nothing else:
//
//	rule of a public showcase        option             lets through
//	R2 established practice area     WithPractitioners  100, WithFaceToFace 20
//	R3 members practise              WithMembers        half of them
//	R4 credible endorsement          WithEndorsers      1 who gained, outside KM; WithClaimed(false) anybody
//	R5 baseline                      WithBaseline       6 readings
//	R6 frontline function            WithFunction       FieldService, Workshop; Projects isn't known
//	R7 hard metric                   WithMetric         RepairCost
//	R8 KM's own: KM is embedded      Programme's stage  Embedded
//
// # Checks
//
// CheckDecisions, CheckRule and CheckSelection return what is wrong as joined errors,
// nil if nothing is, and need no *testing.T: they may as well run where slates or rules
// are uploaded. Each error is a sentence that names the candidate or rule, what differs,
// and the seed and case that show it. Decisions, Rule and Selection are the same for a
// test.
//
// # Conventions
//
// The same seed gives the same slate and the same answer, on every machine. Fixtures are
// made anew by every call, free to be changed. There is no global state. A check that
// finds nothing has looked at so many cases and no more: it isn't a proof.
package pilottest
