package web

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/contract"
)

const repairCrews = "/candidates/Repair%20crews"

// seal seals the demonstration's contract by the API and puts its readings.
func seal(t *testing.T, s *site) {
	t.Helper()
	g := s.api(Approver, "POST", "/agreements", asJSON(t, agreed(t)))
	require.Equal(t, 201, g.status, g.body)
	a := demonstration(t).Agreements[0]
	body := asJSON(t, map[string]any{"readings": a.Readings, "looks": a.Looks, "on": a.On})
	g = s.api(Editor, "PUT", "/agreements/Repair%20crews/readings", body, "If-Match", g.header.Get("ETag"))
	require.Equal(t, 200, g.status, g.body)
}

// settled is what became of the contract on the repair crews.
func settled(t *testing.T, s *site) pilot.Settled {
	t.Helper()
	var selection pilot.Selection
	require.NoError(t, json.Unmarshal([]byte(s.api(Reader, "GET", "/selection", "").body), &selection))
	require.Len(t, selection.Settled, 1)
	return selection.Settled[0]
}

func TestContractIsSealedAndSettled(t *testing.T) {
	s := full(t)
	seal(t, s)
	require.Equal(t, "the-approver", s.store.seals["Repair crews"].By)
	out := settled(t, s)
	require.Empty(t, out.Settlement.Breaches)
	require.Equal(t, "roll out to all depots", out.Settlement.Decision)
	require.Contains(t, s.get(Reader, "/").body, "roll out to all depots")
	g := s.api(Approver, "POST", "/agreements", asJSON(t, agreed(t)))
	require.Equal(t, 409, g.status, "a pilot is sealed once")
}

