package community_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/metrics"
)

func TestThresholdValidate(t *testing.T) {
	for _, good := range []community.Threshold{{}, {Practitioners: 1}, {FaceToFace: 1}, {Share: 1}, {Share: 1e-9}, {Practitioners: 150.5, FaceToFace: 30, Share: .02}} {
		require.NoError(t, good.Validate(), "%+v", good)
	}
	for _, bad := range []float64{-1, .5, .999999, math.NaN(), math.Inf(1), math.Inf(-1)} {
		require.ErrorContains(t, community.Threshold{Practitioners: bad}.Validate(), "community: practitioners: a floor must be at least 1 person, have ")
		require.ErrorContains(t, community.Threshold{FaceToFace: bad}.Validate(), "community: faceToFace: a floor must be at least 1 person, have ")
	}
	for _, bad := range []float64{-.1, 1.000001, 25, math.NaN(), math.Inf(1)} {
		require.ErrorContains(t, community.Threshold{Share: bad}.Validate(), "community: share: want a share above 0 and up to 1, have ")
	}
	require.EqualError(t, community.Threshold{Practitioners: .5, FaceToFace: -3, Share: 25}.Validate(),
		"community: practitioners: a floor must be at least 1 person, have 0.5\n"+
			"community: faceToFace: a floor must be at least 1 person, have -3\n"+
			"community: share: want a share above 0 and up to 1, have 25")
}

func TestNeedNamesUnitAndSource(t *testing.T) {
	spread, together := community.PracticeArea{ID: "km"}, community.PracticeArea{ID: "km", FaceToFace: true}
	ours := metrics.CallersChoice()
	for _, row := range []struct {
		why       string
		area      community.PracticeArea
		threshold community.Threshold
		need      float64
		id        string
		kind      metrics.Kind
		source    string
		year      int
	}{
		{"default", spread, community.Threshold{}, 100, "practitioners", metrics.Count, "https://stangarfield.medium.com/communities-of-practice-24dca330eaf9", 0},
		{"default face to face", together, community.Threshold{}, 20, "practitioners", metrics.Count, "http://www.nickmilton.com/2016/06/how-scaleable-are-communities-of.html", 2016},
		{"own", spread, community.Threshold{Practitioners: 50}, 50, "practitioners", metrics.Count, ours.URL, ours.Year},
		{"own face to face", together, community.Threshold{FaceToFace: 30}, 30, "practitioners", metrics.Count, ours.URL, ours.Year},
		{"share", together, community.Threshold{Share: .05, FaceToFace: 30}, .05, "practitioner-share", metrics.Share, ours.URL, ours.Year},
	} {
		t.Run(row.why, func(t *testing.T) {
			m, need, source := row.threshold.Need(row.area)
			require.Equal(t, metrics.From(row.need), need)
			require.Equal(t, row.id, m.ID)
			require.Equal(t, row.kind, m.Kind)
			require.Equal(t, row.source, source.URL)
			require.Equal(t, row.year, source.Year)
			if row.source == ours.URL {
				require.Equal(t, ours, source)
			} else {
				require.NotEmpty(t, source.Title)
			}
		})
	}
	for basis, unit := range map[community.Basis]string{
		community.BasisUnknown: "practitioners", community.Heads: "practitioners (heads)", community.FTE: "practitioners (FTE)",
	} {
		spread.Basis = basis
		m, _, _ := community.Threshold{}.Need(spread)
		require.Equal(t, unit, m.Unit)
		m, _, _ = community.Threshold{Share: .5}.Need(spread)
		require.Equal(t, "of the workforce", m.Unit)
	}
}
