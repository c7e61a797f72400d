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
// HTML, Markdown and Text say the same, in the same order: what is asked, the answer
// in three sentences, the programme and the stage that it stands at, the rules, each
// candidate's verdict with its reasons and unknowns and what it would take, the
// choice, what was agreed and what became of it, how it was judged, and the sources.
// Where HTML has a picture, the others have its numbers; HTML has both.
//
// Everything is made from ids and numbers here in one place; the packages below hold
// no sentences but those of rules, criteria and warnings themselves. The same
// selections give the same bytes. Nothing is computed here: what isn't in the
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
// All words come from one table, English: hand in another language with Options.
//
// # Why the pictures are drawn here
//
// Package picture draws by itself because nothing at hand does: general chart
// libraries draw at a fixed size, in colours, without a title and a description for
// who can't see, and know neither intervals nor reasons; and the core of this module
// requires nothing that an embedder would have to compile for a page.
package report
