package hostile

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/pilot"
	"example.com/kmaturity/pilot/choose"
)

// sound holds that a set is within its limits and its bound.
func sound(t *testing.T, q choose.Problem, p choose.Portfolio) {
	t.Helper()
	require.LessOrEqual(t, len(p.Chosen), q.Most)
	require.LessOrEqual(t, p.Cost, q.Budget+1e-9)
	require.LessOrEqual(t, p.Coverage, p.Bound+1e-9)
}

// Whenever its context ends, a search answers with the best so far and the context's
// error, or was done already; and it leaves no goroutine.
func TestContextsThatEnd(t *testing.T) {
	const seed = 7
	t.Log("seed", seed)
	r := draw.From(t, seed, 0)
	s := slate(t)
	a, criteria := alternatives(12)
	small, large := problem(30), problem(120)
	searches := map[string]func(context.Context) error{
		"Best": func(ctx context.Context) error { p, err := choose.Best(ctx, small); sound(t, small, p); return err },
		"Best of many": func(ctx context.Context) error {
			p, err := choose.Best(ctx, large)
			sound(t, large, p)
			return err
		},
		"Waves": func(ctx context.Context) error {
			waves, err := choose.Waves(ctx, small)
			for _, p := range waves {
				require.LessOrEqual(t, len(p.Chosen), small.Most)
			}
			return err
		},
		"Optima": func(ctx context.Context) error { _, _, err := choose.Optima(ctx, small); return err },
		"Costs":  func(ctx context.Context) error { _, err := choose.Costs(ctx, small); return err },
		"Core":   func(ctx context.Context) error { _, err := choose.Core(ctx, small, 0, 1); return err },
		"Acceptabilities": func(ctx context.Context) error {
			out, err := choose.Acceptabilities(ctx, a, criteria, choose.AcceptabilityOptions{})
			require.False(t, err == nil && out.Draws == 0 && !out.Exact)
			return err
		},
		"Select": func(ctx context.Context) error {
			out, err := pilot.Select(s, pilot.SelectOptions{Context: ctx})
			require.Len(t, out.Verdicts, len(s.Candidates), "the verdicts need no time")
			require.NotNil(t, out.Chosen)
			return err
		},
	}
	before, ended := runtime.NumGoroutine(), 0
	for name, search := range searches {
		for n := range 12 {
			after := time.Duration(r.IntN(1<<(10+n))) * time.Microsecond / 64
			ctx, cancel := context.WithTimeout(context.Background(), after)
			if n == 0 {
				cancel()
			}
			start := time.Now()
			err := search(ctx)
			took := time.Since(start)
			cancel()
			if err != nil {
				ended++
				require.True(t, errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled), "%s: %v", name, err)
			}
			if !raced {
				require.Less(t, took, after+2*time.Second, "%s went on after %v", name, after)
			}
		}
	}
	require.Greater(t, ended, len(searches)/2)
	for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before && time.Now().Before(end); {
		runtime.Gosched() // until those that were told to end have ended
	}
	require.LessOrEqual(t, runtime.NumGoroutine(), before, "goroutines are left")
}
