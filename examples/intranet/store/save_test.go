package store

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

func TestConflict(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		refused := func(base, current int64) {
			t.Helper()
			_, err := s.Save(t.Context(), base, change("late"))
			var conflict *Conflict
			require.ErrorAs(t, err, &conflict)
			require.Equal(t, &Conflict{base, current}, conflict)
			require.EqualError(t, err, fmt.Sprintf("store: the change is to revision %d, and the current one is %d", base, current))
		}
		refused(1, 0)
		refused(-1, 0)
		_, err := s.Save(t.Context(), 0, change("one"))
		require.NoError(t, err)
		for _, base := range []int64{0, 2, -1, math.MaxInt64, math.MinInt64} {
			refused(base, 1)
		}
		require.Len(t, history(t, s), 1)
	})
}

// Many save at once, through two stores as two processes would, and try again after
// a conflict: each one that was acknowledged is in the history once, and there is no
// gap.
func TestRace(t *testing.T) {
	const goroutines, each = 20, 5
	everywhere(t, func(t *testing.T, dsn string) {
		stores := []*Store{opened(t, dsn), opened(t, dsn)}
		var mu sync.Mutex
		var acknowledged []Entry
		conflicts := 0
		var all sync.WaitGroup
		failed := make(chan error, goroutines)
		for i := range goroutines {
			all.Go(func() {
				failed <- func() error {
					s := stores[i%len(stores)]
					for n := 0; n < each; {
						now, err := s.Current(t.Context())
						if err != nil && !errors.Is(err, ErrNone) {
							return err
						}
						e, err := s.Save(t.Context(), now.Number, change(fmt.Sprintf("%d of %d", n, i)))
						var conflict *Conflict
						mu.Lock()
						switch {
						case err == nil:
							acknowledged = append(acknowledged, e)
							n++
						case errors.As(err, &conflict):
							conflicts++
						}
						mu.Unlock()
						if err != nil && conflict == nil {
							return err
						}
					}
					return nil
				}()
			})
		}
		all.Wait()
		for range goroutines {
			require.NoError(t, <-failed)
		}
		slices.SortFunc(acknowledged, func(a, b Entry) int { return int(a.Number - b.Number) })
		require.Equal(t, acknowledged, history(t, stores[0]))
		require.Len(t, acknowledged, goroutines*each)
		for i, e := range acknowledged {
			require.Equal(t, int64(i+1), e.Number)
		}
		require.NotZero(t, conflicts)
		t.Logf("%d saved, %d conflicts", len(acknowledged), conflicts)
	})
}

// Two that have both seen the current revision, before either has written: one waits
// for the other, and has its conflict then.
func TestLostUpdate(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		first, second := opened(t, dsn), opened(t, dsn)
		c := change("first")
		doc, err := c.document()
		require.NoError(t, err)
		tx, err := first.write.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		require.NoError(t, write(t.Context(), tx, Entry{Number: 1, By: "ada", At: noon, What: "first"}, doc, nil))
		result := make(chan error)
		go func() {
			_, err := second.Save(context.Background(), 0, change("second"))
			result <- err
		}()
		_, err = second.Current(t.Context()) // reading waits for nobody, and sees nothing unfinished
		require.ErrorIs(t, err, ErrNone)
		require.NoError(t, tx.Commit())
		require.Equal(t, &Conflict{0, 1}, <-result)
	})
}

func TestSeal(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		ctx := t.Context()
		seals, err := s.Seals(ctx)
		require.NoError(t, err)
		require.Empty(t, seals)
		require.NotNil(t, seals)

		c := change("sealed")
		c.Seal = &Seal{Pilot: "Service engineers", Digest: "abc", By: "bob", At: noon}
		_, err = s.Save(ctx, 0, c)
		require.NoError(t, err)
		want := map[string]Seal{"Service engineers": {"Service engineers", "abc", "bob", instant(noon.UnixMilli())}}
		seals, err = s.Seals(ctx)
		require.NoError(t, err)
		require.Equal(t, want, seals)

		c.Seal = &Seal{Pilot: "Service engineers", Digest: "other", By: "eve", At: noon}
		_, err = s.Save(ctx, 1, c)
		require.Equal(t, ErrSealed, err)
		c.Seal = &Seal{Pilot: "another", Digest: "d", By: "bob", At: noon}
		_, err = s.Save(ctx, 0, c)
		require.Equal(t, &Conflict{0, 1}, err)
		seals, err = s.Seals(ctx)
		require.NoError(t, err)
		require.Equal(t, want, seals)
		require.Len(t, history(t, s), 1) // neither wrote its revision

		for n := int64(1); n <= 3; n++ { // what isn't sealed again leaves it
			_, err = s.Save(ctx, n, change("later"))
			require.NoError(t, err)
		}
		seals, err = s.Seals(ctx)
		require.NoError(t, err)
		require.Equal(t, want, seals)
	})
}

// What can't be kept is refused whole, with everything that is wrong with it.
func TestRefused(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		for _, part := range []struct {
			reason string
			edit   func(*Change)
			want   string
		}{
			{"no version", func(c *Change) { c.Slate.Version = 0 }, "pilot: version: is missing: want 1"},
			{"all at once", func(c *Change) { c.Slate.Programme.Organisation, c.Slate.Candidates[0].Function = "", "x" },
				"pilot: programme.organisation: is missing\npilot: candidates[0].function: there is no function \"x\""},
			{"another's rules", func(c *Change) { c.Slate.Policy.Rules = []string{"ours"} }, `pilot: policy.rules[0]: there is no rule "ours"`},
			{"no enum", func(c *Change) { c.Slate.Candidates[0].Offer = 9 }, "offer: want public showcase or supporting network, have Offer(9)"},
			{"no number", func(c *Change) { c.Slate.Policy.Endorsers = math.NaN() }, "pilot: policy.endorsers: want a number from 1 to 1e+06, have NaN"},
			{"bytes that are no text", func(c *Change) {
				c.Slate.Candidates = []pilot.Candidate{c.Slate.Candidates[0], c.Slate.Candidates[0]}
				c.Slate.Candidates[0].Name, c.Slate.Candidates[1].Name = "a\xff", "a\xfe"
			}, "there is another candidate"},
			{"nobody", func(c *Change) { c.By = " " }, "store: who changes it is missing"},
			{"a NUL", func(c *Change) { c.By = "a\x00" }, `store: who changes it isn't text: want UTF-8 without NUL, have "a\x00"`},
			{"no text", func(c *Change) { c.What = "a\xff" }, `store: what is changed isn't text: want UTF-8 without NUL, have "a\xff"`},
			{"no time", func(c *Change) { c.At = metrics.Date{}.Time() }, "store: a change has a time"},
			{"nobody sealed nothing", func(c *Change) { c.Seal = &Seal{} },
				"store: the sealed pilot is missing\nstore: the digest is missing\nstore: who seals it is missing\nstore: a seal has a time"},
		} {
			c := change(part.reason)
			part.edit(&c)
			e, err := s.Save(t.Context(), 0, c)
			require.ErrorContains(t, err, part.want, part.reason)
			require.Zero(t, e)
		}
		var problem *pilot.Error
		_, err := s.Save(t.Context(), 0, Change{})
		require.ErrorAs(t, err, &problem)
		require.Empty(t, history(t, s))
	})
}
