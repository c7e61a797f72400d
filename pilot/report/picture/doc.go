// Package picture draws what the packages below have found out, each picture by a
// function of its own: as SVG that stands by itself or in a page, and beside it
// the same numbers as a table.
//
//	p := picture.Triangle(picture.Options{}, picture.Place{Label: "today", Nature: census.Nature()})
//	if err := p.SVG(w); err != nil {
//		return err
//	}
//	for _, row := range p.Table.Rows {
//		fmt.Println(row)
//	}
//
// # What a picture is
//
// A [Picture] is finished: its numbers are placed and its words said. It has a
// title and a description for who can't see it, real text, and no size of its own
// but a viewBox, so it fills what it is put into, a telephone's width included. It
// takes the colour of the text around it, and so is dark on light or light on
// dark, and tells things apart by shape and word, never by colour alone: it can be
// printed in black. It asks for nothing from outside: no font, no script, no
// style sheet.
//
// # The pictures
//
// Of a community: [Triangle], where it stands between practice, interest and
// innovation. Of a programme: [Ladder], how far it has come, and [Lit], how many
// units are lit over time. Of a slate: [Rules], what every rule says of every
// candidate, [Ranks], how they rank under other weights, [Coverage], whom they
// convince, and [Frontier], what that costs. Of a pilot: [Chart], the metric before
// and after.
//
// # Words
//
// What is said comes from one table, [Words]: hand in another language with
// [Options]. Names from outside are shown as they are, escaped, cut where they are
// long, without control characters.
//
// # Conventions
//
// The zero value of Options is English. Equal input gives equal bytes; ids are
// made of the picture's own ID, so that several stand in one page. Values are
// safe for concurrent use as long as nobody changes them. Nothing is computed
// here that isn't in what is handed in, but where it lies on the page; there is
// no clock, no randomness and no global state.
package picture
