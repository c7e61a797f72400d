package report_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// evil is a name that turns direction, ends an isolate and moves a cursor.
const evil = "\u202e\u2069<b>\x1b[2J http://evil.example www.evil.example"

// instead are values to stand in the place of another in a document.
func instead(v any) []any {
	switch v := v.(type) {
	case json.Number:
		return []any{json.Number("-1"), json.Number("1e308")}
	case string:
		return []any{"", evil}
	case bool:
		return []any{!v}
	case []any:
		back := slices.Clone(v)
		slices.Reverse(back)
		return []any{[]any{}, slices.Concat(v, back)}
	}
	return []any{map[string]any{}}
}

// each visits the values in a document, one of each place, with what puts another in
// its place and what takes it out.
func each(v any, at string, put func(any), seen map[string]bool, visit func(at string, v any, put func(any), out func())) {
	once := func(at string, v any, put func(any), out func()) {
		if !seen[at] {
			seen[at] = true
			visit(at, v, put, out)
		}
		put(v)
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			put := func(x any) { v[k] = x }
			once(at+"."+k, v[k], put, func() { delete(v, k) })
			each(v[k], at+"."+k, put, seen, visit)
		}
	case []any:
		for i := range v {
			within := func(x any) { v[i] = x }
			once(at+"[]", v[i], within, func() { put(slices.Delete(slices.Clone(v), i, i+1)) })
			put(v)
			each(v[i], at+"[]", within, seen, visit)
		}
	}
}

// Whatever selection is read, all of it is written, in every form, and no name in it
// gets through as more than one.
func TestAnySelectionIsWritten(t *testing.T) {
	seen := map[string]bool{}
	taken := 0
	write := func(at string, s pilot.Selection) {
		var forms []string
		require.NotPanics(t, func() {
			forms = []string{written(t, report.HTML, s)} // has all that the others have
			if strings.HasSuffix(at, evil) {
				forms = append(forms, written(t, report.Markdown, s), written(t, report.Text, s))
			}
		}, at)
		for _, form := range forms {
			for _, through := range []string{"\u202e", "\x1b", "\u2069\u2069", "%!", "NaN"} {
				require.NotContains(t, form, through, at)
			}
		}
		require.NotContains(t, forms[0], "<b>", at)
		require.NotContains(t, forms[0], `href="http://evil`, at)
		if len(forms) > 1 {
			require.NotContains(t, strings.ReplaceAll(forms[1], `\<`, ""), "<b", at)
			require.NotContains(t, forms[1], "http://evil", at)
			require.NotContains(t, forms[1], "www.evil", at)
		}
	}
	for _, s := range selected(t, rich(t)...) {
		var b bytes.Buffer
		require.NoError(t, s.WriteJSON(&b))
		d := json.NewDecoder(&b)
		d.UseNumber()
		var document any
		require.NoError(t, d.Decode(&document))
		try := func(at string) {
			changed, err := json.Marshal(document)
			require.NoError(t, err)
			var s pilot.Selection
			if s.UnmarshalJSON(changed) == nil {
				taken++
				write(at, s)
			}
		}
		each(document, "", nil, seen, func(at string, v any, put func(any), out func()) {
			for _, x := range instead(v) {
				put(x)
				try(fmt.Sprint(at, ": ", x))
			}
			put(v)
			out()
			try(at + " taken out")
		})
	}
	require.Greater(t, taken, 500)
	write("nothing", pilot.Selection{}) // which can't be read
}

// Who isn't ready and has no step to go, as no selection of ours says, is nobody to
// begin with.
func TestWayWithoutSteps(t *testing.T) {
	for _, chosen := range []*pilot.Chosen{nil, {Paths: []pilot.Path{{Candidate: "a", Steps: []pilot.Gap{}}}}} {
		write := pilot.Selection{Organisation: "Acme", Chosen: chosen, Verdicts: []pilot.Verdict{
			{Candidate: "a", Offer: pilot.PublicShowcase, Lowest: pilot.Later, Highest: pilot.Later, Gaps: []pilot.Gap{}},
		}}
		require.NotContains(t, written(t, report.Text, write), "nearest")
	}
}

// A name of any script from right to left is isolated, one of signs alone too.
func TestScriptsFromRightToLeft(t *testing.T) {
	for _, name := range []string{"\u05e9", "\u061f", "\u0710", "\u07ca", "\u0800", "\u0840", "\ufb1d", "\ufeaa", "\U00010900", "\U00010d00", "\U0001e800", "\U0001e900"} {
		text := written(t, report.Text, pilot.Selection{Organisation: name})
		require.Contains(t, text, "\u2068"+name+"\u2069", "%+q", name)
	}
}

// Every mark of a source leads to it, however many there are.
func TestManySources(t *testing.T) {
	s := pilot.Selection{Organisation: "Acme", Verdicts: []pilot.Verdict{{Candidate: "a"}}}
	for i := range 1100 {
		s.Verdicts[0].Findings = append(s.Verdicts[0].Findings, pilot.Finding{Finding: maturity.Finding{
			Criterion: strconv.Itoa(i), Outcome: maturity.Unmet, Source: metrics.Source{Title: strconv.Itoa(i)},
		}})
	}
	offline(t, written(t, report.HTML, s))
}
