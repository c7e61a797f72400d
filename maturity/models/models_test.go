package models_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/maturity"
	"example.com/kmaturity/maturity/models"
	"example.com/kmaturity/metrics"
)

var update = flag.Bool("update", false, "write the golden files anew")

// each calls f with every model under every gate that fits it.
func each(t *testing.T, f func(t *testing.T, e models.Entry, m *maturity.Model)) {
	for e := range models.All {
		for _, gate := range e.Gates {
			t.Run(e.ID+"/"+gate.String(), func(t *testing.T) {
				m, err := models.New(e.ID, gate)
				require.NoError(t, err)
				f(t, e, m)
			})
		}
	}
}

// number is what an assessor says of an area at the level with a place.
func number(m *maturity.Model, place int) metrics.Interval {
	if m.ID == models.ISO30401 {
		return metrics.Exactly(float64(place))
	}
	return metrics.Exactly(float64(place + 1))
}

// all is evidence that puts every area at the level with a place.
func all(m *maturity.Model, place int) (e maturity.Evidence) {
	for _, measure := range m.Measures {
		e = append(e, maturity.Fact{Measure: measure.ID, Value: number(m, place)})
	}
	return e
}

func assess(t *testing.T, m *maturity.Model, e maturity.Evidence) maturity.Assessment {
	a, err := m.Assess(e, maturity.Options{})
	require.NoError(t, err)
	return a
}

func byArea(g maturity.Gate) bool {
	return g == maturity.WeakestArea || g == maturity.Profile || g == maturity.Weighted
}

// What has been published under an id stays so: levels, areas and criteria keep
// their ids. Change testdata/models.txt on purpose with -update.
func TestFrozen(t *testing.T) {
	var b bytes.Buffer
	for e := range models.All {
		fmt.Fprintf(&b, "%s %s\n", e.ID, e.Version)
		for i, gate := range e.Gates {
			m, err := models.New(e.ID, gate)
			require.NoError(t, err)
			fmt.Fprintf(&b, "\tgate %s", gate)
			if e.Published && i == 0 {
				b.WriteString(", published")
			}
			b.WriteString("\n")
			if i > 0 {
				continue
			}
			for _, l := range m.Levels {
				fmt.Fprintf(&b, "\tlevel %q %q\n", l.ID, l.Name)
			}
			for _, a := range m.Areas {
				fmt.Fprintf(&b, "\tarea %q %q in %q weight %v\n", a.ID, a.Name, a.In, a.Weight)
			}
			for _, x := range m.Measures {
				fmt.Fprintf(&b, "\tmeasure %q %s %s\n", x.ID, x.Kind, x.Range)
			}
			for _, c := range m.Criteria {
				fmt.Fprintf(&b, "\tcriterion %q %s in %s\n", c.ID, c.Measure, c.Need)
			}
		}
	}
	const golden = "testdata/models.txt"
	if *update {
		require.NoError(t, os.WriteFile(golden, b.Bytes(), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), b.String()))
}

func TestEntries(t *testing.T) {
	var ids []string
	for e := range models.All {
		require.NotContains(t, ids, e.ID)
		ids = append(ids, e.ID)
		require.NotEmpty(t, e.Version)
		require.NotEmpty(t, e.Name)
		require.NotEmpty(t, e.Gates)
		require.Equal(t, fmt.Sprint(e.Source.Year), e.Version, "the version is the year of the source")
		require.Contains(t, e.Note, "Ours", "what is ours is said")
		require.Equal(t, !e.Published, strings.Contains(e.Note, "the gate is the caller's choice"), e.ID)
	}
	require.Equal(t, []string{models.APQC, models.Siemens, models.GKMMM, models.Infosys, models.FiveIKM3, models.ISO30401}, ids)
	for e := range models.All { // what was yielded is the caller's
		e.Gates[0] = maturity.GateUnknown
	}
	for e := range models.All {
		require.NotEqual(t, maturity.GateUnknown, e.Gates[0])
		break // a loop may end early
	}
}

func TestValidAndRoundTrip(t *testing.T) {
	each(t, func(t *testing.T, e models.Entry, m *maturity.Model) {
		require.NoError(t, m.Validate())
		require.Equal(t, []string{e.ID, e.Version, e.Name, e.Note}, []string{m.ID, m.Version, m.Name, m.Note})
		require.Equal(t, e.Source, m.Source)
		data, err := json.Marshal(m)
		require.NoError(t, err)
		var back maturity.Model
		require.NoError(t, json.Unmarshal(data, &back))
		require.Empty(t, cmp.Diff(m, &back))

		mine, err := models.New(e.ID, m.Gate)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(m, mine), "the same each time")
		mine.Levels[0].ID, mine.Areas[0].ID, mine.Measures[0].ID = "x", "x", "x"
		again, err := models.New(e.ID, m.Gate)
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(m, again), "a model of its own")
	})
}

