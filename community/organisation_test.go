package community_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

func randomFunctions(r *rand.Rand) []community.Function {
	n := 1 + r.IntN(7)
	functions := make([]community.Function, n)
	for i := range functions {
		functions[i] = community.Function{ID: fmt.Sprint("f", i), Kind: pick(r, community.KindUnknown, community.Frontline, community.Support, community.Support)}
		for k := range n {
			if k != i && r.IntN(n) == 0 {
				functions[i].Supports = append(functions[i].Supports, fmt.Sprint("f", k))
			}
		}
	}
	return functions
}

// slowSteps is the definition for functions whose kinds are known: steps are
// lowered until nothing changes; what never reaches the frontline is infinitely
// far.
func slowSteps(functions []community.Function) map[string]float64 {
	steps := map[string]float64{}
	for _, f := range functions {
		steps[f.ID] = math.Inf(1)
		if f.Kind == community.Frontline {
			steps[f.ID] = 0
		}
	}
	for changed := true; changed; {
		changed = false
		for _, f := range functions {
			for _, s := range f.Supports {
				if steps[s]+1 < steps[f.ID] {
					steps[f.ID] = steps[s] + 1
					changed = true
				}
			}
		}
	}
	return steps
}

// slowRange is the least and the most that a function's steps come to over all
// ways to settle the unknown kinds.
func slowRange(functions []community.Function) map[string][2]float64 {
	ends := map[string][2]float64{}
	var settle func(i int, settled []community.Function)
	settle = func(i int, settled []community.Function) {
		if i == len(settled) {
			for id, x := range slowSteps(settled) {
				e, met := ends[id]
				if !met {
					e = [2]float64{x, x}
				}
				ends[id] = [2]float64{min(e[0], x), max(e[1], x)}
			}
			return
		}
		if functions[i].Kind != community.KindUnknown {
			settle(i+1, settled)
			return
		}
		for _, kind := range []community.Kind{community.Frontline, community.Support} {
			next := slices.Clone(settled)
			next[i].Kind = kind
			settle(i+1, next)
		}
	}
	settle(0, functions)
	return ends
}

func TestStepsAgainstEveryAssignment(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		classes := map[string]int{}
		for range 1_000 {
			functions := randomFunctions(r)
			want := slowRange(functions)
			shuffled := slices.Clone(functions)
			r.Shuffle(len(shuffled), func(i, k int) { shuffled[i], shuffled[k] = shuffled[k], shuffled[i] })
			o, err := community.NewOrganisation(shuffled...)
			require.NoError(t, err)
			var never []string
			for _, f := range functions {
				low, high := want[f.ID][0], want[f.ID][1]
				steps := metrics.From(1) // never reached: a step away at least
				switch {
				case math.IsInf(low, 1):
					never = append(never, f.ID)
					classes["never"]++
				case math.IsInf(high, 1):
					steps = metrics.From(low)
					classes["open"]++
				case low < high:
					classes["range"]++
					steps = metrics.MustBetween(low, high)
				default:
					classes["point"]++
					steps = metrics.Exactly(low)
				}
				require.Equal(t, steps, o.Steps(f.ID), "%s of %+v", f.ID, functions)
			}
			slices.Sort(never)
			require.Equal(t, never, slices.Collect(o.Unreachable()))
		}
		for _, class := range []string{"never", "open", "range", "point"} {
			require.Greater(t, classes[class], 150, class)
		}
	})
}

