package pilot_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

// FuzzReadSlates: whatever the bytes, no panic; what isn't JSON is refused; what
// is read can be judged, and reads back as it was.
func FuzzReadSlates(f *testing.F) {
	f.Add([]byte(minimal))
	f.Add([]byte("[" + minimal + "]"))
	f.Add([]byte(`{"version": 1, "candidates": [{"name": "\ud800"}]}`))
	var choice bytes.Buffer
	require.NoError(f, choosable().WriteJSON(&choice))
	f.Add(choice.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		slates, err := pilot.ReadSlates(bytes.NewReader(data))
		if err != nil {
			require.Empty(t, slates)
			for e := range metrics.Errors(err) {
				require.NotEmpty(t, e.Err.Error())
			}
			var located *metrics.Error
			require.ErrorAs(t, err, &located)
			return
		}
		require.True(t, json.Valid(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))))
		for _, s := range slates {
			selection, err := pilot.Select(s, pilot.SelectOptions{})
			require.NoError(t, err, "what was read is valid")
			var b bytes.Buffer
			require.NoError(t, s.WriteJSON(&b))
			back, err := pilot.ReadSlates(&b)
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(s, back[0]))
			b.Reset()
			require.NoError(t, selection.WriteJSON(&b))
			var again pilot.Selection
			require.NoError(t, again.UnmarshalJSON(b.Bytes()))
			require.Empty(t, cmp.Diff(selection, again))
		}
	})
}

func FuzzSelectionJSON(f *testing.F) {
	selection, err := pilot.Select(pilot.Slate{Version: 1, Programme: frontline().programme, Candidates: []pilot.Candidate{kmCoP().candidate}}, pilot.SelectOptions{})
	require.NoError(f, err)
	var b bytes.Buffer
	require.NoError(f, selection.WriteJSON(&b))
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, again pilot.Selection
		if s.UnmarshalJSON(data) != nil {
			require.Empty(t, cmp.Diff(pilot.Selection{}, s))
			return
		}
		var b bytes.Buffer
		require.NoError(t, s.WriteJSON(&b))
		require.NoError(t, again.UnmarshalJSON(b.Bytes()))
		require.Empty(t, cmp.Diff(s, again))
	})
}

// FuzzScreen: whatever the numbers, no panic; the lowest decision isn't above
// the highest; and the bare decision is the verdict's.
func FuzzScreen(f *testing.F) {
	f.Add(100.0, 100.0, 6.0, 0.0, int64(3), int64(2), int64(1), uint8(0))
	f.Add(-1.0, 1e308, 5.5, math.Copysign(0, -1), int64(-3), int64(0), int64(1)<<62, uint8(255))
	f.Fuzz(func(t *testing.T, low, high, points, posts float64, practising, elsewhere, unknown int64, choice uint8) {
		p := frontline()
		if choice&1 != 0 {
			p = kmCoP()
		}
		if choice&2 != 0 {
			p = champions()
		}
		p.candidate.Function = []string{"drilling", "open", "finance", ""}[choice>>2&3]
		if i, err := metrics.Between(low, high); err == nil && choice&1 == 0 {
			p.candidate.Area.Practitioners = i
		}
		p.candidate.Area.Workforce = metrics.Anything()
		p.programme.Area.Workforce = metrics.Anything()
		p.candidate.Benefit.Baseline.Points = metrics.From(points)
		p.kmPractitioners(metrics.Above(posts))
		p.candidate.Community = community.Census{Practising: community.Weight(practising), Elsewhere: community.Weight(elsewhere), Unknown: community.Weight(unknown)}
		k, err := pilot.NewCase(p.candidate, p.programme, p.policy)
		if err != nil {
			for e := range metrics.Errors(err) {
				require.NotEmpty(t, e.Path)
			}
			return
		}
		v := k.Verdict()
		require.False(t, lower(t, v.Highest, v.Lowest))
		lowest, highest := k.Decide()
		require.Equal(t, []pilot.Decision{v.Lowest, v.Highest}, []pilot.Decision{lowest, highest})
		require.Equal(t, v.Counts.Of, v.Counts.Met+v.Counts.Unmet+v.Counts.Unknown+v.Counts.NotApplicable)
		require.Len(t, v.Findings, v.Counts.Of)
	})
}
