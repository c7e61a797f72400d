package schema_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/examples/intranet/schema"
	"example.com/kmaturity/pilot"
)

// edit puts a value, as JSON, at a path such as candidates/0/name of a document;
// empty: it takes away what is there.
func edit(t *testing.T, text []byte, path, value string) []byte {
	t.Helper()
	var doc any
	require.NoError(t, json.Unmarshal(text, &doc))
	at, steps := &doc, strings.Split(path, "/")
	for i, step := range steps {
		last := i == len(steps)-1
		switch v := (*at).(type) {
		case map[string]any:
			if last && value == "" {
				require.Contains(t, v, step, path)
				delete(v, step)
				continue
			}
			next := v[step]
			if last {
				next = json.RawMessage(value)
			}
			v[step] = next
			at = &next
		case []any:
			n, err := strconv.Atoi(step)
			require.NoError(t, err)
			if last {
				v[n] = json.RawMessage(value)
			}
			at = &v[n]
		default:
			t.Fatalf("%s: there is nothing at %q", path, step)
		}
	}
	out, err := json.Marshal(doc)
	require.NoError(t, err)
	return out
}

// wrong are edits of a slate, each of which makes it one that is to be refused.
var wrong = []struct{ path, value string }{
	// unknown fields, everywhere
	{"wish", "1"}, {"Version", "1"}, {"programme/wish", "1"}, {"programme/functions/0/wish", "1"}, {"programme/metrics/0/wish", "1"}, {"programme/area/wish", "1"},
	{"programme/facts/0/wish", "1"}, {"policy/wish", "1"}, {"policy/established/wish", "1"}, {"candidates/0/wish", "1"}, {"candidates/0/community/wish", "1"},
	{"candidates/0/benefit/wish", "1"}, {"candidates/0/benefit/baseline/wish", "1"}, {"candidates/0/benefit/change/wish", "1"}, {"candidates/0/benefit/change/before/wish", "1"},
	{"candidates/0/area/workforce", `{"low": 1, "wish": 2}`}, {"candidates/0/endorsers/0/wish", "1"}, {"candidates/0/noise/wish", "1"}, {"candidates/0/cost/wish", "1"},
	{"choice/wish", "1"}, {"choice/criteria/0/wish", "1"}, {"choice/criteria/0/source/wish", "1"}, {"choice/managers/0/wish", "1"},
	{"agreements/0/wish", "1"}, {"agreements/0/sealed/wish", "1"}, {"agreements/0/sealed/contract/wish", "1"}, {"agreements/0/sealed/contract/metric/wish", "1"},
	{"agreements/0/sealed/contract/split/wish", "1"}, {"agreements/0/sealed/contract/looks/0/wish", "1"}, {"agreements/0/readings/wish", "1"}, {"agreements/0/readings/points/0/wish", "1"},
	{"agreements/0/sealed/contract/decisions/wish", "1"}, {"candidates/0/benefit/change/control/wish", "1"}, {"candidates/0/benefit/change/figures/0/wish", "1"},
	{"candidates/0/benefit/change/warnings/0/wish", "1"}, {"candidates/0/audience/0/wish", "1"}, {"agreements/0/sealed/contract/split/before/wish", "1"},
	{"agreements/0/readings", `[{"date": "2024-01-01", "value": 1, "wish": 1}]`},
	// versions
	{"version", ""}, {"version", "0"}, {"version", "2"}, {"version", `"1"`}, {"version", "null"}, {"version", "1.5"},
	{"agreements/0/sealed/contract/version", ""}, {"agreements/0/sealed/contract/version", "2"},
	// what must be there
	{"programme", ""}, {"programme/organisation", ""}, {"programme/organisation", `""`}, {"programme/functions/0/id", ""}, {"programme/functions/0/id", `""`},
	{"programme/metrics/1/id", ""}, {"programme/metrics/1/id", `""`}, {"programme/facts/0/measure", ""}, {"candidates/0/facts/0/measure", `""`},
	{"candidates/0/name", ""}, {"candidates/0/name", `""`}, {"candidates/0/offer", ""}, {"candidates/0/offer", `"unknown"`},
	{"candidates/0/endorsers/0/name", ""}, {"candidates/0/endorsers/0/name", `""`}, {"candidates/0/audience/0/function", ""}, {"candidates/0/audience/0/function", `""`},
	{"candidates/0/noise/sd", ""}, {"candidates/0/benefit/change/figures/0/id", ""}, {"candidates/0/benefit/change/warnings/0/kind", ""},
	{"candidates/0/benefit/change/warnings/0/kind", `"unknown"`}, {"choice/managers/0/function", ""}, {"choice/managers/0/function", `""`},
	{"choice/criteria/0/id", ""}, {"choice/criteria/0/id", `""`}, {"choice/criteria/0/better", ""}, {"choice/criteria/0/better", `"unknown"`}, {"choice/criteria/0/scale", ""},
	{"choice/criteria/0/scale", "null"}, {"choice/criteria/0/scale", "5"}, {"agreements/0/sealed", ""}, {"agreements/0/sealed/digest", ""}, {"agreements/0/sealed/digest", `""`},
	{"agreements/0/sealed/contract", ""}, {"agreements/0/sealed/contract/split/before", ""}, {"agreements/0/sealed/contract/split/after", `{}`},
	{"agreements/0/sealed/contract/split/before/to", `""`}, {"agreements/0/sealed/contract/split/after/from", ""},
	{"agreements/0/readings/per", ""}, {"agreements/0/readings/points/0/date", ""}, {"agreements/0/readings/points/0/date", `""`}, {"agreements/0/readings/points/0/of", ""},
	{"agreements/0/readings/points/0/count", "null"}, {"agreements/0/readings", `[{"date": "2024-01-01"}]`}, {"agreements/0/readings", `[{"value": 1}]`},
	{"policy/rules", "[]"}, {"candidates/0/benefit/change/figures/0/id", `""`}, {"agreements/0/readings", `[{"date": "", "value": 1}]`}, {"agreements/0/readings/points/0/count", ""},
	{"agreements/0/sealed/contract/split/after/from", `""`}, {"agreements/0/sealed/contract/split/before/to", ""}, {"agreements/0/sealed/contract/split/after", ""},
	// wrong types
	{"note", "1"}, {"note", "null"}, {"programme", "null"}, {"programme", "[]"}, {"candidates", "{}"}, {"candidates/0", "null"}, {"candidates/0", `"x"`}, {"choice", "[]"},
	{"candidates/0/claimed", `"yes"`}, {"candidates/0/claimed", "null"}, {"candidates/0/claimed", "1"}, {"candidates/0/worth", `"2"`}, {"candidates/0/worth", "null"},
	{"candidates/0/scores", "[]"}, {"candidates/0/scores/impact", `"high"`}, {"candidates/0/scores/impact", "true"}, {"candidates/0/scores/impact", "[1, 2]"},
	{"candidates/0/area/practitioners", `"100"`}, {"candidates/0/area/practitioners", `{"low": "1"}`}, {"candidates/0/community", "null"}, {"candidates/0/community/practising", "null"},
	{"candidates/0/community/practising", `"12"`}, {"programme/facts/0/value", `"yes"`}, {"programme/facts", "{}"}, {"programme/functions/0/supports", `"km"`},
	{"programme/functions/0/supports", "[1]"}, {"choice/wins", "1.5"}, {"choice/conflicts/0", `["Repair"]`}, {"choice/conflicts/0", `["Repair", "Sales", "x"]`},
	{"choice/conflicts/0", "null"}, {"agreements/0/readings", "1"}, {"agreements/0/looks", `"1"`}, {"policy/counting", "0.25"}, {"policy/counting", "null"},
	// misspelt words
	{"candidates/0/offer", `"public showcas"`}, {"candidates/0/offer", `"Public showcase"`}, {"candidates/0/offer", "null"}, {"candidates/0/offer", "1"},
	{"candidates/0/form", `"community of practise"`}, {"candidates/0/endorsers/0/gained", `"maybe"`}, {"candidates/0/endorsers/0/gained", "true"},
	{"programme/functions/0/kind", `"front line"`}, {"programme/area/basis", `"fte"`}, {"programme/metrics/0/better", `"less"`}, {"programme/metrics/0/kind", `""`},
	{"candidates/0/benefit/baseline/period", `"month"`}, {"candidates/0/benefit/change/method", `"t-test"`}, {"candidates/0/benefit/change/conclusion", `"good"`},
	{"choice/managers/0/segment", `"skeptic"`}, {"agreements/0/sealed/contract/method", `"welsh"`}, {"agreements/0/sealed/contract/period", `"month"`},
	{"policy/counting", `"1 of 4"`}, {"policy/counting", `"1/0"`}, {"policy/counting", `"-1/4"`},
	{"candidates/0/benefit/change/because", `"it's usual"`}, {"candidates/0/benefit/change/warnings/0/kind", `"too few"`},
	// dates
	{"programme/asOf", `"2026-1-31"`}, {"programme/asOf", `"2026-13-01"`}, {"programme/asOf", `"2026-01-32"`}, {"programme/asOf", `"0000-01-01"`}, {"programme/asOf", `"31.1.2026"`},
	{"programme/asOf", "null"}, {"programme/asOf", "20260131"}, {"programme/asOf", `"2026-01-31T00:00:00Z"`},
	// numbers that can't be
	{"policy/membersPractise", "-0.1"}, {"policy/membersPractise", "50"}, {"policy/established/share", "-0.1"}, {"policy/established/share", "1.1"}, {"policy/established/practitioners", "-1"},
	{"policy/established/faceToFace", "-1"}, {"policy/endorsers", "-1"}, {"policy/endorsers", "1e7"}, {"policy/baselinePoints", "-1"}, {"policy/metricDistance", "-1"},
	{"programme/area/practitioners", "-3"}, {"programme/area/workforce", "-3"}, {"programme/facts/0/confidence", "1.1"}, {"programme/facts/0/confidence", "-0.1"},
	{"candidates/0/community/practising", "-1"}, {"candidates/0/worth", "-1"}, {"candidates/0/noise/sd", "0"}, {"candidates/0/noise/correlation", "1.1"}, {"candidates/0/noise/correlation", "-1.1"},
	{"candidates/0/benefit/baseline/points", "-1"}, {"candidates/0/benefit/change/level", "1"}, {"candidates/0/benefit/change/level", "-0.1"}, {"candidates/0/benefit/change/se", "-1"},
	{"candidates/0/benefit/change/df", "-1"}, {"candidates/0/benefit/change/family", "-1"}, {"candidates/0/benefit/change/before/points", "-1"}, {"candidates/0/benefit/change/after/sd", "-1"},
	{"candidates/0/benefit/change/after/effective", "-1"}, {"candidates/0/benefit/change/after/volume", "-1"}, {"choice/atOnce", "-1"}, {"choice/staff", "-1"}, {"choice/perPilot", "-1"},
	{"choice/wins", "-1"}, {"choice/managers/0/weight", "-1"}, {"choice/criteria/0/weight", "-1"}, {"agreements/0/looks", "-1"},
	{"agreements/0/readings/per", "0"}, {"agreements/0/readings/points/0/count", "-1"}, {"agreements/0/readings/points/0/of", "0"}, {"agreements/0/readings/points/0/value", "3"},
	{"agreements/0/readings", `[{"date": "2024-01-01", "value": 1, "count": 1}]`}, {"agreements/0/readings", `[{"date": "2024-01-01", "value": 1, "of": 1}]`},
	{"policy/baselinePoints", "1e7"}, {"policy/metricDistance", "1e7"},
	// intervals
	{"candidates/0/area/practitioners", `{"high": 9, "lowOpen": true}`}, {"candidates/0/area/practitioners", `{"low": null, "lowOpen": true}`}, {"candidates/0/area/practitioners", `{"low": 1, "highOpen": true}`},
	{"candidates/0/area/practitioners", `{"low": 1, "lowOpen": null}`}, {"programme/metrics/0/range", `{"low": 0, "highOpen": true}`},
	// names that stand twice in a list of them
	{"policy/rules", `["R6-frontline", "R6-frontline"]`}, {"choice/order", `["impact", "impact"]`}, {"choice/required", `["Repair", "Repair"]`}, {"choice/elements", `["roles", "roles"]`},
	{"choice/elements", `[""]`}, {"candidates/0/elements", `["roles", "roles"]`}, {"candidates/0/elements", `[""]`},
}

