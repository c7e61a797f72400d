package health_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"example.com/kmaturity/community/health"
	"example.com/kmaturity/internal/draw"
	"example.com/kmaturity/metrics"
)

var january = health.Community{From: metrics.MustDate("2024-01-01"), Months: 1, Members: []string{"ann", "bob"}}

// event writes an event as "ann 2024-01-31 question welds" or, of a join, with
// who brought them.
func event(text string) health.Event {
	f := append(strings.Fields(text), "", "")
	act, err := health.ParseAct(f[2])
	if err != nil {
		panic(err)
	}
	e := health.Event{Member: f[0], Date: metrics.MustDate(f[1]), Act: act, Topic: f[3]}
	if act == health.Joined {
		e.Topic, e.By = "", f[3]
	}
	return e
}

func events(texts ...string) []health.Event {
	var all []health.Event
	for _, t := range texts {
		all = append(all, event(t))
	}
	return all
}

func observe(t *testing.T, c health.Community, texts ...string) (health.Activity, health.Notes) {
	t.Helper()
	a, notes, err := health.Observe(health.Events(events(texts...)...), c)
	require.NoError(t, err)
	require.NoError(t, a.Validate())
	return a, notes
}

// half is half a year of five members, one of whom runs the community, and an
// organiser who isn't a member.
var half = health.Community{Kind: health.Managed, From: metrics.MustDate("2024-01-01"), Months: 6,
	Members: []string{"ann", "bob", "cyd", "dan", "eve"}, Organisers: []string{"eve", "org"}}

func TestObserve(t *testing.T) {
	a, notes := observe(t, half,
		"ann 2024-01-01 question welds", "ann 2024-02-29 contribution", "ann 2024-03-01 answer pipes", // three of six months: core
		"bob 2024-04-10 answer welds", "bob 2024-04-11 answer welds", // one month: active
		"cyd 2024-05-05 visit",        // there, and contributes nothing
		"eve 2024-06-30 answer welds", // a member, and an organiser
		"org 2024-06-01 contribution", "stranger 2024-06-02 contribution", "stranger 2024-06-03 question welds",
		"dan 2024-02-02 join ann", "cyd 2024-02-03 join org", "eve 2024-02-04 join", "new 2024-02-05 join ann",
		"ann 2023-12-31 contribution", "bob 2024-07-01 contribution",
	)
	require.Equal(t, health.Activity{
		Kind: health.Managed, Months: 6, Members: exactly(5),
		Core: exactly(1), Active: exactly(2), // with eve
		Visitors: exactly(6. / 6), Contributors: exactly(5. / 6), Contributions: exactly(6. / 6),
		ActivityByMembers: health.Portion{Count: exactly(5), Of: exactly(9)}, // without eve's; with org's and the stranger's two
		GrowthByMembers:   health.Portion{Count: between(1, 2), Of: exactly(3)},
		Topics: []health.Topic{
			{Name: "pipes", Questions: exactly(0), Answers: exactly(1)}, {Name: "welds", Questions: exactly(1), Answers: exactly(3)},
		},
	}, a)
	require.Equal(t, health.Notes{
		Events: 16, First: metrics.MustDate("2023-12-31"), Last: metrics.MustDate("2024-07-01"), Outside: 2,
		Outsiders: 3, OutsiderIDs: []string{"new", "stranger"}, Organisers: 3, Unattributed: 1,
	}, notes)
}

