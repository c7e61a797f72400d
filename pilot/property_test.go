package pilot_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// lower reports whether a is less favourable than b on a common scale.
func lower(t *testing.T, a, b pilot.Decision) bool {
	c, ok := a.Compare(b)
	require.True(t, ok, "%s and %s", a, b)
	return c < 0
}

// Invariant 1: narrower evidence never widens the answer (R), and more
// favourable evidence lowers neither end (M). Practitioners, readings and facts
// are better higher, so raising the low end narrows and raising both favours.
func TestNarrowerAndMoreFavourable(t *testing.T) {
	for _, seed := range draw.Seeds(t) {
		r := newRandom(t, seed)
		for n := range 1000 {
			p := r.proposal()
			before, err := p.screen()
			require.NoError(t, err)
			for _, at := range numbersOf(p) {
				had := *at
				all := points(had, metrics.From(0), 1, 6, 100)
				if len(all) == 0 {
					continue
				}
				a, b := pick(r, all...), pick(r, all...)
				narrow := metrics.MustBetween(min(a, b), max(a, b))
				*at = narrow
				v, err := p.screen()
				require.NoError(t, err)
				require.False(t, lower(t, v.Lowest, before.Lowest), "seed %d, case %d: %v to %v widened the answer", seed, n, had, narrow)
				require.False(t, lower(t, before.Highest, v.Highest), "seed %d, case %d: %v to %v widened the answer", seed, n, had, narrow)
				if *at = metrics.From(max(a, b)); len(all) > 0 && max(a, b) <= 1000 {
					if high, ok := had.High(); ok && high <= max(a, b) { // all of it is at least as high as before
						w, err := p.screen()
						require.NoError(t, err)
						require.False(t, lower(t, w.Lowest, before.Lowest), "seed %d, case %d: more than %v lowered an end", seed, n, had)
						require.False(t, lower(t, w.Highest, before.Highest), "seed %d, case %d: more than %v lowered an end", seed, n, had)
					}
				}
				*at = had
			}
		}
	}
}

// numbersOf are the head counts and readings of a proposal.
func numbersOf(p *proposal) []*metrics.Interval {
	all := []*metrics.Interval{&p.programme.Area.Practitioners, &p.candidate.Benefit.Baseline.Points}
	if p.candidate.Area.ID != p.programme.Area.ID {
		all = append(all, &p.candidate.Area.Practitioners)
	}
	return all
}

// slate is several proposals of one organisation.
func slate(r random) pilot.Slate {
	s := pilot.Slate{Version: pilot.SlateVersion, Programme: r.proposal().programme}
	for i := range 5 {
		c := r.proposal().candidate
		c.Name = string(rune('a' + i))
		c.Audience = []pilot.Audience{{Function: "finance"}, {Function: "drilling"}}
		s.Candidates = append(s.Candidates, c)
	}
	return s
}

// shuffled is the slate with everything that has no order in another order.
func shuffled(s pilot.Slate, r *rand.Rand) pilot.Slate {
	shuffle(r, &s.Candidates)
	shuffle(r, &s.Programme.Functions)
	shuffle(r, &s.Programme.Metrics)
	shuffle(r, &s.Programme.Facts)
	return s
}

func shuffle[E any, S ~[]E](r *rand.Rand, s *S) {
	c := append(S(nil), *s...)
	r.Shuffle(len(c), func(i, j int) { c[i], c[j] = c[j], c[i] })
	*s = c
}

// Invariant 3: twenty orders of the same slate give the same bytes.
func TestOrderMakesNoDifference(t *testing.T) {
	own := []pilot.Rule{ownRule("b", "m", metrics.UpTo(0), decline), ownRule("a", "n", metrics.From(1), later)}
	for _, seed := range draw.Seeds(t) {
		r := newRandom(t, seed)
		s := slate(r)
		want := text(t, s, own)
		for n := range 20 {
			order := draw.From(t, seed, uint64(n))
			shuffle(order, &own)
			require.Equal(t, want, text(t, shuffled(s, order), own), "seed %d, order %d", seed, n)
		}
	}
}

func text(t *testing.T, s pilot.Slate, own []pilot.Rule) string {
	selection, err := pilot.Select(s, pilot.SelectOptions{Rules: own})
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, selection.WriteJSON(&b))
	return b.String()
}

// Invariant 6: slates and selections read back as they were.
func TestDocumentsReadBack(t *testing.T) {
	for _, seed := range draw.Seeds(t) {
		r := newRandom(t, seed)
		for range 50 {
			s := slate(r)
			var b bytes.Buffer
			require.NoError(t, s.WriteJSON(&b))
			back, err := pilot.ReadSlates(&b)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff([]pilot.Slate{s}, back), "seed %d", seed)

			selection, err := pilot.Select(s, pilot.SelectOptions{})
			require.NoError(t, err)
			b.Reset()
			require.NoError(t, selection.WriteJSON(&b))
			var read pilot.Selection
			require.NoError(t, json.Unmarshal(b.Bytes(), &read), b.String())
			require.Empty(t, cmp.Diff(selection, read), "seed %d", seed)
		}
	}
}

// Invariant 7: values are safe for concurrent use once built.
func TestConcurrentUse(t *testing.T) {
	p := frontline()
	k, err := pilot.NewCase(p.candidate, p.programme, p.policy)
	require.NoError(t, err)
	want := k.Verdict()
	var wg sync.WaitGroup
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 20 {
				if diff := cmp.Diff(want, k.Verdict()); diff != "" {
					t.Error(diff)
				}
				v, err := p.screen()
				if err != nil || v.Decision() != pilot.Showcase {
					t.Error(v.Decision(), err)
				}
			}
		}()
	}
	wg.Wait()
}
