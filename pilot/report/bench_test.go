package report_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/report"
)

// many is the selection of a slate of so many candidates, each with something of
// its own, so that none are told together.
func many(tb testing.TB, n int) pilot.Selection {
	tb.Helper()
	s := acme()
	s.Choice = &pilot.Choice{AtOnce: 3, Managers: []pilot.Manager{{Function: "service", Weight: 2}, {Function: "km", Weight: 1, Segment: pilot.Interested}}}
	s.Programme.Metrics[0].Hard = true
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
	selection, err := pilot.Select(s, pilot.SelectOptions{})
	require.NoError(tb, err)
	return selection
}

// A page of 50 candidates with all pictures is no more than 2 MB.
func TestPageOf50(t *testing.T) {
	s := many(t, 50)
	page := written(t, report.HTML, s)
	offline(t, page)
	require.Less(t, len(page), 2_000_000)
	require.Greater(t, len(report.Pictures(s)), 52, "a triangle for each, and those of the programme and the choice")
	t.Logf("%d bytes, %d pictures", len(page), len(report.Pictures(s)))
}

// counting is a bare loop over what a page is made of: each byte looked at once.
type counting struct{ n, brackets int }

func (c *counting) Write(b []byte) (int, error) {
	for _, x := range b {
		if x == '<' {
			c.brackets++
		}
	}
	c.n += len(b)
	return len(b), nil
}

func BenchmarkPageOf50(b *testing.B) {
	s := many(b, 50)
	for name, write := range map[string]func(io.Writer, ...pilot.Selection) error{"html": report.HTML, "markdown": report.Markdown, "text": report.Text} {
		b.Run(name, func(b *testing.B) {
			var c counting
			for b.Loop() {
				c = counting{}
				if err := write(&c, s); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.n), "page-bytes")
		})
	}
	b.Run("pictures", func(b *testing.B) {
		for b.Loop() {
			for _, p := range report.Pictures(s) {
				_ = p.String()
			}
		}
	})
}
