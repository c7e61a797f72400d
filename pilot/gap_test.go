package pilot_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community"
	"example.com/kmaturity/maturity"
	"example.com/kmaturity/metrics"
	"example.com/kmaturity/pilot"
)

var zeroObjections = metrics.UpTo(0)

func gapOf(t *testing.T, all []pilot.Gap, rule string) pilot.Gap {
	t.Helper()
	i := slices.IndexFunc(all, func(g pilot.Gap) bool { return g.Rule == rule })
	require.GreaterOrEqual(t, i, 0, "no gap of %s in %+v", rule, all)
	return all[i]
}

func TestGapsSayWhatItWouldTake(t *testing.T) {
	for _, c := range []struct {
		reason   string
		from     func() *proposal
		change   func(*proposal)
		rule     string
		more     metrics.Interval
		unit     string
		earliest string
		reach    metrics.Answer
	}{
		{"the Home Office's 85.29 FTE", kmCoP, func(p *proposal) {
			p.kmPractitioners(metrics.Exactly(85.29))
			p.programme.Area.Basis = community.FTE
		}, pilot.RulePracticeArea, metrics.Exactly(14.71), "practitioners (FTE)", "", metrics.Yes},
		{"a range short", frontline, practitioners(metrics.MustBetween(60, 80)), pilot.RulePracticeArea, metrics.MustBetween(20, 40), "practitioners", "", metrics.Yes},
		{"an organisation that has no hundred people", frontline, func(p *proposal) {
			p.candidate.Area.Practitioners, p.candidate.Area.Workforce = metrics.Exactly(60), metrics.Exactly(80)
		}, pilot.RulePracticeArea, metrics.Anything(), "practitioners", "", metrics.No},
		{"members to win", frontline, census(40, 60, 0, 0, 0), pilot.RuleMembersPractise, metrics.Exactly(20), "practising members", "", metrics.Yes},
		{"readings of a monthly baseline", frontline, baseline(metrics.Exactly(2)), pilot.RuleBaseline, metrics.Exactly(4), "readings of the baseline", "2026-05-31", metrics.Yes},
		{"a weekly baseline, from nothing", frontline, func(p *proposal) {
			p.candidate.Benefit.Baseline = metrics.Baseline{Points: metrics.Exactly(0), Period: metrics.Weekly}
		}, pilot.RuleBaseline, metrics.Exactly(6), "readings of the baseline", "2026-03-14", metrics.Yes},
		{"as late as the fewest readings need", frontline, baseline(metrics.MustBetween(1, 3)), pilot.RuleBaseline, metrics.MustBetween(3, 5), "readings of the baseline", "2026-06-30", metrics.Yes},
		{"a support function stays one", frontline, function("finance"), pilot.RuleFrontline, metrics.Exactly(1), "steps from the frontline", "", metrics.No},
		{"steps to a hard metric", frontline, metric("questions"), pilot.RuleHardMetric, metrics.Exactly(2), "steps from a hard business metric", "", metrics.Yes},
		{"an endorser", frontline, endorsers(), pilot.RuleEndorsement, metrics.Exactly(1), "credible endorsers", "", metrics.Yes},
		{"posts", kmCoP, kmPractitioners(metrics.Exactly(0.25)), pilot.RuleKMPosts, metrics.Exactly(0.75), "practitioners", "", metrics.Yes},
	} {
		t.Run(c.reason, func(t *testing.T) {
			p := c.from()
			c.change(p)
			v, err := p.screen()
			require.NoError(t, err)
			g := gapOf(t, v.Gaps, c.rule)
			require.Equal(t, c.more, g.More)
			require.Equal(t, c.unit, g.Unit)
			require.Equal(t, c.earliest, g.Earliest.String())
			require.Equal(t, c.reach, g.Reachable)
			require.NotEmpty(t, g.Remedy)
		})
	}
}

// Closing every gap by just so much makes the rules pass.
func TestClosingTheGapsIsEnough(t *testing.T) {
	p := frontline()
	p.candidate.Area.Practitioners = metrics.Exactly(85.29)
	p.candidate.Community = community.Census{Practising: people(10), Interested: people(31)}
	p.candidate.Benefit.Baseline.Points = metrics.Exactly(1)
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, later, v.Decision())
	more := func(rule string) float64 { x, _ := gapOf(t, v.Gaps, rule).More.Point(); return x }
	p.candidate.Area.Practitioners = metrics.Exactly(85.29 + more(pilot.RulePracticeArea))
	p.candidate.Community.Practising += community.Weight(more(pilot.RuleMembersPractise) * float64(community.Person))
	p.candidate.Benefit.Baseline.Points = metrics.Exactly(1 + more(pilot.RuleBaseline))
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, showcase, v.Decision())
	require.Empty(t, v.Gaps)
}