// Who edits the slate can't move the goalposts, in whatever way it is tried.
func TestGoalpostsStay(t *testing.T) {
	for name, move := range map[string]func(*pilot.Slate){
		"another contract": func(s *pilot.Slate) { s.Agreements[0].Sealed.Contract.Worth = 1 },
		"another one, sealed anew and noted": func(s *pilot.Slate) {
			c := s.Agreements[0].Sealed.Contract
			c.Worth = 1
			s.Agreements[0].Sealed = mustSeal(t, c)
			s.Agreements[0].Noted = s.Agreements[0].Sealed.Digest
		},
		"taken out":            func(s *pilot.Slate) { s.Agreements = nil },
		"taken out with pilot": func(s *pilot.Slate) { s.Agreements, s.Candidates = nil, s.Candidates[1:] },
		"looked at less often": func(s *pilot.Slate) {
			s.Agreements[0].Looks, s.Agreements[0].Readings, s.Agreements[0].On = 0, metrics.Series{}, metrics.Date{}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := full(t)
			seal(t, s)
			slate := s.slate()
			slate.Agreements = append([]pilot.Agreement{}, slate.Agreements...)
			move(&slate)
			g := s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"3"`)
			require.Equal(t, 409, g.status, g.body)
			require.NotEmpty(t, g.problemOf(t).Errors)
			require.EqualValues(t, 3, s.revisions())
		})
	}
	s := full(t)
	seal(t, s)
	require.Equal(t, 409, s.api(Editor, "DELETE", "/candidates/Repair%20crews", "", "If-Match", `"3"`).status)
	f := formOn(t, s.get(Editor, repairCrews).body, repairCrews)
	f.Set("name", "Crews")
	g := s.post(Editor, repairCrews, f)
	require.Equal(t, 409, g.status)
	require.Regexp(t, `<a href="#field-0"><bdi>Name</bdi></a>: the contract on .* is sealed`, g.body)
	require.Equal(t, 409, s.post(Editor, repairCrews+"/remove", url.Values{"base": {"3"}}).status)
}

// The digest that counts is the one noted beside the slate: what an editor writes into
// the slate as noted is passed over, both ways.
func TestNotedDigestOfTheSlateIsPassedOver(t *testing.T) {
	s := full(t)
	slate := demonstration(t) // with an agreement that says of itself that it is noted
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`).status)
	out := settled(t, s)
	require.Empty(t, out.Settlement.Decision)
	require.Equal(t, "not noted", out.Settlement.Breaches[0].Kind.String())
	require.Contains(t, s.get(Reader, repairCrews+"/contract").body, "never sealed here")

	require.Equal(t, 201, s.api(Approver, "POST", "/agreements", asJSON(t, agreed(t))).status, "then an approver seals it")
	slate = s.slate()
	a := demonstration(t).Agreements[0]
	a.Noted = strings.Repeat("0", 64)
	slate.Agreements = []pilot.Agreement{a}
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"3"`).status)
	require.Equal(t, "roll out to all depots", settled(t, s).Settlement.Decision)
}

func TestContractByPages(t *testing.T) {
	s := full(t)
	path := repairCrews + "/contract"
	require.Contains(t, s.get(Editor, path).body, "An approver does that.")
	f := formOn(t, s.get(Approver, path).body, path)
	g := s.post(Approver, path, f)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.body, "is missing")
	for name, v := range map[string]string{
		"agreed": "2024-12-10", "start": "2025-01-01", "split.before.from": "2023-01-01", "split.before.to": "2024-12-31",
		"split.after.from": "2025-01-01", "split.after.to": "2025-12-31", "worth": "20", "method": "welch-effective", "looks": "12 0.95\r\n",
		"decisions.better": "roll out", "decisions.little": "wait", "decisions.noEffect": "stop", "decisions.worse": "stop", "decisions.cannotTell": "wait", "decides": "head",
	} {
		f.Set(name, v)
	}
	f.Set("looks", "12 much")
	g = s.post(Approver, path, f)
	require.Contains(t, g.body, "such as 12 0.95")
	f.Set("looks", "12 0.95\r\n")
	g = s.post(Approver, path, f)
	require.Equal(t, 303, g.status, g.body)
	require.Equal(t, 409, s.post(Approver, path, f).status)

	page := s.get(Editor, path)
	require.Contains(t, page.body, "Nobody can change it")
	at := repairCrews + "/readings"
	r := formOn(t, page.body, at)
	r.Set("readings", "2023-01-01,397\nsoon,4\n2023-03-01,x")
	g = s.post(Editor, at, r)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.body, "line 2, ")
	require.Contains(t, g.body, "line 3, ")
	r.Set("readings", lines(demonstration(t).Agreements[0].Readings))
	g = s.post(Editor, at, r)
	require.Equal(t, 303, g.status, "they are collected, and not looked at yet")
	page = s.get(Reader, path)
	require.NotContains(t, page.body, "What became of it")
	require.Contains(t, page.body, "It was sealed after the pilot had started")
	stale := formOn(t, s.get(Editor, path).body, at)
	r = formOn(t, s.get(Editor, path).body, at)
	r.Set("looks", "1")
	require.Equal(t, 422, s.post(Editor, at, r).status, "a settlement has a day")
	r.Set("on", "2026-01-15")
	g = s.post(Editor, at, r)
	require.Equal(t, 303, g.status, g.body)
	require.Contains(t, s.get(Reader, path).body, "roll out")

	stale.Set("readings", "2023-01-01,1")
	stale.Set("looks", "1")
	stale.Set("on", "2026-01-16")
	g = s.post(Editor, at, stale)
	require.Equal(t, 409, g.status)
	require.Equal(t, "2023-01-01,1", formOn(t, g.body, at).Get("readings"))
	require.Equal(t, 404, s.post(Editor, callHandlers+"/readings", url.Values{"base": {"1"}}).status)
}

// What is sealed is what was seen: an editor who turns the metric round in between seals
// nothing that the approver didn't look at.
func TestMetricTurnedRoundBeforeTheSeal(t *testing.T) {
	s := full(t)
	path := repairCrews + "/contract"
	page := s.get(Approver, path).body
	require.Contains(t, page, "in kEUR, lower is better</option>")
	f := formOn(t, page, path)
	for name, v := range map[string]string{
		"agreed": "2024-12-10", "start": "2025-01-01", "split.before.from": "2023-01-01", "split.before.to": "2024-12-31",
		"split.after.from": "2025-01-01", "split.after.to": "2025-12-31", "worth": "20", "method": "welch-effective", "looks": "12 0.95",
		"decisions.better": "roll out", "decisions.little": "wait", "decisions.noEffect": "stop", "decisions.worse": "stop", "decisions.cannotTell": "wait", "decides": "head",
	} {
		f.Set(name, v)
	}
	slate := s.slate()
	slate.Programme.Metrics = slices.Clone(slate.Programme.Metrics)
	i := slices.IndexFunc(slate.Programme.Metrics, func(m metrics.Metric) bool { return m.ID == f.Get("metric") })
	require.Equal(t, metrics.Lower, slate.Programme.Metrics[i].Better)
	slate.Programme.Metrics[i].Better = metrics.Higher
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"1"`).status)

	g := s.post(Approver, path, f)
	require.Equal(t, 422, g.status, g.body)
	require.Contains(t, g.body, "was changed meanwhile")
	require.Empty(t, s.slate().Agreements)
	again := formOn(t, g.body, path)
	require.Equal(t, "20", again.Get("worth"), "nothing that was typed is lost")
	require.Equal(t, 303, s.post(Approver, path, again).status, "now it was seen")
}

