package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot/report"
)

func TestCheck(t *testing.T) {
	require.NoError(t, report.Check(nil))
	require.NoError(t, report.Check(report.English()))
	require.NoError(t, report.Check(cyrillic()))
	require.NoError(t, report.Check(report.Words{"answer.of": "%[2]s, von %[1]s", "says.own rule": "100 %", "number.percent": "%s\u00a0%%"}))
	require.EqualError(t, report.Check(report.Words{"answer.of": "Vorgeschlagen: %s", "answer.off": "x", "asof": "%s, am %d", "asked": "Was %s"}),
		"report: answer.of: want the marks of \"Of %s proposed, %s.\", have \"Vorgeschlagen: %s\"\n"+
			"report: answer.off: nothing is said by this key\n"+
			"report: asked: want the marks of \"What is asked\", have \"Was %s\"\n"+
			"report: asof: want the marks of \"%s, as of %s\", have \"%s, am %d\"")
}

// A value whose marks don't fit doesn't come onto the page.
func TestValuesThatDoNotFit(t *testing.T) {
	all := selected(t, acme())
	for _, text := range []string{"one %s", "%d %d", "%", "%[3]s %[1]s", "%!s"} {
		page := written(t, report.Options{Words: report.Words{"answer.of": text, "triangle.lines": "%s %s"}}.HTML, all...)
		require.Equal(t, written(t, report.HTML, all...), page, text)
	}
	var b strings.Builder
	o := report.Options{Words: report.Words{"change.title": "Änderung"}}
	require.NoError(t, o.Change(&b, "", metrics.Change{}, metrics.Saving{}))
	require.True(t, strings.HasPrefix(b.String(), "Änderung\n========\n"))
}

// A translation is held against English before it is used.
func ExampleCheck() {
	fmt.Println(report.Check(report.Words{"answer": "Die Antwort", "answer.of": "Vorgeschlagen: %s."}))
	// Output: report: answer.of: want the marks of "Of %s proposed, %s.", have "Vorgeschlagen: %s."
}
