package hostile

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	known "example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/pilottest"
	"example.com/kmaturity/pilot/report"
)

// huge asks for the sizes that want much memory.
var huge = os.Getenv("KMATURITY_HUGE") == "1"

// measured is what something took.
type measured struct {
	time time.Duration
	peak uint64 // bytes of the heap at most, beyond those before
}

// measure runs do a few times, of the huge once, and returns the median time and the
// highest peak.
func measure(do func()) measured {
	runs := 3
	if huge {
		runs = 1
	}
	var times []time.Duration
	var peak uint64
	heap := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	for range runs {
		runtime.GC()
		before := heap()
		stop, stopped := make(chan struct{}), make(chan uint64)
		go func() {
			most := uint64(0)
			tick := time.NewTicker(time.Millisecond)
			defer tick.Stop()
			for {
				select {
				case <-tick.C:
					most = max(most, heap())
				case <-stop:
					stopped <- max(most, heap())
					return
				}
			}
		}()
		start := time.Now()
		do()
		times = append(times, time.Since(start))
		close(stop)
		if most := <-stopped; most > before {
			peak = max(peak, most-before)
		}
	}
	slices.Sort(times)
	return measured{times[len(times)/2], peak}
}

// grows holds that ten times as much takes about ten times as long and as much memory: a
// step that is quadratic takes a hundred times as long.
func grows(t *testing.T, what string, n int, prepare func(n int) func()) {
	t.Helper()
	little, much := measure(prepare(n/10)), measure(prepare(n))
	t.Logf("%s: %d in %v, %v and %d bytes at most each; of a tenth %v and %d", what, n, much.time,
		much.time/time.Duration(n), much.peak/uint64(n), little.time/time.Duration(n/10), little.peak/uint64(n/10))
	if raced {
		return
	}
	require.Less(t, much.time, 40*little.time+50*time.Millisecond, what)
	require.Less(t, much.peak, 40*little.peak+(32<<20), what)
}

// candidates is a slate of so many, of all kinds.
func candidates(n int) pilot.Slate {
	s := pilottest.RandomSlate(1, pilottest.GeneratorOptions{Candidates: min(n, 1000)})
	for i := len(s.Candidates); i < n; i++ {
		c := s.Candidates[i%1000]
		c.Name = fmt.Sprint(c.Name, " again ", i/1000)
		s.Candidates = append(s.Candidates, c)
	}
	return s
}

func selecting(t *testing.T, s pilot.Slate) func() {
	return func() {
		out, err := pilot.Select(s, pilot.SelectOptions{})
		require.NoError(t, err)
		require.Len(t, out.Verdicts, len(s.Candidates))
	}
}

func TestManyCandidates(t *testing.T) {
	grows(t, "candidates", 10_000, func(n int) func() { return selecting(t, candidates(n)) })
}

func TestPagesOfMany(t *testing.T) {
	alone(t)
	grows(t, "candidates on a page", 1000, func(n int) func() {
		out := selected(t, candidates(n))
		return func() {
			require.NoError(t, report.HTML(io.Discard, out))
			require.NoError(t, report.Markdown(io.Discard, out))
			require.NoError(t, report.Text(io.Discard, out))
		}
	})
}

// Of one candidate there may be a hundred thousand of anything.
func TestManyOfOne(t *testing.T) {
	alone(t)
	grows(t, "audiences", 100_000, func(n int) func() {
		s := pilottest.Slate(pilottest.Programme(maturity.Embedded), pilottest.Showcase())
		for i := range n {
			id := fmt.Sprint("f", i)
			s.Programme.Functions = append(s.Programme.Functions, community.Function{ID: id})
			s.Candidates[0].Audience = append(s.Candidates[0].Audience, pilot.Audience{Function: id})
		}
		return selecting(t, s)
	})
	grows(t, "endorsers", 100_000, func(n int) func() {
		s := pilottest.Slate(pilottest.Programme(maturity.Embedded), pilottest.Showcase())
		for i := range n {
			s.Candidates[0].Endorsers = append(s.Candidates[0].Endorsers, pilot.Endorser{Name: fmt.Sprint("e", i), Function: pilottest.Workshop, Gained: known.Yes})
		}
		return selecting(t, s)
	})
	grows(t, "facts", 100_000, func(n int) func() {
		s := pilottest.Slate(pilottest.Programme(maturity.Embedded), pilottest.Showcase())
		for i := range n {
			s.Programme.Facts = append(s.Programme.Facts, maturity.Fact{Measure: maturity.KMBaseline, Value: known.Exactly(float64(i % 2)), AsOf: day("2020-01-01").AddDays(i % 900)})
		}
		return selecting(t, s)
	})
}

