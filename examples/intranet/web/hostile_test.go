package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
)

// hostile are names that want to be more than names.
var hostile = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`' onfocus='alert(1)`,
	`{{.Secret}}`,
	"\u202egnp.elif\u202c",
	strings.Repeat("long ", 60),
	"=1+1",
	"🧪👩‍🔬",
	"a/b",
	"a%2Fb 100%",
	"a?b#c",
	"a;b&c=d",
	`a\b`,
	"a\nb",
	"./x",
	" spaces ",
	"news",
	"javascript:alert(1)",
}

// Hostile names go the whole way and stay names: by pages and by the API, as a name of
// a candidate, a function, a metric and a person, in the history and the report.
func TestHostileNames(t *testing.T) {
	for _, name := range hostile {
		t.Run(name, func(t *testing.T) {
			s := full(t)
			slate := s.slate()
			slate.Choice = nil // takes its time, and has no names of its own
			slate.Programme.Organisation = name
			slate.Programme.Functions = append(slate.Programme.Functions, slate.Programme.Functions[0])
			slate.Programme.Functions[5].ID, slate.Programme.Functions[5].Name = name, name
			slate.Programme.Metrics = append(slate.Programme.Metrics, slate.Programme.Metrics[0])
			slate.Programme.Metrics[4].ID = name
			c := slate.Candidates[0]
			c.Name, c.Problem, c.Function, c.Area.ID, c.Benefit.Metric = name, name, name, "x"+name, name
			c.Endorsers = []pilot.Endorser{{Name: name, Function: name}}
			c.Audience = []pilot.Audience{{Function: name}}
			c.Note = name
			slate.Candidates = append(slate.Candidates, c)
			require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`).status)

			path := candidatePath(name)
			again := s.api(Editor, "GET", path, "")
			require.Equal(t, 200, again.status, again.body)
			require.JSONEq(t, asJSON(t, c), again.body)
			f := formOn(t, s.get(Editor, path).body, attr(path))
			require.Equal(t, 303, s.post(Editor, path, f).status)
			require.EqualValues(t, 2, s.revisions(), "nothing was touched, so nothing changed")
			f.Set("claimed", "yes")
			g := s.post(Editor, path, f)
			require.Equal(t, 303, g.status, g.body)
			to, err := url.Parse(g.header.Get("Location"))
			require.NoError(t, err)
			require.Equal(t, "/candidates/"+name, to.Path)

			a := agreed(t)
			a.Pilot, a.Problem, a.Decides, a.Decisions.Better = name, name, name, name
			require.Equal(t, 201, s.api(Approver, "POST", "/agreements", asJSON(t, a)).status)
			for _, page := range []string{"/", path, path + "/contract", "/programme", "/report", "/history", "/history/2", g.header.Get("Location")} {
				g := s.get(Approver, page)
				require.Equal(t, 200, g.status, page)
				for _, e := range elements(t, g.body) {
					require.NotContains(t, []string{"script", "img"}, e.name)
					for a, v := range e.attr {
						require.False(t, strings.HasPrefix(a, "on"), a)
						if a == "href" || a == "action" {
							require.Regexp(t, `^(/|#|https?://(www\.nickmilton\.com|www\.apqc\.org|stangarfield\.medium\.com)/)`, v)
							require.False(t, strings.HasPrefix(v, "//"))
						}
					}
				}
			}
			require.Equal(t, 409, s.post(Editor, path+"/remove", url.Values{"base": {"4"}}).status, "it is sealed")
			require.Equal(t, 200, s.api(Editor, "PUT", path, asJSON(t, c), "If-Match", `*`).status)
		})
	}
}

// attr is a path as a page has it in an attribute: the templates escape what a path
// may hold and need not.
func attr(path string) string {
	return strings.NewReplacer("'", "%27", "(", "%28", ")", "%29").Replace(path)
}

// What a browser can't have sent is refused, not mended.
func TestBytesThatAreNoText(t *testing.T) {
	s := full(t)
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	f.Set("name", "a\xffb")
	g := s.post(Editor, callHandlers, f)
	require.Equal(t, http.StatusUnprocessableEntity, g.status)
	require.Contains(t, g.body, "bytes that are no text")
	require.Equal(t, 422, s.api(Editor, "PUT", "/candidates/a", "{\"name\":\"a\xff\"}", "If-Match", `"1"`).status)
	c := s.slate().Candidates[0]
	c.Name = "a\x00b"
	g = s.api(Editor, "PUT", "/candidates/a%00b", asJSON(t, c), "If-Match", `"1"`)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.body, "NUL", "the store couldn't note a seal on it")
	g = s.send(Editor, "GET", "/candidates/%ff", "")
	require.Equal(t, 404, g.status)
	g = s.send(Editor, "GET", "/candidates/..%2f..%2fetc", "")
	require.Equal(t, 404, g.status)
}