func TestObserveRows(t *testing.T) {
	with := func(change func(*health.Community)) health.Community { c := half; change(&c); return c }
	unlisted := with(func(c *health.Community) { c.Members = nil })
	for _, row := range []struct {
		why    string
		c      health.Community
		events []string
		want   func(*testing.T, health.Activity, health.Notes)
	}{
		{"a log of strangers alone: members did nothing", half, []string{"x 2024-01-01 contribution", "y 2024-01-01 visit"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, []metrics.Interval{exactly(5), exactly(0), exactly(0), exactly(0), exactly(0), exactly(0)},
				[]metrics.Interval{a.Members, a.Core, a.Active, a.Visitors, a.Contributors, a.Contributions})
			require.Equal(t, health.Portion{Count: exactly(0), Of: exactly(1)}, a.ActivityByMembers)
			require.Equal(t, 2, n.Outsiders)
		}},
		{"what strangers contribute is part of all there is", half, []string{"ann 2024-01-01 contribution", "x 2024-01-01 question", "x 2024-01-01 visit"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, health.Portion{Count: exactly(1), Of: exactly(2)}, a.ActivityByMembers)
			require.Empty(t, a.Topics)
		}},
		{"a community of nobody", with(func(c *health.Community) { c.Members, c.Organisers = []string{}, nil }), []string{"x 2024-01-01 contribution"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, exactly(0), a.Members)
			require.Equal(t, 1, n.Outsiders)
			for _, f := range check(t, a).Findings {
				require.Equal(t, health.Nobody, f.Why)
			}
		}},
		{"members not known: anybody may be one", unlisted, []string{"x 2024-01-01 contribution", "x 2024-02-01 contribution", "x 2024-03-01 contribution", "org 2024-01-01 contribution", "y 2024-01-01 join x", "z 2024-01-01 join org"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, []metrics.Interval{metrics.Anything(), between(0, 1), between(0, 1), between(0, .5+1./6)}, []metrics.Interval{a.Members, a.Core, a.Active, a.Contributors})
			require.Equal(t, health.Portion{Count: between(0, 3), Of: exactly(4)}, a.ActivityByMembers, "org's aren't made by members, whoever org is")
			require.Equal(t, health.Portion{Count: between(0, 1), Of: exactly(2)}, a.GrowthByMembers)
			require.Equal(t, 0, n.Outsiders)
			for _, f := range check(t, a).Findings {
				require.Equal(t, metrics.Unknown, f.Within, "%s", f)
			}
		}},
		{"no visits logged: who was active visited at least", half, []string{"ann 2024-01-01 contribution"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, metrics.From(1./6), a.Visitors)
			require.Equal(t, health.Portion{}, a.GrowthByMembers, "and no joins")
		}},
		{"only visits logged: who contributes isn't known", half, []string{"ann 2024-01-01 visit"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, exactly(1./6), a.Visitors)
			require.Equal(t, health.Activity{Kind: a.Kind, Months: 6, Members: exactly(5), Visitors: a.Visitors}, a)
		}},
		{"an act logged outside the months is logged", half, []string{"ann 2023-01-01 contribution", "ann 2024-01-01 visit"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, exactly(0), a.Contributions)
			require.Equal(t, 1, n.Outside)
		}},
		{"two months don't tell who is regular", with(func(c *health.Community) { c.Months = 2 }), []string{"ann 2024-01-01 contribution", "ann 2024-02-01 contribution"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, []metrics.Interval{between(0, 1), between(0, 1)}, []metrics.Interval{a.Core, a.Active})
		}},
		{"core from every month on", with(func(c *health.Community) { c.CoreMonths, c.Months = 1, 3 }), []string{"ann 2024-01-01 contribution", "ann 2024-02-01 contribution", "ann 2024-03-31 question", "bob 2024-01-01 answer", "bob 2024-03-01 answer"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, []metrics.Interval{exactly(1), exactly(1)}, []metrics.Interval{a.Core, a.Active})
		}},
		{"months from another day on", with(func(c *health.Community) { c.From = metrics.MustDate("2024-01-31"); c.Months = 3 }), []string{"ann 2024-01-30 visit", "ann 2024-01-31 visit", "ann 2024-02-28 visit", "ann 2024-02-29 visit", "ann 2024-04-29 visit", "ann 2024-04-30 visit"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, exactly(1), a.Visitors, "in each of three months")
			require.Equal(t, 2, n.Outside)
		}},
		{"ids that differ by case or space may be the members', and are noted", with(func(c *health.Community) { c.Members = []string{"ann", "bob lee", "Cyd", "cyd"} }), []string{"Ann 2024-01-01 visit", "boblee 2024-01-01 visit", "Cyd 2024-01-01 visit"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, between(1./6, 3./6), a.Visitors)
			require.Equal(t, []string{"Ann", "Cyd", "ann", "bob lee", "boblee", "cyd"}, n.Alike)
			require.Equal(t, []string{"Ann", "boblee"}, n.OutsiderIDs)
		}},
		{"folded they are one", with(func(c *health.Community) { c.Members = []string{"ann", " ANN "}; c.Fold = strings.ToLower }), []string{"Ann 2024-01-01 visit", "ann 2024-01-02 visit"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, []metrics.Interval{exactly(1), exactly(1. / 6)}, []metrics.Interval{a.Members, a.Visitors})
			require.Equal(t, []string{"ann"}, n.Twice)
			require.Empty(t, n.Alike)
		}},
		{"a question without a topic may be on any", half, []string{"ann 2024-01-01 question welds", "ann 2024-01-01 question", "bob 2024-01-01 answer"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, []health.Topic{{Name: "welds", Questions: between(1, 2), Answers: between(0, 1)}}, a.Topics)
		}},
		{"no answers logged: how many there were isn't known", half, []string{"ann 2024-01-01 question welds"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, []health.Topic{{Name: "welds", Questions: exactly(1)}}, a.Topics)
		}},
		{"two joins that contradict one another", half, []string{"dan 2024-01-01 join ann", "dan 2024-01-02 join org", "dan 2024-01-03 join ann"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, health.Portion{Count: between(0, 1), Of: exactly(1)}, a.GrowthByMembers)
			require.Equal(t, 1, n.Unattributed)
		}},
		{"brought by a stranger, as by an organiser, is not brought by a member", half, []string{"dan 2024-01-01 join stranger", "ann 2024-01-01 join eve", "bob 2024-01-01 join cyd"}, func(t *testing.T, a health.Activity, n health.Notes) {
			require.Equal(t, health.Portion{Count: exactly(1), Of: exactly(3)}, a.GrowthByMembers)
			require.Zero(t, n.Unattributed)
		}},
		{"who came by themselves wasn't brought by a member for sure", half, []string{"dan 2024-01-01 join dan"}, func(t *testing.T, a health.Activity, _ health.Notes) {
			require.Equal(t, health.Portion{Count: between(0, 1), Of: exactly(1)}, a.GrowthByMembers)
		}},
	} {
		t.Run(row.why, func(t *testing.T) {
			a, n := observe(t, row.c, row.events...)
			row.want(t, a, n)
		})
	}
}