// What is wrong with a slate both refuse.
func TestBothRefuse(t *testing.T) {
	s := compiled(t, schema.Slate())
	full := slates(t)["full.json"]
	for _, part := range wrong {
		doc := edit(t, full, part.path, part.value)
		require.Error(t, new(pilot.Slate).UnmarshalJSON(doc), "the decoder: %s %s", part.path, part.value)
		require.Error(t, check(s, doc), "the schema: %s %s", part.path, part.value)
	}
}

// Short forms and what says nothing both take.
func TestBothTake(t *testing.T) {
	s := compiled(t, schema.Slate())
	full := slates(t)["full.json"]
	for _, part := range []struct{ path, value string }{
		{"note", ""}, {"candidates/2/area/practitioners", "null"}, {"programme/facts/0/value", "true"}, {"programme/facts/0/value", `{"low": 1}`}, {"candidates/0/facts/0/value", "null"},
		{"candidates/0/facts", "null"}, {"programme/facts", "null"}, {"candidates/0/scores/reach", "null"}, {"candidates/0/scores/reach", `{}`}, {"candidates/0/scores/reach", `{"low": null, "high": null}`},
		{"candidates/0/endorsers", "null"}, {"candidates/0/endorsers", "[]"}, {"candidates/0/noise", "null"}, {"candidates/0/benefit/change", "null"}, {"candidates/0/elements", "null"},
		{"policy", "{}"}, {"policy/rules", "null"}, {"policy/counting", `"01/4"`}, {"policy/counting", ""}, {"choice", "null"}, {"choice", ""}, {"agreements", "null"}, {"agreements", "[]"},
		{"candidates/2/area/practitioners", `{"lowOpen": false, "highOpen": false}`}, {"agreements/0/readings", `[{"date": "2024-01-01", "value": 1, "count": 0, "of": null}]`},
		{"programme/asOf", `""`}, {"candidates/0/offer", `"public showcase"`}, {"candidates/0/form", `"unknown"`}, {"candidates/0/community", "{}"}, {"candidates/0/community/practising", "0.5"},
		{"agreements/0/sealed/contract", `{"version": 1, "pilot": "Repair"}`}, // edited, which the settlement tells
		{"agreements/0/noted", ""}, {"programme/functions/0/supports", "null"},
	} {
		doc := edit(t, full, part.path, part.value)
		require.NoError(t, new(pilot.Slate).UnmarshalJSON(doc), "the decoder: %s %s", part.path, part.value)
		require.NoError(t, check(s, doc), "the schema: %s %s", part.path, part.value)
	}
}

