package health_test

import (
	"maps"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// managed and open are communities of so many members.
func managed(members metrics.Interval) health.Activity {
	return health.Activity{Kind: health.Managed, Members: members}
}

func open(members metrics.Interval) health.Activity {
	return health.Activity{Kind: health.OpenOnline, Members: members}
}

func TestFindings(t *testing.T) {
	with := func(a health.Activity, change func(*health.Activity)) health.Activity { change(&a); return a }
	core := func(i metrics.Interval) func(*health.Activity) { return func(a *health.Activity) { a.Core = i } }
	visitors := func(i metrics.Interval) func(*health.Activity) {
		return func(a *health.Activity) { a.Visitors = i }
	}
	hundred := exactly(100)
	for _, row := range []struct {
		why       string
		a         health.Activity
		indicator health.Indicator
		have      string
		place     health.Place
		within    metrics.Answer
		reason    health.Why
		bands     []string
		unknown   []string
	}{
		{"at the low end of the managed band", with(managed(hundred), core(exactly(10))), health.CoreShare, "0.1", health.Within, metrics.Yes, health.KindAndSize, []string{"core-managed"}, nil},
		{"at its high end", with(managed(hundred), core(exactly(15))), health.CoreShare, "0.15", health.Within, metrics.Yes, health.KindAndSize, []string{"core-managed"}, nil},
		{"below it", with(managed(hundred), core(exactly(9))), health.CoreShare, "0.09", health.Below, metrics.No, health.KindAndSize, []string{"core-managed"}, nil},
		{"above it", with(managed(hundred), core(exactly(16))), health.CoreShare, "0.16", health.Above, metrics.No, health.KindAndSize, []string{"core-managed"}, nil},
		{"across its end", with(managed(hundred), core(between(9, 12))), health.CoreShare, "[0.09, 0.12]", health.PlaceUnknown, metrics.Unknown, health.KindAndSize, []string{"core-managed"}, []string{"core"}},
		{"members unknown", with(managed(metrics.Anything()), core(exactly(10))), health.CoreShare, "[0, 1]", health.PlaceUnknown, metrics.Unknown, health.KindAndSize, []string{"core-managed"}, []string{"core", "members"}[1:]},
		{"open: 1 % is its rule of thumb", with(open(hundred), core(exactly(1))), health.CoreShare, "0.01", health.Within, metrics.Yes, health.KindAndSize, []string{"core-open"}, nil},
		{"open: what is right for a managed one is far above", with(open(hundred), core(exactly(12))), health.CoreShare, "0.12", health.Above, metrics.No, health.KindAndSize, []string{"core-open"}, nil},
		{"kind unknown: the kinds disagree on the side, and both say no", with(health.Activity{Members: hundred}, core(exactly(5))), health.CoreShare, "0.05", health.PlaceUnknown, metrics.No, health.KindOpen, []string{"core-managed", "core-open"}, []string{"kind"}},
		{"kind unknown: both kinds agree", with(health.Activity{Members: hundred}, core(exactly(50))), health.CoreShare, "0.5", health.Above, metrics.No, health.KindOpen, []string{"core-managed", "core-open"}, nil},
		{"kind unknown: within one", with(health.Activity{Members: hundred}, core(exactly(12))), health.CoreShare, "0.12", health.PlaceUnknown, metrics.Unknown, health.KindOpen, []string{"core-managed", "core-open"}, []string{"kind"}},
		{"the rest", with(managed(hundred), func(a *health.Activity) { a.Core, a.Active = exactly(12), exactly(18) }), health.PeripheralShare, "0.7", health.Within, metrics.Yes, health.KindAndSize, []string{"peripheral-managed"}, nil},
		{"the rest at the low end", with(managed(hundred), func(a *health.Activity) { a.Core, a.Active = exactly(15), exactly(20) }), health.PeripheralShare, "0.65", health.Within, metrics.Yes, health.KindAndSize, []string{"peripheral-managed"}, nil},
		{"the rest at the high end", with(managed(hundred), func(a *health.Activity) { a.Core, a.Active = exactly(10), exactly(15) }), health.PeripheralShare, "0.75", health.Within, metrics.Yes, health.KindAndSize, []string{"peripheral-managed"}, nil},
		{"small", with(managed(exactly(99)), visitors(exactly(80))), health.VisitingShare, "0.808080808081", health.Within, metrics.Yes, health.KindAndSize, []string{"visiting-small"}, nil},
		{"more than asked is no fault", with(managed(exactly(50_001)), visitors(exactly(40_000))), health.VisitingShare, "0.799984000320", health.Within, metrics.Yes, health.KindAndSize, []string{"visiting-large"}, nil},
		{"100 isn't small", with(managed(hundred), visitors(exactly(80))), health.VisitingShare, "0.8", health.PlaceUnknown, metrics.Unknown, health.NoBandForSize, nil, nil},
		{"50,000 isn't large", with(managed(exactly(50_000)), visitors(exactly(8000))), health.VisitingShare, "0.16", health.PlaceUnknown, metrics.Unknown, health.NoBandForSize, nil, nil},
		{"size across a limit: no band on one side", with(managed(between(40_000, 60_000)), visitors(exactly(30_000))), health.VisitingShare, "[0.5, 0.75]", health.PlaceUnknown, metrics.Unknown, health.SizeOpen, []string{"visiting-large"}, []string{"members"}},
		{"size unknown: both bands named", with(managed(metrics.Anything()), visitors(exactly(30))), health.VisitingShare, "[0, 1]", health.PlaceUnknown, metrics.Unknown, health.SizeOpen, []string{"visiting-small", "visiting-large"}, []string{"members"}},
		{"open: no band of activity", with(open(exactly(60_000)), visitors(exactly(30_000))), health.VisitingShare, "0.5", health.PlaceUnknown, metrics.Unknown, health.NoBandForKind, nil, nil},
		{"kind unknown, a band for one of them", with(health.Activity{Members: exactly(60_000)}, visitors(exactly(30_000))), health.VisitingShare, "0.5", health.PlaceUnknown, metrics.Unknown, health.KindOpen, []string{"visiting-large"}, []string{"kind"}},
		{"nothing known", health.Activity{}, health.VisitingShare, "[0, 1]", health.PlaceUnknown, metrics.Unknown, health.KindAndSizeOpen, []string{"visiting-small", "visiting-large"}, []string{"kind", "members", "visitors"}},
		{"nobody", managed(exactly(0)), health.CoreShare, "[0, 1]", health.PlaceUnknown, metrics.Unknown, health.Nobody, nil, nil},
		{"perhaps nobody: no core isn't a small core", with(managed(between(0, 10)), core(exactly(0))), health.CoreShare, "[0, 1]", health.PlaceUnknown, metrics.Unknown, health.KindAndSize, []string{"core-managed"}, []string{"members"}},
		{"no core", with(managed(between(1, 10)), core(exactly(0))), health.CoreShare, "0", health.Below, metrics.No, health.KindAndSize, []string{"core-managed"}, nil},
		{"contributions each, large", with(managed(exactly(60_000)), func(a *health.Activity) { a.Contributors, a.Contributions = exactly(900), exactly(2250) }), health.ContributionsEach, "2.5", health.Within, metrics.Yes, health.KindAndSize, []string{"each-large"}, nil},
		{"contributions each, above", with(managed(exactly(60_000)), func(a *health.Activity) { a.Contributors, a.Contributions = exactly(900), exactly(4500) }), health.ContributionsEach, "5", health.Above, metrics.No, health.KindAndSize, []string{"each-large"}, nil},
		{"contributions each of nobody", with(managed(exactly(60_000)), func(a *health.Activity) { a.Contributors = exactly(0) }), health.ContributionsEach, "[1, ∞)", health.PlaceUnknown, metrics.Unknown, health.Nobody, nil, nil},
		{"per member-month, at the product of the three", with(managed(exactly(100_000)), func(a *health.Activity) { a.Contributions = exactly(3000) }), health.ContributionsPerMember, "0.03", health.Within, metrics.Yes, health.KindAndSize, []string{"per-member-large"}, nil},
		{"per member-month, small", with(managed(exactly(60)), func(a *health.Activity) { a.Contributions = exactly(89) }), health.ContributionsPerMember, "1.48333333333", health.Below, metrics.No, health.KindAndSize, []string{"per-member-small"}, nil},
		{"support, about", with(managed(exactly(200)), func(a *health.Activity) { a.SupportFTE = exactly(.5) }), health.SupportLoad, "2.5", health.Within, metrics.Yes, health.KindAndSize, []string{"support-managed"}, nil},
		{"support, twice", with(managed(exactly(200)), func(a *health.Activity) { a.SupportFTE = exactly(.6) }), health.SupportLoad, "3", health.Within, metrics.Yes, health.KindAndSize, []string{"support-managed"}, nil},
		{"support, more", with(managed(exactly(45)), func(a *health.Activity) { a.SupportFTE = exactly(1) }), health.SupportLoad, "22.2222222222", health.Above, metrics.No, health.KindAndSize, []string{"support-managed"}, nil},
		{"support of an open one", with(open(exactly(200)), func(a *health.Activity) { a.SupportFTE = exactly(.5) }), health.SupportLoad, "2.5", health.PlaceUnknown, metrics.Unknown, health.NoBandForKind, nil, nil},
		{"support beyond all numbers", with(managed(exactly(1e-300)), func(a *health.Activity) { a.SupportFTE = exactly(1e300) }), health.SupportLoad, "[1.79769313486e+308, ∞)", health.Above, metrics.No, health.KindAndSize, []string{"support-managed"}, nil},
	} {
		t.Run(row.why, func(t *testing.T) {
			f := check(t, row.a).Finding(row.indicator)
			want, err := metrics.ParseInterval(row.have)
			require.NoError(t, err)
			require.Equal(t, want, f.Have)
			require.Equal(t, row.place, f.Place)
			require.Equal(t, row.within, f.Within)
			require.Equal(t, row.reason, f.Why)
			var bands []string
			for _, b := range f.Bands {
				bands = append(bands, b.ID)
			}
			require.Equal(t, row.bands, bands)
			require.Equal(t, row.unknown, f.Unknown)
			require.NotEmpty(t, f.String())
		})
	}
}

func TestFindingsStandInOrder(t *testing.T) {
	c := check(t, health.Activity{})
	i := health.CoreShare
	for _, f := range c.Findings {
		require.Equal(t, i, f.Indicator)
		i++
	}
	require.Equal(t, health.SupportLoad+1, i)
	require.Zero(t, c.Finding(health.IndicatorUnknown))
}

func TestSizes(t *testing.T) {
	for _, row := range []struct {
		why     string
		members metrics.Interval
		want    []health.Size
	}{
		{"nobody is few", exactly(0), []health.Size{health.Small}},
		{"99", exactly(99), []health.Size{health.Small}},
		{"100", exactly(100), []health.Size{health.Between}},
		{"50,000", exactly(50_000), []health.Size{health.Between}},
		{"50,001", exactly(50_001), []health.Size{health.Large}},
		{"across one", between(99, 100), []health.Size{health.Small, health.Between}},
		{"at least 50,000", metrics.From(50_000), []health.Size{health.Between, health.Large}},
		{"more than 50,000", metrics.Above(50_000), []health.Size{health.Large}},
		{"anything", metrics.Anything(), []health.Size{health.Small, health.Between, health.Large}},
	} {
		require.Equal(t, row.want, health.Limits{}.Sizes(row.members), row.why)
	}
	require.Equal(t, []health.Size{health.Small}, health.Limits{Small: 500}.Sizes(exactly(499)))
}

func TestLife(t *testing.T) {
	share := func(low, high float64) health.Portion {
		return health.Portion{Count: between(low, high), Of: exactly(1)}
	}
	for _, row := range []struct {
		why              string
		activity, growth health.Portion
		lowest, highest  health.Life
		unknown          []string
	}{
		{"half isn't more than half", share(.5, .5), share(1, 1), health.Inception, health.Inception, nil},
		{"more than half of both", share(.51, .51), share(.6, .6), health.Establishment, health.Establishment, nil},
		{"the lower of the two counts", share(.95, .95), share(.4, .4), health.Inception, health.Inception, nil},
		{"exactly 0.9 isn't maturity yet", share(.9, .9), share(1, 1), health.Establishment, health.Establishment, nil},
		{"more than 0.9 of both", share(.91, .91), share(.95, 1), health.Maturity, health.Maturity, nil},
		{"activity unknown", health.Portion{}, share(.6, .6), health.Inception, health.Establishment, []string{"activityByMembers"}},
		{"a low growth decides alone", health.Portion{}, share(.3, .5), health.Inception, health.Inception, nil},
		{"nobody joined", share(.95, .95), health.Portion{Count: exactly(0), Of: exactly(0)}, health.Inception, health.Maturity, []string{"growthByMembers"}},
		{"both open", share(.4, .6), share(.8, .95), health.Inception, health.Establishment, []string{"activityByMembers", "growthByMembers"}},
		{"nothing known", health.Portion{}, health.Portion{}, health.Inception, health.Maturity, []string{"activityByMembers", "growthByMembers"}},
	} {
		f := health.LifeLimits{}.Stage(row.activity, row.growth)
		require.Equal(t, []health.Life{row.lowest, row.highest}, []health.Life{f.Lowest, f.Highest}, row.why)
		require.Equal(t, row.unknown, f.Unknown, row.why)
		require.Equal(t, row.lowest == row.highest, f.Life() != health.LifeUnknown)
	}
	f := health.LifeLimits{Establishment: .4}.Stage(share(.5, .5), share(.5, .5))
	require.Equal(t, health.Establishment, f.Life())
	require.Equal(t, metrics.CallersChoice(), f.Source)
	require.Equal(t, health.LifeLimits{Establishment: .4, Maturity: .9}, f.Limits)
}

func TestSuccessFactors(t *testing.T) {
	type answers = map[health.Factor]metrics.Answer
	yes, no := metrics.Yes, metrics.No
	all := answers{}
	for f := health.Online; f <= health.Sponsor; f++ {
		all[f] = yes
	}
	with := func(change answers) answers {
		a := answers{}
		maps.Copy(a, all)
		maps.Copy(a, change)
		return a
	}
	for _, row := range []struct {
		why     string
		factors answers
		next    health.Factor
		ask     []health.Factor
	}{
		{"all present", all, health.FactorUnknown, nil},
		{"one absent", with(answers{health.Sponsor: no}), health.Sponsor, nil},
		{"the greatest uplift comes first", with(answers{health.Sponsor: no, health.BusinessCase: no}), health.BusinessCase, nil},
		{"of equal ones the list's first", with(answers{health.DocumentStore: no, health.DefinedLeader: no}), health.DefinedLeader, nil},
		{"unknown isn't absent, but would come first", with(answers{health.Charter: metrics.Unknown, health.Training: no}), health.Training, []health.Factor{health.Charter}},
		{"unknown with a smaller uplift doesn't matter", with(answers{health.Charter: no, health.Training: metrics.Unknown}), health.Charter, nil},
		{"unknown with an equal uplift, earlier in the list", with(answers{health.DefinedLeader: metrics.Unknown, health.DocumentStore: no}), health.DocumentStore, []health.Factor{health.DefinedLeader}},
		{"unknown with an equal uplift, later in the list", with(answers{health.DefinedLeader: no, health.DocumentStore: metrics.Unknown}), health.DefinedLeader, nil},
		{"none absent, some unknown", with(answers{health.Training: metrics.Unknown, health.Sponsor: metrics.Unknown}), health.FactorUnknown, []health.Factor{health.Training, health.Sponsor}},
	} {
		f := health.Survey2014().Next(row.factors)
		require.Equal(t, row.next, f.Next, row.why)
		require.Equal(t, row.ask, f.Ask, row.why)
		present, absent, unknown := f.Count()
		require.Equal(t, 10, present+absent+unknown)
	}
	f := health.Survey2014().Next(nil)
	require.Len(t, f.Ask, 10, "nothing known: ask about all")
	require.Equal(t, health.FactorUnknown, f.Next)
	require.Empty(t, health.Survey{Source: metrics.CallersChoice()}.Next(all).Factors)
}

func TestTopics(t *testing.T) {
	topics := []health.Topic{
		{Name: "common", Questions: exactly(2), Answers: exactly(12)},
		{Name: "moving", Questions: exactly(20), Answers: exactly(50)},
		{Name: "gap", Questions: exactly(20), Answers: exactly(10)},
		{Name: "quiet", Questions: exactly(1), Answers: exactly(1)},
		{Name: "nobody asked", Questions: exactly(0), Answers: exactly(0)},
		{Name: "unknown answers", Questions: exactly(20)},
	}
	found, err := health.Cuts{}.Sort(topics)
	require.NoError(t, err)
	var got []health.Quadrant
	for _, f := range found {
		got = append(got, f.Quadrant())
		require.Equal(t, metrics.OurDefault(), f.Cut)
	}
	require.Equal(t, []health.Quadrant{health.FAQ, health.Exchange, health.ResearchGap, health.Watch, health.Watch, health.QuadrantUnknown}, got)
	require.Equal(t, []health.Quadrant{health.Exchange, health.ResearchGap}, found[5].Possible)

	found, err = health.Cuts{Questions: 2, Answers: 7}.Sort(topics[:2])
	require.NoError(t, err)
	require.Equal(t, health.ResearchGap, found[0].Quadrant(), "6 answers each are fewer than 7")
	require.Equal(t, metrics.CallersChoice(), found[0].Cut)
	_, err = health.Cuts{Questions: -1, Answers: math.NaN()}.Sort([]health.Topic{{}, {Name: "a", Questions: exactly(-1)}})
	require.EqualError(t, err, "health: cuts.questions: want a number above 0, have -1\nhealth: cuts.answers: want a number above 0, have NaN\nhealth: topics[0].name: is missing\nhealth: topics[1].questions: want a number of 0 or more, have -1")
	found, err = health.Cuts{}.Sort([]health.Topic{{Name: "a", Questions: metrics.From(3)}, {Name: "b", Questions: metrics.From(1)}, {Name: "c", Questions: exactly(0)}})
	require.NoError(t, err)
	require.Equal(t, metrics.Unknown, found[0].ManyQuestions, "numbers without end")
	require.Equal(t, metrics.No, found[2].ManyQuestions)
}

func TestOptionFaults(t *testing.T) {
	band := health.Band{ID: "x", Indicator: health.CoreShare, Kind: health.Managed, Range: exactly(.2)}
	kindless, sized, endless := band, band, band
	kindless.Kind = health.KindUnknown
	sized.Size = health.Small
	endless.Range = metrics.Anything()
	for _, row := range []struct {
		why  string
		o    health.Options
		want string
	}{
		{"defaults", health.Options{}, ""},
		{"no bands at all", health.Options{Bands: []health.Band{}}, ""},
		{"a band for both kinds", health.Options{Bands: []health.Band{kindless}}, "health: bands[0].kind: a band is for one kind of community, managed or open online, have unknown"},
		{"two bands for one case", health.Options{Bands: []health.Band{band, sized}}, "health: bands[1]: bands[0] has a band for that already, x"},
		{"a band without a range", health.Options{Bands: []health.Band{endless}}, "health: bands[0].range: is missing"},
		{"no indicator, no size", health.Options{Bands: []health.Band{{Kind: health.Managed, Size: 9, Range: exactly(1)}}}, "health: bands[0].indicator: unknown is no indicator\nhealth: bands[0].size: Size(9) is no size"},
		{"limits crossed", health.Options{Limits: health.Limits{Small: 10, Large: 5}}, "health: limits.large: want 10 or more, where small ends, have 5"},
		{"limits not finite", health.Options{Limits: health.Limits{Large: math.Inf(1)}}, "health: limits.large: want a number of members above 0, have +Inf"},
		{"shares above 1", health.Options{Life: health.LifeLimits{Establishment: 50, Maturity: 90}}, "health: life.establishment: want a share from 0 to 1, have 50\nhealth: life.maturity: want a share from 0 to 1, have 90"},
		{"stages crossed", health.Options{Life: health.LifeLimits{Establishment: .95}}, "health: life.maturity: want 0.95 or more, where establishment starts, have 0.9"},
		{"uplifts", health.Options{Survey: health.Survey{Uplifts: []health.Uplift{{Factor: health.Online, Uplift: .2}, {Factor: health.Online, Uplift: -1}, {Uplift: math.NaN()}}}},
			"health: survey.uplifts[1].factor: \"online\" stands twice\nhealth: survey.uplifts[1].uplift: want 0 or more, 0.3 for 30 %, have -1\nhealth: survey.uplifts[2].factor: unknown is no factor\nhealth: survey.uplifts[2].uplift: want 0 or more, 0.3 for 30 %, have NaN"},
	} {
		err := row.o.Validate()
		if row.want == "" {
			require.NoError(t, err, row.why)
			continue
		}
		require.EqualError(t, err, row.want, row.why)
	}
	// Other bands take the place of the defaults.
	a := health.Activity{Kind: health.Managed, Members: exactly(10), Core: exactly(2), Active: exactly(2)}
	c, err := health.Check(a, health.Options{Bands: []health.Band{band}})
	require.NoError(t, err)
	require.Equal(t, health.Within, c.Finding(health.CoreShare).Place)
	require.Equal(t, health.NoBandForKind, c.Finding(health.ActiveShare).Why)
	half, ok := metrics.Above(.1).Intersect(metrics.UpTo(.2))
	require.True(t, ok)
	band.Range = half
	a.Core = exactly(1)
	c, _ = health.Check(a, health.Options{Bands: []health.Band{band}})
	require.Equal(t, health.Below, c.Finding(health.CoreShare).Place, "at an open end")
}