func TestObserveFaults(t *testing.T) {
	one := health.Events(event("ann 2024-01-01 visit"))
	for _, row := range []struct {
		why  string
		c    health.Community
		want string
	}{
		{"nothing said", health.Community{}, "health: from: is missing\nhealth: months: want 1 to 60, have 0"},
		{"too long", health.Community{From: january.From, Months: 61}, "health: months: want 1 to 60, have 61"},
		{"beyond the calendar", health.Community{From: metrics.MustDate("9999-12-01"), Months: 2}, "health: months: 2 months from 9999-12-01 on leave the calendar"},
		{"a blank id", health.Community{From: january.From, Months: 1, Members: []string{"ann", " "}, Organisers: []string{""}}, "health: members[1]: is missing: an id without letters is nobody's\nhealth: organisers[0]: is missing: an id without letters is nobody's"},
		{"no share", health.Community{From: january.From, Months: 1, CoreMonths: 50, Kind: 7}, "health: kind: Kind(7) is no kind of community\nhealth: coreMonths: want a share above 0 and up to 1, have 50"},
		{"no event in the months", health.Community{From: metrics.MustDate("2025-01-01"), Months: 3}, "health: 3 months from 2025-01-01 on: no event is logged, which doesn't mean that nothing happened"},
	} {
		a, _, err := health.Observe(one, row.c)
		require.EqualError(t, err, row.want, row.why)
		require.Zero(t, a)
	}
	_, _, err := health.Observe(nil, january)
	require.ErrorIs(t, err, health.ErrNoEvents)
	_, _, err = health.Observe(health.Events(health.Event{Count: -1}, event("ann 2024-01-01 visit"), health.Event{Member: "a", Date: january.From, Act: 9, Count: 2e9}), january)
	require.EqualError(t, err, "health: events[0].member: is missing\nhealth: events[0].date: is missing\nhealth: events[0].act: want a known act, have unknown\n"+
		"health: events[0].count: want a count from 0 to 1000000000, have -1\nhealth: events[2].act: want a known act, have Act(9)\nhealth: events[2].count: want a count from 0 to 1000000000, have 2000000000")
}

