package maturitytest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"example.com/kmaturity/maturity"
)

// CheckLevels reports where evidence no longer stands where it should under a model:
// want has the levels of areas by id, and that of the whole under "". What isn't named
// isn't looked at. Each difference comes with the criteria that keep the next level
// from being certain. That the model or the evidence isn't valid is an error too.
func CheckLevels(m *maturity.Model, e maturity.Evidence, want map[string]maturity.LevelRange) error {
	a, err := m.Assess(e, maturity.Options{})
	if err != nil {
		return fmt.Errorf("maturitytest: it can't be assessed: %w", err)
	}
	var problems []error
	for _, area := range slices.Sorted(maps.Keys(want)) {
		of, have := "the whole", maturity.LevelRange{Lowest: a.Lowest, Highest: a.Highest}
		if area != "" {
			of = fmt.Sprintf("the area %q", area)
			r, ok := a.Area(area)
			if !ok {
				problems = append(problems, fmt.Errorf("maturitytest: model %q: %s: it has no such area", m.ID, of))
				continue
			}
			have = maturity.LevelRange{Lowest: r.Lowest, Highest: r.Highest}
		}
		unknown := false
		for _, level := range slices.Compact([]string{want[area].Lowest, want[area].Highest}) {
			if level != "" && m.Place(level) < 0 {
				unknown = true
				problems = append(problems, fmt.Errorf("maturitytest: model %q: %s: it has no level %q", m.ID, of, level))
			}
		}
		if !unknown && have != want[area] {
			problems = append(problems, fmt.Errorf("maturitytest: model %q: %s: want %s, have %s%s", m.ID, of, levels(want[area]), levels(have), limits(m, a, area)))
		}
	}
	return errors.Join(problems...)
}

// levels is a range of levels in words.
func levels(r maturity.LevelRange) string {
	switch {
	case r == maturity.LevelRange{}:
		return "no level"
	case r.Lowest == r.Highest:
		return fmt.Sprintf("%q", r.Lowest)
	}
	return fmt.Sprintf("%q to %q", r.Lowest, r.Highest)
}

// limits is what keeps the next level from being certain, in words.
func limits(m *maturity.Model, a maturity.Assessment, area string) string {
	var all []string
	for _, id := range a.Limiting {
		at := slices.IndexFunc(m.Criteria, func(c maturity.Criterion) bool { return c.ID == id })
		if f, ok := a.Finding(id); ok && (area == "" || m.Criteria[at].Area == area) {
			all = append(all, fmt.Sprintf("%s is %s (have %s, need %s)", id, f.Outcome, f.Have, f.Need))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return ": " + strings.Join(all, ", ")
}
