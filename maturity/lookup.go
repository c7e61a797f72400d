package maturity

import "slices"

// Place is where a level stands in the model, counted from 0; -1 if it has no such level.
func (m *Model) Place(level string) int {
	if m == nil {
		return -1
	}
	return slices.IndexFunc(m.Levels, func(l Level) bool { return l.ID == level })
}

// Finding is the finding on a criterion, and false if there is none.
func (a Assessment) Finding(criterion string) (Finding, bool) {
	return found(a.Findings, func(f *Finding) bool { return f.Criterion == criterion })
}

// Area is where an area stands, and false if the assessment has none of that id.
func (a Assessment) Area(id string) (AreaResult, bool) {
	return found(a.Areas, func(r *AreaResult) bool { return r.Area == id })
}

// found is the first of many that is what is looked for.
func found[T any](all []T, is func(*T) bool) (x T, ok bool) {
	for i := range all {
		if is(&all[i]) {
			return all[i], true
		}
	}
	return x, false
}
