package store

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/pilot"
)

func TestRevisions(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		ctx := t.Context()
		require.NoError(t, s.Ready(ctx))
		_, err := s.Current(ctx)
		require.ErrorIs(t, err, ErrNone)
		require.Empty(t, history(t, s))

		for n := int64(1); n <= 20; n++ {
			c := change("revision " + strings.Repeat("i", int(n)))
			e, err := s.Save(ctx, n-1, c)
			require.NoError(t, err)
			require.Equal(t, Entry{Number: n, By: "ada", At: time.Date(2026, 3, 14, 12, 0, 0, 123_000_000, time.UTC), What: c.What}, e)
			now, err := s.Current(ctx)
			require.NoError(t, err)
			require.Equal(t, e, now.Entry)
			require.Equal(t, document(t, c.Slate), document(t, now.Slate))
		}
		all := history(t, s)
		require.Len(t, all, 20)
		for i, e := range all {
			require.Equal(t, int64(i+1), e.Number)
			then, err := s.At(ctx, e.Number)
			require.NoError(t, err)
			require.Equal(t, e, then.Entry)
			require.Equal(t, e.What, then.Slate.Note)
		}
		for _, n := range []int64{-1, 0, 21, 1 << 62} {
			_, err = s.At(ctx, n)
			require.ErrorIs(t, err, ErrNone)
		}
		for _, part := range []struct {
			before int64
			most   int
			first  int64 // of those that are returned
			n      int
		}{{0, 3, 20, 3}, {20, 3, 19, 3}, {2, 3, 1, 1}, {1, 3, 0, 0}, {0, 0, 0, 0}, {0, -1, 0, 0}, {-5, 3, 0, 0}, {1 << 62, 30, 20, 20}} {
			some, err := s.History(ctx, part.before, part.most)
			require.NoError(t, err)
			require.Len(t, some, part.n)
			require.NotNil(t, some) // [] as JSON
			if part.n > 0 {
				require.Equal(t, part.first, some[0].Number)
			}
		}
	})
}

// What a process has saved the next one finds, and two have it open at once.
func TestReopen(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		first, err := Open(t.Context(), dsn)
		require.NoError(t, err)
		_, err = first.Save(t.Context(), 0, change("one"))
		require.NoError(t, err)
		second := opened(t, dsn)
		_, err = second.Save(t.Context(), 1, change("two"))
		require.NoError(t, err)
		now, err := first.Current(t.Context())
		require.NoError(t, err)
		require.Equal(t, "two", now.What)
		require.NoError(t, first.Close())
		require.Len(t, history(t, opened(t, dsn)), 2)
	})
}

func TestJSON(t *testing.T) {
	b, err := json.Marshal(Revision{Entry: Entry{7, "ada", instant(noon.UnixMilli()), "x"}, Slate: slate("x")})
	require.NoError(t, err)
	require.Contains(t, string(b), `{"number":7,"by":"ada","at":"2026-03-14T12:00:00.123Z","what":"x","slate":{"version":1,`)
	b, err = json.Marshal(Seal{"p", "d", "ada", instant(0)})
	require.NoError(t, err)
	require.JSONEq(t, `{"pilot":"p","digest":"d","by":"ada","at":"1970-01-01T00:00:00Z"}`, string(b))
}

