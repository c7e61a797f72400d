package health_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/metrics"
)

// A topic that is the mean to the last digit has as many questions as the mean,
// in whatever order the topics stand.
func TestMeanToTheLastDigit(t *testing.T) {
	many := func(questions ...float64) map[float64]metrics.Answer {
		got := map[float64]metrics.Answer{}
		for range 2 {
			var topics []health.Topic
			for i, q := range questions {
				topics = append(topics, health.Topic{Name: string(rune('a' + i)), Questions: metrics.Exactly(q)})
			}
			findings, err := health.Cuts{}.Sort(topics)
			require.NoError(t, err)
			for i, f := range findings {
				if was, met := got[questions[i]]; met {
					require.Equal(t, was, f.ManyQuestions, "%v", questions)
				}
				got[questions[i]] = f.ManyQuestions
			}
			slices.Reverse(questions)
		}
		return got
	}
	require.Equal(t, map[float64]metrics.Answer{.1: metrics.Yes}, many(.1, .1, .1))
	require.Equal(t, map[float64]metrics.Answer{.1: metrics.No, .2: metrics.Yes, .3: metrics.Yes}, many(.1, .2, .3))
	require.Equal(t, map[float64]metrics.Answer{math.MaxFloat64: metrics.Yes, 1: metrics.No}, many(math.MaxFloat64, math.MaxFloat64, 1))

	wide, err := health.Cuts{}.Sort([]health.Topic{{Name: "a", Questions: metrics.Exactly(0)}, {Name: "b", Questions: metrics.From(.1)}, {Name: "c", Questions: metrics.Exactly(.2)}})
	require.NoError(t, err)
	narrow, err := health.Cuts{}.Sort([]health.Topic{{Name: "a", Questions: metrics.Exactly(0)}, {Name: "b", Questions: metrics.MustBetween(.1, .45)}, {Name: "c", Questions: metrics.Exactly(.2)}})
	require.NoError(t, err)
	require.Equal(t, wide[1].ManyQuestions, narrow[1].ManyQuestions, "narrower evidence says no less")
}

// Answers per question are held against the cut as they are shown.
func TestAnswersAsShown(t *testing.T) {
	for cut := 11; cut < 60; cut++ {
		for questions := 1; questions < 60; questions++ {
			if cut*questions%10 != 0 {
				continue
			}
			c := health.Cuts{Answers: float64(cut) / 10}
			f, err := c.Sort([]health.Topic{{Name: "a", Questions: metrics.Exactly(float64(questions)), Answers: metrics.Exactly(float64(cut * questions / 10))}})
			require.NoError(t, err)
			require.Equal(t, metrics.Yes, f[0].ManyAnswers, "%v of %d questions", c.Answers, questions)
		}
	}
}

// Limits that are no numbers leave everything open.
func TestLimitsThatAreNone(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1)} {
		f := health.LifeLimits{Maturity: x}.Stage(health.Portion{}, health.Portion{})
		require.Equal(t, health.LifeUnknown, f.Life())
		require.Len(t, health.Limits{Large: x}.Sizes(metrics.Exactly(1000)), 3)
	}
	require.Len(t, health.Limits{Small: math.NaN()}.Sizes(metrics.Exactly(1000)), 3)
}

// A log of questions alone doesn't say that nobody answers.
func TestHalfALog(t *testing.T) {
	c := health.Community{Kind: health.Managed, From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"ann", "bob", "cyd", "dee"}}
	for _, act := range []string{"question", "answer"} {
		a, _, err := health.Observe(health.Events(events("ann 2024-01-01 "+act, "ann 2024-02-01 "+act, "bob 2024-01-01 "+act)...), c)
		require.NoError(t, err)
		require.Equal(t, []metrics.Interval{metrics.From(1), metrics.Anything(), metrics.From(1), metrics.From(1)}, []metrics.Interval{a.Core, a.Active, a.Contributors, a.Contributions})
		require.Equal(t, health.Portion{}, a.ActivityByMembers)
		checkup, err := health.Check(a, health.Options{})
		require.NoError(t, err)
		for _, f := range checkup.Findings {
			require.NotEqual(t, health.Below, f.Place, "%s", f.Indicator)
		}
	}
	whole, _, err := health.Observe(health.Events(events("ann 2024-01-01 question", "bob 2024-01-01 answer")...), c)
	require.NoError(t, err)
	require.Equal(t, metrics.Exactly(2), whole.Active)
}