func TestSelectionRefused(t *testing.T) {
	s := compiled(t, schema.Selection())
	full := selected(t, slates(t)["full.json"])
	for _, part := range []struct{ path, value string }{
		{"wish", "1"}, {"version", ""}, {"version", "2"}, {"organisation", ""}, {"organisation", `""`}, {"verdicts", "{}"}, {"verdicts/0/wish", "1"}, {"verdicts/0/lowest", `"showcas"`},
		{"verdicts/0/findings/0/outcome", `"passed"`}, {"verdicts/0/findings/0/have", `"x"`}, {"verdicts/0/nature/possible", `["unknown"]`}, {"verdicts/0/nature/possible", `["practice", "practice"]`},
		{"verdicts/0/counts/met", "1.5"}, {"stage/gate", `"weakest"`}, {"chosen/portfolio/feasible", `"yes"`}, {"settled/0/change/level", "-1"}, {"form", "null"}, {"km/asOf", `"today"`},
	} {
		doc := edit(t, full, part.path, part.value)
		require.Error(t, new(pilot.Selection).UnmarshalJSON(doc), "the decoder: %s %s", part.path, part.value)
		require.Error(t, check(s, doc), "the schema: %s %s", part.path, part.value)
	}
	// What is always written a program may rely on.
	for _, path := range []string{"stage", "verdicts", "verdicts/0/lowest", "verdicts/0/findings/0/criterion", "chosen/portfolio/chosen", "settled/0/change/conclusion"} {
		require.Error(t, check(s, edit(t, full, path, "")), path)
	}
}

