// Package kmaturity is the guided tour of a library that models the maturity of
// knowledge-management (KM) programmes. It holds no code; the packages do.
//
// An organisation that starts KM wants to show that communities work. The
// tempting first showcase, a community of KM people, is a mistake: KM isn't a
// practice area yet, KM people praising KM convince nobody, and without a
// baseline there is no saving to show. Better is a frontline function, an
// established area of practice, where business benefit can be shown; with a
// network of KM champions to start, and the KM community once KM is embedded.
// (Nick Milton, "Why you should not make the KM CoP your first Community", 2020,
// <http://www.nickmilton.com/2020/09/why-you-should-not-make-km-cop-your.html>.)
// The library turns that advice into answers: what kind of group is this
// community, how far along is the programme, which communities should be its
// public pilots, and what would change the answer.
//
// # One idea
//
// What is known of a number is an interval. A head count is a point, a survey
// band a range, and what nobody knows is unbounded. A threshold on an interval
// answers yes, no, or unknown, and a nature, a stage or a decision is certain
// only if every number inside gives the same one; else the possible ones are
// named. Unknown never passes for no, nor for yes, nor for zero.
//
// # Four floors
//
// Each floor stands on those before it:
//
//   - [example.com/kmaturity/metrics]: what is measured, and whether a business
//     benefit can be shown with it. Interval and Answer live here.
//   - [example.com/kmaturity/community]: who gathers around what: ties, census,
//     nature over time, practice areas and their returns, forms of network,
//     functions; rosters read from CSV or JSON lines, or counted where they lie.
//   - [example.com/kmaturity/maturity]: how far a programme has come: models as
//     data, evidence, assessments; Journey, the built-in model.
//   - [example.com/kmaturity/pilot]: what to show the sceptics: candidates,
//     rules R1 to R9, verdicts, gaps; a Slate in, a Selection out.
//
// [example.com/kmaturity/metrics/study] stands beside them: it computes whether a
// metric changed, as a metrics.Change, and none of the four imports it.
// [example.com/kmaturity/community/health] judges what a community does, against
// bands for its kind and size, each with the source that it was read from.
// [example.com/kmaturity/pilot/report] writes a selection for people: as a page
// with pictures that can be printed and sent on, as Markdown and as text.
// [example.com/kmaturity/pilot/methods] hands pilot what metrics/study computes.
// [example.com/kmaturity/maturity/maturitytest] and
// [example.com/kmaturity/pilot/pilottest] are kits for your own test suite;
// examples/testsuite is one in miniature.
//
// # Where to start
//
// The example of package pilot screens a community in a few lines;
// examples/quickstart tells the founding text's own story, examples/programme
// runs the whole way on real public data, examples/benefit tells what two changes
// of public record were worth, and examples/community what stands in the records
// that an organisation really has. examples/intranet is a service that embeds it
// all.
//
// # Conventions
//
// The zero value of what is known means "not known", of thresholds and options
// the default. Values don't change once built
// and are safe for concurrent use. There is no clock, no global state, no
// logging, and no input or output but through what is handed in: the same input
// gives the same bytes. Bad input is refused with every problem at once, each
// with its path; nothing panics on data. Every threshold names its source or
// says that it is our default, and can be changed.
package kmaturity
