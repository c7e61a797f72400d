package web

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// formOn is the form that a page shows, as a browser would send it back.
func formOn(t *testing.T, page, action string) url.Values {
	t.Helper()
	out := url.Values{}
	inside, value := false, ""
	for _, e := range elements(t, page) {
		switch e.name {
		case "form":
			inside = e.attr["action"] == action
		case "input":
			if inside && (e.attr["type"] != "checkbox" || e.has("checked")) {
				out.Add(e.attr["name"], e.attr["value"])
			}
		case "textarea":
			if inside {
				out.Add(e.attr["name"], strings.TrimPrefix(e.text, "\n"))
			}
		case "select":
			value = e.attr["name"]
		case "option":
			if inside && e.has("selected") {
				out.Set(value, e.attr["value"])
			} else if inside && !out.Has(value) {
				out.Set(value, e.attr["value"]) // the first, where none is chosen
			}
		}
	}
	require.NotEmpty(t, out, "there is no form for %s", action)
	return out
}

const callHandlers = "/candidates/Call%20handlers"

// Evidence that is added turns undetermined into showcase, in front of the user.
func TestUndeterminedBecomesShowcase(t *testing.T) {
	s := full(t)
	page := s.get(Editor, callHandlers)
	require.Contains(t, page.body, ">Undetermined</span>")
	require.Contains(t, page.body, "from later to showcase")

	f := formOn(t, page.body, callHandlers)
	f.Set("benefit.baseline.points.low", "12")
	f.Set("benefit.baseline.points.high", "12")
	f.Set("benefit.baseline.period", "monthly")
	g := s.post(Editor, callHandlers, f)
	require.Equal(t, 303, g.status, g.body)
	page = s.get(Editor, g.header.Get("Location"))
	require.Contains(t, page.body, "Saved: revision 2 is current.")
	require.Contains(t, page.body, ">Undetermined</span>", "who practises still isn't known")

	f = formOn(t, page.body, callHandlers)
	f.Set("area.practitioners.low", "180")
	g = s.post(Editor, callHandlers, f)
	page = s.get(Editor, g.header.Get("Location"))
	require.Contains(t, page.body, ">Showcase</span>")
	require.Equal(t, metrics.From(180), s.slate().Candidates[1].Area.Practitioners, "an empty field is no number")
}

