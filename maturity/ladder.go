package maturity

import (
	"maps"
	"slices"

	"example.com/kmaturity/metrics"
)

// A ladder is climbed step by step. A level that isn't optional must be stood
// on: what its criteria need of a number stays needed further up. An optional
// one may be passed over, so its needs are its own. One look at each criterion
// is enough, however many levels there are.

// ladder is the levels of a model with what its criteria came to.
type ladder struct {
	levels   []Level
	findings []Finding
	on       []int // the place of the level that each finding belongs to
}

// reading names a number that criteria share: all that take the facts on a
// measure read the same, and all to which these are too old know as little.
type reading struct {
	measure string
	stale   bool
}

func newLadder(m *Model, findings []Finding) ladder {
	places := map[string]int{}
	for i, l := range m.Levels {
		places[l.ID] = i
	}
	l := ladder{m.Levels, findings, nil}
	for _, c := range m.Criteria {
		l.on = append(l.on, places[c.Level])
	}
	return l
}

// reached are the highest level that is certain and the highest that is
// possible.
func (l ladder) reached() (lowest, highest int) {
	steps := make([][]Finding, len(l.levels))
	for i, f := range l.findings {
		steps[l.on[i]] = append(steps[l.on[i]], f)
	}
	through := step{true, true, map[reading]metrics.Interval{}}
	for at, findings := range steps {
		here := through.up(findings)
		if here.certain {
			lowest = at
		}
		if here.possible {
			highest = at
		}
		if !l.levels[at].Optional {
			maps.Copy(through.left, here.left)
			through.certain, through.possible = here.certain, here.possible
		}
	}
	return lowest, highest
}

// step is what has come of the needs up to a level.
type step struct {
	certain  bool                         // each is met
	possible bool                         // all can be met together
	left     map[reading]metrics.Interval // of each number that they cut, what meets them
}

// up is the step above s: the numbers left are those that it cuts itself.
func (s step) up(findings []Finding) step {
	up := step{s.certain, s.possible, map[reading]metrics.Interval{}}
	for _, f := range findings {
		of := reading{f.Measure.ID, f.Stale}
		have, ok := up.left[of]
		if !ok {
			have, ok = s.left[of]
		}
		if !ok {
			have = f.Have
		}
		if have, ok = have.Intersect(f.Need); ok {
			have, ok = f.Measure.Cut(have)
		}
		up.left[of] = have
		up.certain = up.certain && f.Outcome == Met
		up.possible = up.possible && ok
	}
	return up
}

// limiting lists the criteria that keep the next level above one from being
// certain: the nearest that isn't optional, or the nearest at all.
func (l ladder) limiting(lowest int) []string {
	ids := []string{}
	above := l.levels[lowest+1:]
	if len(above) == 0 {
		return ids
	}
	next := lowest + 1 + max(0, slices.IndexFunc(above, func(l Level) bool { return !l.Optional }))
	for i, f := range l.findings {
		needed := l.on[i] == next || l.on[i] < next && !l.levels[l.on[i]].Optional
		if needed && f.Outcome != Met {
			ids = append(ids, f.Criterion)
		}
	}
	return ids
}