// leaves are the areas that criteria belong to.
func leaves(m *maturity.Model, a maturity.Assessment) []maturity.AreaResult {
	return slices.DeleteFunc(slices.Clone(a.Areas), func(r maturity.AreaResult) bool {
		return slices.ContainsFunc(m.Areas, func(x maturity.Area) bool { return x.In == r.Area })
	})
}

func TestAllAreasAtOneLevel(t *testing.T) {
	each(t, func(t *testing.T, _ models.Entry, m *maturity.Model) {
		for place, level := range m.Levels {
			a := assess(t, m, all(m, place))
			if m.Gate != maturity.Profile {
				require.Equal(t, []string{level.ID, level.ID}, []string{a.Lowest, a.Highest})
			}
			if m.Gate == maturity.Weighted {
				require.Equal(t, metrics.Exactly(float64(place)), a.Score)
			}
			inner := leaves(m, a)
			require.Len(t, inner, len(m.Measures))
			for _, area := range inner {
				if byArea(m.Gate) {
					require.Equal(t, []string{level.ID, level.ID}, []string{area.Lowest, area.Highest})
				}
			}
			require.Equal(t, place < len(m.Levels)-1, len(a.Gaps) > 0)
		}
	})
}

// One area lower than the others: it holds the whole down unless strength elsewhere
// makes up for it, and its own level shows.
func TestOneAreaLower(t *testing.T) {
	each(t, func(t *testing.T, _ models.Entry, m *maturity.Model) {
		top, low := len(m.Levels)-1, m.Levels[0].ID
		for i, measure := range m.Measures {
			e := all(m, top)
			e[i].Value = number(m, 0)
			a := assess(t, m, e)
			switch m.Gate {
			case maturity.Staged, maturity.WeakestArea:
				require.Equal(t, []string{low, low}, []string{a.Lowest, a.Highest})
			case maturity.Weighted:
				require.NotEqual(t, low, a.Lowest)
				require.NotEqual(t, m.Levels[top].ID, a.Highest)
			case maturity.Profile:
				require.Empty(t, a.Lowest+a.Highest)
			}
			for _, area := range leaves(m, a) {
				if byArea(m.Gate) {
					want := m.Levels[top].ID
					if area.Area == measure.ID {
						want = low
					}
					require.Equal(t, []string{want, want}, []string{area.Lowest, area.Highest}, area.Area)
				}
			}
			require.NotEmpty(t, a.Gaps)
			for _, id := range a.Gaps {
				require.True(t, strings.HasPrefix(id, measure.ID+"-"), id)
			}
		}
	})
}

func TestUnknownAreaWidensTheRange(t *testing.T) {
	each(t, func(t *testing.T, _ models.Entry, m *maturity.Model) {
		top := len(m.Levels) - 1
		a := assess(t, m, all(m, top)[1:])
		require.Equal(t, top, a.Counts.Unknown)
		if m.Gate == maturity.Profile {
			require.Equal(t, []string{m.Levels[0].ID, m.Levels[top].ID}, []string{leaves(m, a)[0].Lowest, leaves(m, a)[0].Highest})
			return
		}
		require.False(t, a.Certain())
		require.Equal(t, m.Levels[top].ID, a.Highest)
		if m.Gate != maturity.Weighted {
			require.Equal(t, m.Levels[0].ID, a.Lowest)
		}
	})
}

