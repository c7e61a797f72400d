package community_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func FuzzReadRoster(f *testing.F) {
	for _, text := range []string{
		"", "\ufeff\"profession\",\"fte\"\r\n\"Law\",\"1.5\"\r\n", "profession\nLaw\n", "id,tie,fte\n1,practising,0\n2,none,x\n3\n",
		"profession,fte\n\"La\nw\",1\n\"open", "p\x00r\x00", "profession\nL\xe1w\n", "fte,FTE\n1,1\n",
		"unit,main role,tie,weight\nA,Knowledge &amp; Information Management (KIM),innovating,9223372036854.775806\n",
		"profession\nLaw\nPROFESSION\n", "{\"profession\":\"Law\",\"fte\":1.5}\n{\"id\":7,\"fte\":0}\n{\n", `{"tie":"practising","main":true,"tie":1}`, "[{}]", "\x1f\x8b\x08",
	} {
		f.Add(text)
	}
	hta, err := os.ReadFile(filepath.Join(organograms, "human_tissue_authority-2012-09-30-junior.csv"))
	require.NoError(f, err)
	f.Add(string(hta))
	f.Fuzz(func(t *testing.T, text string) {
		members, faults, notes := read(text, community.RosterOptions{})
		blank := 0
		for _, m := range members {
			require.GreaterOrEqual(t, m.Weight, community.Weight(0))
			require.Equal(t, members[0].Weight > 0, m.Weight > 0, "all have a weight or none")
			require.LessOrEqual(t, m.Tie, community.Innovating)
			require.Equal(t, m.MainRole, community.FoldProfession(m.MainRole))
			if m.MainRole == "" {
				blank++
			}
		}
		require.Equal(t, blank, notes.NoMainRole)
		require.LessOrEqual(t, len(members)+notes.ZeroWeight, notes.Rows)
		if faults == nil {
			require.Equal(t, len(members)+notes.ZeroWeight, notes.Rows)
			require.NotZero(t, notes.Rows, "no rows is a fault")
		}

		if !strings.HasPrefix(text, "\x1f\x8b") {
			same, said, met := read(zipped(text), community.RosterOptions{})
			require.Equal(t, members, same, "in gzip too")
			require.Equal(t, faults, said)
			require.Equal(t, notes, met)
		}

		census, _, err := community.Count(km, community.ReadRoster(iotest.OneByteReader(strings.NewReader(text)), community.RosterOptions{}))
		require.Equal(t, faults == nil, err == nil, "however it is cut up")
		if err != nil {
			require.Zero(t, census)
			return
		}
		again, _, err := community.CountSlice(km, members)
		require.NoError(t, err)
		require.Equal(t, census, again)
		areas, _, err := community.Areas(community.Members(members...), community.FTE)
		require.NoError(t, err)
		for _, a := range areas {
			require.NoError(t, a.Validate())
			require.NotEqual(t, "Other", a.ID)
		}
	})
}

// roundTrip decodes what v encodes to; both must be the same.
func roundTrip[T comparable](t *testing.T, v T) {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var back T
	require.NoError(t, json.Unmarshal(data, &back), "%s", data)
	require.True(t, v == back, "%s", data)
}

func FuzzCensusJSON(f *testing.F) {
	for _, s := range []string{`{}`, `null`, `{"practising":148.11,"elsewhere":400.25}`, `{"unknown":9223372036854.775807}`, `{"interested":-1}`,
		`{"innovating":1e3}`, `{"unknown":0.0000005,"unknown":1}`, `{"Practising":1}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var c community.Census
		if json.Unmarshal([]byte(s), &c) != nil {
			require.Zero(t, c)
			return
		}
		require.NoError(t, c.Validate())
		roundTrip(t, c)
		roundTrip(t, c.Nature())
		require.Equal(t, c.Total() == 0, c.Nature().IsZero())
		requireInside(t, c.PractisingShare(), metrics.MustBetween(0, 1))
		low, ok := c.Practitioners().Low()
		require.True(t, ok && low == c.Practising.Float())
	})
}

func FuzzNatureJSON(f *testing.F) {
	for _, s := range []string{`{"possible":[]}`, `{"possible":["mixed"],"practice":{"low":0.25,"high":0.5},"interest":0.25,"innovation":{"low":0,"high":1,"highOpen":true}}`,
		`{"possible":["unknown"]}`, `{"possible":["practice","practice"]}`, `{"practice":2}`, `null`, `[]`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var n community.Nature
		if json.Unmarshal([]byte(s), &n) != nil {
			require.True(t, n.IsZero())
			return
		}
		roundTrip(t, n)
		types := slices.Collect(n.Possible())
		require.Equal(t, len(types) == 1, n.Type() != community.TypeUnknown)
		require.Equal(t, len(types) == 0, n.IsZero())
		require.NotEmpty(t, n.String())
	})
}

func FuzzPracticeAreaJSON(f *testing.F) {
	for _, s := range []string{`{"id":"km","practitioners":85.29,"workforce":10409.22,"basis":"FTE"}`, `{"id":"x","practitioners":{"low":40,"high":60},"faceToFace":true}`,
		`{"practitioners":-1,"workforce":1e308}`, `{"id":"km","workforce":{"low":80,"high":120,"highOpen":true},"scope":"heads"}`, `{"practitioners":1e400}`, `null`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var a community.PracticeArea
		if json.Unmarshal([]byte(s), &a) != nil {
			require.Zero(t, a)
			return
		}
		roundTrip(t, a)
		valid := a.Validate() == nil
		for _, threshold := range []community.Threshold{{}, {Practitioners: 1}, {Share: .25}, {Share: 1e-300}, {Practitioners: 1e308}} {
			short := a.Shortfall(threshold)
			roundTrip(t, short)
			require.Equal(t, a.Established(threshold), short.Established)
			requireInside(t, a.Share(), metrics.MustBetween(0, 1))
			if valid && a.Workforce.AtLeast(1) == metrics.Yes {
				require.False(t, short.Established == metrics.Yes && short.Reachable == metrics.No)
			}
		}
	})
}

func FuzzWeight(f *testing.F) {
	for _, s := range []string{"0", "148.11", "0.0000005", "9223372036854.775807", "9223372036854.7758065", "-1", "1e3", "0x1p4", "NaN", "1,200", ".5", "5."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := community.ParseWeight(s)
		var read community.Weight
		if err != nil {
			require.Zero(t, w)
			if read.UnmarshalText([]byte(s)) == nil {
				require.Equal(t, community.MaxWeight, read, "what stands for any larger number is only read back")
			}
			return
		}
		require.GreaterOrEqual(t, w, community.Weight(0))
		require.Less(t, w, community.MaxWeight)
		require.Empty(t, strings.Trim(s, "0123456789."), "nothing but digits and a point")
		roundTrip(t, w)
		again, err := community.ParseWeight(w.String())
		require.NoError(t, err)
		require.Equal(t, w, again)
	})
}

func FuzzFoldProfession(f *testing.F) {
	for spelling := range spellings {
		f.Add(spelling)
	}
	f.Add("Digital, Data &amp;amp; Technology (DDaT) (x)")
	f.Add("ınformation technoology")
	f.Fuzz(func(t *testing.T, s string) {
		once := community.FoldProfession(s)
		require.Equal(t, once, community.FoldProfession(once))
		require.Equal(t, once, community.FoldProfession("  "+s+"\t"))
		require.NotContains(t, once, "&")
		require.NotContains(t, once, "  ")
	})
}
