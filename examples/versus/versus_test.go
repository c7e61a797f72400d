package main

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/metrics"
)

// All engines give the library's answer to random candidates, in every form, and
// every answer is given often.
func TestAllAgree(t *testing.T) {
	for _, f := range []*form{&points, &intervals, &reasons} {
		t.Run(f.name, func(t *testing.T) {
			asked, err := slate(7, 2000, f)
			require.NoError(t, err)
			all, err := engines(f, asked)
			require.NoError(t, err)
			seen := map[string]int{}
			for i, q := range asked {
				want := f.want(q.laid)
				seen[strings.Join(want, " ")]++
				for _, e := range all {
					value, err := e.eval(i)
					require.NoError(t, err, e.name)
					have, err := texts(value)
					require.NoError(t, err, e.name)
					require.ElementsMatch(t, want, have, "%s: %+v", e.name, q.facts)
				}
			}
			t.Log(seen)
			switch f {
			case &points:
				require.Equal(t, []string{"decline", "later", "showcase"}, slices.Sorted(maps.Keys(seen)))
			case &intervals:
				require.Equal(t, []string{"decline decline", "decline later", "decline showcase", "later later", "later showcase", "showcase showcase"}, slices.Sorted(maps.Keys(seen)))
			case &reasons:
				require.Greater(t, len(seen), 20, "of 32 sets of rules that can be unmet")
			}
			for answer, times := range seen {
				if f != &reasons {
					require.Greater(t, times, 20, answer)
				}
			}
		})
	}
}

// Both compute the same exact probability, to the 12 digits that a Change keeps.
func TestRanksAgree(t *testing.T) {
	tied := 0
	for _, s := range samples(7, 200) {
		change, err := s.compare()
		require.NoError(t, err)
		require.Equal(t, metrics.MannWhitney, change.Method)
		have, known := change.P.Point()
		require.True(t, known)
		want, err := s.moremath()
		require.NoError(t, err)
		require.InEpsilon(t, want, have, 1e-11)
		all := slices.Sorted(slices.Values(slices.Concat(s.before, s.after)))
		tied += len(all) - len(slices.Compact(all))
	}
	require.Greater(t, tied, 200*sampleSize, "half of the values tie, or more")
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, table(&out, 1, time.Microsecond))
	for _, name := range []string{decide, findings, verdict, compare, celReady, celMap, exprName, opaName, moremath} {
		require.Contains(t, out.String(), "\n  "+name+" ", name)
	}
}

func BenchmarkVersus(b *testing.B) {
	all, err := contests()
	require.NoError(b, err)
	for _, c := range all {
		for _, w := range c.ways {
			b.Run(c.job+"/"+w.name, func(b *testing.B) {
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					if err := w.do(i); err != nil {
						b.Fatal(err)
					}
					i++
				}
			})
		}
	}
}
