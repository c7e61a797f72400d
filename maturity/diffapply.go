package maturity

import (
	"cmp"
	"maps"
	"slices"

	"example.com/kmaturity/internal/strict"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// Apply gives the findings of the second assessment, in their order, from those of the
// first. It is an error if a isn't what the changes start from: of another model or
// version (ErrOtherModel), or with other findings on the criteria that differ.
func (c Changes) Apply(a Assessment) ([]Finding, error) {
	p := strict.In("maturity")
	if from, of := c.From, a.basis(); from.Model != of.Model || from.Version != of.Version || from.Gate != of.Gate {
		p.Addf("", "%w: want %s, have %s", ErrOtherModel, from, of)
	}
	at := places(a.Findings)
	findings, order := map[string]Finding{}, []string{}
	for _, f := range a.Findings {
		findings[f.Criterion] = f
		order = append(order, f.Criterion)
	}
	for i, x := range c.Criteria { // first those that go, as another may take their id
		if x.Before.Criterion == "" {
			continue
		}
		if k, ok := at[x.Before.Criterion]; !ok || !a.Findings[k].same(x.Before) {
			p.Addf(strict.Join(strict.Index("criteria", i), "before"), "%q isn't what was found", strict.Clip(x.Before.Criterion))
		}
		delete(findings, x.Before.Criterion)
	}
	for i, x := range c.Criteria {
		if x.After.Criterion == "" {
			continue
		}
		if _, twice := findings[x.After.Criterion]; twice {
			p.Addf(strict.Join(strict.Index("criteria", i), "after"), "%q is there already", strict.Clip(x.After.Criterion))
		}
		findings[x.After.Criterion] = x.After
	}
	if c.Order != nil {
		order = c.Order
	}
	out := []Finding{}
	for _, id := range order {
		if f, ok := findings[id]; ok {
			out = append(out, f.clone())
			delete(findings, id)
		}
	}
	if len(findings) > 0 || c.Order != nil && len(out) != len(c.Order) {
		p.Addf("order", "want every criterion once")
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// RestatedChanges keep apart what was said anew of an earlier day and what moved since.
type RestatedChanges struct {
	Restatement Changes `json:"restatement"` // from the earlier assessment as published to as restated
	Movement    Changes `json:"movement"`    // from the restated one to the later one
	Apparent    Shift   `json:"apparent"`    // of the whole, from published to later: what it looks like to whoever misses the restatement
}

// UnmarshalJSON reads restated changes strictly.
func (c *RestatedChanges) UnmarshalJSON(data []byte) error {
	type plain RestatedChanges
	return strict.Unmarshal("maturity", data, (*plain)(c), nil)
}

// DiffRestated splits what changed from an assessment as it was published to a later
// one, where the later one carries its own account of the earlier day. All three are
// the model's; the errors are those of Diff, and that the first two aren't of one day.
func (m *Model) DiffRestated(published, restated, later Assessment) (RestatedChanges, error) {
	if err := m.Validate(); err != nil {
		return RestatedChanges{}, err
	}
	p := strict.In("maturity")
	m.accept(p, "published", published, true)
	m.accept(p, "restated", restated, true)
	m.accept(p, "later", later, true)
	if published.AsOf != restated.AsOf {
		p.Addf("restated.asOf", "want the day of the published assessment, %q, have %q", published.AsOf, restated.AsOf)
	}
	if !later.AsOf.IsZero() && later.AsOf.Before(restated.AsOf) {
		p.Addf("later.asOf", "%s is before %s, the day restated", later.AsOf, restated.AsOf)
	}
	if err := p.Err(); err != nil {
		return RestatedChanges{}, err
	}
	return RestatedChanges{
		Restatement: m.changes(published, restated, DiffOptions{}),
		Movement:    m.changes(restated, later, DiffOptions{}),
		Apparent:    m.changes(published, later, DiffOptions{}).Whole,
	}, nil
}
