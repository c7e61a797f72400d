package web

import (
	"context"
	"errors"
	"slices"

	"example.com/kmaturity/examples/intranet/store"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/metrics/study"
	"example.com/kmaturity/pilot"
)

// judge works out the selection of a slate. Every contract is held against the digest
// that was noted for its pilot, whatever the slate says was noted: who edits the slate
// can't move the goalposts. Where time was up before the choice was made it is the
// best so far, and unfinished.
func judge(ctx context.Context, slate pilot.Slate, seals map[string]store.Seal) (selection pilot.Selection, unfinished bool, err error) {
	slate.Agreements = slices.Clone(slate.Agreements)
	for i := range slate.Agreements {
		a := &slate.Agreements[i]
		a.Noted = seals[a.Sealed.Contract.Pilot].Digest
	}
	selection, err = pilot.Select(slate, pilot.SelectOptions{Methods: pilot.Methods{Plan: plan, Compare: compare}, Context: ctx})
	if err != nil && errors.Is(err, ctx.Err()) && selection.Chosen != nil {
		return selection, true, nil
	}
	return selection, false, err
}

// plan fills in for package pilot how many readings a change worth having asks for.
func plan(worth float64, noise pilot.Noise) (int, bool) {
	p, err := study.Plan(worth, noise.SD, study.PlanOptions{Correlation: noise.Correlation})
	return p.Before, err != nil || p.Feasible() // an error computes nothing
}

// compare reads a pilot against its baseline as its contract says.
func compare(c pilot.Comparison) (metrics.Change, error) {
	k := study.Case{Name: c.Contract.Pilot, Metric: c.Contract.Metric, Series: c.Readings, Split: c.Contract.Split}
	if c.Control.Len() > 0 {
		k.Control = &study.Control{Name: c.Contract.Control, Series: c.Control}
	}
	o := study.Options{Method: c.Contract.Method, Level: c.Level}
	if o.Method.ModelsTrend() {
		return study.Interrupted(k, o)
	}
	return study.Compare(k, o)
}