// What would decide is asked cheapest first, and only what could still change
// the decision.
func TestAsksAreCheapestFirst(t *testing.T) {
	p := frontline()
	p.candidate = pilot.Candidate{Name: "x", Offer: pilot.PublicShowcase, Area: community.PracticeArea{ID: "x"}}
	v, err := p.screen()
	require.NoError(t, err)
	var asked []string
	for i, g := range v.Asks {
		asked = append(asked, g.Rule)
		if i > 0 {
			require.LessOrEqual(t, v.Asks[i-1].Effort, g.Effort)
		}
	}
	require.Equal(t, []string{pilot.RuleFrontline, pilot.RuleHardMetric, pilot.RulePracticeArea, pilot.RuleMembersPractise, pilot.RuleBaseline}, asked)
	require.Equal(t, "2026-07-31", gapOf(t, v.Asks, pilot.RuleBaseline).Earliest.String(), "a monthly baseline started on the programme's day")

	p.candidate.Area.Practitioners = metrics.Exactly(10) // at best later, so only what could still decline is asked
	v, err = p.screen()
	require.NoError(t, err)
	require.Len(t, v.Asks, 1)
	require.Equal(t, pilot.RuleFrontline, v.Asks[0].Rule)

	p.candidate.Function = "finance"
	v, err = p.screen()
	require.NoError(t, err)
	require.Empty(t, v.Asks, "nothing unknown could change a decline")
}

// A KM showcase that is declined, postponed or open is to be run as a network.
func TestInstead(t *testing.T) {
	for _, c := range []struct {
		reason string
		from   func() *proposal
		change func(*proposal)
		want   *pilot.Instead
	}{
		{"declined, at the start", kmCoP, func(p *proposal) {
			p.candidate.Function = "km"
			p.kmPractitioners(metrics.Exactly(0))
			p.fact(maturity.KMChampionsNetwork, metrics.Exactly(0))
		}, &pilot.Instead{Offer: pilot.SupportingNetwork, Form: community.NetworkOfChampions, AtStage: maturity.Embedded}},
		{"postponed, with roles", kmCoP, kmPractitioners(metrics.Exactly(30)), &pilot.Instead{Offer: pilot.SupportingNetwork, Form: community.MixedNetwork, AtStage: maturity.Embedded}},
		{"declined though embedded", kmCoP, function("km"), &pilot.Instead{Offer: pilot.SupportingNetwork, Form: community.CommunityOfPractice, AtStage: maturity.Embedded}},
		{"of unknown stage", kmCoP, func(p *proposal) {
			p.candidate.Function = "km"
			p.kmPractitioners(metrics.Anything())
		}, &pilot.Instead{Offer: pilot.SupportingNetwork, AtStage: maturity.Embedded}},
		{"open", kmCoP, function(""), &pilot.Instead{Offer: pilot.SupportingNetwork, Form: community.CommunityOfPractice, AtStage: maturity.Embedded}},
		{"a showcase after all", kmCoP, none, nil},
		{"not KM's own", frontline, function("finance"), nil},
		{"a network already", champions, func(p *proposal) { p.candidate.Announced = true }, nil},
	} {
		t.Run(c.reason, func(t *testing.T) {
			p := c.from()
			c.change(p)
			v, err := p.screen()
			require.NoError(t, err)
			require.Equal(t, c.want, v.Instead)
		})
	}
}

func TestAudienceHearsOthers(t *testing.T) {
	p := frontline()
	p.candidate.Audience = []pilot.Audience{{Function: "drilling"}, {Function: "geology"}}
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, []pilot.Reach{{Function: "drilling", Heard: metrics.Yes}, {Function: "geology", Heard: metrics.No}}, v.Audience, "nobody is convinced by their own word")
	p.candidate.Endorsers = nil
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, metrics.Unknown, v.Audience[0].Heard)
}