// shapes are graphs of so many: whom each of them leads to.
var shapes = map[string]func(i, n int) []int{
	"chain": func(i, n int) []int { return []int{max(i-1, 0)} },
	"cycle": func(i, n int) []int { return []int{(i + 1) % n} },
	"star":  func(i, n int) []int { return []int{0} },
}

func named(all []int) (names []string) {
	for _, i := range all {
		names = append(names, fmt.Sprint("n", i))
	}
	return names
}

func TestGraphs(t *testing.T) {
	alone(t)
	for shape, to := range shapes {
		grows(t, "functions in a "+shape, 100_000, func(n int) func() {
			all := []community.Function{{ID: "n0", Kind: community.Frontline}}
			for i := 1; i < n; i++ {
				all = append(all, community.Function{ID: fmt.Sprint("n", i), Kind: community.Support, Supports: named(to(i, n))})
			}
			return func() {
				o, err := community.NewOrganisation(all...)
				require.NoError(t, err)
				steps := o.Steps(fmt.Sprint("n", n-1))
				want := map[string]float64{"chain": float64(n - 1), "cycle": 1, "star": 1}[shape]
				require.Equal(t, known.Exactly(want), steps)
			}
		})
		grows(t, "metrics in a "+shape, 100_000, func(n int) func() {
			all := []known.Metric{{Measure: known.Measure{ID: "n0"}, Hard: true}}
			for i := 1; i < n; i++ {
				all = append(all, known.Metric{Measure: known.Measure{ID: fmt.Sprint("n", i)}, Drives: named(to(i, n))})
			}
			return func() {
				m, err := known.NewMap(all...)
				require.NoError(t, err)
				steps, ok := m.Distance(fmt.Sprint("n", n-1))
				require.True(t, ok)
				require.Equal(t, map[string]int{"chain": n - 1, "cycle": 1, "star": 1}[shape], steps)
				require.Len(t, m.Path(fmt.Sprint("n", n-1)), steps+1)
			}
		})
	}
}

func TestManyCriteria(t *testing.T) {
	grows(t, "criteria", 10_000, func(n int) func() {
		m := &maturity.Model{ID: "m", Version: "1", Gate: maturity.Staged, Levels: []maturity.Level{{ID: "0"}, {ID: "1"}}}
		var e maturity.Evidence
		for i := range n {
			id := fmt.Sprint("c", i)
			m.Measures = append(m.Measures, known.Measure{ID: id, Kind: known.Count})
			m.Criteria = append(m.Criteria, maturity.Criterion{ID: id, Level: "1", Says: id, Measure: id, Need: known.From(1)})
			e = append(e, maturity.Fact{Measure: id, Value: known.Exactly(1)})
		}
		return func() {
			a, err := m.Assess(e, maturity.Options{})
			require.NoError(t, err)
			require.Equal(t, "1", a.Lowest)
		}
	})
}

// rows is a roster of so many, which is nowhere at once.
func rows(n int) io.Reader {
	const block = 1000
	readers := []io.Reader{strings.NewReader("profession,fte\n")}
	text := strings.Repeat("Law,1\nWelding,0.5\n", block/2)
	for range n / block {
		readers = append(readers, strings.NewReader(text))
	}
	return io.MultiReader(readers...)
}

func counting(t *testing.T, n int) func() {
	return func() {
		census, _, err := community.Count("Law", community.ReadRoster(rows(n), community.RosterOptions{}))
		require.NoError(t, err)
		require.Equal(t, community.Weight(n/2)*community.Person, census.Practising)
	}
}

func TestManyRows(t *testing.T) {
	grows(t, "rows", 100_000, func(n int) func() { return counting(t, n) })
}

// Of a million there are figures where they are asked for; the ordinary run holds the
// same of ten thousand rows, and of a tenth of the candidates above.
func TestHuge(t *testing.T) {
	n := 10_000
	if huge {
		n = 1_000_000
	}
	grows(t, "rows", n, func(n int) func() { return counting(t, n) })
	if huge {
		grows(t, "candidates", n, func(n int) func() { return selecting(t, candidates(n)) })
	}
}