// Texts are kept as they are, whatever they look like.
func TestHostileTexts(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		texts := []string{
			`Robert'); DROP TABLE kmaturity_revision; --`, `"`, `'`, `\`, `\u0000`, `$1`, `?`, `%s`, `<script>alert(1)</script>`, "a\nb\r\tc", "\x01\x7f",
			"Zoë Größe Ωμέγα 知識 👩🏽‍🔧 \u202eevil", "é", "e\u0301", "\ufeff", "NULL", strings.Repeat("ß", 10_000),
		}
		for i, text := range texts {
			c := change(text)
			c.By = text + "x"
			c.Slate.Candidates[0].Name = text + "x"
			c.Seal = &Seal{Pilot: text + "x", Digest: "d" + text, By: "b" + text, At: noon}
			_, err := s.Save(t.Context(), int64(i), c)
			require.NoError(t, err, "%q", text)
			now, err := s.Current(t.Context())
			require.NoError(t, err)
			require.Equal(t, []string{text, text + "x", text, text + "x"}, []string{now.What, now.By, now.Slate.Note, now.Slate.Candidates[0].Name})
			seals, err := s.Seals(t.Context())
			require.NoError(t, err)
			require.Len(t, seals, i+1)
			require.Equal(t, Seal{text + "x", "d" + text, "b" + text, instant(noon.UnixMilli())}, seals[text+"x"])
		}
		require.Len(t, history(t, s), len(texts))
	})
}

// A slate of more than a megabyte is kept whole.
func TestLargeSlate(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		c := change("large")
		for i := range 4000 {
			c.Slate.Candidates = append(c.Slate.Candidates, pilot.Candidate{
				Name: "community " + strings.Repeat("i", i%50) + "/" + time.Duration(i).String(), Problem: strings.Repeat("知識", 30), Offer: pilot.PublicShowcase,
				Function: "service", Area: community.PracticeArea{ID: "service"},
			})
		}
		want := document(t, c.Slate)
		require.Greater(t, len(want), 1<<20)
		_, err := s.Save(t.Context(), 0, c)
		require.NoError(t, err)
		now, err := s.Current(t.Context())
		require.NoError(t, err)
		require.True(t, want == document(t, now.Slate))
	})
}

func TestClosed(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s, err := Open(t.Context(), dsn)
		require.NoError(t, err)
		require.NoError(t, s.Close())
		require.NoError(t, s.Close()) // twice is once
		const closed = "store: sql: database is closed"
		_, err = s.Current(t.Context())
		require.EqualError(t, err, closed)
		_, err = s.History(t.Context(), 0, 1)
		require.EqualError(t, err, closed)
		_, err = s.Seals(t.Context())
		require.EqualError(t, err, closed)
		_, err = s.Save(t.Context(), 0, change("x"))
		require.EqualError(t, err, closed)
		require.EqualError(t, s.Ready(t.Context()), closed)
	})
}

// Nothing is left of what was given up, whether it had begun or not.
func TestCancelled(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		_, err := s.Save(t.Context(), 0, change("one"))
		require.NoError(t, err)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = s.Save(ended, 1, change("two"))
		require.ErrorIs(t, err, context.Canceled)
		_, err = s.Current(ended)
		require.ErrorIs(t, err, context.Canceled)
		_, err = Open(ended, dsn)
		require.ErrorIs(t, err, context.Canceled)

		// One that waits for a writer that doesn't end.
		tx, err := s.write.BeginTx(t.Context(), nil)
		require.NoError(t, err)
		_, err = tx.Exec("INSERT INTO kmaturity_revision VALUES (2, 'other', 0, 'other', '{}')")
		require.NoError(t, err)
		soon, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		_, err = s.Save(soon, 1, change("two"))
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.NoError(t, tx.Rollback())

		require.Len(t, history(t, s), 1)
		_, err = s.Save(t.Context(), 1, change("two"))
		require.NoError(t, err)
		require.Len(t, history(t, s), 2)
	})
}

// Saves that are given up at any moment: each is there and acknowledged, or neither.
func TestGivenUp(t *testing.T) {
	everywhere(t, func(t *testing.T, dsn string) {
		s := opened(t, dsn)
		random := rand.New(rand.NewPCG(1, 2))
		base, givenUp := int64(0), 0
		start := time.Now()
		_, err := s.Save(t.Context(), base, change("one"))
		require.NoError(t, err)
		base++
		usual := time.Since(start) // and more than usual, as it is the first
		for range 300 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.Int64N(int64(usual))))
			_, err := s.Save(ctx, base, change("next"))
			cancel()
			if err == nil {
				base++
			} else {
				require.ErrorIs(t, err, context.DeadlineExceeded)
				givenUp++
			}
			now, err := s.Current(t.Context())
			require.NoError(t, err)
			require.Equal(t, base, now.Number)
		}
		t.Logf("%d saved, %d given up", base, givenUp)
	})
}
