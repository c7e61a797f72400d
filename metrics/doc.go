// Package metrics judges what is known of a number, and whether a business
// benefit can be shown with it.
//
//	m, _ := metrics.NewMap(
//		metrics.Metric{Measure: metrics.Measure{ID: "repair-cost", Unit: "EUR"}, Hard: true},
//		metrics.Metric{Measure: metrics.Measure{ID: "repair-hours", Unit: "h"}, Drives: []string{"repair-cost"}},
//	)
//	frontline := metrics.Exactly(0) // steps of the owner from the frontline
//	b := metrics.Benefit{Metric: "repair-cost", Baseline: metrics.Baseline{Points: metrics.Exactly(12)}}
//	fmt.Println(b.CanBeShown(m, frontline, metrics.MinBaselinePoints)) // yes
//	b.Baseline = metrics.Baseline{}                                    // nobody knows
//	fmt.Println(b.CanBeShown(m, frontline, metrics.MinBaselinePoints)) // unknown
//
// # What is known of a number
//
// An [Interval] is what is known of a number, an [Answer] what that says of a
// threshold: [Yes] if every number inside passes, [No] if none does, else
// [Unknown]. Unknown never passes for no, for zero, or for yes. Everything
// that the packages above count, measure or score is an interval, and their
// answers are certain only where every number inside gives the same one.
//
// # From a metric to a benefit
//
// A [Metric] is something that a business measures; a [Map] tells how far each
// is from a hard business result. A [Series] of readings gives a [Baseline],
// the state before. [Benefit.CanBeShown] puts distance, baseline and the
// owner's function together.
//
// A [Change] is what a study found: estimate, interval, method, and a [Warning]
// for everything that couldn't be ruled out. [Change.Conclusion] is derived from
// those alone, in one place; "no effect shown" and "cannot tell" are different
// answers. [Change.Saving] turns it into hours or money, low end first.
//
// # Conventions
//
// Zero values: of an Interval, nothing known; of an Answer, Unknown; of a Date,
// none; of a Baseline, not known whether there is one. All types are plain
// values or can't be changed once built, and are safe for concurrent use. The
// package has no clock, no global state, no randomness and no output: the same
// input gives the same answer.
//
// The package does not compute a change from readings; package metrics/study does. It
// describes what one is, and derives what follows: the conclusion, and the
// saving, which without a baseline is [ErrNoBaseline] and never zero.
package metrics
