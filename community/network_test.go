package community_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

const (
	yes, no, unknown = metrics.Yes, metrics.No, metrics.Unknown
)

func formsOf(n community.Network) []community.Form { return slices.Collect(n.Possible()) }

// The four corners of formality and deliverable, by nature.
func TestNetwork(t *testing.T) {
	practice := community.Census{Practising: 10}
	early := community.Census{Interested: 6, Innovating: 5}
	for _, row := range []struct {
		why                string
		formal, contracted metrics.Answer
		census             community.Census
		want               []community.Form
		fix                community.Fix
		mismatch           metrics.Answer
	}{
		{"practitioners who meet of their own will", no, no, practice, []community.Form{community.CommunityOfPractice}, community.NoFix, no},
		{"appointed and owing a deliverable, whoever they are", yes, yes, early, []community.Form{community.CommunityOfPurpose}, community.NoFix, no},
		{"appointed and owing nothing", yes, no, practice, []community.Form{community.FormalityAlone}, community.RelaxFormality, yes},
		{"volunteers who owe a deliverable", no, yes, practice, []community.Form{community.DeliverableAlone}, community.AddFormality, yes},
		{"an early KM network", no, no, early, []community.Form{community.NetworkOfChampions}, community.NoFix, no},
		{"those who only want to know", no, no, community.Census{Interested: 9, Elsewhere: 1}, []community.Form{community.CommunityOfInterest}, community.NoFix, no},
		{"those who make something new", no, no, community.Census{Innovating: 9, Elsewhere: 1}, []community.Form{community.InnovationCommunity}, community.NoFix, no},
		{"role holders and champions", no, no, community.Census{Practising: 4, Interested: 3, Innovating: 3}, []community.Form{community.MixedNetwork}, community.NoFix, no},
		{"role holders and the interested", no, no, community.Census{Practising: 4, Interested: 4}, []community.Form{community.MixedNetwork}, community.NoFix, no},
		{"role holders and the innovating", no, no, community.Census{Practising: 4, Innovating: 4}, []community.Form{community.MixedNetwork}, community.NoFix, no},
		{"interest or innovation isn't known", no, no, community.Census{Elsewhere: 9},
			[]community.Form{community.NetworkOfChampions, community.CommunityOfInterest, community.InnovationCommunity}, community.NoFix, no},
		{"whether they owe anything isn't known", no, unknown, practice, []community.Form{community.CommunityOfPractice, community.DeliverableAlone}, community.NoFix, unknown},
		{"whether they are appointed isn't known", unknown, yes, practice, []community.Form{community.CommunityOfPurpose, community.DeliverableAlone}, community.NoFix, unknown},
		{"neither is known", unknown, unknown, practice,
			[]community.Form{community.CommunityOfPractice, community.CommunityOfPurpose, community.FormalityAlone, community.DeliverableAlone}, community.NoFix, unknown},
		{"nobody is there", yes, yes, community.Census{}, nil, community.NoFix, unknown},
	} {
		n := community.Charter{Formal: row.formal, Contracted: row.contracted}.Network(row.census.Nature())
		require.Equal(t, row.want, formsOf(n), row.why)
		require.Equal(t, row.mismatch, n.Mismatch(), row.why)
		require.Equal(t, row.fix, n.Form().Fix(), row.why)
		if len(row.want) == 1 {
			require.Equal(t, row.want[0], n.Form(), row.why)
			require.Equal(t, row.want[0].String(), n.String(), row.why)
		} else {
			require.Equal(t, community.FormUnknown, n.Form(), row.why)
		}
		for f := range community.Forms {
			want := no
			switch {
			case f == community.FormUnknown || len(row.want) == 0:
				want = unknown
			case len(row.want) > 1 && slices.Contains(row.want, f):
				want = unknown
			case slices.Contains(row.want, f):
				want = yes
			}
			require.Equal(t, want, n.Is(f), "%s: %s", row.why, f)
		}
		data, err := json.Marshal(n)
		require.NoError(t, err)
		var back community.Network
		require.NoError(t, json.Unmarshal(data, &back))
		require.Equal(t, n, back)
		for range n.Possible() { // a loop may end early
			break
		}
	}
}

// Knowing more never adds a form.
func TestNetworkNarrows(t *testing.T) {
	ties := []community.Census{{Unknown: 3}, {Practising: 1, Unknown: 2}, {Elsewhere: 2, Unknown: 1}, {Elsewhere: 3}, {Interested: 1, Innovating: 1, Elsewhere: 1}, {Practising: 3}}
	for _, c := range ties {
		for formal := range metrics.Answers {
			for contracted := range metrics.Answers {
				known := formsOf(community.Charter{Formal: formal, Contracted: contracted}.Network(c.Nature()))
				for _, wider := range []community.Charter{{}, {Formal: formal}, {Contracted: contracted}} {
					require.Subset(t, formsOf(wider.Network(c.Nature())), known)
				}
				all := community.Charter{Formal: formal, Contracted: contracted}.Network(community.Census{Unknown: 3}.Nature())
				require.Subset(t, formsOf(all), known, "of nobody's tie is anything known")
			}
		}
	}
}

func TestNetworkJSONRefuses(t *testing.T) {
	for text, want := range map[string]string{
		`["unknown"]`:                       `community: [0]: "unknown" is no form`,
		`["mixed network","mixed network"]`: `community: [1]: "mixed network" stands twice`,
		`["mixed"]`:                         `unknown form "mixed"`,
		`{}`:                                `want an array`,
	} {
		n := community.Charter{Formal: yes, Contracted: yes}.Network(community.Census{Practising: 1}.Nature())
		err := json.Unmarshal([]byte(text), &n)
		require.ErrorContains(t, err, want, text)
		require.Equal(t, community.CommunityOfPurpose, n.Form(), "left as it was")
	}
	var c community.Charter
	require.ErrorContains(t, json.Unmarshal([]byte(`{"formal":"maybe","deliverable":"yes"}`), &c), "deliverable")
	require.NoError(t, json.Unmarshal([]byte(`{"formal":"yes"}`), &c))
	require.Equal(t, community.Charter{Formal: yes}, c)
	require.Equal(t, 2014, c.Source().Year)
}

func TestNetworkString(t *testing.T) {
	require.Equal(t, "cannot tell: nobody is counted", community.Network{}.String())
	require.Equal(t, "community of practice or deliverable without formality",
		community.Charter{Formal: no}.Network(community.Census{Practising: 1}.Nature()).String())
}
