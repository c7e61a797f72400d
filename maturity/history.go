package maturity

import (
	"slices"

	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// History is what became of one unit under one model: the moves between each two
// assessments, and how long it stayed at each level.
type History struct {
	Model   string    `json:"model"`          // id of the model
	Version string    `json:"version"`        // of the model
	Gate    Gate      `json:"gate"`           // the rule by which levels were reached
	Levels  []string  `json:"levels"`         // ids of the model's, from the lowest
	Moves   []Changes `json:"moves"`          // in order of day, one fewer than the assessments
	Stays   []Stay    `json:"stays,omitzero"` // in order of day; none where there is no level for the whole
}

// Stay is a run of assessments in a row that found the same level, or the same range.
type Stay struct {
	Lowest      string       `json:"lowest"`      // id of the lowest level that it may be
	Highest     string       `json:"highest"`     // id of the highest
	From        metrics.Date `json:"from"`        // of the first assessment that found it
	To          metrics.Date `json:"to"`          // of the last
	Assessments int          `json:"assessments"` // that found it, at least 1
	// Years is how long the unit stood at the level, of 365.25 days: at least from From
	// to To, and less than from the last assessment before that excludes the level to the
	// first one after. There is no upper end where one of these is lacking. That it didn't
	// leave and come back between two assessments is taken for granted. Of a range of
	// levels nothing is known.
	Years metrics.Interval `json:"years,omitzero"`
	Still bool             `json:"still,omitzero"` // no later assessment excludes the level: it may be there still
}

// UnmarshalJSON reads a history strictly.
func (h *History) UnmarshalJSON(data []byte) error {
	type plain History
	return strict.Unmarshal("maturity", data, (*plain)(h), nil)
}

// History puts the assessments of one unit in order of day. It is an error, which names
// every fault at once, if there is none, if one belongs to another model or version
// (ErrOtherModel), has no day or one that another has too (see DiffRestated for these),
// or can't be compared for another reason that Diff gives.
func (m *Model) History(assessments ...Assessment) (History, error) {
	if err := m.Validate(); err != nil {
		return History{}, err
	}
	p := strict.In("maturity")
	if len(assessments) == 0 {
		p.Absentf("assessments", "want at least one")
	}
	days := map[metrics.Date]int{}
	for i, a := range assessments {
		path := strict.Index("assessments", i)
		m.accept(p, path, a, true)
		if a.AsOf.IsZero() {
			p.Absentf(strict.Join(path, "asOf"), "is missing")
		} else if first, twice := days[a.AsOf]; twice {
			p.Addf(strict.Join(path, "asOf"), "%s stands twice, first as assessments[%d]", a.AsOf, first)
		} else {
			days[a.AsOf] = i
		}
	}
	if err := p.Err(); err != nil {
		return History{}, err
	}
	h := History{Model: m.ID, Version: m.Version, Gate: m.Gate, Moves: []Changes{}}
	for _, l := range m.Levels {
		h.Levels = append(h.Levels, l.ID)
	}
	sorted := slices.SortedFunc(slices.Values(assessments), func(a, b Assessment) int { return a.AsOf.Compare(b.AsOf) })
	for i := range sorted[1:] {
		h.Moves = append(h.Moves, m.changes(sorted[i], sorted[i+1], DiffOptions{}))
	}
	h.Stays = m.stays(sorted)
	return h, nil
}

// stays are the runs of the same range of levels.
func (m *Model) stays(sorted []Assessment) (stays []Stay) {
	for first := 0; first < len(sorted); {
		a, last := sorted[first], first
		for last+1 < len(sorted) && sorted[last+1].levels() == a.levels() {
			last++
		}
		if a.Lowest != "" {
			s := Stay{Lowest: a.Lowest, Highest: a.Highest, From: a.AsOf, To: sorted[last].AsOf, Assessments: last - first + 1}
			before, after := m.excluded(sorted, first, -1, a.levels()), m.excluded(sorted, last, 1, a.levels())
			s.Still = after.IsZero()
			if a.Certain() {
				s.Years = metrics.From(years(s.From, s.To))
				if !before.IsZero() && !after.IsZero() {
					s.Years, _ = s.Years.Intersect(metrics.Below(years(before, after))) // never empty: it is longer by two days
				}
			}
			stays = append(stays, s)
		}
		first = last + 1
	}
	return stays
}

// excluded is the day of the nearest assessment, before or after one, that leaves no
// level of a range possible; none if there isn't any.
func (m *Model) excluded(sorted []Assessment, at, step int, r LevelRange) (day metrics.Date) {
	low, high, _ := m.places(r)
	for at += step; at >= 0 && at < len(sorted); at += step {
		if l, h, ok := m.places(sorted[at].levels()); ok && (h < low || l > high) {
			return sorted[at].AsOf
		}
	}
	return day
}

// years is how many years of 365.25 days lie between two days, rounded to 12 digits.
func years(from, to metrics.Date) float64 {
	const day = 24 * 60 * 60
	days := (to.Time().Unix() - from.Time().Unix()) / day
	y, _ := metrics.Exactly(float64(days) / 365.25).Rounded().Point()
	return y
}
