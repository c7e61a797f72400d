package web

import (
	"encoding/xml"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// element is one element of a page, with the text in it.
type element struct {
	name string
	attr map[string]string
	text string
}

func (e element) has(attr string) bool { _, ok := e.attr[attr]; return ok }

// elements are those of a page, in order. It is an error if they aren't closed as they
// were opened.
func elements(t *testing.T, page string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(page, "<!DOCTYPE html>\n")))
	d.Strict, d.AutoClose, d.Entity = false, []string{"meta", "link", "input"}, xml.HTMLEntity
	var all []element
	var open []int
	for {
		token, err := d.Token()
		if token == nil {
			require.Empty(t, open)
			return all
		}
		require.NoError(t, err)
		switch x := token.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			require.Equal(t, all[open[len(open)-1]].name, x.Name.Local)
			open = open[:len(open)-1]
		case xml.CharData:
			for _, i := range open {
				all[i].text += string(x)
			}
		}
	}
}

// every page that there is, as an approver sees it, with the kinds that errors have.
func everyPage(t *testing.T) map[string]string {
	s := full(t)
	seal(t, s)
	out := map[string]string{}
	for _, path := range []string{"/", callHandlers, callHandlers + "/contract", repairCrews + "/contract", "/candidates/new", "/programme", "/report", "/history", "/history/1", "/login", "/nothing"} {
		out[path] = s.get(Approver, path).body
		out[path+" as reader"] = s.get(Reader, path).body
	}
	f := formOn(t, out[callHandlers], callHandlers)
	f.Set("name", "")
	out["problems"] = s.post(Editor, callHandlers, f).body
	out["conflict"] = func() string {
		f := formOn(t, out[callHandlers], callHandlers)
		f.Set("problem", "one")
		require.Equal(t, 303, s.post(Editor, callHandlers, f).status)
		f.Set("problem", "two")
		return s.post(Editor, callHandlers, f).body
	}()
	out["wrong token"] = s.post(Nobody, "/login", url.Values{"token": {"x"}}).body
	out["ended"] = s.post(Nobody, callHandlers, f).body
	out["empty"] = bare(t).get(Editor, "/").body
	out["read-only"] = full(t, func(o *Options) { o.Tokens = nil }).get(Nobody, "/").body
	return out
}

// Every page can be used with a keyboard and read aloud: a language, a title, one main
// part with a heading, headings in order, a name for every input, links that lead
// somewhere; and there is nothing in it that runs.
func TestPagesAreAccessible(t *testing.T) {
	for name, page := range everyPage(t) {
		t.Run(name, func(t *testing.T) {
			ids, labels, level, mains := map[string]bool{}, map[string]bool{}, 0, 0
			all := elements(t, page)
			for _, e := range all {
				require.NotEqual(t, "script", e.name)
				require.False(t, e.has("style"), "the policy allows none")
				for a := range e.attr {
					require.False(t, strings.HasPrefix(a, "on"), a)
				}
				if id := e.attr["id"]; id != "" {
					require.False(t, ids[id], "%s stands twice", id)
					ids[id] = true
				}
				if e.name == "label" {
					require.NotEmpty(t, strings.TrimSpace(e.text))
					labels[e.attr["for"]] = true
				}
			}
			for i, e := range all {
				switch e.name {
				case "html":
					require.Equal(t, "en", e.attr["lang"])
				case "title", "button", "legend", "summary", "a":
					require.NotEmpty(t, strings.TrimSpace(e.text), e.name)
				case "main":
					mains++
				case "h1", "h2", "h3":
					n := int(e.name[1] - '0')
					require.LessOrEqual(t, n, level+1, "after h%d: %s", level, e.text)
					level = n
				case "input", "select", "textarea":
					if e.attr["type"] != "hidden" {
						require.True(t, labels[e.attr["id"]], "%s has no label", e.attr["name"])
					}
				case "fieldset":
					require.Equal(t, "legend", all[i+1].name)
				}
				for id := range strings.FieldsSeq(e.attr["aria-describedby"] + " " + e.attr["aria-labelledby"]) {
					require.True(t, ids[id], "%s isn't there", id)
				}
				if target, ok := strings.CutPrefix(e.attr["href"], "#"); ok && e.name == "a" {
					require.True(t, ids[target], "%s isn't there", target)
				}
			}
			require.Equal(t, 1, mains)
		})
	}
}

// The colours that text has on its ground contrast by 4.5 to 1 or more (WCAG 2.2,
// 1.4.3), in light and in dark; borders of inputs and the focus by 3 to 1.
func TestContrast(t *testing.T) {
	blocks := regexp.MustCompile(`(?s):root \{(.*?)\n *\}`).FindAllStringSubmatch(string(style), -1)
	require.Len(t, blocks, 2)
	for i, mode := range []string{"light", "dark"} {
		colour := map[string]string{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6})`).FindAllStringSubmatch(blocks[i][1], -1) {
			colour[m[1]] = m[2]
		}
		pairs := [][2]string{{"on-act", "act"}}
		for _, ground := range []string{"ground", "sheet"} {
			for _, text := range []string{"ink", "soft", "link", "bad", "warn"} {
				pairs = append(pairs, [2]string{text, ground})
			}
		}
		for _, c := range []string{"good", "bad", "warn", "calm"} {
			pairs = append(pairs, [2]string{c, c + "-ground"})
		}
		for _, p := range pairs {
			require.GreaterOrEqual(t, contrast(t, colour[p[0]], colour[p[1]]), 4.5, "%s: %s on %s", mode, p[0], p[1])
		}
		for _, ground := range []string{"ground", "sheet"} {
			require.GreaterOrEqual(t, contrast(t, colour["line"], colour[ground]), 3.0, "%s: line on %s", mode, ground)
			require.GreaterOrEqual(t, contrast(t, colour["focus"], colour[ground]), 3.0, "%s: focus on %s", mode, ground)
		}
	}
}
