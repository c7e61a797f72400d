// Package report writes what a selection says for people: as plain text, from
// the structure of its findings alone.
//
//	selection, err := pilot.Select(slate, pilot.SelectOptions{})
//	if err != nil {
//		return err
//	}
//	return report.Text(os.Stdout, selection)
//
// Everything is made from ids and numbers here in one place; the packages below
// hold no sentences but those of rules and criteria themselves. The same
// selections give the same bytes. Nothing is computed here: what isn't in the
// selection isn't in the report.
package report
