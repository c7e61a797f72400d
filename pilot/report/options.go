package report

import (
	"io"
	"strings"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report/picture"
)

// Options say how a report speaks. The zero value is English.
type Options struct {
	Words Words // what is said; what they lack is said in English
}

// Change is the function Change with these options.
func (o Options) Change(w io.Writer, title string, c metrics.Change, s metrics.Saving) error {
	p := page{voice: voice{sound(o.Words)}}
	if p.title = name(title); strings.TrimSpace(p.title) == "" {
		p.title = p.say("change.title")
	}
	p.paragraph(p.story(c, s))
	p.heading(2, "", p.say("change.figures"))
	p.figures(c)
	if s.Claim != metrics.NotComputable {
		p.heading(2, "", p.say("saving"))
		p.saving(1, s)
	}
	if len(c.Warnings) > 0 {
		p.heading(2, "", p.say("change.doubts"))
		p.warnings(1, c.Warnings)
	}
	return p.text(w)
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
// differ, and so can name files: of the first selection ladder-1-0, rules-1-0,
// ranks-1-0, coverage-1-0 and costs-1-0, and, numbered as they come, triangle-1-2 of the
// second candidate or group of alike ones, and chart-1-1 of the first agreement that is
// settled.
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
