package report

import (
	"io"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// Options say how a report speaks. The zero value is English.
type Options struct {
	Words Words // what is said; what they lack is said in English
}

// Text is the function Text with these options.
func (o Options) Text(w io.Writer, selections ...pilot.Selection) error {
	return told(o.Words, selections).text(w)
}

// Markdown is the function Markdown with these options.
func (o Options) Markdown(w io.Writer, selections ...pilot.Selection) error {
	return told(o.Words, selections).markdown(w)
}

// HTML is the function HTML with these options.
func (o Options) HTML(w io.Writer, selections ...pilot.Selection) error {
	return told(o.Words, selections).html(w)
}

// Pictures are those of the page that HTML writes, in the same order. Their ids
// differ, and so can name files.
func Pictures(selections ...pilot.Selection) []picture.Picture {
	return Options{}.Pictures(selections...)
}

// Pictures is the function Pictures with these options.
func (o Options) Pictures(selections ...pilot.Selection) (all []picture.Picture) {
	for _, x := range told(o.Words, selections).blocks {
		if x.kind == figure {
			all = append(all, *x.picture)
		}
	}
	return all
}