func randomEvents(r *rand.Rand, n int) []health.Event {
	people := []string{"ann", "bob", "cyd", "dan", "eve", "org", "x1", "x2", "Ann", "c yd", ""}
	var all []health.Event
	for range n {
		all = append(all, health.Event{
			Member: people[r.IntN(len(people)-1)], Date: january.From.AddDays(r.IntN(240) - 30), Act: health.Act(1 + r.IntN(5)),
			Count: int64(r.IntN(4)), Topic: pick(r, "", "welds", "pipes"), By: pick(r, people...),
		})
	}
	return all
}

// What an outsider of an id alike to a member's did may be that member's: every
// figure spans those of all ways in which it may be, made the slow way, by giving
// the events to the member or to a stranger. No member is ruled out or counted in
// by a spelling.
func TestAlikeIsEveryWay(t *testing.T) {
	figures := func(a health.Activity) []metrics.Interval {
		return []metrics.Interval{a.Core, a.Active, a.Visitors, a.Contributors, a.Contributions, a.ActivityByMembers.Count, a.ActivityByMembers.Of, a.GrowthByMembers.Count, a.GrowthByMembers.Of}
	}
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		open := 0
		for range 60 {
			c := health.Community{From: metrics.MustDate("2024-01-01"), Months: 4, Members: []string{"ann", "bob"}}
			ids := []string{"ann", "bob", "Ann", "BOB", "eve"}
			all := events("ann 2023-01-01 visit", "ann 2023-01-01 join", "ann 2024-01-01 contribution")
			for range 1 + r.IntN(12) {
				e := health.Event{Member: ids[r.IntN(len(ids))], Date: c.From.AddDays(r.IntN(120)), Act: health.Act(1 + r.IntN(5)), Count: int64(1 + r.IntN(3))}
				if e.Act == health.Joined {
					e.Count, e.By = 0, ids[r.IntN(len(ids))]
					if e.Member == "ann" || e.Member == "bob" {
						e.Member = "eve" // a join of the member's own and one that may be theirs are counted apart
					}
				}
				all = append(all, e)
			}
			got, _, err := health.Observe(health.Events(all...), c)
			require.NoError(t, err)
			var span []metrics.Interval
			for way := range 4 {
				c.Fold = func(id string) string {
					switch {
					case id == "Ann" && way&1 > 0, id == "BOB" && way&2 > 0:
						return strings.ToLower(id)
					case id == "Ann" || id == "BOB":
						return "stranger " + id
					}
					return id
				}
				exact, _, err := health.Observe(health.Events(all...), c)
				require.NoError(t, err)
				for i, f := range figures(exact) {
					if way == 0 {
						span = append(span, f)
					} else {
						span[i] = span[i].Hull(f)
					}
				}
			}
			for i, f := range figures(got) {
				low, _ := span[i].Low()
				high, bounded := span[i].High()
				require.True(t, f.AtLeast(low) != metrics.No && f.Contains(low), "%d: %s doesn't hold %s: %v", i, f, span[i], all)
				require.True(t, !bounded || f.Contains(high), "%d: %s doesn't hold %s: %v", i, f, span[i], all)
				if _, exact := f.Point(); !exact && i < 7 && i != 1 { // active may also be in between: several ids may be alike
					require.Equal(t, span[i].Rounded(), f.Rounded(), "%d: no wider than that: %v", i, all)
					open++
				}
			}
		}
		require.NotZero(t, open)
	})
}

