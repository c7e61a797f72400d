package maturity_test

import (
	"encoding/json"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
)

const (
	notStarted = maturity.NotStarted
	network    = maturity.ChampionsNetwork
	roles      = maturity.RolesEstablished
	embedded   = maturity.Embedded
)

// km is what is known of a programme; what is left out isn't known.
type km struct {
	champions, posts, competence, metrics, baseline metrics.Interval
}

func (k km) evidence(asOf metrics.Date) maturity.Evidence {
	return maturity.Evidence{
		{Measure: maturity.KMChampionsNetwork, Value: k.champions, AsOf: asOf},
		{Measure: maturity.KMPractitioners, Value: k.posts, AsOf: asOf},
		{Measure: maturity.KMCoreCompetence, Value: k.competence, AsOf: asOf},
		{Measure: maturity.KMMetrics, Value: k.metrics, AsOf: asOf},
		{Measure: maturity.KMBaseline, Value: k.baseline, AsOf: asOf},
	}
}

func TestJourney(t *testing.T) {
	yes, no, x := metrics.Exactly(1), metrics.Exactly(0), metrics.Exactly
	tests := []struct {
		name            string
		km              km
		lowest, highest maturity.Stage
	}{
		{"nothing known", km{}, notStarted, embedded},
		{"nothing there", km{no, no, no, no, no}, notStarted, notStarted},
		{"champions and no more", km{yes, no, no, no, no}, network, network},
		{"champions, the rest not known", km{champions: yes}, network, embedded},
		{"no champions, the rest not known", km{champions: no}, notStarted, embedded},
		{"no posts, the rest not known", km{posts: no}, notStarted, network},
		{"no posts but all else", km{yes, no, yes, yes, yes}, network, network},
		{"no posts, no champions but all else", km{no, no, yes, yes, yes}, notStarted, notStarted},

		{"one post, champions passed over", km{no, x(1), no, no, no}, roles, roles},
		{"one post, champions not known", km{posts: x(1)}, roles, roles},
		{"less than a post", km{yes, x(0.999), yes, yes, yes}, network, network},
		{"half a post to two", km{no, some(0.5, 2), no, no, no}, notStarted, roles},
		{"more than one", km{posts: band(1, 2)}, roles, roles},
		{"below one", km{yes, metrics.Below(1), no, no, no}, network, network},
		{"up to one", km{yes, metrics.UpTo(1), no, no, no}, network, roles},
		{"at least one", km{posts: metrics.From(1)}, roles, embedded},

		{"a hundred and all else", km{yes, x(100), yes, yes, yes}, embedded, embedded},
		{"champions passed over all the way", km{no, x(100), yes, yes, yes}, embedded, embedded},
		{"champions not known", km{posts: x(100), competence: yes, metrics: yes, baseline: yes}, embedded, embedded},
		{"just short of a hundred", km{yes, x(99.99), yes, yes, yes}, roles, roles},
		{"around a hundred", km{yes, some(99, 101), yes, yes, yes}, roles, embedded},
		{"up to a hundred", km{yes, some(99, 100), yes, yes, yes}, roles, embedded},
		{"below a hundred", km{yes, metrics.Below(100), yes, yes, yes}, network, roles},
		{"a hundred or more", km{yes, metrics.From(100), yes, yes, yes}, embedded, embedded},
		{"posts not known, all else", km{champions: yes, competence: yes, metrics: yes, baseline: yes}, network, embedded},

		{"no core competence", km{yes, x(200), no, yes, yes}, roles, roles},
		{"core competence not known", km{champions: yes, posts: x(200), metrics: yes, baseline: yes}, roles, embedded},
		{"no KM metrics", km{yes, x(200), yes, no, yes}, roles, roles},
		{"no KM metrics, baseline not known", km{champions: yes, posts: x(200), competence: yes, metrics: no}, roles, roles},
		{"no KM metrics, the rest not known", km{metrics: no}, notStarted, roles},
		{"no baseline", km{yes, x(200), yes, yes, no}, roles, roles},
		{"baseline not known", km{champions: yes, posts: x(200), competence: yes, metrics: yes}, roles, embedded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := maturity.Journey().Assess(tt.km.evidence(today), maturity.Options{AsOf: today})
			require.NoError(t, err)
			lowest, highest := a.Stage()
			require.Equal(t, tt.lowest, lowest)
			require.Equal(t, tt.highest, highest)
			require.Equal(t, tt.lowest == tt.highest, a.Certain())
		})
	}
}

