package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/pilot"
)

func TestSlateByAPI(t *testing.T) {
	s := bare(t)
	require.Equal(t, 404, s.api(Reader, "GET", "/slate", "").status)
	require.Equal(t, 404, s.api(Reader, "GET", "/selection", "").status)
	require.Equal(t, 404, s.api(Reader, "GET", "/candidates/x", "").status)

	slate := demonstration(t)
	slate.Agreements = nil
	doc := asJSON(t, slate)
	require.Equal(t, 428, s.api(Editor, "PUT", "/slate", doc).status)
	g := s.api(Editor, "PUT", "/slate", doc, "If-Match", `"0"`)
	require.Equal(t, 200, g.status, g.body)
	require.Equal(t, `"1"`, g.header.Get("ETag"))

	g = s.api(Reader, "GET", "/slate", "")
	require.Equal(t, 200, g.status)
	require.Equal(t, `"1"`, g.header.Get("ETag"))
	require.JSONEq(t, doc, g.body)
	for _, list := range []string{`"1"`, `W/"1"`, `"7", "1"`, `*`} {
		g = s.api(Reader, "GET", "/slate", "", "If-None-Match", list)
		require.Equal(t, 304, g.status, list)
		require.Empty(t, g.body)
	}
	require.Equal(t, 304, s.api(Reader, "GET", "/selection", "", "If-None-Match", `"1"`).status)
	require.Equal(t, 200, s.api(Reader, "GET", "/selection", "", "If-None-Match", `"2"`).status)

	same := s.api(Editor, "PUT", "/slate", doc, "If-Match", `"1"`)
	require.Equal(t, 200, same.status)
	require.Equal(t, `"1"`, same.header.Get("ETag"), "nothing changed, so there is no new revision")
	require.EqualValues(t, 1, s.revisions())

	slate.Note = "another"
	g = s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`)
	require.Equal(t, `"2"`, g.header.Get("ETag"))
	g = s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`)
	require.Equal(t, 412, g.status)
	require.EqualValues(t, 2, g.problemOf(t).Current)
	require.Equal(t, `"2"`, g.header.Get("ETag"))
	require.Equal(t, 412, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `W/"2"`).status, "a weak tag doesn't do for a change")

	var selection pilot.Selection
	g = s.api(Reader, "GET", "/selection", "")
	require.NoError(t, json.Unmarshal([]byte(g.body), &selection))
	v, _ := selection.Verdict("Call handlers")
	require.Equal(t, pilot.Undetermined, v.Decision())
}

func TestAllProblemsAtOnce(t *testing.T) {
	s := full(t)
	doc := `{"version":1,"programme":{"organisation":"","area":{"id":"km","practitioners":-3}},"candidates":[{"name":"A","offer":"public showcas","area":{"id":"a"},"colour":1}],"nope":2}`
	g := s.api(Editor, "PUT", "/slate", doc, "If-Match", `"1"`)
	require.Equal(t, 422, g.status)
	var paths []string
	for _, p := range g.problemOf(t).Errors {
		paths = append(paths, p.Path)
		require.NotEmpty(t, p.Problem)
	}
	require.ElementsMatch(t, []string{"programme.area.practitioners", "programme.organisation", "candidates[0].offer", "candidates[0].colour", "nope"}, paths)
	require.Equal(t, 422, s.api(Editor, "PUT", "/slate", `{"version":`, "If-Match", `"1"`).status)
	require.Equal(t, 415, s.api(Editor, "PUT", "/slate", doc, "If-Match", `"1"`, "Content-Type", "text/plain").status)
	require.EqualValues(t, 1, s.revisions())
}

func TestCandidatesByAPI(t *testing.T) {
	s := full(t)
	const doc = `{"name":"New ones","offer":"public showcase","area":{"id":"x"},"scores":{"impact":4}}`
	g := s.api(Editor, "PUT", "/candidates/New%20ones", doc, "If-Match", `"1"`)
	require.Equal(t, 201, g.status, g.body)
	g = s.api(Reader, "GET", "/candidates/New%20ones", "")
	require.Equal(t, 200, g.status)
	require.JSONEq(t, doc, g.body)
	require.Equal(t, 200, s.api(Editor, "PUT", "/candidates/New%20ones", doc, "If-Match", `"2"`).status)
	g = s.api(Editor, "PUT", "/candidates/Others", doc, "If-Match", `"2"`)
	require.Equal(t, "name", g.problemOf(t).Errors[0].Path)
	require.Equal(t, 428, s.api(Editor, "DELETE", "/candidates/New%20ones", "").status)
	require.Equal(t, 412, s.api(Editor, "DELETE", "/candidates/New%20ones", "", "If-Match", `"1"`).status)
	require.Equal(t, 200, s.api(Editor, "DELETE", "/candidates/New%20ones", "", "If-Match", `*`).status)
	require.Equal(t, 404, s.api(Editor, "DELETE", "/candidates/New%20ones", "", "If-Match", `"3"`).status)
	require.Equal(t, 404, s.api(Reader, "GET", "/candidates/New%20ones", "").status)

	g = s.api(Reader, "GET", "/history?most=2", "")
	var h struct {
		Entries []struct {
			Number   int64
			By, What string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(g.body), &h))
	require.Len(t, h.Entries, 2)
	require.Equal(t, "the-editor", h.Entries[0].By)
	require.Equal(t, `removed the candidate "New ones"`, h.Entries[0].What)
	require.Equal(t, `added the candidate "New ones"`, h.Entries[1].What)
	g = s.api(Reader, "GET", "/history?before=2", "")
	require.Contains(t, g.body, `"number":1`)
	require.NotContains(t, g.body, `"number":2`)
	require.Len(t, s.api(Reader, "GET", "/history?before=0&most=x", "").problemOf(t).Errors, 2)
}