func TestOrderOfEventsDoesNotMatter(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 50 {
			c := half
			if r.IntN(2) == 0 {
				c.Members = nil
			}
			all := randomEvents(r, 1+r.IntN(80))
			a, n, err := health.Observe(health.Events(all...), c)
			r.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
			c.Members, c.Organisers = slices.Clone(c.Members), slices.Clone(c.Organisers)
			slices.Reverse(c.Members)
			slices.Reverse(c.Organisers)
			b, m, err2 := health.Observe(health.Events(all...), c)
			require.Equal(t, a, b)
			require.Equal(t, n, m)
			require.Equal(t, fmt.Sprint(err), fmt.Sprint(err2))
			require.NoError(t, a.Validate())
		}
	})
}

// What is counted event by event adds up over the parts of a log.
func TestPartsAddUp(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		for range 50 {
			// Each part has every act, so that what is logged is the same.
			all := events("ann 2024-01-01 visit", "ann 2024-01-01 contribution", "ann 2024-01-01 question", "ann 2024-01-01 answer", "eve 2024-01-01 join bob")
			one, two := append(slices.Clone(all), randomEvents(r, r.IntN(50))...), append(slices.Clone(all), randomEvents(r, r.IntN(50))...)
			a, n, err := health.Observe(health.Events(one...), half)
			require.NoError(t, err)
			b, m, err := health.Observe(health.Events(two...), half)
			require.NoError(t, err)
			c, o, err := health.Observe(health.Events(append(one, two...)...), half)
			require.NoError(t, err)
			require.Equal(t, []int{n.Events + m.Events, n.Outside + m.Outside, n.Outsiders + m.Outsiders, n.Organisers + m.Organisers}, []int{o.Events, o.Outside, o.Outsiders, o.Organisers})
			require.Equal(t, a.ActivityByMembers.Count.Add(b.ActivityByMembers.Count), c.ActivityByMembers.Count)
			require.Equal(t, a.ActivityByMembers.Of.Add(b.ActivityByMembers.Of), c.ActivityByMembers.Of)
			require.Equal(t, a.Contributions.Add(b.Contributions).Rounded(), c.Contributions.Rounded())
			for _, f := range []func(health.Activity) metrics.Interval{ // people are the same people
				func(a health.Activity) metrics.Interval { return a.Visitors }, func(a health.Activity) metrics.Interval { return a.Contributors },
				func(a health.Activity) metrics.Interval { return a.Core },
			} {
				low, _ := f(c).Low()
				high, _ := f(c).High()
				for _, part := range []health.Activity{a, b} {
					least, _ := f(part).Low()
					require.LessOrEqual(t, least, low)
					require.Equal(t, metrics.Yes, f(part).AtMost(high))
				}
			}
		}
	})
}

// Strangers, however many and whatever they do, never change what members did.
func TestStrangersNeverCount(t *testing.T) {
	draw.Each(t, func(t *testing.T, r *rand.Rand) {
		base := append(events("ann 2024-01-01 visit", "ann 2024-01-01 contribution", "ann 2024-01-01 question welds", "bob 2024-01-01 answer welds", "eve 2024-01-01 join bob"), randomEvents(r, 30)...)
		a, n, err := health.Observe(health.Events(base...), half)
		require.NoError(t, err)
		crowd := slices.Clone(base)
		for i := range 200 {
			e := randomEvents(r, 1)[0]
			e.Member = fmt.Sprint("stranger", i)
			crowd = append(crowd, e)
		}
		b, m, err := health.Observe(health.Events(crowd...), half)
		require.NoError(t, err)
		share := b.ActivityByMembers
		b.ActivityByMembers.Of = a.ActivityByMembers.Of
		require.Equal(t, a, b)
		require.Equal(t, metrics.Yes, share.Of.Sub(a.ActivityByMembers.Of).AtLeast(0))
		require.Greater(t, m.Outsiders, n.Outsiders)
		require.LessOrEqual(t, len(m.OutsiderIDs), 20)
	})
}