func TestSteps(t *testing.T) {
	o, err := community.NewOrganisation(
		community.Function{ID: "drilling", Kind: community.Frontline, Supports: []string{"finance"}},
		community.Function{ID: "geology", Kind: community.Support, Supports: []string{"drilling"}},
		community.Function{ID: "km", Kind: community.Support, Supports: []string{"hr", "geology", "geology"}},
		community.Function{ID: "hr", Kind: community.Support, Supports: []string{"km"}},
		community.Function{ID: "finance"},
		community.Function{ID: "audit", Kind: community.Support, Supports: []string{"finance"}},
		community.Function{ID: "island", Kind: community.Support, Supports: []string{"reef"}},
		community.Function{ID: "reef", Kind: community.Support, Supports: []string{"island"}},
		community.Function{ID: "alone", Kind: community.Support},
	)
	require.NoError(t, err)
	for id, want := range map[string]metrics.Interval{
		"drilling": metrics.Exactly(0), // a frontline function stays one, whomever it helps
		"geology":  metrics.Exactly(1),
		"km":       metrics.Exactly(2), // the nearest counts
		"hr":       metrics.Exactly(3), // in a circle with km
		"finance":  metrics.From(0),    // nobody knows
		"audit":    metrics.From(1),
		"island":   metrics.From(1), // a circle of its own
		"alone":    metrics.From(1),
		"nowhere":  metrics.From(0), // not there
		"":         metrics.From(0),
	} {
		require.Equal(t, want, o.Steps(id), "%q", id)
	}
	require.Equal(t, []string{"alone", "island", "reef"}, slices.Collect(o.Unreachable()))
	for range o.Unreachable() { // a loop may end early
		break
	}
	for f := range o.Functions() {
		require.Equal(t, "alone", f.ID)
		break
	}
}

func TestNilOrganisation(t *testing.T) {
	var o *community.Organisation
	require.Equal(t, metrics.From(0), o.Steps("km"))
	_, ok := o.Function("km")
	require.False(t, ok)
	require.Empty(t, slices.Collect(o.Functions()))
	require.Empty(t, slices.Collect(o.Unreachable()))
	empty, err := community.NewOrganisation()
	require.NoError(t, err)
	require.Empty(t, slices.Collect(empty.Functions()))
}

func TestOrganisationSharesNothing(t *testing.T) {
	supports := []string{"drilling"}
	o, err := community.NewOrganisation(community.Function{ID: "km", Kind: community.Support, Supports: supports}, community.Function{ID: "drilling", Kind: community.Frontline})
	require.NoError(t, err)
	supports[0] = "nobody"
	f, ok := o.Function("km")
	require.True(t, ok)
	require.Equal(t, []string{"drilling"}, f.Supports)
	f.Supports[0] = "nobody"
	for f := range o.Functions() {
		if f.ID == "km" {
			require.Equal(t, []string{"drilling"}, f.Supports)
			f.Supports[0] = "nobody"
		}
	}
	f, _ = o.Function("km")
	require.Empty(t, cmp.Diff(community.Function{ID: "km", Kind: community.Support, Supports: []string{"drilling"}}, f))
}

func TestNewOrganisationErrors(t *testing.T) {
	long := strings.Repeat("x", 100)
	o, err := community.NewOrganisation(
		community.Function{Supports: []string{"", "km"}},
		community.Function{ID: "km", Kind: 3, Supports: []string{"km", "hr", "nobody"}},
		community.Function{ID: "hr", Supports: []string{long}},
		community.Function{ID: "km"},
	)
	require.Nil(t, o)
	require.EqualError(t, err, strings.Join([]string{
		`community: functions[0].id: is missing`,
		`community: functions[1].kind: Kind(3) is no kind of function`,
		`community: functions[3].id: there is another function "km"`,
		`community: functions[0].supports[0]: there is no function ""`,
		`community: functions[1].supports[0]: "km" supports itself`,
		`community: functions[1].supports[2]: there is no function "nobody"`,
		`community: functions[2].supports[0]: there is no function "` + long[:40] + `…"`,
	}, "\n"))
	var paths []string
	for e := range metrics.Errors(err) {
		paths = append(paths, e.Path)
	}
	require.Len(t, paths, 7)
	require.Equal(t, "functions[0].id", paths[0])
}

func TestFunctionJSON(t *testing.T) {
	f := community.Function{ID: "km", Name: "Knowledge", Kind: community.Support, Supports: []string{"drilling"}, Note: "the board"}
	data, err := json.Marshal(f)
	require.NoError(t, err)
	require.Equal(t, `{"id":"km","name":"Knowledge","kind":"support","supports":["drilling"],"note":"the board"}`, string(data))
	var back community.Function
	require.NoError(t, json.Unmarshal(data, &back))
	require.Empty(t, cmp.Diff(f, back))
}