func TestWith(t *testing.T) {
	p := kmCoP()
	p.kmPractitioners(metrics.Exactly(85.29))
	k, err := pilot.NewCase(p.candidate, p.programme, p.policy)
	require.NoError(t, err)
	other, ok := k.With(maturity.KMPractitioners, metrics.Exactly(100))
	require.True(t, ok)
	lowest, highest := other.Decide()
	require.Equal(t, []pilot.Decision{showcase, showcase}, []pilot.Decision{lowest, highest})
	lowest, _ = k.Decide()
	require.Equal(t, later, lowest, "the case itself is as it was")
	_, ok = k.With(maturity.KMPractitioners, metrics.Exactly(-1))
	require.False(t, ok)
	_, ok = k.With("nothing of the kind", metrics.Exactly(1))
	require.False(t, ok)
}

// Where the KM team's function isn't named, nobody is known not to be of it: to
// name it can only narrow the answer.
func TestEndorsersWhereKMsFunctionIsUnknown(t *testing.T) {
	p := frontline()
	p.programme.Function = ""
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, []pilot.Decision{later, showcase}, []pilot.Decision{v.Lowest, v.Highest})
	for _, km := range []string{"km", "geology"} {
		p.programme.Function = km
		w, err := p.screen()
		require.NoError(t, err)
		require.False(t, lower(t, w.Lowest, v.Lowest))
		require.False(t, lower(t, v.Highest, w.Highest))
	}
}

func TestAnEndorserCountsOnce(t *testing.T) {
	p := frontline()
	p.policy.Endorsers = 2
	p.candidate.Endorsers = append(p.candidate.Endorsers, p.candidate.Endorsers[0])
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, later, v.Decision())
	p.candidate.Endorsers[1].Name = "another manager"
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, showcase, v.Decision())
}

// What speaks for a day after the programme's doesn't count yet.
func TestFiguresOfLaterDaysDontCount(t *testing.T) {
	p := frontline()
	p.candidate.Area.AsOf = metrics.MustDate("2026-02-01")
	v, err := p.screen()
	require.NoError(t, err)
	f, _ := v.Finding(pilot.RulePracticeArea)
	require.Equal(t, unknown, f.Outcome)
	p = frontline()
	p.candidate.Benefit.Baseline.To = metrics.MustDate("2030-12-01")
	v, err = p.screen()
	require.NoError(t, err)
	f, _ = v.Finding(pilot.RuleBaseline)
	require.Equal(t, unknown, f.Outcome)
	p.programme.AsOf = metrics.MustDate("2031-01-01")
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, showcase, v.Decision())
}

// How many members must join isn't told where it can't be: of nobody, of too many
// to count, and where all members are to practise.
func TestMembersToWin(t *testing.T) {
	for _, c := range []struct {
		reason string
		share  float64
		census community.Census
		want   metrics.Interval
	}{
		{"some unknown", 0.5, community.Census{Practising: people(40), Interested: people(60), Unknown: people(10)}, metrics.MustBetween(10, 30)},
		{"a third more", 0.75, community.Census{Practising: people(60), Interested: people(40)}, metrics.Exactly(60)},
		{"nobody", 0.5, community.Census{}, metrics.From(0)},
		{"too many", 0.5, community.Census{Interested: community.MaxWeight}, metrics.From(0)},
		{"all", 1, community.Census{Practising: people(40), Interested: people(60)}, metrics.From(0)},
	} {
		p := frontline()
		p.policy.MembersPractise, p.candidate.Community = c.share, c.census
		v, err := p.screen()
		require.NoError(t, err)
		require.Equal(t, c.want, gapOf(t, slices.Concat(v.Gaps, v.Asks), pilot.RuleMembersPractise).More, c.reason)
	}
}

// What nobody has graded is asked last.
func TestUngradedIsAskedLast(t *testing.T) {
	p := frontline()
	p.candidate.Benefit.Baseline = metrics.Baseline{}
	p.own = []pilot.Rule{ownRule("a", "m", metrics.UpTo(5), pilot.Later)}
	v, err := p.screen()
	require.NoError(t, err)
	require.Equal(t, []string{pilot.RuleBaseline, "a"}, []string{v.Asks[0].Rule, v.Asks[1].Rule})
	require.Equal(t, "whether a", v.Asks[1].Remedy)
	p.own[0].Effort = pilot.Asking
	v, err = p.screen()
	require.NoError(t, err)
	require.Equal(t, "a", v.Asks[0].Rule)
}