func TestUnknownAddressesAndMethods(t *testing.T) {
	s := full(t)
	g := s.send(Reader, "GET", api+"/nothing", "")
	require.Equal(t, 404, g.problemOf(t).Status)
	g = s.send(Reader, "PATCH", api+"/slate", "")
	require.Equal(t, 405, g.problemOf(t).Status)
	require.Equal(t, "GET, HEAD, PUT", g.header.Get("Allow"))
	g = s.send(Reader, "DELETE", "/programme", "")
	require.Equal(t, 405, g.status)
	require.Equal(t, "GET, HEAD, POST", g.header.Get("Allow"))
	require.Contains(t, g.body, "<h1>Method Not Allowed</h1>", "people get a page")
	g = s.get(Reader, "/nothing")
	require.Equal(t, 404, g.status)
	require.Equal(t, 404, s.get(Reader, "/history/x").status)
	require.Equal(t, 404, s.get(Reader, "/history/99").status)
}

func TestRosters(t *testing.T) {
	s := full(t)
	var csv strings.Builder
	csv.WriteString("id,main role,fte,name\n")
	for i := range 150 {
		csv.WriteString("p" + string(rune('a'+i%26)) + ",Call  Handling,1,Jane Doe\n")
	}
	csv.WriteString("q,Knowledge management,0.5,Jane Doe\nr,Geology,1,Jane Doe\n")
	g := s.api(Editor, "POST", "/rosters?asOf=2026-01-15&scope=all+staff", csv.String(), "Content-Type", "text/csv")
	require.Equal(t, 200, g.status, g.body)
	var out rostered
	require.NoError(t, json.Unmarshal([]byte(g.body), &out))
	require.True(t, out.Changed)
	require.EqualValues(t, 2, out.Revision.Number)
	require.Equal(t, "Call handling", out.Matched[0].Area)
	require.Equal(t, []string{"Call handlers"}, out.Matched[0].For.Candidates)
	require.True(t, out.Matched[1].For.Programme)
	require.Contains(t, out.Missing.Candidates, "Repair crews")
	require.Equal(t, []string{"Geology"}, out.Unmatched)
	require.Equal(t, 152, out.Notes.Rows)
	require.Equal(t, []string{"name"}, out.Notes.Unused)
	require.NotContains(t, g.body, "Jane")

	slate := s.slate()
	area := slate.Candidates[1].Area
	x, _ := area.Practitioners.Point()
	require.EqualValues(t, 150, x)
	require.Equal(t, "FTE", area.Basis.String())
	require.Equal(t, "2026-01-15", area.AsOf.String())
	require.Equal(t, "all staff", area.Scope)
	x, _ = slate.Programme.Area.Practitioners.Point()
	require.Equal(t, 0.5, x)
	require.NotContains(t, asJSON(t, slate), "Jane")

	again := s.api(Editor, "POST", "/rosters?asOf=2026-01-15&scope=all+staff", csv.String(), "Content-Type", "text/csv")
	require.Contains(t, again.body, `"changed":false`)
	require.EqualValues(t, 2, s.revisions())

	lines := `{"main role":"call handling","fte":120}` + "\n"
	g = s.api(Editor, "POST", "/rosters?basis=FTE", lines, "Content-Type", "application/jsonl", "If-Match", `"2"`)
	require.Equal(t, 200, g.status, g.body)
	require.Equal(t, 412, s.api(Editor, "POST", "/rosters", lines, "Content-Type", "application/jsonl", "If-Match", `"2"`).status)
}

func TestRostersRefused(t *testing.T) {
	s := full(t)
	for _, c := range []struct {
		name, query, body string
		status            int
		paths             []string
	}{
		{"bad rows, all at once", "", "main role,fte\nGeology,x\nGeology,-1\n", 422, []string{"line 2, column 9", "line 3, column 9"}},
		{"no rows", "", "main role\n", 422, nil},
		{"empty", "", "", 422, nil},
		{"a basis that the columns contradict", "?basis=heads", "main role,fte\nGeology,0.5\n", 422, []string{"basis"}},
		{"bad query, all at once", "?asOf=x&basis=y", "main role\nGeology\n", 422, []string{"asOf", "basis"}},
		{"packed", "", "\x1f\x8b\x08\x00", 415, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := s.api(Editor, "POST", "/rosters"+c.query, c.body, "Content-Type", "text/csv")
			require.Equal(t, c.status, g.status, g.body)
			var paths []string
			for _, p := range g.problemOf(t).Errors {
				paths = append(paths, p.Path)
			}
			if c.paths != nil {
				require.Equal(t, c.paths, paths)
			}
		})
	}
	require.EqualValues(t, 1, s.revisions())
	require.Equal(t, 409, bare(t).api(Editor, "POST", "/rosters", "main role\nGeology\n", "Content-Type", "text/csv").status)
}

func TestStaticDocuments(t *testing.T) {
	s := bare(t)
	for _, path := range []string{"/openapi.json", "/schemas/slate.json", "/schemas/selection.json"} {
		g := s.api(Reader, "GET", path, "")
		require.Equal(t, http.StatusOK, g.status)
		require.True(t, json.Valid([]byte(g.body)))
	}
}