// TestJourneyFallsBack: stages can be lost again, and skipped.
func TestJourneyFallsBack(t *testing.T) {
	yes, no := metrics.Exactly(1), metrics.Exactly(0)
	e := km{no, no, no, no, no}.evidence(day("2018-01-01"))
	e = append(e, km{no, metrics.Exactly(120), yes, yes, yes}.evidence(day("2020-01-01"))...)
	e = append(e,
		maturity.Fact{Measure: maturity.KMBaseline, Value: no, AsOf: day("2021-01-01")}, // lapsed
		maturity.Fact{Measure: maturity.KMChampionsNetwork, Value: yes, AsOf: day("2022-01-01")},
		maturity.Fact{Measure: maturity.KMPractitioners, Value: metrics.Exactly(0.5), AsOf: day("2022-01-01")}, // roles cut
		maturity.Fact{Measure: maturity.KMChampionsNetwork, Value: no, AsOf: day("2023-01-01")},
	)
	tests := []struct {
		asOf  string
		stage maturity.Stage
	}{
		{"2019-12-31", notStarted},
		{"2020-01-01", embedded},
		{"2020-12-31", embedded},
		{"2021-01-01", roles},
		{"2022-01-01", network},
		{"2023-01-01", notStarted},
	}
	for _, tt := range tests {
		t.Run(tt.asOf, func(t *testing.T) {
			a, err := maturity.Journey().Assess(e, maturity.Options{AsOf: day(tt.asOf)})
			require.NoError(t, err)
			lowest, highest := a.Stage()
			require.Equal(t, [2]maturity.Stage{tt.stage, tt.stage}, [2]maturity.Stage{lowest, highest})
		})
	}
	a, err := maturity.Journey().Assess(e, maturity.Options{AsOf: day("2017-12-31")})
	require.NoError(t, err)
	require.Len(t, a.Ignored, len(e))
	lowest, highest := a.Stage()
	require.Equal(t, [2]maturity.Stage{notStarted, embedded}, [2]maturity.Stage{lowest, highest}, "before the first word")
}