// A form that nobody touched changes nothing, whatever there is in a candidate.
func TestUntouchedFormChangesNothing(t *testing.T) {
	s := full(t)
	slate := s.slate()
	c := slate.Candidates[0]
	require.NoError(t, json.Unmarshal([]byte(`{
		"name": "line\nbreak \u202e rtl", "problem": "\n\nfirst\r\nsecond\n", "offer": "public showcase", "function": "network",
		"area": {"id": "x", "practitioners": {"low": 1, "high": 2, "lowOpen": true}, "workforce": 7, "basis": "FTE", "scope": "all", "asOf": "2025-01-01"},
		"community": {"practising": 0.000001, "elsewhere": 3}, "form": "community of practice",
		"benefit": {"metric": "repair-cost", "baseline": {"from": "2024-01-01", "points": {"low": 3, "highOpen": true, "high": 9}, "mean": 4}},
		"endorsers": [{"name": "a\nb", "function": "km"}, {"name": "c", "gained": "no"}], "audience": [{"function": "service"}, {"function": "network"}],
		"scores": {"impact": {"low": 4, "high": 7}}, "cost": {"value": 7, "unit": "EUR"}, "elements": ["roles"], "worth": 2, "noise": {"sd": 1, "from": "x"},
		"facts": [{"measure": "own", "value": 3}], "note": "n"}`), &c))
	slate.Candidates = append(slate.Candidates, c, pilot.Candidate{Name: "nobody", Offer: pilot.PublicShowcase, Area: c.Area, Endorsers: []pilot.Endorser{}})
	g := s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`)
	require.Equal(t, 200, g.status, g.body)
	for _, c := range slate.Candidates {
		path := candidatePath(c.Name)
		g := s.post(Editor, path, formOn(t, s.get(Editor, path).body, path))
		require.Equal(t, 303, g.status, g.body)
		require.EqualValues(t, 2, s.revisions(), c.Name)
	}
	g = s.post(Editor, "/programme", formOn(t, s.get(Editor, "/programme").body, "/programme"))
	require.Equal(t, 303, g.status, g.body)
	require.EqualValues(t, 2, s.revisions())
}

// What the form has no field for survives an edit of what it has.
func TestFieldsWithoutInputSurvive(t *testing.T) {
	s := full(t)
	before := s.slate().Candidates[1]
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	f.Set("problem", "another")
	require.Equal(t, 303, s.post(Editor, callHandlers, f).status)
	after := s.slate().Candidates[1]
	before.Problem = "another"
	require.Equal(t, asJSON(t, before), asJSON(t, after))
}

func TestAllProblemsBesideWhatWasTyped(t *testing.T) {
	s := full(t)
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	f.Set("name", "")
	f.Set("area.practitioners.low", "many")
	f.Set("community.unknown", "")
	f.Set("endorsers[2].function", "network")
	f.Set("benefit.baseline.points.low", "-4")
	g := s.post(Editor, callHandlers, f)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.body, "<title>Error: ")
	require.EqualValues(t, 1, s.revisions())
	kept := formOn(t, g.body, callHandlers)
	require.Equal(t, f, kept, "what was typed is there again")
	linked := map[string]bool{}
	all := elements(t, g.body)
	for _, e := range all {
		if e.name == "a" && strings.HasPrefix(e.attr["href"], "#field-") {
			for _, n := range all {
				if n.attr["id"] == e.attr["href"][1:] {
					linked[n.attr["name"]] = true
					require.Equal(t, "true", n.attr["aria-invalid"])
					require.Contains(t, n.attr["aria-describedby"], n.attr["id"]+"-problem")
				}
			}
		}
	}
	require.Equal(t, map[string]bool{"name": true, "area.practitioners.low": true, "community.unknown": true, "endorsers[2].name": true, "benefit.baseline.points.low": true}, linked)
}

func TestConflictLosesNothing(t *testing.T) {
	s := full(t)
	mine := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	theirs := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	theirs.Set("problem", "their problem")
	theirs.Set("area.practitioners.low", "90")
	theirs.Set("endorsers[1].name", "their endorser")
	require.Equal(t, 303, s.post(Approver, callHandlers, theirs).status)

	mine.Set("problem", "my problem")
	mine.Set("community.practising", "99")
	g := s.post(Editor, callHandlers, mine)
	require.Equal(t, 409, g.status)
	require.Contains(t, g.body, "Somebody else changed this meanwhile")
	require.Contains(t, g.body, "the-approver")
	require.Contains(t, g.body, "Meanwhile: <bdi>their problem</bdi>")
	require.EqualValues(t, 2, s.revisions())

	again := formOn(t, g.body, callHandlers)
	require.Equal(t, "my problem", again.Get("problem"), "what was typed stays")
	require.Equal(t, "99", again.Get("community.practising"))
	require.Equal(t, "90", again.Get("area.practitioners.low"), "what wasn't touched is as others left it")
	require.Equal(t, "2", again.Get("base"))
	require.Equal(t, 303, s.post(Editor, callHandlers, again).status)
	c := s.slate().Candidates[1]
	require.Equal(t, "my problem", c.Problem)
	require.Equal(t, metrics.From(90), c.Area.Practitioners)
	require.Equal(t, "their endorser", c.Endorsers[1].Name)
	require.EqualValues(t, 99_000_000, c.Community.Practising)
}

// What others changed elsewhere is no conflict.
func TestOtherCandidatesDontConflict(t *testing.T) {
	s := full(t)
	const plants = "/candidates/Plant%20operators"
	a := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	b := formOn(t, s.get(Editor, plants).body, plants)
	fresh := formOn(t, s.get(Editor, "/candidates/new").body, "/candidates/new")
	a.Set("problem", "a")
	b.Set("problem", "b")
	for name, v := range map[string]string{"name": "Fresh", "offer": "public showcase", "area.id": "f"} {
		fresh.Set(name, v)
	}
	require.Equal(t, 303, s.post(Editor, callHandlers, a).status)
	require.Equal(t, 303, s.post(Editor, plants, b).status)
	g := s.post(Editor, "/candidates/new", fresh)
	require.Equal(t, 303, g.status, g.body)
	require.Equal(t, "/candidates/Fresh?saved=4", g.header.Get("Location"))
	require.Equal(t, 422, s.post(Editor, "/candidates/new", fresh).status, "there is one of that name")

	gone := s.post(Editor, "/candidates/Fresh/remove", url.Values{"base": {"4"}})
	require.Equal(t, 303, gone.status)
	stale := s.post(Editor, callHandlers+"/remove", url.Values{"base": {"1"}})
	require.Equal(t, 409, stale.status, "it was edited since")
	require.Equal(t, 404, s.post(Editor, "/candidates/Fresh", fresh).status)
	require.Equal(t, 400, s.post(Editor, callHandlers, url.Values{"base": {"x"}}).status)
}

// A candidate that was removed while somebody typed can be added anew.
func TestRemovedMeanwhile(t *testing.T) {
	s := full(t)
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	require.Equal(t, 200, s.api(Editor, "DELETE", "/candidates/Call%20handlers", "", "If-Match", `"1"`).status)
	f.Set("problem", "mine")
	g := s.post(Editor, callHandlers, f)
	require.Equal(t, 409, g.status)
	again := formOn(t, g.body, "/candidates/new")
	require.Equal(t, "mine", again.Get("problem"))
}

func TestRenaming(t *testing.T) {
	s := full(t)
	slate := s.slate()
	choice := *slate.Choice
	choice.Required = []string{"Repair crews"}
	slate.Choice = &choice
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`).status)
	const path = "/candidates/Repair%20crews"
	f := formOn(t, s.get(Editor, path).body, path)
	f.Set("name", "Crews")
	g := s.post(Editor, path, f)
	require.Equal(t, "/candidates/Crews?saved=3", g.header.Get("Location"), g.body)
	require.Equal(t, []string{"Crews"}, s.slate().Choice.Required)
	for _, name := range []string{"new", ".", ".."} {
		f := formOn(t, s.get(Editor, "/candidates/Crews").body, "/candidates/Crews")
		f.Set("name", name)
		require.Equal(t, 422, s.post(Editor, "/candidates/Crews", f).status, "it would have no address")
	}
}