func TestWeights(t *testing.T) {
	m, err := models.New(models.FiveIKM3, maturity.Weighted)
	require.NoError(t, err)
	tests := []struct {
		name                        string
		people, process, technology float64
		score                       float64
		level                       string
	}{
		{"people alone", 5, 1, 1, 2.8, "initiative"},
		{"process alone", 1, 5, 1, 0.8, "initial"},
		{"technology alone", 1, 1, 5, 0.4, "initial"},
		{"all but people", 1, 5, 5, 1.2, "intent"},
		{"a sum of exactly 3", 5, 2, 1, 3, "intelligent"},
		{"the same by technology", 5, 1, 3, 3, "intelligent"},
		{"a level begins at its place", 4, 4, 4, 3, "intelligent"},
		{"a half level isn't reached", 4.5, 4, 4, 3, "intelligent"},
	}
	for _, test := range tests {
		a := assess(t, m, maturity.Evidence{
			{Measure: "people", Value: metrics.Exactly(test.people)},
			{Measure: "process", Value: metrics.Exactly(test.process)},
			{Measure: "technology", Value: metrics.Exactly(test.technology)},
		})
		require.Equal(t, metrics.Exactly(test.score), a.Score, test.name)
		require.Equal(t, []string{test.level, test.level}, []string{a.Lowest, a.Highest}, test.name)
	}
	// The four areas of APQC weigh the same, though they have 3, 4, 3 and 2 capabilities.
	m, err = models.New(models.APQC, maturity.Weighted)
	require.NoError(t, err)
	e := all(m, 0)
	for i := range e {
		if e[i].Measure == "content-management-process" || e[i].Measure == "information-technology" {
			e[i].Value = metrics.Exactly(5)
		}
	}
	require.Equal(t, metrics.Exactly(1), assess(t, m, e).Score)
}

// An assessor may name the level of an area; a name of another model's is refused.
func TestAnswersInWords(t *testing.T) {
	each(t, func(t *testing.T, e models.Entry, m *maturity.Model) {
		if e.ID == models.ISO30401 {
			require.Empty(t, m.Scales)
			return
		}
		for place, level := range m.Levels {
			var said maturity.Evidence
			for _, measure := range m.Measures {
				said = append(said, maturity.Fact{Measure: measure.ID, Answer: level.Name})
			}
			require.Empty(t, cmp.Diff(assess(t, m, all(m, place)), assess(t, m, said)))
		}
		_, err := m.Assess(maturity.Evidence{{Measure: m.Measures[0].ID, Answer: "Not conforming"}}, maturity.Options{})
		require.ErrorContains(t, err, `has no answer "Not conforming"`)
	})
}

func TestNumbersThatAreNoLevel(t *testing.T) {
	each(t, func(t *testing.T, e models.Entry, m *maturity.Model) {
		wrong := []float64{0, 6, -1}
		if e.ID == models.ISO30401 {
			wrong = []float64{0.5, 2, -1}
		}
		for _, x := range wrong {
			_, err := m.Assess(maturity.Evidence{{Measure: m.Measures[0].ID, Value: metrics.Exactly(x)}}, maturity.Options{})
			require.Error(t, err, x)
		}
	})
}

func TestNew(t *testing.T) {
	for e := range models.All {
		for gate := range maturity.Gates {
			m, err := models.New(e.ID, gate)
			fits := gate == maturity.GateUnknown && e.Published
			for _, g := range e.Gates {
				fits = fits || g == gate
			}
			if fits {
				require.NoError(t, err)
				require.Contains(t, e.Gates, m.Gate)
				if gate == maturity.GateUnknown {
					require.Equal(t, e.Gates[0], m.Gate)
				}
				continue
			}
			require.Nil(t, m)
			requireProblem(t, err, models.ErrGate, "gate")
			for _, g := range e.Gates {
				require.ErrorContains(t, err, g.String(), "the choices are named")
			}
		}
	}
	for _, id := range []string{"", "apqc", "APQC/levels-of-km-maturity", "kmaturity/journey", strings.Repeat("x", 1000)} {
		m, err := models.New(id, maturity.Staged)
		require.Nil(t, m)
		requireProblem(t, err, models.ErrModel, "id")
		require.ErrorContains(t, err, models.GKMMM, "the choices are named")
		require.Less(t, len(err.Error()), 300)
	}
	_, err := models.New(models.APQC, maturity.Gate(13))
	requireProblem(t, err, models.ErrGate, "gate")
	_, err = models.New(models.Siemens, maturity.WeakestArea)
	require.EqualError(t, err, "models: gate: the gate doesn't fit siemens/kmmm: have weakest area, want one of profile")
}

// requireProblem holds an error to be the one problem that it names, at a path.
func requireProblem(t *testing.T, err, want error, path string) {
	require.ErrorIs(t, err, want)
	for _, other := range []error{models.ErrModel, models.ErrGate} {
		require.Equal(t, other == want, errors.Is(err, other))
	}
	var problem *maturity.Error
	require.ErrorAs(t, err, &problem)
	require.Equal(t, path, problem.Path)
}
