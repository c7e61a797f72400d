package metrics

import (
	"iter"
	"maps"
	"slices"
	"strings"

	"example.com/kmaturity/internal/strict"
)

// Map holds the metrics of an organisation and which of them drives which, and
// tells how many steps each one is from a hard business metric. It can't be
// changed once built and is safe for concurrent use. A nil Map holds nothing.
//
//	searches found ──drives──▶ hours per repair ──drives──▶ cost per repair (hard)
//	distance 2                 distance 1                   distance 0
type Map struct {
	metrics map[string]Metric
	next    map[string]string // one step towards the nearest hard metric; absent where there is none
	steps   map[string]int
}

// NewMap builds a map. It is an error, which names every fault at once, if a
// metric has no id, two share one, or one drives itself or a metric that isn't
// in the map. Circles are fine.
func NewMap(all ...Metric) (*Map, error) {
	p := strict.In("metrics")
	m := &Map{map[string]Metric{}, map[string]string{}, map[string]int{}}
	for i, metric := range all {
		path := strict.Index("metrics", i)
		metric.validate(p, path)
		if _, twice := m.metrics[metric.ID]; twice && metric.ID != "" {
			p.Addf(strict.Join(path, "id"), "there is another metric %q", strict.Clip(metric.ID))
		}
		metric.Drives = slices.Clone(metric.Drives)
		m.metrics[metric.ID] = metric
	}
	drivers := map[string][]string{}
	for i, metric := range all {
		for k, id := range metric.Drives {
			path := strict.Index(strict.Join(strict.Index("metrics", i), "drives"), k)
			if _, known := m.metrics[id]; !known {
				p.Absentf(path, "there is no metric %q", strict.Clip(id))
			} else if id == metric.ID {
				p.Addf(path, "%q drives itself", strict.Clip(id))
			}
			drivers[id] = append(drivers[id], metric.ID)
		}
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	m.link(drivers)
	return m, nil
}

// Equal reports whether both hold the same metrics, whatever the order in which
// they, and what each drives, were given. A nil Map is equal to an empty one.
func (m *Map) Equal(n *Map) bool {
	if m == nil {
		m = &Map{}
	}
	if n == nil {
		n = &Map{}
	}
	return maps.EqualFunc(m.metrics, n.metrics, func(a, b Metric) bool {
		return a.Measure == b.Measure && a.Name == b.Name && a.Better == b.Better && a.Hard == b.Hard &&
			slices.Equal(slices.Sorted(slices.Values(a.Drives)), slices.Sorted(slices.Values(b.Drives)))
	})
}

// link walks breadth first from the hard metrics against the arrows. Each
// round is sorted, so that a metric that drives several of one round steps to
// the one whose id comes first, whatever order the metrics were given in.
func (m *Map) link(drivers map[string][]string) {
	var round []string
	for id, metric := range m.metrics {
		if metric.Hard {
			m.steps[id] = 0
			round = append(round, id)
		}
	}
	for len(round) > 0 {
		slices.Sort(round)
		var further []string
		for _, id := range round {
			for _, driver := range drivers[id] {
				if _, seen := m.steps[driver]; !seen {
					m.steps[driver], m.next[driver] = m.steps[id]+1, id
					further = append(further, driver)
				}
			}
		}
		round = further
	}
}

// Metric returns the metric with that id.
func (m *Map) Metric(id string) (Metric, bool) {
	if m == nil {
		return Metric{}, false
	}
	metric, ok := m.metrics[id]
	metric.Drives = slices.Clone(metric.Drives)
	return metric, ok
}

// All yields every metric, sorted by id.
func (m *Map) All() iter.Seq[Metric] {
	return func(yield func(Metric) bool) {
		if m == nil {
			return
		}
		for _, id := range slices.Sorted(maps.Keys(m.metrics)) {
			metric, _ := m.Metric(id)
			if !yield(metric) {
				return
			}
		}
	}
}

// Distance returns the number of steps from the metric to the nearest hard
// business metric, 0 for a hard one itself, and false where no path leads to
// one or the map doesn't hold the metric.
//
// A support function's metrics are one step away from hard business metrics at
// best (R6, Milton 2020); Benefit.Distance takes the owner into account.
func (m *Map) Distance(id string) (steps int, ok bool) {
	if m == nil {
		return 0, false
	}
	steps, ok = m.steps[id]
	return steps, ok
}

// Path returns the ids from the metric to the nearest hard one, both included,
// and nil where no path leads to one. Of several shortest paths it is the one
// whose ids sort first, step by step from the metric.
func (m *Map) Path(id string) []string {
	steps, ok := m.Distance(id)
	if !ok {
		return nil
	}
	path := make([]string, 0, steps+1)
	for ; ; id = m.next[id] {
		path = append(path, id)
		if len(path) > steps {
			return path
		}
	}
}

// Unlinked yields the ids of the metrics from which no path leads to a hard
// metric, sorted: improving them shows the business nothing until somebody
// says what they drive.
func (m *Map) Unlinked() iter.Seq[string] {
	return func(yield func(string) bool) {
		for metric := range m.All() {
			if _, ok := m.steps[metric.ID]; !ok && !yield(metric.ID) {
				return
			}
		}
	}
}

// String lists the metrics with their distances, one a line, for a log or a
// failing test.
func (m *Map) String() string {
	var b strings.Builder
	for metric := range m.All() {
		b.WriteString(metric.ID)
		if path := m.Path(metric.ID); path != nil {
			b.WriteString(": distance " + number(float64(len(path)-1)))
			if len(path) > 1 {
				b.WriteString(" (" + strings.Join(path, " → ") + ")")
			}
		} else {
			b.WriteString(": unlinked")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
