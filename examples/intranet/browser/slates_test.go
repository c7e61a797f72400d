//go:build browser

package browser_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// pages are those that the report is shown on, each made afresh in a file.
var pages = []struct {
	name  string
	write func(t *testing.T, file string)
}{
	{"real", realPage},
	{"hostile", func(t *testing.T, file string) {
		var all []pilot.Slate
		for _, name := range hostile {
			all = append(all, hostileSlate(name))
		}
		written(t, file, all...)
	}},
	{"large", func(t *testing.T, file string) { written(t, file, large(50)) }},
}

// eachPage runs a test on each page, given its address.
func eachPage(t *testing.T, test func(t *testing.T, name, address string)) {
	for _, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), p.name+".html")
			p.write(t, file)
			test(t, p.name, "file://"+file)
		})
	}
}

// realPage is the page that examples/programme makes of its embedded data.
func realPage(t *testing.T, file string) {
	program := exec.Command("go", "run", "./examples/programme", "-html", file)
	program.Dir, program.Env = "../../..", append(os.Environ(), "GOWORK=off")
	out, err := program.CombinedOutput()
	require.NoError(t, err, string(out))
}

func written(t *testing.T, file string, slates ...pilot.Slate) {
	var all []pilot.Selection
	for _, s := range slates {
		selection, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		all = append(all, selection)
	}
	f, err := os.Create(file)
	require.NoError(t, err)
	require.NoError(t, report.HTML(f, all...))
	require.NoError(t, f.Close())
}

// acme is a slate of one candidate.
func acme() pilot.Slate {
	return pilot.Slate{Version: pilot.SlateVersion,
		Programme: pilot.Programme{
			Organisation: "Acme", AsOf: metrics.MustDate("2026-01-31"), Function: "km",
			Functions: []community.Function{{ID: "service", Kind: community.Frontline}, {ID: "km", Kind: community.Support}},
			Metrics:   []metrics.Metric{{Measure: metrics.Measure{ID: "clicks"}, Hard: true}},
			Area:      community.PracticeArea{ID: "km", Practitioners: metrics.Exactly(3), Workforce: metrics.Exactly(4000), Basis: community.Heads},
			Facts:     maturity.Evidence{{Measure: maturity.KMMetrics, Value: metrics.Exactly(0)}},
		},
		Candidates: []pilot.Candidate{{
			Name: "Service engineers", Problem: "the same faults are solved again.", Offer: pilot.PublicShowcase, Function: "service",
			Area:      community.PracticeArea{ID: "service engineering", Practitioners: metrics.MustBetween(80, 1200)},
			Community: community.Census{Practising: 3 * community.Person, Interested: 4 * community.Person},
			Benefit:   metrics.Benefit{Metric: "clicks", Baseline: metrics.Baseline{Points: metrics.Exactly(2), Period: metrics.Weekly}},
			Audience:  []pilot.Audience{{Function: "km"}},
		}},
	}
}

// hostile names, as somebody might put them into a form.
var hostile = []string{
	`<script>alert(1)</script>`, `"><svg onload=alert(1)>`, `<img src=http://evil.example/x.png onerror=alert(1)>`, `</style><b>`, `javascript:alert(1)`, `&amp;`, `=1+1`, `=cmd|' /C calc'!A0`,
	"a\x00b\x1b[2Jc\r\nd", "\u202eevil\u202c", "שלום עולם", strings.Repeat("very long name ", 20), strings.Repeat("x", 300), "🙂👩‍🚀", "]]>", "100 %s %!d",
	"[x](http://evil.example)", "http://evil.example", "$x$", "<!-- -->", "-->", `{{.Title}}`,
}

// hostileSlate has such a name wherever a name can stand.
func hostileSlate(name string) pilot.Slate {
	s := acme()
	s.Programme.Organisation, s.Programme.Note = name, name
	s.Programme.Area.Name, s.Programme.Area.Scope = name, name
	s.Programme.Functions = append(s.Programme.Functions, community.Function{ID: name, Kind: community.Frontline})
	s.Programme.Metrics[0].Unit = name
	c := &s.Candidates[0]
	c.Name, c.Problem, c.Note, c.Function = name, name, name, name
	c.Audience = []pilot.Audience{{Function: name}}
	c.Endorsers = []pilot.Endorser{{Name: name, Function: "service", Gained: metrics.Yes}}
	c.Area.Practitioners = metrics.Exactly(200)
	c.Community = community.Census{Practising: 30 * community.Person, Unknown: 5 * community.Person}
	c.Benefit.Baseline.Points = metrics.Exactly(12)
	s.Choice = &pilot.Choice{AtOnce: 1, Managers: []pilot.Manager{{Function: name, Weight: 1, Segment: pilot.Interested}}}
	return s
}

// large is a slate of so many candidates, each with something of its own.
func large(n int) pilot.Slate {
	s := acme()
	s.Choice = &pilot.Choice{AtOnce: 3, Managers: []pilot.Manager{{Function: "service", Weight: 2}, {Function: "km", Weight: 1, Segment: pilot.Interested}}}
	template := s.Candidates[0]
	s.Candidates = nil
	for i := range n {
		c := template
		c.Name = fmt.Sprintf("Community number %d", i+1)
		c.Problem = fmt.Sprintf("fault number %d is solved again and again", i+1)
		c.Area.Practitioners = metrics.MustBetween(float64(60+i), float64(90+5*i))
		c.Community = community.Census{Practising: community.Weight(20+i) * community.Person, Interested: community.Weight(i%13) * community.Person, Unknown: community.Weight(i%7) * community.Person}
		c.Benefit.Baseline.Points = metrics.Exactly(float64(3 + i%10))
		if i%3 == 0 {
			c.Area.Practitioners = metrics.Exactly(float64(120 + i))
			c.Benefit.Baseline.Points = metrics.Exactly(12)
			c.Endorsers = []pilot.Endorser{{Name: fmt.Sprintf("manager %d", i), Function: "service", Gained: metrics.Yes}}
		}
		c.Scores = map[string]metrics.Interval{"impact": metrics.MustBetween(float64(i%6), float64(i%6+3))}
		s.Candidates = append(s.Candidates, c)
	}
	return s
}
