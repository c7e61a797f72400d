package maturitytest

import (
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

// Model is a small sound model under a gate: three levels, two areas and a criterion
// for each area at each level above the first, on the measures "coaches" (count),
// "trained" (share), "search" (yes-no) and "answers-in-days" (amount, where less is
// better). It is nil for what is no gate. What the gate has no use for is left out, as
// maturity's Model.Under does.
func Model(gate maturity.Gate) *maturity.Model {
	m := &maturity.Model{
		ID: "maturitytest/small", Version: "1", Name: "A small model", Gate: maturity.WeakestArea,
		Levels: []maturity.Level{{ID: "begun"}, {ID: "usual"}, {ID: "embedded"}},
		Areas:  []maturity.Area{{ID: "people"}, {ID: "technology"}},
		Measures: []metrics.Measure{
			{ID: "coaches", Unit: "coaches", Kind: metrics.Count},
			{ID: "trained", Unit: "of the staff", Kind: metrics.Share},
			{ID: "search", Kind: metrics.YesNo},
			{ID: "answers-in-days", Unit: "days", Kind: metrics.Amount, Range: metrics.MustBetween(0, 365)},
		},
		Criteria: []maturity.Criterion{
			{ID: "coached", Area: "people", Level: "usual", Says: "there are coaches", Measure: "coaches", Need: metrics.From(3)},
			{ID: "trained", Area: "people", Level: "embedded", Says: "most are trained", Measure: "trained", Need: metrics.Above(0.5)},
			{ID: "found", Area: "technology", Level: "usual", Says: "documents are found", Measure: "search", Need: metrics.From(1)},
			{ID: "answered", Area: "technology", Level: "embedded", Says: "questions are answered", Measure: "answers-in-days", Need: metrics.UpTo(2)},
		},
	}
	under, err := m.Under(gate)
	if err != nil {
		return nil
	}
	return under
}
