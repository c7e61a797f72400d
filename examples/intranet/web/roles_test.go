package web

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// Every route against every role: nobody gets more than theirs, and who has the role
// isn't refused for it.
func TestRolesByRoutes(t *testing.T) {
	least := map[string]Role{ // said once more, so that a slip in the table of routes is seen
		"GET /healthz": Nobody, "GET /readyz": Nobody, "GET /style.css": Nobody, "GET /favicon.ico": Nobody, "GET /login": Nobody, "POST /login": Nobody, "POST /logout": Nobody,
		"GET /{$}": Reader, "GET /candidates/{name}": Reader, "GET /candidates/{name}/contract": Reader, "GET /programme": Reader, "GET /report": Reader,
		"GET /history": Reader, "GET /history/{number}": Reader,
		"GET /candidates/new": Editor, "POST /candidates/new": Editor, "POST /candidates/{name}": Editor, "POST /candidates/{name}/remove": Editor,
		"POST /candidates/{name}/readings": Editor, "POST /programme": Editor, "POST /candidates/{name}/contract": Approver,
		"GET /api/v1/slate": Reader, "GET /api/v1/selection": Reader, "GET /api/v1/candidates/{name}": Reader, "GET /api/v1/history": Reader,
		"GET /api/v1/openapi.json": Reader, "GET /api/v1/schemas/slate.json": Reader, "GET /api/v1/schemas/selection.json": Reader,
		"PUT /api/v1/slate": Editor, "PUT /api/v1/candidates/{name}": Editor, "DELETE /api/v1/candidates/{name}": Editor, "POST /api/v1/rosters": Editor,
		"PUT /api/v1/agreements/{pilot}/readings": Editor, "POST /api/v1/agreements": Approver,
	}
	require.Len(t, routes, len(least))
	s := full(t)
	open := full(t, func(o *Options) { o.Tokens = nil })
	for _, r := range routes {
		route := r.method + " " + r.path
		need, met := least[route]
		require.True(t, met, route)
		path := strings.NewReplacer("{$}", "", "{name}", "Nobody", "{pilot}", "Nobody", "{number}", "1").Replace(r.path)
		for role := Nobody; role <= Approver; role++ {
			t.Run(fmt.Sprint(route, " as ", role), func(t *testing.T) {
				g := s.send(role, r.method, path, "")
				refused := g.status == 401 || g.status == 403 || g.status == 303 && strings.HasPrefix(g.header.Get("Location"), "/login?next=")
				if r.path == "/login" && r.method == "POST" {
					refused = false // an empty token is refused whoever sends it
				}
				require.Equal(t, role < need, refused, "%d %s", g.status, g.body)
				require.Less(t, g.status, 500)
				if role == Nobody && need > Nobody && strings.HasPrefix(path, api) {
					require.Equal(t, 401, g.status)
					require.NotEmpty(t, g.header.Get("WWW-Authenticate"))
					described(t, r.method, path, "", nil, g)
				}
			})
		}
		t.Run(route+" without tokens", func(t *testing.T) {
			g := open.send(Nobody, r.method, path, "")
			require.Equal(t, need > Reader || route == "POST /login", g.status == 403, "%d %s", g.status, g.body)
		})
	}
	require.EqualValues(t, 1, s.revisions())
	require.EqualValues(t, 1, open.revisions())
	require.Equal(t, 303, s.get(Nobody, "/nothing").status, "what isn't there isn't told to nobody either")
	require.Equal(t, 401, s.send(Nobody, "GET", api+"/nothing", "").status)
}

func TestWrongTokenIsRefused(t *testing.T) {
	s := full(t)
	g := s.send(Nobody, "GET", api+"/slate", "", "Authorization", "Bearer nonsense")
	require.Equal(t, 401, g.problemOf(t).Status)
	g = s.send(Nobody, "GET", api+"/slate", "", "Cookie", "kmaturity=nonsense")
	require.Equal(t, 401, g.status)
	g = s.send(Nobody, "GET", api+"/slate", "", "Authorization", "Basic nonsense")
	require.Equal(t, 401, g.status)
}

// A form on a page of another site changes nothing, even with a cookie that is good.
func TestCrossOriginIsRefused(t *testing.T) {
	s := full(t, func(o *Options) { o.Origins = []string{"https://km.example"} })
	login := s.post(Nobody, "/login", url.Values{"token": {s.secret[Approver]}})
	cookie, _, _ := strings.Cut(login.header.Get("Set-Cookie"), ";")
	form := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	form.Set("problem", "another")
	send := func(path, body string, header ...string) got {
		return s.send(Nobody, "POST", path, body, append(header, "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded")...)
	}
	for _, header := range [][]string{
		{"Origin", "https://evil.example"},
		{"Origin", "null"},
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
	} {
		for _, path := range []string{callHandlers, "/programme", "/login", "/logout", api + "/rosters", api + "/agreements"} {
			g := send(path, form.Encode(), header...)
			require.Equal(t, 403, g.status, "%v %s", header, path)
			require.Empty(t, g.header.Get("Set-Cookie"))
		}
	}
	require.EqualValues(t, 1, s.revisions())
	require.Equal(t, 303, send(callHandlers, form.Encode(), "Sec-Fetch-Site", "same-origin").status)
	form.Set("base", "2")
	form.Set("problem", "a third")
	require.Equal(t, 303, send(callHandlers, form.Encode(), "Origin", "https://km.example", "Sec-Fetch-Site", "cross-site").status, "an origin that is trusted")
	_, err := New(Options{Store: s.store, Origins: []string{"km.example/path"}})
	require.ErrorContains(t, err, "origin")
}

// Without tokens a page of somebody else's whose name was made to point here reads
// nothing.
func TestOtherHostsAreRefusedWithoutTokens(t *testing.T) {
	s := full(t, func(o *Options) { o.Tokens = nil })
	for host, status := range map[string]int{
		"127.0.0.1": 200, "localhost:8080": 200, "[::1]:8080": 200, "127.0.0.2:1": 200,
		"evil.example": 403, "evil.example:8080": 403, "10.0.0.1": 403, "localhost.evil.example": 403, "": 403,
	} {
		r := newRequest("GET", "/", "")
		r.Host = host
		require.Equal(t, status, serve(s.service, r).status, host)
	}
}

func TestHeaders(t *testing.T) {
	s := full(t)
	for _, path := range []string{"/", "/login", "/nothing", api + "/slate", "/healthz", "/style.css", "/report"} {
		g := s.get(Reader, path)
		policy := g.header.Get("Content-Security-Policy")
		require.Contains(t, policy, "default-src 'none'")
		require.Contains(t, policy, "frame-ancestors 'none'")
		require.NotContains(t, policy, "unsafe")
		require.NotContains(t, policy, "script-src")
		require.Equal(t, "nosniff", g.header.Get("X-Content-Type-Options"))
		require.Equal(t, "same-origin", g.header.Get("Referrer-Policy"))
		require.Regexp(t, `no-store|private, no-cache|public`, g.header.Get("Cache-Control"))
		require.Regexp(t, `^[0-9a-f]{16}$`, g.header.Get("X-Request-Id"))
	}
	require.Equal(t, "no-store", s.get(Reader, "/").header.Get("Cache-Control"))
}
