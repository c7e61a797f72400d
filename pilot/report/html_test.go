package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// offline holds a page against what every page promises: it asks for nothing, runs
// nothing, and what it points to is there.
func offline(t *testing.T, page string) element {
	t.Helper()
	e := parsed(t, page)
	ids := map[string]bool{}
	var points []string
	for x := range e.all {
		require.NotContains(t, []string{"script", "link", "img", "iframe", "object", "embed", "base", "form", "audio", "video", "use", "image", "a:href"}, x.XMLName.Local)
		for _, a := range x.Attr {
			name := a.Name.Local
			require.NotContains(t, []string{"src", "srcset", "style", "background", "poster", "ping"}, name)
			require.False(t, strings.HasPrefix(name, "on"), name)
			switch {
			case name == "id":
				require.False(t, ids[a.Value], "%s stands twice", a.Value)
				ids[a.Value] = true
			case name == "aria-labelledby":
				points = append(points, strings.Fields(a.Value)...)
			case name == "href" && strings.HasPrefix(a.Value, "#"):
				points = append(points, a.Value[1:])
			case name == "href":
				require.Equal(t, "a", x.XMLName.Local)
				require.Regexp(t, "^https?://", a.Value)
				require.Equal(t, "noreferrer", x.attr("rel"))
			}
		}
		if x.XMLName.Local == "style" {
			css := x.Inside[0].(string)
			require.NotContains(t, css, "url(")
			require.NotContains(t, css, "@import")
			sum := sha256.Sum256([]byte(css))
			require.Contains(t, report.ContentPolicy(), "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
		}
	}
	for _, id := range points {
		require.True(t, ids[id], "nothing is called %q", id)
	}
	return e
}

func TestHTMLAsksForNothing(t *testing.T) {
	e := offline(t, written(t, report.HTML, selected(t, rich(t)...)...))
	pictures, tables := 0, 0
	var policy string
	for x := range e.all {
		switch x.XMLName.Local {
		case "svg":
			pictures++
			require.Equal(t, "img", x.attr("role"))
			require.Empty(t, x.attr("width"))
		case "table":
			tables++
		case "meta":
			if x.attr("http-equiv") == "Content-Security-Policy" {
				policy = x.attr("content")
			}
		}
	}
	require.Equal(t, report.ContentPolicy(), policy)
	require.Equal(t, len(report.Pictures(selected(t, rich(t)...)...)), pictures)
	require.Greater(t, tables, pictures, "each has its numbers beside it, and there are others")
	require.Equal(t, "en", e.attr("lang"))
}

// Headings go down a level at a time.
func TestHTMLHeadingsInOrder(t *testing.T) {
	at := 0
	for x := range parsed(t, written(t, report.HTML, selected(t, rich(t)...)...)).all {
		if h := x.XMLName.Local; len(h) == 2 && h[0] == 'h' && h[1] >= '1' && h[1] <= '6' {
			level := int(h[1] - '0')
			require.LessOrEqual(t, level, at+1, x.text())
			at = level
		}
	}
	require.Equal(t, 2, at, "the sources")
}

// hostile names, as somebody might put them into a form.
var hostile = []string{
	`<script>alert(1)</script>`, `"><svg onload=x>`, `</style><b>`, `javascript:alert(1)`, `&amp;`, `=1+1`, `=cmd|' /C calc'!A0`, "a\x00b\x1b[2Jc\r\nd", "\u202eevil\u202c", "שלום עולם",
	strings.Repeat("very long name ", 20), strings.Repeat("x", 300), "🙂👩‍🚀", "\xff\xfe", "]]>", "\ufffe\uffff", "100 %s %!d", "# heading", "1. one", "- item", "| a | b |", "[x](http://evil.example)", "![x](http://evil.example/x.png)", "http://evil.example", "`code`", "*b* _i_ ~s~", "$x$", "<!-- -->",
}

// hostileSlate has such a name wherever a name can stand.
func hostileSlate(name string) pilot.Slate {
	valid := strings.ToValidUTF8(name, "?")
	s := acme()
	s.Programme.Organisation, s.Programme.Note = valid, valid
	s.Programme.Area.Name, s.Programme.Area.Scope = valid, valid
	s.Programme.Functions = append(s.Programme.Functions, community.Function{ID: valid, Kind: community.Frontline})
	c := &s.Candidates[0]
	c.Name, c.Problem, c.Note, c.Function = valid, valid, valid, valid
	c.Audience = []pilot.Audience{{Function: valid}}
	c.Endorsers = []pilot.Endorser{{Name: valid, Function: "service", Gained: metrics.Yes}}
	c.Area.Practitioners = metrics.Exactly(200)
	s.Programme.Metrics[0].Hard, s.Programme.Metrics[0].Unit = true, valid
	c.Community = community.Census{Practising: 30 * community.Person, Unknown: 5 * community.Person}
	c.Benefit.Baseline.Points = metrics.Exactly(12)
	s.Choice = &pilot.Choice{AtOnce: 1, Managers: []pilot.Manager{{Function: valid, Weight: 1, Segment: pilot.Interested}}}
	return s
}

// A page of hostile names has the elements of one of good ones, asks for nothing
// either, and shows each name.
func TestHostilePages(t *testing.T) {
	shape := func(e element) (all []string) {
		for x := range e.all {
			all = append(all, x.XMLName.Local)
		}
		return slices.DeleteFunc(all, func(name string) bool { return name == "text" }) // names are wrapped in pictures
	}
	good := shape(offline(t, written(t, report.HTML, selected(t, hostileSlate("good"))...)))
	for _, name := range hostile {
		all := selected(t, hostileSlate(name))
		require.Equal(t, pilot.Showcase, all[0].Verdicts[0].Decision())
		page := written(t, report.HTML, all...)
		e := offline(t, page)
		require.Equal(t, good, shape(e), "%q", name)
		require.NotContains(t, e.text(), "\u202e")
		seen := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r == 0 || r == 0x1b || r == 0x202e || r == 0x202c || r == 0xfffe || r == 0xffff {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(name, "?"))), " ")
		require.Contains(t, strings.Join(strings.Fields(e.text()), " "), seen)

		for _, write := range []string{written(t, report.Markdown, all...), written(t, report.Text, all...)} {
			require.NotContains(t, write, "\x1b")
			require.NotContains(t, write, "\x00")
			require.NotContains(t, write, "\u202e")
		}
	}
}
