// Package maturitytest helps to test what is built on maturity: evidence at every
// stage of a programme, a small sound model for every gate, random models and
// evidence by seed, and checks of a model of one's own.
//
//	func TestOurModel(t *testing.T) {
//		model := ourModel() // is it sound, and does every level have somebody who stands there?
//		maturitytest.Sound(t, model, maturitytest.CheckOptions{})
//
//		// is who has roles, and 99 practitioners of the 100 needed, still not embedded?
//		evidence := maturitytest.Evidence(maturity.Embedded,
//			maturitytest.With(maturity.KMPractitioners, metrics.Exactly(99)))
//		maturitytest.Levels(t, maturity.Journey(), evidence, map[string]maturity.LevelRange{
//			"": {Lowest: "roles established", Highest: "roles established"},
//		})
//	}
//
// # Checks
//
// A check returns what is wrong as joined errors, nil if nothing is, and needs no
// *testing.T: it may as well run where models are uploaded. Each error is a sentence
// that names the model, what doesn't hold, and the seed and case that show it. Sound
// and Levels are the same for a test.
//
// # Conventions
//
// The same seed gives the same model, evidence and answer, on every machine and in
// every order. Fixtures are made anew by every call, free to be changed. There is no
// global state. A check that finds nothing has looked at so many cases and no more:
// it isn't a proof.
package maturitytest