func TestJourneyFor(t *testing.T) {
	type area = community.PracticeArea
	x := metrics.Exactly
	tests := []struct {
		name            string
		area            area
		threshold       community.Threshold
		version         string
		lowest, highest maturity.Stage
	}{
		{"a hundred", area{Practitioners: x(100)}, community.Threshold{}, "1", embedded, embedded},
		{"a hundred, said", area{Practitioners: x(100)}, community.Threshold{Practitioners: 100}, "1", embedded, embedded},
		{"short of it", area{Practitioners: x(85.29)}, community.Threshold{}, "1", roles, roles},
		{"no practitioners stated", area{}, community.Threshold{}, "1", notStarted, embedded},
		{"no more than the workforce", area{Workforce: x(80)}, community.Threshold{}, "1", notStarted, roles},
		{"no workforce", area{Workforce: x(0)}, community.Threshold{}, "1", notStarted, notStarted},
		{"twenty face to face", area{Practitioners: x(20), FaceToFace: true}, community.Threshold{},
			"1, km-practitioners in [20, ∞)", embedded, embedded},
		{"nineteen face to face", area{Practitioners: x(19), FaceToFace: true}, community.Threshold{Practitioners: 5},
			"1, km-practitioners in [20, ∞)", roles, roles},
		{"own floor face to face", area{Practitioners: x(15), FaceToFace: true}, community.Threshold{FaceToFace: 15, Practitioners: 200},
			"1, km-practitioners in [15, ∞)", embedded, embedded},
		{"own floor", area{Practitioners: x(150)}, community.Threshold{Practitioners: 200, FaceToFace: 15},
			"1, km-practitioners in [200, ∞)", roles, roles},
		{"share", area{Practitioners: x(9), Workforce: x(90)}, community.Threshold{Share: 0.1},
			"1, km-practitioner-share in [0.1, ∞)", embedded, embedded},
		{"too small a share", area{Practitioners: x(500), Workforce: x(10_000)}, community.Threshold{Share: 0.1, Practitioners: 1},
			"1, km-practitioner-share in [0.1, ∞)", roles, roles},
		{"share of a workforce not known", area{Practitioners: x(500)}, community.Threshold{Share: 0.1},
			"1, km-practitioner-share in [0.1, ∞)", roles, embedded},
		{"a share that is less than a post", area{Practitioners: x(0.5), Workforce: x(1)}, community.Threshold{Share: 0.5},
			"1, km-practitioner-share in [0.5, ∞)", network, network},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.area.Scope, tt.area.AsOf = "the return", day("2020-02-01")
			m := maturity.JourneyFor(tt.area, tt.threshold)
			require.NoError(t, m.Validate())
			require.Equal(t, tt.version, m.Version)
			yes := metrics.Exactly(1)
			e := km{champions: yes, competence: yes, metrics: yes, baseline: yes}.evidence(day("2020-01-01"))
			if tt.lowest == notStarted {
				e[0].Value = metrics.Exactly(0)
			}
			e = slices.DeleteFunc(e, func(f maturity.Fact) bool { return f.Value.IsAnything() })
			facts := maturity.AreaFacts(tt.area, tt.threshold)
			a, err := m.Assess(append(e, facts...), maturity.Options{AsOf: today})
			require.NoError(t, err)
			require.Empty(t, a.Ignored)
			lowest, highest := a.Stage()
			require.Equal(t, [2]maturity.Stage{tt.lowest, tt.highest}, [2]maturity.Stage{lowest, highest})
			for _, f := range a.Findings[1:3] {
				require.Equal(t, "the return", f.Evidence)
				require.Equal(t, day("2020-02-01"), f.AsOf)
			}
		})
	}
}

func TestAreaFacts(t *testing.T) {
	area := community.PracticeArea{Practitioners: metrics.Exactly(9), Workforce: some(90, 100), Scope: "the return", AsOf: today}
	count := maturity.Fact{Measure: maturity.KMPractitioners, Value: metrics.Exactly(9), AsOf: today, Source: "the return"}
	share := maturity.Fact{Measure: maturity.KMPractitionerShare, Value: some(0.09, 0.1), AsOf: today, Source: "the return"}
	require.Empty(t, cmp.Diff(maturity.Evidence{count}, maturity.AreaFacts(area, community.Threshold{Practitioners: 5}), exactly))
	area.AsOf, count.AsOf, share.AsOf = metrics.Date{}, metrics.Date{}, metrics.Date{}
	require.Empty(t, cmp.Diff(maturity.Evidence{count, share}, maturity.AreaFacts(area, community.Threshold{Share: 1e-9}), exactly))
}

// TestJourneyIsFrozen: ids, levels and needs are referred to by documents.
func TestJourneyIsFrozen(t *testing.T) {
	m := maturity.Journey()
	require.Equal(t, "kmaturity/journey", m.ID)
	require.Equal(t, []maturity.Level{{ID: "not started"}, {ID: "champions network", Optional: true}, {ID: "roles established"}, {ID: "embedded"}}, m.Levels)
	yes := metrics.From(1)
	want := []struct {
		id, level, measure string
		need               metrics.Interval
		kind               metrics.Kind
		source             metrics.Source
	}{
		{"champions-network", "champions network", "km-champions-network", yes, metrics.YesNo, maturity.Milton()},
		{"km-posts", "roles established", "km-practitioners", yes, metrics.Count, metrics.OurDefault()},
		{"practice-area", "embedded", "km-practitioners", metrics.From(100), metrics.Count, m.Criteria[2].Source},
		{"core-competence", "embedded", "km-core-competence", yes, metrics.YesNo, maturity.Milton()},
		{"km-metrics", "embedded", "km-metrics", yes, metrics.YesNo, maturity.Milton()},
		{"km-baseline", "embedded", "km-baseline", yes, metrics.YesNo, maturity.Milton()},
	}
	require.Len(t, m.Criteria, len(want))
	a, err := m.Assess(nil, maturity.Options{AsOf: today})
	require.NoError(t, err)
	for i, w := range want {
		c := m.Criteria[i]
		require.Equal(t, w.id, c.ID)
		require.Equal(t, w.level, c.Level)
		require.Equal(t, w.measure, c.Measure)
		require.Equal(t, w.need, c.Need)
		require.Equal(t, w.source, c.Source)
		require.Equal(t, w.kind, a.Findings[i].Measure.Kind)
		require.NotEmpty(t, c.Says)
		require.NotEmpty(t, c.Remedy)
		require.NotEmpty(t, c.Source.Title)
	}
	require.Contains(t, m.Criteria[2].Source.URL, "https://", "the hundred has a published source")
	require.Equal(t, "http://www.nickmilton.com/2020/09/why-you-should-not-make-km-cop-your.html", maturity.Milton().URL)
	require.Equal(t, 2020, maturity.Milton().Year)
}