func TestProgrammePage(t *testing.T) {
	s := bare(t)
	require.Contains(t, s.get(Editor, "/").body, "Nothing here yet")
	require.Equal(t, 409, s.get(Editor, "/candidates/new").status)
	f := formOn(t, s.get(Editor, "/programme").body, "/programme")
	f.Set("organisation", "Acme")
	f.Set("asOf", "soon")
	f.Set("functions[0].id", "service")
	f.Set("functions[0].supports", "nowhere")
	g := s.post(Editor, "/programme", f)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.body, "want a day as 2026-01-31")
	require.Contains(t, g.body, "nowhere")
	f.Set("asOf", "2026-01-31")
	f.Set("area.id", "km")
	f.Set("functions[0].kind", "frontline")
	f.Set("functions[0].supports", "")
	f.Set("functions[1].id", "km")
	f.Set("functions[1].supports", "service")
	f.Set("functions[1].kind", "support")
	f.Set("metrics[0].id", "cost")
	f.Set("metrics[0].hard", "yes")
	f.Set("fact km-champions-network", "yes")
	f.Set("fact km-champions-network.source", "KM lead")
	g = s.post(Editor, "/programme", f)
	require.Equal(t, 303, g.status, g.body)
	p := s.slate().Programme
	require.Equal(t, []string{"service"}, p.Functions[1].Supports)
	require.True(t, p.Metrics[0].Hard)
	require.Equal(t, "KM lead", p.Facts[0].Source)
	require.Contains(t, s.get(Reader, "/programme").body, "champions network")

	f = formOn(t, s.get(Editor, "/programme").body, "/programme")
	f.Set("fact km-champions-network", "unknown")
	f.Set("metrics[0].id", "")
	f.Set("function", "km")
	require.Equal(t, 303, s.post(Editor, "/programme", f).status)
	p = s.slate().Programme
	require.Empty(t, p.Facts)
	require.Empty(t, p.Metrics)

	mine := formOn(t, s.get(Editor, "/programme").body, "/programme")
	theirs := formOn(t, s.get(Editor, "/programme").body, "/programme")
	theirs.Set("organisation", "Acme and sons")
	mine.Set("organisation", "Acme and daughters")
	mine.Set("asOf", "2026-02-28")
	require.Equal(t, 303, s.post(Editor, "/programme", theirs).status)
	g = s.post(Editor, "/programme", mine)
	require.Equal(t, 409, g.status)
	again := formOn(t, g.body, "/programme")
	require.Equal(t, "Acme and daughters", again.Get("organisation"))
	require.Equal(t, 303, s.post(Editor, "/programme", again).status)
	require.Equal(t, "2026-02-28", s.slate().Programme.AsOf.String())
}

func TestHistoryPages(t *testing.T) {
	s := full(t)
	f := formOn(t, s.get(Editor, callHandlers).body, callHandlers)
	for i := range 3 {
		f.Set("base", strconv.Itoa(i+1))
		f.Set("problem", "problem "+strconv.Itoa(i))
		require.Equal(t, 303, s.post(Editor, callHandlers, f).status)
	}
	g := s.get(Reader, "/history?most=2")
	require.Contains(t, g.body, "the-editor")
	require.Contains(t, g.body, `href="/history?before=3"`)
	require.NotContains(t, g.body, "Revision 2<")
	old := s.get(Reader, "/history/1")
	require.Contains(t, old.body, "This is how it was")
	require.Contains(t, old.body, "customers are told different things about the same outage")
	require.NotContains(t, old.body, "problem 2")
	require.NotContains(t, old.body, `href="/candidates/`)
}

func TestReport(t *testing.T) {
	s := full(t)
	g := s.get(Reader, "/report")
	require.Contains(t, g.body, "SHOWCASE")
	require.Contains(t, g.header.Get("Content-Security-Policy"), "style-src 'sha256-")
	require.Empty(t, g.header.Get("Content-Disposition"))
	g = s.get(Reader, "/report?download=1")
	require.Equal(t, `attachment; filename="report.html"`, g.header.Get("Content-Disposition"))
}
