// Package report writes what a selection says for people: as a page to open, print
// and forward, as Markdown and as plain text, from the structure of its findings
// alone.
//
//	selection, err := pilot.Select(slate, pilot.SelectOptions{Methods: methods.Study()})
//	if err != nil {
//		return err
//	}
//	return report.HTML(w, selection)
//
// # One page, three forms
//
// HTML, Markdown and Text say the same, in the same order: all verdicts at a glance;
// of each selection what is asked, the answer in three sentences, the programme and
// the stage that it stands at, each candidate's verdict with its reasons and unknowns
// and what it would take, the choice, what was agreed and what became of it, and how it
// was judged; what isn't said, and the sources. Where HTML has a picture, the others
// have its table; HTML has both.
//
// Everything is made from ids and numbers here in one place; the packages below hold
// no sentences but those of rules, criteria and warnings themselves, of constraints
// that clash, of agreements that were broken, and of why a fact doesn't count. The
// same selections give the same bytes. Nothing is computed here: what isn't in the
// selection isn't in the report.
//
// # Safe to send on
//
// A page of HTML stands by itself: no script, no font, no style sheet and no picture
// is fetched, and it forbids itself to (ContentPolicy). Names from outside are
// escaped in every form, without control characters and without what turns the
// direction of the text around them.
//
// # Words
//
// All words come from one table, English: hand in another language with Options, and
// hold it against English's with Check.
//
// # Why the pictures are drawn here
//
// Package picture draws by itself because nothing at hand does: general chart
// libraries draw at a fixed size, in colours, without a title and a description for
// who can't see, and know neither intervals nor reasons; and the core of this module
// requires nothing that an embedder would have to compile for a page.
package report
