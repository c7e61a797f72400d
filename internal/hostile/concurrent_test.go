package hostile

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/community/health"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/maturitytest"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
	"example.com/kmaturity/pilot/methods"
	"example.com/kmaturity/pilot/pilottest"
	"example.com/kmaturity/pilot/report"
)

// said is an answer, and its error, to the letter.
func said(v any, err error) string {
	text, failed := json.Marshal(v)
	return fmt.Sprint(string(text), err, failed)
}

// problem is one of choose, large enough to take a while.
func problem(items int) choose.Problem {
	q := choose.Problem{Most: 6, Budget: 100}
	for k := range 30 {
		q.Covers = append(q.Covers, choose.Cover{ID: fmt.Sprint("c", k), Weight: float64(1 + k*7%11)})
	}
	for i := range items {
		item := choose.Item{ID: fmt.Sprint("i", i), Value: float64(i * 5 % 13), Cost: float64(10 + i*3%17)}
		for k := range 6 {
			item.Covers = append(item.Covers, fmt.Sprint("c", (i*(k+3)+k*k)%30))
		}
		q.Items = append(q.Items, item)
	}
	return q
}

// answers are what can be asked at once of values that are shared.
func answers(t *testing.T) map[string]func() string {
	s := slate(t)
	selection := selected(t, s)
	c := s.Candidates[0]
	k, err := pilot.NewCase(c, s.Programme, s.Policy)
	require.NoError(t, err)
	graph, err := metrics.NewMap(s.Programme.Metrics...)
	require.NoError(t, err)
	organisation, err := community.NewOrganisation(s.Programme.Functions...)
	require.NoError(t, err)
	journey := maturity.Journey()
	assessor, err := journey.Assessor()
	require.NoError(t, err)
	evidence := maturitytest.Evidence(maturity.Embedded)
	studied := cases(t)[1]
	chart, err := study.NewChart([]float64{1, 2, 3, 2, 1, 3, 20}, study.ChartOptions{Baseline: 6})
	require.NoError(t, err)
	q := problem(20)
	ctx := context.Background()
	activity := health.Activity{Kind: health.Managed, Members: metrics.Exactly(120), Core: metrics.Exactly(15)}
	method := methods.Study()
	return map[string]func() string{
		"Case":   func() string { return said(k.Verdict(), nil) + fmt.Sprint(k.Decide()) },
		"Screen": func() string { return said(pilot.Screen(c, s.Programme, s.Policy)) },
		"Select": func() string { return said(pilot.Select(s, pilot.SelectOptions{Methods: method})) },
		"Map": func() string {
			return fmt.Sprint(graph.Path(s.Programme.Metrics[0].ID)) + said(graph.Equal(graph), nil)
		},
		"Organisation": func() string {
			return fmt.Sprint(organisation.Steps(s.Programme.Functions[0].ID), organisation.Equal(organisation))
		},
		"Model.Assess":    func() string { return said(journey.Assess(evidence, maturity.Options{})) },
		"Model.Compare":   func() string { return said(journey.Compare(evidence, maturity.Options{})) },
		"Assessor":        func() string { return said(assessor.Assess(evidence, maturity.Options{})) },
		"models":          func() string { return said(models.New(models.GKMMM, maturity.WeakestArea)) },
		"report.HTML":     func() string { var b bytes.Buffer; err := report.HTML(&b, selection); return said(b.String(), err) },
		"report.Text":     func() string { var b bytes.Buffer; err := report.Text(&b, selection); return said(b.String(), err) },
		"report.Pictures": func() string { return fmt.Sprint(report.Pictures(selection)) },
		"study.Compare":   func() string { return said(study.Compare(studied, study.Options{})) },
		"study.Chart": func() string {
			r, err := chart.Rebase(6, 1, "new")
			return said(chart.Current(), nil) + said(r.Len(), err)
		},
		"choose.Best":  func() string { return said(choose.Best(ctx, q)) },
		"choose.Waves": func() string { return said(choose.Waves(ctx, q)) },
		"choose.Costs": func() string { return said(choose.Costs(ctx, problem(8))) },
		"choose.Core":  func() string { return said(choose.Core(ctx, problem(8), 5, 1)) },
		"choose.Doubt": func() string {
			a, w := alternatives(6)
			return said(choose.Acceptabilities(ctx, a, w, choose.AcceptabilityOptions{Draws: 500}))
		},
		"choose.Rank":    func() string { a, w := alternatives(6); return said(choose.Rank(a, w)) },
		"health.Check":   func() string { return said(health.Check(activity, health.Options{})) },
		"FoldProfession": func() string { return community.FoldProfession("Knowledge & Information Management (KIM)") },
		"pilottest": func() string {
			return fmt.Sprint(pilottest.CheckSelection(selected(t, pilottest.RandomSlate(3, pilottest.GeneratorOptions{}))))
		},
		"maturitytest": func() string {
			return fmt.Sprint(maturitytest.CheckModel(journey, maturitytest.CheckOptions{Cases: 3}))
		},
		"Slate.WriteJSON": func() string { var b bytes.Buffer; err := s.WriteJSON(&b); return said(b.String(), err) },
		"Slate.Validate":  func() string { return fmt.Sprint(s.Validate()) },
		"census.Nature":   func() string { return said(c.Community.Nature(), nil) },
		"Change.Saving": func() string {
			change, _ := study.Compare(studied, study.Options{})
			return said(change.Saving(metrics.Terms{}))
		},
	}
}

// alternatives are some to rank, under the published criteria.
func alternatives(n int) (all []choose.Alternative, criteria []choose.Criterion) {
	criteria = pilot.PublishedCriteria()
	for i := range n {
		a := choose.Alternative{ID: fmt.Sprint(i), Scores: map[string]metrics.Interval{}}
		for k, c := range criteria {
			low, _ := c.Scale.Low()
			high, ok := c.Scale.High()
			if !ok {
				high = low + 10
			}
			a.Scores[c.ID] = metrics.Exactly(low + (high-low)*float64((i*5+k*3)%7)/7)
		}
		all = append(all, a)
	}
	return all, criteria
}

// Eight goroutines that ask everything of the same values at once hear what one of them
// hears alone.
func TestEverythingAtOnce(t *testing.T) {
	ask := answers(t)
	want := map[string]string{}
	for name, answer := range ask {
		want[name] = answer()
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for name, answer := range ask { // in an order of its own
				if have := answer(); have != want[name] {
					t.Errorf("%s: %.300s, alone %.300s", name, have, want[name])
				}
			}
		}()
	}
	wg.Wait()
}