// mutant is a document in which something at random was changed.
func mutant(r *rand.Rand, text []byte, pool []any) []byte {
	var doc any
	if err := json.Unmarshal(text, &doc); err != nil {
		panic(err)
	}
	type place struct {
		set    func(any)
		remove func()
	}
	var places []place
	var visit func(any)
	visit = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) { // so that a seed says which
				places = append(places, place{func(x any) { v[key] = x }, func() { delete(v, key) }})
				visit(v[key])
			}
		case []any:
			for i := range v {
				places = append(places, place{func(x any) { v[i] = x }, func() { v[i] = nil }})
				visit(v[i])
			}
		}
	}
	visit(doc)
	for range 1 + r.IntN(2) {
		if p := places[r.IntN(len(places))]; r.IntN(2) == 0 {
			p.remove()
		} else {
			p.set(pool[r.IntN(len(pool))])
		}
	}
	out, err := json.Marshal(doc)
	if err != nil {
		panic(err)
	}
	return out
}

// Random documents: what the decoder reads is valid, and so is what the library
// writes then, the slate and its selection. So the schema refuses nothing that the
// decoder takes.
func TestRandom(t *testing.T) {
	slateSchema, selectionSchema := compiled(t, schema.Slate()), compiled(t, schema.Selection())
	r := rand.New(rand.NewPCG(1, 2))
	pool := []any{nil, true, false, "", "x", "unknown", "yes", "2025-06-01", "1/5", "km", "Repair", 0, 1, -1, 0.5, 3, 1e9, []any{}, []any{nil}, []any{"x"}, map[string]any{}, map[string]any{"low": 1}, map[string]any{"low": 0, "high": 1, "highOpen": true}, map[string]any{"wish": 1}}
	documents := slates(t)
	read, refused, seen := 0, 0, 0 // seen: refused by both
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		for range 100 {
			doc := mutant(r, documents[name], pool)
			byHand := check(slateSchema, doc)
			var s pilot.Slate
			if s.UnmarshalJSON(doc) != nil {
				refused++
				if byHand != nil {
					seen++
				}
				continue
			}
			read++
			require.NoError(t, byHand, "%s", doc)
			var b bytes.Buffer
			require.NoError(t, s.WriteJSON(&b))
			// A contract that was edited until it has no windows is written in a way that
			// isn't read again.
			if new(pilot.Slate).UnmarshalJSON(b.Bytes()) == nil {
				require.NoError(t, check(slateSchema, b.Bytes()), "%s", b.Bytes())
			}
			selection, err := pilot.Select(s, pilot.SelectOptions{})
			require.NoError(t, err)
			b.Reset()
			require.NoError(t, selection.WriteJSON(&b))
			require.NoError(t, check(selectionSchema, b.Bytes()), "%s", b.Bytes())
		}
	}
	t.Logf("%d read, %d refused by the decoder, %d of them by the schema", read, refused, seen)
	require.Greater(t, read, 50)
	require.Greater(t, seen, refused/2)

	// The same of selections, as they are written again.
	read = 0
	full := selected(t, documents["full.json"])
	for range 300 {
		var s pilot.Selection
		if s.UnmarshalJSON(mutant(r, full, pool)) != nil {
			continue
		}
		read++
		var b bytes.Buffer
		require.NoError(t, s.WriteJSON(&b))
		require.NoError(t, check(selectionSchema, b.Bytes()), "%s", b.Bytes())
	}
	t.Logf("%d selections read", read)
	require.Greater(t, read, 60)
}