// Who runs the community and is no member is no new member either.
func TestOrganiserJoins(t *testing.T) {
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"ann", "bob"}, Organisers: []string{"org", "bob"}}
	a, _, err := health.Observe(health.Events(events("org 2024-01-01 join bob", "bob 2024-01-01 join ann")...), c)
	require.NoError(t, err)
	require.Equal(t, health.Portion{Count: metrics.Exactly(1), Of: metrics.Exactly(1)}, a.GrowthByMembers, "bob is a member too, whom a member brought")
}

// Somebody may have been brought by the member whose id is spelt otherwise.
func TestBroughtByAlike(t *testing.T) {
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"ann", "bob"}}
	a, n, err := health.Observe(health.Events(events("ann 2024-01-01 join BOB")...), c)
	require.NoError(t, err)
	require.Equal(t, health.Portion{Count: metrics.MustBetween(0, 1), Of: metrics.Exactly(1)}, a.GrowthByMembers)
	require.Equal(t, []string{"BOB", "bob"}, n.Alike)
}

// A member who joined may have joined once more under an id that is alike, by
// somebody else.
func TestJoinedTwiceAlike(t *testing.T) {
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"ann", "bob", "carl"}}
	for log, want := range map[string]health.Portion{
		"carl 2024-01-01 join ann,bob 2024-01-01 join ann,BOB 2024-01-02 join zed": {Count: metrics.MustBetween(1, 2), Of: metrics.Exactly(2)},
		"carl 2024-01-01 join ann,BOB 2024-01-02 join zed":                         {Count: metrics.Exactly(1), Of: metrics.MustBetween(1, 2)},
		"carl 2024-01-01 join ann,BOB 2024-01-02 join ann":                         {Count: metrics.MustBetween(1, 2), Of: metrics.MustBetween(1, 2)},
		"bob 2024-01-01 join ann,BOB 2024-01-02 join ann":                          {Count: metrics.Exactly(1), Of: metrics.Exactly(1)},
	} {
		a, _, err := health.Observe(health.Events(events(strings.Split(log, ",")...)...), c)
		require.NoError(t, err)
		require.Equal(t, want, a.GrowthByMembers, log)
	}
}

// Who runs the community may be a member whose id is spelt otherwise.
func TestOrganiserAlikeToAMember(t *testing.T) {
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"bob", "eve"}, Organisers: []string{"BOB"}}
	a, _, err := health.Observe(health.Events(events("BOB 2024-01-01 contribution", "BOB 2024-02-01 contribution", "eve 2024-01-01 join BOB")...), c)
	require.NoError(t, err)
	require.Equal(t, metrics.MustBetween(0, 1), a.Core)
	require.Equal(t, metrics.MustBetween(0, 2), a.ActivityByMembers.Count)
	require.Equal(t, metrics.Exactly(2), a.ActivityByMembers.Of)
	require.Equal(t, metrics.MustBetween(0, 1), a.GrowthByMembers.Count)
}

// An outsider who may be the organiser may have asked and answered.
func TestTopicsOfAnOutsiderAlikeToTheOrganiser(t *testing.T) {
	c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 3, Members: []string{"eve"}, Organisers: []string{"org"}}
	log := append(events("eve 2024-01-01 question"), health.Event{Member: "ORG", Date: metrics.MustDate("2024-01-02"), Act: health.Answered, Topic: "welds"})
	a, _, err := health.Observe(health.Events(log...), c)
	require.NoError(t, err)
	require.Equal(t, []health.Topic{{Name: "welds", Questions: metrics.MustBetween(0, 1), Answers: metrics.MustBetween(0, 1)}}, a.Topics)
}

// In JSON lines the count may be in some objects only, in whatever order, and a
// field that is missing is named.
func TestCountsInJSONLines(t *testing.T) {
	lines := []string{`{"id":"ann","date":"2024-01-31","act":"visit","topik":1}`, `{"id":"ann","date":"2024-01-31","act":"visit","count":3}`, `{"id":"ann","date":"2024-01-31","act":"visit","count":null}`}
	for range 2 {
		var notes health.LogNotes
		sum := int64(0)
		for e, err := range health.ReadLog(strings.NewReader(strings.Join(lines, "\n")), health.LogOptions{Notes: &notes}) {
			require.NoError(t, err)
			sum += e.Count
		}
		require.EqualValues(t, 5, sum)
		require.Equal(t, []string{"topik"}, notes.Unused)
		slices.Reverse(lines)
	}
	for _, err := range health.ReadLog(strings.NewReader(`{"id":"ann","date":"2024-01-31"}`), health.LogOptions{}) {
		require.ErrorContains(t, err, "health: line 1: act: unknown act")
		break
	}
}