func TestReadingsByAPI(t *testing.T) {
	s := full(t)
	require.Equal(t, 201, s.api(Approver, "POST", "/agreements", asJSON(t, agreed(t))).status)
	const path = "/agreements/Repair%20crews/readings"
	g := s.api(Editor, "PUT", path, `{"readings":[{"date":"x","value":1},{"date":"2025-01-01"}],"looks":"1","colour":2}`, "If-Match", `"2"`)
	require.Equal(t, 422, g.status)
	var paths []string
	for _, p := range g.problemOf(t).Errors {
		paths = append(paths, p.Path)
	}
	require.Subset(t, paths, []string{"colour", "looks", "readings[0].date"})
	require.Equal(t, 422, s.api(Editor, "PUT", path, `[]`, "If-Match", `"2"`).status)
	require.Equal(t, 422, s.api(Editor, "PUT", path, `null`, "If-Match", `"2"`).status, "it would take all readings out")
	require.Equal(t, 404, s.api(Editor, "PUT", "/agreements/Nobody/readings", `{}`, "If-Match", `"2"`).status)
	require.Equal(t, 428, s.api(Editor, "PUT", path, `{}`).status)
	c := agreed(t)
	c.Worth, c.Decides = -1, ""
	g = s.api(Approver, "POST", "/agreements", asJSON(t, c))
	require.Equal(t, 422, g.status)
	require.Len(t, g.problemOf(t).Errors, 2)
	c = agreed(t)
	c.Pilot = "Nobody"
	require.Equal(t, "pilot", s.api(Approver, "POST", "/agreements", asJSON(t, c)).problemOf(t).Errors[0].Path)
}

func mustSeal(t *testing.T, c contract.Contract) contract.Sealed {
	t.Helper()
	s, err := contract.Seal(c)
	require.NoError(t, err)
	return s
}

// incomparable is the demonstration's slate with readings that its contract's method
// can't compare: there is no control.
func incomparable(t *testing.T) pilot.Slate {
	slate := demonstration(t)
	c := agreed(t)
	c.Method, c.Control = metrics.GapChange, "the other depots"
	slate.Agreements[0].Sealed = mustSeal(t, c)
	return slate
}

// Readings that can't be compared are refused; were they kept, no page could be shown.
func TestReadingsThatCannotBeCompared(t *testing.T) {
	s := full(t)
	g := s.api(Editor, "PUT", "/slate", asJSON(t, incomparable(t)), "If-Match", `"1"`)
	require.Equal(t, 422, g.status)
	require.Contains(t, g.problemOf(t).Errors[0].Path, "agreements[0]")
	require.EqualValues(t, 1, s.revisions())
}

// A store that holds such a slate all the same is shown, so that it can be mended.
func TestSlateThatCannotBeJudged(t *testing.T) {
	s := full(t)
	_, err := s.store.Save(context.Background(), 1, store.Change{Slate: incomparable(t), At: time.Unix(1_770_000_000, 0)})
	require.NoError(t, err)
	g := s.get(Reader, "/")
	require.Equal(t, 200, g.status)
	require.Contains(t, g.body, "This slate can't be judged")
	require.Contains(t, g.body, "agreements[0]")
	require.Equal(t, 200, s.get(Editor, repairCrews).status)
	require.Equal(t, 200, s.get(Editor, repairCrews+"/contract").status)
	require.Equal(t, 200, s.get(Editor, "/programme").status)
	require.Equal(t, 422, s.get(Reader, "/report").status)
	require.Equal(t, 422, s.api(Reader, "GET", "/selection", "").status)
	slate := s.slate()
	slate.Agreements = nil
	require.Equal(t, 200, s.api(Editor, "PUT", "/slate", asJSON(t, slate), "If-Match", `"2"`).status)
	require.Equal(t, 200, s.get(Reader, "/report").status)
}

// Terms make a saving of what changed, in money; left out they stay. Readings that are
// only collected are kept, as values or as rates, and settle nothing.
func TestTermsAndCollectedReadings(t *testing.T) {
	s := full(t)
	require.Equal(t, 201, s.api(Approver, "POST", "/agreements", asJSON(t, agreed(t))).status)
	const path = "/agreements/Repair%20crews/readings"
	require.Equal(t, 200, s.api(Editor, "PUT", path, `{"readings":{"per":1000,"points":[{"date":"2023-01-01","count":3,"of":4000}]}}`, "If-Match", "*").status)
	require.Equal(t, []string{repairCrewsName}, s.selection(t).Pending)
	all := asJSON(t, demonstration(t).Agreements[0].Readings)
	require.Equal(t, 200, s.api(Editor, "PUT", path, `{"readings":`+all+`,"terms":{"price":{"value":1000,"unit":"EUR"}},"looks":1,"on":"2026-01-15"}`, "If-Match", "*").status)
	first := s.selection(t).Settled[0].Saving
	require.Equal(t, "EUR", first.Bank.Unit)
	require.Equal(t, 200, s.api(Editor, "PUT", path, `{"readings":`+all+`,"looks":1,"on":"2026-01-16"}`, "If-Match", "*").status)
	require.Equal(t, first, s.selection(t).Settled[0].Saving)
	g := s.api(Editor, "PUT", path, `{"terms":{"price":{"value":-1,"unit":"EUR"}}}`, "If-Match", "*")
	require.Equal(t, 422, g.status)
	require.Contains(t, g.problemOf(t).Errors[0].Path, "terms")
}

const repairCrewsName = "Repair crews"

func (s *site) selection(t *testing.T) (selection pilot.Selection) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(s.api(Reader, "GET", "/selection", "").body), &selection))
	return selection
}
