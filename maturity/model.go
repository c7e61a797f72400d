package maturity

import (
	"example.com/kmaturity/internal/enum"
	"example.com/kmaturity/internal/strict"
	"example.com/kmaturity/metrics"
)

// Gate says how the levels of a model are reached.
type Gate uint8

// The gates. Their texts, "unknown" and "staged", are frozen.
const (
	GateUnknown Gate = iota
	// Staged: a level is reached if all its criteria are met and those of every
	// level below, except levels marked optional, which may be passed over.
	Staged
)

var gates = enum.Names{"unknown", "staged"}

// Gates yields every gate, GateUnknown first.
func Gates(yield func(Gate) bool) {
	for i := range gates {
		if !yield(Gate(i)) {
			return
		}
	}
}

// ParseGate reads the text of a gate.
func ParseGate(s string) (Gate, error) {
	v, err := gates.Parse("Gate", s)
	return Gate(v), err
}

// String returns the gate's text, "Gate(9)" for a value that is none.
func (g Gate) String() string { return gates.Text("Gate", uint8(g)) }

// AppendText appends the gate's text; an invalid gate is an error.
func (g Gate) AppendText(b []byte) ([]byte, error) { return gates.Append("Gate", b, uint8(g)) }

// MarshalText returns the gate's text; an invalid gate is an error.
func (g Gate) MarshalText() ([]byte, error) { return g.AppendText(nil) }

// UnmarshalText reads what MarshalText wrote.
func (g *Gate) UnmarshalText(text []byte) (err error) {
	*g, err = ParseGate(string(text))
	return err
}

// Level is one step of a model.
type Level struct {
	ID       string `json:"id"`
	Name     string `json:"name,omitzero"`
	Optional bool   `json:"optional,omitzero"` // may be passed over on the way up
}

// Area is one of the fields that a model looks at.
type Area struct {
	ID   string `json:"id"`
	Name string `json:"name,omitzero"`
}

// Model is a maturity model as data. Levels stand from the lowest to the
// highest; the first is where everybody starts, and has no criteria. A model is
// named by id and version, never by the names of its levels: models share them.
type Model struct {
	ID       string            `json:"id"`
	Version  string            `json:"version"`
	Name     string            `json:"name,omitzero"`
	Gate     Gate              `json:"gate"`
	Levels   []Level           `json:"levels"`
	Areas    []Area            `json:"areas,omitzero"`
	Measures []metrics.Measure `json:"measures"`
	Criteria []Criterion       `json:"criteria"`
}

// Validate reports everything that is wrong with the model, each with its path:
// ids that are missing or stand twice, references to what isn't there, a level
// that nothing gates (an empty level would be reached for free), a criterion
// that no number can meet or that every number meets, an unknown gate, and an
// optional level with a measure that other criteria bound from the other side
// (whether the level is certain could then not be told from its criteria one by
// one). A nil model is no model.
func (m *Model) Validate() error {
	p := strict.In("maturity")
	if m == nil {
		p.Absentf("", "there is no model")
		return p.Err()
	}
	for _, f := range []struct{ path, text string }{{"id", m.ID}, {"version", m.Version}} {
		if f.text == "" {
			p.Absentf(f.path, "is missing")
		}
	}
	if m.Gate != Staged {
		p.Absentf("gate", "want staged, have %s", m.Gate)
	}
	levels := ids(p, "levels", m.Levels, func(l Level) string { return l.ID })
	areas := ids(p, "areas", m.Areas, func(a Area) string { return a.ID })
	measures := ids(p, "measures", m.Measures, func(m metrics.Measure) string { return m.ID })
	ids(p, "criteria", m.Criteria, func(c Criterion) string { return c.ID })
	if len(m.Levels) == 0 {
		p.Absentf("levels", "a model needs at least one level, where everybody starts")
	}
	for i, measure := range m.Measures {
		path := strict.Index("measures", i)
		if measure.ID == "" {
			measure.ID = path // that it is missing stands in the list already
		}
		if err := measure.Validate(); err != nil {
			p.Add(path, err)
		} else if _, ok := measure.Cut(metrics.Anything()); !ok {
			p.Addf(path, "neither 0 for no nor 1 for yes lies in the range %s", measure.Range)
		}
	}
	gated := make([]bool, len(m.Levels))
	for i, c := range m.Criteria {
		path := strict.Index("criteria", i)
		if at, ok := levels[c.Level]; !ok {
			p.Absentf(strict.Join(path, "level"), "there is no level %q", c.Level)
		} else if gated[at] = true; at == 0 {
			p.Addf(strict.Join(path, "level"), "%q is where everybody starts and has no criteria", c.Level)
		}
		if _, ok := areas[c.Area]; !ok && c.Area != "" {
			p.Absentf(strict.Join(path, "area"), "there is no area %q", c.Area)
		}
		if c.MaxAge < 0 {
			p.Addf(strict.Join(path, "maxAge"), "an age can't be negative, have %d days", c.MaxAge)
		}
		if at, ok := measures[c.Measure]; !ok {
			p.Absentf(strict.Join(path, "measure"), "there is no measure %q", c.Measure)
		} else if all, ok := m.Measures[at].Cut(metrics.Anything()); ok && !c.Need.IsAnything() {
			if _, ok := m.Measures[at].Cut(c.Need); !ok {
				p.Addf(strict.Join(path, "need"), "no number that %q can be lies in %s", c.Measure, c.Need)
			} else if all.Within(c.Need) == metrics.Yes {
				p.Addf(strict.Join(path, "need"), "every number that %q can be lies in %s, so it asks for nothing", c.Measure, c.Need)
			}
		}
		if c.Need.IsAnything() {
			p.Absentf(strict.Join(path, "need"), "is missing: every number would meet it")
		}
	}
	for i, l := range m.Levels {
		if at, ok := levels[l.ID]; ok && at == i && i > 0 && !gated[i] {
			p.Absentf(strict.Index("levels", i), "no criterion gates the level %q, so it would be reached for free", l.ID)
		}
	}
	m.validateOptional(p, levels, measures)
	return p.Err()
}

