package report_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// element is an element of a page with what is in it.
type element struct {
	XMLName xml.Name
	Attr    []xml.Attr `xml:",any,attr"`
	Inside  []any
}

// UnmarshalXML keeps text and elements in their order.
func (e *element) UnmarshalXML(d *xml.Decoder, start xml.StartElement) error {
	e.XMLName, e.Attr = start.Name, start.Attr
	for {
		token, err := d.Token()
		if err != nil {
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			var inside element
			if err := inside.UnmarshalXML(d, x); err != nil {
				return err
			}
			e.Inside = append(e.Inside, inside)
		case xml.CharData:
			e.Inside = append(e.Inside, string(x))
		case xml.EndElement:
			return nil
		}
	}
}

func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all yields the element and those in it.
func (e element) all(yield func(element) bool) {
	e.walk(yield)
}

func (e element) walk(yield func(element) bool) bool {
	if !yield(e) {
		return false
	}
	for _, x := range e.Inside {
		if inside, ok := x.(element); ok && !inside.walk(yield) {
			return false
		}
	}
	return true
}

// text is all text in it but for that of pictures and the head.
func (e element) text() string {
	if e.XMLName.Local == "svg" || e.XMLName.Local == "head" {
		return ""
	}
	var b strings.Builder
	for _, x := range e.Inside {
		switch x := x.(type) {
		case string:
			b.WriteString(x)
		case element:
			b.WriteString(x.text() + " ")
		}
	}
	return b.String()
}

// parsed is a page of HTML, which is well-formed XML too.
func parsed(t *testing.T, page string) element {
	t.Helper()
	rest, ok := strings.CutPrefix(page, "<!doctype html>\n")
	require.True(t, ok)
	var e element
	require.True(t, strings.HasSuffix(rest, "</html>\n"))
	d := xml.NewDecoder(strings.NewReader(strings.TrimSuffix(rest, "\n")))
	require.NoError(t, d.Decode(&e))
	_, err := d.Token()
	require.ErrorIs(t, err, io.EOF, "one element")
	return e
}

// words are the words of a text, each once, without punctuation around them.
func words(text string) []string {
	all := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("|:;,.()[]<>-=\u2068\u2069", r) })
	slices.Sort(all)
	return slices.Compact(all)
}

var escaped = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)

// forms are what the three functions say, as plain text.
func forms(t *testing.T, all ...pilot.Selection) map[string]string {
	t.Helper()
	markdown := written(t, report.Markdown, all...)
	return map[string]string{
		"text":     written(t, report.Text, all...),
		"markdown": escaped.ReplaceAllString(strings.NewReplacer("| --- ", "", "#", "").Replace(markdown), "$1"),
		"html":     parsed(t, written(t, report.HTML, all...)).text(),
	}
}

// The three forms say the same: no word stands in one of them alone, but for the
// numbers of items and the names of columns.
func TestTheThreeFormsSayTheSame(t *testing.T) {
	for _, s := range append(selected(t, rich(t)...), selected(t, acme())...) {
		said := forms(t, s)
		for form, text := range said {
			require.Equal(t, words(said["html"]), words(text), form)
		}
	}
}

// Every fact of a selection stands in each of the three.
func TestEveryFactIsTold(t *testing.T) {
	all := selected(t, rich(t)...)
	for form, text := range forms(t, all...) {
		flat := strings.Join(strings.Fields(text), " ")
		tells := func(format string, args ...any) {
			t.Helper()
			fact := strings.Join(strings.Fields(fmt.Sprintf(format, args...)), " ")
			require.Contains(t, flat, fact, form)
		}
		for _, s := range all {
			tells("%s", s.Organisation)
			if !s.AsOf.IsZero() {
				tells("speaks for %s", s.AsOf)
			}
			lowest, highest := s.Stage.Stage()
			require.Equal(t, lowest, highest)
			tells("stands at %s;", lowest)
			for _, f := range s.Stage.Findings {
				tells("%s", f.Says)
			}
			for _, v := range s.Verdicts {
				tells("%s", v.Candidate)
				tells("%s", strings.ToUpper(v.Decision().String()))
				tells("%s", strings.TrimSuffix(v.Problem, "."))
				tells("%s", v.Note)
				tells("Nature of the community: %s.", v.Nature)
				for _, f := range v.Findings {
					tells("%s", f.Says)
					tells("%s", f.Source.Title)
					if !f.AsOf.IsZero() {
						tells("%s", f.AsOf)
					}
				}
				for _, g := range slices.Concat(v.Gaps, v.Asks) {
					tells("%s: %s", g.Rule, g.Remedy)
					if !g.Earliest.IsZero() {
						tells("%s", g.Earliest)
					}
				}
				for _, r := range v.Audience {
					tells("Audience %s", r.Function)
				}
			}
			if s.Chosen == nil {
				continue
			}
			for _, r := range s.Chosen.Ranking.Ranked {
				tells("%s", r.ID)
			}
			for _, name := range s.Chosen.Portfolio.Chosen {
				tells("%s", name)
			}
			for _, path := range s.Chosen.Paths {
				tells("%s", path.Candidate)
			}
			for _, settled := range s.Settled {
				tells("%s: %s. Agreed for that: %s.", settled.Settlement.Pilot, settled.Settlement.Conclusion, settled.Settlement.Decision)
				for _, w := range settled.Change.Warnings {
					tells("%s", w.Kind.Says())
					tells("%s", w.Kind.Remedy())
				}
				for _, reading := range settled.Chart.Readings {
					tells("%s", reading.Date)
				}
			}
		}
	}
}
