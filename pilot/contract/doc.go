// Package contract holds what was agreed before a pilot started, and settles it
// afterwards: the decision follows from what was measured, and every goalpost that
// was moved has a name.
//
//	sealed, err := contract.Seal(agreed)          // note sealed.Digest somewhere else
//	...
//	settlement, err := contract.Settle(sealed, noted, contract.Measured{Change: change, Looks: 1, On: today})
//	fmt.Println(settlement.Decision, settlement.Breaches)
//
// What is to be shown, and that roll-out follows if it is, is agreed with the
// managers beforehand (N. Milton, Knowledge management pilots - summary, 2012,
// <https://www.nickmilton.com/2012/02/knowledge-management-pilots-summary.html>).
//
// # What is agreed
//
// The metric, the windows, how many readings each side has and how often they are
// taken, the method, the control by its name, and when it may be looked at, each
// look at a level of its own: several looks at one level, each read as if it were
// the only one, raise false alarms. Which readings of a window are left out where
// it has room for more isn't agreed on: let it have none to spare.
//
// # The seal
//
// The digest is the SHA-256 of a canonical encoding of everything in the contract:
// any change of content changes it, while the layout of the document doesn't. It
// proves nothing against somebody who can change both the document and the note of
// the digest; so the note belongs in other hands. Nor does it prove that what is
// handed in as measured was: that is for the readings and the study to show.
//
// # Conventions
//
// A contract is a plain value with a strict JSON form; there is no clock: the day
// of settling is handed in. Faults come all at once with their paths; what breaks
// the agreement is no fault but an answer, a [Breach], and so is a contract that
// was edited after it was sealed. A settlement with a breach has no decision.
package contract