// TestJourneyUnits: every head count says whether it counts heads or FTE.
func TestJourneyUnits(t *testing.T) {
	area := community.PracticeArea{Basis: community.FTE}
	for _, threshold := range []community.Threshold{{}, {Share: 0.5}} {
		m := maturity.JourneyFor(area, threshold)
		require.Equal(t, metrics.Measure{ID: maturity.KMPractitioners, Unit: "practitioners (FTE)", Kind: metrics.Count}, m.Measures[0])
		require.Len(t, m.Measures, map[bool]int{false: 5, true: 6}[threshold.Share > 0])
	}
}

func TestJourneyIsTheCallersOwn(t *testing.T) {
	tuned := maturity.Journey()
	tuned.Version, tuned.Levels[1].Optional, tuned.Criteria[1].Need = "1, tuned", false, metrics.From(5)
	tuned.Measures[0].Unit = "x"
	require.Empty(t, cmp.Diff(maturity.Journey(), maturity.Journey(), exactly))
	require.NotEmpty(t, cmp.Diff(tuned, maturity.Journey(), exactly))
	require.Equal(t, "1", maturity.Journey().Version)
	require.True(t, maturity.Journey().Levels[1].Optional)

	e := km{champions: metrics.Exactly(0), posts: metrics.Exactly(5)}.evidence(today)
	a, err := tuned.Assess(e, maturity.Options{AsOf: today})
	require.NoError(t, err)
	lowest, _ := a.Stage()
	require.Equal(t, notStarted, lowest, "champions are no longer passed over")
}

func TestJourneyJSON(t *testing.T) {
	for _, m := range []*maturity.Model{maturity.Journey(), small(), maturity.JourneyFor(community.PracticeArea{}, community.Threshold{Share: 0.1})} {
		var again maturity.Model
		require.NoError(t, json.Unmarshal([]byte(encoded(t, m)), &again))
		require.Empty(t, cmp.Diff(m, &again, exactly))
	}
}

// TestJourneyWithAnyThreshold: a threshold that can't be gives a model that says
// so, or the default; never a panic.
func TestJourneyWithAnyThreshold(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, x := range []float64{nan, inf, -inf, -1, 0, 1e308} {
		for _, threshold := range []community.Threshold{{Practitioners: x}, {FaceToFace: x}, {Share: x}} {
			for _, area := range []community.PracticeArea{{}, {FaceToFace: true, Practitioners: metrics.Exactly(-5), Workforce: metrics.UpTo(-1)}} {
				m := maturity.JourneyFor(area, threshold)
				_, err := m.Assess(maturity.AreaFacts(area, threshold), maturity.Options{AsOf: today})
				require.Equal(t, m.Validate() == nil, err == nil, "%+v", threshold)
				_, need, _ := threshold.Need(area)
				all := metrics.From(0)
				if threshold.Share > 0 {
					all = some(0, 1)
				}
				_, canBe := all.Intersect(need)
				require.Equal(t, !need.IsAnything() && canBe, err == nil, "%+v", threshold)
			}
		}
	}
}