// ids indexes things by their id, and reports ids that are missing or twice.
func ids[T any](p *strict.Problems, path string, all []T, id func(T) string) map[string]int {
	at := map[string]int{}
	for i, x := range all {
		here := strict.Join(strict.Index(path, i), "id")
		if first, twice := at[id(x)]; id(x) == "" {
			p.Absentf(here, "is missing")
		} else if twice {
			p.Addf(here, "%q stands twice, first in %s", id(x), strict.Index(path, first))
		} else {
			at[id(x)] = i
		}
	}
	return at
}

// validateOptional refuses an optional level with a measure that criteria bound
// from both sides: then one level or the other could be certain together
// without either being certain alone.
func (m *Model) validateOptional(p *strict.Problems, levels, measures map[string]int) {
	type sides struct{ low, high bool }
	bound := map[string]sides{}
	for _, c := range m.Criteria {
		if at, ok := measures[c.Measure]; ok {
			low, high := bites(m.Measures[at], c.Need)
			bound[c.Measure] = sides{bound[c.Measure].low || low, bound[c.Measure].high || high}
		}
	}
	for i, c := range m.Criteria {
		if at := levels[c.Level]; at > 0 && m.Levels[at].Optional && bound[c.Measure] == (sides{true, true}) {
			p.Addf(strict.Join(strict.Index("criteria", i), "measure"),
				"%q is bounded from both sides, and the level %q is optional: that can't be told apart", c.Measure, c.Level)
		}
	}
}

// UnmarshalJSON reads a model strictly and validates it.
func (m *Model) UnmarshalJSON(data []byte) error {
	type plain Model
	return strict.Unmarshal("maturity", data, (*plain)(m), m.Validate)
}

// bites reports which ends of a need exclude a number that the measure can be.
// Exactly(1) on a yes-no measure bites only below: nothing lies above. A need
// that excludes them all is wrong in itself and doesn't count.
func bites(m metrics.Measure, need metrics.Interval) (low, high bool) {
	if _, ok := m.Cut(need); !ok {
		return false, false
	}
	all, _ := m.Cut(metrics.Anything())
	if x, ok := need.Low(); ok {
		above := metrics.From(x)
		if need.LowOpen() {
			above = metrics.Above(x)
		}
		low = all.Within(above) != metrics.Yes
	}
	if x, ok := need.High(); ok {
		below := metrics.UpTo(x)
		if need.HighOpen() {
			below = metrics.Below(x)
		}
		high = all.Within(below) != metrics.Yes
	}
	return low, high
}
